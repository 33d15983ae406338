"""The two tables as lazy frames of texts: Parquet, CSV, folders by place, what is in YAML."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from czplan.extras import need
from czplan.format.fields import TABLES
from czplan.scale.cluster import ScaleError
from czplan.scale.partition import texts_of

BYTES_A_PARTITION = 12 << 20
"""Of the input, so that a worker of one gigabyte reads or judges a partition with room to spare."""


def lazy_table(dd: Any, folder: Path, table: str) -> Any:
    """Return a table as a lazy frame of the columns that it has: Parquet, CSV, what is in YAML.

    Raises:
        ScaleError: there is none.
    """
    known = TABLES[table].columns
    parts = folder / table
    if parts.is_dir() and (csv := sorted(parts.glob("place=*/*.csv"))):
        named = {name for path in csv for name in _header(path)}
        columns = [name for name in known if name in named | {"place"}]
        return dd.from_map(_read_csv, [str(path) for path in csv], columns=columns,
                           meta=bare(columns))  # fmt: skip
    for path in (parts, folder / f"{table}.parquet"):
        if path.exists():
            files = sorted(path.rglob("*.parquet")) if path.is_dir() else [path]
            pq = need("pyarrow.parquet", "dask")
            opened = {str(file): pq.ParquetFile(file) for file in files}
            named = {name for one in opened.values() for name in one.schema_arrow.names}
            columns = [name for name in known if name in named | {"place"}]
            pieces = [(file, n) for file, one in opened.items() for n in range(one.num_row_groups)]
            return dd.from_map(_read_parquet, pieces, columns=columns, meta=bare(columns))
    if (path := folder / f"{table}.csv").exists():
        named = set(_header(path))
        columns = [name for name in known if name in named]
        read = dd.read_csv(
            str(path),
            dtype="str",
            keep_default_na=False,
            na_values=[""],
            encoding="utf-8-sig",
            blocksize=BYTES_A_PARTITION,
            sample=1 << 20,
        )
        return read.map_partitions(_filled, columns=columns, meta=bare(columns))
    if table == "actuals" or (folder / f"{table}.yaml").exists():
        from czplan import frames
        from czplan.dataset import load

        return dd.from_pandas(frames.csv_form(load(folder).book, table), npartitions=1)
    raise ScaleError(
        f"{folder} 没有 {table}.csv、{table}.parquet 或 {table} 文件夹",
        f"{folder} has no {table}.csv, {table}.parquet or folder {table}",
    )


def _header(path: Path) -> list[str]:
    """Return the columns that a CSV file names."""
    import csv

    with path.open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file), [])


def bare(columns: Sequence[str]) -> pd.DataFrame:
    """Return a frame of texts without rows, which tells Dask the columns."""
    return pd.DataFrame({name: pd.Series([], dtype="str") for name in columns})


def _filled(rows: pd.DataFrame, *, columns: Sequence[str]) -> pd.DataFrame:
    return rows.reindex(columns=list(columns)).astype("str")


def _read_csv(path: str, *, columns: Sequence[str]) -> pd.DataFrame:
    rows = pd.read_csv(
        path, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8-sig"
    )
    return _filled(_own(rows, path), columns=columns)


def _read_parquet(piece: tuple[str, int], *, columns: Sequence[str]) -> pd.DataFrame:
    pq = need("pyarrow.parquet", "dask")
    path, group = piece
    rows = pq.ParquetFile(path).read_row_group(group).to_pandas()
    table = "targets" if "slug" in columns else "actuals"
    return _filled(texts_of(_own(rows, path), table), columns=columns)


def _own(rows: pd.DataFrame, path: str) -> pd.DataFrame:
    """Give the figures of a folder `place=…` that place."""
    folder = Path(path).parent.name
    if folder.startswith("place=") and "indicator" in rows and "plan" not in rows:
        rows = rows.assign(place=folder.removeprefix("place="))
    return rows


def size_of(folder: Path) -> int:
    """Return how many bytes the two tables have; a Parquet file counts thrice."""
    total = 0
    for table in ("targets", "actuals"):
        for path in [folder / f"{table}.csv", folder / f"{table}.parquet", folder / table]:
            files = path.rglob("*") if path.is_dir() else [path] if path.exists() else []
            for file in files:
                if file.is_file():
                    total += file.stat().st_size * (3 if file.suffix == ".parquet" else 1)
    return total
