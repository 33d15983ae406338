"""The CSV tables of a folder: read in columns, checked, faults put in their places."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from czplan.faults import Both, Fault, Place
from czplan.faults.collector import Collector, suggestion
from czplan.format.fields import TABLES
from czplan.reading.book import Book
from czplan.reading.csv_bytes import Changed, open_csv
from czplan.reading.csv_parse import Cells, header_of, parse
from czplan.reading.csv_suspects import (
    suspect_actuals,
    suspect_goals,
    suspect_quotations,
    suspect_reports,
    suspect_targets,
)
from czplan.reading.csv_table import CsvTable
from czplan.reading.csv_targets import Targets
from czplan.reading.decoding import check_csv, not_utf8, unreadable
from czplan.reading.raw import Raw
from czplan.reading.rules import check_actual, check_target

SHORT = 1 << 15
"""A beginning of fewer bytes is the whole file."""

NAMELESS = Both("（没有名称）", "(no name)")
MOST_FAULTY_ROWS = 500
"""So many rows of a file are reported one by one; of the rest only the number."""

LARGE = 20_000
"""From so many rows on, quotations are compared with their texts only where `check` asks."""


class CsvFile:
    """One CSV table: its bytes, its columns, and the faults found at provisional places."""

    def __init__(self, path: Path, table: str, report: Collector) -> None:
        self.name = path.name
        self.report = Collector()
        self.found = Collector()
        self.found.broken = report.broken
        self.table: CsvTable | None = None
        self._examined: NDArray[np.bool_] | None = None
        self.resolved: Targets | None = None
        opened = open_csv(path, self.report)
        if opened is not None:
            self.file = opened
            try:
                self._take(table)
            except Changed:
                self.report = Collector()
                self._take_as_it_is(table)
        self.report.close()
        report.faults += self.report.faults
        if opened is None or self.report.faults:
            report.broken.add(table)

    def _take_as_it_is(self, table: str) -> None:
        """Read a file that changes: the bytes that it has now, all at once."""
        try:
            self.file.keep()
        except OSError as error:
            unreadable(self.report, Place(self.name), error)
            return
        if not self.file.data:
            self.report.add("empty-file", Place(self.name))
        elif check_csv(self.file.data, self.name, self.report):
            self._take(table)

    def _take(self, table: str) -> None:
        """Read the header, and the rows if there is one; an empty table has none."""
        head = self.file.head
        header = header_of(head)
        whole = b"\n" in head or len(head) < SHORT
        first = head.split(b"\n")[0] if whole else b""  # else a character may be cut in two
        if header and not not_utf8(first, self.name, self.report):
            self._read(header, table)

    def _read(self, header: list[str], table: str) -> None:
        """Read the rows, if the header can be understood and the bytes are UTF-8."""
        if not self._header(header, table):
            return
        try:
            parsed = parse(self.file, header, self.report)
            self.table = CsvTable(self.name, table, parsed)
            self.table.starts = self._starts
        except UnicodeDecodeError:
            self.file.settle()
            not_utf8(self.file.data, self.name, self.report)

    def _header(self, header: list[str], table: str) -> bool:
        """Check the header; return whether the rows can be read."""
        columns = TABLES[table].columns
        places = Cells(self.file.head, self.name).places([-1])[-1]
        if len(header) == 1 and (mark := next((m for m in ";\t，" if m in header[0]), "")):
            self.report.add(
                "csv-syntax",
                places[0],
                problem=Both(
                    f"表头用 {mark!r} 分隔，不是逗号",
                    f"the header is divided by {mark!r}, not commas",
                ),
                remedy=Both("另存为逗号分隔的 CSV（UTF-8）", "save it as CSV with commas (UTF-8)"),
            )
            return False
        readable = True
        for number, name in enumerate(header):
            if name in header[:number]:
                self.report.add("duplicate-key", places[number], key=name, first=places[0].line)
                readable = False
            elif name not in columns:
                otherwise = Both(
                    f"可用列：{'、'.join(columns)}", f"the columns are {', '.join(columns)}"
                )
                self.report.add(
                    "unknown-field",
                    places[number],
                    table=Both(TABLES[table].zh, TABLES[table].en),
                    field=name or NAMELESS,
                    hint=suggestion(name, columns, otherwise),
                )
        known = TABLES[table]
        for name, (_, kind) in zip(known.key_columns, known.keys, strict=True):
            if name not in header:
                self.report.add(
                    "missing-field",
                    places[0],
                    record=Both("表头", "the header"),
                    field=name,
                    meaning=Both(kind.zh, kind.en),
                )
                readable = False
        return readable

    def add_records(self, book: Book) -> None:
        """Add the rows as records of a table that others refer to; an id twice is a fault."""
        table = self.table
        if table is None:
            return
        held: dict[str, Raw] = getattr(book, table.table.name)
        new: dict[str, int] = {}
        for row, raw in enumerate(table.raws(self.found)):
            if "" in raw.keys:
                continue
            if raw.id in held:
                place = held[raw.id].place
                if raw.id in new:
                    first = table.parsed.number(new[raw.id])
                    place = self._cells([first]).get(first, [place])[0]
                self.found.add(
                    "duplicate-record",
                    table.place(row, "id"),
                    id=raw.id,
                    file=place.file,
                    first=place.line,
                )
                continue
            held[raw.id] = raw
            new[raw.id] = row

    def told(self, most: int) -> bytes | None:
        """Return the bytes that were read; None for too many, or where they were changed."""
        if self.table is None:
            return None
        data = self.file.data if self.file.size <= most else None
        return data if self.file.is_as_seen() else None

    def resolve(self, book: Book) -> Targets | None:
        """Return the rows as targets with what they inherit, none where they can't be read."""
        if self.table is not None:
            self.resolved = Targets(self.table, book)
        return self.resolved

    def check_targets(self, book: Book) -> dict[str, tuple[str, Place]]:
        """Check the rows as targets; return what they supersede, at provisional places."""
        table = self.table
        if table is None:
            return {}
        resolved = self.resolve(book)
        assert resolved is not None
        errors = suspect_targets(table, book, resolved) | self._cut()
        self._rows(errors, "more-faults", lambda raw: check_target(book, self.found, raw))
        self._examined = errors
        self._duplicates(book, table)
        supersedes = table.column("supersedes")
        ids = table.ids() if len(supersedes.words) else []
        return {
            ids[row]: (supersedes.words[supersedes.codes[row]], table.place(row, "supersedes"))
            for row in np.flatnonzero(supersedes.filled).tolist()
        }

    def check_actuals(self, book: Book, *, shipped: bool) -> None:
        """Check the rows as reported figures."""
        if self.table is not None:
            errors = suspect_actuals(self.table, book, shipped=shipped)
            errors |= self._cut()
            self._rows(errors, "more-faults", self._actual_check(book, shipped))
            self._examined = errors

    def _cut(self) -> NDArray[np.bool_]:
        """Return the rows whose quotation may cut a number; `check` looks in large tables too."""
        assert self.table is not None
        if self.table.size >= LARGE:
            return np.zeros(self.table.size, dtype=bool)
        return suspect_quotations(self.table)

    def _actual_check(self, book: Book, shipped: bool) -> Callable[[Raw], None]:
        return lambda raw: check_actual(book, self.found, raw, shipped=shipped)

    def warnings(self, book: Book, *, shipped: bool) -> list[Fault]:
        """Return the warnings of the rows in which no error was looked for, at their places."""
        if self.table is None or self._examined is None:
            return []
        self.found = Collector()
        if self.table.table.name == "targets":
            check = lambda raw: check_target(book, self.found, raw)  # noqa: E731
            rows = suspect_quotations(self.table)
            if self.resolved is not None:
                rows |= suspect_goals(self.resolved)
        else:
            check = self._actual_check(book, shipped)
            rows = suspect_quotations(self.table) | suspect_reports(self.table, book)
        self._rows(rows & ~self._examined, "more-warnings", check)
        return self.placed()

    def _rows(self, rows: NDArray[np.bool_], code: str, check: Callable[[Raw], None]) -> None:
        """Make a record of each suspicious row and check it, up to a number of faulty ones."""
        table = self.table
        assert table is not None
        faulty = 0
        suspicious = np.flatnonzero(rows).tolist()
        for done, row in enumerate(suspicious):
            if faulty == MOST_FAULTY_ROWS:
                self.found.add(code, table.place(row), count=len(suspicious) - done)
                break
            before = self._faults(code)
            raw = table.raw(row, self.found)
            if "" not in raw.keys:  # a record without its key is no other fault's place
                check(raw)
            faulty += self._faults(code) > before

    def _faults(self, code: str) -> int:
        """Return how many faults there are so far of those that `code` says there are more of."""
        return self.found.errors if code == "more-faults" else len(self.found.faults)

    def _duplicates(self, book: Book, table: CsvTable) -> None:
        """Report targets that are in the table twice, or in the YAML table too."""
        plan, slug = table.column("plan"), table.column("slug")
        key = plan.codes.astype(np.int64) * (len(slug.words) + 1) + slug.codes
        first: dict[int, int] = {}
        unique, at = np.unique(key, return_index=True)
        twice = np.ones(table.size, dtype=bool)
        twice[at] = False
        twice &= plan.filled & slug.filled
        if twice.any():
            first = dict(zip(unique.tolist(), at.tolist(), strict=True))
        yaml = {}
        if book.targets:
            plans = {word: code for code, word in enumerate(plan.words)}
            slugs = {word: code for code, word in enumerate(slug.words)}
            for raw in book.targets.values():
                codes = plans.get(raw.keys[0]), slugs.get(raw.keys[1])
                if codes[0] is not None and codes[1] is not None:
                    yaml[codes[0] * (len(slug.words) + 1) + codes[1]] = raw.place
            twice |= np.isin(key, list(yaml))
        rows = np.flatnonzero(twice).tolist()
        shown = rows[:MOST_FAULTY_ROWS]
        if not shown:
            return
        wanted = [first[int(key[row])] for row in shown if int(key[row]) not in yaml]
        places = self._cells(map(table.parsed.number, wanted))
        for row in shown:
            code = int(key[row])
            row_ = [] if code in yaml else places.get(table.parsed.number(first[code]))
            place = yaml.get(code) or (row_ or [Place(self.name)])[0]
            id = f"{plan.words[plan.codes[row]]}/{slug.words[slug.codes[row]]}"
            self.found.add(
                "duplicate-target",
                table.place(row, "slug"),
                id=id,
                file=place.file,
                first=place.line,
            )
        if len(rows) > len(shown):
            self.found.add(
                "more-faults", table.place(rows[len(shown)]), count=len(rows) - len(shown)
            )

    def _cells(self, rows: Iterable[int]) -> dict[int, list[Place]]:
        """Return where the cells of some rows begin; nothing of a file that was changed since."""
        if not self.file.is_as_seen():
            return {}
        flat = not (self.file.breaks or self.file.stray)
        return Cells(self.file.data, self.name, flat=flat).places(rows)

    def _starts(self) -> dict[int, int]:
        """Return the line on which each row begins; nothing of a file that was changed since."""
        return Cells(self.file.data, self.name).starts() if self.file.is_as_seen() else {}

    def placed(self) -> list[Fault]:
        """Return the faults found in the rows of this file at their true places."""
        self.found.close()
        faults = self.found.faults
        if not faults:
            return []
        cells = self._cells({fault.line for fault in faults})
        placed = []
        for fault in faults:
            row = cells.get(fault.line) or [Place(self.name)]
            place = row[min(fault.column, len(row)) - 1]
            placed.append(fault._replace(line=place.line, column=place.column))
        return placed
