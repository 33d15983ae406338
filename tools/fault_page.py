"""The page that explains every code of `czplan check`, made from the catalogue."""

from __future__ import annotations

import re

from czplan.faults.fault import Rule
from czplan.faults.fault_catalogue import FAULTS

__all__ = ["page"]

_HEAD = """# Faults / 数据集的错误与提醒

`czplan check [DIR]` 一次列出全部问题，每行 `文件:行:列: 代码 说明（补救）`。
`error` 要改正后数据集才能使用；`warning` 只是提醒。
退出码：有错误为 1，只有提醒或没有问题为 0，文件夹打不开为 2。

`czplan check [DIR]` lists everything at once, a line each: `file:line:col: code message (remedy)`.
An `error` must be mended before the set can be used, a `warning` may stay. Exit status: 1 for
errors, 0 for warnings alone or nothing, 2 if the folder can't be opened. In a CSV table line and
column are those of the cell's first character. Codes are stable.

This page is made from the catalogue in `src/czplan/faults/` by `make docs`.
"""
_NAMES = re.compile(r"(?<!\{)\{(\w+)\}(?!\})")


def _shown(sentence: str) -> str:
    """Return a message with its names as placeholders."""
    return _NAMES.sub(r"⟨\1⟩", sentence).replace("{{", "{").replace("}}", "}")


def _entry(rule: Rule) -> str:
    """Return the section of one code."""
    lines = [
        f"## {rule.code}",
        "",
        f"**{rule.zh} / {rule.en}** · `{rule.severity}`",
        "",
        rule.note_zh,
        "",
        rule.note_en,
        "",
    ]
    for says, remedy in ((rule.says_zh, rule.remedy_zh), (rule.says_en, rule.remedy_en)):
        lines.append(f"- {_shown(says)} → {_shown(remedy)}")
    return "\n".join([*lines, ""])


def page(old: str = "") -> str:
    """Return the page as Markdown, whatever stands there now."""
    rows = [
        f"| [{rule.code}](#{rule.code}) | {rule.severity} | {rule.zh} | {rule.en} |"
        for rule in FAULTS.values()
    ]
    table = "\n".join(["| code | | 中文 | English |", "| --- | --- | --- | --- |", *rows, ""])
    return "\n".join([_HEAD, table, *map(_entry, FAULTS.values())])
