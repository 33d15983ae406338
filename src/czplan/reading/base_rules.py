"""The rules of what goals and figures rest on: the set, places, sources, plans, indicators."""

from __future__ import annotations

from czplan.faults import Both
from czplan.faults.collector import Collector
from czplan.format.fields import FORMAT
from czplan.quantity.units import compatible, is_rate
from czplan.reading.book import Book
from czplan.reading.place_rules import check_places
from czplan.reading.raw import Raw
from czplan.reading.references import refer, references


def check_base(book: Book, report: Collector) -> None:
    """Check dataset, places, sources, plans, indicators and not-goals."""
    if (head := book.dataset) is not None:
        found = head.get("format")
        if found is not None and found != FORMAT:
            report.add("format-version", head.at("format"), found=found)
    for table in (book.places, book.sources, book.plans, book.indicators):
        for raw in table.values():
            if raw.has("accepted"):
                with report.explained(raw.get("accepted")):
                    _record(book, report, raw)
            else:
                _record(book, report, raw)
    check_places(book, report)
    for record in book.not_goals:
        source_id = record.keys[0]
        if "source" not in record.faulty:
            refer(book, report, "sources", source_id, "source", record.key_places[0])


def _record(book: Book, report: Collector, raw: Raw) -> None:
    """Check one record of a table that others refer to."""
    references(book, report, raw)
    if not raw.values.keys().isdisjoint(_NOTED):
        annotated(report, raw)
    if raw.table == "plans":
        _plan(book, report, raw)
    elif raw.table == "indicators":
        _indicator_units(book, report, raw)


_NOTED = frozenset({"note", "note_zh", "note_en", "accepted", "verifiable"})
"""Fields that a note is about."""


def annotated(report: Collector, raw: Raw) -> None:
    """Check a record's note: given once, and there where something needs to be explained."""
    noted = raw.has("note") or raw.has("note_zh")
    by_language = raw.get("note_zh") is not None or raw.get("note_en") is not None
    if raw.get("note") is not None and by_language:
        report.add("note-twice", raw.at("note"), id=raw.id)
    if raw.has("accepted") and not noted:
        report.add("unexplained", raw.at("accepted"), id=raw.id, field="accepted")
    if raw.get("verifiable") is False and not noted:
        report.add("unexplained", raw.at("verifiable"), id=raw.id, field="verifiable: false")


def _plan(book: Book, report: Collector, plan: Raw) -> None:
    """Check the years of a plan, and that it is known whose it is."""
    start, end = plan.get("start"), plan.get("end")
    if start is not None and end is not None and end < start:
        report.add("plan-ends-first", plan.at("end"), plan=plan.id, start=start, end=end)
    if book.places and not plan.has("place") and book.default_place is None:
        report.add("place-unsaid", plan.place, id=plan.id)
    first = end if start is None and plan.get("kind") == "annual-report" else start
    place, last = book.place_of_plan(plan.id), end if end is not None else start
    if first is not None and last is not None and (lasted := book.lasted(place, first, last)):
        years = str(last) if first == last else f"{first}–{last}"
        report.add(
            "place-not-there", plan.place, id=plan.id, years=years, region=place, lasted=lasted
        )


def _indicator_units(book: Book, report: Collector, indicator: Raw) -> None:
    """Check an indicator's unit against its measure and its stock."""
    unit, measure = indicator.get("unit"), indicator.get("measure")
    if unit is None:
        return
    if measure in {"growth", "share"} and not is_rate(unit):
        what = Both(
            f"{measure} 类指标 {indicator.id} 以 % 计，unit 却是 {unit}",
            f"the indicator {indicator.id} has measure {measure} and is counted in %, not {unit}",
        )
        report.add("unit-contradiction", indicator.at("unit"), what=what, field="measure")
    stock = book.indicators.get(indicator.get("stock") or "")
    other = stock.get("unit") if stock is not None else None
    if stock is not None and other is not None and not compatible(unit, other):
        what = Both(
            f"{indicator.id} 以 {unit} 计，它的存量 {stock.id} 却以 {other} 计",
            f"{indicator.id} is counted in {unit}, but its stock {stock.id} in {other}",
        )
        report.add("unit-contradiction", indicator.at("stock"), what=what, field="stock")
