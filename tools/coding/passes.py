"""Compare two readers' lists of goals and figures of the same documents, field by field.

Each reader lists what he takes, one row a goal or figure, with its words, place, value, bound,
years and scope; neither has seen the other's list. Two rows are one where they stand in one
document and line, are of one class, and their words overlap. On what was taken, positive agreement
is given for goals and for figures apart, 2a / (2a + b + c), because what neither took is countless;
Cohen's kappa over the clauses of the documents stands beside it. Then, over the rows that both
have, each field.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tools.coding.agreement import ALL, Agreement, CodingError, agreement
from tools.coding.clauses import clauses

__all__ = ["FIELDS", "PASS_COLUMNS", "Comparison", "PassRow", "Taken", "compare", "read_records"]

PASS_COLUMNS = (
    *("source", "line", "column", "class", "indicator", "name", "stated", "low", "high"),
    *("operator", "start", "due", "period", "scope"),
)
FIELDS = ("value", "operator", "years", "scope", "indicator")
"""What is compared of two rows that are one: both ends, the bound, the years, the party, the id."""


@dataclass(frozen=True, slots=True)
class PassRow:
    """A row of a reader's list: one goal or figure with its place and what it says."""

    source: str
    line: int
    column: int
    kind: str
    indicator: str
    name: str
    stated: str
    low: str
    high: str
    operator: str
    start: str
    due: str
    period: str
    scope: str

    def field(self, name: str) -> object:
        """Return what a name of `FIELDS` stands for, ready to be compared."""
        if name == "value":
            return _number(self.low), _number(self.high)
        if name == "years":
            return (self.start, self.due) if self.kind == "goal" else self.period
        text: str = getattr(self, name)
        return text

    def meets(self, other: PassRow) -> int:
        """Return how many characters the words of two rows of one line share; 0 for none."""
        if (self.source, self.line, self.kind) != (other.source, other.line, other.kind):
            return 0
        ends = min(self.column + len(self.stated), other.column + len(other.stated))
        return max(0, ends - max(self.column, other.column))


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows of one class both readers took, and how many only one."""

    both: int
    first: int
    second: int

    @property
    def positive(self) -> float:
        """Positive agreement: 2a / (2a + b + c); 1 where nobody took anything."""
        whole = 2 * self.both + self.first + self.second
        return 2 * self.both / whole if whole else 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two lists agree on.

    Attributes:
        taken: by class (`goal`, `figure`) and over `all`.
        clauses: agreement and kappa over the clauses, by document and over all.
        fields: by class, then by field: how many of the pairs agree, and how many pairs there are.
        apart: the pairs that differ in some field, with the fields.
        lonely: the rows that one reader alone took, first list first.
    """

    taken: dict[str, Taken]
    clauses: dict[str, Agreement]
    fields: dict[str, dict[str, tuple[int, int]]]
    apart: tuple[tuple[PassRow, PassRow, tuple[str, ...]], ...]
    lonely: tuple[tuple[PassRow, ...], tuple[PassRow, ...]]


def read_records(path: Path) -> list[PassRow]:
    """Read a reader's list: columns `PASS_COLUMNS`.

    Raises:
        CodingError: a column is missing, a place is no number, or a class is unknown.
    """
    rows: list[PassRow] = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            try:
                source, line, column, *words = (row[name].strip() for name in PASS_COLUMNS)
                one = PassRow(source, int(line), int(column), *words)
            except (KeyError, AttributeError, ValueError) as error:
                raise CodingError(f"{path.name}: {row}") from error
            if one.kind not in ("goal", "figure") or not one.stated:
                raise CodingError(f"{path.name}: {one}")
            rows.append(one)
    return rows


def compare(
    first: Iterable[PassRow], second: Iterable[PassRow], texts: Mapping[str, str]
) -> Comparison:
    """Compare two lists over the documents of `texts` (source id to text).

    Raises:
        CodingError: a row names a document that isn't in `texts`.
    """
    lists = (list(first), list(second))
    strange = {row.source for rows in lists for row in rows} - set(texts)
    if strange:
        raise CodingError(f"no text: {', '.join(sorted(strange))}")
    pairs, left = _pairs(*lists)
    kinds = ("goal", "figure")
    taken = {
        kind: Taken(
            sum(a.kind == kind for a, _ in pairs), *(sum(r.kind == kind for r in x) for x in left)
        )
        for kind in kinds
    }
    taken[ALL] = Taken(len(pairs), len(left[0]), len(left[1]))
    fields = {
        kind: {
            name: (
                sum(a.field(name) == b.field(name) for a, b in pairs if a.kind == kind),
                taken[kind].both,
            )
            for name in FIELDS
        }
        for kind in kinds
    }
    differing = ((a, b, tuple(n for n in FIELDS if a.field(n) != b.field(n))) for a, b in pairs)
    return Comparison(
        taken,
        agreement(*(_codes(rows, texts) for rows in lists)),
        fields,
        tuple(one for one in differing if one[2]),
        (tuple(left[0]), tuple(left[1])),
    )


def _pairs(
    first: list[PassRow], second: list[PassRow]
) -> tuple[list[tuple[PassRow, PassRow]], tuple[list[PassRow], list[PassRow]]]:
    """Pair rows that share words, equal values and the longest overlap first."""
    by_line: dict[tuple[str, int, str], list[int]] = {}
    for at, row in enumerate(second):
        by_line.setdefault((row.source, row.line, row.kind), []).append(at)
    candidates = sorted(
        (row.field("value") != second[other].field("value"), -shared, mine, other)
        for mine, row in enumerate(first)
        for other in by_line.get((row.source, row.line, row.kind), [])
        if (shared := row.meets(second[other]))
    )
    mine_used: set[int] = set()
    other_used: set[int] = set()
    pairs: list[tuple[PassRow, PassRow]] = []
    for _, _, mine, other in candidates:
        if mine not in mine_used and other not in other_used:
            mine_used.add(mine)
            other_used.add(other)
            pairs.append((first[mine], second[other]))
    left = (
        [row for at, row in enumerate(first) if at not in mine_used],
        [row for at, row in enumerate(second) if at not in other_used],
    )
    return pairs, left


def _codes(rows: list[PassRow], texts: Mapping[str, str]) -> dict[tuple[str, int, int, int], str]:
    """Return the code of each clause: goal where a goal begins in it, else figure, else neither."""
    begun: dict[tuple[str, int], list[PassRow]] = {}
    for row in rows:
        begun.setdefault((row.source, row.line), []).append(row)
    codes: dict[tuple[str, int, int, int], str] = {}
    for source, text in texts.items():
        for clause in clauses(text):
            here = {
                row.kind
                for row in begun.get((source, clause.line), [])
                if clause.start < row.column <= clause.end
            }
            code = "goal" if "goal" in here else "figure" if here else "neither"
            codes[source, clause.line, clause.start, clause.end] = code
    return codes


def _number(words: str) -> float | None:
    return float(words) if words else None
