"""Corrections made by hand: a file of their own, and they win."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from czplan.extract.catalogue import shipped
from czplan.quantity.figure_words import interpret as read_figure
from czplan.quantity.goal_words import GoalQuery
from czplan.quantity.goal_words import interpret as read_goal
from tools.atlas.records import Record
from tools.atlas.texts import Document

__all__ = ["NoDocument", "corrected"]


class NoDocument(ValueError):
    """A correction is of a document that isn't among the texts."""


def corrected(
    folder: Path, records: Sequence[Record], documents: Mapping[str, Document]
) -> tuple[list[Record], list[str]]:
    """Return the records as `corrections.csv` has them, and its lines that correct nothing.

    Columns: action (drop, set, add), source, kind (goal, figure), indicator, key (slug or
    period), stated, text, line, why. `set` and `add` give the words and where they stand.

    Raises:
        NoDocument: a line names a document that there isn't.
    """
    held = {(one.document.id, one.kind, one.indicator, one.key): one for one in records}
    needless = []
    with (folder / "corrections.csv").open(encoding="utf-8", newline="") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            key = row["source"], row["kind"], row["indicator"], row["key"]
            if row["source"] not in documents:
                raise NoDocument(f"corrections.csv, line {number}: no document {row['source']}")
            old = held.pop(key, None)
            if row["action"] != "drop":
                held[key] = _made(row, old, documents[row["source"]])
            if (row["action"] == "drop" and old is None) or (
                old is not None and row["stated"] == old.stated
            ):
                needless.append(f"line {number}: {' '.join(key)}")
    order = {one.id: number for number, one in enumerate(documents.values())}
    found = sorted(held.values(), key=lambda one: (order[one.document.id], one.kind == "figure"))
    return found, needless


def _made(row: Mapping[str, str], old: Record | None, document: Document) -> Record:
    """Return a record with the words of a correction."""
    known = shipped().entries[row["indicator"]]
    if row["kind"] == "goal":
        query = GoalQuery(unit=known.unit, measure=known.measure, direction=known.direction)
        goal = read_goal(row["stated"], query)
        low = high = goal.number
        operator = goal.operator
    else:
        figure = read_figure(row["stated"], known.unit, known.measure)
        low, high, operator = figure.low, figure.high, "="
    words = {
        "stated": row["stated"],
        "text": row["text"],
        "line": int(row["line"]),
        "low": low,
        "high": high,
        "operator": operator,
        "confidence": 1.0,
        "reference": "",
        "milestone": False,
        "hedged": False,
    }
    if old is not None:
        status = "estimate" if "预计" in row["text"] else old.status
        return replace(old, **words, status=status)  # type: ignore[arg-type]
    year = document.year
    return Record(
        document, row["kind"], row["key"], row["indicator"], row["stated"], row["text"],
        int(row["line"]), 1, low, high, operator, 1.0,
        start=year if row["kind"] == "goal" else None,
        due=document.end if row["kind"] == "goal" else None,
        status="estimate" if row["kind"] == "figure" and "预计" in row["text"] else "",
    )  # fmt: skip
