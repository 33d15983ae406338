"""Faults of a data set: what they are, the catalogue of their codes, how one is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from czplan.faults.fault import (
    ERROR,
    WARNING,
    Both,
    DataError,
    Fault,
    FolderError,
    Place,
    Rule,
    sort_faults,
)

if TYPE_CHECKING:
    from czplan.vocabulary import Vocabulary

    FAULTS: Vocabulary[Rule]

__all__ = [
    "ERROR",
    "FAULTS",
    "WARNING",
    "Both",
    "DataError",
    "Fault",
    "FolderError",
    "Place",
    "Rule",
    "fault",
    "is_error",
    "sort_faults",
]


def __getattr__(name: str) -> object:
    """Import the catalogue when it is first asked for: a sound data set never needs it."""
    if name == "FAULTS":
        from czplan.faults.fault_catalogue import FAULTS

        return FAULTS
    raise AttributeError(name)


LONGEST = 80
"""So many characters of a word from the data stand in a message."""


def _shown(word: object, most: int = LONGEST) -> object:
    """Return a word of the occasion as it may stand in a message: one line, not too long."""
    if not isinstance(word, str):
        return word
    from czplan.sinks import plain

    return plain(word if len(word) <= most else word[: most - 1] + "…")


def is_error(code: str) -> bool:
    """Tell whether the faults of a code stand in the way of using a set."""
    from czplan.faults.fault_catalogue import FAULTS

    return FAULTS[code].severity == ERROR


def fault(code: str, place: Place, **words: object) -> Fault:
    """Make the fault `code` at `place`.

    `words` fill the names in braces of the catalogue's sentences; a `Both` is filled by language.
    A function is called for its word, so that what is dear is worked out only for a fault that
    is told. What comes from the data is shown, cut to size, and never acts.
    """
    from czplan.faults.fault_catalogue import FAULTS

    rule = FAULTS[code]
    words = {name: word() if callable(word) else word for name, word in words.items()}
    zh, en = (
        {
            name: _shown(word[side], 5 * LONGEST) if isinstance(word, Both) else _shown(word)
            for name, word in words.items()
        }
        for side in (0, 1)
    )
    return Fault(
        place.file,
        place.line,
        place.column,
        code,
        rule.severity,
        rule.says_zh.format_map(zh),
        rule.says_en.format_map(en),
        rule.remedy_zh.format_map(zh),
        rule.remedy_en.format_map(en),
    )
