"""What a page knows and says of its question: year, knowledge, method, and what was chosen."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from cli_process import within
from report_sets import many

import czplan
from czplan import report
from czplan.vocabulary import OPEN_SDG_STATUSES

SOURCES = """
old: {title: {zh: 旧报告}, publisher: 市政府, grade: official, published: 2022-03}
new: {title: {zh: 新报告}, publisher: "\u202e局", grade: official, published: 2025-03}
"""
PLANS = """
one: {name: {zh: 甲规划}, kind: five-year-plan, start: 2021, end: 2025, source: old}
two: {name: {zh: 乙规划}, kind: five-year-plan, start: 2026, end: 2030, source: new}
a: {name: {zh: 丙规划}, kind: programme, start: 2021, end: 2025, source: old}
a-b: {name: {zh: 丁规划}, kind: programme, start: 2021, end: 2025, source: old}
"""
INDICATORS = """
firms: {name: {zh: 企业数}, unit: 家, measure: stock, direction: up}
tier1: {name: {zh: 一级}, unit: 家, measure: stock, direction: up}
vast: {name: {zh: 巨数}, unit: 元, measure: stock, direction: up}
"""
TARGETS = """
one:
  firms: {stated: 100家, text: 达到100家, line: 1}
  vast: {stated: 100元, text: 100元, line: 1}
two:
  firms: {stated: 200家, text: 达到200家, line: 1}
a:
  b-lad: {name: {zh: 梯甲}, tiers: {tier1: 5家}, text: 5家, line: 1}
a-b:
  lad: {name: {zh: 梯乙}, tiers: {tier1: 6家}, text: 6家, line: 1}
"""
ACTUALS = """
firms:
  2020: {stated: 60家, source: old}
  2021: {stated: 68家, source: old}
  2024: {stated: 97家, source: new}
vast:
  2020: {value: 1, source: old}
  2021: {value: 1.5e308, source: old}
tier1:
  2021: {stated: 2家, source: old}
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("question")
    for name, text in (
        ("dataset", "format: 1\nplace: {zh: 某市, en: A city}\n"),
        ("sources", SOURCES),
        ("plans", PLANS),
        ("indicators", INDICATORS),
        ("targets", TARGETS),
        ("actuals", ACTUALS),
    ):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def made(folder: Path, year: int, **question: Any) -> str:
    """Return the page on one year, asked as the command asks it."""
    ds = czplan.load(folder)
    known = {name: question[name] for name in ("as_of", "grade") if name in question}
    return report.page(ds, czplan.progress(ds, year, all=True, **question), **known)


def card(text: str, goal: str) -> str:
    found = re.search(rf'<article class="card" id="{goal}".*?</article>', text, re.S)
    assert found is not None
    return found[0]


def test_figures_of_later_years_are_not_shown(folder: Path) -> None:
    assert "97家" in made(folder, 2024)
    early = made(folder, 2021)
    assert "68家" in card(early, "one/firms")
    assert "97家" not in early


def test_goals_stated_later_are_not_shown(folder: Path) -> None:
    assert "200家" in card(made(folder, 2021), "one/firms")
    assert "200家" not in made(folder, 2021, as_of="2022-12")


def test_the_page_says_what_was_asked(folder: Path) -> None:
    plain = made(folder, 2021)
    assert "已公布" not in plain
    text = made(folder, 2021, as_of="2022-12", grade="official")
    head = text.partition('id="filters"')[0]
    assert "2022-12" in head
    assert "published by 2022-12" in head
    assert "官方" in head
    assert "official" in head


def test_a_page_of_some_goals_says_which(folder: Path) -> None:
    line = ("report", "--data", str(folder), "--year", "2021", "--all")
    assert "只含部分目标" not in within(*line).out
    head = within(*line, "--plan", "one", "--search", "企业 <b>").out.partition('id="filters"')[0]
    assert "只含部分目标：规划 甲规划；搜索 企业 &lt;b&gt;" in head
    assert "Some goals only" in head


def test_the_other_method_stands_beside(folder: Path) -> None:
    ours, both = made(folder, 2021), made(folder, 2021, method="open-sdg")
    assert "Open SDG" not in ours
    ds = czplan.load(folder)
    frame = czplan.progress(ds, 2021, all=True, method="open-sdg").set_index("id")
    row = frame.loc["one/firms"]
    name = OPEN_SDG_STATUSES[row["open_sdg_status"]]
    told = card(both, "one/firms")
    assert name.zh in told
    assert name.en in told
    assert f"{row['open_sdg_score']:.2f}" in told
    listed = both.partition('id="goals-table"')[2].partition("</table>")[0]
    assert listed.count("Open SDG") >= 5
    assert name.zh in listed


def test_no_id_twice(folder: Path) -> None:
    ids = re.findall(r' id="([^"]*)"', made(folder, 2021))
    assert len(ids) == len(set(ids))


def test_numbers_beyond_all_measure(folder: Path) -> None:
    ds = czplan.load(folder)
    frame = czplan.progress(ds, 2021, all=True)
    assert "one/vast" in report.page(ds, frame)


def test_sentences_begin_with_a_capital(folder: Path) -> None:
    for kind in ("sentence", "rest", "rests"):
        told = re.search(rf'<p class="{kind}">.*?<span lang=en>(.)', made(folder, 2021))
        assert told is None or told[1].isupper(), kind


def test_packed_cards_say_that_they_need_scripts(tmp_path: Path, folder: Path) -> None:
    ds = czplan.load(many(tmp_path, 300))
    packed = report.page(ds, czplan.progress(ds, 2025, all=True))
    assert '<article class="card"' not in packed.partition("<script type=")[0]
    assert re.search(r"<noscript>.*JavaScript.*</noscript>", packed, re.S)
    assert "<noscript>" not in made(folder, 2021)
