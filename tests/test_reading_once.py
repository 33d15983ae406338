"""One cause is told once: what follows from a fault is no fault of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from reading_sets import SOUND, A, D, I, N, P, S, T, codes, faults, write
from test_reading_csv import csv_set

WR = "wr:\n  name: {zh: 工作报告}\n  kind: annual-report\n  end: 2025"

# file, what stands there, what stands there instead, the one code
ONCE = [
    (P, WR, "wr:", "wrong-type"),
    (P, WR, "wr: 报告", "wrong-type"),
    (D, "themes:\n  sport: {zh: 体育, en: Sport}", "themes: [sport]", "wrong-type"),
    (D, "  sport: {zh: 体育, en: Sport}", "  sport: 体育", "wrong-type"),
    (T, "tiers: {firms: 50家", "tiers: {Firms: 50家", "bad-id"),
    (T, "{firms: 50家, firms-added: {stated: 5家, text: 新增5家, line: 5}}", "{firms: }",
     "wrong-type"),
    (A, "gdp-growth:\n", "Gdp:\n  2020: {value: 1}\ngdp-growth:\n", "bad-id"),
    (A, "gdp-growth:\n", "fyp/:\n  2020: {value: 1}\ngdp-growth:\n", "bad-id"),
    (N, "report-2025:", "Report:", "bad-id"),
    (T, "wr:\n", "WR:\n  gdp: {stated: 1元, text: 1元, line: 1, source: outline}\nwr:\n", "bad-id"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "code"), ONCE)
def test_what_follows_is_not_told(tmp_path: Path, file: str, old: str, new: str, code: str) -> None:
    assert SOUND[file].count(old) == 1
    assert codes(write(tmp_path, {file: SOUND[file].replace(old, new)})) == [code]


@pytest.mark.parametrize("text", ["- a\n", "words\n", "[]\n"])
@pytest.mark.parametrize("name", ["sources", "plans", "indicators", "targets"])
def test_a_table_that_is_no_mapping_has_no_ids(tmp_path: Path, name: str, text: str) -> None:
    assert codes(write(tmp_path, {f"{name}.yaml": text})) == ["wrong-type"]


def test_a_blank_indicator_is_there(tmp_path: Path) -> None:
    text = SOUND[I].replace(
        "gdp:\n  name: {zh: 地区生产总值, en: GDP}\n  theme: economy\n  unit: 元\n"
        "  measure: flow\n  direction: up\n",
        "gdp:\n",
    )
    assert codes(write(tmp_path, {I: text})) == ["wrong-type"]


def test_an_id_that_is_no_id_is_not_offered(tmp_path: Path) -> None:
    text = SOUND[S].replace("report-2025:", "report_2025:")
    found = faults(write(tmp_path, {S: text}))
    dangling = [fault for fault in found if fault.code == "dangling-id"]
    assert dangling
    assert not [fault for fault in dangling if "report_2025" in fault.text("en")]


def test_a_csv_row_without_its_keys_is_told_by_its_keys(tmp_path: Path) -> None:
    found = faults(csv_set(tmp_path, actuals="indicator,period,value\n,,\n,2020,1\n"))
    assert [(fault.line, fault.code) for fault in found] == [
        (2, "missing-field"), (2, "missing-field"), (3, "missing-field")
    ]  # fmt: skip
    assert "indicator lacks the field indicator" not in found[0].en


@pytest.mark.parametrize("key", ["Gdp", "fyp/"])
def test_a_bad_key_in_csv_is_told_once(tmp_path: Path, key: str) -> None:
    folder = csv_set(tmp_path, actuals=f"indicator,period,value\n{key},2020,1\n")
    assert codes(folder) == ["bad-id"]
