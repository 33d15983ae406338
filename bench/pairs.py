"""A paired timer: what is compared runs in turn, so that both meet the same noise."""

from __future__ import annotations

import math
import os
import pty
import statistics
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Line", "Measured", "environment", "paired", "say"]

Line = Sequence[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """A comparison: medians in seconds, the median of the pairs' ratios, and its bound."""

    name: str
    ours: float
    theirs: float
    ratio: float
    bound: float
    beside: str

    @property
    def fits(self) -> bool:
        """Whether the ratio is within its bound."""
        return self.ratio <= self.bound


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment in which byte code is kept and nothing of czplan's is set."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CZPLAN_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    # no pager: on a terminal that nobody sits at it would wait for a key for ever
    return kept | {"CZPLAN_LANG": "en", "CZPLAN_PAGER": ""} | dict(more or {})


def czplan() -> list[str]:
    """Return the beginning of a command line of czplan in this environment."""
    script = Path(sys.executable).parent / "czplan"
    return [str(script)] if script.exists() else [sys.executable, "-m", "czplan"]


def timed(line: Line, env: Mapping[str, str] | None = None, *, terminal: bool = False) -> float:
    """Return the seconds of processor that a process takes, its output thrown away.

    They tell what a person waits for on a quiet machine, whatever else this one does.
    """
    out: int = os.open(os.devnull, os.O_WRONLY)
    if terminal:
        os.close(out)
        shown, out = pty.openpty()
        threading.Thread(target=_drained, args=(shown,), daemon=True).start()
    child = subprocess.Popen(line, env=environment(env), stdout=out, stderr=out)
    _, status, usage = os.wait4(child.pid, 0)
    os.close(out)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, line)
    return usage.ru_utime + usage.ru_stime


def _drained(shown: int) -> None:
    """Read what a terminal is sent until nobody writes to it."""
    with suppress(OSError):
        while os.read(shown, 1 << 16):
            pass
    os.close(shown)


def paired(
    name: str,
    ours: Callable[[], float],
    theirs: Callable[[], float],
    bound: float,
    *,
    runs: int = 15,
    beside: str = "",
) -> Measured:
    """Run both in turn, after one run of each that doesn't count."""
    ours()
    theirs()
    pairs = [(ours(), theirs()) for _ in range(runs)]
    ratio = statistics.median(one / other for one, other in pairs)
    medians = [statistics.median(times) for times in zip(*pairs, strict=True)]
    return Measured(name, medians[0], medians[1], ratio, bound, beside)


def say(measured: Measured) -> None:
    """Print a comparison on one line."""
    verdict = "ok" if measured.fits else "OVER"
    most = "(no bound)" if measured.bound == math.inf else f"(at most {measured.bound:g})"
    print(
        f"{measured.name:<34} {measured.ours * 1000:8.0f} ms {measured.theirs * 1000:8.0f} ms"
        f"  {measured.ratio:5.2f} of {measured.beside} {most}  {verdict}",
        flush=True,
    )
