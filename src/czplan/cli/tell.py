"""What a listing says beside its rows, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from czplan import filters
from czplan.cli.kit import errors
from czplan.cli.kit.output import Output
from czplan.cli.options import count_of

__all__ = ["listed", "tell_limit", "tell_unconverted"]

Row = TypeVar("Row", bound=Mapping[str, Any])


def listed(
    out: Output,
    rows: list[Row],
    names: tuple[str, str, str],
    search: list[str] | None = None,
    limit: str | None = None,
) -> list[Row]:
    """Return the rows that `--limit` leaves, and say what a reader of the listing should know.

    That nothing matched; that traditional characters couldn't be searched for; how many rows the
    limit leaves out; and, to a person, how many there are. `names` is what a row is: Chinese with
    its counter, English singular and plural.

    Raises:
        errors.Refusal: the limit is no count.
    """
    zh, one, many = names
    most = count_of(limit)
    tell_unconverted(search or ())
    if rows and most is not None and most < len(rows):
        tell_limit(most, len(rows))
    elif not rows:
        errors.hint(f"没有符合的{zh[1:]}", f"no {many} match")
    elif out.for_people and sys.stdout.isatty():
        errors.hint(f"{len(rows)} {zh}", f"{len(rows)} {one if len(rows) == 1 else many}")
    return rows[:most]


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
