"""A short form of the soak (`make soak`): broken sets, many writers, killed commands."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        ("sets", "60"),
        ("writers", "4"),
        ("stops", "10", "adopt", "review", "init"),
        pytest.param(
            ("kills", "8", "add", "package"),
            marks=pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace"),
        ),
        ("together", "1", "review", "another source of one id"),
    ],
    ids=lambda line: line[0],
)
def test_nothing_is_lost(line: tuple[str, ...], root: Path) -> None:
    """In a process of its own, since a copy (fork) of this one would share its threads' locks."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.soak", *line], cwd=root, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.startswith(line[0])
    assert " 0 killed" not in done.stdout
    assert " 0 reads" not in done.stdout
