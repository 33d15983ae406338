"""Cumulative additions: 新增上市企业20家, 五年带动8000亿元 (method 4.3).

Progress is the sum over the goal; the schedule runs in months. A sum over known years only is a
certain lower bound: it can prove a goal met, never missed. A net increase (净增) can be lost again:
its known years bound nothing, and it isn't reached before its time is over.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from czplan.codes import Bools, Ints
from czplan.method.figure_store import Figures
from czplan.method.intervals import attain, check, gap, likely, sides
from czplan.method.kinds.levels import milestones, require, tolerate
from czplan.method.pace import expect
from czplan.method.question import Question
from czplan.method.working import Rows, State, round9


def judge(
    state: State,
    table: pd.DataFrame,
    figures: Figures,
    rows: Rows,
    question: Question,
    stocks: dict[str, str],
) -> None:
    """Judge the additions among `rows`.

    Args:
        stocks: from an additions indicator to the stock that it adds to.
    """
    if not len(rows):
        return
    _total(state, table, rows)
    gross = ~table["is_net"].to_numpy(dtype=bool)[rows]
    state.cumulative[rows] = gross
    due = np.where(np.isnan(state.due[rows]), question.end, state.due[rows])
    until = np.fmin(due, question.end).astype(np.int64)
    start = np.where(np.isnan(state.start[rows]), due - 12, state.start[rows]).astype(np.int64)
    kept = _sum(state, figures, rows, start, until) & gross
    over = np.nan_to_num(state.due[rows], nan=np.inf) <= question.end
    _late(state, figures, rows, start, over & ~_complete(state, rows), question)
    none = ~state.has_figure[rows]
    if none.any():
        _from_stock(state, table, figures, rows[none], start[none], until[none], stocks)
    state.satisfied[rows] = check(state, rows)
    state.likely[rows] = likely(state, rows)
    done = over & state.has_figure[rows] & ~state.late[rows]
    with np.errstate(invalid="ignore"):
        part = (state.at[rows] > state.due[rows] - 12) & (state.at[rows] < state.due[rows])
        whole = state.at[rows] >= state.due[rows]
        # full years that reach it settle it; with a part of its last year it is still its year's
        state.settled[rows] = done & (whole | kept | (state.satisfied[rows] == 1) & gross & ~part)
        state.in_year[rows] = done & part & ~state.settled[rows] & (state.due[rows] == question.end)
    attain(state, rows)
    gap(state, rows)
    with np.errstate(all="ignore"):
        positive = state.target[rows] > 0
        state.progress_low[rows] = np.where(positive, state.low[rows] / state.target[rows], np.nan)
        state.progress_high[rows] = np.where(
            positive, state.high[rows] / state.target[rows], np.nan
        )
    expect(state, rows, start.astype(np.float64))
    state.merit_low[rows], state.merit_high[rows] = (
        state.progress_low[rows],
        state.progress_high[rows],
    )
    state.measured_by_progress[rows] = True
    tolerate(state, table, rows)
    milestones(state, table, rows)
    require(state, rows, np.zeros(len(rows), dtype=bool))


def _total(state: State, table: pd.DataFrame, rows: Rows) -> None:
    """年均新增X over n years asks for nX (method 4.3)."""
    yearly = table["is_average"].to_numpy(dtype=bool)[rows]
    some = rows[yearly]
    years = (state.due[some] - state.start[some]) / 12
    for name in ("target", "target_low", "target_high", "step"):
        getattr(state, name)[some] *= years


def _complete(state: State, rows: Rows) -> Bools:
    with np.errstate(invalid="ignore"):
        return np.asarray(state.has_figure[rows] & (state.at[rows] >= state.due[rows]))


def chain(figures: Figures, owner: Ints, place: Ints, start: Ints) -> Bools:
    """Choose figures that don't overlap: in order of time, a longer one before a shorter.

    Args:
        owner, place: figures by target, sorted by target.
        start: the first month that counts, one entry a target.

    Returns:
        which of them are taken.
    """
    first, last = figures.start[place], figures.end[place]
    taken: Bools = first >= start[owner]
    simple = (last - first == 12) | ~taken
    if simple.all():
        return taken
    order = np.lexsort((-last, first, owner))
    reached = -1
    current = -1
    for item in order.tolist():
        if not taken[item]:
            continue
        if owner[item] != current:
            current, reached = int(owner[item]), -1
        if first[item] < reached:
            taken[item] = False
        else:
            reached = int(last[item])
    return taken


def _sum(state: State, figures: Figures, rows: Rows, start: Ints, until: Ints) -> Bools:
    """Add up the known additions of the period.

    Returns:
        which goals the years before the last of the period reach for certain.
    """
    size = len(rows)
    owner, place = figures.any.between(state.series[rows], start, until)
    keep = chain(figures, owner, place, start)
    owner, place = owner[keep], place[keep]
    if not len(owner):
        return np.zeros(size, dtype=bool)
    has = np.bincount(owner, minlength=size) > 0
    low = np.bincount(owner, figures.low[place], size)
    high = np.bincount(owner, figures.high[place], size)
    months = np.bincount(owner, figures.end[place] - figures.start[place], size)
    at = np.zeros(size, dtype=np.int64)
    np.maximum.at(at, owner, figures.end[place])
    newest = np.full(size, -1, dtype=np.int64)
    oldest = np.full(size, -1, dtype=np.int64)
    order = np.argsort(figures.end[place], kind="stable")
    newest[owner[order]] = place[order]
    oldest[owner[order[::-1]]] = place[order[::-1]]
    some = rows[has]
    state.take(some, newest[has])
    state.first_figure[some] = oldest[has]
    missing = has & (months < at - start)
    # what isn't known of a net increase may have been a loss
    low[missing & ~state.cumulative[rows]] = -np.inf
    state.low[rows] = np.where(has, round9(low), state.low[rows])
    state.high[rows] = np.where(has, np.where(missing, np.inf, round9(high)), state.high[rows])
    for name in ("sure_low", "sure_high"):
        all_of = np.ones(size, dtype=bool)
        np.logical_and.at(all_of, owner, getattr(figures, name)[place])
        getattr(state, name)[rows] = np.where(
            has, all_of & ~(missing & (name == "sure_high")), getattr(state, name)[rows]
        )
    for name in ("low_open", "high_open"):
        any_of = np.zeros(size, dtype=bool)
        np.logical_or.at(any_of, owner, getattr(figures, name)[place])
        getattr(state, name)[rows] = np.where(has, any_of, getattr(state, name)[rows])
    state.flag_some(rows, owner, place)
    state.flag("missing_years", rows, missing)
    state.flag("bounded", rows, has & (state.low[rows] != state.high[rows]))
    vague = np.zeros(size, dtype=bool)
    np.logical_or.at(vague, owner, figures.vague[place])
    state.not_assessable[rows] |= vague
    state.figure_low[rows], state.figure_high[rows] = state.low[rows], state.high[rows]
    sure = (figures.end[place] <= until[owner] - 12) & figures.sure_low[place]
    before = round9(np.bincount(owner[sure], figures.low[place[sure]], size))
    upward, strict = sides(state, rows)
    target = round9(state.target[rows])
    return upward & np.where(strict, before > target, before >= target)


def _late(
    state: State,
    figures: Figures,
    rows: Rows,
    start: Ints,
    where: Bools,
    question: Question,
) -> None:
    """A total that runs beyond the due year: enough is met late, too little is certainly missed."""
    some = np.flatnonzero(where)
    if not len(some):
        return
    due = state.due[rows[some]].astype(np.int64)
    owner, place = figures.spans.between(
        state.series[rows[some]], due, np.full(len(some), question.end)
    )
    if not len(owner):
        return
    good = (figures.start[place] >= start[some][owner]) & (figures.start[place] < due[owner])
    owner, place = owner[good], place[good]
    chosen = np.full(len(some), -1, dtype=np.int64)
    chosen[owner[::-1]] = place[::-1]
    found = chosen >= 0
    target = rows[some[found]]
    state.take(target, chosen[found])
    state.late[target] = True


def _from_stock(
    state: State,
    table: pd.DataFrame,
    figures: Figures,
    rows: Rows,
    start: Ints,
    until: Ints,
    stocks: dict[str, str],
) -> None:
    """Use the change of the stock where no additions are known.

    It is exact for 净增, else a lower bound: what was added may have been lost again.
    """
    names = table["indicator"].iloc[rows].map(stocks)
    series = figures.series_of.of(
        names, table["where"].iloc[rows], table["own_year"].to_numpy(dtype=bool)[rows]
    )
    state.stock[rows] = series
    before = figures.points.latest(series, start)
    after = figures.points.latest(series, until)
    usable = (before >= 0) & (after >= 0)
    if not usable.any():
        return
    usable &= (figures.end[np.where(usable, before, 0)] >= start - 12) & (
        figures.end[np.where(usable, after, 0)] > start
    )
    some, b, a = rows[usable], before[usable], after[usable]
    state.take(some, a)
    net = table["is_net"].to_numpy(dtype=bool)[some]
    state.low[some] = round9(figures.low[a] - figures.high[b])
    state.high[some] = np.where(net, round9(figures.high[a] - figures.low[b]), np.inf)
    state.sure_low[some] = figures.sure_low[a] & figures.sure_high[b]
    state.sure_high[some] = net & figures.sure_high[a] & figures.sure_low[b]
    state.low_open[some] = figures.low_open[a] | figures.high_open[b]
    state.high_open[some] = figures.high_open[a] | figures.low_open[b]
    state.base_row[some] = figures.row[b]
    state.flag("bounded", some, state.low[some] != state.high[some])
    state.figure_low[some], state.figure_high[some] = state.low[some], state.high[some]
