"""Cut a text into clauses: the unit that coders judge as goal, figure or neither.

The cut is mechanical, so that two coders who work blind to each other judge the same units
and their agreement can be counted, negatives included. A clause ends at a comma, a semicolon,
a full stop, a question or exclamation mark, or at the end of the line; a comma between two
digits (1,000) cuts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

__all__ = ["TextClause", "clauses"]

_END = re.compile(r"(?<!\d),|,(?!\d)|[，。；;！!？?]")


class TextClause(NamedTuple):
    """A clause of a text: its line (from 1), and where it starts and ends in that line (from 0)."""

    line: int
    start: int
    end: int
    words: str


def clauses(text: str) -> Iterator[TextClause]:
    """Yield the clauses of `text` in order; white space around them is no part of them."""
    for number, line in enumerate(text.split("\n"), 1):
        start = 0
        for end in [*(match.start() for match in _END.finditer(line)), len(line)]:
            run = line[start:end]
            words = run.strip()
            if words:
                first = start + len(run) - len(run.lstrip())
                yield TextClause(number, first, first + len(words), words)
            start = end + 1
