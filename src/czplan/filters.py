"""Choose among rows of targets: the same filters wherever targets are listed.

Several values of one filter mean or, several filters mean and. Works over rows (mappings with
the columns `id`, `plan`, `theme`, `kind`, `due`, `scope` ...), so that a listing needn't import
pandas. A row of a part (`plan/slug#part`) is chosen with its whole, but for its verdict, which
is its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from czplan.places import chosen_places
from czplan.unknown import UnknownValue
from czplan.vocabulary import FAMILIES, KINDS, STATUSES, Term

if TYPE_CHECKING:
    from czplan.dataset import Dataset

__all__ = [
    "MOST_ROWS",
    "SCOPES",
    "YEARS",
    "UnknownValue",
    "documents_of",
    "due_words",
    "has_converter",
    "inside",
    "of_indicator",
    "of_place",
    "of_theme",
    "search",
    "search_key",
    "select",
    "verdicts_of",
    "whole_number",
    "with_aliases",
    "with_synonyms",
    "year_words",
    "years_of",
]

R = TypeVar("R", bound=Mapping[str, Any])

SCOPES = ("city", "province", "nation")
"""The scopes that need no name after a colon (data format, Target)."""

SEARCHED = (
    "id",
    "indicator",
    "name_zh",
    "name_en",
    "stated",
    "text",
    "note",
    "note_zh",
    "note_en",
    "aliases",
)
"""Columns of a goal that a search looks in; `aliases` are those of its indicator."""


def _words(option: str, values: Iterable[str] | None, known: Iterable[str]) -> list[str]:
    """Return the values given, those joined by commas apart.

    Raises:
        UnknownValue: a value has no word in it, as a variable that isn't set leaves it.
    """
    found = []
    for value in values or ():
        words = [one.strip() for one in value.replace("，", ",").split(",") if one.strip()]
        if not words:
            raise UnknownValue(option, "", list(known))
        found += words
    return found


def _codes(option: str, values: Iterable[str] | None, terms: Mapping[str, Term]) -> set[str]:
    """Return the codes of a vocabulary that `values` name by code or by either name.

    In Chinese the beginning of one name alone will do: 经济 for 经济总量.
    """
    names = {
        name.casefold(): code for code, term in terms.items() for name in (code, term.zh, term.en)
    }
    codes = set()
    for word in _words(option, values, terms):
        code = names.get(word.casefold())
        begun = [] if word.isascii() else [one for one in terms if terms[one].zh.startswith(word)]
        if code is None and len(begun) == 1:
            code = begun[0]
        if code is None:
            raise UnknownValue(option, word, list(terms))
        codes.add(code)
    return codes


def _ids(option: str, values: Iterable[str] | None, known: Iterable[str]) -> set[str]:
    """Return `values`, each of which must be one of `known`."""
    known = list(known)
    chosen = set(_words(option, values, known))
    for word in chosen:
        if word not in known:
            raise UnknownValue(option, word, known)
    return chosen


def due_words(ds: Dataset) -> list[str]:
    """Return what `--due` may name in a data set: the years of its goals, and `none`."""
    years = {row["due"] for row in ds.target_rows()}
    named = [str(year) for year in sorted(year for year in years if year is not None)]
    return [*named, *(["none"] if None in years else [])]


def year_words(ds: Dataset) -> list[str]:
    """Return the years that goals of a data set are due in or figures are of."""
    found = {str(row["due"]) for row in ds.target_rows() if row["due"] is not None}
    return sorted(found | {str(row["period"])[:4] for row in ds.actual_rows()})


def years_of(values: Iterable[str] | None, ds: Dataset) -> set[int | None]:
    """Return the years that `--due` names; `none` is None, a goal without a year.

    Raises:
        UnknownValue: a value is no year.
    """
    try:
        return {_due(word) for word in _words("--due", values, ())}
    except UnknownValue as unknown:
        known = dict.fromkeys([*due_words(ds), "none"])
        raise UnknownValue("--due", unknown.word, list(known)) from None


def _due(word: str) -> int | None:
    if word.lower() in ("none", "无"):
        return None
    if (year := whole_number(word, *YEARS)) is not None:
        return year
    raise UnknownValue("--due", word, ())


YEARS = (1600, 2999)
"""The years that an option can name, as in the data format."""

MOST_ROWS = 10**12
"""More than any listing has; a count beyond it is a slip."""


def whole_number(word: str, least: int, most: int) -> int | None:
    """Return the whole number from `least` to `most` that `word` is; None where it is none.

    However long the word is: one longer than the largest number, its leading zeros aside, isn't
    converted.
    """
    if not (word.isascii() and word.isdigit()):
        return None
    digits = word.lstrip("0") or "0"
    if len(digits) > len(str(most)):
        return None
    number = int(digits)
    return number if least <= number <= most else None


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


def has_converter() -> bool:
    """Return whether traditional characters can be searched for."""
    from importlib.util import find_spec

    return find_spec("opencc") is not None


def _found(
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
    found = _found(rows, values, columns, same=same)
    return [row for row, hit in zip(rows, found, strict=True) if hit]


def _found_goals(rows: Sequence[R], ds: Dataset, values: Iterable[str] | None) -> list[bool]:
    """Return for each row whether the goal that it is about holds one of `values`.

    A verdict row lacks the goal's text and note, so they are looked up.
    """
    asked = [value for value in values or () if value.strip()]
    if not asked or not rows:
        return [True] * len(rows)
    if "text" in rows[0]:
        return _found(with_aliases(rows, ds), asked, SEARCHED)
    goals = ds.target_rows()
    found = _found(with_aliases(goals, ds), asked, SEARCHED)
    hits = {row["id"] for row, hit in zip(goals, found, strict=True) if hit}
    return [str(row["id"]).partition("#")[0] in hits for row in rows]


def verdicts_of(status: Iterable[str] | None, family: Iterable[str] | None) -> list[str]:
    """Return the codes of the verdicts and families that rows are chosen by."""
    return [*_codes("--status", status, STATUSES), *_codes("--family", family, FAMILIES)]


def with_aliases(rows: Sequence[R], ds: Dataset) -> Sequence[Mapping[str, Any]]:
    """Return the rows of goals with the other names of what they measure, for a search."""
    names = {id: "\n".join(one.aliases) for id, one in ds.indicator_records.items() if one.aliases}
    if not names:
        return rows
    return [
        {**row, "aliases": names[row["indicator"]]} if row["indicator"] in names else row
        for row in rows
    ]


def of_theme(rows: Sequence[R], ds: Dataset, values: Iterable[str] | None) -> list[R]:
    """Return the rows of one of the themes `values`."""
    themes = _codes("--theme", values, ds.themes)
    return [row for row in rows if not themes or row["theme"] in themes]


def of_indicator(rows: Sequence[R], ds: Dataset, values: Iterable[str] | None) -> list[R]:
    """Return the figures of one of the indicators, or goals, `values`."""
    if not values:
        return list(rows)
    goals = (row["id"] for row in ds.target_rows())
    known = dict.fromkeys([*ds.indicator_records, *(str(row["indicator"]) for row in rows), *goals])
    keys = _ids("--indicator", values, known)
    return [row for row in rows if row["indicator"] in keys]


def of_place(
    rows: Sequence[R],
    ds: Dataset,
    place: Iterable[str] | None,
    level: Iterable[str] | None,
) -> list[R]:
    """Return the rows of the places that `--place` and `--level` choose.

    Raises:
        UnknownValue: a word means no place, or several.
    """
    return inside(rows, chosen_places(ds, place, level))


def inside(rows: Iterable[R], places: Collection[str] | None) -> list[R]:
    """Return the rows of some places; None for all."""
    return [row for row in rows if places is None or row["place"] in places]


def documents_of(ds: Dataset, places: Collection[str] | None) -> set[str] | None:
    """Return the ids of the documents that say something of some places; None for all."""
    if places is None:
        return None
    plans = (plan for plan in ds.plan_records.values() if plan.source)
    found = {plan.source for plan in plans if (plan.place or ds.default_place) in places}
    rows = (*inside(ds.target_rows(), places), *inside(ds.actual_rows(), places))
    return {str(id) for id in found | {row["source"] for row in rows} if id}


def select(
    rows: Sequence[R],
    ds: Dataset,
    *,
    plan: Iterable[str] | None = None,
    theme: Iterable[str] | None = None,
    kind: Iterable[str] | None = None,
    due: Iterable[str] | None = None,
    scope: Iterable[str] | None = None,
    place: Iterable[str] | None = None,
    level: Iterable[str] | None = None,
    search: Iterable[str] | None = None,
    status: Iterable[str] | None = None,
    family: Iterable[str] | None = None,
) -> list[R]:
    """Return the rows that pass every filter given, in their order.

    Raises:
        UnknownValue: a value isn't known in this data set.
    """
    plans = _ids("--plan", plan, ds.plan_records) if plan else None
    themes = _codes("--theme", theme, ds.themes)
    kinds = _codes("--kind", kind, KINDS)
    years = years_of(due, ds)
    scopes = _ids("--scope", scope, dict.fromkeys([*SCOPES, *(str(row["scope"]) for row in rows)]))
    statuses = _codes("--status", status, STATUSES)
    families = _codes("--family", family, FAMILIES)
    places = chosen_places(ds, place, level)
    found = _found_goals(rows, ds, search)
    wholes: dict[str, bool] = {}
    chosen = []
    for row, hit in zip(rows, found, strict=True):
        whole, part = str(row["id"]).partition("#")[::2]
        if part and whole in wholes:
            passes = wholes[whole]
        else:
            passes = (
                hit
                and (not plans or row["plan"] in plans)
                and (not themes or row["theme"] in themes)
                and (not kinds or row["kind"] in kinds)
                and (not years or row["due"] in years)
                and (not scopes or row["scope"] in scopes)
                and (places is None or row["place"] in places)
            )
            wholes[str(row["id"])] = passes
        passes = passes and (not statuses or row["status"] in statuses)
        if passes and (not families or row["family"] in families):
            chosen.append(row)
    return chosen
