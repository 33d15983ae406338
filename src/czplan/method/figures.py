"""The reported figures as columns: read once a distinct phrase, one deciding report a period.

`Figures` holds one row for each indicator, scope and period, sorted so that the figure of a
series at or before a month is a binary search away. Which report of a period decides follows
method 5.5c.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan import figure
from czplan.method.question import Question, last_day
from czplan.method.wordings import figure_ends, read_all
from czplan.period import Period
from czplan.vocabulary import FIGURE_STATUSES, GRADES

if TYPE_CHECKING:
    from czplan.dataset import Dataset

__all__ = ["BOUNDS", "Figures", "Index", "prepare"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

BOUNDS = tuple(figure.BOUNDS)
"""Bounds of a wording, by the code that the columns hold."""

_SHIFT = 16
_FACTS = ("low_open", "high_open", "sure_low", "sure_high", "vague", "cumulative", "estimate")


@dataclass(frozen=True, slots=True)
class Index:
    """Some of the figures, sorted by series and end, for binary search."""

    keys: Ints
    rows: Ints

    def at(self, series: Ints, month: Ints) -> Ints:
        """Return the position in `Figures` of the figure that ends at `month`; -1 for none."""
        found, keys = self._before(series, month)
        return np.where(keys == (series << _SHIFT | month), found, -1)

    def latest(self, series: Ints, month: Ints) -> Ints:
        """Return the position of the last figure that ends at or before `month`; -1 for none."""
        found, keys = self._before(series, month)
        return np.where((keys >> _SHIFT) == series, found, -1)

    def _before(self, series: Ints, month: Ints) -> tuple[Ints, Ints]:
        place = np.searchsorted(self.keys, series << _SHIFT | month, side="right") - 1
        ok = (place >= 0) & (series >= 0)
        if not len(self.keys):
            none = np.full(len(series), -1, dtype=np.int64)
            return none, none.copy()
        safe = np.where(ok, place, 0)
        return np.where(ok, self.rows[safe], -1), np.where(ok, self.keys[safe], -1)

    def between(self, series: Ints, after: Ints, until: Ints) -> tuple[Ints, Ints]:
        """Return all figures that end after one month and until another, target by target.

        Returns:
            two columns: the place of the target in `series`, and the position in `Figures`;
            sorted by target and by end.
        """
        first = np.searchsorted(self.keys, series << _SHIFT | np.maximum(after, 0), side="right")
        last = np.searchsorted(self.keys, series << _SHIFT | np.maximum(until, 0), side="right")
        count = np.where(series >= 0, np.maximum(last - first, 0), 0)
        owner = np.repeat(np.arange(len(series)), count)
        offset = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
        return owner, self.rows[np.repeat(first, count) + offset] if len(owner) else owner


class Figures:
    """One deciding figure a series and period, as columns.

    Attributes (arrays of one length): series, start, end (months), low, high, step, low_open,
    high_open, sure_low, sure_high, vague, cumulative, estimate, bound (code in `BOUNDS`), status
    (rank in FIGURE_STATUSES), grade (rank in GRADES), undated, restated, mismatch (price basis
    other than the indicator's), basis (0 unknown, 1 nominal, 2 real), row (place in `ds.actuals`),
    other (place of a report that contradicts, -1 for none).
    """

    def __init__(self, columns: dict[str, npt.NDArray[Any]], series_of: Series) -> None:
        self._columns = columns
        self.series_of = series_of
        span = columns["end"] - columns["start"]
        whole = columns["end"] % 12 == 0
        self.years = self._index(whole & (span == 12))
        self.points = self._index(span <= 12)
        told = ~columns["vague"]
        self.told_years = self._index(whole & (span == 12) & told)
        self.told_points = self._index((span <= 12) & told)
        self.parts = self._index(~whole)
        self.spans = self._index(whole & (span > 12))
        self.any = self._index(np.ones(len(span), dtype=bool))

    def __getattr__(self, name: str) -> npt.NDArray[Any]:
        try:
            return self._columns[name]
        except KeyError as error:
            raise AttributeError(name) from error

    def __len__(self) -> int:
        return len(self._columns["series"])

    def _index(self, mask: Bools) -> Index:
        rows = np.flatnonzero(mask)
        keys = self._columns["series"][rows] << _SHIFT | self._columns["end"][rows]
        return Index(keys, rows)


class Series:
    """Numbers for series: what a figure and a target must share (indicator or target, scope)."""

    def __init__(self, keys: pd.Index, scopes: pd.Index) -> None:
        self._keys = keys
        self._scopes = scopes

    def of(self, key: pd.Series, scope: pd.Series) -> Ints:
        """Return the number of each pair of key and scope; -1 where no figure has it."""
        first = _lookup(self._keys, key)
        second = _lookup(self._scopes, scope)
        ok = (first >= 0) & (second >= 0)
        return np.where(ok, first * len(self._scopes) + second, -1)


def _lookup(index: pd.Index, values: pd.Series) -> Ints:
    codes, distinct = pd.factorize(values)
    place = np.append(index.get_indexer(pd.Index(distinct)), -1)
    return place[codes].astype(np.int64)


def _codes(column: pd.Series) -> tuple[npt.NDArray[np.int64], pd.Index]:
    """Return codes and distinct values of a column; -1 for missing."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy().astype(np.int64), column.cat.categories
    codes, distinct = pd.factorize(column)
    return codes.astype(np.int64), pd.Index(distinct)


def _spread(values: list[Any], codes: Ints, dtype: Any, missing: Any) -> npt.NDArray[Any]:
    """Return the value of each row from the values of the distinct codes."""
    table = np.array([*values, missing], dtype=dtype)
    return table[codes]


def _sources(ds: Dataset) -> pd.DataFrame:
    """Return grade rank and publication day (0 for undated) by source id."""
    rows = {
        key: (GRADES.rank(source.grade), last_day(source.published) if source.published else 0)
        for key, source in ds.sources.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=["grade", "published"])


def prepare(ds: Dataset, question: Question) -> Figures:
    """Read the reported figures of a data set into columns, for one question.

    Only reports of periods that end by the year, of a trusted enough grade and published by
    `as_of` are taken. Outcomes (done, under-way ...) are no figures; see `milestone`.
    """
    actuals = ds.actuals
    key, keys = _codes(actuals["indicator"])
    scope, scopes = _codes(actuals["scope"])
    period, periods = _codes(actuals["period"])
    spans = [Period.read(str(text)) for text in periods]
    start = _spread([span.start for span in spans], period, np.int64, 0)
    end = _spread([span.end for span in spans], period, np.int64, 0)

    source, names = _codes(actuals["source"])
    known = _sources(ds).reindex(pd.Index(names))
    grade = _spread(known["grade"].fillna(2).tolist(), source, np.int64, 2)
    published = _spread(known["published"].fillna(0).tolist(), source, np.int64, 0)

    figured = actuals["stated"].notna().to_numpy() | actuals["value"].notna().to_numpy()
    keep = figured & (end <= question.end) & (grade <= GRADES.rank(question.grade))
    if question.as_of is not None:
        keep &= published <= question.as_of
    rows = np.flatnonzero(keep)

    columns: dict[str, npt.NDArray[Any]] = {
        "series": (key * len(scopes) + scope)[rows],
        "start": start[rows],
        "end": end[rows],
        "grade": grade[rows],
        "undated": published[rows] == 0,
        "row": rows,
    }
    words = actuals[["stated", "value", "basis"]]
    words = words if len(rows) == len(words) else words.iloc[rows]
    columns |= _read(ds, words, key[rows], keys)
    status, statuses = _codes(actuals["status"])
    columns["status"] = _spread(
        [FIGURE_STATUSES.rank(str(name)) for name in statuses], status, np.int64, 0
    )[rows]
    columns["restated"] = actuals["restated"].fillna(False).to_numpy(dtype=bool)[rows]
    columns["other"] = np.full(len(rows), -1, dtype=np.int64)
    return Figures(_choose(columns, published[rows]), Series(keys, scopes))


def _read(
    ds: Dataset, actuals: pd.DataFrame, key: Ints, keys: pd.Index
) -> dict[str, npt.NDArray[Any]]:
    """Read the words of each distinct pair of phrase and indicator's unit and measure."""
    indicators = [ds.indicators.get(str(name)) for name in keys]
    ways = [(item.unit, item.measure) if item else ("", "") for item in indicators]
    way, distinct = pd.factorize(pd.Index(ways, tupleize_cols=False))
    bases = [
        {"nominal": 1, "real": 2}.get((item.basis or "") if item else "", 0) for item in indicators
    ]
    own, names = _codes(actuals["basis"])
    basis = _spread(
        [{"nominal": 1, "real": 2}.get(str(name), 0) for name in names], own, np.int64, 0
    )
    asked = _spread(bases, key, np.int64, 0)
    stated, phrases = _codes(actuals["stated"])
    width = max(len(distinct), 1)
    pair, pairs = pd.factorize(np.where(stated >= 0, stated * width + way[key], -1))
    pairs = pairs.astype(np.int64)
    said = pairs >= 0
    reading = read_all(
        phrases.astype(object).tolist(),
        pairs[said] // width,
        pairs[said] % width,
        lambda words, number: figure.interpret(words, *distinct[number]),
        lambda item: item.number,
        lambda number: str(distinct[number][0]),
    )
    columns: dict[str, npt.NDArray[Any]] = {}
    low, high = figure_ends(reading)
    place = np.full(len(pairs), len(reading.codes), dtype=np.int64)
    place[said] = np.arange(len(reading.codes))
    of = place[pair]
    for name, values in (("low", low), ("high", high), ("step", reading.step)):
        columns[name] = np.append(values, np.nan)[of]
    codes = np.append(reading.codes, len(reading.readings))[of]
    for name in _FACTS:
        facts = [getattr(item, name) for item in reading.readings]
        columns[name] = _spread(facts, codes, bool, name.startswith("sure"))
    bounds = [BOUNDS.index(item.bound) for item in reading.readings]
    columns["bound"] = _spread(bounds, codes, np.int64, 0)
    value = actuals["value"].to_numpy(dtype=np.float64, na_value=np.nan)
    plain = np.isnan(columns["low"]) & ~np.isnan(value)
    columns["low"] = np.where(plain, value, columns["low"])
    columns["high"] = np.where(plain, value, columns["high"])
    columns["mismatch"] = (basis > 0) & (asked > 0) & (basis != asked)
    columns["basis"] = np.where(basis > 0, basis, asked)
    return columns


def _choose(columns: dict[str, npt.NDArray[Any]], published: Ints) -> dict[str, npt.NDArray[Any]]:
    """Sort by series, end and start, and keep the deciding report of each (method 5.5c)."""
    key = columns["series"] << 32 | columns["end"] << _SHIFT | columns["start"]
    if not len(key):
        return columns
    order = np.argsort(key, kind="stable")
    key = key[order]
    same = np.zeros(len(key), dtype=bool)
    same[1:] = key[1:] == key[:-1]
    if same.any():
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
    kept = order[~same]
    return {name: values[kept] for name, values in columns.items()}


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
