"""Keep around a value: 稳定在43%左右 (method 4.5). Two-sided, in two zones.

Zone 1 is every value that would be written as X, zone 2 one more half unit; clamps stop absurd
bands. Without a number (基本稳定) X is the baseline and u its last digit.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.codes import Floats
from czplan.method.figure_store import Figures
from czplan.method.intervals import attain, clears, gap, wide
from czplan.method.kinds.levels import band
from czplan.method.pace import LAGGING, ON_TRACK, SLOW
from czplan.method.question import Question
from czplan.method.select import select
from czplan.method.working import Rows, State, round9


def judge(
    state: State, table: pd.DataFrame, figures: Figures, rows: Rows, question: Question
) -> None:
    """Judge the goals among `rows` that keep a value."""
    if not len(rows):
        return
    measure = table["measure"].to_numpy()[rows]
    flow = np.isin(measure, ("flow", "growth", "additions"))
    select(state, figures, rows, question, yearly=flow, parts=~flow)
    stable = table["is_stable"].to_numpy(dtype=bool)[rows]
    _around_baseline(state, figures, rows[stable])
    state.by_pace[rows] = True
    number, step = state.target[rows], state.step[rows]
    inner = band(number, step, 0.5, 0.5, 2.5)
    outer = band(number, step, 1.0, 1.0, 5.0)
    state.zone[rows], state.tolerance[rows] = inner, outer
    far = _farthest(state, rows)
    near = _nearest(state, rows)
    state.satisfied[rows] = _inside(state, rows, inner)
    state.within[rows] = _inside(state, rows, outer)
    state.likely[rows] = np.where(far <= round9(inner), 1, 0)
    attain(state, rows)
    gap(state, rows)
    state.merit_low[rows] = state.merit_high[rows] = np.nan
    for end, distance in (("low", far), ("high", near)):
        with np.errstate(invalid="ignore"):
            pace = np.select(
                [distance <= round9(inner), distance <= round9(outer)], [ON_TRACK, SLOW], LAGGING
            )
        getattr(state, f"pace_{end}")[rows] = np.where(np.isnan(distance), np.nan, pace)


def _around_baseline(state: State, figures: Figures, rows: Rows) -> None:
    """Take the baseline as X where the words give no number."""
    exact = state.base_low[rows] == state.base_high[rows]
    state.target[rows] = np.where(exact, state.base_low[rows], np.nan)
    state.target_low[rows] = state.target_high[rows] = state.target[rows]
    step = np.full(len(rows), np.nan)
    if len(figures):
        known = np.flatnonzero(state.base_place[rows] >= 0)
        step[known] = figures.step[state.base_place[rows[known]]]
    plain = np.flatnonzero(np.isnan(step) & ~np.isnan(state.target[rows]))
    numbers, codes = np.unique(state.target[rows[plain]], return_inverse=True)
    step[plain] = np.array([_last_digit(number) for number in numbers.tolist()])[codes]
    state.step[rows] = step
    missing = np.isnan(state.target[rows])
    state.flag("no_baseline", rows, missing)
    state.not_assessable[rows] |= missing


def _last_digit(value: float) -> float:
    """Return the place of the last digit written in a plain number (12.5 -> 0.1)."""
    text = f"{value:.9f}".rstrip("0").rstrip(".")
    return float(10.0 ** -len(text.partition(".")[2]))


def _farthest(state: State, rows: Rows) -> Floats:
    number = state.target[rows]
    return round9(np.fmax(np.abs(state.low[rows] - number), np.abs(state.high[rows] - number)))


def _nearest(state: State, rows: Rows) -> Floats:
    number = state.target[rows]
    low, high = state.low[rows], state.high[rows]
    with np.errstate(invalid="ignore"):
        inside = (low <= number) & (number <= high)
    closest = np.fmin(np.abs(low - number), np.abs(high - number))
    return round9(np.where(np.isnan(number), np.nan, np.where(inside, 0.0, closest)))


def _inside(state: State, rows: Rows, zone: Floats) -> npt.NDArray[np.int64]:
    """Test whether the figure lies within X ± zone: proven, undecided or disproven."""
    number = state.target[rows]
    least, most = round9(number - zone), round9(number + zone)
    low, high = round9(state.low[rows]), round9(state.high[rows])
    sure_low, sure_high = state.sure_low[rows], state.sure_high[rows]
    ends = wide(state, rows)
    over_least, under_least = clears(low, high, least, ends)
    over_most, under_most = clears(low, high, most, ends)
    with np.errstate(invalid="ignore"):
        from_below = (sure_low & (low >= least), over_least & ~sure_low)
        from_above = (sure_high & (high <= most), under_most & ~sure_high)
        above = sure_low & np.where(state.low_open[rows], low >= most, low > most)
        below = sure_high & np.where(state.high_open[rows], high <= least, high < least)
    proven = from_below[0] & from_above[0]
    yes = (from_below[0] | from_below[1]) & (from_above[0] | from_above[1])
    no = above | below | (over_most & ~sure_low) | (under_least & ~sure_high)
    state.implied[rows] |= (yes & ~proven) | (no & ~above & ~below)
    return np.where(yes, 1, np.where(no, -1, 0)).astype(np.int64)
