"""The atlas beside annotated reports: how much of what they say is in it, and how much is right."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tools.atlas.records import Record

__all__ = ["by_indicator", "measured"]

KEYS = Path(__file__).resolve().parents[2] / "bench" / "extract"


def measured(records: Sequence[Record]) -> list[tuple[str, str, int, int, int]]:
    """Return (split, kind, rows of the key, of them in the atlas, records of those reports).

    A record is right where value, indicator and due year or period are those of the key.
    """
    splits, held = _beside(records)
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for (name, kind), found in held.items():
        counts[splits[name], kind][2] += len(found)
    for row, known in _annotated(splits, held):
        count = counts[splits[row["file"]], row["class"]]
        count[0] += 1
        count[1] += known
    return [
        (split, kind, *numbers)  # type: ignore[misc]
        for (split, kind), numbers in sorted(counts.items())
    ]


def by_indicator(records: Sequence[Record]) -> list[tuple[str, int, int, int, int]]:
    """Return (indicator, goals of the keys, of them in the atlas, figures, of them in the atlas).

    All annotated reports together: of one split most indicators have too few.
    """
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for row, known in _annotated(*_beside(records)):
        at = 0 if row["class"] == "goal" else 2
        counts[row["indicator"]][at] += 1
        counts[row["indicator"]][at + 1] += known
    return [(id, *numbers) for id, numbers in counts.items()]  # type: ignore[misc]


def _beside(
    records: Sequence[Record],
) -> tuple[dict[str, str], dict[tuple[str, str], list[Record]]]:
    """Return the split of each annotated report, and what the atlas has of it, goals or figures."""
    with (KEYS / "files.csv").open(encoding="utf-8", newline="") as file:
        splits = {row["file"]: row["split"] for row in csv.DictReader(file)
                  if row["key"] == "headline"}  # fmt: skip
    held: dict[tuple[str, str], list[Record]] = defaultdict(list)
    for one in records:
        if one.document.file in splits and not one.key.endswith("-stretch"):
            held[one.document.file, one.kind].append(one)
    return splits, held


def _annotated(
    splits: Mapping[str, str], held: Mapping[tuple[str, str], Sequence[Record]]
) -> Iterator[tuple[dict[str, str], bool]]:
    """Yield the rows of the key, each with whether the atlas says the same."""
    with (KEYS / "headline.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["file"] in splits:
                found = held.get((row["file"], row["class"]), [])
                yield row, any(_same(row, one) for one in found)


def _same(row: Mapping[str, str], one: Record) -> bool:
    """Tell whether a record says what a row of the key says."""
    said, when = row["when"], one.key
    if one.kind == "goal":
        said, when = (said[-4:] if len(said) == 9 else said), str(one.due)
    return (
        row["indicator"] == one.indicator
        and said == when
        and _near(row["low"], one.low)
        and _near(row["high"], one.high)
    )


def _near(text: str, value: float | None) -> bool:
    if not text or value is None:
        return not text and value is None
    return abs(float(text) - value) <= 1e-6 * max(1.0, abs(value))
