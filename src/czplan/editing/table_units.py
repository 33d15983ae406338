"""In what the figures of somebody else's table are counted, wherever the table says it.

In a heading's brackets, in a line above or below the table, beside a row's name, in a note. What is
said is used, or the table refused where it says two things: a unit dropped is a number of another
size.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import takewhile

from czplan.quantity import normalise
from czplan.quantity.english import to_chinese
from czplan.quantity.units import FACTORS, OF_TIME, is_unit
from czplan.sheets import SheetFault

NO_MEASURES = OF_TIME | frozenset(
    {"人口", "户籍人口", "常住人口", "村", "镇", "街道", "社区", "园区", "基地", "站", "次"}
)
"""Units that also say how often, of whom or where a figure is taken (频率: 年, 范围: 街道)."""

BRACKET = re.compile(r"[(（\[【](?:\s*(?:计量)?单位\s*[:：]?)?([^()（）\[\]【】]*)[)）\]】]$")
"""What stands in brackets at the end of a heading: a unit, as a rule."""

_COMMA = re.compile(r"[,，、](?:\s*(?:计量)?单位(?:\s*[:：])?)?\s*([^\s,，、]+)$")
"""What may be the unit at the end of a row's name: 产量，万辆."""

_SAID = re.compile(
    r"(?<![报送办承管任头制表布供在属源写])单位\s*(?:[:：]|均?[为是])\s*([^()（）。\]】]+)"
    r"|\bunits?\s*(?::|\bis\b|\bare\b)\s*([^().]+)",
    re.IGNORECASE,
)
"""Words that say a unit; 填报单位：统计局 is an office."""

_SPACED = re.compile(r"(?<=单)\s+(?=位)")
"""单　位 as tables print it."""
_PLAINLY = re.compile(
    r"(?:计量|数据)单位([^()（）。:：]+)|^单位([^()（）。:：]+)$|以((?:百|千|万|十?亿)[^\s,，。以]{1,5})计"
)
"""The same without a colon, where what follows is a unit: 单位 亿元, 以万辆计; not 以美元计."""
_DIGITS_APART = re.compile(r"(?<=[0-9])[,， ](?=[0-9]{3}(?![0-9]))")
"""10,000 persons, 10 000人: one number."""
_LISTED = re.compile(r"[、,，;；和或]|(?<![0-9A-Za-z])\s+")
"""What stands between the units of a note: 亿元；万人, 亿元 万人, not 100 million yuan."""
_BASE_YEAR = re.compile(r"以?.{0,8}(?:[=＝]|为)100")
"""What an index is 100 in: 上年=100."""
_IN = re.compile(r"(?:measured |counted )?in\s+", re.IGNORECASE)
_LABEL = re.compile(r"(?:计量|数据)?单位\s*[:：]?|units?\s*:?", re.IGNORECASE)
"""A cell of its own before the unit's."""

_NOTE = re.compile(
    r"(?:注|说明|备注|资料来源|数据来源|来源|notes?|sources?)\s*[0-9]*\s*[:：]", re.IGNORECASE
)
_MULTIPLIED = re.compile(
    r"(?:([0-9][0-9,， ]*)|(?=[tmb]))(?:\s*(thousand|million|billion)\b|(?<=[0-9 ]))\s*",
    re.IGNORECASE,
)
_IN_ENGLISH = re.compile(r"(?<=[\u3400-\u9fff%‰])\s*[(（][^()（）]*[A-Za-z][^()（）]*[)）]$")
_THOUSANDS = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_FACTORS = {
    10.0**zeros: word
    for zeros, word in enumerate(("十", "百", "千", "万", "十万", "百万", "千万", "亿", "十亿"), 1)
}


def units_said(cells: Sequence[str], *, bare: bool = False) -> set[str]:
    """Return the units that cells say: 单位：亿元, `unit: 万人`, 单位 and 亿元 side by side.

    `bare`: a cell that is a unit and nothing else, or ends with one in brackets, says it too.
    """
    said: set[str] = set()
    before = ""
    for cell in (_DIGITS_APART.sub("", _SPACED.sub("", one)) for one in cells if one):
        found = [_listed(next(filter(None, one.groups()))) for one in _SAID.finditer(cell)]
        plain = [_listed(next(filter(None, one.groups()))) for one in _PLAINLY.finditer(cell)]
        found = found or [each for each in plain if is_unit(each[0])]
        if _LABEL.fullmatch(before):
            found = [_listed(cell)]
        elif bare and not found:
            own = BRACKET.search(cell)
            parts = (_IN.sub("", cell), *(_LISTED.split(own[1]) if own else ()))
            found = [[each for each in parts if _measures(each)]]
        said.update(*found)
        before = cell
    return said


def units_beneath(cells: Sequence[str], figures: Collection[int]) -> dict[int, str]:
    """Return the units that a row beneath the headings says, by the column of their figures.

    Empty where the row holds anything else.
    """
    own = {at: BRACKET.fullmatch(cell) or ["", cell] for at, cell in enumerate(cells) if cell}
    said = {at: unit[1] for at, unit in own.items() if at in figures and _measures(unit[1])}
    others = ("".join(cells[at].split()) for at in own if at not in said)
    return said if all(map(_LABEL.fullmatch, others)) else {}


def _listed(words: str) -> list[str]:
    """Return the first of a note's words, which must be a unit, and the units that follow it."""
    first, *more = _LISTED.split(words.strip())
    return [first, *takewhile(_measures, filter(None, more))]


def _measures(words: str) -> bool:
    """Tell whether words are a unit, in Chinese or as yearbooks print it in English."""
    if _MULTIPLIED.match(words) is not None:
        try:
            words = in_chinese(words, 0)
        except SheetFault:
            return False  # 56.2% follows 2023: a note that begins with a number
    return words not in NO_MEASURES and is_unit(words)


def is_beside(cells: Sequence[str]) -> bool:
    """Tell whether a row below the headings holds a note or a unit and nothing else."""
    filled = list(dict.fromkeys(_SPACED.sub("", cell) for cell in cells if cell))
    first = "".join(filled[0].split()) if filled else ""
    if len(filled) == 2 and _LABEL.fullmatch(first):
        return True
    if len(filled) == 1 and _NOTE.match(first):
        return True
    return bool(filled) and all(_SAID.match(cell.strip("()（）[]【】 ")) for cell in filled)


def one_unit(said: Iterable[str], zh: str, en: str) -> str:
    """Return the only unit of those said, empty where there is none.

    Raises:
        SheetFault: there are several; `zh` and `en` name the place.
    """
    names = sorted({normalise(unit): unit for unit in said if unit}.values())
    if len(names) > 1:
        raise SheetFault(
            f"{zh}说了几个单位：{'、'.join(names)}；加一列 单位，逐行写明",
            f"{en} says several units: {', '.join(names)}; add a column unit that says each row's",
        )
    return names[0] if names else ""


def in_chinese(unit: str, row: int) -> str:
    """Return a unit that begins with a number as yearbooks print it: 100 million yuan is 亿元.

    Raises:
        SheetFault: the number is no factor; put behind a figure it would be read as its digits.
    """
    found = _MULTIPLIED.match(unit)
    if found is None:
        return _IN_ENGLISH.sub("", unit)  # 万辆 (10 000 units)
    number = float(re.sub(r"[,， ]", "", found[1] or "1")) * _THOUSANDS.get(
        (found[2] or "").lower(), 1
    )
    factor = next((word for size, word in _FACTORS.items() if size == number), "")
    name = to_chinese(unit[found.end() :].strip())
    if not factor or not name:
        raise _unreadable(unit, row)
    return factor + name


def _unreadable(unit: str, row: int) -> SheetFault:
    return SheetFault(
        f"第 {row} 行的单位“{unit}”读不出：写成 亿元、万人 这样的单位",
        f"row {row}: the unit {unit} can't be read: write it as 亿元, 万人 or the like",
    )


def known_unit(unit: str, heading: str, row: int, base: str, measure: str) -> str:
    """Return a unit that the reader knows, of a figure whose indicator is counted in `base`.

    Known are units, factors alone and factors before `base`; of an index, what it is 100 in.

    Raises:
        SheetFault: it is none, but something else that a row or a `heading` says of its figures.
    """
    if measure == "index" and _BASE_YEAR.fullmatch(unit):
        return ""
    if is_unit(unit) or not unit.removesuffix(base).strip("".join(FACTORS)):
        return unit
    if unit != heading:
        raise _unreadable(unit, row)
    raise SheetFault(
        f"列名括号里的“{unit}”不是单位：每行一个数，初步、预计写进 status 列，"
        "增速、占比写成另一个指标；计划数不收",
        f"{unit} in a heading's brackets is no unit: give one figure a row, what is preliminary or"
        " estimated in a column status, growth or a share as an indicator of its own; what is"
        " planned is no figure",
    )


def beside_name(name: str, unit: str, row: int) -> tuple[str, str]:
    """Return a row's name without the unit at its end, and that: 产值（亿元）, 产值，亿元.

    Raises:
        SheetFault: the table says another unit.
    """
    found = BRACKET.search(name) or _COMMA.search(name)
    own = "" if found is None else found[1].strip()
    if found is None or not (is_unit(own) or _BASE_YEAR.fullmatch(own)):
        return name, unit
    if unit and normalise(unit) != normalise(own):
        raise SheetFault(
            f"第 {row} 行的“{name}”，单位却写 {unit}",
            f"row {row}: {name}, but the unit is said to be {unit}",
        )
    return name[: found.start()].strip(), own
