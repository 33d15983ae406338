"""Which figure decides a goal (method 2.7; command line, `--year`).

A full-year figure of the due year settles a due goal; in the due year itself a part-year figure
leaves it running; a later figure tells only that it was met late or, for what can't fall again,
missed. Before the due year the last figure known counts.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from czplan.method.figure_store import Figures
from czplan.method.question import Question
from czplan.method.working import Rows, State

_NEVER = (1 << 16) - 1


def select(
    state: State,
    figures: Figures,
    rows: Rows,
    question: Question,
    *,
    yearly: npt.NDArray[np.bool_],
    parts: npt.NDArray[np.bool_],
) -> None:
    """Find the deciding figure of each of `rows` and say whether it settles the goal.

    Args:
        yearly: only full years count (flows, growth).
        parts: a part-year figure counts in the due year.
    """
    series = state.series[rows]
    due = np.where(np.isnan(state.due[rows]), _NEVER, state.due[rows]).astype(np.int64)
    end = np.full(len(rows), question.end, dtype=np.int64)
    over = due <= end
    first = np.fmin(
        state.base_at[rows], np.where(np.isnan(state.start[rows]), -1.0, state.start[rows] + 1)
    )
    first = np.where(np.isnan(first), -1.0, first)

    def when(places: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        return figures.end[np.where(places >= 0, places, 0)] if len(figures) else places

    every = np.arange(len(rows))

    def last(some: Rows, month: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        found = figures.latest(series[some], month, yearly[some], told=True)
        # words without a number (大幅增长) don't displace an older figure of the period
        newest = found
        if not figures.all_told:
            newest = figures.latest(series[some], month, yearly[some])
        inside = (found >= 0) & (when(found) > np.nan_to_num(state.start[rows[some]], nan=-1.0))
        found = np.where(inside, found, newest)
        return np.where((found >= 0) & (when(found) >= first[some]), found, -1)

    exact = np.where(over, figures.at(series, due, yearly), -1)
    newest = last(every, end)
    late = np.where(over & (exact < 0) & (when(newest) > due), newest, -1)
    part = figures.parts.latest(series, end)
    inside = (part >= 0) & (when(part) > due - 12) & (when(part) < due)
    current = np.where(over & (due == end) & (exact < 0) & inside & parts, part, -1)
    shown = newest.copy()
    before = np.flatnonzero(over & (due < end))
    shown[before] = last(before, due[before])

    place = np.where(
        exact >= 0, exact, np.where(late >= 0, late, np.where(current >= 0, current, shown))
    )
    state.take(rows, place)
    state.settled[rows] = exact >= 0
    state.late[rows] = late >= 0
    state.in_year[rows] = current >= 0
    ignored = yearly & ~parts & (part >= 0) & (when(part) > np.where(place >= 0, when(place), -1))
    ignored &= (exact < 0) & (when(part) > first)
    state.flag("part_year_ignored", rows, ignored)
