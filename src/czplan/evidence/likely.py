"""What a mark in a text probably is: read as `extract` reads, with the data set's own names.

A document is read once, and only when the first question about it is asked.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from czplan.evidence.texts import Text
from czplan.extract.opening_text import LARGEST
from czplan.vocabulary import REASONS_NOT_GOALS, Term, Vocabulary

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.extract import Proposal
    from czplan.extract.catalogue import Catalogue

LIKELY: Vocabulary[Term] = Vocabulary(
    "what a mark probably is",
    Term("goal", "目标", "goal"),
    Term("figure", "数据", "figure"),
    *(REASONS_NOT_GOALS[code] for code in ("date", "ordinal", "scheme-name")),
)

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


class _Line:
    """A line of a text: its words, where proposals stand on it, and what holds other digits.

    Everything is looked up by place, so that a line of thousands of marks is read once.
    """

    def __init__(self, words: str) -> None:
        self.words = words
        self.proposals: list[Proposal] = []
        self._stated: dict[int, int] = {}
        self._text: dict[int, int] = {}
        self._first: dict[int, int] = {}

    def add(self, proposal: Proposal) -> None:
        """Take a proposal of this line, in the order of the text: what comes first counts."""
        number = len(self.proposals)
        self.proposals.append(proposal)
        begin = proposal.column - 1
        first = _start(self.words, proposal, begin)
        self._first.setdefault(first, number)
        for at in range(begin, begin + len(proposal.stated)):
            self._stated.setdefault(at, number)
        for at in range(first, first + len(proposal.text)):
            self._text.setdefault(at, number)

    def at(self, start: int, end: int) -> Proposal | None:
        """Return the proposal whose figure stands there, else the one that the words lead into."""
        span = range(start, end)
        found = [self._stated[at] for at in span if at in self._stated]
        if not found:
            behind = end
            while behind < len(self.words) and self.words[behind] in "* ":
                behind += 1
            found = [self._text[at] for at in span if at in self._text]
            found += [self._first[at] for at in range(end, behind + 1) if at in self._first]
        return self.proposals[min(found)] if found else None

    @cached_property
    def _masks(self) -> tuple[Sequence[int] | None, dict[int, str]]:
        from czplan.extract.clean import clean
        from czplan.extract.not_figures import masked_as

        read = clean(self.words, 1)
        return read.at, masked_as(read.text)

    def masked(self, start: int) -> str:
        """Return what a number that counts nothing is, empty where it isn't such a number."""
        places, reasons = self._masks
        return reasons.get(start if places is None else bisect_left(places, start), "")


class Likely:
    """What places of the texts of a data set probably are."""

    def __init__(self, ds: Dataset) -> None:
        """Take the set; nothing is read yet."""
        self._ds = ds
        self._read: dict[str, list[_Line]] = {}

    @cached_property
    def _names(self) -> Catalogue:
        return names_of(self._ds)

    def of(self, text: Text, line: int, column: int, found: str) -> tuple[str, Proposal | None]:
        """Return what `found`, at line and column from 1, probably is, and the proposal of it.

        The first is a code of `LIKELY`, empty where the reading doesn't tell.
        """
        there = self._of_text(text)[line - 1]
        if (one := there.at(column - 1, column - 1 + len(found))) is not None:
            return one.kind, one
        return ("ordinal" if _ORDINAL.fullmatch(found) else there.masked(column - 1)), None

    def _of_text(self, text: Text) -> list[_Line]:
        """Return a text's lines as they are read, the first time they are asked for."""
        if text.sha256 not in self._read:
            lines = [_Line(line.rstrip("\r")) for line in text.raw.split("\n")]
            for one in self._proposals(text):
                lines[one.line - 1].add(one)
            self._read[text.sha256] = lines
        return self._read[text.sha256]

    def _proposals(self, text: Text) -> list[Proposal]:
        from czplan.extract import read

        if len(text.raw) > LARGEST:
            return []
        return read(text.raw, file=text.path.name, catalogue=self._names, sha256=text.sha256)


def _start(line: str, proposal: Proposal, begin: int) -> int:
    """Return where a proposal's `text` starts on its line, by where its `stated` does."""
    for match in re.finditer(re.escape(proposal.stated), proposal.text):
        first = begin - match.start()
        if first >= 0 and line.startswith(proposal.text, first):
            return first
    return begin
