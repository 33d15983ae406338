"""Wordings grouped by form, so that a million figures need a few hundred readings.

`超30703亿元` and `超12874亿元` are read alike: same words, one plain number with as many digits and
as many zeros before its first and behind its last other digit. One of a group stands for all
where only kind, unit and soundness matter. Wordings with several numbers, dates, other spellings
of numbers, and those whose reading turns on the value of the number (`BY_VALUE` of the modules
that read it: 100%, 翻8番, 20成) each stand for themselves.

The work is done on the bytes of all wordings at once, wherever pandas keeps them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from czplan import patterns as re
from czplan.codes import Codes, narrow, pieces
from czplan.quantity import amounts, broken_numbers, masks, others_figures, parsing, saying, trends

Ints = NDArray[np.int64]
Texts = Sequence[str] | pd.Series | pd.Index

_LONGEST = 15
"""Digits that a float64 holds exactly."""

_MOST_SEARCHED = 400
"""Characters of a form in which branches of the reader are looked for: no wording has as many."""

_MASK = bytes.maketrans(b"123456789", b"9" * 9)
_SIMPLE = re.compile(
    r"(?!.*[〇零一二两三四五六七八九０-９①-⑳Ⅰ-Ⅻ])"  # no other numerals
    r"[^0-9.,]*(?:0|9[09]*)(?:\.[09]+)?(?![年月日号时分,.:：/／—–~～－-])[^0-9.,]*",
    re.ASCII,
)
_INNER = re.compile(r"9[09.]*9")
# Beside each branch of the reader that turns on the value of a number stands which forms it
# concerns: one wording of those never stands for another.
_READERS = (parsing, amounts, masks, others_figures, trends, broken_numbers, saying)
_BY_VALUE = re.compile("|".join(each.BY_VALUE for each in _READERS))


class _Bytes(NamedTuple):
    """The wordings' UTF-8 in one piece, and where each begins and ends."""

    data: NDArray[np.uint8]
    begin: Ints
    end: Ints


class Phrases:
    """A column of wordings, each with its group.

    Attributes:
        codes: the group of each wording, -1 where there is none.
        alone: which groups are of one wording only, however often it occurs.
    """

    def __init__(self, texts: Texts) -> None:
        whole = texts if isinstance(texts, pd.Series) else pd.Series(texts, dtype="str")
        self._texts = in_one_piece(whole)
        arrow = len(whole) and _is_arrow(whole)
        self._bytes, codes, forms = (_of_arrow if arrow else _of_list)(self._texts)
        of_form: dict[str, int] = {}
        group_of = [
            -2 if _stands_alone(form) else of_form.setdefault(_alike(form), len(of_form))
            for form in forms
        ]
        self._forms = list(of_form)
        count = len(of_form)
        codes = np.array([*group_of, -1], dtype=np.int64)[codes]
        single = np.flatnonzero(codes == -2)
        if len(single):
            own, distinct = pd.factorize(self._texts.iloc[single])
            codes[single] = count + own
            count += len(distinct)
        self.codes: Codes = codes.astype(narrow(count), copy=False)
        self.alone = np.arange(count) >= len(self._forms)

    def __len__(self) -> int:
        """Return how many wordings there are, absent ones included."""
        return len(self.codes)

    def word(self, place: int) -> str:
        """Return the wording at a place."""
        own = self._bytes.data[self._bytes.begin[place] : self._bytes.end[place]]
        return own.tobytes().decode("utf-8", "surrogatepass")

    def told_apart(self, places: Ints) -> Ints:
        """Return a number for each distinct wording among those at some places."""
        return pd.factorize(self._texts.iloc[places])[0].astype(np.int64)

    @cached_property
    def numbers(self) -> Ints:
        """The digits of each wording as one number; -1 where it has too many or stands alone."""
        layouts: dict[tuple[int, ...], int] = {(): 0}
        of_group = np.zeros(len(self.alone) + 1, dtype=np.int16)  # the last: no wording
        for number, form in enumerate(self._forms):
            at = tuple(np.flatnonzero(_digit(np.frombuffer(_encoded(form), np.uint8))).tolist())
            if len(at) <= _LONGEST and len(layouts) < np.iinfo("i2").max:
                of_group[number] = layouts.setdefault(at, len(layouts))
        found = np.full(len(self), -1, dtype=np.int64)
        for rows in pieces(len(self)):
            self._write(found[rows], of_group[self.codes[rows]], self._bytes.begin[rows], layouts)
        return found

    def _write(
        self,
        found: Ints,
        layout: NDArray[np.int16],
        begin: Ints,
        layouts: Iterable[tuple[int, ...]],
    ) -> None:
        """Write the numbers of some wordings.

        Args:
            found: where to.
            layout: which of `layouts`, the places of the digits, each wording has.
            begin: where each wording begins.
        """
        order = np.argsort(layout, kind="stable")
        ends = np.cumsum(np.bincount(layout, minlength=1)).tolist()
        for number, places in enumerate(layouts):
            if number >= len(ends):
                break
            rows = order[ends[number - 1] : ends[number]] if number else order[:0]
            if places and len(rows):
                at = begin[rows]
                value = np.zeros(len(rows), dtype=np.int64)
                for place in places:
                    value *= 10
                    value += self._bytes.data[at + place]
                # each byte is ASCII's for its digit: that of nought is taken off all together
                found[rows] = value - ord("0") * int("1" * len(places))


def group(texts: Texts) -> Phrases:
    """Group wordings by form.

    Args:
        texts: the wordings, None or NaN where there is none; fastest as a pandas column of `str`
            that Arrow keeps.
    """
    return Phrases(texts)


def in_one_piece(texts: pd.Series[Any]) -> pd.Series[Any]:
    """Return the texts as they are but in one piece, where Arrow keeps them in several."""
    if _is_arrow(texts):
        import pyarrow as pa

        words = pa.array(texts.array, type=pa.large_string())
        if getattr(words, "num_chunks", 1) > 1:
            of_arrow: Any = pd.array  # its stubs don't know Arrow's arrays
            return pd.Series(of_arrow(words.combine_chunks(), dtype=texts.dtype), index=texts.index)
    return texts


def _is_arrow(texts: Any) -> bool:
    return getattr(texts.dtype, "storage", "") == "pyarrow"


def _digit(data: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return (data >= ord("0")) & (data <= ord("9"))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _stands_alone(form: str) -> bool:
    return (
        len(form) > _MOST_SEARCHED
        or _SIMPLE.fullmatch(form) is None
        or _BY_VALUE.search(form) is not None
    )


def _alike(form: str) -> str:
    """Return a form without its inner zeros: how exact 30703 is, its last digit but zeros tells."""
    return _INNER.sub(lambda inner: inner[0].replace("0", "9"), form)


def _of_list(texts: pd.Series[Any]) -> tuple[_Bytes, Ints, list[str]]:
    """Return the bytes, each wording's form, its digits but zeros made 9, and distinct forms."""
    absent = texts.isna().to_numpy(dtype=bool)
    words: list[str] = texts.astype(object).where(~absent, "").tolist()
    joined = _encoded("\n".join(words))
    data = np.frombuffer(joined, dtype=np.uint8)
    breaks = np.flatnonzero(data == ord("\n"))
    masked: Iterable[str]
    if len(breaks) == len(words) - 1:
        begin = np.concatenate([[0], breaks + 1]).astype(np.int64)
        end = np.concatenate([breaks, [len(data)]]).astype(np.int64)
        masked = joined.translate(_MASK).decode("utf-8", "surrogatepass").split("\n")
    else:  # a wording has a line break, or there is none at all
        lengths = np.fromiter((len(_encoded(word)) + 1 for word in words), np.int64, len(words))
        end = np.cumsum(lengths) - 1
        begin = end + 1 - lengths
        masked = (
            _encoded(word).translate(_MASK).decode("utf-8", "surrogatepass") for word in words
        )
    codes, forms = pd.factorize(np.array([*masked], dtype=object))
    codes = np.where(absent, -1, codes) if absent.any() else codes
    return _Bytes(data, begin, end), codes.astype(np.int64, copy=False), forms.tolist()


def _of_arrow(texts: pd.Series[Any]) -> tuple[_Bytes, Ints, list[str]]:
    """Do the same on the bytes that Arrow keeps the texts in."""
    import pyarrow as pa

    words = pa.array(texts.array, type=pa.large_string())
    if isinstance(words, pa.ChunkedArray):
        words = words.combine_chunks()
    valid, offsets, buffer = words.buffers()
    data = b"" if buffer is None else memoryview(buffer)
    masked = bytes(data).translate(_MASK)
    coded = pa.LargeStringArray.from_buffers(
        len(words),
        offsets,
        pa.py_buffer(masked),
        valid,
        null_count=words.null_count,
        offset=words.offset,
    ).dictionary_encode()
    indices = coded.indices.fill_null(-1) if words.null_count else coded.indices
    ends = np.frombuffer(offsets, dtype=np.int64)[words.offset : words.offset + len(words) + 1]
    codes = indices.to_numpy().astype(np.int64)
    return (
        _Bytes(np.frombuffer(data, dtype=np.uint8), ends[:-1], ends[1:]),
        codes,
        coded.dictionary.to_pylist(),
    )
