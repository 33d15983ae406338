"""`czplan panel`: place by year, for other tools."""

from __future__ import annotations

import sys
from pathlib import PurePath
from typing import Annotated, Any

import typer

from czplan.across.table_columns import PANEL_COLUMNS as COLUMNS
from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.asking import asked
from czplan.cli.choices import PANEL_FORMATS as FORMATS
from czplan.cli.finding import named
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.language import pick
from czplan.cli.opening import opened

__all__ = ["COLUMNS", "panel"]

FormatOpt = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(FORMATS),
        help=pick("格式；默认随文件名，再默认 csv", "default: as the file's name says, else csv"),
        autocompletion=offers.panel_formats,
        rich_help_panel=opt.SCREEN,
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
    opt.option(
        "--wide",
        "一地一行，年份为列",
        "one row a place, the years as columns",
        opt.SCREEN,
    ),
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
    typer.Argument(
        metavar="INDICATOR…",
        help=pick("指标编号；默认全部有目标的", "ids of indicators; default: all that have goals"),
        autocompletion=offers.indicators,
        show_default=False,
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
    where: opt.Where,
    as_of: opt.AsOfOpt = None,
    grade: opt.GradeOpt = None,
    format: FormatOpt = None,
    output: OutputOpt = None,
    data: opt.DataOpt = None,
) -> None:
    """Write the panel."""
    form = _form(format, output)
    binary = form in ("xlsx", "parquet", "dta")
    if binary and output in (None, "-") and sys.stdout.isatty():
        errors.fail(f"{form} 不是文字，不能显示在终端上：请用 -o 文件，或接管道",
                    f"{form} isn't text and can't be shown on a terminal: "
                    "use -o FILE, or a pipe")  # fmt: skip
    ds = opened(data)
    asked_for = [
        each if each in ds.indicator_records else named(each, "indicator", ds)
        for each in indicators or ()
    ]

    from czplan.across.panel import panel_years
    from czplan.cli.commands.export import put
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
    if output not in (None, "-"):
        errors.hint(f"已写入 {output}", f"wrote {output}")


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
