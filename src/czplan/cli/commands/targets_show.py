"""`czplan targets show ID`: one goal's card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.asking import QuestionArgs, asked
from czplan.cli.finding import named
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output, emit
from czplan.cli.opening import opened
from czplan.vocabulary import RESULT_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from czplan.dataset import Dataset

COLUMNS = RESULT_COLUMNS

IdArg = Annotated[
    str,
    opt.argument(
        "ID", "目标的编号，形如 规划/名称", "a goal's id, such as plan/slug", offers.targets
    ),
]


@described(
    "czplan targets show wr2025/nev-output --year 2025",
    "czplan targets show fyp15/enterprise-ladder-555 -f json",
    zh="两种名称、规划、原文及其位置、结论与逐步算式、历年数据与目标的图、历次提出、来源等级。"
    "其他格式给出结论行，梯队等的各部分随后，列与 progress 相同。",
    en="Both names, the plan, the words and their place, the verdict and its sum step by step, a"
    " picture of the series against the goal, its history across plans, its sources with their"
    " grade. Other formats give the verdict row and those of its parts, with the columns"
    " of `progress`.",
)
def show(
    out: Output,
    target: IdArg,
    *,
    ask: opt.QuestionOpts,
    quote: opt.QuoteOpt = False,
    data: opt.DataOpt = None,
) -> None:
    """Show one goal."""
    ds = opened(data)
    target = named(target, "target", ds)
    # A goal that is named is shown whatever its years.
    question = asked(ds, **ask | {"all": True})
    present(target, ds, question, out, quote=quote)


def present(
    target: str, ds: Dataset, question: QuestionArgs, out: Output, *, quote: bool = False
) -> None:
    """Show a goal in the form that `out` asks for; `quote`: only the paragraph to quote.

    Only what the card shows is judged: the goal, and those of the same measure or chain.

    Raises:
        errors.Refusal: the goal hadn't been stated by the day of knowledge.
    """
    from czplan.api import explained
    from czplan.export.rows_as_text import frame_rows
    from czplan.views.history import kindred

    goals = {row["id"]: row for row in ds.target_rows()}
    frame, sums = explained(ds, only=kindred(ds, goals[target]), goal=target, **question)
    verdicts = {row["id"]: row for row in frame_rows(frame)}
    rows = [row for id, row in verdicts.items() if id.partition("#")[0] == target]
    if not rows:
        _place_gone(ds, goals[target], question["year"])
        known = question["as_of"]
        errors.fail(f"截至 {known}，{target} 尚未提出", f"{target} hadn't been stated by {known}")
    if quote:
        from czplan.views.card import paragraph

        out.say([paragraph(ds, goals[target], rows, verdicts, out.lang, question["as_of"])])
    elif out.laid_out:
        from czplan.views.card import card
        from czplan.views.goal_card import CardQuestion

        bounds = CardQuestion(question["year"], question["as_of"], question["grade"])
        out.show(*card(ds, goals[target], rows, verdicts, bounds, sums, out))
    else:
        emit(rows, [str(name) for name in frame.columns], out=out, ds=ds)


def _place_gone(ds: Dataset, goal: Mapping[str, Any], year: int | None) -> None:
    """Refuse a goal of a place that didn't exist at the end of its time, and say when it did."""
    from czplan.cli.asking import is_gone

    if not is_gone(goal, year or goal["due"] or goal["start"] or 0, ds):
        return
    place = ds.place_records[goal["place"]]
    lasted = f"{place.first or ''}–{place.last or ''}"
    errors.fail(
        f"{goal['id']} 属于 {place.name.zh}（{lasted}），到期时已没有这个地方，不作判断；"
        f"目标见 czplan targets list --rows --place {place.id}",
        f"{goal['id']} is of {place.name.en} ({lasted}), which didn't exist when it was due: not"
        f" judged; the goal: czplan targets list --rows --place {place.id}",
    )
