"""The options that commands share, each said once, as annotated types.

Every command declares those it takes on itself, so that they stand after its name. Values are
plain text here; they are checked where they are used, because only there is it known what
would have been right. Help texts are in the language that `czplan.cli.kit.language` chose.
"""

from __future__ import annotations

from typing import Annotated

import typer

from czplan.cli import offers
from czplan.cli.kit import errors
from czplan.cli.kit.language import pick

__all__ = [
    "AllOpt",
    "AsOfOpt",
    "AsciiOpt",
    "ColorOpt",
    "DataOpt",
    "DueOpt",
    "FamilyOpt",
    "FieldsOpt",
    "FormatOpt",
    "GradeOpt",
    "KindOpt",
    "LangOpt",
    "LevelOpt",
    "LimitOpt",
    "MethodOpt",
    "NoPagerOpt",
    "PlaceOpt",
    "PlanOpt",
    "QuietOpt",
    "QuoteOpt",
    "RowsOpt",
    "ScopeOpt",
    "SearchOpt",
    "StatusOpt",
    "ThemeOpt",
    "WordsOpt",
    "YearOpt",
    "count_of",
]

SCREEN = pick("显示", "Output")
CHOICE = pick(
    "筛选（同一选项多个值为“或”，不同选项为“且”）", "Filters (values of one: or; several: and)"
)
QUESTION = pick("问法", "Question")

DataOpt = Annotated[
    str | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help=pick(
            "数据集所在文件夹；默认取环境变量 CZPLAN_DATA，再默认自带数据",
            "folder of the data set; default: CZPLAN_DATA, else the data shipped",
        ),
        rich_help_panel=SCREEN,
    ),
]
LangOpt = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="zh|en",
        help=pick(
            "语言；默认取 CZPLAN_LANG，再取系统区域设置，再默认 zh",
            "language; default: CZPLAN_LANG, then the locale, then zh",
        ),
        autocompletion=offers.languages,
        rich_help_panel=SCREEN,
    ),
]
FormatOpt = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="table|json|jsonl|csv|tsv|markdown",
        help=pick(
            "格式；终端上默认 table，管道中默认 tsv", "default: table on a terminal, tsv in a pipe"
        ),
        autocompletion=offers.formats,
        rich_help_panel=SCREEN,
    ),
]
FieldsOpt = Annotated[
    str | None,
    typer.Option(
        "--fields",
        metavar="A,B,…",
        help=pick(
            "只要这些列，按此次序，以逗号分隔；另可要 name, verdict, gap_text, source_title, url",
            "only these columns, in this order, comma-separated; name, verdict, gap_text, "
            "source_title and url, in words, can be asked for too",
        ),
        autocompletion=offers.several(offers.fields),
        rich_help_panel=SCREEN,
    ),
]
QuietOpt = Annotated[
    bool,
    typer.Option(
        "-q",
        "--quiet",
        help=pick("只输出编号，一行一个", "only ids, one a line"),
        rich_help_panel=SCREEN,
    ),
]
ColorOpt = Annotated[
    str | None,
    typer.Option(
        "--color",
        metavar="auto|always|never",
        help=pick(
            "颜色；默认 auto，并看 NO_COLOR 与 FORCE_COLOR",
            "default auto, which obeys NO_COLOR and FORCE_COLOR",
        ),
        autocompletion=offers.colours,
        rich_help_panel=SCREEN,
    ),
]
AsciiOpt = Annotated[
    bool,
    typer.Option(
        "--ascii",
        help=pick("表格线与符号只用 ASCII", "lines and signs in ASCII only"),
        rich_help_panel=SCREEN,
    ),
]

PlanOpt = Annotated[
    list[str] | None,
    typer.Option(
        "--plan",
        metavar="ID",
        help=pick("属于此规划", "of this plan"),
        autocompletion=offers.several(offers.plans),
        rich_help_panel=CHOICE,
    ),
]
ThemeOpt = Annotated[
    list[str] | None,
    typer.Option(
        "--theme",
        metavar="THEME",
        help=pick("属于此领域", "of this theme"),
        autocompletion=offers.several(offers.themes),
        rich_help_panel=CHOICE,
    ),
]
KindOpt = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help=pick(
            "此类目标，如 level、growth、ladder", "of this kind, such as level, growth, ladder"
        ),
        autocompletion=offers.several(offers.kinds),
        rich_help_panel=CHOICE,
    ),
]
DueOpt = Annotated[
    list[str] | None,
    typer.Option(
        "--due",
        metavar="YEAR",
        help=pick("此年到期；none 为未写年份", "due in this year; none: no year is named"),
        autocompletion=offers.several(offers.due_years),
        rich_help_panel=CHOICE,
    ),
]
ScopeOpt = Annotated[
    list[str] | None,
    typer.Option(
        "--scope",
        metavar="SCOPE",
        help=pick(
            "此范围，如 city、district:jintan", "of this scope, such as city, district:jintan"
        ),
        autocompletion=offers.several(offers.scopes),
        rich_help_panel=CHOICE,
    ),
]
PlaceOpt = Annotated[
    list[str] | None,
    typer.Option(
        "--place",
        metavar="PLACE",
        help=pick(
            "此地：编号、中英文名或区划代码",
            "of this place: an id, a name in either language, a code",
        ),
        autocompletion=offers.several(offers.places),
        rich_help_panel=CHOICE,
    ),
]
LevelOpt = Annotated[
    list[str] | None,
    typer.Option(
        "--level",
        metavar="LEVEL",
        help=pick(
            "此级的地方：nation、province、city 或 county",
            "of places of this level: nation, province, city or county",
        ),
        autocompletion=offers.several(offers.levels),
        rich_help_panel=CHOICE,
    ),
]
SearchOpt = Annotated[
    list[str] | None,
    typer.Option(
        "--search",
        metavar="TEXT",
        help=pick(
            "含此文字：简体、繁体、英文或编号",
            "holds this text: Chinese, simplified or traditional, English, ids",
        ),
        rich_help_panel=CHOICE,
    ),
]
StatusOpt = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help=pick("此结论，如 met、slow、not_met", "with this verdict, such as met, slow, not_met"),
        autocompletion=offers.several(offers.statuses),
        rich_help_panel=CHOICE,
    ),
]
FamilyOpt = Annotated[
    list[str] | None,
    typer.Option(
        "--family",
        metavar="FAMILY",
        help=pick(
            "此类结论：met、on-course、behind、missed、open",
            "met, on-course, behind, missed or open",
        ),
        autocompletion=offers.several(offers.families),
        rich_help_panel=CHOICE,
    ),
]

NoPagerOpt = Annotated[
    bool,
    typer.Option(
        "--no-pager",
        help=pick("不经分页程序", "not through a pager"),
        rich_help_panel=SCREEN,
    ),
]
LimitOpt = Annotated[
    str | None,
    typer.Option(
        "-L",
        "--limit",
        metavar="N",
        help=pick("最多这么多行", "at most so many rows"),
        rich_help_panel=SCREEN,
    ),
]
RowsOpt = Annotated[
    bool,
    typer.Option(
        "--rows",
        help=pick("全部，逐行", "all of it, one row a goal"),
        rich_help_panel=SCREEN,
    ),
]
QuoteOpt = Annotated[
    bool,
    typer.Option(
        "--quote",
        help=pick("只要可引用的一段话", "only the paragraph to quote"),
        rich_help_panel=SCREEN,
    ),
]
WordsOpt = Annotated[
    bool,
    typer.Option(
        "--words",
        help=pick("目标与数据用原文的话", "goals and figures in the documents' own words"),
        rich_help_panel=SCREEN,
    ),
]
YearOpt = Annotated[
    str | None,
    typer.Option(
        "--year",
        metavar="YEAR",
        help=pick(
            "以此年12月31日为准；默认最近一个有全年数据的年份",
            "judge on 31 December of it; default: the latest year with a full-year figure",
        ),
        autocompletion=offers.years,
        rich_help_panel=QUESTION,
    ),
]
AsOfOpt = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=pick(
            "只用此日（年、月、日均可）前发布的内容",
            "only what was published by this day, month or year",
        ),
        rich_help_panel=QUESTION,
    ),
]
AllOpt = Annotated[
    bool,
    typer.Option(
        "--all",
        help=pick(
            "也要已过期、未开始、未写年份的目标",
            "also goals due before, not started, or without a year",
        ),
        rich_help_panel=QUESTION,
    ),
]
GradeOpt = Annotated[
    str | None,
    typer.Option(
        "--grade",
        metavar="official|media|copy",
        help=pick(
            "可用来判断的最低来源等级；默认 copy",
            "the least trusted source that may decide; default copy",
        ),
        autocompletion=offers.grades,
        rich_help_panel=QUESTION,
    ),
]
MethodOpt = Annotated[
    str | None,
    typer.Option(
        "--method",
        metavar="plan|open-sdg",
        help=pick("判断方法；默认 plan", "method of judgement; default plan"),
        autocompletion=offers.methods,
        rich_help_panel=QUESTION,
    ),
]


def count_of(word: str | None) -> int | None:
    """Return how many rows `--limit` allows; None where it isn't given.

    Raises:
        errors.Refusal: it is no count.
    """
    if word is None:
        return None
    if not (word.isascii() and word.isdigit()):
        errors.fail(None, f"--limit 不是行数：{word}", f"--limit: not a number of rows: {word}")
    return int(word)
