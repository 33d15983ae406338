"""`czplan ladder`: the enterprise ladder, and any other, tier by tier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from czplan import filters
from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.asking import asked
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output, emit, tell_hidden
from czplan.cli.opening import opened
from czplan.views.ladder_tiers import LADDER_COLUMNS
from czplan.views.row_numbers import counted

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.ladder.companies import Companies

COLUMNS = LADDER_COLUMNS
SHOWN = 10

IdArg = Annotated[
    str | None,
    opt.argument(
        "[ID]",
        "梯队目标的编号；默认全部梯队",
        "a ladder's id; default: every ladder",
        offers.ladders,
    ),
]
CompaniesOpt = Annotated[
    str | None,
    opt.option(
        "--companies FILE",
        "企业名单（CSV 或 XLSX）：一列名称，一列营业收入，表头写明元、万元或亿元",
        "a list of firms (CSV or XLSX): a column of names and one of revenue,"
        " the header saying yuan, 10,000 yuan or 100 million yuan",
    ),
]


@described(
    "czplan ladder",
    "czplan ladder fyp15/enterprise-ladder-555 --lang en",
    zh="逐级对照需要与公布的数。--companies 用你的企业名单数出各级，说明落在各级之间的有多少、"
    "哪些企业差一步、差多少。名单不随数据提供；格式如：\n"
    "  企业名称,营业收入(亿元)\n  甲公司,1012.5\n  乙公司,96.4",
    en="Needed and reported counts, tier by tier. --companies counts the tiers from your own list,"
    " and says how many firms fall between, which stand just under the next tier and by how much."
    " No list ships; the format is such as:\n"
    "  name,revenue (100 million yuan)\n  Firm A,1012.5\n  Firm B,96.4",
)
def ladder(
    out: Output,
    *,
    target: IdArg = None,
    companies: CompaniesOpt = None,
    ask: opt.KnownOpts,
    where: opt.WhereOpts,
    data: opt.DataOpt = None,
) -> None:
    """Show ladders tier by tier."""
    ds = opened(data)
    from czplan.views import ladder_tiers as view

    every = filters.of_place(view.ladders(ds), ds, **where)
    if target is not None:
        errors.one_of(target, [row["id"] for row in every], "梯队", "ladder")
    chosen = [row for row in every if target is None or row["id"] == target]
    firms = _read(companies) if companies is not None else None
    if firms is not None:
        chosen = _countable(ds, chosen, target)
    if not chosen:
        errors.hint("数据集没有梯队目标", "the data set has no ladder")
    verdicts = _verdicts(ds, ask) if chosen else {}
    shown: list[tuple[Any, list[dict[str, Any]], int]] = []
    for one in chosen:
        rows, below = view.ladder_rows(ds, one, verdicts), 0
        if firms is not None:
            try:
                rows, below = view.with_firms(rows, firms.firms)
            except ValueError as error:
                errors.fail(
                    f"{one['id']} 的这一级没有写明营业收入的起点：{error}",
                    f"the words of this tier of {one['id']} name no revenue: {error}",
                )
        shown.append((one, rows, below))
    if out.laid_out:
        _show(shown, verdicts, firms, out)
    else:
        listed = [row for _, rows, _ in shown for row in rows]
        emit(listed, COLUMNS, out=out)
    if firms is not None:
        _tell(firms, str(companies))
    elif out.for_people and any(view.of_firms(ds, one) for one in chosen):
        errors.hint(
            "企业名单不随数据提供；有名单时：czplan ladder --companies 名单.csv"
            "（表头如 企业名称,营业收入(亿元)）",
            "no list of firms ships; with one of your own: czplan ladder --companies firms.csv"
            " (header such as name,revenue (100 million yuan))",
        )


def _read(path: str) -> Companies:
    from czplan.ladder.companies import read_companies

    try:
        return read_companies(Path(path))
    except OSError as error:
        why = errors.reason(error)
        errors.fail(f"打不开名单 {path}：{why}", f"can't open the list {path}: {why}")


def _countable(
    ds: Dataset, chosen: list[dict[str, Any]], target: str | None
) -> list[dict[str, Any]]:
    """Return the ladders that a list of firms can fill."""
    from czplan.views.ladder_tiers import of_firms

    fitting = [one for one in chosen if of_firms(ds, one)]
    if not fitting:
        errors.fail(
            f"{target or '数据集中'} 没有以家计数的企业梯队，名单用不上",
            f"{target or 'the data set'}: no ladder counts firms, a list is of no use",
        )
    return fitting


def _verdicts(ds: Dataset, ask: opt.KnownOpts) -> dict[str, dict[str, Any]]:
    """Return the verdict rows by id, of every goal whatever its years."""
    from czplan import progress
    from czplan.export.rows_as_text import frame_rows

    question = asked(ds, **ask, all=True)
    return {row["id"]: row for row in frame_rows(progress(ds, **question))}


def _show(
    shown: list[tuple[Any, list[dict[str, Any]], int]],
    verdicts: dict[str, dict[str, Any]],
    firms: Companies | None,
    out: Output,
) -> None:
    from rich.text import Text

    from czplan.views import ladder_table as view

    parts: list[Any] = []
    hidden: dict[str, None] = {}
    for target, rows, below in shown:
        parts += [Text("")] if parts else []
        parts += [*view.headline(target, verdicts.get(target["id"]), out), Text("")]
        fitted = view.ladder_table(rows, out, listed=firms is not None)
        parts += [fitted.table, *view.explained(target, rows, out)]
        hidden |= dict.fromkeys(fitted.hidden)
        if firms is not None:
            parts += view.firms_said(rows, len(firms.firms), below, out)
    if parts:
        out.show(*parts)
    tell_hidden(out, tuple(hidden))


def _tell(firms: Companies, path: str) -> None:
    """Say on standard error which rows were left out, and a unit that was taken for granted."""
    if firms.others:
        others_zh, others_en = "、".join(firms.others), ", ".join(firms.others)
        errors.hint(
            f"收入取自“{firms.column}”一栏，未用：{others_zh}",
            f"revenue is read from the column “{firms.column}”, not from: {others_en}",
        )
    if firms.unit is None:
        errors.hint(
            "收入一栏的表头没有单位：未带单位的数按元计",
            "the header of the revenue column names no unit: numbers without one are yuan",
        )
    for row in firms.bad[:SHOWN]:
        errors.hint(
            f"{path}:{row.row}: {row.zh}：{row.words}", f"{path}:{row.row}: {row.en}: {row.words}"
        )
    if len(firms.bad) > SHOWN:
        rest = len(firms.bad) - SHOWN
        errors.hint(f"另有 {rest} 行未计入", f"{counted(rest, 'more row')} left out")
