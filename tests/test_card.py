"""`targets show`: one goal's card, and the same verdict rows for programs."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from cli_process import ROOT, inside
from evidence_set import ACTUALS, TARGETS, evidence_set
from many_screens import Ask, answers

import czplan
from czplan.export.rows_as_text import frame_rows
from czplan.method.explain import all_steps
from czplan.views.layout import cells
from czplan.views.quote import quote
from czplan.vocabulary import OPEN_SDG_STATUSES, RESULT_COLUMNS, STATUSES


def shown(folder: Path, target: str, *args: str) -> str:
    done = inside("targets", "show", target, "--data", str(folder), "-f", "table", *args)
    assert done.status == 0, done.err
    return done.out


def rows(folder: Path, target: str, *args: str) -> list[dict[str, object]]:
    return inside("targets", "show", target, "--data", str(folder), "-f", "json", *args).rows


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_stands_on_the_card(city: Path, lang: str) -> None:
    """Both names, plan, words, evidence with its place, verdict, sum, picture, sources, grade."""
    text = shown(city, "plan21/gdp", "--lang", lang, "--year", "2022")
    (row,) = rows(city, "plan21/gdp", "--year", "2022")
    for words in ("地区生产总值", "GDP", "plan21/gdp", "“地区生产总值达到1200亿元”", "達950億元"):
        assert words in text
    zh = lang == "zh"
    assert ("甲市规划，第 3 行" if zh else "Plan of the city, line 3") in text
    assert "“地區(qū)生產(chǎn)總值達950億元”" in text
    assert ("甲市報告，第 2 行" if zh else "Report of the city, line 2") in text
    assert STATUSES[str(row["status"])].name(lang) in text
    assert ("怎样算出" if zh else "The sum") in text
    assert ("2021–2025（随规划）" if zh else "2021–2025 (the plan's)") in text
    assert re.search(r"2022 .*[█▏▎▍▌▋▊▉]", text)
    assert re.search(r"^2025 .*┃", text, re.MULTILINE)
    assert ("官方" if zh else "official") in text
    assert ("媒体" if zh else "media") in text


def test_the_schedule_stands_in_the_picture(city: Path) -> None:
    """900 in 2020 to 1200 in 2025: the stroke of 2022 is at 1020, right of what was reached."""
    text = shown(city, "plan21/gdp", "--year", "2022", "--ascii", "--lang", "en")
    (line,) = [line for line in text.split("\n") if re.match(r"2022 .*#", line)]
    (goal,) = [line for line in text.split("\n") if re.match(r"2025 .*\|", line)]
    begin, schedule, end = (cells(line[: line.index(sign)]) for sign in "#:|")
    assert end == cells(goal[: goal.index("|")])
    width = end - begin + 1
    assert (schedule - begin + 1) / width == pytest.approx(1020 / 1200, abs=0.03)
    assert line.count("#") / width == pytest.approx(950 / 1200, abs=0.03)


def test_rows_are_those_of_the_result(city: Path) -> None:
    """The goal's verdict and its parts', with the columns of `progress`, in every form."""
    found = rows(city, "plan21/ladder", "--year", "2022")
    assert [row["id"] for row in found] == [
        "plan21/ladder",
        "plan21/ladder#firms-100bn",
        "plan21/ladder#firms-10bn",
    ]
    assert list(found[0]) == list(RESULT_COLUMNS)
    frame = czplan.progress(czplan.load(city), 2022, all=True)
    expected = [row for row in frame_rows(frame) if str(row["id"]).startswith("plan21/ladder")]
    assert found == json.loads(json.dumps(expected))
    line = ("targets", "show", "plan21/ladder", "--data", str(city), "--year", "2022")
    read = list(csv.DictReader(io.StringIO(inside(*line, "-f", "csv").out)))
    assert [one["status"] for one in read] == [row["status"] for row in found]
    assert inside(*line).out == inside(*line, "-f", "tsv").out
    assert inside(*line, "-q").out.split() == [row["id"] for row in found]
    sdg = rows(city, "plan21/gdp", "--method", "open-sdg")
    assert len(sdg[0]) > len(RESULT_COLUMNS)


def test_the_parts_of_a_ladder(city: Path) -> None:
    text = shown(city, "plan21/ladder", "--year", "2022", "--lang", "en")
    assert "Its parts" in text
    assert re.search(r"Firms of the 10-billion-yuan class +20 firms +12  ", text)


def test_the_question_bounds_what_is_known(city: Path) -> None:
    """By then, so trusted, up to the year: other figures aren't on the card."""
    later = shown(city, "plan21/gdp", "--year", "2023", "--lang", "en")
    assert "1000亿元左右" in later
    assert "1000亿元左右" not in shown(city, "plan21/gdp", "--year", "2022")
    assert "達950億元" not in shown(city, "plan21/gdp", "--year", "2022", "--as-of", "2022-12-31")
    media = shown(city, "plan21/gdp", "--year", "2023", "--grade", "media")
    assert "1000亿元左右" not in media
    assert "達950億元" in media


def test_a_goal_not_yet_stated(city: Path) -> None:
    done = inside(
        "targets",
        "show",
        "report23/parks",
        "--data",
        str(city),
        "--as-of",
        "2022-06",
        "--lang",
        "en",
    )
    assert (done.status, done.out) == (2, "")
    assert "hadn't been stated by 2022-06" in done.err


def test_a_milestone_has_no_picture(city: Path) -> None:
    text = shown(city, "plan21/sanitary-city", "--lang", "en", "--year", "2022")
    assert "“争创国家卫生城市”" in text
    assert "The series" not in text


def test_history_across_plans(tmp_path: Path) -> None:
    more = (
        TARGETS
        + "  gdp:\n    stated: 超1100亿元\n    text: 超1100亿元\n    section: 开头\n    due: 2025\n"
    )
    folder = evidence_set(tmp_path / "set", targets=more)
    text = shown(folder, "plan21/gdp", "--lang", "en", "--year", "2022")
    assert "Stated in" in text
    assert re.search(r"> 110 billion yuan +2025 +↓ lowered −10 billion yuan", text)
    text = shown(folder, "plan21/gdp", "--lang", "zh", "--year", "2022")
    assert re.search(r"超1100亿元 +2025 +↓ 降低 −100亿元", text)


def test_unknown_target_gets_the_nearest(city: Path) -> None:
    for asked, meant in (("plan21/gpd", "plan21/gdp"), ("small-giants", "plan21/small-giants")):
        done = inside("targets", "show", asked, "--data", str(city), "--lang", "en")
        assert (done.status, done.out) == (2, "")
        assert f"Did you mean {meant}?" in done.err


def test_data_is_never_markup(tmp_path: Path) -> None:
    hostile = TARGETS.replace("zh: 国家卫生城市", 'zh: "[red]名[/] \\e[2J"').replace(
        "    line: 7\n", '    line: 7\n    note: "[link=x]y[/link] \\u202Ez"\n'
    )
    folder = evidence_set(tmp_path / "set", targets=hostile)
    text = shown(folder, "plan21/sanitary-city", "--color", "always", "--year", "2022")
    assert "[red]名[/] \ufffd[2J" in text
    assert "[link=x]y[/link] \ufffdz" in text
    assert "\x1b[2J" not in text


def test_it_fits(city: Path) -> None:
    line = ("targets", "show", "--data", str(city), "--color", "never", "--year", "2022")
    asks = [
        Ask((*line, target, "--lang", lang), columns, 200)
        for target in ("plan21/gdp", "plan21/ladder", "plan21/sanitary-city")
        for lang in ("zh", "en")
        for columns in (60, 80, 120, 200)
    ]
    for ask, done in zip(asks, answers(*asks), strict=True):
        assert done.status == 0, done.err
        assert max(cells(text) for text in done.out.split("\n")) <= ask.columns, ask


def test_ascii_draws_with_ascii_only(city: Path) -> None:
    text = shown(city, "plan21/gdp", "--ascii", "--lang", "en", "--year", "2022")
    assert not set(text) & set("█▌┃┊─●▲▼■○≈↑↓→")


def test_every_shipped_goal_has_a_card() -> None:
    """No goal of the shipped data breaks its card; each says its own words."""
    from czplan.method.explain import all_steps
    from czplan.views.card import card
    from czplan.views.goal_card import CardQuestion
    from czplan.views.screen import Screen

    ds = czplan.load(ROOT / "data")
    verdicts = {row["id"]: row for row in frame_rows(czplan.progress(ds, 2025, all=True))}
    told = all_steps(ds, verdicts.values())
    for lang in ("zh", "en"):
        screen = Screen(lang=lang, width=80)

        for target in ds.target_rows()[:: 1 if lang == "zh" else 10]:
            mine = [row for id, row in verdicts.items() if id.partition("#")[0] == target["id"]]
            text = screen.text(*card(ds, target, mine, verdicts, CardQuestion(2025), told, screen))
            assert target["id"] in text
            joined = re.sub(r"\s", "", text)
            assert re.sub(r"\s", "", target["text"]) in joined


def test_actuals_keyed_by_the_goal(tmp_path: Path) -> None:
    """A goal without an indicator finds its outcomes by its own id."""
    more = (
        ACTUALS + "plan21/sanitary-city:\n  2022: {outcome: done, source: report, section: 开头}\n"
    )
    folder = evidence_set(tmp_path / "set", actuals=more)
    text = shown(folder, "plan21/sanitary-city", "--lang", "en", "--year", "2022")
    assert "Report of the city" in text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_open_sdg_stands_beside_our_verdict(city: Path, lang: str) -> None:
    asked = ("plan21/gdp", "--year", "2022")
    (row,) = rows(city, *asked, "--method", "open-sdg")
    word = OPEN_SDG_STATUSES[str(row["open_sdg_status"])].name(lang)
    text = shown(city, *asked, "--method", "open-sdg", "--lang", lang)
    (line,) = (line for line in text.split("\n") if "Open SDG" in line)
    assert word in line
    assert f"{row['open_sdg_score']:.2f}" in line
    assert STATUSES[str(row["status"])].name(lang) in text
    assert "Open SDG" not in shown(city, *asked, "--lang", lang)


def quoted(ds: czplan.Dataset, id: str, lang: str, **changed: object) -> str:
    """Return the paragraph to quote of a shipped goal, some of its verdict row changed."""
    goal = next(row for row in ds.target_rows() if row["id"] == id)
    made = {row["id"]: row for row in frame_rows(czplan.progress(ds, 2025, only=[id], all=True))}
    parts = [row for key, row in made.items() if key.startswith(f"{id}#")]
    return quote(ds, goal, made[id] | changed, [], lang, parts)


@pytest.fixture(scope="module")
def shipped() -> czplan.Dataset:
    return czplan.load()


def test_a_quote_says_what_kind_of_figure_it_rests_on(shipped: czplan.Dataset) -> None:
    """Proxy, earlier figure, statistical year, and the goal's number stand in the sentence."""
    fdi = quoted(shipped, "wr2025/fdi", "zh")
    assert "代用指标" in fdi
    assert "2024年为15.5亿美元" in fdi
    english = quoted(shipped, "wr2025/fdi", "en")
    assert "a neighbouring measure" in english
    assert "1.55 billion US dollars in 2024" in english
    assert ", about 5% (" in quoted(shipped, "wr2025/retail-growth", "en")
    share = quoted(shipped, "first-meeting2024/rd-share", "zh")
    assert "统计年度2024" in share
    assert "尚无统计年度2025的数" in share
    assert "差" not in share.partition("：")[2].partition("。")[0]


@pytest.mark.parametrize(
    ("status", "zh", "en"),
    [
        ("partly_met", "部分完成（据记录判断）", "partly done"),
        ("not_met", "没有记录显示已办成", "no record shows it done"),
    ],
)
def test_a_task_is_quoted_by_what_its_record_shows(
    shipped: czplan.Dataset, status: str, zh: str, en: str
) -> None:
    id = "wr2025/changzhou-edz-upgrade"
    changed = {"status": status, "family": "missed", "actual_period": "2025-08"}
    changed |= {"actual_stated": "办了一半", "actual_source": "wujin-report-2026"}
    told = quoted(shipped, id, "zh", **changed)
    assert zh in told
    assert "2025年8月" in told
    assert "未完成" not in told
    told = quoted(shipped, id, "en", **changed)
    assert en in told
    assert "missed" not in told


def test_a_task_set_again_is_not_quoted_as_reported_not_done(shipped: czplan.Dataset) -> None:
    """The words are the next year's goal: the report says nothing of how the last one ended."""
    id = "wr2021/changtai-railway-start"
    english = quoted(shipped, id, "en")
    assert "reports for" not in english
    assert "not done" not in english
    assert (
        "says “开工建设常泰铁路” (in the plan since 2021; its start is set again for 2022)"
        in english
    )
    assert "Verdict for 2021: no record shows it done." in english
    chinese = quoted(shipped, id, "zh")
    assert "所载" not in chinese
    assert "写有“开工建设常泰铁路”（2021年已入规划；2022年再次要求开工）：2021年没有记录" in chinese


def test_a_quote_says_that_a_goal_of_about_allows_a_gap(shipped: czplan.Dataset) -> None:
    id = "wr2022/fdi-growth"
    english = quoted(shipped, id, "en")
    assert "met, short by 0.2 points, within what “about” allows." in english
    assert "完成，差0.2个百分点，在约数所许之内。" in quoted(shipped, id, "zh")


def test_a_quote_says_by_when_its_figures_were_out(shipped: czplan.Dataset) -> None:
    goal = next(row for row in shipped.target_rows() if row["id"] == "wr2025/gdp-growth")
    made = frame_rows(czplan.progress(shipped, 2025, only=[goal["id"]], as_of="2026-03"))
    assert "met (as published by 2026-03)" in quote(
        shipped, goal, made[0], [], "en", as_of="2026-03"
    )
    assert "完成（据截至 2026-03 的发布）" in quote(
        shipped, goal, made[0], [], "zh", as_of="2026-03"
    )


def test_pace_is_said_of_running_goals_alone(shipped: czplan.Dataset) -> None:
    """A goal that has ended has no progress of 525 %; one that waits has no gap."""
    made = frame_rows(czplan.progress(shipped, 2025))
    sums = all_steps(shipped, [row for row in made if row["indicator"] == "rd-share"])
    ended = {step.title for step in sums["wr2025/rd-share"][0]}
    assert "差距" in ended
    assert not ended & {"进度", "进度比", "应达进度"}
    waits = {step.title for step in sums["first-meeting2024/rd-share"][0]}
    assert "数据" in waits
    assert not waits & {"差距", "进度", "进度比"}


def test_every_promise_is_in_one_family(shipped: czplan.Dataset) -> None:
    """To outgrow the economy is another promise than to keep step with it."""
    families: dict[str, set[str]] = {}
    for row in frame_rows(czplan.progress(shipped, 2025)):
        if "#" not in row["id"]:
            families.setdefault(row["promise"], set()).add(row["family"])
    assert {id: of for id, of in families.items() if len(of) > 1} == {}
