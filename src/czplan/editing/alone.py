"""What a record's words say read alone, where that isn't what the proposal says.

Of 分别超5.8万亿元、6万亿元 the second is a bound, and of 分别下降4.7%、5% a fall, by words that
stand elsewhere: the record's words alone would say another thing. Sizes, bounds and ways are
compared; what neither says (a goal's usual way) is the indicator's. Where one word more says it
(超6万亿元, 下降5%), a record has it and says so.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import product
from math import isclose
from typing import TYPE_CHECKING

from czplan import patterns as re
from czplan.faults import Both
from czplan.format.fields import MOST_TEXT
from czplan.quantity.display import show_number
from czplan.quantity.figure_words import Figure
from czplan.quantity.figure_words import interpret as read_figure
from czplan.quantity.goal_words import interpret as read_goal
from czplan.quantity.goals import Goal, GoalQuery
from czplan.quantity.parsing import said_in, words_beside
from czplan.vocabulary import OPERATORS

if TYPE_CHECKING:
    from czplan.extract import Proposal

_BOUNDS = {
    "at-least": ">=", "over": ">", "at-most": "<=", "under": "<", "near": "<", "about": "around",
    "more": ">", "range": "range",
}  # fmt: skip
_BOUND_SIGNS = (">=", ">", "<=", "<", "around")
_ENDS = re.compile("[，,。；;！？\n]")
_GREW = re.compile(r"(?:增长|增加|提高)[^，；。]*[、和]$")
"""What stands before a further number of a list of growths."""
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

    Raises:
        WordingError: they ask for nothing; `check` says why.
    """
    goal = read_goal(stated, query)
    operator, low, high = _asked(proposal, turned)
    ends = [end for end in (low, high) if end is not None]
    if not ends or (goal.operator == "direction" and operator == ">"):
        return None  # 保持正增长 is a direction
    if goal.multiple is not None:
        same = any(_same(end, goal.multiple, query.unit) for end in ends)
        return None if same and operator not in ("<", "<=") else shown(">=", goal.multiple, "倍")
    if goal.number is not None and any(_same(end, goal.number, query.unit) for end in ends):
        if operator in _MIRROR and not any(_says(proposal, bound) for bound in _BOUND_SIGNS):
            return None  # a usual way is the indicator's
        usual = low == high and operator in (">=", "<=") and goal.operator == "around"
        if usual or operator in (goal.operator, "range") or _nearly(goal, operator):
            return None
    return shown(goal.operator, goal.number, query.unit)


def figure_alone(
    proposal: Proposal, stated: str, measured: tuple[str, str, str], *, turned: bool
) -> Both | None:
    """Return what a figure's words alone report, None where it is what the proposal reports.

    `measured` is unit, measure and direction of its indicator.

    Raises:
        WordingError: they report nothing; `check` says why.
    """
    figure = read_figure(stated, *measured[:2])
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


def completed(
    proposal: Proposal, alone: Callable[[str], Both | None]
) -> tuple[str, str, str] | None:
    """Return a proposal's words with the one that stands elsewhere, that word, and the quotation.

    The quotation reaches up to the word where 40 characters hold both. None where no one word
    makes the words say what the proposal does.

    Args:
        proposal: the proposal.
        alone: says what words alone come to, None where it is the proposal; raises `ValueError`
            where they come to nothing.
    """
    beside = words_beside(_clause(proposal))
    before = {first.rpartition("分别")[2] for first, _ in beside}
    before |= {first.replace("分别", "") for first, _ in beside}
    unit = "个百分点" if proposal.unit == "%" else proposal.unit
    unit = unit[1:] if unit[:1] == proposal.stated[-1:] == "个" else ""  # 25个和24个工作日
    forms = product({"", *before}, {"", *(last for _, last in beside)})
    for first, last in sorted(forms, key=lambda form: (len("".join(form)), form)):
        with suppress(ValueError):
            words = f"{first}{proposal.stated}{unit}{last}"
            if words != proposal.stated and alone(words) is None:
                return words, first + unit + last, _up_to(proposal, unit + last)
    return None


def _says(proposal: Proposal, bound: str) -> bool:
    """Tell whether a proposal's clause has words for a bound."""
    return any(_BOUNDS.get(str(said)) == bound for said in said_in(_clause(proposal)))


def _clause(proposal: Proposal) -> str:
    """Return the clause that a proposal's words stand in: nothing is added from elsewhere."""
    whole = proposal.whole or proposal.text
    start = max(whole.find(proposal.text), 0)
    first = max((one.end() for one in _ENDS.finditer(whole[:start])), default=0)
    last = _ENDS.search(whole, start + len(proposal.text))
    return whole[first : last.start() if last else len(whole)]


def grew(proposal: Proposal) -> bool:
    """Tell whether a growth's verb stands before an earlier number of its list."""
    before = proposal.text.partition(proposal.stated)[0]
    return proposal.measure == "growth" and _GREW.search(before) is not None


def _up_to(proposal: Proposal, word: str) -> str:
    """Return the proposal's quotation, up to a word behind it where that fits."""
    text, whole = proposal.text, proposal.whole
    start = whole.find(text)
    end = whole.find(word, start + len(text)) + len(word) if word else -1
    longer = whole[start:end] if 0 <= start < end else text
    return longer if len(text) < len(longer) <= MOST_TEXT and "。" not in longer else text


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
