"""Numbers as people of either language write them: 万 and 亿, or million, billion and trillion.

Five significant digits, rounded half up and carried: 99,999,999 is 1亿. Rates, shares and
whole numbers below ten thousand stand as they are. Values are in base units.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

__all__ = ["amount", "difference", "interval", "percent", "unit_name"]

DIGITS = 5
_STEPS = {
    "zh": ((12, "万亿"), (8, "亿"), (4, "万")),
    "en": ((12, " trillion"), (9, " billion"), (6, " million")),
}
_UNITS_EN = {
    "元": "yuan",
    "美元": "US dollars",
    "欧元": "euros",
    "家": "firms",
    "人": "people",
    "人次": "visits",
    "辆": "vehicles",
    "户": "households",
    "亩": "mu",
    "所": "schools",
    "件": "items",
    "起": "cases",
    "类": "kinds",
    "位": "",
    "个": "",
    "吨": "tonnes",
    "吨/年": "tonnes a year",
    "平方米": "m²",
    "平方公里": "km²",
    "公里": "km",
    "小时": "hours",
    "天": "days",
    "岁": "years",
    "张": "beds",
    "倍": "times",
    "点": "points",
    "分": "points",
    "件/万人": "per 10,000 people",
}


def unit_name(unit: str | None, lang: str) -> str:
    """Return a base unit's name in `lang`; a unit without an English name stays as it is."""
    if not unit:
        return ""
    return unit if lang == "zh" else _UNITS_EN.get(unit, unit)


def _trimmed(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _rounded(value: Decimal) -> Decimal:
    """Round half up to `DIGITS` significant digits."""
    if not value:
        return value
    place = value.adjusted() - DIGITS + 1
    return value.quantize(Decimal(1).scaleb(place), rounding=ROUND_HALF_UP)


def _number(value: float, lang: str) -> str:
    exact = Decimal(repr(float(value)))
    sign = "-" if exact < 0 else ""
    size = abs(exact)
    steps = _STEPS[lang]
    smallest = Decimal(10) ** steps[-1][0]
    rounded = _rounded(size)
    if rounded >= smallest:
        for power, word in steps:
            # The rounded size decides, so that 99,999,999 is carried to 1亿.
            if rounded >= Decimal(10) ** power:
                text = _trimmed(rounded.scaleb(-power))
                return f"{sign}{text.replace(',', '') if lang == 'zh' else text}{word}"
    if size == size.to_integral_value():
        text = f"{int(size):,}"
    else:
        text = (
            _trimmed(size.quantize(Decimal("1e-4"), rounding=ROUND_HALF_UP))
            if (size.adjusted() > -4)
            else f"{size:g}"
        )
    return sign + (text.replace(",", "") if lang == "zh" else text)


def amount(value: float | None, unit: str | None, lang: str) -> str:
    """Return a value with its unit, such as `1.2万亿元` or `1.2 trillion yuan`; empty for None."""
    if value is None or value != value:
        return ""
    number = _number(value, lang)
    if unit in {"%", "‰"} or (unit or "").startswith(":"):
        return f"{number}{unit}"
    if unit == "位":
        return f"第{number}位" if lang == "zh" else f"no. {number}"
    name = unit_name(unit, lang)
    return f"{number}{name}" if lang == "zh" or not name else f"{number} {name}"


def interval(
    low: float | None,
    high: float | None,
    unit: str | None,
    lang: str,
    sure: str | None = "both",
) -> str:
    """Return an interval of values.

    Exact figures stand alone; an end that is missing or no more than a convention (`sure` is
    low, high or none) shows as `>`, `<` or `≈` before the end that is certain.
    """
    low = None if low is None or low != low else low
    high = None if high is None or high != high else high
    if low is None and high is None:
        return ""
    if low == high:
        return amount(low, unit, lang)
    if high is None or (sure == "low" and low is not None):
        return f">{amount(low, unit, lang)}"
    if low is None or sure == "high":
        return f"<{amount(high, unit, lang)}"
    if sure == "none":
        return f"≈{amount((low + high) / 2, unit, lang)}"
    first, last = amount(low, unit, lang), amount(high, unit, lang)
    name = amount(1, unit, lang).lstrip("1") if unit != "位" else ""
    if name and name != "%" and first.endswith(name):
        first = first.removesuffix(name).rstrip()
    return f"{first}–{last}"


def percent(fraction: float | None, lang: str, places: int = 1) -> str:
    """Return a fraction as per cent, such as `93.5%`; empty for None."""
    if fraction is None or fraction != fraction:
        return ""
    place = Decimal(1).scaleb(-places)
    value = (Decimal(repr(float(fraction))) * 100).quantize(place, rounding=ROUND_HALF_UP)
    return f"{_trimmed(value).replace(',', '' if lang == 'zh' else ',')}%"


def difference(value: float | None, unit: str | None, lang: str) -> str:
    """Return a signed difference; that of two rates or shares is in percentage points."""
    if value is None or value != value:
        return ""
    sign = "+" if value > 0 else ""
    number = _number(value, lang)
    if unit == "%":
        points = " point" if abs(value) == 1 else " points"
        return f"{sign}{number}{'个百分点' if lang == 'zh' else points}"
    name = unit_name(unit, lang)
    return f"{sign}{number}{name}" if lang == "zh" or not name else f"{sign}{number} {name}"
