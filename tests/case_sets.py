"""Worked cases as data sets: what they ask, what they expect, and what the product answers.

Each folder of `tests/cases` is a data set of one family with an `expected.csv` beside it. A cell
is what the result's column of that name must hold, numbers to four places; `null` must be
missing; an empty cell says nothing. `flags` must be among the row's flags, `flags_absent` not.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import czplan

CASES = Path(__file__).parent / "cases"
ABOUT = ("case_id", "id", "year", "as_of", "flags", "flags_absent")
"""Columns of `expected.csv` that are no plain value of the row."""
PLACES = 5.1e-5
"""Expected numbers have four places."""
RATIOS = ("attainment", "progress", "expected", "schedule_ratio", "cagr_ratio")
"""Columns of the published cases that have no unit, so that they stand unchanged here."""


@dataclass(frozen=True)
class Case:
    """One expected row."""

    folder: str
    cells: dict[str, str]

    @property
    def name(self) -> str:
        """The folder, the case and the goal's slug, for the report of a test."""
        return f"{self.folder}/{self.cells['case_id']}/{self.cells['id'].split('/')[1]}"

    @property
    def question(self) -> tuple[int, str | None]:
        """The year judged and the day of knowledge."""
        return int(self.cells["year"]), self.cells.get("as_of") or None

    @property
    def values(self) -> dict[str, str]:
        """The expected value of each column that is compared."""
        return {k: v for k, v in self.cells.items() if v and k not in ABOUT}

    def flags(self, column: str = "flags") -> set[str]:
        """The flags that must be there, or must not."""
        return set(filter(None, self.cells.get(column, "").split(";")))


def folders() -> list[str]:
    """Return the names of the case folders."""
    return sorted(path.parent.name for path in CASES.glob("*/expected.csv"))


@cache
def cases() -> tuple[Case, ...]:
    """Return every expected row."""
    found = []
    for folder in folders():
        with (CASES / folder / "expected.csv").open(encoding="utf-8", newline="") as file:
            found += [Case(folder, row) for row in csv.DictReader(file)]
    return tuple(found)


@cache
def dataset(folder: str) -> Any:
    """Read a folder as the product reads it."""
    return czplan.load(CASES / folder)


@cache
def judged(folder: str, year: int, as_of: str | None) -> dict[str, dict[str, Any]]:
    """Judge a folder; return the rows by id."""
    frame = czplan.progress(dataset(folder), year, as_of=as_of, all=True)
    return {row["id"]: row for row in frame.to_dict("records")}


def differs(value: Any, wanted: str) -> bool:
    """Say whether a row's value isn't the expected one."""
    missing = not isinstance(value, list) and pd.isna(value)
    if wanted == "null":
        return not missing
    if missing:
        return True
    if isinstance(value, str):
        return value != wanted
    return bool(value != pytest.approx(float(wanted), abs=PLACES, rel=1e-9))


def differences(row: dict[str, Any], case: Case) -> list[str]:
    """Return what a verdict row has otherwise than the case wants."""
    found = [
        f"{column}: {row[column]!r}, not {wanted}"
        for column, wanted in case.values.items()
        if differs(row[column], wanted)
    ]
    flags = set(row["flags"])
    if lacking := case.flags() - flags:
        found.append(f"flags: {sorted(flags)} lack {sorted(lacking)}")
    if wrong := {flag for flag in flags if flag.split("=")[0] in case.flags("flags_absent")}:
        found.append(f"flags: {sorted(wrong)} don't belong")
    return found
