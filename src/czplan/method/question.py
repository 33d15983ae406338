"""The question put to a data set: which year, known when, by which method.

Time is a parameter: nothing here asks the clock, so a question has one answer for ever.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from czplan import patterns as re
from czplan.period import Period
from czplan.vocabulary import GRADES, METHODS

if TYPE_CHECKING:
    from czplan.method.verdict_data import VerdictData

_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class QuestionError(ValueError):
    """A question that can't be put: an impossible date, grade or method, or no figures at all."""


def last_day(text: str) -> int:
    """Return the ordinal of the last day of a day, month or year (`2025-01` is 31 January).

    Raises:
        QuestionError: the text is none of the three forms, or no such day exists.
    """
    match = _DAY.fullmatch(text)
    if not match:
        raise QuestionError(text)
    year = int(match[1])
    month = int(match[2] or 12)
    try:
        day = int(match[3]) if match[3] else calendar.monthrange(year, month)[1]
        return date(year, month, day).toordinal()
    except (ValueError, IndexError) as error:
        raise QuestionError(text) from error


def first_day(year: int) -> int:
    """Return the ordinal of 1 January."""
    return date(year, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked.

    Attributes:
        year: judged on 31 December of this year, with figures of periods that end by then.
        as_of: ordinal of the last day of knowledge; only what was published by then counts.
        everything: also goals due before the year, not started, or without a due year.
        grade: the least trusted source that may decide (official, media, copy).
        method: `plan`, or `open-sdg` for three more columns (method 9b).
    """

    year: int
    as_of: int | None = None
    everything: bool = False
    grade: str = "copy"
    method: str = "plan"

    def __post_init__(self) -> None:
        if self.grade not in GRADES:
            raise QuestionError(self.grade)
        if self.method not in METHODS:
            raise QuestionError(self.method)

    @property
    def end(self) -> int:
        """The month count at the end of the year judged."""
        return self.year * 12

    @property
    def moment(self) -> float:
        """The month count at which the answer is given, for the flag `stale`.

        The end of the year judged, or the month of `as_of` where one is given.
        """
        if self.as_of is None:
            return float(self.end)
        day = date.fromordinal(self.as_of)
        return float((day.year - 1) * 12 + day.month)


def late_sources(ds: VerdictData, day: int) -> set[str]:
    """Return the documents that were published after a day."""
    return {
        id
        for id, source in ds.source_records.items()
        if source.published and last_day(source.published) > day
    }


def default_year(ds: VerdictData, as_of: int | None = None) -> int:
    """Return the latest year with a full-year figure (published by `as_of` where one is given).

    Without any figure: the latest due year.

    Raises:
        QuestionError: neither a figure nor a due year.
    """
    actuals = ds.actuals
    figured = actuals["stated"].notna() | actuals["value"].notna()
    if as_of is not None:
        figured &= ~actuals["source"].isin(late_sources(ds, as_of))
    spans = [Period.read(str(text)) for text in actuals["period"][figured].unique()]
    years = [span.last_year for span in spans if span.years and not span.is_part_year]
    if years:
        return max(years)
    due = ds.targets["due"].dropna()
    if len(due):
        return int(due.max())
    raise QuestionError("no figures")
