"""`czplan progress`: order, groups, filters, exit status, and what its headline counts."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pandas as pd
import pytest
from cli_process import SAMPLE, in_terminal, inside

from czplan.views.worst_first import FAMILY_ORDER, worst_first


def rows(*args: str) -> list[dict[str, object]]:
    done = inside("progress", "-f", "json", *args, "--data", str(SAMPLE))
    assert done.status in (0, 1), done.err
    return json.loads(done.out)


def test_worst_first_and_parts_after_their_goal() -> None:
    found = rows("--year", "2025")
    goals = [row for row in found if "#" not in row["id"]]
    ranks = [FAMILY_ORDER.index(row["family"]) for row in goals]
    assert ranks == sorted(ranks)
    for family in FAMILY_ORDER:
        numbers = [
            [one for one in (row["schedule_ratio_low"], row["attainment_low"]) if one is not None]
            for row in goals
            if row["family"] == family
        ]
        paces = [(found or [float("inf")])[0] for found in numbers]
        assert paces == sorted(paces)
    ids = [row["id"] for row in found]
    parts = [at for at, id in enumerate(ids) if "#" in id]
    assert parts
    for at in parts:
        assert ids[at].partition("#")[0] == ids[at - 1].partition("#")[0]


def test_order_of_rows_that_have_no_numbers() -> None:
    ids = ("met", "slow", "lad", "lad#2", "lad#1", "trend", "miss", "none", "worse")
    families = ("met", "behind", "missed", "met", "open", "missed", "missed", "behind", "behind")
    frame = pd.DataFrame(
        {
            "id": [f"a/{one}" for one in ids],
            "family": list(families),
            "schedule_ratio_low": [2.0, 0.9, 0.5, 3.0, 0.1, None, None, None, 0.9],
            "attainment_low": [1.0, 0.8, 0.2, 1.0, 0.1, None, 0.1, 0.3, 0.7],
        }
    )
    assert list(worst_first(frame)["id"]) == [
        "a/miss",
        "a/lad",
        "a/lad#2",
        "a/lad#1",
        "a/trend",
        "a/none",
        "a/worse",
        "a/slow",
        "a/met",
    ]
    assert list(worst_first(frame.iloc[:0])["id"]) == []


def test_default_year_is_the_latest_with_a_full_year_figure() -> None:
    assert {row["year"] for row in rows()} == {2025}


def test_as_of_uses_only_what_was_published() -> None:
    early = {row["id"]: row for row in rows("--year", "2025", "--as-of", "2025-06", "--all")}
    late = {row["id"]: row for row in rows("--year", "2025", "--all")}
    assert early["fyp14/large-firms"]["actual_period"] == "2024"
    assert late["fyp14/large-firms"]["actual_period"] == "2025"


def test_all_adds_goals() -> None:
    assert len(rows("--year", "2026", "--all")) > len(rows("--year", "2026"))


def test_status_and_family_filter_rows() -> None:
    assert {row["status"] for row in rows("--status", "not_met")} == {"not_met"}
    assert {row["family"] for row in rows("--family", "missed", "--family", "open")} == {
        "missed",
        "open",
    }


@pytest.mark.parametrize("group", ["plan", "theme", "family"])
def test_groups_keep_every_row_and_stand_together(group: str) -> None:
    plain, grouped = rows(), rows("--group-by", group)
    assert sorted(row["id"] for row in plain) == sorted(row["id"] for row in grouped)
    values = [row[group] for row in grouped if "#" not in row["id"]]
    changes = sum(one != two for one, two in pairwise(values))
    assert changes == len(set(values)) - 1


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (("--fail-on", "missed"), 1),
        (("--fail-on", "behind"), 1),
        (("--fail-on", "missed", "--theme", "safety"), 0),
        (("--fail-on", "behind", "--theme", "safety"), 0),
        ((), 0),
    ],
)
def test_fail_on(args: tuple[str, ...], status: int) -> None:
    done = inside("progress", "-q", *args, "--data", str(SAMPLE))
    assert done.status == status
    assert done.out


def test_the_table_counts_what_the_rows_say() -> None:
    goals = [row for row in rows() if "#" not in row["id"]]
    asked = ("progress", "--rows", "--data", str(SAMPLE))
    shown = in_terminal(*asked, columns=100, CZPLAN_LANG="en").out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    for family, word in (("met", "Met"), ("missed", "Missed"), ("open", "No verdict yet")):
        count = sum(row["family"] == family for row in goals)
        assert re.search(rf"{word} {count}\b", plain)


def test_a_year_without_goals_is_an_empty_answer() -> None:
    done = inside(
        "progress", "--year", "1990", "-f", "json", "--data", str(SAMPLE), CZPLAN_LANG="en"
    )
    assert done.status == 0
    assert json.loads(done.out) == []
    assert "1990" in done.err
    shown = inside("progress", "--year", "1990", "-f", "table", "--data", str(SAMPLE))
    assert shown.status == 0, shown.err
    assert "1990" in shown.out


def test_goals_stated_later_are_among_those_left_aside() -> None:
    asked = ("progress", "--year", "2025", "-f", "table", "--data", str(SAMPLE))
    assert "stated later" in inside(*asked, "--as-of", "2024", CZPLAN_LANG="en").err
    assert "stated later" not in inside(*asked, CZPLAN_LANG="en").err


def test_open_sdg_stands_beside_our_verdict() -> None:
    asked = ("progress", "--year", "2025", "-f", "table", "--data", str(SAMPLE))
    for lang, word in (("en", "Target achieved"), ("zh", "已达目标")):
        beside = inside(*asked, "--method", "open-sdg", CZPLAN_LANG=lang).out
        assert "Open SDG" in beside
        assert word in beside
        assert "Open SDG" not in inside(*asked, CZPLAN_LANG=lang).out
    narrow = in_terminal(*asked, "--method", "open-sdg", columns=100, CZPLAN_LANG="en").out
    assert "Target achieved" in re.sub(r"\x1b\[[0-9;]*m", "", narrow).replace("\n", " ") or (
        "achieved" in narrow
    )


def test_a_day_before_any_goal_says_when_the_first_was_stated() -> None:
    said = inside("progress", "--as-of", "2010", "--lang", "en", "--data", str(SAMPLE)).err
    assert "no goal had been stated by 2010; the first was stated " in said
    offered = said.partition("first was stated ")[2].partition(": ")[2].split("\n")[0].split()
    assert inside("progress", *offered, "-f", "json", "--data", str(SAMPLE)).out.count('"id"')
