"""Which goals are one promise, and what later documents did to it (method 4.14).

A goal that a later document states again, for the same year, is one promise; one that asks for
more or less by that year is another; one whose number returns with a later year was put off.
Read from the words of all goals known, whatever year is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.method.ask_goals import read
from czplan.method.figure_store import Figures
from czplan.method.intervals import satisfies
from czplan.method.parts import measures, published
from czplan.method.question import Question, first_day, last_day
from czplan.method.where import where
from czplan.method.working import round9
from czplan.quantity.many import goal_numbers

if TYPE_CHECKING:
    from czplan.method.given import Given

__all__ = ["MOVES", "PromiseChange", "Promises", "find"]

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

MOVES = ("raised", "lowered", "postponed")
"""What a later document may do to a promise; flags of both rows."""

_TOTALS = ("additions", "reduction", "average-growth")
"""Kinds whose number counts from the goal's own first year."""

_YEARLY = (
    "growth",
    "average-growth",
    "additions",
    "parity",
    "direction",
    "composite",
    "each-year",
    "maintain",
    "reduction",
)
"""Kinds that each plan asks for its own years: the same number later is no delay."""

_ALIKE = {"share": "level", "coverage": "level"}
"""Kinds whose numbers measure the same thing as another kind's."""


class PromiseChange(NamedTuple):
    """What a later goal did to an earlier one; both are rows of the data set's targets."""

    code: str
    earlier: int
    later: int


@dataclass(frozen=True, slots=True)
class Promises:
    """The promises that the goals of a data set are.

    Attributes:
        head: by row of `ds.targets`, the row that states its promise first.
        changes: by row, what happened to its promise, in the order of the documents.
    """

    head: Ints
    changes: dict[int, list[PromiseChange]] = field(default_factory=dict)

    def changed(self, code: str) -> Bools:
        """Tell which rows carry a change of some kind."""
        found = np.zeros(len(self.head), dtype=bool)
        found[[row for row, made in self.changes.items() if any(x.code == code for x in made)]] = (
            True
        )
        return found


class _Goals(NamedTuple):
    """The goals that may have to do with another, in the order of their documents.

    Attributes:
        row: in `ds.targets`; group: place, indicator and scope, -1 without an indicator.
        document: its number; day: when it was published.
        meaning: what the number measures; side: +1 floor, -1 cap, 0 to be kept; number: NaN for
            none; years: the plan's length; yearly: asked anew by each plan.
    """

    row: Ints
    group: Ints
    document: Ints
    day: Ints
    due: npt.NDArray[np.float64]
    meaning: Ints
    side: Ints
    number: npt.NDArray[np.float64]
    strict: Bools
    yearly: Bools
    unit: Ints


def find(ds: Given, question: Question, figures: Figures) -> Promises:
    """Find the promises among the goals known at the question's day of knowledge."""
    targets = ds.targets
    known = published(ds, question, targets)
    head = np.arange(len(targets))
    group = _groups(targets)
    crowd = np.bincount(group[known & (group >= 0)], minlength=int(group.max(initial=0)) + 1) > 1
    links = _links(targets, known)
    some = known & (group >= 0) & crowd[np.maximum(group, 0)]
    for pair in links:
        some[list(pair)] = True
    rows = np.flatnonzero(some)
    if not len(rows):
        return Promises(head)
    goals = _read(ds, targets, rows, group)
    place = np.full(len(targets), -1)
    place[goals.row] = np.arange(len(rows))
    linked = [(int(place[old]), int(place[new])) for old, new in links]
    linked = [(min(pair), max(pair)) for pair in linked]  # the earlier document first
    first = _united(goals, linked)
    head[goals.row] = goals.row[first]
    changes: dict[int, list[PromiseChange]] = {}
    together: dict[int, list[int]] = {}
    for at in np.flatnonzero(np.bincount(first, minlength=len(first))[first] > 1).tolist():
        together.setdefault(int(first[at]), []).append(int(goals.row[at]))
    for code, old, new in [
        *_moved(goals, linked, first),
        *_postponed(goals, linked, first, _series(ds, figures, targets, goals), figures),
    ]:
        change = PromiseChange(code, int(goals.row[old]), int(goals.row[new]))
        for at in (old, new):
            alone = [int(goals.row[at])]
            for row in together.get(int(first[at]), alone):
                if change not in changes.setdefault(row, []):
                    changes[row].append(change)
    return Promises(head, changes)


def _groups(targets: pd.DataFrame) -> Ints:
    """Number the goals' subjects: place, indicator and scope; -1 without an indicator."""
    indicator = pd.factorize(targets["indicator"])[0].astype(np.int64)
    code = indicator
    for name in ("scope", "place"):
        if name in targets:
            found, distinct = pd.factorize(targets[name])
            code = code * (len(distinct) + 1) + found + 1
    found = pd.factorize(code)[0].astype(np.int64)
    return np.where(indicator < 0, -1, found)


def _links(targets: pd.DataFrame, known: Bools) -> list[tuple[int, int]]:
    """Return the rows of goals that `supersedes` links, the older first."""
    restated = np.flatnonzero(targets["supersedes"].notna().to_numpy() & known)
    if not len(restated):
        return []
    place = pd.Index(targets["id"]).get_indexer(targets["supersedes"].iloc[restated])
    pairs = zip(place.tolist(), restated.tolist(), strict=True)
    return [(old, new) for old, new in pairs if old >= 0 and known[old]]


def _read(ds: Given, targets: pd.DataFrame, rows: Ints, group: Ints) -> _Goals:
    """Read the words of the goals at some rows."""
    day, document = _documents(ds, targets, rows)
    order = np.lexsort((rows, day))
    rows, day, document = rows[order], day[order], document[order]
    table = targets.iloc[rows].reset_index(drop=True)
    measures(ds, table)
    table["is_year"] = False
    asks = read(table)
    number = goal_numbers(asks)["target"]

    def of(name: str, dtype: Any, missing: Any) -> npt.NDArray[Any]:
        return asks.of(lambda item: getattr(item, name), missing, dtype)

    multiple = of("multiple", np.float64, np.nan)
    start = table["start"].to_numpy(dtype=np.float64, na_value=np.nan)
    due = table["due"].to_numpy(dtype=np.float64, na_value=np.nan)
    years = due - start + 1
    # an average over n years of additions is n times as many in all
    total = of("average", bool, False) & (asks.of(lambda x: x.kind, "", object) == "additions")
    number = np.where(np.isnan(multiple), number * np.where(total, years, 1), multiple)
    kind = pd.Series(asks.of(lambda item: item.kind, "", object))
    operator = asks.of(lambda item: item.operator, "", object)
    way = of("direction", np.int64, 1)
    cap = np.isin(operator, ("<=", "<"))
    floor = np.isin(operator, (">=", ">", "parity"))
    side = np.where(cap, -1, np.where(floor, 1, way))
    vague = of("vague", bool, False)
    told = np.isin(kind, ("parity", "direction"))
    words = pd.MultiIndex.from_arrays([
        kind.replace(_ALIKE),
        of("relative", bool, False),
        of("rise", bool, False),
        ~np.isnan(multiple),
        of("since", np.float64, -1.0),
        np.where(kind.isin(_TOTALS), np.nan_to_num(start, nan=-1.0), 0.0),
        np.where(kind == "parity", table["reference"].astype(object).fillna(""), ""),
        np.where(kind == "direction", of("steady", bool, False), False),
        # tasks, and words without a number to compare, are alike in nothing but their links
        np.where(np.isnan(number) & (~told | vague), np.arange(len(rows)), -1),
    ])  # fmt: skip
    one_year = years == 1
    flow = (table["measure"].astype(object) == "flow").to_numpy()
    yearly = kind.isin(_YEARLY).to_numpy() | (one_year & (flow | (side < 0)))
    return _Goals(
        row=rows,
        group=group[rows],
        document=document,
        day=day,
        due=np.nan_to_num(due, nan=-1.0),
        meaning=pd.factorize(words)[0].astype(np.int64),
        side=side,
        number=np.where(np.isnan(number) & told, 0.0, round9(number)),
        strict=np.isin(operator, (">", "<")),
        yearly=yearly,
        unit=pd.factorize(table["unit"])[0].astype(np.int64),
    )


def _documents(ds: Given, targets: pd.DataFrame, rows: Ints) -> tuple[Ints, Ints]:
    """Return the day on which each goal's document came out, and the document's number.

    A document without a date is taken to open its plan's first year.
    """
    plans, ids = pd.factorize(targets["plan"].iloc[rows])
    plan = [ds.plan_records.get(str(name)) for name in ids]
    first = [item.first if item else None for item in plan]
    opened = np.array([first_day(year) if year else 0 for year in first], dtype=np.int64)[plans]
    sources, names = pd.factorize(targets["source"].iloc[rows])
    found = [ds.source_records.get(str(name)) for name in names]
    days = [last_day(item.published) if item and item.published else 0 for item in found]
    published = np.array([*days, 0], dtype=np.int64)[sources]
    day = np.where(published > 0, published, opened)
    return day, np.where(sources >= 0, sources, len(names) + plans).astype(np.int64)


def _united(goals: _Goals, linked: list[tuple[int, int]]) -> Ints:
    """Return the place of the first statement of each goal's promise."""
    every = np.arange(len(goals.row))
    first = every.copy()
    own = np.flatnonzero((goals.group >= 0) & ~np.isnan(goals.number))
    for run in _runs(own, goals.group, goals.due, goals.meaning, goals.side, goals.number):
        first[run] = run[0]
    alike = [(a, b) for a, b in linked if _same(goals, a, b) and goals.due[a] == goals.due[b]]
    changed = bool(alike)
    while changed:  # chains of restatements are short
        changed = False
        for a, b in alike:
            low, high = sorted((int(first[a]), int(first[b])))
            if low != high:
                first[first == high] = low
                changed = True
    return first


def _runs(places: Ints, *keys: npt.NDArray[Any]) -> Iterator[Ints]:
    """Yield the places whose keys are all the same, where there are several, each in order."""
    if not len(places):
        return
    order = places[np.lexsort((places, *(key[places] for key in reversed(keys))))]
    change = np.zeros(len(order), dtype=bool)
    for key in keys:
        change[1:] |= key[order[1:]] != key[order[:-1]]
    first = np.flatnonzero(change)
    for run in np.split(order, first):
        if len(run) > 1:
            yield run


def _same(goals: _Goals, a: int, b: int) -> bool:
    """Tell whether two linked goals ask for the same: number, unit and side, or both for none."""
    if np.isnan(goals.number[a]) or np.isnan(goals.number[b]):
        return bool(np.isnan(goals.number[a]) and np.isnan(goals.number[b]))
    return bool(goals.number[a] == goals.number[b] and _comparable(goals, a, b))


def _comparable(goals: _Goals, a: int, b: int) -> bool:
    """Tell whether the numbers of two goals measure the same thing on the same side."""
    return bool(
        goals.meaning[a] == goals.meaning[b]
        and goals.side[a] == goals.side[b]
        and goals.unit[a] == goals.unit[b]
    )


def _moved(
    goals: _Goals, linked: list[tuple[int, int]], first: Ints
) -> Iterator[tuple[str, int, int]]:
    """Yield the goals that a later document raised or lowered for the same year."""
    own = np.flatnonzero((goals.group >= 0) & ~np.isnan(goals.number) & (goals.side != 0))
    pairs = [
        (a, b)
        for run in _runs(own, goals.group, goals.due, goals.meaning, goals.side)
        for a, b in pairwise(run.tolist())
    ]
    pairs += [(a, b) for a, b in linked if goals.due[a] == goals.due[b]]
    for a, b in dict.fromkeys(pairs):
        if (
            goals.document[a] != goals.document[b]
            and first[a] != first[b]
            and _comparable(goals, a, b)
            and goals.side[a]
        ):
            more = (goals.number[b] - goals.number[a]) * goals.side[a]
            if more:
                yield ("raised" if more > 0 else "lowered"), a, b


def _postponed(
    goals: _Goals,
    linked: list[tuple[int, int]],
    first: Ints,
    series: Ints,
    figures: Figures,
) -> Iterator[tuple[str, int, int]]:
    """Yield the goals whose number a later document asks for by a later year."""
    for a, b in linked:
        if 0 <= goals.due[a] < goals.due[b] and _same(goals, a, b):
            yield "postponed", a, b
    own = np.flatnonzero((goals.group >= 0) & ~np.isnan(goals.number) & (goals.due >= 0))
    own = own[~goals.yearly[own]]
    pairs = [
        (a, b)
        for run in _runs(own, goals.group, goals.meaning, goals.side, goals.number)
        for a, b in pairwise(run.tolist())
        if goals.due[a] < goals.due[b] and goals.day[a] < goals.day[b]
    ]
    for a, b in pairs:
        if not _between(goals, a, b, first) and not _renewed(goals, a, b, series, figures):
            yield "postponed", a, b


def _between(goals: _Goals, a: int, b: int, first: Ints) -> bool:
    """Tell whether a document between two others asks for something else by then."""
    other = (goals.group == goals.group[a]) & (goals.day > goals.day[a])
    other &= (goals.day < goals.day[b]) & (goals.due >= goals.due[a]) & (goals.due <= goals.due[b])
    other &= (first != first[a]) & (first != first[b])
    return bool(other.any())


def _renewed(goals: _Goals, a: int, b: int, series: Ints, figures: Figures) -> bool:
    """Tell whether the later document asks anew for what was kept or reached.

    A floor is put off unless its year reached it before the later document was out; a cap asked
    for again is kept on, unless its year's figure broke it.
    """
    year = int(goals.due[a])
    cap = bool(goals.side[a] < 0)
    if series[a] < 0 or (not cap and goals.day[b] < first_day(year + 1)):
        return cap
    place = figures.years.at(series[[a]], np.array([year * 12]))
    if place[0] < 0:
        return cap
    number, up = goals.number[[a]], np.array([not cap])
    found = satisfies(figures, place, number, up, goals.strict[[a]])[0]
    return bool(found != -1 if cap else found == 1)


def _series(ds: Given, figures: Figures, targets: pd.DataFrame, goals: _Goals) -> Ints:
    some = targets.iloc[goals.row]
    return figures.series_of.of(some["indicator"], where(some))
