"""The files of the atlas: the same texts give the same bytes, each file whole or as it was."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from czplan import __version__, sinks
from czplan.extract.catalogue import shipped
from czplan.storage import write_file
from tools.atlas.reading import HEADLINE
from tools.atlas.records import Record
from tools.atlas.texts import Document

__all__ = ["DATASET", "write"]

DATASET = """\
# Made by `make atlas TEXTS=...`; corrections belong in corrections.csv, not here.
format: 1
licence: CC0-1.0
"""
_HEDGED = {
    "accepted": "stated-not-in-text",
    "note_zh": "“左右”在最后一个数之后，各数共有",
    "note_en": "左右 stands behind the last of the numbers and is shared by all.",
}
"""What is said of a goal whose hedge stands behind the number of another one."""
BY = f"czplan {'.'.join(__version__.split('.')[:2])}"


def _table(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> str:
    """Return rows as CSV in LF lines; texts that a spreadsheet would run are guarded."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        values = (row.get(name) for name in columns)
        writer.writerow(
            "" if value is None else sinks.csv_text(value) if isinstance(value, str) else value
            for value in values
        )
    return out.getvalue()


def _extracted(one: Record) -> str:
    return f"{{by: {BY}, confidence: {one.confidence:g}}}"


def _title_en(one: Document, places: Mapping[str, str]) -> str | None:
    """Return a document's name in English; a plan's title is its own, in Chinese alone."""
    if one.kind == "five-year-plan":
        return None
    if not one.kind:
        return f"Statistical Communiqué of {one.year}"
    return f"{one.year} Government Work Report of {places[one.place]}"


def _source(one: Document, places: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": one.id,
        "title_zh": one.title,
        "title_en": _title_en(one, places),
        "publisher": one.publisher,
        "grade": "copy",
        "published": one.published,
        "sha256": one.sha256,
        "file": one.file,
    }


def _plan(one: Document, places: Mapping[str, str]) -> dict[str, object]:
    return {
        "id": one.id,
        "name_zh": one.title,
        "name_en": _title_en(one, places),
        "kind": one.kind,
        "start": one.year,
        "end": one.end,
        "source": one.id,
        "place": one.place,
        "coverage": "part",
    }


def _goal(one: Record) -> dict[str, object]:
    known = shipped().entries[one.indicator]
    row: dict[str, object] = {
        "plan": one.document.id,
        "slug": one.key,
        "indicator": one.indicator if one.key != one.indicator else None,
        "stated": one.stated,
        "start": one.start if one.start != one.document.year else None,
        "due": one.due,
        "reference": one.reference or None,
        "text": one.text,
        "line": one.line,
        "extracted": _extracted(one),
    }
    if one.hedged:
        row |= _HEDGED
    if one.counted:
        row |= {
            "accepted": "stated-not-in-text",
            "note_zh": f"原文为“{one.counted}”，按1斤等于0.5千克换算",
            "note_en": f"The report says {one.counted}; a jin (斤) is 0.5 kg.",
        }
    if one.milestone:
        row |= {
            "kind": "milestone",
            "stated": None,
            "indicator": one.indicator,
            "name_zh": known.name_zh,
            "name_en": known.name_en,
        }
    return row


def _figure(one: Record) -> dict[str, object]:
    return {
        "indicator": one.indicator,
        "period": one.key,
        "stated": one.stated if one.value is None else None,
        "value": None if one.value is None else f"{one.value:.15g}",
        "source": one.document.id,
        "text": one.text,
        "line": one.line,
        "status": one.status or None,
        "place": one.document.place,
        "extracted": _extracted(one),
    }


def _indicator(id: str) -> dict[str, object]:
    known = shipped().entries[id]
    return {
        "id": id,
        "name_zh": known.name_zh,
        "name_en": known.name_en,
        "theme": known.theme,
        "unit": known.unit,
        "measure": known.measure,
        "direction": known.direction,
        "basis": known.basis or None,
    }


def write(folder: Path, documents: Sequence[Document], records: Sequence[Record]) -> None:
    """Write the tables of the atlas but that of the places, which is kept by hand."""
    goals = [one for one in records if one.kind == "goal"]
    figures = [one for one in records if one.kind == "figure"]
    plans = [one for one in documents if one.kind]
    with (folder / "places.csv").open(encoding="utf-8", newline="") as file:
        places = {row["id"]: row["name_en"] for row in csv.DictReader(file)}
    tables = {
        "sources": ([_source(one, places) for one in documents],
                    ("id", "title_zh", "title_en", "publisher", "grade", "published", "sha256",
                     "file")),
        "plans": ([_plan(one, places) for one in plans],
                  ("id", "name_zh", "name_en", "kind", "start", "end", "source", "place",
                   "coverage")),
        "indicators": ([_indicator(id) for id in HEADLINE],
                       ("id", "name_zh", "name_en", "theme", "unit", "measure", "direction",
                        "basis")),
        "targets": ([_goal(one) for one in goals],
                    ("plan", "slug", "indicator", "name_zh", "name_en", "kind", "stated", "start",
                     "due", "reference", "text", "line", "extracted", "accepted", "note_zh",
                     "note_en")),
        "actuals": ([_figure(one) for one in figures],
                    ("indicator", "period", "stated", "value", "source", "text", "line", "status",
                     "place", "extracted")),
    }  # fmt: skip
    write_file(folder / "dataset.yaml", DATASET.encode())
    for name, (rows, columns) in tables.items():
        write_file(folder / f"{name}.csv", _table(rows, columns).encode())
