"""Dask's part: rows read lazily, brought together by place, judged and written by partition."""

from __future__ import annotations

import logging
import math
import os
import warnings
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd

from czplan.dataset import locate
from czplan.extras import need
from czplan.method.question import Question
from czplan.scale.partition import Base, judge_places, load_base, place_of_rows, texts_of
from czplan.scale.schema import FIELDS, empty
from czplan.scale.tables import BYTES_A_PARTITION, ScaleError, bare, lazy_table, size_of
from czplan.storage import filling

__all__ = ["ScaleError", "export", "lazy_progress", "places_once", "years_with_figures"]

LOOK, PATIENCE = 5.0, 60.0
"""Seconds between two looks at the workers, and for which none of them may take work."""

PLACE = "_place"
_WRITTEN = {"part": "int64", "rows": "int64", "places": "object"}


def lazy_progress(
    data: str | os.PathLike[str] | None,
    question: Question,
    *,
    npartitions: int | None = None,
    reasons: bool = False,
) -> Any:
    """Return the verdict rows as a Dask frame: nothing is read before it is computed.

    Args:
        data: the data set's folder; its tables of goals and figures as CSV, Parquet or folders
            `place=…`.
        question: what is asked.
        npartitions: into how many parts the rows are brought together by place.
        reasons: write the sentences.

    Raises:
        MissingExtra: Dask isn't installed.
    """
    dd = need("dask.dataframe", "dask")
    held, targets, actuals = _prepared(dd, locate(data), npartitions)
    return dd.map_partitions(
        _judged,
        targets,
        actuals,
        base=held,
        question=question,
        reasons=reasons,
        meta=empty(),
        align_dataframes=False,
        enforce_metadata=False,
    )


def _judged(
    targets: pd.DataFrame,
    actuals: pd.DataFrame,
    *,
    base: Base,
    question: Question,
    reasons: bool,
) -> pd.DataFrame:
    """Judge one partition: never the verdict of a place whose figures are elsewhere."""
    return judge_places(targets, actuals, base, question, reasons=reasons)


def _prepared(dd: Any, folder: Path, npartitions: int | None) -> tuple[Any, Any, Any]:
    """Return what all share (each worker is given it once), and the two tables, dealt by place."""
    delayed = need("dask", "dask").delayed
    base = load_base(folder)
    tables = {table: lazy_table(dd, folder, table) for table in ("targets", "actuals")}
    base.shared = _shared(base, tables["targets"], tables["actuals"])
    held = delayed(base, pure=True)
    count = npartitions or max(1, math.ceil(size_of(folder) / BYTES_A_PARTITION))
    # both are dealt by the same hash of the same texts: a place is in one partition of each
    dealt = [
        rows.map_partitions(
            _placed, base=held, table=table, meta=bare([*rows.columns, PLACE])
        ).shuffle(on=PLACE, npartitions=count)
        for table, rows in tables.items()
    ]
    return held, *dealt


def _placed(rows: pd.DataFrame, *, base: Base, table: str) -> pd.DataFrame:
    """Return rows as texts, with whose they are."""
    found = texts_of(rows, table)
    found[PLACE] = place_of_rows(found, base, table).to_numpy()
    return found.reindex(columns=[*rows.columns, PLACE]).astype("str")


def _shared(base: Base, targets: Any, actuals: Any) -> pd.DataFrame:
    """Return the figures of the places that goals of other places refer to: read once."""
    if not base.book.places or "reference" not in targets.columns:
        return pd.DataFrame()
    words = targets["reference"].dropna().unique().compute()
    asked = {str(word).partition("@")[2] for word in words if "@" in str(word)}
    if not asked:
        return pd.DataFrame()
    chosen = actuals.map_partitions(
        _of_places, base=base, places=sorted(asked), meta=bare(list(actuals.columns))
    )
    found: pd.DataFrame = chosen.compute()
    return found.reset_index(drop=True)


def _of_places(rows: pd.DataFrame, *, base: Base, places: Sequence[str]) -> pd.DataFrame:
    own = place_of_rows(texts_of(rows, "actuals"), base, "actuals")
    return rows[own.isin(list(places)).to_numpy()]


def years_with_figures(data: str | os.PathLike[str] | None) -> int | None:
    """Return the latest full year that any figure is of; None without one."""
    dd = need("dask.dataframe", "dask")
    periods = lazy_table(dd, locate(data), "actuals")["period"].dropna().unique().compute()
    full = [int(period) for period in map(str, periods) if len(period) == 4]
    return max(full, default=None)


@contextmanager
def _client(scheduler: str | None) -> Iterator[Any]:
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


def export(
    data: str | os.PathLike[str] | None,
    question: Question,
    output: str | os.PathLike[str],
    *,
    scheduler: str | None = None,
    npartitions: int | None = None,
    reasons: bool = True,
) -> int:
    """Write the verdict rows as a folder of Parquet files, one a partition; return how many.

    The folder appears whole, `_SUCCESS` in it, or not at all. A part that is judged again
    overwrites its own file and no other.

    Raises:
        WriteFault: the folder is there already, or can't be written.
        ScaleError: a worker ran out of memory, or a place was found in two partitions.
        MissingExtra: Dask isn't installed.
        PartitionFault, DataError, FolderError: the data can't be judged.
    """
    dd = need("dask.dataframe", "dask")
    with filling(Path(output)) as draft:
        with _client(scheduler) as client:
            held, targets, actuals = _prepared(dd, locate(data), npartitions)
            written = dd.map_partitions(
                _write,
                targets,
                actuals,
                base=held,
                question=question,
                reasons=reasons,
                folder=str(draft),
                meta=pd.DataFrame({n: pd.Series([], dtype=k) for n, k in _WRITTEN.items()}),
                align_dataframes=False,
                enforce_metadata=False,
            )
            found = _computed(written, client)
        places_once(found)
        (draft / "_SUCCESS").write_bytes(b"")
    return int(found["rows"].sum())


def _computed(written: Any, client: Any) -> pd.DataFrame:
    """Run the work; say in plain words what a worker died of, or what none comes back from.

    Raises:
        ScaleError: workers were killed, ran out of memory, or stand still.
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
    finally:
        future.cancel()


def _write(
    targets: pd.DataFrame,
    actuals: pd.DataFrame,
    *,
    base: Base,
    question: Question,
    reasons: bool,
    folder: str,
    partition_info: Any = None,
) -> pd.DataFrame:
    """Judge one partition and write its file; say which places it was of."""
    number = int(partition_info["number"]) if partition_info else 0
    made = _judged(targets, actuals, base=base, question=question, reasons=reasons)
    if len(made):
        from czplan.export.parquet import parquet
        from czplan.export.table import Table

        data = parquet(Table("progress", "评估结论", "verdicts", FIELDS, made, ("id",)))
        path = Path(folder) / f"part-{number:05d}.parquet"
        draft = path.with_suffix(f".{os.getpid()}.tmp")
        draft.write_bytes(data)
        draft.replace(path)
    places = sorted({*targets[PLACE].dropna().unique(), *actuals[PLACE].dropna().unique()})
    return pd.DataFrame(
        {"part": [number], "rows": [len(made)], "places": pd.Series([places], dtype=object)}
    )


def places_once(found: pd.DataFrame) -> None:
    """Refuse an answer in which a place was judged in two partitions.

    Raises:
        ScaleError: one was.
    """
    parts: dict[str, set[int]] = defaultdict(set)
    for part, places in zip(found["part"].tolist(), found["places"].tolist(), strict=True):
        for place in places:
            parts[place].add(int(part))
    twice = sorted(place for place, held in parts.items() if len(held) > 1)
    if twice:
        shown = ", ".join(twice[:5])
        raise ScaleError(
            f"同一地方出现在两个分区：{shown}；没有写下任何结果",
            f"a place was found in two partitions: {shown}; nothing was written",
        )
