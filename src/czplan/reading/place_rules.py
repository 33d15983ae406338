"""The rules of the table of places: who is above whom, which code fits, what held when."""

from __future__ import annotations

from itertools import pairwise

from czplan.faults import Both, Place
from czplan.faults.collector import Collector
from czplan.reading.book import Book
from czplan.reading.raw import PartSet, Raw
from czplan.reading.references import circles
from czplan.vocabulary import PLACE_LEVELS

DIGITS = {"nation": 0, "province": 2, "city": 4, "county": 6}
"""How many digits of a code say which place of its level it is; the others are noughts."""

NATION = "100000"


def parent_now(raw: Raw) -> tuple[str, Place] | None:
    """Return the place above one today and where that is said, None where nothing says it."""
    value = raw.get("parent")
    if isinstance(value, str):
        return value, raw.at("parent")
    spans = _spans(raw)
    if not spans:
        return None
    last = max(spans, key=lambda span: span.get("until") or 9999)
    return last.get("id"), last.at("id")


def check_places(book: Book, report: Collector) -> None:
    """Check levels, codes, histories and that nothing is above itself."""
    parents = {id: found for id, raw in book.places.items() if (found := parent_now(raw))}
    rings = circles(report, parents, "place-circle")
    for year in _turns(book):
        held = {
            id: found
            for id, raw in book.places.items()
            if id not in rings and (found := _parent_in(raw, year))
        }
        rings |= circles(report, held, "place-circle")
    followers = {
        id: (raw.get("successor"), raw.at("successor"))
        for id, raw in book.places.items()
        if raw.get("successor") is not None
    }
    circles(report, followers, "place-circle")
    codes: dict[str, str] = {}
    for id, raw in book.places.items():
        with report.explained(raw.get("accepted")):
            _years(report, raw)
            if (code := raw.get("code")) is not None:
                _code(report, raw, code, raw.at("code"))
            above = parents.get(id)
            if above is not None and id not in rings:
                _above(book, report, raw, *above)
                for one in _spans(raw):
                    if one.at("id") != above[1]:
                        _higher(book, report, raw, one.get("id"), one.at("id"))
            if (code := raw.get("code")) is not None:
                first = codes.setdefault(code, id)
                if first != id and not raw.has("until") and not book.places[first].has("until"):
                    what = Both(f"{code} 已是 {first} 的代码", f"{code} is the code of {first}")
                    report.add("place-code", raw.at("code"), id=id, what=what)


def _code(report: Collector, raw: Raw, code: str, place: Place) -> None:
    """Check that today's code has the form of its place's level; a former one may be another's."""
    level = raw.get("level")
    if level is None:
        return
    size = DIGITS[level]
    if level == "nation":
        fits = code == NATION
    else:
        # 41 90 01 is a county that a province runs: the middle digits are no city's
        fits = code[size:] == "0" * (6 - size) and code[size - 2 : size] != "00"
        fits = fits and code[:2] != NATION[:2]
    if not fits:
        name = PLACE_LEVELS[level]
        what = Both(f"{code} 不是{name.zh}的代码", f"{code} is no code of a {name.en}")
        report.add("place-code", place, id=raw.id, what=what)


def _spans(raw: Raw) -> list[PartSet]:
    """Return what a place was under from one year to another; nothing where it is but one."""
    value = raw.get("parent")
    if not isinstance(value, list):
        return []
    return [one for one in value if one.get("id") is not None]


def _parent_in(raw: Raw, year: int) -> tuple[str, Place] | None:
    """Return the place above one in a year and where that is said, None where nothing says it."""
    if not isinstance(raw.get("parent"), list):
        return parent_now(raw)
    for one in _spans(raw):
        if (one.get("from") or 0) <= year <= (one.get("until") or 9999):
            return one.get("id"), one.at("id")
    return None


def _turns(book: Book) -> list[int]:
    """Return the years in which something came under another place, oldest first."""
    spans = [one for raw in book.places.values() for one in _spans(raw)]
    return sorted({one.get("from") or 0 for one in spans})


def _above(book: Book, report: Collector, raw: Raw, above: str, place: Place) -> None:
    """Check that the place above is of a higher level and that the code begins with its code."""
    higher = _higher(book, report, raw, above, place)
    if higher is None:
        return
    code, theirs = raw.get("code"), book.places[above].get("code")
    size = DIGITS[higher]
    if code and theirs and code[:size] != theirs[:size]:
        what = Both(
            f"{code} 不以上级 {above} 的 {theirs[:size]} 开头",
            f"{code} doesn't begin with {theirs[:size]} of {above} above it",
        )
        report.add("place-code", raw.at("code"), id=raw.id, what=what)


def _higher(book: Book, report: Collector, raw: Raw, above: str, place: Place) -> str | None:
    """Check that the place above is of a higher level; return that level, None where it isn't."""
    parent = book.places.get(above)
    if parent is None:
        return None
    level, higher = raw.get("level"), parent.get("level")
    if level is None or higher is None:
        return None
    if PLACE_LEVELS.rank(higher) >= PLACE_LEVELS.rank(level):
        own, other = PLACE_LEVELS[level], PLACE_LEVELS[higher]
        report.add(
            "place-parent",
            place,
            id=raw.id,
            level=Both(own.zh, own.en),
            parent=above,
            higher=Both(other.zh, other.en),
        )
        return None
    return str(higher)


def _years(report: Collector, raw: Raw) -> None:
    """Check that nothing ends before it begins, and that a history never says two things."""
    _ordered(report, raw, raw.get("from"), raw.get("until"), raw.at("until"))
    for field in ("parent", "names", "codes"):
        spans = raw.get(field)
        if not isinstance(spans, list):
            continue
        known = [(one.get("from") or 0, one.get("until") or 9999, one) for one in spans]
        for first, last, one in known:
            _ordered(report, raw, first, last, one.at("until"))
        known.sort(key=lambda span: span[:2])
        for (_, last, _), (first, end, later) in pairwise(known):
            if first <= last:
                until = min(last, end)
                when = Both(f"从 {first} 年起", f"from {first} on")
                if not first:
                    when = Both(f"到 {until} 年为止", f"until {until}")
                if not first and until == 9999:
                    when = Both("在各年", "in every year")
                report.add("place-history", later.place, id=raw.id, field=field, when=when)


def _ordered(
    report: Collector, raw: Raw, first: int | None, last: int | None, place: Place
) -> None:
    if first is not None and last is not None and last < first:
        report.add("place-ends-first", place, id=raw.id, first=first, last=last)
