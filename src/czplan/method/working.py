"""The working columns of a judgement: one entry a target, filled kind by kind.

The kinds write what they know (figure, progress, schedule, three-valued tests); the decision
table reads it. Every array has one entry a row of the judgement, parts of ladders included.
"""

from __future__ import annotations

from typing import Any, Generic, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.codes import Floats
from czplan.method.figure_store import Figures
from czplan.vocabulary import FLAGS

Rows = npt.NDArray[np.int64]

_LARGE = 1e6

T = TypeVar("T", bound=np.generic)


class WorkingColumn(Generic[T]):
    """A column of `State`, made where it is first asked for: few kinds of goals need few."""

    def __init__(self, dtype: type[T], missing: object) -> None:
        """Say what the column holds, and what it holds at first."""
        self._dtype = dtype
        self._missing = missing

    def __set_name__(self, owner: type[State], name: str) -> None:
        self._name = name

    def __get__(self, state: State, owner: type[State]) -> npt.NDArray[T]:
        made = np.full(state.size, self._missing, dtype=self._dtype)
        state.__dict__[self._name] = made  # found there from now on
        return made


def _number() -> WorkingColumn[np.float64]:
    return WorkingColumn(np.float64, np.nan)


def _fact() -> WorkingColumn[np.bool_]:
    return WorkingColumn(np.bool_, False)


def _place() -> WorkingColumn[np.int64]:
    return WorkingColumn(np.int64, -1)


def _code(missing: int = -1) -> WorkingColumn[np.int8]:
    return WorkingColumn(np.int8, missing)


_FLAG = {code: 1 << place for place, code in enumerate(FLAGS)}


def round9(values: Any) -> Floats:
    """Round to 9 places before a comparison (method 5.6): 9.1 - 9.4 is -0.3.

    A float64 of a million or more has no ninth place: it stays as it is.
    """
    numbers = np.asarray(values, dtype=np.float64)
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(np.abs(numbers) < _LARGE, np.round(numbers, 9), numbers))


def bits(*codes: str) -> int:
    """Return the bit set of some flags."""
    return sum(_FLAG[code] for code in codes)


FIGURE_FLAGS = bits(
    "provisional", "bounded", "basis_changed", "conflict", "mixed_price_basis", "proxy", "lagged"
)
"""The flags that a deciding figure brings with it."""


class State:
    """Columns of a judgement in progress: numbers are NaN where there is none.

    Attributes, besides the numbers and facts:
        direction: +1, -1 or 0. operator: place in vocabulary OPERATORS.
        series: number of the figures' series, -1 for none. figure, first_figure: place in
            `Figures` of the deciding figure and of the first of a sum; -1 for none.
        satisfied, within: three-valued tests (1 proven, 0 undecided, -1 disproven) of the target
            and of the tolerance that its words grant.
        floor: rank of the least status that an indeterminate row may turn out to be; -1 for none.
        fixed: rank of a status that a kind decides by itself; -1 where the table decides.
        base_place: place in `Figures` of the baseline, -1 where the record states it.
        reference, prices, stock: numbers of the other series that a goal rests on; -1 for none.
        base_row: place in `ds.actuals` of the baseline; -1 where the record states it.
        flags: bit set of vocabulary FLAGS; notes: flags with numbers (years_ok=2/3).
    """

    # months
    due = _number()
    start = _number()
    base_at = _number()
    at = _number()
    # what is asked; `change_*`: 提高5个百分点 as said, before it is added to a baseline
    target = _number()
    target_low = _number()
    target_high = _number()
    change_low = _number()
    change_high = _number()
    tolerance = _number()
    step = _number()
    # what is reported, and how it stands to what is asked
    low = _number()
    high = _number()
    base_low = _number()
    base_high = _number()
    attainment_low = _number()
    attainment_high = _number()
    progress_low = _number()
    progress_high = _number()
    expected = _number()
    ratio_low = _number()
    ratio_high = _number()
    gap_low = _number()
    gap_high = _number()
    cagr = _number()
    required = _number()
    merit_low = _number()
    merit_high = _number()
    pace_low = _number()
    pace_high = _number()
    figure_low = _number()
    figure_high = _number()
    taken_low = _number()
    taken_high = _number()
    proof_low = _number()
    proof_high = _number()
    wide_low = _number()
    wide_high = _number()
    second_low = _number()
    second_high = _number()
    real_low = _number()
    real_high = _number()
    nominal_low = _number()
    nominal_high = _number()
    raw_base_low = _number()
    raw_base_high = _number()
    zone = _number()
    milestone = _number()
    low_open = _fact()
    base_low_open = _fact()
    base_high_open = _fact()
    high_open = _fact()
    sure_low = _fact()
    sure_high = _fact()
    settled = _fact()
    late = _fact()
    in_year = _fact()
    cumulative = _fact()
    hold = _fact()
    by_pace = _fact()
    has_figure = _fact()
    measured_by_progress = _fact()
    from_nothing = _fact()
    withdrawn = _fact()
    not_assessable = _fact()
    not_started = _fact()
    implied = _fact()
    official = _fact()
    # in `Figures`, and numbers of series
    series = _place()
    figure = _place()
    first_figure = _place()
    base_row = _place()
    base_place = _place()
    reference = _place()
    prices = _place()
    stock = _place()
    direction = _code(1)
    operator = _code()
    satisfied = _code(0)
    within = _code()
    likely = _code()
    milestone_met = _code()
    fixed = _code()
    floor = _code()

    def __init__(self, size: int, figures: Figures) -> None:
        self.size = size
        self.figures = figures
        self.flags = np.zeros(size, dtype=np.int64)
        self.notes: dict[int, list[str]] = {}

    def of_rows(self, rows: Rows, figures: Figures) -> State:
        """Return a copy of the columns of some rows, to be filled from other figures."""
        other = State(len(rows), figures)
        for name, values in vars(self).items():
            if isinstance(values, np.ndarray):  # the columns made so far, and the flags
                setattr(other, name, values[rows])
        return other

    def flag(self, code: str, rows: Rows, where: npt.NDArray[np.bool_] | bool = True) -> None:
        """Set a flag on those of `rows` where the condition holds."""
        if where is True:
            self.flags[rows] |= _FLAG[code]
        elif where is not False:
            self.flags[rows[where]] |= _FLAG[code]

    def flagged(self, code: str, rows: Rows) -> npt.NDArray[np.bool_]:
        """Tell which of `rows` carry a flag."""
        return np.asarray((self.flags[rows] & _FLAG[code]) != 0)

    def note(self, row: int, text: str) -> None:
        """Add a flag that carries a number."""
        self.notes.setdefault(row, []).append(text)

    def take(self, rows: Rows, places: Rows) -> None:
        """Make the figures at `places` (-1 for none) the deciding figures of `rows`."""
        found = places >= 0
        rows, places = rows[found], places[found]
        figures = self.figures
        self.figure[rows] = places
        self.first_figure[rows] = places
        self.at[rows] = figures.end[places]
        low, high = figures.low[places], figures.high[places]
        self.low[rows], self.high[rows] = low, high
        self.figure_low[rows], self.figure_high[rows] = low, high
        self.taken_low[rows], self.taken_high[rows] = low, high
        for name in ("proof_low", "proof_high", "wide_low", "wide_high"):
            getattr(self, name)[rows] = getattr(figures, name)[places]
        for name in ("low_open", "high_open", "sure_low", "sure_high"):
            getattr(self, name)[rows] = getattr(figures, name)[places]
        self.has_figure[rows] = True
        wrong = figures.mismatch[places]
        self.not_assessable[rows] |= figures.vague[places] | wrong
        self.flag("mixed_price_basis", rows, wrong)
        self.flag_some(rows, np.arange(len(rows)), places)
        self.flag("bounded", rows, low != high)
        self.flag("basis_changed", rows, figures.restated[places])
        self.flag("conflict", rows, figures.other[places] >= 0)

    def flag_some(self, rows: Rows, owner: Rows, places: Rows) -> None:
        """Flag what holds for some of the figures that a number is made of.

        Args:
            owner: the place in `rows` that each of the figures at `places` belongs to.
        """
        figures = self.figures
        provisional = (figures.status[places] > 0) | figures.estimate[places]
        for code, of in (
            ("provisional", provisional),
            ("proxy", figures.proxy[places]),
            ("lagged", figures.lagged[places]),
        ):
            self.flag(code, rows[np.unique(owner[of])])

    def flag_words(self) -> list[list[str]]:
        """Return the flags of each row as words, in the vocabulary's order, numbers last."""
        places, distinct = pd.factorize(self.flags)
        words = [[code for code, bit in _FLAG.items() if mask & bit] for mask in distinct.tolist()]
        table = np.empty(len(words), dtype=object)
        for number, some in enumerate(words):
            table[number] = some
        lists: list[list[str]] = table[places].tolist()
        for row, extra in self.notes.items():
            lists[row] = [*lists[row], *extra]
        return lists
