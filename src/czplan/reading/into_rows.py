"""Rows of the two long tables, with everything inherited filled in; no pandas.

`None` is a missing value. What is inherited from where stands in `czplan.reading.book`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from czplan.format.field import JOINT
from czplan.format.fields import DEFAULTS, TABLES
from czplan.quantity.goal_words import interpret
from czplan.reading.book import Book, inherited, query_of
from czplan.reading.raw import PartSet, Raw, RawTier

if TYPE_CHECKING:
    import pandas as pd

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
    *("note_zh", "note_en", "verifiable", "also", "reading", "extracted", "accepted", "place"),
)
ACTUAL_COLUMNS = tuple(TABLES["actuals"].columns)
_IN_CELLS = ("also", "extracted", "accepted")
_OWN = (
    "binding", "stated", "direction", "reference", "quality", "baseline_period",
    "baseline_stated", "baseline_source", "supersedes", "text", "line", "page", "section",
    "note", "milestones", "note_zh", "note_en", "verifiable", "reading",
)  # fmt: skip


def kind_of(book: Book, target: Raw) -> str:
    """Return the kind of a target (method 5.5a): from its tiers, its record or its words."""
    if target.has("tiers"):
        return "ladder"
    if target.get("kind") == "milestone":
        return "milestone"
    return interpret(target.judged()["stated"] or "", query_of(book, target)).kind


def flow(value: Any) -> str:
    """Return a field that is written as YAML, as one line; a list of texts joined by `|`."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_entry(entry)}" for key, entry in value.items()) + "}"
    if not isinstance(value, list):
        return _entry(value)
    if value and isinstance(value[0], str):
        return JOINT.join(value)
    return "[" + ", ".join(map(_entry, value)) + "]"


def _entry(entry: Any) -> str:
    """Return one entry: a text, a tier, or a mapping of parts."""
    if isinstance(entry, RawTier):
        given = {"stated": entry.stated, "text": entry.text, "line": entry.line}
        if entry.text is None and entry.line is None:
            return json.dumps(entry.stated, ensure_ascii=False)
    elif isinstance(entry, PartSet):
        given = entry.values
    else:
        return json.dumps(entry, ensure_ascii=False)
    texts = {key: number(value) for key, value in given.items() if value is not None}
    return json.dumps(texts, ensure_ascii=False)


def number(value: Any) -> str:
    """Return a value as characters; a whole number without a point."""
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e15
        return str(int(value)) if whole else repr(value)
    return str(value)


def as_text(value: Any) -> str | None:
    """Return a value as characters, None where there is none."""
    return None if value is None else str(value)


def cell(raw: Raw, name: str) -> str | None:
    """Return a field as the characters of a CSV cell, None where it is absent."""
    table = TABLES[raw.table]
    if name in table.key_columns:
        return str(raw.keys[table.key_columns.index(name)])
    value = raw.get(name)
    if value is None:
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list | PartSet):
        return flow(value)
    return number(value)


def certainty(raw: Raw) -> str:
    """Return how sure a reading is, in words: the record's own, else by the machine's number."""
    if (own := raw.get("confidence")) is not None:
        return str(own)
    one: PartSet | None = raw.get("extracted")
    if one is None or one.get("reviewed") is not None:
        return "high"
    return in_words(one.get("confidence"))


def in_words(confidence: float | None) -> str:
    """Return a confidence from 0 to 1 in words (data format, "Since the first version")."""
    value = 0.0 if confidence is None else confidence
    return "high" if value >= 0.9 else "medium" if value >= 0.7 else "low"


def target_row(book: Book, target: Raw) -> dict[str, Any]:
    """Return the row of a target with the columns `TARGET_COLUMNS`."""
    row: dict[str, Any] = dict.fromkeys(TARGET_COLUMNS)
    values = target.values
    row.update([(field, values.get(field)) for field in _OWN])
    row.update(target.judged())
    indicator_id = book.indicator_id(target)
    indicator = book.indicators.get(indicator_id or "")
    named = target if target.has("name_zh") else indicator
    due, from_plan = book.due(target)
    usual = DEFAULTS["targets"]
    row.update(
        id=target.id,
        plan=target.keys[0],
        slug=target.keys[1],
        indicator=indicator_id,
        name_zh=inherited("name_zh", named),
        name_en=inherited("name_en", named),
        theme=target.get("theme") or inherited("theme", indicator),
        scope=target.get("scope") or usual["scope"],
        kind=kind_of(book, target),
        start=book.start(target),
        due=due,
        due_inherited=from_plan,
        tiers_count=target.get("tiers_count") or usual["tiers_count"],
        counts=target.get("counts") or usual["counts"],
        confidence=certainty(target),
        source=row["source"] or book.source_id(target),
        place=book.place_of_plan(target.keys[0]),
        **{name: cell(target, name) for name in _IN_CELLS if name in values},
        tiers=tiers_of(target.get("tiers")),
    )
    return row


def tiers_of(tiers: Mapping[str, RawTier] | None) -> dict[str, dict[str, Any]] | None:
    """Return the tiers of a ladder as a row of the targets has them, None for no ladder."""
    return {
        key: {"stated": tier.stated, "text": tier.text, "line": tier.line}
        for key, tier in (tiers or {}).items()
    } or None


def actual_row(book: Book, actual: Raw) -> dict[str, Any]:
    """Return the row of a report with the columns `ACTUAL_COLUMNS`."""
    values = actual.values
    row: dict[str, Any] = {field: values.get(field) for field in ACTUAL_COLUMNS}
    row.update(actual.judged())
    row.update(
        indicator=actual.keys[0],
        period=actual.keys[1],
        **{name: row[name] or word for name, word in DEFAULTS["actuals"].items()},
        restated=bool(row["restated"]),
        proxy=bool(row["proxy"]),
        confidence=certainty(actual),
        place=row["place"] or book.place_of_key(actual.keys[0]),
        **{name: cell(actual, name) for name in _IN_CELLS if name in values},
    )
    return row


def dicts(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as dicts of plain Python values, None for NA."""
    columns = [frame[name].astype(object).where(frame[name].notna(), None) for name in frame]
    names = list(map(str, frame))
    lists = [column.tolist() for column in columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*lists, strict=True)]
