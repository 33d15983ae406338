"""From a document to records: extract, adopt, review and the commands that add one record."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import shutil
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cli_process import Done, command, environment, within
from report_texts import REPORT

import czplan
from czplan.quantity.figure_words import interpret
from czplan.quantity.parsing import said_in


def run(*args: str) -> Done:
    """Run `czplan` in this process, in English unless asked otherwise."""
    return within(*args, *(() if "--lang" in args else ("--lang", "en")))


def new_city(tmp_path: Path, text: str) -> Path:
    """Return the folder of a new city's data set that knows one document and its plan."""
    folder = tmp_path / "city"
    report = tmp_path / "report.md"
    report.write_text(text, encoding="utf-8")
    for args in (
        ("init", str(folder), "--place", "临江市/Linjiang"),
        ("sources", "add", str(report), "--keep", "--data", str(folder)),
        ("plans", "add", "--data", str(folder)),
    ):
        done = run(*args)
        assert done.status == 0, done.err
    return folder


@pytest.fixture(scope="module")
def first_city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return new_city(tmp_path_factory.mktemp("first"), REPORT)


@pytest.fixture
def city(tmp_path: Path, first_city: Path) -> Path:
    shutil.copytree(first_city.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / "city"


def proposals(folder: Path, *more: str) -> list[dict[str, Any]]:
    report = folder.parent / "report.md"
    done = run("extract", str(report), "--data", str(folder), "-f", "json", *more)
    found: list[dict[str, Any]] = done.rows
    return found


def table(
    folder: Path, source: str = "report2026", plan: str = "wr2026"
) -> tuple[Path, list[dict[str, str]]]:
    path = folder.parent / "proposals.csv"
    ids = ("--source", source, "--plan", plan)
    done = run(
        "extract", str(folder.parent / "report.md"), "--data", str(folder), *ids, "-o", str(path)
    )
    assert done.status == 0, done.err
    return path, list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def write(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8-sig") -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding=encoding)


def of(rows: list[dict[str, str]], kind: str, indicator: str) -> dict[str, str]:
    return next(row for row in rows if row["class"] == kind and row["indicator"] == indicator)


# ---------------------------------------------------------------- adding one record
def test_a_source_is_read_off_its_file(city: Path) -> None:
    source = czplan.load(city).source_records["report2026"]
    assert source.title.zh.startswith("临江市政府工作报告")
    assert (source.publisher, source.published) == ("临江市人民政府", "2026-01-20")
    assert source.grade == "copy"
    assert (city / "texts" / "report.md").read_text(encoding="utf-8") == REPORT
    verify = run("sources", "verify", "--data", str(city))
    assert verify.status == 0, verify.err


def test_a_day_of_another_year_is_not_the_documents(tmp_path: Path) -> None:
    text = "---\ntitle: 2008年临江市政府工作报告\n---\n\n各位代表：\n\n本届政府2003年1月就职。\n"
    source = czplan.load(new_city(tmp_path, text)).source_records["report2008"]
    assert source.published is None


def test_a_plan_is_read_off_its_source(city: Path) -> None:
    plan = czplan.load(city).plan_records["wr2026"]
    assert (plan.kind, plan.start, plan.end, plan.source) == (
        "annual-report",
        2026,
        2026,
        "report2026",
    )
    assert plan.name.zh == "临江市政府工作报告"


def test_a_text_is_put_on_record_once_and_no_other_is_overwritten(city: Path) -> None:
    """Reports of two places are often files of one name; their texts are both kept."""
    add = ("sources", "add", "--keep", "--data", str(city))
    again = run(*add, str(city.parent / "report.md"))
    assert again.status == 0
    assert "has this text as report2026 already" in again.err
    second = run(*add, str(city.parent / "report.md"), "--id", "second")
    assert second.status == 0
    assert "warning: the set has this text as report2026" in second.err
    other = city.parent / "elsewhere" / "report.md"
    other.parent.mkdir()
    other.write_text(REPORT.replace("临江", "云岭"), encoding="utf-8")
    assert run(*add, str(other), "--id", "yunling").status == 0
    assert set(czplan.load(city).source_records) == {"report2026", "second", "yunling"}
    assert (city / "texts" / "report.md").read_text(encoding="utf-8") == REPORT
    assert run("sources", "verify", "--data", str(city)).err.count("not at hand") == 0
    kept = (city / "texts" / "yunling.md").read_bytes()
    assert kept == other.read_bytes()
    (city / "texts" / "third.md").write_text("另一份", encoding="utf-8")
    other.write_text(REPORT.replace("临江", "海门"), encoding="utf-8")
    assert run(*add, str(other), "--id", "third").status == 0
    assert (city / "texts" / "third.md").read_text(encoding="utf-8") == "另一份"
    assert (city / "texts" / "third-2.md").read_bytes() == other.read_bytes()


def test_a_plan_without_a_year_is_told(city: Path) -> None:
    run("sources", "add", "某某实施方案", "--publisher", "x", "--id", "s", "--data", str(city))
    done = run("plans", "add", "某某实施方案", "--source", "s", "--data", str(city))
    assert done.status == 0
    assert "say --start and --end" in done.err


@pytest.mark.slow
@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_records_of_every_table_are_added(city: Path, form: str) -> None:
    if form == "csv":
        for name, header in (
            ("targets", "plan,slug,stated,text,line\n"),
            ("indicators", "id,name_zh,name_en,unit,measure,direction\n"),
        ):
            (city / f"{name}.yaml").unlink()
            (city / f"{name}.csv").write_text(header, encoding="utf-8")
    lines = (
        "indicators add forest-cover --name 森林覆盖率 --name-en Forest --unit % "
        "--measure share --direction up",
        "indicators add gdp-growth",
        "targets add wr2026/forest-cover 达到42% --text 森林覆盖率达到42% --line 24",
        "targets add wr2026/port --kind milestone --name 建成新港 --name-en Port --text 建成新港 "
        "--line 24",
    )
    for line in lines:
        done = run(*line.split(" "), "--data", str(city), "--lang", "en")
        assert done.status == 0, done.err
    ds = czplan.load(city)
    assert ds.indicator_records["gdp-growth"].unit == "%"
    assert ds.indicator_records["gdp-growth"].name.en
    goals = ds.target_records
    assert (goals["wr2026/forest-cover"].stated, goals["wr2026/port"].kind) == (
        "达到42%",
        "milestone",
    )
    again = run(*lines[2].split(" "), "--data", str(city), "--lang", "en")
    assert again.status == 0
    assert "is there already" in again.err
    other = run(*lines[2].replace("42%", "43%").split(" "), "--data", str(city), "--lang", "en")
    assert other.status == 2
    assert "choose another id" in other.err


def test_what_check_refuses_is_not_written(city: Path) -> None:
    before = (city / "targets.yaml").read_bytes()
    done = run(
        *("targets", "add", "wr2026/x", "很多", "--text", "很多", "--line", "3"),
        *("--name", "某事", "--data", str(city), "--lang", "en"),
    )
    assert done.status == 2
    assert "nothing was written" in done.err
    assert (city / "targets.yaml").read_bytes() == before
    early = ("targets", "add", "wr2026/x", "5%", "--text", "5%", "--line", "3", "--name", "某事")
    done = run(*early, "--due", "2020", "--data", str(city))
    assert (done.status, "due 2020 comes before 2026" in done.err) == (2, True)
    missing = run("targets", "add", "nowhere/x", "5%", "--data", str(city), "--lang", "en")
    assert missing.status == 2
    assert "no such plan: nowhere" in missing.err


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"%PDF-1.7 \x00", "pdftotext -layout"),
        (b"PK\x03\x04 docx", "pandoc"),
        ("一、工作".encode("gb18030"), "iconv -f GB18030"),
        ("一、工作：生產總值增長5%，新增就業3萬人。".encode("big5"), "iconv -f BIG5"),
        (b"  \n", "empty"),
    ],
)
@pytest.mark.parametrize("verb", ["extract", "sources add"])
def test_what_is_no_text_is_named(tmp_path: Path, content: bytes, word: str, verb: str) -> None:
    assert run("init", str(tmp_path / "city")).status == 0
    path = tmp_path / "report.md"
    path.write_bytes(content)
    done = run(*verb.split(), str(path), "--data", str(tmp_path / "city"), "--lang", "en")
    assert done.status == 2
    assert word in done.err
    assert done.err.count("\n") <= 3


# ---------------------------------------------------------------- adopting a table
def test_a_table_becomes_records(city: Path) -> None:
    path, rows = table(city)
    assert next(iter(rows[0])) == "take"
    assert list(rows[0])[-3:] == ["source", "plan", "slug"]
    for row in rows:
        row["take"] = "y" if row["indicator"] in ("gdp-growth", "urban-jobs-added") else "n"
    write(path, rows)
    done = run("adopt", str(path), "--data", str(city), "--date", "2026-02-01", "--lang", "en")
    assert done.status == 0, done.err
    ds = czplan.load(city)
    goal = ds.target_records["wr2026/gdp-growth"]
    assert (goal.stated, goal.line) == ("增长5.5%以上", 20)
    assert goal.extracted.reviewed == "2026-02-01"
    figures = {(one.indicator, one.period): one.stated for one in ds.actual_records}
    assert figures["gdp-growth", "2025"] == "增长5.8%"
    assert figures["urban-jobs-added", "2025"] == "3.6万人"
    verify = run("sources", "verify", "--data", str(city))
    assert verify.status == 0, verify.out
    rejected = [one for one in ds.not_goals if one.reason == "rejected"]
    assert len(rejected) == sum(row["take"] == "n" for row in rows)
    before = {one.name: one.read_bytes() for one in city.glob("*.yaml")}
    again = run("adopt", str(path), "--data", str(city), "--date", "2026-02-02", "--lang", "en")
    assert again.status == 0, again.err
    assert "are there already" in again.err
    assert czplan.load(city).target_records.keys() == ds.target_records.keys()
    assert before["targets.yaml"] == (city / "targets.yaml").read_bytes()
    assert proposals(city) == []
    assert len(proposals(city, "--rejected")) == len(rejected)
    known = [row for row in proposals(city, "--known") if row["known"]]
    assert len(known) == len(rows) - len(rejected)
    judged = czplan.progress(ds, year=2025)
    assert "read_by" not in judged or set(judged["read_by"]) <= {"machine+person"}


def test_new_indicators_are_made_with_the_name_of_the_text(city: Path) -> None:
    """An id that a curator writes is made; without one the slug, made free, is the id."""
    report = city.parent / "report.md"
    more = "新建换电柜900个。\n\n二、2026年工作安排\n"
    report.write_text(REPORT.replace("二、2026年工作安排\n", more), encoding="utf-8")
    lines = report.read_text(encoding="utf-8").split("\n")
    at = {word: 1 + next(n for n, one in enumerate(lines) if word in one) for word in ("900", "35")}
    ids = ("--id", "second", "--data", str(city))
    assert run("sources", "add", str(report), "--keep", *ids).status == 0
    taken = f"l{at['35']}-1"
    fields = ["--name", "别的", "--unit", "个", "--measure", "stock", "--direction", "up"]
    assert run("indicators", "add", taken, *fields, "--data", str(city)).status == 0
    path, rows = table(city, "second")
    homes = next(row for row in rows if "老旧小区" in row["text"])
    homes |= {"take": "是", "indicator": "homes-renewed", "slug": "homes"}
    for row in rows:
        if "换电柜" in row["text"] or "森林" in row["text"]:
            row["take"] = "y"
    chargers = [row for row in rows if "换电柜" in row["text"]]
    assert [(row["class"], row["indicator"]) for row in chargers] == [("figure", ""), ("goal", "")]
    chargers[1]["slug"] = taken
    write(path, rows, encoding="gb18030")  # as a spreadsheet in China saves it
    done = run("adopt", str(path), "--data", str(city))
    assert done.status == 0, done.err
    ds = czplan.load(city)
    homes_made = ds.indicator_records["homes-renewed"]
    assert (homes_made.name.zh, homes_made.unit) == ("改造老旧小区", "个")
    assert ds.target_records["wr2026/homes"].indicator == "homes-renewed"
    # The figure of last year and the goal of this one are of one indicator, and no other's.
    made = f"l{at['900']}-1"
    assert {one.indicator: one.stated for one in ds.actual_records} == {made: "900个"}
    goal = ds.target_records[f"wr2026/{taken}"]
    assert (goal.indicator, goal.stated) == (made, "1200个")
    indicator = ds.indicator_records[made]
    assert indicator.name.zh == "新建换电柜"
    assert (indicator.unit, indicator.measure, indicator.direction) == ("个", "additions", "up")
    assert indicator.note is None, "the goal says which way it is to go"
    assert f"lack their English name: {made}, homes-renewed" in done.err
    assert "to be checked" not in done.err
    before = {one.name: one.read_bytes() for one in city.glob("*.yaml")}
    again = run("adopt", str(path), "--data", str(city))
    assert (again.status, "4 are there already" in again.err) == (0, True), again.err
    assert {one.name: one.read_bytes() for one in city.glob("*.yaml")} == before
    assert run("check", str(city), "--strict").status == 0


def test_two_goals_of_one_word_are_two_indicators(tmp_path: Path) -> None:
    """建成 is the name of anything: what is said twice of one time is never put together."""
    folder = new_city(
        tmp_path,
        "---\ntitle: 临江市政府工作报告（2026年1月20日）\n---\n\n二、2026年工作安排\n\n"
        "今年，支持重点项目建设资金30亿元，工业实现倍增。\n\n"
        "今年，支持重点项目建设资金50亿元。\n",
    )
    path, rows = table(folder)
    write(path, [row | {"take": "y", "name": "建设资金"} for row in rows])
    done = run("adopt", str(path), "--data", str(folder))
    assert done.status == 0, done.err
    goals = czplan.load(folder).target_records
    assert {one.stated: one.indicator is None for one in goals.values()} == {
        "30亿元": False,
        "50亿元": False,
        "倍增": True,  # by what it is counted is unsaid: a goal with its name
    }
    assert len({one.indicator for one in goals.values()}) == 3


def test_a_name_that_means_something_else_is_no_name_alone(city: Path) -> None:
    """What is named 投资, or as the catalogue names another thing, must not catch later texts."""
    from czplan.editing.adopting import adoption
    from czplan.editing.proposed import Decision
    from czplan.extract import read

    text = (
        "2026年政府工作报告\n\n过去五年，固定资产投资是2020年的3.5倍，投资8亿元，茶叶产量1.1万吨。"
    )
    proposals = [one for one in read(text, file="x") if one.indicator is None]
    said = {"source": "report2026", "plan": "wr2026"}
    chosen = [Decision(one, True, said | {"slug": f"s{at}"}) for at, one in enumerate(proposals)]
    made = adoption(czplan.load(city), chosen, date="2026-02-01", version="0").records
    names = {one.fields["name"]["zh"] for one in made if one.table == "indicators"}  # type: ignore
    assert names == {
        "固定资产投资（固定资产投资是2020年的3.5倍）",
        "投资（投资8亿元）",
        "茶叶产量",
    }


def test_a_slug_that_another_goal_has_is_told(city: Path) -> None:
    path, rows = table(city)
    of(rows, "goal", "gdp-growth")["take"] = "y"
    of(rows, "goal", "urban-jobs-added").update(take="y", slug="gdp-growth")
    write(path, rows)
    done = run("adopt", str(path), "--data", str(city))
    assert done.status == 0, done.err
    assert "this goal becomes wr2026/gdp-growth-2" in done.err
    goals = czplan.load(city).target_records
    assert goals["wr2026/gdp-growth-2"].indicator == "urban-jobs-added"


def test_an_indicator_taken_away_is_not_taken(city: Path) -> None:
    """A curator who empties a wrong indicator gets a new one, although slug still has its id."""
    path, rows = table(city)
    run("indicators", "add", "urban-jobs-added", "--data", str(city))
    for row in rows:
        if row["indicator"] == "urban-jobs-added":
            row |= {"take": "y", "indicator": ""}
    write(path, rows)
    done = run("adopt", str(path), "--data", str(city))
    assert done.status == 0, done.err
    ds = czplan.load(city)
    (goal,), (figure,) = ds.target_records.values(), ds.actual_records
    assert (figure.indicator, goal.indicator) == ("l16-1", "l20-1")
    assert goal.slug == "l20-1"
    assert ds.indicator_records["l16-1"].name.zh == "城镇新增就业（城镇新增就业3.6万人）"


def test_what_is_left_of_a_table_is_found_after_its_names_are_known(city: Path) -> None:
    """New names in the set may cut a sentence otherwise; the table's rows are still the same."""
    report = city.parent / "report.md"
    text = REPORT.replace("新建换电柜1200个", "实施改造，建成8个港口")
    report.write_text(text, encoding="utf-8")
    ids = ("--id", "second", "--data", str(city))
    assert run("sources", "add", str(report), "--keep", *ids).status == 0
    path, rows = table(city, "second")
    for name in ("建成", "港口", "实施"):
        fields = f"--name {name} --name-en x --unit 个 --measure stock --direction up".split()
        assert (
            run("indicators", "add", f"x{ord(name[0])}", *fields, "--data", str(city)).status == 0
        )
    write(path, [row | {"take": "y"} for row in rows])
    done = run("adopt", str(path), "--data", str(city))
    assert done.status == 0, done.err
    assert f"{len(rows)} taken" in done.err


def test_cells_that_a_spreadsheet_spoilt_come_from_the_document(city: Path) -> None:
    path, rows = table(city)
    mine = of(rows, "goal", "gdp-growth")
    mine |= {"take": "y", "stated": "5-Jun", "line": "1", "low": "55"}
    # An id that looks like a number, and a guard, come back otherwise.
    of(rows, "goal", "urban-jobs-added").update(take="y", id="2.57621E+11", name="'+新增就业")
    write(path, rows)
    done = run("adopt", str(path), "--data", str(city), "--lang", "en")
    assert done.status == 0, done.err
    assert "differ from the document" in done.err
    goals = czplan.load(city).target_records
    assert goals["wr2026/gdp-growth"].stated == "增长5.5%以上"
    assert goals["wr2026/urban-jobs-added"].stated == "3.5万人以上"


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        (cell, "2025-09")
        for cell in (
            "Sep-25",
            "25-Sep",
            "2025/9/1",
            "2025-09-01",
            "9/1/2025",
            "2025年9月末",
            "2025-09",
        )
    ]
    + [("2025", "2025"), ("2025年", "2025"), ("Oct-25", "Oct-25"), ("2025-08", "2025-08")],
)
def test_a_month_that_became_a_date_is_the_documents(cell: str, period: str) -> None:
    """A spreadsheet's own date of the month is that month; another one is what a person wrote."""
    from czplan.editing.proposed import choices
    from czplan.extract import read

    (one,) = read("2025年前三季度，地区生产总值增长5.8%。", file="x", year=2026)
    assert one.period == "2025-09"
    (made,), _ = choices([(2, {"take": "y", "id": one.id, "period": cell})], {one.id: one})
    assert made.cell("period") == period


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"take": "maybe"}, "take is y or n, not maybe"),
        ({"take": "y", "id": "000000000000"}, "no proposal 000000000000"),
        ({"take": "y", "source": ""}, "source is missing"),
        ({"take": "y", "plan": "nowhere"}, "there is no plan nowhere"),
        ({"take": "y", "plan": "wr2062"}, "did you mean wr2026?"),
        ({"take": "y", "due": "soon"}, "soon"),
        ({"take": "y", "indicator": "gdp-grwoth"}, "did you mean gdp-growth?"),
        ({"take": "y", "indicator": "GDP_growth"}, "did you mean gdp-growth?"),
        # A row that check would refuse is named with what can be done about it.
        ({"take": "y", "slug": "Ä b"}, "is n or empty in these rows: "),
    ],
)
def test_rows_that_cannot_be_taken_are_named_and_nothing_is_written(
    city: Path, change: dict[str, str], message: str
) -> None:
    path, rows = table(city)
    of(rows, "goal", "urban-jobs-added")["take"] = "y"
    of(rows, "goal", "gdp-growth").update(change)
    write(path, rows)
    before = {one.name: one.read_bytes() for one in city.glob("*.yaml")}
    done = run("adopt", str(path), "--data", str(city), "--lang", "en")
    assert done.status == 2
    assert message in done.err
    assert {one.name: one.read_bytes() for one in city.glob("*.yaml")} == before


def test_a_place_that_stands_twice_in_a_table_is_one_record(city: Path) -> None:
    path, rows = table(city)
    mine = of(rows, "goal", "gdp-growth") | {"take": "y"}
    write(path, [mine, mine])
    done = run("adopt", str(path), "--data", str(city))
    assert done.status == 0, done.err
    assert "1 taken" in done.err
    write(path, [mine, mine | {"take": "n"}])
    done = run("adopt", str(path), "--data", str(city))
    assert done.status == 2
    assert "row 3: is the place of row 2" in done.err


def test_a_changed_document_is_told(city: Path) -> None:
    path, rows = table(city)
    of(rows, "goal", "gdp-growth")["take"] = "y"
    write(path, rows)
    (city.parent / "report.md").write_text(REPORT + "\n完\n", encoding="utf-8")
    (city / "texts" / "report.md").unlink()
    done = run("adopt", str(path), "--data", str(city), "--lang", "en")
    assert done.status == 2
    assert "extract again" in done.err


def test_a_dry_run_writes_nothing(city: Path) -> None:
    path, rows = table(city)
    of(rows, "goal", "gdp-growth")["take"] = "y"
    write(path, rows)
    before = {one.name: one.read_bytes() for one in city.glob("*.yaml")}
    done = run("adopt", str(path), "--data", str(city), "--dry-run", "--lang", "en")
    assert done.status == 0
    assert "+    stated: 增长5.5%以上" in done.out
    assert {one.name: one.read_bytes() for one in city.glob("*.yaml")} == before


# ---------------------------------------------------------------- reviewing in a terminal
def test_review_needs_a_terminal(city: Path) -> None:
    done = run("review", str(city.parent / "report.md"), "--data", str(city), "--lang", "en")
    assert done.status == 2
    assert "czplan extract" in done.err
    assert "-o" in done.err


def heeding_interrupts() -> None:
    """Heed Ctrl-C, which whoever starts these tests in the background has switched off."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


class Terminal:
    """`czplan review` in a terminal."""

    def __init__(self, city: Path, *more: str) -> None:
        import pexpect

        line = command("review", str(city.parent / "report.md"), "--data", str(city), *more)
        env = environment(CZPLAN_LANG="en")
        self.child = pexpect.spawn(
            line[0], line[1:], env=env, encoding="utf-8", timeout=30, dimensions=(24, 80),
            preexec_fn=heeding_interrupts,
        )  # fmt: skip

    def press(self, text: str, wait: str = r"left \d+") -> None:
        self.child.send(text)
        self.child.expect(wait)


def test_a_document_is_reviewed_key_by_key(city: Path) -> None:
    total = len(proposals(city))
    here = Terminal(city, "--date", "2026-02-01")
    here.child.expect(f"1/{total}")
    here.press("ｙ", "done 1")  # full-width, as an input method sends it
    here.press("否", "done 2")
    here.press("b", "done 1")
    here.press("b", "done 0")
    here.press("y", "done 1")
    here.press(" ", f"3/{total}")
    here.press("k", f"2/{total}")
    here.press("n", "done 2")
    here.press("g", ">[·✓✗]")
    here.press("A", r"\[y/N\]")
    here.press("y\n", r"done \d+")
    here.child.send("q")
    here.child.expect("wrote")
    here.child.expect("$")
    here.child.wait()
    assert here.child.exitstatus == 0
    ds = czplan.load(city)
    assert len(ds.not_goals) == 1
    assert len(ds.target_records) + len(ds.actual_records) >= 5
    assert list(city.glob(".czplan*")) == []


def test_a_killed_terminal_loses_nothing(city: Path) -> None:
    here = Terminal(city)
    here.child.expect("left")
    here.press("y", "done 1")
    here.press("n", "done 2")
    here.child.kill(signal.SIGKILL)
    here.child.wait()
    assert czplan.load(city).target_records == {}
    again = Terminal(city)
    again.child.expect("done 2")
    again.child.sendcontrol("c")
    again.child.expect("decisions are kept")
    again.child.wait()
    assert again.child.exitstatus == 130
    last = Terminal(city)
    last.child.expect("done 2")
    last.press("b", "done 1")  # decisions of the killed run are taken back, too
    last.press("n", "done 2")
    last.child.setwinsize(30, 100)
    last.child.expect("done 2")  # drawn anew at once
    last.press("\x1b[1;5A", "no such key")  # Ctrl and an arrow is no A
    last.child.send("q")
    last.child.expect("wrote")
    last.child.expect(r"\d+ left to be looked at: review")
    last.child.wait()
    ds = czplan.load(city)
    assert len(ds.not_goals) == 1
    assert len(ds.actual_records) + len(ds.target_records) == 1


def test_decisions_stay_until_they_are_records(tmp_path: Path) -> None:
    """A line cut off spoils no other, whatever characters stand in them; the rest outlive some."""
    from czplan.editing.decisions import Decided, Decisions

    sha256 = "0" * 64
    kept = Decisions(tmp_path, sha256)
    kept.put("a", Decided("y", {"name": "甲\u2028乙"}))
    whole = kept.path.read_bytes()
    for cut in (
        b"{",
        '{"id": "甲'.encode()[:-1],
        b"[]\n7",
        b'{"id": "x", "take": "y", "said": []}',
    ):
        kept.path.write_bytes(whole + cut)
        Decisions(tmp_path, sha256).put("b", Decided("n"))
        again = Decisions(tmp_path, sha256)
        assert again.get("a") == Decided("y", {"name": "甲\u2028乙"})
        assert again.get("b").take == "n"
    again.forget(["a"])
    assert Decisions(tmp_path, sha256).get("b").take == "n"
    assert Decisions(tmp_path, sha256).get("a").take == ""
    again.forget(["b"])
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_the_decisions_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from czplan.editing.decisions import Decided, Decisions
    from czplan.storage import WriteFault

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    kept = Decisions(tmp_path, "0" * 64)
    for before in ([], ["a"]):
        for id in before:
            kept.put(id, Decided("y"))
        held = {path: path.read_bytes() for path in tmp_path.iterdir()}
        assert len(held) == len(before)
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", full)
            with pytest.raises(WriteFault, match="disk is full"):
                kept.put("b", Decided("n"))
        assert {path: path.read_bytes() for path in tmp_path.iterdir()} == held
        assert kept.get("b") == Decided()


def test_two_who_review_one_document_keep_each_others_decisions(tmp_path: Path) -> None:
    from czplan.editing.decisions import Decided, Decisions

    one, two = (Decisions(tmp_path, "0" * 64) for _ in range(2))
    one.put("a", Decided("y"))
    two.put("b", Decided("n"))
    one.forget(["a"])
    assert Decisions(tmp_path, "0" * 64).get("b") == Decided("n")
    two.forget(["b"])
    assert list(tmp_path.iterdir()) == []


def test_a_proposal_is_edited_before_it_is_taken(city: Path) -> None:
    here = Terminal(city, "--goals", "--indicator", "gdp-growth")
    here.child.expect("1/1")
    here.child.send("e")
    here.child.expect("name:")
    here.child.send("\n")
    here.child.expect("indicator:")
    here.child.send("\n")
    for name in ("start", "due"):
        here.child.expect(f"{name}:")
        here.child.send("\x152030\n" if name == "due" else "\n")
    for _ in ("scope", "unit", "measure"):
        here.child.send("\n")
    here.child.send("\n")
    here.child.expect("left 1")
    here.press("y", "all done")
    here.child.send("q")
    here.child.expect("wrote")
    here.child.wait()
    assert czplan.load(city).target_records["wr2026/gdp-growth"].due == 2030


# ---------------------------------------------------------------- the command extract
@pytest.mark.slow
def test_extract_gives_the_same_everywhere(city: Path) -> None:
    report = str(city.parent / "report.md")
    rows = json.loads(run("extract", report, "-f", "json").out)
    lines = run("extract", report, "-f", "jsonl").out.splitlines()
    assert [json.loads(line) for line in lines] == rows
    piped = run("extract", report)
    assert piped.out.split("\n")[0].split("\t") == list(rows[0])
    import subprocess

    done = subprocess.run(
        command("extract", "-", "-f", "json"),
        input=REPORT.encode(),
        capture_output=True,
        env=environment(),
    )
    again = json.loads(done.stdout)
    assert [row["id"] for row in again] == [row["id"] for row in rows]
    assert {row["file"] for row in again} == {"-"}
    many = json.loads(run("extract", *([report] * 9), "-f", "json").out)
    assert many == rows * 9
    goals = json.loads(run("extract", report, "--goals", "-f", "json").out)
    assert {row["class"] for row in goals} == {"goal"}
    text = REPORT.split("\n")
    for row in rows:
        assert text[row["line"] - 1].startswith(row["stated"], row["column"] - 1)
        assert row["stated"] in row["text"]
        assert len(row["text"]) <= 40


def test_rows_of_a_table_are_told(tmp_path: Path) -> None:
    """A bare number whose unit stands in the head of its table is no proof of a record."""
    path = tmp_path / "plan.md"
    path.write_text(
        "# 云岭市第十四个五年规划纲要\n\n到2025年，常住人口城镇化率达到65%。\n\n"
        "| 指标 | 2020年 | 2025年 | 属性 |\n| --- | --- | --- | --- |\n"
        "| 地区生产总值（亿元） | 2350 | 3,200 | 预期性 |\n"
        "| 森林覆盖率（%） | 61.8 | [62.5] | 约束性 |\n"
        "5.城镇化率（%）    60.2    65以上    预期性\n",
        encoding="utf-8",
    )
    done = run("extract", str(path), "-f", "json")
    assert "4 rows of tables (lines 5–9) aren't read" in done.err
    assert [row["stated"] for row in json.loads(done.out) if row["confidence"] >= 0.5] == [
        "达到65%"
    ]


@pytest.mark.slow
def test_extract_on_hostile_text(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    texts = (
        "=1+1 增长5%\n" * 50,
        "\x1b[2J今年地区生产总值增长5%以上。\u202e\x9b\n",
        "增长" * 20_000 + "5%",
        "1" * 20_000,
        "((((" * 10_000 + "5%" + "))))" * 10_000,
    )
    for text in texts:
        path.write_text(text, encoding="utf-8")
        done = run("extract", str(path), "-f", "json")
        assert done.status in (0, 2), done.err
        assert "Traceback" not in done.err
        assert "\x1b" not in done.out


def test_a_document_too_large_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.md"
    path.write_bytes(b"a" * (50 << 20))
    done = run("extract", str(path), "--lang", "en")
    assert done.status == 2
    assert "hardly a report" in done.err


def test_a_catalogued_measure_in_another_unit_is_an_indicator_of_its_own(tmp_path: Path) -> None:
    """Grain in 斤, catalogued in tonnes: adopted and judged, and tonnes keep the catalogue's id."""
    folder = new_city(
        tmp_path,
        "---\ntitle: 临江市政府工作报告（2026年1月20日）\n---\n\n一、2025年工作回顾\n\n"
        "2025年，粮食总产量89.2亿斤，地区生产总值增长5.8%，物流总额增长1.3倍，"
        "新增城镇就业岗位2.2万个。\n\n二、2026年工作安排\n\n今年，确保粮食总产89亿斤以上。\n",
    )
    path, rows = table(folder)
    write(path, [row | {"take": "y"} for row in rows])
    args = ("adopt", str(path), "--data", str(folder), "--date", "2026-02-01")
    done = run(*args)
    assert done.status == 0, done.err
    ds = czplan.load(folder)
    assert "grain-output" not in ds.indicator_records
    made = ds.indicator_records["grain-output-in-jin"]
    assert (made.unit, made.name.zh, made.name.en) == (
        "斤",
        "粮食总产量（斤）",
        "Grain output (jin)",
    )
    goal = ds.target_records["wr2026/grain-output"]
    assert (goal.stated, goal.indicator) == ("89亿斤以上", "grain-output-in-jin")
    of_grain = [one.stated for one in ds.actual_records if one.indicator == "grain-output-in-jin"]
    assert of_grain == ["89.2亿斤"]
    times = next(one for one in ds.actual_records if one.stated == "增长1.3倍")
    assert ds.indicator_records[times.indicator].unit == "%"
    shown = run("progress", "--data", str(folder))
    assert (shown.status, "--year 2026" in shown.out + shown.err) == (0, True)
    again = run(*args)
    assert (again.status, f"{len(rows)} are there already" in again.err) == (0, True), again.err
    later = folder.parent / "later.md"
    later.write_text("# 2027年临江市政府工作报告\n\n2026年，粮食产量446万吨。\n", encoding="utf-8")
    done = run("extract", str(later), "--data", str(folder), "-f", "json")
    assert [row["indicator"] for row in json.loads(done.out)] == ["grain-output"]


def test_firms_in_either_counter_are_one_indicator(tmp_path: Path) -> None:
    """The goal says 60家, next year's report 61户: the goal is met, not without a figure."""
    folder = new_city(
        tmp_path,
        "---\ntitle: 临江市政府工作报告（2026年1月20日）\n---\n\n二、2026年工作安排\n\n"
        "2026年，高新技术企业达到60家，新建5G基站600座。\n",
    )
    path, rows = table(folder)
    write(path, [row | {"take": "y"} for row in rows])
    assert run("adopt", str(path), "--data", str(folder)).status == 0
    added = ("actuals", "add", "--source", "report2026", "--yes", "--data", str(folder))
    for id_, stated in (("high-tech-firms", "达到61户"), ("5g-base-stations", "610个")):
        done = run(*added, id_, "2026", stated)
        assert done.status == 0, done.err
    judged = run(
        "progress",
        "--year",
        "2026",
        "-f",
        "csv",
        "--fields",
        "stated,status",
        "--data",
        str(folder),
    )
    assert judged.out.split() == ["stated,status", "达到60家,met", "600座,met"]


def test_what_is_no_level_is_of_an_indicator_of_its_own(tmp_path: Path) -> None:
    """高于全省2.7个百分点, growth of five years together, and 2015年的2.4倍 keep their words."""
    folder = new_city(
        tmp_path,
        "---\ntitle: 临江市政府工作报告（2021年1月20日）\n---\n\n一、“十三五”工作回顾\n\n"
        "2020年，固定资产投资增长16.9%，高于全省2.7个百分点。\n\n"
        "过去五年，生产安全事故起数、死亡人数分别累计下降33.2%和35.4%。\n\n"
        "2020年，快递业务量是2015年的2.4倍。社会消费品零售总额296亿元，与去年持平。\n",
    )
    path, rows = table(folder, "report2021", "wr2021")
    write(path, [row | {"take": "y"} for row in rows])
    args = ("adopt", str(path), "--data", str(folder), "--date", "2026-02-01", "-y")
    done = run(*args)
    assert done.status == 0, done.err
    ds = czplan.load(folder)
    said = {(one.stated, one.period): one.indicator for one in ds.actual_records}
    made = {words: ds.indicator_records.get(id) for (words, _), id in said.items()}
    assert said["2.7个百分点", "2020"] == "fixed-investment-growth-above-province"
    above = made["2.7个百分点"]
    assert above is not None
    assert (above.name.zh, above.measure) == ("固定资产投资增速（高于全省）", "additions")
    (fall,) = [made[words] for words, period in said if period == "2016..2020" and "35.4" in words]
    assert fall is not None
    assert (fall.name.zh.endswith("（几年合计下降）"), fall.direction) == (True, "up")
    times = made["2.4倍"]
    assert times is not None
    assert (times.unit, times.measure) == ("倍", "ratio")
    (flat,) = [one for one in ds.actual_records if one.indicator == "retail-growth"]
    assert (flat.stated, flat.value, flat.text) == (
        None,
        0,
        "社会消费品零售总额296亿元，与去年持平",
    )
    assert len(ds.actuals) == len(rows)
    assert run("check", str(folder)).status == 0
    again = run(*args)
    assert f"{len(rows)} are there already" in again.err


def test_what_is_adopted_reads_as_it_was_proposed(tmp_path: Path) -> None:
    """Of 分别下降4.7%、5% the second alone is a rise, of 分别超5万亿元、6万亿元 no bound."""
    folder = new_city(
        tmp_path,
        "---\ntitle: 临江市政府工作报告（2021年1月20日）\n---\n\n一、2020年工作回顾\n\n2020年，"
        "固定资产投资、社会消费品零售总额、一般公共预算收入分别下降4.7%、5%、20.5%；进出口增长3%。"
        "存贷款余额分别超5万亿元、6万亿元。患者次均医疗费用下降6.1个百分点。压减炼铁产能50万吨。生产安全事故减少25起。"
        "企业利润、税收分别增长2倍和1.5倍。贫困人口人均纯收入8800元。\n\n"
        "二、2021年目标\n\n2021年，单位GDP能耗、二氧化碳排放分别下降3%、4%以上。二、三产增加值分别"
        "增长6%、8%左右。企业物流成本降低1个百分点。压减炼铁产能52万吨。生产安全事故减少20起。\n",
    )
    path, rows = table(folder, "report2021", "wr2021")
    args = ("adopt", str(path), "--data", str(folder), "--date", "2026-02-01", "-y")
    write(path, [row | {"take": "y"} for row in rows])
    done = run(*args)
    assert (done.status, "doesn't stand in text" in done.err) == (0, False), done.err
    ds = czplan.load(folder)
    goals = {id.partition("/")[2]: one for id, one in ds.target_records.items()}
    one = goals["secondary-va-growth"]
    assert (one.stated, one.text) == ("增长6%左右", "二、三产增加值分别增长6%、8%左右")
    assert one.accepted == ("stated-not-in-text",)
    assert one.note is not None
    assert one.note.zh == "原文为“增长6%”；“左右”为几个数共有，不紧挨着它"
    assert "下降4%以上" in [one.stated for one in goals.values()]
    reported = [one.stated for one in ds.actual_records]
    assert {"超6万亿元", "增长1.5倍"} <= {*reported}, reported
    rates = {
        row["indicator"]: float(row["low"])
        for row in rows
        if row["class"] == "figure" and row["indicator"].endswith("-growth")
    }
    assert sorted(rates.values()) == [-20.5, -5, -4.7, 3]
    assert rates == {
        one.indicator: interpret(one.stated, "%", "growth").low if one.stated else one.value
        for one in ds.actual_records
        if one.indicator in rates
    }
    words = {one.indicator: (one.stated, one.value) for one in ds.actual_records}
    assert words["fixed-investment-growth"] == ("下降4.7%", None)
    assert words["retail-growth"] == (None, -5)
    own = (one for id, one in ds.indicator_records.items() if id.startswith(("l7-", "l11-")))
    made = {one.name.zh: one for one in own}
    assert made.pop("二氧化碳排放").direction == "down"
    assert made.pop("贫困人口人均纯收入").direction == "up"  # less is better of what ends a name
    assert [made.pop(name).unit for name in ("企业利润", "税收（税收分别增长2倍和1.5倍）")] == [
        "%",
        "%",
    ]
    names = [
        "患者次均医疗费用（下降）",
        "压减炼铁产能",
        "生产安全事故（下降）",
        "企业物流成本（下降）",
    ]
    assert list(made) == names
    assert {one.direction for one in made.values()} == {"up"}
    assert run("check", str(folder)).status == 0
    assert run("sources", "verify", "--data", str(folder)).status == 0
    assert proposals(folder) == []


def test_words_that_say_another_thing_are_refused(city: Path) -> None:
    """Where no one word more makes them say what was proposed, nothing is written."""
    from czplan.editing.adopting import adoption
    from czplan.editing.proposed import Decision, Unusable
    from czplan.extract import read

    ds = czplan.load(city)
    said = {"source": "report2026", "plan": "wr2026", "slug": "s"}
    text = (
        "2026年临江市政府工作报告\n\n2025年，进出口增长5%。\n\n今年，预期目标：进出口增长6%左右。"
    )
    for one, more, told in zip(
        read(text, file="x"),
        ({"low": 7.0, "high": 7.0}, {"operator": "<=", "low": None}),
        ("增长5% alone says 5%, in its place 7%", "alone says about 6%, in its place at most 6%"),
        strict=True,
    ):
        with pytest.raises(Unusable, match=told):
            adoption(
                ds, [Decision(replace(one, **more), True, said)], date="2026-02-01", version="0"
            )


def test_no_word_is_added_that_the_clause_lacks(city: Path) -> None:
    """An indicator of which less is better asks for at most, whatever is usual for its kind."""
    from czplan.editing.adopting import adoption
    from czplan.editing.proposed import Decision
    from czplan.extract import read

    with (city / "indicators.yaml").open("a", encoding="utf-8") as file:
        file.write("fires: {name: {zh: 火灾}, unit: 起, measure: additions, direction: down}\n")
    text = "2026年临江市政府工作报告\n\n2026年预期目标：进出口增长6%以上；全年火灾发生起数15起。\n"
    (one,) = (each for each in read(text, file="x") if each.stated == "15起")
    said = {"source": "report2026", "plan": "wr2026", "slug": "s", "indicator": "fires"}
    made = adoption(czplan.load(city), [Decision(one, True, said)], date="2026-02-01", version="0")
    assert "15起以上" not in repr(made)


@pytest.mark.parametrize(
    ("clause", "stated", "added"),
    [
        ("机场、港口客流量分别迈上600万人次、500万人次", "迈上500万人次", "迈上"),
        ("用电、用水报装时限分别压缩至25个、24个工作日", "压缩至25个工作日", "工作日"),
        ("2026年目标：单位GDP能耗、二氧化碳排放分别减少3%、4%以上", "减少4%以上", "减少"),
        ("机场、港口客流量分别不低于4万人次、5万人次", "不低于5万人次", "不低于"),
    ],
)
def test_the_word_that_is_added_is_the_clauses_own(
    city: Path, clause: str, stated: str, added: str
) -> None:
    """The note says that it stands elsewhere in the document's clause, so there it stands."""
    from czplan.editing.adopting import adoption
    from czplan.editing.proposed import Decision
    from czplan.extract import read

    text = f"2026年临江市政府工作报告\n\n2025年，{clause}。\n"
    said = {"source": "report2026", "plan": "wr2026", "slug": "s"}
    ds = czplan.load(city)
    all_of_it = [
        repr(adoption(ds, [Decision(one, True, said)], date="2026-02-01", version="0"))
        for one in read(text, file="x")
    ]
    assert any(f"'{stated}'" in one and f"“{added}”为几个数共有" in one for one in all_of_it)


def test_what_is_lessened_or_helped_is_better_with_more_of_it(city: Path) -> None:
    """降低企业成本20亿元 counts what was saved; a ratio to GDP is of what it begins with."""
    from czplan.editing.adopting import adoption
    from czplan.editing.proposed import Decision
    from czplan.extract import read

    text = (
        "2026年临江市政府工作报告\n\n2025年，降低企业成本20亿元，搬迁贫困人口5000人；"
        "社会物流总费用与GDP的比率为14.4%，PM2.5未达标城市平均浓度35微克/立方米。\n"
    )
    said = {"source": "report2026", "plan": "wr2026", "slug": "s"}
    ds = czplan.load(city)
    made = [
        repr(adoption(ds, [Decision(one, True, said)], date="2026-02-01", version="0"))
        for one in read(text, file="x")
    ]
    assert ["'direction': 'up'" in one for one in made] == [True, True, False, False]


def test_review_says_at_once_what_cannot_be_taken(tmp_path: Path) -> None:
    folder = new_city(
        tmp_path,
        "---\ntitle: 临江市政府工作报告（2026年1月20日）\n---\n\n一、2025年工作回顾\n\n"
        "2025年，固定资产投资增长16.9%。\n",
    )
    here = Terminal(folder)
    here.child.expect("1/1")
    here.child.send("e")
    for name in ("name", "indicator", "period"):
        here.child.expect(f"{name}:")
        here.child.send("\x152031\n" if name == "period" else "\n")
    here.child.send("\n" * 4)
    here.child.expect("left 1")
    here.press("y", "can't be taken")  # said at once, and still there to be decided
    here.press("n", "all done")
    here.child.send("q")
    here.child.expect("wrote")
    here.child.wait()
    ds = czplan.load(folder)
    assert (ds.actual_records, len(ds.not_goals)) == ([], 1)


def test_an_indicator_without_fields_is_told_which(city: Path) -> None:
    """`indicators add foo` names what it needs; it doesn't speak of how a file is written."""
    done = run("indicators", "add", "foo", "--data", str(city), "--lang", "en")
    assert done.status == 2
    assert all(option in done.err for option in ("--name", "--unit", "--measure", "--direction"))


def test_goals_are_taken_after_their_figures_have_been(city: Path) -> None:
    """A second sitting: the set uses the catalogue's indicators by then, and defines none."""
    path, rows = table(city)
    for kind in ("figure", "goal"):
        write(path, [row | {"take": "y" if row["class"] == kind else ""} for row in rows])
        done = run("adopt", str(path), "--data", str(city), "--date", "2026-02-01", "-y")
        assert done.status == 0, done.err
    assert "wr2026/gdp-growth" in czplan.load(city).target_records


def test_a_file_that_cannot_be_read_leaves_the_table_as_it_is(city: Path) -> None:
    path, rows = table(city)
    write(path, [row | {"take": "y"} for row in rows])
    marked = path.read_bytes()
    ids = ("--source", "report2026", "--plan", "wr2026", "--data", str(city))
    assert run("extract", str(city / "nope.md"), *ids, "-o", str(path)).status == 2
    assert path.read_bytes() == marked


def test_growth_of_several_years_together_is_not_taken_for_an_average(tmp_path: Path) -> None:
    city = new_city(
        tmp_path,
        "---\ntitle: 临江市政府工作报告（2021年1月20日）\n---\n\n一、“十三五”工作回顾\n\n"
        "过去五年，固定资产投资比2015年增长50%。\n\n二、“十四五”目标\n\n"
        "“十四五”期间，固定资产投资五年增长40%，社会消费品零售总额年均增长8%。\n",
    )
    folder = str(city)
    path, rows = table(city, "report2021", "wr2021")
    write(path, [row | {"take": "y"} for row in rows])
    done = run("adopt", str(path), "--data", folder, "-y")
    assert done.status == 0, done.err
    ds = czplan.load(folder)
    told = {id: goal.stated for id, goal in ds.target_records.items()}
    assert told == {
        "wr2021/fixed-investment-growth": "五年增长40%",
        "wr2021/retail-growth": "增长8%",
    }
    assert [one.stated for one in ds.actual_records] == ["比2015年增长50%"]
    assert run("adopt", str(path), "--data", folder, "-y").status == 0
    assert len(czplan.load(folder).actual_records) == 1, "taken again, nothing is doubled"


def test_extract_again_keeps_what_a_person_did_in_the_table(city: Path) -> None:
    """Marks, edited cells, added columns, and rows of another question stay; records go."""
    path, rows = table(city)
    mine, other, note = (
        of(rows, "goal", "gdp-growth"), of(rows, "figure", "gdp-growth"),
        of(rows, "goal", "urban-jobs-added"),
    )  # fmt: skip
    mine |= {"take": "y", "due": "2030"}
    other |= {"take": "n"}
    for row in rows:
        row["remark"] = "ask Li" if row is note else ""
    write(path, rows, encoding="gb18030")
    again, now = table(city)
    assert [row["id"] for row in now] == [row["id"] for row in rows]
    assert (of(now, "goal", "gdp-growth")["take"], of(now, "goal", "gdp-growth")["due"]) == (
        "y",
        "2030",
    )
    assert of(now, "figure", "gdp-growth")["take"] == "n"
    assert of(now, "goal", "urban-jobs-added")["remark"] == "ask Li"
    assert [row["take"] for row in now] == [row["take"] for row in rows]
    ids = ("--source", "report2026", "--plan", "wr2026", "--data", str(city))
    report = str(city.parent / "report.md")
    done = run("extract", report, *ids, "--goals", "-o", str(path))
    assert "take in 1 rows, other cells in 2" in done.err
    assert "1 rows that aren't proposed now" in done.err
    assert len(table(city)[1]) == len(rows)
    assert run("adopt", str(again), "--data", str(city), "-y").status == 0
    assert len(table(city)[1]) == len(rows) - 2


def test_marks_are_never_written_over(city: Path) -> None:
    path, rows = table(city)
    rows[0]["take"] = "y"
    write(path, rows)
    marked = path.read_bytes()
    report, ids = str(city.parent / "report.md"), ("--source", "report2026", "--data", str(city))
    for more in ((), (*ids, "-f", "json"), (*ids, "--fields", "take,id,text")):
        done = run("extract", report, *more, "-o", str(path))
        assert (done.status, "1 rows with take filled in" in done.err) == (2, True), done.err
    other = path.with_name("figures.csv")
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    done = run("extract", report, *ids, "-o", str(other))
    assert (done.status, "no table of proposals" in done.err) == (2, True)
    assert (path.read_bytes(), other.read_bytes()) == (marked, b"a,b\n1,2\n")


def test_proposals_as_a_workbook_come_back(city: Path) -> None:
    """Its cells are text, so that no spreadsheet makes dates of them; -o x.ods is refused."""
    openpyxl = pytest.importorskip("openpyxl")
    path = city.parent / "proposals.xlsx"
    ids = ("--source", "report2026", "--plan", "wr2026", "--data", str(city))
    report = str(city.parent / "report.md")
    assert run("extract", report, *ids, "-o", str(path)).status == 0
    book = openpyxl.load_workbook(path)
    head, *rows = book.active.iter_rows()
    names = [cell.value for cell in head]
    assert (names[0], names[-1]) == ("take", "slug")
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} == {"s"}
    for row in rows:
        row[0].value = "y"
    book.save(path)
    assert run("extract", report, *ids, "-o", str(path)).status == 0  # marks are kept
    done = run("adopt", str(path), "--data", str(city), "-y")
    assert (done.status, f"{len(rows)} taken" in done.err) == (0, True), done.err
    done = run("extract", report, *ids, "-o", str(path.with_suffix(".ods")))
    assert (done.status, "use .xlsx or .csv" in done.err) == (2, True)


def test_tables_of_many_documents_are_told(tmp_path: Path) -> None:
    text = "# 云岭市规划\n\n| 人口 | 2350 | 3200 |\n"
    for at in range(12):
        (tmp_path / f"{at}.md").write_text(text, encoding="utf-8")
    done = run("extract", *(str(tmp_path / f"{at}.md") for at in range(12)), "-f", "json")
    assert "12 rows of tables in 12 documents" in done.err


def test_all_rows_that_cannot_be_taken_are_named_at_once(tmp_path: Path) -> None:
    """Whatever is wrong with each; one option leaves them for later and takes the others."""
    folder = new_city(
        tmp_path,
        "---\ntitle: 临江市政府工作报告（2026年1月20日）\n---\n\n一、2025年工作回顾\n\n"
        "2025年，固定资产投资增长16.9%，高于全区12.7个百分点。新建换电柜900个。\n\n"
        "二、2026年工作安排\n\n今年，地区生产总值增长5.5%以上，新建换电柜1200个。\n",
    )
    path, rows = table(folder)
    for row in rows:
        row["take"] = "y"
    of(rows, "goal", "gdp-growth")["due"] = "soon"
    late = of(rows, "figure", "fixed-investment-growth")
    late["period"] = "2031"
    chargers = [row for row in rows if "换电柜" in row["text"]]
    chargers[1]["slug"] = "Ä b"  # names an indicator that can't be
    chargers[1]["indicator"] = "Ä b"
    write(path, rows)
    args = ("adopt", str(path), "--data", str(folder), "--date", "2026-02-01", "-y")
    done = run(*args)
    assert done.status == 2
    at = {row["id"]: number for number, row in enumerate(rows, 2)}
    bad = [late, of(rows, "goal", "gdp-growth"), chargers[1]]
    for row in bad:
        assert f"row {at[row['id']]} (line {row['line']}, “{row['stated']}”): " in done.err
    assert f"--skip-refused these 3 wait and the other {len(rows) - 3} are taken" in done.err
    assert f"in these rows: {', '.join(str(at[row['id']]) for row in bad)}" in done.err
    assert czplan.load(folder).actual_records == []
    done = run(*args, "--skip-refused")
    assert done.status == 0, done.err
    assert done.err.count("left for later: row") == 3
    assert f"{len(rows) - 3} taken" in done.err
    assert [row["id"] for row in proposals(folder)] == [row["id"] for row in bad]
    write(path, [row | {"take": "y" if row is late else ""} for row in rows])
    assert run(*args, "--skip-refused").status == 2  # nothing is left to be taken


def test_n_refuses_a_place_and_not_the_same_words_beside_it(tmp_path: Path) -> None:
    """A line may set two goals in the same words; each is refused and taken back alone."""
    line = "今年主要预期目标：规模以上工业增加值增长7.5%左右，一般公共预算收入增长7.5%左右。"
    more = "全市旅游收入达到90亿元，增长21%；出口额80亿元，增长21%。"
    city = new_city(tmp_path, f"# 2026年临江市政府工作报告\n\n{line}\n\n{more}\n")
    path, rows = table(city)
    write(path, [row | {"take": "n"} for row in rows if row["stated"] == "增长21%"])
    assert run("adopt", str(path), "--data", str(city), "-y").status == 0
    left = [row["stated"] for row in proposals(city)]  # nor what stands in the words kept
    assert left == ["增长7.5%左右", "增长7.5%左右", "达到90亿元", "80亿元"]
    (tmp_path / "other").mkdir()
    city = new_city(tmp_path / "other", f"# 2026年临江市政府工作报告\n\n{line}\n")
    path, rows = table(city)
    one, other = (
        of(rows, "goal", "industrial-va-growth"),
        of(rows, "goal", "general-budget-revenue-growth"),
    )
    args = ("adopt", str(path), "--data", str(city), "--date", "2026-02-01", "-y")
    write(path, [one | {"take": "n"}])
    assert run(*args).status == 0
    (kept,) = czplan.load(city).not_goals
    assert kept.text == "值增长7.5%左右"
    assert [row["id"] for row in proposals(city)] == [other["id"]]
    write(path, [one | {"take": "n"}, other | {"take": "n"}])
    assert run(*args).status == 0
    assert [len(czplan.load(city).not_goals), len(proposals(city))] == [2, 0]
    write(path, [other | {"take": "y"}])
    assert run(*args).status == 0
    assert [note.text for note in czplan.load(city).not_goals] == [kept.text]
    notes = city / "not-goals.yaml"
    notes.write_text(notes.read_text(encoding="utf-8").replace(kept.text, one["stated"]), "utf-8")
    assert proposals(city) == []  # as it was written before: the words alone
    write(path, [one | {"take": "y"}])
    assert run(*args).status == 0
    assert (czplan.load(city).not_goals, len(czplan.load(city).target_records)) == ([], 2)


@pytest.mark.parametrize(
    ("cells", "told"),
    [({"due": "1999"}, "due 1999 comes before 2026"), ({"start": "2027"}, "due 2026 comes before")],
)
def test_a_goal_due_before_it_starts_is_refused(
    city: Path, cells: dict[str, str], told: str
) -> None:
    path, rows = table(city)
    write(path, [of(rows, "goal", "gdp-growth") | {"take": "y"} | cells])
    done = run("adopt", str(path), "--data", str(city), "--date", "2026-02-01", "-y")
    assert (done.status, told in done.err, "row 2" in done.err) == (2, True, True), done.err
    assert czplan.load(city).target_records == {}


def test_n_on_a_record_is_told_and_y_takes_a_refusal_back(city: Path) -> None:
    """No place is a record and none at once, whichever is said later."""
    path, rows = table(city)
    goal, figure = of(rows, "goal", "gdp-growth"), of(rows, "figure", "gdp-growth")
    args = ("adopt", str(path), "--data", str(city), "--date", "2026-02-01", "-y")
    goal["take"], figure["take"] = "y", "n"
    write(path, rows)
    assert run(*args).status == 0
    goal["take"], figure["take"] = "n", "y"
    write(path, rows)
    done = run(*args)
    assert done.status == 0, done.err
    assert "wr2026/gdp-growth is a record and stays" in done.err
    assert "1 taken out" in done.err
    ds = czplan.load(city)
    assert "wr2026/gdp-growth" in ds.target_records
    assert [one.stated for one in ds.actual_records] == ["增长5.8%"]
    assert ds.not_goals == []
    goal["take"] = ""
    write(path, rows)
    before = {one.name: one.read_bytes() for one in city.glob("*.yaml")}
    assert run(*args).status == 0
    assert {one.name: one.read_bytes() for one in city.glob("*.yaml")} == before


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("s:\n  3: {text: 5%, reason: rejected}\n", ""),
        ("# a\ns:\n  # b\n  3: {text: 5%, reason: rejected}\n  4:\n    - {text: x, reason: date}\n",
         "# a\ns:\n  # b\n  4:\n    - {text: x, reason: date}\n"),
        ("s:\n  3:\n    - {text: 7%, reason: date}  # c\n    - text: 5%\n      reason: rejected\n",
         "s:\n  3:\n    - {text: 7%, reason: date}  # c\n"),
        ("s: {3: {text: 5%, reason: rejected}, 4: {reason: date}}\n", "s: {4: {reason: date}}\n"),
        ("s: {3: [{reason: date}, {text: 5%, reason: rejected}]}\r\n",
         "s: {3: [{reason: date}]}\r\n"),
        ("s:\n  3: {text: 6%, reason: rejected}\n", "s:\n  3: {text: 6%, reason: rejected}\n"),
    ],
)  # fmt: skip
def test_one_record_is_taken_out_and_the_rest_stays(text: str, left: str) -> None:
    from czplan.editing.addition import NewRecord
    from czplan.editing.out_of_yaml import without

    gone = NewRecord("not-goals", ("s", "3"), {"text": "5%", "reason": "rejected"}, gone=True)
    assert without(text, [gone]) == left


def test_cells_that_change_nothing_are_told(city: Path) -> None:
    """A known indicator's unit is its own; two rows of one place may not differ."""
    path, rows = table(city)
    mine = of(rows, "goal", "urban-jobs-added") | {"take": "y", "unit": "户", "measure": "stock"}
    write(path, [mine])
    args = ("adopt", str(path), "--data", str(city), "--date", "2026-02-01", "-y")
    done = run(*args)
    assert done.status == 0, done.err
    assert "row 2: unit, measure is the indicator's (urban-jobs-added)" in done.err
    other = of(rows, "goal", "gdp-growth") | {"take": "y"}
    write(path, [other, other | {"due": "2030"}])
    done = run(*args)
    assert (done.status, "row 3: is the place of row 2, and due says" in done.err) == (2, True)


def test_what_is_read_otherwise_by_now_is_no_changed_cell(city: Path) -> None:
    """The set's own names, made by adopting, may raise a confidence: nobody has changed it."""
    path, rows = table(city)
    write(path, [row | {"take": "y"} for row in rows])
    args = ("adopt", str(path), "--data", str(city), "--date", "2026-02-01", "-y")
    assert run(*args).status == 0
    raised = [row for row in proposals(city, "--known") if row["known"]]
    assert {row["id"]: str(row["confidence"]) for row in raised} != {
        row["id"]: row["confidence"] for row in rows
    }
    assert "differ from the document" not in run(*args).err
    write(path, [row | {"take": "y", "confidence": "0.1"} for row in rows])
    assert "confidence differ from the document" in run(*args).err


def test_no_figure_is_reported_before_its_time(city: Path) -> None:
    path, rows = table(city)
    write(path, [of(rows, "figure", "gdp-growth") | {"take": "y", "period": "2031"}])
    done = run("adopt", str(path), "--data", str(city), "-y")
    assert (done.status, "is of 2026 and can't report 2031" in done.err) == (2, True)


def test_a_year_as_a_spreadsheet_writes_it_is_that_year(city: Path) -> None:
    path, rows = table(city)
    write(
        path, [of(rows, "goal", "gdp-growth") | {"take": "y", "due": "2030.0", "start": "2026年"}]
    )
    assert run("adopt", str(path), "--data", str(city), "-y").status == 0
    assert czplan.load(city).target_records["wr2026/gdp-growth"].due == 2030


def test_what_has_no_name_needs_one(tmp_path: Path) -> None:
    """No indicator is called 8个: a person says what is counted, or nothing is written."""
    from czplan.editing.adopting import adoption
    from czplan.editing.proposed import Decision, Unusable
    from czplan.extract import read

    folder = new_city(tmp_path, REPORT)
    (one,) = read("2026年政府工作报告\n\n今年，改造老旧小区35个。", file="x")
    said = {"source": "report2026", "plan": "wr2026", "slug": "s"}
    for name in ("", "旧城改造"):
        nameless = replace(one, name="", indicator=None)
        chosen = [Decision(nameless, True, said | ({"name": name} if name else {}))]
        if not name:
            with pytest.raises(Unusable, match="write its name into name"):
                adoption(czplan.load(folder), chosen, date="2026-02-01", version="0")
            continue
        made = adoption(czplan.load(folder), chosen, date="2026-02-01", version="0").records
        assert made[0].fields["name"] == {"zh": name}


def test_the_catalogues_ids_are_known_where_one_record_is_added(city: Path) -> None:
    done = run(
        *("targets", "add", "wr2026/retail-growth", "增长6%", "--text", "社零增长6%"),
        *("--line", "20", "--data", str(city), "-y"),
    )
    assert (done.status, "indicator: retail-growth (the shared" in done.err) == (0, True), done.err
    assert czplan.load(city).target_records["wr2026/retail-growth"].indicator == "retail-growth"
    done = run("indicators", "add", "gdp-grwth", "--data", str(city))
    assert (done.status, "Did you mean gdp-growth?" in done.err) == (2, True)


def test_the_catalogue_is_found_by_the_names_that_reports_use(city: Path) -> None:
    """A set that defines nothing yet is told of the catalogue's ids."""
    args = ("indicators", "list", "--data", str(city), "--search", "社消零", "-q")
    done = run(*args)
    assert (done.status, done.out, "retail-growth" in done.err) == (0, "", True), done.err
    assert run(*args, "--catalogue").out.split()[:2] == ["retail-sales", "retail-growth"]


def test_two_figures_of_one_line_with_the_same_words_are_taken_once(tmp_path: Path) -> None:
    """Whichever record quotes the words first, each is known as its own."""
    city = new_city(
        tmp_path,
        "---\ntitle: 临江市政府工作报告（2026年1月20日）\n---\n\n一、2025年工作回顾\n\n"
        "2025年，规模以上工业增加值增长9.5%，城乡居民人均可支配收入分别增长6.5%和9.5%。\n",
    )
    path, rows = table(city)
    write(path, [row | {"take": "y"} for row in rows if row["indicator"].startswith("ru")])
    assert run("adopt", str(path), "--data", str(city), "-y").status == 0
    assert [row["stated"] for row in proposals(city)] == ["增长9.5%", "增长6.5%"]
    write(path, [row | {"take": "y"} for row in rows])
    for _ in range(2):
        assert run("adopt", str(path), "--data", str(city), "-y").status == 0
    assert sorted(one.indicator for one in czplan.load(city).actual_records) == [
        "industrial-va-growth", "rural-income-growth", "urban-income-growth",
    ]  # fmt: skip


def test_falls_in_money_and_stretches_of_falls_are_adopted_as_falls(tmp_path: Path) -> None:
    """政府债务减少10亿元 is more of a fall; 力争3.5% behind 下降3% asks for a fall too."""
    folder = new_city(
        tmp_path,
        "---\ntitle: 临江市政府工作报告（2021年1月20日）\n---\n\n## 2021年工作安排\n\n"
        "2021年主要预期目标是：政府债务减少10亿元；单位GDP能耗下降3%、力争3.5%。\n",
    )
    path, rows = table(folder, "report2021", "wr2021")
    write(path, [row | {"take": "y"} for row in rows])
    done = run("adopt", str(path), "--data", str(folder), "--date", "2026-02-01", "-y")
    assert done.status == 0, done.err
    shown = run("progress", "--year", "2021", "--data", str(folder), "-f", "json")
    asked = {one["stated"]: (one["operator"], one["target_low"]) for one in json.loads(shown.out)}
    assert asked == {"减少10亿元": (">=", 1e9), "下降3%": ("<=", -3), "下降3.5%": ("<=", -3.5)}


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("超市新增30家", set()),
        ("逾期贷款、近视率分别为5%、6%", set()),
        ("年降水量600毫米", set()),
        ("增值税收入60亿元", set()),
        ("契约管理覆盖5个村", set()),
        ("存贷款余额分别超5万亿元、6万亿元", {"over"}),
        ("投资、消费分别下降4.7%、5%", {-1}),
        ("增加值分别增长6%、8%左右", {1, "about"}),
    ],
)
def test_a_bound_or_a_way_stands_beside_a_number(clause: str, said: set[str | int]) -> None:
    """Characters that bound a number (超, 逾, 近, 降, 增) are parts of other words, too."""
    assert said_in(clause) == said
