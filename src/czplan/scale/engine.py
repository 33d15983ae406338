"""Dask's part: rows read lazily, brought together by place, judged and written by partition."""

from __future__ import annotations

import math
import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from czplan.dataset import locate
from czplan.extras import need
from czplan.method.question import Question
from czplan.scale.cluster import ScaleError, client_of, computed, deaths_in_words
from czplan.scale.lazy_tables import BYTES_A_PARTITION, bare, lazy_table, size_of
from czplan.scale.partition import Base, judge_places, load_base, place_of_rows, texts_of
from czplan.scale.row_schema import FIELDS, empty
from czplan.storage import filling

__all__ = ["ScaleError", "export", "lazy_progress", "places_once", "years_with_figures"]

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
        with client_of(scheduler) as client, deaths_in_words():
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
            found = computed(written, client)
        places_once(found)
        (draft / "_SUCCESS").write_bytes(b"")
    return int(found["rows"].sum())


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
