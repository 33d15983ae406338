"""Direction only: 持续下降, 稳步提高, 稳定增长 (method 4.10; Destatis' two-by-two matrix).

The mean of the last five yearly changes and the last change each are right or wrong. 持续 asks
for every year. 稳定增长 asks for growth rates that aren't negative: slower growth is no failure.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.method.figures import Figures
from czplan.method.pace import LAGGING, ON_TRACK, REGRESSING, SLOW
from czplan.method.question import Question
from czplan.method.state import Rows, State, round9
from czplan.vocabulary import STATUSES

__all__ = ["LONGEST", "judge"]

LONGEST = 5
"""Yearly changes that the mean looks back over."""

Ints = npt.NDArray[np.int64]
_MATRIX = np.array([[REGRESSING, LAGGING], [SLOW, ON_TRACK]])  # [mean right][last right]


def judge(
    state: State, table: pd.DataFrame, figures: Figures, rows: Rows, question: Question
) -> None:
    """Judge the goals among `rows` that ask for a direction alone."""
    if not len(rows):
        return
    rates = (table["measure"] == "growth").to_numpy()[rows]
    state.by_pace[rows] = True
    for some, growing in ((rows[~rates], False), (rows[rates], True)):
        if len(some):
            _judge(state, table, figures, some, question, growing)


def _span(state: State, rows: Rows, question: Question) -> tuple[Ints, Ints]:
    due = np.where(np.isnan(state.due[rows]), question.end, state.due[rows])
    until = np.fmin(due, question.end).astype(np.int64)
    start = np.where(np.isnan(state.start[rows]), 0, state.start[rows]).astype(np.int64)
    return start, until


def _judge(
    state: State, table: pd.DataFrame, figures: Figures, rows: Rows, question: Question, rates: bool
) -> None:
    """Lay out each goal's series, count its changes, and read the matrix."""
    start, until = _span(state, rows, question)
    base = ~np.isnan(state.base_at[rows]) & (not rates)
    begin = np.where(base, np.fmax(state.base_at[rows], 0), start).astype(np.int64)
    owner, place = figures.years.between(state.series[rows], np.where(base, begin, start), until)
    size = len(rows)
    if rates:
        owner, place = _with_part(state, figures, rows, owner, place, question)
    # the baseline stands in front of its goal's figures
    heads = np.flatnonzero(base)
    owners = np.concatenate([heads, owner])
    order = np.argsort(owners, kind="stable")
    owners = owners[order]
    low = np.concatenate([state.base_low[rows[heads]], figures.low[place]])[order]
    high = np.concatenate([state.base_high[rows[heads]], figures.high[place]])[order]
    at = np.concatenate([state.base_at[rows[heads]], figures.end[place].astype(np.float64)])[order]
    count = np.bincount(owners, minlength=size)
    last = np.cumsum(count) - 1
    first = last - count + 1
    some = count > (0 if rates else 1)
    newest = np.full(size, -1, dtype=np.int64)
    oldest = np.full(size, -1, dtype=np.int64)
    newest[owner] = place
    oldest[owner[::-1]] = place[::-1]
    shown = newest >= 0
    state.take(rows[shown], newest[shown])
    state.first_figure[rows[shown]] = oldest[shown]
    target = rows[some]
    state.flag("too_few_changes", rows, shown & ~some)
    if not len(target):
        return
    direction = np.where(state.direction[target] < 0, -1.0, 1.0)
    steady = table["is_steady"].to_numpy(dtype=bool)[target]
    a, z = first[some], last[some]
    changes = count[some] - (0 if rates else 1)
    if rates:
        back = np.fmax(a, z - LONGEST + 1)
        sums = np.concatenate([[0.0], np.cumsum(low)]), np.concatenate([[0.0], np.cumsum(high)])
        mean = (sums[0][z + 1] - sums[0][back], sums[1][z + 1] - sums[1][back])
        latest = (low[z], high[z])
        state.gap_low[target] = round9(np.fmin(direction * low[z], direction * high[z]))
        state.gap_high[target] = round9(np.fmax(direction * low[z], direction * high[z]))
        steps = (low, high, owners)
    else:
        back = np.fmax(a, z - LONGEST)
        mean = (low[z] - high[back], high[z] - low[back])
        latest = (low[z] - high[z - 1], high[z] - low[z - 1])
        ends = direction * (low[z] - high[a]), direction * (high[z] - low[a])
        state.gap_low[target], state.gap_high[target] = (
            round9(np.fmin(*ends)),
            round9(np.fmax(*ends)),
        )
        inner = np.flatnonzero(owners[1:] == owners[:-1])
        steps = (low[inner + 1] - high[inner], high[inner + 1] - low[inner], owners[inner + 1])
    m, latest_right = _right(*mean, direction, steady), _right(*latest, direction, steady)
    owner_direction, owner_steady = np.ones(size), np.zeros(size, dtype=bool)
    owner_direction[some], owner_steady[some] = direction, steady
    each = _right(steps[0], steps[1], owner_direction[steps[2]], owner_steady[steps[2]])
    broken = (np.bincount(steps[2], each < 1, size) > 0)[some]
    gaps = (np.bincount(owners[1:], (np.diff(at) > 12) & (owners[1:] == owners[:-1]), size) > 0)[
        some
    ]
    _conclude(state, table, target, m, latest_right, broken, changes, question)
    state.flag("missing_years", target, gaps)


def _with_part(
    state: State, figures: Figures, rows: Rows, owner: Ints, place: Ints, question: Question
) -> tuple[Ints, Ints]:
    """Add the year-to-date rate of the year judged where its full year isn't known."""
    end = np.full(len(rows), question.end, dtype=np.int64)
    part = figures.parts.latest(state.series[rows], end)
    when = figures.end[np.where(part >= 0, part, 0)] if len(figures) else part
    full = np.zeros(len(rows), dtype=np.int64)
    np.maximum.at(full, owner, figures.end[place])
    with np.errstate(invalid="ignore"):
        use = (
            (part >= 0)
            & (when > question.end - 12)
            & (full < question.end)
            & ~(state.due[rows] < question.end)
        )
        use &= ~(state.start[rows] > question.end - 12)
    state.flag("ytd", rows, use)
    extra = np.flatnonzero(use)
    owner, place = np.concatenate([owner, extra]), np.concatenate([place, part[extra]])
    order = np.lexsort((figures.end[place], owner))
    return owner[order], place[order]


def _right(
    low: npt.NDArray[np.float64],
    high: npt.NDArray[np.float64],
    direction: npt.NDArray[np.float64],
    steady: npt.NDArray[np.bool_],
) -> npt.NDArray[np.int64]:
    """Tell whether changes go the right way: 1 surely, -1 surely not, 0 undecided."""
    least = round9(np.fmin(direction * low, direction * high))
    most = round9(np.fmax(direction * low, direction * high))
    yes = np.where(steady, least >= 0, least > 0)
    no = np.where(steady, most < 0, most <= 0)
    return np.where(yes, 1, np.where(no, -1, 0)).astype(np.int64)


def _conclude(
    state: State,
    table: pd.DataFrame,
    rows: Rows,
    m: Ints,
    latest_right: Ints,
    broken: npt.NDArray[np.bool_],
    changes: Ints,
    question: Question,
) -> None:
    """Read the matrix for each goal, running or due."""
    every = table["is_sustained"].to_numpy(dtype=bool)[rows]
    with np.errstate(invalid="ignore"):
        due = state.due[rows] <= question.end
        done = due & (state.at[rows] == state.due[rows])
    state.settled[rows] = done
    state.in_year[rows] = (
        due & ~done & (state.due[rows] == question.end) & state.flagged("ytd", rows)
    )
    strict = every & broken
    state.flag("strict_broken", rows, strict)
    # conventional ends may never decide for good (method 3)
    certain = np.where(state.direction[rows] < 0, state.sure_high[rows], state.sure_low[rows])
    undecided = (m == 0) | (done & every & (latest_right == 0)) | ((m == 1) & ~certain)
    state.satisfied[rows] = np.where(undecided, 0, np.where((m == 1) & ~strict, 1, -1))
    # a broken year can't be repaired, but an improvement over the period is part of the goal
    improved = np.where(state.gap_low[rows] > 0, 1.0, 0.0)
    state.merit_low[rows] = state.merit_high[rows] = np.where(strict & (improved > 0), 0.6, np.nan)
    state.measured_by_progress[rows] = True
    low = _MATRIX[(m > 0).astype(int), (latest_right > 0).astype(int)]
    high = _MATRIX[(m >= 0).astype(int), (latest_right >= 0).astype(int)]
    low, high = (
        np.where(strict, np.fmin(low, SLOW), low),
        np.where(strict, np.fmin(high, SLOW), high),
    )
    few = changes < 2
    state.pace_low[rows] = np.where(few, np.nan, low)
    state.pace_high[rows] = np.where(few, np.nan, high)
    state.flag("too_few_changes", rows, few & ~done)
    # changes of bounded figures may be certain although no single end is
    running = ~done & ~few & (low < ON_TRACK) & (high >= ON_TRACK)
    state.fixed[rows[running]] = STATUSES.rank("indeterminate")
