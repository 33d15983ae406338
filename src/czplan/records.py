"""What a data set holds: sources, plans, indicators, targets, actuals and what is neither.

Records carry what the files say, nothing inherited; each remembers its place. The two long
tables with everything inherited filled in are `czplan.dataset.Dataset.targets` and `.actuals`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from czplan.faults import Place

__all__ = [
    "Actual",
    "Baseline",
    "Indicator",
    "Name",
    "NotGoal",
    "Plan",
    "Source",
    "Target",
    "Tier",
]


@dataclass(frozen=True, slots=True)
class Name:
    """A name in Chinese and in English; `en` is the Chinese where the set gives none."""

    zh: str
    en: str

    def in_language(self, lang: str) -> str:
        """Return the name in `lang` (`zh` or `en`)."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Source:
    """A document that was read."""

    id: str
    title: Name
    publisher: str
    grade: str
    published: str | None
    sha256: str | None
    file: str | None
    url: str | None
    note: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan, report or programme that states goals; `start` is None where none is given."""

    id: str
    name: Name
    kind: str
    start: int | None
    end: int | None
    source: str | None
    note: str | None
    place: Place

    @property
    def first(self) -> int | None:
        """The first year: `start`, or `end` where only that is given."""
        return self.start if self.start is not None else self.end


@dataclass(frozen=True, slots=True)
class Indicator:
    """Something that is measured, in its base unit."""

    id: str
    name: Name
    theme: str
    unit: str
    measure: str
    direction: str
    basis: str | None
    stock: str | None
    deflator: str | None
    note: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Baseline:
    """Where a goal starts from; without `stated` the figure comes from the actuals."""

    period: str
    stated: str | None
    source: str | None


@dataclass(frozen=True, slots=True)
class Tier:
    """One tier of a ladder; `text` and `line` are None where the goal's own hold."""

    stated: str
    text: str | None
    line: int | None


@dataclass(frozen=True, slots=True)
class Target:
    """A stated goal as its record says it; `due` is a year, `none` or None (inherited)."""

    plan: str
    slug: str
    indicator: str | None
    name: Name | None
    theme: str | None
    scope: str | None
    kind: str | None
    binding: str | None
    stated: str | None
    tiers: Mapping[str, Tier] | None
    milestones: Mapping[int, str] | None
    start: int | None
    due: int | str | None
    direction: str | None
    reference: str | None
    quality: str | None
    baseline: Baseline | None
    tiers_count: str | None
    counts: str | None
    supersedes: str | None
    confidence: str | None
    source: str | None
    text: str
    line: int | None
    page: str | None
    section: str | None
    note: str | None
    place: Place

    @property
    def id(self) -> str:
        """The target's id, `plan/slug`."""
        return f"{self.plan}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Actual:
    """A reported figure or outcome; `indicator` is an indicator's id or a target's."""

    indicator: str
    period: str
    stated: str | None
    value: float | None
    outcome: str | None
    source: str | None
    text: str | None
    line: int | None
    page: str | None
    section: str | None
    status: str | None
    basis: str | None
    scope: str | None
    restated: bool | None
    note: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class NotGoal:
    """A figure or goal-word of a text that is no record, with the reason."""

    source: str
    line: int
    text: str | None
    reason: str
    place: Place
