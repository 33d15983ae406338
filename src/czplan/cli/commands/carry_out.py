"""What the commands that write share: whose set, the preview, the question, the end."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from czplan import sinks
from czplan.cli import options as opt
from czplan.cli.kit import errors
from czplan.cli.kit.language import current, pick
from czplan.cli.kit.output import Output
from czplan.cli.opening import opened
from czplan.views.row_numbers import counted
from czplan.vocabulary import STATUSES

if TYPE_CHECKING:
    from rich.text import Text

    from czplan.dataset import Dataset
    from czplan.editing.addition import NewRecord
    from czplan.editing.change import SetChange
    from czplan.editing.turns import VerdictTurn
    from czplan.faults import Fault

MOST_LINES = 60
"""Lines of a difference that are shown."""

MOST_TURNS = 20
"""Verdicts that are named."""

MOST_KNOWN = 5
"""Figures that are there already and are named."""


def own_set(writing: opt.WritingOpts) -> Dataset:
    """Return the data set that may be written: one's own, named by `--data` or `CZPLAN_DATA`.

    A dry run writes nothing and may be about the shipped one.

    Raises:
        errors.Refusal: none is named, or it is the one shipped, or it has errors.
    """
    from czplan.editing.change import NEVER, is_shipped
    from czplan.shipped import shipped_folder

    named = writing["data"] or os.environ.get("CZPLAN_DATA") or None
    folder = Path(os.path.expanduser(named)) if named else shipped_folder()
    if not writing["dry_run"] and is_shipped(folder):
        errors.fail(*NEVER)
    return opened(str(folder))


class Trial(NamedTuple):
    """A change that was worked out and tried: what it is, and which verdicts of a year turn."""

    change: SetChange
    turns: list[VerdictTurn]
    year: int | None


def tried(ds: Dataset, additions: Sequence[NewRecord]) -> Trial:
    """Work a change out and try it as a whole; nothing is written.

    Raises:
        czplan.editing.change.Refused, czplan.faults.DataError: the set would have errors.
        czplan.storage.WriteFault: nothing can be added safely.
    """
    from czplan.editing.change import plan
    from czplan.editing.turns import turns, year_of

    found: list[VerdictTurn] = []
    year = year_of([one for one in additions if one.table == "actuals"])

    def look(before: Dataset, after: Dataset) -> None:
        if year is not None and before.target_rows():
            found.extend(turns(before, after, year))

    return Trial(plan(ds, additions, look), found, year)


def carry_out(
    ds: Dataset,
    additions: Sequence[NewRecord],
    writing: opt.WritingOpts,
    *,
    ascii: bool = False,
    remedy: tuple[str, str] | None = None,
    told: Sequence[tuple[str, str]] = (),
    trial: Trial | None = None,
) -> None:
    """Show what would change and which verdicts turn; ask a person; make the change.

    `remedy` is how to leave out the rows of the file that are refused, said after them; `told`
    what is to be known of a change that can be made; `trial` the change, where it was tried.

    Raises:
        errors.Refusal: the set would have errors, or the file can't be written.
        typer.Exit: the person said no (status 1).
    """
    from czplan.editing.change import Refused, commit
    from czplan.faults import DataError

    out = Output.of(format="table", color=writing["color"], ascii=ascii)
    try:
        change, found, year = trial or tried(ds, additions)
        for zh, en in told:
            errors.hint(zh, en)
        _show(change, found, year, out)
        if writing["dry_run"]:
            errors.hint("仅为预览，没有写入", "a dry run: nothing was written")
            return
        if change.files and not writing["yes"] and _somebody() and not _agreed(change):
            errors.hint("没有写入", "nothing was written")
            raise typer.Exit(1)
        done = commit(additions, change)
    except Refused as refused:
        errors.fail(*why_not(refused.faults, remedy))
    except DataError as error:
        errors.fail(*why_not([(None, fault) for fault in error.errors], remedy))
    for zh, en in done.notes:
        errors.hint(f"提醒：{zh}", f"warning: {en}")
    for file in done.files:
        said = [_counted(file.new[0].table, len(file.new))] if file.new else []
        if file.gone:
            said.append((f"删去 {file.gone} 条", f"{file.gone} taken out"))
        zh, en = (sign.join(one) for sign, one in zip("，,", zip(*said, strict=True), strict=True))
        errors.hint(f"已写入 {file.path}：{zh}", f"wrote {file.path}: {en}")


def _counted(table: str, count: int) -> tuple[str, str]:
    """Return how many records of a table were written."""
    words = {
        "actuals": ("个数", "figure"),
        "targets": ("个目标", "goal"),
        "indicators": ("个指标", "indicator"),
        "plans": ("个规划", "plan"),
        "sources": ("个来源", "source"),
        "not-goals": ("处不收", "place that is no record"),
    }
    zh, en = words[table]
    many = "places that are no record" if table == "not-goals" else f"{en}s"
    return f"{count} {zh}", f"{count} {en if count == 1 else many}"


def _somebody() -> bool:
    """Tell whether a person is there to answer."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def _agreed(change: SetChange) -> bool:
    """Ask whether to make the change; only a clear yes is one."""
    names = pick("、", ", ").join(map(str, change.paths))
    print(pick(f"写入 {names}？[y/N] ", f"Write {names}? [y/N] "), end="", file=sys.stderr)
    sys.stderr.flush()
    return sys.stdin.readline().strip().casefold() in ("y", "yes", "是", "好", "对")


def _show(change: SetChange, found: Sequence[VerdictTurn], year: int | None, out: Output) -> None:
    """Show a change: the lines on standard output, the rest on standard error."""
    for one in change.known[:MOST_KNOWN]:
        errors.hint(
            f"{_origin(one)}{one.title}：已有同样的一条，略过",
            f"{_origin(one)}{one.title}: left out, is there already",
        )
    if len(change.known) > MOST_KNOWN:
        left = len(change.known) - MOST_KNOWN
        errors.hint(f"（另有 {left} 条也已有，略过）", f"({left} more are there already, left out)")
    if not change.files:
        return
    lines = change.diff()
    out.show(_coloured([sinks.plain(line) for line in lines[:MOST_LINES]], out))
    if len(lines) > MOST_LINES:
        left = len(lines) - MOST_LINES
        errors.hint(f"（另有 {left} 行）", f"({counted(left, 'more line')})")
    sys.stdout.flush()
    for fault in change.warnings:
        errors.hint(f"提醒：{fault.message('zh')}", f"warning: {fault.message('en')}")
    turned = [turn for turn in found if turn.turned]
    other = len(found) - len(turned)
    for turn in turned[:MOST_TURNS]:
        errors.hint(_turn(turn), _turn(turn))
    if len(turned) > MOST_TURNS:
        left = len(turned) - MOST_TURNS
        errors.hint(f"（另有 {left} 个结论改变）", f"({left} more verdicts change)")
    if year is not None and not turned:
        errors.hint(f"{year} 年的结论都不改变", f"no verdict of {year} changes")
    if other:
        errors.hint(
            f"{year} 年另有 {other} 个目标结论不变，所依据的数有变",
            f"{other} more goal{'s' if other > 1 else ''} of {year}: the figure behind the"
            " verdict is another, the verdict the same",
        )


def _turn(turn: VerdictTurn) -> str:
    """Return a verdict's change as one line: id, name, old verdict, new verdict and figure."""
    name = turn.name_zh if current() == "zh" else turn.name_en
    old, new = (STATUSES[cells["status"]].name(current()) for cells in (turn.before, turn.after))
    figure = turn.after["actual_stated"]
    basis = pick(f"（{figure}）", f" ({figure})") if figure else ""
    return f"{turn.id} {name}{pick('：', ': ')}{old} → {new}{basis}"


def _coloured(lines: Sequence[str], out: Output) -> Text:
    """Return the lines of a difference, what is added in green and what goes in red."""
    from rich.text import Text

    whole = Text()
    for line in lines:
        colour = {"+": "green", "-": "red", "@": "cyan"}.get(line[:1], "")
        whole.append(line + "\n", style=colour if out.colour else "")
    return whole


def _origin(one: NewRecord | None) -> str:
    """Return which row of a file an addition comes from, as the beginning of a message."""
    if one is None or not one.origin:
        return ""
    return pick(f"第 {one.origin} 行：", f"row {one.origin}: ")


def why_not(
    faults: Sequence[tuple[NewRecord | None, Fault]], remedy: tuple[str, str] | None = None
) -> tuple[str, str]:
    """Return why a set can't be as it would be, in both languages; the first few faults."""
    from czplan.cli.opening import SHOWN

    texts = []
    for lang in ("zh", "en"):
        said = []
        for owner, fault in faults[: SHOWN * 3]:
            text = fault.text(lang) if owner is None else fault.text(lang).partition(": ")[2]
            said.append(_origin(owner) + text)
        if len(faults) > SHOWN * 3:
            left = len(faults) - SHOWN * 3
            said.append(f"……另有 {left} 处" if lang == "zh" else f"... and {left} more")
        rows = dict.fromkeys(one.origin for one, _ in faults if one is not None and one.origin)
        if remedy and rows:
            listed = "、".join(rows) if lang == "zh" else ", ".join(rows)
            said.append(f"{remedy[lang == 'en']}{'：' if lang == 'zh' else ': '}{listed}")
        texts.append("\n  ".join(said))
    return f"没有写入：{texts[0]}", f"nothing was written: {texts[1]}"
