"""The whole command tree in one table: names, where each command's function stands, one line each.

Help, completion, the reference and the nearest-match offers are made from it; a command's
module is imported only when that command is used.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple


class Entry(NamedTuple):
    """A command or a group of commands (`commands`).

    A command's `function` is `module:name`; what is told here only where it isn't as its name says
    (`_placed`).
    """

    name: str
    zh: str
    en: str
    function: str = ""
    commands: tuple[Entry, ...] = ()

    def help(self, lang: str) -> str:
        """Return the one line that says what it does."""
        return self.zh if lang == "zh" else self.en


_COMMANDS = (
    Entry(
        "progress",
        "某一年各目标的结论，最差的在前",
        "every goal in force in a year and its verdict, worst first",
    ),
    Entry(
        "show",
        "一个目标、指标、规划、来源或地方的卡片",
        "the card of a goal, an indicator, a plan, a source or a place",
    ),
    Entry(
        "search",
        "按词查找目标、指标、规划、来源、地方",
        "find goals, indicators, plans, sources and places by their words",
    ),
    Entry(
        "targets",
        "目标",
        "the goals",
        commands=(
            Entry("list", "列出目标", "list the goals"),
            Entry("add", "添一个目标", "add a goal", "record_add:target"),
            Entry(
                "show",
                "一个目标的卡片：原文、证据、数据、算式、结论",
                "one goal's card: words, evidence, figures, sum, verdict",
            ),
        ),
    ),
    Entry(
        "indicators",
        "指标",
        "what is measured",
        commands=(
            Entry("list", "列出指标", "list the indicators"),
            Entry("add", "添一个指标", "add an indicator", "record_add:indicator"),
            Entry(
                "show",
                "一个指标的历年：每个目标与每个数",
                "one indicator through time: every goal beside every figure",
            ),
        ),
    ),
    Entry(
        "plans",
        "规划与报告",
        "the plans and reports",
        commands=(
            Entry("list", "列出规划", "list the plans"),
            Entry("add", "添一个规划", "add a plan", "record_add:plan"),
            Entry(
                "compare",
                "后一个规划怎样处置前一个的目标",
                "what a later plan did to an earlier one's goals",
            ),
        ),
    ),
    Entry(
        "places",
        "地方",
        "the places",
        commands=(
            Entry(
                "list",
                "列出地方，各有多少规划、目标、数据",
                "list the places and how much there is of each",
            ),
        ),
    ),
    Entry(
        "across",
        "一个指标，许多地方：某一年并列，或多年先后",
        "one indicator over many places: a year side by side, or many years",
    ),
    Entry("panel", "地方乘年份的面板数据，供别的工具用", "place by year, for other tools"),
    Entry("ladder", "企业梯队，逐级对照", "an enterprise ladder, tier by tier"),
    Entry(
        "actuals",
        "已公布的数据",
        "reported figures",
        commands=(
            Entry("list", "列出已公布的数据", "list the reported figures"),
            Entry("add", "添一个数", "add one figure"),
            Entry("import", "由文件导入", "add many from a file"),
        ),
    ),
    Entry(
        "sources",
        "来源文件",
        "the documents",
        commands=(
            Entry("list", "列出来源文件", "list the documents"),
            Entry("add", "添一份文件", "add a document", "record_add:source"),
            Entry(
                "coverage",
                "每份文件读了多少，收了多少",
                "of each document, what was read and what that gave",
            ),
            Entry(
                "verify",
                "核对每处引文是否在原文所说之处",
                "whether each quoted phrase stands where it is said to",
            ),
            Entry(
                "gaps",
                "原文中尚未收录的数与目标用语",
                "figures and goal-words that no record covers yet",
            ),
        ),
    ),
    Entry(
        "extract",
        "读文件，提议其中的目标与数据",
        "read documents and propose their goals and figures",
    ),
    Entry(
        "diff",
        "两个数据集、或两个日期之间有何不同",
        "what changed between two data sets, or two dates",
    ),
    Entry("adopt", "把收下的提案写成记录", "write the proposals that were taken as records"),
    Entry(
        "review",
        "在终端里逐条核对一份文件的提案",
        "go through a document's proposals in a terminal",
    ),
    Entry("check", "检查数据集，一次列出全部问题", "a data set's faults, all at once"),
    Entry("init", "新建自己的数据集", "start a data set of one's own"),
    Entry(
        "export", "导出为 CSV、JSON、XLSX、Parquet 等", "write CSV, JSON, XLSX, Parquet and others"
    ),
    Entry("report", "生成一页离线 HTML 报告", "one offline HTML page"),
    Entry(
        "chart", "画一张可付印的图（SVG、PNG、HTML）", "one picture ready to print (SVG, PNG, HTML)"
    ),
    Entry("schema", "数据文件的 JSON Schema", "JSON Schema of the data files"),
    Entry(
        "completion", "命令行补全脚本（bash、zsh、fish）", "shell completion for bash, zsh and fish"
    ),
)


def _placed(entry: Entry, before: str = "") -> Entry:
    """Return an entry with the place of its function.

    `plans compare` is `compare` of the module `plans_compare`, `plans list` is `list_` of `plans`.
    """
    name = entry.name
    if entry.commands:
        commands = tuple(_placed(one, f"{before}{name}_") for one in entry.commands)
        return entry._replace(commands=commands)
    module = before.rstrip("_") if name == "list" else before + name
    own = f"{name}_" if name in ("list", "import") else name
    return entry._replace(function=f"czplan.cli.commands.{entry.function or f'{module}:{own}'}")


TREE: tuple[Entry, ...] = tuple(_placed(entry) for entry in _COMMANDS)


def leaves(entries: tuple[Entry, ...] = TREE, before: str = "") -> Iterator[tuple[str, Entry]]:
    """Yield every command with its full name, such as `targets list`."""
    for entry in entries:
        name = f"{before}{entry.name}"
        if entry.commands:
            yield from leaves(entry.commands, name + " ")
        else:
            yield name, entry
