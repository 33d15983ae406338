"""What a word of a vocabulary is: its code in files, its names, and what goes with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary: its code in files, and its name in each language."""

    code: str
    zh: str
    en: str
    note_zh: str = ""
    note_en: str = ""

    def name(self, lang: str) -> str:
        """Return the name in `lang` (`zh` or `en`)."""
        return self.zh if lang == "zh" else self.en

    def note(self, lang: str) -> str:
        """Return the explanation in `lang`, empty where the name says it all."""
        return self.note_zh if lang == "zh" else self.note_en


@dataclass(frozen=True, slots=True)
class Family(Term):
    """A family of statuses: carries the colour and the sign (method 5.4)."""

    colour: str = "white"
    sign: str = "·"
    ascii: str = "."


@dataclass(frozen=True, slots=True)
class Status(Term):
    """A verdict (method 5.1 to 5.3): its family, and the phase in which it can occur."""

    family: str = "open"
    phase: str = "none"  # none | final | running | any


@dataclass(frozen=True, slots=True)
class Kind(Term):
    """A kind of target (method 5.5a) with the section whose arithmetic judges it."""

    section: str = ""


T = TypeVar("T", bound=Term)


class Vocabulary(Mapping[str, T], Generic[T]):
    """An ordered, closed table from code to term."""

    def __init__(self, name: str, *terms: T) -> None:
        self.name = name
        self._terms = {term.code: term for term in terms}
        self._rank = {code: rank for rank, code in enumerate(self._terms)}

    def __getitem__(self, code: str) -> T:
        return self._terms[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def __repr__(self) -> str:
        return f"Vocabulary({self.name}: {', '.join(self._terms)})"

    def rank(self, code: str) -> int:
        """Return the place of `code` in the table, counted from 0."""
        return self._rank[code]

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in the table's order."""
        return tuple(self._terms)
