"""The names that reports use for what is measured, and the indicator that each means.

The shipped catalogue is `data/catalogue/indicators.csv`: one indicator a row; `aliases` joined by
`|`, with choices in brackets, `=id` for all names of another one, and `?` behind a name that
means the indicator only where the document gives no clearer name for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from czplan import patterns as re
from czplan.extract.words import expand, section
from czplan.quantity import normalise
from czplan.shipped import catalogue_rows

_LONGEST_NAME = 40


class Known(NamedTuple):
    """An indicator as the reader needs it; the fields are those of the data format."""

    id: str
    name_zh: str
    name_en: str
    unit: str
    measure: str
    direction: str
    basis: str = ""
    theme: str = "other"
    aliases: tuple[str, ...] = ()


class Mentions(list[tuple[int, int]]):
    """The spans of known names in a sentence, in order and apart.

    `own` are the names by which the document's place speaks of itself.
    """

    def __init__(self, spans: Iterable[tuple[int, int]] = (), own: tuple[str, ...] = ()) -> None:
        """Take the spans."""
        super().__init__(spans)
        self.own = own
        self.starts = {begin for begin, _ in self}
        self.ends = {stop: begin for begin, stop in self}

    def inside(self, at: int) -> bool:
        """Tell whether a place lies within a name."""
        return any(begin < at < stop for begin, stop in self)


@dataclass(slots=True)
class Catalogue:
    """Names to indicators.

    Attributes:
        entries: id to entry.
        names: name to the ids that it may mean; the number's unit and change decide.
        weak: names that mean an id only where nothing clearer does.
        longest: the length of the longest name.
        patterns: spellings of names with many variants, and what they mean.
        starts: the first two characters of names to the lengths of the names, longest first.
    """

    entries: dict[str, Known] = field(default_factory=dict)
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    weak: set[tuple[str, str]] = field(default_factory=set)
    longest: int = 0
    starts: dict[str, tuple[int, ...]] = field(default_factory=dict)
    patterns: tuple[tuple[re.Pattern[str], str], ...] = ()

    def ids(self, name: str) -> tuple[str, ...]:
        """Return the ids that a name may mean; patterns are asked where no name of the list is."""
        found = self.names.get(name)
        if found is None and len(name) <= _LONGEST_NAME:
            found = tuple(id_ for pattern, id_ in self.patterns if pattern.fullmatch(name))
        return found or ()

    def add(self, entries: Iterable[Known], first: bool = False) -> None:
        """Add indicators with their names; with `first` theirs come before those there are."""
        added = list(entries)
        for entry in added:
            if first or entry.id not in self.entries:
                self.entries[entry.id] = entry
        for entry in added:
            for name, weak in self._names(entry, ()):
                held = self.names.get(name, ())
                if entry.id not in held:
                    self.names[name] = (entry.id, *held) if first else (*held, entry.id)
                if weak:
                    self.weak.add((name, entry.id))
        for name in section("subjects", "kept whole"):
            self.names.setdefault(name, ())
        self._index()

    def _names(self, entry: Known, seen: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
        if not any(alias == entry.name_zh for alias in entry.aliases):
            yield normalise(entry.name_zh), False
        for alias in entry.aliases:
            if alias.startswith("="):
                other = self.entries.get(alias[1:])
                if other is not None and other.id not in seen:
                    yield from self._names(other, (*seen, entry.id))
                continue
            weak = alias.endswith("?")
            name = alias[:-1] if weak else alias
            if "(" in name:
                yield from ((one, weak) for one in expand(name))
            else:
                yield name, weak

    def _index(self) -> None:
        lengths: dict[str, set[int]] = {}
        for name in self.names:
            if len(name) > 1:
                lengths.setdefault(name[:2], set()).add(len(name))
        self.starts = {key: tuple(sorted(found, reverse=True)) for key, found in lengths.items()}
        self.longest = max(map(len, self.names), default=0)

    def mentions(self, text: str, start: int, end: int, own: tuple[str, ...] = ()) -> Mentions:
        """Return the spans of the names that stand in a run of text, longest first, apart."""
        found = []
        starts, names, at = self.starts, self.names, start
        while at < end - 1:
            lengths = starts.get(text[at : at + 2])
            if lengths is not None:
                for length in lengths:
                    if at + length <= end and text[at : at + length] in names:
                        found.append((at, at + length))
                        at += length - 1
                        break
            at += 1
        return Mentions(found, own)


@cache
def _rows() -> tuple[Known, ...]:
    return tuple(
        Known(**{**row, "aliases": tuple(row["aliases"].split("|"))})  # type: ignore[arg-type]
        for row in catalogue_rows("indicators")
    )


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["pattern"]), row["id"]) for row in catalogue_rows("patterns"))


@cache
def shipped() -> Catalogue:
    """Return the catalogue that the product ships."""
    catalogue = Catalogue(patterns=_patterns())
    catalogue.add(_rows())
    return catalogue


def with_own(indicators: Mapping[str, Known]) -> Catalogue:
    """Return the shipped catalogue with a data set's own indicators before it."""
    catalogue = Catalogue(patterns=_patterns())
    catalogue.add(_rows())
    catalogue.add(indicators.values(), first=True)
    return catalogue
