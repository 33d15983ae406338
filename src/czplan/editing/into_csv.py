"""Records put at the end of the text of a CSV table; a column is added where one is lacking."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from czplan import sinks
from czplan.editing.addition import NewRecord, Unfit, Value
from czplan.editing.notation import inline
from czplan.format.field import JOINT
from czplan.format.fields import TABLES
from czplan.format.types import digits

_SPREAD = frozenset({"name", "title", "note", "via", "baseline"})
"""Fields whose parts have a column each (data format, "As CSV")."""

_NUMBERS = frozenset({"value", "line"})
_FIELD = r'(?:"(?:[^"]|"")*"[^,\r\n]*|[^",\r\n][^,\r\n]*)?'
_RECORD = re.compile(rf"({_FIELD}(?:,{_FIELD})*)(\r\n|\n|\Z)")


def keys_of(table: str) -> tuple[str, ...]:
    """Return the columns that are the keys of a table: one key is called `id`."""
    names = tuple(name for name, _ in TABLES[table].keys)
    return names if len(names) > 1 else ("id",)


def flat(fields: Mapping[str, Value]) -> dict[str, str]:
    """Return a record's fields as the cells of a row: parts in columns of their own."""
    cells: dict[str, str] = {}
    for name, value in fields.items():
        if isinstance(value, str):
            cells[name] = value
        elif isinstance(value, Mapping) and name in _SPREAD:
            cells |= {f"{name}_{part}": text for part, text in value.items()}
        elif name in ("aliases", "accepted"):
            cells[name] = JOINT.join(value)
        else:
            cells[name] = inline(value)
    return cells


def added(text: str, additions: Sequence[NewRecord]) -> str:
    """Return the text of a CSV table with a row for each record at its end.

    An empty text gets a header first. Columns that the file lacks are added at the right of
    every row; otherwise what stood there stays as it was.

    Raises:
        Unfit: the result wouldn't hold the old rows and the new ones, and nothing else.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    if text and not text.endswith("\n"):
        text += newline
    rows = [
        {**dict(zip(keys_of(each.table), each.keys, strict=True)), **flat(each.ordered())}
        for each in additions
    ]
    header = _header(text)
    used = dict.fromkeys(name for row in rows for name in row)
    lacking = [name for name in used if name not in header]
    before = text
    if not header:
        text += ",".join(lacking) + newline
    elif lacking:
        text = _widened(text, lacking)
        old = [[*row, *[""] * len(lacking)] for row in _records(before)]
        old[0] = [*old[0][: -len(lacking)], *lacking]
        if list(_records(text)) != old:
            raise Unfit
    out = io.StringIO()
    writer = csv.writer(out, lineterminator=newline)
    columns = [*header, *lacking]
    writer.writerows([_cell(name, row.get(name, "")) for name in columns] for row in rows)
    return text + out.getvalue()


def held(
    text: str, table: str, wanted: Collection[tuple[str, ...]]
) -> dict[tuple[str, ...], list[Mapping[str, str]]]:
    """Return the records that a file holds of some keys."""
    found: dict[tuple[str, ...], list[Mapping[str, str]]] = {}
    header = _header(text)
    names = keys_of(table)
    for cells in islice(_records(text), 1, None):
        row = dict(zip(header, cells, strict=False))
        keys = tuple(digits(row.get(name, "").strip()) for name in names)
        if keys in wanted:
            record = {
                name: _uncell(name, value.strip())
                for name, value in row.items()
                if name and name not in names and value.strip()
            }
            found.setdefault(keys, []).append(record)
    return found


def lines(text: str, additions: Sequence[NewRecord]) -> list[tuple[int, int]]:
    """Return the first and last line, from 1, of each addition, the last rows of the text."""
    ends = []
    reader = csv.reader(io.StringIO(text, newline=""))
    for _ in reader:
        ends.append(reader.line_num)
    starts = [1, *(end + 1 for end in ends[:-1])]
    return list(zip(starts, ends, strict=True))[-len(additions) :]


def _uncell(name: str, value: str) -> str:
    """Return the characters that a cell stands for."""
    return value if name in _NUMBERS else sinks.csv_untext(value)


def _header(text: str) -> list[str]:
    """Return the names of a file's columns."""
    return [name.strip() for name in next(_records(text), [])]


def _records(text: str) -> Iterator[list[str]]:
    """Yield the rows of a file that aren't blank, the header first."""
    for row in csv.reader(io.StringIO(text, newline="")):
        if len(row) > 1 or (row and row[0].strip()):
            yield row


def _cell(name: str, value: str) -> str:
    """Return a cell's characters: never the beginning of a spreadsheet's formula."""
    return value if name in _NUMBERS else sinks.csv_text(value)


def _widened(text: str, names: Sequence[str]) -> str:
    """Return the text with columns added, empty but for their names."""
    head = "," + ",".join(names)
    tail = "," * len(names)
    made: list[str] = []
    at = 0
    for match in _RECORD.finditer(text):
        if match[1].strip():
            made += [text[at : match.start()], match[1], tail if made else head, match[2]]
            at = match.end()
    return "".join([*made, text[at:]])
