"""czplan: what a city promised, how far it is, how we know.

>>> import czplan
>>> ds = czplan.load()                      # the shipped data set, or czplan.load("dir")
>>> ds.targets, ds.actuals                  # DataFrames
>>> czplan.progress(ds, year=2025)          # a verdict a row
>>> czplan.summary(ds, year=2025)           # the headline: how many due, met, missed, waiting

Everything is imported when it is first used, so that listing goals doesn't import pandas.
"""

from __future__ import annotations

TYPE_CHECKING = False  # as type checkers read it; `typing` would be half of this import's time
if TYPE_CHECKING:
    from typing import Any

    from czplan.api import Progress, QuestionError, progress, summary
    from czplan.dataset import Dataset, load, read
    from czplan.faults import DataError, Fault

__all__ = [
    "DataError",
    "Dataset",
    "Fault",
    "Progress",
    "QuestionError",
    "__version__",
    "load",
    "progress",
    "read",
    "summary",
]

__version__ = "0.1.0"

_HOMES = {
    "DataError": "czplan.faults",
    "Dataset": "czplan.dataset",
    "Fault": "czplan.faults",
    "Progress": "czplan.api",
    "QuestionError": "czplan.api",
    "load": "czplan.dataset",
    "progress": "czplan.api",
    "read": "czplan.dataset",
    "summary": "czplan.api",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    try:
        return getattr(import_module(_HOMES[name]), name)
    except KeyError as error:
        raise AttributeError(f"module 'czplan' has no attribute {name!r}") from error
