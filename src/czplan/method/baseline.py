"""Where a goal starts from (method 2.1, 2.7): the baseline and its own time.

In order: what the record states; the figure of the period it names; the last figure within one
year before the period. Never a later value.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from czplan import figure
from czplan.method.figures import Figures
from czplan.method.state import Rows, State
from czplan.period import Period

__all__ = ["find"]

MEASURED_OVER_A_YEAR = frozenset({"flow", "growth", "additions"})
"""Measures whose part-year figures say nothing about a year."""


def find(state: State, table: pd.DataFrame, figures: Figures, rows: Rows) -> None:
    """Write base_low, base_high, base_at (months) and base_row for `rows`; NaN where unknown."""
    over = table["measure"].isin(MEASURED_OVER_A_YEAR).to_numpy()[rows]
    start = state.start[rows]
    since = table["since"].to_numpy(dtype=np.float64)[rows]
    known = ~np.isnan(start)
    month = np.where(known, start, 0).astype(np.int64)
    series = state.series[rows]
    place = np.where(
        over, figures.years.latest(series, month), figures.points.latest(series, month)
    )
    found = (place >= 0) & known & np.isnan(since)
    recent = figures.end[np.where(found, place, 0)] >= month - 12 if len(figures) else found
    _take(state, figures, rows[found & recent], place[found & recent])

    compared = ~np.isnan(since)
    if compared.any():
        month = np.where(compared, since, 0).astype(np.int64) * 12
        place = np.where(compared, figures.points.at(series, month), -1)
        _take(state, figures, rows[place >= 0], place[place >= 0])
        state.base_at[rows[compared]] = month[compared]

    stated = table["baseline_period"].notna().to_numpy()[rows]
    for row in rows[stated].tolist():
        _stated(state, table, figures, row)
    state.raw_base_low[rows] = state.base_low[rows]
    state.raw_base_high[rows] = state.base_high[rows]


def _take(state: State, figures: Figures, rows: Rows, places: Rows) -> None:
    """Make the figures at `places` the baselines of `rows`."""
    state.base_low[rows] = figures.low[places]
    state.base_high[rows] = figures.high[places]
    state.base_at[rows] = figures.end[places]
    state.base_row[rows] = figures.row[places]


def _stated(state: State, table: pd.DataFrame, figures: Figures, row: int) -> None:
    """Write the baseline that the record itself declares; nothing else may stand in for it."""
    end = Period.read(str(table["baseline_period"].iat[row])).end
    words = table["baseline_stated"].iat[row]
    state.base_at[row] = end
    state.base_row[row] = -1
    state.base_low[row] = state.base_high[row] = np.nan
    if isinstance(words, str):
        read = figure.interpret(words, str(table["unit"].iat[row]), str(table["measure"].iat[row]))
        if read.low is not None and read.high is not None:
            state.base_low[row], state.base_high[row] = read.low, read.high
        return
    place = figures.any.at(state.series[[row]], np.array([end]))
    if place[0] >= 0:
        _take(state, figures, np.array([row]), place)
