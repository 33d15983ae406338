"""A goal's card is put together once: the terminal and the page say the same of a goal."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from cli_process import SAMPLE

import czplan
from czplan import report
from czplan.export.rows_as_text import frame_rows
from czplan.method.explain import all_steps
from czplan.views.card import card
from czplan.views.goal_card import PAGE, SCREEN, Assembly, CardQuestion
from czplan.views.screen import NATURAL, Screen


@pytest.fixture(scope="module")
def judged() -> tuple[Any, Any, dict[str, Any], Any]:
    ds = czplan.load(SAMPLE)
    frame = czplan.progress(ds, 2025, all=True, method="open-sdg")
    verdicts = {row["id"]: row for row in frame_rows(frame)}
    return ds, frame, verdicts, all_steps(ds, verdicts.values())


def of(verdicts: dict[str, Any], goal: str) -> list[Any]:
    return [row for id, row in verdicts.items() if id.partition("#")[0] == goal]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_parts_differ_by_what_is_asked_for_alone(judged: Any, lang: str) -> None:
    ds, _, verdicts, sums = judged
    asked = CardQuestion(2025)
    makers = [Assembly(ds, verdicts, asked, extent) for extent in (SCREEN, PAGE)]
    for goal in ds.target_rows():
        rows = of(verdicts, goal["id"])
        (screen,), (page,) = (one.of(goal, rows, sums, lang) for one in makers)
        assert screen.facts == page.facts
        shared = [
            [(part.role, part.title) for part in made.parts if part.role not in apart]
            for made, apart in ((screen, {"documents"}), (page, {"figures"}))
        ]
        assert shared[0] == shared[1], goal["id"]


def test_what_the_terminal_says_stands_on_the_page(judged: Any) -> None:
    """Every label with its text, every document and every cell, in Chinese."""
    ds, frame, verdicts, sums = judged
    html = report.page(ds, frame)
    screen = Screen(lang="zh", width=NATURAL)
    for goal in ds.target_rows():
        rows = of(verdicts, goal["id"])
        told = card(ds, goal, rows, verdicts, CardQuestion(2025), sums, screen)
        shown = re.sub(r"\s", "", screen.text(*told))
        found = re.search(rf'<article class="card" id="{goal["id"]}".*?</article>', html, re.S)
        assert found is not None
        text = re.sub(r"<span lang=en[^>]*>.*?</span>", "", found[0], flags=re.S)
        page = re.sub(r"\s", "", unescape(re.sub("<[^>]+>", "", text)))
        (made,) = Assembly(ds, verdicts, CardQuestion(2025), SCREEN).of(goal, rows, sums, "zh")
        facts = [*made.facts]
        for part in made.parts:
            facts += part.content if part.form == "facts" else []
            if part.role != "series":  # not every one can be drawn
                assert re.sub(r"\s", "", part.title) in shown
            if part.role == "know":
                for one in part.content:
                    assert not one.cite or one.cite.title.replace(" ", "") in page
                    assert re.sub(r"\s", "", one.words) in page
        for fact in facts:
            for words in (fact.words, fact.reading, *fact.notes):
                wanted = re.sub(r"\s", "", words)
                assert wanted in page, (goal["id"], words)
                assert wanted in shown, (goal["id"], words)


def test_a_note_in_two_languages_stands_in_both(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "set")
    path = tmp_path / "set" / "targets.yaml"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if line.startswith("    stated:"))
    lines.insert(at, "    note: {zh: 此处有注, en: A note stands here}\n")
    path.write_text("".join(lines), encoding="utf-8")
    ds = czplan.load(tmp_path / "set")
    text = report.page(ds, czplan.progress(ds, 2025, all=True))
    assert "此处有注" in text
    assert "A note stands here" in text
