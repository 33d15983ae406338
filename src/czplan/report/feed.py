"""What turned, as Atom (RFC 4287): an entry a verdict, dated by the document that turned it.

Nothing comes from the clock: an entry is as old as its document's publication, the feed as its
latest entry, and an id says goal, period and verdict, so that a reader sees each turn once.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from czplan.charts.text import Both, clean
from czplan.method.question import last_day
from czplan.report.links import Links
from czplan.report.model import Card, Page

__all__ = ["FeedEntry", "atom", "entries"]


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One verdict: whose, when it became known, in which words."""

    goal: str
    id: str
    updated: str
    title: Both
    summary: Both
    address: str


def entries(page: Page, links: Links) -> list[FeedEntry]:
    """Return an entry for each goal with a verdict and a dated document, the latest first."""
    host = urlsplit(links.base).hostname or ""
    made = []
    for card in page.cards:
        row, source = card.row, card.evidence_cite
        if row.family == "open" or source is None or not source.published:
            continue
        tag = f"tag:{host},{page.year}:{row.id}/{row.period}/{row.status}"
        made.append(FeedEntry(
            row.id, tag, _moment(source.published), _title(card), _summary(card),
            f"{links.base}{links.path(row.id)}",
        ))  # fmt: skip
    return sorted(made, key=lambda one: (one.updated, one.goal), reverse=True)


def _moment(published: str) -> str:
    """Return the end of a publication's day, month or year as RFC 3339 has it."""
    day = datetime.date.fromordinal(last_day(published))
    return f"{day.isoformat()}T00:00:00Z"


def _title(card: Card) -> Both:
    row = card.row
    return Both(
        f"{row.sign} {row.name.zh}（{row.due or '未写年份'}）：{row.verdict.zh}",
        f"{row.name.en} ({row.due or 'no year'}): {row.verdict.en.lower()}",
    )


def _summary(card: Card) -> Both:
    return card.quote if card.quote.zh else card.reason


def atom(page: Page, links: Links, held: Iterable[FeedEntry], own: str, about: Both) -> bytes:
    """Return a feed of entries; `own` is its path from the site's address on."""
    shown = list(held)
    latest = max((entry.updated for entry in shown), default="")
    updated = latest or (_moment(page.stamp.date) if page.stamp.date else "1970-01-01T00:00:00Z")
    tag = "zh-Hans" if page.lang == "zh" else "en"
    first, second = _order(about, page.lang)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{tag}">',
        f"<title>{clean(first)}</title>",
        f"<subtitle>{clean(second)}</subtitle>",
        f"<id>{clean(links.base + own)}</id>",
        f"<updated>{updated}</updated>",
        f"<author><name>{clean(_author(page))}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{clean(links.base + own)}"/>',
        f'<link rel="alternate" type="text/html" href="{clean(links.base)}"/>',
        f'<generator version="{clean(page.version)}">czplan</generator>',
        *(_entry(entry, page.lang) for entry in shown),
        "</feed>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _author(page: Page) -> str:
    return f"czplan · {page.place.zh or page.place.en}" if page.place.zh else "czplan"


def _order(text: Both, lang: str) -> Sequence[str]:
    return (text.zh, text.en) if lang == "zh" else (text.en, text.zh)


def _entry(entry: FeedEntry, lang: str) -> str:
    titles, texts = _order(entry.title, lang), _order(entry.summary, lang)
    return (
        f"<entry><title>{clean(titles[0])}</title><id>{clean(entry.id)}</id>"
        f"<updated>{entry.updated}</updated><published>{entry.updated}</published>"
        f'<link rel="alternate" type="text/html" href="{clean(entry.address)}"/>'
        f'<summary type="text">{clean(" — ".join(text for text in texts if text))}</summary>'
        "</entry>"
    )
