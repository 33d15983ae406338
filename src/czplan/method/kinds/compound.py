"""Rates that build on one another: 年均增长6%以上, 五年累计降13.5% (method 4.6, 4.12).

The yearly rates make an index that is 1 at the start; progress is logarithmic, as the statistics
bureau's energy method has it. Only an unbroken run of years from the start can be multiplied.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.codes import Ints
from czplan.method.figure_store import Figures
from czplan.method.intervals import attain, check, gap, likely, progress
from czplan.method.kinds.additions import chain
from czplan.method.kinds.growth import LEAST, slack
from czplan.method.kinds.levels import hold, milestones, require
from czplan.method.pace import compound_rates, expect
from czplan.method.question import Question
from czplan.method.working import Rows, State, round9


def run(figures: Figures, owner: Ints, place: Ints, start: Ints) -> npt.NDArray[np.bool_]:
    """Tell which figures make an unbroken run of whole years from each owner's start."""
    keep = chain(figures, owner, place, start)
    whole = (figures.end[place] % 12 == 0) & (figures.start[place] % 12 == 0)
    keep &= whole & ~figures.vague[place]
    rows = np.flatnonzero(keep)
    if not len(rows):
        return keep
    mine = owner[rows]
    before = np.empty(len(rows), dtype=np.int64)
    before[0] = start[mine[0]]
    before[1:] = np.where(mine[1:] == mine[:-1], figures.end[place[rows[:-1]]], start[mine[1:]])
    broken = np.cumsum(figures.start[place[rows]] != before)
    first = np.searchsorted(mine, mine, side="left")
    base = broken[first] - (figures.start[place[rows[first]]] != before[first])
    keep[rows] = broken == base
    return keep


def judge(
    state: State, table: pd.DataFrame, figures: Figures, rows: Rows, question: Question
) -> None:
    """Judge average growth and reductions measured by yearly rates."""
    if not len(rows):
        return
    since = table["since"].to_numpy(dtype=np.float64)[rows]
    begin = np.where(np.isnan(since), state.start[rows], since * 12)
    usable = ~np.isnan(begin)
    start = np.where(usable, begin, 0).astype(np.int64)
    due = np.where(np.isnan(state.due[rows]), question.end, state.due[rows])
    until = np.fmin(due, question.end).astype(np.int64)
    _index(state, figures, rows, np.where(usable, start, until), until)
    years = (state.due[rows] - start) / 12
    average = (table["kind"] == "average-growth").to_numpy()[rows]
    asked = state.target[rows]
    about = table["is_about"].to_numpy(dtype=bool)[rows]
    delta = np.where(about, np.fmax(slack(asked), LEAST), 0.0)
    state.target[rows] = _goal(asked, years, average)
    loose = np.abs(
        state.target[rows]
        - _goal(asked - np.where(state.direction[rows] < 0, -1, 1) * delta, years, average)
    )
    state.base_low[rows] = state.base_high[rows] = 1.0
    state.base_at[rows] = start
    state.satisfied[rows] = check(state, rows)
    state.likely[rows] = likely(state, rows)
    some = rows[about]
    state.tolerance[some] = loose[about]
    state.within[some] = check(state, some, loose[about])
    attain(state, rows)
    gap(state, rows)
    hold(state, rows, np.ones(len(rows), dtype=bool))
    log = np.isnan(since) | average
    progress(state, rows[log], compound=True)
    progress(state, rows[~log])
    held = rows[state.hold[rows]]
    state.progress_low[held] = state.progress_high[held] = np.nan
    expect(state, rows, start.astype(np.float64))
    compound_rates(state, rows)
    state.merit_low[rows], state.merit_high[rows] = (
        state.progress_low[rows],
        state.progress_high[rows],
    )
    state.measured_by_progress[rows] = True
    with np.errstate(invalid="ignore"):
        done = state.has_figure[rows] & (state.at[rows] >= state.due[rows])
    state.settled[rows] = done
    # a rate already past the goal can still fall back: nothing is met before the last year
    state.by_pace[rows] = False
    milestones(state, table, rows)
    require(state, rows, np.ones(len(rows), dtype=bool))


def _goal(
    asked: npt.NDArray[np.float64], years: npt.NDArray[np.float64], average: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float64]:
    """Return the index to be reached: (1+g)^n for an average, 1+x for a total."""
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(average, (1 + asked / 100) ** years, 1 + asked / 100))


def _index(state: State, figures: Figures, rows: Rows, start: Ints, until: Ints) -> None:
    """Write the index reached by the unbroken run of years, and its last year."""
    owner, place = figures.any.between(state.series[rows], start, until)
    if not len(owner):
        return
    whole = figures.end[place] % 12 == 0
    late = np.zeros(len(rows), dtype=np.int64)
    np.maximum.at(late, owner[whole], figures.end[place[whole]])
    keep = run(figures, owner, place, start)
    owner, place = owner[keep], place[keep]
    size = len(rows)
    has = np.bincount(owner, minlength=size) > 0
    years = (figures.end[place] - figures.start[place]) / 12
    power = np.where(figures.cumulative[place], 1.0, years)
    with np.errstate(all="ignore"):
        low = np.bincount(owner, power * np.log1p(figures.low[place] / 100), size)
        high = np.bincount(owner, power * np.log1p(figures.high[place] / 100), size)
    at = np.zeros(size, dtype=np.int64)
    np.maximum.at(at, owner, figures.end[place])
    newest, oldest = np.full(size, -1, dtype=np.int64), np.full(size, -1, dtype=np.int64)
    newest[owner] = place
    oldest[owner[::-1]] = place[::-1]
    some = rows[has]
    state.take(some, newest[has])
    state.first_figure[some] = oldest[has]
    state.low[some] = np.exp(low[has])
    state.high[some] = np.exp(high[has])
    for name, start_value, join in (
        ("sure_low", True, np.logical_and),
        ("sure_high", True, np.logical_and),
        ("low_open", False, np.logical_or),
        ("high_open", False, np.logical_or),
    ):
        together = np.full(size, start_value)
        join.at(together, owner, getattr(figures, name)[place])
        getattr(state, name)[some] = together[has]
    state.flag_some(rows, owner, place)
    state.flag("bounded", rows, has & (round9(state.low[rows]) != round9(state.high[rows])))
    state.flag("missing_years", rows, late > at)
    span = (at - start) / 12
    average = np.where(state.due[rows] > 0, span, span)
    with np.errstate(all="ignore"):
        state.figure_low[some] = ((state.low[some] ** (1 / average[has])) - 1) * 100
        state.figure_high[some] = ((state.high[some] ** (1 / average[has])) - 1) * 100
