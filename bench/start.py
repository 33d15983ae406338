"""How long a person waits: whole processes against `python -c "import pandas"`."""

from __future__ import annotations

import sys

from bench.pairs import Measured, czplan, paired, say, timed

__all__ = ["completion", "start"]

PANDAS = [sys.executable, "-c", "import pandas"]

BOUNDS = {
    "--version": 0.1,
    "--help": 0.3,
    "targets list": 0.55,
    "progress --year 2025": 1.5,
}
"""Command -> how much of pandas' import it may take (the project's aim for a first use)."""

COMPLETION = 0.25
"""Seconds within which a shell's question must be answered."""


def start(runs: int = 15) -> list[Measured]:
    """Compare the commands that a newcomer types first."""
    found = []
    for words, bound in BOUNDS.items():
        line = [*czplan(), *words.split()]
        measured = paired(
            f"czplan {words}",
            lambda line=line: timed(line),  # type: ignore[misc]
            lambda: timed(PANDAS),
            bound,
            runs=runs,
            beside="import pandas",
        )
        say(measured)
        found.append(measured)
    return found


def completion(runs: int = 15) -> list[Measured]:
    """Time a shell's question for ids of the data set in use, against the bound itself."""
    line = [*czplan(), "targets", "show", "wr2025/"]
    measured = paired(
        "completion of an id",
        lambda: timed(line, {"_CZPLAN_COMPLETE": "bash"}),
        lambda: COMPLETION,
        1.0,
        runs=runs,
        beside="250 ms",
    )
    say(measured)
    return [measured]
