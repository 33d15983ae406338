"""How it grows: 100,000 goals and 1,000,000 figures, against pandas reading the two files."""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bench.big_set import KINDS, write
from bench.pairs import Measured, environment, say

__all__ = ["kinds", "open_sdg", "scale"]

RATIO = 12.0
"""The whole process, reasons and CSV included, as a multiple of reading the two files."""

BOUNDED = 100_000
"""From so many goals on the multiple is bounded."""

EXPONENT = 1.05
MEMORY = 1.5e9
OPEN_SDG = 0.1

KIND = 3.0
"""What a goal of a kind may take, as a multiple of what a growth goal takes."""

GOALS = 5_000
"""So many goals of one kind, five figures each, tell what one takes."""

HIDDEN = "import sys; sys.modules['pyarrow'] = None\n"
"""Begins a script that finds no pyarrow, as after a plain install; pandas reads slower then."""

READ = """
import json, sys, time, pandas
start = time.perf_counter()
pandas.read_csv(sys.argv[1] + "/targets.csv")
pandas.read_csv(sys.argv[1] + "/actuals.csv")
print(json.dumps({"seconds": time.perf_counter() - start}))
"""
ANSWER = """
import contextlib, io, json, os, sys, time, pandas
start = time.perf_counter()
from czplan.cli.start import start as run
line = ["progress", "--data", sys.argv[1], "--year", "2025", "-f", "csv"]
with open(os.devnull, "w", encoding="utf-8") as nowhere, contextlib.redirect_stdout(nowhere):
    status = run(line)
print(json.dumps({"seconds": time.perf_counter() - start, "status": status}))
"""
JUDGE = """
import json, sys, time, pandas, czplan
start = time.process_time()
ds = czplan.load(sys.argv[1])
frame = czplan.progress(ds, year=2025, reasons=True)
print(json.dumps({"seconds": time.process_time() - start, "rows": len(frame)}))
"""
RATE = """
import json, sys, time, czplan
from czplan.api import question
from czplan.method.judge import judge
from czplan.method.open_sdg import columns
ds = czplan.load(sys.argv[1])
judgement = judge(ds, question(ds, 2025, method="open-sdg"))
columns(judgement)
start = time.perf_counter()
found = columns(judgement)
print(json.dumps({"seconds": time.perf_counter() - start, "rows": len(next(iter(found.values())))}))
"""


def _process(script: str, folder: Path) -> dict[str, float]:
    """Run a script on a set; return what it prints, and its peak memory in bytes."""
    line = [sys.executable, "-c", script, str(folder)]
    child = subprocess.Popen(line, env=environment(), stdout=subprocess.PIPE)
    assert child.stdout is not None
    text = child.stdout.read()
    child.stdout.close()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, line)
    found: dict[str, float] = json.loads(text)
    unit = 1 if sys.platform == "darwin" else 1024
    return found | {"peak": float(usage.ru_maxrss * unit)}


def scale(runs: int = 5) -> list[Measured]:
    """Compare both sizes, say how the time grows and how much memory is used."""
    with tempfile.TemporaryDirectory(prefix="czplan-bench-") as made:
        sizes = (10_000, 100_000)
        folders = {targets: Path(made) / str(targets) for targets in sizes}
        for targets, folder in folders.items():
            write(folder, targets, targets * 10)
        plain = _sizes("plain install", HIDDEN, folders, runs)
        return plain + _sizes("with pyarrow", "", folders, runs)


def _sizes(name: str, first: str, folders: Mapping[int, Path], runs: int) -> list[Measured]:
    """Compare all sizes in one kind of install, whose scripts begin with `first`."""
    print(f"{name}:")
    found = []
    seconds = {}
    for targets, folder in folders.items():
        pairs = [
            (_process(first + ANSWER, folder), _process(first + READ, folder))
            for _ in range(runs + 1)
        ][1:]
        ours, theirs = ([one["seconds"] for one in side] for side in zip(*pairs, strict=True))
        ratio = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
        # in a small set what is done once (imports, the YAML tables) outweighs the rows
        bound = RATIO if targets >= BOUNDED else math.inf
        seconds[targets] = statistics.median(ours)
        measured = Measured(
            f"  {targets:,} goals, {targets * 10:,} figures",
            seconds[targets],
            statistics.median(theirs),
            ratio,
            bound,
            "pandas.read_csv of both files",
        )
        say(measured)
        peaks = [max(one["peak"] for one in side) for side in zip(*pairs, strict=True)]
        fits = "ok" if peaks[0] <= MEMORY else "OVER"
        print(
            f"  peak memory {peaks[0] / 1e9:.2f} GB "
            f"(at most {MEMORY / 1e9:g}; pandas alone {peaks[1] / 1e9:.2f} GB)  {fits}"
        )
        found.append(measured)
        found.append(Measured("peak memory", peaks[0], MEMORY, peaks[0] / MEMORY, 1.0, "1.5 GB"))
    exponent = math.log10(seconds[100_000] / seconds[10_000])
    print(f"  time grows with the size to the power of {exponent:.2f} (at most {EXPONENT})")
    found.append(Measured("exponent", exponent, EXPONENT, exponent, EXPONENT, "linear"))
    return found


def open_sdg(runs: int = 5) -> list[Measured]:
    """Time the Open SDG rule on 10,000 judged indicators, once loaded, against its bound."""
    with tempfile.TemporaryDirectory(prefix="czplan-bench-") as made:
        folder = Path(made)
        write(folder, 10_000, 100_000, indicators=10_000)
        times = [_process(RATE, folder)["seconds"] for _ in range(runs)]
    seconds = statistics.median(times)
    measured = Measured(
        "Open SDG, 10,000 indicators", seconds, OPEN_SDG, seconds / OPEN_SDG, 1.0, "100 ms"
    )
    say(measured)
    return [measured]


def kinds(runs: int = 3) -> list[Measured]:
    """Time goals of each kind by themselves, read, judged and said, against growth goals."""
    found = []
    with tempfile.TemporaryDirectory(prefix="czplan-bench-") as made:
        folders = {name: Path(made) / name.replace(" ", "-") for name in KINDS}
        for name, folder in folders.items():
            write(folder, GOALS, GOALS * 5, kinds=[name])
        for name, folder in folders.items():
            pairs = [
                (_process(JUDGE, folder)["seconds"], _process(JUDGE, folders["growth"])["seconds"])
                for _ in range(runs)
            ]
            ratio = statistics.median(one / other for one, other in pairs)
            ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
            measured = Measured(f"  {GOALS:,} {name}", ours, theirs, ratio, KIND, "growth goals")
            say(measured)
            found.append(measured)
    return found
