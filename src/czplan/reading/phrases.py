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


def group(words: Sequence[str]) -> Groups:
    """Group distinct words by form.

    Args:
        words: the words; those with a line break stand for themselves.
    """
    if not len(words):
        return Groups(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))
    masked = (
        "\n".join(words)
        .encode("utf-8", "surrogatepass")
        .translate(_MASK)
        .decode("utf-8", "surrogatepass")
        .split("\n")
    )
    if len(masked) != len(words):  # a word has a line break
        masked = list(words)
    codes, forms = pd.factorize(np.array(masked, dtype=object))
    alone = np.fromiter(
        (_SIMPLE.fullmatch(form) is None or _WHOLE.search(form) is not None for form in forms),
        dtype=bool,
        count=len(forms),
    )
    codes = codes.astype(np.int64)
    single = np.flatnonzero(alone[codes])
    codes[single] = len(forms) + np.arange(len(single))
    unique, first, inverse = np.unique(codes, return_index=True, return_inverse=True)
    del unique
    return Groups(inverse.astype(np.int64), first.astype(np.int64))
