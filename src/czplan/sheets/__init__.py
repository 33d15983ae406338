"""A table that somebody else made, CSV or a workbook, as text cells with the numbers of their rows.

A cell means what it shows: 5.2% for 0.052 formatted so, 10813.6亿元 where a format adds the unit.
Everything is bounded before it is read, and a file that can't be read is named as what it is.
"""

from __future__ import annotations

from czplan.sheets.cells import ERROR, CellTable, SheetFault, check_cell, column_name
from czplan.sheets.table_file import read_cells, read_stream

__all__ = [
    "ERROR",
    "CellTable",
    "SheetFault",
    "check_cell",
    "column_name",
    "read_cells",
    "read_stream",
]
