"""The page as a file: what it holds, and that it is the same for the same question."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from cli_process import SAMPLE, command, environment, in_terminal, run
from report_sets import HARM, hostile

import czplan
from czplan import report
from czplan.vocabulary import FAMILIES


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


def test_the_headline_counts_the_table(sample: tuple[Any, Any, str]) -> None:
    _, frame, text = sample
    whole = frame[~frame["id"].str.contains("#")]
    for family in FAMILIES:
        tile = re.search(rf'<li class="tile {family}">.*?class="count">(\d+)<', text, re.S)
        assert tile is not None
        assert int(tile[1]) == (whole["family"] == family).sum()


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
        assert harm in said, harm
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
    piped = run(*line)
    assert piped.status == 0
    assert piped.out.startswith("<!DOCTYPE html>")
    assert not list(tmp_path.iterdir())
    seen = in_terminal(*line)
    assert seen.status == 0
    assert seen.out == ""
    assert "czplan-report-2025.html" in seen.err
    assert (tmp_path / "czplan-report-2025.html").read_bytes() == piped.raw
    assert run(*line, "-o", str(tmp_path / "no" / "x.html")).status == 2


def test_filters_choose_the_goals(tmp_path: Path) -> None:
    target = tmp_path / "r.html"
    done = run("report", "--family", "missed", "--data", str(SAMPLE), "-o", str(target))
    assert done.status == 0
    text = target.read_text("utf-8")
    families = set(
        re.findall(r'<span class="verdict ([a-z-]+)">', text.partition('id="method"')[0])
    )
    assert families == {"missed"}


@pytest.mark.parametrize("module", ["altair", "vl_convert", "jinja2"])
def test_a_missing_extra_is_one_command(module: str) -> None:
    hidden = f"import sys; sys.modules[{module!r}] = None; from czplan import __main__ as czplan;"
    hidden += "sys.exit(czplan.main())"
    done = subprocess.run(
        [sys.executable, "-c", hidden, "report", "--data", str(SAMPLE), "--lang", "en"],
        capture_output=True, text=True, env=environment(),
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert "pip install 'czplan[report]'" in done.stderr
    assert done.stderr.count("\n") == 1
