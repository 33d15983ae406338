"""The page as a file: what it holds, and that it is the same for the same question."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from cli_process import SAMPLE, command, environment, in_terminal, within
from report_sets import HARM, hostile

import czplan
from czplan import report
from czplan.export.rows_as_text import frame_rows
from czplan.sinks import plain
from czplan.views.card import paragraph
from czplan.views.figures import deciding


class Outline(HTMLParser):
    """Collects what the tests ask about: elements with their attributes, and visible text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.inside: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside:
            while self.inside.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "script" not in self.inside and "style" not in self.inside:
            self.text.append(data)

    def of(self, tag: str, **wanted: str) -> list[dict[str, str | None]]:
        return [
            attributes
            for name, attributes in self.found
            if name == tag and all(attributes.get(key) == value for key, value in wanted.items())
        ]


@pytest.fixture(scope="module")
def sample() -> tuple[Any, Any, str]:
    ds = czplan.load(SAMPLE)
    frame = czplan.progress(ds, 2025, all=True)
    return ds, frame, report.page(ds, frame)


def test_every_goal_has_its_place(sample: tuple[Any, Any, str]) -> None:
    _, frame, text = sample
    outline = Outline(text)
    wholes = [key for key in frame["id"] if "#" not in key]
    cards = [attributes["id"] for attributes in outline.of("article")]
    assert sorted(map(str, cards)) == sorted(wholes)
    ids = [attributes["id"] for _, attributes in outline.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [str(a["href"])[1:] for a in outline.of("a") if str(a.get("href", "")).startswith("#")]
    from urllib.parse import unquote

    known = set(ids)
    assert {unquote(link) for link in links if link and not link.startswith("?")} <= known
    # a goal's words, its figure and its source are in its card
    data = " ".join(outline.text)
    for row in frame.to_dict("records"):
        assert str(row["name_en"]) in data
        if row["stated"] == row["stated"] and "#" not in str(row["id"]):
            assert str(row["stated"]) in data


def test_parts_stand_in_the_whole_s_card(sample: tuple[Any, Any, str]) -> None:
    _, frame, text = sample
    parts = frame[frame["id"].str.contains("#")]
    assert len(parts) >= 2
    for part in parts.to_dict("records"):
        whole = str(part["id"]).partition("#")[0]
        card = re.search(rf'<article class="card" id="{whole}".*?</article>', text, re.S)
        assert card is not None
        assert str(part["name_zh"]) in card[0]


def names_in(text: str, column: str) -> list[str]:
    """Return the Chinese names of a column of the first screen."""
    held = re.search(rf'<section class="column {column}".*?</section>', text, re.S)
    if held is None:
        return []
    return re.findall(r'<a class="name"[^>]*>(?:<span lang=zh>)?([^<]*)', held[0])


def test_the_first_screen_says_what_summary_says(sample: tuple[Any, Any, str]) -> None:
    ds, _, _ = sample
    frame = czplan.progress(ds, 2025)
    text = report.page(ds, frame)
    figures = czplan.summary(ds, 2025)
    assert isinstance(figures, dict)
    missed, met = names_in(text, "missed"), names_in(text, "met")
    assert (len(missed), len(met)) == (figures["missed"], figures["met"])
    assert figures["missed"]
    # the sentence, what it rests on and the names stand before any picture or filter
    head = text.partition('id="goals"')[0]
    for words in (f"{figures['numbered']} 项", f"完成 {figures['met']}", "依据：", *missed):
        assert words in head, words
    assert "<figure" not in head
    reasons = re.findall(r"<summary>.*?<b>(\d+)</b></summary>", head)
    assert sum(map(int, reasons)) >= figures["waiting"] + figures["tasks"]


def test_the_date_the_hash_and_where_to_write(tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "set"
    shutil.copytree(SAMPLE, folder)
    head = folder / "dataset.yaml"
    old = head.read_text("utf-8") if head.exists() else "format: 1\n"
    old = "".join(line for line in old.splitlines(True) if not line.startswith("licence:"))
    more = "contact: someone@example.org\nlicence: {zh: 署名即可, en: Name us}\n"
    head.write_text(old + more, encoding="utf-8")
    ds = czplan.load(folder)
    text = report.page(ds, czplan.progress(ds, 2025))
    assert re.search(r"署名即可</span>\s*<span[^>]*>Name us<", text)
    assert "mailto:someone@example.org?subject=czplan%20" in text
    dates = [s.published for s in ds.source_records.values() if len(s.published or "") > 4]
    assert f"{max(map(str, dates))}" in text.partition('id="goals"')[0]
    digest = re.findall(r"<code>([0-9a-f]{12})</code>", text)
    assert len(set(digest)) == 1
    (folder / "actuals.yaml").write_text(
        (folder / "actuals.yaml").read_text("utf-8") + "# one more line\n", encoding="utf-8"
    )
    other = czplan.load(folder)
    assert digest[0] not in report.page(other, czplan.progress(other, 2025))


def test_no_control_character_reaches_the_page(tmp_path: Path) -> None:
    folder = hostile(tmp_path)
    path = folder / "indicators.yaml"
    acting = "".join(f"\\x{code:02x}" for code in (0x1B, 0x07, 0x9B, 0x85, 0x7F))
    text = path.read_text("utf-8").replace("unit: 家", 'note: "a' + acting + 'b"\n  unit: 家')
    path.write_text(text, encoding="utf-8")
    goals = folder / "targets.yaml"
    words = goals.read_text("utf-8").replace("text: 达到10家", 'text: "达到10家\\x1b[2J\\x9b2J"')
    goals.write_text(words, encoding="utf-8")
    ds = czplan.load(folder)
    page = report.page(ds, czplan.progress(ds, 2025))
    assert "达到10家" in page
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", page)


def test_both_languages_and_no_stray_one(sample: tuple[Any, Any, str]) -> None:
    ds, frame, text = sample
    english = report.page(ds, frame, "en")
    assert '<html lang="en" data-lang="en">' in english
    assert '<html lang="zh-Hans" data-lang="zh">' in text
    # the languages differ in nothing but which one is shown first
    cards = re.compile(r'<section id="cards".*?</section>', re.S)
    assert cards.findall(english) == cards.findall(text)


def test_the_same_bytes_twice(sample: tuple[Any, Any, str]) -> None:
    ds, frame, text = sample
    assert report.page(ds, frame) == text
    again = subprocess.run(
        command("report", "--year", "2025", "--all", "--data", str(SAMPLE)),
        capture_output=True, env=environment(PYTHONHASHSEED="7", TZ="Asia/Shanghai"),
    )  # fmt: skip
    assert again.stdout.decode() == text


def test_nothing_is_asked_of_the_network(sample: tuple[Any, Any, str]) -> None:
    _, _, text = sample
    outline = Outline(text)
    for tag, attributes in outline.found:
        assert "src" not in attributes, tag
        assert not [name for name in attributes if name.startswith("on")], tag
        assert "style" not in attributes, tag
    assert not outline.of("link")
    policy = str(outline.of("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"])
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_harm_is_text(tmp_path: Path) -> None:
    ds = czplan.load(hostile(tmp_path))
    text = report.page(ds, czplan.progress(ds, 2025))
    outline = Outline(text)
    assert len(outline.of("script")) == 5
    assert not outline.of("img")
    said = "".join(outline.text)
    for harm in HARM:
        assert plain(harm) in said, harm
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
    assert data is not None
    assert "<" not in data[1]
    assert json.loads(data[1])["rows"]


def test_a_reports_knowledge_is_the_questions(sample: tuple[Any, Any, str]) -> None:
    ds, _, _ = sample
    late = max(filter(None, (source.published for source in ds.source_records.values())))
    early = str(int(late[:4]) - 1)
    frame = czplan.progress(ds, 2025, as_of=early, all=True)
    text = report.page(ds, frame, as_of=early)
    hidden = [s.id for s in ds.source_records.values() if s.published and s.published[:4] > early]
    assert hidden
    for source in hidden:
        assert f'id="source-{source}"' not in text


def test_no_goals_is_a_page_too(sample: tuple[Any, Any, str]) -> None:
    ds, frame, _ = sample
    text = report.page(ds, frame.iloc[:0])
    assert "没有可评估的目标" in text


# ---- the command


def test_where_the_page_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    line = ("report", "--year", "2025", "--data", str(SAMPLE), "--lang", "en")
    piped = within(*line)
    assert piped.status == 0
    assert piped.out.startswith("<!DOCTYPE html>")
    assert not list(tmp_path.iterdir())
    seen = in_terminal(*line)
    assert seen.status == 0
    assert seen.out == ""
    assert "czplan-report-2025.html" in seen.err
    assert (tmp_path / "czplan-report-2025.html").read_bytes() == piped.raw
    assert within(*line, "-o", str(tmp_path / "no" / "x.html")).status == 2


def test_filters_choose_the_goals(tmp_path: Path) -> None:
    target = tmp_path / "r.html"
    done = within("report", "--family", "missed", "--data", str(SAMPLE), "-o", str(target))
    assert done.status == 0
    text = target.read_text("utf-8")
    families = set(
        re.findall(r'<span class="verdict ([a-z-]+)">', text.partition('id="method"')[0])
    )
    assert families == {"missed"}


def test_it_needs_no_extra() -> None:
    hidden = "import sys; sys.modules.update(dict.fromkeys(['altair', 'vl_convert', 'opencc']));"
    hidden += "from czplan import __main__ as czplan; sys.exit(czplan.main())"
    done = subprocess.run(
        [sys.executable, "-c", hidden, "report", "--data", str(SAMPLE), "--lang", "en"],
        capture_output=True, text=True, env=environment(),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("<!DOCTYPE html>")


def test_a_page_of_several_places(tmp_path: Path) -> None:
    folder = tmp_path / "places"
    folder.mkdir()
    for name, text in (
        ("dataset", "format: 1\n"),
        (
            "places",
            "a: {name: {zh: 甲市, en: Jia}, level: city}\n"
            "b: {name: {zh: 乙市, en: Yi}, level: city}\n",
        ),
        ("sources", "s: {title: {zh: 报告}, publisher: 局, grade: official, published: 2026-01}\n"),
        (
            "plans",
            "".join(
                f"{one}25: {{name: {{zh: {one}报告}}, kind: annual-report, start: 2025, end: 2025, "
                f"source: s, place: {one}}}\n"
                for one in "ab"
            ),
        ),
        (
            "indicators",
            "cars: {name: {zh: 产量, en: Output}, unit: 辆, measure: flow, direction: up}\n",
        ),
        (
            "targets",
            "".join(
                f"{one}25:\n  cars: {{stated: 100辆, text: 达到100辆, line: 1}}\n" for one in "ab"
            ),
        ),
        (
            "actuals",
            "cars:\n"
            + "".join(
                f"  {year}:\n"
                + "".join(
                    f"    - {{stated: {number}辆, source: s, place: {one}}}\n"
                    for one, number in (("a", first), ("b", second))
                )
                for year, first, second in ((2024, 60, 90), (2025, 80, 120))
            ),
        ),
    ):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    ds = czplan.load(folder)
    frame = czplan.progress(ds, 2025)
    text = report.page(ds, frame)
    assert "2 个地方" in text
    assert names_in(text, "missed") == ["甲市 · 产量"]
    assert names_in(text, "met") == ["乙市 · 产量"]
    table = text.partition('class="places"')[2].partition("</table>")[0]
    assert re.findall(r"(\d)/(\d)", table) == [("0", "1"), ("1", "1")]
    # a figure serves its own place alone, in pictures as in verdicts
    one = re.search(r'<article class="card" id="a25/cars".*?</article>', text, re.S)
    assert one is not None
    assert "80辆" in one[0]
    assert "120辆" not in one[0]
    only = report.page(ds, frame[frame["place"] == "a"])
    assert "甲市兑现 2025 年的承诺了吗" in only
    assert 'class="places"' not in only


def test_a_card_tells_how_the_goal_ended_before() -> None:
    """Goals due before aren't rows of the page, but their ends stand in the cards and charts."""
    ds = czplan.load()
    frame = czplan.progress(ds, 2025)
    assert "wr2024/nev-output" not in set(frame["id"])
    text = report.page(ds, frame[frame["id"] == "wr2025/nev-output"])
    assert "“力争整车产量突破100万辆”（2024年，未完成）" in text
    assert "more than 1,000,000 vehicles (“力争整车产量突破100万辆”; 2024, missed)" in text
    assert "■ 部分完成" in text.partition("历次提出")[2]
    assert len(Outline(text).of("article")) == 1


def test_page_and_card_tell_the_same_of_a_goal(tmp_path: Path) -> None:
    """The deciding report is of the goal's own place; earlier goals stand in one order."""
    folder = tmp_path / "set"
    folder.mkdir()
    files = {
        "places.csv": "id,name_zh,level\na,甲市,city\nb,乙市,city\n",
        "indicators.csv": "id,name_zh,unit,measure,direction\nfirms,企业,家,stock,up\n",
        "sources.csv": "id,title_zh,publisher,grade,published\n"
        "long,长远纲要,甲府,official,2019-03\n"
        "near,近期规划,甲府,official,2021-02\nbook,年鉴,统计局,official,2026-02\n",
        "plans.csv": "id,name_zh,kind,start,end,source,place\n"
        "long,长远纲要,strategy,2019,2025,long,a\n"
        "near,近期规划,strategy,2021,2023,near,a\nfar,近期规划,strategy,2021,2025,near,a\n"
        "other,乙规划,strategy,2021,2025,near,b\n",
        "targets.csv": "plan,slug,indicator,name_zh,stated,text,line\n"
        "long,f,firms,企业,80家,企业达到80家,1\n"
        "near,f,firms,企业,90家,企业达到90家,2\nfar,f,firms,企业,100家,企业达到100家,3\n"
        "other,f,firms,企业,100家,企业达到100家,4\n",
        "actuals.csv": "indicator,period,stated,source,place,text,line\n"
        "firms,2025,95家,book,b,乙市企业95家,7\nfirms,2025,95家,book,a,甲市企业95家,8\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    ds = czplan.load(folder)
    frame = czplan.progress(ds, 2025, all=True)
    html = unescape(report.page(ds, frame))
    verdicts = {row["id"]: row for row in frame_rows(frame)}
    goals = {row["id"]: row for row in ds.target_rows()}
    for id, words, place in (
        ("far/f", "甲市企业95家", "第 8 行"),
        ("other/f", "乙市企业95家", "第 7 行"),
    ):
        told = paragraph(ds, goals[id], [verdicts[id]], verdicts, "zh")
        assert told in html
        ((source, deciding_report),) = deciding(ds, goals[id], verdicts[id])
        assert (source.id, deciding_report["text"]) == ("book", words)
        card = html.partition(f'id="{id}"')[2].partition("</article>")[0]
        assert words in card
        assert place in card
    assert "此前提过：长远纲要“80家”（2025年，完成）；近期规划“90家”" in html
    assert re.findall("<td><span lang=zh>([0-9]+家)</span>", html.partition('id="far/f"')[2])[
        :3
    ] == [
        "80家",
        "90家",
        "100家",
    ]
