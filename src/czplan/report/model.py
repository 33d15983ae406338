"""What the page shows, as plain values: the template and the scripts decide nothing.

Every text for people is a `Both`; words of a document stay as the document has them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from czplan.charts.text import NOTHING, Both

__all__ = [
    "NOTHING",
    "Both",
    "Card",
    "Chart",
    "Choice",
    "Cite",
    "GoalRow",
    "Headline",
    "HistoryEntry",
    "Page",
    "Tile",
]


@dataclass(frozen=True, slots=True)
class Cite:
    """Where something was read: a document and the place in it; `url` is empty where none."""

    id: str
    title: Both
    publisher: str
    published: str
    place: Both
    grade: str
    grade_name: Both
    url: str = ""


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal in the table. `share` and `expected` are fractions, None where there is none."""

    id: str
    name: Both
    plan: str
    plan_name: Both
    theme: str
    theme_name: Both
    kind: str
    kind_name: Both
    due: int | None
    scope: str
    indicator: str
    family: str
    sign: str
    status: str
    verdict: Both
    stated: str
    reported: str
    period: str
    share: float | None
    share_text: Both
    share_kind: str  # progress | attainment | ""
    expected: float | None
    expected_text: Both
    flags: tuple[Both, ...] = ()
    open_sdg: Both = NOTHING


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One reported figure, or one goal, in an indicator's history."""

    period: str
    stated: str
    value: Both
    note: Both
    cite: Cite | None
    goal: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """Everything about one goal: words, evidence, sum and history."""

    row: GoalRow
    reason: Both
    text: str
    cite: Cite | None
    evidence: str
    evidence_cite: Cite | None
    steps: Sequence[tuple[Both, Both]]
    figures: Sequence[HistoryEntry]
    goals: Sequence[HistoryEntry]
    parts: Sequence[GoalRow]
    note: str = ""
    chart: str = ""


@dataclass(frozen=True, slots=True)
class Tile:
    """A family's headline: how many goals, and the verdicts they are made of."""

    family: str
    sign: str
    name: Both
    count: int
    percent: float
    parts: Sequence[tuple[Both, int]]


@dataclass(frozen=True, slots=True)
class Headline:
    """What the page says first."""

    goals: int
    tiles: Sequence[Tile]
    rate: Both


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter with its name and how many goals have it."""

    code: str
    name: Both
    count: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart's place on the page: what it shows, its data as a table, its sources."""

    key: str
    title: Both
    summary: Both
    head: Sequence[Both]
    body: Sequence[Sequence[Both]]
    sources: Both
    size: str = "wide"  # wide | half | tile
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page, in the language `lang` until the reader changes it."""

    lang: str
    title: Both
    place: Both
    year: int
    question: Both
    headline: Headline
    overview: Sequence[Chart]
    rows: Sequence[GoalRow]
    cards: Sequence[Card]
    bars: Sequence[Chart]
    ladder: Sequence[Chart]
    series: Sequence[Chart]
    fates: Sequence[Chart]
    filters: Mapping[str, Sequence[Choice]]
    statuses: Sequence[tuple[str, str, Both, Sequence[Both]]]
    sources: Sequence[Cite]
    licence: str
    version: str
    charts: Mapping[str, Any] = field(default_factory=dict)
    traditional: Mapping[str, str] = field(default_factory=dict)
