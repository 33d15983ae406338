"""Which verdicts a change of the figures changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from czplan.editing.addition import NewRecord
from czplan.period import Period, PeriodError

if TYPE_CHECKING:
    from czplan.dataset import Dataset

SHOWN = ("status", "actual_stated", "actual_period", "attainment_low", "attainment_high")
"""The columns of a verdict that are compared, in the order of interest."""


@dataclass(frozen=True, slots=True)
class VerdictTurn:
    """A verdict that is another after the change.

    Attributes:
        id: the target's id, or a part's.
        name_zh, name_en: its names.
        before, after: its cells of `SHOWN` by column; None where a cell is empty.
    """

    id: str
    name_zh: str
    name_en: str
    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def turned(self) -> bool:
        """Whether the status itself is another, not only the figure behind it."""
        return bool(self.before["status"] != self.after["status"])


def year_of(additions: Sequence[NewRecord]) -> int | None:
    """Return the latest year in which one of the periods ends; None where none can be read."""
    years = []
    for each in additions:
        try:
            years.append(Period.read(each.keys[1]).last_year)
        except PeriodError:
            continue
    return max(years, default=None)


def turns(before: Dataset, after: Dataset, year: int) -> list[VerdictTurn]:
    """Return the verdicts of `year`, over all targets, that differ, in the set's order."""
    import czplan

    old = {row["id"]: row for row in _rows(czplan.progress(before, year=year, all=True))}
    found = []
    for row in _rows(czplan.progress(after, year=year, all=True)):
        was = old.get(row["id"])
        if was is None:
            continue
        cells = [{name: one[name] for name in SHOWN} for one in (was, row)]
        if cells[0] != cells[1]:
            found.append(VerdictTurn(row["id"], row["name_zh"], row["name_en"], cells[0], cells[1]))
    return found


def _rows(frame: Any) -> list[dict[str, Any]]:
    """Return the rows of a verdicts' frame with None for what is missing."""
    chosen = frame[["id", "name_zh", "name_en", *SHOWN]].astype(object)
    rows: list[dict[str, Any]] = chosen.where(chosen.notna(), None).to_dict("records")
    return rows
