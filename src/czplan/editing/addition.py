"""Records to be added, before they stand in a file."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from czplan.format import fields as known
from czplan.format.fields import TABLES
from czplan.format.types import digits

__all__ = [
    "FIELDS",
    "FIGURE",
    "ORDER",
    "Addition",
    "Entry",
    "NewRecord",
    "Unfit",
    "Value",
    "meaning",
    "texts",
]

Value = str | Mapping[str, str] | Sequence[str]
"""What a field is given: its characters, its parts by name, or a list."""

FIGURE = ("stated", "value", "outcome")
"""The fields of which a figure has one."""

FIELDS: tuple[str, ...] = tuple(TABLES["actuals"].fields)
"""The fields of a figure besides its keys, as the data format lists them."""

_PROOF = ("source", "line", "page", "section", "text")
_FIRST: dict[str, tuple[str, ...]] = {
    "actuals": (*FIGURE, "status", *_PROOF),
    "targets": ("indicator", "kind", "name", "theme", "stated", *_PROOF),
}
ORDER: tuple[str, ...] = (
    *_FIRST["actuals"],
    *(name for name in FIELDS if name not in _FIRST["actuals"]),
)
"""The order in which a figure's fields are written: its words, then their proof."""

DEFAULTS = {
    **known.DEFAULTS["actuals"],
    "restated": "false",
    "proxy": "false",
    "confidence": "high",
}
"""What an absent field of a figure means (data format, "Actual")."""


def meaning(fields: Mapping[str, Value]) -> dict[str, Value]:
    """Return what a record says: without what is so anyway, numbers in one spelling."""
    said = {name: value for name, value in fields.items() if DEFAULTS.get(name) != value}
    for name in ("value", "line"):
        text = said.get(name)
        if isinstance(text, str):
            with contextlib.suppress(ValueError):
                said[name] = repr(float(text))
    return said


def texts(fields: Mapping[str, Value]) -> dict[str, str]:
    """Return the fields that are plain characters."""
    return {name: value for name, value in fields.items() if isinstance(value, str)}


class Unfit(Exception):
    """A file is written in a way in which nothing can be added safely."""


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record of one of the other tables.

    Attributes:
        table: its name, such as `targets`.
        keys: its keys in the order of the table: an id; plan and slug; source and line.
        fields: field to its characters or parts; absent fields are absent.
        origin: where it comes from, for messages: a row of a file, or nothing.
    """

    table: str
    keys: tuple[str, ...]
    fields: Mapping[str, Value] = field(default_factory=dict)
    origin: str = ""

    @property
    def title(self) -> str:
        """What messages call it."""
        return "/".join(self.keys)

    def ordered(self) -> dict[str, Value]:
        """Return the fields in the order of writing: the table's own, words before their proof."""
        first = _FIRST.get(self.table, ())
        names = [*first, *(name for name in TABLES[self.table].fields if name not in first)]
        names += [name for name in self.fields if name not in names]
        return {name: self.fields[name] for name in names if name in self.fields}


@dataclass(frozen=True, slots=True)
class Addition:
    """One report of one period, for the table of figures.

    Attributes:
        indicator: an indicator's id, or a target's for a goal that no indicator measures.
        period: `2025`, `2025-09` or `2021..2025`; full-width digits are made plain.
        fields: field to its characters or parts; absent fields are absent.
        origin: where it comes from, for messages: a row of a file, or nothing.
    """

    indicator: str
    period: str
    fields: Mapping[str, Value] = field(default_factory=dict)
    origin: str = ""

    def __post_init__(self) -> None:
        """Give a period its one spelling."""
        object.__setattr__(self, "period", digits(self.period))

    @property
    def table(self) -> str:
        """The table that figures stand in."""
        return "actuals"

    @property
    def keys(self) -> tuple[str, ...]:
        """Indicator and period."""
        return self.indicator, self.period

    @property
    def title(self) -> str:
        """What messages call it."""
        return f"{self.indicator} {self.period}"

    def ordered(self) -> dict[str, Value]:
        """Return the fields in the order of writing."""
        names = [*ORDER, *(name for name in self.fields if name not in ORDER)]
        return {name: self.fields[name] for name in names if name in self.fields}


Entry = Addition | NewRecord
"""What can be added to a data set."""
