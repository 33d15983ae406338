"""How far a figure is from its goal, as it is read: the gap, the reason without one, the share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from czplan.quantity import show_number
from czplan.views.readings import (
    IN_POINTS,
    amount,
    compared_with,
    from_to,
    number_of,
    said_unit,
    signed_span,
    tiers_met,
)

Row = Mapping[str, Any]

MOST = 2.0
"""A share of the goal beyond it says no more than that it is beyond."""


def _yearly_gap(row: Row) -> tuple[float | None, float | None]:
    """Return how far an average rate is from the one asked for, in points a year."""
    goal, way = compared_with(row)
    ends = [number_of(row[name]) for name in ("actual_low", "actual_high")]
    if way == 0:
        way = -1 if ((ends[0] or 0.0) - goal) * (number_of(row["gap_low"]) or 0.0) < 0 else 1
    low, high = (None if one is None else way * (one - goal) for one in ends[::way])
    return low, high


def gap_text(row: Row, lang: str, *, bare: bool = True) -> str:
    """Return how far the figure is from the goal: less is worse; empty where it can't be said.

    The gap of a rate or a share is in percentage points; that of an interval is one, too. `bare`
    leaves the English unit out, as beside a goal that says it.
    """
    low, high, unit = number_of(row["gap_low"]), number_of(row["gap_high"]), said_unit(row, lang)
    kind = row["kind"]
    if kind in ("ladder", "composite", "direction", "milestone") or low is high is None:
        return ""
    if row["status"] == "due_no_data":  # an older figure says nothing of the year due
        return ""
    if kind == "average-growth" and unit == "%":
        low, high = _yearly_gap(row)
    elif kind in ("reduction", "average-growth"):  # of an index, 1 at the baseline
        low, high = (None if one is None else one * 100 for one in (low, high))
    if kind in IN_POINTS:
        unit = "%"
        low, high = (None if one is None else round(one, 2) for one in (low, high))
    if low == high and low is not None:
        return amount(low, unit, lang, bare=bare, sign=True)
    if low is None or high is None:
        one = high if low is None else low
        sign = "≤" if low is None else "≥"
        return f"{sign}{amount(one or 0.0, unit, lang, bare=bare, sign=True)}"
    if high <= 0:
        near, far = (amount(-one, unit, lang, bare=bare) for one in (high, low))
        short = from_to(near, far, unit)
        return (
            f"差{_in_points(short, unit)}" if lang == "zh" else f"short by {_points(short, unit)}"
        )
    if low >= 0:
        near, far = (amount(one, unit, lang, bare=bare) for one in (low, high))
        over = from_to(near, far, unit)
        return f"+{_in_points(over, unit)}" if lang == "zh" else f"+{_points(over, unit)}"
    return signed_span(low, high, unit, lang, bare=bare)


def why_missed(row: Row, lang: str, part: Row | None = None, *, bare: bool = True) -> str:
    """Return why a goal was missed from which no distance can be told; empty for any other.

    Args:
        row: a verdict row without `gap_text`.
        lang: `zh` or `en`.
        part: the row of the first of its parts that was missed, where it has parts.
        bare: in as few words as a column of gaps has room for.
    """
    if row["family"] != "missed":
        return ""
    if tiers := tiers_met(row):
        met, every = map(int, tiers.split("/"))
        left = every - met
        return f"{left} 级未达" if lang == "zh" else f"{left} tier{'s' * (left > 1)} missed"
    if part is not None and (
        text := gap_text(part, lang, bare=bare) or why_missed(part, lang, bare=bare)
    ):
        return text
    low, high, zh = number_of(row["gap_low"]), number_of(row["gap_high"]), lang == "zh"
    if row["kind"] == "direction" and low is not None and low == high:  # since the baseline
        change, since = (
            amount(low, row["unit"] or "", lang, bare=bare, sign=True),
            row["baseline_period"],
        )
        if bare or not since:
            return change
        return f"{change}（比{since}年）" if zh else f"{change} on {since}"
    partly = row["status"] == "partly_met"
    if row["kind"] == "milestone":
        said = ("部分完成", "partly done") if partly else ("未见办成", "not seen done")
    elif row["kind"] in ("ladder", "composite", "each-year"):
        said = ("部分未达", "in part") if partly else ("未达", "not reached")
    else:  # its record says so, in words or in numbers that don't make one
        said = (
            ("记录为部分完成", "partly, as recorded") if partly else ("记录为未完成", "as recorded")
        )
    return said[not zh]


def _in_points(text: str, unit: str) -> str:
    text = text.replace("–", "～")
    return text.replace("%", "") + "个百分点" if unit == "%" else text


def _points(text: str, unit: str) -> str:
    return text.replace("%", "") + " points" if unit == "%" else text


def share_of_goal(row: Row, lang: str) -> str:
    """Return the figure as per cent of the goal, such as `82%`; empty for rates and shares."""
    if row["kind"] in IN_POINTS or row["kind"] in ("rank", "direction", "composite", "maintain"):
        return ""
    low, high = number_of(row["attainment_low"]), number_of(row["attainment_high"])
    if low is None and high is None:
        return ""
    if low is not None and low > MOST:
        return f">{MOST * 100:.0f}%"
    if low is None:
        return f"<{show_number((high or 0) * 100, '%', lang, places=0)}"
    first = show_number(low * 100, "%", lang, places=0)
    if high is None or high > MOST:
        return f">{first}" if high != low else first
    last = show_number(high * 100, "%", lang, places=0)
    return first if first == last else f"{first.removesuffix('%')}–{last}"
