"""The options of how an answer is shown, given to every command that shows one."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any

from czplan.cli import options as opt
from czplan.cli.kit.output import Output

__all__ = ["shown"]

_OPTIONS: dict[str, tuple[Any, Any]] = {
    "lang": (opt.LangOpt, None),
    "format": (opt.FormatOpt, None),
    "fields": (opt.FieldsOpt, None),
    "quiet": (opt.QuietOpt, False),
    "color": (opt.ColorOpt, None),
    "ascii": (opt.AsciiOpt, False),
    "no_pager": (opt.NoPagerOpt, False),
}


def shown(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of how its answer is shown; it takes them as one `out: Output`.

    Its own options stand before them.
    """

    @wraps(function)
    def command(**given: Any) -> None:
        how = {name: given.pop(name) for name in _OPTIONS}
        how.pop("lang")  # spoken since before the command was looked for
        function(out=Output.of(**how), **given)

    keyword = inspect.Parameter.KEYWORD_ONLY
    parameters = [
        one.replace(kind=keyword)
        for name, one in inspect.signature(function, eval_str=True).parameters.items()
        if name != "out"
    ]
    parameters += [
        inspect.Parameter(name, keyword, default=default, annotation=kind)
        for name, (kind, default) in _OPTIONS.items()
    ]
    command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    command.__annotations__ = {one.name: one.annotation for one in parameters}
    del command.__wrapped__
    return command
