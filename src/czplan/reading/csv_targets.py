"""The targets of a CSV table with what they inherit, as columns.

The rows are one with what a record of each would hold (`czplan.reading.book.inherited`), but no
record is made: a large table has few distinct plans, indicators and wordings.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from czplan.codes import Codes, numbered
from czplan.quantity import WordingError
from czplan.quantity.goal_words import GoalQuery
from czplan.quantity.goal_words import interpret as read_goal
from czplan.reading.book import Book, inherited, measured_by
from czplan.reading.csv_column import CsvColumn
from czplan.reading.csv_table import CsvTable

_NO_YEAR = -1


class Measures:
    """What the indicators of a set are: their numbers, and unit, measure and direction."""

    def __init__(self, book: Book) -> None:
        self.number = {id: number for number, id in enumerate(book.indicators)}
        forms: dict[tuple[str, str, str], int] = {("", "", ""): 0}
        codes = [0]
        for raw in book.indicators.values():
            code = forms.setdefault(measured_by(raw), len(forms))
            codes.append(code)
        self._forms = forms
        self._codes = np.array([*codes[1:], codes[0]], dtype=np.int64)  # the last: no indicator

    @property
    def forms(self) -> list[tuple[str, str, str]]:
        """The distinct units, measures and directions; the first is of no indicator."""
        return list(self._forms)

    def numbers(
        self, column: CsvColumn, named: Callable[[str], bool] = lambda _: True
    ) -> NDArray[np.int64]:
        """Return the number of the indicator in each row; -1 none, -2 an unknown one.

        Those that `named` denies count as unknown.
        """
        found = (self.number.get(word, -2) if named(word) else -2 for word in column.words)
        known = np.array(list(found), dtype=np.int64)
        return np.append(known, -1)[column.codes]

    def form(self, numbers: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return which of `forms` each row's indicator has."""
        return self._codes[np.where(numbers < 0, len(self._codes) - 1, numbers)]

    def of_owners(self, book: Book, keys: CsvColumn) -> NDArray[np.int64]:
        """Return which of `forms` what each row's figure is about has: an indicator, a goal."""
        codes = [0] * len(keys.words)
        for number, word in enumerate(keys.words):
            if (raw := book.indicators.get(word)) is not None:
                codes[number] = self._forms[measured_by(raw)]
            elif "/" in word:
                form = (*_of_goal(book, word), "")
                codes[number] = self._forms.setdefault(form, len(self._forms))
        return keys.take(np.array(codes, dtype=np.int64), 0)


def _of_goal(book: Book, id: str) -> tuple[str, str]:
    """Return the unit and measure of a goal's figures, empty where no record needs to be made."""
    row, resolved = book.csv_rows.get(id), book.csv_resolved
    if id not in book.targets and row is not None and resolved is not None:
        if resolved.milestone[row] or resolved.ladder[row]:
            return "", ""
        number = int(resolved.indicator[row])
        if number >= 0:
            return measured_by(list(book.indicators.values())[number])[:2]
    return book.counted(id)


def _combine(*codes: Codes) -> NDArray[np.int64]:
    """Return one code for the combination of several codes, all from -1."""
    combined = np.zeros(len(codes[0]), dtype=np.int64)
    for each in codes:
        combined = combined * (int(each.max(initial=-1)) + 2) + each + 1
    return combined


class Targets:
    """The targets of a CSV table with what they inherit.

    Attributes:
        indicator: number of the indicator in the set, -1 for none, -2 for an unknown one.
        start, due: years, -1 for none.
        due_inherited: the due year is the plan's.
        kinds, kind: the kinds that occur, and each row's; `kind` is -1 where the words fail.
    """

    def __init__(self, table: CsvTable, book: Book) -> None:
        self.table = table
        self.measures = Measures(book)
        own = self.measures.numbers(table.column("indicator"))
        slug = self.measures.numbers(table.column("slug"), book.named_by_slug)
        self.indicator = np.where(table.filled("indicator"), own, np.maximum(slug, -1))
        self._years(book)
        self._kinds()

    def _years(self, book: Book) -> None:
        plan, due, start = (self.table.column(name) for name in ("plan", "due", "start"))
        plans = [book.plans.get(word) for word in plan.words]
        first, last = ([_year(inherited(name, raw)) for raw in plans] for name in ("start", "due"))
        self.start = _or(start, [_year(value) for value in start.values], _taken(plan, first))
        self.due = _or(due, [_year(value) for value in due.values], _taken(plan, last))
        self.due_inherited = ~due.filled & (self.due != _NO_YEAR)

    def _kinds(self) -> None:
        """Read the kind of every goal, once for each distinct question."""
        table = self.table
        declared, direction = table.column("kind"), table.column("direction")
        self.milestone = declared.where(
            np.array([word == "milestone" for word in declared.words], dtype=bool)
        )
        self.ladder = table.filled("tiers")
        rows = np.flatnonzero(table.filled("stated") & ~self.milestone & ~self.ladder)
        form = self.measures.form(self.indicator)
        both = (self.due != _NO_YEAR) & (self.start != _NO_YEAR)
        years = np.where(both, self.due - self.start + 1, -1_000_000)
        span, _ = pd.factorize(years)
        reference = table.filled("reference").astype(np.int64)
        # words that name a year are read for themselves
        named = np.append(table.phrases.alone, False)[table.phrases.codes]
        due, _ = pd.factorize(np.where(named, self.due, _NO_YEAR))
        key = _combine(
            table.phrases.codes,
            form,
            declared.codes,
            direction.codes,
            span.astype(np.int64, copy=False),
            reference,
            due.astype(np.int64, copy=False),
        )

        forms = self.measures.forms

        def value(column: CsvColumn, row: int) -> str | None:
            code = column.codes[row]
            return None if code < 0 else column.values[code]

        def read(row: int) -> str:
            query = GoalQuery.of(
                forms[form[row]],
                direction=value(direction, row),
                kind=value(declared, row),
                start=_known(self.start[row]),
                due=_known(self.due[row]),
                reference=bool(reference[row]),
            )
            try:
                return read_goal(table.phrases.word(row), query).kind
            except WordingError:
                return ""

        own = np.full(table.size, -1, dtype=np.int64)
        own[rows] = key[rows]
        codes, _, first = numbered(own, int(own.max(initial=-1)) + 1, len(own))
        found = [read(row) for row in first.tolist()]
        self.kinds = sorted({name for name in ("milestone", "ladder", *found) if name})
        number = {name: code for code, name in enumerate(self.kinds)}
        self.kind = np.array([*(number.get(name, -1) for name in found), -1], dtype=np.int64)[codes]
        self.kind[self.milestone] = number["milestone"]
        self.kind[self.ladder] = number["ladder"]


def _year(value: Any) -> int:
    return value if isinstance(value, int) else _NO_YEAR


def _known(year: np.int64) -> int | None:
    return None if year == _NO_YEAR else int(year)


def _taken(column: CsvColumn, of_words: list[int]) -> NDArray[np.int64]:
    return column.take(np.array(of_words, dtype=np.int64), _NO_YEAR)


def _or(column: CsvColumn, own: list[int], inherited: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the column's own years, and the inherited ones where it is empty."""
    return np.where(column.filled, _taken(column, own), inherited)
