"""The schema of verdict rows, said once: for Dask's meta, Spark's schema and Parquet files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from czplan.export.columns import RESULT_FIELDS
from czplan.export.table import typed
from czplan.extras import need

if TYPE_CHECKING:
    from czplan.export.columns import FileColumn

FIELDS: tuple[FileColumn, ...] = tuple(RESULT_FIELDS.values())
"""The columns of a verdict row, in the contract's order; `required` ones are never null."""

_SPARK = {
    "string": "string",
    "integer": "bigint",
    "number": "double",
    "boolean": "boolean",
    "array": "array<string>",
}


def arrow_schema() -> Any:
    """Return the Arrow schema of verdict rows: names, types, nullability, meanings.

    Raises:
        MissingExtra: pyarrow isn't installed.
    """
    from czplan.export.parquet import schema_of

    need("pyarrow", "dask")
    return schema_of(FIELDS)


def spark_schema() -> str:
    """Return the schema of verdict rows as Spark writes one (`applyInPandas`)."""
    return ", ".join(f"`{field.name}` {_SPARK[field.type]}" for field in FIELDS)


def empty() -> pd.DataFrame:
    """Return no verdict rows, with the columns and dtypes that all have."""
    bare = pd.DataFrame({field.name: pd.Series([], dtype=object) for field in FIELDS})
    return typed(bare, FIELDS)
