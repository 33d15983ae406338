"""Annual growth: one year, one test (method 4.2).

左右 is one-sided, as ministers read it: a shortfall of at most 0.3 points, or 5% of the goal where
that is less, is within tolerance; there is no upper limit for growth.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.method.figure_store import Figures
from czplan.method.intervals import attain, check, gap, likely
from czplan.method.kinds.levels import rise
from czplan.method.pace import AHEAD, LAGGING, ON_TRACK, REGRESSING, SLOW
from czplan.method.question import Question
from czplan.method.select import select
from czplan.method.working import FIGURE_FLAGS, Rows, State, round9

LARGEST, PART, LEAST = 0.3, 0.05, 0.05
"""Largest shortfall accepted in points; as a part of the goal; the least slack in points."""


def slack(number: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return min(0.3 points, 5% of |T|): the slack of a growth rate."""
    return np.asarray(np.fmin(LARGEST, PART * np.abs(number)))


def judge(
    state: State, table: pd.DataFrame, figures: Figures, rows: Rows, question: Question
) -> None:
    """Judge the one-year growth goals among `rows`."""
    if not len(rows):
        return
    every = np.ones(len(rows), dtype=bool)
    select(state, figures, rows, question, yearly=every, parts=every)
    # growth of another year says nothing about this one
    with np.errstate(invalid="ignore"):
        other = state.late[rows] | (
            ~state.settled[rows] & ~state.in_year[rows] & (state.due[rows] <= question.end)
        )
    stray = rows[other]
    state.late[stray] = False
    _forget(state, stray)
    rise(state, table, rows)  # 提高0.5个百分点: on the rate of the year before
    about = table["is_about"].to_numpy(dtype=bool)[rows]
    number = state.target[rows]
    delta = np.where(about, np.fmax(slack(number), LEAST), np.nan)
    state.tolerance[rows] = delta
    state.satisfied[rows] = check(state, rows)
    state.likely[rows] = likely(state, rows)
    some = rows[about]
    state.within[some] = check(state, some, delta[about])
    attain(state, rows)
    gap(state, rows)
    state.flag("ratio_of_rates", rows, ~np.isnan(state.attainment_low[rows]))
    # a shortfall of at most 5% of T is near, for floors and caps alike
    for end in ("low", "high"):
        with np.errstate(all="ignore"):
            share = 1 + getattr(state, f"gap_{end}")[rows] / number
        getattr(state, f"merit_{end}")[rows] = np.where(number > 0, share, np.nan)
    _in_year(state, rows[state.in_year[rows]], question)


def _forget(state: State, rows: Rows) -> None:
    """Take back a figure that belongs to another year."""
    for name in ("low", "high", "figure_low", "figure_high", "at"):
        getattr(state, name)[rows] = np.nan
    state.figure[rows] = -1
    state.has_figure[rows] = False
    state.not_assessable[rows] = False
    state.flags[rows] &= ~FIGURE_FLAGS


def _in_year(state: State, rows: Rows, question: Question) -> None:
    """Class a year-to-date rate by its gap: never final (method 4.2)."""
    state.by_pace[rows] = True
    state.flag("ytd", rows)
    number = state.target[rows]
    room = slack(number)
    delta = np.where(np.isnan(state.tolerance[rows]), 0.0, state.tolerance[rows])
    up = state.direction[rows] > 0
    for end in ("low", "high"):
        short = getattr(state, f"gap_{end}")[rows]
        rate = getattr(state, end)[rows]
        with np.errstate(invalid="ignore"):
            pace = np.select(
                [
                    up & (rate < 0) & (number >= 0),
                    round9(short) >= round9(room),
                    round9(short) >= round9(-delta),
                    round9(short) >= round9(-room),
                ],
                [REGRESSING, AHEAD, ON_TRACK, SLOW],
                LAGGING,
            )
        getattr(state, f"pace_{end}")[rows] = np.where(np.isnan(short), np.nan, pace)
