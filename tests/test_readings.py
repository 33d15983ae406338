"""Goals, figures and gaps in English: both signs, every bound, both ends, on every screen."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_process import within

import czplan
from czplan.export.rows_as_text import frame_rows
from czplan.views.gap_texts import gap_text, why_missed
from czplan.views.readings import figure_reading, goal_reading
from czplan.views.stated import asked_by_id
from czplan.vocabulary import RESULT_COLUMNS

MEASURES = {"firms": ("家", "stock", "up"), "coal": ("吨", "stock", "down"),
            "growth": ("%", "growth", "up")}  # fmt: skip
GOALS = {
    # id: words, indicator, what an English reader sees, its gap
    "since": ("较2020年增长30%", "growth", "rise by 30%", "+1 point"),
    "about": ("累计增长30%左右", "growth", "rise by about 30%", "+1 point"),
    "fall": ("累计下降10%", "growth", "fall by 10%", "−41 points"),
    "average": ("年均增长5%以上", "growth", "≥ 5%", "+0.55 points"),
    "range": ("增长50%—80%", "firms", "rise by 50–80%", "+10 points"),
    "floor": ("增长5%以上", "firms", "rise by ≥ 5%", "+55 points"),
    "near": ("增长5%左右", "firms", "rise by about 5%", "+55 points"),
    "yearly": ("年均增长5%", "firms", "rise by 5% a year", "+32.37 points"),
    "cap": ("增长控制在5%以内", "coal", "rise by ≤ 5%", "+2 points"),
    "less": ("下降5%", "coal", "fall by 5%", "−8 points"),
    "least": ("下降5%以上", "coal", "fall by ≥ 5%", "−8 points"),
    "most": ("下降5%以内", "coal", "fall by ≤ 5%", "+8 points"),
    "between": ("下降5%—8%", "coal", "fall by 5–8%", "−8 points"),
}
BEFORE = {
    # what goals that become levels ask for before they are judged
    "double": ("翻一番以上", "firms", "≥ 2 times the baseline"),
    "more": ("增加20家以上", "firms", "rise by ≥ 20 firms"),
    "fewer": ("减少20吨", "coal", "fall by 20 tonnes"),
}
FIGURES = {
    "firms": {2020: "100家", 2025: "160家"},
    "coal": {2020: "100吨", 2025: "103吨"},
    "growth": {"2021..2025": "累计增长31%"},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with goals of changes of both signs, and one figure for each indicator."""
    path = tmp_path_factory.mktemp("changes")
    name = {"zh": "名", "en": "Name"}
    goals = {id: one[:2] for id, one in (GOALS | BEFORE).items()}
    files = {
        "sources": {"s": {"title": {"zh": "公报"}, "publisher": "局", "published": "2026-03",
                          "grade": "official"}},
        "plans": {"q": {"name": name, "kind": "five-year-plan", "start": 2021, "end": 2025,
                        "source": "s"}},
        "indicators": {id: {"name": name, "unit": unit, "measure": measure, "direction": way}
                       for id, (unit, measure, way) in MEASURES.items()},
        "targets": {"q": {id: {"stated": said, "text": said, "line": 1, "indicator": of}
                          for id, (said, of) in goals.items()}},
        "actuals": {id: {when: {"stated": said, "text": said, "source": "s"}
                         for when, said in told.items()} for id, told in FIGURES.items()},
    }  # fmt: skip
    for file, content in files.items():
        text = json.dumps(content, ensure_ascii=False)
        (path / f"{file}.yaml").write_text(text, encoding="utf-8")
    return path


def screen(*args: str) -> dict[str, str]:
    """Return the line of each goal on an English screen."""
    done = within(*args, "-f", "table", "--lang", "en")
    assert done.status == 0, done.err
    lines = done.out.splitlines()
    return {id: line for id in (*GOALS, *BEFORE) for line in lines if f"q/{id} " in f"{line} "}


def test_judged_goals_and_gaps(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    told = screen("progress", "--data", str(folder), "--year", "2025", "--rows")
    for id, (_, of, asked, gap) in GOALS.items():
        assert f" {asked}  " in told[id]
        assert f" {gap} " in told[id]
        read = {"firms": " 160 firms ", "coal": " 103 tonnes ", "growth": "%"}[of]
        assert read in told[id]
        assert "增" not in told[id]
        assert "吨" not in told[id]
    assert " 31% (2021–2025)" in told["since"]
    assert " 31% (2021–2025)" in told["fall"]


def test_goals_before_they_are_judged(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    wanted = {id: one[2] for id, one in (GOALS | BEFORE).items()}
    for args in (("show", "q"), ("search", "增", "下", "减", "翻")):
        told = screen(*args, "--data", str(folder))
        for id, line in told.items():
            assert f" {wanted[id]}  " in line
    assert set(screen("show", "q", "--data", str(folder))) == set(wanted)


def test_the_sentence_to_quote(folder: Path) -> None:
    done = within("show", "q/since", "--quote", "--data", str(folder), "--year", "2025",
                  "--lang", "en")  # fmt: skip
    assert "rise by 30% (" in done.out
    assert "fall" not in done.out


@pytest.mark.parametrize("args", [
    ("progress", "--year"), ("progress", "--limit"), ("targets", "list", "--due"),
    ("targets", "list", "--limit"), ("search", "GDP", "--limit"), ("extract", "FILE", "--year"),
    ("export", "csv", "--year"),
])  # fmt: skip
def test_numbers_of_any_length(args: tuple[str, ...], tmp_path: Path) -> None:
    """Too many digits are refused as other words are; leading zeros change nothing."""
    text = tmp_path / "t.txt"
    text.write_text("2025年", encoding="utf-8")
    line = [str(text) if one == "FILE" else one for one in args]
    done = within(*line, "9" * 5000, "--lang", "en")
    assert done.status == 2
    assert "99999" in done.err
    assert "internal error" not in done.err
    if args[-1] == "--limit":
        zeros = within(*line, "0" * 5000 + "2", "--lang", "en", "-f", "json")
        assert len(json.loads(zeros.out)) == 2


MISSES = {
    # what a verdict row says beside its kind: a gap or the reason, in both languages
    "milestone": ({}, "未见办成", "not seen done"),
    "ladder": ({"flags": ["tiers_met=1/3"]}, "2 级未达", "2 tiers missed"),
    "direction": ({"gap_low": -4e8, "gap_high": -4e8}, "−4亿美元", "−400 million"),
    "composite": ({"status": "partly_met"}, "部分未达", "in part"),
    "growth": ({"status": "partly_met"}, "记录为部分完成", "partly, as recorded"),
}


@pytest.mark.parametrize("kind", MISSES)
def test_a_miss_without_a_distance_says_why(kind: str) -> None:
    more, zh, en = MISSES[kind]
    row = dict.fromkeys(RESULT_COLUMNS) | {"kind": kind, "family": "missed", "flags": [],
                                           "status": "not_met", "unit": "美元"} | more  # fmt: skip
    assert [gap_text(row, lang) for lang in ("zh", "en")] == ["", ""]
    assert [why_missed(row, lang) for lang in ("zh", "en")] == [zh, en]
    assert why_missed(row | {"family": "met"}, "en") == ""
    whole = row | {"kind": "composite", "gap_low": None, "gap_high": None, "flags": []}
    assert why_missed(whole, "en", row) == en


def test_what_a_goal_is_to_keep_step_with_is_named() -> None:
    goal = {"reference_en": "GDP growth", "reference": "gdp-growth"}
    row = dict.fromkeys(RESULT_COLUMNS) | {"kind": "parity", "unit": "%", "flags": []}
    for words, said in (
        ("与经济增长同步", "in step with GDP growth"),
        ("与经济增长基本同步", "about in step with GDP growth"),
        ("增长高于GDP增幅", "> GDP growth"),
    ):
        assert goal_reading(row | {"stated": words}, "en", goal) == said


def test_what_one_goal_asks_for_is_not_looked_for_among_all(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A page of thousands of goals asks so for each of its cards."""
    ds = czplan.load()
    ids = [str(id) for id in ds.targets["id"]]
    asked = asked_by_id(ds, "en")
    monkeypatch.setattr(type(ds), "target_rows", lambda _: pytest.fail("all rows made again"))
    assert {key: text for id in ids[:50] for key, text in asked_by_id(ds, "en", [id]).items()} == {
        key: text for key, text in asked.items() if key.partition("#")[0] in ids[:50]
    }


def test_words_that_a_person_judged_are_said_to_be_words_in_english() -> None:
    """The card quotes them; a list in English has no sentence in Chinese for a figure."""
    frame = czplan.progress(czplan.load(), 2014, only=["wr2014/income-growth"])
    (row,) = frame_rows(frame)
    assert figure_reading(row, "en") == "in words"
    assert figure_reading(row, "zh").startswith("城乡居民")
