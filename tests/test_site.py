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
from cli_process import SAMPLE, within
from report_sets import HARM, hostile

import czplan
from czplan import report
from czplan.cli.kit import errors

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
        assert re.search(r"写明数字的到期承诺 \d+ 项中，\d+ 项能判断，\d+ 项目前不能", text)
        titles.add(re.search(r"<title[^>]*>([^<]*)", text)[1])  # type: ignore[index]
    assert len(wholes) > 5
    assert len(titles) == len(wholes)
    assert "项目前不能" in (site / "corrections.html").read_text("utf-8")


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
    times = [one.findtext(f"{ATOM}updated") or "" for one in tree.findall(f"{ATOM}entry")]
    if times:
        assert tree.findtext(f"{ATOM}updated") == max(times)
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
        updated = str(entry.findtext(f"{ATOM}updated"))
        assert updated == f"{(published + '-01-01')[:10]}T00:00:00Z", "its first day, not its last"
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
    done = within(*line)
    assert done.status == 0
    assert done.out == ""
    assert "--base-url" in done.err
    held = {path.name for path in (tmp_path / "s").iterdir()}
    assert {"index.html", "data.csv", "data.json", "corrections.html"} <= held
    assert not {"feed.xml", "sitemap.xml", "feed"} & held
    assert json.loads((tmp_path / "s" / "data.json").read_text("utf-8"))
    goals = {one.name for one in (tmp_path / "s" / "goals").rglob("*.html")}
    again = within(*line, "--year", "2024", "--base-url", BASE.rstrip("/"))
    assert again.status == 0
    assert (tmp_path / "s" / "feed.xml").exists()
    assert goals <= {one.name for one in (tmp_path / "s" / "goals").rglob("*.html")}, (
        "addresses of an earlier year stay"
    )
    (tmp_path / "s" / "mine.txt").write_text("keep me")
    refused = within(*line)
    assert refused.status == 2
    assert "mine.txt" in refused.err
    assert within("report", "--base-url", BASE, "--data", str(data)).status == 2
    assert within(*line, "--base-url", BASE, "-o", "x.html").status == 2


@pytest.mark.parametrize("address", [
    "example.org", "ftp://example.org/", "https://", "https://example.org/?q", "https://a/#b",
    "https://user:word@example.org/", "https://example.org/a b/", " https://example.org/",
    "https://example.org/\n", "https://例.org/", "https://example.org:port/",
    'https://example.org/"><script>', "https://example.org/%zz/",
])  # fmt: skip
def test_an_address_that_cannot_be_one_is_refused(address: str) -> None:
    from czplan.cli.commands.report import _address

    with pytest.raises(errors.Refusal) as refused:
        _address(address, "--base-url")
    assert "https://example.org/plan/" in refused.value.message
    for good in (
        "https://example.org",
        "http://a.b-c.cn:8080/x/%E5%B8%B8~/",
        "HTTPS://EXAMPLE.ORG/",
    ):
        assert _address(good, "--base-url") == good.rstrip("/") + "/"


@pytest.mark.parametrize(("contact", "shown", "address"), [
    ("a@example.org", "a@example.org", "mailto:a@example.org?subject=czplan%20x%20%28d%29"),
    ("mailto:a@example.org", "a@example.org", "mailto:a@example.org?subject=czplan%20x%20%28d%29"),
    ("MAILTO:a@b.cn?subject=y", "a@b.cn", "mailto:a@b.cn?subject=czplan%20x%20%28d%29"),
    ("https://example.org/issues", "https://example.org/issues", "https://example.org/issues"),
    ("12345", "12345", ""),
    ("javascript:alert(1)@x", "javascript:alert(1)@x", "mailto:javascript%3Aalert%281%29@x?subject="
     "czplan%20x%20%28d%29"),
])  # fmt: skip
def test_who_hears_of_mistakes(contact: str, shown: str, address: str) -> None:
    from czplan.report.links import Links, addressee

    assert addressee(contact) == shown
    assert Links(contact_to=shown, digest="d").contact("x") == address


def changed(data: Path, folder: Path, old: str, new: str) -> Path:
    """Return a copy of a data set with one text of its targets replaced."""
    shutil.copytree(data, folder)
    path = folder / "targets.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_what_was_corrected_and_what_is_gone(tmp_path: Path, data: Path) -> None:
    """A goal that has a new id, then one that is withdrawn: each leaves a page and a feed."""
    ds = czplan.load(data)
    rows = czplan.progress(ds, 2025, all=True)
    first = str(rows[rows["family"] == "met"]["id"].iloc[0])
    plan, slug = first.split("/")
    block = re.search(
        rf"(?ms)^  {re.escape(slug)}:.*?(?=^  \S|^\S|\Z)",
        (data / "targets.yaml").read_text("utf-8"),
    )
    assert block is not None
    indicator = next(row["indicator"] for row in ds.target_rows() if row["id"] == first)
    named = block[0].replace(f"  {slug}:\n", f"  new-name:\n    indicator: {indicator}\n", 1)
    folder = tmp_path / "site"
    build(folder, data)
    assert "没有更正" in (folder / "corrections.html").read_text("utf-8")

    build(folder, changed(data, tmp_path / "renamed", block[0], named))
    told = (folder / "corrections.html").read_text("utf-8")
    for word in ("目标改了编号", "goal renamed", first, f"{plan}/new-name"):
        assert word in told
    assert "目标撤下" not in told
    assert "结论转变" not in told
    stub = (folder / "goals" / f"{first}.html").read_text("utf-8")
    assert f"改了编号，现为 {plan}/new-name" in stub
    assert 'href="../../goals/' + f'{plan}/new-name.html"' in stub
    feed = atom((folder / "feed" / f"{first}.xml").read_bytes())
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in feed.findall(f"{ATOM}entry")]
    assert ids[0].endswith(f"{first}/renamed")
    assert any(f":{plan}/new-name/" in one for one in ids[1:]), "it goes on with the new one"

    withdrawn = changed(tmp_path / "renamed", tmp_path / "gone", named, "")
    build(folder, withdrawn)
    for id in (first, f"{plan}/new-name"):
        assert "已从数据中撤下" in (folder / "goals" / f"{id}.html").read_text("utf-8")
        assert "已从数据中撤下" in (folder / "feed" / f"{id}.xml").read_text("utf-8")
    told = (folder / "corrections.html").read_text("utf-8")
    assert "目标撤下" in told
    assert "目标改了编号" in told
    titles = [one.read_text("utf-8").partition("</title>")[0].rpartition(">")[2]
              for one in folder.rglob("*.html")]  # fmt: skip
    assert len(set(titles)) == len(titles)
    assert build(folder, withdrawn) == build(folder, withdrawn)
    build(folder, data)
    assert "已从数据中撤下" not in (folder / "goals" / f"{first}.html").read_text("utf-8")


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
    for name, content in files.items():
        if name.endswith((".html", ".xml")):
            assert not re.search("[\u202a-\u202e\u2066-\u2069]", content.decode()), name


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
