"""How long a person waits: whole processes against `python -c "import pandas"`."""

from __future__ import annotations

import sys

from bench.pairs import Measured, czplan, paired, say, timed

__all__ = ["completion", "start"]

PANDAS = [sys.executable, "-c", "import pandas"]

BOUNDS = {
    "--version": 0.1,
    "--help": 0.3,
    "targets list -f csv": 0.55,
    "targets list --rows": 0.6,
    "search 汽车": 0.6,
    "progress --year 2025": 1.5,
    "show wr2025/gdp": 1.5,
}
"""Command -> how much of pandas' import it may take (the project's aim for a first use)."""

SCREENS = {"targets list": 1.5, "progress --year 2025": 1.5}
"""The same on a terminal, where they show what they don't in a pipe."""

DIFFERENCE = 1.0
"""Seconds within which two states of the shipped data are compared."""

COMPLETION = 0.25
"""Seconds within which a shell's question must be answered."""


def start(runs: int = 15) -> list[Measured]:
    """Compare the commands that a newcomer types first."""
    found = []
    for words, bound, terminal in [
        *((words, bound, False) for words, bound in BOUNDS.items()),
        *((words, bound, True) for words, bound in SCREENS.items()),
    ]:
        line = [*czplan(), *words.split()]
        measured = paired(
            f"{words}{' (terminal)' if terminal else ''}",
            lambda line=line, terminal=terminal: timed(line, terminal=terminal),  # type: ignore[misc]
            lambda: timed(PANDAS),
            bound,
            runs=runs,
            beside="import pandas",
        )
        say(measured)
        found.append(measured)
    line = [*czplan(), "diff", "--as-of", "2025-06", "--as-of", "2026-06", "--year", "2025"]
    return [*found, _within("diff of two dates", line, DIFFERENCE, runs)]


def _within(
    name: str, line: list[str], seconds: float, runs: int, env: dict[str, str] | None = None
) -> Measured:
    """Compare a command with a bound in seconds."""
    measured = paired(
        name,
        lambda: timed(line, env),
        lambda: seconds,
        1.0,
        runs=runs,
        beside=f"{seconds * 1000:.0f} ms",
    )
    say(measured)
    return measured


def completion(runs: int = 15) -> list[Measured]:
    """Time a shell's question for ids of the data set in use, against the bound itself."""
    line = [*czplan(), "targets", "show", "wr2025/"]
    env = {"_CZPLAN_COMPLETE": "bash"}
    return [_within("completion of an id", line, COMPLETION, runs, env)]
