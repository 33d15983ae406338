"""All tables as one SQLite file, with keys and with views in both languages: ready for datasette.

Lists are JSON, which datasette's facets understand. A goal's rows point at its plan and at its
documents; `goals_zh` and `goals_en` are what a reader wants to see; the table `columns` says what
every column means. Values are bound, never part of a statement.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from czplan import vocabulary
from czplan.export.columns import FileColumn
from czplan.export.table import Table

_TYPES = {
    "string": "TEXT",
    "integer": "INTEGER",
    "number": "REAL",
    "boolean": "INTEGER",
    "array": "TEXT",
}
_LINKS: Mapping[str, Mapping[str, str]] = {
    "progress": {
        "target": "targets",
        "plan": "plans",
        "indicator": "indicators",
        "target_source": "sources",
        "actual_source": "sources",
    },
    "targets": {"plan": "plans", "source": "sources"},
    "actuals": {"source": "sources"},
    "plans": {"source": "sources"},
    "indicators": {"stock": "indicators", "deflator": "indicators"},
}
"""Which column of a table holds the key of which other one."""
_ORDER = ("sources", "plans", "indicators", "targets", "actuals", "progress")
_VIEW = {
    "zh": ("目标", "原文", "期限", "数据", "时期", "结论", "理由", "依据", "链接"),
    "en": ("goal", "words", "due", "figure", "period", "verdict", "reason", "document", "address"),
}


def database(tables: Sequence[Table]) -> bytes:
    """Return the bytes of a SQLite file that holds `tables`; the same tables give the same bytes.

    A column points at another table where that is held and has every key that stands in it.
    """
    held = {table.name: table for table in tables}
    base = sqlite3.connect(":memory:")
    try:
        base.execute("PRAGMA page_size = 4096")
        for name in sorted(held, key=_rank):
            _write(base, held[name], held)
        _meanings(base, tables)
        _codes(base)
        if {"progress", "sources"} <= set(held):
            _evidence(base, held["progress"], set(held["sources"].frame["id"]))
            for lang in ("zh", "en"):
                _view(base, lang)
        base.commit()
        base.execute("VACUUM")
        return base.serialize()
    finally:
        base.close()


def _rank(name: str) -> tuple[int, str]:
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER), name)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _write(base: sqlite3.Connection, table: Table, held: Mapping[str, Table]) -> None:
    """Make one table with its keys, and fill it."""
    columns: list[tuple[str, str, list[Any]]] = [
        (column.name, _TYPES[column.type], _values(table, column)) for column in table.columns
    ]
    key = table.key
    named = {name for name, _, _ in columns}
    if table.name == "targets" and named >= set(key):
        pairs = zip(*(values for name, _, values in columns if name in key), strict=True)
        columns.insert(0, ("id", "TEXT", [f"{plan}/{slug}" for plan, slug in pairs]))
        key = ("id",)
    elif table.name == "progress" and "id" in named:
        ids = next(values for name, _, values in columns if name == "id")
        wholes = [str(one).partition("#")[0] for one in ids]
        columns.insert(1, ("target", "TEXT", wholes))
    elif not key or not named >= set(key):  # --fields left the key out
        size = len(table)
        columns.insert(0, ("number", "INTEGER", list(range(1, size + 1))))
        key = ("number",)
    parts = [f"{_quoted(name)} {kind}" for name, kind, _ in columns]
    parts.append(f"PRIMARY KEY ({', '.join(map(_quoted, key))})")
    parts += [
        f"FOREIGN KEY ({_quoted(name)}) REFERENCES {_quoted(other)} (id)"
        for name, other in _LINKS.get(table.name, {}).items()
        if _holds(name, other, columns, held)
    ]
    base.execute(f"CREATE TABLE {_quoted(table.name)} ({', '.join(parts)})")
    marks = ", ".join("?" * len(columns))
    rows = zip(*(values for _, _, values in columns), strict=True)
    base.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", rows)  # noqa: S608
    for name in ("family", "due", "indicator"):
        if any(name == column for column, _, _ in columns):
            index = _quoted(f"{table.name}_{name}")
            base.execute(f"CREATE INDEX {index} ON {_quoted(table.name)} ({_quoted(name)})")


def _holds(
    name: str,
    other: str,
    columns: Sequence[tuple[str, str, list[Any]]],
    held: Mapping[str, Table],
) -> bool:
    """Tell whether every value of a column is a key of the other table."""
    if other not in held:
        return False
    there = next((values for column, _, values in columns if column == name), None)
    if there is None:
        return False
    if other == "targets":
        frame = held[other].frame
        keys = set(frame["plan"].astype(str) + "/" + frame["slug"].astype(str))
    else:
        keys = set(held[other].frame["id"])
    return {value for value in there if value is not None} <= keys


def _values(table: Table, column: FileColumn) -> list[Any]:
    values = table.values(column)
    if column.type == "array":
        return [json.dumps(value, ensure_ascii=False) for value in values]
    if column.type == "boolean":
        return [None if value is None else int(value) for value in values]
    return values


def _meanings(base: sqlite3.Connection, tables: Sequence[Table]) -> None:
    """Add the table that says what every column means."""
    base.execute(
        'CREATE TABLE "columns" ("table" TEXT, "column" TEXT, unit TEXT, zh TEXT, en TEXT, '
        'about_zh TEXT, about_en TEXT, PRIMARY KEY ("table", "column"))'
    )
    base.executemany(
        'INSERT INTO "columns" VALUES (?, ?, ?, ?, ?, ?, ?)',
        [
            (
                table.name, column.name, column.unit or None, column.zh, column.en,
                column.about("zh"), column.about("en"),
            )
            for table in tables
            for column in table.columns
        ],
    )  # fmt: skip


def _evidence(base: sqlite3.Connection, table: Table, known: set[str]) -> None:
    """Add which documents each verdict rests on: figures of several have a row each."""
    base.execute(
        "CREATE TABLE evidence (goal TEXT REFERENCES progress (id), role TEXT, "
        "source TEXT REFERENCES sources (id), PRIMARY KEY (goal, role, source))"
    )
    rows = [
        (row["id"], role, source)
        for row in table.rows()
        for role in ("target", "actual")
        for source in dict.fromkeys((row[f"{role}_source"] or "").split(";"))
        if source in known
    ]
    base.executemany("INSERT INTO evidence VALUES (?, ?, ?)", rows)


def _codes(base: sqlite3.Connection) -> None:
    """Add the names of the verdicts and of their families."""
    base.execute(
        "CREATE TABLE verdicts (status TEXT PRIMARY KEY, family TEXT, zh TEXT, en TEXT, "
        "family_zh TEXT, family_en TEXT)"
    )
    base.executemany(
        "INSERT INTO verdicts VALUES (?, ?, ?, ?, ?, ?)",
        [
            (
                status.code, status.family, status.zh, status.en,
                vocabulary.FAMILIES[status.family].zh, vocabulary.FAMILIES[status.family].en,
            )
            for status in vocabulary.STATUSES.values()
        ],
    )  # fmt: skip


def _view(base: sqlite3.Connection, lang: str) -> None:
    """Add what a reader wants to see of each goal, in one language."""
    names = [_quoted(name) for name in _VIEW[lang]]
    parts = (
        f"coalesce(nullif(p.name_{lang}, ''), p.name_zh)",
        "p.stated", "p.due", "p.actual_stated", "p.actual_period", f"v.{lang}",
        f"p.reason_{lang}", f"coalesce(nullif(s.title_{lang}, ''), s.title_zh)", "s.url",
    )  # fmt: skip
    chosen = ", ".join(f"{part} AS {name}" for part, name in zip(parts, names, strict=True))
    base.execute(
        f"CREATE VIEW goals_{lang} AS SELECT p.id, {chosen} FROM progress p "  # noqa: S608
        "LEFT JOIN verdicts v ON v.status = p.status "
        "LEFT JOIN sources s ON s.id = coalesce("
        "(SELECT source FROM evidence WHERE goal = p.id AND role = 'actual' LIMIT 1), "
        "p.target_source)"
    )
