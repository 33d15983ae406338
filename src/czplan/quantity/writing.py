"""A number, unit and bound to words that `read` reads back."""

from __future__ import annotations

from decimal import Decimal
from math import isfinite

from czplan.quantity.display import UNSCALED, ordinal, plain, scaled
from czplan.quantity.units import has_factor, unit_name

BOUNDS = {
    "exact": ("{}", "{}"),
    "at-least": ("{}以上", "at least {}"),
    "over": ("超{}", "over {}"),
    "at-most": ("不超过{}", "at most {}"),
    "under": ("不足{}", "under {}"),
    "near": ("近{}", "nearly {}"),
    "about": ("{}左右", "about {}"),
    "more": ("{}", "{}"),
}
"""Bound to its Chinese and English words; 多 and `-odd` stand inside, range between two numbers."""


def write(
    value: float,
    unit: str = "",
    *,
    bound: str = "exact",
    upper: float | None = None,
    lang: str = "zh",
) -> str:
    """Write a number with its bound, every digit of it.

    `write(1_000_000, "辆", bound="over")` is 超100万辆; in English, over 1 million vehicles.

    Args:
        value: in base units.
        unit: a base unit (no factor in it); 位 makes a rank: 第12位.
        bound: one of `BOUNDS`, or `range` with `upper`.
        upper: the upper end of a range.
        lang: `zh` or `en`.

    Raises:
        ValueError: an unknown bound, a number that isn't finite, a unit that begins with a factor,
            `range` without `upper`, `upper` below `value`, or what would be a date (9月, 2025年).
    """
    if bound != "range" and bound not in BOUNDS:
        raise ValueError(f"unknown bound: {bound}")
    if (bound == "range") != (upper is not None) or (upper is not None and upper < value):
        raise ValueError("a range has an upper end, not below its lower one; nothing else has")
    if not isfinite(value) or (upper is not None and not isfinite(upper)):
        raise ValueError("a number that is finite")
    if unit in {"月", "日"} or (unit == "年" and 1000 <= abs(value) < 3000):
        raise ValueError(f"this would be a date: {value}{unit}")
    if has_factor(unit):
        raise ValueError(f"a unit without a factor: {unit}")
    if upper is not None:
        joint = "—" if lang == "zh" else " to "
        ends = (_count(end, unit, lang, scale=bool(unit)) for end in (value, upper))
        return joint.join(ends)
    if unit == "位" and bound == "exact" and value >= 1 and value == int(value):
        return f"第{int(value)}位" if lang == "zh" else ordinal(int(value))
    words = BOUNDS[bound][lang == "en"]
    return words.format(_count(value, unit, lang, open_end=bound == "more"))


def _count(
    value: float, unit: str, lang: str, *, scale: bool = True, open_end: bool = False
) -> str:
    """Write the number and its unit, 多 between them where it is open."""
    number = Decimal(repr(float(value)))
    text = (scaled if scale and unit not in UNSCALED else plain)(number, lang)
    if open_end:
        text += "多" if lang == "zh" else "-odd"
    if unit in UNSCALED or lang == "zh":
        return text + unit
    name = unit_name(unit, lang, many=text != "1") or unit
    return f"{text} {name}" if name else text
