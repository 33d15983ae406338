"""What a listing says beside its rows, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from czplan import filters
from czplan.cli.kit import errors
from czplan.cli.kit.output import Output

__all__ = ["tell_limit", "tell_list", "tell_unconverted"]


def tell_list(
    out: Output, rows: Sequence[Any], names: tuple[str, str, str], search: list[str] | None = None
) -> None:
    """Say what a reader of the listing should know.

    That nothing matched; that traditional characters couldn't be searched for; and, to a
    person, how many rows there are. `names` is what a row is: Chinese with its counter,
    English singular and plural.
    """
    zh, one, many = names
    tell_unconverted(search or ())
    if not rows:
        errors.hint(f"没有符合的{zh[1:]}", f"no {many} match")
    elif out.for_people and sys.stdout.isatty():
        errors.hint(f"{len(rows)} {zh}", f"{len(rows)} {one if len(rows) == 1 else many}")


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
