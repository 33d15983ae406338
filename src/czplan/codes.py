"""Columns: what they hold; those of few distinct values as numbers with where each first stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Objects = NDArray[np.object_]
Codes = NDArray[np.signedinteger[Any]]
"""Places in a short list, in as few bytes as will do."""

_PIECE = 1 << 16


def narrow(count: int) -> type[np.signedinteger[Any]]:
    """Return the smallest type that holds numbers up to `count`: a million rows are many bytes."""
    kinds = (np.int8, np.int16, np.int32)
    return next((kind for kind in kinds if count <= np.iinfo(kind).max), np.int64)


def pieces(count: int) -> Iterator[slice]:
    """Yield the rows of a long column piece by piece, the last rows first.

    A piece's working columns stay in the processor's cache, and no memory is asked for anew.
    """
    for start in reversed(range(0, count, _PIECE)):
        yield slice(start, min(start + _PIECE, count))


def numbered(
    key: Ints | Callable[[slice], Ints], most: int, count: int
) -> tuple[Codes, Ints, Ints]:
    """Number the distinct keys of `count` rows.

    Args:
        key: from 0 on; -1 for none. Or what gives those of some rows.
        most: more than the largest key.
        count: how many rows there are.

    Returns:
        the number of each row's key, one more than the last for none; the distinct keys, in no
        certain order; the first row of each.
    """
    of = (lambda rows: key[rows]) if isinstance(key, np.ndarray) else key
    if most <= 4 * count + 1024:  # a table of all that there may be beats a search
        first = np.full(most + 1, -1, dtype=np.int64)  # the last: none
        keys: Codes = np.empty(count, dtype=narrow(most))
        for rows in pieces(count):
            keys[rows] = part = of(rows)
            first[part[::-1]] = np.arange(rows.stop - 1, rows.start - 1, -1)
        distinct = np.flatnonzero(first[:most] >= 0)
        number = np.full(most + 1, len(distinct), dtype=narrow(len(distinct)))
        number[distinct] = np.arange(len(distinct))
        codes: Codes = np.empty(count, dtype=narrow(len(distinct)))
        for rows in pieces(count):
            codes[rows] = number[keys[rows]]
        return codes, distinct, first[distinct]
    whole = of(slice(0, count))
    found, distinct = pd.factorize(np.where(whole < 0, most, whole))
    place = np.full(len(distinct), -1, dtype=np.int64)
    place[found[::-1]] = np.arange(count - 1, -1, -1)
    told = distinct != most
    number = np.where(told, np.cumsum(told) - 1, told.sum()).astype(narrow(len(distinct)))
    return number[found], distinct[told], place[told]


def alike(*columns: Any) -> tuple[Ints, Ints]:
    """Number rows by all their columns together, in the order in which they first appear.

    Returns:
        the number of each row, and the first row of each number.
    """
    code = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        found, distinct = pd.factorize(column, use_na_sentinel=False)
        code = pd.factorize(code * len(distinct) + found)[0].astype(np.int64)
    first = np.full(int(code.max(initial=-1)) + 1, -1, dtype=np.int64)
    first[code[::-1]] = np.arange(len(code))[::-1]
    return code, first


def labels(
    words: Sequence[str | None], codes: Codes, dtype: Literal["str", "object"] = "object"
) -> pd.Categorical:
    """Return the column of `words[code]`, NA for None.

    Args:
        words: may hold a word more than once.
        codes: a place in `words` for each row, -1 for the last.
        dtype: of the categories; objects are at hand fastest, `str` is for others to see.
    """
    found, distinct = pd.factorize(np.array(words, dtype=object))
    places = found.astype(narrow(len(distinct)))
    return pd.Categorical.from_codes(places[codes], pd.Index(distinct, dtype=dtype))
