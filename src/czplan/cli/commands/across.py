"""`czplan across`: one indicator over many places, a year or many years."""

from __future__ import annotations

import json
from itertools import dropwhile
from typing import Annotated, Any

from czplan import sinks
from czplan.across.table_columns import SORTS, YEAR_COLUMNS, YEARS_COLUMNS
from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.asking import asked, tell_gone
from czplan.cli.commands.places import ParentOpt
from czplan.cli.finding import named
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output, emit
from czplan.cli.opening import opened

COLUMNS = tuple(dict.fromkeys([*YEAR_COLUMNS, *YEARS_COLUMNS]))

SortOpt = Annotated[
    str | None,
    opt.option(
        "--sort", "次序；默认按地方表", "order; default: the table of places", opt.QUESTION, SORTS
    ),
]
FromOpt = Annotated[
    str | None,
    opt.option(
        "--from YEAR",
        "从此年起，一年一行",
        "from this year on, one row a year",
        opt.QUESTION,
        offers.years,
    ),
]
ToOpt = Annotated[
    str | None, opt.option("--to YEAR", "到此年止", "until this year", opt.QUESTION, offers.years)
]
SameOpt = Annotated[
    bool,
    opt.option(
        "--same-places",
        "只要年年都有目标的地方",
        "only places that have a goal in every year",
        opt.QUESTION,
    ),
]
SummaryOpt = Annotated[
    bool, opt.option("--summary", "只要一年的总计", "the counts of a year alone", opt.QUESTION)
]
IndicatorArg = Annotated[
    str, opt.argument("INDICATOR", "指标编号", "id of the indicator", offers.indicators)
]


@described(
    "czplan across gdp-growth --year 2025",
    "czplan across gdp-growth --from 2021 --to 2025",
    zh="一年：一地一行，目标、数据、结论；上面是完成与未完成、目标的中位数、与上级目标之差、"
    "比上年下调、持平、上调；没有数字的地方按缘由收在末尾。多年（--from --to）：一年一行。"
    "目标的那个数：“以上”取下限，“以内”取上限，区间取中间，“左右”取其数；"
    "力争的更高数另列，不入中位数。",
    en="A year: one row a place with goal, figure and verdict; above it met and missed, the median "
    "goal, the gap to the goal of the place above, lowered, kept and raised against the year "
    "before; places without a number are folded below by reason. Years (--from --to): one row a "
    "year. The one number of a goal: the low end of 以上, the high end of 以内, the middle of a "
    "range, the number of 左右; a higher figure striven for is shown and in no median. An English "
    "reader gets readings, with --words the documents' words.",
)
def across(
    out: Output,
    indicator: IndicatorArg,
    *,
    year: opt.YearOpt = None,
    first: FromOpt = None,
    last: ToOpt = None,
    same_places: SameOpt = False,
    sort: SortOpt = None,
    summary: SummaryOpt = False,
    words: opt.WordsOpt = False,
    as_of: opt.AsOfOpt = None,
    grade: opt.GradeOpt = None,
    where: opt.WhereOpts,
    parent: ParentOpt = None,
    limit: opt.LimitOpt = None,
    data: opt.DataOpt = None,
) -> None:
    """Show one indicator over many places."""
    order = errors.one_of(sort.lower() if sort else "place", SORTS, "次序", "order")
    most = opt.count_of(limit)
    many = first is not None or last is not None
    if many and (year is not None or summary or sort is not None):
        errors.fail(
            "--year、--sort、--summary 用于一年，--from、--to 用于多年",
            "--year, --sort and --summary are for one year, --from and --to for many",
        )
    if same_places and not many:
        errors.fail(
            "--same-places 用于多年：加上 --from 和 --to",
            "--same-places is for many years: give --from and --to",
        )
    ds = opened(data)
    if indicator not in ds.indicator_records:
        indicator = named(indicator, "indicator", ds)

    from czplan.places import chosen_places, find_place

    chosen = chosen_places(ds, **where)
    above = find_place(ds, parent[0], "--parent") if parent and ds.place_records else None
    if parent and len(parent) > 1:
        errors.fail("--parent 只能写一个", "--parent takes one place")
    if many:
        rows = _years(ds, indicator, first, last, same_places, chosen, above, as_of, grade)
        _tell_none(rows)
        _emit_years(rows[:most], ds, indicator, out)
        return
    question = asked(ds, year=year, as_of=as_of, grade=grade)
    from czplan.across.year import in_year
    from czplan.method.question import last_day

    rows, told = in_year(
        ds,
        indicator,
        question["year"],
        places=chosen,
        parent=above,
        sort=order,
        as_of=last_day(as_of) if as_of else None,
        grade=question["grade"],
    )
    _tell_none(rows)
    under = None if above is None else {
        id for id, one in ds.place_records.items() if one.parent_in(question["year"]) == above
    }  # fmt: skip
    meant = under if chosen is None else chosen if under is None else chosen & under
    tell_gone(ds, question["year"], meant, asked=bool(where["place"]))
    if summary:
        _summary(told, ds, out)
        return

    def table() -> object:
        from czplan.views.across_tables import year as screen

        return screen(rows[:most], told, ds, out, words=words or out.lang == "zh")

    if out.laid_out:
        out.show(*table())  # type: ignore[misc]
    else:
        emit(rows[:most], YEAR_COLUMNS, out=out, table=table, key="place", ds=ds)


def _years(
    ds: Any,
    indicator: str,
    first: str | None,
    last: str | None,
    same: bool,
    chosen: Any,
    above: str | None,
    as_of: str | None,
    grade: str | None,
) -> list[dict[str, Any]]:
    from czplan.across.panel import panel_years
    from czplan.across.years import over_years
    from czplan.method.question import last_day

    begin = asked(ds, year=first, as_of=as_of, grade=grade)["year"] if first else None
    question = asked(ds, year=last, as_of=as_of, grade=grade)
    end = question["year"]
    if begin is None:
        begin = min(panel_years(ds))
    if end < begin:
        errors.fail(f"--to {end} 早于 --from {begin}", f"--to {end} is before --from {begin}")
    rows = over_years(
        ds,
        indicator,
        begin,
        end,
        places=chosen,
        parent=above,
        same=same,
        as_of=last_day(as_of) if as_of else None,
        grade=question["grade"],
    )
    # without --from the answer begins where there is something to say
    return rows if first else list(dropwhile(lambda row: not row["with_goal"], rows))


def _emit_years(rows: list[dict[str, Any]], ds: Any, indicator: str, out: Output) -> None:
    def table() -> object:
        from czplan.views.across_tables import years as screen

        return screen(rows, ds, indicator, out)

    if out.laid_out:
        out.show(*table())  # type: ignore[misc]
    else:
        emit(rows, YEARS_COLUMNS, out=out, table=table, key="year", ds=ds)


def _summary(told: dict[str, Any], ds: Any, out: Output) -> None:
    """Write the counts of a year: sentences for people, an object for programs."""
    if out.format in ("json", "jsonl"):
        out.write([sinks.json_text(json.dumps(told, ensure_ascii=False)) + "\n"])
        return
    if out.for_people:
        from czplan.views.across_tables import headline

        out.show(*headline(told, ds, out))
        return
    rows = [
        {"key": key, "value": _value(value)} for key, value in told.items()
    ]  # fmt: skip
    emit(rows, ("key", "value"), out=out, key="key")


def _value(value: Any) -> Any:
    """Return a count as it stands, counts of counts as JSON."""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (dict, list)) else value


def _tell_none(rows: list[dict[str, Any]]) -> None:
    if not rows:
        errors.hint("没有符合的地方", "no place matches")
