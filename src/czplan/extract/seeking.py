"""Patterns sought only where a word stands that they can't do without."""

from __future__ import annotations

from collections.abc import Iterator

from czplan import patterns as re


def seek(
    pattern: re.Pattern[str], text: str, start: int, end: int, *hints: str
) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern, where one of the words is there that it can't do without."""
    if not hints or any(text.find(hint, start, end) >= 0 for hint in hints):
        yield from pattern.finditer(text, start, end)
