"""Verdicts of goals with parts: ladders, each-year goals, 稳中提质 (method 4.9, 4.10, 4.13).

Several goals in one: the worst rules while running, all must be met in the end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.method.decide import STALE, TOO_OLD
from czplan.method.question import Question
from czplan.method.working import Rows, State, bits
from czplan.vocabulary import STATUSES

Statuses = npt.NDArray[np.object_]
Bools = npt.NDArray[np.bool_]

MET = ("met", "met_tolerance")
MISSED = ("not_met", "partly_met", "nearly_met")
RUNNING = ("regressing", "lagging", "slow", "on_track", "ahead", "met_early")
BEHIND = RUNNING[:3]
INHERITED = bits(
    *("provisional", "bounded", "stale", "conflict", "proxy", "lagged"),
    *("range", "undated", "early", "basis_changed"),
)
"""Flags that a parent takes over from its parts."""

_CARRIED = (
    "attainment_low", "attainment_high", "progress_low", "progress_high", "expected",
    "ratio_low", "ratio_high",
)  # fmt: skip


_CODES = STATUSES.codes
_RANK = {code: place for place, code in enumerate(_CODES)}


def _among(codes: Sequence[str]) -> Bools:
    """Return, by place in the table of statuses, whether it is one of some."""
    return np.array([code in codes for code in _CODES])


_MET, _MISSED, _RUNNING, _BEHIND = map(_among, (MET, MISSED, RUNNING, BEHIND))
_SURE_MET, _UNSURE = _among(("met",)), _among(("indeterminate",))
_UNKNOWN = (
    "not_assessable", "indeterminate", "met_late", "due_no_data", "no_data", "in_progress",
    "not_started",
)  # fmt: skip
"""Verdicts of tiers that say nothing yet, the one that rules first."""


def _order(ranking: Sequence[str]) -> Rows:
    """Return, by place in the table of statuses, the place in a ranking; the last for none."""
    return np.array([ranking.index(code) if code in ranking else len(ranking) for code in _CODES])


class _Family:
    """Goals of one kind with the verdicts of their parts.

    Attributes:
        rows: the goals; owner: by part, the place of its goal among them, ascending.
        parts: their rows; found: their verdicts, by place in the table of statuses.
    """

    def __init__(self, rows: Rows, owner: Rows, parts: Rows, status: Statuses) -> None:
        self.rows, self.owner, self.parts = rows, owner, parts
        self.found = np.array([_RANK[code] for code in status[parts].tolist()], dtype=np.int64)
        self.count = np.bincount(owner, minlength=len(rows))

    def __len__(self) -> int:
        return len(self.rows)

    def number(self, mask: Bools) -> Rows:
        """Return how many parts of each goal are so."""
        return np.bincount(self.owner[mask], minlength=len(self)).astype(np.int64)

    def some(self, mask: Bools) -> Bools:
        """Tell which goals have a part that is so."""
        return self.number(mask) > 0

    def worst(self, ranking: Sequence[str], mask: Bools, found: Rows) -> Statuses:
        """Return the first verdict in a ranking among some parts of each goal."""
        least = np.full(len(self), len(ranking))
        np.minimum.at(least, self.owner[mask], _order(ranking)[found[mask]])
        verdicts: Statuses = np.array([*ranking, ""], dtype=object)[least]
        return verdicts

    def last(self, mask: Bools) -> Rows:
        """Return the last part of each goal among some, -1 for none; a place in `parts`."""
        return self._one(np.flatnonzero(mask))

    def first(self, mask: Bools) -> Rows:
        """Return the first part of each goal among some, -1 for none; a place in `parts`."""
        return self._one(np.flatnonzero(mask)[::-1])

    def least(self, mask: Bools, *keys: npt.NDArray[np.float64]) -> Rows:
        """Return the part of each goal that comes first by the keys (the first weighs most)."""
        some = np.flatnonzero(mask)
        clear = [np.where(np.isnan(key[some]), np.inf, key[some]) for key in keys]
        return self._one(some[np.lexsort((*reversed(clear), self.owner[some]))][::-1])

    def _one(self, places: Rows) -> Rows:
        found = np.full(len(self), -1)
        found[self.owner[places]] = places  # the last of each stays
        return found


def compose(state: State, table: pd.DataFrame, status: Statuses, question: Question) -> None:
    """Write the verdicts of the parents from those of their parts, in place."""
    parent = table["parent"].to_numpy(dtype=np.int64)
    parts = np.flatnonzero(parent >= 0)
    kinds = table["kind"]
    for kind, verdicts in (
        ("ladder", _ladder),
        ("each-year", _each_year),
        ("composite", _composite),
    ):
        open_ = (kinds == kind).to_numpy(dtype=bool) & (parent < 0) & (state.fixed < 0)
        rows = np.flatnonzero(open_ & (status != "withdrawn"))
        if not len(rows):
            continue
        number = np.full(len(table), -1)
        number[rows] = np.arange(len(rows))
        mine = parts[number[parent[parts]] >= 0]
        family = _Family(rows, number[parent[mine]], mine, status)
        found = verdicts(state, family, question)
        # without a due year there is no pace (5.6)
        paced = np.isin(found, RUNNING) & (found != "met_early") & np.isnan(state.due[rows])
        status[rows] = np.where(paced, "in_progress", found)
        flags = np.zeros(len(rows), dtype=np.int64)
        np.bitwise_or.at(flags, family.owner, state.flags[mine])
        state.flags[rows] |= flags & INHERITED


def _table(*rows: tuple[Bools, Any], otherwise: Any) -> Statuses:
    """Return a verdict a goal: that of the first row whose condition holds."""
    size = len(rows[0][0])
    verdicts = [np.broadcast_to(np.asarray(verdict, dtype=object), size) for _, verdict in rows]
    rest = np.broadcast_to(np.asarray(otherwise, dtype=object), size)
    return np.select([condition for condition, _ in rows], verdicts, rest)


def _ladder(state: State, family: _Family, question: Question) -> Statuses:
    """Worst tier while running; met if all are, partly if some are (method 4.9)."""
    found = family.found
    good = family.number(_MET[found] | _among(("met_early",))[found])
    for row, some, every in zip(
        family.rows.tolist(), good.tolist(), family.count.tolist(), strict=True
    ):
        state.note(row, f"tiers_met={some}/{every}")
    _carry(state, family)
    unsure = family.some(_UNSURE[found])
    # what is undecided may still turn out as its floor
    floor = state.floor[family.parts].astype(np.int64)
    least = np.where(_UNSURE[found] & (floor >= 0), floor, found)
    # with failed tiers at best partly met, so that one more tier never lowers the verdict
    lost = family.worst(MISSED, _MISSED[least], least)
    lost = np.where(lost == "not_met", "not_met", "partly_met").astype(object)
    lost[unsure & (lost == "not_met")] = "indeterminate"
    unknown = ~_MET[found] & ~_RUNNING[found]
    ranking = (*_UNKNOWN, *(code for code in _CODES if code not in _UNKNOWN))
    missed = family.some(_MISSED[found])
    return _table(
        (missed & (good > 0), "partly_met"),
        (missed, lost),
        (family.some(_BEHIND[found]), family.worst(RUNNING, _BEHIND[least], least)),
        (~family.some(~_SURE_MET[found]), "met"),
        (~family.some(~_MET[found]), "met_tolerance"),
        (family.some(unknown), family.worst(ranking, unknown, found)),
        otherwise=family.worst(RUNNING, _RUNNING[found], found),
    )


def _carry(state: State, family: _Family) -> None:
    """Give ladders the numbers of the tier with the least progress (method 5.6)."""
    every = np.ones(len(family.parts), dtype=bool)
    parts = family.parts
    place = family.least(every, state.progress_low[parts], state.attainment_low[parts])
    some = place >= 0
    rows, least = family.rows[some], parts[place[some]]
    for name in (*_CARRIED, "figure", "at", "has_figure"):
        column = getattr(state, name)
        column[rows] = column[least]


def _each_year(state: State, family: _Family, question: Question) -> Statuses:
    """Every year is its own verdict; a broken year can't be repaired (method 4.13)."""
    found, rows, parts = family.found, family.rows, family.parts
    kept, failed, open_ = _MET[found], _MISSED[found], _UNSURE[found]
    judged = kept | failed | open_
    count, good = family.number(judged), family.number(kept)
    due, start = state.due[rows], state.start[rows]
    over = ~np.isnan(due) & (due <= question.end)
    newest = family.last(judged)
    some = np.flatnonzero(newest >= 0)
    years, missing = _years(state, family, question, judged, count)
    state.flag("missing_years", rows, missing | (over & (count > 0) & (years > count)))
    age = np.full(len(rows), -np.inf)
    age[some] = question.moment - state.at[parts[newest[some]]]
    running = ~over & (count > 0)
    state.flag("stale", rows, running & (age > STALE))
    for row, fine, several in zip(
        rows[some].tolist(), good[some].tolist(), count[some].tolist(), strict=True
    ):
        state.note(row, f"years_ok={fine}/{several}")
    unsure, lost = family.some(open_), family.some(failed)
    latest = found[np.maximum(newest, 0)] if len(found) else np.zeros(len(rows), dtype=np.int64)
    hint = family.last(_RUNNING[found] | _among(("not_assessable",))[found])
    hints = np.array(_CODES, dtype=object)[found[hint]] if len(found) else hint.astype(object)
    with np.errstate(invalid="ignore"):
        early = ~np.isnan(start) & (question.end <= start)
    return _table(
        ((count == 0) & (hint >= 0), hints),
        ((count == 0) & early, "not_started"),
        ((count == 0) & over, "due_no_data"),
        (count == 0, "no_data"),
        (over & lost & (good > 0), "partly_met"),
        (over & lost & ~unsure, "not_met"),
        (over & unsure, "indeterminate"),
        (over & (years > count), "due_no_data"),
        (over & (family.number(_SURE_MET[found]) == count), "met"),
        (over, "met_tolerance"),
        (age > TOO_OLD, "no_data"),
        (_UNSURE[latest], "indeterminate"),
        (good == count, "on_track"),
        (unsure & ~lost, "indeterminate"),
        (_MET[latest], "slow"),
        otherwise="lagging",
    )


def _years(
    state: State, family: _Family, question: Question, judged: Bools, count: Rows
) -> tuple[npt.NDArray[np.float64], Bools]:
    """Carry the figures of the judged years; return how many there should be by now.

    Returns:
        the years of each goal so far, and whether one before its newest is missing.
    """
    parts = family.parts
    newest, oldest = family.last(judged), family.first(judged)
    worst = family.least(judged, state.attainment_low[parts])
    some = np.flatnonzero(newest >= 0)
    rows, last = family.rows[some], parts[newest[some]]
    for name in ("attainment_low", "attainment_high"):
        getattr(state, name)[rows] = getattr(state, name)[parts[worst[some]]]
    for name in ("figure", "figure_low", "figure_high", "at"):
        getattr(state, name)[rows] = getattr(state, name)[last]
    state.first_figure[rows] = state.figure[parts[oldest[some]]]
    state.has_figure[rows] = True
    due, start = state.due[family.rows], state.start[family.rows]
    until = np.fmin(due, question.end)
    years = np.where(np.isnan(start), count, np.round((until - start) / 12))
    passed = np.full(len(family), -np.inf)
    passed[some] = state.at[last] / 12
    passed -= np.where(np.isnan(start), 0.0, start / 12)
    return years, (years > count) & (passed > count)


def _composite(state: State, family: _Family, question: Question) -> Statuses:
    """稳 and 提质 must both hold; a 稳 that fails settles it (method 4.10, A42, B43, B44)."""
    every = np.ones(len(family.parts), dtype=bool)
    one, two = family.first(every), family.last(every)
    first = family.parts[one]
    for name in (
        "figure",
        "first_figure",
        "at",
        "has_figure",
        "figure_low",
        "figure_high",
        "low",
        "high",
    ):
        getattr(state, name)[family.rows] = getattr(state, name)[first]
    steady, quality = family.found[one], family.found[two]
    lost = _among(("not_assessable",))
    known = _RUNNING | _MET | _MISSED
    names = np.array(_CODES, dtype=object)
    return _table(
        (_MISSED[steady], "not_met"),
        # a part without data yet may still come; one without a measure never will
        (lost[steady] | lost[quality], "not_assessable"),
        (_SURE_MET[steady] & _SURE_MET[quality], "met"),
        (_MET[steady] & _MET[quality], "met_tolerance"),
        (_MET[steady] & _MISSED[quality], "partly_met"),
        (~known[steady], names[steady]),
        (~known[quality], names[quality]),
        otherwise=family.worst(RUNNING, _RUNNING[family.found], family.found),
    )
