"""The verdicts of a year in rows: one line a goal, worst first, and what its signs mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from czplan.period import period_words
from czplan.views.fitting import Column, Layout, layout
from czplan.views.gap_texts import gap_text, share_of_goal, why_missed
from czplan.views.layout import in_lines
from czplan.views.lists import words_of
from czplan.views.meters import bar
from czplan.views.readings import figure_reading, goal_reading, judged_text, said_words, span_text
from czplan.views.row_cells import NUMBER, name_of, raw, term, year_due
from czplan.views.row_numbers import percent
from czplan.views.screen import Screen, in_signs
from czplan.views.stated import with_english
from czplan.views.style import cell, colour, verdict
from czplan.vocabulary import FAMILIES, GRADES, OPEN_SDG_STATUSES, Term

if TYPE_CHECKING:
    from rich.text import Text

Row = Mapping[str, Any]

EXPECTING = frozenset({"estimate", "preliminary"})

RUNNING = frozenset({"behind", "on-course"})
"""The families of goals under way, whose progress from the baseline says how they fare."""


class Marks(NamedTuple):
    """The signs beside a figure, in what the screen can write."""

    estimate: str
    contested: str
    proxy: str
    low: str = ">"
    high: str = "<"

    @classmethod
    def on(cls, screen: Screen) -> Marks:
        """Return the marks for a screen."""
        contested = screen.sign("⚑", "") or screen.sign("※", "!")
        return cls(screen.sign("≈", "~"), contested, screen.sign("◇", "*"))


def signs_of(row: Row, screen: Screen, *, bounds: bool = False) -> str:
    """Return the marks of a row's figure; `bounds`: also those of the ends that are known."""
    marks = Marks.on(screen)
    return "".join(getattr(marks, name) for name in marks_of(row, bounds=bounds))


MEANINGS = {
    "estimate": Term(
        "estimate", "初步数", "preliminary", "初步或预计数", "preliminary or estimate"
    ),
    "low": Term("low", "只知下限", "lower bound", "", "only the lower end is certain"),
    "high": Term("high", "只知上限", "upper bound", "", "only the upper end is certain"),
    "proxy": Term("proxy", "代用指标", "proxy", "用相近指标代替", "a neighbouring measure"),
    "contested": Term("contested", "另有来源不合", "contested", "", "another document differs"),
}
"""What the marks of a figure say, by name; the note is what a sign says that is pointed at."""


def marks_of(row: Row, *, bounds: bool = False) -> list[str]:
    """Return the names of the marks of a row's figure."""
    there = {
        "estimate": row["actual_status"] in EXPECTING,
        "low": bounds and row["actual_sure"] == "low",
        "high": bounds and row["actual_sure"] == "high",
        "proxy": "proxy" in row["flags"],
        "contested": "contested" in row["flags"],
    }
    return [name for name, is_there in there.items() if is_there]


def signs_said(row: Row, lang: str) -> list[str]:
    """Return what the marks of a row's figure say, in words."""
    return [MEANINGS[name].name(lang) for name in marks_of(row)]


def legend(rows: Sequence[Row], screen: Screen, *, bars: bool = False, bounds: bool = False) -> str:
    """Return what the marks that stand in some rows mean, in one line; empty for none."""
    marks = Marks.on(screen)
    used = {name for row in rows for name in marks_of(row, bounds=bounds)}
    said = [
        f"{getattr(marks, name)} {meaning.name(screen.lang)}"
        for name, meaning in MEANINGS.items()
        if name in used
    ]
    if bars and any(row["family"] in RUNNING and row["expected"] is not None for row in rows):
        expected = screen.pick("应达进度", "expected by now")
        said.insert(0, f"{screen.sign('┃', '|')} {expected}")
    return "  ".join(said)


def figure(row: Row, screen: Screen) -> Text:
    """Return the figure that decided: its words, its period, and its marks."""
    words = figure_reading(row, screen.lang) if row["kind"] == "ladder" else said_words(row)
    ends = row["actual_low"], row["actual_high"], row["actual_sure"]
    words = words or span_text(*ends, row["unit"] or "", screen.lang)
    return _marked(derived(row, screen) or words, row, screen, bounds=True)


def read_figure(row: Row, screen: Screen) -> Text:
    """Return the figure that decided as a number, with its period and its marks."""
    read = derived(row, screen) or in_signs(figure_reading(row, screen.lang), screen)
    return _marked(read, row, screen)


def derived(row: Row, screen: Screen, *, brief: bool = False) -> str:
    """Return a figure judged by one worked out from it, with that one; empty for any other.

    `brief`: the one that was judged alone.
    """
    if not judged_text(row, screen.lang):
        return ""
    stated, read = row["actual_stated"], figure_reading(row, screen.lang)
    if brief:
        return screen.pick(f"折算{read}", f"{read} derived")
    return screen.pick(f"{stated}（折算{read}）", f"{stated} ({read} derived)")


def _marked(words: str, row: Row, screen: Screen, *, bounds: bool = False) -> Text:
    """Return a figure with its marks, and its period where it isn't the year judged."""
    if not words:
        return cell("")
    text = cell(words)
    if row["actual_period"] not in (None, str(row["year"])):
        said = in_signs(period_words(row["actual_period"], "en"), screen)
        text.append_text(cell(f" ({said})", "dim"))
    signs = signs_of(row, screen, bounds=bounds)
    if signs:
        text.append(f" {signs}", style="bold")
    return text


def gap(row: Row, screen: Screen, known: Background) -> str:
    """Return how far the figure is from the goal; for a miss without a distance, why it is one."""
    part = known.parts.get(str(row["id"]))
    return in_signs(gap_text(row, screen.lang) or why_missed(row, screen.lang, part), screen)


def how_far(row: Row, screen: Screen, width: int) -> Text:
    """Return the way from the baseline of a goal under way, as a bar with its number."""
    number = in_signs(way_text(row, screen.lang), screen)
    if not number:
        return cell("")
    ends = row["progress_low"], row["progress_high"], row["expected"]
    text = bar(*ends, screen, width=width, style=colour(row["family"]))
    return text.append(f" {number}")


def way_text(row: Row, lang: str) -> str:
    """Return the way from the baseline of a goal under way in per cent; empty for any other."""
    low, high = row["progress_low"], row["progress_high"]
    if row["family"] not in RUNNING or (low is None and high is None):
        return ""
    if low is None or high is None:
        return f"{'<' if low is None else '>'}{percent(high if low is None else low, lang, 0)}"
    number, most = percent(low, lang, 0), percent(high, lang, 0)
    return number if most == number else f"{number.rstrip('%')}–{most}"


def outcome(row: Row, screen: Screen) -> Text:
    """Return a verdict in a word: the family, with the share of the goal where it was missed.

    A goal without a verdict says why instead.
    """
    said = verdict(row["status"], screen)
    if row["family"] == "missed" and (share := share_of_goal(row, screen.lang)):
        said.append(f" {in_signs(share, screen)}")
    return said


def _name(row: Row, screen: Screen) -> Text:
    """Return the goal's name; a part is set in under its goal."""
    name = name_of(row, screen)
    if str(row["id"]).endswith("-stretch"):  # as `adopt` calls the second, higher figure of a goal
        name += screen.pick("（力争）", " (stretch)")
    if "#" in str(row["id"]):
        return cell(f"{screen.sign('└', '-')} {name}")
    return cell(name)


def open_sdg(row: Row, screen: Screen) -> str:
    """Return the verdict of the Open SDG method, where it was asked for."""
    status = row.get("open_sdg_status")
    return OPEN_SDG_STATUSES[status].name(screen.lang) if status else ""


class Background(NamedTuple):
    """What a verdict row lacks: plans' names by id, each goal's own row, the set, missed parts."""

    plans: Mapping[str, str]
    goals: Mapping[str, Row]
    ds: Any
    parts: Mapping[str, Row] = MappingProxyType({})

    @classmethod
    def of(cls, ds: Any, screen: Screen, rows: Iterable[Row] = ()) -> Background:
        """Return what a data set knows, in the language of the screen, and `rows` of parts."""
        parts = [row for row in rows if "#" in str(row["id"]) and row["family"] == "missed"]
        return cls(
            {id: plan.name.in_language(screen.lang) for id, plan in ds.plan_records.items()},
            {row["id"]: row for row in ds.target_rows()},
            ds,
            {str(row["id"]).partition("#")[0]: row for row in reversed(parts)},
        )

    def words_for(self, row: Row, screen: Screen) -> str:
        """Return the document's words for a row: what it states, else those of its goal."""
        goal = self.goals.get(row["id"])
        return str(row["stated"] or (words_of(goal, screen.lang) if goal else ""))

    def reading(self, row: Row, screen: Screen) -> str:
        """Return what a goal asks for, as a number where it has one."""
        goal = self.goals.get(row["id"])
        if goal is not None and screen.lang == "en":
            goal = with_english(self.ds, goal)
        return in_signs(goal_reading(row, screen.lang, goal), screen)


def columns(screen: Screen, known: Background, *, words: bool, numbers: bool) -> list[Column]:
    """Return the columns of a verdict table.

    `words`: the documents' words stand for goals and figures, not their readings; `numbers`:
    the rows are numbered (`number`), so that they can be asked on.
    """
    width = 8 if screen.width < 100 else 10 if screen.width < 140 else 16

    def of(show: Callable[[Row, Screen], Text | str]) -> Callable[[Row], Text | str]:
        return lambda row: show(row, screen)

    def goal(row: Row) -> Text:
        return cell(known.words_for(row, screen) if words else known.reading(row, screen))

    return [
        *([NUMBER] if numbers else []),
        Column("编号", "Id", raw("id", "dim"), 6, 7, 24),
        Column("目标", "Goal", of(_name), 0, 14, 32),
        Column("原文", "Words", goal, 1, 10, 11)
        if words
        else Column("要求", "Asked", goal, 1, 10, 11),
        Column("期限", "Due", year_due(screen), 4, 4, right=True),
        Column("数据", "Figure", of(figure if words else read_figure), 0, 12, 12),
        Column("差", "Gap", lambda row: gap(row, screen, known), 2, 8),
        Column("结论", "Verdict", of(outcome), 0, 10, 12),
        Column("进度", "Progress", lambda row: how_far(row, screen, width), 5, width + 7),
        Column("Open SDG", "Open SDG", of(open_sdg), 3, 8, 11),
        Column("规划", "Plan", lambda row: known.plans.get(row["plan"], str(row["plan"])), 7, 12),
        Column("来源等级", "Grade", term("grade", GRADES, screen), 8, 5),
    ]


def progress_layout(
    rows: Sequence[Row], screen: Screen, known: Background, *, words: bool, numbers: bool = False
) -> Layout:
    """Return the layout of a verdict table for all its rows; see `columns`."""
    return layout(rows, columns(screen, known, words=words, numbers=numbers), screen)


def tally(rows: Sequence[Row], screen: Screen) -> list[Text]:
    """Return how many goals are in each family, in lines that break between families alone.

    Several goals may state one promise.
    """
    from rich.text import Text

    whole = [row for row in rows if "#" not in str(row["id"])]
    count = len(whole)
    promised = len({row.get("promise") or row["id"] for row in whole})
    zh = f"（{promised} 项承诺）" if promised != count else ""
    en = f" ({promised} promises)" if promised != count else ""
    goals = "goal" if count == 1 else "goals"
    said = screen.pick(f"{count} 个目标{zh}", f"{count} {goals}{en}")
    parts = [cell(said)]
    for family in FAMILIES.values():
        count = sum(row["family"] == family.code for row in whole)
        sign = screen.sign(family.sign, family.ascii)
        parts.append(cell(f"{sign} {family.name(screen.lang)} {count}", colour(family.code)))
    lines = in_lines([part.plain for part in parts], screen.width)
    return [Text("  ").join(parts[at] for at in line) for line in lines]
