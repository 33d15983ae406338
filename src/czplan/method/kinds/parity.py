"""In step with another rate: 与经济增长基本同步 (method 4.7).

The gap of two growth rates in points, one-sided: 基本同步 tolerates 0.3, as the statistics bureau
used the word from 2016 to 2023; 同步 tolerates the rounding of two one-decimal rates; 快于
tolerates nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.method.figure_store import Figures
from czplan.method.intervals import satisfies
from czplan.method.kinds.compound import run
from czplan.method.pace import ON_TRACK, SLOW
from czplan.method.question import Question
from czplan.method.where import refer
from czplan.method.working import Rows, State, round9

if TYPE_CHECKING:
    from czplan.method.given import Given

__all__ = ["BASICALLY", "STEP", "judge"]

BASICALLY, STEP = 0.3, 0.1
"""Tolerance in points of 基本同步 and of 同步."""

NOMINAL, REAL = 1, 2
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


def judge(
    state: State, table: pd.DataFrame, figures: Figures, rows: Rows, question: Question, ds: Given
) -> None:
    """Judge the parity goals among `rows`."""
    if not len(rows):
        return
    named, at = refer(table["reference"].iloc[rows], table["where"].iloc[rows])
    reference = figures.series_of.of(named, at)
    deflators = {key: item.deflator for key, item in ds.indicator_records.items() if item.deflator}
    own = table["indicator"].iloc[rows]
    names = own.map(deflators)
    names = names.where(names.notna(), named.map(deflators))
    prices = figures.series_of.of(names.astype(object), table["where"].iloc[rows])
    state.by_pace[rows] = True
    basically = table["is_basically"].to_numpy(dtype=bool)[rows]
    faster = table["is_faster"].to_numpy(dtype=bool)[rows]
    in_step = table["is_in_step"].to_numpy(dtype=bool)[rows]
    state.tolerance[rows] = np.where(in_step, np.where(basically, BASICALLY, STEP), np.nan)
    strict = faster | (table["operator"] == "<").to_numpy()[rows]
    _pairs(state, figures, rows, reference, prices, strict, question)


class _Pairs(NamedTuple):
    """Rates side by side, goal by goal, in order of time.

    Attributes:
        owner: the place of each pair's goal among the rows judged; mine, theirs: where its rates
            stand in `Figures`.
        first: where each goal's pairs begin.
        ytd: of each goal, whether its one pair is of a part of the year.
    """

    owner: Ints
    mine: Ints
    theirs: Ints
    first: Ints
    ytd: Bools

    @property
    def last(self) -> Ints:
        """Where each goal's last pair stands."""
        return np.append(self.first[1:], len(self.owner)) - 1

    def every(self, mask: Bools) -> Bools:
        """Tell for each goal whether all its pairs are so."""
        return np.logical_and.reduceat(mask, self.first)

    def some(self, mask: Bools) -> Bools:
        """Tell for each goal whether one of its pairs is so."""
        return np.logical_or.reduceat(mask, self.first)


def _pairs(
    state: State,
    figures: Figures,
    rows: Rows,
    reference: Ints,
    prices: Ints,
    strict: Bools,
    question: Question,
) -> None:
    """Collect the pairs of rates, put them on one basis, compare."""
    usable = (state.series[rows] >= 0) & (reference >= 0) & ~np.isnan(state.due[rows])
    rows, reference, prices = rows[usable], reference[usable], prices[usable]
    pairs = _collected(state, figures, rows, reference, question)
    if not len(pairs.owner):
        return
    goals = pairs.owner[pairs.first]
    rows, strict = rows[goals], strict[usable][goals]
    mine, theirs = pairs.mine, pairs.theirs
    newest, other = mine[pairs.last], theirs[pairs.last]
    state.take(rows, newest)
    state.first_figure[rows] = mine[pairs.first]
    state.not_assessable[rows] = pairs.some(figures.vague[mine] | figures.vague[theirs])
    own_basis, other_basis = figures.basis[newest], figures.basis[other]
    deflated = own_basis * other_basis == NOMINAL * REAL
    size = np.diff(np.append(pairs.first, len(mine)))
    price = np.full(len(mine), -1)
    some = np.repeat(deflated, size)
    price[some] = figures.any.at(prices[pairs.owner[some]], figures.end[mine[some]])
    priced = deflated & pairs.every(price >= 0)
    state.flag("deflated_estimate", rows, priced)
    state.flag("mixed_price_basis", rows, deflated & ~priced)
    state.not_assessable[rows[deflated & ~priced]] = True
    state.flag("basis_unstated", rows, own_basis * other_basis == 0)
    ends = []
    for places, own in ((mine, own_basis == NOMINAL), (theirs, other_basis == NOMINAL)):
        ends.append(
            _mean(figures, pairs, places, np.where(np.repeat(priced & own, size), price, -1))
        )
    judged = ~deflated | priced
    (low, high), (second_low, second_high) = ends
    for name, values in {
        "second_low": second_low,
        "second_high": second_high,
        "figure_low": low,
        "figure_high": high,
        "low": round9(low - second_high),
        "high": round9(high - second_low),
        "sure_low": pairs.every(figures.sure_low[mine] & figures.sure_high[theirs]),
        "sure_high": pairs.every(figures.sure_high[mine] & figures.sure_low[theirs]),
        "low_open": pairs.some(figures.low_open[mine] | figures.high_open[theirs]),
        "high_open": pairs.some(figures.high_open[mine] | figures.low_open[theirs]),
        "settled": ~pairs.ytd & (figures.end[newest] == state.due[rows]),
        "in_year": pairs.ytd & (state.due[rows] == question.end),
    }.items():
        getattr(state, name)[rows[judged]] = values[judged]
    state.flag("provisional", rows, judged & pairs.some(figures.status[theirs] > 0))
    state.flag("bounded", rows, judged & pairs.some(figures.low[theirs] != figures.high[theirs]))
    state.flag("ytd", rows, judged & pairs.ytd)
    # one basis is known, the other isn't: the words don't decide
    mixed = (own_basis == 0) != (other_basis == 0)
    _compare(state, rows[judged], strict[judged], mixed[judged])


def _collected(
    state: State, figures: Figures, rows: Rows, reference: Ints, question: Question
) -> _Pairs:
    """Return the pairs of yearly rates of each goal's period, else of the latest part of a year."""
    due = state.due[rows].astype(np.int64)
    start = np.where(np.isnan(state.start[rows]), due - 12, state.start[rows]).astype(np.int64)
    until = np.minimum(due, question.end)
    both = []
    for series in (state.series[rows], reference):
        owner, place = figures.any.between(series, start, until)
        keep = run(figures, owner, place, start)
        both.append((owner[keep], place[keep]))
    (owner, mine), (others, theirs) = both
    count = np.bincount(owner, minlength=len(rows))
    count = np.minimum(count, np.bincount(others, minlength=len(rows)))
    at, at_other = _ordinal(owner), _ordinal(others)
    mine = mine[at < count[owner]]
    theirs = theirs[at_other < count[others]]
    owner, at = np.repeat(np.arange(len(rows)), count), at[at < count[owner]]
    # the two runs are compared up to the last year that both end with
    same = figures.end[mine] == figures.end[theirs]
    upto = np.zeros(len(rows), dtype=np.int64)
    upto[owner[same]] = at[same] + 1
    keep = at < upto[owner]
    owner, mine, theirs = owner[keep], mine[keep], theirs[keep]
    one_year = (question.end <= due) & (question.end - 12 >= start) & (due - start == 12)
    lacking = np.flatnonzero((upto == 0) & one_year)
    part, own_part, other_part = _part(
        figures, state.series[rows[lacking]], reference[lacking], question.end
    )
    owner = np.concatenate([owner, lacking[part]])
    order = np.argsort(owner, kind="stable")
    owner = owner[order]
    first = np.flatnonzero(np.diff(owner, prepend=-1))
    return _Pairs(
        owner,
        np.concatenate([mine, own_part])[order],
        np.concatenate([theirs, other_part])[order],
        first,
        upto[owner[first]] == 0,
    )


def _ordinal(owner: Ints) -> Ints:
    """Return the place of each among those of its owner; `owner` ascends."""
    return np.arange(len(owner)) - np.searchsorted(owner, owner, side="left")


def _part(figures: Figures, series: Ints, other: Ints, until: int) -> tuple[Ints, Ints, Ints]:
    """Return the latest pair of year-to-date rates for the same months of the year.

    Returns:
        the places in `series` that have one, and where both rates stand in `Figures`.
    """
    month = np.full(len(series), until)
    owner, mine = figures.parts.between(series, month - 12, month)
    found = figures.parts.at(other[owner], figures.end[mine])
    pick = np.full(len(series), -1)
    paired = np.flatnonzero(found >= 0)
    pick[owner[paired]] = paired  # the last of each stays
    some = np.flatnonzero(pick >= 0)
    return some, mine[pick[some]], found[pick[some]]


def _mean(figures: Figures, pairs: _Pairs, places: Ints, price: Ints) -> tuple[Floats, Floats]:
    """Return the geometric mean of each goal's rates in per cent, deflated where prices are known.

    A single rate that isn't deflated is itself.

    Args:
        places: where the rates stand in `Figures`; price: where the prices do, -1 for none.
    """
    years = np.maximum((figures.end[places] - figures.start[places]) / 12, 1.0)
    power = np.where(figures.cumulative[places], 1.0, years)
    months = np.add.reduceat(np.round(years * 12), pairs.first)
    index = np.where(price >= 0, figures.low[np.maximum(price, 0)], 0.0)
    deflator = power * np.log1p(np.where(index > 50, index - 100, index) / 100)
    size = np.diff(np.append(pairs.first, len(places)))
    alone = (size == 1) & ~pairs.some(price >= 0)
    goal = np.repeat(np.arange(len(size)), 2 * size)
    ends = []
    for name in ("low", "high"):
        rates = getattr(figures, name)[places]
        logs = np.stack([power * np.log1p(rates / 100), -deflator], axis=1)
        total = np.bincount(goal, logs.ravel())
        mean = (np.exp(total / (months / 12)) - 1) * 100
        ends.append(np.where(alone, rates[pairs.first], mean))
    return ends[0], ends[1]


def _compare(state: State, rows: Rows, strict: Bools, mixed: Bools) -> None:
    """Test the gap against nothing, and against the tolerance that the words grant.

    From above where the goal is to stay below the other rate (不高于).
    """
    up = state.direction[rows] >= 0
    state.gap_low[rows], state.gap_high[rows] = state.low[rows], state.high[rows]
    state.satisfied[rows] = satisfies(state, rows, np.zeros(len(rows)), up, strict)
    some = rows[~np.isnan(state.tolerance[rows])]
    state.within[some] = satisfies(
        state, some, -state.tolerance[some], state.direction[some] >= 0, np.zeros(len(some), bool)
    )
    state.satisfied[rows[mixed]] = 0
    state.within[rows[mixed]] = 0
    kept = (state.satisfied[rows] == 1) | (state.within[rows] == 1)
    lost = (state.satisfied[rows] == -1) & (state.within[rows] == -1)
    state.pace_low[rows] = np.where(kept, ON_TRACK, SLOW)
    state.pace_high[rows] = np.where(lost, SLOW, ON_TRACK)
