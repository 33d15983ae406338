"""One column of a CSV table: each distinct text read once."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from czplan.codes import Codes, narrow
from czplan.format.types import Type, Unreadable
from czplan.sinks import csv_untext


def plain(text: str) -> str:
    """Return a cell without outer white space and without the `'` that guards a formula."""
    return csv_untext(text.strip())


class CsvColumn:
    """A column of few distinct texts.

    Attributes:
        codes: for each row the index of its text in `index`, -1 where the cell is empty.
        index: the distinct texts.
        bad: which texts can't be read.
    """

    def __init__(self, codes: Codes, index: pd.Index[str], kind: Type) -> None:
        self.codes = codes
        self.index = index
        self.bad: NDArray[np.bool_] = np.zeros(len(index), dtype=bool)
        self._read: list[Any] | None = None
        if kind.read is not str:
            self._read = [None] * len(index)
            for place, word in enumerate(self.words):
                try:
                    self._read[place] = kind.read(word)
                except Unreadable:
                    self.bad[place] = True

    @cached_property
    def words(self) -> list[str]:
        """The distinct texts."""
        found: list[str] = self.index.tolist()
        return found

    @property
    def is_text(self) -> bool:
        """True where the texts are the values."""
        return self._read is None

    @property
    def values(self) -> list[Any]:
        """What the texts say, None for those that can't be read."""
        return self.words if self._read is None else self._read

    @property
    def filled(self) -> NDArray[np.bool_]:
        """Which rows have a text."""
        return self.codes >= 0

    def where(self, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which rows have one of the texts that are chosen."""
        return np.append(chosen, False)[self.codes]

    def take(self, of_words: NDArray[Any], otherwise: Any) -> NDArray[Any]:
        """Return for each row what belongs to its text, `otherwise` for empty cells."""
        return np.append(of_words, np.array([otherwise], dtype=of_words.dtype))[self.codes]

    def text(self, row: int) -> str | None:
        """Return the text in a row, None where the cell is empty."""
        code = self.codes[row]
        return None if code < 0 else self.words[code]


def read_column(texts: pd.Series[Any], kind: Type, care: bool) -> CsvColumn:
    """Read each distinct text of a column once; `care`: look for white space and guards."""
    found, unique = pd.factorize(texts)
    codes = found.astype(narrow(len(unique)), copy=False)
    index = pd.Index(unique, dtype="str")
    if care and _needs_care(pd.Series(index)).any():  # texts may become one, or nothing
        words = [plain(word) or None for word in index.tolist()]
        again, kept = pd.factorize(np.array(words, dtype=object))
        codes = np.append(again, -1)[codes].astype(narrow(len(kept)))
        index = pd.Index(kept, dtype="str")
    return CsvColumn(codes, index, kind)


def _needs_care(texts: pd.Series[Any]) -> pd.Series[Any]:
    """Return which texts have outer white space or a guarding `'`."""
    care = (texts.str.strip() != texts) | texts.str.startswith("'", na=False)
    return care & texts.notna()


def free_texts(cells: pd.Series[Any], care: bool) -> pd.Series[Any]:
    """Return a column of free texts, NA for none.

    Args:
        cells: as parsed.
        care: take guards off, and blank texts for none.
    """
    odd = _needs_care(cells) if care else None
    if odd is None or not odd.any():
        return cells
    cells = cells.copy()
    cells[odd] = cells[odd].map(lambda text: plain(text) or None)
    return cells


def unreadable(texts: pd.Series[Any], kind: Type) -> NDArray[np.bool_]:
    """Return which free texts can't be read as what their column holds."""
    return np.fromiter((_fails(text, kind) for text in texts), bool, len(texts))


def _fails(text: Any, kind: Type) -> bool:
    try:
        return isinstance(text, str) and kind.read(text) is None
    except Unreadable:
        return True
