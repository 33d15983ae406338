"""Help pages: plain text in the language in use, aligned with Chinese, ending in an example."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from typing import Any

from czplan.cli.kit.language import current, pick
from czplan.views.layout import cells, wrap

HEAD = 30
"""The widest first column, in terminal cells; a longer name stands on a line of its own."""


def _screen() -> int:
    """Return the width to write for."""
    return max(40, min(shutil.get_terminal_size((100, 24)).columns, 100))


def _table(rows: Iterable[tuple[str, str]], width: int) -> list[str]:
    """Return rows of a name and its help in two columns."""
    rows = list(rows)
    head = min(HEAD, max((cells(name) for name, _ in rows), default=0))
    lines = []
    for name, text in rows:
        first, *rest = wrap(text, max(20, width - head - 4))
        if cells(name) > head:
            lines += [f"  {name}", " " * (head + 4) + first]
        else:
            lines.append(f"  {name}{' ' * (head - cells(name))}  {first}".rstrip())
        lines += [" " * (head + 4) + line for line in rest]
    return lines


def option_rows(command: Any, ctx: Any) -> dict[str, list[tuple[str, str]]]:
    """Return the options of a command as (names, help) rows, by the panel they belong to."""
    panels: dict[str, list[tuple[str, str]]] = {}
    for param in command.get_params(ctx):
        if param.param_type_name != "option" or param.hidden:
            continue
        names = ", ".join(sorted(param.opts, key=len))
        if param.secondary_opts:
            names += ", " + ", ".join(param.secondary_opts)
        if not param.is_flag:
            names += f" {param.metavar or 'TEXT'}"
        text = param.help or ""
        if param.name == "help":
            text = pick("显示本帮助", "show this help")
        panels.setdefault(param.rich_help_panel or "", []).append((names, text))
    return panels


def arguments(command: Any, ctx: Any) -> list[tuple[str, str]]:
    """Return the arguments of a command as (name, help) rows."""
    return [
        (param.metavar or param.name.upper(), param.help or "")
        for param in command.get_params(ctx)
        if param.param_type_name == "argument"
    ]


def usage(command: Any, ctx: Any) -> str:
    """Return the usage line of a command or group."""
    words = [ctx.command_path]
    for param in command.get_params(ctx):
        if param.param_type_name == "argument":
            name = (param.metavar or param.name.upper()) + ("..." if param.nargs != 1 else "")
            words.append(name if param.required else f"[{name}]")
    if hasattr(command, "entries"):
        words.append(pick("命令 …", "COMMAND …"))
    else:
        words.append(pick("[选项]", "[OPTIONS]"))
    return " ".join(words)


def _options(command: Any, ctx: Any, width: int) -> list[str]:
    """Return the blocks of options, those of the command itself first."""
    panels = option_rows(command, ctx)
    lines = []
    for panel in sorted(panels, key=lambda name: name != ""):
        title = panel or pick("选项", "Options")
        lines += ["", f"{title}{pick('：', ':')}", *_table(panels[panel], width)]
    return lines


def _head(command: Any, ctx: Any, width: int) -> list[str]:
    """Return how a page begins: the usage line, and what the command does."""
    used = f"{pick('用法：', 'Usage: ')}{usage(command, ctx)}"
    return [used, "", *wrap(sentence(command.summary), width)]


def command_page(command: Any, ctx: Any) -> str:
    """Return the help page of a command."""
    width = _screen()
    lines = _head(command, ctx, width)
    for paragraph in (command.help or "").split("\n\n"):
        if paragraph:
            lines += ["", *wrap(paragraph.replace("\n", "" if current() == "zh" else " "), width)]
    places = arguments(command, ctx)
    if places:
        lines += ["", pick("参数：", "Arguments:"), *_table(places, width)]
    lines += _options(command, ctx, width)
    if command.examples:
        lines += ["", pick("例：", "Example:" if len(command.examples) == 1 else "Examples:")]
        lines += [f"  {example}" for example in command.examples]
    return "\n".join(lines)


def sentence(text: str) -> str:
    """Return a one-line help as a sentence."""
    return f"{text[:1].upper()}{text[1:]}{pick('。', '.')}"


def group_page(group: Any, ctx: Any) -> str:
    """Return the help page of a group, or of the program."""
    width = _screen()
    lines = _head(group, ctx, width)
    rows = [(entry.name, entry.help(current())) for entry in group.entries]
    lines += ["", pick("命令：", "Commands:"), *_table(rows, width)]
    lines += _options(group, ctx, width)
    example = "czplan progress --year 2025" if ctx.parent is None else f"{ctx.command_path} list"
    lines += ["", pick("例：", "Example:"), f"  {example}"]
    return "\n".join(lines)
