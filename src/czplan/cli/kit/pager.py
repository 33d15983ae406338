"""When and how a long answer goes through a pager."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping

from czplan.cli.kit import errors

LESS = ("less", "-FRX")
"""Quits where the text fits, lets colours through, leaves the text on the screen."""


def _command(environ: Mapping[str, str]) -> list[str]:
    """Return the pager that `CZPLAN_PAGER`, else `PAGER`, names, else `less`; empty for none.

    An empty name and `cat` ask for none; a dumb terminal gets none unless one is named.
    """
    named = [environ[name] for name in ("CZPLAN_PAGER", "PAGER") if name in environ]
    if not named:
        return [] if environ.get("TERM") == "dumb" or not shutil.which("less") else [*LESS]
    try:
        words = shlex.split(named[0])
    except ValueError:
        return []
    return [] if words == ["cat"] else words


def paged(text: str) -> bool:
    """Show `text` in a pager and return True, or return False where the rule says none.

    The rule: there is a pager, standard output is a terminal, and the text doesn't fit.
    """
    words = _command(os.environ)
    fits = text.count("\n") < shutil.get_terminal_size((80, 24)).lines
    if not words or not sys.stdout.isatty() or fits:
        return False
    environ = {"LESS": "FRX", "LESSCHARSET": "utf-8", **os.environ}
    try:
        child = subprocess.Popen(
            words, stdin=subprocess.PIPE, env=environ, encoding="utf-8", errors="replace"
        )
    except OSError:
        errors.hint(
            f"没有这个分页程序：{words[0]}（CZPLAN_PAGER、PAGER）",
            f"no such pager: {words[0]} (CZPLAN_PAGER, PAGER)",
        )
        return False
    assert child.stdin is not None
    try:
        child.stdin.write(text)
        child.stdin.close()
    except BrokenPipeError:
        pass
    while True:
        try:
            child.wait()
            return True
        except KeyboardInterrupt:  # the pager's own business
            continue
