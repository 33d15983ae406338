"""The reasons of verdicts as sentences, and step by step (method 5.5, `reason_*`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from czplan.method.clauses import Clauses
from czplan.method.facts import Facts, pieces
from czplan.method.judge import Judgement
from czplan.method.reason_sums import note_clauses, sum_clauses, verdict_clauses
from czplan.method.reasons import figure_clauses, goal_clauses

__all__ = ["Clause", "laid_out", "reasons"]


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
        for topic, rows, texts in _clauses(facts):
            for row, zh, en in zip(rows.tolist(), *texts, strict=True):
                steps[row].append(Clause(topic, zh, en))
        yield from steps


def reasons(judgement: Judgement, result: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Return the reasons of verdict rows in Chinese and in English."""
    both: tuple[list[str], list[str]] = ([], [])
    for facts in pieces(judgement, result):
        made = list(_clauses(facts))
        for pick, (between, end) in enumerate((("；", "。"), ("; ", "."))):
            steps: list[list[str]] = [[] for _ in range(len(facts))]
            for _, rows, texts in made:
                for row, text in zip(rows.tolist(), texts[pick].tolist(), strict=True):
                    steps[row].append(text)
            both[pick].extend(between.join(some) + end for some in steps)
    return both
