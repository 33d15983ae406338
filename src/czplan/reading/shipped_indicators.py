"""The indicators that a data set may use without defining them: the shipped catalogue's."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from czplan.faults import Place
from czplan.format.fields import TABLES
from czplan.reading.raw import Raw
from czplan.shipped import catalogue_rows

_PATTERN = frozenset("(=?")
"""Marks of an alias that stands for several names, or for another indicator's."""


@cache
def shipped_indicators() -> Mapping[str, Raw]:
    """Return the indicators of the shipped catalogue by id; none where there is no catalogue."""
    found: dict[str, Raw] = {}
    columns = TABLES["indicators"].columns
    for number, row in enumerate(catalogue_rows("indicators"), 2):
        place = Place("catalogue/indicators.csv", number)
        values = {name: text for name, text in row.items() if text and name in columns}
        aliases = values.pop("aliases", "").split("|")
        raw = Raw("indicators", (values.pop("id"),), place, (place,), dict(values))
        if names := [name for name in aliases if name and not _PATTERN & {*name}]:
            raw.values["aliases"] = names
        found[raw.id] = raw
    return found
