"""The working columns of a judgement: one entry a target, filled kind by kind.

The kinds write what they know (figure, progress, schedule, three-valued tests); the decision
table reads it. Every array has one entry a row of the judgement, parts of ladders included.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.method.figure_store import Figures
from czplan.vocabulary import FLAGS

__all__ = ["FACTS", "FIGURE_FLAGS", "NUMBERS", "Rows", "State", "bits", "round9"]

Rows = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

_LARGE = 1e6

NUMBERS = (
    "due",
    "start",
    "base_at",
    "at",  # months; NaN for none
    "target",
    "target_low",
    "target_high",
    "change_low",
    "change_high",  # 提高5个百分点 as said, before it is added to a baseline
    "tolerance",
    "step",
    "low",
    "high",
    "base_low",
    "base_high",
    "attainment_low",
    "attainment_high",
    "progress_low",
    "progress_high",
    "expected",
    "ratio_low",
    "ratio_high",
    "gap_low",
    "gap_high",
    "cagr",
    "required",
    "merit_low",
    "merit_high",
    "pace_low",
    "pace_high",
    "figure_low",
    "figure_high",
    "taken_low",
    "taken_high",
    "proof_low",
    "proof_high",
    "wide_low",
    "wide_high",
    "second_low",
    "second_high",
    "real_low",
    "real_high",
    "nominal_low",
    "nominal_high",
    "raw_base_low",
    "raw_base_high",
    "zone",
    "milestone",
)
FACTS = (
    "low_open",
    "base_low_open",
    "base_high_open",
    "high_open",
    "sure_low",
    "sure_high",
    "settled",
    "late",
    "in_year",
    "cumulative",
    "hold",
    "by_pace",
    "has_figure",
    "measured_by_progress",
    "from_nothing",
    "withdrawn",
    "not_assessable",
    "not_started",
    "implied",
    "official",
)
PLACES = (
    "series",
    "figure",
    "first_figure",
    "base_row",
    "base_place",
    "reference",
    "prices",
    "stock",
)
CODES = (
    "direction",
    "operator",
    "satisfied",
    "within",
    "likely",
    "milestone_met",
    "fixed",
    "floor",
)
_KINDS: dict[str, tuple[Any, Any]] = {
    name: (missing, dtype)
    for names, missing, dtype in (
        (NUMBERS, np.nan, np.float64),
        (FACTS, False, np.bool_),
        (PLACES, -1, np.int64),
        (CODES, -1, np.int8),
    )
    for name in names
}
"""What each column holds at first, and its type."""

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
    """Columns of a judgement in progress.

    Attributes, besides the arrays named in `NUMBERS` (float64, NaN for none), `FACTS` (bool):
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

    def __init__(self, size: int, figures: Figures) -> None:
        self.size = size
        self.figures = figures
        self._columns: dict[str, npt.NDArray[Any]] = {}
        self.satisfied[:] = 0
        self.direction[:] = 1
        self.flags = np.zeros(size, dtype=np.int64)
        self.notes: dict[int, list[str]] = {}

    def __getattr__(self, name: str) -> npt.NDArray[Any]:
        if name not in _KINDS:
            raise AttributeError(name)
        columns: dict[str, npt.NDArray[Any]] = self.__dict__["_columns"]
        if name not in columns:  # few columns are asked for where few kinds of goals are
            columns[name] = np.full(self.size, *_KINDS[name])
        return columns[name]

    def of_rows(self, rows: Rows, figures: Figures) -> State:
        """Return a copy of the columns of some rows, to be filled from other figures."""
        other = State(len(rows), figures)
        other._columns = {name: values[rows] for name, values in self._columns.items()}
        other.flags = self.flags[rows]
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
