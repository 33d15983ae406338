"""The reports of a data set as figures: each wording read, one deciding report a period.

A report is taken where its period ends by the year, its source is trusted enough and was
published by then. Which report of a period decides follows method 5.5c.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan import figure
from czplan.figure import Figure
from czplan.method.figures import BOUNDS, SHIFT, Figures, Series
from czplan.method.question import Question, last_day
from czplan.method.wordings import figure_ends, read_all
from czplan.period import Period
from czplan.vocabulary import FIGURE_STATUSES, GRADES

if TYPE_CHECKING:
    from czplan.dataset import Dataset

__all__ = ["prepare"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

_FACTS: dict[str, Callable[[Figure], bool]] = {
    "low_open": lambda item: item.low_open,
    "high_open": lambda item: item.high_open,
    "sure_low": lambda item: item.sure_low,
    "sure_high": lambda item: item.sure_high,
    "vague": lambda item: item.vague,
    "cumulative": lambda item: item.cumulative,
    "estimate": lambda item: item.estimate,
}
_BASES = {"nominal": 1, "real": 2}


def _codes(column: pd.Series) -> tuple[Ints, list[str]]:
    """Return codes and distinct texts of a column; -1 for missing."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, distinct = column.cat.codes.to_numpy(), column.cat.categories
    else:
        codes, distinct = pd.factorize(column)
    return codes.astype(np.int64, copy=False), distinct.astype(object).tolist()


def _spread(values: list[Any], codes: Ints, dtype: Any, missing: Any) -> npt.NDArray[Any]:
    """Return the value of each row from the values of the distinct codes."""
    return np.array([*values, missing], dtype=dtype)[codes]


def prepare(ds: Dataset, question: Question) -> Figures:
    """Read the reported figures of a data set into columns, for one question.

    Only reports of periods that end by the year, of a trusted enough grade and published by
    `as_of` are taken. Outcomes (done, under-way ...) are no figures; see `milestone`.
    """
    actuals = ds.actuals
    key, keys = _codes(actuals["indicator"])
    scope, scopes = _codes(actuals["scope"])
    period, periods = _codes(actuals["period"])
    spans = [Period.read(text) for text in periods]
    when = np.array([span.end << SHIFT | span.start for span in spans], dtype=np.int64)
    moments, moment = np.unique(when, return_inverse=True)
    end = (when >> SHIFT)[period]

    source, names = _codes(actuals["source"])
    known = [ds.sources.get(name) for name in names]
    grade = _spread([GRADES.rank(item.grade) if item else 2 for item in known], source, np.int8, 2)
    days = [last_day(item.published) if item and item.published else 0 for item in known]
    published = _spread(days, source, np.int64, 0)

    figured = actuals["stated"].notna().to_numpy() | actuals["value"].notna().to_numpy()
    keep = figured & (end <= question.end) & (grade <= GRADES.rank(question.grade))
    if question.as_of is not None:
        keep &= published <= question.as_of
    rows = np.flatnonzero(keep)
    kept: Any = slice(None) if len(rows) == len(keep) else rows

    status, statuses = _codes(actuals["status"])
    ranks = [FIGURE_STATUSES.rank(name) for name in statuses]
    series = (key * len(scopes) + scope)[kept]
    columns: dict[str, npt.NDArray[Any]] = {
        "series": series,
        "start": (when & ((1 << SHIFT) - 1))[period[kept]],
        "end": end[kept],
        "grade": grade[kept],
        "undated": published[kept] == 0,
        "row": rows,
        "status": _spread(ranks, status[kept], np.int8, 0),
        "restated": actuals["restated"].to_numpy(dtype=bool, na_value=False)[kept],
        "other": np.full(len(rows), -1, dtype=np.int64),
    }
    columns |= _read(ds, actuals, kept, key, keys)
    cell = series * max(len(moments), 1) + moment[period[kept]]
    order, cells = _choose(columns, cell, published[kept])
    return Figures(columns, order, cells, moments, Series(pd.Index(keys), pd.Index(scopes)))


def _read(
    ds: Dataset, actuals: pd.DataFrame, kept: Any, key: Ints, keys: list[str]
) -> dict[str, npt.NDArray[Any]]:
    """Read the words of the reports, each by its indicator's unit and measure."""
    indicators = [ds.indicators.get(name) for name in keys]
    ways = [(item.unit, item.measure) if item else ("", "") for item in indicators]
    distinct = list(dict.fromkeys(ways))
    way = np.array([*(distinct.index(pair) for pair in ways), 0], dtype=np.int64)[key]
    reading = read_all(
        ds.phrases,
        way,
        lambda words, number: figure.interpret(words, *distinct[number]),
        lambda item: item.number,
        lambda number: distinct[number][0],
    )
    low, high = figure_ends(reading)
    value = actuals["value"].to_numpy(dtype=np.float64, na_value=np.nan)
    plain = np.isnan(low) & ~np.isnan(value)
    if plain.any():
        low, high = np.where(plain, value, low), np.where(plain, value, high)
    codes = reading.codes[kept]
    columns: dict[str, npt.NDArray[Any]] = {
        "low": low[kept],
        "high": high[kept],
        "step": reading.step[kept],
        "bound": reading.table(lambda item: BOUNDS.index(item.bound), 0, np.int8)[codes],
    }
    for name, fact in _FACTS.items():
        columns[name] = reading.table(fact, name.startswith("sure"), bool)[codes]
    asked = [_BASES.get((item.basis or "") if item else "", 0) for item in indicators]
    columns |= _bases(actuals["basis"], kept, np.array([*asked, 0], dtype=np.int8)[key[kept]])
    return columns


def _bases(own: pd.Series, kept: Any, asked: npt.NDArray[np.int8]) -> dict[str, npt.NDArray[Any]]:
    """Return the price basis of each report, and where it isn't the one that was asked for."""
    codes, names = _codes(own)
    basis = _spread([_BASES.get(name, 0) for name in names], codes[kept], np.int8, 0)
    return {
        "mismatch": (basis > 0) & (asked > 0) & (basis != asked),
        "basis": np.where(basis > 0, basis, asked),
    }


def _in_order(cell: Ints) -> tuple[Ints, Ints]:
    """Return the order that sorts the cells, equal ones as they come, and the sorted cells."""
    most = int(cell.max(initial=-1)) + 1
    if most <= 4 * len(cell) + 1024:  # a table of all that there may be beats a search
        table = np.full(most, -1, dtype=np.int64)
        table[cell] = np.arange(len(cell))
        found = np.flatnonzero(table >= 0)
        if len(found) == len(cell):
            return table[found], found
    order = np.argsort(cell, kind="stable")
    return order, cell[order]


def _choose(columns: dict[str, npt.NDArray[Any]], cell: Ints, published: Ints) -> tuple[Ints, Ints]:
    """Return the deciding report of each series and period, in their order (method 5.5c).

    Args:
        columns: the reports; `other` is written.
        cell: a number for series and period, in their order.
        published: the day on which each was published, 0 for unknown.

    Returns:
        the places of the deciding reports, and their cells.
    """
    order, key = _in_order(cell)
    same = np.zeros(len(key), dtype=bool)
    same[1:] = key[1:] == key[:-1]
    if not same.any():
        return order, key
    crowd = same.copy()
    crowd[:-1] |= same[1:]
    places = np.flatnonzero(crowd)
    rows = order[places]
    rank = np.lexsort(
        (
            rows,
            # nothing tells equal reports apart: their numbers do, not their places
            columns["high"][rows],
            columns["low"][rows],
            -published[rows],
            columns["grade"][rows],
            columns["status"][rows],
            columns["vague"][rows],
            columns["restated"][rows],
            columns["mismatch"][rows],
            key[places],
        )
    )
    order[places] = rows[rank]
    _mark_conflicts(columns, order, places, same)
    return order[~same], key[~same]


def _mark_conflicts(
    columns: dict[str, npt.NDArray[Any]], order: Ints, places: Ints, same: Bools
) -> None:
    """Name, at the deciding report, the first other whose interval is disjoint from its own."""
    low, high, basis = columns["low"], columns["high"], columns["basis"]
    leader = -1
    for place in places.tolist():
        row = order[place]
        if not same[place]:
            leader = row
            continue
        apart = (
            low[row] > high[leader]
            or high[row] < low[leader]
            or (low[row] == high[leader] and low[row] != high[row] and columns["low_open"][row])
            or (high[row] == low[leader] and low[row] != high[row] and columns["high_open"][row])
            or (
                high[leader] == low[row]
                and low[leader] != high[leader]
                and columns["high_open"][leader]
            )
            or (
                low[leader] == high[row]
                and low[leader] != high[leader]
                and columns["low_open"][leader]
            )
        )
        alike = (
            basis[row] == basis[leader] and columns["restated"][row] == columns["restated"][leader]
        )
        if apart and alike and columns["other"][leader] < 0:
            columns["other"][leader] = columns["row"][row]
