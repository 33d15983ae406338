"""The pages as HTML: templates, style, scripts and data put together.

Every text of a data set passes `sinks.plain` and Jinja's autoescape, or is JSON whose `<`, `>` and
`&` are escaped. A page's content policy allows nothing but the very
style and scripts it holds, by their hashes: no request, no other script, no code made from text.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import string
from collections.abc import Sequence
from functools import lru_cache
from importlib import resources
from typing import Any

from czplan import sinks
from czplan.charts.picture import STYLE
from czplan.charts.text import Both
from czplan.report.links import Links
from czplan.report.model import Card, Page
from czplan.report.page_words import SCRIPT, WORDS
from czplan.views.row_numbers import HAN
from czplan.vocabulary import FAMILIES, GRADES

ROOM = 900_000
"""Bytes of cards up to which each stands in the page, to be read without scripts too: the whole
page then keeps below 3 MB."""
MOST = 40
"""Promises of a kind that the first screen names; the list has all."""
CHUNK = 50
"""Beyond that, cards are compressed, this many together; opening one unpacks its chunk."""
MANY = 1000
"""Goals beyond which the list's end and long tables are compressed too,"""
LONG = 20_000
"""those of at least so many letters."""
ASSETS = {"style.css": "page.css", "early.js": "early.js", "shared.js": "shared.js"}
"""What the pages of a site share: the file of the site, and what it is made of."""

_SLUG = frozenset(string.ascii_letters + string.digits + "-")
_TEMPLATES = ("page.html.j2", "goal.html.j2", "note.html.j2", "macros.html.j2", "card.html.j2")


def render(page: Page, links: Links | None = None) -> str:
    """Return the first page, or the only one: HTML that needs nothing else (`links.site`: but
    the pages of the goals)."""
    links = links or _links(page)
    style, early, script = map(_asset, ("page.css", "early.js", "page.js"))
    shared = _shared()
    raw = _markup()
    environment = _environment()
    context = _context(page, links)
    cards: list[str] = []
    if not links.site:
        one = environment.get_template("card.html.j2").make_module(context).card
        cards = [str(one(card)) for card in page.cards]
    packed = sum(len(card.encode()) for card in cards) > ROOM
    far = packed and len(page.rows) > MANY
    data = _data(page, links, packed)
    chunks = _chunks(page, cards, data["rows"]) if packed else []
    parts: list[str] = []

    def later(part: Any) -> Any:
        """Keep a long part of a packed page for its script to put in place."""
        if not far or len(part) < LONG:
            return part
        parts.append(str(part))
        return raw(f'<template data-later="{len(parts) - 1}"></template>')

    def held() -> Any:
        """Return what is compressed, asked for when all parts are known."""
        made: dict[str, Any] = {"chunks": chunks}
        if far:
            made["later"] = _pack({"parts": parts, "rows": data["rows"]})
        return raw(_json(made))

    return str(
        environment.get_template("page.html.j2").render(
            **context | {"later": later},
            description=_description(page),
            most=MOST,
            cards=[] if packed else [raw(card) for card in cards],
            packed=packed,
            held=held,
            policy=_policy([early, shared, script], [style]),
            style=raw(style),
            early=raw(early),
            shared=raw(shared),
            script=raw(script),
            data=raw(_json(data | {"rows": []} if far else data)),
        )
    )


def goal_page(page: Page, item: Card, links: Links) -> str:
    """Return the page of one goal on a site."""
    row = item.row
    own = page.titles[row.id]
    title = Both(f"{own.zh} · {page.title.zh}", f"{own.en} · {page.title.en}")
    description = Both(
        "，".join(one for one in (row.verdict.zh, row.stated, row.reported) if one),
        ", ".join(one for one in (row.verdict.en, row.goal.en, row.figure.en) if one),
    )
    template = _environment().get_template("goal.html.j2")
    shown = page.pictures.get(item.chart)
    context = _context(page, links)
    return str(
        template.render(
            **context, item=item, shown=shown, title=title, description=description,
            policy=_policy([], [], shared=True),
        )
    )  # fmt: skip


def note_page(
    page: Page,
    links: Links,
    title: Both,
    paragraphs: Sequence[Both],
    *,
    onward: Sequence[tuple[str, Both]] = (),
    columns: Sequence[Both] = (),
    body: Sequence[Sequence[Both]] = (),
) -> str:
    """Return a page of a site that says something in words and a table: corrections, stubs."""
    template = _environment().get_template("note.html.j2")
    return str(
        template.render(
            **_context(page, links), title=title, description=title, paragraphs=paragraphs,
            onward=onward, columns=columns, body=body, policy=_policy([], [], shared=True),
        )
    )  # fmt: skip


def shared_files() -> dict[str, bytes]:
    """Return the style and the scripts that the pages of a site share."""
    made = {name: _asset(asset) for name, asset in ASSETS.items()}
    made["shared.js"] = _shared()
    return {name: text.encode() for name, text in made.items()}


def _shared() -> str:
    """Return the script that every page has, with the style of a picture as a file in it."""
    return _asset("shared.js").replace('"@picture-style@"', _json(STYLE))


def _links(page: Page) -> Links:
    return Links(contact_to=page.stamp.contact, digest=page.stamp.digest)


def _context(page: Page, links: Links) -> dict[str, Any]:
    return {
        "page": page,
        "links": links,
        "words": WORDS,
        "signs_of": {code: family.sign for code, family in FAMILIES.items()},
        "later": lambda part: part,
    }


@lru_cache
def _environment() -> Any:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.DictLoader({name: _asset(name) for name in _TEMPLATES}),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_plain,
    )
    environment.filters |= {
        "clamp": lambda value, low, high: f"{min(max(value, low), high):.4g}",
        "drawn": lambda svg: _markup()(svg),  # made of escaped texts by `charts.picture`
        "slug": lambda key: "".join(
            c if c in _SLUG else f"_{ord(c):x}" for c in key
        ),  # no two keys give one
    }
    environment.tests["han"] = HAN.search
    environment.globals["both"] = both
    return environment


@lru_cache(maxsize=8192)  # most texts of a page stand on it many times
def both(text: Both | str) -> Any:
    """Return a text in both languages as markup: each in an element of its own, once if equal."""
    if isinstance(text, str):
        return _markup()(sinks.markup(text))
    zh, en = map(sinks.markup, text)
    if zh == en:
        return _markup()(zh)
    made = f"<span lang=zh>{zh}</span>" if zh else ""
    return _markup()(made + (f"<span lang=en>{en}</span>" if en else ""))


def _plain(value: Any) -> Any:
    """Return a text with nothing in it that acts; what the templates made stays as it is."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return sinks.plain(value)
    return value


def _description(page: Page) -> Both:
    return page.sentence if page.sentence.zh else page.title


def _data(page: Page, links: Links, packed: bool) -> dict[str, Any]:
    """Return what the page's script works with: words, filters' values, pictures."""
    rows = []
    names = ("id", "plan", "theme", "kind", "due", "family", "share", "grade")
    for row in page.rows:
        held = {name: getattr(row, name) for name in names}
        rows.append(held | {"words": page.haystack.get(row.id, "")})
    wanted = {card.chart for card in page.cards if card.chart} if not links.site else set()
    return {
        "lang": page.lang,
        "words": SCRIPT,
        "traditional": page.traditional,
        "grades": list(GRADES),
        "rows": rows,
        "pages": "goals/",
        "pictures": {} if packed else _pictures(page, wanted),
    }


def _pictures(page: Page, wanted: set[str]) -> dict[str, Any]:
    return {
        key: {"svg": shown.svg, "title": [shown.title.zh, shown.title.en]}
        for key, shown in page.pictures.items()
        if key in wanted
    }


def _chunks(page: Page, cards: list[str], rows: list[dict[str, Any]]) -> list[str]:
    """Return the cards and their pictures in compressed chunks, for pages of very many goals.

    Cards of a place and of a measure lie together: they say much alike, and share a picture. Each
    of `rows`, which have the order of the cards, is told its chunk.
    """
    alike = [(card.chart.rpartition("@")[2], card.chart) for card in page.cards]
    order = sorted(range(len(cards)), key=alike.__getitem__)
    chunks: list[str] = []
    for start in range(0, len(cards), CHUNK):
        some = order[start : start + CHUNK]
        for place in some:
            rows[place]["chunk"] = len(chunks)
        wanted = {page.cards[place].chart for place in some} - {""}
        chunks.append(
            _pack({"cards": [cards[place] for place in some], "pictures": _pictures(page, wanted)})
        )
    return chunks


def _pack(value: Any) -> str:
    """Return a value as JSON, compressed, in letters that a script element may hold."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return base64.b64encode(gzip.compress(text.encode(), 9, mtime=0)).decode()


def _json(value: Any) -> str:
    """Return JSON that can stand in a script element: nothing in it closes or opens a tag."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return _TAGS.sub(lambda found: f"\\u{ord(found[0]):04x}", sinks.json_text(text))


_TAGS = re.compile("[<>&]")


def _markup() -> Any:
    from markupsafe import Markup

    return Markup


@lru_cache
def _asset(name: str) -> str:
    return (resources.files("czplan.report") / "assets" / name).read_text("utf-8")


def _policy(scripts: list[str], styles: list[str], *, shared: bool = False) -> str:
    """Return the content policy: nothing but these scripts and styles."""
    own = (
        ("script-src 'self' file:", "style-src 'self' file:")
        if shared
        else (
            f"script-src {' '.join(_hash(text) for text in scripts)}",
            f"style-src {' '.join(_hash(text) for text in styles)}",
        )
    )
    return "; ".join(
        ("default-src 'none'", *own, "img-src data:", "base-uri 'none'", "form-action 'none'")
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
