"""The question that a line asks: year, knowledge, grade, method, each checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypedDict

from czplan import filters, searching
from czplan.cli.kit import errors
from czplan.cli.tell import nearest_said
from czplan.filters import inside
from czplan.vocabulary import GRADES, METHODS

if TYPE_CHECKING:
    from czplan.dataset import Dataset


class QuestionArgs(TypedDict):
    """The arguments of `czplan.progress` that a line gives."""

    year: int
    as_of: str | None
    all: bool
    grade: str
    method: str


def asked(
    ds: Dataset,
    *,
    year: str | None = None,
    as_of: str | None = None,
    all: bool = False,
    grade: str | None = None,
    method: str | None = None,
) -> QuestionArgs:
    """Return the question as the keyword arguments of `czplan.progress`.

    Raises:
        errors.Refusal: a value is none of the words or no date, or the data set has no year
            to judge.
    """
    from czplan.method.question import QuestionError, default_year, last_day

    known: int | None = None
    if as_of is not None:
        try:
            known = last_day(as_of)
        except QuestionError:
            errors.fail(
                f"--as-of 不是日期：{as_of}。写作 2025、2025-06 或 2025-06-30。",
                f"--as-of: not a date: {as_of}. Write 2025, 2025-06 or 2025-06-30.",
            )
    if year is None:
        try:
            judged = default_year(ds, known)
        except QuestionError:
            if not ds.book.target_count:
                first = ds.folder / "targets.yaml"
                errors.fail(
                    f"数据集里还没有目标：从 {first} 写起，或由 czplan extract 读一份报告",
                    f"no goals yet: begin with {first}, or let czplan extract read a report",
                )
            errors.fail(
                "数据集没有数据也没有期限，无法推定年份：请用 --year 指明",
                "the data set has neither figures nor due years: say which with --year",
            )
    else:
        judged = _year(year, ds)
    return {
        "year": judged,
        "as_of": as_of,
        "all": all,
        "grade": _code("copy" if grade is None else grade, GRADES, "等级", "grade"),
        "method": _code("plan" if method is None else method, METHODS, "方法", "method"),
    }


def none_in(
    ds: Dataset,
    year: int,
    search: Sequence[str] | None = None,
    rows: Sequence[Mapping[str, Any]] = (),
    *,
    as_of: str | None = None,
) -> None:
    """Say that no goal matches in a year, and in which the goals are where it has none at all.

    `search`: the words looked for in `rows`; the nearest that these have are offered. `as_of`:
    the day of knowledge; where no goal had been stated by then, that is said, and when the first
    was.
    """
    if as_of is not None and (first := _before_any(ds, as_of)):
        stated, offer = first
        errors.hint(
            f"截至 {as_of} 还没有提出目标；最早的提出于 {stated}：{offer}",
            f"no goal had been stated by {as_of}; the first was stated {stated}: {offer}",
        )
        return
    spans = [(row["start"] or row["due"], row["due"]) for row in ds.target_rows() if row["due"]]
    nearest = min((due for _, due in spans), key=lambda due: abs(due - year), default=None)
    if nearest is None or any(start <= year <= due for start, due in spans):
        ids = {str(row["id"]).partition("#")[0] for row in rows}
        goals = [row for row in ds.target_rows() if row["id"] in ids]
        zh, en = nearest_said(search, filters.as_searched(goals, ds), searching.SEARCHED)
        errors.hint(f"{year}年没有符合的目标{zh}", f"no goal matches in {year}{en}")
    else:
        errors.hint(
            f"{year}年没有目标；最近的到期年份是 {nearest}：--year {nearest}",
            f"no goal of {year}; the nearest are due in {nearest}: --year {nearest}",
        )


def _before_any(ds: Dataset, as_of: str) -> tuple[str, str] | None:
    """Return the day of the first goal and what to ask for it, where ``as_of`` lies before it."""
    from czplan.method.question import last_day

    dated = (
        (source.published, row["due"])
        for row in ds.target_rows()
        if (source := ds.source_records.get(row["source"] or "")) and source.published
    )
    first, due = min(dated, key=lambda one: last_day(one[0]), default=("", None))
    if not first or last_day(as_of) >= last_day(first):
        return None
    return first, f"--as-of {first}" + (f" --year {due}" if due else "")


def tell_gone(ds: Dataset, year: int, chosen: Collection[str] | None, *, asked: bool) -> None:
    """Say which places with goals of a year didn't exist in it, so that none of these counts.

    `chosen`: the places that the question is about; `asked`: by name, so that each is told of.
    """
    gone = {
        id: place
        for id, place in ds.place_records.items()
        if not place.exists(year) and (chosen is None or id in chosen)
    }
    if not gone:
        return
    if not asked:
        rows = inside(ds.target_rows(), gone)
        held = {row["place"] for row in rows if row["due"] and _at(row, year) == year}
        gone = {id: place for id, place in gone.items() if id in held}
    names = {"zh": "", "en": ""}
    for lang in names:
        said = [
            f"{place.name.in_language(lang)} ({place.first or ''}–{place.last or ''}"
            f"{f' → {place.successor}' if place.successor else ''})"
            for place in list(gone.values())[:MOST_GONE]
        ]
        more = [f"… {len(gone)}"] if len(gone) > MOST_GONE else []
        names[lang] = ", ".join([*said, *more])
    if gone:
        errors.hint(
            f"{year}年还没有或已经没有、因而不计的地方：{names['zh']}",
            f"left out, as they didn't exist in {year}: {names['en']}",
        )


def is_gone(row: Mapping[str, Any], year: int, ds: Dataset) -> bool:
    """Tell whether a goal isn't judged in a year because its place didn't exist then."""
    place = ds.place_records.get(row["place"])
    return place is not None and not place.exists(_at(row, year))


def _at(row: Mapping[str, Any], year: int) -> int:
    """Return the year of a goal's time that is next to another."""
    return min(max(year, row["start"] or row["due"] or year), row["due"] or year)


MOST_GONE = 5
"""So many places that are left out are named."""


def _code(word: str, words: object, zh: str, en: str) -> str:
    assert isinstance(words, (type(GRADES), type(METHODS)))
    return errors.one_of(word.lower(), words, zh, en)


def plain_year(word: str) -> int:
    """Return the year that a word is, without a data set to offer another.

    Raises:
        errors.Refusal: it is none.
    """
    if (year := filters.whole_number(word, *filters.YEARS)) is None:
        errors.fail(
            f"--year 不是年份：{word}。写作四位数字，如 2025（1600 至 2999）。",
            f"--year: not a year: {word}. Write four digits, such as 2025 (1600 to 2999).",
        )
    return year


def _year(word: str, ds: Dataset) -> int:
    """Return the year that `word` is, 1600 to 2999 as in the data format."""
    if (year := filters.whole_number(word, *filters.YEARS)) is None:
        known = filters.year_words(ds)
        whole = f"20{word}" if len(word) == 2 and f"20{word}" in known else word
        offer = errors.did_you_mean(whole, known) if word.strip() else ""
        errors.fail(
            f"--year 不是年份：{word}。{offer}写作四位数字，如 2025（1600 至 2999）。",
            f"--year: not a year: {word}.{offer} Write four digits, such as 2025 (1600 to 2999).",
        )
    return year
