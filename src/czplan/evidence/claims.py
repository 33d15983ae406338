"""What the records of a data set say of documents, field by field.

A target quotes its source with `text` and `stated`, each tier with its own words, a baseline
and official yearly steps with the words of their figures; an actual quotes its source with
`text` and `stated`; an exception in `not-goals.yaml` with `text`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from czplan.faults import Place

if TYPE_CHECKING:
    from czplan.dataset import Dataset

__all__ = ["Claim", "claims"]


@dataclass(frozen=True, slots=True)
class Claim:
    """That some words stand in a document, or in a quotation from it.

    Attributes:
        record: the target's id, `indicator@period` of an actual, or the source's id.
        field: which field of the record holds the words, such as `text` or
            `tiers.firms-10bn.stated`.
        source: the source's id.
        words: the words.
        line: the line of the document on which they should start; None where the record names
            a page, a section or nothing.
        within: the quotation in which they should stand; None where they are sought in
            the document.
        data_file: the file of the data set that holds the record.
        data_line: its line there, from 1.
    """

    record: str
    field: str
    source: str
    words: str
    line: int | None
    data_file: str
    data_line: int
    within: str | None = None


def claims(ds: Dataset) -> Iterator[Claim]:
    """Yield every claim of a data set on a document: targets, actuals, exceptions, in order."""
    targets = ds.target_records
    for row in ds.target_rows():
        record = targets.get(row["id"])
        place = record.at if record else Place("targets.csv")
        yield from _target(row, place.file, place.line)
    actuals = ds.actual_records
    for number, row in enumerate(ds.actual_rows()):
        place = actuals[number].at if number < len(actuals) else Place("actuals.csv")
        yield from _actual(row, place.file, place.line)
    for note in ds.not_goals:
        if note.text:
            yield Claim(
                f"{note.source}:{note.line}",
                "text",
                note.source,
                note.text,
                note.line,
                note.at.file,
                note.at.line,
            )


def _quoted(
    record: str,
    prefix: str,
    source: str,
    fields: Mapping[str, Any],
    where: tuple[str, int],
) -> Iterator[Claim]:
    """Yield the claims of one `text` with its `stated`."""
    text, stated, line = fields.get("text"), fields.get("stated"), fields.get("line")
    if text:
        yield Claim(record, f"{prefix}text", source, text, line, *where)
    if stated:
        yield Claim(record, f"{prefix}stated", source, stated, line, *where, within=text or None)


def _target(row: Mapping[str, Any], file: str, line: int) -> Iterator[Claim]:
    where = (file, line)
    record, source = row["id"], row["source"]
    yield from _quoted(record, "", source, row, where)
    for indicator, tier in (row.get("tiers") or {}).items():
        prefix = f"tiers.{indicator}."
        own = tier.get("text")
        if own:
            fields = {**tier, "line": tier.get("line") or row.get("line")}
            yield from _quoted(record, prefix, source, fields, where)
        elif tier.get("stated"):
            yield Claim(
                record,
                f"{prefix}stated",
                source,
                tier["stated"],
                row.get("line"),
                *where,
                within=row.get("text"),
            )
    if row.get("baseline_stated"):
        yield Claim(
            record,
            "baseline.stated",
            row.get("baseline_source") or source,
            row["baseline_stated"],
            None,
            *where,
        )
    for year, stated in (row.get("milestones") or {}).items():
        if stated:
            yield Claim(record, f"milestones.{year}", source, stated, None, *where)


def _actual(row: Mapping[str, Any], file: str, line: int) -> Iterator[Claim]:
    if row.get("source"):
        record = f"{row['indicator']}@{row['period']}"
        yield from _quoted(record, "", row["source"], row, (file, line))
