"""`python -m bench extract`: the reader against annotated reports, and how sure it is of itself.

`bench/extract/` holds the keys (see its README); the texts are a folder of reports, named by
`CZPLAN_CORPUS` or found at `../shared/corpus`. Words behind `extract`: `dev`, `test` or `all`
(default), `rows` to list what fails, and of a text: `frames FILE`; `traps` counts numbers
that look like a headline and aren't.
"""

from __future__ import annotations

import csv
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from czplan.extract import Proposal
from czplan.extract.reader import Reading, read_document

__all__ = ["HEADLINE", "extract", "score"]

HERE = Path(__file__).parent / "extract"
HEADLINE = (
    "gdp", "gdp-growth", "gdp-per-capita", "industrial-va-growth", "fixed-investment-growth",
    "retail-growth", "general-budget-revenue", "general-budget-revenue-growth",
    "foreign-trade-growth", "fdi", "income-growth", "urban-income-growth", "rural-income-growth",
    "consumer-price-change", "urban-jobs-added", "registered-unemployment",
    "surveyed-unemployment", "grain-output", "energy-intensity-change",
    "natural-population-growth", "urbanisation-rate", "rd-share", "pm25", "good-air-days",
    "urban-rural-income-ratio",
)  # fmt: skip
"""The indicators of the contract's headline measure."""

Row = dict[str, str]


@dataclass(slots=True)
class Tally:
    """Rows of the key found and missed, proposals right and wrong."""

    found: int = 0
    missed: int = 0
    wrong: int = 0

    @property
    def line(self) -> str:
        """Return recall and precision with their counts."""
        key, said = self.found + self.missed, self.found + self.wrong
        recall = 100 * self.found / key if key else 100.0
        precision = 100 * self.found / said if said else 100.0
        return f"{recall:6.1f} % of {key:<5} {precision:6.1f} % of {said:<5}"


def corpus() -> Path | None:
    """Return the folder of texts, None where there is none."""
    for name in (os.environ.get("CZPLAN_CORPUS"), "../shared/corpus/reports"):
        if name and Path(name).is_dir():
            return Path(name)
    return None


def _rows(name: str) -> list[Row]:
    path = HERE / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _value(text: str) -> float | None:
    return float(text) if text else None


def _near(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-6 * max(1.0, abs(one))


def _when(one: Proposal) -> str:
    if one.kind == "figure":
        return one.period or ""
    return str(one.due) if one.start == one.due else f"{one.start}-{one.due}"


def _due(text: str) -> str:
    """Return the due year of `2021-2025`; other periods as they are."""
    return text.rsplit("-", 1)[-1] if len(text) == 9 and text[4] == "-" else text


def _same(key: Row, one: Proposal) -> bool:
    """Tell whether a proposal says what a row of the headline key says."""
    if key["class"] != one.kind or key["indicator"] != one.indicator:
        return False
    if not (_near(_value(key["low"]), one.low) and _near(_value(key["high"]), one.high)):
        return False
    if one.kind == "goal":
        return key["operator"] == one.operator and _due(key["when"]) == str(one.due or "")
    return key["when"] == _when(one)


def _same_dense(key: Row, one: Proposal) -> bool:
    """Tell whether a proposal says what a row of the dense key says."""
    return (
        key["class"] == one.kind
        and int(key["line"]) == one.line
        and key["unit"] == one.unit
        and (one.kind == "figure" or key["operator"] == one.operator)
        and _near(_value(key["low"]), one.low)
        and _near(_value(key["high"]), one.high)
    )


def score(
    keys: Iterable[Row], said: Iterable[Proposal], *, dense: bool = False
) -> tuple[list[tuple[Row, Proposal]], list[Row], list[Proposal]]:
    """Match the rows of a key with proposals, each once.

    Returns:
        The pairs, the rows that nothing says, the proposals that no row has.
    """
    left = list(said)
    pairs, missed = [], []
    same = _same_dense if dense else _same
    for key in keys:
        one = next((one for one in left if same(key, one)), None)
        if one is None:
            missed.append(key)
        else:
            left.remove(one)
            pairs.append((key, one))
    return pairs, missed, left


def _asked(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals that the headline measure counts: each statement once."""
    seen = set()
    for one in reading.proposals:
        if one.indicator not in HEADLINE or one.operator == "direction":
            continue
        says = (one.kind, one.indicator, one.operator, one.low, one.high, _when(one))
        if says not in seen:
            seen.add(says)
            yield one


_FAMILY = {
    "gdp-growth": {"gdp", "gdp-growth", "gdp-per-capita"},
    "general-budget-revenue-growth": {"general-budget-revenue", "general-budget-revenue-growth"},
}
"""What a trap may be taken for, where that is more than the one indicator it looks like."""


def _traps(folder: Path) -> list[str]:
    """Return the traps that are proposed as the headline indicator they look like."""
    fallen = []
    for row in _rows("traps.csv"):
        text = (folder / row["file"]).read_text(encoding="utf-8")
        ids = _FAMILY.get(row["indicator"], {row["indicator"]})
        for one in read_document(text, file=row["file"]).proposals:
            said = one.stated.replace(" ", "")
            if one.line == int(row["line"]) and one.indicator in ids and row["number"] in said:
                fallen.append(f"trap   {one.file}:{one.line} {one.indicator} {row['words']}")
                break
    return fallen


def extract(words: Sequence[str]) -> int:
    """Print recall, precision and calibration; return 1 where the texts aren't at hand."""
    folder = corpus()
    if folder is None:
        print(
            "bench extract: no texts; set CZPLAN_CORPUS to the folder of reports", file=sys.stderr
        )
        return 1
    if words[:1] == ["frames"]:
        return _frames(folder, words[1:])
    if words[:1] == ["traps"]:
        fallen = _traps(folder)
        print(f"{len(fallen)} of {len(_rows('traps.csv'))} traps are taken for a headline")
        print("\n".join(fallen))
        return 0
    split = next((word for word in words if word in {"dev", "test"}), "all")
    headline, dense = _rows("headline.csv"), _rows("dense.csv")
    tallies: dict[tuple[str, str, str], Tally] = defaultdict(Tally)
    bins: dict[str, Counter[tuple[float, bool]]] = defaultdict(Counter)
    failing: list[str] = []
    names = [0, 0, 0]
    begun, characters, texts = time.perf_counter(), 0, 0
    for file in _rows("files.csv"):
        if split not in {"all", file["split"]}:
            continue
        text = (folder / file["file"]).read_text(encoding="utf-8")
        reading = read_document(text, file=file["file"])
        characters, texts = characters + len(text), texts + 1
        whole = file["key"] == "dense"
        keys = [row for row in (dense if whole else headline) if row["file"] == file["file"]]
        if not keys:
            continue
        said = list(reading.proposals) if whole else list(_asked(reading))
        if whole:
            said = [one for one in said if one.operator != "direction"]
        pairs, missed, wrong = score(keys, said, dense=whole)
        for key, one in pairs:
            _count(tallies, file, key["class"], key.get("indicator", ""), found=1)
            bins[file["key"]][_band(one.confidence), True] += 1
            if whole:
                names[0] += 1
                names[1] += _alike(key["name"], one.name)
                names[2] += _due(key["when"]) == _due(_when(one))
        for key in missed:
            _count(tallies, file, key["class"], key.get("indicator", ""), missed=1)
            failing.append(
                f"missed {file['file']}:{key['line']} {' '.join(list(key.values())[2:])}"
            )
        for one in wrong:
            _count(tallies, file, one.kind, one.indicator or "", wrong=1)
            bins[file["key"]][_band(one.confidence), False] += 1
            failing.append(
                f"wrong  {one.file}:{one.line} {one.kind} {one.indicator or one.name} {one.stated}"
                f" {one.operator} {one.low} {one.high} {_when(one)} {one.confidence}"
            )
    spent = time.perf_counter() - begun
    _print(tallies, bins, names)
    print(f"\n{texts} texts, {characters / texts:,.0f} characters each, {spent / texts:.3f} s each")
    if "rows" in words:
        print("\n".join(failing))
    return 0


def _count(
    tallies: dict[tuple[str, str, str], Tally],
    file: Row,
    kind: str,
    indicator: str,
    **more: int,
) -> None:
    cells = [("all", file["key"]), ("split", file["split"]), ("era", file["era"])]
    cells += [("level", file["level"])]
    if file["key"] == "headline":
        cells.append(("indicator", indicator))
    for what, which in cells:
        tally = tallies[what, which, f"{file['key']} {kind}"]
        for name, number in more.items():
            setattr(tally, name, getattr(tally, name) + number)


def _band(confidence: float) -> float:
    return next(low for low in (0.9, 0.8, 0.7, 0.5, 0.0) if confidence >= low)


def _alike(one: str, other: str) -> bool:
    """Tell whether two names share most of their characters."""
    if not one or not other:
        return one == other
    return len(set(one) & set(other)) >= 0.6 * min(len(set(one)), len(set(other)))


def _print(
    tallies: dict[tuple[str, str, str], Tally],
    bins: dict[str, Counter[tuple[float, bool]]],
    names: list[int],
) -> None:
    print(f"{'':<46} {'recall':>16} {'precision':>17}")
    for what, which, measure in sorted(tallies):
        print(f"{what:<10} {which:<30} {measure:<18} {tallies[what, which, measure].line}")
    for key, bands in bins.items():
        right = sum(count for (_, good), count in bands.items() if good)
        print(f"\n{key}: confidence, share right, share of the right ones")
        for low in (0.9, 0.8, 0.7, 0.5, 0.0):
            good, bad = bands[low, True], bands[low, False]
            if good + bad:
                share = 100 * good / right if right else 0
                print(f"  from {low:.1f}  {100 * good / (good + bad):5.1f} % of {good + bad:<6}"
                      f" {share:5.1f} %")  # fmt: skip
    if names[0]:
        print(f"\ndense: name alike {100 * names[1] / names[0]:.1f} %,"
              f" period or due year {100 * names[2] / names[0]:.1f} % of {names[0]}")  # fmt: skip


def _frames(folder: Path, files: Sequence[str]) -> int:
    """Print where the frame of a text changes, and why."""
    for name in files:
        text = (folder / name).read_text(encoding="utf-8")
        reading = read_document(text, file=name)
        print(name, reading.document)
        for line, layer, frame in reading.frames.log:
            print(f"  {line:>5} {layer:<9} {frame.kind:<6} {frame.start}..{frame.end} {frame.cue}")
    return 0
