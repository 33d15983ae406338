"""`show` and `search`: anything by number, id or name; numbers that no longer hold; whole words."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from cli_process import SAMPLE, Done, inside, within
from many_screens import Ask, answers

from czplan import filters, searching
from czplan.cli.kit import errors, handles

NOTHING = {"NO_COLOR": "1", "CZPLAN_LANG": "en"}


def asked(folder: Path, *lines: str, **env: str) -> list[Done]:
    """Run lines one after another on a terminal, with a state folder of their own."""
    state = folder.parent / "state"
    asks = [Ask(tuple(line.split("|")), 100, 60) for line in lines]
    return answers(*asks, CZPLAN_DATA=str(folder), XDG_STATE_HOME=str(state), **NOTHING, **env)


def test_what_a_word_names(town: Path) -> None:
    """Number, goal, indicator, plan, source, unique slug, name: in this order."""
    lines = ["progress|--year|2025", "show|2", "show|fyp14/gdp", "show|gdp", "show|fyp14",
             "show|report-2025", "show|star-city", "show|新能源整车", "show|firm-ladder",
             "show|Work accidents", "show|work accidents|-f|json"]  # fmt: skip
    done = asked(town, *lines)
    assert [one.status for one in done] == [0] * len(lines), [one.err for one in done]
    second = done[0].out.split("\n 2  ")[-1] if "\n 2  " in done[0].out else done[0].out
    assert "large-firms" in second
    assert "fyp14/large-firms" in done[1].out
    assert "Sample City" in done[2].out
    assert "Goals (1; verdicts as of 2025)" in done[3].out  # the indicator wins over the slug
    assert "14th Five-Year Plan" in done[4].out.split("\n")[0]
    assert "Goals (6)" in done[4].out
    assert "2025 work report" in done[5].out.split("\n")[0]
    assert "fyp14/star-city" in done[6].out
    assert "wr2025/ev-output" in done[7].out
    assert "fyp14/firm-ladder" in done[8].out
    assert "wr2025/accidents" in done[9].out
    assert json.loads(done[10].out)[0]["id"] == "wr2025/accidents"


def test_a_number_carries_the_year_of_its_listing(town: Path) -> None:
    done = asked(town, "progress|--year|2024|--rows", "show|1", "show|1|--year|2025")
    assert "The sum (2024)" in done[1].out
    assert "The sum (2025)" in done[2].out


def test_a_number_without_a_listing_or_after_a_change_is_refused(
    town: Path, tmp_path: Path
) -> None:
    none, *rest = asked(town, "show|2", "search|firms", "show|2", "show|99")
    assert none.status == 2
    assert "no listing has been numbered" in none.err
    assert [one.status for one in rest] == [0, 0, 2]
    assert "not 99" in rest[2].err
    path = town / "actuals.yaml"
    path.write_text(path.read_text("utf-8").replace("5710家", "5711家"), "utf-8")
    assert "the data has changed" in asked(town, "show|2")[0].err
    other = Path(shutil.copytree(SAMPLE, tmp_path / "other"))
    (other / "dataset.yaml").write_text("format: 1\n", "utf-8")
    said = asked(other, "show|2")[0]
    assert said.status == 2
    assert str(town) in said.err.replace("\n", "")


def test_a_listing_without_numbers_ends_those_before_it(
    town: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "kept"))
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    handles.keep(["target:fyp14/gdp"], town)
    assert handles.last(town).ids == ("target:fyp14/gdp",)
    handles.keep([], town, {"year": 2021})
    with pytest.raises(errors.Refusal, match=r"no numbers|没有编号"):
        handles.last(town)


def test_what_is_nearest_is_offered() -> None:
    """A place of which one character is wrong; a word across two others only where none has it."""
    near = within("show", "常洲", "--lang", "en")
    assert near.status == 2
    assert "Did you mean 常州?" in near.err
    several = within("show", "地铁", "--lang", "en")
    assert "metro-line-1" in several.err
    assert "multimodal-rail-start" not in several.err
    theme = within("progress", "--theme", "环保", "--lang", "en")
    assert "Did you mean 生态环境?" in theme.err
    assert "--search" not in theme.err
    early = within("progress", "--as-of", "2010", "-f", "csv", "--lang", "en")
    assert "by 2010; the first was stated 2014-01-07: --as-of 2014-01-07 --year 2014" in early.err


def test_a_state_folder_that_cannot_be_written_is_no_fault(town: Path) -> None:
    done = answers(
        Ask(("progress", "--year", "2025")), Ask(("show", "1")),
        CZPLAN_DATA=str(town), XDG_STATE_HOME="/dev/null/x", **NOTHING,
    )  # fmt: skip
    assert done[0].status == 0
    assert done[1].status == 2


def test_several_that_fit_are_offered_and_numbered(town: Path) -> None:
    offered, first, nothing = asked(town, "show|firms", "show|1", "show|zzzz")
    assert offered.status == 2
    assert "  1  " in offered.err
    assert first.status == 0
    assert nothing.status == 2
    assert "searched names, aliases, ids" in nothing.err


def test_listings_are_cut_where_asked_and_show_no_heading_over_nothing(town: Path) -> None:
    """The first rows, how many are left out; of nothing no more than that there is nothing."""
    lists = ("sources|list", "plans|list", "indicators|list", "actuals|list", "sources|coverage")
    for done in asked(town, *(f"{line}|-L|1" for line in lists)):
        assert done.status == 0
        assert re.search(r"^1 of \d+ rows$", done.err, re.MULTILINE), done.err
        assert done.out.count("─\n") == 1
    lines = (*(f"{line}|--search|zzzz" for line in lists), "progress|--search|zzzz", "search|zzzz")
    for done in asked(town, *lines):
        assert (done.status, done.out.strip()) == (0, "")
        assert re.search(r"^no(thing found)? ", done.err, re.MULTILINE), done.err


def test_search_finds_whole_words_and_traditional_characters(town: Path) -> None:
    def ids(*words: str) -> set[str]:
        done = inside("search", *words, "-q", "--data", str(town))
        assert done.status == 0, done.err
        return set(done.out.split())

    assert "wr2025/ev-output" in ids("vehicle")
    assert "wr2025/ev-output" in ids("vehicles")  # as the plan's words say it, or in the plural
    assert ids("EV") == {"wr2025/ev-output", "ev-output"}  # never within development, revenue
    assert ids("firm", "threshold") == {"fyp14/large-firms", "large-firms"}
    assert "fyp14/gdp" in ids("地區生產總值")
    assert ids("新能源") == ids("新能源") | ids("新能源整车")
    assert ids("電動車") == ids("EV")
    nothing = inside("search", "航天", "--data", str(town), CZPLAN_LANG="zh")
    assert nothing.status == 0
    assert "查了" in nothing.err


def test_synonyms_find_goals_and_narrow_listings(town: Path) -> None:
    path = town / "indicators.yaml"
    text = path.read_text("utf-8").replace(
        "ev-output:\n", "ev-output:\n  aliases: [电动车产量, electric cars]\n"
    )
    path.write_text(text, "utf-8")
    found = inside("search", "electric", "car", "-q", "--data", str(town)).out.split()
    assert found == ["wr2025/ev-output", "ev-output"]
    listed = inside("targets", "list", "--search", "電動車", "-q", "--data", str(town)).out.split()
    assert listed == ["wr2025/ev-output"]
    judged = inside("progress", "--search", "电动车", "-q", "--data", str(town)).out.split()
    assert judged == ["wr2025/ev-output"]


def test_quote_is_the_paragraph_alone(town: Path) -> None:
    for lang, said in (("zh", "新能源整车产量突破100万辆"), ("en", "more than 1,000,000 vehicles")):
        done = inside("show", "wr2025/ev-output", "--quote", "--data", str(town), CZPLAN_LANG=lang)
        assert done.status == 0
        assert done.out.count("\n") == 1
        assert said in done.out
    refused = inside("show", "fyp14", "--quote", "--data", str(town))
    assert refused.status == 2


@pytest.mark.parametrize("word", ["常州市", "changzhou", "常州"])
def test_the_place_of_a_set_of_one_place_is_shown(word: str) -> None:
    done = inside("show", word, "-f", "json")
    assert [(row["name_zh"], row["name_en"]) for row in done.rows] == [("常州市", "Changzhou")]


def test_words_for_the_same_find_each_other() -> None:
    names = {
        "nev": "新能源汽车渗透率 New-energy vehicles' share of sales",
        "rd": "全社会研发经费占地区生产总值比重 R&D expenditure as a share of GDP",
        "city": "常住人口城镇化率 Urbanisation rate",
        "jobs": "城镇新增就业 New urban jobs",
        "money": "一般公共预算收入 General public budget revenue, every level",
        "air": "PM2.5平均浓度 Mean PM2.5 concentration",
    }
    rows = [{"id": id, "name": name} for id, name in names.items()]
    asked = {
        "nev": ["EV", "ev", "NEV", "electric cars", "Electric  Car", "电动车", "电动汽车", "電動車",
                "新能源车渗透率", "电动车渗透率", "electric car share"],
        "rd": ["research and development", "研究与试验发展", "國內生產總值", "GDP R&D"],
        "city": ["urbanization", "Urbanisation", "城市化"],
        "jobs": ["employment", "job", "就業"],
        "money": ["fiscal revenues", "财政收入", "預算收入"],
        "air": ["fine particles", "细颗粒物"],
    }  # fmt: skip
    for id, words in asked.items():
        for word in words:
            assert [row["id"] for row in searching.search(rows, [word], ("name",))] == [id], word
    (key,) = searching.with_synonyms(searching.search_key([names["nev"]], None))
    assert {"ev", "electric", "car", "电动车"} <= set(key.split())  # so a page finds it as well
    assert searching.search(rows, ["EV"], ("name",), same=False) == []
    assert searching.search(rows, ["vel"], ("name",)) == []


def test_misspelt_words_get_the_nearest() -> None:
    names = [
        "新能源汽车渗透率",
        "New-energy vehicles",
        "Electricity from solar power",
        "城乡居民收入比",
    ]
    for asked, near in {
        "elctric vehicls": "electric vehicle", "solr": "solar", "新能原汽车": "新能源汽车",
        "居民收如": "居民收入", "新能源汽车": None, "debt": None, "消防": None, "xyzzy": None,
    }.items():  # fmt: skip
        assert searching.nearest_words(asked, names) == near, asked


def test_what_a_listing_of_nothing_offers_finds_something() -> None:
    for line, near in {
        "targets list --search elctric": "electric",
        "targets list --plan wr2026 --search elctric": None,  # none of that plan is of cars
        "progress --plan wr2026 --year 2026 --search elctric": None,
        "plans list --search reprot": "report",
        "indicators list --search 新能原汽车": "新能源汽车",
        "sources list --search statstics": "statistic",
        "actuals list --search reprot": "report",
    }.items():
        told = inside(*line.split(), "--lang", "en").err
        found = re.search(r"Did you mean (.+)\?", told)
        assert (found and found[1]) == near, (line, told)


def test_a_word_across_two_others_comes_last() -> None:
    names = ["开工基地铁路专用线", "地铁1号线", "产业基地建设", "铁路开工", "开通地铁"]
    rows = [{"name": name} for name in names]
    assert searching.inside_others("地铁", rows, ("name",)) == rows[:1]
    assert searching.inside_others("基地", rows, ("name",)) == []


def test_codes_by_names_and_what_one_name_alone_has_in_it() -> None:
    from czplan.unknown import UnknownValue
    from czplan.vocabulary import KINDS, STATUSES, THEMES

    for word, code in {"环境": "environment", "经济": "economy", "finance": "fiscal",
                       "Public finance": "fiscal", "财政": "fiscal"}.items():  # fmt: skip
        assert filters.codes_of("--theme", [word], THEMES, part=True) == [code]
    assert filters.codes_of("--kind", ["task", "任务"], KINDS) == ["milestone", "milestone"]
    assert filters.codes_of("--status", ["完成"], STATUSES) == ["met"]
    for word in ("住房", "and", "e"):
        with pytest.raises(UnknownValue) as refused:
            filters.codes_of("--theme", [word], THEMES, part=True)
        assert "environment 生态环境" in refused.value.shown
