"""A CSV file's bytes as a table of texts, and the places of its cells.

The bytes are parsed in columns by pandas' C engine, which reads a large file with all cores.
Rows whose number of cells isn't the header's, and quotes that aren't closed, are found exactly:
a cheap count of delimiters tells whether all is well, and only where it isn't the file is read
again row by row.
"""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from czplan.faults import Both, Place
from czplan.faults.collector import Collector
from czplan.reading.csv_bytes import Changed, CsvBytes

LIKE_NUMBERS = ("period", "baseline_period", "line", "page", "start", "due")
"""Columns that are read as texts from the first. The others are read by inference, which is as
fast, and again where it finds no texts."""

_PANDAS = tuple(int(part) for part in pd.__version__.split(".")[:2])
MOST_RAGGED = 200
_EXACTLY = {} if _PANDAS >= (3, 1) else {"float_precision": "round_trip"}
# from 3.1 on numbers are read to the last bit anyway, and to ask for it is deprecated
_OPEN_QUOTE = Both(
    "引号没有配对，从这一行起读不下去", "a quote isn't closed in the row that begins here"
)
_CLOSE_QUOTE = Both('补上引号；文字里的双引号写两个 ""', 'close it; write "" for a quote in a text')
csv.field_size_limit(1 << 26)


def header_of(data: bytes) -> list[str]:
    """Return the cells of the first row that isn't blank."""
    head = data[: 1 << 16].decode("utf-8", errors="ignore")
    for row in csv.reader(io.StringIO(head, newline="")):
        if any(cell.strip() for cell in row):
            return [cell.strip() for cell in row]
    return []


@dataclass(slots=True)
class Parsed:
    """A table of texts.

    Attributes:
        frame: a column for each cell of the header: texts, NA where there is none; `value` may
            be numbers.
        care: cells may have outer white space or a guarding `'`.
        breaks: cells may have line breaks.
        numbers: the rows' numbers in the file, where some were left out.
    """

    frame: pd.DataFrame
    care: bool
    breaks: bool = False
    numbers: list[int] | None = None

    def number(self, row: int) -> int:
        """Return the number in the file, from 0 and without blank rows, of a row of the frame."""
        return row if self.numbers is None else self.numbers[row]


def parse(file: CsvBytes, header: Sequence[str], report: Collector) -> Parsed:
    """Return the table as texts, a column each in the header's order, NA where a cell is empty.

    Args:
        file: the file, looked through, UTF-8.
        header: the cells of the header.
        report: where faults go; rows that are ragged are reported and left out.

    Raises:
        UnicodeDecodeError: it isn't UTF-8.
        Changed: it isn't the file any more that was looked through.
    """
    try:
        table = _columns(file, header)
    except UnicodeDecodeError as error:
        if not file.is_as_seen():
            raise Changed from error
        _by_row(file, header, report, False)  # bad bytes hide no ragged row
        raise
    except (OSError, ValueError) as error:  # ValueError: also that there is nothing to parse
        if isinstance(error, OSError) or not file.is_as_seen():
            raise Changed from error
        if not isinstance(error, pd.errors.ParserError):
            raise
        return _by_row(file, header, report, "EOF inside string" in str(error))
    whole = isinstance(table.index, pd.RangeIndex) and list(table.columns) == list(header)
    if not whole or file.stray or file.commas != (len(table) + 1) * (len(header) - 1):
        return _by_row(file, header, report, False)
    return Parsed(table, file.care, file.breaks)


def _columns(file: CsvBytes, header: Sequence[str]) -> pd.DataFrame:
    """Read the columns as texts; `value` stays a column of numbers where it is one.

    Raises:
        UnicodeDecodeError: the file isn't UTF-8.
        Changed: it isn't the file any more that was looked through.
    """
    table = _read(file, dtype={column: "str" for column in header if column in LIKE_NUMBERS})
    if set(table.columns) == set(header):
        for column in header:
            if table[column].dtype == "float64" and table[column].isna().all():  # nothing in it
                table[column] = pd.Series(float("nan"), index=table.index, dtype="str")
        again = [column for column in header if _is_unread(column, table[column])]
        if again:
            whole = _read(file, usecols=again, dtype=dict.fromkeys(again, "str"))
            for column in again:
                table[column] = whole[column]
    if not file.is_as_seen():
        raise Changed
    return table


def _is_unread(column: str, cells: pd.Series[Any]) -> bool:
    """Tell whether a column was taken for something else than texts."""
    if isinstance(cells.dtype, pd.StringDtype):
        return False
    return column != "value" or cells.dtype.kind not in "fi"


def _read(file: CsvBytes, **how: object) -> pd.DataFrame:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", pd.errors.DtypeWarning)
        return pd.read_csv(  # type: ignore[call-overload,no-any-return]
            io.BytesIO(file.data) if file.is_kept else file.path,
            engine="c",
            encoding="utf-8",
            keep_default_na=False,
            na_values=[""],
            **_EXACTLY,
            **how,
        )


def _by_row(file: CsvBytes, header: Sequence[str], report: Collector, open_quote: bool) -> Parsed:
    """Read row by row, reporting every ragged row and, at the last one, an open quote."""
    file.settle()
    good: list[list[str]] = []
    numbers: list[int] = []
    name = file.name
    cells = Cells(file.data, name)
    ragged: list[tuple[int, int]] = []
    for number, row in cells.rows():
        if number < 0:
            continue
        if len(row) == len(header):
            good.append(row)
            numbers.append(number)
        else:
            ragged.append((cells.line, len(row)))
    if open_quote:
        if numbers and (not ragged or cells.line > ragged[-1][0]):
            good.pop()
            numbers.pop()
        elif ragged:
            ragged.pop()
        report.add("csv-syntax", Place(name, cells.line), problem=_OPEN_QUOTE, remedy=_CLOSE_QUOTE)
    for line, count in ragged[:MOST_RAGGED]:
        report.add("ragged-row", Place(name, line), cells=count, columns=len(header))
    if len(ragged) > MOST_RAGGED:
        place = Place(name, ragged[MOST_RAGGED][0])
        report.add("more-faults", place, count=len(ragged) - MOST_RAGGED)
    file.data.decode()  # bytes that are no UTF-8 would be lost: `Cells` passes over them
    columns = list(zip(*good, strict=True)) if good else [()] * len(header)
    frame = pd.DataFrame(
        {number: pd.Series(list(column), dtype="str") for number, column in enumerate(columns)}
    ).replace("", float("nan"))
    frame.columns = pd.Index(header)
    return Parsed(frame, file.care, file.breaks, numbers)


class Cells:
    """Walks through a CSV file row by row and knows in which line a row begins.

    `flat`: no line breaks within quotes, and no quote opens within a cell, so that lines are rows.
    """

    def __init__(self, data: bytes, name: str, *, flat: bool = False) -> None:
        self.text = data.decode("utf-8", errors="ignore")
        self.name = name
        self.line = 1
        self.flat = flat

    def _numbered(self, lines: list[str]) -> Iterator[tuple[int, int]]:
        """Yield the number of every row and how many cells it has at most."""
        if not self.flat:
            yield from ((number, len(row)) for number, row in self.rows())
            return
        number = -1
        for self.line, line in enumerate(lines, 1):
            if "," in line or (line.strip() and next(csv.reader([line]))[0].strip()):
                yield number, line.count(",") + 1
                number += 1

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield (number, cells) of every row that isn't blank; the header's number is -1."""
        reader = csv.reader(io.StringIO(self.text, newline=""))
        number, before = -1, 0
        while True:
            try:
                row = next(reader)
            except (StopIteration, csv.Error):  # the end, or a cell beyond all measure
                return
            first, before = before + 1, reader.line_num
            if row and (len(row) > 1 or row[0].strip()):
                self.line = first
                yield number, row
                number += 1

    def places(self, wanted: Iterable[int]) -> dict[int, list[Place]]:
        """Return for each wanted row the place where each of its cells begins."""
        asked = set(wanted)
        last = max(asked, default=-1)
        found: dict[int, list[Place]] = {}
        lines = list(io.StringIO(self.text, newline="")) if asked else []
        for number, count in self._numbered(lines):
            if number in asked:
                found[number] = self._cells(lines, count)
            if number >= last:
                break
        return found

    def starts(self) -> dict[int, int]:
        """Return for every row the line on which it begins."""
        return {number: self.line for number, _ in self.rows()}

    def _cells(self, lines: list[str], count: int) -> list[Place]:
        """Return where the cells of the row that begins at `self.line` begin."""
        places = [Place(self.name, self.line, 1)]
        line, quoted, first = self.line, False, True
        end = self.line if self.flat else len(lines)
        while len(places) < count and line <= end:
            for at, char in enumerate(lines[line - 1]):
                if char == '"' and (quoted or first):
                    quoted = not quoted  # a doubled quote closes and opens again
                    first = not quoted
                elif char == "," and not quoted:
                    places.append(Place(self.name, line, at + 2))
                    first = True
                else:
                    first = False
            line += 1
        return places[:count]
