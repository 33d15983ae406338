"""The numbers of a wording: which of its numerals are figures, and what stands round each."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from czplan.quantity.cues import BACK, FRONT, FRONT_LONGEST
from czplan.quantity.numerals import CHINESE_DIGITS, NUMBER, Numeral, read_number
from czplan.quantity.units import FACTORS, UNITS, match_unit
from czplan.quantity.wording import WordingError

__all__ = ["Amount", "Front", "figures", "front_of"]

_FIND = re.compile(NUMBER)
_RATIO = frozenset({":", "比"})
_RANKED = re.compile(r"位|名|强|甲|$|[,，、;；。)）的]|以内|之内|左右")
_JOINTS = {*"至到—-~"}
_SPELT = {*CHINESE_DIGITS, "十"}
_TENTHS = 10
_STRONG = frozenset({"bound", "reach", "level"})
_COUNTED = {*"家个项户人名位条座辆台件倍成元吨亩所只艘架篇岁天例%", "美元", "个百分点", "百分点"}
_NEVER = frozenset({"折"})


@dataclass(frozen=True, slots=True)
class Front:
    """What the words directly before a number say of it.

    `start` is where they begin; `change` is 0 where the number is a level (提高到65%).
    """

    start: int
    bound: str = ""
    change: int = 0
    hold: bool = False
    rank: str = ""
    strong: bool = False
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Amount:
    """A numeral that counts, with its unit and its place in the text."""

    numeral: Numeral
    unit: str
    start: int
    end: int
    front: Front
    text: str


def front_of(text: str, end: int) -> Front:
    """Read the words that end at `end`, from there leftwards."""
    at = end
    bound = rank = ""
    change = 0
    hold = level = strong = False
    marks: set[str] = set()
    while at:
        for length in range(min(FRONT_LONGEST, at), 0, -1):
            cue = FRONT.get(text[at - length : at])
            if cue is not None:
                break
        else:
            break
        if cue.role == "stop":
            break
        at -= length
        if cue.mark:
            marks.add(cue.mark)
        if cue.role in _STRONG and not change:
            strong = True
        if cue.role == "bound":
            bound = bound or cue.bound
        elif cue.role == "level":
            level = True
        elif cue.role == "hold":
            hold = hold or not change
        elif cue.role == "rank":
            rank = "第" if text[at] == "第" else "前"
            break
        elif cue.role == "change":
            if not level:
                change = change or cue.change
            break
    return Front(at, bound, change, hold, rank, strong, frozenset(marks))


def _behind(text: str, at: int) -> bool:
    """Tell whether a bound stands at `at`, or the text ends there."""
    return at == len(text) or any(text.startswith(word, at) for word in BACK)


def _counts(
    text: str, at: int, end: int, numeral: Numeral, unit: str, front: Front, is_open: bool
) -> bool:
    """Tell whether a numeral with Chinese digits or factors alone is a figure or part of a word.

    百亿企业 is a kind of firm and 一流 no number: a factor without a count needs a word of reach or
    a bound, a lone digit a unit of the table or a rank word, any other a unit or an end.
    """
    known = unit in UNITS
    if numeral.small:
        ranges = text[end : end + 1] in _JOINTS and text[end + 1 : end + 2] in _SPELT
        return (unit in _COUNTED or ranges) and bool(numeral.value)
    if text[at - 1 : at] in {"上", "数", "几", "好"} and not front.strong:
        return False  # 上千, 数百
    ends = (known or not unit) and _behind(text, end + len(unit))
    if numeral.bare:
        return front.strong or (is_open and known) or (end - at > 1 and ends)
    if unit in {"元", "美元"} and all(char in FACTORS for char in text[at:end]):
        return front.strong or is_open or ends  # 十亿元企业 is a kind of firm
    return front.strong or known or is_open or ends


def _figure(text: str, match: re.Match[str], expected: str, stated: str) -> Amount | None:
    """Return the figure that a numeral of the text is, None where it is part of a word."""
    written = match[0]
    start, end = match.span()
    front = front_of(text, start)
    numeral = read_number(written)
    arabic = written[-1].isascii() or written.lstrip("+-")[0].isascii()
    after = text[end : end + 1]
    is_open = numeral is not None and numeral.open
    if after and after in "多余" and not is_open:
        is_open, end = True, end + 1
    elif after == "几":
        return None
    elif after == "(" and text[end + 1 : end + 3] in {"万)", "亿)"}:
        raise WordingError("bad-number", stated, text[start : end + 3])
    unit = match_unit(text, end, "" if expected == ":1" else expected)
    if front.rank:
        return _place(text, end, unit, numeral, start, front, written, stated)
    if after == "强":
        rest = text[end + 1 :]
        if numeral is not None and (not rest or rest.startswith(("行列", "之列", "榜", "以内"))):
            front = Front(front.start, rank="前", marks=front.marks)
            return Amount(numeral, "位", start, end + 1, front, written)
        return None
    stop = end + len(unit)
    if text[stop : stop + 1] == "级" and not front.strong:
        return None  # 千亿级 is a threshold, not a count
    if arabic and start and text[start - 1] == ".":
        raise WordingError("bad-number", stated, text[start - 1 : end])
    if numeral is None:
        if arabic or unit in UNITS or _behind(text, end):
            raise WordingError("bad-number", stated, written + unit)
        return None
    if not arabic:
        if not _counts(text, start, end, numeral, unit, front, is_open):
            return None
    elif unit in _NEVER:
        raise WordingError("bad-number", stated, written + unit)
    if unit == "成":
        tail = text[stop : stop + 1]
        tenths = _tenths(numeral, tail)
        if tenths is None:
            raise WordingError("bad-number", stated, written + unit + tail)
        numeral, unit, stop = tenths, "%", stop + (tail in _SPELT)
    if not is_open and unit and text[stop : stop + 1] in {"多", "余"}:
        is_open, stop = True, stop + 1
    if not unit and start and text[start - 1] in "$¥":
        unit = "美元" if text[start - 1] == "$" else "元"
    if is_open:
        numeral = replace(numeral, open=True)
    return Amount(numeral, unit, start, stop, front, written)


def _tenths(numeral: Numeral, tail: str) -> Numeral | None:
    """Return 九成 or, with a digit after it, 九成五 in per cent; None for 6.5成三."""
    if tail in CHINESE_DIGITS:
        together = read_number(f"{numeral.value:f}.{CHINESE_DIGITS[tail]}")
        if together is None or together.value >= _TENTHS:
            return None
        return together.scaled(1)
    return None if tail == "十" else numeral.scaled(1)


def _place(
    text: str,
    end: int,
    unit: str,
    numeral: Numeral | None,
    start: int,
    front: Front,
    written: str,
    stated: str,
) -> Amount | None:
    """Return the figure of 第12位 or 前20; None for 第三产业, 第五届, 前十大企业."""
    if unit == "%" or unit in {"位", "名"}:
        stop = end + len(unit)
    elif _RANKED.match(text, end):
        stop = end + (text[end : end + 1] in {"强", "甲"})
        unit = "位"
    elif text[end : end + 1] in _JOINTS:
        stop, unit = end, "位"
    else:
        return None
    if numeral is None:
        raise WordingError("bad-number", stated, written)
    return Amount(numeral, unit if unit == "%" else "位", start, stop, front, written)


def figures(text: str, expected: str, stated: str) -> list[Amount]:
    """Find the figures of a masked text, ratios (1.76:1) joined.

    Raises:
        WordingError: `bad-number`, a numeral that has no one meaning where a figure stands.
    """
    found: list[Amount] = []
    for match in _FIND.finditer(text):
        figure = _figure(text, match, expected, stated)
        if figure is None:
            continue
        if found and not found[-1].unit and text[found[-1].end : figure.start] in _RATIO:
            first = found.pop()
            if not figure.numeral.value:
                raise WordingError("bad-number", stated, f"{first.text}:{figure.text}")
            quotient = first.numeral.over(figure.numeral)
            written = f"{first.text}:{figure.text}"
            figure = Amount(quotient, ":1", first.start, figure.end, first.front, written)
        found.append(figure)
    return found
