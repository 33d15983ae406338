"""The statuses as a decision table: the first row that applies wins (method 5.1 to 5.3)."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from czplan.codes import Bools
from czplan.method.pace import (
    AHEAD,
    BEYOND,
    LAGGING,
    NEARLY,
    ON_TRACK,
    PARTLY,
    REGRESSING,
    SLOW,
    classify,
)
from czplan.method.question import Question
from czplan.method.working import State, round9
from czplan.vocabulary import STATUSES

_PROVEN = ("met", "met_early", "met_tolerance", "nearly_met", "partly_met", "not_met")
STALE, TOO_OLD = 24, 36
"""Months before the day judged: a figure of that age is marked, or says nothing of the course."""

PACES = ("ahead", "on_track", "slow", "lagging", "regressing")


def _grade(merit: npt.NDArray[np.float64], by_progress: Bools) -> npt.NDArray[np.int64]:
    """Return the class of a shortfall: 2 nearly, 1 partly (needs progress), 0 the rest."""
    m = round9(merit)
    with np.errstate(invalid="ignore"):
        return np.select([m >= NEARLY, (m >= PARTLY) & by_progress], [2, 1], 0)


def decide(s: State, question: Question) -> npt.NDArray[np.object_]:
    """Return the status of each row, and set the flags that follow from it."""
    every = np.arange(s.size)
    with np.errstate(invalid="ignore"):
        due = s.due <= question.end
    changed = s.flagged("basis_changed", every)
    final = s.settled
    running = s.has_figure & ~final & ~s.late & (~due | s.in_year)
    yes, maybe, no = s.satisfied == 1, s.satisfied == 0, s.satisfied == -1
    within = s.within == 1
    # the whole interval satisfies, but a convention says so: met, for all that is known
    likely = maybe & (s.likely == 1)
    unsure = maybe | (no & (s.within == 0)) | ((yes | within) & changed)
    worse = _grade(s.merit_low, s.measured_by_progress)
    better = _grade(s.merit_high, s.measured_by_progress)
    grade = np.where(s.hold, 0, np.minimum(worse, better))
    early = running & ~s.by_pace
    low, high = s.pace_low, s.pace_high
    capped = np.where(s.official & (s.milestone_met == -1), np.fmin(low, SLOW), low)
    capped = np.where(s.official & (s.milestone_met == -1) & np.isnan(capped), SLOW, capped)
    with np.errstate(invalid="ignore"):
        mixed = (low < ON_TRACK) & (high >= ON_TRACK) & ~s.official
    unknown = np.isnan(capped)
    # what was reached and can't be lost again needs no new figure
    kept = yes & s.cumulative & ~s.hold & ~s.by_pace & ~changed
    old = running & (question.moment - s.at > TOO_OLD) & ~kept

    table: list[tuple[str, Bools]] = [
        # 5.1 no verdict possible
        ("withdrawn", s.withdrawn),
        ("no_data", old & ~s.not_assessable & ~s.not_started),
        *((code, s.fixed == STATUSES.rank(code)) for code in STATUSES),
        ("not_assessable", s.not_assessable),
        ("not_started", s.not_started),
        # 5.2 final
        ("met", final & yes & ~changed),
        ("met_late", s.late & yes & ~changed),
        ("indeterminate", s.late & yes),
        ("not_met", s.late & no & s.cumulative),
        ("indeterminate", final & likely),
        ("met_tolerance", final & within & ~changed),
        ("indeterminate", final & unsure),
        ("nearly_met", final & (grade == 2)),
        ("partly_met", final & (grade == 1)),
        ("not_met", final),
        ("due_no_data", due & ~running),
        ("no_data", ~running),
        # 5.3 running; without a due year there is no pace (5.6)
        ("met_early", early & yes & ~s.hold & ~changed),
        ("in_progress", np.isnan(s.due)),
        ("indeterminate", early & yes & changed),
        ("on_track", early & s.hold & yes),
        ("regressing", early & s.hold & no),
        ("indeterminate", early & (s.hold | likely)),
        ("on_track", s.official & (s.milestone_met == 1)),
        ("indeterminate", s.official & (s.milestone_met == 0)),
        ("indeterminate", unknown & maybe & (s.likely >= 0) & ~s.by_pace & ~np.isnan(s.target)),
        ("in_progress", unknown),
        ("indeterminate", mixed),
        ("ahead", capped == AHEAD),
        ("on_track", capped == ON_TRACK),
        ("slow", capped == SLOW),
        ("lagging", capped == LAGGING),
        ("regressing", capped == REGRESSING),
    ]
    chosen = np.full(s.size, STATUSES.rank("in_progress"), dtype=np.int8)
    for code, condition in reversed(table):
        chosen[condition] = STATUSES.rank(code)
    s.floor[:] = np.where(_is(chosen, "indeterminate"), _floor(final, grade, capped), -1)
    _flag(s, question, chosen, running, worse != better)
    return np.array(STATUSES.codes, dtype=object)[chosen]


def _floor(final: Bools, grade: npt.NDArray[np.int64], pace: Any) -> npt.NDArray[np.int64]:
    """Return the rank of the least status that each row may have, -1 where nothing tells."""
    missed = np.array([STATUSES.rank(code) for code in ("not_met", "partly_met", "nearly_met")])
    paced = np.array([*(STATUSES.rank(code) for code in reversed(PACES)), -1])
    at = np.where(np.isnan(pace), len(PACES), pace).astype(np.int64)
    return np.where(final, missed[grade], paced[at])


def _is(chosen: npt.NDArray[np.int8], *codes: str) -> Bools:
    """Return which rows have one of some statuses."""
    return np.array([code in codes for code in STATUSES])[chosen]


def _flag(
    s: State,
    question: Question,
    chosen: npt.NDArray[np.int8],
    running: Bools,
    spans: Bools,
) -> None:
    """Set the flags that depend on the verdict (method 5.5b)."""
    every = np.arange(s.size)
    final = s.settled
    bounded = s.flagged("bounded", every)
    paced = running & ~np.isnan(s.pace_low)
    missed = _is(chosen, "nearly_met", "partly_met", "not_met")
    decided = final | running & (~s.by_pace & ~s.official)
    proven = _is(chosen, *_PROVEN) | s.hold & _is(chosen, "on_track", "regressing")
    s.flag("implied", every, s.implied & decided & proven)
    s.flag(
        "range",
        every,
        (bounded | (s.ratio_low != s.ratio_high) & ~np.isnan(s.ratio_low))
        & paced
        & _is(chosen, *PACES, "indeterminate"),
    )
    s.flag("range", every, bounded & missed & spans)
    s.flag("range", every, _is(chosen, "met_tolerance") & (s.satisfied == 0))
    with np.errstate(invalid="ignore"):
        s.flag(
            "exceeded",
            every,
            _is(chosen, "met", "met_early")
            & (round9(s.attainment_low) >= BEYOND)
            & ~s.flagged("proxy", every),
        )
        s.flag("early", every, paced & (round9(s.expected) < 0.2))
        other = classify(s.cagr)
        s.flag(
            "path_sensitive",
            every,
            paced
            & ~np.isnan(other)
            & (other != s.pace_low)
            & ~s.by_pace
            & ~s.official
            & _is(chosen, *PACES),
        )
        s.flag("stale", every, s.has_figure & ~final & ~s.late & (question.moment - s.at > STALE))
