"""The atlas: how it is made, and what the shipped one holds."""

from __future__ import annotations

import csv
import io
import json
import os
import re
from pathlib import Path

import pytest
from cli_process import inside, within

import czplan
from czplan import dataset
from czplan.across.panel import long_rows
from czplan.across.standing import standings
from tools.atlas.__main__ import main
from tools.atlas.findings import findings
from tools.atlas.published import compared, counts

ROOT = Path(__file__).resolve().parents[1]
ATLAS = ROOT / "datasets" / "atlas"
KEPT = ("places.csv", "corrections.csv", "years.csv", "published_checks.csv")

REPORT = """---
title: {name}政府工作报告
---

——{year}年1月10日在{name}第一届人民代表大会第{n}次会议上

各位代表：

一、{last}年工作回顾

过去一年，地区生产总值增长{figure}%，城镇新增就业{jobs}万人。

二、{year}年工作安排

今年经济社会发展的主要预期目标是：地区生产总值增长{goal}，城镇新增就业{jobs}万人以上，居民消费价格涨幅控制在3%以内。
"""


def texts(folder: Path) -> Path:
    """Write a few reports, one of them under the year before."""
    for year, figure, goal, filed in (
        (2024, "5.2", "5%左右", 2024),
        (2025, "5.0", "5%以上", 2025),
        (2026, "45.0", "4.5%—5%", 2026),
        (2022, "8.1", "6%", 2021),
    ):
        path = folder / "其他地市" / "常州市" / f"{filed}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            REPORT.format(name="常州市", year=year, last=year - 1, n=year - 2021, figure=figure,
                          goal=goal, jobs=12),
            encoding="utf-8",
        )  # fmt: skip
    return folder


def empty_atlas(folder: Path) -> Path:
    folder.mkdir()
    for name in KEPT:
        text = (ATLAS / name).read_text(encoding="utf-8")
        head = name in ("corrections.csv", "years.csv")
        (folder / name).write_text(text.splitlines()[0] + "\n" if head else text, encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_atlas_is_made_from_texts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    source, folder = texts(tmp_path / "texts"), empty_atlas(tmp_path / "atlas")
    arguments = [str(source), "-o", str(folder), "-j", "1"]
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert "4 documents" in said
    assert "no place can have it" in said
    ds = czplan.load(folder)
    goals = {id: target.stated for id, target in ds.target_records.items() if "gdp" in id}
    assert goals == {
        "changzhou-2022/gdp-growth": "增长6%",  # filed under 2021, said in January 2022
        "changzhou-2024/gdp-growth": "增长5%左右",
        "changzhou-2025/gdp-growth": "增长5%以上",
        "changzhou-2026/gdp-growth": "增长4.5%—5%",
    }
    names = {one.name.en for one in ds.plan_records.values()}
    assert names >= {"2025 Government Work Report of Changzhou"}, "English pages have English names"
    assert {one.title.en for one in ds.source_records.values()} == names
    figures = {one.period: one.stated for one in ds.actual_records if one.indicator == "gdp-growth"}
    assert sorted(figures) == ["2021", "2023", "2024"], "45 % is what no place can have"
    assert ds.source_records["changzhou-2024"].published == "2024-01-10"
    assert set(ds.targets["place"]) == {"changzhou"}
    assert {one.extracted.by for one in ds.target_records.values() if one.extracted} == {
        f"czplan {'.'.join(czplan.__version__.split('.')[:2])}"
    }
    first = files(folder)
    assert main(arguments) == 0
    assert files(folder) == first, "the same texts give the same bytes"
    (source / "其他地市" / "常州市" / "2021.md").unlink()
    with monkeypatch.context() as patch:
        patch.setattr("tools.atlas.__main__.write_readme", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            main(arguments)
    assert files(folder) == first, "a build that comes to no end changes nothing"
    with (folder / "corrections.csv").open("a", encoding="utf-8") as table:
        table.write("drop,nowhere-2022,goal,gdp-growth,gdp-growth,,,,\n")
    assert main(arguments) == 2
    assert "no document nowhere-2022" in capsys.readouterr().err


def test_margins_and_months_are_no_rates_of_a_year(tmp_path: Path) -> None:
    folder, path = empty_atlas(tmp_path / "atlas"), tmp_path / "texts" / "其他地市" / "常州市"
    path.mkdir(parents=True)
    text = REPORT.format(name="常州市", year=2025, last=2024, n=4, figure="5.0", goal="5%", jobs=12)
    goal = "地区生产总值增速高于全省1个百分点，固定资产投资增长8%"
    text = text.replace("地区生产总值增长5%", goal)
    more = "一季度社会消费品零售总额下降3%。农村居民人均可支配收入增速高于城镇居民0.7个百分点。"
    more += "\n\n人口自然增长率5.6％。"  # a sign of thousandths torn in two
    (path / "2025.md").write_text(text.replace("二、2025", f"{more}\n\n二、2025"), encoding="utf-8")
    assert main([str(tmp_path / "texts"), "-o", str(folder), "-j", "1"]) == 0
    ds = czplan.load(folder)
    goals = {id.partition("/")[2]: one for id, one in ds.target_records.items()}
    assert goals["fixed-investment-growth"].stated == "增长8%"
    assert (goals["gdp-growth"].kind, goals["gdp-growth"].stated) == ("milestone", None)
    assert goals["gdp-growth"].reference == "gdp-growth@jiangsu"
    told = {one.place.id: one for one in standings(ds, "gdp-growth", [2025]).values()}
    assert (told["changzhou"].number, told["changzhou"].reason) == (None, "relative")
    words = {one.indicator: one.stated for one in ds.actual_records}
    assert words.keys() == {"gdp-growth", "urban-jobs-added", "natural-population-growth"}
    assert words["natural-population-growth"] == "人口自然增长率5.6％。"
    text = text.replace("二、2025", f"{more.replace('％。', '％')}\n\n二、2025")  # a sign lost
    (path / "2025.md").write_text(text, encoding="utf-8")
    assert main([str(tmp_path / "texts"), "-o", str(folder), "-j", "1"]) == 0
    assert {one.indicator for one in czplan.load(folder).actual_records} < words.keys()


AMID = """一季度，面对困难，地区生产总值下降4%，社会消费品零售总额下降9%的情况下，奋力追赶。

过去五年，生产总值先后跨越1000亿元、2000亿元两个台阶，年均新增城镇就业6万人。一般公共预算收入200亿元，增长5%。

去年，固定资产投资、进出口总额分别下降4.7%、5%，规模以上工业增加值降幅由20.7%收窄到6.4%。
"""


def test_words_around_a_number_are_looked_at(tmp_path: Path) -> None:
    folder, path = empty_atlas(tmp_path / "atlas"), tmp_path / "texts" / "其他地市" / "常州市"
    path.mkdir(parents=True)
    text = REPORT.format(name="常州市", year=2025, last=2024, n=4, figure="5.0", goal="5%", jobs=12)
    goal = "地区生产总值增长5%，城镇、农村居民人均可支配收入分别增长6%、7%左右"
    goal += "，粮食产量稳定在715.5亿斤以上，单位GDP能耗较2020年下降12%"
    text = text.replace("地区生产总值增长5%", goal).replace("二、2025", f"{AMID}\n二、2025")
    text += "\n今后五年，每年城镇新增就业3万人以上，实际利用外资累计突破200亿美元。\n"
    (path / "2025.md").write_text(text, encoding="utf-8")
    assert main([str(tmp_path / "texts"), "-o", str(folder), "-j", "1"]) == 0
    ds = czplan.load(folder)
    assert {(one.indicator, one.stated) for one in ds.actual_records} == {
        ("gdp-growth", "增长5.0%"),
        ("urban-jobs-added", "12万人"),
        ("general-budget-revenue", "200亿元"),
        ("general-budget-revenue-growth", "增长5%"),
        ("fixed-investment-growth", "下降4.7%"),
        ("foreign-trade-growth", None),
        ("industrial-va-growth", None),
    }, "neither the first quarter's nor one of two steps"
    falls = {one.indicator: one.value for one in ds.actual_records if one.stated is None}
    assert falls == {"foreign-trade-growth": -5, "industrial-va-growth": -6.4}
    goals = {id.partition("/")[2]: one for id, one in ds.target_records.items()}
    assert goals["urban-income-growth"].stated == "增长6%左右"
    assert goals["urban-income-growth"].text == "城镇、农村居民人均可支配收入分别增长6%、7%左右"
    assert goals["urban-income-growth"].note.en.startswith("左右 stands behind")
    assert goals["rural-income-growth"].note is None
    grain = goals["grain-output"]
    assert grain.stated == "稳定在3577.5万吨以上"
    assert "715.5亿斤以上" in grain.text
    assert grain.note.zh == "原文为“稳定在715.5亿斤以上”，按1斤等于0.5千克换算"
    assert {plan.coverage for plan in ds.plan_records.values()} == {"part"}
    each = {slug[:3]: one.stated for slug, one in goals.items() if one.due != 2025}
    assert each == {"urb": "每年城镇新增就业3万人以上", "fdi": "累计突破200亿美元"}, (
        "never 30,000 for five years together, nor 20 billion in one"
    )
    assert goals["energy-intensity-change"].start == 2021


def test_corrections_by_hand_win(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source, folder = texts(tmp_path / "texts"), empty_atlas(tmp_path / "atlas")
    with (folder / "corrections.csv").open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["drop", "changzhou-2024", "goal", "gdp-growth", "gdp-growth", "", "", "",
                         "not a goal"])  # fmt: skip
        writer.writerow(["set", "changzhou-2025", "goal", "gdp-growth", "gdp-growth", "6%以上",
                         "地区生产总值增长6%以上", "17", "misprint"])  # fmt: skip
        writer.writerow(["add", "changzhou-2026", "figure", "gdp-growth", "2025", "5.0%",
                         "地区生产总值增长5.0%", "13", "misread"])  # fmt: skip
        writer.writerow(["drop", "changzhou-2024", "goal", "gdp", "gdp", "", "", "", "not there"])
    main([str(source), "-o", str(folder), "-j", "1"])
    ds = czplan.load(folder)
    assert "changzhou-2024/gdp-growth" not in ds.target_records
    assert ds.target_records["changzhou-2025/gdp-growth"].stated == "6%以上"
    assert "2025" in {one.period for one in ds.actual_records if one.indicator == "gdp-growth"}
    assert "line 5: changzhou-2024 goal gdp gdp" in capsys.readouterr().out, "corrects nothing"


def test_the_shipped_atlas_holds_to_its_corrections() -> None:
    """What a hand dropped isn't there, what it set stands as it was set."""
    ds = czplan.load("atlas")
    goals = {
        (one.source or one.plan, "goal", one.indicator or one.slug, one.slug): one
        for one in ds.target_records.values()
    }
    figures = {(one.source, "figure", one.indicator, one.period): one for one in ds.actual_records}
    with (ATLAS / "corrections.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert {one["action"] for one in lines} >= {"drop", "set"}
    for line in lines:
        key = line["source"], line["kind"], line["indicator"], line["key"]
        found = (goals if line["kind"] == "goal" else figures).get(key)
        if line["action"] == "drop":
            assert found is None, key
        else:
            assert found is not None, key
            assert (found.stated, found.text, str(found.line)) == (
                line["stated"], line["text"], line["line"],
            )  # fmt: skip


def test_no_texts_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none")]) == 2
    assert "TEXTS" in capsys.readouterr().err


def test_the_shipped_atlas_is_sound_and_small() -> None:
    ds, faults = dataset.read("atlas")
    assert ds is not None
    assert [fault.text("en") for fault in faults if fault.is_error] == []
    assert sum(path.stat().st_size for path in ATLAS.iterdir()) < 12 << 20
    assert sum(plan.kind == "annual-report" for plan in ds.plan_records.values()) > 1900
    reported = {plan.place for plan in ds.plan_records.values()} - {"nation"}
    assert len(reported) == 251
    places = ds.place_records
    for one in places.values():
        above = places.get(one.parent_in() or "")
        if one.level == "city":
            assert above is not None
            assert (one.code or "")[:2] == (above.code or "")[:2], one.id
    assert set(ds.targets["confidence"]) <= {"high", "medium", "low"}
    prices = standings(ds, "consumer-price-change", range(2003, 2027)).values()
    said = [end for one in prices for end in (one.number, one.figure_number) if end is not None]
    assert -5 < min(said) < max(said) < 15, "an index read as a change"
    assert ds.actuals["extracted"].notna().all() or (ATLAS / "corrections.csv").stat().st_size > 60


def test_the_shipped_atlas_agrees_with_what_was_published() -> None:
    facts = compared(czplan.load("atlas"), ATLAS)
    found = counts(facts)
    assert found["agree"] >= 90
    assert found["differ"] <= 2


def test_the_readme_counts_what_is_in_the_tables() -> None:
    ds, text = czplan.load("atlas"), (ATLAS / "README.md").read_text(encoding="utf-8")
    levels = {id: place.level for id, place in ds.place_records.items()}
    told = re.findall(
        r"^\| \S+ (nation|province|city) \| \d+ \| (\d+) \| (\d+) \| (\d+) \|$", text, re.M
    )
    assert len(told) == 3
    reports = [plan for plan in ds.plan_records.values() if plan.kind == "annual-report"]
    for level, *numbers in told:
        assert list(map(int, numbers)) == [
            sum(levels[plan.place or ""] == level for plan in reports),
            int((ds.targets["place"].map(levels) == level).sum()),
            int((ds.actuals["place"].map(levels) == level).sum()),
        ]  # fmt: skip


def test_the_findings_are_those_of_the_shipped_atlas() -> None:
    """The page is as the program writes it, and every picture that it shows is there."""
    page = (ROOT / "docs" / "atlas.md").read_text(encoding="utf-8")
    assert page == findings(czplan.load("atlas"))
    shown = re.findall(r"\((pictures/[^)]+)\)", page)
    assert len(shown) == 6
    assert all((ROOT / "docs" / name).is_file() for name in shown)


def test_the_commands_of_the_findings_print_their_numbers() -> None:
    page = (ROOT / "docs" / "atlas.md").read_text(encoding="utf-8")
    command = "czplan across gdp-growth --from 2003 --to 2026 --level province --data atlas"
    rest = page.partition(f"`{command}`\n\n")[2]
    assert rest
    met = page.partition("### 省级 / province\n\n")[2]
    done = within(*command.split()[1:], "-f", "csv")
    printed = list(csv.DictReader(io.StringIO(done.out)))
    shown = [[line.split(" | ") for line in part.split("\n\n")[0].splitlines()[2:]]
             for part in (rest, met)]  # fmt: skip
    assert [len(part) for part in shown] == [len(printed), len(printed)] == [24, 24]
    for row, goals, ends in zip(printed, *shown, strict=True):
        assert goals[0].strip("| *") == ends[0].strip("| *") == row["year"]
        assert ("*" in goals[0]) == (row["comparable"] == "false")
        counted = ("matched", "lowered", "kept", "raised", "hard", "plain", "soft")
        assert [goals[1], *goals[4:]] == [
            row["with_goal"], *(row[name] for name in counted[:-1]), f"{row['soft']} |",
        ]  # fmt: skip
        for cell, name in ((goals[2], "median_goal"), (goals[3], "mean_change")):
            assert cell == "" or float(cell) == pytest.approx(float(row[name]), abs=0.0051)
        assert ends[1:4] == [row["judged"], row["met"], row["missed"]]


def test_all_years_and_indicators_at_once_give_the_rows_of_each_alone() -> None:
    """A year asked for alone is judged as of that year; the panel judges everything together."""
    ds = czplan.load("atlas")
    chosen = ("fdi", "good-air-days", "rd-share")
    together = long_rows(ds, chosen, range(2019, 2027))
    for indicator, year in (("fdi", 2021), ("good-air-days", 2022), ("rd-share", 2020)):
        mine = [row for row in together if (row["indicator"], row["year"]) == (indicator, year)]
        assert len(mine) > 25
        assert mine == long_rows(ds, [indicator], [year])


def test_a_folder_of_that_name_comes_first(tmp_path: Path) -> None:
    (tmp_path / "atlas").mkdir()
    here = os.getcwd()
    try:
        os.chdir(tmp_path)
        assert dataset.locate("atlas") == Path("atlas")
    finally:
        os.chdir(here)
    assert dataset.locate("atlas") == ATLAS
    assert dataset.locate("atlass") == Path("atlass")


def test_the_atlas_answers_by_name() -> None:
    told = json.loads(
        inside("across", "gdp-growth", "--year", "2022", "--level", "province", "--data", "atlas",
            "--summary", "-f", "json").out
    )  # fmt: skip
    assert told["with_number"] == 19
    assert (told["met"], told["missed"] >= 14) == (0, True)
