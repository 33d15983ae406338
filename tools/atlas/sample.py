"""`python -m tools.atlas.sample TEXTS`: records drawn at random, each in its sentence, to be read.

What was found by reading goes into `read_by_eye.csv` of the atlas, with the seed.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import czplan
from tools.atlas.findings import GROWTH
from tools.atlas.surroundings import sentence
from tools.atlas.texts import documents

ROOT = Path(__file__).resolve().parents[2]
AROUND = 90
"""Characters of the sentence that are shown before a quotation."""


def main(argv: Sequence[str]) -> int:
    """Print a random sample of goals of GDP growth, of other goals and of figures."""
    parser = argparse.ArgumentParser(prog="python -m tools.atlas.sample", description=__doc__)
    parser.add_argument("texts", type=Path, help="folder kind/place/year.md")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--counts", type=int, nargs=3, default=(100, 150, 150))
    asked = parser.parse_args(argv)
    folder = ROOT / "datasets" / "atlas"
    known = {one.id: one for one in documents(asked.texts, folder)}
    ds = czplan.load(folder)
    goals, figures = (frame.astype(object) for frame in (ds.targets, ds.actuals))
    growth = goals["indicator"] == GROWTH
    kinds = (("growth goal", goals[growth]), ("other goal", goals[~growth]), ("figure", figures))
    for (kind, records), count in zip(kinds, asked.counts, strict=True):
        drawn = records.sample(min(count, len(records)), random_state=asked.seed)
        for number, one in enumerate(drawn.to_dict("records"), start=1):
            before, after = sentence(known[one["source"]], int(one["line"]), one["text"])
            when = f"{one['start']}..{one['due']}" if "due" in one else one["period"]
            said = " ".join(str(one[name]) for name in ("stated", "value", "reference")
                            if one.get(name) is not None and one[name] == one[name])  # fmt: skip
            print(f"{kind} {number}: {one['source']} {one['indicator']} {when} {said}"
                  f" | {before[-AROUND:]}[{one['text']}]{after[:30]}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
