"""What a word means: a goal, an indicator, a plan, a source or a place, by number, id or name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from czplan import filters, searching
from czplan.cli.kit import errors, handles
from czplan.cli.kit.language import pick
from czplan.places import called, is_own_place, short_names

if TYPE_CHECKING:
    from czplan.dataset import Dataset

KINDS: Mapping[str, tuple[str, str]] = {
    "target": ("目标", "goal"),
    "indicator": ("指标", "indicator"),
    "plan": ("规划", "plan"),
    "source": ("来源", "source"),
    "place": ("地方", "place"),
}
"""What can be found, in the order in which an id is looked up."""

FOUND_COLUMNS = ("kind", "id", "name_zh", "name_en", "stated", "due")

_CALLED = ("name_zh", "name_en", "aliases")
SEARCHED = ("id", "name_zh", "name_en", "stated", "text", "note", "aliases", "more", "of_place")


class Found(NamedTuple):
    """What a word names, and the question of the listing where it was a number.

    The one place of a set without a list of places has no id.
    """

    kind: str
    id: str
    question: Mapping[str, object]


def entries(ds: Dataset, places: Collection[str] | None = None) -> Iterator[dict[str, Any]]:
    """Yield everything that has a name: `FOUND_COLUMNS`, and what a search looks in besides.

    `places`: only what is of these places, and the indicators, which are of all; None for all.
    """
    told = filters.documents_of(ds, places)
    for row in filters.as_searched(filters.inside(ds.target_rows(), places), ds):
        notes = "\n".join(str(row[name]) for name in ("note_zh", "note_en", "note") if row[name])
        yield {**row, "kind": "target", "note": notes, "more": row["indicator"]}
    for one in ds.indicator_records.values():
        yield _entry("indicator", one.id, one.name, one.note, aliases="\n".join(one.aliases))
    for plan in ds.plan_records.values():
        if places is None or (plan.place or ds.default_place) in places:
            yield _entry("plan", plan.id, plan.name, plan.note)
    for source in ds.source_records.values():
        if told is None or source.id in told:
            yield _entry("source", source.id, source.title, source.note, more=source.publisher)
    for place in ds.place_records.values():
        if places is None or place.id in places:
            former = "\n".join(called(place))
            yield _entry(
                "place", place.id, place.name, place.note, more=place.code, of_place=former
            )


def _entry(kind: str, id: str, name: Any, note: Any, **more: str | None) -> dict[str, Any]:
    """Return a record as a row that can be searched."""
    said = f"{note.zh}\n{note.en}" if note else None
    row = dict.fromkeys((*FOUND_COLUMNS, *SEARCHED))
    return (
        row | {"kind": kind, "id": id, "name_zh": name.zh, "name_en": name.en, "note": said} | more
    )


def nothing_found(word: str, rows: Sequence[Mapping[str, Any]], ds: Dataset) -> str:
    """Say in which of `rows` a word was looked for in vain, and the nearest that there is.

    A name much like the whole of it; else its words, the misspelt ones spelt as names have them,
    where they find something.
    """
    counts = Counter(row["kind"] for row in rows)
    if not counts:
        return pick("数据集里还什么都没有", "the data set is still empty")
    known = dict.fromkeys(str(row[name]) for row in rows for name in ("name_zh", "name_en", "id"))
    near = errors.nearest(word, known)
    if len(word) == 2 and (place := errors.nearest(word, short_names(ds))):
        near = place  # of two characters one is wrong
    elif near is None or not errors.is_slip(word, near):
        near = searching.nearest_found(word, rows, SEARCHED) or near
    parts_zh = [f"{counts[kind]} 个{zh}" for kind, (zh, _) in KINDS.items() if counts[kind]]
    parts_en = [
        f"{counts[kind]} {en}{'' if counts[kind] == 1 else 's'}"
        for kind, (_, en) in KINDS.items()
        if counts[kind]
    ]
    offer = pick(f"是不是 {near}？", f" Did you mean {near}?") if near else ""
    return pick(
        f"查了 {'、'.join(parts_zh)}的名称、别名、编号、原文与备注。{offer}",
        f"searched names, aliases, ids, words and notes of {', '.join(parts_en)}.{offer}",
    )


def find(word: str, ds: Dataset, places: Collection[str] | None = None) -> Found:
    """Return what `word` names: a number of the last listing, an id, a unique slug, or a name.

    `places`: only what is of these places; None for all.

    Raises:
        errors.Refusal: it names nothing, or several things; the message offers what fits.
    """
    if word.isascii() and word.isdigit() and len(word) < 5:
        listing = handles.last(ds.folder)
        at = int(word)
        if not 1 <= at <= len(listing.ids):
            count = len(listing.ids)
            errors.fail(
                f"上次列表只有 1 到 {count} 号，没有 {word} 号",
                f"the last listing has numbers 1 to {count}, not {word}",
            )
        kind, _, id = listing.ids[at - 1].partition(":")
        return Found(kind, id.partition("#")[0], listing.question)
    rows = list(entries(ds, places))
    by_id = {(row["kind"], row["id"]): row for row in rows}
    for kind in KINDS:
        if (kind, word) in by_id:
            return Found(kind, word, {})
    slugs = [row["id"] for row in rows if row["kind"] == "target" and _slug(row["id"]) == word]
    if len(slugs) == 1:
        return Found("target", slugs[0], {})
    if is_own_place(ds, word):
        return Found("place", "", {})
    return _named(word, rows, ds)


def named(word: str, kind: str, ds: Dataset) -> str:
    """Return the id of the goal or indicator that `word` is the id or the name of.

    Raises:
        errors.Refusal: nothing of this kind is called so; the nearest ids and names are offered.
    """
    rows = [row for row in entries(ds) if row["kind"] == kind]
    ids = [str(row["id"]) for row in rows]
    if word in ids:
        return word
    key = searching.search_key([word], None)[0]
    fitting = [row for row in rows if key in _names(row)]
    if not fitting and errors.nearest(word, ids) is None:
        fitting = searching.search(rows, [word], _CALLED, same=False)
    one = _the_one(fitting, ds) if fitting else None
    if one is not None:
        return str(one["id"])
    if fitting:
        _offer(word, fitting, ds)
    return errors.one_of(word, ids, *KINDS[kind])


def measured(word: str, ds: Dataset) -> str:
    """Return the id of what a figure is of: an indicator, or a goal that none measures.

    An indicator of the shipped catalogue needs no record in the data set.

    Raises:
        errors.Refusal: `word` is the id or the name of neither; the nearest are offered.
    """
    from czplan.reading.shipped_indicators import shipped_indicators

    known = [*ds.indicator_records, *(row["id"] for row in ds.target_rows())]
    if word in known or word in shipped_indicators():
        return word
    key = searching.search_key([word], None)[0]
    called = [row for row in entries(ds) if key in _names(row)]
    if any(row["kind"] == "indicator" for row in called):
        return named(word, "indicator", ds)
    if any(row["kind"] == "target" for row in called):
        return named(word, "target", ds)
    if errors.nearest(word, known) is not None:
        return errors.one_of(word, known, *KINDS["indicator"])
    return named(word, "indicator", ds)


def _names(row: Mapping[str, Any]) -> list[str]:
    """Return what a thing is called, as names are compared."""
    texts = [row["name_zh"], row["name_en"], *str(row.get("aliases") or "").split("\n")]
    return [text for text in searching.search_key([str(text) for text in texts], None) if text]


def _slug(id: str) -> str:
    return id.partition("/")[2]


def _named(word: str, rows: Sequence[dict[str, Any]], ds: Dataset) -> Found:
    """Return what a name means: what is called so, else what holds it."""
    key = searching.search_key([word], None)[0]

    slugged = [row for row in rows if row["kind"] == "target" and _slug(row["id"]) == word]
    whole = [row for row in rows if key in _names(row)]
    fitting = slugged or whole or _places_called(word, rows, ds)
    fitting = fitting or searching.search(rows, [word], _CALLED, same=False)
    fitting = fitting or searching.search(rows, [word], SEARCHED)
    if len(fitting) > 1:  # as a search does, what has the word across two others comes last
        across = {id(row) for row in searching.inside_others(word, rows, SEARCHED)}
        fitting = [row for row in fitting if id(row) not in across] or fitting
    if not fitting:
        told = nothing_found(word, rows, ds)
        errors.fail(f"没有叫“{word}”的：{told}", f"nothing is called “{word}”: {told}")
    one = _the_one(fitting, ds)
    if one is None:
        _offer(word, fitting, ds)
    return Found(str(one["kind"]), str(one["id"]), {})


def _places_called(word: str, rows: Sequence[dict[str, Any]], ds: Dataset) -> list[dict[str, Any]]:
    """Return the places that `--place` would take the word for, by a short or former name, too."""
    from czplan.places import find_place
    from czplan.unknown import SeveralPlaces, UnknownValue

    try:
        ids = [find_place(ds, word)]
    except SeveralPlaces as error:
        ids = list(error.known)
    except UnknownValue:
        return []
    return [row for row in rows if row["kind"] == "place" and row["id"] in ids]


def _the_one(rows: Sequence[dict[str, Any]], ds: Dataset) -> dict[str, Any] | None:
    """Return the one that is meant: alone, or the goal of a measure that is in force.

    Several goals of one indicator are one thing to a reader: that of the latest year with a
    figure is shown, and its card leads to the others.
    """
    if len(rows) == 1:
        return rows[0]
    goals = [row for row in rows if row["kind"] == "target"]
    measures = {row["indicator"] for row in goals} | {
        row["id"] for row in rows if row["kind"] == "indicator"
    }
    if len(measures) != 1 or None in measures or len(goals) + 1 < len(rows):
        return None
    from czplan.method.question import QuestionError, default_year

    try:
        year = default_year(ds)
    except QuestionError:
        return None
    due = [row for row in goals if row["due"] == year]
    return due[0] if len(due) == 1 else None


def _offer(word: str, rows: Sequence[dict[str, Any]], ds: Dataset) -> NoReturn:
    """Refuse a name that several things have, with a numbered list of the first of them.

    Raises:
        errors.Refusal: always.
    """
    shown = rows[:12]
    handles.keep([f"{row['kind']}:{row['id']}" for row in shown], ds.folder)
    lines = [
        f"\n{at:>3}  {pick(*KINDS[row['kind']])}  {row['id']}  "
        + str(pick(row["name_zh"], row["name_en"] or row["name_zh"]))
        + (f"  {row['due']}" if row["due"] else "")
        for at, row in enumerate(shown, start=1)
    ]
    more = len(rows) - len(shown)
    if more:
        lines.append(
            pick(
                f"\n     另有 {more} 个：czplan search {word}",
                f"\n     {more} more: czplan search {word}",
            )
        )
    listed = "".join(lines)
    errors.fail(
        f"“{word}”合 {len(rows)} 个，写编号：{listed}",
        f"{len(rows)} things fit “{word}”, give an id: {listed}",
    )
