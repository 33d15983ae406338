"""Numbers as they are spoken, written as the numbers they are: 半数, 三四十家, 20来家, 两万三.

Each has one meaning, and the reader has one spelling for it: 一半, 三十至四十家, 约20家, 两万三千.
"""

from __future__ import annotations

from czplan import patterns as re
from czplan.quantity.numerals import CHINESE_DIGITS
from czplan.quantity.units import FACTORS, UNITS

_QUOTED = re.compile(r"[“\"‘「](零(?:增长|上升|新增)|负增长|翻两?一?番|倍增|全覆盖|清零)[”\"’」]")
_HOURS = (
    re.compile(r"([0-9一两二三四])个半(?=小时|工作日)"),
    re.compile(r"(?<![0-9一两二三四五六七八九十百千万亿个])(?:半个?(?=小时)|半(?=倍))"),
)
_HALVES = (
    (re.compile(r"(?:大|多)半(?=$|[以的,，。])|过半数?(?!百)"), "超过一半"),
    (re.compile(r"(?<!一)半数"), "一半"),
    (
        re.compile(
            r"(?<=[近超逾约达占足到过])半(?=$|[以的,，。、)）左])|(?<=[减折])半(?=$|[以,，。、)）])"
        ),
        "少一半",
    ),
)


def halves(text: str) -> str:
    """Write 半数, 过半, 近半, 减半 as the part of a whole that they are: 一半; 零增长 unquoted."""
    if "“" in text or '"' in text:
        text = _QUOTED.sub(r"\1", text)
    if "半" not in text:
        return text
    text = _HOURS[0].sub(_and_half, text)
    text = _HOURS[1].sub("0.5", text)
    text = _HALVES[0][0].sub(_HALVES[0][1], text)
    text = _HALVES[1][0].sub(_HALVES[1][1], text)
    return _HALVES[2][0].sub(_half, text)


def _and_half(found: re.Match[str]) -> str:
    count = found[1]
    return f"{count if count.isdigit() else CHINESE_DIGITS[count]}.5"


def _half(found: re.Match[str]) -> str:
    before = found.string[found.start() - 1]
    return "少一半" if before == "减" else "一半"


_DIGITS = "".join(CHINESE_DIGITS)
_UNITS = "|".join(sorted(map(re.escape, UNITS), key=len, reverse=True))
_PAIR = re.compile(
    rf"(?<![{_DIGITS}0-9第])(?P<head>(?:[{_DIGITS}]?[十百千]){{0,3}})(?P<low>[一二两三四五六七八])(?P<high>[二两三四五六七八九])"
    rf"(?P<run>[十百千]?[万亿]?)(?![期级类批轮号线产])(?=(?:万|亿)?(?:{_UNITS})|[以左上多余]|$|[,，、。;；)])"
)
_ROUGHLY = re.compile(
    rf"(?P<count>[0-9]{{1,9}}|[{_DIGITS}]?[十百千])来(?P<run>[百千]?[万亿]{{0,2}})(?=(?:{_UNITS}))"
)
_MYRIADS = re.compile(
    rf"(?<=[0-9{_DIGITS}十百千])个(?P<more>多?)亿(?=元?(?:以[上下内]|左右)?(?:$|[,，、。;；)]))"
)
_LEFT_OUT = re.compile(
    rf"(?P<count>(?:[{_DIGITS}]|[0-9]{{1,4}})(?P<factor>[百千万亿]))(?P<last>[一二三四五六七八九])"
    r"(?=元|块|$|[,，、。;；)](?![十百千万亿])|以[上下内]|左右)"
)
_SPELT = re.compile("[一二两三四五六七八九]")
_WITHIN = frozenset("十百千")
_TENTH = {"百": "十", "千": "百", "万": "千", "亿": "千万"}


def spoken(text: str) -> str:
    """Write 三四十家 as 三十至四十家, 20来家 as 约20家, 两万三 as 两万三千, 10个亿 as 10亿.

    `text`: names and dates are masked in it (第十四五次, “十四五”).
    """
    if "个" in text:
        text = _MYRIADS.sub(r"\g<more>亿", text)
    if "来" in text:
        text = _ROUGHLY.sub(r"约\g<count>\g<run>", text)
    if _SPELT.search(text) is None:
        return text
    text = _PAIR.sub(_range, text)
    return _LEFT_OUT.sub(
        lambda found: found["count"] + found["last"] + _TENTH[found["factor"]], text
    )


def _range(found: re.Match[str]) -> str:
    """Return a range where two digits follow each other: 三五 is no such pair."""
    head, low, high, run = found.group("head", "low", "high", "run")
    if CHINESE_DIGITS[high] != CHINESE_DIGITS[low] + 1:
        return found[0]
    if head and run[:1] in _WITHIN and FACTORS[head[-1]] <= FACTORS[run[0]]:
        return found[0]  # 十七八百
    return f"{head}{low}{run}至{head}{high}{run}"
