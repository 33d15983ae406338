"""Dask's workers: a client of them, their work awaited, and their end told in plain words."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd

from czplan.extras import need
from czplan.unable import Unable

LOOK, PATIENCE = 5.0, 60.0
"""Seconds between two looks at the workers, and for which none of them may take work."""


class ScaleError(Unable, RuntimeError):
    """An answer that the engine couldn't give; `zh` and `en` say why and what to do."""


@contextmanager
def client_of(scheduler: str | None) -> Iterator[Any]:
    """Give a client of a running cluster, or of one on this machine, a process a processor."""
    distributed = need("distributed", "dask")
    logging.getLogger("distributed.shuffle").setLevel(logging.ERROR)
    if scheduler is not None:
        try:
            client = distributed.Client(scheduler, timeout="10s")
        except (OSError, ValueError, TimeoutError) as error:
            raise ScaleError(
                f"连不上调度器 {scheduler}：{error}",
                f"can't reach the scheduler {scheduler}: {error}",
            ) from error
        with client:
            yield client
        return
    with (
        distributed.LocalCluster(
            n_workers=os.cpu_count() or 1,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            silence_logs=logging.CRITICAL,  # what a worker fails of is said once, by us
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def computed(written: Any, client: Any) -> pd.DataFrame:
    """Run the work; say in plain words when no worker takes any.

    Raises:
        ScaleError: the workers stand still.
    """
    distributed = need("distributed", "dask")
    with warnings.catch_warnings():  # what all share is sent once, whatever its size
        warnings.filterwarnings("ignore", "Sending large graph", UserWarning)
        future = client.compute(written)
    waited = 0.0
    try:
        while True:
            try:
                found: pd.DataFrame = future.result(timeout=LOOK)
                return found
            except distributed.TimeoutError:
                workers = client.scheduler_info(n_workers=-1)["workers"].values()
                stands = all(one["status"] != "running" for one in workers)
                waited = waited + LOOK if stands else 0.0
            if waited >= PATIENCE:
                raise ScaleError(
                    "没有工作进程能接活：都因内存将满而暂停，或已不在；给它们更多内存，或分成更多分区；"
                    "没有写下任何结果",
                    "no worker takes work: all are paused for want of memory, or gone; give them "
                    "more, or make more partitions; nothing was written",
                )
    finally:
        future.cancel()


@contextmanager
def deaths_in_words() -> Iterator[None]:
    """Say in plain words what workers died of, wherever in the work they did.

    Raises:
        ScaleError: workers were killed, or ran out of memory.
    """
    distributed = need("distributed", "dask")
    try:
        yield
    except (distributed.KilledWorker, RuntimeError) as error:
        if isinstance(error, RuntimeError) and not str(error).startswith("P2P"):
            raise  # a shuffle that a killed worker took part in fails by its own name
        raise ScaleError(
            "一个分区让工作进程一再倒下，多半是内存不够：给工作进程更多内存，或分成更多分区；没有写下任何结果",
            "a partition brought workers down again and again, most likely for want of memory: "
            "give the workers more, or make more partitions; nothing was written",
        ) from error
    except MemoryError as error:
        raise ScaleError(
            "内存不够：分成更多分区；没有写下任何结果",
            "out of memory: make more partitions; nothing was written",
        ) from error
