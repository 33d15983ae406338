"""Rows as text for programs: JSON, JSON lines, CSV, TSV and Markdown.

A row is a mapping from column to None, bool, int, float, str, list or mapping. One writer a
format, each lazy, so that a reader of the first line needn't wait for the last.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, overload

from czplan import sinks

Row = Mapping[str, Any]
_Say = Callable[[Sequence[Any]], list[str]]

_PIECE = 1 << 14
"""So many rows are written at a time."""

_LOOK = 2048
"""So many values of a column tell whether most are distinct."""


def number(value: float) -> str:
    """Return a float as its shortest exact decimal, without exponent: 1.2e12 is 1200000000000."""
    text = repr(value or 0.0)  # nothing has no sign
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
    """Return a value as a cell of CSV (RFC 4180), a lone carriage return quoted too.

    Only text can look like a formula, a number can't.
    """
    text = value if isinstance(value, str) else cell(value)
    if text and not text[0].isalnum() and not isinstance(value, (int, float)):
        text = sinks.csv_text(text)
    if "," in text or '"' in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text


def _csv_cells(values: Sequence[Any]) -> list[str]:
    """Return values as cells of CSV; the texts with nothing odd, which most are, at once."""
    return [
        (f'"{value}"' if "," in value else value)
        if isinstance(value, str)
        and value[:1].isalnum()
        and not ('"' in value or "\n" in value or "\r" in value)
        else _csv_cell(value)
        for value in values
    ]


def _plain_cells(values: Sequence[Any]) -> list[str]:
    return list(map(plain_cell, values))


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


def _csv(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    yield ",".join(map(_csv_cell, columns)) + "\n"
    for lines in _lines(rows, columns, ",", _csv_cells):
        # a line with one empty cell would be an empty line, which readers skip
        texts = lines if len(columns) > 1 else (line or '""' for line in lines)
        yield "\n".join(texts) + "\n"


def _tsv(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    yield "\t".join(columns) + "\n"
    for lines in _lines(rows, columns, "\t", _plain_cells):
        yield "\n".join(lines) + "\n"


def _lines(
    rows: Iterable[Row], columns: Sequence[str], between: str, say: _Say
) -> Iterator[Iterable[str]]:
    """Yield lines, some at a time; a frame's rows are said by columns, which is much faster."""
    if not isinstance(rows, FrameRows):
        for row in rows:
            yield [between.join(say([row[name] for name in columns]))]
        return
    for frame in rows.pieces():
        cells = []
        numbers = None
        for name in columns:
            if frame[name].dtype == "float64":
                numbers = _Numbers(frame[name].to_numpy(), numbers)
                cells.append(numbers.texts)
            else:
                cells.append(_column(frame[name], say))
        yield map(between.join, zip(*cells, strict=True))


def _column(column: Any, say: _Say) -> list[str]:
    """Return the texts of a column that isn't of floats; where few are distinct, each said once."""
    import numpy as np
    import pandas as pd

    if column.dtype == object:  # rows with the same list share it
        values = column.array.to_numpy(dtype=object, na_value=None).tolist()
        keys = list(map(id, values))
        distinct = dict(zip(keys, values, strict=True))
        said = dict(zip(distinct, say(list(distinct.values())), strict=True))
        return list(map(said.__getitem__, keys))
    is_text = column.dtype == "str"
    if is_text and len(set(column.array[:_LOOK].to_numpy(dtype=object).tolist())) * 2 > _LOOK:
        return say(column.array.to_numpy(dtype=object).tolist())
    codes, words = pd.factorize(column)
    return np.array(say([*words.tolist(), None]), dtype=object)[codes].tolist()  # type: ignore[no-any-return]


class _Numbers:
    """A column of numbers as `number` says them, all at once; what isn't finite is empty."""

    def __init__(self, values: Any, before: _Numbers | None) -> None:
        """Say the numbers; `before`: the column before, which may be the other end of a range."""
        import numpy as np

        from czplan.decimals import exact

        self.values = values
        other = np.isfinite(values)
        texts = np.full(len(values), "", dtype=object)
        if before is not None:
            same = values == before.values
            texts[same] = before.said[same]
            other &= ~same
        some = values[other]
        made, left = exact(some)
        made[left] = list(map(number, some[left].tolist()))
        texts[other] = made
        self.said: Any = texts
        self.texts: list[str] = texts.tolist()


class FrameRows(Sequence[dict[str, Any]]):
    """The rows of a frame as mappings, made where they are asked for."""

    def __init__(self, frame: Any) -> None:
        """Take the frame; its rows are in its order."""
        self.frame = frame

    def __len__(self) -> int:
        return len(self.frame)

    @overload
    def __getitem__(self, place: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, place: slice) -> FrameRows: ...
    def __getitem__(self, place: int | slice) -> dict[str, Any] | FrameRows:
        if isinstance(place, slice):
            return FrameRows(self.frame.iloc[place])
        return frame_rows(self.frame.iloc[[place]])[0]

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for piece in self.pieces():
            yield from frame_rows(piece)

    def pieces(self) -> Iterator[Any]:
        """Yield the frame piece by piece."""
        for start in range(0, len(self.frame), _PIECE):
            yield self.frame.iloc[start : start + _PIECE]


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
