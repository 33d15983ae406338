"""The reports of a data set as figures: each wording read, one deciding report a period.

A report is taken where its period ends by the year, its source is trusted enough and was
published by then. Which report of a period decides follows method 5.5c.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.codes import Codes, narrow, pieces
from czplan.method.figure_store import Column, Figures, LazyColumn, Series
from czplan.method.index import DENSE, Index, Moments, counted
from czplan.method.question import Question, last_day
from czplan.method.where import where
from czplan.period import Period
from czplan.quantity import figure_words
from czplan.quantity.figure_words import Figure
from czplan.quantity.many import FigureEnds, read_all
from czplan.vocabulary import FIGURE_STATUSES, GRADES

if TYPE_CHECKING:
    from czplan.method.given import Given

__all__ = ["prepare"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

Of = Callable[[Any], npt.NDArray[Any]]
"""What gives a column's values at some places."""

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


def _codes(column: pd.Series) -> tuple[Codes, list[str]]:
    """Return codes and distinct texts of a column; -1 for missing."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes: Any = column.cat.codes.to_numpy()
        return codes, column.cat.categories.astype(object).tolist()
    found, distinct = pd.factorize(column)
    return found.astype(np.int64, copy=False), distinct.astype(object).tolist()


def prepare(ds: Given, question: Question) -> Figures:
    """Read the reported figures of a data set into columns, for one question.

    Only reports of periods that end by the year, of a trusted enough grade and published by
    `as_of` are taken. Outcomes (done, under-way ...) are no figures; see `milestone`.
    """
    actuals = ds.actuals
    key, keys = _codes(actuals["indicator"])
    scope, scopes = _codes(where(actuals))
    period, periods = _codes(actuals["period"])
    moments = Moments(Period.read(text) for text in periods)
    moment = np.append(moments.codes, 0).astype(narrow(len(periods)))[period]

    source, names = _codes(actuals["source"])
    known = [ds.source_records.get(name) for name in names]
    grades = np.array([*(GRADES.rank(item.grade) if item else 2 for item in known), 2])
    days = [last_day(item.published) if item and item.published else 0 for item in known]
    published = np.array([*days, 0], dtype=np.int64)
    trusted = grades <= GRADES.rank(question.grade)
    if question.as_of is not None:
        trusted &= published <= question.as_of

    keep = actuals["stated"].notna().to_numpy() | actuals["value"].notna().to_numpy()
    keep &= np.append(moments.ends <= question.end, False)[moment] & trusted[source]
    rows = None if keep.all() else np.flatnonzero(keep)
    count = len(keep) if rows is None else len(rows)

    status, statuses = _codes(actuals["status"])
    ranks = np.array([*(FIGURE_STATUSES.rank(name) for name in statuses), 0])
    restated = actuals["restated"].to_numpy(dtype=bool, na_value=False)
    width = len(scopes)

    def column(of: Of) -> LazyColumn:
        return LazyColumn(of if rows is None else lambda places: of(rows[places]))

    columns: dict[str, Column] = {
        "series": column(lambda at: key[at].astype(np.int64) * width + scope[at]),
        "start": column(lambda at: moments.starts[moment[at]]),
        "end": column(lambda at: moments.ends[moment[at]]),
        "grade": column(lambda at: grades[source[at]]),
        "published": column(lambda at: published[source[at]]),
        "undated": column(lambda at: published[source[at]] == 0),
        "status": column(lambda at: ranks[status[at]]),
        "restated": column(lambda at: restated[at]),
        "row": column(lambda at: _places(at, count)),
    }
    read, told = _read(ds, actuals, key, keys)
    columns |= {name: column(of) for name, of in read.items()}

    def cell(at: Any) -> Ints:
        series = key[at].astype(np.int64) * width + scope[at]
        return np.asarray((series << moments.bits) + moment[at])

    most = (len(keys) * width) << moments.bits
    index = _choose(columns, column(cell), most, count, moments)
    return Figures(
        columns,
        count,
        index,
        None if told else ~columns["vague"][index.rows],
        Series(pd.Index(keys), pd.Index(scopes)),
    )


def _places(at: Any, count: int) -> npt.NDArray[Any]:
    """Return places, a slice of them as whole numbers."""
    return np.arange(*at.indices(count)) if isinstance(at, slice) else np.asarray(at)


def _read(
    ds: Given, actuals: pd.DataFrame, key: Codes, keys: list[str]
) -> tuple[dict[str, Of], bool]:
    """Read the words of the reports, each by its indicator's unit and measure.

    Returns:
        columns of all reports, and whether every report has a number.
    """
    indicators = [ds.indicator_records.get(name) for name in keys]
    ways = [
        (item.unit, item.measure) if item else ds.counted(name)
        for item, name in zip(indicators, keys, strict=True)
    ]
    distinct = list(dict.fromkeys(ways))
    of_key = [*(distinct.index(pair) for pair in ways), 0]
    reading = read_all(
        ds.phrases,
        np.array(of_key, dtype=narrow(len(distinct)))[key],
        lambda words, number: figure_words.interpret(words, *distinct[number]),
        lambda item: item.number,
        lambda number: distinct[number][0],
    )
    codes, ends = reading.codes, FigureEnds(reading)
    low: Of = ends.low
    high: Of = ends.high
    if actuals["value"].notna().any():
        value = actuals["value"].to_numpy(dtype=np.float64, na_value=np.nan)
        low, high = _or_value(low, value), _or_value(high, value)
    columns: dict[str, Of] = {
        "low": low,
        "high": high,
        "step": reading.step,
    }
    for name, fact in _FACTS.items():
        columns[name] = _looked_up(reading.table(fact, name.startswith("sure"), bool), codes)
    asked = np.array([*(_BASES.get((x.basis or "") if x else "", 0) for x in indicators), 0])
    own, names = _codes(actuals["basis"])
    bases = np.array([*(_BASES.get(name, 0) for name in names), 0])

    def mismatch(at: Any) -> npt.NDArray[np.bool_]:
        mine, theirs = bases[own[at]], asked[key[at]]
        return np.asarray((mine > 0) & (theirs > 0) & (mine != theirs))

    def basis(at: Any) -> npt.NDArray[np.int64]:
        mine = bases[own[at]]
        return np.asarray(np.where(mine > 0, mine, asked[key[at]]))

    columns |= {"mismatch": mismatch, "basis": basis}
    return columns, not any(item.vague for item in reading.readings)


def _looked_up(table: npt.NDArray[Any], codes: Codes) -> Of:
    return lambda at: table[codes[at]]


def _or_value(end: Of, value: npt.NDArray[np.float64]) -> Of:
    """Return the column of ends with plain values where no words give one."""

    def found(at: Any) -> npt.NDArray[np.float64]:
        known = end(at)
        return np.where(np.isnan(known), value[at], known)

    return found


def _choose(
    columns: dict[str, Column], cell: LazyColumn, most: int, count: int, moments: Moments
) -> Index:
    """Return the index of the deciding report of each series and period (method 5.5c).

    Args:
        columns: the reports; `other` is added.
        cell: a number for series and period, in their order.
        most: more than the largest of these numbers.
        count: how many reports there are.
        moments: the periods that occur.
    """
    columns["other"] = LazyColumn(lambda places: np.full(np.shape(places), -1))
    dense = most <= DENSE * count + 1024
    if dense:  # a table of all that there may be beats sorting
        table = np.full(most, -1, dtype=narrow(count))
        for rows in pieces(count):
            table[cell[rows]] = np.arange(rows.start, rows.stop)
        present = table >= 0
        before = counted(present)
        if before[-1] == count:
            keys = np.flatnonzero(present).astype(narrow(most))
            return Index(keys, table[keys], moments, before)
    key = cell[:]
    order = np.argsort(key, kind="stable")
    key = key[order]
    same = np.zeros(len(key), dtype=bool)
    same[1:] = key[1:] == key[:-1]
    if same.any():
        _rank(columns, order, key, same)
    return Index(key[~same], order[~same], moments, before if dense else None)


def _rank(columns: dict[str, Column], order: Ints, key: Ints, same: Bools) -> None:
    """Put the deciding report first among those of one series and period, in place."""
    crowd = same.copy()
    crowd[:-1] |= same[1:]
    places = np.flatnonzero(crowd)
    rows = order[places]
    # the weightiest facts as one number, by how few there are of each
    weight = columns["mismatch"][rows].astype(np.int64)
    for name in ("restated", "vague", "status", "grade"):
        weight = weight << 8 | columns[name][rows]
    rank = np.lexsort(
        (
            rows,
            # nothing tells equal reports apart: their numbers do, not their places
            columns["high"][rows],
            columns["low"][rows],
            -columns["published"][rows],
            weight,
            key[places],
        )
    )
    order[places] = rows[rank]
    _mark_conflicts(columns, order[places], same[places], len(order))


def _mark_conflicts(columns: dict[str, Column], rows: Ints, follows: Bools, count: int) -> None:
    """Name, at the deciding report, the first other whose interval is disjoint from its own.

    Args:
        columns: the reports; `other` is written.
        rows: those of which there are several for a series and period, the deciding one first.
        follows: which of them aren't the first of their series and period.
        count: how many reports there are.
    """
    leader = np.maximum.accumulate(np.where(follows, 0, np.arange(len(rows))))[follows]
    names = ("low", "high", "low_open", "high_open", "basis", "restated")
    one = _Reports(*(columns[name][rows[follows]] for name in names))
    two = _Reports(*(columns[name][rows[leader]] for name in names))
    apart = (one.basis == two.basis) & (one.restated == two.restated)
    apart &= _below(one, two) | _below(two, one)
    other = np.full(count, -1, dtype=np.int64)
    # written from behind: of several the first stays
    other[rows[leader[apart]][::-1]] = columns["row"][rows[follows][apart]][::-1]
    columns["other"] = other


class _Reports(NamedTuple):
    """What of reports tells whether they contradict others."""

    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    low_open: Bools
    high_open: Bools
    basis: Ints
    restated: Bools


def _below(one: _Reports, two: _Reports) -> Bools:
    """Tell which intervals lie wholly below the other: an end that is left out doesn't touch."""
    touch = (one.high == two.low) & (
        ((one.low != one.high) & one.high_open) | ((two.low != two.high) & two.low_open)
    )
    return np.asarray((one.high < two.low) | touch)
