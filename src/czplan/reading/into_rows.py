"""Rows of the two long tables, with everything inherited filled in; no pandas.

`None` is a missing value. What is inherited from where stands in `czplan.reading.book`.
"""

from __future__ import annotations

from typing import Any

from czplan.quantity.goal_words import interpret
from czplan.reading.book import Book, kind_arguments
from czplan.reading.yaml_records import Raw, RawTier

__all__ = ["ACTUAL_COLUMNS", "TARGET_COLUMNS", "actual_row", "kind_of", "target_row"]

TARGET_COLUMNS = (
    "id",
    "plan",
    "slug",
    "indicator",
    "name_zh",
    "name_en",
    "theme",
    "scope",
    "kind",
    "binding",
    "stated",
    "start",
    "due",
    "due_inherited",
    "direction",
    "reference",
    "quality",
    "baseline_period",
    "baseline_stated",
    "baseline_source",
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
    "tiers",
    "milestones",
)
ACTUAL_COLUMNS = (
    "indicator",
    "period",
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
_OWN = (
    "binding",
    "stated",
    "direction",
    "reference",
    "quality",
    "baseline_period",
    "baseline_stated",
    "baseline_source",
    "supersedes",
    "text",
    "line",
    "page",
    "section",
    "note",
    "milestones",
)


def kind_of(book: Book, target: Raw) -> str:
    """Return the kind of a target (method 5.5a): from its tiers, its record or its words."""
    if target.has("tiers"):
        return "ladder"
    if target.get("kind") == "milestone":
        return "milestone"
    return interpret(target.get("stated") or "", **kind_arguments(book, target)).kind


def target_row(book: Book, target: Raw) -> dict[str, Any]:
    """Return the row of a target with the columns `TARGET_COLUMNS`."""
    row: dict[str, Any] = dict.fromkeys(TARGET_COLUMNS)
    row.update((field, target.get(field)) for field in _OWN)
    indicator_id = book.indicator_id(target)
    named = target if target.has("name_zh") else book.indicators[indicator_id or ""]
    zh = named.get("name_zh")
    indicator = book.indicators.get(indicator_id or "")
    due, inherited = book.due(target)
    tiers: dict[str, RawTier] | None = target.get("tiers")
    row.update(
        id=target.id,
        plan=target.keys[0],
        slug=target.keys[1],
        indicator=indicator_id,
        name_zh=zh,
        name_en=named.get("name_en") or zh,
        theme=target.get("theme") or (indicator and indicator.get("theme")) or "other",
        scope=target.get("scope") or "city",
        kind=kind_of(book, target),
        start=book.start(target),
        due=due,
        due_inherited=inherited,
        tiers_count=target.get("tiers_count") or "nested",
        counts=target.get("counts") or "nested",
        confidence=target.get("confidence") or "high",
        source=book.source_id(target),
        tiers={
            key: {"stated": tier.stated, "text": tier.text, "line": tier.line}
            for key, tier in tiers.items()
        }
        if tiers
        else None,
    )
    return row


def actual_row(actual: Raw) -> dict[str, Any]:
    """Return the row of a report with the columns `ACTUAL_COLUMNS`."""
    row: dict[str, Any] = {field: actual.get(field) for field in ACTUAL_COLUMNS}
    row.update(
        indicator=actual.keys[0],
        period=actual.keys[1],
        status=row["status"] or "final",
        scope=row["scope"] or "city",
        restated=bool(row["restated"]),
    )
    return row
