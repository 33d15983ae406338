"""How the work over partitions grows: goals by place on two workers of at most two gigabytes."""

from __future__ import annotations

import logging
import math
import os
import shutil
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from bench.pairs import Measured

__all__ = ["partitions"]

GOALS_A_PLACE = 50
FIGURES_A_GOAL = 10
SIZES = (100_000, 300_000)
FULL = (100_000, 300_000, 1_000_000)
EXPONENT = 1.1
MEMORY = "2GB"


def write_set(folder: Path, goals: int) -> None:
    """Write a set of so many goals, a place fifty of them, with ten figures each."""
    folder.mkdir()
    count = goals // GOALS_A_PLACE
    ids = [f"p{number}" for number in range(count)]
    pd.DataFrame({"id": ids, "name_zh": ids, "level": "county"}).to_csv(
        folder / "places.csv", index=False
    )
    pd.DataFrame(
        {"id": ids, "name_zh": ids, "kind": "five-year-plan", "start": 2021, "end": 2025,
         "source": "s", "place": ids}
    ).to_csv(folder / "plans.csv", index=False)  # fmt: skip
    (folder / "sources.yaml").write_text(
        "s: {title: {zh: 文}, publisher: 某府, grade: official, published: 2026-01}\n", "utf-8"
    )
    (folder / "indicators.yaml").write_text(
        "".join(
            f"i{number}: {{name: {{zh: 指标{number}}}, unit: 家, measure: stock, direction: up}}\n"
            for number in range(GOALS_A_PLACE)
        ),
        encoding="utf-8",
    )
    rng = np.random.default_rng(1)
    plan = np.repeat(np.array(ids, dtype=object), GOALS_A_PLACE)
    slug = np.tile([f"i{number}" for number in range(GOALS_A_PLACE)], count)
    number = rng.integers(100, 10_000, len(plan))
    words = np.char.add(np.char.add("达到", number.astype(str)), "家")
    pd.DataFrame({"plan": plan, "slug": slug, "stated": words, "text": words, "line": 1}).to_csv(
        folder / "targets.csv", index=False
    )
    figures = np.repeat(np.arange(len(plan)), FIGURES_A_GOAL)
    years = np.tile(np.arange(2016, 2016 + FIGURES_A_GOAL), len(plan))
    amounts = np.char.add(rng.integers(50, 11_000, len(figures)).astype(str), "家")
    pd.DataFrame(
        {"indicator": slug[figures], "period": years, "stated": amounts, "source": "s",
         "place": plan[figures]}
    ).to_csv(folder / "actuals.csv", index=False)  # fmt: skip


def run(folder: Path, output: Path) -> tuple[float, float, float]:
    """Judge a set on two workers.

    Returns:
        Seconds, seconds of processor that the workers took, and the most memory of one in GB.
    """
    from czplan.extras import need
    from czplan.method.question import Question
    from czplan.scale.engine import export

    distributed = need("distributed", "dask")
    logging.getLogger("distributed").setLevel(logging.ERROR)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, memory_limit=MEMORY, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        before = client.run(_spent).values()
        began = time.perf_counter()
        export(folder, Question(2025), output, scheduler=cluster.scheduler_address, reasons=False)
        seconds = time.perf_counter() - began
        after = client.run(_spent).values()
    processor = sum(now for now, _ in after) - sum(then for then, _ in before)
    return seconds, processor, max(most for _, most in after)


def _spent() -> tuple[float, float]:
    """Return what this process has taken: seconds of processor, and its most memory in GB.

    Linux tells the memory of this program alone; `getrusage` counts what its parent had, too.
    """
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    peak = [int(line.split()[1]) / 1e6 for line in lines if line.startswith("VmHWM")]
    return used.ru_utime + used.ru_stime, peak[0] if peak else math.nan


def partitions() -> list[Measured]:
    """Measure sizes that follow each other; the bound is that of the exponent of the growth.

    It is taken of the workers' processor time, so that nothing else on the machine counts; that
    by the clock is printed beside it.
    """
    sizes = FULL if os.environ.get("CZPLAN_BENCH_FULL") else SIZES
    found: list[Measured] = []
    base = Path(tempfile.mkdtemp(prefix="czplan-bench-"))
    try:
        times: list[float] = []
        clock: list[float] = []
        for goals in sizes:
            write_set(base / str(goals), goals)
            seconds, processor, memory = run(base / str(goals), base / f"out-{goals}")
            times.append(processor)
            clock.append(seconds)
            what = f"{goals:,} goals, {goals * FIGURES_A_GOAL:,} figures"
            print(f"  {what}, two workers of {MEMORY}: {seconds:.1f} s, {processor:.1f} s of "
                  f"processor, {memory:.2f} GB at most")  # fmt: skip
            shutil.rmtree(base / str(goals))
        rows = zip(sizes, times, clock, strict=True)
        for (one, first, began), (two, second, ended) in pairwise(rows):
            exponent = math.log(second / first) / math.log(two / one)
            by_clock = math.log(ended / began) / math.log(two / one)
            name = f"growth {one:,} to {two:,} goals"
            found.append(Measured(name, second, first, exponent, EXPONENT, "exponent"))
            print(f"{name:<34} {second:>10.1f}s {first:>10.1f}s  exponent {exponent:.2f}, "
                  f"by the clock {by_clock:.2f}")  # fmt: skip
    finally:
        shutil.rmtree(base, ignore_errors=True)
    return found
