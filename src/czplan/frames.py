"""The two long tables of a data set as typed pandas frames.

Columns are those of `czplan.dataset.TARGET_COLUMNS` and `ACTUAL_COLUMNS`; text columns hold NA
where nothing is given, years and lines are `Int64`, values `Float64`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from czplan.reading.rows import ACTUAL_COLUMNS, TARGET_COLUMNS

if TYPE_CHECKING:
    from czplan.dataset import Dataset

__all__ = ["actuals", "targets"]

TYPES: dict[str, str] = {
    "start": "Int64",
    "due": "Int64",
    "line": "Int64",
    "due_inherited": "bool",
    "restated": "bool",
    "value": "Float64",
    "tiers": "object",
    "milestones": "object",
}
"""Column types other than text (`str`)."""


def _frame(rows: list[dict[str, Any]], columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            column: pd.Series(
                [row[column] for row in rows], dtype=TYPES.get(column, "str"), name=column
            )
            for column in columns
        }
    )


def targets(dataset: Dataset) -> pd.DataFrame:
    """Return the targets, one row each, in the order of the data set."""
    return _frame(dataset.target_rows(), TARGET_COLUMNS)


def actuals(dataset: Dataset) -> pd.DataFrame:
    """Return the reported figures, one row a report, in the order of the data set."""
    return _frame(dataset.actual_rows(), ACTUAL_COLUMNS)
