"""The headline of a year: promises due, what is known of each, said alike everywhere (M11)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from cli_process import SAMPLE, in_terminal, inside
from hypothesis import given
from hypothesis import strategies as st

import czplan
from czplan.export.rows_as_text import frame_rows
from czplan.method.headline import HEADLINE_KEYS, STANDINGS, headline, promises, under_way
from czplan.views.headline_words import said
from czplan.vocabulary import FAMILIES, GRADES, KINDS, STATUSES

DATA = ("--data", str(SAMPLE))


def row(id: str = "p/a", **more: Any) -> dict[str, Any]:
    """Return what the headline reads of a verdict row."""
    made = {
        "id": id,
        "kind": "level",
        "due": 2025,
        "year": 2025,
        "status": "met",
        "flags": [],
        "actual_source": "report",
        "actual_status": "final",
        "grade": "official",
    } | more
    return {"family": STATUSES[made["status"]].family} | made


ROWS = st.lists(
    st.builds(
        row,
        id=st.sampled_from(["p/a", "p/b", "q/a", "q/c", "r/d", "r/d#x"]),
        promise=st.sampled_from([None, "p/a", "p/b"]),
        kind=st.sampled_from(list(KINDS)),
        due=st.sampled_from([2024, 2025, 2030, None]),
        status=st.sampled_from(list(STATUSES)),
        flags=st.lists(st.sampled_from(["unverifiable", "contested", "proxy"]), unique=True),
        actual_source=st.sampled_from([None, "one", "one;two"]),
        actual_status=st.sampled_from([None, "final", "preliminary", "estimate"]),
        grade=st.sampled_from(list(GRADES)),
    ),
    max_size=8,
    unique_by=lambda one: one["id"],
)


@given(ROWS)
def test_the_counts_make_wholes(rows: list[dict[str, Any]]) -> None:
    made = headline(rows, 2025)
    assert tuple(made) == HEADLINE_KEYS
    assert made["with_figure"] == made["met"] + made["missed"] + made["undecided"]
    assert made["numbered"] == made["with_figure"] + made["waiting"]
    assert made["due"] == made["numbered"] + made["tasks"] + made["not_assessable"]
    assert made["tasks_with_evidence"] <= made["tasks"]
    assert sum(made["grades"].values()) == made["with_figure"]
    for key in ("preliminary", "contested", "proxy"):
        assert made[key] <= made["with_figure"]
    if made["numbered"]:
        assert 0 <= made["share_low"] <= made["share_high"] <= 1
    else:
        assert made["share_low"] is made["share_high"] is None
    stands = [one.standing for one in promises(rows)]
    assert len(stands) == made["due"] + made["unverifiable"] + stands.count("later")
    for lang in ("zh", "en"):
        assert said(made, "Town", lang)[0].startswith("Town")


@given(ROWS)
def test_a_promise_is_no_better_than_its_worst_statement(rows: list[dict[str, Any]]) -> None:
    for one in promises(rows):
        alone = [promises([{**each, "promise": None}])[0].standing for each in one.rows]
        assert one.standing == min(alone, key=STANDINGS.index)
        assert one.row in one.rows


def test_one_promise_counts_once_and_a_ladder_once() -> None:
    rows = [
        row("p/a", promise="p/a"),
        row("q/a", promise="p/a"),
        row("p/l", kind="ladder", status="partly_met"),
        row("p/l#x", kind="level"),
        row("p/l#y", kind="level", status="not_met"),
    ]
    made = headline(rows, 2025)
    assert (made["due"], made["numbered"], made["met"], made["missed"]) == (2, 2, 1, 1)


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"status": "met_tolerance"}, "met"),
        ({"status": "met_early"}, "met"),
        ({"status": "nearly_met"}, "missed"),
        ({"status": "met_late"}, "undecided"),
        ({"status": "indeterminate"}, "undecided"),
        ({"status": "due_no_data", "flags": ["ytd"], "grade": "official"}, "waiting"),
        ({"flags": ["evidence_coded"], "actual_stated": "全面超额完成"}, "waiting"),
        ({"flags": ["evidence_coded"], "actual_stated": "增长9.3%"}, "met"),
        ({"status": "slow"}, "waiting"),  # a year under way: nothing settles it yet
        ({"status": "not_assessable"}, "not_assessable"),
        ({"status": "withdrawn"}, "not_assessable"),
        ({"status": "not_assessable", "flags": ["unverifiable"]}, "unverifiable"),
        ({"kind": "milestone", "status": "not_met"}, "tasks"),
        ({"kind": "milestone", "status": "due_no_data", "flags": ["unverifiable"]}, "unverifiable"),
    ],
)
def test_where_one_promise_stands(more: dict[str, Any], key: str) -> None:
    made = headline([row(**more)], 2025)
    kinds = ("met", "missed", "undecided", "waiting", "tasks", "not_assessable", "unverifiable")
    assert {one: made[one] for one in kinds} == dict.fromkeys(kinds, 0) | {key: 1}
    assert under_way([row(**more)]) == (more.get("status") == "slow")


def test_what_is_not_due_in_the_year_is_not_counted() -> None:
    rows = [row("p/a", due=2030, status="met_early"), row("p/b", due=None), row("p/c", due=2024)]
    assert headline(rows, 2025)["due"] == 0


def test_terminal_json_and_python_say_the_same() -> None:
    ds = czplan.load(SAMPLE)
    told = czplan.summary(ds, 2025)
    assert isinstance(told, dict)
    asked = ("progress", "--summary", "--year", "2025", *DATA)
    assert json.loads(inside(*asked, "-f", "json").out) == told
    pairs = inside(*asked).out.splitlines()
    assert pairs[0] == "key\tvalue"
    table = dict(line.split("\t") for line in pairs[1:])
    assert {key: table[key] for key in ("due", "met", "missed", "waiting")} == {
        key: str(told[key]) for key in ("due", "met", "missed", "waiting")
    }
    assert table["grades_official"] == str(told["grades"]["official"])
    for lang in ("zh", "en"):
        shown = in_terminal(*asked, CZPLAN_LANG=lang, columns=200).out
        place = ds.place.in_language(lang)
        assert shown.replace("\n", "") == "".join(said(told, place, lang))
    rows = [one for one in frame_rows(czplan.progress(ds, 2025)) if "#" not in one["id"]]
    due = [one for one in rows if one["due"] == 2025 and one["kind"] != "milestone"]
    assert told["met"] == sum(one["family"] == "met" for one in due)
    assert {one["family"] for one in due} <= set(FAMILIES)


def test_filters_narrow_the_headline() -> None:
    def asked(*more: str) -> dict[str, Any]:
        line = ("progress", "--summary", "-f", "json", "--year", "2025", *more, *DATA)
        return dict(json.loads(inside(*line).out))

    whole, plan, other = asked(), asked("--plan", "fyp14"), asked("--plan", "wr2025")
    for key in ("due", "numbered", "met", "missed", "waiting", "tasks"):
        assert whole[key] == plan[key] + other[key]
    missed = asked("--family", "missed")
    assert missed["missed"] == missed["due"] == whole["missed"]
    assert asked("--as-of", "2024")["as_of"] == "2024"


@pytest.mark.parametrize(
    ("period", "mark", "status", "contested"),
    [
        ("2025-09", "", "indeterminate", True),  # the goal's own report of the same year
        ("2024-09", "", "not_met", False),  # of another year
        ("2025-09", ", proxy: true", "not_met", False),  # another neighbouring measure
    ],
)
def test_a_neighbouring_measure_proves_no_shortfall_against_the_goals_own(
    tmp_path: Path, period: str, mark: str, status: str, contested: bool
) -> None:
    said = f"stated: 7000多家, source: s, text: 有7000多家, line: 2{mark}"
    near = "stated: 超5300家, source: s, text: 有超5300家, line: 3, proxy: true"
    for name, text in {
        "sources": "s: {title: {zh: 报告, en: Report}, publisher: 市, grade: official}",
        "plans": "p: {name: {zh: 报告, en: Report}, kind: annual-report, end: 2025, source: s}",
        "indicators": "firms: {name: {zh: 企, en: Firms}, unit: 家, measure: stock, direction: up}",
        "targets": "p:\n  firms: {stated: 超7000家, text: 企业超7000家, line: 1}",
        "actuals": f"firms:\n  {period}: {{{said}}}\n  2025: {{{near}}}",
    }.items():
        (tmp_path / f"{name}.yaml").write_text(text + "\n", "utf-8")
    (made,) = czplan.progress(czplan.load(tmp_path), 2025, all=True).to_dict("records")
    assert (made["status"], "contested" in made["flags"]) == (status, contested)
    assert "fell_back" not in made["flags"]
    assert ("7000多家" in made["reason_zh"]) == contested


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("zh", "2025 年（据截至 2025-06 的发布；只看领域 经济总量、来源等级不低于 官方）"),
        (
            "en",
            "2025 (as published by 2025-06; only theme Economy, sources graded at least official)",
        ),
    ],
)
def test_a_sentence_of_some_goals_says_of_which(lang: str, told: str) -> None:
    line = ("--theme", "economy", "--grade", "official", "--as-of", "2025-06", "--lang", lang)
    shown = in_terminal("progress", "--summary", "--year", "2025", *line, *DATA, columns=120)
    assert told in " ".join(shown.out.split())
