"""A document whose commands are run: what they print stands below them, as it is now.

Blocks in such a document are of four sorts. `yaml`, `csv` and `text`: a file, its name in the
first line as a comment, which is no part of a CSV file or a text. `console`: lines that begin
with `$ ` are commands, run in one folder from top to bottom; what follows each is what it printed,
data before remarks.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import tempfile
from pathlib import Path

from tools.copies import load_all, run

__all__ = ["fresh"]

_BLOCK = re.compile(r"^```(yaml|csv|text|console)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def fresh(old: str) -> str:
    """Return the document with the output of every command as it is now."""
    with tempfile.TemporaryDirectory(prefix="czplan-") as made:
        folder = Path(made)
        return _BLOCK.sub(lambda match: _block(match[1], match[2], folder), old)


def _block(kind: str, body: str, folder: Path) -> str:
    """Return a block, its file written or its commands run."""
    if kind == "console":
        commands = [line for line in body.splitlines() if line.startswith("$ ")]
        body = "".join(f"{line}\n{_printed(line[2:], folder)}" for line in commands)
    else:
        name, _, rest = body.partition("\n")
        (folder / name.removeprefix("# ")).write_text(
            body if kind == "yaml" else rest, encoding="utf-8"
        )
    return f"```{kind}\n{body}```"


def _printed(line: str, folder: Path) -> str:
    """Return what a command prints: its data, then its remarks."""
    program, *words = shlex.split(line)
    env = {
        name: os.environ[name] for name in ("PATH", "HOME", "XDG_CACHE_HOME") if name in os.environ
    }
    env |= {"LANG": "C.UTF-8", "CZPLAN_LANG": "en"}
    if program == "czplan":
        load_all()
        done = run(folder, words, env)
        said = [done.out.rstrip(), done.err.rstrip()]
    else:
        other = subprocess.run(
            [program, *words],
            cwd=folder,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        said = [other.stdout.rstrip(), other.stderr.rstrip()]
    lines = "\n".join(text for text in said if text).splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)
