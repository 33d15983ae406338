"""Distinct wordings grouped by form, so that a million figures need a few hundred readings.

`超30703亿元` and `超12874亿元` are read alike: same words, one plain number with as many digits and
with zeros in the same places. One of a group stands for all where only kind, unit and
soundness matter. Wordings with several numbers, dates, per cents that are whole hundreds, or
other spellings of numbers each stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

__all__ = ["Groups", "group"]

_NINES = str.maketrans("123456789", "9" * 9)
_MASK = bytes.maketrans(b"123456789", b"9" * 9)
_SIMPLE = re.compile(
    r"(?!.*[〇零一二两三四五六七八九０-９①-⑳Ⅰ-Ⅻ])"  # no other numerals
    r"[^0-9.,]*(?:0|9[09]*)(?:\.[09]+)?(?![年月日号时分,.:：/／—–~～－-])[^0-9.,]*",
    re.ASCII,
)
_WHOLE = re.compile(r"(?<![0-9.])900(?:\.0+)?(?![0-9])|\n")


class Groups:
    """Distinct words in groups.

    Attributes:
        codes: the group of each word.
        first: the index of the first word of each group.
    """

    def __init__(self, codes: NDArray[np.int64], first: NDArray[np.int64]) -> None:
        self.codes = codes
        self.first = first


def group(words: Sequence[str] | pd.Index[str]) -> Groups:
    """Group distinct words by form.

    Args:
        words: the words, as a list or, faster where pandas keeps texts in Arrow's form, an index.
    """
    if not len(words):
        return Groups(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    found, forms = _forms(words)
    alone = np.fromiter(
        (_SIMPLE.fullmatch(form) is None or _WHOLE.search(form) is not None for form in forms),
        dtype=bool,
        count=len(forms),
    )
    single = np.flatnonzero(alone[found])
    found[single] = len(forms) + np.arange(len(single))
    codes, unique = pd.factorize(found)
    first = np.empty(len(unique), dtype=np.int64)
    first[codes[::-1]] = np.arange(len(codes))[::-1]
    return Groups(codes.astype(np.int64, copy=False), first)


def _forms(words: Sequence[str] | pd.Index[str]) -> tuple[NDArray[np.int64], list[str]]:
    """Return the form of each word, its digits but zeros made 9, and the distinct forms."""
    if isinstance(words, pd.Index):
        if getattr(words.dtype, "storage", "") == "pyarrow":
            return _arrow_forms(words)
        words = words.tolist()
    masked = (
        "\n".join(words)
        .encode("utf-8", "surrogatepass")
        .translate(_MASK)
        .decode("utf-8", "surrogatepass")
        .split("\n")
    )
    if len(masked) != len(words):  # a word has a line break
        masked = [word.translate(_NINES) for word in words]
    codes, forms = pd.factorize(np.array(masked, dtype=object))
    return codes.astype(np.int64), forms.tolist()


def _arrow_forms(words: pd.Index[str]) -> tuple[NDArray[np.int64], list[str]]:
    """Do the same on the bytes that Arrow keeps the texts in, all at once."""
    import pyarrow as pa

    texts = pa.array(words.array, type=pa.large_string())
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    _, offsets, data = texts.buffers()
    masked = np.frombuffer(data, dtype=np.uint8).copy() if data is not None else np.empty(0, "u1")
    masked[(masked >= ord("1")) & (masked <= ord("9"))] = ord("9")
    same = pa.LargeStringArray.from_buffers(
        len(texts), offsets, pa.py_buffer(masked), null_count=0, offset=texts.offset
    )
    coded = same.dictionary_encode()
    return coded.indices.to_numpy().astype(np.int64), coded.dictionary.to_pylist()
