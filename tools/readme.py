"""The parts of the README files that only repeat what the program says: made from real runs.

A block looks so, and everything between the fences is replaced:

    <!-- run en 12: czplan targets list -->
    ```console
    ```

The command runs in a terminal of `COLUMNS` columns and `ROWS` lines, in the language named; it must
say what it says in no more lines than the number named: nothing is cut. What stands between
`<!-- counts en -->` and `<!-- /counts -->` is how much data ships.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import shlex
import struct
import subprocess
import sys
import termios
from pathlib import Path

from czplan.views.layout import cells

__all__ = ["COLUMNS", "fresh", "screen"]

COLUMNS = 96
ROWS = 30
ROOT = Path(__file__).resolve().parents[1]

_BLOCK = re.compile(r"(<!-- run (zh|en) (\d+): (.+) -->\n```console\n)(?:.*\n)*?(```\n)")
_COUNTS = re.compile(r"(<!-- counts (zh|en) -->)(?:.|\n)*?(<!-- /counts -->)")


def fresh(text: str) -> str:
    """Return the text of a README with its blocks made anew."""
    text = _BLOCK.sub(lambda at: at[1] + _shown(at[4], at[2], int(at[3])) + at[5], text)
    return _COUNTS.sub(lambda at: at[1] + _counts(at[2]) + at[3], text)


def _shown(command: str, lang: str, most: int) -> str:
    """Return a command and what it shows."""
    lines = [line.rstrip() for line in screen(command, lang).splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    if len(lines) > most or any(cells(line) > COLUMNS for line in lines):
        raise RuntimeError(f"{command}: longer than a README has room for")
    return "\n".join([f"$ {command}", *lines]) + "\n"


def screen(command: str, lang: str) -> str:
    """Return what a command writes to standard output in a terminal, without colours."""
    program, *words = shlex.split(command)
    if program != "czplan":
        raise ValueError(command)
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    mode = termios.tcgetattr(slave)
    mode[1] &= ~termios.OPOST
    termios.tcsetattr(slave, termios.TCSANOW, mode)
    env = {name: value for name, value in os.environ.items() if not name.startswith("CZPLAN_")}
    env |= {"PYTHONPATH": str(ROOT / "src"), "CZPLAN_LANG": lang, "NO_COLOR": "1", "TERM": "xterm"}
    env |= {"CZPLAN_PAGER": "cat", "XDG_STATE_HOME": os.devnull}
    for name in ("PAGER", "COLUMNS", "LINES", "FORCE_COLOR", "CLICOLOR_FORCE"):
        env.pop(name, None)
    child = subprocess.Popen(
        [sys.executable, "-m", "czplan", *words],
        stdin=subprocess.DEVNULL,
        stdout=slave,
        stderr=subprocess.PIPE,
        env=env,
    )
    os.close(slave)
    written = bytearray()
    with contextlib.suppress(OSError):  # Linux says EIO where a terminal's end is
        while chunk := os.read(master, 65536):
            written.extend(chunk)
    os.close(master)
    _, said = child.communicate()
    if child.returncode:
        raise RuntimeError(f"{command}: {said.decode()}")
    return written.decode()


def _counts(lang: str) -> str:
    """Return how much data ships, as part of a sentence."""
    import czplan

    ds = czplan.load()
    goals, figures = len(ds.target_rows()), len(ds.actual_rows())
    if lang == "zh":
        return f"{len(ds.source_records)} 份文件中的 {goals} 个目标、{figures} 个实际数"
    return f"{goals} goals and {figures} reported figures from {len(ds.source_records)} documents"
