"""Open the data set that a command asks about."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from czplan.cli import errors
from czplan.cli.language import pick

if TYPE_CHECKING:
    from czplan.dataset import Dataset

__all__ = ["opened"]

SHOWN = 3
"""How many faults a refusal names; `check` shows all."""


def opened(data: str | None) -> Dataset:
    """Return the data set at `data`, at `CZPLAN_DATA`, or the one shipped.

    Warnings are counted on standard error.

    Raises:
        errors.Refusal: the folder can't be opened, or the set has errors; the message names
            the first few, and `check`.
    """
    from czplan import dataset
    from czplan.faults import DataError

    folder = data or os.environ.get("CZPLAN_DATA") or None
    again = f"czplan check {folder}" if folder else "czplan check"
    try:
        ds = dataset.load(folder)
    except DataError as error:
        first = "\n".join(f"  {line(fault)}" for fault in error.faults[:SHOWN])
        count = len(error.faults)
        errors.fail(
            None,
            f"数据集有 {count} 处问题，先列几处；全部见 {again}\n{first}",
            f"the data set has {count} faults, here the first few; {again} shows all\n{first}",
        )
    if ds.faults:
        count = len(ds.faults)
        errors.hint(
            f"数据集有 {count} 处警告，见 {again}",
            f"the data set has {count} warning{'s' if count > 1 else ''}: see {again}",
        )
    return ds


def line(fault: object) -> str:
    """Return a fault as one line of text in the language in use."""
    text = getattr(fault, "text", None)
    return str(text(pick("zh", "en")) if callable(text) else fault)
