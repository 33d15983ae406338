"""What a reported figure says: an interval, and which of its ends the words make certain.

`近80万辆` is certainly below 800,000 and, by convention only, not below 760,000. Verdicts may
rest on certain ends alone (method 3), so each end carries whether it is open and whether it is
certain. Needs no pandas: a figure's words are read once a distinct phrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from czplan.quantity import Wording, WordingError, compatible, read

__all__ = ["Figure", "FigureError", "exact", "interpret"]

NEAR = 0.95
"""The conventional lower end of 近X, as a fraction of X (method 3)."""


class FigureError(ValueError):
    """Words that give no figure.

    `code` is `two-numbers`, `bad-number`, `no-number` or `unit`; `detail` names what was found.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Figure:
    """A reported figure as an interval in the indicator's base unit.

    Attributes:
        low, high: the ends; equal for an exact figure, None for a vague one.
        low_open, high_open: the end itself is excluded.
        sure_low, sure_high: the words make the end certain; else it is a convention.
        bound: the bound that the words set (see `czplan.quantity.Wording`).
        step: u, the unit of the wording, in base units (method 5.6).
        vague: words such as 数百 or 大幅, or a change where a level is measured (提高5个百分点),
            which nothing can be judged with.
        cumulative, average: the words say 累计 or 年均 (a figure of several years).
        estimate: the words themselves say 预计.
    """

    low: float | None
    high: float | None
    low_open: bool = False
    high_open: bool = False
    sure_low: bool = True
    sure_high: bool = True
    bound: str = "exact"
    step: float | None = None
    vague: bool = False
    cumulative: bool = False
    average: bool = False
    estimate: bool = False

    @property
    def sure(self) -> str:
        """Which ends are certain: both, low, high or none (result column `actual_sure`)."""
        if self.sure_low:
            return "both" if self.sure_high else "low"
        return "high" if self.sure_high else "none"


def exact(value: float) -> Figure:
    """Return the figure of a plain number."""
    return Figure(value, value)


def _ends(words: Wording) -> tuple[float, float, bool, bool, bool, bool]:
    """Return low, high, open and certain ends of a size, by the table of method 3."""
    x = words.number
    assert x is not None
    u = words.step or 0.0
    match words.bound:
        case "near":
            return min(NEAR * x, (2 - NEAR) * x), x, False, True, False, True
        case "under":
            return x - u, x, False, True, False, True
        case "at-most":
            return x - u, x, True, False, False, True
        case "over":
            return x, x + u, True, True, True, False
        case "at-least":
            return x, x + u, False, True, True, False
        case "more":
            return x, x + u, True, True, True, True
        case "about":
            return x - u / 2, x + u / 2, False, True, False, False
        case "range":
            return x, words.upper if words.upper is not None else x, False, False, True, True
    return x, x, False, False, True, True


@cache
def interpret(stated: str, unit: str = "", measure: str = "") -> Figure:
    """Read the words of a reported figure.

    Args:
        stated: the document's words.
        unit: the indicator's base unit; empty where no indicator measures the goal.
        measure: the indicator's measure; empty likewise.

    Raises:
        FigureError: the words carry no number, two that are no range, or another unit.
    """
    try:
        words = read(stated, unit)
    except WordingError as error:
        raise FigureError(error.code, error.detail) from error
    marks = words.marks
    common = {
        "bound": words.bound,
        "step": words.step,
        "cumulative": "cumulative" in marks,
        "average": "average" in marks,
        "estimate": "estimate" in marks,
    }
    if words.number is None:
        if words.factor is not None and unit == "%":
            return Figure((words.factor - 1) * 100, (words.factor - 1) * 100, **common)  # type: ignore[arg-type]
        if words.form == "vague":
            return Figure(None, None, vague=True, estimate="estimate" in marks)
        raise FigureError("no-number", stated)
    if words.change and measure not in {"growth", "additions", ""}:
        # a change is reported where a level is measured: nothing can be judged with it
        return Figure(None, None, vague=True, estimate="estimate" in marks)
    if words.form == "multiple" and words.factor is not None and unit == "%":
        value = (words.factor - 1) * 100
        return Figure(value, value, **common)  # type: ignore[arg-type]
    if unit and not compatible(words.unit, unit):
        raise FigureError("unit", words.unit)
    low, high, low_open, high_open, sure_low, sure_high = _ends(words)
    if words.form == "rank" and words.bound == "exact" and "within" in marks:
        low = 1.0
    if measure in {"growth", "additions", ""} and words.change < 0:
        low, high = -high, -low
        low_open, high_open = high_open, low_open
        sure_low, sure_high = sure_high, sure_low
    return Figure(low, high, low_open, high_open, sure_low, sure_high, **common)  # type: ignore[arg-type]
