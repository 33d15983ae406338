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

from czplan.codes import Codes, Ints, narrow
from czplan.method.deciding import choose
from czplan.method.figure_store import Figures, LazyColumn, Series
from czplan.method.index import Moments
from czplan.method.place_and_scope import where
from czplan.method.question import Question, last_day
from czplan.period import Period
from czplan.quantity import figure_words
from czplan.quantity.figure_words import Figure
from czplan.quantity.many import FigureEnds, read_all
from czplan.vocabulary import FIGURE_STATUSES, GRADES

if TYPE_CHECKING:
    from czplan.method.verdict_data import VerdictData
    from czplan.records import Source


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


def prepare(ds: VerdictData, question: Question) -> Figures:
    """Read the reported figures of a data set into columns, for one question.

    Only reports of periods that end by the year, of a trusted enough grade and published by
    `as_of` are taken. Outcomes (done, under-way ...) are no figures; see `milestone`.
    """
    actuals = ds.actuals
    key, keys = _codes(actuals["indicator"])
    scope, scopes = _codes(where(actuals))
    period, periods = _codes(actuals["period"])
    lag, years = _own_years(actuals)
    moments = Moments([Period.read(text) for text in periods] + [Period.read(y) for y in years])
    codes = narrow(len(moments.ends))
    moment = np.append(moments.codes[: len(periods)], 0).astype(codes)[period]

    source, names = _codes(actuals["source"])
    grades, published, held = _of_sources([ds.source_records.get(name) for name in names])
    trusted = grades <= GRADES.rank(question.grade)
    if question.as_of is not None:
        trusted &= published <= question.as_of

    told = actuals["stated"].notna().to_numpy() | actuals["value"].notna().to_numpy()
    told &= trusted[source]
    keep = told & np.append(moments.ends <= question.end, False)[moment]
    rows = None if keep.all() else np.flatnonzero(keep)
    count = len(keep) if rows is None else len(rows)
    width = len(scopes)
    series: Of = lambda at: key[at].astype(np.int64) * width + scope[at]  # noqa: E731
    when: Of = lambda at: moment[at]  # noqa: E731
    twins = np.zeros(0, dtype=np.int64)
    first = len(keys) * width
    own_year: dict[str, npt.NDArray[Any]] = {}
    if lag is not None:
        own = np.append(moments.codes[len(periods) :], 0)[lag]
        own = np.where(lag >= 0, own, moment)
        every = series(slice(None))
        twins = np.unique(every[told & (lag >= 0)])
        more = np.flatnonzero(told & np.isin(every, twins) & (moments.ends[own] <= question.end))
        kept = np.arange(count) if rows is None else rows
        rows = np.concatenate([kept, more])
        own_year = _by_own_year(kept, more, every, twins, first, moment, own, lag)
        count = len(rows)

    def column(of: Of) -> LazyColumn[Any]:
        return LazyColumn(of if rows is None else lambda places: of(rows[places]))

    columns: dict[str, LazyColumn[Any]] = {
        "series": column(series),
        "moment": column(when),
        "row": column(lambda at: _places(at, count)),
        "lagged": LazyColumn(lambda at: np.zeros(np.shape(_places(at, count)), dtype=bool)),
    }
    columns |= {name: LazyColumn(values.__getitem__) for name, values in own_year.items()}
    stated = _statements(actuals, source, grades, published, held)
    columns |= {name: column(of) for name, of in stated.items()}
    stands = columns["moment"]
    columns["start"] = LazyColumn(lambda at: moments.starts[stands[at]])
    columns["end"] = LazyColumn(lambda at: moments.ends[stands[at]])
    read, all_told = _read(ds, actuals, key, keys)
    columns |= {name: column(of) for name, of in read.items()}
    numbered = columns["series"]
    cell = LazyColumn(lambda at: (numbered[at] << moments.bits) + stands[at])

    most = (first + len(twins)) << moments.bits
    index, rivals = choose(columns, cell, most, count, moments)
    return Figures(
        columns,
        count,
        index,
        None if all_told else ~columns["vague"][index.rows],
        Series(pd.Index(keys), pd.Index(scopes), twins),
        rivals,
    )


def _of_sources(known: list[Source | None]) -> tuple[Ints, Ints, Ints]:
    """Return each source's grade, day of publication (0: none) and `_held`; last: of no source."""
    grades = np.array([*(GRADES.rank(item.grade) if item else 2 for item in known), 2])
    days = [last_day(item.published) if item and item.published else 0 for item in known]
    held = np.array([*(_held(item) for item in known), 1])
    return grades, np.array([*days, 0], dtype=np.int64), held


def _by_own_year(
    kept: Ints,
    more: Ints,
    every: Ints,
    twins: Ints,
    first: int,
    moment: Codes,
    own: Ints,
    lag: Ints,
) -> dict[str, npt.NDArray[Any]]:
    """Return the columns of the reports kept and of those seen anew by the year they are of.

    Goals of other plans see the figures of these series by the statistical year (M7).

    Args:
        kept, more: the reports, and those that a twin of their series holds, too.
        every: each report's series; twins: those that have one, numbered from `first`.
        moment, own: each report's period and own year; lag: its own year's code, -1 for none.
    """
    lagged = np.zeros(len(kept) + len(more), dtype=bool)
    lagged[: len(kept)] = lag[kept] >= 0
    return {
        "series": np.concatenate([every[kept], first + np.searchsorted(twins, every[more])]),
        "moment": np.concatenate([moment[kept].astype(np.int64), own[more]]),
        "lagged": lagged,
    }


def _statements(
    actuals: pd.DataFrame, source: Codes, grades: Ints, published: Ints, held: Ints
) -> dict[str, Of]:
    """Return what the reports say of themselves and what is known of their sources."""
    status, statuses = _codes(actuals["status"])
    ranks = np.array([*(FIGURE_STATUSES.rank(name) for name in statuses), 0])
    restated = actuals["restated"].to_numpy(dtype=bool, na_value=False)
    proxy = actuals["proxy"].to_numpy(dtype=bool, na_value=False)
    quoted = actuals["text"].notna().to_numpy()
    return {
        "grade": lambda at: grades[source[at]],
        "published": lambda at: published[source[at]],
        "undated": lambda at: published[source[at]] == 0,
        "status": lambda at: ranks[status[at]],
        "restated": lambda at: restated[at],
        "proxy": lambda at: proxy[at],
        # read in its own text, else its text not held, else known through another document
        "reading": lambda at: np.where(quoted[at] | (held[source[at]] > 0), held[source[at]], 1),
    }


def _own_years(actuals: pd.DataFrame) -> tuple[Ints | None, list[str]]:
    """Return the statistical year of each report as a code (-1: its period's), and the years."""
    if not actuals["of"].notna().any():
        return None, []
    codes, years = pd.factorize(actuals["of"])
    return codes.astype(np.int64), [str(int(year)) for year in years]


def _held(source: Source | None) -> int:
    """Return how a source was read: 0 in its own text, 1 its text isn't held, 2 through another."""
    if source is None:
        return 1
    return 2 if source.via else 0 if source.sha256 else 1


def _places(at: Any, count: int) -> npt.NDArray[Any]:
    """Return places, a slice of them as whole numbers."""
    return np.arange(*at.indices(count)) if isinstance(at, slice) else np.asarray(at)


def _read(
    ds: VerdictData, actuals: pd.DataFrame, key: Codes, keys: list[str]
) -> tuple[dict[str, Of], bool]:
    """Read the words of the reports, each by its indicator's unit and measure.

    Returns:
        columns of all reports, and whether every report has a number.
    """
    indicators = [ds.indicator_records.get(name) for name in keys]
    # what an outcome alone is told of has no words to be read
    worded = np.zeros(len(keys), dtype=bool)
    worded[key[actuals["stated"].notna().to_numpy()]] = True
    ways = [
        (item.unit, item.measure) if item else ds.counted(name) if read else ("", "")
        for item, name, read in zip(indicators, keys, worded.tolist(), strict=True)
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
