"""Many places for people: the places of a set, a year side by side, the years in a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.text import Text

from czplan.quantity import WordingError
from czplan.quantity.figure_words import interpret as interpret_figure
from czplan.quantity.goal_words import GoalQuery
from czplan.quantity.goal_words import interpret as interpret_goal
from czplan.views.fitting import Column, Fitted, fit
from czplan.views.readings import amount, goal_asked, span_text
from czplan.views.row_cells import name_of, named, raw, term
from czplan.views.screen import Screen
from czplan.views.style import cell, verdict
from czplan.vocabulary import HARDNESS, NUMBERLESS, PLACE_LEVELS

if TYPE_CHECKING:
    from czplan.records import Indicator
    from czplan.views.screen import Shown

Row = Mapping[str, Any]
MOST_NAMES = 12
"""So many places of a fold are named."""


def number(value: float | None, digits: int = 2) -> str:
    """Return a number for a table: as many digits as say something, empty for none."""
    return "" if value is None else f"{round(value, digits):,.{digits}f}".rstrip("0").rstrip(".")


def signed(value: float | None) -> str:
    """Return a difference with its sign, empty for none."""
    if value is None:
        return ""
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{number(abs(value))}"


def places(rows: Sequence[Row], ds: Any, screen: Screen) -> Fitted:
    """Return the places: id, name, level, place above, code, counts."""
    return fit(
        rows,
        [
            Column("编号", "Id", raw("id", "dim"), 1, 10, 20),
            Column("地方", "Place", named(screen), 0, 10, 24),
            Column("级别", "Level", term("level", PLACE_LEVELS, screen), 3, 6),
            Column("上级", "Above", raw("parent", "dim"), 4, 8),
            Column("代码", "Code", raw("code"), 5, 6),
            Column("规划", "Plans", raw("plans"), 2, 5, right=True),
            Column("目标", "Goals", raw("targets"), 2, 5, right=True),
            Column("数据", "Figures", raw("actuals"), 2, 7, right=True),
        ],
        screen,
    )


def headline(told: Row, ds: Any, screen: Screen) -> list[Shown]:
    """Return what the places of a year say together, a line each."""
    name = ds.indicator_records[told["indicator"]].name.in_language(screen.lang)
    counted, total = told["with_number"], told["places"]
    met, missed = told["met"], told["missed"]
    lines = [
        screen.pick(
            f"{told['year']}年{name}：{total} 个地方，{counted} 个目标有数字；"
            f"完成 {met}，未完成 {missed}"
            + (f"，无法判定 {told['undecided']}" if told["undecided"] else "")
            + (f"，待数据 {told['without_figure']}" if told["without_figure"] else ""),
            f"{name}, {told['year']}: {total} place{'' if total == 1 else 's'}, {counted} with a "
            f"number; {met} met, {missed} missed"
            + (f", {told['undecided']} undecided" if told["undecided"] else "")
            + (f", {told['without_figure']} without a figure" if told["without_figure"] else ""),
        )
    ]
    if told["median_goal"] is not None:
        unit = ds.indicator_records[told["indicator"]].unit
        middle = amount(told["median_goal"], unit, screen.lang)
        lines.append(
            screen.pick(
                f"目标的中位数 {middle}（以上取下限，以内取上限，区间取中间）",
                f"median goal {middle} (the low end of “at least”, the "
                "high end of “at most”, the middle of a range)",
            )
        )
    falls = ds.indicator_records[told["indicator"]].direction == "down"
    for one in told["above_parent"]:
        level = PLACE_LEVELS[one["level"]].name(screen.lang)
        lines.append(
            screen.pick(
                f"与上级目标相比（{level}，{one['over']} 个）：高于上级 {one['above']} 个，"
                f"占 {one['share_above']:.0%}，平均差 {signed(one['mean_difference'])}"
                + ("；此项以少为好，高于即更宽" if falls else ""),
                f"against the goal of the place above ({level}, {one['over']}): {one['above']} "
                f"above its number, {one['share_above']:.0%}; mean difference "
                f"{signed(one['mean_difference'])}"
                + ("; less is better here, so above is softer" if falls else ""),
            )
        )
    for key, zh, en in (("by_number", "按数", "by number"), ("by_words", "按数和措辞", "by number and words")):  # fmt: skip # noqa: E501
        moves = told[key]
        if any(moves.values()):
            lines.append(
                screen.pick(
                    f"比上年（{zh}）：下调 {moves['lowered']}，持平 {moves['kept']}，"
                    f"上调 {moves['raised']}",
                    f"against the year before, {en}: {moves['lowered']} lowered, {moves['kept']} "
                    f"kept, {moves['raised']} raised",
                )
            )
    return [cell(line) for line in lines]


def _wordings(screen: Screen) -> str:
    """Return what the classes of wordings mean, in one line."""
    said = [
        screen.pick(f"{one.zh}（{one.note_zh}）", f"{one.en} ({one.note_en})")
        for one in HARDNESS.values()
    ]
    return screen.pick("措辞：", "Wording: ") + screen.pick("；", "; ").join(said)


def year(rows: Sequence[Row], told: Row, ds: Any, screen: Screen, *, words: bool) -> list[Shown]:
    """Return a year side by side: what all say, a row a place, a fold of those without.

    `words`: goals and figures in the documents' words, not as they are read.
    """
    shown = [row for row in rows if row["goal"] is not None]
    parts: list[Shown] = [*headline(told, ds, screen)]
    if shown:
        known = ds.indicator_records[told["indicator"]]
        fitted = _side_by_side(shown, screen, None if words else known, known.unit)
        parts += [Text(""), fitted.table]
        if screen.pick("措辞", "Wording") not in fitted.hidden:
            parts.append(cell(_wordings(screen), "dim"))
    fold = _fold([row for row in rows if row["goal"] is None], screen)
    return [*parts, *([Text(""), *fold] if fold else [])]


def _goal_read(words: str, known: Indicator, lang: str) -> str:
    """Return what the words of a goal ask for as a number with its sign; else the words."""
    query = GoalQuery.of((known.unit, known.measure, known.direction))
    try:
        goal = interpret_goal(words, query)
    except WordingError:
        return words
    return goal_asked(goal, words, known.unit, lang)


def _figure_read(row: Row, known: Indicator, lang: str) -> str:
    """Return a figure as it is read: a number, or the end that is certain."""
    low, high, sure = row["figure_low"], row["figure_high"], "both"
    try:
        figure = interpret_figure(str(row["figure_words"] or ""), known.unit, known.measure)
        low, high, sure = figure.low, figure.high, figure.sure
    except WordingError:
        pass  # a figure without words: its number stands
    return span_text(low, high, sure, known.unit, lang)


def _side_by_side(
    rows: Sequence[Row], screen: Screen, known: Indicator | None, unit: str
) -> Fitted:
    """Return the places as a table; `known`: the indicator, to read goals and figures by.

    `unit`: the indicator's, in which differences are written.
    """

    def difference(value: float) -> str:
        return amount(value, unit, screen.lang, bare=True, sign=True)

    def gap(row: Row) -> Text | str:
        ends = dict.fromkeys(end for end in (row["gap_low"], row["gap_high"]) if end is not None)
        return "…".join(difference(end) for end in ends)

    def above(row: Row) -> Text | str:
        if row["parent_goal"] is None:
            return ""
        return difference(round(row["goal"] - row["parent_goal"], 9))

    def goal(row: Row) -> Text | str:
        stated = [str(words) for words in (row["goal_words"], row["stretch"]) if words]
        if known is not None:
            stated = [_goal_read(words, known, screen.lang) for words in stated]
        return cell(screen.pick("；", "; ").join(stated))

    def figure(row: Row) -> Text | str:
        if known is not None:
            return cell(_figure_read(row, known, screen.lang))
        return cell(row["figure_words"])

    def wording(row: Row) -> Text | str:
        return HARDNESS[row["words"]].name(screen.lang) if row["words"] else ""

    return fit(
        rows,
        [
            Column("地方", "Place", named(screen, "place"), 0, 8, 20),
            Column("目标", "Goal", goal, 0, 8, 20),
            Column("措辞", "Wording", wording, 3, 4),
            Column("数据", "Figure", figure, 0, 6, 14),
            Column("差", "Gap", gap, 1, 5, right=True),
            Column("结论", "Verdict", lambda row: verdict(row["status"], screen), 0, 6, 12),
            Column("高于上级", "Above parent", above, 2, 6, right=True),
            Column("级别", "Level", term("level", PLACE_LEVELS, screen), 3, 6),
            Column("来源", "Source", raw("goal_source", "dim"), 4, 10),
        ],
        screen,
    )


def _fold(rows: Sequence[Row], screen: Screen) -> list[Shown]:
    """Return the places without a number, a line a reason."""
    names: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        names[row["reason"]].append(name_of(row, screen, "place"))
    lines: list[Shown] = []
    for code, reason in NUMBERLESS.items():
        found = names.get(code, [])
        if found:
            first = screen.pick("、", ", ").join(found[:MOST_NAMES])
            more = screen.pick("等", " and others") if len(found) > MOST_NAMES else ""
            lines.append(
                cell(f"○ {reason.name(screen.lang)} {len(found)}：{first}{more}", "dim")
                if screen.lang == "zh"
                else cell(f"○ {reason.name(screen.lang)}, {len(found)}: {first}{more}", "dim")
            )
    return lines


def years(rows: Sequence[Row], ds: Any, indicator: str, screen: Screen) -> list[Shown]:
    """Return the years in a row; a year that too few figures judge is marked."""
    name = ds.indicator_records[indicator].name.in_language(screen.lang)

    def at(row: Row) -> Text | str:
        return f"{row['year']}{'' if row['comparable'] else ' *'}"

    def share(row: Row) -> Text | str:
        return "" if row["share_met"] is None else f"{row['share_met']:.0%}"

    def moved(row: Row) -> Text | str:
        if not row["matched"]:
            return ""
        return f"{signed(row['mean_change'])} ({row['matched']})"

    table = fit(
        rows,
        [
            Column("年", "Year", at, 0, 6, 6),
            Column("有报告", "Held", raw("held"), 3, 4, right=True),
            Column("有目标", "Goals", raw("with_goal"), 0, 4, right=True),
            Column("可判", "Judged", raw("judged"), 1, 4, right=True),
            Column("目标中位", "Median goal", lambda row: number(row["median_goal"]), 0, 5,
                   right=True),
            Column("数据中位", "Median figure", lambda row: number(row["median_figure"]), 1, 5,
                   right=True),
            Column("同地比上年", "Matched change", moved, 1, 8, right=True),
            Column("完成率", "Met", share, 0, 5, right=True),
            Column("硬", "Hard", raw("hard"), 2, 3, right=True),
            Column("平", "Plain", raw("plain"), 2, 3, right=True),
            Column("软", "Soft", raw("soft"), 2, 3, right=True),
        ],
        screen,
    )  # fmt: skip
    parts: list[Shown] = [cell(name), table.table]
    if any(not row["comparable"] for row in rows):
        parts.append(
            Text(
                screen.pick(
                    "* 有数字的目标中，能判定的不足 60%：不作比较",
                    "* fewer than 60 % of the goals with a number can be judged: not compared",
                ),
                style="dim",
            )
        )
    return parts


def progress_of_places(rows: Sequence[Row], ds: Any, screen: Screen) -> Fitted:
    """Return how each place stands in a year: promises due, met, missed and left open."""

    def name(row: Row) -> Text | str:
        known = ds.place_records.get(row["place"])
        return cell(known.name.in_language(screen.lang) if known else row["place"])

    return fit(
        rows,
        [
            Column("地方", "Place", name, 0, 10, 24),
            Column("到期承诺", "Due", raw("numbered"), 0, 4, right=True),
            Column("有数据", "With figure", raw("with_figure"), 1, 4, right=True),
            Column("完成", "Met", raw("met"), 0, 4, right=True),
            Column("未完成", "Missed", raw("missed"), 0, 4, right=True),
            Column("无法判定", "Undecided", raw("undecided"), 2, 4, right=True),
            Column("待数据", "Waiting", raw("waiting"), 2, 4, right=True),
            Column("任务", "Tasks", raw("tasks"), 3, 4, right=True),
            Column("编号", "Id", raw("place", "dim"), 1, 8),
        ],
        screen,
    )
