"""Text columns made of codes, of other columns, of several texts: NA for none.

All return pandas arrays of `str`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from czplan.codes import Objects

Rows = npt.NDArray[np.int64]


def said(words: Sequence[str | None], codes: npt.NDArray[Any]) -> Any:
    """Return a text column of `words[code]`, NA for code -1 and for None."""
    places = np.where(codes < 0, len(words), codes.astype(np.int64))
    return pd.array([*words, None], dtype="str").take(places)


def texts(values: Any, say: Callable[[str], str | None] | None = None) -> Any:
    """Return a column of few distinct words as text, each word said once where `say` is given."""
    codes, distinct = pd.factorize(values)
    return said([say(str(word)) if say else str(word) for word in distinct], codes)


def as_text(column: pd.Series) -> Any:
    """Return a column of any kind as text, NA for none."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        words = column.cat.categories.astype("str").array
        return words.take(column.cat.codes.to_numpy(), allow_fill=True)
    return column.astype(object).where(column.notna(), None).astype("str").array


def picked(column: pd.Series, row: npt.NDArray[np.int64]) -> Any:
    """Return a text column's values at some places, NA where the place is -1."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes = np.where(row >= 0, column.cat.codes.to_numpy()[row], -1) if len(column) else row
        return column.cat.categories.array.take(codes, allow_fill=True)
    return column.array.take(row, allow_fill=True)


def replaced(column: Any, places: Rows, texts: Any) -> Any:
    """Return a text column with other texts at some places."""
    both = pd.concat([pd.Series(column), pd.Series(texts, dtype="str")], ignore_index=True)
    take = np.arange(len(column))
    take[places] = len(column) + np.arange(len(places))
    return both.array.take(take)


def joined(words: Any, owner: Rows, marks: Objects) -> Any:
    """Return each owner's words with its mark between them, NA for an owner without.

    Args:
        words: a text column, owner by owner.
        owner: the place of each text's owner in `marks`, ascending.
    """
    count = np.bincount(owner, minlength=len(marks))
    first = np.cumsum(count) - count
    take = np.full(len(marks), -1, dtype=np.int64)
    made = [pd.Series([], dtype="str")]
    done = 0
    for mark in dict.fromkeys(marks.tolist()):
        for number in np.unique(count[(marks == mark) & (count > 0)]).tolist():
            some = np.flatnonzero((marks == mark) & (count == number))
            text = words.take(first[some])
            for more in range(1, number):
                text = text + mark + words.take(first[some] + more)
            take[some] = done + np.arange(len(some))
            done += len(some)
            made.append(pd.Series(text))
    return pd.concat(made, ignore_index=True).array.take(take, allow_fill=True)
