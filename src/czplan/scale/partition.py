"""The verdicts of some places: a pure function of their rows and of what all places share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from czplan.dataset import Dataset
from czplan.export.table import typed
from czplan.faults.collector import Collector
from czplan.format.fields import TABLES
from czplan.method.judge import judge
from czplan.method.question import Question
from czplan.method.verdict_rows import frame
from czplan.reading import into_records
from czplan.reading.book import Book
from czplan.reading.csv_parse import Parsed
from czplan.reading.csv_suspects import suspect_actuals, suspect_targets
from czplan.reading.csv_table import CsvTable
from czplan.reading.csv_targets import Targets
from czplan.reading.folder import read_base
from czplan.reading.references import circles
from czplan.reading.rules import check_actual, check_target
from czplan.scale.row_schema import FIELDS, empty
from czplan.unable import Unable

MOST = 5
"""So many faults of a partition are told."""


class PartitionFault(Unable, ValueError):
    """Rows of a partition that can't be judged; the text names the first few faults."""


@dataclass(slots=True)
class Base:
    """What every partition is given: the small tables, and the rows that others refer to.

    Attributes:
        folder: the data set's.
        book: its places, sources, plans and indicators as they were read.
        records: the same as records, by table.
        shared: figures of the places that goals of others refer to, in CSV form.
    """

    folder: Path
    book: Book
    records: dict[str, Any]
    shared: pd.DataFrame = field(default_factory=pd.DataFrame)


def load_base(folder: Path) -> Base:
    """Read the small tables of a data set.

    Raises:
        FolderError: the folder can't be opened.
        DataError: the tables have errors.
    """
    from czplan.faults import DataError

    report = Collector()
    book = read_base(folder, report)
    if report.has_errors:
        raise DataError(report.faults)
    records = {
        "place_records": into_records.regions(book),
        "source_records": into_records.sources(book),
        "plan_records": into_records.plans(book),
    }
    return Base(folder, book, records)


def place_of_rows(rows: pd.DataFrame, base: Base, table: str) -> pd.Series:
    """Return whose each row is: the place of its plan, or the figure's own; `""` for none."""
    book = base.book
    if table == "targets":
        owners = {plan: book.place_of_plan(plan) or "" for plan in rows["plan"].dropna().unique()}
        return rows["plan"].map(owners).fillna("").astype("str")
    keys = {key: book.place_of_key(str(key)) or "" for key in rows["indicator"].dropna().unique()}
    theirs = rows["indicator"].map(keys)
    own = rows["place"] if "place" in rows else pd.Series(np.nan, index=rows.index, dtype="str")
    return own.where(own.notna(), theirs).fillna("").astype("str")


def texts_of(rows: pd.DataFrame, table: str) -> pd.DataFrame:
    """Return rows as the text columns of the CSV form, whatever their types were; index dropped.

    Columns that the form doesn't have are dropped, absent ones stay absent.
    """
    held = {}
    for name in TABLES[table].columns:
        if name in rows:
            held[name] = _texts(rows[name].reset_index(drop=True))
    return pd.DataFrame(held, columns=list(held))


def _texts(column: pd.Series) -> pd.Series:
    """Return a column as texts, NA for none; whole numbers without a point."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype(column.cat.categories.dtype)
    kind = column.dtype.kind
    if kind == "b" or column.dtype == "boolean":
        shown = column.map({True: "true", False: "false"}).astype("str")
    elif kind in "iu":
        shown = column.astype("str").where(column.notna())
    elif kind == "f":
        numbers = column.to_numpy(dtype=float, na_value=np.nan)
        whole = np.isfinite(numbers) & (np.trunc(numbers) == numbers) & (np.abs(numbers) < 1e15)
        texts = [
            None if np.isnan(value) else str(int(value)) if is_whole else repr(float(value))
            for value, is_whole in zip(numbers.tolist(), whole.tolist(), strict=True)
        ]
        shown = pd.Series(texts, dtype="str")
    else:
        shown = column.astype("str").where(column.notna())
    return shown.mask(shown == "")


def judge_places(
    targets: pd.DataFrame,
    actuals: pd.DataFrame,
    base: Base,
    question: Question,
    *,
    reasons: bool = False,
) -> pd.DataFrame:
    """Return the verdict rows of some places, from all their rows.

    Args:
        targets, actuals: rows in the columns of the CSV form, of any types; the index is never
            read, either may be empty.
        base: what all partitions share.
        question: what is asked.
        reasons: write the sentences `reason_zh` and `reason_en`.

    Returns:
        rows with the columns of `czplan.scale.row_schema.FIELDS`.

    Raises:
        PartitionFault: rows break the data format.
    """
    if not len(targets):
        return empty()
    goals = texts_of(targets, "targets")
    figures = _with_shared(texts_of(actuals, "actuals"), actuals, base)
    book = base.book.fork()
    book.csv_targets = CsvTable("targets.csv", "targets", Parsed(goals, care=True))
    if len(figures):
        book.csv_actuals = CsvTable("actuals.csv", "actuals", Parsed(figures, care=True))
    book.borrow()
    resolved = Targets(book.csv_targets, book)
    book.csv_resolved = resolved
    _check(book, book.csv_targets, resolved)
    ds = Dataset(base.folder, book, [])
    vars(ds).update(base.records)  # those are the same in every part
    made = frame(judge(ds, question), with_reasons=reasons)
    return typed(made, FIELDS)


def _with_shared(texts: pd.DataFrame, rows: pd.DataFrame, base: Base) -> pd.DataFrame:
    """Add the figures of places that others refer to, but of those whose own are here."""
    if not len(base.shared):
        return texts
    here = set(place_of_rows(rows, base, "actuals").unique()) if len(rows) else set()
    theirs = place_of_rows(base.shared, base, "actuals")
    more = texts_of(base.shared[~theirs.isin(list(here)).to_numpy()], "actuals")
    return pd.concat([texts, more], ignore_index=True) if len(more) else texts


def _check(book: Book, table: CsvTable, resolved: Targets) -> None:
    """Refuse rows that break the data format, as a data set with errors is refused.

    Raises:
        PartitionFault: some do.
    """
    report = Collector()
    for row in np.flatnonzero(suspect_targets(table, book, resolved)).tolist():
        check_target(book, report, table.raw(row, report))
        if report.has_errors:
            break
    ids = table.ids()
    counted = Counter(ids)
    twice = [id for id, count in counted.items() if count > 1]
    older = table.column("supersedes")
    circles(
        report,
        {
            ids[row]: (older.words[older.codes[row]], table.place(row, "supersedes"))
            for row in np.flatnonzero(older.filled).tolist()
        },
    )
    if report.has_errors or twice:
        _raise(report, twice)
    _check_figures(book, report)
    _raise(report, [])


def _check_figures(book: Book, report: Collector) -> None:
    """Check the figures of a partition up to the first fault."""
    figures = book.csv_actuals
    if figures is None:
        return
    for row in np.flatnonzero(suspect_actuals(figures, book, shipped=False)).tolist():
        check_actual(book, report, figures.raw(row, report), shipped=False)
        if report.has_errors:
            return


def _raise(report: Collector, twice: Sequence[str]) -> None:
    wrong = [fault for fault in report.faults if fault.is_error][:MOST]
    if wrong:
        raise PartitionFault(
            "；".join(f"{fault.file}：{fault.zh}" for fault in wrong),
            "; ".join(f"{fault.file}: {fault.en}" for fault in wrong),
        )
    if twice:
        shown = ", ".join(twice[:MOST])
        raise PartitionFault(f"目标重复：{shown}", f"targets that are there twice: {shown}")
