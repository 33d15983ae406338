"""Answer the shell: what may stand at the end of a command line that isn't finished.

The shell's script (see `czplan.cli.commands.completion`) sets `_CZPLAN_COMPLETE` to its name and
passes the words after the program's name, the last one unfinished. The answer is one offer a line,
the value and, after a tab, what it is. Commands' modules are imported only where the line
needs them.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from types import SimpleNamespace
from typing import Any

from czplan import sinks
from czplan.cli.kit.language import current
from czplan.cli.kit.tree import TREE, Entry

Offer = tuple[str, str]


class _Line:
    """A line read as far as it goes: the command it names, and what waits for its value."""

    def __init__(self, words: Sequence[str]) -> None:
        self.entries: tuple[Entry, ...] = TREE
        self.path: list[str] = ["czplan"]
        self.command: Any = None
        self.waiting: Any = None
        self.arguments = 0
        self.given: set[str] = set()
        self.params: dict[str, str] = {}
        self.plain = False
        for word in words:
            self._read(word)

    def _read(self, word: str) -> None:
        if self.waiting is not None:
            self.params[self.waiting.name] = word
            self.waiting = None
        elif word == "--" and not self.plain:
            self.plain = True
        elif word.startswith("-") and len(word) > 1 and not self.plain:
            name, joined, value = word.partition("=")
            self.given.add(name)
            param = self.option(name)
            if param is not None and not param.is_flag:
                if joined:
                    self.params[param.name] = value
                else:
                    self.waiting = param
        elif self.command is None:
            self._descend(word)
        else:
            self.arguments += 1

    def _descend(self, word: str) -> None:
        """Go into the command or group that `word` names; an unknown one leads nowhere."""
        entry = next((one for one in self.entries if one.name == word), None)
        self.path.append(word)
        self.entries = entry.commands if entry is not None else ()
        if entry is not None and entry.function:
            from czplan.cli import app

            self.command = app.command_of(entry)

    def options(self) -> list[Any]:
        """Return the options that may stand here."""
        if self.command is None:
            return []
        return [
            param
            for param in self.command.params
            if param.param_type_name == "option" and not param.hidden
        ]

    def option(self, name: str) -> Any:
        """Return the option called `name`, or None."""
        return next((one for one in self.options() if name in one.opts), None)

    def values(self, param: Any, incomplete: str) -> list[Offer]:
        """Return what may stand as the value of an option or argument."""
        ctx = SimpleNamespace(params=self.params, command_path=" ".join(self.path))
        return [
            (str(item.value), str(item.help or ""))
            for item in param.shell_complete(ctx, incomplete)
        ]


def _options(line: _Line, incomplete: str) -> Iterator[Offer]:
    for param in line.options():
        if not param.multiple and line.given & {*param.opts, *param.secondary_opts}:
            continue
        name = max(param.opts, key=len)
        if name.startswith(incomplete):
            yield name, param.help or ""
    if "--help".startswith(incomplete):
        yield "--help", "显示帮助" if current() == "zh" else "show help"


def offers(words: Sequence[str]) -> list[Offer]:
    """Return what may stand in place of the last of `words`, as (value, help) pairs."""
    *before, incomplete = words or [""]
    line = _Line(before)
    if line.waiting is not None:
        return line.values(line.waiting, incomplete)
    if incomplete.startswith("-") and not line.plain:
        name, joined, value = incomplete.partition("=")
        param = line.option(name) if joined else None
        if param is not None:
            return [(f"{name}={one}", help) for one, help in line.values(param, value)]
        return list(_options(line, incomplete))
    if line.command is None:
        return [
            (entry.name, entry.help(current()))
            for entry in line.entries
            if entry.name.startswith(incomplete)
        ]
    places = [param for param in line.command.params if param.param_type_name == "argument"]
    if line.arguments < len(places):
        return line.values(places[line.arguments], incomplete)
    if places and places[-1].nargs != 1:
        return line.values(places[-1], incomplete)
    return []


_UNSAFE = set(" \t\"'\\$`&|;<>()[]{}*?!#~^")


def _for_bash(value: str, incomplete: str) -> str:
    """Return a value as bash inserts it: quoted, without what stands before its last `:` or `=`.

    Bash takes `:` and `=` for the ends of words and replaces only what stands after them.
    """
    cut = max(incomplete.rfind(":"), incomplete.rfind("=")) + 1
    return "".join("\\" + char if char in _UNSAFE else char for char in value[cut:])


def answer(shell: str, words: Sequence[str]) -> int:
    """Print what the shell may offer for an unfinished line; return the exit status."""
    try:
        found = offers(words)
    except Exception:  # a shell's line must stay clean, whatever is wrong
        return 0
    incomplete = words[-1] if words else ""
    for value, help in found:
        text = sinks.plain(help)
        if shell == "bash":
            print(_for_bash(value, incomplete))
        else:
            print(f"{value}\t{text}" if text else value)
    sys.stdout.flush()
    return 0
