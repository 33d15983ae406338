"""What the page shows, as plain values: the templates and the scripts decide nothing.

Every text for people is a `Both`; words of a document stay as the document has them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from czplan.charts.bars import Bar
from czplan.charts.text import NOTHING, Both
from czplan.views.cited import Cite
from czplan.views.goal_card import CardPart, Fact

__all__ = [
    "NOTHING",
    "Both",
    "Card",
    "Choice",
    "Coverage",
    "FigureMark",
    "GoalRow",
    "Named",
    "OnePlace",
    "Page",
    "PagePicture",
    "PageTable",
    "Reason",
    "Stamp",
]


@dataclass(frozen=True, slots=True)
class FigureMark:
    """A sign beside a figure, and what it means."""

    sign: str
    name: Both


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal in the table.

    `bar` holds the figure as a share of the goal, with the numbers in words. `progress` and
    `expected` are fractions of the way from the baseline, for goals under way, None for others;
    `far` says in words how far the goal is, `judged` the figure that was judged where it was worked
    out from the one reported.
    """

    id: str
    name: Both
    plan: str
    plan_name: Both
    theme: str
    theme_name: Both
    kind: str
    kind_name: Both
    due: int | None
    family: str
    sign: str
    status: str
    verdict: Both
    finer: Both
    stated: str
    goal: Both
    reported: str
    figure: Both
    period: str
    bar: Bar
    progress: float | None
    expected: float | None
    far: Both
    share: float | None
    marks: tuple[FigureMark, ...] = ()
    grade: str = ""
    grade_name: Both = NOTHING
    open_sdg: Both = NOTHING
    judged: Both = NOTHING


class PageTable(NamedTuple):
    """A table of a card: headings, and lines: whose row, whether it is the goal's own, cells."""

    head: Sequence[Both]
    body: Sequence[tuple[Mapping[str, Any], bool, Sequence[str | Both]]]


@dataclass(frozen=True, slots=True)
class Card:
    """One goal: its row, and what `views.goal_card` puts together, in both languages.

    `quote` is the paragraph to quote, `published` the day of the document that turned the verdict,
    `chart` which picture shows the series.
    """

    row: GoalRow
    facts: Sequence[Fact]
    parts: Sequence[CardPart]
    quote: Both
    published: str = ""
    chart: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A promise on the first screen: its goal's row, and how many documents state it."""

    row: GoalRow
    times: int = 1


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some promises have no verdict yet: the reason, and the promises by name."""

    code: str
    name: Both
    goals: Sequence[Named]


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a filter with its name and how many goals have it."""

    code: str
    name: Both
    count: int


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture on the page: its SVG with both languages, its numbers, and whose it is."""

    key: str
    title: Both
    svg: str
    head: Sequence[Both]
    body: Sequence[Sequence[Both]]
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was read of one document that states goals."""

    plan: str
    name: Both
    read: Both
    goals: int
    figures: int
    cite: Cite | None


@dataclass(frozen=True, slots=True)
class OnePlace:
    """What the headline of a year says of one place, on a page of several."""

    name: Both
    numbered: int
    with_figure: int
    met: int
    missed: int

    @property
    def share(self) -> float | None:
        """The part met of those decided, None where none is."""
        decided = self.met + self.missed
        return self.met / decided if decided else None


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the page was made of: the data's hash, the latest day known, who hears of mistakes."""

    digest: str
    date: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The whole page, in the language `lang` until the reader changes it.

    `unrated` says how many goals can't be rated; `titles` are the goals' names by id, no two alike.
    """

    lang: str
    title: Both
    ask: Both
    place: Both
    year: int
    question: Both
    sentence: Both
    rest: Both
    rests_on: Both
    unrated: Both
    missed: Sequence[Named]
    met: Sequence[Named]
    undecided: Sequence[Named]
    behind: Sequence[Named]
    reasons: Sequence[Reason]
    rows: Sequence[GoalRow]
    cards: Sequence[Card]
    pictures: Mapping[str, PagePicture]
    missed_picture: str
    series: Sequence[str]
    side_by_side: Sequence[str]
    coverage: Sequence[Coverage]
    places: Sequence[OnePlace]
    marks: Sequence[FigureMark]
    filters: Mapping[str, Sequence[Choice]]
    statuses: Sequence[tuple[str, str, Both, Sequence[Both]]]
    sources: Sequence[Cite]
    licence: Both
    version: str
    stamp: Stamp
    titles: Mapping[str, Both] = field(default_factory=dict)
    haystack: Mapping[str, str] = field(default_factory=dict)
    traditional: Mapping[str, str] = field(default_factory=dict)
