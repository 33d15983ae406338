"""`python -m tools.atlas TEXTS [-o FOLDER]`: read, check, write, compare; prints what it did."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from czplan import dataset, load
from czplan.storage import WriteFault, temporary_folder, write_folder
from tools.atlas.checks import check
from tools.atlas.corrections import NoDocument, corrected
from tools.atlas.pages import write_findings, write_readme
from tools.atlas.published import compared, counts
from tools.atlas.quality import by_indicator, measured
from tools.atlas.reading import read_all
from tools.atlas.records import collect
from tools.atlas.texts import documents
from tools.atlas.writing import write

ROOT = Path(__file__).resolve().parents[2]


def main(argv: Sequence[str]) -> int:
    """Build the atlas; 1 where a published goal differs and no line of the README says why."""
    parser = argparse.ArgumentParser(prog="python -m tools.atlas", description=__doc__)
    parser.add_argument("texts", type=Path, help="folder kind/place/year.md")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "datasets" / "atlas")
    parser.add_argument("-j", "--processes", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args(argv)
    if not asked.texts.is_dir():
        print(f"no folder {asked.texts}: make atlas TEXTS=FOLDER", file=sys.stderr)
        return 2
    try:
        return _build(asked.texts, asked.output, asked.processes)
    except (NoDocument, WriteFault) as error:
        print(error, file=sys.stderr)
        return 2


def _build(texts: Path, output: Path, processes: int) -> int:
    """Make the atlas in a folder of its own, which takes the place of the old one at the end."""
    began = time.monotonic()
    found = list(documents(texts, output))
    print(f"{len(found)} documents")
    collected = collect(found, read_all(found, processes))
    kept = check(collected.records, collected.left)
    kept, needless = corrected(output, kept, {one.id: one for one in found})
    kinds = Counter(one.kind for one in kept)
    print(f"{kinds['goal']} goals, {kinds['figure']} figures")
    for line in needless:
        print(f"  corrections.csv corrects nothing, {line}")
    for reason, count in collected.left.most_common():
        if count:
            print(f"  left out: {count:5} {reason}")
    with temporary_folder() as made:
        folder = shutil.copytree(output, made / "atlas")
        write(folder, found, kept)
        ds, faults = dataset.read(folder)
        wrong = [fault for fault in faults if fault.is_error]
        for fault in wrong[:20]:
            print(fault.text("en"), file=sys.stderr)
        if ds is None:
            return 1
        facts = compared(ds, folder)
        print("published facts:", ", ".join(f"{n} {name}" for name, n in counts(facts).items()))
        for fact in facts:
            if fact.result == "differ":
                print(f"  differs: {fact.scope} {fact.years}: {fact.value}; here {fact.ours}")
        unexplained = write_readme(
            folder, ds, found, collected.left, facts, measured(kept), by_indicator(kept)
        )
        write_folder(output, {one.name: one.read_bytes() for one in folder.iterdir()})
    if output == ROOT / "datasets" / "atlas":
        write_findings(load(output))
    print(f"{time.monotonic() - began:.0f} s")
    return int(bool(unexplained))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
