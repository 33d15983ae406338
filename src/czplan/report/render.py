"""The page as one HTML file: template, style, scripts and data put together.

Every text of a data set passes Jinja's autoescape or is JSON whose `<`, `>` and `&` are
escaped. The page's content policy allows nothing but the very style and scripts it holds, by
their hashes: no request, no other script, no code made from text.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from importlib import resources
from typing import Any
from urllib.parse import quote

from czplan.export.extras import need
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
        "slug": lambda key: "".join(c if c.isalnum() else "-" for c in key),
    }
    raw = _markup()
    html: str = environment.get_template("page.html.j2").render(
        page=page,
        words=WORDS,
        signs={code: family.sign for code, family in FAMILIES.items()},
        policy=_policy([early, charting, script], [style]),
        style=raw(style),
        early=raw(early),
        charting=raw(charting),
        script=raw(script),
        data=raw(_json(_data(page))),
    )
    return html


_TEMPLATES = ("page.html.j2", "macros.html.j2", "card.html.j2")


def _data(page: Page) -> dict[str, Any]:
    return {
        "lang": page.lang,
        "words": SCRIPT,
        "traditional": page.traditional,
        "rows": [
            {
                "id": card.row.id,
                "indicator": card.row.indicator,
                "plan": card.row.plan,
                "theme": card.row.theme,
                "kind": card.row.kind,
                "due": card.row.due,
                "family": card.row.family,
                "share": card.row.share,
            }
            for card in page.cards
        ],
        "charts": page.charts,
    }


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
