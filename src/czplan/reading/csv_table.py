"""A CSV table in columns; rows are made only where one is asked for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from czplan.faults import Both, Place
from czplan.faults.collector import Collector
from czplan.format.fields import TABLES, Field, RecordTable
from czplan.format.types import TEXT, Type
from czplan.quantity.forms import Phrases, group, in_one_piece
from czplan.reading.csv_column import CsvColumn, free_texts, read_column
from czplan.reading.csv_parse import Parsed
from czplan.reading.yaml_nodes import compose
from czplan.reading.yaml_records import Raw, read_map, read_value

__all__ = ["CsvTable", "columns_of"]

THIS_ROW = Both("这一行", "this row")
FREE = frozenset({"stated", "text", "page", "section", "note", "name_zh", "name_en"})
"""Columns of free text: nearly each is another, so they aren't told apart."""


def columns_of(table: RecordTable) -> dict[str, Type]:
    """Return the columns of a table's CSV form with the type of their cells, keys first."""
    columns = dict(table.keys)
    for known in table.fields.values():
        if known.parts and known.keys is None:
            columns.update({f"{known.name}_{part.name}": part.type for part in known.parts})
        else:
            columns[known.name] = TEXT if known.keys is not None else known.type
    return columns


class CsvTable:
    """One CSV table: its columns read once, its rows made on demand.

    Attributes:
        name: the file's name.
        table: `targets` or `actuals`.
        size: how many rows.
        texts: columns of free text (`stated`, `text`, `note`, names ...), as read.
        columns: the other columns by name; absent ones are empty.
        value: the numbers of the column `value`, NaN where there is none.
    """

    def __init__(self, name: str, table: str, parsed: Parsed) -> None:
        self.name = name
        self.table = TABLES[table]
        self.parsed = parsed
        self.size = len(parsed.frame)
        self.texts: dict[str, pd.Series[Any]] = {}
        self.columns: dict[str, CsvColumn] = {}
        self.header = list(parsed.frame.columns)
        self._filled: dict[str, NDArray[np.bool_]] = {}
        care = parsed.care
        few: dict[str, Type] = {}
        for column, kind in columns_of(self.table).items():
            if column not in parsed.frame:
                continue
            cells = parsed.frame[column]
            if column in FREE:
                self.texts[column] = free_texts(cells, care)
            elif column == "value" and cells.dtype.kind in "fi":
                self.value = cells.to_numpy(dtype=float)
            else:
                few[column] = kind
        if "stated" in self.texts:
            self.texts["stated"] = in_one_piece(self.texts["stated"])
        with ThreadPoolExecutor(os.cpu_count()) as threads:  # pandas and Arrow work side by side
            threads.submit(lambda: self.phrases)  # the longest first
            cells_of = (parsed.frame[column] for column in few)
            read = threads.map(
                lambda cells, kind: read_column(cells, kind, care), cells_of, few.values()
            )
            self.columns.update(zip(few, read, strict=True))

    value: NDArray[np.float64] | None = None

    @cached_property
    def phrases(self) -> Phrases:
        """The wordings (`stated`) grouped by form."""
        nothing = pd.Series([None], dtype="str").repeat(self.size)
        return group(self.texts.get("stated", nothing))

    def column(self, name: str) -> CsvColumn:
        """Return a column, an empty one where the file doesn't have it."""
        if name not in self.columns:
            nothing = np.full(self.size, -1, dtype=np.int8)
            self.columns[name] = CsvColumn(nothing, pd.Index([], dtype="str"), TEXT)
        return self.columns[name]

    def filled(self, name: str) -> NDArray[np.bool_]:
        """Return which rows have something in a column."""
        if name in self.texts:
            if name not in self._filled:
                self._filled[name] = self.texts[name].notna().to_numpy()
            return self._filled[name]
        if name == "value" and self.value is not None:
            return ~np.isnan(self.value)
        return self.column(name).filled

    def cell(self, name: str, row: int) -> str | None:
        """Return the text of a cell, None where it is empty or has no column."""
        if name in self.texts:
            text = self.texts[name].iat[row]
            return text if isinstance(text, str) else None
        if name == "value" and self.value is not None:
            number = self.value[row]
            return None if np.isnan(number) else repr(float(number))
        return self.column(name).text(row)

    def ids(self) -> list[str]:
        """Return the id `plan/slug` of each row of the targets."""
        found: list[str] = self.id_texts().tolist()
        return found

    def id_texts(self) -> Any:
        """Return the ids as a pandas array of texts."""
        plan, slug = self.column("plan"), self.column("slug")
        plans: Any = pd.array([f"{word}/" for word in plan.words] + ["/"], dtype="str")
        slugs: Any = pd.array([*slug.words, ""], dtype="str")
        first = np.where(plan.filled, plan.codes.astype(np.int64), len(plan.words))
        second = np.where(slug.filled, slug.codes.astype(np.int64), len(slug.words))
        return plans.take(first) + slugs.take(second)

    def rows_with(self, column: CsvColumn, chosen: Sequence[bool]) -> list[int]:
        """Return the rows that have one of the chosen words."""
        found: list[int] = np.flatnonzero(column.where(np.array(chosen, dtype=bool))).tolist()
        return found

    def place(self, row: int, column: str | None = None) -> Place:
        """Return a provisional place: the number of the row, and of the column from 1."""
        number = self.header.index(column) + 1 if column in self.header else 1
        return Place(self.name, self.parsed.number(row), number)

    def raw(self, row: int, report: Collector) -> Raw:
        """Make the record of a row, reporting the faults of its fields at provisional places."""
        keys: list[Any] = []
        faulty: set[str] = set()
        for name, kind in self.table.keys:
            text = self.cell(name, row)
            place = self.place(row, name)
            if text is None:
                missing(report, self.table, place, THIS_ROW, name, kind.zh, kind.en)
                keys.append("")
            else:
                read = read_value(kind, text, name, place, report)
                keys.append(text if read is None else read)
                if read is None:
                    faulty.add(name)
        places = tuple(self.place(row, name) for name, _ in self.table.keys)
        raw = Raw(self.table.name, tuple(keys), self.place(row), places, faulty=faulty)
        if "" in keys:
            return raw  # it can't be said of what its fields are
        for known in self.table.fields.values():
            self._field(known, row, raw, report)
        return raw

    def _field(self, known: Field, row: int, raw: Raw, report: Collector) -> None:
        """Read one field of a row."""
        names = [known.name]
        if known.parts and known.keys is None:
            names = [f"{known.name}_{part.name}" for part in known.parts]
        for name, part in zip(names, known.parts or (known,), strict=False):
            if (text := self.cell(name, row)) is None:
                continue
            place = raw.places[name] = self.place(row, name)
            if known.keys is not None:
                self._map(known, text, raw, report)
                continue
            value = read_value(part.type, text, name, place, report)
            if value is None:
                raw.faulty.add(name)
            else:
                raw.values[name] = value
        required = [name for name, part in zip(names, known.parts, strict=False) if part.required]
        given = any(raw.has(name) for name in names)
        wanted = required if given else names[:1] if known.required else []
        for name in wanted:
            if not raw.has(name):
                title = Both(f"{self.table.zh} {raw.id}", f"{self.table.en}: {raw.id}")
                missing(report, self.table, raw.place, title, name, known.zh, known.en)

    def _map(self, known: Field, text: str, raw: Raw, report: Collector) -> None:
        """Read tiers or milestones written as YAML in a cell."""
        inner = Collector()
        node = compose(text, self.name, inner)
        if node is not None and not inner.broken:
            read_map(self.table.name, known, node, raw, inner)
        elif not inner.faults:
            return
        else:
            raw.faulty.add(known.name)
        place = raw.places[known.name]
        for name in list(raw.places):
            if name.startswith(f"{known.name}."):
                raw.places[name] = place
        for tier in (raw.get(known.name) or {}).values():
            if not isinstance(tier, str):
                tier.place = place
        report.faults.extend(
            replace(each, file=place.file, line=place.line, column=place.column)
            for each in inner.faults
        )


def missing(
    report: Collector, table: RecordTable, place: Place, record: Both, field: str, zh: str, en: str
) -> None:
    """Report a required field that is absent."""
    report.add("missing-field", place, record=record, field=field, meaning=Both(zh, en))
