"""The two long tables of a data set as typed pandas frames, and their CSV form.

Columns are those of `czplan.dataset.TARGET_COLUMNS` and `ACTUAL_COLUMNS`; text columns hold NA
where nothing is given, years and lines are `Int64`, values `Float64`. Text columns are `str`;
in a large set, whose tables come as CSV, those of few distinct texts are categories.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from czplan.codes import Codes, labels
from czplan.format.fields import DEFAULTS, TABLES
from czplan.reading.book import inherited
from czplan.reading.into_rows import (
    ACTUAL_COLUMNS,
    TARGET_COLUMNS,
    as_text,
    cell,
    flow,
    in_words,
    number,
    tiers_of,
)
from czplan.reading.raw import Raw

if TYPE_CHECKING:
    from czplan.reading.book import Book
    from czplan.reading.csv_column import CsvColumn
    from czplan.reading.csv_table import CsvTable

TYPES: dict[str, str] = {
    "start": "Int64",
    "due": "Int64",
    "line": "Int64",
    "due_inherited": "bool",
    "restated": "bool",
    "proxy": "bool",
    "verifiable": "boolean",
    "of": "Int64",
    "value": "Float64",
    "tiers": "object",
    "milestones": "object",
}
"""Column types other than text."""

LARGE = 20_000
"""From so many rows on, texts of few distinct values are categories."""


def targets(book: Book, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the targets, one row each, in the order of the data set: `rows` of YAML, then CSV."""
    own = _frame(rows, TARGET_COLUMNS)
    return own if book.csv_targets is None else _joined(own, _csv_targets(book, book.csv_targets))


def actuals(book: Book, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Return the reported figures, one row a report: `rows` of YAML, then CSV."""
    own = _frame(rows, ACTUAL_COLUMNS)
    return own if book.csv_actuals is None else _joined(own, _csv_actuals(book, book.csv_actuals))


def _frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            column: pd.Series([row[column] for row in rows], dtype=TYPES.get(column, "str"))
            for column in columns
        }
    )


def _joined(own: pd.DataFrame, more: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of YAML and of CSV together."""
    if not len(own):
        return more
    columns: dict[str, Any] = {}
    for name in own:
        one, two = own[name], more[name]
        if isinstance(two.dtype, pd.CategoricalDtype):
            columns[str(name)] = pd.api.types.union_categoricals([pd.Categorical(one), two.array])
        else:
            columns[str(name)] = pd.concat([one, two], ignore_index=True)
    return pd.DataFrame(columns)


class _Maker:
    """Makes the columns of a frame from those of a CSV table."""

    def __init__(self, table: CsvTable) -> None:
        self.table = table
        self.large = table.size >= LARGE

    def coded(self, codes: Codes, words: Sequence[str | None], default: str | None = None) -> Any:
        """Return a text column of `words[code]`, `default` for code -1, NA for None."""
        if not self.large:
            texts = np.array([*words, default], dtype=object)[codes]
            return pd.array(texts, dtype="str")
        return labels([*words, default], codes, "str")

    def text(self, name: str, default: str | None = None) -> Any:
        """Return a text column as it was read, `default` where a cell is empty."""
        if name in self.table.texts:
            return self.table.texts[name].astype("str").array.copy()
        column = self.table.column(name)
        if self.large and default is None and column.is_text:
            return pd.Categorical.from_codes(column.codes.copy(), column.index, validate=False)
        return self.coded(column.codes, [as_text(value) for value in column.values], default)

    def first_of(self, column: CsvColumn, other: NDArray[np.int64], words: Sequence[Any]) -> Any:
        """Return the column's own words, and `words[other]` where a cell is empty."""
        count = len(column.words)
        more = np.where(other < 0, -1, other.astype(np.int64) + count)
        codes = np.where(column.filled, column.codes, more)
        return self.coded(codes, [*column.words, *words])

    def integers(self, name: str) -> Any:
        """Return a column of whole numbers."""
        column = self.table.column(name)
        numbers = np.array(column.values or [], dtype=np.int64)
        return _integers(column.take(numbers, 0), ~column.filled)

    def truths(self, name: str) -> Any:
        """Return a column of true and false, NA for neither."""
        column = self.table.column(name)
        values = column.take(np.array(column.values or [], dtype=bool), False)
        return pd.arrays.BooleanArray(values, ~column.filled)


def _integers(values: NDArray[np.int64], missing: NDArray[np.bool_]) -> Any:
    return pd.arrays.IntegerArray(values.astype(np.int64), missing.copy())


def _csv_targets(book: Book, table: CsvTable) -> pd.DataFrame:
    """Return the targets of the CSV table with everything inherited filled in."""
    resolved = book.csv_resolved
    assert resolved is not None
    make = _Maker(table)
    indicators = list(book.indicators.values())
    number, plan = resolved.indicator, table.column("plan")
    plans = [book.plans[word] for word in plan.words]
    columns: dict[str, Any] = {
        name: make.text(name, default)
        for name, default in {
            **dict.fromkeys(TARGET_COLUMNS),
            **DEFAULTS["targets"],
        }.items()
        if name in TABLES["targets"].columns and name not in TYPES
    }
    columns["id"] = table.id_texts()
    columns["indicator"] = make.coded(number, list(book.indicators))
    columns["name_zh"], columns["name_en"] = _names(make, number, indicators)
    themes = [inherited("theme", raw) for raw in (*indicators, None)]
    other = np.where(number < 0, len(indicators), number)
    columns["theme"] = make.first_of(table.column("theme"), other, themes)
    sources = [inherited("source", raw) for raw in plans]
    columns["source"] = make.first_of(table.column("source"), plan.codes, sources)
    columns["kind"] = make.coded(resolved.kind, resolved.kinds)
    columns["start"] = _integers(resolved.start, resolved.start < 0)
    columns["due"] = _integers(resolved.due, resolved.due < 0)
    columns["due_inherited"] = resolved.due_inherited
    columns["line"] = make.integers("line")
    columns["tiers"], columns["milestones"] = _maps(table)
    columns |= _extracted(make)
    columns["verifiable"] = make.truths("verifiable")
    places = [book.place_of_plan(word) for word in plan.words]
    columns["place"] = make.coded(plan.codes, places, book.default_place)
    return _as_judged(pd.DataFrame({name: columns[name] for name in TARGET_COLUMNS}), table)


def _extracted(make: _Maker) -> dict[str, Any]:
    """Return how each record was read, and how sure that is in words: its own, else by number."""
    from czplan.reading.csv_table import read_alone

    read = make.table.column("extracted")
    texts, words = [], []
    for text in read.words:
        one = read_alone(make.table.table.name, "extracted", text)
        machine = one is not None and one.get("reviewed") is None
        words.append(in_words(one.get("confidence")) if machine else "high")
        texts.append(text if one is None else flow(one))
    other = np.where(read.codes < 0, len(words), read.codes)
    own = make.table.column("confidence")
    return {
        "extracted": make.coded(read.codes, texts),
        "confidence": make.first_of(own, other, [*words, "high"]),
    }


def _as_judged(frame: pd.DataFrame, table: CsvTable) -> pd.DataFrame:
    """Put the quotation that is judged into the rows that are read in another document."""
    for row, quoted in table.read_elsewhere.items():
        for name, value in quoted.items():
            column = frame[name]
            coded = isinstance(column.dtype, pd.CategoricalDtype) and value is not None
            if coded and value not in column.cat.categories:
                frame[name] = column.cat.add_categories([value])
            frame.loc[row, name] = value
    return frame


def _names(make: _Maker, number: NDArray[np.int64], indicators: list[Raw]) -> tuple[Any, Any]:
    """Return both names: the indicator's for a target without, Chinese for missing English."""
    zh, en = ([inherited(name, raw) for raw in indicators] for name in ("name_zh", "name_en"))
    if not make.table.filled("name_zh").any():
        return make.coded(number, zh), make.coded(number, en)
    own_zh = make.table.texts["name_zh"].to_numpy(dtype=object)
    own_en = (
        make.table.texts["name_en"].to_numpy(dtype=object)
        if "name_en" in make.table.texts
        else np.full(make.table.size, None, dtype=object)
    )
    named = make.table.filled("name_zh")
    theirs_zh = np.array([*zh, None], dtype=object)[number]
    theirs_en = np.array([*en, None], dtype=object)[number]
    own_en = np.where(pd.isna(own_en), own_zh, own_en)
    return (
        pd.array(np.where(named, own_zh, theirs_zh), dtype="str"),
        pd.array(np.where(named, own_en, theirs_en), dtype="str"),
    )


def _maps(table: CsvTable) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the ladders and yearly steps that stand in cells."""
    tiers = np.full(table.size, None, dtype=object)
    milestones = np.full(table.size, None, dtype=object)
    for row in np.flatnonzero(table.filled("tiers") | table.filled("milestones")).tolist():
        tiers[row] = tiers_of(table.map_of("tiers", row))
        milestones[row] = table.map_of("milestones", row)
    return tiers, milestones


def _csv_actuals(book: Book, table: CsvTable) -> pd.DataFrame:
    """Return the reports of the CSV table with defaults filled in."""
    make = _Maker(table)
    columns: dict[str, Any] = {
        name: make.text(name, DEFAULTS["actuals"].get(name))
        for name in ACTUAL_COLUMNS
        if name not in TYPES
    }
    columns["line"], columns["of"] = make.integers("line"), make.integers("of")
    for name in ("restated", "proxy"):
        column = table.column(name)
        columns[name] = column.take(np.array(column.values or [], dtype=bool), False)
    columns["value"] = _values(table)
    columns |= _extracted(make)
    if book.places:
        key = table.column("indicator")
        theirs = [book.place_of_key(word) for word in key.words]
        columns["place"] = make.first_of(table.column("place"), key.codes, theirs)
    # every column was made here: nothing is shared with the table
    made = pd.DataFrame({name: columns[name] for name in ACTUAL_COLUMNS}, copy=False)
    return _as_judged(made, table)


def _values(table: CsvTable) -> Any:
    """Return the column of plain numbers."""
    if table.value is None and not table.filled("value").any():
        return pd.arrays.FloatingArray(np.zeros(table.size), np.ones(table.size, dtype=bool))
    if table.value is not None:
        values = table.value
    else:
        column = table.column("value")
        values = column.take(np.array(column.values, dtype=float), np.nan)
    missing = np.isnan(values)
    return pd.arrays.FloatingArray(np.where(missing, 0.0, values), missing)


def records(book: Book, table: str) -> pd.DataFrame:
    """Return the plans, sources or indicators, one row each, in the order of the data set.

    Columns are `id` and those of the CSV form; years are `Int64`, texts `str` with NA where
    nothing is given, and an English name that isn't given is the Chinese one.
    """
    frame = csv_form(book, table)
    for name in ("start", "end"):
        if name in frame:
            frame[name] = pd.to_numeric(frame[name]).astype("Int64")
    for stem in ("name", "title"):
        if f"{stem}_zh" in frame:
            frame[f"{stem}_en"] = frame[f"{stem}_en"].fillna(frame[f"{stem}_zh"])
    return frame


def csv_form(book: Book, table: str) -> pd.DataFrame:
    """Return a table as the CSV form has it, so that it reads back the same.

    Nothing is inherited and no default filled in; every column is text, NA for an absent field.
    `tiers` and the like are YAML in one line. Guarding cells against spreadsheet formulas is
    left to whoever writes the file; the reader takes one guarding `'` off.
    """
    names = list(TABLES[table].columns)
    held = getattr(book, table)
    raws = list(held.values()) if isinstance(held, dict) else held
    own = pd.DataFrame(
        {name: pd.Series([cell(raw, name) for raw in raws], dtype="str") for name in names}
    )
    csv = {"targets": book.csv_targets, "actuals": book.csv_actuals}.get(table)
    if csv is None:
        return own
    more = pd.DataFrame({name: _csv_cells(csv, name) for name in names})
    return pd.concat([own, more], ignore_index=True)


def _csv_cells(table: CsvTable, name: str) -> pd.Series[Any]:
    """Return a column of a CSV table as text."""
    if name in table.texts:
        return table.texts[name].astype("str").reset_index(drop=True)
    if name == "value" and table.value is not None:
        texts = [None if np.isnan(each) else number(each) for each in table.value.tolist()]
        return pd.Series(texts, dtype="str")
    column = table.column(name)
    return pd.Series(np.array([*column.words, None], dtype=object)[column.codes], dtype="str")
