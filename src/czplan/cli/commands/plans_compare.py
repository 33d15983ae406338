"""`czplan plans compare`: what a later plan did to an earlier one's goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output, emit, tell_hidden
from czplan.cli.opening import opened
from czplan.places import chosen_places
from czplan.views.compare import COMPARE_COLUMNS
from czplan.vocabulary import CHANGES

if TYPE_CHECKING:
    from czplan.dataset import Dataset

COLUMNS = COMPARE_COLUMNS

FirstArg = Annotated[str, opt.argument("A", "较早的规划", "the earlier plan", offers.plans)]
SecondArg = Annotated[str, opt.argument("B", "较晚的规划", "the later plan", offers.plans)]
ChangeOpt = Annotated[
    list[str] | None,
    opt.option(
        f"--change {'|'.join(CHANGES)}",
        "只要这类变化",
        "only these changes",
        opt.CHOICE,
        offers.several(CHANGES),
    ),
]


@described(
    "czplan plans compare wr2024 wr2025",
    "czplan plans compare wr2024 wr2025 --change raised --change lowered",
    zh="按 supersedes 与承诺的先后（同一指标、地方、范围）对应：提高、降低、推迟、"
    "改述（无法比大小）、保持、未再提、新提，附原文与幅度。前者没有的目标，与此前别的规划中最近一次提法相比，"
    "并写明是哪个规划。未读全文的规划里没有见到的目标记作“所藏未见”。"
    "提高与降低按要求的高低说：上限调低也是提高，画面上写“收紧”，调高写“放宽”。",
    en="Goals are matched by `supersedes` and by their chain (one indicator, place and scope):"
    " raised, lowered, postponed, reworded (can't be compared), kept, dropped, new; with the words"
    " and by how much. A goal that A doesn't state is set against its latest statement before, in"
    " whichever plan, which is named. A goal that a plan not read whole doesn't show is not_held,"
    " never dropped."
    " Raised means that more is asked: a lower cap is raised too; the screen"
    " says tightened, and loosened of a higher one.",
)
def compare(
    out: Output,
    first: FirstArg,
    second: SecondArg,
    *,
    change: ChangeOpt = None,
    words: opt.WordsOpt = False,
    where: opt.WhereOpts,
    data: opt.DataOpt = None,
) -> None:
    """Compare two plans goal by goal."""
    wanted = errors.each_of(change, CHANGES, "变化", "change")
    ds = opened(data)
    for plan in (first, second):
        errors.one_of(plan, ds.plan_records, "规划", "plan")
    from czplan.views import compare as view

    every = view.compare(ds, first, second, chosen_places(ds, **where))
    rows = [row for row in every if not wanted or row["change"] in wanted]
    if out.laid_out:
        _show(ds, first, second, every, rows, out, wanted, words=words)
    else:
        listed = [row | {"id": row["to_id"] or row["from_id"]} for row in rows]
        emit(listed, COLUMNS, out=out)
    of = [ds.plan_records[plan].place or ds.default_place for plan in (first, second)]
    if of[0] != of[1]:
        zh, en = (
            [ds.place_records[id].name.in_language(lang) if id in ds.place_records else id or "?"
             for id in of]
            for lang in ("zh", "en")
        )  # fmt: skip
        errors.hint(
            f"两个规划不是同一地方的（{zh[0]}、{zh[1]}）：各地的目标互不对应，只与本地更早的相比",
            f"two plans of two places ({en[0]}, {en[1]}): goals of different places don't answer "
            "each other, each is set against earlier ones of its own",
        )
    if _starts(ds, first) > _starts(ds, second):
        errors.hint(
            f"{first} 晚于 {second}：对照按所给次序，前者作为较早的",
            f"{first} is later than {second}: compared in the order given",
        )


def _starts(ds: Dataset, plan: str) -> int:
    return ds.plan_records[plan].first or 0


def _show(
    ds: Dataset,
    first: str,
    second: str,
    every: list[dict[str, Any]],
    rows: list[dict[str, Any]],
    out: Output,
    wanted: list[str],
    *,
    words: bool,
) -> None:
    from rich.text import Text

    from czplan.views.compare_table import compare_table, folded, headline, read_of
    from czplan.views.stated import asked_by_id

    plans = {id: plan.name.in_language(out.lang) for id, plan in ds.plan_records.items()}
    one, two = plans[first], plans[second]
    unknown = [] if wanted else [row for row in rows if row["change"] == "not_held"]
    known = [row for row in rows if row not in unknown]
    ids = [str(row[f"{side}_id"]) for row in known for side in ("from", "to")]
    asked = {} if words else asked_by_id(ds, out.lang, ids)
    fitted = compare_table(known, first, second, out, plans, asked)
    end = [Text(""), folded(unknown, out)] if unknown else []
    arrow = out.sign(" → ", " -> ")
    read = [read_of(ds.plan_records[plan], ds, out) for plan in (first, second)]
    head = headline(f"{one}{arrow}{two}", every, out, read, first)
    out.show(*head, Text(""), fitted.table, *end)
    tell_hidden(out, fitted.hidden)
