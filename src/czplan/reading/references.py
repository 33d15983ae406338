"""Ids that must lead somewhere, and must not lead back."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache

from czplan.faults import Both, Place
from czplan.faults.collector import Collector, suggestion
from czplan.format.field import Field
from czplan.format.fields import TABLES
from czplan.format.types import is_id
from czplan.reading.book import Book
from czplan.reading.raw import PartSet, Raw

_WHAT = {
    "sources": Both("来源", "source"),
    "plans": Both("规划", "plan"),
    "indicators": Both("指标", "indicator"),
    "targets": Both("目标", "target"),
    "themes": Both("领域", "theme"),
    "places": Both("地方", "place"),
}


def title(raw: Raw) -> Both:
    """Return what a record is called in a message."""
    table = TABLES[raw.table]
    return Both(f"{table.zh} {raw.id}", f"{table.en}: {raw.id}")


def refer(book: Book, report: Collector, table: str, value: str, field: str, place: Place) -> bool:
    """Check that `value` is an id of `table`; a fault, and False, where it isn't."""
    ids = book.ids(table)
    if value in ids:
        return True
    if table in report.broken:
        return True
    what = _WHAT[table]
    file = "dataset.yaml" if table == "themes" else f"{table}.yaml"
    otherwise = Both(f"在 {file} 中添加，或改正标识", f"add it to {file}, or mend the id")
    report.add(
        "dangling-id",
        place,
        field=field,
        what=what,
        value=value,
        hint=lambda: suggestion(value, filter(_sound, _offered(table, ids)), otherwise),
    )
    return False


def _offered(table: str, ids: Collection[str]) -> Iterator[str]:
    """Yield the ids that may be meant; of indicators also those of the shipped catalogue."""
    yield from ids
    if table == "indicators":
        from czplan.reading.shipped_indicators import shipped_indicators

        yield from shipped_indicators()


def _sound(id: str) -> bool:
    """Tell whether an id that stands in a table is one that may be written."""
    return all(map(is_id, id.split("/", 1)))


def references(book: Book, report: Collector, raw: Raw) -> None:
    """Check every field of a record that must be an id of another table."""
    values = raw.values
    for known, column, part in _referring(raw.table):
        if column not in values:
            continue
        value = values[column]
        if isinstance(value, list):
            for number, entry in enumerate(value, 1):
                _entry(book, report, known, f"{known.name}.{number}", entry)
        elif part.refers:
            field = known.name if part is known else f"{known.name}.{part.name}"
            _refer(book, report, part.refers, value, field, raw.at(column))


@cache
def _referring(table: str) -> tuple[tuple[Field, str, Field], ...]:
    """Return the columns of a table that hold ids of others; a map is checked with its keys."""
    return tuple(
        (known, column, part)
        for known in TABLES[table].fields.values()
        for column, part in known.columns
        if known.keys is None and (part.refers or any(each.refers for each in known.parts))
    )


def _entry(book: Book, report: Collector, known: Field, field: str, entry: PartSet) -> None:
    for part in known.parts:
        if part.refers and (value := entry.get(part.name)) is not None:
            refer(book, report, part.refers, value, f"{field}.{part.name}", entry.at(part.name))


def _refer(book: Book, report: Collector, table: str, value: str, field: str, place: Place) -> None:
    """Check an id; one of `indicator@place` leads into two tables."""
    first, at, second = value.partition("@")
    if refer(book, report, table, first, field, place) and at:
        refer(book, report, "places", second, field, place)


def circles(
    report: Collector, follows: dict[str, tuple[str, Place]], code: str = "supersedes-circle"
) -> set[str]:
    """Report every circle once, and return the ids that stand in one.

    Args:
        report: where faults go.
        follows: id to the id that it leads to, and the place that says so.
        code: the fault's.
    """
    done: set[str] = set()
    rings: set[str] = set()
    for start in follows:
        path: dict[str, None] = {}
        at = start
        while at in follows and at not in done and at not in path:
            path[at] = None
            at = follows[at][0]
        if at in path:
            ring = list(path)[list(path).index(at) :]
            report.add(code, follows[ring[-1]][1], circle=" → ".join([*ring, at]))
            rings.update(ring)
        done.update(path)
    return rings
