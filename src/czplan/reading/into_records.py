"""From records as they were read to the records of a data set; only sound ones come here."""

from __future__ import annotations

from typing import Any

from czplan.reading.book import Book
from czplan.reading.yaml_records import Raw, RawTier
from czplan.records import (
    Actual,
    Baseline,
    Indicator,
    Name,
    NotGoal,
    Plan,
    Source,
    Target,
    Tier,
)

__all__ = ["actual", "indicators", "not_goal", "plans", "sources", "target"]


def name(raw: Raw, field: str = "name") -> Name | None:
    """Return a name, the Chinese standing in for a missing English one."""
    zh, en = raw.get(f"{field}_zh"), raw.get(f"{field}_en")
    if zh is None and en is None:
        return None
    return Name(zh or en, en or zh)


def _named(raw: Raw, field: str = "name") -> Name:
    return name(raw, field) or Name(raw.id, raw.id)


def _take(raw: Raw, *fields: str) -> dict[str, Any]:
    return {field: raw.get(field) for field in fields}


def sources(book: Book) -> dict[str, Source]:
    """Return the sources by id."""
    optional = ("publisher", "grade", "published", "sha256", "file", "url", "note")
    return {
        id: Source(id, _named(raw, "title"), **_take(raw, *optional), place=raw.place)
        for id, raw in book.sources.items()
    }


def plans(book: Book) -> dict[str, Plan]:
    """Return the plans by id."""
    fields = ("kind", "start", "end", "source", "note")
    return {
        id: Plan(id, _named(raw), **_take(raw, *fields), place=raw.place)
        for id, raw in book.plans.items()
    }


def indicators(book: Book) -> dict[str, Indicator]:
    """Return the indicators by id."""
    fields = ("unit", "measure", "direction", "basis", "stock", "deflator", "note")
    return {
        id: Indicator(
            id, _named(raw), raw.get("theme") or "other", **_take(raw, *fields), place=raw.place
        )
        for id, raw in book.indicators.items()
    }


_TARGET = (
    "indicator",
    "theme",
    "scope",
    "kind",
    "binding",
    "stated",
    "milestones",
    "start",
    "due",
    "direction",
    "reference",
    "quality",
    "tiers_count",
    "counts",
    "supersedes",
    "confidence",
    "source",
    "text",
    "line",
    "page",
    "section",
    "note",
)


def _tier(raw: RawTier) -> Tier:
    return Tier(raw.stated or "", raw.text, raw.line)


def target(raw: Raw) -> Target:
    """Return one target."""
    tiers: dict[str, RawTier] | None = raw.get("tiers")
    period = raw.get("baseline_period")
    baseline = (
        Baseline(period, raw.get("baseline_stated"), raw.get("baseline_source")) if period else None
    )
    return Target(
        plan=raw.keys[0],
        slug=raw.keys[1],
        name=name(raw),
        tiers={key: _tier(tier) for key, tier in tiers.items()} if tiers else None,
        baseline=baseline,
        place=raw.place,
        **_take(raw, *_TARGET),
    )


_ACTUAL = (
    "stated",
    "value",
    "outcome",
    "source",
    "text",
    "line",
    "page",
    "section",
    "status",
    "basis",
    "scope",
    "restated",
    "note",
)


def actual(raw: Raw) -> Actual:
    """Return one report of a figure."""
    return Actual(raw.keys[0], raw.keys[1], **_take(raw, *_ACTUAL), place=raw.place)


def not_goal(raw: Raw) -> NotGoal:
    """Return one entry of what is neither goal nor figure."""
    return NotGoal(raw.keys[0], raw.keys[1], raw.get("text"), raw.get("reason"), raw.place)
