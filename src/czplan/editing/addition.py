"""Records to be added, before they stand in a file."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import yaml

from czplan.format import fields as known
from czplan.format.fields import TABLES
from czplan.format.types import digits
from czplan.reading.into_rows import in_words
from czplan.reading.raw import QUOTED

Value = str | Mapping[str, str] | Sequence[str]
"""What a field is given: its characters, its parts by name, or a list."""

FIGURE = ("stated", "value", "outcome")
"""The fields of which a figure has one."""

_PROOF = ("source", "line", "page", "section", "text")
_FIRST: dict[str, tuple[str, ...]] = {
    "actuals": (*FIGURE, "status", *_PROOF),
    "targets": ("indicator", "kind", "name", "theme", "stated", *_PROOF),
}
"""The fields that are written first: a record's words, then their proof."""

MOST_PARTS = 1000
"""Lists and mappings in a cell that is taken apart, so that none takes long."""

_IN_PARTS = frozenset({"also", "extracted"})
_NUMBERS = frozenset({"value", "line", "confidence"})

DEFAULTS = {
    **known.DEFAULTS["actuals"],
    "restated": "false",
    "proxy": "false",
    "confidence": "high",
}
"""What an absent field of a figure means (data format, "Actual")."""


def meaning(fields: Mapping[str, Value]) -> dict[str, Any]:
    """Return what a record says: without what is so anyway, numbers in one spelling.

    With `reading: also` it says the other document's words, as listings write it.
    """
    said: dict[str, Any] = {
        name: _said(name, value) for name, value in fields.items() if DEFAULTS.get(name) != value
    }
    by = said.get("extracted")
    if isinstance(by, Mapping) and "reviewed" not in by and said.get("confidence") == _sure(by):
        del said["confidence"]
    others = said.get("also")
    if said.get("reading") == "also" and isinstance(others, list) and others:
        other = others[0]
        if isinstance(other, Mapping) and "stated" in other:
            said = {name: value for name, value in said.items() if name not in QUOTED}
            said |= {name: other[name] for name in QUOTED if name in other}
    return said


def _sure(by: Mapping[str, Any]) -> str:
    """Return the confidence of a machine-read record that doesn't say its own."""
    try:
        return in_words(float(by["confidence"]))
    except (KeyError, TypeError, ValueError):
        return in_words(None)


def _said(name: str, value: Any) -> Any:
    """Return a field's value as it is compared: in parts, however it is written."""
    if isinstance(value, str) and name in _IN_PARTS:
        with contextlib.suppress(ValueError):
            value = parts(value)
    if isinstance(value, Mapping):
        return {part: _said(part, one) for part, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_said("", one) for one in value]
    if name in _NUMBERS:
        with contextlib.suppress(ValueError):
            return repr(float(value))
    return value


def parts(cell: str) -> Any:
    """Return a cell in braces or brackets, JSON or YAML on one line, taken apart into texts.

    Another cell is its characters.

    Raises:
        ValueError: it is neither, or names itself, or has more than `MOST_PARTS` parts.
    """
    if not cell.startswith(("[", "{")):
        return cell
    if sum(map(cell.count, "[{")) > MOST_PARTS:
        raise ValueError(cell)
    try:
        return _texts(json.loads(cell, parse_int=str, parse_float=str, parse_constant=str))
    except RecursionError as error:
        raise ValueError(cell) from error
    except ValueError:
        try:
            if any(isinstance(each, yaml.AliasEvent) for each in yaml.parse(cell)):
                raise ValueError(cell)
            return yaml.BaseLoader(cell).get_single_data()
        except (yaml.YAMLError, RecursionError) as error:
            raise ValueError(cell) from error


def _texts(value: Any) -> Any:
    """Return JSON's values as texts, without those that say nothing."""
    if isinstance(value, dict):
        return {name: _texts(one) for name, one in value.items() if one is not None}
    if isinstance(value, list):
        return [_texts(one) for one in value if one is not None]
    return str(value).lower() if isinstance(value, bool) else value


class Unfit(Exception):
    """A file is written in a way in which nothing can be added safely."""


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that is to be added.

    Attributes:
        table: its table's name, such as `targets`.
        keys: its keys in the order of the table: an id; plan and slug; source and line.
        fields: field to its characters or parts; absent fields are absent.
        origin: where it comes from, for messages: a row of a file, or nothing.
        gone: it is to be taken out, where the table has it.
    """

    table: str
    keys: tuple[str, ...]
    fields: Mapping[str, Value] = field(default_factory=dict)
    origin: str = ""
    gone: bool = False

    @property
    def title(self) -> str:
        """What messages call it."""
        return (" " if self.table == "actuals" else "/").join(self.keys)

    def ordered(self) -> dict[str, Value]:
        """Return the fields in the order of writing: the table's own, words before their proof."""
        first = _FIRST.get(self.table, ())
        names = [*first, *(name for name in TABLES[self.table].fields if name not in first)]
        names += [name for name in self.fields if name not in names]
        return {name: self.fields[name] for name in names if name in self.fields}


class Addition(NewRecord):
    """One report of one period, of an indicator or of a goal that none measures."""

    __slots__ = ()

    def __init__(
        self, indicator: str, period: str, fields: Mapping[str, Value], origin: str = ""
    ) -> None:
        """Give the period (`2025`, `2025-09` or `2021..2025`) its one spelling."""
        super().__init__("actuals", (indicator, digits(period)), fields, origin)

    @property
    def period(self) -> str:
        """The period that it is of."""
        return self.keys[1]
