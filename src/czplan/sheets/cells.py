"""What a table is once it is read, and why one can't be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from czplan.faults import Both
from czplan.unable import Unable

MOST_CELLS = 500_000
"""Filled cells of a workbook's sheet; more is bulk, and belongs in CSV."""

MOST_COLUMNS = 1_024
LONGEST_CELL = 131_072
"""Characters of one cell; more is no cell of a table."""

MOST_TEXT = 64 * 1024 * 1024
"""Characters of the texts that a workbook's cells share, and of all that they show."""

ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!|#+)")
"""What a spreadsheet shows where it could work nothing out."""

UNCALCULATED = "#FORMULA!"
NOT_SHOWN = "#FORMAT!"
CROSSED_OUT = "#STRUCK!"
"""Cells that hold a formula without a result, something in a format that isn't known, or words
that are crossed out."""


class SheetFault(Unable):
    """A table that can't be taken; `zh` and `en` say why and what to do."""


@dataclass(frozen=True, slots=True)
class CellTable:
    """A table of text cells.

    Attributes:
        name: the file's, for messages.
        rows: number of the row in the file, from 1, with its cells; blank rows are left out.
        encoding: the encoding of a text file where it isn't UTF-8, else empty.
        sheet: the name of the workbook's sheet, else empty.
        notes: what a reader should know of how it was read.
        merged: row and column (from 0) of the cells that hold what is merged with one above.
    """

    name: str
    rows: Sequence[tuple[int, Sequence[str]]]
    encoding: str = ""
    sheet: str = ""
    notes: Sequence[Both] = field(default_factory=tuple)
    merged: frozenset[tuple[int, int]] = frozenset()


def column_name(place: int) -> str:
    """Return the name of a column, from 0: 0 is A, 26 is AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(65 + rest) + name
    return name


def check_cell(row: int, place: int, cell: str) -> None:
    """Refuse a cell that shows no content of its own; `place` is its column, from 0.

    Raises:
        SheetFault: a spreadsheet's error, a formula that was never worked out, a format that isn't
            known here, words that are crossed out.
    """
    if not cell.startswith("#"):
        return
    zh = f"第 {row} 行 {column_name(place)} 列"
    en = f"row {row}, column {column_name(place)}:"
    if ERROR.fullmatch(cell):
        raise SheetFault(
            f"{zh}是表格软件的报错：{cell}",
            f"{en} a spreadsheet's error: {cell}",
        )
    if cell == UNCALCULATED:
        raise SheetFault(
            f"{zh}是还没有计算结果的公式：在表格软件里打开并保存，或换成数",
            f"{en} a formula without a result: open the file in a spreadsheet and save it, or put"
            " the number in its place",
        )
    if cell.startswith(NOT_SHOWN):
        shown = cell.removeprefix(NOT_SHOWN)
        raise SheetFault(
            f"{zh}的格式读不出（{shown}）：改成普通数字，或改成文字",
            f"{en} a format that can't be shown ({shown}): format it as a plain number, or write it"
            " as text",
        )
    if cell == CROSSED_OUT:
        raise SheetFault(
            f"{zh}有划掉的字：删去，或去掉删除线",
            f"{en} words that are crossed out: delete them, or take the line away",
        )
