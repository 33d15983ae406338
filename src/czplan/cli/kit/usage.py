"""Typer's own complaints about a command line, said again in both languages and in one line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from czplan.cli.kit import errors
from czplan.cli.kit.language import pick
from czplan.cli.kit.tree import Entry, leaves


def command_offer(
    name: str, before: str, entries: tuple[Entry, ...], rest: Iterable[str] = ()
) -> str:
    """Return a sentence that offers the command meant by `name`, here or elsewhere in the tree.

    `rest`: the words behind it on the line.
    """
    path = f"czplan {before}".strip()
    if name.casefold() == "help":
        return pick(f"是不是 {path} --help？", f" Did you mean {path} --help?")
    if name.casefold() in ("version", "ver"):
        return pick("是不是 czplan --version？", " Did you mean czplan --version?")
    if name.casefold() == "show":  # the card of anything has one command
        line = " ".join(("czplan show", *rest))
        return pick(f"是不是 {line}？", f" Did you mean {line}?")
    found = errors.nearest(name, [entry.name for entry in entries])
    if found is not None:
        return pick(f"是不是 {path} {found}？", f" Did you mean {path} {found}?")
    whole = {full.split()[-1]: full for full, _ in reversed(list(leaves()))}
    whole.update({full: full for full, _ in leaves()})
    found = errors.nearest(f"{before} {name}".strip(), whole) or errors.nearest(name, whole)
    if found is not None:
        return pick(f"是不是 czplan {whole[found]}？", f" Did you mean czplan {whole[found]}?")
    known = ", ".join(entry.name for entry in entries)
    return pick(f"可选：{known}。", f" One of: {known}.")


def explain(error: Any) -> tuple[str, str]:
    """Return what a Typer exception says, in Chinese and in English.

    The kind is told by the exception's name and attributes, because Typer keeps its classes
    to itself; what isn't known is passed on in Typer's own words.
    """
    kind = type(error).__name__
    ctx = getattr(error, "ctx", None)
    see_zh, see_en = "", ""
    if ctx is not None:
        see_zh, see_en = (
            f"（用法见 {ctx.command_path} --help）",
            f" (see {ctx.command_path} --help)",
        )
    option = getattr(error, "option_name", None)
    if kind == "NoSuchOption":
        offer = _option_offer(str(option), ctx)
        return (
            f"没有这个选项：{option}。{offer}{see_zh}",
            f"no such option: {option}.{offer}{see_en}",
        )
    if kind == "BadOptionUsage":
        if "requires" in error.message:
            return f"选项 {option} 缺少值{see_zh}", f"option {option} needs a value{see_en}"
        return f"选项 {option} 不带值{see_zh}", f"option {option} takes no value{see_en}"
    if kind == "MissingParameter":
        name = _parameter(error)
        return f"缺少 {name}{see_zh}", f"missing {name}{see_en}"
    if kind == "BadParameter":
        name = _parameter(error)
        return f"{name} 的值无效：{error.message}", f"bad value for {name}: {error.message}"
    words = getattr(error, "message", str(error))
    if "unexpected extra argument" in words:
        found = re.search(r"arguments?(?:\(s\))? \((.*)\)", words, re.DOTALL)
        extra = found[1] if found else ""
        return f"多余的参数：{extra}{see_zh}", f"unexpected argument: {extra}{see_en}"
    return f"{words}{see_zh}", f"{words}{see_en}"


def _parameter(error: Any) -> str:
    """Return how the line names the parameter of a complaint."""
    param = getattr(error, "param", None)
    if param is None:
        return str(getattr(error, "param_hint", "") or "")
    if getattr(param, "param_type_name", "") == "option":
        return str(max(param.opts, key=len))
    return str(param.metavar or param.name.upper())


def _options(params: Iterable[Any]) -> list[str]:
    """Return the long and short names of all options among `params`."""
    return [
        name
        for param in params
        if param.param_type_name == "option"
        for name in (*param.opts, *param.secondary_opts)
    ]


def _option_offer(option: str, ctx: Any) -> str:
    """Return a sentence that offers the option meant, among those of the command in `ctx`."""
    if ctx is None:
        return ""
    if option[1:2].isdigit() or option[1:2] == ".":
        return pick(
            "以 - 开头的数放在最后，前面加 -- 。",
            " A figure that begins with - goes at the end, behind a -- of its own.",
        )
    known = _options(ctx.command.get_params(ctx))
    found = errors.nearest(option, [name for name in known if name.startswith("--")])
    if found is not None:
        return pick(f"是不是 {found}？", f" Did you mean {found}?")
    if hasattr(ctx.command, "entries"):
        return pick("选项写在命令名之后。", " Options stand after the command's name.")
    return ""
