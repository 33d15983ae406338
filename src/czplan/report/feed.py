"""What turned, as Atom (RFC 4287): an entry a verdict, dated by the document that turned it.

Nothing comes from the clock: an entry is as old as its document's publication, the feed as its
latest entry, and an id says goal, period and verdict, so that a reader sees each turn once. A
document dated to a month or a year counts from its first day: never later than it came out. The
feed of a goal that has a new id, or is gone, says so and goes on with what the new one says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from czplan.charts.text import Both
from czplan.report.links import Links
from czplan.report.model import Card, Page
from czplan.sinks import markup

NEVER = "1970-01-01"
"""The date of a feed whose documents have none."""


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
        row = card.row
        if row.family == "open" or not card.published:
            continue
        tag = f"tag:{host},{page.year}:{row.id}/{row.period}/{row.status}"
        made.append(FeedEntry(
            row.id, tag, _moment(card.published), _title(card), card.quote,
            f"{links.base}{links.path(row.id)}",
        ))  # fmt: skip
    return sorted(made, key=lambda one: (one.updated, one.goal), reverse=True)


def _moment(published: str) -> str:
    """Return the beginning of a publication's day, month or year as RFC 3339 has it."""
    return f"{(published + '-01-01')[:10] if len(published) < 10 else published}T00:00:00Z"


def farewell(page: Page, links: Links, gone: Mapping[str, Any]) -> FeedEntry:
    """Return the entry that says that a goal has a new id, or is gone (`corrections.Past`)."""
    host = urlsplit(links.base).hostname or ""
    what, said = "renamed" if gone["now"] else "removed", moved(gone)
    return FeedEntry(
        gone["id"], f"tag:{host},{page.year}:{gone['id']}/{what}", _moment(gone["when"] or NEVER),
        said, said, f"{links.base}{links.path(gone['id'])}",
    )  # fmt: skip


def moved(gone: Mapping[str, Any]) -> Both:
    """Return what is said of a goal that has a new id, or is gone."""
    zh, en, id, now = gone["name_zh"], gone["name_en"] or gone["name_zh"], gone["id"], gone["now"]
    if now:
        return Both(f"“{zh}”（{id}）改了编号，现为 {now}", f"“{en}” ({id}) has a new id: {now}")
    return Both(f"“{zh}”（{id}）已从数据中撤下", f"“{en}” ({id}) was withdrawn from the data")


def _title(card: Card) -> Both:
    row = card.row
    return Both(
        f"{row.sign} {row.name.zh}（{row.due or '未写年份'}）：{row.verdict.zh}",
        f"{row.name.en} ({row.due or 'no year'}): {row.verdict.en.lower()}",
    )


def atom(page: Page, links: Links, held: Iterable[FeedEntry], own: str, about: Both) -> bytes:
    """Return a feed of entries; `own` is its path from the site's address on."""
    shown = list(held)
    latest = max((entry.updated for entry in shown), default="")
    updated = latest or _moment(page.stamp.date or NEVER)
    tag = "zh-Hans" if page.lang == "zh" else "en"
    first, second = _order(about, page.lang)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{tag}">',
        f"<title>{markup(first)}</title>",
        f"<subtitle>{markup(second)}</subtitle>",
        f"<id>{markup(links.base + own)}</id>",
        f"<updated>{updated}</updated>",
        f"<author><name>{markup(_author(page))}</name></author>",
        f'<link rel="self" type="application/atom+xml" href="{markup(links.base + own)}"/>',
        f'<link rel="alternate" type="text/html" href="{markup(links.base)}"/>',
        f'<generator version="{markup(page.version)}">czplan</generator>',
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
        f"<entry><title>{markup(titles[0])}</title><id>{markup(entry.id)}</id>"
        f"<updated>{entry.updated}</updated><published>{entry.updated}</published>"
        f'<link rel="alternate" type="text/html" href="{markup(entry.address)}"/>'
        f'<summary type="text">{markup(" — ".join(text for text in texts if text))}</summary>'
        "</entry>"
    )
