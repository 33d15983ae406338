"""Verdicts of goals with parts: ladders, each-year goals, 稳中提质 (method 4.9, 4.10, 4.13).

Several goals in one: the worst rules while running, all must be met in the end.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.method.decide import STALE, TOO_OLD
from czplan.method.question import Question
from czplan.method.working import State, bits
from czplan.vocabulary import STATUSES

__all__ = ["compose"]

Statuses = npt.NDArray[np.object_]

MET = ("met", "met_tolerance")
MISSED = ("not_met", "partly_met", "nearly_met")
RUNNING = ("regressing", "lagging", "slow", "on_track", "ahead", "met_early")
BEHIND = RUNNING[:3]
INHERITED = bits(
    "provisional", "bounded", "stale", "conflict", "range", "undated", "early", "basis_changed"
)
"""Flags that a parent takes over from its parts."""

_CARRIED = (
    "attainment_low",
    "attainment_high",
    "progress_low",
    "progress_high",
    "expected",
    "ratio_low",
    "ratio_high",
)


def compose(state: State, table: pd.DataFrame, status: Statuses, question: Question) -> None:
    """Write the verdicts of the parents from those of their parts, in place."""
    parent = table["parent"].to_numpy(dtype=np.int64)
    parts = np.flatnonzero(parent >= 0)
    owners = parent[parts]
    parents = np.flatnonzero(
        table["kind"].isin(("ladder", "each-year", "composite")).to_numpy() & (parent < 0)
    )
    for row in parents.tolist():
        if status[row] == "withdrawn" or state.fixed[row] >= 0:
            continue
        mine = parts[np.searchsorted(owners, row, "left") : np.searchsorted(owners, row, "right")]
        found = [str(item) for item in status[mine]]
        kind = table["kind"].iat[row]
        if kind == "ladder":
            verdict = _ladder(state, row, mine, found)
        elif kind == "each-year":
            verdict = _each_year(state, table, row, mine, found, question)
        else:
            verdict = _composite(state, row, mine, found)
        paced = verdict in RUNNING and verdict != "met_early"
        # without a due year there is no pace (5.6)
        status[row] = "in_progress" if paced and np.isnan(state.due[row]) else verdict
        union = np.bitwise_or.reduce(state.flags[mine]) if len(mine) else 0
        state.flags[row] |= union & INHERITED


def _worst(found: list[str], ranking: tuple[str, ...]) -> str:
    return min(found, key=ranking.index)


def _ladder(state: State, row: int, mine: npt.NDArray[np.int64], found: list[str]) -> str:
    """Worst tier while running; met if all are, partly if some are (method 4.9)."""
    good = sum(item in (*MET, "met_early") for item in found)
    state.note(row, f"tiers_met={good}/{len(found)}")
    _carry(state, row, mine)
    unsure = "indeterminate" in found
    # what is undecided may still turn out as its floor
    least = [
        STATUSES.codes[place] if item == "indeterminate" and place >= 0 else item
        for item, place in zip(found, state.floor[mine].tolist(), strict=True)
    ]
    if any(item in MISSED for item in found):
        if good:
            return "partly_met"
        # with failed tiers at best partly met, so that one more tier never lowers the verdict
        worst = _worst(["partly_met", *(item for item in least if item in MISSED)], MISSED)
        return "indeterminate" if unsure and worst != "partly_met" else worst
    behind = [item for item in least if item in BEHIND]
    if any(item in BEHIND for item in found):
        return _worst(behind, RUNNING)
    if all(item in MET for item in found):
        return "met" if all(item == "met" for item in found) else "met_tolerance"
    unknown = [item for item in found if item not in (*MET, *RUNNING)]
    if unknown:
        ranking = (
            "not_assessable",
            "indeterminate",
            "met_late",
            "due_no_data",
            "no_data",
            "in_progress",
            "not_started",
        )
        return _worst(unknown, (*ranking, *(code for code in STATUSES if code not in ranking)))
    running = [item for item in found if item in RUNNING]
    return _worst(running, RUNNING)


def _carry(state: State, row: int, mine: npt.NDArray[np.int64]) -> None:
    """Give a ladder's row the numbers of the tier with the least progress (method 5.6)."""
    if not len(mine):
        return
    progress = np.where(np.isnan(state.progress_low[mine]), np.inf, state.progress_low[mine])
    attained = np.where(np.isnan(state.attainment_low[mine]), np.inf, state.attainment_low[mine])
    least = mine[np.lexsort((attained, progress))[0]]
    for name in _CARRIED:
        getattr(state, name)[row] = getattr(state, name)[least]
    state.figure[row] = state.figure[least]
    state.at[row] = state.at[least]
    state.has_figure[row] = state.has_figure[least]


def _each_year(
    state: State,
    table: pd.DataFrame,
    row: int,
    mine: npt.NDArray[np.int64],
    found: list[str],
    question: Question,
) -> str:
    """Every year is its own verdict; a broken year can't be repaired (method 4.13)."""
    judged = [
        (part, item)
        for part, item in zip(mine.tolist(), found, strict=True)
        if item in (*MET, *MISSED, "indeterminate")
    ]
    kept = [item in MET for _, item in judged]
    unsure = any(item == "indeterminate" for _, item in judged)
    due = state.due[row]
    over = not np.isnan(due) and due <= question.end
    if not judged:
        open_ = [item for item in found if item in (*RUNNING, "not_assessable")]
        if open_:
            return open_[-1]
        if not np.isnan(state.start[row]) and question.end <= state.start[row]:
            return "not_started"
        return "due_no_data" if over else "no_data"
    rows = np.array([part for part, _ in judged])
    worst = rows[
        np.argsort(
            np.where(np.isnan(state.attainment_low[rows]), np.inf, state.attainment_low[rows])
        )[0]
    ]
    state.attainment_low[row], state.attainment_high[row] = (
        state.attainment_low[worst],
        state.attainment_high[worst],
    )
    newest = rows[-1]
    state.figure[row], state.first_figure[row] = state.figure[newest], state.figure[rows[0]]
    state.figure_low[row], state.figure_high[row] = (
        state.figure_low[newest],
        state.figure_high[newest],
    )
    state.at[row], state.has_figure[row] = state.at[newest], True
    state.note(row, f"years_ok={sum(kept)}/{len(kept)}")
    start = state.start[row]
    years = (
        round((min(due if not np.isnan(due) else question.end, question.end) - start) / 12)
        if not np.isnan(start)
        else len(kept)
    )
    missing = years > len(kept) and state.at[rows[-1]] / 12 - (
        start / 12 if not np.isnan(start) else 0
    ) > len(kept)
    state.flag("missing_years", np.array([row]), bool(missing))
    if over:
        failed = [item for _, item in judged if item in MISSED]
        if years > len(kept):
            state.flag("missing_years", np.array([row]))
        if failed and any(kept):
            return "partly_met"
        if failed and not unsure:
            return "not_met"
        if unsure:
            return "indeterminate"
        if years > len(kept):
            return "due_no_data"
        return "met" if all(item == "met" for _, item in judged) else "met_tolerance"
    age = question.moment - state.at[newest]
    state.flag("stale", np.array([row]), bool(age > STALE))
    if age > TOO_OLD:
        return "no_data"
    if judged[-1][1] == "indeterminate":
        return "indeterminate"
    if all(kept):
        return "on_track"
    if unsure and not any(item in MISSED for _, item in judged):
        return "indeterminate"
    return "slow" if kept[-1] else "lagging"


def _composite(state: State, row: int, mine: npt.NDArray[np.int64], found: list[str]) -> str:
    """稳 and 提质 must both hold; a 稳 that fails settles it (method 4.10, A42, B43, B44)."""
    if len(mine) < 2:
        return "not_assessable"
    steady, quality = found[0], found[1]
    first = mine[0]
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
        getattr(state, name)[row] = getattr(state, name)[first]
    if steady in MISSED:
        return "not_met"
    if "not_assessable" in (steady, quality):
        # a part without data yet may still come; one without a measure never will
        return "not_assessable"
    if steady in MET and quality in MET:
        return "met" if steady == quality == "met" else "met_tolerance"
    if steady in (*MET,) and quality in MISSED:
        return "partly_met"
    running = [item for item in found if item in RUNNING]
    open_ = [item for item in found if item not in (*RUNNING, *MET, *MISSED)]
    if open_:
        return open_[0]
    return _worst(running, RUNNING)
