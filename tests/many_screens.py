"""Many runs of the command line in one process, each as on a terminal of its own size.

Starting Python and importing pandas takes longer than showing a screen; here one child shows
them all. Standard output and error are terminals; a run's own environment holds for it alone.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path

from cli_process import Done, in_terminal

MARK = "\x1e"


@dataclass(frozen=True)
class Ask:
    """A line, and the terminal that it runs in."""

    line: tuple[str, ...]
    columns: int = 80
    rows: int = 24
    env: dict[str, str] = field(default_factory=dict)


def answers(*asks: Ask, cwd: Path | None = None, **env: str) -> list[Done]:
    """Run the lines in one process and return what each left behind."""
    told = json.dumps([[list(ask.line), ask.columns, ask.rows, ask.env] for ask in asks])
    done = in_terminal(cwd=cwd, program=[sys.executable, __file__], columns=400, ASKS=told, **env)
    assert done.status == 0, done.err
    outs, errs = done.out.split(MARK)[1:], done.err.split(MARK)[1:]
    statuses = [int(text.rpartition("status ")[2]) for text in errs]
    texts = [text.rpartition("status ")[0] for text in errs]
    return [Done(*parts) for parts in zip(statuses, outs, texts, strict=True)]


def _main() -> None:
    from czplan.cli.start import start

    usual = dict(os.environ)
    for line, columns, rows, env in json.loads(os.environ["ASKS"]):
        os.environ.clear()
        os.environ.update(usual | {"COLUMNS": str(columns), "LINES": str(rows)} | env)
        for stream in (sys.stdout, sys.stderr):
            stream.write(MARK)
            stream.flush()
        sys.argv = ["czplan", *line]
        status = start(line)
        sys.stdout.flush()
        sys.stderr.write(f"status {status}")
        sys.stderr.flush()


if __name__ == "__main__":
    _main()
