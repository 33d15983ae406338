"""What the records of a data set say of documents, field by field.

A target quotes its source with `text` and `stated`, each tier with its own words, a baseline
and official yearly steps with the words of their figures; an actual quotes its source with
`text` and `stated`; an exception in `not-goals.yaml` with `text`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Actual, Target


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
    yield from claims_of(ds, ds.target_records.values(), ds.actual_records)


def claims_of(ds: Dataset, targets: Iterable[Target], actuals: Iterable[Actual]) -> Iterator[Claim]:
    """Yield the claims of some records, and of the exceptions, in order."""
    for target in targets:
        plan = ds.plan_records.get(target.plan)
        if own := target.source or (plan.source if plan else None):
            yield from _target(target, own)
        yield from _also(target.id, target)
    for actual in actuals:
        record = f"{actual.indicator}@{actual.period}"
        if actual.source:
            yield from _quoted(
                record, "", actual.source, actual, _where(actual), accepted=actual.accepted
            )
        yield from _also(record, actual)
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


class _Quotation(Protocol):
    """What quotes a document: a record, a tier of it, an entry of `also`."""

    @property
    def text(self) -> str | None:
        """The quotation."""

    @property
    def stated(self) -> str | None:
        """The words in it that carry the figure."""

    @property
    def line(self) -> int | None:
        """The line on which it starts."""


def _where(record: Target | Actual) -> tuple[str, int]:
    return record.at.file, record.at.line


def _quoted(
    record: str,
    prefix: str,
    source: str,
    quotation: _Quotation,
    where: tuple[str, int],
    line: int | None = None,
    accepted: Container[str] = (),
) -> Iterator[Claim]:
    """Yield the claims of one `text` with its `stated`; `line` where the quotation names none.

    Words that a note explains, because they don't stand in the text, claim nothing.
    """
    text, stated, line = quotation.text, quotation.stated, quotation.line or line
    if text:
        yield Claim(record, f"{prefix}text", source, text, line, *where)
    if stated and not (text and "stated-not-in-text" in accepted):
        yield Claim(record, f"{prefix}stated", source, stated, line, *where, within=text or None)


def _also(id: str, record: Target | Actual) -> Iterator[Claim]:
    """Yield the claims on the further documents that say the same."""
    for number, one in enumerate(record.also, 1):
        yield from _quoted(id, f"also.{number}.", one.source, one, _where(record))


def _target(target: Target, source: str) -> Iterator[Claim]:
    where = _where(target)
    yield from _quoted(target.id, "", source, target, where, accepted=target.accepted)
    for indicator, tier in (target.tiers or {}).items():
        prefix = f"tiers.{indicator}."
        if tier.text:
            yield from _quoted(target.id, prefix, source, tier, where, target.line)
        elif tier.stated:
            yield Claim(
                target.id,
                f"{prefix}stated",
                source,
                tier.stated,
                target.line,
                *where,
                within=target.text,
            )
    base = target.baseline
    if base is not None and base.stated:
        yield Claim(target.id, "baseline.stated", base.source or source, base.stated, None, *where)
    for year, stated in (target.milestones or {}).items():
        if stated:
            yield Claim(target.id, f"milestones.{year}", source, stated, None, *where)
