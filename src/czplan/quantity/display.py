"""Numbers for people: in 万 and 亿, or in millions and billions, carried right.

Rounding is half-up, as people round, and happens before the scale is chosen: 99,999,999 is 1亿,
never 10000万. Nothing shows what only binary fractions add (0.30000000000000004 is 0.3).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from math import isinf, isnan

from czplan.quantity.units import POINTS, unit_name

NOTHING = "—"
"""What stands for a number that isn't there."""

SCALES = {
    "zh": ((12, "万亿"), (8, "亿"), (4, "万"), (0, "")),
    "en": ((12, " trillion"), (9, " billion"), (6, " million"), (0, "")),
}
"""Powers of ten and their words, the largest first."""

_DIGITS = {"zh": 5, "en": 4}
# One digit after the point at the widest count: 8807.6亿, 880.8 billion.
_PLACES = 4
_CLEAN = Context(prec=12, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
UNSCALED = POINTS | {":1", "‰", "℃", "倍"}
"""Units with which no 万 or million goes."""
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}


def _rounded(number: Decimal, places: int) -> Decimal:
    return number.quantize(Decimal(1).scaleb(-places), context=_WIDE)


def plain(number: Decimal, lang: str) -> str:
    """Write a number without a scale: every digit, in English in groups."""
    if not number:
        return "0"
    digits = format(number, ",f" if lang == "en" else "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def scaled(
    number: Decimal, lang: str, *, digits: int | None = None, places: int | None = None
) -> str:
    """Write a number in the scale of `lang`, with all its digits unless told otherwise.

    Args:
        number: any finite number.
        lang: `zh` or `en`.
        digits: at most so many significant digits where a scale word is used.
        places: at most so many digits after the point.
    """
    scales = SCALES[lang]
    rank = next(
        (i for i, (power, _) in enumerate(scales) if abs(number) >= Decimal(10) ** power), -1
    )
    rank %= len(scales)
    while True:
        power, word = scales[rank]
        count = number.scaleb(-power, _WIDE)
        wanted = places
        if digits is not None and power:
            wanted = max(0, digits - 1 - count.adjusted())
            wanted = wanted if places is None else min(places, wanted)
        if wanted is not None and -wanted > count.as_tuple().exponent:  # type: ignore[operator]
            count = _rounded(count, wanted)
        if rank and abs(count) >= Decimal(10) ** (scales[rank - 1][0] - power):
            rank -= 1  # rounding has carried it up: 9999.99万 is 1亿
            continue
        return plain(count, lang) + word


def ordinal(number: int) -> str:
    """Return 1st, 2nd, 11th and so on."""
    ending = "th" if number % 100 in {11, 12, 13} else _ORDINALS.get(number % 10, "th")
    return f"{number}{ending}"


def show_number(
    value: float | None,
    unit: str = "",
    lang: str = "zh",
    *,
    places: int | None = None,
    exact: bool = False,
    sign: bool = False,
    points: bool = False,
) -> str:
    """Write a number with its unit for people.

    Args:
        value: in base units; None or NaN gives `—`.
        unit: the base unit; a bare number where it is empty. 位 makes a rank (第12位, 12th) unless
            `sign` is set, which makes it a difference of places.
        lang: `zh` or `en`.
        places: at most so many digits after the point; by default four, and with a scale word
            as many as leave five significant digits (en: four).
        exact: all digits, up to twelve significant ones.
        sign: a plus before what is positive.
        points: per cent as percentage points, for differences.
    """
    if value is None or isnan(value):
        return NOTHING
    if isinf(value):
        return "∞" if value > 0 else "-∞"
    number = _CLEAN.create_decimal(repr(float(value)))
    if unit == "位" and not sign and value >= 1 and number == number.to_integral_value():
        return f"第{int(number)}位" if lang == "zh" else ordinal(int(number))
    if exact:
        text = scaled(number, lang)
    elif unit in UNSCALED:
        text = plain(_rounded(number, _PLACES if places is None else places), lang)
    else:
        most = _DIGITS[lang] if places is None else None
        text = scaled(number, lang, digits=most, places=_PLACES if places is None else places)
    if sign and text != "0" and number > 0:
        text = "+" + text
    if unit in POINTS:
        if not points:
            return text + "%"
        return text + ("个百分点" if lang == "zh" else " percentage points")
    if unit == ":1":
        return text + unit
    if lang == "zh":
        return text + unit
    name = unit_name(unit, lang, many=text.lstrip("+-") != "1")
    return text + ("" if name in {"‰", "℃"} else " ") + name if name else text
