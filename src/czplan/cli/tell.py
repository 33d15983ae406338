"""What a listing says beside its rows, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from czplan import filters
from czplan.cli.kit import errors
from czplan.cli.kit.output import Output
from czplan.cli.options import count_of

__all__ = ["listed", "nearest_said", "tell_limit", "tell_unconverted"]

Row = TypeVar("Row", bound=Mapping[str, Any])


def listed(
    out: Output,
    rows: list[Row],
    names: tuple[str, str, str],
    search: list[str] | None = None,
    limit: str | None = None,
    *,
    none: tuple[str, str] | None = None,
    among: tuple[Sequence[Mapping[str, Any]], Sequence[str]] = ((), ()),
) -> list[Row]:
    """Return the rows that `--limit` leaves, and say what a reader of the listing should know.

    That nothing matched; that traditional characters couldn't be searched for; how many rows the
    limit leaves out; and, to a person, how many there are. `names` is what a row is: Chinese with
    its counter, English singular and plural; `among` the rows that were searched, and in which
    columns, of whose words the nearest are offered where none was found; `none` what is said
    instead.

    Raises:
        errors.Refusal: the limit is no count.
    """
    zh, one, many = names
    most = count_of(limit)
    tell_unconverted(search or ())
    if rows and most is not None and most < len(rows):
        tell_limit(most, len(rows))
    elif not rows:
        near_zh, near_en = nearest_said(search, *among)
        errors.hint(*(none or (f"没有符合的{zh[1:]}{near_zh}", f"no {many} match{near_en}")))
    elif out.for_people and sys.stdout.isatty():
        errors.hint(f"{len(rows)} {zh}", f"{len(rows)} {one if len(rows) == 1 else many}")
    return rows[:most]


def nearest_said(
    search: Sequence[str] | None, rows: Sequence[Mapping[str, Any]], columns: Sequence[str]
) -> tuple[str, str]:
    """Return the offer of the nearest words for those of a search that found none of `rows`."""
    near = [one for text in search or () if (one := filters.nearest_found(text, rows, columns))]
    said = " / ".join(near)
    return (f"。是不是 {said}？", f". Did you mean {said}?") if near else ("", "")


def tell_unconverted(search: Sequence[str]) -> None:
    """Say where traditional characters can't be searched for."""
    if any(not text.isascii() for text in search) and not filters.has_converter():
        errors.hint(
            "只按原字查找；繁简互查需要 OpenCC：pip install 'czplan[search]'",
            "searched for these very characters; simplified and traditional find each other "
            "with OpenCC: pip install 'czplan[search]'",
        )


def tell_limit(shown: int, whole: int) -> None:
    """Say how many rows `--limit` leaves out."""
    if shown < whole:
        errors.hint(f"先列 {shown} 行，共 {whole} 行", f"{shown} of {whole} rows")
