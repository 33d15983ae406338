"""Where a goal starts from (method 2.1, 2.7): the baseline and its own time.

In order: what the record states; the figure of the period it names; the last figure within one
year before the period. Never a later value.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from czplan.codes import alike
from czplan.method.figure_store import Figures
from czplan.method.working import Rows, State
from czplan.period import Period
from czplan.quantity import figure_words
from czplan.quantity.forms import group
from czplan.quantity.many import FigureEnds, read_all

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
    place = figures.latest(series, month, over)
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
    if stated.any():
        _stated(state, table, figures, rows[stated])
    state.raw_base_low[rows] = state.base_low[rows]
    state.raw_base_high[rows] = state.base_high[rows]


def _take(state: State, figures: Figures, rows: Rows, places: Rows) -> None:
    """Make the figures at `places` the baselines of `rows`."""
    state.base_low[rows] = figures.low[places]
    state.base_high[rows] = figures.high[places]
    state.base_low_open[rows] = figures.low_open[places]
    state.base_high_open[rows] = figures.high_open[places]
    state.base_at[rows] = figures.end[places]
    state.base_row[rows] = figures.row[places]
    state.base_place[rows] = places


def _stated(state: State, table: pd.DataFrame, figures: Figures, rows: Rows) -> None:
    """Write the baselines that the records declare; nothing else may stand in for them."""
    columns = ["baseline_period", "baseline_stated", "figure_unit", "figure_measure"]
    some = table[columns].iloc[rows]
    periods, names = pd.factorize(some["baseline_period"])
    ends = np.array([Period.read(str(name)).end for name in names], dtype=np.int64)[periods]
    state.base_at[rows] = ends
    state.base_row[rows] = state.base_place[rows] = -1
    state.base_low[rows] = state.base_high[rows] = np.nan
    said = some["baseline_stated"].notna().to_numpy()
    place = np.where(said, -1, figures.any.at(state.series[rows], ends))
    found = place >= 0
    _take(state, figures, rows[found], place[found])
    if not said.any():
        return
    words, *measured = (some[name][said] for name in columns[1:])
    way, first = alike(*measured)
    ways = list(zip(*(column.iloc[first].tolist() for column in measured), strict=True))
    read = read_all(
        group(words),
        way,
        lambda text, number: figure_words.interpret(text, *ways[number]),
        lambda item: item.number,
        lambda number: str(ways[number][0]),
    )
    figure_ends = FigureEnds(read)
    state.base_low[rows[said]] = figure_ends.low()
    state.base_high[rows[said]] = figure_ends.high()
    state.base_low_open[rows[said]] = read.of(lambda item: item.low_open, False, bool)
    state.base_high_open[rows[said]] = read.of(lambda item: item.high_open, False, bool)
