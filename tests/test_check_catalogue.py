"""The catalogue of faults: both languages say the same, and the page is made from it."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

from czplan.faults import FAULTS, Both, Place, Rule, fault
from tools.fault_page import page


def names(sentence: str) -> set[str]:
    """Return the names in braces of a sentence."""
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("rule", FAULTS.values(), ids=list(FAULTS))
def test_both_languages_carry_the_same_facts(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.code)
    assert rule.severity in {"error", "warning"}
    assert names(rule.says_zh) == names(rule.says_en)
    assert names(rule.remedy_zh) <= names(rule.remedy_zh) | names(rule.remedy_en)
    assert names(rule.remedy_zh) == names(rule.remedy_en)
    for text in (rule.zh, rule.en, rule.note_zh, rule.note_en, rule.remedy_zh, rule.remedy_en):
        assert text
    for text in (rule.zh, rule.note_zh):
        assert re.search(r"[\u4e00-\u9fff]", text)


def test_the_page_is_fresh(root: Path) -> None:
    assert (root / "docs" / "faults.md").read_text(encoding="utf-8") == page(), "run: make docs"


def test_the_page_explains_every_code() -> None:
    text = page()
    for code in FAULTS:
        assert f"\n## {code}\n" in text


def test_words_of_the_occasion_are_never_code() -> None:
    hostile = "{0.__class__} [red]\x1b[31m\n2"
    made = fault("bad-period", Place("a.yaml", 1, 2), field="period", value=hostile)
    assert "{0.__class__}" in made.en
    assert "\x1b" not in made.en
    assert "\n" not in made.zh
    assert made.text("en").startswith("a.yaml:1:2: bad-period ")


def test_a_long_word_is_cut() -> None:
    made = fault("bad-period", Place("a.yaml"), field="period", value="9" * 10_000)
    assert len(made.en) < 200


def test_each_language_has_its_own_words() -> None:
    made = fault("wrong-type", Place("a.yaml"), what=Both("甲", "A"), wanted=Both("乙", "B"),
                 found=Both("丙", "C"), remedy=Both("丁", "D"))  # fmt: skip
    assert (made.zh, made.remedy_zh) == ("甲 应是乙，这里是丙", "丁")
    assert (made.en, made.remedy_en) == ("A should be B, here is C", "D")
