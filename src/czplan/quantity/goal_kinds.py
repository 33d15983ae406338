"""Of which kind a goal is, and which way it points: what its words and its measure decide.

The kinds are those of method 5.5a; a direction that words tell wins over the indicator's.
"""

from __future__ import annotations

from czplan import patterns as re
from czplan.quantity.goals import GoalQuery
from czplan.quantity.record_time import adds
from czplan.quantity.units import OF_WAITS, canonical
from czplan.quantity.wording import Wording

RISING = frozenset({"at-least", "over"})
FALLING = frozenset({"at-most", "under"})
_RELATIVE = frozenset({"stock", "flow", "index", "ratio", "share", ""})
_ALL = 100.0
_ON_END = re.compile(r"连年|连续[0-9一二两三四五六七八九十]{1,3}年")
_LEVELS = frozenset({"stock", "index", "ratio", "share"})
"""Measures of a state: of these a change is one of the baseline (method M12)."""


def way_of(words: Wording, measure: str, direction: str) -> int:
    """Return +1, -1 or 0: which way the goal points (data format: the words override)."""
    if words.form == "stable" or (words.form == "maintain" and measure != "growth"):
        return 0
    if words.form == "coverage" and words.number == _ALL:
        return 1
    if "cap" in words.marks or (words.form == "coverage" and words.number == 0):
        return -1
    if measure == "rank" or words.form == "rank":
        return -1
    if words.number is not None and words.bound in RISING | FALLING:
        way = 1 if words.bound in RISING else -1
        return -way if words.change < 0 and measure == "growth" else way
    if words.number is not None and words.change > 0 and direction == "down":
        return -1  # 涨幅3%左右: what is to be kept down is a cap whatever verb comes before it
    if words.toward and not direction:
        return words.toward
    if words.change and (measure == "growth" or words.form in {"direction", "steady"}):
        return words.change
    ways = {"up": 1, "down": -1, "keep": 0}
    return 1 if words.form == "steady" else ways.get(direction, 1)


def kind_of(words: Wording, text: str, measure: str, query: GoalQuery, way: str) -> str:
    """Choose the kind (method 5.5a); `way`: what the words measure (`GoalTime`)."""
    declared, direction = query.declared, query.direction
    several = query.years is not None and query.years > 1
    averaged = measure == "growth" and "average" in words.marks
    on_end = several and measure == "growth" and not averaged and bool(_ON_END.search(text))
    each = "each-year" in words.marks or declared == "each-year" or on_end
    match words.form:
        case "keep" | "maintain" if averaged and not each:
            return "average-growth"  # 年均增速保持在8%以上
        case "composite" | "parity":
            return words.form
        case "direction" | "steady":
            return "direction"
        case "stable":
            return "maintain"
        case "vague":
            return {"rank": "rank", "share": "share", "growth": "growth"}.get(measure, "level")
        case "keep" if words.bound in RISING:
            return "each-year"
        case "keep" if words.bound in FALLING and any(
            word in text for word in ("保持在", "维持在", "稳定在", "稳在")
        ):
            return "each-year"
    if each and declared != "average-growth":
        return "each-year"
    if words.form == "rank" or measure == "rank":
        return "rank"
    capped = measure == "growth" and direction == "down" and words.change > 0
    if words.form == "maintain" and (measure != "growth" or "稳定在" in text) and not capped:
        return "maintain"
    if measure == "growth":
        if declared == "average-growth" or "average" in words.marks:
            return "average-growth"
        if way:
            return "growth" if way == "year" or words.moves_rate else "reduction"
        if not several:
            return "growth"
        if words.change < 0 or "cumulative" in words.marks or words.form == "multiple":
            return "reduction"
        return "average-growth"
    if words.form == "coverage" and measure not in {"additions", "rank"}:
        return "coverage"
    if measure == "additions" or (measure == "flow" and way == "sum"):
        return "additions"
    relative = words.form != "multiple" and words.unit == "%" and "points" not in words.marks
    if relative and measure in _RELATIVE:
        if words.change:
            return "average-growth" if "average" in words.marks else "reduction"
        if measure == "":
            return "share"
    if direction == "keep" and words.bound in {"exact", "about"}:
        return "maintain"
    if measure == "share":
        return "share"
    if measure == "" and "additional" in words.marks:
        return "additions"
    return "level"


def open_ended(words: Wording) -> bool:
    """Tell whether words give a span of time and nothing that says which way it is to go."""
    told = words.change or words.toward or words.bound in RISING | FALLING | {"more"}
    held = words.form not in {"plain", "maintain"} or bool({"cap", "additional"} & words.marks)
    return not told and not held and canonical(words.unit) in OF_WAITS


def is_change(words: Wording, kind: str, measure: str) -> bool:
    """Tell whether the number is one to be added to the baseline (method M12)."""
    if kind in {"additions", "rank"} or measure == "additions":
        return False
    if measure == "growth":
        return words.moves_rate
    return words.change != 0 or (adds(words) and measure in _LEVELS)
