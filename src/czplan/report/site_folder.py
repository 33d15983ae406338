"""A folder for any web host: a page a goal, data, feeds, corrections, previews, a map.

The pages are made of the same templates as the single page. The same data, question and address
over the same folder give the same bytes; a folder is exchanged whole.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from czplan.charts.text import Both
from czplan.report.corrections import HELD, KEPT, Past, body, past
from czplan.report.feed import atom, entries, farewell, moved
from czplan.report.links import Links
from czplan.report.render import goal_page, note_page, render, shared_files
from czplan.sinks import json_text, markup

if TYPE_CHECKING:
    import pandas as pd

    from czplan.charts.at_hand import AtHand
    from czplan.report.model import Page

LISTING = "site-files.txt"
"""The file of a site that lists what was written."""
LARGEST = 20_000_000
"""Bytes of data set files up to which a site holds them."""

_RENAMED = Both(
    "同一个承诺，记录换了编号；这个网址和它的订阅源继续有效。",
    "The same promise under another id; this address and its feed go on.",
)
_WITHDRAWN = Both(
    "记录已从数据中撤下；这个网址保留，说明它去了哪里。",
    "The record was withdrawn from the data; this address stays to say so.",
)
_CORRECTIONS = Both("更正记录", "Corrections")
_COLUMNS = (
    Both("目标或指标", "Goal or indicator"), Both("变化", "Change"), Both("时期", "Period"),
    Both("原为", "Before"), Both("现为", "Now"), Both("缘由", "Why"),
    Both("日期", "Date"),
)  # fmt: skip


def site_files(
    page: Page, known: AtHand, frame: pd.DataFrame, folder: Path, base: str = ""
) -> dict[str, bytes]:
    """Return the files of a site by name, for `czplan.storage.write_folder`.

    Args:
        page: what the pages show; its `lang` is the one they open in.
        known, frame: the question and its verdict rows.
        folder: where the site is, for what an earlier build has said there.
        base: the site's address, ending in `/`; without it there are no feeds and no map.
    """
    before = past(folder, known)

    def links(depth: int) -> Links:
        return Links(True, "../" * depth, base, page.stamp.contact, page.stamp.digest)

    files: dict[str, bytes] = {"index.html": render(page, links(0)).encode()}
    files |= shared_files()
    files |= _previews()
    files |= _data(known, frame)
    for card in page.cards:
        depth = card.row.id.count("/") + 1
        files[links(0).path(card.row.id)] = goal_page(page, card, links(depth)).encode()
    for gone in before.removed:
        files.setdefault(links(0).path(gone["id"]), _stub(page, gone, links))
    files |= _addresses(folder, files, feeds=bool(base))
    files["corrections.html"] = _corrections(page, known, before, links(0))
    files[KEPT[0]] = _json(before.corrections)
    files[KEPT[1]] = _json(before.removed)
    if base:
        files |= _feeds(page, links(0), before.removed)
        names = [name for name in files if name.endswith(".html")]
        files["sitemap.xml"] = _sitemap(base, names)
        files["robots.txt"] = f"User-agent: *\nSitemap: {base}sitemap.xml\n".encode()
    return files


def _addresses(folder: Path, files: Mapping[str, bytes], *, feeds: bool) -> dict[str, bytes]:
    """Return the pages (and feeds) of goals that an earlier build had and this one's year hasn't.

    An address that was passed on goes on holding what it held: the goal as of its own year.
    """
    if not folder.is_dir():
        return {}
    kinds = [("goals", ".html"), *([("feed", ".xml")] if feeds else [])]
    found = {
        one.relative_to(folder).as_posix(): one
        for below, ending in kinds
        for one in sorted((folder / below).rglob(f"*{ending}"))
        if one.is_file()
    }
    return {name: one.read_bytes() for name, one in found.items() if name not in files}


def _json(value: Any) -> bytes:
    return (json_text(json.dumps(value, ensure_ascii=False, indent=1)) + "\n").encode()


def _previews() -> dict[str, bytes]:
    """Return the preview images, a fixed set that comes with the program."""
    held = resources.files("czplan.report") / "preview"
    return {
        f"preview/{one.name}": one.read_bytes()
        for one in held.iterdir()
        if one.name.endswith(".png")
    }


def _data(known: AtHand, frame: pd.DataFrame) -> dict[str, bytes]:
    """Return the verdict rows as CSV and JSON, and the data set itself, where it isn't large."""
    from czplan.export import content

    ds = known.ds
    files = {
        "data.csv": content(ds, frame, "csv", encoding="utf-8-sig"),
        "data.json": content(ds, frame, "json"),
    }
    tables = [
        path
        for path in sorted(ds.folder.iterdir())
        if path.is_file() and path.suffix in (".yaml", ".csv") and not path.name.startswith(".")
    ]
    if sum(path.stat().st_size for path in tables) <= LARGEST:
        files |= {f"{HELD}{path.name}": path.read_bytes() for path in tables}
    return files


def _stub(page: Page, gone: Mapping[str, Any], links: Any) -> bytes:
    """Return what stands where a goal was: that it is gone, or where it is now."""
    own = links(str(gone["id"]).count("/") + 1)
    title = moved(gone)
    said = [_RENAMED if gone["now"] else _WITHDRAWN]
    onward = [(f"{own.root}corrections.html", _CORRECTIONS)]
    known = {card.row.id for card in page.cards}
    if gone["now"] in known:
        onward.insert(0, (own.goal(gone["now"]), Both("看该目标", "Open the goal")))
    return note_page(page, own, title, said, onward=onward).encode()


def _corrections(page: Page, known: AtHand, before: Past, links: Links) -> bytes:
    lines = body(known, before.corrections)
    if lines:
        said = Both(
            "发布以来改动过的结论、目标与数据，新的在前；只是新增的不列。",
            "Verdicts, goals and figures that changed since they were published, the latest "
            "first; what is merely new isn't listed.",
        )
    else:
        said = Both("发布以来没有更正。", "Nothing has been corrected since it was published.")
    onward = [("index.html", Both("回到首页", "Back to the first page"))]
    return note_page(
        page, links, _CORRECTIONS, [said], onward=onward, columns=_COLUMNS, body=lines
    ).encode()


def _feeds(page: Page, links: Links, removed: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    """Return the feed of all verdicts, and one a goal, those among them that are gone."""
    held = entries(page, links)
    files = {"feed.xml": atom(page, links, held, "feed.xml", page.title)}
    for gone in removed:
        path = links.feed(gone["id"])
        goes_on = [entry for entry in held if entry.goal == gone["now"]]
        files[path] = atom(page, links, [farewell(page, links, gone), *goes_on], path, moved(gone))
    for card in page.cards:
        own = [entry for entry in held if entry.goal == card.row.id]
        path = links.feed(card.row.id)
        files[path] = atom(page, links, own, path, page.titles[card.row.id])
    return files


def _sitemap(base: str, names: list[str]) -> bytes:
    """Return the map of the pages (sitemaps.org 0.9), without dates: no clock is asked."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">',
        *(
            f"<url><loc>{markup(base + ('' if name == 'index.html' else name))}</loc></url>"
            for name in sorted(names)
        ),
        "</urlset>",
    ]
    return ("\n".join(lines) + "\n").encode()
