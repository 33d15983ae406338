"""What people write for a period, in the data format's form where the words leave no doubt."""

from __future__ import annotations

import re
from calendar import monthrange

from czplan.format.types import digits

_WHOLE_YEAR = re.compile(r"(\d{4})年(?:度|全年|末|底)?")
_MONTHS = re.compile(r"(\d{4})年(?:0?1[-—–至~～])(\d{1,2})月")
_PARTS = {"前三季度": 9, "前二季度": 6, "前两季度": 6}
_PART = re.compile(rf"(\d{{4}})年({'|'.join(_PARTS)})")
_QUARTER = re.compile(
    r"(\d{4})(?:年|[-/ ])?(?:Q([1-4])|H([12])|第?([一二三四1-4])季度?|([上下])半年)", re.IGNORECASE
)
_ENDS = {"1": 3, "2": 6, "3": 9, "4": 12, "一": 3, "二": 6, "三": 9, "四": 12}
_HALF_ENDS = {"1": 6, "2": 12, "上": 6, "下": 12}
_MONTH = re.compile(r"(\d{4})(?:(\d\d)|年(\d{1,2})月份?)")
_DAY = re.compile(
    r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月|(\d\d))(\d{1,2})日?"
    r"(?: 00:00(?::00)?)?"
)
_POINT_ZERO = re.compile(r"(\d{4})\.0+")
_YEAR_MONTH = re.compile(r"(\d{4})(?!\.1$)[-/.](\d{1,2})|(\d{4})年(\d{1,2})月(?:末|底)")
# 2025.1 may be October, whose nought a spreadsheet has dropped
_YEARS = re.compile(r"(\d{4})年?(?:[-—–至~～]|\.\.)(\d{4})年?")
_PERIOD = re.compile(r"\d{4}(?:-\d\d)?|\d{4}\.\.\d{4}")


def is_period(text: str) -> bool:
    """Tell whether a text is a period of the data format."""
    return _PERIOD.fullmatch(text) is not None


def may_be_period(text: str) -> bool:
    """Tell whether a text is read as a period, if only of what stands at its end."""
    return is_period(read_period(text, state=True))


def is_later_part(text: str) -> bool:
    """Tell whether a text is a part of a year that doesn't begin with it: 2025Q2, 202509.

    What flows or grows in one has no period of the data format, all of which begin in January.
    """
    text = digits(text).strip()
    match = _QUARTER.fullmatch(text)
    if match is not None:
        return (match[2] or match[3] or match[4] or match[5]) not in {*"1一上"}
    return _end_of_month(text) is not None


def read_period(text: str, *, state: bool = False) -> str:
    """Return a period in the data format's form, where its words leave no doubt.

    `state`: what stands at the end of the period is meant, so that 2025Q2 and 2025-06-30 are June.
    """
    if not state and is_later_part(text):
        return text
    text = digits(text).strip()
    if text.endswith("累计"):
        return read_period(text.removesuffix("累计"), state=True)
    if match := _PART.fullmatch(text):
        return f"{match[1]}-{_PARTS[match[2]]:02d}"
    if match := _WHOLE_YEAR.fullmatch(text) or _POINT_ZERO.fullmatch(text):
        return match[1]
    if match := _QUARTER.fullmatch(text):
        quarter, half = match[2] or match[4], match[3] or match[5]
        return _month(match[1], _ENDS[quarter] if quarter else _HALF_ENDS[half])
    if match := _MONTHS.fullmatch(text):
        return _month(match[1], int(match[2]))
    if match := _YEARS.fullmatch(text):
        return f"{match[1]}..{match[2]}"
    if match := _YEAR_MONTH.fullmatch(text):
        year, month = (match[1], match[2]) if match[1] else (match[3], match[4])
        return _month(year, int(month)) if 1 <= int(month) <= 12 else text
    return _end_of_month(text) or text


def _end_of_month(text: str) -> str | None:
    """Return the period that ends with a month or its last day alone: 2025年9月, 2025-09-30."""
    if match := _MONTH.fullmatch(text):
        year, month, day = match[1], int(match[2] or match[3]), 0
    elif match := _DAY.fullmatch(text):
        year, month = match[1], int(next(filter(None, match.groups()[1:6])))
        day = int(match[7])
    else:
        return None
    if not 1 <= month <= 12 or (day and day != monthrange(int(year), month)[1]):
        return None
    return _month(year, month)


def _month(year: str, month: int) -> str:
    """Return the first months of a year as a period; all twelve are the year."""
    return year if month == 12 else f"{year}-{month:02d}"
