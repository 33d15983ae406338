"""What a mark in a text probably is: read as `extract` reads, with the data set's own names.

A document is read once, and only when the first question about it is asked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from czplan.evidence.texts import Text
from czplan.vocabulary import REASONS_NOT_GOALS, Term, Vocabulary

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.extract import Proposal
    from czplan.extract.catalogue import Catalogue

__all__ = ["LIKELY", "Likely", "names_of"]

LIKELY: Vocabulary[Term] = Vocabulary(
    "what a mark probably is",
    Term("goal", "目标", "goal"),
    Term("figure", "数据", "figure"),
    *(REASONS_NOT_GOALS[code] for code in ("date", "ordinal", "scheme-name")),
)

_MOST = 2 * 1024 * 1024
"""The most characters of a text that are read; `extract` takes no longer document."""

_ORDINAL = re.compile(r"第[〇零一二两三四五六七八九十百\d]+")


def names_of(ds: Dataset) -> Catalogue:
    """Return the catalogue with the data set's own indicators, names and aliases, first."""
    from czplan.extract.catalogue import Known, with_own

    own = {}
    for id_, one in ds.indicator_records.items():
        aliases = tuple(getattr(one, "aliases", ()) or ())
        own[id_] = Known(
            id_, one.name.zh, one.name.en or "", one.unit, one.measure, one.direction,
            one.basis or "", one.theme or "other", aliases,
        )  # fmt: skip
    return with_own(own)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a proposal stands on its line: its `text` up to `end`, its `stated` up to `stop`."""

    first: int
    end: int
    begin: int
    stop: int
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class _Read:
    """A text's lines, and where proposals stand on each, by its number from 1."""

    lines: list[str]
    places: dict[int, list[_Place]]


class Likely:
    """What places of the texts of a data set probably are."""

    def __init__(self, ds: Dataset) -> None:
        """Take the set; nothing is read yet."""
        self._ds = ds
        self._read: dict[str, _Read] = {}

    @cached_property
    def _names(self) -> Catalogue:
        return names_of(self._ds)

    def of(self, text: Text, line: int, column: int, found: str) -> tuple[str, Proposal | None]:
        """Return what `found`, at line and column from 1, probably is, and the proposal of it.

        The first is a code of `LIKELY`, empty where the reading doesn't tell.
        """
        read = self._of_text(text)
        words, places = read.lines[line - 1], read.places.get(line, ())
        start, end = column - 1, column - 1 + len(found)
        for one in places:
            if one.begin < end and start < one.stop:
                return one.proposal.kind, one.proposal
        for one in places:
            leads = end <= one.first and not words[end : one.first].strip("* ")
            if leads or (one.first < end and start < one.end):
                return one.proposal.kind, one.proposal
        return ("ordinal" if _ORDINAL.fullmatch(found) else _masked(words, start)), None

    def _of_text(self, text: Text) -> _Read:
        """Return a text as it is read, the first time it is asked for."""
        if text.sha256 not in self._read:
            read = _Read([line.rstrip("\r") for line in text.raw.split("\n")], {})
            for one in self._proposals(text):
                begin = one.column - 1
                first = _start(read.lines[one.line - 1], one, begin)
                place = _Place(first, first + len(one.text), begin, begin + len(one.stated), one)
                read.places.setdefault(one.line, []).append(place)
            self._read[text.sha256] = read
        return self._read[text.sha256]

    def _proposals(self, text: Text) -> list[Proposal]:
        from czplan.extract import read

        if len(text.raw) > _MOST:
            return []
        return read(text.raw, file=text.path.name, catalogue=self._names, sha256=text.sha256)


def _masked(line: str, start: int) -> str:
    """Return what a number that counts nothing is, empty where it isn't such a number."""
    from czplan.extract.clean import clean
    from czplan.extract.masks import masked_as

    read = clean(line, 1)
    return masked_as(read.text, start if read.at is None else bisect_left(read.at, start))


def _start(line: str, proposal: Proposal, begin: int) -> int:
    """Return where a proposal's `text` starts on its line, by where its `stated` does."""
    for match in re.finditer(re.escape(proposal.stated), proposal.text):
        first = begin - match.start()
        if first >= 0 and line.startswith(proposal.text, first):
            return first
    return begin
