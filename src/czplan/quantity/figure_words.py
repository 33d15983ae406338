"""What a reported figure says: an interval, and which of its ends the words make certain.

`近80万辆` is certainly below 800,000 and, by convention only, not below 760,000. Verdicts may
rest on certain ends alone (method 3), so each end carries whether it is open and whether it is
certain. Needs no pandas: a figure's words are read once a distinct phrase.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from czplan import patterns as re
from czplan.period import Period
from czplan.quantity import Wording, WordingError, compatible, read
from czplan.quantity.normal import normalise
from czplan.quantity.others_figures import as_growth, says_nothing
from czplan.quantity.parsing import Remembered
from czplan.quantity.record_time import OVER_A_SPAN, adds, check_figure, check_state, total

NEAR = 0.95
"""The conventional lower end of 近X, as a fraction of X (method 3)."""
_MORE_BY = re.compile(r"[多少]出(?:近|约|超过?|了)*[0-9]")
_EXTREME = re.compile(r"最[高低大小]值?[可能]?(?:达到?|至|为|[0-9])")
_ASKED = re.compile(
    r"明后?年|后年|未来[0-9一二两三四五六七八九十]{1,2}年|(?<![0-9])下一?年|(?<!以)来年|(?<![好优]于)(?<!超)(?<!超[出过])预期(?:增长|达到?|完成|新增|实现|为|[约近]?[0-9])|目标[值数]?(?:为|是|[定设][为在])|确保(?!了)"
    r"|(?<![预许不])(?<!预计)(?:将|可)(?:达|突破|超过?|增至|实现|完成|新增|建成)"
    r"|(?<![作实推度])(?:(?<!完成)计划|(?<![模虚])拟)(?:增长|达到|完成|新增|新建|实现|安排|投资[0-9])"
)
"""What is asked for or planned, and no report of what came of it."""
_OF_PLAN = re.compile(
    r"(?:完成|达到?|相当于|[为是])[^0-9,，、。;；率]{0,10}(?:目标|任务|计划|预算)[数值]?的?[0-9][0-9.]*%"
)
"""完成年度目标的102%: a part of the plan, not the share itself."""


class Bound(NamedTuple):
    """What a bound makes of the size X and its unit u (one row of the table of method 3).

    The low end is `x_low * X + u_low * u`, the high end likewise; `*_open` ends are excluded,
    `sure_*` ends are certain by the words, the others by convention.
    """

    x_low: float
    u_low: float
    x_high: float
    u_high: float
    low_open: bool
    high_open: bool
    sure_low: bool
    sure_high: bool


BOUNDS: dict[str, Bound] = {
    "exact": Bound(1, 0, 1, 0, False, False, True, True),
    "at-least": Bound(1, 0, 1, 1, False, True, True, False),
    "over": Bound(1, 0, 1, 1, True, True, True, False),
    "at-most": Bound(1, -1, 1, 0, True, False, False, True),
    "under": Bound(1, -1, 1, 0, False, True, False, True),
    "near": Bound(NEAR, 0, 1, 0, False, True, False, True),
    "about": Bound(1, -0.5, 1, 0.5, False, True, False, False),
    "more": Bound(1, 0, 1, 1, True, True, True, True),
    "range": Bound(1, 0, 1, 0, False, False, True, True),
}
"""Bounded figures (method 3), by the bound of their wording."""


class Figure(NamedTuple):
    """A reported figure as an interval in the indicator's base unit.

    Attributes:
        low, high: the ends; equal for an exact figure, None for a vague one.
        low_open, high_open: the end itself is excluded.
        sure_low, sure_high: the words make the end certain; else it is a convention.
        bound: the bound that the words set, a key of `BOUNDS`.
        number: the size X that the words carry, None where there is none.
        step: u, the unit of the wording, in base units (method 5.6).
        falls: the size is that of a fall: the interval is mirrored at zero.
        from_first: a rank within the first X: the interval begins at 1.
        vague: words such as 数百 or 大幅, which nothing can be judged with.
        cumulative: a rate of several years is that of all together (累计, 较2020年), not of each.
        estimate: the words themselves say 预计.
    """

    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False
    sure_low: bool = True
    sure_high: bool = True
    bound: str = "exact"
    number: float | None = None
    step: float | None = None
    falls: bool = False
    from_first: bool = False
    vague: bool = False
    cumulative: bool = False
    estimate: bool = False

    @property
    def sure(self) -> str:
        """Which ends are certain: both, low, high or none (result column `actual_sure`)."""
        if self.sure_low:
            return "both" if self.sure_high else "low"
        return "high" if self.sure_high else "none"


def exact(value: float) -> Figure:
    """Return the figure of a plain number."""
    return Figure(value, value, number=value)


def check_period(stated: str, unit: str, measure: str, period: Period) -> None:
    """Refuse a figure whose words speak of another time than its period (`check_figure`).

    Raises:
        WordingError: `other-span`; `detail` is the period that the words speak of, if they say it.
    """
    if measure in OVER_A_SPAN:
        check_figure(read(stated, unit), stated, measure, period)
    else:
        check_state(stated, period, read(stated, unit) if measure == "stock" else None)


FIGURES: Remembered[tuple[str, str, str], Figure] = Remembered()
"""What the words of figures say, by words, unit and measure."""


@cache
def interpret(stated: str, unit: str = "", measure: str = "") -> Figure:
    """Read the words of a reported figure.

    Args:
        stated: the document's words.
        unit: the indicator's base unit; empty where no indicator measures the goal.
        measure: the indicator's measure; empty likewise.

    Raises:
        WordingError: the words carry no number, two that are no range, or another unit.
    """
    key = stated, unit, measure
    if (known := FIGURES.get(key)) is not None:
        return known
    figure = _interpret(stated, unit, measure)
    FIGURES.add(key, figure)
    return figure


def _interpret(stated: str, unit: str, measure: str) -> Figure:
    """Read a figure's words that aren't known yet."""
    words = read(stated, unit)
    counted = "object" in words.marks and words.unit != "%"
    if counted and measure in {"", "additions", "flow", "rank"}:
        words = words._replace(change=0)  # 降低成本20亿元: what is counted may be the saving
    if "short" in words.marks and words.bound == "exact" and words.form != "rank":
        words = words._replace(bound="near")  # 冲刺3000亿元: not there yet
    words = as_growth(_as_reported(words), stated, unit, measure)
    marks = words.marks
    base = Figure(
        None,
        None,
        bound=words.bound,
        number=words.number,
        step=words.step,
        cumulative=total(words, stated),
        estimate="estimate" in marks,
    )
    text = normalise(stated)
    if says_nothing(words, measure) or "table" in marks or _no_outcome(words, text, measure):
        raise WordingError("bad-number", stated)
    if _is_change(words, measure) or _MORE_BY.search(text) is not None:
        raise WordingError("change", stated)
    if words.factor is not None and unit == "%":
        words = words.grown
        return _with_ends(base._replace(number=words.number, step=words.step), words, measure)
    if words.number is None:
        if words.form == "vague":
            return base._replace(vague=True)
        raise WordingError("no-number", stated)
    if unit and not compatible(words.unit, unit):
        raise WordingError("unit", stated, words.unit)
    return _with_ends(base, words, measure)


def _as_reported(words: Wording) -> Wording:
    """Return words with the bound that they have of what has come about, not of what is asked."""
    if words.number is None or words.form in {"rank", "coverage"}:
        return words
    if "basically" in words.marks and words.bound in {"exact", "at-least", "over"}:
        return words._replace(bound="about")  # 基本达到60%: not proven to be reached
    if "passed" in words.marks and words.bound == "exact":
        return words._replace(bound="at-least")  # 站上8000亿元: a step that was passed
    return words


def _no_outcome(words: Wording, text: str, measure: str) -> bool:
    """Tell whether the words say what is hoped for, an extreme, or a part of a plan."""
    if "aspirational" in words.marks and "short" not in words.marks:
        return True  # 有望达到60%
    if words.number is None:
        return False
    if _EXTREME.search(text) is not None or _ASKED.search(text) is not None:
        return True
    return measure == "share" and _OF_PLAN.search(text) is not None


def _is_change(words: Wording, measure: str) -> bool:
    """Tell whether the words say how much something has changed, not what it is (method M12)."""
    if words.number is not None and {"apart", "beyond"} & words.marks:
        return True  # 亏2.1亿元, 拉动2.1个百分点, 超额完成50家
    if measure in {"additions", ""} or (words.number is None and words.factor is None):
        return False
    if measure == "growth":
        return words.moves_rate
    added = adds(words) or "removed" in words.marks
    counts = measure == "rank" or (measure == "flow" and "compared" not in words.marks)
    return words.change != 0 or (added and not counts)  # 比上年净增100亿元: over last year's


def _with_ends(base: Figure, words: Wording, measure: str) -> Figure:
    """Write the ends of a figure with a number."""
    row, marks = BOUNDS[words.bound], words.marks
    x, u = words.number or 0.0, words.step or 0.0
    low, high = row.x_low * x + row.u_low * u, row.x_high * x + row.u_high * u
    if words.bound == "range" and words.upper is not None:
        high = words.upper + (u if "high-more" in words.marks else 0.0)
    if low > high:  # a negative size
        low, high = x, (2 - NEAR) * x
        low, high = min(low, high), max(low, high)
    from_first = words.form == "rank" and words.bound == "exact" and "within" in marks
    if from_first:
        low = 1.0
    open_low, open_high, sure_low, sure_high = row[4:]
    open_low, open_high = open_low or "low-more" in marks, open_high or "high-more" in marks
    falls = measure in {"growth", ""} and words.change < 0
    if falls:
        low, high = -high, -low
        open_low, open_high, sure_low, sure_high = open_high, open_low, sure_high, sure_low
    return base._replace(
        low=low,
        high=high,
        low_open=open_low,
        high_open=open_high,
        sure_low=sure_low,
        sure_high=sure_high,
        falls=falls,
        from_first=from_first,
    )
