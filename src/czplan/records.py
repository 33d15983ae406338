"""What a data set holds: sources, plans, indicators, targets, actuals and what is neither.

Records carry what the files say, nothing inherited; each remembers where it stands (`at`). The
two long tables with everything inherited filled in are `czplan.dataset.Dataset.targets` and
`.actuals`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple, Protocol

from czplan.faults import Place


class Name(NamedTuple):
    """A name in Chinese and in English; `en` is the Chinese where the set gives none."""

    zh: str
    en: str

    def in_language(self, lang: str) -> str:
        """Return the name in `lang` (`zh` or `en`)."""
        return self.zh if lang == "zh" else self.en


class Tenure(NamedTuple):
    """What held from one year to another, both included; None where an end is open.

    `value` is a `Name`, a code, or a place's id.
    """

    value: Name | str
    first: int | None
    last: int | None

    def holds(self, year: int) -> bool:
        """Tell whether it held in a year."""
        return (self.first is None or self.first <= year) and (
            self.last is None or year <= self.last
        )


class Region(NamedTuple):
    """A place that issues plans: a nation, province, city or county.

    `names`, `codes` and `parents` are what held in other years; `name` and `code` hold today.
    """

    id: str
    name: Name
    level: str
    code: str | None
    parents: tuple[Tenure, ...]
    names: tuple[Tenure, ...]
    codes: tuple[Tenure, ...]
    first: int | None
    last: int | None
    successor: str | None
    note: Name | None
    at: Place

    def exists(self, year: int) -> bool:
        """Tell whether the place existed in a year."""
        return (self.first is None or self.first <= year) and (
            self.last is None or year <= self.last
        )

    def parent_in(self, year: int | None = None) -> str | None:
        """Return the place above it in a year; without a year, or a match, the latest."""
        return _held(self.parents, year) if self.parents else None

    def code_in(self, year: int | None = None) -> str | None:
        """Return its code in a year, today's where no other held."""
        found = [span.value for span in self.codes if year is not None and span.holds(year)]
        return str(found[-1]) if found else self.code

    def name_in(self, year: int | None = None) -> Name:
        """Return its name in a year, today's where no other held."""
        found = [span.value for span in self.names if year is not None and span.holds(year)]
        return found[-1] if found and isinstance(found[-1], Name) else self.name


def _held(spans: tuple[Tenure, ...], year: int | None) -> str:
    found = [span for span in spans if year is not None and span.holds(year)]
    return str((found or spans)[-1].value)


class Via(NamedTuple):
    """The document in which we saw what a source said."""

    title: str
    publisher: str | None
    published: str | None
    url: str | None


class Also(NamedTuple):
    """A further document that says the same; `stated` is None where its words aren't quoted."""

    source: str
    text: str
    line: int | None
    page: str | None
    section: str | None
    stated: str | None


class Extracted(NamedTuple):
    """How the program read a record: which version, how sure (0 to 1), when reviewed."""

    by: str
    confidence: float
    reviewed: str | None


def reader_of(cell: str | None) -> str:
    """Return by whom a record was read, from the column `extracted` of a frame."""
    if cell is None:
        return "person"
    return "machine+person" if json.loads(cell).get("reviewed") else "machine"


class Source(NamedTuple):
    """A document that was read."""

    id: str
    title: Name
    publisher: str
    grade: str
    published: str | None
    sha256: str | None
    file: str | None
    url: str | None
    via: Via | None
    note: Name | None
    accepted: tuple[str, ...]
    at: Place


class Plan(NamedTuple):
    """A plan, report or programme that states goals; `start` is None where none is given."""

    id: str
    name: Name
    kind: str
    start: int | None
    end: int | None
    source: str | None
    coverage: str | None
    place: str | None
    note: Name | None
    accepted: tuple[str, ...]
    at: Place

    @property
    def first(self) -> int | None:
        """The first year: `start`, or `end` where only that is given."""
        return self.start if self.start is not None else self.end


class Indicator(NamedTuple):
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
    aliases: tuple[str, ...]
    note: Name | None
    accepted: tuple[str, ...]
    at: Place


class Baseline(NamedTuple):
    """Where a goal starts from; without `stated` the figure comes from the actuals."""

    period: str
    stated: str | None
    source: str | None


class Tier(NamedTuple):
    """One tier of a ladder; `text` and `line` are None where the goal's own hold."""

    stated: str
    text: str | None
    line: int | None


class Target(NamedTuple):
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
    note: Name | None
    verifiable: bool | None
    also: tuple[Also, ...]
    reading: str | None
    extracted: Extracted | None
    accepted: tuple[str, ...]
    at: Place

    @property
    def id(self) -> str:
        """The target's id, `plan/slug`."""
        return f"{self.plan}/{self.slug}"


class Actual(NamedTuple):
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
    note: Name | None
    place: str | None
    of: int | None
    proxy: bool | None
    confidence: str | None
    also: tuple[Also, ...]
    reading: str | None
    extracted: Extracted | None
    accepted: tuple[str, ...]
    at: Place


class NotGoal(NamedTuple):
    """A figure or goal-word of a text that is no record, with the reason."""

    source: str
    line: int
    text: str | None
    reason: str
    at: Place


class RecordsById(Protocol):
    """What a data set is about, and its records by id."""

    @property
    def place(self) -> Name:
        """The city or region that it is about."""

    @property
    def plan_records(self) -> Mapping[str, Plan]:
        """The plans by id."""

    @property
    def indicator_records(self) -> Mapping[str, Indicator]:
        """The indicators by id."""

    @property
    def source_records(self) -> Mapping[str, Source]:
        """The sources by id."""
