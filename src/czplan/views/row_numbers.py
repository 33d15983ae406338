"""Numbers of rows as people read them: values, differences and fractions.

How a number is rounded, scaled and named stands in `czplan.quantity.display`; here a missing
value shows as nothing.
"""

from __future__ import annotations

from czplan import patterns as re
from czplan.quantity import show_number
from czplan.quantity.units import unit_name as _unit_name

HAN = re.compile("[\u3400-\u9fff]")
_OTHERS = {
    "家": r"factor|workshop|room|librar|park|clinic|centre|center|platform|laborator|research unit"
    r"|school|hospital|hotel|shop|canteen|museum|attraction|zone|site|base|station|venue|home",
    "条": r"street|road|river|lake|canal|route|measure|polic",
    "项": r"award|service|approval|measure|polic|standard|works|reform|patent",
}
"""Things in an indicator's English name that a Chinese counter counts besides its usual noun."""


def noun_unit(unit: str, name: str | None) -> str:
    """Return a counter of other things than its English noun as one without a noun, as 个 is.

    15家 reading rooms aren't 15 firms; the indicator's own name says what they are.
    """
    others = _OTHERS.get(unit)
    return "个" if others and name and re.search(others, name.lower()) else unit


def _missing(value: float | None) -> bool:
    return value is None or value != value


def counted(count: int, noun: str) -> str:
    """Return a number of things in English: `1 goal`, `2 goals`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def unit_name(unit: str | None, lang: str, *, many: bool = True) -> str:
    """Return a base unit's name in `lang`; empty where it has none or there is no unit.

    A counter without an English name (支) says in English no more than that things are counted.
    """
    name = _unit_name(unit, lang, many=many) if unit else ""
    return "" if lang == "en" and HAN.search(name) else name


def unit_shown(unit: str, lang: str) -> str:
    """Return a base unit as a column of units shows it; a bare counter (个) is a number."""
    name = unit_name(unit, lang)
    return name or ("number" if lang == "en" and not unit.isascii() else unit)


def amount(value: float | None, unit: str | None, lang: str) -> str:
    """Return a value with its unit, such as `1.2万亿元` or `1.2 trillion yuan`; empty for None."""
    return "" if _missing(value) else show_number(value, unit or "", lang)


def percent(fraction: float | None, lang: str, places: int = 1) -> str:
    """Return a fraction as per cent, such as `93.5%`; empty for None."""
    if fraction is None or fraction != fraction:
        return ""
    return show_number(fraction * 100, "%", lang, places=places)


def difference(value: float | None, unit: str | None, lang: str) -> str:
    """Return a signed difference; that of two rates or shares is in percentage points."""
    if _missing(value):
        return ""
    text = show_number(value, unit or "", lang, sign=True, points=True)
    one = lang == "en" and value in {1, -1}
    return text.removesuffix("s") if one and text.endswith("points") else text
