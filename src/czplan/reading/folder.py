"""A whole folder read: every file, every rule, every fault in one run."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from czplan.faults import Both, Fault, FolderError, Place, fault
from czplan.faults.collector import Collector
from czplan.reading import kept
from czplan.reading.book import Book
from czplan.reading.decoding import MOST_YAML_BYTES, decode, read_bytes

if TYPE_CHECKING:
    from czplan.reading.csv_files import CsvFile

BASE_TABLES = ("sources", "plans", "indicators")
_OPTIONAL = ("dataset", "places", "actuals", "not-goals")
_FIRST = ("dataset", "places", *BASE_TABLES)


MOST_CSV_BYTES = 32 << 20
"""Of a CSV table that is known again; of a larger one every rule is asked each time."""

AS_CSV = ("places", *BASE_TABLES, "targets", "actuals")
"""The tables that may be CSV beside YAML or instead of it."""


def open_folder(folder: Path) -> list[str]:
    """Return the names in a folder.

    Raises:
        FolderError: it is missing, it is no folder, or it can't be opened.
    """
    try:
        return sorted(os.listdir(folder))
    except (OSError, ValueError) as error:
        from czplan.faults import system

        why = system.why(error)
    raise FolderError(
        [fault("no-folder", Place(str(folder)), path=Both(str(folder), str(folder)), why=why)]
    )


def read_folder(
    folder: Path, report: Collector, *, shipped: bool, advice: bool = False, lazy: bool = False
) -> Book:
    """Read every table of a folder and check every rule.

    Args:
        folder: the data set.
        report: where faults go.
        shipped: it is the data set shipped with the program: every figure has its source.
        lazy: leave warnings about CSV rows to `Book.more_warnings`, and ask no rule again that
            was asked of the very same tables before.
        advice: also say what the set lacks (`czplan.reading.advice`), if it has no errors.

    Raises:
        FolderError: the folder can't be opened.
    """
    names = open_folder(folder)
    book = Book()
    tables: list[bytes] = []
    files = _tables(
        folder, names, (*_FIRST, "targets", "actuals", "not-goals"), book, report, tables
    )
    _unread(names, report)
    targets, actuals = files.get("targets"), files.get("actuals")
    book.csv_targets = targets.table if targets else None
    book.csv_actuals = actuals.table if actuals else None
    book.borrow()
    # what the rules say of a set is known by its bytes, where all of them are in these tables
    whole = lazy and tables and not (book.borrowed or report.faults or report.broken)
    columns = _columns(files) if whole else None
    tables = [] if columns is None else tables + columns
    known = kept.recall_faults(tables, shipped) if tables else None
    more = kept.recall_faults([*tables, b"more"], shipped) if known is not None and files else []

    def more_warnings() -> list[Fault]:
        found = [
            fault
            for table, file in files.items()
            if table not in _FIRST
            for fault in file.warnings(book, shipped=shipped)
        ]
        if tables and not report.errors:
            kept.keep_faults([*tables, b"more"], shipped, found)
        return found

    if known is not None and more is not None:
        report.faults += known
        book.csv_resolved = targets.resolve(book) if targets else None
        book.more_warnings = lambda: more
    else:
        _check(book, report, files, shipped)
        if tables and not report.errors:
            kept.keep_faults(tables, shipped, report.faults)
        book.more_warnings = more_warnings
    if not lazy:
        report.faults += book.more_warnings()
    if advice and not report.has_errors:
        _advise(book, report, files)
    report.close()
    return book


def read_base(folder: Path, report: Collector) -> Book:
    """Read the tables that goals and figures rest on, and check them; no goal, no figure.

    Raises:
        FolderError: the folder can't be opened.
    """
    book = Book()
    files = _tables(folder, open_folder(folder), _FIRST, book, report)
    _check_base(book, report, files)
    report.close()
    return book


def read_names(folder: Path, report: Collector) -> Book:
    """Read what goals rest on, and the goals of YAML without a rule about them.

    Raises:
        FolderError: the folder can't be opened.
    """
    book = read_base(folder, report)
    path = folder / "targets.yaml"
    if path.is_file():
        _yaml(path, "targets", book, report, kept.pays([path]))
    book.borrow()
    return book


def stamps(folder: Path) -> dict[str, tuple[int, ...]]:
    """Return what tells the tables of a folder from what they were or will be.

    Empty for a folder that can't be looked at: reading it says why.
    """
    found: dict[str, tuple[int, ...]] = {}
    with contextlib.suppress(OSError, ValueError), os.scandir(folder) as entries:
        for one in entries:
            if one.name.endswith((".yaml", ".csv")):
                about = one.stat()
                found[one.name] = (
                    about.st_dev, about.st_ino, about.st_size, about.st_mtime_ns
                )  # fmt: skip
    return found


def _tables(
    folder: Path,
    names: list[str],
    tables: tuple[str, ...],
    book: Book,
    report: Collector,
    whole: list[bytes] | None = None,
) -> dict[str, CsvFile]:
    """Read some tables into the book; return those that are CSV.

    `whole` takes name and bytes of each YAML table in turn, where the set is large.
    """
    found = {table: folder / f"{table}.yaml" for table in tables if f"{table}.yaml" in names}
    large = kept.pays(found.values())
    by_column = [folder / f"{table}.csv" for table in AS_CSV if f"{table}.csv" in names]
    long = large or kept.pays(by_column)
    if long:
        kept.recall_words(folder)
    for table in tables:
        if table in found:
            data = _yaml(found[table], table, book, report, large)
            if long and whole is not None and data is not None:
                whole += [table.encode(), data]
        elif table not in _OPTIONAL and not (table in AS_CSV and f"{table}.csv" in names):
            _absent(table, names, report)
    files: dict[str, CsvFile] = {}
    for table in AS_CSV:
        if table in tables and f"{table}.csv" in names:
            from czplan.reading.csv_files import CsvFile  # imports pandas

            files[table] = CsvFile(folder / f"{table}.csv", table, report)
            if table in _FIRST:
                files[table].add_records(book)
    return files


def _columns(files: dict[str, CsvFile]) -> list[bytes] | None:
    """Return name and bytes of each CSV table as it was read; None where one can't be told."""
    found: list[bytes] = []
    for table, file in files.items():
        data = file.told(MOST_CSV_BYTES)
        if data is None:
            return None
        found += [table.encode(), data]
    return found


def _check_base(book: Book, report: Collector, files: dict[str, CsvFile]) -> None:
    """Check the tables that others refer to; faults of CSV tables are put in their places."""
    from czplan.reading.base_rules import check_base

    check_base(book, report)
    for table in _FIRST:
        if (file := files.get(table)) is not None:
            file.found.faults += _of_file(report, file.name)
            report.faults += file.placed()


def _yaml(path: Path, table: str, book: Book, report: Collector, large: bool) -> bytes | None:
    """Read one YAML table into the book; of a large set what was read before may do.

    Returns:
        its bytes, None where it couldn't be read.
    """
    data = read_bytes(path, report, MOST_YAML_BYTES)
    known = kept.recall(data, table, path.name) if large and data is not None else None
    if known is not None:
        book.add(table, known)
        return data
    from czplan.reading.yaml_nodes import compose
    from czplan.reading.yaml_records import read_table

    found = len(report.faults)
    text = decode(data, path.name, report) if data is not None else None
    if text is None or data is None:
        report.broken.add(table)
        return None
    root = compose(text, path.name, report)
    if path.name in report.broken:
        report.broken.add(table)
    raws = read_table(table, root, path.name, report)
    if table == "dataset" and (
        table in report.broken or any("themes" in raw.faulty for raw in raws)
    ):
        report.broken.add("themes")
    if large and len(report.faults) == found and not {table, path.name} & report.broken:
        kept.keep(data, table, raws)
    book.add(table, raws)
    return data


def _absent(table: str, names: list[str], report: Collector) -> None:
    """Report a table that must be there; name a file that was probably meant."""
    report.broken.add(table)
    wanted = f"{table}.yaml"
    near = next(
        (
            name
            for name in names
            if name.lower() in {wanted, f"{table}.yml", f"{table[:-1]}.yaml", f"{table}.csv"}
        ),
        None,
    )
    if near is not None and not near.endswith(".csv"):
        hint = Both(f"把 {near} 改名为 {wanted}", f"rename {near} to {wanted}")
    else:
        hint = Both(
            f"新建 {wanted}，可由 czplan init 生成范例",
            f"create {wanted}; czplan init makes a commented example",
        )
    if table == "targets":
        wanted = "targets.yaml (targets.csv)"
    report.add("missing-table", Place(f"{table}.yaml"), wanted=wanted, hint=hint)


def _unread(names: list[str], report: Collector) -> None:
    """Warn of files whose names are nearly those of tables, but for tables reported as absent."""
    tables = (*_FIRST, "targets", "actuals", "not-goals")
    for name in names:
        stem, end = os.path.splitext(name.lower())
        table = stem if stem in tables else stem + "s"
        if table not in tables or table in report.broken or end not in (".yaml", ".yml", ".csv"):
            continue
        wanted = table + (".csv" if end == ".csv" and table in AS_CSV else ".yaml")
        if name != wanted:
            report.add("unread-table", Place(name), name=name, wanted=wanted)


def _check(book: Book, report: Collector, files: dict[str, CsvFile], shipped: bool) -> None:
    """Check every rule between fields and records."""
    from czplan.reading.references import circles
    from czplan.reading.rules import check_actual, check_target

    targets, actuals = files.get("targets"), files.get("actuals")
    _check_base(book, report, files)
    supersedes = {}
    for target in book.targets.values():
        check_target(book, report, target)
        if (older := target.get("supersedes")) is not None:
            supersedes[target.id] = (older, target.at("supersedes"))
    if targets is not None:
        supersedes |= targets.check_targets(book)
        book.csv_resolved = targets.resolved
    rings = Collector()
    circles(rings, supersedes)
    rings.close()
    if targets is not None:
        targets.found.faults += _of_file(rings, targets.name)
    report.faults += rings.faults
    for actual in book.actuals:
        check_actual(book, report, actual, shipped=shipped)
    if targets is not None:
        report.faults += targets.placed()
    if actuals is not None:
        actuals.check_actuals(book, shipped=shipped)
        report.faults += actuals.placed()


def _of_file(report: Collector, name: str) -> list[Fault]:
    """Take the faults of one file out of a report."""
    found = [fault for fault in report.faults if fault.file == name]
    report.faults = [fault for fault in report.faults if fault.file != name]
    return found


def _advise(book: Book, report: Collector, files: dict[str, CsvFile]) -> None:
    """Add what the set lacks, each warning at its true place."""
    from czplan.reading.advice import advise

    advice = Collector()
    advise(book, advice)
    advice.close()
    for file in files.values():
        file.found.faults = _of_file(advice, file.name)
        report.faults += file.placed()
    report.faults += advice.faults
