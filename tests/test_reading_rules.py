"""Every rule of the data format: the fault's code at the fault's place, and nothing else."""

# ruff: noqa: E501  (a table of cases: one a line, tables by their initials)

from __future__ import annotations

import json
from pathlib import Path

import pytest
from reading_sets import SOUND, A, D, I, N, P, S, T, broken, faults, write

from czplan.faults import FAULTS

# file, what stands there, what stands there instead (the fault's place marked), code
CASES = [
    # fields and types
    (P, "  kind: five-year-plan", "  ¶knd: five-year-plan\n  kind: strategy", "unknown-field"),
    (P, "{zh: 工作报告}", "{¶cn: 报告, zh: 工作报告}", "unknown-field"),
    (P, "wr:\n  name: {zh: 工作报告}", "¶wr:", "missing-field"),
    (P, "{zh: 工作报告}", "¶{en: Report}", "missing-field"),
    (P, "{zh: 工作报告}", "¶工作报告", "wrong-type"),
    (P, "kind: annual-report", "kind: ¶[annual-report]", "wrong-type"),
    (P, "kind: annual-report", "kind: ¶annual-reprt", "unknown-word"),
    (P, "kind: annual-report\n  end: 2025", "kind: annual-report\n  end: ¶25", "bad-year"),
    (P, "  end: 2025\n  source", "  end: ¶3000\n  source", "bad-year"),
    (P, "  start: 2021", "  start: ¶1599", "bad-year"),
    (P, "wr:\n", "¶WR_1:\n  name: {zh: 报告}\n  kind: strategy\nwr:\n", "bad-id"),
    (S, "grade: official", "grade: ¶government", "unknown-word"),
    (S, "published: 2025-01-08", "published: ¶2025-02-30", "bad-date"),
    (S, "published: 2025-01-08", "published: ¶2025-1-8", "bad-date"),
    (S, "published: 2025-01-08", "sha256: ¶12ab", "bad-sha256"),
    (S, "published: 2025-01-08", "url: ¶javascript:alert(1)", "bad-url"),
    (S, "outline:\n  title: {zh: 规划纲要}\n  publisher: 某市人民政府",
     "¶outline:\n  title: {zh: 规划纲要}", "missing-field"),
    (I, "measure: flow", "measure: ¶flows", "unknown-word"),
    (I, "unit: 元", "unit: ¶亿元", "unit-factor"),
    (I, "unit: 元", "unit: ¶万人", "unit-factor"),
    (I, "gdp-growth:\n", "rate:\n  name: {zh: 增速}\n  unit: ¶家\n  measure: growth\n"
     "  direction: up\ngdp-growth:\n", "unit-contradiction"),
    (I, "basis: real", "stock: ¶firms", "unit-contradiction"),
    (I, "stock: firms", "stock: ¶firm", "dangling-id"),
    (I, "theme: economy", "theme: ¶econmy", "dangling-id"),
    (I, "basis: real", "deflator: ¶cpi", "dangling-id"),
    (D, "format: 1", "format: ¶2", "format-version"),
    (D, "format: 1", "¶fromat: 1", "unknown-field"),
    (D, "  sport: {zh: 体育, en: Sport}", "  ¶Sport Life: {zh: 体育}\n  sport: {zh: 体育}", "bad-id"),
    (N, "reason: date", "reason: ¶because", "unknown-word"),
    (N, "3: {text: 2025年, reason: date}", "¶3: {text: 2025年}", "missing-field"),
    (N, "  7:", "  ¶seven:", "bad-integer"),
    (N, "report-2025:", "¶report-2024:", "dangling-id"),
    # targets
    (T, "wr:\n", "¶work-report:\n  gdp:\n    stated: 1万亿元\n    text: 1万亿元\n    line: 1\n"
     "    source: outline\nwr:\n", "dangling-id"),
    (T, "  road:\n    kind: milestone", "  ¶road:", "goal-without-words"),
    (T, "tiers: {firms: 50家", "stated: 50家\n    tiers: ¶{firms: 50家", "goal-with-several"),
    (T, "tiers: {firms: 50家, firms-added: {stated: 5家, text: 新增5家, line: 5}}",
     "tiers: ¶{}", "goal-without-words"),
    (T, "  parity:\n    indicator: income-growth", "  ¶gdp-grwth:", "goal-without-name"),
    (T, "  road:\n    kind: milestone\n    name: {zh: 道路, en: Road}\n",
     "  ¶road:\n    kind: milestone\n", "milestone-without-name"),
    (T, "  gdp:\n    stated: 突破1万亿元\n    text: 地区生产总值突破1万亿元\n    line: 3",
     "  ¶gdp:\n    stated: 突破1万亿元\n    text: 地区生产总值突破1万亿元", "missing-place"),
    (T, "  gdp-growth:\n    stated: 5%左右\n    text: 增长5%左右\n    line: 9\n    source: report-2025",
     "  ¶gdp-growth:\n    stated: 5%左右\n    text: 增长5%左右\n    line: 9", "missing-source"),
    (T, "    source: report-2025\n    supersedes", "    source: ¶report\n    supersedes", "dangling-id"),
    (T, "supersedes: fyp/gdp", "supersedes: ¶fyp/gpd", "dangling-id"),
    (T, "supersedes: fyp/gdp", "supersedes: ¶gdp", "bad-id"),
    (T, "supersedes: fyp/gdp", "supersedes: ¶wr/gdp-growth", "supersedes-circle"),
    (T, "reference: gdp-growth", "reference: ¶growth", "dangling-id"),
    (T, "    reference: gdp-growth\n    stated: ", "    stated: ¶", "parity-reference"),
    (T, "indicator: income-growth", "indicator: ¶incme-growth", "dangling-id"),
    (T, "theme: sport", "theme: ¶sports", "dangling-id"),
    (T, "{firms: 50家", "{¶frms: 50家", "dangling-id"),
    (T, "{firms: 50家", "{firms: ¶若干50人", "wording-unit"),
    (T, "stated: 突破1万亿元", "stated: ¶突破1万辆", "wording-unit"),
    (T, "stated: 突破1万亿元", "stated: ¶突破", "no-number"),
    (T, "stated: 突破1万亿元", "stated: ¶1万亿元和2万亿元", "two-numbers"),
    (T, "{2023: 8000亿元}", "{2023: ¶8000人}", "wording-unit"),
    (T, "{2023: 8000亿元}", "{¶2023-06: 8000亿元}", "bad-year"),
    (T, "period: 2020, stated: 7000亿元", "period: 2020, stated: ¶很多", "no-number"),
    (T, "{period: 2020, stated: 7000亿元, source: outline}", "¶{stated: 7000亿元}", "missing-field"),
    (T, "period: 2020,", "period: ¶2020-13,", "bad-period"),
    (T, "stated: 7000亿元, source: outline}", "stated: 7000亿元, source: ¶outlin}", "dangling-id"),
    (T, "due: none", "due: ¶never", "bad-year"),
    (T, "line: 9", "line: ¶九", "bad-integer"),
    (T, "line: 9", "line: ¶0", "bad-integer"),
    (T, "kind: milestone", "kind: ¶growth", "unknown-word"),
    (T, "page: A3", "page: A3\n    scope: ¶distric:新区", "bad-scope"),
    (T, "page: A3", "page: A3\n    scope: ¶'district:'", "bad-scope"),
    (T, "page: A3", "page: A3\n    scope: ¶'district:新区 '", "bad-scope"),
    (T, "  road:\n    kind: milestone\n    name: {zh: 道路, en: Road}\n    theme: sport\n    text: 建成道路\n",
     "  ¶road:\n    kind: milestone\n    name: {zh: 道路}\n", "missing-field"),
    (T, "text: 建成道路", "text: ¶" + "建成道路" * 11, "long-text"),
    (T, "stated: 5%左右", "stated: ¶6%左右", "stated-not-in-text"),
    (T, "firms-added: {stated: 5家, text: 新增5家", "firms-added: {stated: ¶5家, text: 新增6家",
     "stated-not-in-text"),
    # actuals
    (A, "gdp-growth:\n", "¶gdp-groth:\n", "dangling-id"),
    (A, "fyp/road:", "¶fyp/raod:", "dangling-id"),
    (A, "  2020: ", "  ¶20-20: ", "bad-period"),
    (A, "  2020: ", "  ¶2025..2021: ", "bad-period"),
    (A, "  2025-09:", "  ¶2025-00:", "bad-period"),
    (A, "- {stated: 6800亿元}", "- ¶{text: 六千八百亿元}", "actual-without-figure"),
    (A, "value: 680100000000", "stated: 6801亿元, value: ¶1", "actual-with-several"),
    (A, "value: 680100000000", "value: ¶nan", "bad-number"),
    (A, "value: 680100000000", "value: ¶1e999", "bad-number"),
    (A, "value: 680100000000", "value: ¶6801亿元", "bad-number"),
    (A, "restated: true", "restated: ¶maybe", "bad-truth"),
    (A, "outcome: under-way", "outcome: ¶underway", "unknown-word"),
    (A, "2024: {stated: 6%左右, status: estimate, ", "¶2024: {stated: 6%左右, ", "estimate-not-marked"),
    (A, "status: estimate", "status: ¶forecast", "unknown-word"),
    (A, "stated: 近9000亿元", "stated: ¶近9000亿美元", "wording-unit"),
    (A, "stated: 近9000亿元", "stated: ¶近九千家", "wording-unit"),
    (A, "stated: 7000亿元, source: outline", "stated: ¶增长良好", "no-number"),
    (A, "source: outline}", "source: ¶outlines}", "dangling-id"),
    (A, "  2020: {stated: 7000亿元, source: outline}", "  2020: ¶7000亿元", "wrong-type"),
    (A, "gdp:\n  2020", "firms:\n  2020: {outcome: ¶done}\ngdp:\n  2020", "outcome-on-indicator"),
    (A, "fyp/road:", "fyp/gdp:\n  ¶2024: {stated: 9000亿元}\nfyp/road:", "figure-beside-indicator"),
    (A, "  2020: ", "  2019: ¶[]\n  2020: ", "wrong-type"),
    (N, "3: {text: 2025年, reason: date}", "3: ¶[]", "wrong-type"),
    (I, "unit: 元", "unit: ¶万千瓦", "unit-factor"),
    (S, "published: 2025-01-08", "url: ¶https:///x", "bad-url"),
    *(
        (S, "published: 2025-01-08", f"url: ¶{json.dumps(url)}", "bad-url")
        for url in (
            *("https://me:word@x.org/", "https://me@x.org", "http://[::1", "http://a[b]/"),
            *('https://x.org/"onclick="', "https://x.org/<b>", "https://x.org\\@y.org", "ftp://x"),
            *("https://x.org/\u202e", "https://x.org/\u200b", "https://x.org/\x7f"),
        )
    ),
    (T, "wr:\n", "  bridges: {name: {zh: 桥}, stated: 5座, text: 5座, line: 1,\n"
     "    baseline: {period: 2020, stated: ¶3人}}\nwr:\n", "wording-unit"),
    (T, "wr:\n", "  bridges: {name: {zh: 桥}, stated: 5座, text: 5座, line: 1,\n"
     "    milestones: {2023: ¶3人}}\nwr:\n", "wording-unit"),
    # notation
    (P, "  kind: five-year-plan", "  kind: strategy\n  ¶kind: five-year-plan", "duplicate-key"),
    (A, "gdp-growth:\n", "¶gdp:\n  2019: {value: 1}\ngdp-growth:\n", "duplicate-key"),
    (A, "  2020: ", "  ２０２０: {value: 1}\n  ¶2020: ", "duplicate-key"),
    (P, "kind: five-year-plan", "kind: ¶!!str five-year-plan", "tag"),
    (P, "kind: five-year-plan", "kind: ¶&kind five-year-plan", "anchor"),
    (P, "wr:\n", "wr:\n  ¶<<: {kind: strategy}\n", "merge-key"),
    (P, "wr:\n", "wr:\n  ¶[a, b]: c\n", "bad-key"),
    (P, "wr:\n", "¶---\nwr:\n", "several-documents"),
    (P, "wr:\n  name", "wr:\n¶\tname", "yaml-syntax"),
    (P, "{zh: 工作报告}", "{zh: 报告¶: 二}", "yaml-syntax"),
    (T, "stated: 5%左右", "stated: ¶%5左右", "yaml-syntax"),
    (T, "stated: 5%左右", "stated: >5¶%", "yaml-syntax"),
    (T, "stated: 5%左右", "stated: *¶*5%左右**", "yaml-syntax"),
    (T, "stated: 5%左右", "stated: ¶\"5%左右", "yaml-syntax"),
    (T, "text: 增长5%左右", "text: 增长¶: 5%左右", "yaml-syntax"),
    (P, "  kind: annual-report\n  end: 2025", "¶　　kind: annual-report\n  end: 2025", "yaml-syntax"),
    (P, "wr:\n  name", "wr:\n¶\u00a0 name", "yaml-syntax"),
]  # fmt: skip


def test_the_sound_set_has_no_fault(tmp_path: Path) -> None:
    assert faults(write(tmp_path)) == []


@pytest.mark.parametrize(("file", "old", "new", "code"), CASES)
def test_each_fault_is_found_where_it_stands(
    tmp_path: Path, file: str, old: str, new: str, code: str
) -> None:
    text, line, column = broken(file, old, new)
    found = faults(write(tmp_path, {file: text}))
    rule = FAULTS[code]
    mine = [fault for fault in found if fault.code == code]
    assert [(fault.file, fault.line, fault.column) for fault in mine] == [(file, line, column)], (
        found
    )
    # nothing else is wrong, but for words that now differ from their text
    others = {fault.code for fault in found if fault.code != code}
    assert others <= {"stated-not-in-text"}, found
    assert mine[0].severity == rule.severity
    for lang in ("zh", "en"):
        assert mine[0].message(lang)
        assert mine[0].remedy(lang)


BRIDGES = (
    "fyp:\n  bridges: {name: {zh: 桥}, stated: 建成5座, text: 建成5座, line: 1}\n"
    "  trade: {name: {zh: 外贸}, stated: 增长20%, text: 增长20%, line: 1}\n"
)


@pytest.mark.parametrize(
    ("key", "stated", "found"),
    [
        ("bridges", "7座", []),
        ("bridges", "7", []),
        ("bridges", "7人", ["wording-unit"]),
        ("bridges", "70%", ["wording-unit"]),
        ("trade", "21%", []),
        ("trade", "120亿元", []),
    ],
)
@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_a_goal_without_indicator_has_the_unit_of_its_words(
    tmp_path: Path, key: str, stated: str, found: list[str], form: str
) -> None:
    files: dict[str, str | bytes] = {"targets.yaml": BRIDGES}
    if form == "yaml":
        files["actuals.yaml"] = f"fyp/{key}:\n  2025: {{stated: {stated}}}\n"
    else:
        files["actuals.yaml"] = "# none\n"
        files["actuals.csv"] = f"indicator,period,stated\nfyp/{key},2025,{stated}\n"
    assert [fault.code for fault in faults(write(tmp_path, files))] == found


def test_hints_are_sentences_of_their_own(tmp_path: Path) -> None:
    text = broken(P, "kind: annual-report", "kind: ¶annual-reprt")[0]
    assert "annual-report? one of: five-year-plan" in faults(write(tmp_path, {P: text}))[0].text(
        "en"
    )
    text = broken(I, "unit: 元", "unit: ¶万千瓦")[0]
    assert faults(write(tmp_path, {I: text}))[0].remedy("en").endswith(" 千瓦")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (A, "stated: 7000亿元", "stated: 7,000亿元"),
        (S, "en: Work report}", "en: Work report, January}"),
        (T, "{firms: 50家,", "{firms: 1,000家,"),
    ],
)
def test_a_comma_in_braces_is_told_as_one(tmp_path: Path, file: str, old: str, new: str) -> None:
    text = SOUND[file].replace(old, new, 1)
    found = [fault for fault in faults(write(tmp_path, {file: text})) if fault.is_error]
    assert found
    assert all("quote" in fault.remedy("en") for fault in found), found
    assert all("引号" in fault.remedy("zh") for fault in found)
