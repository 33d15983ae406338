"""Direction only: 持续下降, 稳步提高, 稳定增长 (method 4.10; Destatis' two-by-two matrix).

The mean of the last five yearly changes and the last change each are right or wrong. 持续 asks
for every year. 稳定增长 asks for growth rates that aren't negative: slower growth is no failure.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from czplan.codes import Bools, Floats, Ints
from czplan.method.figure_store import Figures
from czplan.method.intervals import Ends, Test, clears
from czplan.method.pace import LAGGING, ON_TRACK, REGRESSING, SLOW
from czplan.method.question import Question
from czplan.method.working import Rows, State, round9
from czplan.vocabulary import STATUSES

LONGEST = 5
"""Yearly changes that the mean looks back over."""

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
    values = _values(state, figures, rows[heads], place, order)
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
        mean, latest = values.total(np.fmax(a, z - LONGEST + 1), z), values.at(z)
        steps, of = values, owners
        shift = latest
    else:
        mean, latest = values.change(z, np.fmax(a, z - LONGEST)), values.change(z, z - 1)
        inner = np.flatnonzero(owners[1:] == owners[:-1])
        steps, of = values.change(inner + 1, inner), owners[inner + 1]
        shift = values.change(z, a)
    ends = round9(direction * shift.low), round9(direction * shift.high)
    state.gap_low[target], state.gap_high[target] = np.fmin(*ends), np.fmax(*ends)
    with np.errstate(invalid="ignore"):
        done = (state.due[target] <= question.end) & (state.at[target] == state.due[target])
    owner_direction, owner_steady = np.ones(size), np.zeros(size, dtype=bool)
    owner_done = np.zeros(size, dtype=bool)
    owner_direction[some], owner_steady[some], owner_done[some] = direction, steady, done
    every = steps.right(owner_direction[of], owner_steady[of], owner_done[of])
    broken = (np.bincount(of, every.result < 0, size) > 0)[some]
    unsure = (np.bincount(of, every.result == 0, size) > 0)[some]
    bounded = (np.bincount(owners, values.low != values.high, size) > 0)[some]
    state.flag("bounded", target, bounded)
    on_average, at_last = (one.right(direction, steady, done) for one in (mean, latest))
    state.implied[target] = on_average.implied
    verdict = _Trend(on_average.result, at_last.result, broken, unsure)
    gaps = (np.bincount(owners[1:], (np.diff(at) > 12) & (owners[1:] == owners[:-1]), size) > 0)[
        some
    ]
    _conclude(state, table, target, verdict, changes, done, question)
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


class _Values(Ends):
    """Figures of a series, or the changes between them."""

    def change(self, later: Ints, earlier: Ints) -> _Values:
        """Return the change from one value to another."""
        return self.at(later).less(self.at(earlier))

    def total(self, first: Ints, last: Ints) -> _Values:
        """Return the sums of runs of values: open or unsure where one of them is."""

        def summed(column: Any) -> Floats:
            # run by run: what one goal's figures lack must not reach another's
            padded = np.append(np.asarray(column, dtype=np.float64), 0.0)
            return np.asarray(np.add.reduceat(padded, np.stack([first, last + 1], 1).ravel())[::2])

        low_open, high_open = summed(self.low_open) > 0, summed(self.high_open) > 0
        sure_low, sure_high = summed(~self.sure_low) == 0, summed(~self.sure_high) == 0
        return _Values(
            summed(self.low), summed(self.high), low_open, high_open, sure_low, sure_high
        )

    def right(self, direction: Floats, steady: Bools, final: Bools) -> Test:
        """Tell whether changes go the right way: 1 surely, -1 surely not, 0 undecided.

        Conventional ends count while running; for good where they clear nothing (method 3.1).
        """
        up = direction > 0
        least = round9(np.where(up, self.low, -self.high))
        most = round9(np.where(up, self.high, -self.low))
        least_open = np.where(up, self.low_open, self.high_open)
        most_open = np.where(up, self.high_open, self.low_open)
        least_sure = np.where(up, self.sure_low, self.sure_high) | ~final
        most_sure = np.where(up, self.sure_high, self.sure_low) | ~final
        yes = np.where(steady | least_open, least >= 0, least > 0) & least_sure
        no = np.where(steady & ~most_open, most < 0, most <= 0) & most_sure
        over, under = clears(least, most, np.zeros(len(least)))
        found = np.where(yes | over & ~least_sure, 1, np.where(no | under & ~most_sure, -1, 0))
        return Test(found.astype(np.int64), (found == 1) & ~yes | (found == -1) & ~no)


class _Trend(NamedTuple):
    """What a series shows: mean and last change right or not, a year surely or maybe broken."""

    mean: Ints
    last: Ints
    broken: Bools
    unsure: Bools


def _values(state: State, figures: Figures, heads: Rows, place: Ints, order: Ints) -> _Values:
    """Return the baselines and figures of the goals in order.

    Nothing is known of a bounded baseline's ends: neither counts as certain.
    """
    exact = state.base_low[heads] == state.base_high[heads]
    nothing = np.zeros(len(heads), dtype=bool)
    before = (state.base_low[heads], state.base_high[heads], nothing, nothing, exact, exact)
    columns = zip(before, (getattr(figures, name)[place] for name in Ends._fields), strict=True)
    return _Values(*(np.concatenate(pair)[order] for pair in columns))


def _conclude(
    state: State,
    table: pd.DataFrame,
    rows: Rows,
    trend: _Trend,
    changes: Ints,
    done: Bools,
    question: Question,
) -> None:
    """Read the matrix for each goal, running or due."""
    every = table["is_sustained"].to_numpy(dtype=bool)[rows]
    with np.errstate(invalid="ignore"):
        due = state.due[rows] <= question.end
    state.settled[rows] = done
    state.in_year[rows] = (
        due & ~done & (state.due[rows] == question.end) & state.flagged("ytd", rows)
    )
    strict = every & trend.broken
    maybe = every & trend.unsure & ~trend.broken
    state.flag("strict_broken", rows, strict)
    undecided = (trend.mean == 0) | (maybe & (trend.mean > 0))
    right = (trend.mean > 0) & ~strict
    state.satisfied[rows] = np.where(undecided, 0, np.where(right, 1, -1))
    # a broken year can't be repaired, but an improvement over the period is part of the goal
    improved = state.gap_low[rows] > 0
    state.merit_low[rows] = state.merit_high[rows] = np.where(strict & improved, 0.6, np.nan)
    state.measured_by_progress[rows] = True
    low = _MATRIX[(trend.mean > 0).astype(int), (trend.last > 0).astype(int)]
    high = _MATRIX[(trend.mean >= 0).astype(int), (trend.last >= 0).astype(int)]
    low = np.where(strict | maybe, np.fmin(low, SLOW), low)
    high = np.where(strict, np.fmin(high, SLOW), high)
    few = changes < 2
    state.pace_low[rows] = np.where(few, np.nan, low)
    state.pace_high[rows] = np.where(few, np.nan, high)
    state.flag("too_few_changes", rows, few & ~done)
    # changes of bounded figures may be certain although no single end is
    running = ~done & ~few & (low < ON_TRACK) & (high >= ON_TRACK)
    state.fixed[rows[running]] = STATUSES.rank("indeterminate")
