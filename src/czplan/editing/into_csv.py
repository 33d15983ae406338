"""Figures put at the end of the text of `actuals.csv`; a column is added where one is lacking."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from czplan import sinks
from czplan.editing.addition import Addition, Unfit
from czplan.format.types import digits

__all__ = ["KEYS", "added", "held", "lines"]

KEYS = ("indicator", "period")

_NUMBERS = frozenset({"value", "line"})
_GUARDED = re.compile(r"'+[=+\-@]")
_FIELD = r'(?:"(?:[^"]|"")*"[^,\r\n]*|[^",\r\n][^,\r\n]*)?'
_RECORD = re.compile(rf"({_FIELD}(?:,{_FIELD})*)(\r\n|\n|\Z)")


def added(text: str, additions: Sequence[Addition]) -> str:
    """Return the text of `actuals.csv` with a row for each figure at its end.

    An empty text gets a header first. Columns that the file lacks are added at the right of
    every row; otherwise what stood there stays as it was.

    Raises:
        Unfit: the result wouldn't hold the old rows and the new ones, and nothing else.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    if text and not text.endswith("\n"):
        text += newline
    rows = [
        {"indicator": each.indicator, "period": each.period, **each.ordered()} for each in additions
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
    text: str, wanted: Collection[tuple[str, str]]
) -> dict[tuple[str, str], list[Mapping[str, str]]]:
    """Return the records that a file holds of some indicators and periods."""
    found: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    header = _header(text)
    for cells in islice(_records(text), 1, None):
        row = dict(zip(header, cells, strict=False))
        key = row.get("indicator", "").strip(), digits(row.get("period", "").strip())
        if key in wanted:
            record = {
                name: _uncell(name, value.strip())
                for name, value in row.items()
                if name and name not in KEYS and value.strip()
            }
            found.setdefault(key, []).append(record)
    return found


def lines(text: str, additions: Sequence[Addition]) -> list[tuple[int, int]]:
    """Return the first and last line, from 1, of each addition, the last rows of the text."""
    ends = []
    reader = csv.reader(io.StringIO(text, newline=""))
    for _ in reader:
        ends.append(reader.line_num)
    starts = [1, *(end + 1 for end in ends[:-1])]
    return list(zip(starts, ends, strict=True))[-len(additions) :]


def _uncell(name: str, value: str) -> str:
    """Return the characters that a cell stands for."""
    return value[1:] if name not in _NUMBERS and _GUARDED.match(value) else value


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
