"""The tables that can be exported: verdicts, and the data set's own five.

Verdicts have the columns of method 5.5. The data set's tables have those of the CSV form (data
format, "As CSV"), so that they can be read back as a data set.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from czplan.export.columns import ColumnType, FileColumn, columns_of
from czplan.export.formats import TABLES
from czplan.export.reading_fields import DISPLAY, makers
from czplan.export.table import Table, typed
from czplan.format import fields as records
from czplan.format.field import RecordTable
from czplan.format.types import INTEGER, NUMBER, TRUTH, YEAR, Type

if TYPE_CHECKING:
    from czplan.dataset import Dataset

LINKS: Mapping[str, Mapping[str, str]] = {
    "progress": {"plan": "plans", "target_source": "sources"},
    "targets": {"plan": "plans"},
    "actuals": {},
    "plans": {},
    "indicators": {},
}
"""Which column of a table holds the key of which other one (for the data package)."""

_TYPES: Mapping[int, ColumnType] = {
    id(INTEGER): "integer",
    id(YEAR): "integer",
    id(NUMBER): "number",
    id(TRUTH): "boolean",
}


def verdicts(frame: pd.DataFrame) -> Table:
    """Return the verdict rows as a table, in the frame's order."""
    columns = columns_of(map(str, frame.columns))
    return Table("progress", "评估结论", "verdicts", columns, typed(frame, columns), ("id",))


def table(ds: Dataset, name: str, only: Collection[str] | None = None) -> Table:
    """Return one of the data set's own tables; `name` is one of `TABLES`.

    It is whole, but that `only` keeps those targets whose id it holds.
    """
    from czplan import frames

    frame = frames.csv_form(ds.book, name)
    if only is not None:
        frame = frame[(frame["plan"] + "/" + frame["slug"]).isin(only)]
    known = records.TABLES[name]
    described = _described(known)
    columns = tuple(
        described.get(str(column)) or FileColumn(str(column), "string", str(column), str(column))
        for column in frame.columns
    )
    key = {"targets": ("plan", "slug"), "actuals": ()}.get(name, ("id",))
    return Table(name, known.zh, known.en, columns, typed(frame, columns), key)


def all_tables(ds: Dataset, frame: pd.DataFrame) -> list[Table]:
    """Return the verdicts and every table of the data set; places where it has some."""
    names = [name for name in TABLES if name != "places" or ds.place_records]
    return [verdicts(frame), *(table(ds, name) for name in names)]


def selected(ds: Dataset, table: Table, names: Sequence[str], lang: str) -> Table:
    """Return a table of the columns named, in that order; display fields are made for it.

    Raises:
        KeyError: the table has no such column.
    """
    known = {column.name: column for column in table.columns}
    made = makers(ds, lang, set(known))
    wanted = [name for name in names if name not in known]
    frame = table.frame[[name for name in names if name in known]].copy()
    if wanted:
        rows = list(table.rows())
        for name in wanted:
            frame[name] = [made[name](row) for row in rows]
    columns = tuple(known.get(name) or DISPLAY[name] for name in names)
    key = table.key if set(table.key) <= set(names) else ()
    return Table(table.name, table.zh, table.en, columns, typed(frame, columns), key)


def fields_of(ds: Dataset, columns: Sequence[str]) -> list[str]:
    """Return every field that can be asked of a table: its columns, then its display fields."""
    return [*columns, *makers(ds, "zh", set(columns))]


def _described(known: RecordTable) -> dict[str, FileColumn]:
    """Return the columns of a file's records as the CSV form flattens them."""
    columns: dict[str, FileColumn] = {}
    for column, (_, kind) in zip(known.key_columns, known.keys, strict=True):
        columns[column] = FileColumn(column, "string", kind.zh, kind.en, required=True)
    for field in known.fields.values():
        for column, part in field.columns:
            zh, en = field.zh, field.en
            if part is not field:
                zh, en = f"{zh}：{part.zh}", f"{en}: {part.en}"
            columns[column] = FileColumn(column, _type(part.cell), zh, en)
    return columns


def _type(kind: Type) -> ColumnType:
    return _TYPES.get(id(kind), "string")
