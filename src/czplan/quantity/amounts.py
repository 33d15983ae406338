"""The numbers of a wording: which of its numerals are figures."""

from __future__ import annotations

from typing import NamedTuple

from czplan import patterns as re
from czplan.quantity.beside import (
    CLOSED,
    JOINTS,
    Front,
    back_of,
    check_behind,
    ends_at,
    front_of,
    more_at,
)
from czplan.quantity.broken_numbers import check_gap, check_spelt
from czplan.quantity.masks import SIGN
from czplan.quantity.normal import is_han
from czplan.quantity.numerals import (
    CHINESE_DIGITS,
    FRACTION,
    NUMBER,
    Numeral,
    read_fraction,
    read_number,
)
from czplan.quantity.units import FACTORS, UNITS, match_unit
from czplan.quantity.wording import WordingError

BY_VALUE = r"成|分之|/"
"""Forms of words whose reading turns on the value of the number (`quantity.forms`)."""

_FIND = re.compile(f"(?P<part>{FRACTION})|{NUMBER}")
_RATIO = frozenset({":", "比"})
_RANKED = re.compile(r"位|名|强|甲|$|[,，、;；。)）的]|以内|之内|左右")
_RANKED_WITH = re.compile(
    r"[和与及或][\u3400-\u9fff]{0,6}?(?:第|前)?[0-9一二三四五六七八九十百]+(?:位|名|$|[,，、;；。)])"
)
_AMONG = re.compile(r"(?:^|[国省市区县州界球类业入身居列名位于在到进])$")
_IS_A_PLACE = re.compile("$|行列|之列|榜单?(?![^,，、。;；]*[0-9])|以内")
"""进入百强榜; not 百强榜第55位."""
_LAST = ("倒数", "倒", "后", "末")
_SPELT = {*CHINESE_DIGITS, "十"}
_TENTHS = 10
_SIGN_APART = re.compile(r"(?:^|[\u3400-\u9fff])-[^0-9\u3400-\u9fff]{1,3}$")
_COUNTED = {
    *"家个项户人名位条座辆台件倍成元吨亩所只艘架篇岁天例%‰",
    *("美元", "个百分点", "百分点", "个工作日", "小时", "分钟"),
}
_GOES_ON = re.compile(
    r"(?:[—~-]|(?:增加|增长|提高|提升|上升|扩大|发展|跃升|降低|下降|减少|缩小|压减|压缩|[增升扩降减缩])[到至为]|、)"
    rf"[0-9{''.join(CHINESE_DIGITS)}百千]"
)
_AND_A_HALF = re.compile(r"半(?=$|[以左上之,、。;])")
_PLACES = frozenset({"村", "镇", "街道", "社区", "园区", "基地", "站"})
_NO_END = ("分之", "人均", "户均", "亩均", "地均")
"""What says, behind a unit, that the figure isn't of all: 100万元户均."""
_NO_FRONT = frozenset(".%‰²³")
"""What no number begins behind: %5, ²5%."""
_LETTER = re.compile(r"(?<![A-Za-z])[A-Za-z]$")
_IN_UNIT = re.compile(r"^[^/·]*[万亿]|[0-9]")
_BEHIND_DIGIT = re.compile(
    r"[0-9〇零一二两三四五六七八九十百千万亿][^\u3400-\u9fff，,、。;；:〃—~\-%·.]{1,3}$"
)
_PARTED_DIGIT = re.compile(r"[0-9〇零一二两三四五六七八九][^\u3400-\u9fff〃—~\-%·.]{1,3}$")
_BEFORE_REST = re.compile(
    r"[^\u3400-\u9fff0-9，,、。;；:—~-]{1,3}(?:[十百千万亿]|点[一二三四五六七八九零〇])"
)


class Amount(NamedTuple):
    """A numeral that counts, with its unit and its place in the text.

    `part`: it is written as a part of a whole (三分之一, 三成), in per cent.
    """

    numeral: Numeral
    unit: str
    start: int
    end: int
    front: Front
    text: str
    part: bool = False


def _counts(
    text: str, at: int, end: int, numeral: Numeral, unit: str, front: Front, is_open: bool
) -> bool:
    """Tell whether a numeral with Chinese digits or factors alone is a figure or part of a word.

    百亿企业 is a kind of firm and 一流 no number: a factor without a count needs a word of reach or
    a bound, a lone digit a unit of the table or a rank word, any other a unit or an end.
    """
    known = unit in UNITS
    ranges = text[end : end + 1] in JOINTS and text[end + 1 : end + 2] in _SPELT
    if numeral.small:
        return (unit in _COUNTED or ranges) and bool(numeral.value)
    if not known and (ranges or (not numeral.bare and _GOES_ON.match(text, end))):
        return True  # 三百到五百家, 由三百增加到五百家
    if text[at - 1 : at] in {"上", "数", "几", "好"} and not front.strong:
        return False  # 上千, 数百
    ends = (known or not unit) and ends_at(text, end + len(unit))
    if numeral.bare and unit in _PLACES and not front.strong:
        return False  # 千亿园区 is a kind of park
    if numeral.bare:
        bound, stop = back_of(text, end + len(unit))
        closed = known and bool(bound) and CLOSED.match(text, stop)  # 百家以上, not 百家企业
        return front.strong or (is_open and known) or (end - at > 1 and ends) or bool(closed)
    if unit in {"元", "美元"} and all(char in FACTORS for char in text[at:end]):
        return front.strong or is_open or ends  # 十亿元企业 is a kind of firm
    return front.strong or known or is_open or ends


def _figure(text: str, match: re.Match[str], expected: str, stated: str) -> Amount | None:
    """Return the figure that a numeral of the text is, None where it is part of a word."""
    written = match[0]
    start, end = match.span()
    front = front_of(text, start)
    if match["part"]:
        return _fraction(text, match, front, stated)
    numeral = read_number(written)
    arabic = written[-1].isascii() or written.lstrip("+-")[0].isascii()
    after = text[end : end + 1]
    is_open = numeral is not None and numeral.open
    if not is_open and more_at(text, end):
        is_open, end = True, end + 1
    elif after == "几":
        return None
    unit = match_unit(text, end, "" if expected == ":1" else expected)
    if unit in {"位", "名"} and text[: front.start].endswith(_LAST) and front.start == start:
        raise WordingError("bad-number", stated, text[max(start - 2, 0) : end])
    if front.rank == "前" and unit == expected == "%" and not _AMONG.search(text[: front.start]):
        front = front._replace(rank="")  # 高考前60%, not 全国前60%
    if front.rank:
        return _place(text, end, unit, numeral, start, front, written, stated)
    if after == "强":
        rest = text[end + 1 :]
        if numeral is not None and _IS_A_PLACE.match(rest) is not None:
            front = Front(front.start, rank="前", marks=front.marks)
            return Amount(numeral, "位", start, end + 1, front, written)
        return None
    stop = end + len(unit)
    if text[stop : stop + 1] == "级" and not front.strong:
        return None  # 千亿级 is a threshold, not a count
    before = text[max(start - 5, 0) : start]
    if arabic and "-" in before and _SIGN_APART.search(before):
        raise WordingError("bad-number", stated, text[max(start - 5, 0) : end])
    ranged = text[start : start + 1] == "-"  # 6%-6.5%
    if arabic and (
        (text[start - 1 : start] in _NO_FRONT and not ranged) or _LETTER.search(text[:start][-2:])
    ):
        raise WordingError("bad-number", stated, text[max(start - 2, 0) : end])
    if numeral is None:
        if arabic or unit in UNITS or ends_at(text, end):
            raise WordingError("bad-number", stated, written + unit)
        return None
    if not arabic:
        behind = _PARTED_DIGIT if numeral.bare else _BEHIND_DIGIT
        parted = not is_han(text[start - 1 : start])
        if parted and behind.search(text[max(start - 4, 0) : start]):
            raise WordingError("bad-number", stated, text[max(start - 4, 0) : end])
        if not _counts(text, start, end, numeral, unit, front, is_open):
            return None
        check_spelt(text, start, stated)
    elif unit == "折":
        raise WordingError("bad-number", stated, written + unit)
    of_another = text[: front.start].endswith((SIGN, "的"))
    if unit == "倍" and expected == ":1" and not (front.change or of_another):
        unit = ":1"  # the ratio 缩小到2.3倍, not 2.3 times what it was
    part = unit == "成"
    if part:
        tail = text[stop : stop + 1]
        tenths = _tenths(numeral, tail)
        if tenths is None:
            raise WordingError("bad-number", stated, written + unit + tail)
        numeral, unit, stop = tenths, "%", stop + (tail in _SPELT or tail == "半")
    if unit and _AND_A_HALF.match(text, stop):
        halved = None if is_open else read_number(f"{numeral.value:f}.5")
        if unit != "倍" or halved is None:
            raise WordingError("bad-number", stated, written + unit + "半")
        numeral, stop = halved, stop + 1
    if not is_open and unit and more_at(text, stop):
        is_open, stop = True, stop + 1
    if not unit and start and text[start - 1] in "$¥":
        unit = "美元" if text[start - 1] == "$" else "元"
    if is_open:
        numeral = numeral._replace(open=True)
    check_behind(text, stop)
    if arabic:
        check_gap(text, stop, unit, stated, start)
    elif _BEFORE_REST.match(text, stop):
        raise WordingError("bad-number", stated, text[start : stop + 3])
    _check_unit(text, stop, unit, expected, stated, written)
    return Amount(numeral, unit, start, stop, front, written, part)


def _check_unit(text: str, stop: int, unit: str, expected: str, stated: str, written: str) -> None:
    """Refuse a unit that holds what belongs to the number, or that begins another word."""
    odd = unit and unit not in UNITS and unit != expected and _IN_UNIT.search(unit)
    cut = (unit == "倍" and text.startswith("增", stop)) or text.startswith(_NO_END, stop)
    if odd or cut:
        raise WordingError("bad-number", stated, written + unit)


def _fraction(text: str, match: re.Match[str], front: Front, stated: str) -> Amount:
    """Return the figure of 三分之一 or 1/3, in per cent."""
    written, (start, end) = match[0], match.span()
    numeral = read_fraction(written)
    after = text[end : end + 1]
    if numeral is None or front.rank or after == "%" or text[start - 1 : start] == "又":
        raise WordingError("bad-number", stated, written)
    more = after in {"多", "余", "强"}
    if more:
        numeral = numeral._replace(open=True)
    return Amount(numeral, "%", start, end + more, front, written, part=True)


def _tenths(numeral: Numeral, tail: str) -> Numeral | None:
    """Return 九成 or, with a digit after it, 九成五 in per cent; None for 6.5成三, 五成半数."""
    behind = "5" if tail == "半" else CHINESE_DIGITS.get(tail)
    if behind is not None:
        together = read_number(f"{numeral.value:f}.{behind}")
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
    """Return the figure of 第12位 or 前20; None for 第三产业, 第五届, 前十大企业.

    Raises:
        WordingError: `bad-number`: a numeral that can't be read or has a sign, or a place that is
            counted from the end.
    """
    if unit == "%" or unit in {"位", "名"}:
        stop = end + len(unit)
    elif _RANKED.match(text, end) or _RANKED_WITH.match(text, end):
        stop = end + (text[end : end + 1] in {"强", "甲"})
        unit = "位"
    elif text[end : end + 1] in JOINTS:
        stop, unit = end, "位"
    elif not is_han(text[end : end + 1].strip(SIGN)):
        raise WordingError("bad-number", stated, text[start : end + 1])
    else:
        return None
    if numeral is None or numeral.value < 0 or text[: front.start].endswith(_LAST):
        raise WordingError("bad-number", stated, text[max(front.start - 2, 0) : end])
    return Amount(numeral, unit if unit == "%" else "位", start, stop, front, written)


def figures(text: str, expected: str, stated: str) -> list[Amount]:
    """Find the figures of a masked text, ratios (1.76:1) joined.

    Raises:
        WordingError: `bad-number`, a numeral that has no one meaning where a figure stands.
    """
    found: list[Amount] = []
    for match in _FIND.finditer(text):
        if found and match.start() < found[-1].end:
            continue  # the 万 of 吨标准煤/万元
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
