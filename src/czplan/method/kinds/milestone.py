"""Tasks that are done or not: 建成, 开通, 争创 (method 4.11, 5.5d). Outcomes, not intentions.

Also the withdrawal of any goal by the body that issued it, and coded evidence for goals with a
figure that nobody reported a number for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from czplan.method.place_and_scope import where
from czplan.method.question import Question, last_day
from czplan.method.working import State
from czplan.period import Period
from czplan.vocabulary import FIGURE_STATUSES, GRADES, STATUSES

if TYPE_CHECKING:
    from czplan.method.verdict_data import VerdictData

_BEFORE = {
    "done": "met_early",
    "partly": "in_progress",
    "under-way": "in_progress",
    "halted": "lagging",
    "not-done": "in_progress",
    "withdrawn": "withdrawn",
}
_UP_TO = {
    "done": "met",
    "partly": "partly_met",
    "under-way": "due_no_data",
    "halted": "not_met",
    "not-done": "not_met",
    "withdrawn": "withdrawn",
}
_AFTER = {
    "done": "met_late",
    "partly": "partly_met",
    "under-way": "not_met",
    "halted": "not_met",
    "not-done": "not_met",
    "withdrawn": "withdrawn",
}


def outcomes(ds: VerdictData, question: Question) -> dict[str, list[tuple[int, str, int]]]:
    """Return the evidence known, in time.

    By target: end month, outcome, and place in `ds.actuals`.
    """
    actuals = ds.actuals
    coded = np.flatnonzero(actuals["outcome"].notna().to_numpy())
    evidence = actuals.iloc[coded]
    ends = {text: Period.read(str(text)).end for text in evidence["period"].unique()}
    known = {str(name): _known(ds, str(name), question) for name in evidence["source"].unique()}
    ranks = {code: -FIGURE_STATUSES.rank(code) for code in FIGURE_STATUSES}
    found: dict[str, list[tuple[int, int, int, int, str, int]]] = {}
    columns = (
        evidence[name].tolist() for name in ("indicator", "outcome", "period", "source", "status")
    )
    for row, key, what, period, source, status in zip(coded.tolist(), *columns, strict=True):
        end, told = ends[period], known[str(source)]
        if told is None or end > question.end:
            continue
        # the last of a period decides: final, of the best grade, published last (5.5c)
        found.setdefault(key, []).append((end, ranks[status], *told, what, row))
    return {
        key: [(end, what, row) for end, *_, what, row in sorted(items)]
        for key, items in found.items()
    }


def _known(ds: VerdictData, name: str, question: Question) -> tuple[int, int] | None:
    """Return how much a source weighs: grade and day; None where it doesn't count."""
    source = ds.source_records.get(name)
    if source is None:
        return -len(GRADES), 0
    published = last_day(source.published) if source.published else 0
    if GRADES.rank(source.grade) > GRADES.rank(question.grade):
        return None
    if question.as_of is not None and published > question.as_of:
        return None
    return -GRADES.rank(source.grade), published


def judge(
    state: State,
    table: pd.DataFrame,
    ds: VerdictData,
    question: Question,
) -> dict[int, tuple[str, int, str]]:
    """Fix the statuses of milestones, and of goals withdrawn or known by evidence alone.

    Returns:
        by row: the outcome that decided, its place in `ds.actuals`, and when it is dated against
        the due year (`before`, `up-to`, `after`).
    """
    known = outcomes(ds, question)
    decided: dict[int, tuple[str, int, str]] = {}
    kinds = table["kind"].to_numpy()
    milestone = np.flatnonzero(kinds == "milestone")
    named = table["id"].isin(list(known)).to_numpy()
    others = np.flatnonzero((kinds != "milestone") & named)
    state.flag("evidence_coded", milestone)
    ids = table["id"].tolist()
    for row in milestone.tolist():
        _fix(state, ids[row], known, row, question, decided)
    # a curator may note a withdrawal where the goal's figures stand, under its indicator
    at, here = where(ds.actuals), table["where"].tolist()
    measured = np.flatnonzero((kinds != "milestone") & table["indicator"].isin(list(known)))
    for row in measured.tolist():
        start = state.start[row]
        for end, what, place in known[str(table["indicator"].iat[row])]:
            if what == "withdrawn" and not end <= start and at.iat[place] == here[row]:
                state.withdrawn[row] = True
                decided[row] = ("withdrawn", place, "up-to")
    for row in others.tolist():
        withdrawn = [item for item in known[str(table["id"].iat[row])] if item[1] == "withdrawn"]
        if withdrawn:
            state.withdrawn[row] = True
            decided[row] = ("withdrawn", withdrawn[-1][2], "up-to")
        elif not state.has_figure[row]:
            state.flag("evidence_coded", np.array([row]))
            _fix(state, ids[row], known, row, question, decided)
    proxy = ds.actuals["proxy"].to_numpy(dtype=bool, na_value=False)
    near = [row for row, (_, place, _) in decided.items() if proxy[place]]
    state.flag("proxy", np.array(near, dtype=int))  # evidence of a neighbouring matter (M4)
    return decided


def _fix(
    state: State,
    key: str,
    known: dict[str, list[tuple[int, str, int]]],
    row: int,
    question: Question,
    decided: dict[int, tuple[str, int, str]],
) -> None:
    """Read the table of method 5.5d for one goal."""
    due, start = state.due[row], state.start[row]
    items = known.get(key, [])
    if not np.isnan(due) and not np.isnan(start) and due <= start:
        state.not_assessable[row] = True
        state.flag("invalid_period", np.array([row]))
        return
    if not items:
        over = not np.isnan(due) and due <= question.end
        early = not over and not np.isnan(due) and not np.isnan(start) and question.end <= start
        code = "not_started" if early else "due_no_data" if over else "no_data"
        state.fixed[row] = STATUSES.rank(code)
        return
    end, what, place = items[-1]
    if np.isnan(due) or due > question.end:
        code, when = _BEFORE[what], "before"
        if np.isnan(due) and code == "lagging":
            code = "in_progress"  # without a due year there is no pace (5.6)
    else:
        done = [item for item in items if item[0] <= due and item[1] == "done"]
        last = [item for item in items if item[0] <= due]
        if done and last[-1][1] == "done":
            end, what, place = last[-1]
        if end <= due:
            code, when = _UP_TO[what], "up-to"
            # dated at the very end of the due year, unfinished is missed
            if what == "under-way" and end == due:
                code = "not_met"
        else:
            code, when = _AFTER[what], "after"
    state.fixed[row] = STATUSES.rank(code)
    decided[row] = (what, place, when)
