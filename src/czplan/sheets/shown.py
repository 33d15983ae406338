"""What a number in a workbook shows: its number format, applied (0.0%, #,##0.0"亿元", 0,"万")."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from typing import NamedTuple

from czplan.sheets.cells import NOT_SHOWN

__all__ = ["BUILT_IN", "show"]

BUILT_IN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 48: "0.0E+0", 49: "@",
    **dict.fromkeys((14, 15, 16, 30), "yyyy-mm-dd"), 17: "yyyy-mm", 22: "yyyy-mm-dd hh:mm",
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "hh:mm:ss"),
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((28, 29, 31, 51, 53, 54, 58), "yyyy-mm-dd"),
}  # fmt: skip
"""The formats that a workbook names by number alone."""

_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_PIECES = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*.|\[\$(?P<money>[^\]-]*)(?:-[^\]]*)?\]'
    r"|\[(?P<mark>[^\]]*)\]|(?P<digits>[0#?][0#?,.]*|\.[0#?]+)|(?P<percent>%)|(?P<text>@)"
    r"|(?P<date>[yYmMdDhHsSeEgGbB]+|AM/PM|am/pm|A/P|上午/下午)|(?P<other>.)",
    re.DOTALL,
)
_COLOURS = re.compile(r"(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)", re.I)
_PLAIN = frozenset("()+-:/ $¥￥€£%‰元家人亿万℃°,，.。、~<>=")
_MINUS = frozenset("-−－–—负降减跌少缩△▼↓")
_FIRST_DAY = {False: datetime.datetime(1899, 12, 30), True: datetime.datetime(1904, 1, 1)}


class Format(NamedTuple):
    """One section of a number format.

    Attributes:
        before, after: what stands round the number as it is; digits: the places after the point, at
            least and at most; None where the section shows no number.
        thousands: how many times the number is divided by 1,000; hundreds: multiplied by 100.
        date: the letters of a date, empty for a number.
        known: the section can be shown.
    """

    before: str
    after: str
    digits: tuple[int, int] | None
    thousands: int
    hundreds: int
    date: str
    known: bool


def show(value: Decimal, code: str, *, from_1904: bool = False) -> str:
    """Return what a number shows in a format; thousands aren't parted, so that it can be read.

    A date shows as 2025-09-30, a month as 2025年9月, a year as 2025.
    """
    if code in {"", "General", "@", "general", "G/通用格式", "GENERAL"}:
        return _general(value)
    sections = _sections(code)
    place = 1 if value < 0 and len(sections) > 1 else 2 if not value and len(sections) > 2 else 0
    section = sections[place]
    if not section.known:
        return NOT_SHOWN + code
    if section.date:
        return _date(value, section, from_1904=from_1904) or NOT_SHOWN + code
    if section.digits is None:
        return (section.before + section.after).strip() or (NOT_SHOWN + code if value else "")
    least, most = section.digits
    number = abs(value) if place == 1 else value
    number = number.scaleb(2 * section.hundreds - 3 * section.thousands, _WIDE)
    number = number.quantize(Decimal(1).scaleb(-most), context=_WIDE)
    text = format(number, "f")
    if "." in text and least < most:
        whole, _, part = text.partition(".")
        kept = part.rstrip("0").ljust(least, "0")
        text = f"{whole}.{kept}" if kept else whole
    if not number:
        text = text.lstrip("-")
    before = section.before
    if place == 1 and "(" in before and ")" in section.after:  # brackets of an account: a minus
        return f"-{before.replace('(', '')}{text}{section.after.replace(')', '')}".strip()
    if place == 1 and number and not _MINUS.intersection(before):
        return NOT_SHOWN + code  # its colour alone says that it is negative
    if text.startswith("-") and before:
        before, text = "-" + before, text[1:]
    return (before + text + section.after).strip()


def _general(value: Decimal) -> str:
    """Return a number as it is, without an exponent: fifteen digits, as a spreadsheet keeps."""
    number = Context(prec=15, rounding=ROUND_HALF_UP).create_decimal(value)
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if text not in {"", "-0"} else "0"


@cache
def _sections(code: str) -> list[Format]:
    parts = [""]
    for piece in _PIECES.finditer(code):
        if piece[0] == ";":
            parts.append("")
        else:
            parts[-1] += piece[0]
    return [_section(part) for part in parts[:3]]


def _section(code: str) -> Format:
    before, after, date = "", "", ""
    digits: tuple[int, int] | None = None
    thousands = hundreds = 0
    known = True
    for piece in _PIECES.finditer(code):
        kind, text = piece.lastgroup, piece[0]
        literal = ""
        if kind in {"quoted", "escaped", "money"}:
            literal = piece[kind]
        elif kind == "mark":
            known &= bool(_COLOURS.fullmatch(piece["mark"]))
        elif kind == "percent":
            hundreds += 1
            literal = "%"
        elif kind == "digits":
            known &= digits is None
            core = text.rstrip(",.") if text.endswith(",") else text
            thousands += len(text) - len(text.rstrip(","))
            point = core.partition(".")[2]
            digits = (point.count("0"), len(point.replace(",", "")))
        elif kind == "date":
            date += text
            known &= text.upper().strip("E") != "" or digits is None
        elif kind == "other":
            known &= text in _PLAIN or "\u3400" <= text <= "\u9fff"
            literal = text
        if digits is None:
            before += literal
        else:
            after += literal
    if date and digits is not None:
        known = False  # an exponent, or a part of a second
    return Format(before, after, digits, thousands, hundreds, date.lower(), known)


def _date(value: Decimal, section: Format, *, from_1904: bool) -> str:
    """Return a date as far as its format shows it; empty where there is none."""
    try:
        moment = _FIRST_DAY[from_1904] + datetime.timedelta(days=float(value))
    except (OverflowError, ValueError):
        return ""
    letters = set(section.date)
    if "d" in letters:
        return moment.date().isoformat()
    if "y" in letters or "e" in letters:
        return f"{moment.year}年{moment.month}月" if "m" in letters else str(moment.year)
    return moment.time().isoformat(timespec="seconds")
