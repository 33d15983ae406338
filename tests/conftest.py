"""What all tests share: where the shared material lies, and when a skip is a failure.

It imports what stands beside it only where it is used: a test tries it in a folder of its own.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator, Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("CZPLAN_SHARED") or ROOT.parent / "shared")
"""The source documents (`sources/`) and the contract (`spec/`), beside the repository."""

NEEDED = ("browser", "shared")
"""Marks of tests that continuous integration must not skip."""

LACKING = ("shared folder", "chromium", "node_modules")
"""Words of a reason that there is no reason for in continuous integration."""


OWN = tempfile.TemporaryDirectory(prefix="czplan-tests-", ignore_cleanup_errors=True)
"""What is read, and the numbers of listings, are kept for the tests of a process; it goes with it.

Kept for all of them: so a run is quicker.
"""

os.environ["XDG_CACHE_HOME"] = os.path.join(OWN.name, "cache")
os.environ["XDG_STATE_HOME"] = os.path.join(OWN.name, "state")

SLOW = (
    "test_across",
    "test_adopt",
    "test_answer",
    "test_atlas",
    "test_card",
    "test_charts",
    "test_cli_",
    "test_diff",
    "test_editing",
    "test_evidence_verify",
    "test_export",
    "test_first_users",
    "test_headline",
    "test_history",
    "test_hostile",
    "test_import",
    "test_init",
    "test_ladder",
    "test_method_domination",
    "test_method_parts",
    "test_method_properties",
    "test_notebook",
    "test_packaging",
    "test_reading_fuzz",
    "test_readme",
    "test_report",
    "test_scale",
    "test_screens",
    "test_show_search",
    "test_site",
    "test_soak",
    "test_storage",
    "test_two_notations",
    "test_writers",
)
"""How the names of files begin whose tests are many processes, terminals, pages or thousands of
made goals; `make quick` leaves them out."""


LONG = (
    "test_packaging",
    "test_browser",
    "test_scale",
    "test_soak",
    "test_writers",
    "test_screens",
    "test_readme",
    "test_packaging_documents",
    "test_notebook",
    "test_report",
    "test_site",
)
"""Files with tests, or with what a file's tests share, that take many seconds: these begin, so
that no worker is left with one of them at the end, and none of them is torn in two."""


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    """Mark the tests of slow files, and deal those that are run to the workers."""
    for item in items:
        if item.path.name.startswith(SLOW):
            item.add_marker("slow")
    yield
    workers = int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1"))
    if workers > 1:
        items[:] = dealt(items, workers)


def dealt(items: Sequence[pytest.Item], workers: int) -> list[pytest.Item]:
    """Return tests in an order whose equal parts, one a worker, begin with whole long files."""
    files: dict[str, list[pytest.Item]] = {name: [] for name in LONG}
    short: list[pytest.Item] = []
    for item in items:
        files.get(item.path.stem, short).append(item)
    hands: list[list[pytest.Item]] = [[] for _ in range(workers)]
    for number, tests in enumerate(files.values()):
        hands[number % workers] += tests
    left = len(items)
    for number, hand in enumerate(hands):
        room = max(left // (workers - number) - len(hand), 0)
        hand += short[:room]
        del short[:room]
        left -= len(hand)
    return [item for hand in hands for item in hand] + short


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Return how many `-n auto` are: one more than cores where tests are run that wait.

    They wait for the registry, a browser, processes that are killed; the rest (`make quick`)
    only computes.
    """
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (cores or 1) + ("not slow" not in config.option.markexpr)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of the shared material; skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("the shared folder is absent: set CZPLAN_SHARED")
    return SHARED


@pytest.fixture(autouse=True)
def _neutral(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the person running the tests has set out of the tests."""
    for name in list(os.environ):
        if name.startswith("CZPLAN_") and name not in ("CZPLAN_SHARED", "CZPLAN_NO_SKIPS"):
            monkeypatch.delenv(name)
    for name in ("NO_COLOR", "FORCE_COLOR", "PAGER"):
        monkeypatch.delenv(name, raising=False)


def _needed(item: pytest.Item) -> bool:
    """Say whether a test must run in continuous integration."""
    names = getattr(item, "fixturenames", ())
    return any(item.get_closest_marker(mark) or mark in names for mark in NEEDED)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With CZPLAN_NO_SKIPS=1, a skipped test that needs the browser or the shared folder fails."""
    report = yield
    strict = os.environ.get("CZPLAN_NO_SKIPS") == "1"
    if strict and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if _needed(item) or any(word in reason.lower() for word in LACKING):
            report.outcome = "failed"
            report.longrepr = f"must not be skipped here: {reason}"
    return report


@pytest.fixture
def town(tmp_path: Path) -> Path:
    """Return a copy of the small data set whose verdicts are of every family."""
    from cli_process import SAMPLE

    return Path(shutil.copytree(SAMPLE, tmp_path / "town"))


@pytest.fixture
def city(tmp_path: Path) -> Path:
    """Return a data set whose quotations have their texts."""
    from evidence_set import evidence_set

    return evidence_set(tmp_path / "set")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return a data set of one's own."""
    from own_set import own_set

    return own_set(tmp_path / "own")
