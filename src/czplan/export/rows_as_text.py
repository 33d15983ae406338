"""Rows as text for programs: JSON, JSON lines, CSV, TSV and Markdown.

A row is a mapping from column to None, bool, int, float, str, list or mapping. One writer a
format, each lazy, so that a reader of the first line needn't wait for the last.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from czplan import sinks

__all__ = ["cell", "frame_rows", "number", "plain_cell", "written"]

Row = Mapping[str, Any]


def number(value: float) -> str:
    """Return a float as its shortest exact decimal, without exponent: 1.2e12 is 1200000000000."""
    text = repr(value)
    if "e" in text:
        from decimal import Decimal

        text = format(Decimal(text), "f")
    return text.removesuffix(".0")


def cell(value: Any) -> str:
    """Return a value as the text of a cell: lists joined by `;`, mappings as JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return number(value) if math.isfinite(value) else ""
    if isinstance(value, Mapping):
        return json.dumps(_jsonable(value), ensure_ascii=False)
    if isinstance(value, (list, tuple)):
        return ";".join(cell(one) for one in value)
    return str(value)


def plain_cell(value: Any) -> str:
    """Return a value as a cell of TSV."""
    return sinks.plain(cell(value))


def _csv_cell(value: Any) -> str:
    """Return a value as a cell of CSV; only text can look like a formula, a number can't."""
    text = cell(value)
    return text if isinstance(value, (int, float)) else sinks.csv_text(text)


def _markdown_cell(value: Any) -> str:
    return sinks.markdown(cell(value))


def _jsonable(value: Any) -> Any:
    """Return a value as JSON has it: a missing number is null, whole floats are plain."""
    if isinstance(value, float):
        if not math.isfinite(value):
            return None
        return int(value) if value.is_integer() else value
    if isinstance(value, Mapping):
        return {str(name): _jsonable(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_jsonable(one) for one in value]
    return value


def _object(row: Row, columns: Sequence[str]) -> str:
    line = json.dumps({name: _jsonable(row[name]) for name in columns}, ensure_ascii=False)
    return sinks.json_text(line)


def _json(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    before = "[\n"
    for row in rows:
        yield before + _object(row, columns)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _jsonl(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    for row in rows:
        yield _object(row, columns) + "\n"


def _quoted(text: str) -> str:
    """Return text as a CSV cell (RFC 4180), a lone carriage return quoted too."""
    if any(char in text for char in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _csv(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    # a line with one empty cell would be an empty line, which readers skip
    empty = '""' if len(columns) == 1 else ""
    yield ",".join(map(_quoted, columns)) + "\n"
    for row in rows:
        line = ",".join(_quoted(_csv_cell(row[name])) for name in columns)
        yield (line or empty) + "\n"


def _tsv(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(plain_cell(row[name]) for name in columns) + "\n"


def _markdown(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    yield "| " + " | ".join(columns) + " |\n"
    yield "|" + " --- |" * len(columns) + "\n"
    for row in rows:
        yield "| " + " | ".join(_markdown_cell(row[name]) for name in columns) + " |\n"


_WRITERS: dict[str, Callable[[Iterable[Row], Sequence[str]], Iterator[str]]] = {
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "tsv": _tsv,
    "markdown": _markdown,
}


def written(form: str, rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """Yield `rows` as text in a format: json, jsonl, csv, tsv or markdown."""
    return _WRITERS[form](rows, columns)


def frame_rows(frame: Any) -> list[dict[str, Any]]:
    """Return the rows of a DataFrame as mappings of plain Python values, missing ones None."""
    columns = {}
    for name in frame.columns:
        values = frame[name]
        columns[str(name)] = [
            None if gone else value
            for value, gone in zip(values.tolist(), values.isna().tolist(), strict=True)
        ]
    return [
        dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)
    ]
