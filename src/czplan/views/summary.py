"""The summary figures of a year's verdicts (method 5.3, end): counts, and completion as a range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Completion", "completion", "goals"]

UNASSESSED = frozenset({"withdrawn", "not_assessable", "not_started", "no_data"})
"""Statuses that count neither as done nor as to be done."""

OPEN_ENDED = frozenset({"indeterminate", "due_no_data"})
"""Statuses of a due goal that may yet turn out met."""


@dataclass(frozen=True, slots=True)
class Completion:
    """Of `due` goals that are due and assessable, `met` are met and `possible` may be.

    `met` counts those within the stated tolerance too, `tolerance` those alone.
    """

    met: int
    possible: int
    due: int
    tolerance: int


def goals(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the rows of goals, without those of their parts (`plan/slug#part`)."""
    return [row for row in rows if "#" not in str(row["id"])]


def completion(rows: Sequence[Mapping[str, Any]]) -> Completion:
    """Return the completion of verdict rows: only goals due by the year judged count."""
    counts = Counter(
        row["status"]
        for row in goals(rows)
        if row["due"] is not None and row["due"] <= row["year"] and row["status"] not in UNASSESSED
    )
    met = counts["met"] + counts["met_tolerance"]
    possible = met + sum(counts[status] for status in OPEN_ENDED)
    return Completion(met, possible, counts.total(), counts["met_tolerance"])
