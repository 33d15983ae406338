"""In what the figures of somebody else's table are counted, wherever the table says it.

In a heading's brackets, in a line above or below the table, beside a row's name, in a note. What is
said is used, or the table refused where it says two things: a unit dropped is a number of another
size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from czplan.quantity import normalise
from czplan.quantity.english import to_chinese
from czplan.quantity.units import OF_TIME, is_unit
from czplan.sheets import SheetFault

__all__ = ["BRACKET", "NO_MEASURES", "beside_name", "in_chinese", "is_beside", "one_unit"]
__all__ += ["units_said"]

NO_MEASURES = OF_TIME | frozenset(
    {"人口", "户籍人口", "常住人口", "村", "镇", "街道", "社区", "园区", "基地", "站", "次"}
)
"""Units that also say how often, of whom or where a figure is taken (频率: 年, 范围: 街道)."""

BRACKET = re.compile(r"[(（\[【](?:\s*(?:计量)?单位\s*[:：]?)?([^()（）\[\]【】]*)[)）\]】]$")
"""What stands in brackets at the end of a heading: a unit, as a rule."""

_COMMA = re.compile(r"[,，、](?:\s*(?:计量)?单位(?:\s*[:：])?)?\s*([^\s,，、]+)$")
"""What may be the unit at the end of a row's name: 产量，万辆."""

_SAID = re.compile(
    r"(?<![报送办承管任头制表布供在属源写])单位\s*(?:[:：]|均?[为是])\s*([^\s()（）,，;；。\]】]+)"
    r"|\bunits?\s*(?::|\bis\b|\bare\b)\s*([^,;().]+)",
    re.IGNORECASE,
)
"""Words that say a unit; 填报单位：统计局 is an office."""

_SPACED = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
"""单　位 as tables print it."""
_PLAINLY = re.compile(
    r"(?:计量|数据)单位([^\s()（）,，;；。:：]+)|^单位([^\s()（）,，;；。:：]+)$|以((?:百|千|万|十?亿)[^\s,，。以]{1,5})计"
)
"""The same without a colon, where what follows is a unit: 单位 亿元, 以万辆计; not 以美元计."""
_IN = re.compile(r"(?:measured |counted )?in\s+", re.IGNORECASE)
_LABEL = re.compile(r"(?:计量|数据)?单位\s*[:：]?|units?\s*:?", re.IGNORECASE)
"""A cell of its own before the unit's."""

_NOTE = re.compile(
    r"(?:注|说明|备注|资料来源|数据来源|来源|notes?|sources?)\s*[0-9]*\s*[:：]", re.IGNORECASE
)
_MULTIPLIED = re.compile(r"([0-9][0-9,， ]*)(?:\s*(thousand|million|billion))?\s*", re.IGNORECASE)
_IN_ENGLISH = re.compile(r"(?<=[\u3400-\u9fff])\s*[(（][^()（）]*[A-Za-z][^()（）]*[)）]$")
_THOUSANDS = {"thousand": 1e3, "million": 1e6, "billion": 1e9}
_FACTORS = {
    10.0**zeros: word
    for zeros, word in enumerate(("十", "百", "千", "万", "十万", "百万", "千万", "亿", "十亿"), 1)
}


def units_said(cells: Sequence[str], *, bare: bool = False) -> set[str]:
    """Return the units that cells say: 单位：亿元, `unit: 万人`, 单位 and 亿元 side by side.

    `bare`: a cell that is a unit and nothing else, or ends with one in brackets, says it too.
    """
    said = set()
    before = ""
    for cell in (_SPACED.sub("", one) for one in cells if one):
        found = [next(filter(None, one.groups())) for one in _SAID.finditer(cell)]
        plain = [next(filter(None, one.groups())) for one in _PLAINLY.finditer(cell)]
        found = found or [each for each in plain if is_unit(each)]
        if _LABEL.fullmatch(before):
            found = [cell]
        elif bare and not found:
            own = BRACKET.search(cell)
            parts = (_IN.sub("", cell), *(re.split("[、和或]", own[1]) if own else ()))
            found = [each for each in parts if _measures(each)]
        said |= {unit for each in found for unit in re.split("[、和或]", each.strip()) if unit}
        before = cell
    return said


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
    if len(filled) == 2 and _LABEL.fullmatch(filled[0]):
        return True
    if len(filled) == 1 and _NOTE.match(filled[0]):
        return True
    return bool(filled) and all(_SAID.match(cell.strip("()（）[]【】 ")) for cell in filled)


def one_unit(said: Iterable[str], zh: str, en: str) -> str:
    """Return the only unit of those said, empty where there is none.

    Raises:
        SheetFault: there are several; `zh` and `en` name the place.
    """
    names = sorted({normalise(unit): unit for unit in said}.values())
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
    number = float(re.sub(r"[,， ]", "", found[1])) * _THOUSANDS.get((found[2] or "").lower(), 1)
    factor = next((word for size, word in _FACTORS.items() if size == number), "")
    if not factor:
        raise SheetFault(
            f"第 {row} 行的单位“{unit}”读不出：写成 亿元、万人 这样的单位",
            f"row {row}: the unit {unit} can't be read: write it as 亿元, 万人 or the like",
        )
    return factor + to_chinese(unit[found.end() :].strip())


def beside_name(name: str, unit: str, row: int) -> tuple[str, str]:
    """Return a row's name without the unit at its end, and that: 产值（亿元）, 产值，亿元.

    Raises:
        SheetFault: the table says another unit.
    """
    found = BRACKET.search(name) or _COMMA.search(name)
    own = "" if found is None else found[1].strip()
    if found is None or not is_unit(own):
        return name, unit
    if unit and normalise(unit) != normalise(own):
        raise SheetFault(
            f"第 {row} 行的“{name}”，单位却写 {unit}",
            f"row {row}: {name}, but the unit is said to be {unit}",
        )
    return name[: found.start()].strip(), own
