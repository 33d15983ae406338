"""Every legal spelling of every optional field: read without a fault, valid by the schema."""

# ruff: noqa: E501  (tables of spellings)

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from reading_sets import SOUND, A, D, I, N, P, S, T, faults, write
from test_schema import errors

GOAL = "fyp:\n  x:\n    indicator: firms\n    stated: 5家\n    text: 5家\n    line: 1\n"

# file, what stands there, what may stand there instead
SPELLINGS: list[tuple[str, str, list[str]]] = [
    (D, "format: 1", ["format: 1", "format: '1'", 'format: "1"', "format: 1  # first", "format:",
                      "format: 1\nlicence: CC0-1.0"]),
    (D, "place: {zh: 某市, en: Somewhere}",
     ["place:\n  zh: 某市", "place: {zh: 某市, en: }", "place: {zh: 012}", "place:", "place: ''"]),
    (S, "published: 2025-01-08",
     ["published: 2025", "published: 2025-01", "published: '2025-01-31'", "published: 2024-02-29",
      "published: ２０２５－０１", "published: ２０２５-０１-０８", "published: 1600", "published: 2999-12-31",
      "published:", "published: ''", "url: https://a.b/c?d=e&f#g", "url: http://例子.中国/文",
      "url: HTTPS://A.B", f"sha256: {'Ab' * 32}", "file: 004_x.txt", "file: 12",
      "note: |\n    多行\n    文字", "note: >-\n    a\n    b", "note: 'it''s'", 'note: "a\\tq\\""',
      "note: 12.50", "note: no", "note: 2025-01-08", "note: 文#字", "note: null", "note: 012",
      "note: 2:1", "note: '- a'", "note: ''"]),
    (S, "title: {zh: 政府工作报告, en: Work report}",
     ["title:\n    zh: 标题\n    en: Title", "title: {\n    zh: '标: 题',\n    }", "title: {zh: 012, en: no}"]),
    (P, "start: 2021", ["start: '2021'", 'start: "2021"', "start: ２０２１", "start: 2025", "start:"]),
    (P, "  start: 2021\n  end: 2025\n", ["", "  end: 2025\n", "  start: 2021\n"]),
    (I, "basis: real", ["basis: nominal", "deflator: gdp", "note: x", "theme: sport", "theme:", "stock:"]),
    (I, "unit: 元", ["unit: 元", "unit: '元'", 'unit: "元"']),
    (T, "fyp:\n", [GOAL + f"    {more}\n" for more in (
        "start: 2022", "start: '2022'", "due: 2024", "due: ２０２４", "due: none", "due: 'none'",
        "direction: keep", "scope: province", "scope: district:新北区", "scope: 'company:甲 乙'",
        "quality: gdp", "reference: gdp", "baseline: {period: 2020}", "baseline:",
        "baseline: {period: '2020', stated: 4家}",
        "baseline:\n      period: 2020-06\n      stated: 4家\n      source: outline",
        "baseline: {period: 2016..2020, stated: 4家}", "milestones: {2023: 3家, 2024: 4家}",
        "milestones:\n      '2023': '3家'", "milestones: {}", "milestones:", "milestones: ''",
        "binding: binding", "binding: expected", "kind: each-year", "tiers_count: disjoint",
        "counts: unknown", "supersedes: fyp/gdp", "confidence: low", "note: 'x: y'",
        "source: report-2025", "theme: transport", "name: {zh: 名, en: Name}", "page: 3",
        "page: A3", "section: 2.1", "section: '一、'", "tiers:", "name:")]),
    (T, "line: 9", ["line: '9'", "line: ９", "line: 012", "line: １２", "page: 第3页", "section: 第一章"]),
    (T, "stated: 5%左右\n    text: 增长5%左右",
     ['stated: "5%\\u5de6右"\n    text: 增长5%左右', "stated: ５%左右\n    text: 增长５%左右",
      "stated: 5%左右\n    text: 增长**5%** 左右", "stated: 5%左右\n    text: 增长<b>5%</b>左右",
      "stated: 5%左右\n    text: >-\n      增长5%\n      左右"]),
    (A, "  2020: {stated: 7000亿元, source: outline}", [f"  {key}: {{value: 5}}" for key in (
        "2020", "'2020'", '"2020-06"', "2016..2020", "2020-12", "２０２０", "２０１６．．２０２０", "1600", "2999-12")]),
    (A, "{stated: 7000亿元, source: outline}", [f"{{value: {value}}}" for value in (
        "-0.5", "1e9", "+5", ".5", "5.", "012", "'012'", "５", "－５．５", "1E-3")]),
    (A, "{stated: 7000亿元, source: outline}", [
        "[{value: 1}, {stated: 1亿元}]", "{stated: , value: 3}", "{stated: '', value: 3}",
        "{value: 1, restated: true}", "{value: 1, restated: 'true'}", "{value: 1, restated: false}",
        "{value: 1, status: preliminary}", "{value: 1, scope: 'district:甲'}",
        "{value: 1, page: 3, section: 四, line: 3, text: 1元}", "{stated: 1.2万亿元, status: estimate}",
        "\n    stated: 1亿元  # seen\n    source: outline", "\n  - value: 1\n    note: x\n  - {value: 2}"]),
    (A, "outcome: under-way", [f"outcome: {word}" for word in (
        "done", "partly", "under-way", "halted", "not-done", "withdrawn")]),
    (N, "  3:", ["  '3':", "  ３:", "  03:"]),
]  # fmt: skip
CASES = [(file, old, new) for file, old, spellings in SPELLINGS for new in spellings]


@pytest.mark.parametrize(("file", "old", "new"), CASES)
def test_a_legal_spelling_is_read_and_valid(tmp_path: Path, file: str, old: str, new: str) -> None:
    assert old in SOUND[file]
    text = SOUND[file].replace(old, new, 1)
    assert faults(write(tmp_path / "plain", {file: text})) == []
    windows = codecs.BOM_UTF8 + text.replace("\n", "\r\n").encode()
    assert faults(write(tmp_path / "windows", {file: windows})) == []
    assert errors(file.removesuffix(".yaml"), text) == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (S, "published: 2025-01-08", "published: 2025-13"),
        (S, "published: 2025-01-08", "published: 2025-00-01"),
        (S, "published: 2025-01-08", "published: 2025-01-32"),
        (S, "publisher: 某市人民政府\n  grade: official", "publisher: ''\n  grade: official"),
        (P, "start: 2021", "start: １５９９"),
        (A, "  2020:", "  ２０２０－１３:"),
        (A, "{stated: 7000亿元, source: outline}", "[]"),
        (A, "{stated: 7000亿元, source: outline}", "{stated: ''}"),
        (A, "{stated: 7000亿元, source: outline}", "{value: 1，000}"),
    ],
)
def test_what_is_none_is_refused_by_both(tmp_path: Path, file: str, old: str, new: str) -> None:
    assert old in SOUND[file]
    text = SOUND[file].replace(old, new, 1)
    assert any(fault.is_error for fault in faults(write(tmp_path, {file: text})))
    assert errors(file.removesuffix(".yaml"), text)
