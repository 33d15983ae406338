"""JSON Schema (2020-12) of a data set's YAML tables, from the same tables of fields that read them.

Editors use it for completion and for marks while a curator writes. It knows one file at a time:
ids that lead nowhere and words that carry no number are left to `czplan check`.
"""

from __future__ import annotations

from typing import Any

from czplan.format.field import Field, RecordTable
from czplan.format.fields import FORMAT, TABLES
from czplan.format.types import Type
from czplan.vocabulary import Term

SCHEMA_TABLES = tuple(TABLES)
"""The tables that have a schema, by file name without ending."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_EMPTY: dict[str, Any] = {"enum": [None, ""]}
"""An absent value: `url:` with nothing after it, or an empty text."""


def schema(table: str) -> dict[str, Any]:
    """Return the JSON Schema of one table.

    Args:
        table: dataset, sources, plans, indicators, targets, actuals or not-goals.

    Raises:
        KeyError: there is no such table.
    """
    known = TABLES[table]
    body = _record(known)
    if known.listed:
        body = _any(body, {"type": "array", "items": body, "minItems": 1})
    for depth, (name, kind) in enumerate(reversed(known.keys)):
        inner = body if depth == 0 else _any(body, _EMPTY)
        body = {
            "type": "object",
            "description": _said(f"键：{name}，{kind.zh}", f"key: {name}, {kind.en}"),
            "propertyNames": _key(kind),
            "additionalProperties": inner,
        }
    return {
        "$schema": _DIALECT,
        "title": _said(f"{known.zh}（{table}.yaml）", f"{known.en} ({table}.yaml)"),
        **_any(body, _EMPTY),
    }


def _any(*options: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of one of several, flat."""
    flat: list[dict[str, Any]] = []
    for option in options:
        flat += option["anyOf"] if set(option) == {"anyOf"} else [option]
    return flat[0] if len(flat) == 1 else {"anyOf": flat}


_MILESTONE: dict[str, Any] = {
    "required": ["kind", "name"],
    "properties": {"kind": {"const": "milestone"}},
}


def _given(name: str) -> dict[str, Any]:
    """Return the schema of a record in which a field is filled."""
    return {"required": [name], "properties": {name: {"not": _EMPTY}}}


def _said(zh: str, en: str) -> str:
    return f"{zh} / {en}"


def _key(kind: Type) -> dict[str, Any]:
    """Return the schema of a key: as that of a value, without numbers."""
    return {key: value for key, value in kind.schema.items() if key != "type"}


def _record(table: RecordTable) -> dict[str, Any]:
    """Return the schema of one record."""
    body: dict[str, Any] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {known.name: _field(known) for known in table.fields.values()},
    }
    required = [known.name for known in table.fields.values() if known.required]
    if required:
        body["required"] = required
    extra = {
        "targets": [
            {"anyOf": [_given(name) for name in ("line", "page", "section")]},
            {"oneOf": [_given("stated"), _given("tiers"), _MILESTONE]},
        ],
        "actuals": [{"oneOf": [_given(name) for name in ("stated", "value", "outcome")]}],
    }.get(table.name)
    if extra:
        body["allOf"] = extra
    if table.name == "dataset":
        said = body["properties"]["format"]["description"]
        body["properties"]["format"] = {"description": said, "enum": [FORMAT, int(FORMAT), None]}
    return body


def _field(known: Field) -> dict[str, Any]:
    """Return the schema of one field; an absent value is as good as no field unless required."""
    words = _words(known)
    described = {"description": _said(known.zh + words.zh, known.en + words.en)}
    shape = _shape(known)
    return {**described, **(shape if known.required else _any(shape, _EMPTY))}


def _words(known: Field) -> Term:
    """Return what the words of a closed vocabulary mean, for a description."""
    if (terms := known.type.words) is None:
        return Term("", "", "")
    zh = "、".join(f"{term.code} {term.zh}" for term in terms.values())
    en = ", ".join(f"{term.code} ({term.en})" for term in terms.values())
    return Term("", f"：{zh}", f": {en}")


def _shape(known: Field) -> dict[str, Any]:
    """Return the schema of what a field holds."""
    if known.keys is not None:
        entry: dict[str, Any] = _scalar(known.type)
        if known.parts:
            whole = _parts(known.parts)
            named = known.name == "themes"
            entry = whole if named else _any(entry, whole)
        return {
            "type": "object",
            "propertyNames": _key(known.keys),
            "additionalProperties": entry,
            **({"minProperties": 1} if known.name == "tiers" else {}),
        }
    shape = _parts(known.parts) if known.parts else _scalar(known.type)
    if known.listed:
        shape = {"type": "array", "items": shape, "minItems": 1}
    return _any(_scalar(known.type), shape) if known.plain else shape


def _parts(parts: tuple[Field, ...]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {part.name: _field(part) for part in parts},
        "required": [part.name for part in parts if part.required],
    }


def _scalar(kind: Type) -> dict[str, Any]:
    """Return the schema of a scalar.

    Editors resolve `2025` and `67` to numbers where this format reads characters, so both are
    allowed where the characters may look like one.
    """
    if kind.resolved is None:
        return dict(kind.schema)
    return _any(dict(kind.schema), dict(kind.resolved))
