"""What a goal's words ask for: the kind of target, the test, the number to be reached.

The words decide the kind (method 5.5a) together with the indicator's measure; they also carry
the operator (2.6), the tolerance that a hedge grants (4.2, 4.5, 4.7) and side words such as
力争. Needs no pandas: a goal's words are read once a distinct phrase.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from czplan import patterns as re
from czplan.quantity import Wording, WordingError, compatible, normalise, read
from czplan.quantity.cues import CLOSING, TURNED
from czplan.quantity.goal_kinds import FALLING, RISING, is_change, kind_of, open_ended, way_of
from czplan.quantity.goals import Goal, GoalQuery
from czplan.quantity.masks import OWN, since
from czplan.quantity.others_figures import as_growth, says_nothing
from czplan.quantity.parsing import Remembered
from czplan.quantity.record_time import of_goal

__all__ = ["GOALS", "Goal", "GoalQuery", "counted", "interpret", "tier_query"]

_OPERATORS = {"at-least": ">=", "over": ">", "more": ">", "at-most": "<=", "under": "<"}
_OPERATORS |= dict.fromkeys(("about", "near"), "around")
_CLOSING = f"{CLOSING} 退出".replace(" ", "|")
_SOMETHING_ELSE = re.compile(
    rf"(?:{_CLOSING})[^0-9]*?(?:[,;。]|[惠普]及|受[惠益]|带动|建[成设造立]|[改扩还复]建|培育|引[进入育]|发展|安置|吸纳"
    r"|转[型产移]|改造|腾出|盘活|提供|实现|形成|打造|增[加设]|补[助贴]|服务|保障|支持|认定|招[引商]|布局|落[地户])"
    rf"(?![^0-9]*(?:{_CLOSING}))|取消[^0-9]*(?:税|限购|限制|门槛)(?![^0-9]?[项种])"
)
"""What is closed, pulled down or done away with, and after it what is done besides: the number
counts that (取消农业税惠及农民20万人)."""
_FLAT = re.compile(
    rf"(?:(?:[与跟和]|同(?![期类比]))(?:(?P<own>(?:{OWN})(?:全年|同期)*)|(?P<other>[^,，。;；与跟和]+?))的?)?"
    r"(?:水平)?(?:基本|大体|总体|大致|保持)*持平$"
)
"""As much as at a time before: growth by nothing. As much as somebody else has: 与目标持平."""
_OF_A_RATE = re.compile("[增涨速幅率]")
"""增速与上年持平 keeps the rate."""


def _words_only(words: Wording, kind: str, sign: int) -> Goal:
    """Return the goal with its side words, before any number."""
    marks = words.marks
    return Goal(
        kind,
        direction=sign,
        step=words.step,
        since=words.since,
        steady=words.form == "steady",
        stable=words.form == "stable",
        faster=words.form == "parity" and words.bound == "over",
        in_step=words.form == "parity" and words.bound == "exact",
        cumulative="cumulative" in marks,
        average="average" in marks,
        sustained="sustained" in marks,
        net="net" in marks,
        basically="basically" in marks,
        attribution="attribution" in marks,
        aspirational="aspirational" in marks,
    )


_PLAIN = GoalQuery()

GOALS: Remembered[tuple[str, tuple[Any, ...]], Goal] = Remembered()
"""What goals' words ask, by the fields of the query."""


@cache
def interpret(stated: str, query: GoalQuery = _PLAIN) -> Goal:
    """Read a goal's words.

    Args:
        stated: the document's words.
        query: what else decides.

    Raises:
        WordingError: the words carry no number where the kind needs one, two that are no range, a
            unit that isn't the indicator's; or parity without a reference.
    """
    if (known := GOALS.get((stated, query))) is not None:
        return known
    goal = _interpret(stated, query)
    GOALS.add((stated, query), goal)
    return goal


def _interpret(stated: str, query: GoalQuery) -> Goal:
    """Read words that aren't known yet."""
    unit, measure, years = query.unit, query.measure, query.years
    words = read(stated, unit)
    apart = "apart" in words.marks or ("拉动" in stated and "points" in words.marks)
    if says_nothing(words, measure, query.direction) or (measure == "growth" and apart):
        raise WordingError("bad-number", stated)
    direction = query.direction
    words = as_growth(_as_measured(words, measure, direction), stated, unit, measure)
    if not measure and not direction and open_ended(words):
        raise WordingError("no-direction", stated)
    way, span = of_goal(words, stated, measure, years, query.due)
    kind = kind_of(words, normalise(stated), measure, query, way)
    sign = way_of(words, measure, direction)
    goal = _words_only(words, kind, sign)
    if kind != "each-year" and (words.since is None or measure == "growth"):
        goal = goal._replace(span=span)
    if words.form == "vague":
        return goal._replace(operator=">=", vague=True)
    if kind == "parity":
        if not query.reference:
            raise WordingError("no-reference", stated)
        if words.bound in FALLING:  # 不高于全省平均水平
            return goal._replace(operator=_OPERATORS[words.bound], direction=-1)
        return goal._replace(operator="parity", direction=1)
    if kind in {"direction", "composite"}:
        return goal._replace(operator="direction", direction=sign or 1)
    if words.form == "stable":
        return _stable(goal, words, stated, query)
    if words.form == "multiple" and words.factor is not None:
        if "of-rate" in words.marks and measure == "growth":
            raise WordingError("bad-number", stated)  # 增速翻番: of which year's rate?
        return _multiple(goal, words, words.factor, unit, measure)
    if words.number is None:
        raise WordingError("no-number", stated)
    if words.number == 0 and words.toward < 0 and measure == "growth" and query.direction == "keep":
        return goal._replace(operator="around", direction=0, low=0.0, high=0.0, number=0.0)
    if words.number == 0 and words.toward < 0 and measure != "growth" and direction == "keep":
        return goal._replace(kind="maintain", operator="around", direction=0, stable=True)
    if "table" in words.marks:
        goal = _of_table(goal, words, measure, stated)
    relative = kind in {"average-growth", "reduction"} and measure != "growth"
    of_base = words.toward or "compared" in words.marks
    part = "part" in words.marks or (words.unit == "%" and words.toward < 0)
    if part and of_base and unit not in {"%", ""} and not relative:
        return _part_of_base(goal, words)
    if not relative and unit and not compatible(words.unit, unit):
        raise WordingError("unit", stated, words.unit)
    if relative and measure == "flow" and years == 1 and words.since is goal.span is None:
        # a year's flow is judged by its amount, part-years too (method 5.6)
        size = 1 + (-words.number if words.change < 0 else words.number) / 100
        over = _numbered(goal, words, measure, relative=True, rise=False)
        return over._replace(
            kind="level", low=None, high=None, number=None, relative=False, multiple=size
        )
    if "high-more" in words.marks and (sign <= 0 or words.change < 0):
        raise WordingError("bad-number", stated)  # 压减到一千到两千多家: at most how many?
    if relative or not is_change(words, kind, measure):
        return _numbered(goal, words, measure, relative=relative, rise=False)
    if measure == "growth" and kind not in {"growth", "each-year"}:
        raise WordingError("bad-number", stated)  # of which year's rate?
    if not words.change and "removed" in words.marks:
        if {"added", "additional"} & words.marks or _SOMETHING_ELSE.search(normalise(stated)):
            raise WordingError("bad-number", stated)  # 拆除违建新建公园20个: fewer or more?
        words = words._replace(change=-1)  # 关停20家 of a stock: that many fewer
    if "average" in words.marks and kind != "each-year":
        count = goal.span or years
        if count is None:
            raise WordingError("bad-number", stated)
        words = words._replace(
            number=(words.number or 0.0) * count,
            upper=None if words.upper is None else words.upper * count,
        )
    return _numbered(goal, words, measure, relative=False, rise=True)


def _stable(goal: Goal, words: Wording, stated: str, query: GoalQuery) -> Goal:
    """Return the goal of 基本稳定; of 与上年持平 where growth is measured, which is none at all."""
    goal, text = goal._replace(operator="around", direction=0), normalise(stated)
    if (flat := _FLAT.search(text)) is None:
        return goal
    if flat["other"]:
        raise WordingError("bad-number", stated)
    if query.measure != "growth" or _OF_A_RATE.search(text[: flat.start()]) is not None:
        return goal
    grown = words._replace(number=0.0, unit="%", change=1, since=since(f"较{flat['own'] or ''}")[1])
    way, span = of_goal(grown, text[: flat.start()], query.measure, query.years, query.due)
    kind = "growth" if way in {"", "year"} or grown.since is None else "reduction"
    side = -1 if query.direction == "down" else 0
    goal = goal._replace(kind=kind, span=span, direction=side, stable=False)
    return goal._replace(low=0.0, high=0.0, number=0.0, about=True)


def tier_query(measured: tuple[str, str, str], direction: str | None = None) -> GoalQuery:
    """Return the question that a tier of a ladder puts: of its own indicator, of no period."""
    return GoalQuery.of(measured, direction=direction)


def counted(stated: str | None, query: GoalQuery) -> tuple[str, str]:
    """Return the unit and measure that the figures of a goal are read with.

    Those of its indicator; where none measures it, what its own words count. Empty where they
    carry no level of anything: a change in per cent, a multiple, no number.
    """
    if query.measure or not stated:
        return query.unit, query.measure
    try:
        goal, words = interpret(stated, query), read(stated)
    except WordingError:
        return "", ""
    if goal.number is None or goal.relative:
        return "", ""
    if goal.kind == "additions" or "additional" in words.marks:
        return words.unit, "additions"
    level = "share" if words.unit == "%" else "stock"
    return words.unit, "rank" if words.form == "rank" else level


def _as_measured(words: Wording, measure: str, direction: str) -> Wording:
    """Return the words without what they say of something else than is measured.

    减少贫困人口20万人 is a change of a stock of the poor, and the very number of what counts those
    who were lifted out; a verb of closing is one where what is closed is to be kept down.
    """
    counts = measure in {"", "additions", "rank"} or (words.change < 0 and direction == "up")
    if "object" in words.marks and counts and words.unit != "%":
        words = words._replace(change=0)
    if "removed" in words.marks and direction == "up":
        words = words._replace(marks=words.marks - {"removed"})
    elif "removed" in words.marks and words.unit == "%" and measure == "share":
        words = words._replace(change=-1, form="plain")  # 淘汰80%以上: of what there was
    return words


def _multiple(goal: Goal, words: Wording, factor: float, unit: str, measure: str) -> Goal:
    """Return the goal of 翻一番 or 增长2倍: a multiple of the baseline, or that much growth."""
    step = words.step or 0.0
    if unit == "%" and measure == "growth":
        growth = words.grown
        return _numbered(
            goal._replace(step=growth.step), growth, measure, relative=False, rise=False
        )
    operator = _OPERATORS.get(words.bound, ">=")
    goal = goal._replace(operator=operator, about=operator == "around")
    return goal._replace(direction=1, multiple=factor, step=step)


def _part_of_base(goal: Goal, words: Wording) -> Goal:
    """Return the goal of 减少到三分之一: a part of the baseline."""
    assert words.number is not None
    sign = words.toward or goal.direction or 1
    operator = _OPERATORS.get(words.bound, "<=" if sign < 0 else ">=")
    sign = 1 if words.bound in RISING else -1 if words.bound in FALLING else sign
    goal = goal._replace(kind="level", operator=operator, about=operator == "around")
    return goal._replace(direction=sign, multiple=words.number / 100, step=0.01)


def _of_table(goal: Goal, words: Wording, measure: str, stated: str) -> Goal:
    """Return the goal of [18] in a table of a plan: the total of all years."""
    growing = goal.kind == "reduction" or (goal.kind == "average-growth" and measure == "growth")
    if growing and (words.change or goal.direction > 0):
        return goal._replace(kind="reduction", cumulative=True)
    if goal.kind == "additions":
        return goal._replace(cumulative=True)
    raise WordingError("bad-number", stated)


def _numbered(goal: Goal, words: Wording, measure: str, *, relative: bool, rise: bool) -> Goal:
    """Write the operator and the ends of words with a number."""
    assert words.number is not None
    number, upper, bound, sign = words.number, words.upper, words.bound, goal.direction
    if words.change < 0 and (measure == "growth" or relative or rise):
        # after 下降 the words bind the size of the fall (method 5.6)
        number, upper = -number, None if upper is None else -upper
        bound = TURNED.get(bound, bound)
        sign = 1 if bound in RISING else -1
        bound = "under" if bound == "more" else bound  # 下降5%多
    elif relative or rise:
        sign = 1 if bound in RISING else -1 if bound in FALLING or sign < 0 else 1
    goal = goal._replace(direction=sign, relative=relative, rise=rise)
    if bound == "range" and upper is not None:
        low, high = min(number, upper), max(number, upper)
        operator = {1: ">=", 0: "around", -1: "<="}[sign]
        if sign > 0 and "low-more" in words.marks:
            operator = ">"
        about = "about" in words.marks
        pick = high if sign < 0 else low
        return goal._replace(operator=operator, low=low, high=high, number=pick, about=about)
    operator = _OPERATORS.get(bound, "<=" if sign < 0 else ">=")
    if bound == "more" and sign < 0 and not (relative or rise) and words.change >= 0:
        operator = "around"  # 压减到1000多项
    about = operator == "around"
    if goal.kind == "maintain":
        goal = goal._replace(operator="around", direction=0, about=about)
        return goal._replace(low=number, high=number, number=number)
    return goal._replace(
        operator=operator,
        low=None if bound in FALLING else number,
        high=None if (bound in RISING and not goal.basically) or bound == "more" else number,
        number=number,
        direction=sign or 1,
        about=about,
    )
