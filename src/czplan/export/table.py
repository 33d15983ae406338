"""A table to be written: named, typed columns over a frame, whatever the format.

Every writer takes its values from here, so that all of them hold the same rows, in the same
order, with the same values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from czplan.export.columns import FileColumn


class Table(NamedTuple):
    """One table: its name in files, its name for people, its columns and its rows.

    `frame` has exactly `columns`, in their order, with the dtypes that `typed` gives.
    `key` names the columns that identify a row, empty where none do.
    """

    name: str
    zh: str
    en: str
    columns: tuple[FileColumn, ...]
    frame: pd.DataFrame
    key: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.frame)

    def values(self, column: FileColumn) -> list[Any]:
        """Return a column as plain values: str, int, float, bool or list; None is missing."""
        series = self.frame[column.name]
        if column.type == "array":
            return list(series)
        plain, missing = series.tolist(), series.isna().to_numpy()
        if not missing.any():
            return plain
        return [None if gone else one for one, gone in zip(plain, missing.tolist(), strict=True)]

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the rows as flat objects, the keys in the columns' order."""
        names = [column.name for column in self.columns]
        for row in zip(*(self.values(column) for column in self.columns), strict=True):
            yield dict(zip(names, row, strict=True))


def typed(frame: pd.DataFrame, columns: Sequence[FileColumn]) -> pd.DataFrame:
    """Return `frame` with exactly `columns`, each with the dtype of its type.

    Text is `str` (or stays categorical), integers are `Int64`, numbers `float64` with NaN,
    truth `boolean`; an array is a list of str in each row, empty where nothing is given.
    """
    out: dict[str, pd.Series[Any]] = {}
    for column in columns:
        series = frame[column.name]
        if column.type == "string":
            if not isinstance(series.dtype, pd.CategoricalDtype):
                series = series.astype(object).where(series.notna(), None).astype("str")
        elif column.type == "integer":
            series = pd.to_numeric(series).astype("Int64")
        elif column.type == "number":
            series = pd.to_numeric(series).astype("Float64").astype("float64")
        elif column.type == "boolean":
            if series.dtype != "boolean":
                series = series.map(_TRUTH).astype("boolean")
        else:
            series = pd.Series(
                [list(cell) if isinstance(cell, (list, tuple)) else [] for cell in series],
                index=series.index,
                dtype=object,
            )
        out[column.name] = series
    result = pd.DataFrame(out, columns=[column.name for column in columns])
    return result.reset_index(drop=True)


_TRUTH = {True: True, False: False, "true": True, "false": False}
