"""A figure to be added, before it stands in a file."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from czplan.format.fields import TABLES
from czplan.format.types import digits

__all__ = ["FIELDS", "FIGURE", "ORDER", "Addition", "Unfit", "meaning"]

FIGURE = ("stated", "value", "outcome")
"""The fields of which a figure has one."""

FIELDS: tuple[str, ...] = tuple(TABLES["actuals"].fields)
"""The fields of a figure besides its keys, as the data format lists them."""

_FIRST = (*FIGURE, "status", "source", "line", "page", "section", "text")
ORDER: tuple[str, ...] = (*_FIRST, *(name for name in FIELDS if name not in _FIRST))
"""The order in which a figure's fields are written: its words, then their proof."""


DEFAULTS = {"status": "final", "scope": "city", "restated": "false"}
"""What an absent field means (data format, "Actual")."""


def meaning(fields: Mapping[str, str]) -> dict[str, str]:
    """Return what a record says: without what is so anyway, numbers in one spelling."""
    said = {name: text for name, text in fields.items() if DEFAULTS.get(name) != text}
    for name in ("value", "line"):
        if name in said:
            with contextlib.suppress(ValueError):
                said[name] = repr(float(said[name]))
    return said


class Unfit(Exception):
    """A file is written in a way in which nothing can be added safely."""


@dataclass(frozen=True, slots=True)
class Addition:
    """One report of one period.

    Attributes:
        indicator: an indicator's id, or a target's for a goal that no indicator measures.
        period: `2025`, `2025-09` or `2021..2025`; full-width digits are made plain.
        fields: field to its characters; absent fields are absent.
        origin: where it comes from, for messages: a row of a file, or nothing.
    """

    indicator: str
    period: str
    fields: Mapping[str, str] = field(default_factory=dict)
    origin: str = ""

    def __post_init__(self) -> None:
        """Give a period its one spelling."""
        object.__setattr__(self, "period", digits(self.period))

    def ordered(self) -> dict[str, str]:
        """Return the fields in the order of writing."""
        return {name: self.fields[name] for name in ORDER if name in self.fields}
