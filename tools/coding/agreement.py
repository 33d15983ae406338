"""How far two coders who worked blind to each other agree: raw agreement and Cohen's kappa.

Both coded every clause of every document goal, figure or neither, so that agreement counts
negatives too. kappa = (p_o - p_e) / (1 - p_e), with p_o the share of clauses coded alike and
p_e the share that chance would give from each coder's own frequencies (J. Cohen, A coefficient
of agreement for nominal scales, 1960).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ALL", "CODES", "Agreement", "CodingError", "agreement", "read_pass", "table"]

CODES = ("goal", "figure", "neither")
ALL = "all"
"""The key of the figures over all documents together."""

Clause = tuple[str, int, int, int]


class CodingError(ValueError):
    """A pass that can't be read, or two passes that judged different clauses."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of two codings of the same clauses.

    Attributes:
        clauses: how many clauses both coded.
        alike: how many they coded alike.
        expected: p_e, the share of agreement that chance would give.
    """

    clauses: int
    alike: int
    expected: float

    @property
    def raw(self) -> float:
        """p_o, the share of clauses coded alike."""
        return self.alike / self.clauses

    @property
    def kappa(self) -> float:
        """Cohen's kappa; 1 where both used one code throughout and chance explains all."""
        if self.expected == 1:
            return 1.0
        return (self.raw - self.expected) / (1 - self.expected)


def read_pass(path: Path) -> dict[Clause, str]:
    """Read one coder's file: columns source, line, start, end, code.

    Raises:
        CodingError: a column is missing, a code is unknown, or a clause stands twice.
    """
    codes: dict[Clause, str] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            try:
                clause = (row["source"], int(row["line"]), int(row["start"]), int(row["end"]))
                code = row["code"]
            except (KeyError, TypeError, ValueError) as error:
                raise CodingError(f"{path.name}: {row}") from error
            if code not in CODES or clause in codes:
                raise CodingError(f"{path.name}: {clause} {code}")
            codes[clause] = code
    return codes


def _agreement(pairs: Iterable[tuple[str, str]]) -> Agreement:
    listed = list(pairs)
    first, second = (Counter(pair[side] for pair in listed) for side in (0, 1))
    total = len(listed)
    expected = sum(first[code] * second[code] for code in CODES) / total**2
    return Agreement(total, sum(a == b for a, b in listed), expected)


def agreement(first: Mapping[Clause, str], second: Mapping[Clause, str]) -> dict[str, Agreement]:
    """Return the agreement by document, in the first pass's order, and over all (`ALL`).

    Raises:
        CodingError: a clause was coded by one coder only; or there are none.
    """
    lonely = first.keys() ^ second.keys()
    if lonely or not first:
        raise CodingError(f"coded once only: {sorted(lonely)[:3]} ({len(lonely)})")
    found = {
        source: _agreement((first[c], second[c]) for c in first if c[0] == source)
        for source in dict.fromkeys(clause[0] for clause in first)
    }
    found[ALL] = _agreement((first[c], second[c]) for c in first)
    return found


def table(figures: Mapping[str, Agreement]) -> str:
    """Return the figures as the Markdown table that the data set's documentation quotes."""
    lines = ["| document | clauses | coded alike | raw agreement | Cohen's kappa |"]
    lines.append("| --- | ---: | ---: | ---: | ---: |")
    for source, one in figures.items():
        lines.append(
            f"| {source} | {one.clauses} | {one.alike} | {one.raw:.3f} | {one.kappa:.3f} |"
        )
    return "\n".join(lines)
