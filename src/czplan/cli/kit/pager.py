"""When and how a long answer goes through a pager."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping

__all__ = ["paged"]


def _command(environ: Mapping[str, str]) -> list[str]:
    """Return the pager that `CZPLAN_PAGER`, else `PAGER`, asks for; empty for none."""
    wish = environ["CZPLAN_PAGER"] if "CZPLAN_PAGER" in environ else environ.get("PAGER", "")
    try:
        words = shlex.split(wish)
    except ValueError:
        return []
    return [] if words == ["cat"] else words


def paged(text: str) -> bool:
    """Show `text` in a pager and return True, or return False where the rule says none.

    The rule: a pager is named, standard output is a terminal, and the text doesn't fit.
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
