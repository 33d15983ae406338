"""A whole folder read: every file, every rule, every fault in one run."""

from __future__ import annotations

import os
from pathlib import Path

from czplan.faults import Both, FolderError, Place, fault
from czplan.reading.book import Book
from czplan.reading.nodes import compose
from czplan.reading.raw import read_table
from czplan.reading.report import Report
from czplan.reading.rules import check_actual, check_base, check_target, circles
from czplan.reading.text import MOST_YAML_BYTES, decode, read_bytes

__all__ = ["BASE_TABLES", "open_folder", "read_folder"]

BASE_TABLES = ("sources", "plans", "indicators")
_OPTIONAL = ("dataset", "actuals", "not-goals")


def open_folder(folder: Path) -> list[str]:
    """Return the names in a folder.

    Raises:
        FolderError: it is missing, it is no folder, or it can't be opened.
    """
    try:
        return sorted(os.listdir(folder))
    except FileNotFoundError:
        why = Both("不存在", "it doesn't exist")
    except NotADirectoryError:
        why = Both("不是文件夹", "it is no folder")
    except PermissionError:
        why = Both("没有读取权限", "no permission to read it")
    except (OSError, ValueError) as error:
        said = getattr(error, "strerror", None) or str(error)
        why = Both(said, said)
    raise FolderError([fault("no-folder", Place(str(folder)), path=str(folder), why=why)])


def read_folder(folder: Path, report: Report, *, shipped: bool) -> Book:
    """Read every YAML table of a folder and check every rule.

    Raises:
        FolderError: the folder can't be opened.
    """
    names = open_folder(folder)
    book = Book()
    for table in ("dataset", *BASE_TABLES, "targets", "actuals", "not-goals"):
        if f"{table}.yaml" in names:
            _yaml(folder / f"{table}.yaml", table, book, report)
        elif table not in _OPTIONAL and not (table == "targets" and "targets.csv" in names):
            _absent(table, names, report)
    _check(book, report, shipped)
    return book


def _yaml(path: Path, table: str, book: Book, report: Report) -> None:
    """Read one YAML table into the book."""
    data = read_bytes(path, report, MOST_YAML_BYTES)
    text = decode(data, path.name, report, yaml=True) if data is not None else None
    if text is None:
        report.broken.add(table)
        return
    root = compose(text, path.name, report)
    if path.name in report.broken:
        report.broken.add(table)
        if table == "dataset":
            report.broken.add("themes")
    book.add(table, read_table(table, root, path.name, report))


def _absent(table: str, names: list[str], report: Report) -> None:
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


def _check(book: Book, report: Report, shipped: bool) -> None:
    """Check every rule between fields and records."""
    check_base(book, report)
    supersedes = {}
    for target in book.targets.values():
        check_target(book, report, target)
        if (older := target.get("supersedes")) is not None:
            supersedes[target.id] = (older, target.at("supersedes"))
    circles(report, supersedes)
    for actual in book.actuals:
        check_actual(book, report, actual, shipped=shipped)
