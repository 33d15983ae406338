"""A CSV table in columns; rows are made only where one is asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from czplan.faults import Both, Place
from czplan.faults.collector import Collector
from czplan.format.field import Field
from czplan.format.fields import TABLES
from czplan.format.types import TEXT, Type
from czplan.quantity.forms import Phrases, group, in_one_piece
from czplan.reading.csv_column import CsvColumn, free_texts, read_column, unreadable
from czplan.reading.csv_parse import Parsed
from czplan.reading.raw import PartSet, Raw, RawTier
from czplan.reading.yaml_nodes import compose
from czplan.reading.yaml_records import read_cell, read_value, read_words

MANY = 1000
"""One row in so many asked for by itself: then texts are turned into Python's all at once."""

THIS_ROW = Both("这一行", "this row")
FREE = frozenset(
    {"stated", "text", "page", "section", "note", "name_zh", "name_en", "note_zh", "note_en"}
)
"""Columns of free text: nearly each is another, so they aren't told apart."""


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
        self._broken: dict[str, NDArray[np.bool_]] = {}
        self._plain: dict[str, NDArray[Any]] = {}
        self._maps: dict[tuple[str, str], Any] = {}
        self._asked = 0
        self._numbers = {column: at for at, column in enumerate(self.header, 1)}
        care = parsed.care
        few: dict[str, Type] = {}
        for column, kind in self.table.columns.items():
            if column not in parsed.frame:
                continue
            cells = parsed.frame[column]
            if column in FREE:
                self.texts[column] = free_texts(cells, care)
                if parsed.breaks and kind.read is not str:
                    self._broken[column] = unreadable(self.texts[column], kind)
            elif column == "value" and cells.dtype.kind in "fi":
                self.value = cells.to_numpy(dtype=float)
            else:
                few[column] = kind
        if "stated" in self.texts:
            self.texts["stated"] = in_one_piece(self.texts["stated"])
        with ThreadPoolExecutor(os.cpu_count()) as threads:  # pandas and Arrow work side by side
            if "reading" not in few:
                threads.submit(lambda: self.phrases)  # the longest first
            cells_of = (parsed.frame[column] for column in few)
            read = threads.map(
                lambda cells, kind: read_column(cells, kind, care), cells_of, few.values()
            )
            self.columns.update(zip(few, read, strict=True))

    value: NDArray[np.float64] | None = None
    starts: Callable[[], dict[int, int]] = dict
    """Returns the line of the file on which each row begins; whoever has the file sets it."""
    suspected: NDArray[np.bool_] | None = None
    """Rows whose quotations were found odd; None before they are looked at."""

    @cached_property
    def phrases(self) -> Phrases:
        """The wordings that are judged (`stated`, or those of `also`) grouped by form."""
        nothing = pd.Series([None], dtype="str").repeat(self.size)
        texts = self.texts.get("stated", nothing)
        if self.read_elsewhere:
            texts = texts.copy()
            for row, quoted in self.read_elsewhere.items():
                texts.iat[row] = quoted["stated"]
        return group(texts)

    @cached_property
    def read_elsewhere(self) -> dict[int, dict[str, Any]]:
        """The quotations of the rows that are judged by the words of another document."""
        rows = np.flatnonzero(self.column("reading").filled).tolist()
        return {row: self.raw(row, Collector()).judged() for row in rows}

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
            text = self._text_of(name)[row]
            return text if isinstance(text, str) else None
        if name == "value" and self.value is not None:
            number = self.value[row]
            return None if np.isnan(number) else repr(float(number))
        return self.column(name).text(row)

    def map_of(self, name: str, row: int) -> Any:
        """Return what a cell with YAML says, read once for each text; None as `read_alone`."""
        if (text := self.cell(name, row)) is None:
            return None
        if (name, text) not in self._maps:
            self._maps[name, text] = read_alone(self.table.name, name, text)
        return self._maps[name, text]

    def _text_of(self, name: str) -> Any:
        """Return a column of free texts by row; where many are asked for, as Python has them."""
        if name in self._plain:
            return self._plain[name]
        self._asked += 1
        if self._asked > self.size // MANY:
            self._plain[name] = self.texts[name].to_numpy(dtype=object)
            return self._plain[name]
        return self.texts[name].iat

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
        return Place(self.name, self.parsed.number(row), self._numbers.get(column or "", 1))

    @cached_property
    def _present(self) -> list[tuple[Field, list[tuple[str, Field]]]]:
        """The fields that the file has a column of, or must have, each with its columns there."""
        there = [
            (known, [(name, part) for name, part in known.columns if name in self._numbers])
            for known in self.table.fields.values()
        ]
        return [(known, columns) for known, columns in there if known.required or columns]

    def raw(self, row: int, report: Collector, only: Collection[str] | None = None) -> Raw:
        """Make the record of a row, reporting the faults of its fields at provisional places.

        Args:
            only: names of the fields that are wanted; all where it isn't given.
        """
        keys: list[Any] = []
        faulty: set[str] = set()
        named = list(zip(self.table.key_columns, self.table.keys, strict=True))
        for column, (name, kind) in named:
            text = self.cell(column, row)
            place = self.place(row, column)
            if text is None:
                missing(report, place, THIS_ROW, column, kind.zh, kind.en)
                keys.append("")
            else:
                read = read_value(kind, text, column, place, report)
                keys.append(text if read is None else read)
                if read is None:
                    faulty.add(name)
        places = tuple(self.place(row, column) for column, _ in named)
        raw = Raw(self.table.name, tuple(keys), self.place(row), places, faulty=faulty)
        if "" in keys:
            return raw  # it can't be said of what its fields are
        for known, columns in self._present:
            if only is None or known.name in only:
                cells = [(name, part, self.cell(name, row)) for name, part in columns]
                if known.required or any(text is not None for _, _, text in cells):
                    self._field(known, cells, row, raw, report)
        return raw

    def raws(self, report: Collector) -> Iterator[Raw]:
        """Make the record of every row, the plain ones from whole columns at once.

        A row with a fault, or with YAML or a list in a cell, is made by itself (`raw`).
        """
        plain: dict[str, list[Any]] = {}
        alone = np.zeros(self.size, dtype=bool)
        for column in self.table.key_columns:
            alone |= ~self.filled(column) | self.bad(column)
        for known in self.table.fields.values():
            filled = {name: self.filled(name) for name, _ in known.columns}
            if known.in_a_cell or known.listed:
                alone |= filled[known.name]
                continue
            some = np.logical_or.reduce(list(filled.values()))
            for name, part in known.columns:
                alone |= self.bad(name)
                if part.required:
                    alone |= ~filled[name] & (some if part is not known else True)
                if known.required:
                    alone |= ~some
                if filled[name].any():
                    plain[name] = self._cells(name)
        keys = [self._cells(column) for column in self.table.key_columns]
        for row, by_itself in enumerate(alone.tolist()):
            if by_itself:
                yield self.raw(row, report)
                continue
            values = {name: cells[row] for name, cells in plain.items() if cells[row] is not None}
            places = tuple(self.place(row, column) for column in self.table.key_columns)
            key = tuple(cells[row] for cells in keys)
            at = _RowPlaces(self, row)
            yield Raw(self.table.name, key, self.place(row), places, values, at)

    def bad(self, name: str) -> NDArray[np.bool_]:
        """Return which rows have something in a column that can't be read."""
        if name in self._broken:
            return self._broken[name]
        if name in self.texts or (name == "value" and self.value is not None):
            return np.zeros(self.size, dtype=bool)
        column = self.column(name)
        return column.where(column.bad) if column.bad.any() else np.zeros(self.size, dtype=bool)

    def _cells(self, name: str) -> list[Any]:
        """Return a column's values, None where a cell is empty."""
        if name in self.texts:
            texts = self.texts[name]
            cells: list[Any] = texts.astype(object).where(texts.notna().to_numpy(), None).tolist()
            return cells
        column = self.column(name)
        values = [*column.values, None]
        return [values[code] for code in column.codes.tolist()]

    def _field(
        self,
        known: Field,
        cells: list[tuple[str, Field, str | None]],
        row: int,
        raw: Raw,
        report: Collector,
    ) -> None:
        """Read one field of a row from its cells."""
        for name, part, text in cells:
            if text is None:
                continue
            place = raw.places[name] = self.place(row, name)
            if known.in_a_cell and not (known.plain and text[0] not in "[{"):
                self._yaml(known, text, raw, place, report)
                continue
            if known.listed and not known.plain:
                read_words(known, text, raw, place, report)
                continue
            value = read_value(part.type, text, name, place, report)
            if value is None:
                raw.faulty.add(name)
            else:
                raw.values[name] = value
        if known.is_text and not known.parts and raw.has(known.name):
            return
        flat = [(name, part) for name, part in known.columns if part is not known]
        wanted = [(name, part) for name, part in flat if part.required]
        if not any(raw.has(name) for name, _ in flat):
            wanted = [(known.columns[0][0], known)] if known.required else []
        for name, part in wanted:
            if not raw.has(name):
                title = Both(f"{self.table.zh} {raw.id}", f"{self.table.en}: {raw.id}")
                missing(report, raw.place, title, name, part.zh, part.en)

    def _yaml(self, known: Field, text: str, raw: Raw, place: Place, report: Collector) -> None:
        """Read a field that is written as YAML in a cell."""
        inner = Collector()
        node = compose(text, self.name, inner)
        if node is not None and not inner.broken:
            read_cell(self.table.name, known, node, raw, inner)
        elif not inner.faults:
            return
        else:
            raw.faulty.add(known.name)
        raw.places[known.name] = place
        for name in list(raw.places):
            if name.startswith(f"{known.name}."):
                raw.places[name] = place
        _move(raw.get(known.name), place)
        report.faults.extend(
            each._replace(file=place.file, line=place.line, column=place.column)
            for each in inner.faults
        )


class _RowPlaces(dict[str, Place]):
    """Where the cells of a row stand, worked out where one is asked for."""

    def __init__(self, table: CsvTable, row: int) -> None:
        super().__init__()
        self._table = table
        self._row = row

    def get(self, name: str, default: Any = None) -> Any:
        """Return the place of a column's cell, `default` where the file has no such column."""
        if name in self._table.header:
            return self._table.place(self._row, name)
        return default


def _move(value: Any, place: Place) -> None:
    """Put what was read from a cell at the cell's place."""
    inside = value.values() if isinstance(value, dict) else value
    for each in inside if isinstance(value, (dict, list)) else [value]:
        if isinstance(each, PartSet):
            each.move(place)
        elif isinstance(each, RawTier):
            each.place = place


def read_alone(table: str, field: str, text: str) -> Any:
    """Return what a cell with YAML says, None where it can't be read without a fault."""
    report = Collector()
    raw = Raw(table, (), Place(""))
    known = TABLES[table].fields[field]
    node = compose(text, "", report)
    if node is not None:
        read_cell(table, known, node, raw, report)
    return None if report.faults else raw.get(field)


def missing(report: Collector, place: Place, record: Both, field: str, zh: str, en: str) -> None:
    """Report a required field that is absent."""
    report.add("missing-field", place, record=record, field=field, meaning=Both(zh, en))
