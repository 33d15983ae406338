"""A word of a question that means nothing in a data set, or too much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class UnknownValue(ValueError):
    """A filter was given a value that means nothing in this data set.

    `option` is the filter's name, `word` the value, `known` what would have been right, `shown`
    how that is listed for a person.
    """

    def __init__(
        self, option: str, word: str, known: Sequence[str], shown: Sequence[str] | None = None
    ) -> None:
        super().__init__(f"{option}: no such value: {word}")
        self.option = option
        self.word = word
        self.known = tuple(known)
        self.shown = tuple(known if shown is None else shown)


class SeveralPlaces(UnknownValue):
    """A name that fits several places; `known` are their ids."""


def words_given(option: str, values: Iterable[str] | None, known: Iterable[str]) -> list[str]:
    """Return the values given, those joined by commas apart.

    Raises:
        UnknownValue: a value has no word in it, as a variable that isn't set leaves it.
    """
    found = []
    for value in values or ():
        words = [one.strip() for one in value.replace("，", ",").split(",") if one.strip()]
        if not words:
            raise UnknownValue(option, "", list(known))
        found += words
    return found
