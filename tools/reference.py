"""The command-line reference, made from the code: `docs/cli.md` and `docs/cli.zh.md`.

Help texts are fixed when the command line is built, so each language is written by a process of
its own: `python -m tools.reference zh`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from czplan.cli.kit import language
from czplan.vocabulary import RESULT_COLUMNS

__all__ = ["made", "page"]

ROW = "columns-of-a-verdict-row"
"""The anchor of the section that explains them."""


def made(old: str, lang: str) -> str:
    """Return the reference in a language; what stood there doesn't matter."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.reference", lang],
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=Path(__file__).resolve().parents[1],
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "CZPLAN_LANG": lang},
    )
    return done.stdout


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _table(rows: list[tuple[str, str]], head: tuple[str, str]) -> Iterator[str]:
    yield f"| {head[0]} | {head[1]} |"
    yield "| --- | --- |"
    for name, text in rows:
        yield f"| `{_cell(name)}` | {_cell(text)} |"


def _shared(pages: list[tuple[str, Any, Any]]) -> dict[str, list[tuple[str, str]]]:
    """Return the options that many commands share, by panel: said once, at the end."""
    from collections import Counter

    from czplan.cli.kit.help import option_rows

    panels: dict[str, list[tuple[str, str]]] = {}
    counts: Counter[tuple[str, tuple[str, str]]] = Counter()
    for _, command, ctx in pages:
        for panel, rows in option_rows(command, ctx).items():
            for row in rows:
                counts[panel, row] += 1
                if row not in panels.setdefault(panel, []):
                    panels[panel].append(row)
    return {
        panel: [row for row in rows if counts[panel, row] > 2] for panel, rows in panels.items()
    }


def _pages() -> list[tuple[str, Any, Any]]:
    """Return every command with its name and a context, in the order of the tree."""
    from czplan.cli import app
    from czplan.cli.kit.tree import leaves

    pages = []
    for name, entry in leaves():
        command = app.command_of(entry)
        ctx = command.make_context(f"{app.PROGRAM} {name}", [], resilient_parsing=True)
        pages.append((name, command, ctx))
    return pages


def _long(names: str) -> str:
    """Return the long name among an option's names, as `-f, --format FORMAT` has them."""
    return next(word.rstrip(",") for word in names.split() if word.startswith("--"))


def _columns(name: str) -> tuple[str, ...]:
    """Return the columns of a command's rows, as its module says them."""
    from czplan.cli.kit.tree import leaves

    entry = next(entry for full, entry in leaves() if full == name)
    return tuple(getattr(sys.modules[entry.function.partition(":")[0]], "COLUMNS", ()))


def _command(name: str, command: Any, ctx: Any, shared: Any) -> Iterator[str]:
    """Yield the section of a command."""
    from czplan.cli.kit import help

    pick = language.pick
    yield f"## czplan {name}"
    yield ""
    yield help.sentence(command.summary)
    yield ""
    yield f"`{help.usage(command, ctx)}`"
    yield ""
    for paragraph in (command.help or "").split("\n\n"):
        if paragraph:
            yield paragraph
            yield ""
    arguments = help.arguments(command, ctx)
    if arguments:
        yield from _table(arguments, (pick("参数", "argument"), pick("含义", "meaning")))
        yield ""
    own, others = [], []
    for panel, rows in help.option_rows(command, ctx).items():
        common = [row for row in rows if row in shared.get(panel, [])]
        own += [row for row in rows if row not in common]
        others += [_long(row[0]) for row in common]
    if own:
        yield from _table(own, (pick("选项", "option"), pick("含义", "meaning")))
        yield ""
    if others:
        names = ", ".join(f"`{name}`" for name in others if name != "--help")
        if names:
            yield pick(f"通用选项：{names}", f"Shared options: {names}")
            yield ""
    columns = _columns(name)
    if columns == RESULT_COLUMNS:
        zh, en = "[评估结果的列](#评估结果的列)", f"[those of a verdict row](#{ROW})"
        yield pick(f"列：{zh}", f"Columns: {en}")
        yield ""
    elif columns:
        words = ", ".join(f"`{column}`" for column in columns)
        yield pick(f"列：{words}", f"Columns: {words}")
        yield ""
    if command.examples:
        yield "```sh"
        yield from command.examples
        yield "```"
        yield ""


def page(lang: str) -> str:
    """Return the reference in the language in use, which must be `lang`."""
    from czplan.cli.kit.tree import leaves

    pick = language.pick
    pages = _pages()
    shared = _shared(pages)
    lines = [
        pick("# 命令行参考", "# Command-line reference"),
        "",
        pick(
            "[English](cli.md) · 本页由程序生成（`make docs`），勿手改。",
            "[中文](cli.zh.md) · Made from the code by `make docs`; don't edit it by hand.",
        ),
        "",
        *_table(
            [(f"czplan {name}", entry.help(lang)) for name, entry in leaves()],
            (pick("命令", "command"), pick("作用", "what it does")),
        ),
        "",
        pick(
            "退出码：0 完成；1 答案为否（`check` 有问题，`verify` 有不符，`--fail-on` 有命中）；"
            "2 问题无法回答（选项有误，数据不可读）；130 被中断。",
            "Exit status: 0 done; 1 the answer is no (`check` found faults, `verify` a mismatch, "
            "`--fail-on` matched); 2 the question can't be answered (bad option, unreadable data); "
            "130 interrupted.",
        ),
        "",
    ]
    for name, command, ctx in pages:
        lines += _command(name, command, ctx, shared)
    lines += [pick("## 通用选项", "## Shared options"), ""]
    for panel, rows in shared.items():
        if rows:
            lines += [f"### {panel or pick('其他', 'Others')}", ""]
            lines += [*_table(rows, (pick("选项", "option"), pick("含义", "meaning"))), ""]
    lines += [pick("## 评估结果的列", "## Columns of a verdict row"), "", *_row(lang), ""]
    lines += [pick("## 环境变量", "## Environment"), "", *_environment(), ""]
    return "\n".join(lines).rstrip() + "\n"


def _row(lang: str) -> Iterator[str]:
    """Yield the table of the columns of a verdict row, with what each means."""
    from czplan.export.columns import RESULT_FIELDS

    fields = RESULT_FIELDS.values()
    rows = [(one.name, _meaning(one.title(lang), one.about(lang), lang)) for one in fields]
    return _table(rows, (language.pick("列", "column"), language.pick("含义", "meaning")))


def _meaning(title: str, about: str, lang: str) -> str:
    if title == about:
        return title
    return f"{title}：{about}" if lang == "zh" else f"{title}: {about}"


def _environment() -> Iterator[str]:
    """Yield the table of the environment variables that count."""
    pick = language.pick
    rows = [
        ("CZPLAN_DATA", pick("数据集所在文件夹", "folder of the data set")),
        ("CZPLAN_LANG", pick("语言：zh 或 en", "language: zh or en")),
        (
            "LC_ALL, LC_MESSAGES, LANG",
            pick("区域设置；C 与 POSIX 不表示语言", "locale; C and POSIX name no language"),
        ),
        (
            "CZPLAN_PAGER, PAGER",
            pick(
                "分页程序，未设则为 less，空则不分页；仅在终端且一屏放不下时用",
                "pager, less where unset, none where empty; only on a terminal that the text "
                "doesn't fit",
            ),
        ),
        ("NO_COLOR", pick("非空则不用颜色", "no colour, if not empty")),
        ("FORCE_COLOR", pick("管道中也用颜色；0 为不用", "colour in a pipe too; 0 is off")),
        ("CZPLAN_ASCII", pick("1：表格线与符号只用 ASCII", "1: lines and signs in ASCII only")),
        (
            "CZPLAN_NO_CACHE",
            pick(
                "非空则不在缓存文件夹（$XDG_CACHE_HOME/czplan）存取已读过的数据集内容",
                "keep nothing of what was read in $XDG_CACHE_HOME/czplan, if not empty",
            ),
        ),
        ("CZPLAN_DEBUG", pick("1：出错时显示全部经过", "1: the whole story of an error")),
    ]
    return _table(rows, (pick("变量", "variable"), pick("含义", "meaning")))


if __name__ == "__main__":
    language.use(sys.argv[1])
    sys.stdout.write(page(sys.argv[1]))
