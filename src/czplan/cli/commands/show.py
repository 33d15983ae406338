"""`czplan show WHAT`: the card of a goal, an indicator, a plan, a source or a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, cast

from czplan import filters
from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.asking import QuestionArgs, asked
from czplan.cli.commands import indicators_show, targets_show
from czplan.cli.finding import Found, find
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output, emit
from czplan.cli.opening import opened
from czplan.places import chosen_places
from czplan.views.row_numbers import counted

if TYPE_CHECKING:
    from collections.abc import Collection

    from czplan.dataset import Dataset

WhatArg = Annotated[
    list[str],
    opt.argument(
        "WHAT",
        "上次列表的编号、编号、名称",
        "a number of the last listing, an id, or a name",
        offers.anything,
    ),
]


@described(
    "czplan show wr2025/nev-output",
    "czplan show 新能源整车产量",
    "czplan show gdp-growth --lang en",
    zh="依次按上次列表的编号、目标、指标、规划、来源、地方的编号、唯一的目标代号、名称来认。"
    "不合或不止一个的，列出相近的几个。列表编号带着那次列表的年份。",
    en="Understood in this order: a number of the last listing, the id of a goal, an indicator,"
    " a plan, a source, a place, a slug that only one goal has, a name. Where several fit, the"
    " few that do are offered. A number carries the year of its listing.",
)
def show(
    out: Output,
    what: WhatArg,
    *,
    year: opt.YearOpt = None,
    as_of: opt.AsOfOpt = None,
    grade: opt.GradeOpt = None,
    method: opt.MethodOpt = None,
    where: opt.WhereOpts,
    quote: opt.QuoteOpt = False,
    data: opt.DataOpt = None,
) -> None:
    """Show the card of what is named."""
    ds = opened(data)
    places = chosen_places(ds, **where)
    found = find(" ".join(what).strip(), ds, places)
    kept = {name: str(value) for name, value in found.question.items() if value is not None}
    question = asked(
        ds,
        year=year or kept.get("year"),
        as_of=as_of or (kept.get("as_of") if year is None else None),
        all=True,
        grade=grade or kept.get("grade"),
        method=method or kept.get("method"),
    )
    if quote and found.kind != "target":
        errors.fail("--quote 只用于目标", "--quote is for goals")
    present(found, ds, question, out, quote=quote, places=places)


def present(
    found: Found,
    ds: Dataset,
    question: QuestionArgs,
    out: Output,
    *,
    quote: bool = False,
    places: Collection[str] | None = None,
) -> None:
    """Show what was found, in the form that `out` asks for; only what is of `places`."""
    if found.kind == "target":
        targets_show.present(found.id, ds, question, out, quote=quote)
    elif found.kind == "indicator":
        indicators_show.present(found.id, ds, question, out, places)
    else:
        _record(found, ds, question, out, places)


_PLACE = (
    "id", "name_zh", "name_en", "level", "code", "parent", "from", "until", "successor",
    "former_names_zh", "former_names_en", "former_codes",
)  # fmt: skip


def _record(
    found: Found, ds: Dataset, question: QuestionArgs, out: Output, places: Collection[str] | None
) -> None:
    """Show a plan, a source or a place: its row, or for a person its card."""
    from czplan.cli.commands import plans, sources
    from czplan.views import record_card

    rows: list[dict[str, Any]]
    columns: tuple[str, ...]
    if found.kind == "place" and not found.id:
        _own_place(ds, out)
        return
    if found.kind == "place":
        region = ds.place_records[found.id]
        columns = _PLACE
        names = {"name_zh": region.name.zh, "name_en": region.name.en}
        former = {
            f"former_names_{lang}": record_card.former(region.names, lang, out) or None
            for lang in ("zh", "en")
        }
        former["former_codes"] = record_card.former(region.codes, "en", out) or None
        rows = [{"id": region.id, **names, "level": region.level, "code": region.code,
                 "parent": region.parent_in(), "from": region.first, "until": region.last,
                 "successor": region.successor, **former}]  # fmt: skip
    else:
        module = plans if found.kind == "plan" else sources
        rows = [row for row in module.rows_of(ds) if row["id"] == found.id]
        columns = module.COLUMNS
    if not out.laid_out:
        emit(rows, columns, out=out)
        return
    from czplan import progress
    from czplan.export.rows_as_text import frame_rows

    goals = filters.inside(record_card.goals_of(found.kind, found.id, ds), places)
    verdicts = {}
    if goals:
        ids = [str(row["id"]) for row in goals]
        judged = progress(ds, **cast("Any", question), reasons=False, only=ids)
        verdicts = {row["id"]: row for row in frame_rows(judged)}
    out.show(*record_card.card(found.kind, found.id, ds, goals, verdicts, out))


def _own_place(ds: Dataset, out: Output) -> None:
    """Show the one place of a set without a list of places: its names and what the set holds."""
    from czplan.views.style import cell

    names = {"name_zh": ds.place.zh, "name_en": ds.place.en}
    row: dict[str, Any] = dict.fromkeys(_PLACE) | names
    if not out.laid_out:
        emit([row], tuple(row), out=out)
        return
    plans, sources = len(ds.plan_records), len(ds.source_records)
    goals, figures = len(ds.target_rows()), len(ds.actual_rows())
    out.show(
        cell(out.pick(*names.values()) or str(ds.place.zh), "bold"),
        cell(
            out.pick(
                f"{plans} 个规划的 {goals} 个目标，{figures} 个实际数，{sources} 份文件",
                ", ".join(
                    [
                        f"{counted(goals, 'goal')} of {counted(plans, 'plan')}",
                        counted(figures, "figure"),
                        counted(sources, "document"),
                    ]
                ),
            )
        ),
        cell("czplan progress · czplan plans list · czplan sources coverage", "dim"),
    )
