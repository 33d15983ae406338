"""Verdicts that turn on which of two reports is taken (method 3.3).

Where reports exclude one another the goals that rest on them are judged again, each rival report
deciding in its turn. Another family of verdict is a contest; where nothing but the date decides
between the two reports, the words don't settle it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.codes import Bools, Ints
from czplan.method.figure_store import Figures
from czplan.method.intervals import satisfies, sides
from czplan.method.working import State
from czplan.vocabulary import STATUSES

Statuses = npt.NDArray[np.object_]


class Turn(NamedTuple):
    """What another report would make of a verdict: the status, and the report's row."""

    status: str
    row: int


def affected(
    state: State, table: pd.DataFrame, figures: Figures, some: Bools | slice = slice(None)
) -> Bools:
    """Tell which goals may rest on a figure that has rivals, with their parts.

    `some`: only these of the rivals.
    """
    places = figures.any.rows[figures.rivals.cell[some]].astype(np.int64)
    contested = np.unique(figures.series[places])
    rest = np.isin(state.series, contested) | np.isin(state.reference, contested)
    rest |= np.isin(state.prices, contested) | np.isin(state.stock, contested)
    parent = table["parent"].to_numpy(dtype=np.int64)
    whole = rest.copy()
    whole[parent[rest & (parent >= 0)]] = True
    return np.asarray(np.where(parent >= 0, whole[parent], whole))


def turned(
    before: Statuses,
    after: Statuses,
    rows: Ints,
    turns: dict[int, Turn],
    rival: Callable[[int], int],
) -> Ints:
    """Return which of `rows` have another family of verdict, and note what they turn to.

    Args:
        before: the verdicts of all rows; after: those of `rows` by the other report.
        turns: is added to; the first rival that turns a verdict stays.
        rival: the row of the report that decides a row otherwise.
    """
    other = np.array([
        STATUSES[str(a)].family != STATUSES[str(b)].family
        for a, b in zip(before[rows], after, strict=True)
    ], dtype=bool)  # fmt: skip
    for row, status in zip(rows[other].tolist(), after[other].tolist(), strict=True):
        turns.setdefault(row, Turn(str(status), rival(row)))
    return np.asarray(rows[other])


def by_own_measure(state: State, table: pd.DataFrame, status: Statuses) -> dict[int, Turn]:
    """Return the misses by a neighbouring measure that a report of the goal's own contradicts.

    A proxy proves no shortfall where a report of the very measure, of the same year but an
    earlier month, has the goal reached (M3, M4). Flows are left out: part of a year is no level.
    """
    figures = state.figures
    level = table["measure"].isin(("stock", "share", "ratio", "index")).to_numpy()
    near = state.flagged("proxy", np.arange(state.size))
    rows = np.flatnonzero(level & near & ~np.isnan(state.target))
    missed = [STATUSES[str(one)].family == "missed" for one in status[rows]]
    rows = rows[np.array(missed, dtype=bool)]
    if not len(rows):
        return {}
    until = state.at[rows].astype(np.int64)
    owner, place = figures.points.between(state.series[rows], until - 12, until - 1)
    own = ~figures.proxy[place]
    goal, place = rows[owner[own]], place[own]
    upward, strict = sides(state, goal)
    reached = satisfies(figures, place, state.target[goal], upward, strict) == 1
    return {
        int(row): Turn("met", int(figures.row[at]))
        for row, at in zip(goal[reached], place[reached], strict=True)
    }
