"""One proposal: a record that the document may hold, flat, with its reasons."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

COLUMNS = (
    "id", "file", "sha256", "line", "column", "class", "text", "stated", "name", "indicator",
    "measure", "unit", "operator", "low", "high", "period", "start", "due", "status", "scope",
    "reference", "stretch", "shared", "confidence", "why",
)  # fmt: skip
"""The columns of a proposal, in the order of the contract."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A record that the document may hold.

    Attributes:
        id: 12 hex digits made of the document's hash, line, column and `stated`.
        file, sha256: the document's name as given, and its hash.
        line, column: where `stated` starts, from 1, front matter included.
        kind: goal or figure; the column `class`.
        text: the document's own characters, at most 40, that hold `stated`.
        stated: the words that carry the figure.
        name: the indicator's name as the text gives it.
        indicator: its id, None where none is meant.
        measure, unit, operator, low, high: as in the data format, in base units.
        period: of a figure.
        start, due: of a goal.
        status: final or estimate, of a figure.
        scope: whose number it is.
        reference: the other indicator of a comparison.
        stretch: the second, higher figure of one goal.
        shared: the subject or the hedge stands outside of `text`.
        confidence: 0 to 1.
        why: what decided class, period and subject, as codes; see `czplan.extract.why`.
        whole: the line as the document has it; no column.
    """

    id: str
    file: str
    sha256: str
    line: int
    column: int
    kind: str
    text: str
    stated: str
    name: str
    indicator: str | None
    measure: str
    unit: str
    operator: str
    low: float | None
    high: float | None
    period: str | None
    start: int | None
    due: int | None
    status: str | None
    scope: str
    reference: str | None
    stretch: bool
    shared: bool
    confidence: float
    why: tuple[str, ...]
    whole: str = field(default="", repr=False, compare=False)

    def row(self, lang: str = "zh") -> dict[str, Any]:
        """Return the flat row of `COLUMNS`, with `why` in the language asked for."""
        from czplan.extract.why import told

        row: dict[str, Any] = {}
        for column in COLUMNS:
            row[column] = getattr(self, "kind" if column == "class" else column)
        row["why"] = told(self.why, lang)
        return row


def proposal_id(sha256: str, line: int, column: int, stated: str) -> str:
    """Return the id of a place in a document: the same in every run."""
    return hashlib.sha256(f"{sha256}:{line}:{column}:{stated}".encode()).hexdigest()[:12]
