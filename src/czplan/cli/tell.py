"""Listings: their rows, and what is said beside them on standard error."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from czplan import searching
from czplan.cli import options as opt
from czplan.cli.kit import errors
from czplan.cli.kit.output import Output, emit
from czplan.vocabulary import LANGUAGES

if TYPE_CHECKING:
    from czplan.dataset import Dataset

Row = TypeVar("Row", bound=Mapping[str, Any])


class RowListing(NamedTuple):
    """A command that lists rows.

    `names` is what a row is: Chinese with its counter, English singular and plural; `columns`
    what a row has, `searched` those that `--search` looks in, `key` the one that `-q` prints;
    `screen` (`module:function` of rows, data set, screen) makes the table that a person sees.
    """

    names: tuple[str, str, str]
    columns: Sequence[str]
    searched: Sequence[str]
    screen: str
    key: str = "id"

    def put(
        self, held: list[dict[str, Any]], ds: Dataset, out: Output, sought: opt.SoughtOpts
    ) -> list[dict[str, Any]]:
        """Write those of the rows `held` that are sought, and return them without the limit.

        Raises:
            errors.Refusal: the limit is no count, or there is no such column.
        """
        found = searching.search(held, sought["search"], self.searched)
        self.show(found, ds, out, sought, held)
        return found

    def show(
        self,
        found: list[dict[str, Any]],
        ds: Dataset,
        out: Output,
        sought: opt.SoughtOpts,
        held: Sequence[Mapping[str, Any]],
    ) -> None:
        """Write the rows that a search among `held` found, as many as the limit leaves.

        Raises:
            errors.Refusal: the limit is no count, or there is no such column.
        """
        rows = listed(out, found, self.names, sought, among=(held, self.searched))

        def table() -> Any:
            module, _, name = self.screen.partition(":")
            return getattr(import_module(module), name)(rows, ds, out)

        emit(rows, self.columns, out=out, table=table, key=self.key, ds=ds)


def record_row(one: Any, columns: Sequence[str], **more: Any) -> dict[str, Any]:
    """Return a record as a row; `more`: by column, what the record itself doesn't say."""

    def said(column: str) -> Any:
        name, _, lang = column.rpartition("_")
        if column == "note":
            return one.note.zh if one.note else None
        return getattr(one, name).in_language(lang) if lang in LANGUAGES else getattr(one, column)

    return {column: more[column] if column in more else said(column) for column in columns}


def listed(
    out: Output,
    rows: list[Row],
    names: tuple[str, str, str],
    sought: opt.SoughtOpts,
    *,
    none: tuple[str, str] | None = None,
    among: tuple[Sequence[Mapping[str, Any]], Sequence[str]] = ((), ()),
) -> list[Row]:
    """Return the rows that `--limit` leaves, and say what a reader of the listing should know.

    That nothing matched; that traditional characters couldn't be searched for; how many rows the
    limit leaves out; and, to a person, how many there are. `names`: as in `RowListing`; `among` the
    rows that were searched, and in which columns, of whose words the nearest are offered where
    none was found; `none` what is said instead.

    Raises:
        errors.Refusal: the limit is no count.
    """
    zh, one, many = names
    most = opt.count_of(sought["limit"])
    tell_unconverted(sought["search"] or ())
    if rows and most is not None and most < len(rows):
        tell_limit(most, len(rows))
    elif not rows:
        near_zh, near_en = nearest_said(sought["search"], *among)
        errors.hint(*(none or (f"没有符合的{zh[1:]}{near_zh}", f"no {many} match{near_en}")))
    elif out.for_people and sys.stdout.isatty():
        errors.hint(f"{len(rows)} {zh}", f"{len(rows)} {one if len(rows) == 1 else many}")
    return rows[:most]


def nearest_said(
    search: Sequence[str] | None, rows: Sequence[Mapping[str, Any]], columns: Sequence[str]
) -> tuple[str, str]:
    """Return the offer of the nearest words for those of a search that found none of `rows`."""
    near = [one for text in search or () if (one := searching.nearest_found(text, rows, columns))]
    said = " / ".join(near)
    return (f"。是不是 {said}？", f". Did you mean {said}?") if near else ("", "")


def tell_unconverted(search: Sequence[str]) -> None:
    """Say where traditional characters can't be searched for."""
    if any(not text.isascii() for text in search) and not searching.has_converter():
        errors.hint(
            "只按原字查找；繁简互查需要 OpenCC：pip install 'czplan[search]'",
            "searched for these very characters; simplified and traditional find each other "
            "with OpenCC: pip install 'czplan[search]'",
        )


def tell_limit(shown: int, whole: int) -> None:
    """Say how many rows `--limit` leaves out."""
    if shown < whole:
        errors.hint(f"先列 {shown} 行，共 {whole} 行", f"{shown} of {whole} rows")
