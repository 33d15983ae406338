"""What a table is once it is read, and why one can't be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from czplan.faults import Both

__all__ = ["ERROR", "LONGEST_CELL", "MOST_CELLS", "MOST_COLUMNS", "CellTable", "SheetFault"]
__all__ += ["NOT_SHOWN", "UNCALCULATED", "check_cell"]

MOST_CELLS = 500_000
"""Filled cells of a workbook's sheet; more is bulk, and belongs in CSV."""

MOST_COLUMNS = 1_024
LONGEST_CELL = 131_072
"""Characters of one cell; more is no cell of a table."""

ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|#+)")
"""What a spreadsheet shows where it could work nothing out."""

UNCALCULATED = "#FORMULA!"
NOT_SHOWN = "#FORMAT!"
"""Cells that hold a formula without a result, or a number in a format that isn't known."""


class SheetFault(Exception):
    """A table that can't be taken; `zh` and `en` say why and what to do."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh = zh
        self.en = en
        super().__init__(en)


@dataclass(frozen=True, slots=True)
class CellTable:
    """A table of text cells.

    Attributes:
        name: the file's, for messages.
        rows: number of the row in the file, from 1, with its cells; blank rows are left out.
        encoding: the encoding of a text file where it isn't UTF-8, else empty.
        sheet: the name of the workbook's sheet, else empty.
        notes: what a reader should know of how it was read.
    """

    name: str
    rows: Sequence[tuple[int, Sequence[str]]]
    encoding: str = ""
    sheet: str = ""
    notes: Sequence[Both] = field(default_factory=tuple)


def check_cell(row: int, cell: str) -> None:
    """Refuse a cell that shows no content of its own.

    Raises:
        SheetFault: a spreadsheet's error, a formula that was never worked out, a number in a format
            that isn't known here.
    """
    if ERROR.fullmatch(cell):
        raise SheetFault(
            f"第 {row} 行是表格软件的报错：{cell}",
            f"row {row} has a spreadsheet's error: {cell}",
        )
    if cell == UNCALCULATED:
        raise SheetFault(
            f"第 {row} 行有一个还没有计算结果的公式：在表格软件里打开并保存，或换成数",
            f"row {row} has a formula without a result: open the file in a spreadsheet and save it,"
            " or put the number in its place",
        )
    if cell.startswith(NOT_SHOWN):
        shown = cell.removeprefix(NOT_SHOWN)
        raise SheetFault(
            f"第 {row} 行有一个数的格式读不出（{shown}）：改成普通数字，或改成文字",
            f"row {row} has a number in a format that can't be shown ({shown}): format it as a"
            " plain number, or write it as text",
        )
