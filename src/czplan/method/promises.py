"""Which goals are one promise, and what later documents did to it (method 4.14).

A goal that a later document states again, for the same year, is one promise; one that asks for
more or less by that year is another; one whose number returns with a later year was put off.
Read from the words of all goals known, whatever year is asked about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from czplan.codes import Bools, Ints
from czplan.method.figure_store import Figures
from czplan.method.intervals import satisfies
from czplan.method.parts import published
from czplan.method.place_and_scope import where
from czplan.method.promise_goals import Goals, groups, read
from czplan.method.question import Question, first_day

if TYPE_CHECKING:
    from czplan.method.verdict_data import VerdictData


MOVES = ("raised", "lowered", "postponed")
"""What a later document may do to a promise; flags of both rows."""


class PromiseChange(NamedTuple):
    """What a later goal did to an earlier one; both are rows of the data set's targets."""

    code: str
    earlier: int
    later: int


class Promises(NamedTuple):
    """The promises that the goals of a data set are.

    Attributes:
        head: by row of `ds.targets`, the row that states its promise first.
        changes: by row, what happened to its promise, in the order of the documents.
    """

    head: Ints
    changes: Mapping[int, list[PromiseChange]] = MappingProxyType({})

    def changed(self, code: str) -> Bools:
        """Tell which rows carry a change of some kind."""
        found = np.zeros(len(self.head), dtype=bool)
        found[[row for row, made in self.changes.items() if any(x.code == code for x in made)]] = (
            True
        )
        return found


def find(ds: VerdictData, question: Question, figures: Figures) -> Promises:
    """Find the promises among the goals known at the question's day of knowledge."""
    targets = ds.targets
    known = published(ds, question, targets)
    head = np.arange(len(targets))
    group = groups(targets)
    crowd = np.bincount(group[known & (group >= 0)], minlength=int(group.max(initial=0)) + 1) > 1
    links = _links(targets, known)
    some = known & (group >= 0) & crowd[np.maximum(group, 0)]
    for pair in links:
        some[list(pair)] = True
    rows = np.flatnonzero(some)
    if not len(rows):
        return Promises(head)
    goals = read(ds, targets, rows, group)
    place = np.full(len(targets), -1)
    place[goals.row] = np.arange(len(rows))
    linked = [(int(place[old]), int(place[new])) for old, new in links]
    linked = [(min(pair), max(pair)) for pair in linked]  # the earlier document first
    first = _united(goals, linked)
    head[goals.row] = goals.row[first]
    rows_of: dict[int, list[int]] = {}
    for promise, row in zip(first.tolist(), goals.row.tolist(), strict=True):
        rows_of.setdefault(promise, []).append(row)
    at = where(targets).iloc[goals.row]
    series = figures.series_of.of(targets["indicator"].iloc[goals.row], at)
    changes: dict[int, list[PromiseChange]] = {}
    moved = _moved(goals, linked, first)
    for code, old, new in dict.fromkeys([
        *moved, *_postponed(goals, linked, first, series, figures),
    ]):  # fmt: skip
        change = PromiseChange(code, int(goals.row[old]), int(goals.row[new]))
        for row in {row: None for at in (old, new) for row in rows_of[int(first[at])]}:
            changes.setdefault(row, []).append(change)
    return Promises(head, changes)


def _links(targets: pd.DataFrame, known: Bools) -> list[tuple[int, int]]:
    """Return the rows of goals that `supersedes` links, the older first."""
    restated = np.flatnonzero(targets["supersedes"].notna().to_numpy() & known)
    if not len(restated):
        return []
    place = pd.Index(targets["id"]).get_indexer(targets["supersedes"].iloc[restated])
    pairs = zip(place.tolist(), restated.tolist(), strict=True)
    return [(old, new) for old, new in pairs if old >= 0 and known[old]]


def _united(goals: Goals, linked: list[tuple[int, int]]) -> Ints:
    """Return the place of the first statement of each goal's promise."""
    first = np.arange(len(goals.row))
    for run in _runs(goals, _told(goals), "due", "meaning", "side", "number"):
        first[run] = run[0]
    for a, b in linked:
        if _same(goals, a, b) and goals.due[a] == goals.due[b]:
            low, high = sorted((int(first[a]), int(first[b])))
            first[first == high] = low
    return first


def _told(goals: Goals) -> Bools:
    """Tell which goals are compared by their numbers, whether linked or not."""
    return (goals.group >= 0) & ~np.isnan(goals.number)


def _runs(goals: Goals, some: Bools, *names: str) -> Iterator[Ints]:
    """Yield the places of goals of one group that have all of some columns in common.

    Only of several; each in the order of the documents.
    """
    places = np.flatnonzero(some)
    keys = [getattr(goals, name)[places] for name in ("group", *names)]
    order = np.lexsort(keys)  # stable: equal keys stay in order
    change = np.zeros(len(order), dtype=bool)
    for key in keys:
        change[1:] |= np.diff(key[order]) != 0
    yield from (run for run in np.split(places[order], np.flatnonzero(change)) if len(run) > 1)


def _same(goals: Goals, a: int, b: int) -> bool:
    """Tell whether two linked goals ask for the same: number, unit and side, or both for none."""
    if np.isnan(goals.number[a]) or np.isnan(goals.number[b]):
        return bool(np.isnan(goals.number[a]) and np.isnan(goals.number[b]))
    return bool(goals.number[a] == goals.number[b] and _comparable(goals, a, b))


def _comparable(goals: Goals, a: int, b: int) -> bool:
    """Tell whether the numbers of two goals measure the same thing on the same side."""
    return bool(
        goals.meaning[a] == goals.meaning[b]
        and goals.side[a] == goals.side[b]
        and goals.unit[a] == goals.unit[b]
    )


def _moved(
    goals: Goals, linked: list[tuple[int, int]], first: Ints
) -> Iterator[tuple[str, int, int]]:
    """Yield the goals that a later document raised or lowered for the same year."""
    runs = _runs(goals, _told(goals) & (goals.side != 0), "due", "meaning", "side")
    pairs = [pair for run in runs for pair in pairwise(run.tolist())]
    pairs += [(a, b) for a, b in linked if goals.due[a] == goals.due[b]]
    for a, b in dict.fromkeys(pairs):
        more = (goals.number[b] - goals.number[a]) * goals.side[a]
        if (
            more
            and goals.document[a] != goals.document[b]
            and first[a] != first[b]
            and _comparable(goals, a, b)
        ):
            yield ("raised" if more > 0 else "lowered"), a, b


def _postponed(
    goals: Goals,
    linked: list[tuple[int, int]],
    first: Ints,
    series: Ints,
    figures: Figures,
) -> Iterator[tuple[str, int, int]]:
    """Yield the goals whose number a later document asks for by a later year."""
    for a, b in linked:
        if 0 <= goals.due[a] < goals.due[b] and _same(goals, a, b):
            yield "postponed", a, b
    order = np.argsort(goals.group, kind="stable")
    groups = goals.group[order]
    some = _told(goals) & (goals.due >= 0) & ~goals.yearly
    for run in _runs(goals, some, "meaning", "side", "number"):
        low, high = np.searchsorted(groups, goals.group[run[0]] + np.arange(2))
        others = order[low:high]
        before: dict[float, int] = {}  # by due year, the last document that asks for it by then
        for b in run.tolist():
            for due, a in before.items():
                if (
                    due < goals.due[b]
                    and goals.day[a] < goals.day[b]
                    and not _between(goals, others, a, b, first)
                    and not _renewed(goals, a, b, series, figures)
                ):
                    yield "postponed", a, b
            before[float(goals.due[b])] = b


def _between(goals: Goals, others: Ints, a: int, b: int, first: Ints) -> bool:
    """Tell whether a document between two others asks for something else by then."""
    day, due, promise = goals.day[others], goals.due[others], first[others]
    other = (day > goals.day[a]) & (day < goals.day[b])
    other &= (due >= goals.due[a]) & (due <= goals.due[b])
    return bool((other & (promise != first[a]) & (promise != first[b])).any())


def _renewed(goals: Goals, a: int, b: int, series: Ints, figures: Figures) -> bool:
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
