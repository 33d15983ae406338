"""A skip that hides something fails where nothing may be skipped."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

TESTS = """
import pytest

@pytest.mark.browser
def test_browser():
    pytest.skip("none")

def test_shared(shared):
    pass

def test_other():
    pytest.skip("no matter")
"""


@pytest.mark.parametrize(("strict", "failed", "skipped"), [("0", 0, 3), ("1", 2, 1)])
def test_no_skips(tmp_path: Path, root: Path, strict: str, failed: int, skipped: int) -> None:
    (tmp_path / "conftest.py").write_text((root / "tests/conftest.py").read_text(encoding="utf-8"))
    (tmp_path / "test_it.py").write_text(TESTS)
    environment = os.environ | {"CZPLAN_NO_SKIPS": strict, "CZPLAN_SHARED": str(tmp_path / "none")}
    line = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    line += ["-c", str(root / "pyproject.toml"), "--rootdir", str(tmp_path), str(tmp_path)]
    run = subprocess.run(line, env=environment, capture_output=True, text=True, cwd=tmp_path)
    last = run.stdout.strip().splitlines()[-1]
    assert f"{skipped} skipped" in last
    counted = sum(int(n) for n in re.findall(r"(\d+) (?:failed|error)", last))
    assert counted == failed
    assert run.returncode == (1 if failed else 0)


@pytest.mark.parametrize("workers", [2, 3, 5])
def test_tests_are_dealt_to_workers(workers: int) -> None:
    """No test is lost, and each worker's equal part begins with whole files that take long."""
    from conftest import LONG, dealt

    stems = [name for name in (*LONG, "short") for _ in range(400 if name == "short" else 7)]
    items = [SimpleNamespace(path=Path(f"{stem}.py"), at=at) for at, stem in enumerate(stems)]
    found = dealt(items, workers)  # type: ignore[arg-type]
    assert sorted(item.at for item in found) == [item.at for item in items]
    left, first = list(found), set()
    for worker in range(workers):  # as the plugin cuts them
        size = len(left) // (workers - worker)
        part, left = [item.path.stem for item in left[:size]], left[size:]
        long = part[: part.index("short")]
        assert all(long.count(name) == 7 for name in long)
        assert not set(part[len(long) :]) & set(LONG)
        first |= set(long)
    assert first == set(LONG)
