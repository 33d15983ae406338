"""Periods as spans of time: `2025`, `2025-09`, `2021..2025` (data format, "Periods").

Time is counted in whole months, so that comparisons are exact: month `m` of year `y` ends
at `(y - 1) * 12 + m`, and the year itself at `y * 12`. Divided by twelve this is the end-of-period
time of method 2.1 (data of 2023 stand at t = 2023, the end of June 2023 at 2022.5).
"""

from __future__ import annotations

import re
from typing import NamedTuple

FIRST_YEAR = 1600
LAST_YEAR = 2999

PLAN_NAME = "十[一二三四五]?五"
"""What five-year plans are called, 十五 to 十五五, as a part of patterns."""

_YEAR = r"(1[6-9][0-9]{2}|2[0-9]{3})"
_FORM = re.compile(rf"{_YEAR}(?:-(0[1-9]|1[0-2])|\.\.{_YEAR})?")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９－．", "0123456789-.")


class PeriodError(ValueError):
    """A text that is none of the three forms of a period."""


def year_end(year: int) -> int:
    """Return the month count at the end of `year`."""
    return year * 12


def is_year(text: str) -> bool:
    """Tell whether `text` is a year from 1600 to 2999; full-width digits will do."""
    return bool(re.fullmatch(_YEAR, text.translate(_HALF_WIDTH)))


class Period(NamedTuple):
    """A span of time, from the end of month `start` to the end of month `end`.

    For a stock the figure stands at `end`; a flow, an addition or a growth runs over the span.
    Periods sort by their start, then by their end.
    """

    start: int
    end: int

    @classmethod
    def read(cls, text: str) -> Period:
        """Read one of the three forms; full-width digits will do.

        `2025..2025` is the year 2025.

        Raises:
            PeriodError: the text is none of them, or a span of years runs backwards.
        """
        match = _FORM.fullmatch(text.translate(_HALF_WIDTH))
        if not match:
            raise PeriodError(text)
        first = int(match[1])
        if match[2]:
            return cls((first - 1) * 12, (first - 1) * 12 + int(match[2]))
        last = int(match[3]) if match[3] else first
        if last < first:
            raise PeriodError(text)
        return cls((first - 1) * 12, last * 12)

    @property
    def first_year(self) -> int:
        """The first calendar year that the span touches."""
        return self.start // 12 + 1

    @property
    def last_year(self) -> int:
        """The calendar year in which the span ends."""
        return (self.end - 1) // 12 + 1

    @property
    def years(self) -> int:
        """How many whole years the span covers; 0 for a part of a year."""
        return (self.end - self.start) // 12

    @property
    def is_part_year(self) -> bool:
        """True for January to a month before December."""
        return self.end % 12 != 0

    def __str__(self) -> str:
        if self.is_part_year:
            return f"{self.last_year}-{self.end - self.start:02d}"
        if self.years == 1:
            return str(self.first_year)
        return f"{self.first_year}..{self.last_year}"


def period_words(text: str, lang: str) -> str:
    """Return a period as a sentence says it: 2025年8月, 2021年至2025年; 2025-08, 2021–2025."""
    if lang != "zh":
        return text.replace("..", "–")
    first, to, last = text.partition("..")
    if to:
        return f"{period_words(first, lang)}至{period_words(last, lang)}"
    year, _, month = text.partition("-")
    return f"{year}年{int(month)}月" if month else f"{year}年" if year else ""
