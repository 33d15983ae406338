"""The worked cases of the method, read and judged by the product itself."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from case_sets import CASES, RATIOS, Case, cases, dataset, differences, differs, folders, judged
from cli_process import inside

import czplan
from czplan.vocabulary import FLAGS, KINDS, OPERATORS, RULES, STATUSES, SURE

SPOKEN = (
    "A09", "A13", "A24", "A39b", "A40", "A42", "B07", "B08", "B11", "B17", "B31", "B38", "B46",
    "B56", "B70", "B76", "B84", "B85", "B88",
)  # fmt: skip
"""Cases that are also asked on the command line, one of every family."""

NUMBER = re.compile(r"(\d[\d,]*(?:\.\d+)?)(万亿|亿| million| billion| trillion)?")
SCALES = {"": 0, " million": 6, "亿": 8, " billion": 9, "万亿": 12, " trillion": 12}


WARNED = {"level": ["estimate-not-marked"], "no-verdict": ["goal-ends-first"]}
"""What cases are to raise: 预计 in a figure called final, a goal due before it starts (B74)."""


@pytest.mark.parametrize("folder", folders())
def test_a_folder_of_cases_has_no_fault(folder: str) -> None:
    assert [fault.code for fault in dataset(folder).faults] == WARNED.get(folder, [])


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case(case: Case) -> None:
    rows = judged(case.folder, *case.question)
    assert case.cells["id"] in rows, f"no verdict for {case.cells['id']}"
    assert differences(rows[case.cells["id"]], case) == []


@pytest.mark.parametrize(
    "case",
    [case for case in cases() if case.cells["case_id"] in SPOKEN],
    ids=lambda case: case.name,
)
def test_case_on_the_command_line(case: Case) -> None:
    year, as_of = case.question
    asked = ["progress", "--data", str(CASES / case.folder), "--year", str(year), "--all"]
    done = inside(*asked, *(["--as-of", as_of] if as_of else []), "-f", "json")
    rows = {row["id"]: row for row in done.rows}
    assert differences(rows[case.cells["id"]], case) == []


@pytest.mark.shared
def test_every_published_case_is_here(shared: Path) -> None:
    """No case of the contract is left out, and none is transcribed otherwise than it stands."""
    ours: dict[str, list[Case]] = {}
    for case in cases():
        ours.setdefault(case.cells["case_id"], []).append(case)
    with (shared / "spec" / "cases.csv").open(encoding="utf-8", newline="") as file:
        published = list(csv.DictReader(file))
    wrong = []
    for row in published:
        for case in ours.get(row["case_id"], []):
            if case.cells["status"] != row["status"]:
                wrong.append(f"{row['case_id']}: {case.cells['status']}, not {row['status']}")
            known = {flag for flag in row["flags"].split(";") if flag.split("=")[0] in FLAGS}
            if not known <= case.flags():
                wrong.append(f"{row['case_id']}: flags {known - case.flags()} left out")
            wrong += _transcription(row, case)
        if row["case_id"] not in ours:
            wrong.append(f"{row['case_id']} is missing")
    assert published
    assert wrong == []


def _transcription(row: dict[str, str], case: Case) -> list[str]:
    wrong = []
    for column in RATIOS:
        if not row[column]:
            continue
        low, _, high = row[column].partition("~")
        ends = {column: low} if column in case.cells else {}
        if not ends:
            ends = {f"{column}_low": low, f"{column}_high": high if "~" in row[column] else low}
        for name, value in ends.items():
            wanted = "null" if value in ("", "inf") else value
            if case.cells[name] != wanted and not case.cells["id"].endswith(("-share", "-year")):
                wrong.append(f"{row['case_id']}: {name} {case.cells[name]!r}, not {wanted}")
    return wrong


@pytest.mark.parametrize("folder", folders())
def test_reasons_have_the_same_numbers_in_both_languages(folder: str) -> None:
    for row in _rows(folder):
        told = [row["reason_zh"], row["reason_en"]]
        assert all(told), row["id"]
        numbers = [
            sorted(
                (Decimal(digits.replace(",", "").rstrip(".")).scaleb(SCALES[scale])).normalize()
                for digits, scale in NUMBER.findall(text)
            )
            for text in told
        ]
        assert numbers[0] == numbers[1], row["id"]


@pytest.mark.parametrize("folder", folders())
def test_the_columns_of_a_row_agree(folder: str) -> None:
    """What one column says, no other denies: words of the vocabularies, ends in order."""
    for row in _rows(folder):
        assert row["family"] == STATUSES[row["status"]].family, row["id"]
        assert row["kind"] in KINDS, row["id"]
        assert row["operator"] in OPERATORS, row["id"]
        assert row["rule"] in RULES, row["id"]
        assert not differs(row["actual_sure"], "null") or row["actual_sure"] in SURE, row["id"]
        assert {flag.split("=")[0] for flag in row["flags"]} <= set(FLAGS), row["id"]
        for name in ("attainment", "progress", "schedule_ratio", "gap", "actual", "target"):
            assert not row[f"{name}_low"] > row[f"{name}_high"], (row["id"], name)


def _rows(folder: str) -> list[dict[str, Any]]:
    asked = {case.question for case in cases() if case.folder == folder}
    return [
        row for question in sorted(asked, key=str) for row in judged(folder, *question).values()
    ]


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_occurs(status: str) -> None:
    assert any(case.cells["status"] == status for case in cases())


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_occurs(flag: str) -> None:
    assert any(flag == each.split("=")[0] for case in cases() for each in case.flags())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_occurs(kind: str) -> None:
    assert any(case.values.get("kind") == kind for case in cases())


def test_the_least_grade_keeps_lesser_sources_out() -> None:
    ds = dataset("reports")
    row = "y2023/media-before-copy"
    assert _status(ds, row, grade="copy") == "nearly_met"
    assert _status(ds, row, grade="media") == "nearly_met"
    assert _status(ds, row, grade="official") == "due_no_data"


def _status(ds: czplan.Dataset, row: str, grade: str) -> str:
    frame = czplan.progress(ds, 2023, all=True, grade=grade)
    return str(frame.set_index("id").loc[row, "status"])


def test_goals_published_later_are_not_judged() -> None:
    """`as_of`: only what was published by then, goals too (cli, the question)."""
    ds = dataset("reports")
    assert len(czplan.progress(ds, 2023, as_of="2022-12", all=True)) == 0
    assert len(czplan.progress(ds, 2023, as_of="2023-02", all=True)) > 0
