"""Which place a word means: an id, a name in either language, a former name, a code."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from czplan import patterns as re
from czplan.searching import simplified
from czplan.unknown import SeveralPlaces, UnknownValue, words_given
from czplan.vocabulary import PLACE_LEVELS

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Region

OWN_LEVEL = "city"
"""What the place of a set without a table of places is."""
_PEOPLES = (
    "维吾尔|哈萨克|柯尔克孜|(?<!内)蒙古|土家|布依|哈尼|景颇|傈僳|朝鲜|苗|藏|羌|彝|侗|壮|白|傣|回"
)
_TAIL = re.compile(rf"(?:(?:{_PEOPLES})族?)*自治[州区县]$|地区$|[省市州盟县区]$")
_PLAIN_TAIL = re.compile("自治[州区县]$")
_BRACKET = re.compile(r"\s*[(（].*[)）]$")


def _plain(name: str) -> str:
    return name.strip().casefold().replace("’", "'")


def _short(name: str) -> str:
    """Return a name without what it says of the place's kind: 常州 of 常州市."""
    return _plain(_BRACKET.sub("", _cut(name)))


def _cut(name: str) -> str:
    for tail in (_TAIL, _PLAIN_TAIL):  # 藏 is of the name of 西藏自治区, not of its kind
        if len(cut := tail.sub("", name)) > 1:
            return cut
    return name


def called(place: Region) -> Iterable[str]:
    """Yield the names of a place in both languages, today's first, then the former."""
    yield from (place.name.zh, place.name.en)
    for span in place.names:
        if not isinstance(span.value, str):
            yield from (span.value.zh, span.value.en)


def place_words(ds: Dataset) -> list[str]:
    """Return what may be asked for: the ids of the places, or the one place's names."""
    if ds.place_records:
        return list(ds.place_records)
    return [name for name in dict.fromkeys((ds.place.zh, ds.place.en)) if name]


def short_names(ds: Dataset) -> list[str]:
    """Return the short names of a set's places in Chinese: 常州 of 常州市."""
    names = [place.name.zh for place in ds.place_records.values()] or [ds.place.zh or ""]
    return [_short(name) for name in names if name]


def is_own_place(ds: Dataset, word: str) -> bool:
    """Tell whether a word is the name, whole or short, of the one place that a set is about."""
    return not ds.place_records and _short(word) in map(_short, place_words(ds))


def find_place(ds: Dataset, word: str, option: str = "--place") -> str:
    """Return the id of the place that a word means.

    An id as it is written comes before a whole name or code, a whole name before a short one
    (常州 for 常州市).

    Raises:
        SeveralPlaces: it fits several.
        UnknownValue: it fits none.
    """
    places = ds.place_records
    asked = _plain(word)
    if word.strip() in places:
        return word.strip()
    whole = [
        id
        for id, place in places.items()
        if asked == id.casefold()
        or asked in map(_plain, called(place))
        or asked in {place.code, *(span.value for span in place.codes)}
    ]
    found = whole
    for convert in (False, True):  # to convert loads a library: only where nothing else fits
        if not found:
            short = _short(simplified(word) if convert else word)
            found = [id for id, place in places.items() if short in map(_short, called(place))]
    if len(found) > 1:
        raise SeveralPlaces(option, word, found)
    if not found:
        names = [name for place in places.values() for name in called(place)]
        raise UnknownValue(option, word, [*places, *dict.fromkeys([*names, *map(_cut, names)])])
    return found[0]


def chosen_places(
    ds: Dataset,
    place: Iterable[str] | None,
    level: Iterable[str] | None,
    option: str = "--place",
) -> frozenset[str] | None:
    """Return the ids of the places that `--place` and `--level` choose; None for all.

    In a set about one place its own name chooses everything. `option`: what names the places.

    Raises:
        UnknownValue, SeveralPlaces: a word means none, or several.
    """
    words = words_given(option, place, place_words(ds))
    levels = {_level(word) for word in words_given("--level", level, PLACE_LEVELS)}
    if not words and not levels:
        return None
    if not ds.place_records:
        for word in words:
            if not is_own_place(ds, word):
                raise UnknownValue(option, word, place_words(ds))
        return None if not levels or OWN_LEVEL in levels else frozenset()
    ids = {find_place(ds, word, option) for word in words} if words else set(ds.place_records)
    return frozenset(id for id in ids if not levels or ds.place_records[id].level in levels)


def _level(word: str) -> str:
    names = {
        name.casefold(): code
        for code, term in PLACE_LEVELS.items()
        for name in (code, term.zh, term.en)
    }
    if word.casefold() not in names:
        raise UnknownValue("--level", word, list(PLACE_LEVELS))
    return names[word.casefold()]
