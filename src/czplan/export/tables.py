"""The tables that can be exported: verdicts, and the data set's own five.

Verdicts have the columns of method 5.5. Targets and actuals have those of the CSV form (data
format, "As CSV"), so that they can be read back as a data set. Plans, indicators and sources
are their records with names in two columns.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from czplan.export.columns import ColumnType, FileColumn, columns_of
from czplan.export.display import DISPLAY, makers
from czplan.export.formats import TABLES
from czplan.export.table import Table, typed
from czplan.format import fields as records
from czplan.format.types import INTEGER, NUMBER, TRUTH, YEAR, Type

if TYPE_CHECKING:
    from czplan.dataset import Dataset

__all__ = ["LINKS", "all_tables", "fields_of", "selected", "table", "verdicts"]

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
    if name in ("targets", "actuals"):
        from czplan import frames

        frame = frames.csv_form(ds.book, name)
        if only is not None:
            frame = frame[(frame["plan"] + "/" + frame["slug"]).isin(only)]
    else:
        frame = _frame(getattr(ds, f"{name[:-1]}_records"))
    known = records.TABLES[name]
    described = _described(known)
    columns = tuple(
        described.get(str(column)) or FileColumn(str(column), "string", str(column), str(column))
        for column in frame.columns
    )
    key = {"targets": ("plan", "slug"), "actuals": ()}.get(name, ("id",))
    return Table(name, known.zh, known.en, columns, typed(frame, columns), key)


def all_tables(ds: Dataset, frame: pd.DataFrame) -> list[Table]:
    """Return the verdicts and every table of the data set."""
    return [verdicts(frame), *(table(ds, name) for name in TABLES)]


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


def _described(known: records.RecordTable) -> dict[str, FileColumn]:
    """Return the columns of a file's records as the CSV form flattens them."""
    columns: dict[str, FileColumn] = {}
    levels = len(known.keys)
    for name, kind in known.keys:
        # one level of keys is the record's id; two are the columns that the CSV form names
        column = "id" if levels == 1 else name
        columns[column] = FileColumn(column, "string", kind.zh, kind.en, required=True)
    for field in known.fields.values():
        if field.parts and field.keys is None:
            for part in field.parts:
                column = f"{field.name}_{part.name}"
                zh, en = f"{field.zh}：{part.zh}", f"{field.en}: {part.en}"
                columns[column] = FileColumn(column, _type(part.type), zh, en)
        else:
            columns[field.name] = FileColumn(field.name, _type(field.type), field.zh, field.en)
    return columns


def _type(kind: Type) -> ColumnType:
    return _TYPES.get(id(kind), "string")


def _frame(held: Mapping[str, Any]) -> pd.DataFrame:
    """Return records by id as a frame: `id`, then their fields, names in two columns."""
    rows = [_flat(identity, record) for identity, record in held.items()]
    return pd.DataFrame(rows, columns=list(rows[0]) if rows else ["id"])


def _flat(identity: str, record: Any) -> dict[str, Any]:
    known = _table_of(record)
    row: dict[str, Any] = {"id": identity}
    for field in known.fields.values():
        value = getattr(record, field.name)
        if field.parts:
            row |= {f"{field.name}_{part.name}": getattr(value, part.name) for part in field.parts}
        else:
            row[field.name] = value
    return row


def _table_of(record: Any) -> records.RecordTable:
    return records.TABLES[f"{type(record).__name__.lower()}s"]
