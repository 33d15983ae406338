"""`python -m bench [PART ...]`: compare speeds and say what is over its bound."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

from bench import extraction, partitions, scale, start, wordings
from bench.pairs import Measured

PARTS: dict[str, Callable[[], list[Measured]]] = {
    "start": start.start,
    "completion": start.completion,
    "open-sdg": scale.open_sdg,
    "scale": scale.scale,
    "kinds": scale.kinds,
    "partitions": partitions.partitions,
}

TEXTS: dict[str, Callable[[Sequence[str]], int]] = {
    "extract": extraction.extract,
    "wordings": wordings.wordings,
}
"""Parts that measure how well texts are read, not how fast; each named alone."""


def main(words: Sequence[str]) -> int:
    """Run the named parts, or all; return 1 where something is over its bound."""
    if words and words[0] in TEXTS:
        return TEXTS[words[0]](words[1:])
    unknown = [word for word in words if word not in PARTS]
    if unknown:
        print(
            f"bench: no part {unknown[0]}; there are {', '.join([*PARTS, *TEXTS])}", file=sys.stderr
        )
        return 2
    print(f"{'':<34} {'czplan':>11} {'beside':>11}  ratio (median of paired runs)")
    found = [one for name in words or PARTS for one in PARTS[name]()]
    over = [one.name for one in found if not one.fits]
    if over:
        print(f"over their bounds: {', '.join(over)}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
