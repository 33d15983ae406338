"""Choose among rows of targets: the same filters wherever targets are listed.

Several values of one filter mean or, several filters mean and. Works over rows (mappings with
the columns `id`, `plan`, `theme`, `kind`, `due`, `scope` ...), so that a listing needn't import
pandas. A row of a part (`plan/slug#part`) is chosen with its whole, but for its verdict, which
is its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from czplan.places import called, chosen_places
from czplan.searching import SEARCHED, found_in
from czplan.unknown import UnknownValue, words_given
from czplan.vocabulary import FAMILIES, KINDS, STATUSES, Term

if TYPE_CHECKING:
    from czplan.dataset import Dataset

R = TypeVar("R", bound=Mapping[str, Any])


def codes_of(
    option: str, values: Iterable[str] | None, terms: Mapping[str, Term], *, part: bool = False
) -> list[str]:
    """Return the codes of a vocabulary that `values` name by code or by either name.

    In Chinese the beginning of one name alone will do: 经济 for 经济总量; with `part` what one name
    alone has in it: 环境 for 生态环境, finance for public finance.
    """
    names = {
        name.casefold(): code for code, term in terms.items() for name in (code, term.zh, term.en)
    }
    codes = []
    for word in words_given(option, values, terms):
        asked = word.casefold()
        latin = word.isascii()
        begun = [one for name, one in names.items() if not latin and name.startswith(asked)]
        within = [
            one
            for name, one in names.items()
            if part and asked in (name.split(" ") if latin else name)
        ]
        found = next((some for some in (begun, within) if len(set(some)) == 1), [None])
        code = names.get(asked, found[0])
        if code is None:
            shown = [f"{one} {term.zh}" for one, term in terms.items()]
            raise UnknownValue(option, word, list(names), shown)
        codes.append(code)
    return codes


def _ids(option: str, values: Iterable[str] | None, known: Iterable[str]) -> set[str]:
    """Return `values`, each of which must be one of `known`."""
    known = list(known)
    chosen = set(words_given(option, values, known))
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
        return {_due(word) for word in words_given("--due", values, ())}
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


def _found_goals(rows: Sequence[R], ds: Dataset, values: Iterable[str] | None) -> list[bool]:
    """Return for each row whether the goal that it is about holds one of `values`.

    A verdict row lacks the goal's text and note, so they are looked up.
    """
    asked = [value for value in values or () if value.strip()]
    if not asked or not rows:
        return [True] * len(rows)
    if "text" in rows[0]:
        return found_in(as_searched(rows, ds), asked, SEARCHED)
    goals = ds.target_rows()
    found = found_in(as_searched(goals, ds), asked, SEARCHED)
    hits = {row["id"] for row, hit in zip(goals, found, strict=True) if hit}
    return [str(row["id"]).partition("#")[0] in hits for row in rows]


def verdicts_of(status: Iterable[str] | None, family: Iterable[str] | None) -> list[str]:
    """Return the codes of the verdicts and families that rows are chosen by."""
    return [*codes_of("--status", status, STATUSES), *codes_of("--family", family, FAMILIES)]


def with_aliases(rows: Sequence[R], ds: Dataset) -> Sequence[Mapping[str, Any]]:
    """Return the rows of goals with the other names of what they measure, for a search."""
    names = {id: "\n".join(one.aliases) for id, one in ds.indicator_records.items() if one.aliases}
    if not names:
        return rows
    return [
        {**row, "aliases": names[row["indicator"]]} if row["indicator"] in names else row
        for row in rows
    ]


def as_searched(rows: Sequence[R], ds: Dataset) -> Sequence[Mapping[str, Any]]:
    """Return the rows of goals with the other names of what they measure, and of their place."""
    named = with_aliases(rows, ds)
    if not ds.place_records:
        return named
    places = {id: "\n".join([id, *called(one)]) for id, one in ds.place_records.items()}
    return [{**row, "of_place": places.get(row["place"], "")} for row in named]


def of_theme(rows: Sequence[R], ds: Dataset, values: Iterable[str] | None) -> list[R]:
    """Return the rows of one of the themes `values`."""
    themes = codes_of("--theme", values, ds.themes, part=True)
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
    from czplan.format.types import SCOPES

    plans = _ids("--plan", plan, ds.plan_records) if plan else None
    themes = codes_of("--theme", theme, ds.themes, part=True)
    kinds = codes_of("--kind", kind, KINDS)
    years = years_of(due, ds)
    scopes = _ids("--scope", scope, dict.fromkeys([*SCOPES, *(str(row["scope"]) for row in rows)]))
    statuses = codes_of("--status", status, STATUSES)
    families = codes_of("--family", family, FAMILIES)
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
