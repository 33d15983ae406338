"""`czplan chart`: one picture, ready to print."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from czplan import filters
from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.asking import asked, tell_gone
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.language import current
from czplan.cli.opening import opened
from czplan.cli.to_file import put
from czplan.places import chosen_places

if TYPE_CHECKING:
    from czplan.charts.picture import Picture

ENDINGS = ("svg", "png", "html")

GoalArg = Annotated[str | None, opt.argument("[ID]", "目标编号", "a goal's id", offers.targets)]
MissedOpt = Annotated[
    bool,
    opt.option("--missed", "该年没有做到的各项", "every promise missed in the year", opt.QUESTION),
]
IndicatorOpt = Annotated[
    str | None,
    opt.option(
        "--indicator ID",
        "一个指标的历年与各年目标",
        "an indicator through time, with the goals",
        opt.QUESTION,
        offers.indicators,
    ),
]
FormOpt = Annotated[
    str | None,
    opt.option(
        "--form series|ranked|tiles",
        "一个指标在许多地方：历年小图（默认）、当年排名、各省方格",
        "an indicator in many places: through time (default), ranked in the year, or provinces "
        "as tiles",
        opt.QUESTION,
    ),
]
PictureOpt = Annotated[
    str | None,
    opt.option(
        "-o --output FILE.svg|png|html",
        "写入此文件，格式随后缀；默认 SVG 到标准输出",
        "write to this file, in the format of its ending; default: SVG to standard output",
        opt.SCREEN,
    ),
]


@described(
    "czplan chart --missed --year 2025 -o missed.svg",
    "czplan chart wr2025/nev-output --lang en -o output.svg",
    "czplan chart --indicator gdp-growth -o growth.html",
    "czplan chart --indicator gdp-growth --data atlas --level province --year 2023 --form ranked",
    zh="一张可直接付印的图：标题写结论，图下注明年份、数据日期与来源，不用浏览器。"
    "SVG 不嵌字体；PNG 用本机字体。终端上不写 -o 时存为当前文件夹的 czplan-chart-….svg。",
    en="One picture, ready to print: its title says the finding; year, date of the data and "
    "documents stand under it. No browser is needed. An SVG holds no fonts, a PNG uses those of "
    "the machine. On a terminal, without -o, it becomes czplan-chart-….svg in the current folder.",
)
def chart(
    goal: GoalArg = None,
    *,
    missed: MissedOpt = False,
    indicator: IndicatorOpt = None,
    form: FormOpt = None,
    output: PictureOpt = None,
    ask: opt.KnownOpts,
    scope: opt.ScopeOpt = None,
    where: opt.WhereOpts,
    data: opt.DataOpt = None,
) -> None:
    """Draw a goal, an indicator through time, or what was missed."""
    if sum((goal is not None, missed, indicator is not None)) != 1:
        errors.fail("请给出一个：目标编号、--missed 或 --indicator",
                    "name one: a goal's id, --missed or --indicator")  # fmt: skip
    if form is not None and indicator is None:
        errors.fail("--form 与 --indicator 同用", "--form goes with --indicator")
    ending = _ending(output)
    ds = opened(data)
    if goal is not None:
        goal = errors.one_of(goal, [row["id"] for row in ds.target_rows()], "目标", "goal")
    if indicator is not None:
        indicator = errors.one_of(indicator, ds.indicator_records, "指标", "indicator")
    question = asked(ds, **ask, all=not missed)

    from czplan import progress as judge
    from czplan.charts import place_stories, stories
    from czplan.charts.at_hand import AtHand
    from czplan.charts.raster import png
    from czplan.export.tables import verdicts
    from czplan.views.worst_first import worst_first

    judged = list(verdicts(worst_first(judge(ds, **question, reasons=False))).rows())
    meant = chosen_places(ds, **where)
    rows = filters.inside(judged, meant)
    if goal is None:
        tell_gone(ds, question["year"], meant, asked=bool(where["place"]))
    known = AtHand(ds, rows, question["year"], question["as_of"], question["grade"])
    made: Picture | None
    if goal is not None:
        made = stories.goal_picture(known, goal)
    elif indicator is not None:
        if form is not None:
            form = errors.one_of(form, place_stories.FORMS, "图", "form")
        if len(known.places) > 1:
            made = place_stories.indicator_of_places(known, indicator, form or "series")
        elif form not in (None, "series"):
            errors.fail("--form 要有几个地方的数据集", "--form needs a set of several places")
        else:
            at = (scope or ["city"])[0] + "".join(f"@{one}" for one in known.places)
            made = stories.indicator_picture(known, indicator, at)
    else:
        made = stories.missed_picture(known)
    if made is None:
        errors.fail(
"没有可画的：没有两个时期的数，也没有与目标可比的数"
            if not missed else f"{question['year']} 年没有未完成的承诺",
            "nothing to draw: no figures of two periods, and none to set against a goal"
            if not missed else f"no promise was missed in {question['year']}",
        )  # fmt: skip
    if ending == "png":
        content = png(made, current())
    elif ending == "html":
        content = made.html(current()).encode()
    else:
        content = made.svg(current()).encode()
    if output is None and sys.stdout.isatty():
        what = goal or indicator or f"missed-{question['year']}"
        output = f"czplan-chart-{what.replace('/', '-')}.svg"
    put(content, output)


def _ending(output: str | None) -> str:
    """Return the format that a file's name says.

    Raises:
        errors.Refusal: none of those that a picture can have.
    """
    if output in (None, "-"):
        return "svg"
    return errors.one_of(
        Path(str(output)).suffix.lower().removeprefix("."),
        ENDINGS,
        "图的格式",
        "format of a picture",
    )
