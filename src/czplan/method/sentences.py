"""The reasons of verdicts as sentences, and step by step (method 5.5, `reason_*`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pandas as pd

from czplan.method.facts import Facts, pieces
from czplan.method.judge import Judgement
from czplan.method.reason_clauses import Clauses, Part
from czplan.method.reason_sums import note_clauses, sum_clauses, verdict_clauses
from czplan.method.reasons import FIRST, figure_clauses, goal_clauses
from czplan.method.working import Rows


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
            # every row has one first step, what was promised
            parts = [
                (step.rows, part)
                for step in made
                for part in (*(() if step.topic == FIRST else (mark,)), *(step.zh, step.en)[lang])
            ]
            both[lang].extend(_sentences(len(facts), [*parts, (np.arange(len(facts)), end)]))
    return both


def _sentences(size: int, parts: Sequence[tuple[Rows, Part]]) -> list[str]:
    """Return the parts of each row joined, in their order; all at once, since they are many."""
    count = np.zeros(size + 1, dtype=np.int64)
    for rows, _ in parts:  # a row has a part once
        count[rows + 1] += 1
    bounds = np.cumsum(count)
    place = bounds[:-1].copy()
    texts = np.empty(bounds[-1], dtype=object)
    for rows, part in parts:
        texts[place[rows]] = part
        place[rows] += 1
    every = texts.tolist()
    return ["".join(every[start:stop]) for start, stop in pairwise(bounds.tolist())]
