"""One indicator over many places: `places list`, `across`, `panel`, `--place` and `--level`."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd
import pytest
from cli_process import Done
from cli_process import within as here
from hypothesis import given, settings
from hypothesis import strategies as st
from places_set import write_places

import czplan
from czplan import filters, report
from czplan.across.how_binding import hardness, point
from czplan.across.panel import long_rows
from czplan.across.year import in_year
from czplan.across.years import over_years
from czplan.cli.kit import errors
from czplan.export.panel_file import content
from czplan.places import find_place
from czplan.searching import has_converter
from czplan.unknown import UnknownValue


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_places(tmp_path_factory.mktemp("places"))


def rows(done: Done) -> list[dict[str, str]]:
    assert done.status == 0, done.err
    return list(csv.DictReader(io.StringIO(done.out)))


def ask(folder: Path, *args: str, lang: str = "en") -> Done:
    return here(*args, "--data", str(folder), "--lang", lang)


def with_history(folder: Path, **more: Any) -> Path:
    """Beta was 旧市 until 2014, with another code; `more` fields of it."""
    path = folder / "places.csv"
    held = {
        row.pop("id"): {
            "name": {"zh": row.pop("name_zh"), "en": row.pop("name_en")},
            **{key: int(value) if value.isdigit() and key != "code" else value
               for key, value in row.items() if value},
        }
        for row in csv.DictReader(io.StringIO(path.read_text("utf-8")))
    }  # fmt: skip
    held["beta"] |= {
        "names": [{"zh": "旧市", "en": "Old", "until": 2014}],
        "codes": [{"code": "320999", "until": 2014}],
        **more,
    }
    path.unlink()
    (folder / "places.yaml").write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
    return folder


def test_the_set_is_sound(folder: Path) -> None:
    assert [fault for fault in json.loads(ask(folder, "check", "-f", "json").out)
            if fault["code"] != "unreported-goal"] == []  # fmt: skip


def test_places_are_listed_with_what_there_is(folder: Path) -> None:
    found = rows(ask(folder, "places", "list", "-f", "csv"))
    assert [row["id"] for row in found][:4] == ["nation", "east", "west", "alpha"]
    alpha = found[3]
    assert (alpha["plans"], alpha["targets"], alpha["actuals"]) == ("2", "3", "2")
    cities = rows(ask(folder, "places", "list", "--level", "city", "--parent", "East", "-f", "csv"))
    assert [row["id"] for row in cities] == ["alpha", "beta", "zeta", "gone"]


@pytest.mark.parametrize("word", ["甲城市", "甲城", "Alpha", "320100"])
def test_a_place_goes_by_id_name_or_code(folder: Path, word: str) -> None:
    assert find_place(czplan.load(folder), word) == "alpha"


@pytest.mark.parametrize("command", ["progress --year 2025", "targets list", "actuals list",
                                     "plans list", "export csv --year 2025",
                                     "indicators show growth", "show growth"])  # fmt: skip
def test_every_listing_can_be_of_a_place(folder: Path, command: str) -> None:
    form = () if command.startswith("export") else ("-f", "csv")
    found = rows(ask(folder, *command.split(), "--place", "alpha", *form))
    assert {row["place"] for row in found} == {"alpha"}


def test_what_has_no_place_of_its_own_is_counted_for_the_place(folder: Path) -> None:
    """Indicators, documents, ladders, comparisons, findings and differences narrow as well."""
    one = rows(ask(folder, "indicators", "list", "--place", "alpha", "-f", "csv"))
    assert [(row["id"], row["targets"], row["actuals"]) for row in one] == [("growth", "3", "2")]
    assert rows(ask(folder, "indicators", "list", "--place", "gone", "-f", "csv")) == []
    held = {"alpha-2024", "alpha-2025", "alpha-2026"}
    for words in ("sources list", "sources coverage"):
        found = rows(ask(folder, *words.split(), "--place", "alpha", "-f", "csv"))
        assert {row["id"] for row in found} == held
        assert sum(int(row["targets"]) for row in found) == 3
    level = ("--level", "province", "-f", "csv")
    found = rows(ask(folder, "search", "growth", *level))
    assert {row["id"].split("-")[0] for row in found if row["kind"] != "indicator"} == {
        "east", "west"}  # fmt: skip
    compared = ("plans", "compare", "alpha-2024", "alpha-2025", "-f", "csv")
    assert rows(ask(folder, *compared, "--level", "province")) == []
    assert len(rows(ask(folder, *compared, "--place", "alpha"))) == 2
    assert rows(ask(folder, "ladder", "--place", "alpha", "-f", "csv")) == []
    dates = ("diff", "--as-of", "2024-06", "--as-of", "2026-06", "--year", "2025", "-f", "csv")
    found = rows(ask(folder, *dates, "--place", "beta"))
    assert {row["id"] for row in found} == {"beta-2025/growth", "growth"}
    done = ask(folder, "show", "beta-2025/growth", "--place", "alpha")
    assert done.status == 2, "a goal of another place"
    picture = ask(folder, "chart", "--missed", "--year", "2025", "--level", "nation")
    assert picture.status == 2
    assert "no promise was missed" in picture.err


def test_a_places_short_name_is_the_place_before_what_holds_it(folder: Path) -> None:
    """The names of its reports begin with it; they are found by more of their words."""
    done = ask(folder, "show", "甲城", "-f", "json")
    assert [one["id"] for one in done.rows] == ["alpha"]


def test_a_place_that_is_nearly_right_or_means_several(folder: Path, tmp_path: Path) -> None:
    done = ask(folder, "progress", "--year", "2025", "--place", "alpa")
    assert done.status == 2
    assert "Alpha" in done.err
    twice = write_places(tmp_path / "twice")
    path = twice / "places.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("乙城市,Beta", "甲城州,Alpha"), "utf-8"
    )
    assert find_place(czplan.load(twice), "alpha") == "alpha", "an id comes before a name"
    done = ask(twice, "progress", "--year", "2025", "--place", "Alpha")
    assert done.status == 2, "an id in other letters is a name among others"
    assert "alpha, beta" in done.err
    assert find_place(czplan.load(folder), "ALPHA") == "alpha"
    done = ask(twice, "progress", "--year", "2025", "--place", "甲城")
    assert done.status == 2
    assert "alpha, beta" in done.err
    assert ask(folder, "across", "growth", "--level", "town").status == 2
    done = ask(folder, "places", "list", "--parent", "esat")
    assert (done.status, done.err) == (
        2, "Error: --parent: no such value: esat. Did you mean East?\n",
    )  # fmt: skip


def test_hidden_characters_of_a_place_are_named_all_of_them_where_they_stand(
    tmp_path: Path,
) -> None:
    from czplan.dataset import read

    folder = write_places(tmp_path / "hidden")
    path = folder / "places.csv"
    lines = path.read_text("utf-8").splitlines()
    row = next(number for number, line in enumerate(lines) if line.startswith("beta,"))
    lines[row] = lines[row].replace("乙城市", "\x1b[31m乙\u202e城\x1b市")
    path.write_text("\n".join(lines) + "\n", "utf-8")
    found = [one for one in read(folder, advice=True)[1] if one.code == "hidden-character"]
    assert [(one.file, one.line, one.column) for one in found] == [("places.csv", row + 1, 6)]
    assert "U+001B U+202E" in found[0].en


@pytest.mark.parametrize(("option", "known"), [("--place", "alpha"), ("--level", "county")])
def test_an_empty_word_is_told_what_to_write(folder: Path, option: str, known: str) -> None:
    done = ask(folder, "across", "growth", "--year", "2025", option, " ")
    assert done.status == 2
    assert "names nothing" in done.err
    assert known in done.err


def test_years_begin_with_the_first_goal_and_are_none_without_a_place(folder: Path) -> None:
    years = [row["year"] for row in rows(ask(folder, "across", "growth", "--from", "2000",
                                             "--to", "2025", "-f", "csv"))]  # fmt: skip
    older = write_places(folder.parent / "older")  # where a figure is older than every goal
    with (older / "actuals.csv").open("a", encoding="utf-8") as file:
        names = (older / "actuals.csv").read_text("utf-8").splitlines()[0].split(",")
        told = {"indicator": "growth", "period": "2010", "stated": "增长9%", "source": "alpha-2025",
                "place": "alpha"}  # fmt: skip
        file.write(",".join(told.get(name, "") for name in names) + "\n")
    shown = rows(ask(older, "across", "growth", "--to", "2025", "-f", "csv"))
    assert years[0] == "2000"
    assert int(shown[0]["with_goal"]) > 0
    assert shown[-1]["year"] == years[-1] == "2025"
    none = ask(folder, "across", "growth", "--to", "2025", "--level", "county", "-f", "csv")
    assert rows(none) == []
    assert "no place matches" in none.err


def test_a_search_finds_goals_by_the_name_of_their_place(folder: Path) -> None:
    ds = czplan.load(folder)
    for word in ("乙城", "Beta", "beta"):
        found = filters.select(ds.target_rows(), ds, search=[word])
        assert {row["place"] for row in found} == {"beta"}


def test_every_search_finds_by_the_name_of_the_place(folder: Path, tmp_path: Path) -> None:
    """Goals by it and their own words together; a place by a former name."""
    found = rows(ask(folder, "search", "乙城", "-f", "csv"))
    assert [row["id"] for row in found if row["kind"] == "target"] == [
        f"beta-{year}/growth" for year in (2024, 2025)
    ]
    assert found[0]["kind"] == "place"
    assert [row["id"] for row in rows(ask(folder, "search", "Beta 增速", "-f", "csv"))] == [
        f"beta-{year}/growth" for year in (2024, 2025)
    ]
    held = with_history(write_places(tmp_path / "renamed"))
    for command in (("search",), ("places", "list", "--search")):
        found = rows(ask(held, *command, "旧市", "-f", "csv"))
        assert "beta" in [row["id"] for row in found], command


def test_a_places_card_says_its_time_and_former_names(tmp_path: Path) -> None:
    held = with_history(write_places(tmp_path), until=2024, successor="alpha")
    shown = ask(held, "show", "beta", "-f", "table").out
    for said in ("-2024, then Alpha", "Old (-2014)", "320999 (-2014)"):
        assert said in shown.replace("–", "-"), said
    assert "其后为 甲城市" in ask(held, "show", "beta", "-f", "table", lang="zh").out
    (row,) = rows(ask(held, "show", "beta", "-f", "csv"))
    assert (row["until"], row["successor"]) == ("2024", "alpha")
    assert (row["former_names_zh"][:2], row["former_names_en"][:3]) == ("旧市", "Old")
    assert "320999" in row["former_codes"]


def test_every_answer_names_the_places_that_had_gone(tmp_path: Path) -> None:
    held = with_history(write_places(tmp_path), until=2024, successor="alpha")
    for line in (("export", "csv"), ("chart", "--indicator", "growth", "--form", "ranked")):
        done = ask(held, *line, "--year", "2025")
        assert "didn't exist in 2025: Beta" in done.err, line


def test_a_page_reads_all_goals_a_few_times_however_many_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a card is minutes for the page of the atlas."""
    folder, made = write_places(tmp_path), []
    read = czplan.Dataset.target_rows
    monkeypatch.setattr(czplan.Dataset, "target_rows", lambda ds: made.append(1) or read(ds))
    counts = []
    for more in (0, 3):
        path = folder / "targets.csv"
        lines = [f"alpha-2025,more-{n},growth,,,{n}%,,增长{n}%,3" for n in range(1, more + 1)]
        path.write_text(
            "\n".join([path.read_text(encoding="utf-8").strip(), *lines]) + "\n", "utf-8"
        )
        made.clear()
        ds = czplan.load(folder)
        report.page(ds, czplan.progress(ds, 2025))
        counts.append(len(made))
    assert counts[0] == counts[1]


def test_levels_choose_places(folder: Path) -> None:
    done = ask(folder, "progress", "--year", "2025", "--level", "province", "-f", "csv")
    assert {row["place"] for row in rows(done)} == {"east", "west"}


def test_a_year_side_by_side(folder: Path) -> None:
    found = {row["place"]: row for row in rows(
        ask(folder, "across", "growth", "--year", "2025", "-f", "csv"))}  # fmt: skip
    assert set(found) == {"nation", "east", "west", "alpha", "beta", "gamma", "delta", "epsilon",
                          "zeta"}  # fmt: skip
    alpha = found["alpha"]
    assert (alpha["goal_words"], alpha["goal"], alpha["words"]) == ("5.5%左右", "5.5", "soft")
    assert alpha["stretch"] == "6%"
    assert (alpha["family"], alpha["parent_goal"], alpha["change"]) == ("met", "5", "lowered")
    assert found["nation"]["change"] == found["nation"]["change_words"] == "kept"
    assert found["west"]["change"] == "kept"
    assert found["west"]["change_words"] == "lowered", "左右 is softer than 以上"
    assert found["gamma"]["change"] == "raised"
    assert {row["place"]: row["reason"] for row in found.values() if row["reason"]} == {
        "delta": "relative", "epsilon": "external", "zeta": "not_whole"}  # fmt: skip
    assert found["delta"]["family"] == "met", "6.0 is above the nation's 5.0"


@pytest.mark.parametrize(("measure", "compared"), [("flow", False), ("share", True)])
def test_amounts_are_not_compared_with_the_place_above(
    tmp_path: Path, measure: str, compared: bool
) -> None:
    held = {"east": ({2022: "4000亿元"}, {2022: "3000亿元"}), "alpha": ({2022: "300亿元"}, {})}
    if compared:
        held = {"east": ({2022: "4%"}, {}), "alpha": ({2022: "5%"}, {})}
    folder = write_level(tmp_path / "amounts", held)
    if not compared:
        path = folder / "indicators.yaml"
        text = path.read_text(encoding="utf-8").replace("'%'", "元").replace("share", measure)
        path.write_text(text, encoding="utf-8")
    found, told = in_year(czplan.load(folder), "jobless", 2022)
    assert bool(told["above_parent"]) is compared
    assert any(row["parent_goal"] is not None for row in found) is compared
    if not compared:
        shown = ask(folder, "across", "jobless", "--year", "2022", "-f", "table").out
        assert "100 billion" in shown
        assert "100,000,000,000" not in shown


def test_what_the_places_say_together(folder: Path) -> None:
    told = json.loads(
        ask(folder, "across", "growth", "--year", "2025", "--summary", "-f", "json").out
    )
    assert (told["places"], told["with_number"], told["met"], told["missed"]) == (9, 6, 4, 1)
    assert told["without_figure"] == 1
    assert told["median_goal"] == 5.75
    assert told["by_number"] == {"lowered": 2, "kept": 3, "raised": 1}
    assert told["by_words"] == {"lowered": 3, "kept": 2, "raised": 1}
    levels = {one["level"]: one for one in told["above_parent"]}
    assert (levels["province"]["over"], levels["province"]["above"]) == (2, 1)
    assert levels["city"]["mean_difference"] == pytest.approx((0.5 + 1 + 0.5) / 3)
    assert told["without_number"] == {"not_whole": 1, "relative": 1, "external": 1}


def test_the_order_that_is_asked_for(folder: Path) -> None:
    goals = rows(ask(folder, "across", "growth", "--year", "2025", "--sort", "goal", "-f", "csv"))
    numbers = [float(row["goal"]) for row in goals if row["goal"]]
    assert numbers == sorted(numbers, reverse=True)
    gaps = rows(ask(folder, "across", "growth", "--year", "2025", "--sort", "gap", "-f", "csv"))
    known = [float(row["gap_low"]) for row in gaps if row["goal"] and row["gap_low"]]
    assert known == sorted(known, reverse=True)


def test_the_years_in_a_row(folder: Path) -> None:
    done = ask(folder, "across", "growth", "--from", "2024", "--to", "2025", "-f", "json")
    first, second = json.loads(done.out)
    assert (first["held"], first["with_goal"], first["judged"]) == (7, 7, 1)
    assert first["comparable"] is False
    assert (second["with_goal"], second["matched"]) == (6, 6)
    assert second["mean_change"] == pytest.approx((-0.5 + 0 + 0 + 0 - 0.5 + 1) / 6)
    assert (second["hard"], second["plain"], second["soft"]) == (1, 2, 3)
    same = json.loads(ask(folder, "across", "growth", "--from", "2024", "--to", "2025",
                          "--same-places", "-f", "json").out)  # fmt: skip
    assert [row["with_goal"] for row in same] == [6, 6]


def test_an_english_reader_gets_readings_and_the_words_if_asked(folder: Path) -> None:
    line = ("across", "growth", "--year", "2025", "-f", "table")
    read = ask(folder, *line).out
    assert not set("左右以上力争") & set(read)
    assert "about 5.5%; 6%" in read, "the higher one striven for is read as well"
    assert "soft" in read
    assert "5.5%左右" in ask(folder, *line, "--words").out
    assert "5.5%左右" in ask(folder, *line, lang="zh").out


def test_screens_say_it_in_both_languages(folder: Path) -> None:
    for lang, words in (("zh", "高于上级"), ("en", "above its number")):
        done = ask(folder, "across", "growth", "--year", "2025", "-f", "table", lang=lang)
        assert done.status == 0, done.err
        assert words in done.out
        assert ("与别处相比" if lang == "zh" else "relative to another place") in done.out
        years = ask(folder, "across", "growth", "--from", "2024", "--to", "2025", "-f", "table",
                    lang=lang)  # fmt: skip
        assert "2024 *" in years.out


def test_plans_of_two_places_are_told_apart(folder: Path) -> None:
    two = ask(folder, "plans", "compare", "east-2024", "west-2025", "-f", "csv")
    assert "two places (East, West)" in two.err
    one = ask(folder, "plans", "compare", "east-2024", "east-2025", "-f", "csv")
    assert "two places" not in one.err


def test_a_quotation_says_whose_figure_a_goal_is_to_exceed(folder: Path) -> None:
    quoted = ask(folder, "show", "delta-2025/growth", "--year", "2025", "--quote").out
    assert "more than Growth of China" in " ".join(quoted.split())


def test_a_stretch_goal_is_told_from_the_goal_itself(folder: Path) -> None:
    """Both are promises that count; a reader sees which is which."""
    for lang, word in (("en", "Growth (stretch)"), ("zh", "增速（力争）")):
        line = ("progress", "--place", "alpha", "--year", "2025", "-f", "table")
        assert ask(folder, *line, lang=lang).out.count(word) == 1


def test_above_a_cap_is_softer(folder: Path, tmp_path: Path) -> None:
    """Where less is better a number above the parent's asks for less."""
    falling = write_places(tmp_path)
    path = falling / "indicators.yaml"
    path.write_text(path.read_text("utf-8").replace("direction: up", "direction: down"), "utf-8")
    line = ("across", "growth", "--year", "2025", "-f", "table")
    for held, said in ((folder, False), (falling, True)):
        assert ("above is softer" in ask(held, *line).out) is said
        assert ("高于即更宽" in ask(held, *line, lang="zh").out) is said


COLUMNS = [
    "place", "place_zh", "place_en", "code", "level", "parent", "year", "indicator", "goal_words",
    "operator", "goal_low", "goal_high", "figure_words", "figure_low", "figure_high", "status",
    "family", "goal_source", "figure_source", "confidence", "code_now",
]  # fmt: skip


def test_the_panel_in_every_form(folder: Path, tmp_path: Path) -> None:
    found = rows(ask(folder, "panel", "growth", "-f", "csv"))
    assert list(found[0]) == COLUMNS
    beta = next(row for row in found if (row["place"], row["year"]) == ("beta", "2025"))
    assert (beta["figure_low"], beta["status"], beta["code"]) == ("6.5", "met", "320200")
    delta = next(row for row in found if row["place"] == "delta")
    assert delta["figure_words"] == "6.0%"
    for form, read in (("parquet", pd.read_parquet), ("dta", pd.read_stata), ("xlsx", None)):
        path = tmp_path / f"panel.{form}"
        assert ask(folder, "panel", "growth", "-o", str(path)).status == 0
        frame: Any = read(path) if read else pd.read_excel(path, engine="openpyxl")
        assert len(frame) == len(found)
        assert list(frame) == COLUMNS
    labels = pd.io.stata.StataReader(tmp_path / "panel.dta").variable_labels()
    assert "当年区划代码" in labels["code"]
    assert "Code" in labels["code"]


def test_a_panel_of_no_years_or_an_unknown_file_is_refused(folder: Path, tmp_path: Path) -> None:
    done = ask(folder, "panel", "growth", "--from", "2025", "--to", "2024")
    assert (done.status, "--to 2024 is before --from 2025" in done.err) == (2, True)
    done = ask(folder, "panel", "growth", "-o", str(tmp_path / "p.sav"))
    assert (done.status, "can't write .sav" in done.err) == (2, True)
    assert not (tmp_path / "p.sav").exists()
    assert ask(folder, "panel", "growth", "-o", str(tmp_path / "p.sav"), "-f", "csv").status == 0


def test_the_wide_panel_has_a_row_a_place(folder: Path) -> None:
    found = {row["place"]: row for row in rows(ask(folder, "panel", "growth", "--wide"))}
    assert found["alpha"]["goal_2025"] == "5.5"
    assert found["alpha"]["figure_2024"] == "5"
    assert found["beta"]["status_2025"] == "met"
    long = {(row["place"], row["year"]): row for row in rows(ask(folder, "panel", "growth"))}
    for (place, year), row in long.items():
        for name in ("goal_words", "operator", "goal_low", "goal_high", "figure_words",
                     "figure_low", "figure_high", "status", "family", "goal_source",
                     "figure_source", "confidence"):  # fmt: skip
            assert found[place][f"{name}_{year}"] == row[name]


def test_a_wide_panel_takes_time_in_step_with_its_columns(folder: Path) -> None:
    ds = czplan.load(folder)
    ask = partial(content, ds, ["growth", "jobs"], form="csv", wide=True)
    ask(years=range(2020, 2030))  # what is read but once is read
    times = []
    for years in (range(2000, 2050), range(1900, 2150)):
        began = time.process_time()
        whole = ask(years=years).decode("utf-8-sig")
        times.append(time.process_time() - began)
    assert times[1] < 10 * times[0], "five times the columns, and thousands of them"
    found = {row["place"]: row for row in csv.DictReader(io.StringIO(whole))}
    assert len(found["alpha"]) == 7 + 2 * 14 * len(years)
    assert {name: value for name, value in found["beta"].items() if value and "goal_words" in name
            } == {"growth_goal_words_2024": "6%", "growth_goal_words_2025": "6%"}  # fmt: skip


def test_a_panel_wider_than_a_sheet_is_refused(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from czplan.across import panel

    monkeypatch.setattr(panel, "panel_years", lambda ds: list(range(1000, 2300)))
    path = tmp_path / "wide.xlsx"
    done = ask(folder, "panel", "growth", "--wide", "-o", str(path))
    assert done.status == 2
    assert "18207 columns and a sheet holds 16384" in done.err
    assert "Traceback" not in done.err
    assert not path.exists()


def test_a_wide_panel_in_stata_has_names_that_fit_and_labels(tmp_path: Path) -> None:
    path = tmp_path / "wide.dta"
    line = ("panel", "general-budget-revenue", "general-budget-revenue-growth", "gdp", "--wide")
    assert here(*line, "--from", "2024", "--to", "2025", "-o", str(path)).status == 0
    labels = pd.io.stata.StataReader(path).variable_labels()
    assert max(map(len, labels)) <= 32
    assert labels["gdp_goal_words_2025"] == "gdp：2025年目标原文 · gdp: Goal as stated, 2025"
    assert "general-budget-revenue-growth" in labels["gbrg_figure_source_2025"]
    assert "2025年数据来源" in labels["gbr_figure_source_2025"]


@pytest.mark.parametrize(
    "words", ["1个百分点", "1个百分点以上", "0.5—1个百分点", "高于东省1个百分点"]
)
@pytest.mark.parametrize("measure", ["growth", "share"])
@pytest.mark.parametrize("notation", ["yaml", "csv"])
def test_a_margin_over_another_place_is_a_fault_and_no_rate(
    tmp_path: Path, words: str, measure: str, notation: str
) -> None:
    folder = write_places(tmp_path / "set")
    if measure == "share":
        kinds = folder / "indicators.yaml"
        kinds.write_text(kinds.read_text("utf-8").replace("measure: growth", "measure: share"),
                         "utf-8")  # fmt: skip
    path = folder / "targets.csv"
    lines = [line for line in path.read_text("utf-8").splitlines() if "alpha-2025" not in line]
    text = f"增速高于东省{words}"
    if notation == "csv":
        lines.append(f"alpha-2025,growth,,,,{words},growth@east,{text},3")
    else:
        listed: dict[str, dict[str, Any]] = {}
        for row in csv.DictReader(lines):
            plan, slug, name = row.pop("plan"), row.pop("slug"), row.pop("name_zh")
            held: dict[str, Any] = {one: value for one, value in row.items() if value}
            listed.setdefault(plan, {})[slug] = (
                held | {"line": 3} | ({"name": {"zh": name}} if name else {})
            )
        listed["alpha-2025"] = {
            "growth": {"stated": words, "reference": "growth@east", "text": text, "line": 3}
        }
        (folder / "targets.yaml").write_text(json.dumps(listed, ensure_ascii=False), "utf-8")
        path.unlink()
    if notation == "csv":
        path.write_text("\n".join(lines) + "\n", "utf-8")
    with pytest.raises(czplan.DataError) as refused:
        czplan.load(folder)
    found = [one for one in refused.value.faults if one.is_error]
    assert len(found) == 1, [one.text("en") for one in found]
    (fault,) = found
    assert fault.code == "bad-number"
    assert words in fault.text("en")


def test_one_place_needs_no_table() -> None:
    found = rows(here("across", "gdp-growth", "--year", "2025", "-f", "csv"))
    assert len(found) == 1
    assert found[0]["place_en"] == "Changzhou"
    assert [row["name_en"] for row in rows(here("places", "list", "-f", "csv"))] == ["Changzhou"]
    assert here("progress", "--year", "2025", "--place", "常州", "-f", "csv").status == 0
    assert here("progress", "--year", "2025", "--place", "苏州").status == 2


def test_a_summary_names_its_place_as_the_option_takes_it(folder: Path) -> None:
    """An id where there is a table of places, else the set's own name: either way it is one."""
    for data in (["--data", str(folder)], []):
        line = ("progress", "--year", "2025", "--summary", "-f", "json", *data)
        many = json.loads(here(*line).out)
        told = many[1] if data else many
        assert json.loads(here(*line, "--place", told["place"]).out) == told


def test_progress_answers_by_place_in_a_pipe_as_on_a_terminal(folder: Path) -> None:
    """Formats, columns and `--rows` mean rows, one a goal; so does a question of one place."""
    told = ask(folder, "progress", "--year", "2025").out.splitlines()
    assert told[0].split("\t")[:3] == ["place", "year", "as_of"]
    held = ["nation", "east", "west", "alpha", "beta", "gamma", "delta", "epsilon"]
    assert [line.split("\t")[0] for line in told[1:]] == held
    for words in (["-f", "tsv"], ["--rows"], ["--fields", "id,place"], ["-L", "3"],
                  ["--place", "alpha"], ["--group-by", "theme"]):  # fmt: skip
        assert ask(folder, "progress", "--year", "2025", *words).out.startswith("id\t"), words
    assert ask(folder, "progress", "--year", "2025", "-q").out.count("/growth") == 9
    table = ask(folder, "progress", "--year", "2025", "-f", "table").out
    assert [sum(f" {place}" in line for line in table.splitlines()) for place in held] == [1] * 8
    assert "5.5%" not in table
    every = ask(folder, "progress", "--year", "2025", "-f", "table", "--rows").out
    assert "5.5%" in every


@pytest.mark.parametrize(
    ("stated", "text", "ranged", "found"),
    [
        ("5%左右", "增长5%左右", False, "soft"),
        ("5%以上", "增长5%以上", False, "hard"),
        ("5%", "确保增长5%", False, "hard"),
        ("5%", "力争增长5%", False, "soft"),
        ("5%", "增长5%，力争6%", False, "plain"),
        ("5%—5.5%", "增长5%—5.5%", True, "soft"),
        ("不低于5%", "增长不低于5%", False, "hard"),
        ("突破5%", "突破5%", False, "hard"),
        ("约5%", "约5%", False, "soft"),
        ("力争5%以上", "力争5%以上", False, "hard"),
    ],
)
def test_words_are_hard_plain_or_soft(stated: str, text: str, ranged: bool, found: str) -> None:
    assert hardness(stated, text, ranged=ranged) == found


def test_the_one_number_of_a_goal() -> None:
    assert point(5.0, None) == 5
    assert point(None, 3.0) == 3
    assert point(5.0, 6.0) == 5.5
    assert point(5.0, 5.0) == 5


def test_a_place_counts_while_it_existed(folder: Path) -> None:
    ds = czplan.load(folder)
    from czplan.across.year import in_year

    now, _ = in_year(ds, "growth", 2025)
    before, _ = in_year(ds, "growth", 2019)
    assert "gone" not in {row["place"] for row in now}
    assert "gone" in {row["place"] for row in before}


def test_no_goal_of_a_place_is_judged_after_its_time(tmp_path: Path) -> None:
    """Gone since 2021: its plan is told of up to 2020, and what is left out is said."""
    folder = write_places(tmp_path)
    lines = {
        "plans.csv": "gone-2016,十三五,five-year-plan,2021,east-2024,gone,whole",
        "targets.csv": "gone-2016,pace,growth,average-growth,,6%,,年均增长6%,3",
        "actuals.csv": "growth,2021,6%,east-2024,gone",
    }
    for name, line in lines.items():
        path = folder / name
        path.write_text(path.read_text(encoding="utf-8") + line + "\n", encoding="utf-8")
    first, *others = (folder / "plans.csv").read_text(encoding="utf-8").splitlines()
    plans = [f"{first},start", *(f"{one}," for one in others[:-1]), f"{others[-1]},2016"]
    (folder / "plans.csv").write_text("\n".join(plans) + "\n", encoding="utf-8")
    ds = czplan.load(folder)
    assert [fault.code for fault in ds.faults] == ["place-not-there"]
    for year, everything, judged in ((2020, False, 1), (2021, False, 0), (2022, True, 0)):
        found = czplan.progress(ds, year, all=everything)
        assert (found["place"] == "gone").sum() == judged
    told = "left out, as they didn't exist in 2021: Gone (–2020 → alpha)"
    for command in ("progress", "across growth"):
        done = ask(folder, *command.split(), "--year", "2021")
        assert done.status == 0
        assert told in done.err
        assert "Gone" not in ask(folder, *command.split(), "--year", "2020").err
    done = ask(folder, "progress", "--year", "2022", "--place", "gone")
    assert "didn't exist in 2022" in done.err
    assert "didn't exist" not in ask(folder, "progress", "--year", "2022").err


def test_a_chinese_slip_has_its_nearest_place() -> None:
    """Of two characters one is wrong, or all are traditional; a far word is sent to the list."""
    atlas = czplan.load("atlas")
    assert find_place(atlas, "常州省") == "changzhou"
    assert find_place(atlas, "西藏") == "xizang"
    near = {"常洲": "常州", "常洲市": "常州市", "changzhuo": "Changzhou", "莱芜": "places list"}
    if has_converter():
        assert {find_place(atlas, word) for word in ("江蘇", "江蘇省")} == {"jiangsu"}
    else:
        near["江蘇"] = "江苏"
    for word, offered in near.items():
        with pytest.raises(UnknownValue) as unknown:
            find_place(atlas, word)
        said = errors.unknown(unknown.value)
        assert offered in said
        assert len(said) < 80


def test_a_figure_of_another_place_decides_nothing(folder: Path) -> None:
    ds = czplan.load(folder)
    verdicts = czplan.progress(ds, 2025).set_index("id")
    assert verdicts.loc["gamma-2025/growth", "status"] == "due_no_data"
    assert verdicts.loc["beta-2025/growth", "actual_stated"] == "6.5%"
    assert verdicts.loc["delta-2025/growth", "gap_low"] == 1


def test_an_indicators_history_is_of_the_places_asked_for(folder: Path) -> None:
    found = rows(ask(folder, "indicators", "show", "growth", "--place", "beta", "-f", "csv"))
    assert {row["stated"] for row in found if row["entry"] == "figure"} == {"6.5%"}
    assert {row["stated"] for row in found if row["entry"] == "goal"} == {"6%"}
    card = ask(folder, "targets", "show", "beta-2025/growth", "-f", "table")
    assert "6.5%" in card.out
    assert "5.6%" not in card.out, "another place's figure"


def test_a_reference_without_figures_gives_no_number(tmp_path: Path) -> None:
    folder = write_places(tmp_path / "set")
    path = folder / "actuals.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if ",nation" not in line) + "\n", "utf-8")
    verdicts = czplan.progress(czplan.load(folder), 2025).set_index("id")
    assert verdicts.loc["delta-2025/growth", "family"] == "open"
    assert pd.isna(verdicts.loc["delta-2025/growth", "gap_low"])
    assert "全国增速没有可用的数据" in verdicts.loc["delta-2025/growth", "reason_zh"]
    assert "compared with, Growth (China)" in verdicts.loc["delta-2025/growth", "reason_en"]
    kept = [line for line in lines if not line.endswith((",nation", ",delta"))]
    path.write_text("\n".join(kept) + "\n", "utf-8")
    neither = czplan.progress(czplan.load(folder), 2025).set_index("id").loc["delta-2025/growth"]
    assert "没有可用的数据，全国增速也没有" in neither["reason_zh"]
    assert "nor one of Growth (China)" in neither["reason_en"]


def test_an_indicator_goes_by_its_name(folder: Path) -> None:
    assert len(rows(ask(folder, "across", "增速", "--year", "2025", "-f", "csv"))) == 9
    assert ask(folder, "across", "grwth", "--year", "2025").status == 2


LEVEL = {
    # goals of a level (jobless, at most) by year, figures by year
    "alpha": ({2022: "4.5%以内", 2023: "4.5%以内", 2024: "4.5%以内"}, {2021: "3.0%", 2024: "4.1%"}),
    "beta": ({2022: "4.0%以内", 2024: "4.2%以内"}, {2022: "4.4%", 2023: "3.9%", 2024: "4.0%"}),
    "gamma": ({2023: "4.5%以内"}, {2024: "4.6%"}),
    "delta": ({2022: "4.5%以内"}, {2022: "4.5%以内", 2023: "5%以内"}),
}


@pytest.fixture(scope="module")
def levels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a set of an indicator that is a level, whose figures come in other years than goals."""
    return write_level(tmp_path_factory.mktemp("levels"), LEVEL)


def write_level(folder: Path, held: dict[str, tuple[dict[int, str], dict[int, str]]]) -> Path:
    write_places(folder)
    plans = ["id,name_zh,kind,end,source,place,coverage"]
    targets, actuals = (
        ["plan,slug,indicator,stated,text,line"],
        ["indicator,period,stated,source,place"],
    )
    sources = {"s,报告,某府,official,2021-01-10"}
    for place, (goals, figures) in held.items():
        for year in range(2021, 2026):
            plans.append(f"{place}-{year},报告,annual-report,{year},s,{place},whole")
        targets += [
            f"{place}-{year},jobless,jobless,{words},失业率{words},3"
            for year, words in goals.items()
        ]
        actuals += [f"jobless,{year},{words},s,{place}" for year, words in figures.items()]
    sources_csv = ["id,title_zh,publisher,grade,published", *sources]
    for name, lines in (("sources", sources_csv), ("plans", plans), ("targets", targets),
                        ("actuals", actuals)):  # fmt: skip
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "indicators.yaml").write_text(
        "jobless: {name: {zh: 失业率, en: Unemployment}, unit: '%', measure: share, "
        "direction: down}\n",
        encoding="utf-8",
    )
    return folder


SHARED = ("goal_words", "operator", "goal_low", "goal_high", "figure_words", "figure_low",
          "figure_high", "status", "family", "goal_source", "figure_source",
          "confidence")  # fmt: skip


def agree_on_every_row(ds: Any, years: range) -> None:
    """Hold the panel and the many-year form against the one-year forms."""
    panel = {(row["place"], row["year"]): row for row in long_rows(ds, ["jobless"], years)}
    many = {row["year"]: row for row in over_years(ds, "jobless", years[0], years[-1])}
    figures = {
        (row["place"], int(row["period"])): row["stated"]
        for row in ds.actuals[["place", "period", "stated"]].to_dict("records")
    }
    for year in years:
        one_year, told = in_year(ds, "jobless", year)
        for row in one_year:
            assert row["figure_words"] == figures.get((row["place"], year))
            if row["figure_words"] is None:
                assert (row["figure_low"], row["gap_low"], row["figure_source"]) == (None,) * 3
                assert row["family"] not in ("met", "missed")
            in_panel = panel.pop((row["place"], year), None)
            if in_panel is None:
                assert row["goal_words"] is row["figure_words"] is None
            else:
                assert {name: row[name] for name in SHARED} == {
                    name: in_panel[name] for name in SHARED}  # fmt: skip
        row = many[year]
        assert (row["with_goal"], row["met"], row["missed"], row["median_goal"]) == (
            told["with_number"], told["met"], told["missed"], told["median_goal"])  # fmt: skip
        assert row["judged"] == told["met"] + told["missed"]
        goals = [one for one in one_year if one["goal"] is not None]
        numbers = [point(one["figure_low"], one["figure_high"]) for one in goals]
        known = [number for number in numbers if number is not None]
        assert row["median_figure"] == (pytest.approx(median(known)) if known else None)
    assert not panel


def test_a_row_has_the_figure_of_its_own_year_or_none(levels: Path) -> None:
    ds = czplan.load(levels)
    agree_on_every_row(ds, range(2021, 2026))
    found = {(row["place"], row["year"]): row["status"]
             for row in long_rows(ds, ["jobless"], range(2021, 2026))}  # fmt: skip
    assert found["beta", 2022] == "not_met", "3.9 came in 2023"
    assert found["alpha", 2022] == found["gamma", 2023] == "due_no_data"
    assert found["alpha", 2024] == "met"


def test_what_is_undecided_is_no_judged_goal(levels: Path) -> None:
    line = ("across", "jobless", "--from", "2022", "--to", "2024", "-f", "csv")
    found = {row["year"]: row for row in rows(ask(levels, *line))}
    assert (found["2022"]["with_goal"], found["2022"]["judged"]) == ("3", "2")
    assert (found["2023"]["judged"], found["2023"]["share_met"]) == ("0", "")
    assert found["2023"]["comparable"] == "false"


WORDS = st.sampled_from(["4.5%以内", "4%以内", "4.2%", "3.9%"])
YEARLY = st.dictionaries(st.integers(2021, 2025), WORDS, max_size=4)


@settings(max_examples=4, deadline=None)
@given(held=st.dictionaries(st.sampled_from(["alpha", "beta", "east"]), st.tuples(YEARLY, YEARLY)))
def test_panel_and_across_agree_whatever_is_known(
    held: dict[str, tuple[dict[int, str], dict[int, str]]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        agree_on_every_row(czplan.load(write_level(Path(folder) / "set", held)), range(2021, 2026))
