"""From records as they were read to the records of a data set; only sound ones come here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from czplan.faults.collector import Collector
from czplan.format.fields import DEFAULTS
from czplan.reading.book import Book
from czplan.reading.raw import PartSet, Raw, RawTier
from czplan.records import (
    Actual,
    Also,
    Baseline,
    Extracted,
    Indicator,
    Name,
    NotGoal,
    Plan,
    Region,
    Source,
    Target,
    Tenure,
    Tier,
    Via,
)

if TYPE_CHECKING:
    from czplan.reading.csv_table import CsvTable


def name(raw: Raw, field: str = "name") -> Name | None:
    """Return a name, the Chinese standing in for a missing English one."""
    zh, en = raw.get(f"{field}_zh"), raw.get(f"{field}_en")
    if zh is None and en is None:
        return None
    return Name(zh or en, en or zh)


def note(raw: Raw, field: str = "note") -> Name | None:
    """Return a record's note, the same in both languages where it is one text."""
    plain: str | None = raw.get(field)
    return Name(plain, plain) if plain is not None else name(raw, field)


def of_set(book: Book, read: Callable[[Raw, str], Name | None], field: str) -> Name:
    """Return what a set says of itself; empty where it says nothing."""
    return (read(book.dataset, field) if book.dataset else None) or Name("", "")


def _named(raw: Raw, field: str = "name") -> Name:
    return name(raw, field) or Name(raw.id, raw.id)


def _take(raw: Raw, *fields: str) -> dict[str, Any]:
    return {field: raw.get(field) for field in fields}


def _words(raw: Raw, field: str) -> tuple[str, ...]:
    return tuple(raw.get(field) or ())


def also(raw: Raw) -> tuple[Also, ...]:
    """Return the further documents that say the same."""
    fields = ("source", "text", "line", "page", "section", "stated")
    return tuple(Also(*(one.get(each) for each in fields)) for one in raw.get("also") or ())


def extracted(raw: Raw) -> Extracted | None:
    """Return how the program read a record, None for one that a person read."""
    one: PartSet | None = raw.get("extracted")
    if one is None:
        return None
    return Extracted(one.get("by"), one.get("confidence"), one.get("reviewed"))


def _spans(raw: Raw, field: str, part: str) -> tuple[Tenure, ...]:
    """Return what held from year to year, in order of the years."""
    found = raw.get(field)
    if not isinstance(found, list):
        return () if found is None else (Tenure(found, None, None),)
    spans = []
    for one in found:
        zh = one.get("zh")
        value = Name(zh, one.get("en") or zh) if part == "name" else one.get(part)
        spans.append(Tenure(value, one.get("from"), one.get("until")))
    return tuple(sorted(spans, key=lambda span: (span.first or 0, span.last or 9999)))


def regions(book: Book) -> dict[str, Region]:
    """Return the places by id."""
    return {
        id: Region(
            id,
            _named(raw),
            raw.get("level"),
            raw.get("code"),
            _spans(raw, "parent", "id"),
            _spans(raw, "names", "name"),
            _spans(raw, "codes", "code"),
            raw.get("from"),
            raw.get("until"),
            raw.get("successor"),
            note(raw),
            raw.place,
        )
        for id, raw in book.places.items()
    }


def _via(raw: Raw) -> Via | None:
    title = raw.get("via_title")
    if title is None:
        return None
    return Via(title, raw.get("via_publisher"), raw.get("via_published"), raw.get("via_url"))


def _said(raw: Raw) -> dict[str, Any]:
    """Return what every record may have: a note, warnings that it explains, its place."""
    return {"note": note(raw), "accepted": _words(raw, "accepted"), "at": raw.place}


def sources(book: Book) -> dict[str, Source]:
    """Return the sources by id."""
    optional = ("publisher", "grade", "published", "sha256", "file", "url")
    return {
        id: Source(id, _named(raw, "title"), **_take(raw, *optional), via=_via(raw), **_said(raw))
        for id, raw in book.sources.items()
    }


def plans(book: Book) -> dict[str, Plan]:
    """Return the plans by id."""
    fields = ("kind", "start", "end", "source", "coverage", "place")
    return {
        id: Plan(id, _named(raw), **_take(raw, *fields), **_said(raw))
        for id, raw in book.plans.items()
    }


def indicators(book: Book) -> dict[str, Indicator]:
    """Return the indicators by id."""
    fields = ("unit", "measure", "direction", "basis", "stock", "deflator")
    return {
        id: Indicator(
            id,
            _named(raw),
            raw.get("theme") or DEFAULTS["indicators"]["theme"],
            **_take(raw, *fields),
            aliases=_words(raw, "aliases"),
            **_said(raw),
        )
        for id, raw in book.indicators.items()
    }


_TARGET = (
    "indicator", "theme", "scope", "kind", "binding", "stated", "milestones", "start", "due",
    "direction", "reference", "quality", "tiers_count", "counts", "supersedes", "confidence",
    "source", "text", "line", "page", "section", "verifiable", "reading",
)  # fmt: skip


def _tier(raw: RawTier) -> Tier:
    return Tier(raw.stated or "", raw.text, raw.line)


def target(raw: Raw) -> Target:
    """Return one target."""
    tiers: dict[str, RawTier] | None = raw.get("tiers")
    period = raw.get("baseline_period")
    baseline = (
        Baseline(period, raw.get("baseline_stated"), raw.get("baseline_source")) if period else None
    )
    return Target(
        plan=raw.keys[0],
        slug=raw.keys[1],
        name=name(raw),
        tiers={key: _tier(tier) for key, tier in tiers.items()} if tiers else None,
        baseline=baseline,
        also=also(raw),
        extracted=extracted(raw),
        **_take(raw, *_TARGET),
        **_said(raw),
    )


_ACTUAL = (
    "stated", "value", "outcome", "source", "text", "line", "page", "section", "status",
    "basis", "scope", "restated", "place", "of", "proxy", "confidence", "reading",
)  # fmt: skip


def actual(raw: Raw) -> Actual:
    """Return one report of a figure."""
    return Actual(
        raw.keys[0],
        raw.keys[1],
        **_take(raw, *_ACTUAL),
        also=also(raw),
        extracted=extracted(raw),
        **_said(raw),
    )


def not_goal(raw: Raw) -> NotGoal:
    """Return one entry of what is neither goal nor figure."""
    return NotGoal(raw.keys[0], raw.keys[1], raw.get("text"), raw.get("reason"), raw.place)


def raws_of(table: CsvTable | None) -> list[Raw]:
    """Return the rows of a CSV table as records, each at the line on which its row begins."""
    if table is None:
        return []
    raws = [table.raw(row, Collector()) for row in range(table.size)]
    starts = table.starts()
    for raw in raws:
        line = starts.get(raw.place.line, raw.place.line)
        raw.place = raw.place._replace(line=line, column=1)
    return raws
