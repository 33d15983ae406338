"""What a record's words say read alone, where that isn't what the proposal says.

Of 分别超5.8万亿元、6万亿元 the second is a bound, and of 分别下降4.7%、5% a fall, by words that
stand elsewhere: the record's words alone would say another thing. Sizes, bounds and ways are
compared; what neither says (a goal's usual way) is the indicator's.
"""

from __future__ import annotations

from math import isclose
from typing import TYPE_CHECKING

from czplan.faults import Both
from czplan.quantity.display import show_number
from czplan.quantity.figure_words import Figure, FigureError
from czplan.quantity.figure_words import interpret as read_figure
from czplan.quantity.goal_words import interpret as read_goal
from czplan.quantity.goals import Goal, GoalError, GoalQuery
from czplan.vocabulary import OPERATORS

if TYPE_CHECKING:
    from czplan.extract import Proposal

__all__ = ["figure_alone", "goal_alone", "shown"]

_BOUNDS = {
    "at-least": ">=", "over": ">", "at-most": "<=", "under": "<", "near": "<", "about": "around",
    "more": ">", "range": "range",
}  # fmt: skip
_MIRROR = {">=": "<=", ">": "<", "<=": ">=", "<": ">"}
_INDEX = 50.0
"""Above it a rate of prices is an index of which last year is 100 (method 2.7)."""


def goal_alone(proposal: Proposal, stated: str, query: GoalQuery, *, turned: bool) -> Both | None:
    """Return what a goal's words alone ask for, None where it is what the proposal asks for.

    Args:
        proposal: the proposal.
        stated: the record's words.
        query: the question that its indicator and years put.
        turned: its indicator counts the fall of what the proposal is of.
    """
    try:
        goal = read_goal(stated, query)
    except GoalError:
        return None  # `check` says why
    operator, low, high = _asked(proposal, turned)
    ends = [end for end in (low, high) if end is not None]
    if not ends or (goal.operator == "direction" and operator == ">"):
        return None  # 保持正增长 is a direction
    if goal.multiple is not None:
        same = any(_same(end, goal.multiple, query.unit) for end in ends)
        return None if same and operator not in ("<", "<=") else shown(">=", goal.multiple, "倍")
    if goal.number is not None and any(_same(end, goal.number, query.unit) for end in ends):
        usual = low == high and operator in (">=", "<=") and goal.operator == "around"
        if usual or operator in (goal.operator, "range") or _nearly(goal, operator):
            return None
    return shown(goal.operator, goal.number, query.unit)


def figure_alone(
    proposal: Proposal, stated: str, measured: tuple[str, str, str], *, turned: bool
) -> Both | None:
    """Return what a figure's words alone report, None where it is what the proposal reports.

    `measured` is unit, measure and direction of its indicator.
    """
    try:
        figure = read_figure(stated, *measured[:2])
    except FigureError:
        return None
    operator, low, high = _asked(proposal, turned)
    said, number = _reported(figure)
    ends = [end for end in (low, high) if end is not None]
    if not ends or number is None:
        return None
    if any(_same(end, number, measured[0]) for end in ends) and (
        operator == said or (said == "=" and (operator == "above" or figure.from_first))
    ):
        return None
    if operator == "above" and any(_same(abs(end), number, measured[0]) for end in ends):
        return None  # its indicator is the difference
    return shown(said, number, measured[0])


def _asked(proposal: Proposal, turned: bool) -> tuple[str, float | None, float | None]:
    """Return operator and ends of a proposal, as an indicator of the fall has them."""
    operator, low, high = proposal.operator, proposal.low, proposal.high
    if turned and operator != "above":
        low, high = (None if end is None else -end for end in (high, low))
        operator = _MIRROR.get(operator, operator)
    return operator, low, high


def _reported(figure: Figure) -> tuple[str, float | None]:
    """Return the sign and the number of a figure, a fall below zero."""
    said, number = _BOUNDS.get(figure.bound, "="), figure.number
    if figure.falls and number is not None:
        return _MIRROR.get(said, said), -number
    return said, number


def _nearly(goal: Goal, operator: str) -> bool:
    """Tell whether a goal to stay near a number is meant: 近80万 is read like 左右."""
    return goal.operator == "around" and operator in ("<", "around")


def _same(end: float, number: float, unit: str) -> bool:
    """Tell whether an end is a number: as it is, in per cent (1.3倍 as growth), as an index."""
    forms = [number]
    if unit == "%":
        forms += [number / 100, *([number - 100] if number > _INDEX else [])]
    return any(isclose(end, form, rel_tol=1e-9, abs_tol=1e-9) for form in forms)


def shown(operator: str, number: float | None, unit: str) -> Both:
    """Return a bound and its number in words."""
    word = OPERATORS.get(operator)
    zh, en = (word.zh, word.en) if word is not None else ("", "")
    zh = "约" if operator == "around" and number is not None else zh
    if number is None:
        return Both(zh, en)
    zh, en = (
        f"{words}{show_number(number, unit, lang, exact=True)}"
        for words, lang in ((zh, "zh"), (en and f"{en} ", "en"))
    )
    return Both(zh, en)
