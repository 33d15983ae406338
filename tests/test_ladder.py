"""`ladder`: tiers from the documents and from a list of firms, in every form and language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cli_process import ROOT, inside
from evidence_set import ACTUALS, INDICATORS, TARGETS, evidence_set
from many_screens import Ask, answers

from czplan.views.layout import cells

FIRMS = """企业名称,营业收入(亿元)
甲动力,1212.5
乙动力,920
丙钢铁,1000
丁材料,96.4
戊电子,99.99
己,9.8
庚机械,120
甲动力,3
壬,不详
合计,99
"""


@pytest.fixture
def firms(tmp_path: Path) -> Path:
    path = tmp_path / "firms.csv"
    path.write_text(FIRMS, encoding="utf-8")
    return path


def rows(folder: Path, *args: str) -> list[dict[str, object]]:
    return inside("ladder", "--data", str(folder), "-f", "json", *args).rows


def test_needed_and_reported(city: Path) -> None:
    top, next_ = rows(city, "--year", "2022")
    assert (top["id"], top["threshold"], top["needed"]) == ("plan21/ladder#firms-100bn", 10**11, 2)
    assert (next_["threshold"], next_["needed"], next_["actual_low"]) == (10**10, 20, 12)
    assert top["counted"] is None
    verdicts = json.loads(
        inside("progress", "--data", str(city), "--year", "2022", "-f", "json").out
    )
    by_id = {row["id"]: row for row in verdicts}
    for row in (top, next_):
        assert row["status"] == by_id[str(row["id"])]["status"]
        assert row["gap_low"] == by_id[str(row["id"])]["gap_low"]


def test_counts_from_a_list(city: Path, firms: Path) -> None:
    top, next_ = rows(city, "--companies", str(firms))
    assert (top["counted"], top["between"]) == (2, 2)
    assert (next_["counted"], next_["between"]) == (4, 2)
    assert [firm["name"] for firm in top["just_under"]] == ["乙动力"]
    assert top["just_under"][0]["short"] == 8 * 10**9
    assert [firm["name"] for firm in next_["just_under"]] == ["戊电子", "丁材料"]
    assert next_["just_under"][0]["short"] == 10**6


def test_disjoint_tiers_count_their_own_band(tmp_path: Path, firms: Path) -> None:
    disjoint = TARGETS.replace("    tiers: {", "    tiers_count: disjoint\n    tiers: {")
    folder = evidence_set(tmp_path / "set", targets=disjoint)
    assert [row["counted"] for row in rows(folder, "--companies", str(firms))] == [2, 2]


def test_thresholds_follow_the_words(tmp_path: Path, firms: Path) -> None:
    """Other words, other thresholds: none is written into the program."""
    renamed = INDICATORS.replace("zh: 百亿级企业", "zh: 五十亿级企业")
    folder = evidence_set(tmp_path / "set", indicators=renamed)
    assert rows(folder, "--companies", str(firms))[1]["threshold"] == 5 * 10**9
    silent = INDICATORS.replace("zh: 百亿级企业", "zh: 大企业").replace(
        "en: Firms of the 10-billion-yuan class", "en: Large firms"
    )
    folder = evidence_set(tmp_path / "other", indicators=silent)
    assert rows(folder)[1]["threshold"] == 10**10  # from the clause of the goal's text
    words = TARGETS.replace("20家百亿级的企业矩阵", "20家").replace(
        "形成2家千亿级、", "形成2家千亿级、"
    )
    folder = evidence_set(tmp_path / "third", indicators=silent, targets=words)
    assert rows(folder)[1]["threshold"] is None
    done = inside("ladder", "--data", str(folder), "--companies", str(firms), "--lang", "en")
    assert (done.status, done.out) == (2, "")
    assert "firms-10bn" in done.err


def test_bad_rows_go_to_standard_error_with_their_place(city: Path, firms: Path) -> None:
    done = inside("ladder", "--data", str(city), "--companies", str(firms), "--lang", "en")
    assert f"{firms}:9: same name as row 2" in done.err
    assert f"{firms}:10: the revenue is no number" in done.err
    assert f"{firms}:11: a total, no firm" in done.err


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_screen_says_what_the_rows_say(city: Path, firms: Path, lang: str) -> None:
    done = inside(
        "ladder", "--data", str(city), "--companies", str(firms), "-f", "table", "--lang", lang
    )
    said = done.out
    assert ("够上一级" in said) if lang == "zh" else ("nested" in said)
    assert ("差 100万元" in said) if lang == "zh" else ("1 million yuan short" in said)
    assert (
        ("名单 7 家，其中 3 家不到最低一级" in said)
        if lang == "zh"
        else ("7 firms in the list, 3" in said)
    )


def test_no_list_ships(city: Path) -> None:
    done = inside("ladder", "--data", str(city), "-f", "table", "--lang", "en")
    assert "no list of firms ships" in done.err
    assert "name,revenue" in done.err


def test_unknown_ladder_and_list(city: Path, tmp_path: Path) -> None:
    done = inside("ladder", "plan21/lader", "--data", str(city), "--lang", "en")
    assert done.status == 2
    assert "plan21/ladder" in done.err
    done = inside("ladder", "--companies", str(tmp_path / "none.csv"), "--data", str(city))
    assert done.status == 2
    assert "none.csv" in done.err
    for lang, why in (("zh", "不存在"), ("en", "doesn't exist")):
        line = ("--companies", str(tmp_path / "none.csv"), "--data", str(city), "--lang", lang)
        assert why in inside("ladder", *line).err
    bare = tmp_path / "bare.csv"
    bare.write_text("a,b\n1,2\n", encoding="utf-8")
    assert inside("ladder", "--companies", str(bare), "--data", str(city)).status == 2


def test_no_line_is_wider_than_the_terminal(city: Path, firms: Path) -> None:
    line = ("ladder", "--data", str(city), "--companies", str(firms), "--color", "never")
    asks = [Ask(line, columns, 99) for columns in (60, 80, 120, 200)]
    for ask, done in zip(asks, answers(*asks), strict=True):
        assert done.status == 0
        assert max(cells(text) for text in done.out.split("\n")) <= ask.columns


def test_hostile_names_come_out_as_characters(city: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(
        "name,revenue (yuan)\n[red]x[/],95000000000\n\x1b[2Jy,9900000000\n", encoding="utf-8"
    )
    done = inside(
        "ladder", "--data", str(city), "--companies", str(path), "-f", "table", "--color", "always"
    )
    assert "[red]x[/]" in done.out
    assert "\x1b[2J" not in done.out
    assert "\ufffd[2Jy" in done.out


def test_the_shipped_ladder() -> None:
    done = inside(
        "ladder", "fyp15/enterprise-ladder-555", "--data", str(ROOT / "data"), "-f", "json"
    )
    found = json.loads(done.out)
    assert [(row["needed"], row["threshold"]) for row in found] == [
        (5, 10**11),
        (50, 10**10),
        (500, 10**9),
    ]


def test_actuals_without_ladder(tmp_path: Path) -> None:
    """A set without a ladder says so and lists nothing."""
    start = TARGETS.index("  ladder:")
    plain = TARGETS[:start] + TARGETS[TARGETS.index("  income-ratio:") :]
    folder = evidence_set(tmp_path / "set", targets=plain, actuals=ACTUALS)
    done = inside("ladder", "--data", str(folder), "-f", "json", "--lang", "en")
    assert (done.status, json.loads(done.out)) == (0, [])
    assert "no ladder" in done.err
