"""Columns of few distinct values: numbers with where each first stands, words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["Codes", "labels", "narrow", "numbered"]

Ints = NDArray[np.int64]
Codes = NDArray[np.signedinteger[Any]]
"""Places in a short list, in as few bytes as will do."""


def narrow(count: int) -> type[np.signedinteger[Any]]:
    """Return the smallest type that holds numbers up to `count`: a million rows are many bytes."""
    kinds = (np.int8, np.int16, np.int32)
    return next((kind for kind in kinds if count <= np.iinfo(kind).max), np.int64)


def numbered(key: Ints, most: int) -> tuple[Codes, Ints, Ints]:
    """Number the distinct keys.

    Args:
        key: from 0 on; -1 for none.
        most: more than the largest key.

    Returns:
        the number of each row's key, one more than the last for none; the distinct keys; the
        first row of each.
    """
    if most <= 4 * len(key) + 1024:  # a table of all that there may be beats a search
        first = np.full(most + 1, -1, dtype=np.int64)
        first[key[::-1]] = np.arange(len(key) - 1, -1, -1)
        distinct = np.flatnonzero(first[:most] >= 0)
        number = np.full(most + 1, len(distinct), dtype=narrow(len(distinct)))
        number[distinct] = np.arange(len(distinct))
        return number[key], distinct, first[distinct]
    codes, found = pd.factorize(np.where(key < 0, most, key))
    place = np.full(len(found), -1, dtype=np.int64)
    place[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    told = found != most
    number = np.where(told, np.cumsum(told) - 1, told.sum()).astype(narrow(len(found)))
    return number[codes], found[told], place[told]


def labels(
    words: Sequence[str | None], codes: NDArray[Any], dtype: Literal["str", "object"] = "object"
) -> pd.Categorical:
    """Return the column of `words[code]`, NA for code -1 and for None.

    Args:
        words: may hold a word more than once.
        codes: a place in `words` for each row.
        dtype: of the categories; objects are at hand fastest, `str` is for others to see.
    """
    found, distinct = pd.factorize(np.array([*words, None], dtype=object))
    return pd.Categorical.from_codes(found[codes], pd.Index(distinct, dtype=dtype))
