"""The filled cells of a workbook's sheet, as its XML tells of them: what each shows, and where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from czplan.faults import Both
from czplan.sheets.cells import (
    CROSSED_OUT,
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_TEXT,
    UNCALCULATED,
    SheetFault,
    column_name,
)
from czplan.sheets.number_formats import Style, show, show_text
from czplan.sheets.rich import RichText, unescaped

_REF = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
_NUMBER = re.compile(r"\s*[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,3})?\s*")
_LAST_ROW = 1_048_576


def too_large(name: str, what: Both) -> SheetFault:
    """Say that a workbook is larger than what is read."""
    return SheetFault(
        f"{name} 太大：{what.zh}。只留要导入的行，或写成数据集的 CSV 表",
        f"{name} is too large: {what.en}. Keep the rows to be taken, or write them as the CSV table"
        " of a data set",
    )


def _whole(text: str) -> int:
    """Return a whole number as it is written in XML.

    Raises:
        ValueError: it is none.
    """
    if not _WHOLE.fullmatch(text):
        raise ValueError(f"no whole number: {text[:20]}")
    return int(text)


def _column(letters: str) -> int:
    """Return the place of a column from 0: A is 0, AA is 26."""
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


class Grid:
    """The filled cells of a sheet, taken from the stream of its XML.

    `from_above`: row and column of those that `rows` filled from the one that they are merged with.
    """

    def __init__(
        self, name: str, texts: list[str], styles: list[Style], *, from_1904: bool
    ) -> None:
        self._name = name
        self._texts, self._styles = texts, styles
        self._from_1904 = from_1904
        self._cells: dict[int, dict[int, str]] = {}
        self._hidden: list[int] = []
        self._hidden_columns: list[tuple[int, int]] = []
        self._merged: list[tuple[int, int, int]] = []
        self.from_above: set[tuple[int, int]] = set()
        self._inside: set[str] = set()
        self._row = self._place = self._count = self._values = self._size = 0
        self._is_hidden = self._formula = False
        self._kind = self._style = ""
        self._text: list[str] = []
        self._rich = RichText()

    def start(self, tag: str, given: dict[str, str]) -> None:
        """Take in the start of an element."""
        self._inside.add(tag)
        if tag == "row":
            before, self._row = self._row, _whole(given["r"]) if "r" in given else self._row + 1
            if not 0 < self._row <= _LAST_ROW:
                raise ValueError(f"row {self._row}")
            if self._row <= before:
                raise ValueError(f"row {self._row} behind row {before}")
            self._place = -1
            self._is_hidden = given.get("hidden", "0") in {"1", "true"}
        elif tag == "c":
            before = self._place
            self._place += 1
            if "r" in given:
                reference = _REF.fullmatch(given["r"])
                if reference is None or int(reference[2]) != self._row:
                    raise ValueError(f"cell {given['r'][:20]} in row {self._row}")
                self._place = _column(reference[1])
            if self._place <= before:
                raise ValueError(f"cell {given['r']} behind another of its row")
            self._kind, self._style = given.get("t", "n"), given.get("s", "0")
            self._formula = False
            self._values = 0
            self._text.clear()
            self._rich.clear()
        elif tag in {"v", "is"}:
            self._values += 1
            if self._values > 1 or (tag == "is") != (self._kind == "inlineStr"):
                raise ValueError(f"cell {self._address} holds something else than it says")
        elif self._kind == "inlineStr" and "is" in self._inside:
            self._rich.start(tag, given)
        elif tag == "col" and given.get("hidden", "0") in {"1", "true"}:
            self._hidden_columns.append((_whole(given["min"]) - 1, _whole(given["max"]) - 1))
            if len(self._hidden_columns) > MOST_COLUMNS:
                raise ValueError("too many columns")
        elif tag == "f":
            self._formula = True
        elif tag == "mergeCell" and (found := _RANGE.fullmatch(given.get("ref", ""))):
            left, top, right, bottom = found.groups()
            if left == right:
                self._merged.append((_column(left), int(top), int(bottom)))

    def data(self, text: str) -> None:
        """Take in characters."""
        if "is" in self._inside:
            self._rich.data(text)
        elif "v" in self._inside:
            self._text.append(text)

    def end(self, tag: str) -> None:
        """Take in the end of an element."""
        self._inside.discard(tag)
        if "is" in self._inside:
            self._rich.end(tag)
        if tag != "c":
            return
        try:
            shown = self._shown()
        except (ValueError, IndexError, InvalidOperation) as error:
            raise ValueError(f"cell {self._address}: {error or 'no number'}") from error
        if shown:
            if self._place >= MOST_COLUMNS:
                most = f"> {MOST_COLUMNS}"
                raise too_large(self._name, Both(f"{most} 列", f"{most} columns"))
            row = self._cells.setdefault(self._row, {})
            self._fill(row, self._place, shown)
            if self._is_hidden and (not self._hidden or self._hidden[-1] != self._row):
                self._hidden.append(self._row)

    def _fill(self, row: dict[int, str], place: int, shown: str) -> None:
        """Give a cell what it shows, as long as there aren't too many."""
        self._count += 1
        if self._count > MOST_CELLS:
            most = f"> {MOST_CELLS:,}"
            raise too_large(self._name, Both(f"{most} 个单元格", f"{most} cells"))
        self._size += len(shown)
        if self._size > MOST_TEXT:
            raise too_large(self._name, Both("文字太多", "too much text"))
        row[place] = shown

    @property
    def _address(self) -> str:
        return f"{column_name(self._place)}{self._row}"

    def _shown(self) -> str:
        """Return what the cell shows, empty for nothing."""
        text = self._rich.text if self._kind == "inlineStr" else "".join(self._text)
        if not text:
            return UNCALCULATED if self._formula else ""
        if self._kind == "s":
            text = self._texts[_whole(text.strip())]
        if len(text) > LONGEST_CELL:
            raise too_large(self._name, Both("单元格太长", "a cell is too long"))
        number = _whole(self._style)
        style = self._styles[number] if self._styles else Style()  # some have no formats at all
        match self._kind:
            case "s" | "inlineStr":
                shown = show_text(text, style.code)
            case "str":
                shown = show_text(unescaped(text).strip(), style.code)
            case "b":
                shown = "true" if text.strip() in {"1", "true"} else "false"
            case "n":
                if not _NUMBER.fullmatch(text):
                    raise ValueError(f"no number: {text[:20]}")
                shown = show(Decimal(text.strip()), style.code, from_1904=self._from_1904)
            case "d":
                shown = text.strip()[:10]
            case "e":
                return text.strip()
            case _:
                raise ValueError(f"no kind of cell: {self._kind[:20]}")
        return CROSSED_OUT if shown and style.struck else shown

    def rows(self) -> list[tuple[int, list[str]]]:
        """Return the rows that have a filled cell.

        What is merged down a column holds for each of its rows.
        """
        order = sorted(self._cells)
        before = (-1, 0)
        for column, top, bottom in sorted(self._merged):
            if (column, top) <= before:
                raise ValueError("merged cells overlap")
            before = column, bottom
            if (words := self._cells.get(top, {}).get(column)) is None:
                continue
            for row in order[bisect_right(order, top) : bisect_right(order, bottom)]:
                if column not in self._cells[row]:
                    self._fill(self._cells[row], column, words)
                    self.from_above.add((row, column))
        found = []
        for row in order:
            cells = self._cells[row]
            line = [""] * (max(cells) + 1)
            for place, text in cells.items():
                line[place] = text
            found.append((row, line))
        return found

    def notes(self) -> Iterator[Both]:
        """Say what of the rows and columns that were read a screen doesn't show."""
        if self._hidden:
            some = _some(list(map(str, self._hidden)))
            yield Both(f"隐藏的行也读了：第 {some} 行", f"hidden rows are read too: rows {some}")
        filled = sorted({place for row in self._cells.values() for place in row})
        out_of_sight = [
            column_name(place)
            for place in filled
            if any(first <= place <= last for first, last in self._hidden_columns)
        ]
        if out_of_sight:
            some = _some(out_of_sight)
            yield Both(f"隐藏的列也读了：{some}", f"hidden columns are read too: columns {some}")


def _some(names: list[str]) -> str:
    return ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
