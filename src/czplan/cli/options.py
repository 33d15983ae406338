"""The options that commands share, each said once, as annotated types.

Every command declares those it takes on itself, so that they stand after its name. Values are
plain text here; they are checked where they are used, because only there is it known what
would have been right. Help texts are in the language that `czplan.cli.kit.language` chose.
"""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

import typer

from czplan.cli import offers
from czplan.cli.choices import COLOURS, LISTING_FORMATS
from czplan.cli.kit import errors
from czplan.cli.kit.language import pick
from czplan.vocabulary import FAMILIES, GRADES, KINDS, METHODS, PLACE_LEVELS, STATUSES, Term

SCREEN = pick("显示", "Output")
CHOICE = pick(
    "筛选（同一选项多个值为“或”，不同选项为“且”）", "Filters (values of one: or; several: and)"
)
QUESTION = pick("问法", "Question")


def option(
    line: str, zh: str, en: str, panel: str | None = None, offered: offers.Words | None = None
) -> Any:
    """Return an option: its names and what stands for its value, its help, panel, completion.

    Where nothing stands for its value, the words `offered` do.
    """
    names = [word for word in line.split() if word.startswith("-")]
    value = " ".join(line.split()[len(names) :])
    if offered is not None and not callable(offered):
        value = value or "|".join(offered)
    return typer.Option(
        *names,
        metavar=value or None,
        help=pick(zh, en),
        autocompletion=None if offered is None else offers.one_of(offered),
        rich_help_panel=panel,
    )


def argument(metavar: str, zh: str, en: str, offered: offers.Words | None = None) -> Any:
    """Return an argument: what stands for it, its help and completion."""
    return typer.Argument(
        metavar=metavar,
        help=pick(zh, en),
        autocompletion=None if offered is None else offers.one_of(offered),
        show_default=False,
    )


_SPOKEN = {"zh": Term("zh", "中文", "中文"), "en": Term("en", "English", "English")}

DataOpt = Annotated[
    str | None,
    option(
        "--data DIR",
        "数据集所在文件夹；默认取环境变量 CZPLAN_DATA，再默认自带数据",
        "folder of the data set; default: CZPLAN_DATA, else the data shipped",
        SCREEN,
    ),
]
LangOpt = Annotated[
    str | None,
    option(
        "--lang",
        "语言；默认取 CZPLAN_LANG，再取系统区域设置，再默认 zh",
        "language; default: CZPLAN_LANG, then the locale, then zh",
        SCREEN,
        _SPOKEN,
    ),
]
FormatOpt = Annotated[
    str | None,
    option(
        "--format -f",
        "格式；终端上默认 table，管道中默认 tsv",
        "default: table on a terminal, tsv in a pipe",
        SCREEN,
        LISTING_FORMATS,
    ),
]
FieldsOpt = Annotated[
    str | None,
    option(
        "--fields A,B,…",
        "只要这些列，按此次序，以逗号分隔；另可要 name, verdict, gap_text, source_title, url",
        "only these columns, in this order, comma-separated; name, verdict, gap_text, "
        "source_title and url, in words, can be asked for too",
        SCREEN,
        offers.several(offers.fields),
    ),
]
QuietOpt = Annotated[
    bool, option("-q --quiet", "只输出编号，一行一个", "only ids, one a line", SCREEN)
]
ColorOpt = Annotated[
    str | None,
    option(
        "--color",
        "颜色；默认 auto，并看 NO_COLOR 与 FORCE_COLOR",
        "default auto, which obeys NO_COLOR and FORCE_COLOR",
        SCREEN,
        COLOURS,
    ),
]
AsciiOpt = Annotated[
    bool, option("--ascii", "表格线与符号只用 ASCII", "lines and signs in ASCII only", SCREEN)
]

PlanOpt = Annotated[
    list[str] | None,
    option("--plan ID", "属于此规划", "of this plan", CHOICE, offers.several(offers.plans)),
]
ThemeOpt = Annotated[
    list[str] | None,
    option("--theme THEME", "属于此领域", "of this theme", CHOICE, offers.several(offers.themes)),
]
KindOpt = Annotated[
    list[str] | None,
    option(
        "--kind KIND",
        "此类目标，如 level、growth、ladder",
        "of this kind, such as level, growth, ladder",
        CHOICE,
        offers.several(KINDS),
    ),
]
DueOpt = Annotated[
    list[str] | None,
    option(
        "--due YEAR",
        "此年到期；none 为未写年份",
        "due in this year; none: no year is named",
        CHOICE,
        offers.several(offers.due_years),
    ),
]
ScopeOpt = Annotated[
    list[str] | None,
    option(
        "--scope SCOPE",
        "此范围，如 city、district:jintan",
        "of this scope, such as city, district:jintan",
        CHOICE,
        offers.several(offers.scopes),
    ),
]
PlaceOpt = Annotated[
    list[str] | None,
    option(
        "--place PLACE",
        "此地：编号、中英文名或区划代码",
        "of this place: an id, a name in either language, a code",
        CHOICE,
        offers.several(offers.places),
    ),
]
LevelOpt = Annotated[
    list[str] | None,
    option(
        "--level LEVEL",
        "此级的地方：nation、province、city 或 county",
        "of places of this level: nation, province, city or county",
        CHOICE,
        offers.several(PLACE_LEVELS),
    ),
]
SearchOpt = Annotated[
    list[str] | None,
    option(
        "--search TEXT",
        "含此文字：简体、繁体、英文或编号",
        "holds this text: Chinese, simplified or traditional, English, ids",
        CHOICE,
    ),
]
StatusOpt = Annotated[
    list[str] | None,
    option(
        "--status STATUS",
        "此结论，如 met、slow、not_met",
        "with this verdict, such as met, slow, not_met",
        CHOICE,
        offers.several(STATUSES),
    ),
]
FamilyOpt = Annotated[
    list[str] | None,
    option(
        "--family FAMILY",
        "此类结论：met、on-course、behind、missed、open",
        "met, on-course, behind, missed or open",
        CHOICE,
        offers.several(FAMILIES),
    ),
]

NoPagerOpt = Annotated[bool, option("--no-pager", "不经分页程序", "not through a pager", SCREEN)]
LimitOpt = Annotated[
    str | None, option("-L --limit N", "最多这么多行", "at most so many rows", SCREEN)
]
RowsOpt = Annotated[bool, option("--rows", "全部，逐行", "all of it, one row a goal", SCREEN)]
QuoteOpt = Annotated[
    bool, option("--quote", "只要可引用的一段话", "only the paragraph to quote", SCREEN)
]
WordsOpt = Annotated[
    bool,
    option(
        "--words", "目标与数据用原文的话", "goals and figures in the documents' own words", SCREEN
    ),
]
YearOpt = Annotated[
    str | None,
    option(
        "--year YEAR",
        "以此年12月31日为准；默认最近一个有全年数据的年份",
        "judge on 31 December of it; default: the latest year with a full-year figure",
        QUESTION,
        offers.years,
    ),
]
AsOfOpt = Annotated[
    str | None,
    option(
        "--as-of DATE",
        "只用此日（年、月、日均可）前发布的内容",
        "only what was published by this day, month or year",
        QUESTION,
    ),
]
AllOpt = Annotated[
    bool,
    option(
        "--all",
        "也要已过期、未开始、未写年份的目标",
        "also goals due before, not started, or without a year",
        QUESTION,
    ),
]
GradeOpt = Annotated[
    str | None,
    option(
        "--grade",
        "可用来判断的最低来源等级；默认 copy",
        "the least trusted source that may decide; default copy",
        QUESTION,
        GRADES,
    ),
]
MethodOpt = Annotated[
    str | None,
    option(
        "--method", "判断方法；默认 plan", "method of judgement; default plan", QUESTION, METHODS
    ),
]


DryRunOpt = Annotated[
    bool, option("--dry-run", "只看改动，不写入", "show the change, write nothing")
]
YesOpt = Annotated[bool, option("--yes -y", "不询问，直接写入", "write without asking")]


class KnownOpts(TypedDict):
    """When verdicts are asked for, and from what."""

    year: YearOpt
    as_of: AsOfOpt
    grade: GradeOpt


class QuestionOpts(TypedDict):
    """The question of a line, as `czplan.cli.asking.asked` takes it."""

    year: YearOpt
    as_of: AsOfOpt
    all: AllOpt
    grade: GradeOpt
    method: MethodOpt


class WhereOpts(TypedDict):
    """Of which places."""

    place: PlaceOpt
    level: LevelOpt


class SoughtOpts(TypedDict):
    """Which rows of a listing."""

    search: SearchOpt
    limit: LimitOpt


class GoalOpts(TypedDict):
    """Which goals, as `czplan.filters.select` takes it."""

    plan: PlanOpt
    theme: ThemeOpt
    kind: KindOpt
    due: DueOpt
    scope: ScopeOpt
    place: PlaceOpt
    level: LevelOpt
    search: SearchOpt


class VerdictOpts(TypedDict):
    """Which verdicts, as `czplan.filters.select` takes it."""

    status: StatusOpt
    family: FamilyOpt


class WritingOpts(TypedDict):
    """Whether and where records are written, as `czplan.cli.commands.carry_out` takes it."""

    dry_run: DryRunOpt
    yes: YesOpt
    data: DataOpt
    color: ColorOpt


class ShowingOpts(TypedDict):
    """How an answer is shown; a command takes it as one `out: Output`."""

    format: FormatOpt
    fields: FieldsOpt
    quiet: QuietOpt
    color: ColorOpt
    ascii: AsciiOpt
    no_pager: NoPagerOpt


def count_of(word: str | None) -> int | None:
    """Return how many rows `--limit` allows; None where it isn't given.

    Raises:
        errors.Refusal: it is no count.
    """
    if word is None:
        return None
    from czplan.filters import MOST_ROWS, whole_number

    if (count := whole_number(word, 0, MOST_ROWS)) is None:
        errors.fail(f"--limit 不是行数：{word}", f"--limit: not a number of rows: {word}")
    return count
