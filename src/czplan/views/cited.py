"""Documents as a card cites them, and where in them words stand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from czplan.views.publishers import publisher
from czplan.views.quote import seen_in
from czplan.views.row_numbers import HAN
from czplan.vocabulary import GRADES

if TYPE_CHECKING:
    from czplan.dataset import Dataset

Row = Mapping[str, Any]

SECTIONS = {"摘录": "excerpt", "全文": "full text"}
"""Where in a document words stand, if that is no heading of its own, in English."""


class Cite(NamedTuple):
    """A document: `seen` says through what it was seen, if not itself, `via_url` where that is."""

    id: str
    title: str
    publisher: str
    published: str
    grade: str
    grade_name: str
    url: str
    seen: str
    via_url: str
    note: str


def cited(ds: Dataset, source: str, lang: str) -> Cite:
    """Return a document as a card cites it."""
    known = ds.source_records[source]
    note = known.note and known.note.in_language(lang)
    return Cite(
        known.id,
        known.title.in_language(lang),
        publisher(ds, known.publisher, lang) or "",
        known.published or "",
        known.grade,
        GRADES[known.grade].name(lang),
        known.url or "",
        seen_in(ds, known, lang),
        (known.via.url or "") if known.via else "",
        note if note and (lang == "en" or HAN.search(note)) else "",
    )


def place_in(record: Row, lang: str) -> str:
    """Say where in its document a goal or a figure stands."""
    line, page, section = record["line"], record["page"], record["section"]
    if lang == "en":
        section = SECTIONS.get(section, section)
        told = (f"line {line}", f"page {page}", section)
    else:
        told = (f"第 {line} 行", f"第 {page} 页", section)
    there = (line is not None, page, section)
    shown = (str(text) for text, is_there in zip(told, there, strict=True) if is_there)
    return ("，" if lang == "zh" else ", ").join(shown)
