"""`make soak [ARGS="PART COUNT [COMMAND...]"]`: what must lose nothing, tried until it would.

Five parts. `sets`: data sets that hypothesis has broken, read and judged; nothing but faults of
ours may come out. `kills`: every command that writes, killed at each of its system calls that
write, over nothing and over what an earlier run wrote; every file is the old or the new one, a
folder is so as a whole, the data set is sound, and the same command then brings it to its end.
`stops`: the same at steps that commands tell of themselves, quicker and without strace.
`writers`: eight writers, fifty additions each, a killer among them; none that was told to be
written is lost. `together`: every command that writes, eight of it at once and readers beside
them; it comes out as if they had come one after the other.

Each prints what was tried and what failed; the status is 1 where anything did.
Commands run in copies of this process (`tools.copies`), which is what makes it quick.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from tools.copies import load_all
from tools.soak.kills import kills, stops
from tools.soak.sets import sets
from tools.soak.together import together
from tools.soak.writers import writers

__all__ = ["main"]

PARTS: dict[str, tuple[Callable[..., list[str]], int]] = {
    "sets": (sets, 10_000),
    "writers": (writers, 50),
    "together": (together, 1),
    "stops": (stops, 100),
    "kills": (kills, 500),
}


def main(words: Sequence[str]) -> int:
    """Run one part (its name, a count, some commands), or all; 1 where anything failed."""
    if words and words[0] not in PARTS:
        print(f"soak: no part {words[0]}; there are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    load_all()
    failed = []
    for name in [words[0]] if words else PARTS:
        part, usual = PARTS[name]
        failed += part(int(words[1]) if len(words) > 1 else usual, *words[2:])
    for one in failed[:40]:
        print(one)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
