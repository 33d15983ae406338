"""Whether a year is over: whether a full-year figure of it is known (method 2.8).

Counted before filters by grade: what is known of a year doesn't depend on whom one trusts.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.codes import Bools
from czplan.method.question import Question, late_sources
from czplan.period import Period

if TYPE_CHECKING:
    from czplan.method.verdict_data import VerdictData

_EXPECTED = "预计|预期|估计"
"""Words of an estimate, whatever the status of its record."""


def closed(ds: VerdictData, question: Question, own: pd.Series) -> Bools:
    """Tell of which goals, by their own places, the year judged is over.

    It is where a full-year figure of the place, final or preliminary, is known of that year or a
    later one; with a day of knowledge, where it was published by then and the year has ended.
    """
    if question.as_of is not None and question.as_of <= date(question.year, 12, 31).toordinal():
        return np.zeros(len(own), dtype=bool)
    known = _full_years(ds, question)
    places = ds.actuals["place"]
    if not places.notna().any():
        some = _told(ds, np.flatnonzero(known), np.zeros(int(known.sum()), dtype=np.int64))
        return np.full(len(own), len(some) > 0)
    rows = np.flatnonzero(known)
    coded, names = pd.factorize(places)
    codes = coded.astype(np.int64)
    ended = {None if code < 0 else names[code] for code in _told(ds, rows, codes[rows])}
    own = own.astype(object).where(own.notna(), None)
    return own.isin(list(ended)).to_numpy() | (own.isna().to_numpy() & (None in ended))


def _full_years(ds: VerdictData, question: Question) -> Bools:
    """Tell which figures are of a full year, the one judged or a later one, and no estimate."""
    actuals = ds.actuals
    codes, periods = pd.factorize(actuals["period"])
    spans = [Period.read(str(text)) for text in periods]
    full = [not span.is_part_year and span.last_year >= question.year for span in spans]
    known = np.array([*full, False], dtype=bool)[codes]
    known &= actuals["stated"].notna().to_numpy() | actuals["value"].notna().to_numpy()
    known &= ~(actuals["status"] == "estimate").to_numpy(dtype=bool, na_value=False)
    if question.as_of is not None:
        late = late_sources(ds, question.as_of)
        known &= ~actuals["source"].isin(late).to_numpy()
    return known


def _told(ds: VerdictData, rows: npt.NDArray[np.int64], codes: npt.NDArray[np.int64]) -> list[int]:
    """Return the places of which one figure at least isn't worded as an estimate."""
    found: list[int] = []
    while len(rows):
        # one figure a place is looked at; those of places that stay open come next
        _, first = np.unique(codes, return_index=True)
        words = ds.actuals["stated"].iloc[rows[first]].astype("str")
        expected = words.str.contains(_EXPECTED, regex=True, na=False).to_numpy(dtype=bool)
        found += codes[first[~expected]].tolist()
        left = np.ones(len(rows), dtype=bool)
        left[first] = False
        left &= ~np.isin(codes, found)
        rows, codes = rows[left], codes[left]
    return found
