"""The reasons of verdicts as sentences, and step by step (method 5.5, `reason_*`)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import repeat
from typing import NamedTuple

import numpy as np
import pandas as pd

from czplan.codes import Objects
from czplan.method.facts import Facts, pieces
from czplan.method.judge import Judgement
from czplan.method.reason_clauses import Clauses, joined
from czplan.method.reason_sums import note_clauses, sum_clauses, verdict_clauses
from czplan.method.reasons import FIRST, figure_clauses, goal_clauses


class Clause(NamedTuple):
    """One step of one sum: what it is about, and how it is said in each language."""

    topic: str
    zh: str
    en: str


def _clauses(facts: Facts) -> Iterator[Clauses]:
    """Yield the steps of some rows' sums, in order; the last names the verdict."""
    yield from goal_clauses(facts)
    yield from figure_clauses(facts)
    yield from sum_clauses(facts)
    yield from note_clauses(facts)
    yield from verdict_clauses(facts)


def laid_out(judgement: Judgement, result: pd.DataFrame) -> Iterator[list[Clause]]:
    """Yield the steps of each verdict row's sum; `result` are the judgement's own rows."""
    for facts in pieces(judgement, result):
        steps: list[list[Clause]] = [[] for _ in range(len(facts))]
        for made in _clauses(facts):
            for row, zh, en in zip(made.rows.tolist(), *made.texts, strict=True):
                steps[row].append(Clause(made.topic, zh, en))
        yield from steps


def reasons(judgement: Judgement, result: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Return the reasons of verdict rows in Chinese and in English."""
    both: tuple[list[str], list[str]] = ([], [])
    for facts in pieces(judgement, result):
        made = list(_clauses(facts))
        for lang, mark, end in ((0, "；", "。"), (1, "; ", ".")):
            columns = _side_by_side(made, len(facts), lang, mark)
            both[lang].extend(map("".join, zip(*columns, repeat(end, len(facts)), strict=True)))
    return both


def _side_by_side(steps: list[Clauses], size: int, lang: int, mark: str) -> list[list[str]]:
    """Return the steps of each row in few columns, one after the other; `mark` divides them."""
    columns: list[Objects] = []
    last = np.zeros(size, dtype=bool)
    for step in steps:
        if last[step.rows].any() or not columns:  # the last column is full for some of the rows
            columns.append(np.full(size, "", dtype=object))
            last[:] = False
        # every row has one first step, what was promised
        first = "" if step.topic == FIRST else mark
        columns[-1][step.rows] = joined(len(step.rows), (first, *(step.zh, step.en)[lang]))
        last[step.rows] = True
    return [column.tolist() for column in columns]
