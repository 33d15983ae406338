"""The word lists that the reader goes by: plain text files that anyone can read and extend.

A file holds sections, `[name]`, of words parted by blanks; a line that begins with `#` is a note.
"""

from __future__ import annotations

import re
from functools import cache

from czplan.shipped import shipped_folder

_GROUP = re.compile(r"\(([^()]*)\)")


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Return the sections of the word list `name`, each its words in order."""
    found: dict[str, list[str]] = {}
    words: list[str] = []
    text = (shipped_folder() / "catalogue" / "words" / f"{name}.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            words = found.setdefault(line[1:-1], [])
        else:
            words.extend(line.split())
    return {title: tuple(dict.fromkeys(items)) for title, items in found.items()}


def section(name: str, title: str) -> tuple[str, ...]:
    """Return one section of a word list."""
    return sections(name)[title]


def longest_first(words: tuple[str, ...]) -> str:
    """Return the words as the alternatives of a pattern, the longest first."""
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


def expand(template: str) -> list[str]:
    """Write out a name with choices: `(城镇/城市)居民` is two names; `(年/)` may be absent."""
    match = _GROUP.search(template)
    if match is None:
        return [template]
    tails = expand(template[match.end() :])
    head = template[: match.start()]
    return [head + choice + tail for choice in match[1].split("/") for tail in tails]
