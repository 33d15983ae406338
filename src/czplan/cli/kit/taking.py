"""What a command takes, spelt out for Typer: shared options are said once and spread from here."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any, get_args, get_type_hints, is_typeddict

from czplan.cli import options as opt

Kinds = Mapping[str, Any]


def _parameters(kinds: Kinds) -> list[inspect.Parameter]:
    """Return options as parameters: absent is False for a flag, None for all others."""
    return [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=False if get_args(kind)[0] is bool else None,
            annotation=kind,
        )
        for name, kind in kinds.items()
    ]


def taken(function: Callable[..., None]) -> Callable[..., None]:
    """Return a command as Typer takes it, every option a parameter of its own.

    A parameter whose type is a group of options (`opt.QuestionOpts`) stands for all of them; `out:
    Output` for how an answer is shown, which help lists last; `--lang` is every command's.
    """
    own = inspect.signature(function, eval_str=True).parameters
    groups: dict[str, Kinds] = {
        name: get_type_hints(one.annotation, include_extras=True)
        for name, one in own.items()
        if is_typeddict(one.annotation)
    }
    shows = get_type_hints(opt.ShowingOpts, include_extras=True) if "out" in own else {}
    parameters: list[inspect.Parameter] = []
    for name, one in own.items():
        if name in groups:
            parameters += _parameters(groups[name])
        elif name != "out":
            parameters.append(one.replace(kind=inspect.Parameter.KEYWORD_ONLY))
    names = [one.name for one in parameters]
    after = names.index("data") + 1 if "data" in names else len(names)
    parameters[after:after] = _parameters({"lang": opt.LangOpt})
    parameters += _parameters(shows)

    def command(**given: Any) -> None:
        del given["lang"]  # spoken since before the command was looked for
        if shows:
            from czplan.cli.kit.output import Output

            given["out"] = Output.of(**{name: given.pop(name) for name in shows})
        for group, kinds in groups.items():
            given[group] = {name: given.pop(name) for name in kinds}
        function(**given)

    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    return command
