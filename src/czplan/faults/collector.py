"""Where faults are collected while a data set is read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from czplan.faults import Both, Fault, Place, fault, is_error

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_SUGGESTED_FROM = 5000
MOST_FAULTS = 2000
"""So many faults of a file are told one by one; of the rest only how many there are."""


class Collector:
    """Collects faults, and knows which tables could not be read whole.

    An id that points into a table that is missing or broken is no fault of its own, so the
    rules ask `broken` before they call an id dangling.

    Attributes:
        faults: those that are told one by one.
        errors: how many errors there were, told or not.
        broken: the tables that couldn't be read whole.
    """

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.errors = 0
        self.broken: set[str] = set()
        self.accepted: frozenset[str] = frozenset()
        self._told: dict[str, int] = {}
        self._more: dict[str, tuple[Place, list[int]]] = {}

    def add(self, code: str, place: Place, **words: object) -> None:
        """Add the fault `code` at `place`; `words` fill its sentences."""
        self.errors += is_error(code)
        told = self._told.get(place.file, 0)
        if told == MOST_FAULTS:
            self._more.setdefault(place.file, (place, [0, 0]))[1][is_error(code)] += 1
            return
        self._told[place.file] = told + 1
        made = fault(code, place, **words)
        if code in self.accepted and not made.is_error:
            made = made._replace(accepted=True)
        self.faults.append(made)

    @contextmanager
    def explained(self, codes: Iterable[str] | None) -> Iterator[None]:
        """Mark the warnings of these codes as explained: a record says so beside its note."""
        self.accepted = frozenset(codes or ())
        try:
            yield
        finally:
            self.accepted = frozenset()

    def close(self) -> None:
        """Say for each file how many faults there are that weren't told one by one."""
        for place, (warnings, errors) in self._more.values():
            if errors:
                self.faults.append(fault("more-faults", place, count=errors + warnings))
            else:
                self.faults.append(fault("more-warnings", place, count=warnings))
        self._more.clear()

    @property
    def has_errors(self) -> bool:
        """True where something found stands in the way of using the set."""
        return any(fault.is_error for fault in self.faults) or any(
            errors for _, (_, errors) in self._more.values()
        )


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the word nearest to `word`, empty where none is near.

    In a very large table only words of the same beginning are compared, so that a thousand
    faults don't cost a thousand times a million comparisons.
    """
    folded = word.strip().lower().replace("_", "-")[:80]
    known = list(words)
    if len(known) > MOST_SUGGESTED_FROM:
        known = [each for each in known if each[:3] == folded[:3]][:MOST_SUGGESTED_FROM]
    if folded in known:
        return folded
    from difflib import get_close_matches  # few runs have a fault

    if found := get_close_matches(folded, known, n=1, cutoff=0.6):
        return found[0]
    return ""


def suggestion(word: str, words: Iterable[str], otherwise: Both) -> Both:
    """Return "did you mean", or `otherwise` where nothing is near."""
    near = nearest(word, words)
    if near:
        return Both(f"是不是 {near}？", f"did you mean {near}?")
    return otherwise


def offer(word: str, words: Iterable[str]) -> Both:
    """Return "did you mean" as the beginning of a remedy, or nothing."""
    said = suggestion(word, words, Both("", ""))
    return Both(said.zh, said.en + " " if said.en else "")
