"""`czplan indicators show ID`: one indicator through time."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated, Any

from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.asking import QuestionArgs, asked
from czplan.cli.finding import named
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output, emit, tell_hidden
from czplan.cli.opening import opened
from czplan.places import chosen_places
from czplan.views.figures import HISTORY_COLUMNS

if TYPE_CHECKING:
    from czplan.dataset import Dataset

COLUMNS = HISTORY_COLUMNS

IdArg = Annotated[str, opt.argument("ID", "指标的编号", "an indicator's id", offers.indicators)]


@described(
    "czplan indicators show gdp-growth",
    "czplan indicators show new-energy-scale --lang en -f csv",
    zh="每个公布的数，每个规划提过的目标及其结局；提高、降低、推迟的目标标明幅度。"
    "一行一条，entry 为 figure（数据）或 goal（目标）。",
    en="Every figure reported and every goal ever stated, with how it ended; goals raised, lowered"
    " or postponed say by how much. One row each; `entry` is figure or goal.",
)
def show(
    out: Output,
    indicator: IdArg,
    *,
    ask: opt.KnownOpts,
    words: opt.WordsOpt = False,
    where: opt.WhereOpts,
    data: opt.DataOpt = None,
) -> None:
    """Show one indicator through time."""
    ds = opened(data)
    indicator = named(indicator, "indicator", ds)
    question = asked(ds, **ask, all=True)

    present(indicator, ds, question, out, chosen_places(ds, **where), words=words)


def present(
    indicator: str,
    ds: Dataset,
    question: QuestionArgs,
    out: Output,
    places: Collection[str] | None = None,
    *,
    words: bool = False,
) -> None:
    """Show an indicator in the form that `out` asks for; only its own goals are judged.

    `places`: only what is of these places; None for all. `words`: in the documents' words.
    """
    from czplan import progress
    from czplan.export.rows_as_text import frame_rows
    from czplan.views import history as view

    ids = view.goals_of(ds, indicator)
    judged = frame_rows(progress(ds, **question, only=ids)) if ids else []
    verdicts = {row["id"]: row for row in judged}
    rows = view.history(ds, indicator, verdicts, places)
    if out.laid_out:
        _show(ds, indicator, verdicts, question["year"], out, places, words=words)
    else:
        listed = [row | {"id": row["id"] or f"{indicator}@{row['period']}"} for row in rows]
        emit(listed if out.quiet else rows, COLUMNS, out=out)
    if not rows:
        errors.hint("没有目标，也没有数据", "neither a goal nor a figure")


def _show(
    ds: Dataset,
    indicator: str,
    verdicts: dict[str, Any],
    year: int,
    out: Output,
    places: Collection[str] | None,
    *,
    words: bool,
) -> None:
    from rich.text import Text

    from czplan.views import history as view
    from czplan.views import history_table as screen
    from czplan.views.figures import figure_rows
    from czplan.views.fitting import fit
    from czplan.views.style import cell

    known = ds.indicator_records[indicator]
    figures = figure_rows(ds, indicator, places)
    goals = view.goal_rows(ds, indicator, verdicts, places)
    parts: list[Any] = [*screen.headline(known, ds, out)]
    city = [row for row in figures if row["scope"] == "city"] or figures
    drawn = screen.picture(city, goals, known.unit, ds, out)
    parts += [Text(""), *drawn] if drawn else []
    hidden: dict[str, None] = {}
    for rows, zh, en, columns in (
        (goals, f"目标（{len(goals)}，结论截至 {year} 年）",
         f"Goals ({len(goals)}; verdicts as of {year})",
         screen.goal_columns(goals, ds, out, words=words)),
        (figures, f"数据（{len(figures)}）", f"Figures ({len(figures)})",
         screen.figure_columns(ds, out, words=words)),
    ):  # fmt: skip
        if rows:
            fitted = fit(rows, columns, out)
            parts += [Text(""), cell(out.pick(zh, en), "bold"), fitted.table]
            hidden |= dict.fromkeys(fitted.hidden)
    out.show(*parts)
    tell_hidden(out, tuple(hidden))
