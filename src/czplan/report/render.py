"""The page as one HTML file: template, style, scripts and data put together.

Every text of a data set passes Jinja's autoescape or is JSON whose `<`, `>` and `&` are
escaped. The page's content policy allows nothing but the very style and scripts it holds, by
their hashes: no request, no other script, no code made from text.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
import string
from functools import lru_cache
from importlib import resources
from typing import Any
from urllib.parse import quote

from czplan.extras import need
from czplan.report.model import Page
from czplan.report.words import SCRIPT, WORDS
from czplan.vocabulary import FAMILIES

__all__ = ["render"]


def render(page: Page) -> str:
    """Return the page's HTML.

    Raises:
        MissingExtra: the libraries of the extra `report` aren't installed.
    """
    jinja = need("jinja2", "report")
    style, early = _asset("page.css"), _asset("early.js")
    charting = f"{_vega()}\n{_asset('charts.js')}"
    script = _asset("page.js")
    environment = jinja.Environment(
        loader=jinja.DictLoader({name: _asset(name) for name in _TEMPLATES}),
        autoescape=True,
        undefined=jinja.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "clamp": lambda value, low, high: f"{min(max(value, low), high):.4g}",
        "percent": lambda fraction: f"{fraction * 100:.0f}%",
        "fragment": lambda identity: quote(identity, safe="/"),
        "slug": lambda key: "".join(
            c if c in _SLUG else f"_{ord(c):x}" for c in key
        ),  # no two keys give one
    }
    environment.tests["turning"] = lambda text: _TURNING.search(text) is not None
    raw = _markup()
    environment.globals["words"] = WORDS
    one = environment.get_template("card.html.j2").module.card
    cards = [str(one(card)) for card in page.cards]
    packed = sum(len(card.encode()) for card in cards) > ROOM
    html: str = environment.get_template("page.html.j2").render(
        page=page,
        cards=[] if packed else [raw(card) for card in cards],
        packed=raw(_json(_chunks(page, cards) if packed else [])),
        signs={code: family.sign for code, family in FAMILIES.items()},
        policy=_policy([early, charting, script], [style]),
        style=raw(style),
        early=raw(early),
        charting=raw(charting),
        script=raw(script),
        data=raw(_json(_data(page, packed))),
    )
    return html


ROOM = 700_000
"""Bytes of cards up to which each stands in the page, to be read without scripts too: the whole
page then keeps below 2 MB."""
CHUNK = 50
"""Beyond that, cards are compressed, this many together; opening one unpacks its chunk."""
_SLUG = frozenset(string.ascii_letters + string.digits + "-")
_TURNING = re.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of the text behind them (Unicode UAX 9)."""
_TEMPLATES = ("page.html.j2", "macros.html.j2", "card.html.j2")


def _data(page: Page, packed: bool) -> dict[str, Any]:
    """Return what the page's script works with: words, filters' values, charts."""
    rows = []
    for place, card in enumerate(page.cards):
        names = ("id", "indicator", "plan", "theme", "kind", "due", "family", "share")
        row = {name: getattr(card.row, name) for name in names}
        if packed:  # the card isn't at hand to search in
            row |= {"words": card.text, "chunk": place // CHUNK}
        rows.append(row)
    charts = page.charts
    if packed:
        shown = {item.key for group in (page.overview, page.bars, page.ladder, page.series,
                                        page.fates) for item in group}  # fmt: skip
        kept = {key: chart for key, chart in charts["charts"].items() if key in shown}
        charts = {**charts, "charts": kept}
    return {
        "lang": page.lang,
        "words": SCRIPT,
        "traditional": page.traditional,
        "rows": rows,
        "charts": charts,
    }


def _chunks(page: Page, cards: list[str]) -> list[str]:
    """Return the cards and their charts in compressed chunks, for pages of very many goals."""
    chunks = []
    for start in range(0, len(cards), CHUNK):
        some = page.cards[start : start + CHUNK]
        held = {
            "cards": dict(
                zip((card.row.id for card in some), cards[start : start + CHUNK], strict=True)
            ),
            "charts": {
                card.chart: page.charts["charts"][card.chart] for card in some if card.chart
            },
        }
        text = json.dumps(held, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        chunks.append(base64.b64encode(gzip.compress(text.encode(), 6, mtime=0)).decode())
    return chunks


def _json(value: Any) -> str:
    """Return JSON that can stand in a script element: nothing in it closes or opens a tag."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def _markup() -> Any:
    return need("markupsafe", "report").Markup


@lru_cache
def _asset(name: str) -> str:
    return (resources.files("czplan.report") / "assets" / name).read_text("utf-8")


@lru_cache
def _vega() -> str:
    """Return Vega, Vega-Lite and Vega-Embed as one script that sets `vegaEmbed`."""
    bundle: str = need("vl_convert", "report").javascript_bundle("window.vegaEmbed=vegaEmbed;")
    if "</script" in bundle.lower() or "<!--" in bundle:
        raise ValueError("the chart library's text can't stand in a page")
    return bundle


def _policy(scripts: list[str], styles: list[str]) -> str:
    """Return the content policy: nothing but these scripts and styles."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(_hash(text) for text in scripts)}",
            f"style-src {' '.join(_hash(text) for text in styles)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
