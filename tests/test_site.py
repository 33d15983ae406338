"""The folder for a web host: every link resolves, feeds are Atom, two builds are the same bytes."""

from __future__ import annotations

import functools
import http.server
import json
import re
import shutil
import threading
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import pytest
from cli_process import SAMPLE, run
from report_sets import HARM, hostile

import czplan
from czplan import report

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://example.org/plan/"


def build(folder: Path, data: Path, base: str = BASE, lang: str = "zh") -> dict[str, bytes]:
    """Return a site's files as a build over `folder` gives them, and write them there."""
    from czplan.report.site_folder import LISTING
    from czplan.storage import write_folder

    ds = czplan.load(data)
    frame = czplan.progress(ds, 2025, all=True, reasons=True)
    files = report.site(ds, frame, folder, lang, base=base)
    write_folder(folder, files, listing=LISTING)
    return files


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the sample that says where to write."""
    folder = tmp_path_factory.mktemp("data") / "set"
    shutil.copytree(SAMPLE, folder)
    head = folder / "dataset.yaml"
    old = head.read_text("utf-8") if head.exists() else "format: 1\n"
    head.write_text(old + "contact: someone@example.org\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, data: Path) -> Path:
    folder = tmp_path_factory.mktemp("web") / "public"
    build(folder, data)
    return folder


class Links(HTMLParser):
    """Collects the addresses, ids and metadata of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: set[str] = set()
        self.meta: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = {name: value or "" for name, value in attrs}
        for name in ("href", "src"):
            if name in held:
                self.hrefs.append(held[name])
        if "id" in held:
            self.ids.add(held["id"])
        if tag == "meta":
            self.meta[held.get("property") or held.get("name", "")] = held.get("content", "")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def server(site: Path) -> Iterator[str]:
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_address[1]}/"
        running.shutdown()


def test_every_internal_link_resolves(server: str, site: Path) -> None:
    waiting, pages = [server], {}
    while waiting:
        address = waiting.pop()
        if address in pages:
            continue
        with urllib.request.urlopen(address) as answer:
            assert answer.status == 200
            kind = answer.headers.get_content_type()
            text = answer.read().decode("utf-8", "replace")
        pages[address] = Links(text) if kind == "text/html" else None
        if pages[address]:
            for href in pages[address].hrefs:
                target = urljoin(address, href)
                if target.startswith(BASE):
                    target = server + target.removeprefix(BASE)
                if target.startswith(server):
                    waiting.append(urldefrag(target)[0])
    html = {address: page for address, page in pages.items() if page}
    for address, page in html.items():
        for href in page.hrefs:
            whole, fragment = urldefrag(urljoin(address, href))
            if fragment and whole in html and not fragment.startswith("?"):
                assert unquote(fragment) in html[whole].ids, (address, href)
    reached = {address.removeprefix(server) or "index.html" for address in html}
    written = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    assert written - {"index.html"} <= reached | {"index.html"}
    assert len(reached) > 10
    for address, page in html.items():
        for name in ("description", "og:title", "og:description", "og:image"):
            assert page.meta.get(name), (address, name)
        image = page.meta["og:image"]
        assert image.startswith(f"{BASE}preview/")
        assert (site / image.removeprefix(BASE)).read_bytes().startswith(b"\x89PNG")


def test_a_goal_has_a_page_of_its_own(site: Path, data: Path) -> None:
    ds = czplan.load(data)
    frame = czplan.progress(ds, 2025, all=True)
    wholes = [key for key in frame["id"] if "#" not in key]
    titles = set()
    for key in wholes:
        text = (site / "goals" / f"{key}.html").read_text("utf-8")
        assert re.search(r"<code>[0-9a-f]{12}</code>", text)
        assert f'id="{key}"' in text
        assert "mailto:someone@example.org" in text
        titles.add(re.search(r"<title[^>]*>([^<]*)", text)[1])  # type: ignore[index]
    assert len(wholes) > 5
    assert len(titles) > len(wholes) / 2


def test_the_images_are_a_fixed_set_of_the_right_size(site: Path) -> None:
    images = sorted((site / "preview").iterdir())
    assert len(images) == 12
    for image in images:
        content = image.read_bytes()
        assert (int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")) == (
            1200, 630,
        )  # fmt: skip
        assert len(content) < 20_000


def atom(content: bytes) -> ET.Element:
    """Check a feed by the rules of RFC 4287, and return it."""
    tree = ET.fromstring(content)
    assert tree.tag == f"{ATOM}feed"
    stamp = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
    allowed = {
        f"{ATOM}{name}"
        for name in ("title", "subtitle", "id", "updated", "author", "link", "generator", "entry")
    }
    assert {one.tag for one in tree} <= allowed
    assert [link.get("rel") for link in tree.findall(f"{ATOM}link")] == ["self", "alternate"]
    assert tree.findtext(f"{ATOM}author/{ATOM}name")
    ids = []
    for one in (tree, *tree.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(one.findall(f"{ATOM}{name}")) == 1, name
            assert one.findtext(f"{ATOM}{name}")
        assert stamp.fullmatch(one.findtext(f"{ATOM}updated") or "")
        ids.append(one.findtext(f"{ATOM}id"))
    for entry in tree.findall(f"{ATOM}entry"):
        alternate = entry.find(f"{ATOM}link")
        assert alternate is not None
        assert str(alternate.get("href")).startswith(f"{BASE}goals/")
        assert entry.findtext(f"{ATOM}summary")
    assert len(ids) == len(set(ids))
    return tree


def test_feeds_are_atom(site: Path, data: Path) -> None:
    tree = atom((site / "feed.xml").read_bytes())
    entries = tree.findall(f"{ATOM}entry")
    assert entries
    ds = czplan.load(data)
    rows = {row["id"]: row for row in czplan.progress(ds, 2025, all=True).to_dict("records")}
    for entry in entries:
        told = re.fullmatch(
            r"tag:example\.org,2025:(.+)/([0-9.-]+)/([a-z_]+)", entry.findtext(f"{ATOM}id") or ""
        )
        assert told is not None
        row = rows[told[1]]
        assert (row["actual_period"], row["status"]) == (told[2], told[3])
        published = ds.source_records[row["actual_source"].split(";")[0]].published or ""
        assert str(entry.findtext(f"{ATOM}updated")).startswith(published)
    times = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert times == sorted(times, key=str, reverse=True)
    for path in (site / "feed").rglob("*.xml"):
        atom(path.read_bytes())
    names = ET.fromstring((site / "sitemap.xml").read_bytes())
    locations = [one.text or "" for one in names.iter() if one.tag.endswith("loc")]
    assert all(place.startswith(BASE) for place in locations)
    assert len(locations) == len(list(site.rglob("*.html")))


def test_the_same_bytes_twice_and_over_itself(site: Path, data: Path, tmp_path: Path) -> None:
    fresh = build(tmp_path / "fresh", data)
    again = build(site, data)
    assert fresh == again
    there = {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }
    assert {name: there[name] for name in again} == again
    assert set(there) - set(again) == {"site-files.txt"}


def test_without_an_address_no_feed(tmp_path: Path, data: Path) -> None:
    line = ("report", "--site", str(tmp_path / "s"), "--data", str(data), "--lang", "en")
    done = run(*line)
    assert done.status == 0
    assert done.out == ""
    assert "--base-url" in done.err
    held = {path.name for path in (tmp_path / "s").iterdir()}
    assert {"index.html", "data.csv", "data.json", "corrections.html"} <= held
    assert not {"feed.xml", "sitemap.xml", "feed"} & held
    assert json.loads((tmp_path / "s" / "data.json").read_text("utf-8"))
    again = run(*line, "--base-url", BASE.rstrip("/"))
    assert again.status == 0
    assert (tmp_path / "s" / "feed.xml").exists()
    (tmp_path / "s" / "mine.txt").write_text("keep me")
    refused = run(*line)
    assert refused.status == 2
    assert "mine.txt" in refused.err
    for bad in (("--base-url", "example.org"), ("--base-url", BASE, "-o", "x.html")):
        assert run(*line, *bad).status == 2
    assert run("report", "--base-url", BASE, "--data", str(data)).status == 2


def test_what_was_corrected_and_what_is_gone(tmp_path: Path, data: Path) -> None:
    old, new, folder = tmp_path / "old", tmp_path / "new", tmp_path / "site"
    shutil.copytree(data, old)
    shutil.copytree(data, new)
    build(folder, old)
    assert "没有更正" in (folder / "corrections.html").read_text("utf-8")
    ds = czplan.load(old)
    goals = new / "targets.yaml"
    text = goals.read_text("utf-8")
    plan, slug = next(iter(ds.target_records)).split("/")
    block = re.search(rf"(?ms)^  {re.escape(slug)}:.*?(?=^  \S|^\S|\Z)", text)
    assert block is not None
    goals.write_text(text.replace(block[0], "", 1), encoding="utf-8")
    if (new / "not-goals.yaml").exists():
        (new / "not-goals.yaml").unlink()
    gone = f"{plan}/{slug}"
    assert gone not in czplan.load(new).target_records
    build(folder, new)
    stub = (folder / "goals" / f"{gone}.html").read_text("utf-8")
    assert "已从数据中撤下" in stub
    told = (folder / "corrections.html").read_text("utf-8")
    assert "目标撤下" in told
    assert "goal removed" in told
    build(folder, new)
    assert (folder / "corrections.html").read_text("utf-8") == told
    assert (folder / "goals" / f"{gone}.html").read_text("utf-8") == stub
    build(folder, old)
    assert "已从数据中撤下" not in (folder / "goals" / f"{gone}.html").read_text("utf-8")


def test_harm_is_text_in_every_file(tmp_path: Path) -> None:
    files = build(tmp_path / "site", hostile(tmp_path / "set"))
    for name, content in files.items():
        if name.endswith((".html", ".xml")):
            text = content.decode()
            assert "<script>window" not in text, name
            assert "<img" not in text, name
            assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text), name
        if name.endswith(".xml"):
            tree = ET.fromstring(content)
            assert not [one for one in tree.iter() if "script" in one.tag]
    said = "".join(atom(files["feed.xml"]).itertext())
    assert HARM[0] in said


@pytest.mark.browser
def test_a_site_in_a_browser(server: str, site: Path) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is missing")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        pytest.skip("chromium is missing: apt-get install chromium")
    goal = next(iter((site / "goals").rglob("*.html"))).relative_to(site).as_posix()
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        wrong: list[str] = []
        for start in (server, site.as_uri() + "/index.html"):
            page = chromium.new_page(viewport={"width": 1280, "height": 800})
            page.on("console", lambda m: wrong.append(m.text))
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.goto(start)
            page.get_by_role("searchbox").fill("a")
            page.get_by_role("searchbox").fill("")
            page.locator("#goals-table tbody th a").first.click()
            page.wait_for_selector("article.card")
            font = page.evaluate("getComputedStyle(document.querySelector('.card h1')).fontSize")
            assert font == "22.4px", "the style sheet is there, from disk too"
            page.locator("label", has_text="English").click()
            assert page.evaluate("document.documentElement.lang") == "en"
            levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3')].map(h => h.tagName)")
            assert levels[0] == "H1"
            assert levels.count("H1") == 1
            page.goto(urljoin(start, goal))
            page.locator("main a[href*='#source-']").first.click()
            page.wait_for_selector("#sources")
            page.close()
        chromium.close()
    assert [one for one in wrong if "favicon" not in one and "404" not in one] == []


def test_a_later_year_keeps_the_addresses_of_an_earlier_one(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    given = ("--data", str(SAMPLE), "--base-url", "https://example.org/", "--site", str(folder))
    assert run("report", "--year", "2025", *given).status == 0
    before = {one.relative_to(folder) for one in (folder / "goals").rglob("*.html")}
    assert run("report", "--year", "2024", *given).status == 0
    after = {one.relative_to(folder) for one in (folder / "goals").rglob("*.html")}
    assert before <= after
