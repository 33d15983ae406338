"""`czplan panel`: place by year, for other tools."""

from __future__ import annotations

from pathlib import PurePath
from typing import Annotated, Any

from czplan.across.table_columns import PANEL_COLUMNS
from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.asking import asked
from czplan.cli.choices import PANEL_FORMATS as FORMATS
from czplan.cli.finding import named
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.opening import opened
from czplan.cli.to_file import put, refuse_terminal

COLUMNS = PANEL_COLUMNS

FormatOpt = Annotated[
    str | None,
    opt.option(
        "--format -f",
        "格式；默认随文件名，再默认 csv",
        "default: as the file's name says, else csv",
        opt.SCREEN,
        FORMATS,
    ),
]
OutputOpt = Annotated[
    str | None,
    opt.option(
        "--output -o FILE",
        "写入此文件；默认标准输出",
        "write to this file; default: standard output",
        opt.SCREEN,
    ),
]
WideOpt = Annotated[
    bool,
    opt.option("--wide", "一地一行，年份为列", "one row a place, the years as columns", opt.SCREEN),
]
FromOpt = Annotated[
    str | None,
    opt.option("--from YEAR", "从此年起", "from this year on", opt.QUESTION, offers.years),
]  # fmt: skip
ToOpt = Annotated[
    str | None,
    opt.option("--to YEAR", "到此年止", "until this year", opt.QUESTION, offers.years),
]  # fmt: skip
IndicatorsArg = Annotated[
    list[str] | None,
    opt.argument(
        "INDICATOR…",
        "指标编号；默认全部有目标的",
        "ids of indicators; default: all that have goals",
        offers.indicators,
    ),
]


@described(
    "czplan panel gdp-growth -f csv",
    "czplan panel gdp-growth --wide -f csv",
    zh="长表一行一地一年一指标；宽表一地一行。code 是当年的区划代码，code_now 是现行的，"
    "可用来与别的面板数据对接。Stata 文件的变量标签中英并列。",
    en="The long form has one row a place, year and indicator, the wide form one a place. code is "
    "that of the year, code_now that of today, as keys for joining. Variables of a Stata file "
    "are labelled in both languages.",
)
def panel(
    indicators: IndicatorsArg = None,
    *,
    wide: WideOpt = False,
    first: FromOpt = None,
    last: ToOpt = None,
    where: opt.WhereOpts,
    as_of: opt.AsOfOpt = None,
    grade: opt.GradeOpt = None,
    format: FormatOpt = None,
    output: OutputOpt = None,
    data: opt.DataOpt = None,
) -> None:
    """Write the panel."""
    form = _form(format, output)
    refuse_terminal(form, output)
    ds = opened(data)
    asked_for = [
        each if each in ds.indicator_records else named(each, "indicator", ds)
        for each in indicators or ()
    ]

    from czplan.across.panel import panel_years
    from czplan.export.panel_file import content
    from czplan.method.question import last_day
    from czplan.places import chosen_places

    goals = ds.targets["indicator"].dropna().unique().tolist()
    chosen = list(dict.fromkeys(asked_for or sorted(map(str, goals))))
    years = panel_years(ds)
    begin = asked(ds, year=first)["year"] if first is not None else years[0] if years else 0
    end = asked(ds, year=last)["year"] if last is not None else years[-1] if years else 0
    if first is not None and last is not None and end < begin:
        errors.fail(f"--to {end} 早于 --from {begin}", f"--to {end} is before --from {begin}")
    years = [year for year in years if begin <= year <= end]
    if not years:
        errors.hint("这些年里没有目标，也没有数据", "neither a goal nor a figure in these years")
    question: dict[str, Any] = {
        "places": chosen_places(ds, **where),
        "as_of": last_day(as_of) if as_of else None,
        "grade": grade or "copy",
    }
    if years:
        asked(ds, year=str(years[-1]), as_of=as_of, grade=grade)
    put(content(ds, chosen, years, form, wide=wide, **question), output)


def _form(format: str | None, output: str | None) -> str:
    """Return the format: as asked for, as the file's name says, or CSV where it says none."""
    if format is not None:
        return errors.one_of(format.lower(), FORMATS, "格式", "format")
    ending = PurePath(str(output or "")).suffix.removeprefix(".").lower()
    if not ending:
        return "csv"
    if ending not in FORMATS:
        errors.fail(f"不会写 .{ending}：用 {'、'.join(FORMATS)} 结尾，或加 --format",
                    f"can't write .{ending}: end the name in {', '.join(FORMATS)}, "
                    "or give --format")  # fmt: skip
    return ending
