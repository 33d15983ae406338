"""A ladder for people: tier by tier, how its counts are to be read, and what a list gives."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.text import Text

from czplan.views.fitting import Column, Fitted, fit
from czplan.views.readings import span_text
from czplan.views.row_cells import name_of, named
from czplan.views.row_numbers import amount, counted, difference
from czplan.views.screen import Screen
from czplan.views.style import cell, verdict
from czplan.vocabulary import COUNTS

Row = Mapping[str, Any]
SHOWN = 5
"""So many firms just under a tier are named."""


def headline(target: Row, whole: Row | None, screen: Screen) -> list[Text]:
    """Return the ladder's name with its due year and verdict, and the document's words."""
    due = target["due"]
    title = cell(name_of(target, screen), "bold")
    title.append(f"  {due}" if due is not None else screen.pick("  未写年份", "  no year"), "dim")
    title.append_text(cell(f"  {target['id']}", "dim"))
    lines = [title, cell(f"“{target['text']}”")]
    if whole and whole.get("status"):
        line = verdict(str(whole["status"]), screen)
        met = next((flag for flag in whole.get("flags") or () if flag.startswith("tiers_met=")), "")
        if whole["status"] in ("no_data", "due_no_data", "not_started"):
            none = screen.pick("  还没有公布家数", "  no counts reported yet")
            line.append_text(cell(none, "dim"))
        elif met:
            share = met.partition("=")[2]
            line.append_text(cell(screen.pick(f"  {share} 级达到", f"  {share} tiers met")))
        lines.append(line)
    return lines


def ladder_table(rows: Sequence[Row], screen: Screen, *, listed: bool) -> Fitted:
    """Return the tiers; `listed` adds what a list of firms gives."""

    def reported(row: Row) -> Text:
        words = row["actual_stated"] if screen.lang == "zh" else None
        words = words or span_text(row["actual_low"], row["actual_high"], None, "家", screen.lang)
        text = cell(words)
        if words and row["actual_period"]:
            text.append(f" ({row['actual_period']})", "dim")
        return text

    def from_list(row: Row) -> str:
        return "" if row["counted"] is None else amount(row["counted"], "家", screen.lang)

    def gap(row: Row) -> Text:
        if row["counted"] is None or row["needed"] is None:
            return Text("")
        left = row["counted"] - row["needed"]
        far = difference(left, "家", screen.lang).replace("-", screen.sign("−", "-"))
        return cell(far, "green" if left >= 0 else "yellow")

    def needed(row: Row) -> Text:
        if screen.lang == "zh" or row["needed"] is None:
            return cell(row["stated"])
        return cell(f"{row['needed']:,.0f}")

    columns = [
        Column("梯级", "Tier", named(screen), 0, 12),
        Column(
            "起点", "From", lambda r: amount(r["threshold"], "元", screen.lang), 2, 8, right=True
        ),
        Column("需要", "Needed", needed, 0, 6, right=True),
        Column("公布", "Reported", reported, 0, 8),
        Column("结论", "Verdict", lambda r: verdict(r["status"], screen), 0, 10),
    ]
    if listed:
        columns += [
            Column("名单", "List", from_list, 0, 6, right=True),
            Column("比需要", "Against needed", gap, 1, 6, right=True),
            Column(
                "介于本级与上级", "This tier only", lambda r: _count(r["between"]), 1, 6, right=True
            ),
        ]
    return fit(rows, columns, screen)


def _count(number: int | None) -> str:
    return "" if number is None else str(number)


def explained(target: Row, rows: Sequence[Row], screen: Screen) -> list[Text]:
    """Say how the counts of the goal and of the reports are to be read (method 4.9)."""
    lines = []
    if target["tiers_count"] == "nested":
        lines.append(
            screen.pick(
                "目标各级含上级：够上一级的企业也计入以下各级。",
                "The goal's counts are nested: what stands on a tier counts on every lower one.",
            )
        )
    else:
        lines.append(
            screen.pick(
                "目标各级不含上级：每家只计入所在的一级。",
                "The goal's counts are disjoint: each counts on its own tier only.",
            )
        )
    counts = target["counts"]
    reported = any(row["actual_low"] is not None for row in rows)
    if reported and counts != target["tiers_count"] and counts in COUNTS:
        lines.append(
            screen.pick(
                f"公布数的口径：{COUNTS[counts].zh}；对照前先换算。",
                f"The reported counts are {COUNTS[counts].en}; they are converted first.",
            )
        )
    return [cell(line, "dim") for line in lines]


def firms_said(rows: Sequence[Row], total: int, below: int, screen: Screen) -> list[Text]:
    """Say what falls between the tiers, and which firms stand just under each, by how much."""
    lines = [
        cell(
            screen.pick(
                f"名单 {total} 家，其中 {below} 家不到最低一级。",
                f"{counted(total, 'firm')} in the list, {below} of them below the lowest tier.",
            )
        )
    ]
    for row in rows:
        near = row["just_under"] or []
        name = name_of(row, screen)
        if not near:
            lines.append(
                cell(
                    screen.pick(
                        f"{name}：没有企业达到起点的八成而未及起点。",
                        f"{name}: no firm stands between 80% of the threshold and the threshold.",
                    ),
                    "dim",
                )
            )
            continue
        lines.append(
            cell(screen.pick(f"差一步到{name}：{len(near)} 家", f"Just under {name}: {len(near)}"))
        )
        for firm in near[:SHOWN]:
            revenue = amount(firm["revenue"], "元", screen.lang)
            short = amount(firm["short"], "元", screen.lang)
            line = cell("  " + firm["name"])
            line.append(
                screen.pick(f"  {revenue}，差 {short}", f"  {revenue}, {short} short"), "dim"
            )
            lines.append(line)
        if len(near) > SHOWN:
            rest = len(near) - SHOWN
            lines.append(
                cell(screen.pick(f"  另 {rest} 家见 -f json", f"  {rest} more: -f json"), "dim")
            )
    return lines
