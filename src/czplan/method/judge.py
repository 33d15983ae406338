"""One question put to one data set: every goal asked about, judged (method, whole).

Goals and figures become columns, each kind writes its arithmetic into the working columns, the
decision table reads them, and parents are composed from their parts.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.method import baseline, compose, promises
from czplan.method.ask_goals import prepare as prepare_goals
from czplan.method.closed_years import closed
from czplan.method.contest import Turn, affected, by_own_measure, turned
from czplan.method.decide import decide
from czplan.method.figure_reading import prepare as prepare_figures
from czplan.method.figure_store import Figures
from czplan.method.kinds import (
    additions,
    compound,
    growth,
    levels,
    maintain,
    milestone,
    parity,
    trend,
)
from czplan.method.parts import asked, explode
from czplan.method.promises import MOVES, Promises
from czplan.method.question import Question
from czplan.method.working import State
from czplan.vocabulary import STATUSES

if TYPE_CHECKING:
    from czplan.method.verdict_data import VerdictData

Answer = TypeVar("Answer")

FEWEST = 20_000
"""So many goals are worth a processor of their own."""

DERIVED = (
    "attainment_low", "attainment_high", "progress_low", "progress_high", "expected",
    "ratio_low", "ratio_high", "gap_low", "gap_high", "cagr", "required",
)  # fmt: skip
"""Working columns that say how a figure stands to its goal."""

_POINTS = ("level", "share", "coverage", "rank")


class Judgement(NamedTuple):
    """What was asked and what came out, row by row; parts follow their parent.

    Attributes:
        table: the goals, with what their words ask; state: the working columns;
        status: the verdicts; evidence: by row, the outcome that decided a task;
        promises: of all goals of the data set;
        turns: by row, what another report would make of the verdict.
    """

    dataset: VerdictData
    question: Question
    table: pd.DataFrame
    state: State
    figures: Figures
    status: npt.NDArray[np.object_]
    evidence: dict[int, tuple[str, int, str]]
    promises: Promises
    turns: dict[int, Turn]


def judge(
    ds: VerdictData, question: Question, ids: list[str] | None = None, *, promised: bool = True
) -> Judgement:
    """Judge the goals that `question` is about, or those of them named in `ids`.

    `promised`: look which goals are one promise; it decides no verdict, flags it at most.
    """
    targets = asked(ds, question, ds.targets)
    if ids is not None:
        targets = targets[targets["id"].isin(ids)].reset_index(drop=True)
    figures = prepare_figures(ds, question)
    if promised:
        found = promises.find(ds, question, figures)
    else:
        found = Promises(np.arange(len(ds.targets)))
    return _judge(ds, question, targets, figures, found)


def judge_side_by_side(
    ds: VerdictData, question: Question, answer: Callable[[Judgement], Answer]
) -> list[Answer]:
    """Judge the goals that `question` is about in parts, one a processor, where they are many.

    No goal's verdict depends on another goal; those that are parts of one stay with it.

    Args:
        answer: what is to be made of each judgement.

    Returns:
        the answers, in the order of the goals.
    """
    with ThreadPoolExecutor(1) as threads:
        goals = threads.submit(lambda: asked(ds, question, ds.targets))
        figures = prepare_figures(ds, question)
    targets = goals.result()
    found = promises.find(ds, question, figures)
    count = max(1, min(os.cpu_count() or 1, len(targets) // FEWEST))
    bounds = [len(targets) * part // count for part in range(count + 1)]
    parts = [targets.iloc[first:last] for first, last in pairwise(bounds)]

    def work(part: pd.DataFrame) -> Answer:
        return answer(_judge(ds, question, part.reset_index(drop=True), figures, found))

    if count == 1:
        return [work(parts[0])]
    with ThreadPoolExecutor(count) as threads:
        return list(threads.map(work, parts))


@np.errstate(all="ignore")  # what has no number comes out as none
def _judge(
    ds: VerdictData,
    question: Question,
    targets: pd.DataFrame,
    figures: Figures,
    found: Promises,
) -> Judgement:
    """Judge some goals by some figures, and by those that rivals of the deciding reports give."""
    table = explode(ds, targets, figures, question)
    asks = prepare_goals(table, figures)
    every = np.arange(asks.size)
    untouched = asks.of_rows(every, figures) if figures.contested else asks
    made = _verdicts(ds, question, table, asks)
    state, table, status = made.state, made.table, made.status
    turns = _by_rivals(ds, question, untouched, made) if figures.contested else {}
    nearer = by_own_measure(state, table, status)
    status[list(nearer)] = "indeterminate"
    turns |= nearer
    state.flag("contested", np.array(sorted(turns), dtype=np.int64))
    row = table["row"].to_numpy(dtype=np.int64)
    for code in MOVES:
        state.flag(code, np.flatnonzero(found.changed(code)[row]))
    return Judgement(ds, question, table, state, figures, status, made.evidence, found, turns)


class _Made(NamedTuple):
    """Verdicts of goals and parts; see `Judgement`."""

    table: pd.DataFrame
    state: State
    status: npt.NDArray[np.object_]
    evidence: dict[int, tuple[str, int, str]]


def _by_rivals(ds: VerdictData, question: Question, asks: State, made: _Made) -> dict[int, Turn]:
    """Judge the goals that rest on contradicted figures again by each rival report (3.3).

    A verdict that turns between reports that only a date tells apart becomes undecided. What the
    goals ask, and which parts they have, doesn't depend on which report decides.

    Args:
        asks: the working columns of all goals before any figure was taken.
        made: the verdicts by the reports that decide.

    Returns:
        by row, what another report would make of the verdict, where it is of another family.
    """
    turns: dict[int, Turn] = {}
    state, figures = made.state, asks.figures
    rows = np.flatnonzero(affected(state, made.table, figures))
    if not len(rows):
        return turns
    some = made.table.iloc[rows].reset_index(drop=True)
    parent = some["parent"].to_numpy(dtype=np.int64)
    some["parent"] = np.where(parent < 0, -1, np.searchsorted(rows, parent))

    def by(nth: int, *, ties: bool) -> npt.NDArray[np.int64]:
        """Return the rows whose verdict the rivals turn."""
        rivals = figures.with_rivals(nth, ties=ties)
        if rivals is figures:
            return rows[:0]
        other = _verdicts(ds, question, some, asks.of_rows(rows, rivals)).status
        return turned(made.status, other, rows, turns, partial(_rival, made))

    undecided = []
    for nth in range(figures.contested):
        changed = by(nth, ties=False)
        mine = figures.rivals.nth == nth
        tied, other = (
            affected(state, made.table, figures, mine & which)
            for which in (figures.rivals.tie, ~figures.rivals.tie)
        )
        # a goal on which rivals of both sorts bear is judged by those of one sort, too
        mixed = (tied & other).any()
        undecided.append(by(nth, ties=True) if mixed else changed[tied[changed]])
    for changed in undecided:
        made.status[changed] = "indeterminate"
    return turns


def _rival(made: _Made, row: int) -> int:
    """Return the row of a report that excludes one which a verdict rests on, -1 where unknown."""
    s, figures = made.state, made.state.figures
    place = int(s.figure[row])
    if place >= 0 and figures.other[place] >= 0:
        return int(figures.other[place])
    places = figures.any.rows[figures.rivals.cell].astype(np.int64)
    mine = (s.series[row], s.reference[row], s.stock[row], s.prices[row])
    some = figures.rivals.place[np.isin(figures.series[places], [x for x in mine if x >= 0])]
    return int(figures.row[some[-1]]) if len(some) else -1


def _verdicts(ds: VerdictData, question: Question, table: pd.DataFrame, state: State) -> _Made:
    """Judge goals and parts by the figures of their working columns."""
    figures = state.figures
    baseline.find(state, table, figures, _baselines(table))
    _kinds(state, table, figures, question, ds)
    _years_over(state, table, ds, question)
    evidence = milestone.judge(state, table, ds, question)
    _unverifiable(state, table)
    _bounds_of_time(state, table, question)
    _lost_subjects(state, table)
    _no_numbers(state)
    status = decide(state, question)
    if question.as_of is not None and len(figures):
        place = state.figure
        state.flag(
            "undated",
            np.flatnonzero((place >= 0) & figures.undated[np.where(place >= 0, place, 0)]),
        )
    compose.compose(state, table, status, question)
    return _Made(table, state, status, evidence)


def _years_over(state: State, table: pd.DataFrame, ds: VerdictData, question: Question) -> None:
    """Let no part of a year stand for a year that is over (method 2.8)."""
    part = np.flatnonzero(state.in_year)
    if not len(part):
        return
    over = part[closed(ds, question, table["place"].iloc[part])]
    state.in_year[over] = False
    state.flag("ytd", over)


def _unverifiable(state: State, table: pd.DataFrame) -> None:
    """Goals that nothing could verify can't be assessed, whatever is known (method 4.11)."""
    rows = np.flatnonzero((table["verifiable"] == False).to_numpy(dtype=bool, na_value=False))  # noqa: E712
    state.flag("unverifiable", rows)
    state.not_assessable[rows] = True
    state.fixed[rows] = STATUSES.rank("not_assessable")


def _baselines(table: pd.DataFrame) -> npt.NDArray[np.int64]:
    """Return the rows that have a baseline.

    The single years of an each-year goal have none, unless their words add to the year before.
    """
    years = table["is_year"].to_numpy(dtype=bool)
    based = table["kind"].isin((*_POINTS, "maintain", "direction")).to_numpy() & ~years
    added = table["is_rise"].to_numpy(dtype=bool) | table["multiple"].notna().to_numpy()
    return np.flatnonzero(based | added | table["is_relative"].to_numpy(dtype=bool))


def _kinds(
    state: State, table: pd.DataFrame, figures: Figures, question: Question, ds: VerdictData
) -> None:
    """Hand each row to the arithmetic of its kind."""
    kind = table["kind"]
    whole = (table["parent"].to_numpy() < 0) | (table["part"] != "").to_numpy()

    def rows(mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
        return np.flatnonzero(mask & whole & ~state.not_assessable)

    relative = table["is_relative"].to_numpy(dtype=bool)
    compounded = kind.isin(("average-growth", "reduction")).to_numpy()
    levels.judge(
        state,
        table,
        figures,
        rows(kind.isin(_POINTS).to_numpy() | (compounded & relative)),
        question,
    )
    maintain.judge(state, table, figures, rows((kind == "maintain").to_numpy()), question)
    growth.judge(state, table, figures, rows((kind == "growth").to_numpy()), question)
    stocks = {key: item.stock for key, item in ds.indicator_records.items() if item.stock}
    additions.judge(state, table, figures, rows((kind == "additions").to_numpy()), question, stocks)
    compound.judge(state, table, figures, rows(compounded & ~relative), question)
    parity.judge(state, table, figures, rows((kind == "parity").to_numpy()), question, ds)
    trend.judge(state, table, figures, rows((kind == "direction").to_numpy()), question)


def _bounds_of_time(state: State, table: pd.DataFrame, question: Question) -> None:
    """Mark periods that aren't valid, and goals whose period hasn't begun (method 2.7, 5.1)."""
    every = np.arange(state.size)
    with np.errstate(invalid="ignore"):
        invalid = (state.due <= state.start) | (state.due <= state.base_at)
        # a figure of the very moment the period starts has begun it
        begun = state.has_figure & (question.end == state.start)
        before = (question.end <= state.start) & ~begun & ~np.isnan(state.due)
    year = table["is_year"].to_numpy(dtype=bool)
    invalid &= ~year
    state.not_assessable[:] |= invalid
    state.flag("invalid_period", every, invalid)
    state.not_started[:] |= before
    # parity has no schedule of its own
    exact = state.has_figure & (state.figure_low == state.figure_high)
    strict = table["operator"].isin((">", "<")).to_numpy()
    reached = exact & (state.low == state.target) & strict
    state.flag("equals_strict_target", every, reached)


def _no_numbers(state: State) -> None:
    """A goal that can't be assessed has no attainment, progress or gap to be read off."""
    rows = np.flatnonzero(state.not_assessable)
    for name in DERIVED:
        getattr(state, name)[rows] = np.nan


def _lost_subjects(state: State, table: pd.DataFrame) -> None:
    """A goal whose subject the text has lost can't be assessed (data format, `confidence`)."""
    lost = (
        table["indicator"].isna().to_numpy()
        & (table["confidence"] == "low").to_numpy()
        & table["stated"].notna().to_numpy()
        & ~state.has_figure
        & (state.fixed < 0)
    )
    state.not_assessable[:] |= lost
