"""The command line as a Typer application, built from the table in `czplan.cli.kit.tree`.

A group knows the names and one-line helps of its commands from the table and imports a
command's module only when it is asked for: `czplan --help` imports none of them.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Annotated, Any

import typer
import typer.main
from typer.core import TyperCommand, TyperGroup

from czplan.cli.kit import described, errors, help, usage
from czplan.cli.kit.language import current, pick
from czplan.cli.kit.taking import taken
from czplan.cli.kit.tree import TREE, Entry
from czplan.cli.options import LangOpt

PROGRAM = "czplan"

SETTINGS: dict[str, Any] = {"help_option_names": ["-h", "--help"]}


class _AsTyped:
    """Takes the value of an option as it was typed; commands check values themselves."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """Return `value`, and for an option that may be repeated a sequence."""
        many = param.multiple or param.nargs == -1
        return () if value is None and many else value


def _spare_pydantic(params: list[Any]) -> list[Any]:
    """Let text options do without pydantic, whose import takes as long as reading the data.

    Typer coerces each value with it, also text that stays text. Where a release of Typer knows
    nothing of this attribute, nothing changes but the time.
    """
    for param in params:
        descriptor = getattr(param, "type_descriptor", None)
        if descriptor is not None and descriptor.annotation in (str, bool, list[str]):
            param._runtime_param = _AsTyped()
    return params


class Command(TyperCommand):
    """A command whose help is ours: in the language in use, ending in an example."""

    examples: tuple[str, ...] = ()
    summary: str = ""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options and arguments, `--help` included."""
        return _spare_pydantic(super().get_params(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page of the command."""
        formatter.write(help.command_page(self, ctx))


class Group(TyperGroup):
    """A group of commands that are loaded when they are asked for."""

    entries: tuple[Entry, ...] = ()
    summary: str = ""

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the options and arguments, `--help` included."""
        return _spare_pydantic(super().get_params(ctx))

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands in the table's order."""
        return [entry.name for entry in self.entries]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command by its name, or None; its module is imported now."""
        for entry in self.entries:
            if entry.name == cmd_name:
                if cmd_name not in self.commands:
                    self.add_command(command_of(entry), cmd_name)
                return self.commands[cmd_name]
        return None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Return the command that the line names; a mistyped one gets the nearest.

        Raises:
            errors.Refusal: there is no such command.
        """
        name = args[0]
        if not name.startswith("-") and name not in self.list_commands(ctx):
            before = ctx.command_path.removeprefix(PROGRAM).strip()
            offer = usage.command_offer(name, before, self.entries, args[1:])
            errors.fail(f"没有这个命令：{name}。{offer}", f"no such command: {name}.{offer}")
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Read the group's own options; without a command, show its help."""
        if not ctx.resilient_parsing and _bare(args):
            page = help.group_page(self, ctx)
            if ctx.parent is None:
                print(page)
                raise typer.Exit(0)
            print(page, file=sys.stderr)
            raise typer.Exit(errors.REFUSED)
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help page of the group."""
        formatter.write(help.group_page(self, ctx))


def _bare(args: Sequence[str]) -> bool:
    """Say whether a line names no command: nothing, or only the language to speak."""
    words = list(args)
    while words and (words[0] == "--lang" or words[0].startswith("--lang=")):
        del words[: 2 if words[0] == "--lang" else 1]
    return not words


def command_of(entry: Entry) -> Any:
    """Return the command or the group of an entry of the table."""
    if entry.commands:
        return _group(entry, _take_language)
    module, _, name = entry.function.partition(":")
    function = getattr(import_module(module), name)
    said = described.description(function)
    maker = typer.Typer(add_completion=False, rich_markup_mode=None)
    maker.command(entry.name, cls=Command, help=said.more, context_settings=SETTINGS)(
        taken(function)
    )
    command = typer.main.get_command(maker)
    assert isinstance(command, Command)
    command.summary = entry.help(current())
    command.examples = said.examples
    return command


def _take_language(lang: LangOpt = None) -> None:
    """Take `--lang`, which counts anywhere on the line."""


def _group(entry: Entry, callback: Callable[..., None]) -> Any:
    """Return a group of the table; `callback` takes what stands before a command's name."""
    maker = typer.Typer(
        name=entry.name,
        cls=Group,
        add_completion=False,
        rich_markup_mode=None,
        context_settings=SETTINGS,
    )
    maker.callback()(callback)
    group = typer.main.get_command(maker)
    assert isinstance(group, Group)
    group.entries = entry.commands
    group.summary = entry.help(current())
    return group


def _show_version(wanted: bool) -> None:
    """Answer `--version` where it doesn't stand alone."""
    if wanted:
        from czplan import __version__

        print(f"{PROGRAM} {__version__}")
        raise typer.Exit(0)


def build() -> Any:
    """Return the whole command line, in the language in use."""

    def root(
        version: Annotated[
            bool,
            typer.Option(
                "--version",
                "-V",
                help=pick("版本", "show the version"),
                callback=_show_version,
                is_eager=True,
            ),
        ] = False,
        lang: LangOpt = None,
    ) -> None:
        """Take what stands before a command's name."""

    whole = Entry(
        PROGRAM,
        "说过什么，做到多少，凭什么知道：把规划目标与公布的数据对照",
        "what was promised, how far it is, how we know: plan goals against reported figures",
        commands=TREE,
    )
    return _group(whole, root)


def run(argv: Sequence[str]) -> int:
    """Run one command line and return its exit status.

    Raises:
        errors.Refusal: the line can't be understood, or its question can't be answered.
    """
    try:
        status = build().main(args=list(argv), prog_name=PROGRAM, standalone_mode=False)
    except typer.TyperException as error:
        errors.fail(*usage.explain(error))
    except typer.Abort:
        return 130
    return status if isinstance(status, int) else 0
