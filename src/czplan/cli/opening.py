"""Open the data set that a command asks about."""

from __future__ import annotations

import os
import shlex
import sys
from typing import TYPE_CHECKING

from czplan.cli.kit import errors
from czplan.cli.kit.language import pick

if TYPE_CHECKING:
    from czplan.dataset import Dataset

own_process = False
"""Whether the process is a run of the program, and no host that imported it."""

SHOWN = 3
"""How many faults a refusal names; `check` shows all."""


def opened(data: str | None, name: str = "", *, warn: bool = True) -> Dataset:
    """Return the data set at `data`, at `CZPLAN_DATA`, or the one shipped.

    `name` is what messages call it where the folder's own name would say nothing (a revision
    laid out for a while). Warnings are counted on standard error; without `warn` the caller does
    that later (`warn_of`).

    Raises:
        errors.Refusal: the folder can't be opened, or the set has errors; the message names
            the first few, and `check`.
    """
    from czplan import dataset
    from czplan.faults import DataError, FolderError

    if data is not None and not data.strip():
        errors.fail("--data 没有写出文件夹", "--data names no folder")
    folder = data or os.environ.get("CZPLAN_DATA") or None
    (zh, en), again = _titles(data, name)
    try:
        ds = dataset.load(folder)
    except FolderError as error:
        fault = error.faults[0]
        errors.fail(f"{fault.zh}（{fault.remedy_zh}）", f"{fault.en} ({fault.remedy_en})")
    except DataError as error:
        found = error.errors
        lines = [fault.text(pick("zh", "en")) for fault in found[:SHOWN]]
        if len(found) == 1:
            errors.fail(
                f"{zh}有误：{lines[0]}；见 {again}", f"{en} is faulty: {lines[0]}; see {again}"
            )
        first = "".join(f"\n  {line}" for line in lines)
        errors.fail(
            f"{zh}有 {len(found)} 处错误，先列 {len(lines)} 处；全部见 {again}{first}",
            f"{en} has {len(found)} errors, here are {len(lines)}; {again} shows all{first}",
        )
    if own_process and "pandas" not in sys.modules:
        from czplan.extras import spare

        spare("pyarrow")
    if warn:
        warn_of(ds, data, name)
    return ds


def warn_of(ds: Dataset, data: str | None, name: str = "") -> None:
    """Count the warnings of a data set on standard error; those of a large one take a second."""
    (zh, en), again = _titles(data, name)
    if count := sum(not fault.accepted for fault in ds.faults):
        errors.hint(
            f"{zh}有 {count} 处警告，见 {again}",
            f"{en} has {count} warning{'s' if count > 1 else ''}: see {again}",
        )


def _titles(data: str | None, name: str) -> tuple[tuple[str, str], str]:
    """Return what messages call a data set, and the line that checks it."""
    if name:
        again = pick(f"检出 {name} 后的 czplan check", f"czplan check, with {name} checked out")
        return (f"数据集 {name} ", f"the data set {name}"), again
    folder = data or os.environ.get("CZPLAN_DATA")
    again = f"czplan check {shlex.quote(folder)}" if folder else "czplan check"
    return ("数据集", "the data set"), again
