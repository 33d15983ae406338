"""The comparison of two plans for people: counts of each change, then goal by goal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from czplan.quantity.units import POINTS
from czplan.views.fitting import Column, Fitted, fit
from czplan.views.gap_texts import MOST
from czplan.views.layout import in_lines
from czplan.views.readings import amount
from czplan.views.row_cells import named
from czplan.views.row_numbers import percent
from czplan.views.screen import Screen, in_signs
from czplan.views.style import cell, ink
from czplan.vocabulary import CHANGES, COVERAGES

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Plan

Row = Mapping[str, Any]


_OF_A_CEILING = {"raised": ("收紧", "tightened"), "lowered": ("放宽", "loosened")}


def change_sign(code: str | None, screen: Screen, difference: float | None = None) -> Text:
    """Return a change as sign and word in its colour; nothing for none.

    `difference`: of the two numbers. Who asks for more with a smaller one tightens a ceiling, and
    the word says so; the sign stays that of what is asked.
    """
    if code is None or code not in CHANGES:
        return Text("")
    term = CHANGES[code]
    said = term.name(screen.lang)
    if code in _OF_A_CEILING and difference and (difference < 0) == (code == "raised"):
        said = screen.pick(*_OF_A_CEILING[code])
    return cell(f"{screen.sign(term.sign, term.ascii)} {said}", ink(term))


def moved(row: Row) -> float | None:
    """Return by how much a goal's number moved; None for a rank: it is raised by a lower one."""
    return None if row["unit"] == "位" else row["difference"]


def with_year(words: str | None, due: int | None, screen: Screen, plan: str = "") -> Text:
    """Return a goal's words with its due year, and the `plan` that states it where it is named."""
    if words is None:
        return Text("")
    year = screen.pick("未写年份", "no year") if due is None else str(due)
    notes = ["" if year in plan else year, plan]
    said = screen.pick("，", ", ").join(filter(None, notes))
    return cell(words).append(screen.pick(f"（{said}）", f" ({said})"), "dim")


def size(row: Row, unit: str | None, screen: Screen) -> Text:
    """Return by how much a goal changed, in its unit and, up to 200, in per cent.

    A rate moves by points alone: their share of it would be read as the points themselves.
    """
    if not row["difference"]:
        return Text("")
    text = cell(in_signs(amount(row["difference"], unit or "", screen.lang, sign=True), screen))
    if row["ratio"] is not None and abs(row["ratio"]) <= MOST and unit not in ("位", *POINTS, "‰"):
        sign = "+" if row["ratio"] > 0 else ""
        ratio = percent(row["ratio"], screen.lang).replace("-", screen.sign("−", "-"))
        text.append(f" ({sign}{ratio})")
    return text


def how(row: Row, screen: Screen) -> str:
    """Return what changed of a goal whose number didn't: its year or its words."""
    years = [row[f"{side}_due"] for side in ("from", "to")]
    moved = years[1] - years[0] if None not in years else 0
    said = {
        "raised": ("措辞收紧", "firmer words"),
        "lowered": ("措辞放宽", "looser words"),
        "reworded": ("措辞不同", "other words"),
    }
    if row["change"] == "reworded" and None not in (row["from_value"], row["to_value"]):
        return screen.pick("不可比", "not comparable")
    if row["change"] == "postponed" and moved > 0:
        return screen.pick(f"晚 {moved} 年", f"{moved} year{'s' * (moved > 1)} later")
    if row["change"] == "raised" and moved < 0 and row["from_stated"] == row["to_stated"]:
        return screen.pick(f"早 {-moved} 年", f"{-moved} year{'s' * (moved < -1)} sooner")
    return screen.pick(*said.get(row["change"], ("", "")))


def read_of(plan: Plan, ds: Dataset, screen: Screen) -> str:
    """Say what was read of a plan, and in which document, where that isn't the plan itself."""
    code = plan.coverage
    name = plan.name.in_language(screen.lang)
    if code is None or code not in COVERAGES:
        return screen.pick(f"{name}：未注明读了多少", f"{name}: how much was read isn't said")
    term = COVERAGES[code]
    note = term.note(screen.lang)
    source = ds.source_records.get(plan.source or "")
    if code == "restated" and source is not None:
        title = source.title.in_language(screen.lang)
        note = screen.pick(f"只从《{title}》得知", f"known only through “{title}”")
    said = term.name(screen.lang)
    return screen.pick(f"{name}：{said}（{note}）", f"{name}: {said} ({note})")


def headline(
    title: str, rows: Sequence[Row], screen: Screen, read: Sequence[str] = (), first: str = ""
) -> list[Text]:
    """Return the title, what was read of each plan, and how many goals met with each change.

    Goals set against a statement of another plan than `first` are counted in a line of their own.
    """
    own = [row for row in rows if not first or _plan_of(row["from_id"]) in ("", first)]
    others = [row for row in rows if row not in own]
    lines = _counted(own, screen)
    if others:
        said = screen.pick("与更早的文件相比：", "against earlier documents: ")
        lines += _counted(others, screen, said)
    return [cell(title, "bold"), *(cell(line, "dim") for line in read), *lines]


def _plan_of(id: str | None) -> str:
    return str(id or "").partition("/")[0]


def _counted(rows: Sequence[Row], screen: Screen, said: str = "") -> list[Text]:
    """Return how many rows there are of each change, in lines; `said` stands before the first."""
    parts: list[Text] = []
    for code, term in CHANGES.items():
        number = sum(row["change"] == code for row in rows)
        if number:
            part = change_sign(code, screen).append(f" {number}", style=ink(term))
            parts.append(part if parts else Text.assemble(said, part))
    lines = in_lines([part.plain for part in parts], screen.width)
    return [Text("  ", overflow="fold").join(parts[at] for at in line) for line in lines]


def folded(rows: Sequence[Row], screen: Screen) -> Text:
    """Return the goals of which nobody knows whether the other plan holds them, in a line."""
    text = change_sign("not_held", screen)
    note = CHANGES["not_held"].note(screen.lang)
    text.append(f" {len(rows)}{screen.pick('：', ': ')}{note}    ", ink(CHANGES["not_held"]))
    return text.append("--change not_held", "dim")


def compare_table(
    rows: Sequence[Row],
    first: str,
    second: str,
    screen: Screen,
    plans: Mapping[str, str],
    asked: Mapping[str, str],
) -> Fitted:
    """Return the rows.

    Args:
        rows: of `czplan.views.compare.compare`.
        first, second: ids of the plans; their names head the columns.
        screen: where it is shown.
        plans: the names of all plans: an earlier statement may be of a third one.
        asked: what each goal asks for, by id; where it isn't known, its words stand.
    """

    def stated(row: Row, side: str, plan: str) -> Text:
        words = row[f"{side}_stated"]
        said = words and in_signs(asked.get(row[f"{side}_id"], words), screen)
        own = _plan_of(row[f"{side}_id"])
        other = plans[own] if own and own != plan else ""
        return with_year(said, row[f"{side}_due"], screen, other)

    def sign(row: Row) -> Text:
        return change_sign(row["change"], screen, moved(row))

    return fit(
        rows,
        [
            Column("变化", "Change", sign, 0, 8, 11),
            Column("目标", "Goal", named(screen), 0, 12, 24),
            Column(plans[first], plans[first], lambda r: stated(r, "from", first), 0, 12, 24),
            Column(plans[second], plans[second], lambda r: stated(r, "to", second), 0, 12, 24),
            Column("幅度", "By", lambda r: size(r, r["unit"], screen) or how(r, screen), 1, 8, 20),
            Column("编号", "Id", lambda r: cell(r["to_id"] or r["from_id"], "dim"), 4, 16),
        ],
        screen,
    )
