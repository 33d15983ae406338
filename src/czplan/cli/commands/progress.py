"""`czplan progress`: every goal in force in a year and its verdict, worst first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from czplan import filters
from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.asking import QuestionArgs, asked, is_gone, none_in, tell_gone
from czplan.cli.choices import FAILING, GROUPS
from czplan.cli.commands import progress_screens as screens
from czplan.cli.commands import progress_summary
from czplan.cli.commands.progress_places import are_many, own_place, show_places
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.language import pick
from czplan.cli.kit.output import Output, emit
from czplan.cli.opening import opened
from czplan.cli.tell import tell_limit
from czplan.vocabulary import FAMILIES, GRADES, RESULT_COLUMNS, STATUSES

if TYPE_CHECKING:
    from czplan.dataset import Dataset

COLUMNS = RESULT_COLUMNS


GroupOpt = Annotated[
    str | None,
    opt.option(
        "--group-by", "分组并给出小计", "in groups, each with its own counts", opt.QUESTION, GROUPS
    ),
]
FailOpt = Annotated[
    str | None,
    opt.option(
        "--fail-on",
        "有此类结论时退出码为 1（behind 含 missed）",
        "exit status 1 if any row is behind or missed; missed: only if missed",
        opt.QUESTION,
        FAILING,
    ),
]
SummaryOpt = Annotated[
    bool,
    opt.option(
        "--summary",
        "只要总计：一句话，或数据",
        "the headline alone: a sentence, or its figures",
        opt.QUESTION,
    ),
]
YearArg = Annotated[
    str | None, opt.argument("YEAR", "同 --year", "the same as --year", offers.years)
]


@described(
    "czplan progress --year 2025",
    "czplan progress --year 2025 --summary",
    "czplan progress --year 2025 --family missed --words",
    "czplan progress --year 2025 --group-by theme --lang en",
    zh="终端上先答一屏：可引用的一句话、未完成、落后、完成、暂无结论；同一承诺只算一次。"
    "--rows 逐行，管道中总是逐行。以该年12月31日为准，用当时已结束时期的数据判断；"
    "默认只列该年在执行且不早于该年到期的目标。┃ 是按时间应达到的进度；"
    "≈ 为预计或初步数，> < 为只知下限或上限，◇ 为代用指标，⚑ 为另有来源不合、结论会变。",
    en="On a terminal the answer on one screen: the sentence to quote, what was missed, what is "
    "behind, what was met, what can't be told yet; a promise counts once. --rows shows every row, "
    "and a pipe always gets them. Judged on 31 December of the year with figures of periods that "
    "end by then; by default the goals that have started and are due in the year or later. ┃ is "
    "where a goal should be by now; ≈ marks an estimate or preliminary figure, > and < a figure of "
    "which one end is known, ◇ a neighbouring measure, ⚑ another source that would turn the "
    "verdict.",
)
def progress(
    out: Output,
    typed: YearArg = None,
    *,
    ask: opt.QuestionOpts,
    group_by: GroupOpt = None,
    fail_on: FailOpt = None,
    summary: SummaryOpt = False,
    rows_wanted: opt.RowsOpt = False,
    words: opt.WordsOpt = False,
    limit: opt.LimitOpt = None,
    goals: opt.GoalOpts,
    verdicts: opt.VerdictOpts,
    data: opt.DataOpt = None,
) -> None:
    """Show the verdicts of a year."""
    group = failing = None
    if group_by is not None:
        group = errors.one_of(group_by.lower(), GROUPS, "分组", "grouping")
    if fail_on is not None:
        failing = errors.one_of(fail_on.lower(), FAILING, "条件", "condition")
    most = opt.count_of(limit)
    if typed is not None:
        ask["year"] = _asked_year(typed, ask["year"])
    ds = opened(data)
    question = asked(ds, **ask)

    from czplan import progress as judge
    from czplan.export.rows_as_text import FrameRows, frame_rows
    from czplan.places import chosen_places
    from czplan.views.worst_first import worst_first

    place = own_place(ds, goals["place"], goals["level"])
    choice: dict[str, Any] = {**goals, "place": place, **verdicts}
    asked_for = out.fields if out.fields is not None else () if out.for_people else COLUMNS
    sentences = not out.quiet and any(name.startswith("reason_") for name in asked_for)
    frame = worst_first(judge(ds, **question, reasons=sentences))
    rows: Sequence[dict[str, Any]] = FrameRows(frame)
    apart = rows_wanted or group or most is not None or ask["method"] == "open-sdg"
    as_rows = apart or out.as_rows
    # a table of many places is one line each, asked for by name or not
    by_place = not out.as_rows or out.laid_out
    many = by_place and not apart and frame["place"].nunique() > 1
    if any(choice.values()) or out.for_people or group or summary or many:
        rows = filters.select(frame_rows(frame), ds, **choice)
    places = chosen_places(ds, place, goals["level"])
    tell_gone(ds, question["year"], places, asked=bool(goals["place"]))
    if not rows:
        every = frame_rows(frame) if goals["search"] else ()
        held = filters.select(every, ds, **choice | {"search": None})
        none_in(ds, question["year"], goals["search"], held, as_of=ask["as_of"])
        if out.for_screen and not summary and any(choice.values()):
            raise typer.Exit(0)  # a headline would say that nothing was promised
    chosen = filters.verdicts_of(**verdicts)
    asked_grade = question["grade"]
    stricter = [GRADES[asked_grade].name(out.lang)] if asked_grade != "copy" else None
    only = progress_summary.only_in_words({**choice, "grade": stricter}, ds, out)
    if summary:
        if chosen and out.laid_out:
            out.say(screens.titles(rows, ds, question, out, chosen, only))
        else:
            progress_summary.put(rows, ds, question["year"], question["as_of"], out, only)
        raise typer.Exit(_failing(rows, failing))
    if many and are_many(rows):
        show_places(rows, ds, question["year"], question["as_of"], out)
        raise typer.Exit(_failing(rows, failing))
    if group:
        rows = [row for _, part in screens.grouped(rows, group, ds) for row in part]
    if not out.for_people or out.fields is not None:
        shown = rows[:most]
        emit(shown, [str(name) for name in frame.columns], out=out, ds=ds)
        tell_limit(len(shown), len(rows))
        raise typer.Exit(_failing(rows, failing))
    left = ""
    if not ask["all"]:
        judged = {str(id).partition("#")[0] for id in frame["id"]}
        count = _beyond(ds, question, choice, judged)
        left = screens.left_out(count, ask["as_of"] is not None)
    if not as_rows and out.for_screen:
        screens.show_answer(
            rows,
            ds,
            question,
            out,
            words=words,
            chosen=chosen,
            notes=[left] if left else [],
            only=only,
        )
    else:
        screens.show_rows(
            rows, ds, question, group, out, words=words, limit=most, chosen=chosen, only=only
        )
        if left:
            errors.hint(left, left)
    raise typer.Exit(_failing(rows, failing))


def _beyond(
    ds: Dataset, question: QuestionArgs, choice: dict[str, list[str] | None], judged: set[str]
) -> int:
    """Return how many goals the filters would hold that the year leaves out."""
    if choice["status"] or choice["family"]:
        from czplan import progress as judge
        from czplan.export.rows_as_text import frame_rows

        wider = cast("QuestionArgs", {**question, "all": True})
        every = frame_rows(judge(ds, **wider, reasons=False))
        beyond = filters.select(every, ds, **choice)
        return len({str(row["id"]).partition("#")[0] for row in beyond} - judged)
    if any(choice.values()) or any(one.first or one.last for one in ds.place_records.values()):
        beyond = filters.select(ds.target_rows(), ds, **choice)
        there = (row for row in beyond if not is_gone(row, question["year"], ds))
        return len({str(row["id"]) for row in there} - judged)
    return ds.book.target_count - len(judged)


def _asked_year(word: str, year: str | None) -> str:
    """Return the year that stands where `--year` should, and say so.

    Raises:
        errors.Refusal: the word is no year, or another one is asked for.
    """
    if not (word.isascii() and word.isdigit() and len(word) == 4 and year in (None, word)):
        offer = ""
        if word in FAMILIES:
            offer = pick(f"是不是 --family {word}？", f" Did you mean --family {word}?")
        elif word in STATUSES:
            offer = pick(f"是不是 --status {word}？", f" Did you mean --status {word}?")
        errors.fail(
            f"多余的参数：{word}。{offer}（用法见 czplan progress --help）",
            f"unexpected argument: {word}.{offer} (see czplan progress --help)",
        )
    errors.hint(f"{word} 作 --year {word} 理解", f"{word} is taken as --year {word}")
    return word


def _failing(rows: Sequence[Mapping[str, Any]], failing: str | None) -> int:
    """Return the exit status that `--fail-on` asks for."""
    return int(bool(failing) and any(row["family"] in FAILING[failing or ""] for row in rows))
