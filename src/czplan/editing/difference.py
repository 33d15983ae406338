"""The difference of two texts for a person, quick in long files too."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence

CONTEXT = 2
MOST = 4000
"""Changed lines up to which the shortest difference is looked for."""

_HUNK = re.compile(r"^@@ -(\d+)(,\d+)? \+(\d+)(,\d+)? @@")


def difference(old: Sequence[str], new: Sequence[str], name: str) -> list[str]:
    """Return a unified difference as lines without line ends; nothing where they are the same."""
    if list(old) == list(new):
        return []
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    start = max(0, head - CONTEXT)
    left = old[start : len(old) - max(0, tail - CONTEXT)]
    right = new[start : len(new) - max(0, tail - CONTEXT)]
    files = [f"--- a/{name}", f"+++ b/{name}"]
    if max(len(left), len(right)) > MOST:
        hunk = f"@@ -{start + 1},{len(left)} +{start + 1},{len(right)} @@"
        return [*files, hunk, *(f"-{line}" for line in left), *(f"+{line}" for line in right)]
    made = list(difflib.unified_diff(left, right, n=CONTEXT, lineterm=""))[2:]
    return [*files, *(_HUNK.sub(lambda match: _moved(match, start), line, 1) for line in made)]


def _moved(match: re.Match[str], by: int) -> str:
    """Return a hunk's head with the line numbers of the whole file."""
    old, new = int(match[1]) + by, int(match[3]) + by
    return f"@@ -{old}{match[2] or ''} +{new}{match[4] or ''} @@"
