"""What `czplan progress` shows to a person: the answer on one screen, or the table of its rows."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from czplan.cli.asking import QuestionArgs
from czplan.cli.commands import progress_summary
from czplan.cli.kit import errors, handles
from czplan.cli.kit.language import pick
from czplan.cli.kit.output import Output, tell_hidden
from czplan.cli.tell import tell_limit
from czplan.method.headline import headline, headlines, promises
from czplan.views.layout import cells, wrap
from czplan.vocabulary import FAMILIES, STATUSES

if TYPE_CHECKING:
    from czplan.dataset import Dataset

Row = Mapping[str, Any]


def program() -> str:
    """Return how this program is called, so that what is shown can be typed as it stands."""
    called = Path(sys.argv[0])
    if called.name != "czplan" or called.parent.name not in ("bin", "Scripts"):
        return "czplan"
    from shutil import which

    found = which("czplan")
    if found and Path(found).resolve() == called.resolve():
        return "czplan"
    try:
        return str(called.relative_to(Path.cwd())) if called.is_absolute() else str(called)
    except ValueError:
        return str(called)


def _typed(*words: str) -> str:
    """Return a command as it may be typed after this one: of the data set that this line names."""
    line = sys.argv[1:]
    named = [word for word in line if word.startswith("--data=")][:1]
    if "--data" in line[:-1]:
        at = line.index("--data")
        named = line[at : at + 2]
    return shlex.join([program(), *words, *named])


def show_answer(
    rows: Sequence[Row],
    ds: Dataset,
    question: QuestionArgs,
    out: Output,
    *,
    words: bool,
    chosen: Sequence[str],
    notes: Sequence[str],
    only: str = "",
) -> None:
    """Show the answer on one screen, keep its numbering, and say how to go on.

    Args:
        rows: the verdict rows chosen, worst first.
        words: show the documents' words.
        chosen: the families or verdicts that the rows were chosen by; these are listed whole.
        notes: what will be said beside it on standard error, which takes room too.
        only: which goals alone were asked for, in words.
    """
    from rich.text import Text

    from czplan.views.answer import answer
    from czplan.views.progress import Background, legend

    head = titles(rows, ds, question, out, chosen, only)
    families = {STATUSES[code].family if code in STATUSES else code for code in chosen}
    known = Background.of(ds, out, rows)
    every = promises(rows)
    more = _typed("sources", "coverage") if len(head) == 3 else ""
    if more and cells(head[-1]) + cells(more) + 1 < out.width:
        head[-1] += " " * (out.width - cells(head[-1]) - cells(more)) + more
        more = ""
    listed = families or {"missed", "behind"}
    marked = [one.row for one in every]
    marked = [row for row in marked if row["family"] in listed or "contested" in row["flags"]]
    marks = legend(marked, out)
    beside = [note for note in (marks, *notes) if note]
    if cells("    ".join(beside)) <= out.width:
        beside = ["    ".join(beside)] if beside else []
    told = out.pick(f"读了什么：{more}", f"what was read: {more}")
    if more and beside and cells(f"{beside[0]}    {told}") <= out.width:
        beside[0] += f"    {told}"
    onward = _onward(2, ds, out, question["as_of"])
    # what is said beside it, the warning before it and the prompt after it take lines, too
    taken = sum(len(wrap(note, out.width)) for note in beside) + len(onward) + 2
    taken += bool(ds.faults)
    screen = answer(
        head,
        every,
        known,
        out,
        room=max(0, out.height - taken),
        families=frozenset(families),
        words=words,
    )
    lines = screen.lines
    if screen.ids:
        lines += [Text(""), *_onward(len(screen.ids), ds, out, question["as_of"])]
    out.show(*lines)
    handles.keep([f"target:{id}" for id in screen.ids], ds.folder, {**question})
    for note in beside:
        errors.hint(note, note)


def titles(
    rows: Sequence[Row],
    ds: Dataset,
    question: QuestionArgs,
    out: Output,
    chosen: Sequence[str],
    only: str = "",
) -> list[str]:
    """Return the lines above the rows: the headline, or by which verdicts they were `chosen`.

    `only`: which goals alone were asked for, in words.
    """
    year = question["year"]
    if chosen:
        return [_chosen(chosen, len(promises(rows)), year, ds, out, question["as_of"], only)]
    made = headlines(rows, ds, year, as_of=question["as_of"])
    told = progress_summary.titled
    return [line for figures in made for line in told(figures, rows, ds, out, only)]


def _chosen(
    chosen: Sequence[str],
    count: int,
    year: int,
    ds: Dataset,
    out: Output,
    as_of: str | None,
    only: str,
) -> str:
    """Return the headline of rows chosen by their verdicts: no rate, which would say nothing.

    It names all that was chosen by (`as_of`, `only`), as the sentence of the year does.
    """
    from czplan.views.headline_words import aside

    terms = [STATUSES[code] if code in STATUSES else FAMILIES[code] for code in chosen]
    names = [term.name(out.lang) for term in terms]
    place = ds.place.in_language(out.lang)
    within = aside(as_of, only, out.lang)
    if out.lang == "zh":
        which = f"只看“{'、'.join(names)}”{within}"
        return f"{place} {year} 年，{which}：{count} 项承诺".strip()
    one = "promise" if count == 1 else "promises"
    which = " or ".join(name.lower() for name in names) + within
    return f"{place}, {year}, only {which}: {count} {one}".removeprefix(", ")


def _onward(count: int, ds: Dataset, out: Output, as_of: str | None) -> list[Any]:
    """Return the next two commands, as they may be typed."""
    from czplan.method.question import default_year, last_day
    from czplan.views.style import cell

    at = min(2, count)
    one = _typed("show", str(at))
    typed = sys.argv[1:]
    line = typed if "progress" in typed else ["progress"]
    start = line.index("progress") + 1
    usual = str(default_year(ds, last_day(as_of) if as_of else None))
    for words in (["--year", usual], [f"--year={usual}"], [usual]):
        last = len(line) if words[0] != usual else start + 1
        places = (place for place in range(start, last) if line[place:][: len(words)] == words)
        if (place := next(places, None)) is not None:
            line = line[:place] + line[place + len(words) :]
    line = [  # without what was asked of the looks of this one screen
        word
        for before, word in pairwise(["", *line])
        if before != "--color" and word.partition("=")[0] not in ("--no-pager", "--color")
    ]
    two = f"{program()} {shlex.join([*line, '--rows'])}"
    first = out.pick(f"看第 {at} 项的证据与算式", f"evidence and sum of no. {at}")
    second = out.pick("全部，逐行", "every row")
    brief = (out.pick(f"看第 {at} 项", "evidence"), out.pick("全部逐行", "all rows"))
    for said in ((first, second), brief, ("", "")):
        whole = f"{one}  {said[0]}".rstrip() + f"    {two}  {said[1]}".rstrip()
        if cells(whole) <= out.width:
            return [cell(whole, "dim")]
    width = max(cells(one), cells(two)) + 2
    lines = [
        f"{command}{' ' * (width - cells(command))}{said}"
        for command, said in ((one, first), (two, second))
    ]
    return [
        cell(line if cells(line) <= out.width else line.split("  ")[0], "dim") for line in lines
    ]


def grouped(
    rows: Sequence[dict[str, Any]], group: str, ds: Dataset
) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the rows by the value of a column, groups in the order of their vocabulary."""
    order: Sequence[str] = {
        "plan": list(ds.plan_records),
        "theme": list(ds.themes),
        "family": ["missed", "behind", "open", "on-course", "met"],
    }[group]
    found: dict[str, list[dict[str, Any]]] = {code: [] for code in order}
    of_whole: dict[str, str] = {}
    for row in rows:
        whole, is_part = row["id"].partition("#")[:2]
        code = of_whole.get(whole, str(row[group])) if is_part else str(row[group])
        of_whole.setdefault(row["id"], code)
        found.setdefault(code, []).append(row)
    return [(code, part) for code, part in found.items() if part]


def _group_name(code: str, group: str, ds: Dataset, out: Output) -> str:
    """Return what a group is called."""
    if group == "plan" and code in ds.plan_records:
        name = ds.plan_records[code].name
        return name.in_language(out.lang)
    terms: Mapping[str, Any] = FAMILIES if group == "family" else ds.themes
    return str(terms[code].name(out.lang)) if code in terms else code


def show_rows(
    rows: Sequence[dict[str, Any]],
    ds: Dataset,
    question: QuestionArgs,
    group: str | None,
    out: Output,
    *,
    words: bool,
    limit: int | None,
    chosen: Sequence[str],
    only: str = "",
) -> None:
    """Show the headline and the table, or one table a group, with hints on standard error."""
    from rich.text import Text

    from czplan.views import progress as view
    from czplan.views.style import cell

    year, as_of = question["year"], question["as_of"]
    head = titles(rows, ds, question, out, chosen, only)
    parts: list[Any] = [*(cell(line, "" if at else "bold") for at, line in enumerate(head))]
    parts += [*([] if chosen else [view.tally(rows, out)]), Text("")]
    whole = len(rows)
    rows = [row | {"number": at} for at, row in enumerate(rows[:limit], start=1)]
    numbers = not out.natural
    laid = view.progress_layout(
        rows,
        out,
        view.Background.of(ds, out, rows),
        words=words or out.lang == "zh",
        numbers=numbers,
    )
    if group is None:
        parts.append(laid.table(rows, out))
    else:
        for code, part in grouped(rows, group, ds):
            heading = cell(_group_name(code, group, ds, out), "bold")
            figures = headline(part, year, as_of=as_of)
            if group != "family" and figures["numbered"]:
                heading.append_text(cell(_counted(figures, out), "dim"))
            parts += [heading, view.tally(part, out), laid.table(part, out), Text("")]
    if rows:
        out.show(*parts)
    else:
        out.show(*parts[:-1])
    if numbers:
        handles.keep([f"target:{row['id']}" for row in rows], ds.folder, {**question})
    tell_limit(len(rows), whole)
    tell_hidden(out, laid.hidden)
    marks = view.legend(rows, out, bars=True, bounds=words or out.lang == "zh")
    if marks:
        errors.hint(marks, marks)


def _counted(figures: Mapping[str, Any], out: Output) -> str:
    """Return how many of a group's numbered promises due have a figure, and how many are met."""
    due, known, met = (figures[key] for key in ("numbered", "with_figure", "met"))
    return out.pick(
        f"  写明数字的到期 {due} 项，{known} 项有数据，完成 {met}",
        f"  {due} numbered due, {known} with a figure, {met} met",
    )


def left_out(count: int, bounded: bool) -> str:
    """Say how many goals the question leaves aside, and how to have them; empty for none.

    `bounded`: by the day of knowledge too.
    """
    if not count:
        return ""
    later = pick("此后才提出、", "stated later, ") if bounded else ""
    return pick(
        f"另有 {count} 个目标（{later}此前到期、未开始、未写年份）：--all",
        f"{count} more ({later}due before, not begun, no year): --all",
    )
