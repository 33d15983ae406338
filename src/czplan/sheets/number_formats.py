"""What a number in a workbook shows: its number format, applied (0.0%, #,##0.0"亿元", 0,"万")."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from typing import NamedTuple

from czplan.sheets.cells import NOT_SHOWN

BUILT_IN: dict[int, str] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?", 13: "# ??/??", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00",
    41: "#,##0", 42: "#,##0", 43: "#,##0.00", 44: "#,##0.00", 48: "0.0E+0", 49: "@",
    **dict.fromkeys((14, 15, 30, 31), "yyyy-mm-dd"), 17: "yyyy-mm", 22: "yyyy-mm-dd hh:mm",
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56), "hh:mm:ss"),
    **dict.fromkeys((27, 36, 50, 52, 57), 'yyyy"年"m"月"'),
    **dict.fromkeys((16, 28, 29, 51, 53, 54, 58), 'm"月"d"日"'),
}  # fmt: skip
"""The formats that a workbook names by number alone."""

_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_PIECES = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_.|\*(?P<fill>.)'
    r"|\[\$(?P<money>[^\]-]*)(?:-(?P<locale>[^\]]*))?\]"
    r"|\[(?P<mark>[^\]]*)\]|(?P<digits>[0#?][0#?,.]*|\.[0#?]+)|(?P<percent>%)|(?P<text>@)"
    r"|(?P<date>[yYmMdDhHsSeEgGbB]+|AM/PM|am/pm|A/P|上午/下午)|(?P<other>.)",
    re.DOTALL,
)
_COLOURS = re.compile(r"(?:black|blue|cyan|green|magenta|red|white|yellow|color ?\d+)", re.I)
_PLAIN = frozenset("()+-:/ $¥￥€£%‰元家人亿万℃°，。、~<>=")
_OF_DATES = frozenset("年月日号季度第时分秒星期-/.,:T ()")
_LOCALE = re.compile(r"[0-9A-Fa-f]{1,4}|[A-Za-z]{2}(?:-[A-Za-z]{2,4}){0,2}")
"""A longer number asks for another calendar or other digits."""
_MINUS = frozenset("-−－–—负降减跌少缩△▼↓")
_FIRST_DAY = {False: datetime.datetime(1899, 12, 30), True: datetime.datetime(1904, 1, 1)}


class Style(NamedTuple):
    """How a cell shows: its number format, and whether its words are crossed out."""

    code: str = "General"
    struck: bool = False


class Format(NamedTuple):
    """One section of a number format.

    Attributes:
        before, after: what stands round the number as it is.
        digits: places before the point, at least, and after it, at least and at most; None where
            the section shows no number.
        thousands: how many times the number is divided by 1,000; hundreds: multiplied by 100.
        date: the letters of a date, empty for a number; text: it shows text.
        known: the section can be shown.
    """

    before: str
    after: str
    digits: tuple[int, int, int] | None
    thousands: int
    hundreds: int
    date: str
    text: bool
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
    if not section.known or section.text:
        return NOT_SHOWN + code
    if section.date:
        return _date(value, section, from_1904=from_1904) or NOT_SHOWN + code
    if section.digits is None:
        return (section.before + section.after).strip() or (NOT_SHOWN + code if value else "")
    whole, least, most = section.digits
    number = abs(value) if place == 1 else value
    number = number.scaleb(2 * section.hundreds - 3 * section.thousands, _WIDE)
    number = number.quantize(Decimal(1).scaleb(-most), context=_WIDE)
    text = format(number, "f")
    if "." in text and least < most:
        start, _, part = text.partition(".")
        kept = part.rstrip("0").ljust(least, "0")
        text = f"{start}.{kept}" if kept else start
    if not number:
        text = text.lstrip("-")
        if not whole and not least:  # # shows no nought
            return NOT_SHOWN + code if value else (section.before + section.after).strip()
    start, point, part = text.lstrip("-").partition(".")
    text = f"{'-' * text.startswith('-')}{start.zfill(whole)}{point}{part}"
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
    return [_section(part) for part in _parts(code)[:3]]


def _parts(code: str) -> list[str]:
    """Return the sections of a format: for numbers, those below nought, nought, text."""
    parts = [""]
    for piece in _PIECES.finditer(code):
        if piece[0] == ";":
            parts.append("")
        else:
            parts[-1] += piece[0]
    return parts


def _section(code: str) -> Format:
    before, after, date = "", "", ""
    digits: tuple[int, int, int] | None = None
    literal_of_date = True
    thousands = hundreds = 0
    known = True
    for piece in _PIECES.finditer(code):
        kind, text = piece.lastgroup, piece[0]
        literal = ""
        if kind in {"quoted", "escaped", "money"}:
            literal = piece[kind] or ""
            known &= not piece["locale"] or bool(_LOCALE.fullmatch(piece["locale"]))
        elif kind == "locale":
            known &= bool(_LOCALE.fullmatch(piece["locale"]))
            literal = piece["money"] or ""
        elif kind == "fill":
            known &= piece["fill"].isspace()  # else it shows as often as the column is wide
        elif kind == "mark":
            known &= bool(_COLOURS.fullmatch(piece["mark"]))
        elif kind == "percent":
            hundreds += 1
            literal = "%"
        elif kind == "digits":
            known &= digits is None
            whole, _, point = text.partition(".")
            thousands += len(text) - len(text.rstrip(","))
            thousands += len(whole) - len(whole.rstrip(",")) if "." in text else 0
            point = point.rstrip(",")
            known &= not set(point) & set(".,")
            digits = (whole.count("0"), point.count("0"), len(point))
        elif kind == "date":
            date += text
            known &= not set(text) & set("gGbB")  # other calendars
        elif kind == "other":
            known &= text in _PLAIN or "\u3400" <= text <= "\u9fff" or bool(date and text in ".,")
            literal = text
        literal_of_date &= _OF_DATES.issuperset(literal)
        if digits is None:
            before += literal
        else:
            after += literal
    if date and digits is not None:
        known = False  # an exponent, or a part of a second
    known &= not date or literal_of_date
    shows_text = any(piece.lastgroup == "text" for piece in _PIECES.finditer(code))
    return Format(before, after, digits, thousands, hundreds, date.lower(), shows_text, known)


def show_text(text: str, code: str) -> str:
    """Return what a text shows in a format: 约80 where the format is `0;0;0;"约"@`."""
    if "@" not in code and code.count(";") < 3:
        return text
    parts = _parts(code)
    if len(parts) < 4 and "@" not in parts[-1]:
        return text
    pieces = list(_PIECES.finditer(parts[3] if len(parts) > 3 else parts[-1]))
    if not any(piece.lastgroup == "text" for piece in pieces):
        return NOT_SHOWN + code if text else ""
    shown = ""
    for piece in pieces:
        kind = piece.lastgroup
        if kind == "text":
            shown += text
        elif kind in {"quoted", "escaped", "money"}:
            shown += piece[kind] or ""
        elif kind == "other" and piece[0] in _PLAIN:
            shown += piece[0]
        elif kind is not None and kind != "locale" and piece[0] != "* ":
            return NOT_SHOWN + code
    return shown.strip()


def _date(value: Decimal, section: Format, *, from_1904: bool) -> str:
    """Return a date as far as its format shows it; empty where there is none."""
    letters = set(section.date)
    if letters & set("ydme") and value < (0 if from_1904 else 61):
        return ""  # spreadsheets differ about the first days of 1900
    try:
        moment = _FIRST_DAY[from_1904] + datetime.timedelta(days=float(value))
    except (OverflowError, ValueError):
        return ""
    if "y" in letters or "e" in letters:
        if "d" in letters:
            return moment.date().isoformat() if "m" in letters else ""
        return f"{moment.year}年{moment.month}月" if "m" in letters else str(moment.year)
    if "d" in letters or not letters & set("hs"):
        return ""  # a day without its year
    return moment.time().isoformat(timespec="seconds")
