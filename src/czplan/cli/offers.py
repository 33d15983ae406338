"""What the shell may offer for an option or argument: words of the data set in use.

Each function takes the context of the line (`ctx.params["data"]` is the data set that the line
names, `ctx.command_path` the command) and what is typed so far, and returns (value, help)
pairs. A data set that can't be read offers nothing, and says nothing.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any

import typer

from czplan import filters, sinks
from czplan.cli.choices import (
    CHECK_FORMATS,
    COLOURS,
    ENGINES,
    FAILING,
    GROUPS,
    LISTING_FORMATS,
    PANEL_FORMATS,
)
from czplan.cli.kit.language import current
from czplan.vocabulary import (
    CHANGES,
    FAMILIES,
    GRADES,
    KINDS,
    METHODS,
    PLACE_LEVELS,
    STATUSES,
    THEMES,
    TURNS,
    Term,
)

if TYPE_CHECKING:
    from czplan.cli.outline import Outline

__all__ = [
    "anything",
    "changes",
    "colours",
    "due_years",
    "engines",
    "failing",
    "families",
    "fields",
    "formats",
    "grades",
    "groupings",
    "indicators",
    "keys",
    "kinds",
    "ladders",
    "languages",
    "levels",
    "methods",
    "panel_formats",
    "places",
    "plans",
    "report_formats",
    "scopes",
    "several",
    "shells",
    "sorts",
    "sources",
    "statuses",
    "tables",
    "targets",
    "themes",
    "turns",
    "years",
]

Offers = list[tuple[str, str]]


def offered(pairs: Iterable[tuple[Any, Any]], incomplete: str) -> Offers:
    """Return the pairs that begin as typed, with nothing in them that a shell could act on."""
    return [
        (value, sinks.plain(str(help or "")))
        for value, help in ((str(value), help) for value, help in pairs)
        if value.startswith(incomplete) and value.isprintable()
    ]


def _words(words: Iterable[str], incomplete: str) -> Offers:
    return offered(((word, "") for word in words), incomplete)


def _terms(terms: Mapping[str, Term], incomplete: str) -> Offers:
    return offered(((code, term.name(current())) for code, term in terms.items()), incomplete)


def several(offer: Callable[[typer.Context, str], Offers]) -> Callable[..., Offers]:
    """Return `offer` for values joined by commas: what stands before the last comma stays."""

    @wraps(offer)
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


def _records(ctx: Any, incomplete: str, table: str) -> Offers:
    """Offer the ids of a table, each with its name."""
    known, name = _outline(ctx), "title" if table == "sources" else "name"
    held = known.records[table] if known else {}
    return offered(
        ((id, getattr(getattr(one, name), current())) for id, one in held.items()), incomplete
    )


def languages(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the languages."""
    return offered([("zh", "中文"), ("en", "English")], incomplete)


def formats(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the formats of a listing."""
    return _words(LISTING_FORMATS, incomplete)


def colours(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer when to colour."""
    return _words(COLOURS, incomplete)


def shells(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the shells."""
    return _words(("bash", "zsh", "fish"), incomplete)


def groupings(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer what rows may be grouped by."""
    return _words(GROUPS, incomplete)


def failing(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer what `progress` may fail on."""
    return _words(FAILING, incomplete)


def fields(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the columns of the command on the line."""
    import sys

    from czplan.cli.kit.tree import leaves

    path = ctx.command_path.partition(" ")[2]
    module = next((one.function.partition(":")[0] for name, one in leaves() if name == path), "")
    columns = getattr(sys.modules.get(module), "COLUMNS", ())
    return _words(columns, incomplete)


def kinds(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the kinds of goals."""
    return _terms(KINDS, incomplete)


def statuses(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the verdicts."""
    return _terms(STATUSES, incomplete)


def families(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the families of verdicts."""
    return _terms(FAMILIES, incomplete)


def grades(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the grades of sources."""
    return _terms(GRADES, incomplete)


def methods(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the methods of judgement."""
    return _terms(METHODS, incomplete)


def changes(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer what a later plan may do to a goal."""
    return _terms(CHANGES, incomplete)


def tables(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the tables that have a schema."""
    from czplan.format.json_schema import SCHEMA_TABLES

    return _words(SCHEMA_TABLES, incomplete)


def report_formats(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the formats of `check`."""
    return _words(CHECK_FORMATS, incomplete)


def plans(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the plans of the data set."""
    return _records(ctx, incomplete, "plans")


def places(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the places of the data set."""
    return _records(ctx, incomplete, "places")


def engines(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer what verdicts may be worked out with."""
    return _words(ENGINES, incomplete)


def sorts(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer what the places of a year may be sorted by."""
    from czplan.across.table_columns import SORTS

    return _words(SORTS, incomplete)


def panel_formats(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the formats of the panel."""
    return _words(PANEL_FORMATS, incomplete)


def levels(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the levels of places."""
    return _terms(PLACE_LEVELS, incomplete)


def themes(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the themes of the data set."""
    known = _outline(ctx)
    return _terms(known.themes if known else THEMES, incomplete)


def indicators(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the indicators of the data set."""
    return _records(ctx, incomplete, "indicators")


def sources(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the documents of the data set."""
    return _records(ctx, incomplete, "sources")


def _goals(ctx: Any, incomplete: str) -> Offers:
    known = _outline(ctx)
    return offered(known.goals(incomplete), incomplete) if known else []


def targets(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the goals of the data set."""
    return _goals(ctx, incomplete)


def turns(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer what can differ between two states of a data set."""
    return _terms(TURNS, incomplete)


def anything(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer what has a card: goals, indicators, plans, documents, places."""
    tables = ("indicators", "plans", "places", "sources")
    return [
        *_goals(ctx, incomplete),
        *(offer for table in tables for offer in _records(ctx, incomplete, table)),
    ]


def ladders(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer the ladders of the data set."""
    ds = dataset_in_use(ctx)
    if not ds:
        return []
    from czplan.views.ladder_tiers import ladders

    ids = {row["id"] for row in ladders(ds)}
    return [offer for offer in _goals(ctx, incomplete) if offer[0] in ids]


def keys(ctx: typer.Context, incomplete: str) -> Offers:
    """Offer what a figure may be of: the indicators, then the goals."""
    return [*_records(ctx, incomplete, "indicators"), *_goals(ctx, incomplete)]


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
