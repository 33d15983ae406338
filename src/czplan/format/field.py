"""What a field and a table of the data format are, in whatever notation they are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from czplan.format.types import TEXT, Type

JOINT = "|"
"""What stands between the texts of a list in a CSV cell."""


class Field(NamedTuple):
    """One field of a record.

    Attributes:
        name: as it is written in the file.
        type: what its characters may be; for a map or a list, what its texts may be.
        zh, en: what it means.
        required: it must be filled.
        refers: the table in which the value must be an id; `stock` and the like name indicators.
        parts: the fields of a mapping such as `name: {zh, en}`.
        keys: a map from keys of this type (tiers, milestones).
        listed: a list: of texts, or of mappings of `parts`.
        whole: a mapping of parts that stays together, one value and one column.
        plain: it may also be a single text of `type`, without parts.
    """

    name: str
    type: Type
    zh: str
    en: str
    required: bool = False
    refers: str = ""
    parts: tuple[Field, ...] = ()
    keys: Type | None = None
    listed: bool = False
    whole: bool = False
    plain: bool = False

    @property
    def is_text(self) -> bool:
        """True where the field is, or may be, a single text of its type."""
        mapped = self.listed or self.whole or bool(self.parts)
        return self.keys is None and (self.plain or not mapped)

    @property
    def in_a_cell(self) -> bool:
        """True where a CSV cell holds the field as YAML in one line."""
        return self.keys is not None or (bool(self.parts) and (self.listed or self.whole))

    @property
    def columns(self) -> tuple[tuple[str, Field], ...]:
        """The columns of the CSV form, which are the names in a record as it was read.

        Each with the field or part whose type the cells have.
        """
        if not self.parts or self.in_a_cell:
            return ((self.name, self),)
        own = ((self.name, self),) if self.plain else ()
        return own + tuple((f"{self.name}_{part.name}", part) for part in self.parts)

    @property
    def cell(self) -> Type:
        """The type of a cell's characters: any text where it is read as YAML or as a list."""
        return TEXT if self.in_a_cell or self.listed else self.type


class RecordTable(NamedTuple):
    """One file of a data set.

    Attributes:
        name: the file's name without ending.
        zh, en: what one record is.
        keys: types and names of the levels of keys above a record: ids, plan and slug ...
        fields: a record's fields by name, in the order of the documentation.
        listed: one key may carry a list of records.
    """

    name: str
    zh: str
    en: str
    keys: tuple[tuple[str, Type], ...]
    fields: Mapping[str, Field]
    listed: bool = False

    @property
    def key_columns(self) -> tuple[str, ...]:
        """The columns of the CSV form that hold the keys: `id` where there is one level."""
        return ("id",) if len(self.keys) == 1 else tuple(name for name, _ in self.keys)

    @property
    def columns(self) -> dict[str, Type]:
        """The columns of the CSV form with the type of their cells, keys first."""
        kinds = (kind for _, kind in self.keys)
        cells = dict(zip(self.key_columns, kinds, strict=True))
        for known in self.fields.values():
            cells |= {name: part.cell for name, part in known.columns}
        return cells


def table(
    name: str,
    zh: str,
    en: str,
    keys: tuple[tuple[str, Type], ...],
    *fields: Field,
    listed: bool = False,
) -> RecordTable:
    """Return a table of fields."""
    return RecordTable(name, zh, en, keys, {each.name: each for each in fields}, listed)
