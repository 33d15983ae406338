"""What the shell may offer for an option or argument: words of the data set in use.

Each function takes the context of the line (`ctx.params["data"]` is the data set that the line
names, `ctx.command_path` the command) and what is typed so far, and returns (value, help)
pairs. A data set that can't be read offers nothing, and says nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import typer

from czplan import filters, sinks
from czplan.cli.kit.language import current
from czplan.vocabulary import THEMES, Term

if TYPE_CHECKING:
    from czplan.cli.outline import Outline

Offers = list[tuple[str, str]]
Offer = Callable[[typer.Context, str], Offers]
Words = Iterable[str] | Offer


def offered(pairs: Iterable[tuple[Any, Any]], incomplete: str) -> Offers:
    """Return the pairs that begin as typed, with nothing in them that a shell could act on."""
    return [
        (value, sinks.plain(str(help or "")))
        for value, help in ((str(value), help) for value, help in pairs)
        if value.startswith(incomplete) and value.isprintable()
    ]


def _words(words: Iterable[str], incomplete: str) -> Offers:
    """Return those of some words that begin as typed; of terms, each with its name."""
    terms = words if isinstance(words, Mapping) else {}
    return offered(
        (
            (word, term.name(current()) if isinstance(term := terms.get(word), Term) else "")
            for word in words
        ),
        incomplete,
    )


def one_of(words: Words) -> Offer:
    """Return the offer of a closed list of words; what makes offers already stays as it is."""
    if callable(words):
        return words

    def offer(ctx: typer.Context, incomplete: str) -> Offers:
        return _words(words, incomplete)

    return offer


def several(words: Words) -> Offer:
    """Return the offer of values joined by commas: what stands before the last comma stays."""
    offer = one_of(words)

    def joined(ctx: typer.Context, incomplete: str) -> Offers:
        before, comma, begun = incomplete.rpartition(",")
        taken = before.split(",")
        return [
            (f"{before}{comma}{value}", help)
            for value, help in offer(ctx, begun)
            if value not in taken
        ]

    return joined


def dataset_in_use(ctx: Any) -> Any:
    """Return the data set that the line names, else the one in use, or None."""
    from czplan import dataset

    folder = ctx.params.get("data") or os.environ.get("CZPLAN_DATA") or None
    try:
        return dataset.load(os.path.expanduser(folder) if folder else None)
    except Exception:  # completion never complains
        return None


def _outline(ctx: Any) -> Outline | None:
    """Return the ids of the data set that the line names; one line is asked once."""
    if not hasattr(ctx, "outline"):
        from czplan.cli.outline import outline

        ctx.outline = outline(ctx.params.get("data"))
    found: Outline | None = ctx.outline
    return found


def _ids(*tables: str) -> Offer:
    """Return the offer of the ids of tables, each with its name."""

    def offer(ctx: typer.Context, incomplete: str) -> Offers:
        return [
            one
            for table in tables
            for one in (_goals if table == "targets" else partial(_records, table))(ctx, incomplete)
        ]

    return offer


def _records(table: str, ctx: Any, incomplete: str) -> Offers:
    known, name = _outline(ctx), "title" if table == "sources" else "name"
    held = known.records[table] if known else {}
    return offered(
        ((id, getattr(getattr(one, name), current())) for id, one in held.items()), incomplete
    )


def _goals(ctx: Any, incomplete: str) -> Offers:
    known = _outline(ctx)
    return offered(known.goals(incomplete), incomplete) if known else []


plans = _ids("plans")
places = _ids("places")
indicators = _ids("indicators")
sources = _ids("sources")
targets = _ids("targets")
keys = _ids("indicators", "targets")
"""What a figure may be of."""

anything = _ids("targets", "indicators", "plans", "places", "sources")
"""What has a card."""


def fields(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the columns of the command on the line."""
    import sys

    from czplan.cli.kit.tree import leaves

    path = ctx.command_path.partition(" ")[2]
    module = next((one.function.partition(":")[0] for name, one in leaves() if name == path), "")
    columns = getattr(sys.modules.get(module), "COLUMNS", ())
    return _words(columns, incomplete)


def themes(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the themes of the data set."""
    known = _outline(ctx)
    return _words(known.themes if known else THEMES, incomplete)


def ladders(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the ladders of the data set."""
    ds = dataset_in_use(ctx)
    if not ds:
        return []
    from czplan.views.ladder_tiers import ladders

    ids = {row["id"] for row in ladders(ds)}
    return [offer for offer in _goals(ctx, incomplete) if offer[0] in ids]


def scopes(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the scopes of the data set's goals."""
    ds = dataset_in_use(ctx)
    return _words(dict.fromkeys(row["scope"] for row in ds.target_rows()), incomplete) if ds else []


def due_years(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the years in which goals of the data set are due."""
    ds = dataset_in_use(ctx)
    return _words(filters.due_words(ds), incomplete) if ds else []


def years(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the years that goals are due in or figures are of."""
    ds = dataset_in_use(ctx)
    return _words(filters.year_words(ds), incomplete) if ds else []
