"""What a search finds: words in any order, their synonyms and plurals, either script's characters.

Works over rows (mappings), as the filters do, and needs no pandas.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, TypeVar

R = TypeVar("R", bound=Mapping[str, Any])

SEARCHED = (
    "id", "indicator", "name_zh", "name_en", "stated", "text", "note", "note_zh", "note_en",
    "aliases", "of_place",
)  # fmt: skip
"""Columns of a goal that a search looks in; `aliases` of its indicator, `of_place` its place's."""

_SENTENCES = frozenset({"stated", "text", "note", "note_zh", "note_en", "more"})
"""Columns that hold more than names."""


def search_key(texts: Sequence[str], convert: Callable[[str], str] | None) -> list[str]:
    """Return texts as they are compared: one form of each letter, small, simplified characters."""
    whole = "\x00".join(text.replace("\x00", "\ufffd") for text in texts)
    whole = unicodedata.normalize("NFKC", whole).casefold().replace("*", "")
    return (convert(whole) if convert else whole).split("\x00")


def _simplifier(words: Sequence[str]) -> Callable[[str], str] | None:
    """Return OpenCC's conversion to simplified characters, or None where it isn't installed."""
    if all(word.isascii() for word in words):
        return None
    try:
        from opencc import OpenCC
    except ImportError:
        return None
    converter = OpenCC("t2s")
    return lambda text: str(converter.convert(text))


def simplified(word: str) -> str:
    """Return a word in simplified characters; as it stands where OpenCC isn't installed."""
    convert = _simplifier([word])
    return convert(word) if convert else word


def has_converter() -> bool:
    """Return whether traditional characters can be searched for."""
    from importlib.util import find_spec

    return find_spec("opencc") is not None


def found_in(
    rows: Sequence[R], values: Iterable[str] | None, columns: Sequence[str], *, same: bool = True
) -> list[bool]:
    """Return for each row whether one of `values` is in it, all its words somewhere.

    `same`: a word finds those that mean the same, too.
    """
    asked = [value for value in values or () if value.strip()]
    if not asked:
        return [True] * len(rows)
    convert = _simplifier(asked)
    texts = ["\n".join(str(row[name]) for name in columns if row.get(name)) for row in rows]
    keys = search_key(texts, convert) if texts else []
    wanted = [
        [_finder(words) for words in _choices(search_key([value], convert)[0].split(), same)]
        for value in asked
    ]
    return [any(all(find(key) for find in words) for words in wanted) for key in keys]


@cache
def _synonyms() -> list[tuple[frozenset[str], tuple[str, ...]]]:
    """Return what finds what else: the words of each line of the shipped list, and what they find.

    Latin words as they are compared: small, in the singular.
    """
    from czplan.shipped import shipped_folder

    path = shipped_folder() / "catalogue" / "words" / "synonyms.txt"
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            asked, _, told = line.casefold().partition(" > ")
            words = [one.strip() for one in asked.split("|")]
            found.append(
                (frozenset(words), tuple(one.strip() for one in (told or asked).split("|")))
            )
    return found


def _choices(words: Sequence[str], same: bool) -> list[list[str]]:
    """Return what is to be found, each as the texts of which one will do.

    The longest run of words that the list of synonyms has stands for all that it finds; in a
    Chinese word they stand for what it holds of them (电动车渗透率 is 新能源汽车渗透率, too).
    """
    found: list[list[str]] = []
    at = 0
    while at < len(words):
        taken, texts = 1, [words[at]]
        for count in range(len(words) - at, 0, -1) if same else ():
            run = " ".join([*words[at : at + count - 1], _singular(words[at + count - 1])])
            lines = [told for asked, told in _synonyms() if run in asked]
            if lines:
                taken, texts = count, [run, *(one for told in lines for one in told)]
                break
        else:
            if same and not words[at].isascii():
                texts += _within(words[at])
        found.append(list(dict.fromkeys(texts)))
        at += taken
    return found


def with_synonyms(keys: Sequence[str]) -> list[str]:
    """Return texts as `search_key` makes them, each with the words that find it by a synonym.

    For a search that knows no synonyms, such as a page's.
    """
    lines = [(" ".join(sorted(asked)), _finder(told)) for asked, told in _synonyms()]
    return ["\n".join([key, *(words for words, find in lines if find(key))]) for key in keys]


def nearest_words(value: str, names: Iterable[str]) -> str | None:
    """Return what was asked with each misspelt word as a name or a synonym spells it; None if none.

    Of a Chinese word one character may be wrong, lacking or too many: 新能原汽车 is 新能源汽车.
    """
    listed = [word for asked, told in _synonyms() for word in (*asked, *told)]
    every = "\n".join(search_key([*names, *listed], None))
    latin = {_singular(word) for word in re.findall(r"[a-z][a-z']{2,}", every)}
    found = []
    for word in search_key([value], None)[0].split():
        if word in every if not word.isascii() else _singular(word) in latin:
            found.append(word)
        elif word.isascii():
            near = _near_latin(_singular(word), latin)
            found.append(near or word)
        else:
            found.append(_near_chinese(word, every) or word)
    said = " ".join(found)
    return None if said.split() == search_key([value], None)[0].split() else said


def nearest_found(
    value: str, rows: Sequence[Mapping[str, Any]], columns: Sequence[str]
) -> str | None:
    """Return the nearest words, by the names that rows have in `columns`, that find one of them."""
    named = [name for name in columns if name not in _SENTENCES]
    near = nearest_words(value, (str(row[name]) for row in rows for name in named if row.get(name)))
    return near if near and search(rows, [near], columns) else None


def _near_latin(word: str, known: Collection[str]) -> str | None:
    """Return the known word most like one of four letters or more."""
    from difflib import get_close_matches

    near = get_close_matches(word, known, n=1, cutoff=0.75) if len(word) > 3 else []
    return near[0] if near else None


def _near_chinese(word: str, every: str) -> str | None:
    """Return what stands most often in names and differs in one character from a word of three."""
    if len(word) < 3:
        return None
    han, parts = "[\u3400-\u9fff]", [re.escape(char) for char in word]
    forms = [
        "".join([*parts[:at], between, *parts[at + gone :]])
        for at in range(len(parts))
        for between, gone in ((han, 1), (han, 0), ("", 1))
        if len(parts) > 3 or between
    ]
    counts = Counter(found for form in forms for found in re.findall(form, every))
    return max(counts, key=lambda one: (counts[one], len(one) == len(word), one), default=None)


def inside_others(value: str, rows: Sequence[R], columns: Sequence[str]) -> list[R]:
    """Return the rows in which a Chinese word of two stands only across two other words.

    地铁 in 基地铁路: 基地 and 铁路 both stand elsewhere without it.
    """
    word = search_key([value], None)[0]
    if word.isascii() or len(word) != 2:
        return []
    texts = ["\n".join(str(row[name]) for name in columns if row.get(name)) for row in rows]
    every = "\n".join(texts)

    def apart(pair: str, whole: str) -> bool:
        return every.count(pair) > every.count(whole)

    @cache
    def crossed(before: str, behind: str) -> bool:
        first, last = before + word[0], word[1] + behind
        return apart(first, before + word) and apart(last, word + behind)

    around = re.compile(f"(.?){re.escape(word)}(.?)")
    return [
        row
        for row, text in zip(rows, texts, strict=True)
        if word in text and all(all(pair) and crossed(*pair) for pair in around.findall(text))
    ]


def _within(word: str) -> list[str]:
    """Return a Chinese word with each synonym in place of what it holds of a line."""
    return [
        word.replace(one, other)
        for asked, told in _synonyms()
        for one in asked
        if len(one) > 1 and one in word
        for other in told
        if not other.isascii()
    ]


def _singular(word: str) -> str:
    """Return a Latin word without the s of its plural."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _finder(words: Iterable[str]) -> Callable[[str], object]:
    """Return what finds one of some words in a text: whole in Latin script (`EV` isn't in revenue).

    Singular and plural stand for each other, and -ise for -ize; a Chinese word may stand anywhere.
    """
    anywhere, patterns = [], []
    for word in words:
        if not word.isascii() or not word[:1].isalnum() or not word[-1:].isalnum():
            anywhere.append(word)
            continue
        pattern = re.escape(_singular(word)).replace("\\ ", r"[\s-]+")
        patterns.append(re.sub(r"i[sz](?=e$|ed$|ing$|ation$)", "i[sz]", pattern))
    whole = rf"(?<![a-z0-9])(?:{'|'.join(patterns)})(?:e?s)?(?![a-z0-9])" if patterns else r"(?!)"
    match = re.compile(whole).search
    return lambda key: any(word in key for word in anywhere) or match(key)


def search(
    rows: Sequence[R],
    values: Iterable[str] | None,
    columns: Sequence[str] = SEARCHED,
    *,
    same: bool = True,
) -> list[R]:
    """Return the rows that hold one of the texts `values` in one of `columns`.

    `same`: or a text that means the same, by the shipped list of synonyms.
    """
    found = found_in(rows, values, columns, same=same)
    return [row for row, hit in zip(rows, found, strict=True) if hit]
