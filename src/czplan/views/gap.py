"""How far a figure is from its goal, in words with units written out.

Better than the goal is positive, as in the rows (method 5.6). A trend has no goal to be far from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from czplan.views.numbers import amount, difference, interval

__all__ = ["gap_text"]

MINUS = "−"


def gap_text(row: Mapping[str, Any], lang: str) -> str:
    """Return the gap of a verdict row, such as `−16家`, `差12万–20万辆` or `+0.2个百分点`.

    Args:
        row: has `kind`, `unit`, `gap_low` and `gap_high` (base units, None where there is none).
        lang: `zh` or `en`.

    Returns:
        the text; empty where the row has no gap.
    """
    if row.get("kind") == "direction":
        return ""
    unit = row["unit"]
    low, high = (_end(row[name]) for name in ("gap_low", "gap_high"))
    if low is None and high is None:
        return ""
    if low is None or high is None:
        known = low if high is None else high
        sign = "≥" if high is None else "≤"
        return f"{sign}{_signed(known, unit, lang)}"
    if low == high:
        return _signed(low, unit, lang)
    if high < 0:
        between = _between(-high, -low, unit, lang)
        return f"差{between}" if lang == "zh" else f"short by {between}"
    if low >= 0:
        between = _between(low, high, unit, lang)
        return f"多{between}" if lang == "zh" else f"better by {between}"
    to = "至" if lang == "zh" else " to "
    return f"{_signed(low, unit, lang)}{to}{_signed(high, unit, lang)}"


def _end(value: Any) -> float | None:
    return None if value is None or value != value else float(value)


def _signed(value: float | None, unit: str | None, lang: str) -> str:
    return difference(value, unit, lang).replace("-", MINUS, 1)


def _between(low: float, high: float, unit: str | None, lang: str) -> str:
    """Return a span of sizes; between rates or shares it is in percentage points."""
    if unit in ("%", "‰"):
        first, last = (difference(end, unit, lang).removeprefix("+") for end in (low, high))
        name = "个百分点" if lang == "zh" else " percentage points"
        return f"{first.removesuffix(name)}–{last}"
    return interval(low, high, unit, lang) or amount(low, unit, lang)
