"""Records kept from an earlier reading: the same to the last place, or not used at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from cli_process import run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from places_set import write_places
from reading_sets import SOUND, write

import czplan
from czplan.faults.collector import Collector
from czplan.quantity import Wording, WordingError, figure_words, goal_words, parsing
from czplan.quantity.goal_words import Goal, GoalQuery
from czplan.reading import csv_files, kept, rules, yaml_nodes
from czplan.reading import folder as reading
from czplan.reading.csv_files import CsvFile

FEW = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

RICH = {
    "actuals.yaml": """\

output:
  2024:
    - stated: '  1.2亿元 '
      source: report-2025
      line: 3
      text: "产值\\t1.2亿元\\u3000"
      also: [{source: outline, text: 产值1.2亿元, line: 7}]
      extracted: {by: czplan 1, confidence: 0.50, reviewed: 2025-01-08}
    - {value: 1, source: report-2025, line: 4, accepted: [stated-not-in-text], note: 旧口径}
  2023: {value: 1.0, restated: true, proxy: false, source: report-2025, line: 5}
""",
    "targets.yaml": """\
fyp:
  ladder:
    name: {zh: 企业梯队, en: Ladder}
    tiers: {output: 10家, "big": {stated: 5家, text: 培育5家, line: 9}}
    line: 4
  steps: {stated: 达到100万辆, milestones: {2022: 50万辆, ２０２３: 70万辆}, due: none, line: 4}
""",
}
"""Values of every type and shape that a record can have; not all of it is sound."""


@pytest.fixture(autouse=True)
def _own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give each test a cache of its own, in which small sets are kept too."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(kept, "FEWEST", 0)
    return tmp_path


def entries(home: Path) -> list[Path]:
    return sorted((home / "cache" / "czplan").glob("*"))


def told(path: Path) -> str:
    """Return all that reading a folder gives: every record with its places, every fault."""
    report = Collector()
    book = reading.read_folder(path, report, shipped=False, advice=True)
    tables = (book.dataset, book.places, book.sources, book.plans, book.indicators)
    records = (*tables, book.targets, book.actuals, book.not_goals, book.themes)
    return repr([records, report.faults, sorted(report.broken), report.errors])


def warned(path: Path) -> str:
    """Return the faults that a command is told of, which may be those of an earlier run."""
    report = Collector()
    reading.read_folder(path, report, shipped=False, lazy=True)
    return repr([report.faults, sorted(report.broken)])


def check_same(path: Path) -> None:
    """Read a folder anew, with what was kept, and without a cache."""
    fresh, again = [(warned(path), told(path)) for _ in range(2)]
    os.environ["CZPLAN_NO_CACHE"] = "1"
    try:
        plain = warned(path), told(path)
    finally:
        del os.environ["CZPLAN_NO_CACHE"]
    assert fresh == plain
    assert again == plain


@pytest.mark.parametrize("texts", [SOUND, SOUND | RICH], ids=["sound", "rich"])
def test_what_was_kept_is_what_is_read(tmp_path: Path, texts: dict[str, str]) -> None:
    check_same(write(tmp_path / "set", texts))
    assert entries(tmp_path)


def test_a_file_that_was_read_is_not_parsed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "set")
    before = told(path)
    monkeypatch.setattr(yaml_nodes, "compose", None)
    assert told(path) == before
    plans = path / "plans.yaml"
    plans.write_text(plans.read_text() + "\n")
    with pytest.raises(TypeError):
        told(path)


@pytest.mark.parametrize("table", SOUND)
def test_rules_are_asked_again_of_what_was_changed_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    warning = {"actuals.yaml": SOUND["actuals.yaml"].replace("总值近9000亿元", "总值")}
    path = write(tmp_path / "set", SOUND | warning)
    before = warned(path)
    assert "warning" in before
    monkeypatch.setattr(rules, "check_target", None)
    assert warned(path) == before
    with pytest.raises(TypeError):
        told(path)  # as `check` reads
    (path / table).write_text((path / table).read_text() + "\n")
    with pytest.raises(TypeError):
        warned(path)


def _all_warnings(path: Path) -> tuple[str, str]:
    """Return the faults that are told at once, and those of rows that are told when asked."""
    report = Collector()
    book = reading.read_folder(path, report, shipped=False, lazy=True)
    return repr(report.faults), repr(book.more_warnings())


def test_rules_are_asked_again_of_csv_tables_that_were_changed_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(csv_files, "LARGE", 0)  # quotations are compared when somebody asks
    path = write_places(tmp_path / "set")
    goals = path / "targets.csv"  # a quotation that lacks the goal's words is a warning of its row
    goals.write_text(goals.read_text("utf-8").replace("增长5%左右,3", "略有增长,3"), "utf-8")
    report = path / "actuals.csv"
    report.write_text(report.read_text("utf-8").replace("5.0%,", "约5.0%,"), "utf-8")
    fresh = _all_warnings(path)
    assert "stated-not-in-text" in fresh[1]
    monkeypatch.setenv("CZPLAN_NO_CACHE", "1")
    assert _all_warnings(path) == fresh
    monkeypatch.delenv("CZPLAN_NO_CACHE")
    asked: list[str] = []
    check = CsvFile.check_targets
    monkeypatch.setattr(
        CsvFile, "check_targets", lambda self, book: asked.append(self.name) or check(self, book)
    )
    assert _all_warnings(path) == fresh
    assert not asked
    before = czplan.load(path).targets
    assert not asked
    for table in ("places", "sources", "plans", "targets", "actuals"):
        one = path / f"{table}.csv"
        one.write_text(one.read_text("utf-8") + "\n", "utf-8")
        assert _all_warnings(path) == fresh
        assert asked, table
        asked.clear()
    monkeypatch.setenv("CZPLAN_NO_CACHE", "1")
    pd.testing.assert_frame_equal(czplan.load(path).targets, before)


def test_csv_tables_with_an_error_are_asked_every_time(tmp_path: Path) -> None:
    path = write_places(tmp_path / "set")
    with (path / "actuals.csv").open("a", encoding="utf-8") as file:
        file.write("growth,2024,5.0%,nowhere,alpha\n")
    assert _all_warnings(path) == _all_warnings(path)
    assert "dangling-id" in _all_warnings(path)[0]


def test_nothing_is_kept_of_a_file_with_a_fault(tmp_path: Path) -> None:
    path = write(tmp_path / "set", dict.fromkeys(SOUND, "a: [b\n"))
    told(path)
    assert entries(tmp_path) == []


SIGNS = st.sampled_from(
    [*"{}[]:,-#&*!|>'\"%@ \n\t\r?0９.a汉<", "\u3000", "\x85", "\n  ", ": ", "<<"]
)


@FEW
@given(data=st.data())
def test_files_that_were_changed_anywhere(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(list(SOUND)))
    text = (RICH if data.draw(st.booleans()) else SOUND).get(name) or SOUND[name]
    for _ in range(data.draw(st.integers(0, 3))):
        at = data.draw(st.integers(0, len(text)))
        text = text[:at] + data.draw(SIGNS) + text[at + data.draw(st.integers(0, 2)) :]
    with tempfile.TemporaryDirectory() as folder:
        check_same(write(Path(folder), SOUND | {name: text}))


def _with_sum(kept: bytes) -> Callable[[Path], None]:
    def spoil(entry: Path) -> None:
        whole = entry.name.encode() + b"\n" + kept
        entry.write_bytes(hashlib.sha256(whole).hexdigest().encode() + b"\n" + kept)

    return spoil


def _other(entry: Path) -> None:
    """Put the next entry in place of this one: its checksum fits its bytes."""
    others = sorted(entry.parent.iterdir())
    entry.write_bytes(others[(others.index(entry) + 1) % len(others)].read_bytes())


def _pipe(entry: Path) -> None:
    entry.unlink()
    os.mkfifo(entry)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda entry: entry.write_bytes(b""),
        lambda entry: entry.write_bytes(entry.read_bytes()[:-1]),
        lambda entry: entry.write_bytes(entry.read_bytes().replace(b"2025", b"2026")),
        lambda entry: entry.write_bytes(os.urandom(300)),
        _with_sum(b"{}"),
        _with_sum(b"7"),
        _with_sum(b'[[["a"],[1,1],[[1,1]],{"a":{"map":3}},{}]]'),
        _with_sum(b"[[1,2,3]]"),
        _with_sum(b"[" * 100_000),
        _with_sum(b"\xff"),
        _other,
        pytest.param(_pipe, marks=pytest.mark.skipif(sys.platform == "win32", reason="no pipes")),
    ],
)
def test_a_broken_entry_is_left_aside(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    path = write(tmp_path / "set")
    before = warned(path), told(path)
    for entry in entries(tmp_path):
        spoil(entry)
    assert (warned(path), told(path)) == before
    check_same(path)


@pytest.mark.skipif(sys.platform == "win32", reason="no owners and modes")
def test_an_entry_or_folder_that_others_may_write_is_left_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "set")
    before = told(path)
    folder = tmp_path / "cache" / "czplan"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(entry.stat().st_mode & 0o777 == 0o600 for entry in entries(tmp_path))
    parsed: list[str] = []
    compose = yaml_nodes.compose
    monkeypatch.setattr(
        yaml_nodes,
        "compose",
        lambda text, name, report: parsed.append(name) or compose(text, name, report),
    )
    for entry in entries(tmp_path):
        entry.chmod(0o622)
    assert told(path) == before
    assert len(parsed) == len(SOUND)
    folder.chmod(0o777)
    assert told(path) == before
    assert len(parsed) == 2 * len(SOUND)
    folder.chmod(0o700)
    folder.rename(tmp_path / "elsewhere")
    folder.symlink_to(tmp_path / "elsewhere")
    assert told(path) == before
    assert len(parsed) == 3 * len(SOUND)


def test_a_place_that_cannot_be_written_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path / "set")
    before = told(path)
    for home in ("/dev/null", str(tmp_path / "none")):
        for place in ("/dev/null", "/proc/nowhere", "relative", ""):
            monkeypatch.setenv("XDG_CACHE_HOME", place)
            monkeypatch.setenv("HOME", home)
            assert told(path) == before
    assert not (tmp_path / "none").exists()


def test_all_entries_together_stay_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "set")
    monkeypatch.setattr(kept, "MOST", 20_000)
    for number in range(40):
        sources = path / "sources.yaml"
        sources.write_text(SOUND["sources.yaml"] + f"# {number}\n")
        told(path)
    assert 0 < sum(entry.stat().st_size for entry in entries(tmp_path)) <= 20_000


WORDS = (
    "突破100万辆",
    "近80万辆",
    "4.5%—5%",
    "前3位",
    "翻一番",
    "降至-0.5%",
    "稳中提质",
    "每年新增1/3",
)


def row(words: Wording) -> list[object]:
    return list(words)


def test_readings_of_words_come_back_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "_words", None)
    parsing.WORDINGS.clear()
    parsing.read.cache_clear()
    kept.recall_words(tmp_path)
    said = {(words, unit): parsing.read(words, unit) for words in WORDS for unit in ("", "%")}
    kept.keep_words()
    monkeypatch.setattr(kept, "_words", None)
    parsing.WORDINGS.clear()
    parsing.read.cache_clear()
    kept.recall_words(tmp_path)
    assert parsing.WORDINGS.kept.keys() == said.keys()
    again = {key: parsing.read(*key) for key in said}
    assert again == said
    for key, words in said.items():
        assert all(
            type(one) is type(two) for one, two in zip(row(words), row(again[key]), strict=True)
        )
    assert not parsing.WORDINGS.new
    parsing.WORDINGS.clear()
    parsing.read.cache_clear()


def test_words_used_again_stay_and_each_set_has_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parsing, "MOST_KEPT", 3)
    for table in (goal_words.GOALS, figure_words.FIGURES):
        table.clear()

    def opened(name: str) -> None:
        monkeypatch.setattr(kept, "_words", None)
        parsing.WORDINGS.clear()
        parsing.read.cache_clear()
        kept.recall_words(tmp_path / name)

    def asked(words: str, name: str = "set") -> tuple[str, bool]:
        """Return what is kept after a run that read these words, and whether it was written."""
        opened(name)
        before = [one.stat().st_mtime_ns for one in entries(tmp_path)]
        for word in words.split():
            parsing.read(word)
        kept.keep_words()
        written = [one.stat().st_mtime_ns for one in entries(tmp_path)] != before
        opened(name)
        return " ".join(stated for stated, _ in parsing.WORDINGS.kept), written

    assert asked("1家 2家 3家") == ("1家 2家 3家", True)
    assert asked("3家 1家") == ("1家 2家 3家", False)
    assert asked("3家 4家") == ("3家 4家 1家", True)  # what wasn't asked for longest goes
    assert asked("5家 6家 7家 8家", "other") == ("5家 6家 7家", True)
    assert asked("5家 6家 7家 8家", "other") == ("5家 6家 7家", False)  # more than can be kept
    assert asked("4家 1家") == ("3家 4家 1家", False)  # of no other set
    parsing.WORDINGS.clear()
    parsing.read.cache_clear()


def test_what_goals_ask_and_figures_say_comes_back_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = (parsing.WORDINGS, goal_words.GOALS, figure_words.FIGURES)

    def forgotten() -> None:
        monkeypatch.setattr(kept, "_words", None)
        for table in tables:
            table.clear()
        for function in (parsing.read, goal_words.interpret, figure_words.interpret):
            function.cache_clear()
        kept.recall_words(tmp_path)

    def asked() -> dict[tuple[str, GoalQuery], Goal]:
        found = {}
        for words in ("突破100万辆", "增长5%以上", "提高到65%", "持续下降", "年均增长5.5%"):
            for query in (GoalQuery(), GoalQuery("%", "growth", "up", years=np.int64(5), due=2025)):
                with contextlib.suppress(WordingError):
                    found[words, query] = goal_words.interpret(words, query)
        return found

    forgotten()
    said = asked()
    words = ("近80万辆", "数百家", "4%至5%", "下降3.5%", "第3位", "累计增长5%")
    figures = {(one, "", of): figure_words.interpret(one, "", of) for one in words
               for of in ("", "rank" if "位" in one else "growth")}  # fmt: skip
    kept.keep_words()
    forgotten()
    monkeypatch.setattr(goal_words, "read", None)  # it isn't asked again
    monkeypatch.setattr(figure_words, "read", None)
    for key, figure in figures.items():
        assert list(map(repr, figure_words.interpret(*key))) == list(map(repr, figure))
    assert len(said) > 5
    for key, goal in said.items():
        again = goal_words.interpret(*key)
        assert again == goal
        assert list(map(type, again)) == list(map(type, goal))
    monkeypatch.undo()
    for table in tables:
        table.clear()
    goal_words.interpret.cache_clear()
    figure_words.interpret.cache_clear()


def test_words_of_csv_tables_are_kept_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(kept, "recall_words", lambda folder: asked.append(True))
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "actuals.csv").write_text("indicator,period\n", encoding="utf-8")
    report = Collector()
    reading.read_folder(tmp_path / "set", report, shipped=False)
    assert asked, "a large set of CSV tables recalls what its words say"
    monkeypatch.setattr(kept, "FEWEST", 1000)
    asked.clear()
    reading.read_folder(tmp_path / "set", Collector(), shipped=False)
    assert not asked, "a small one has no need to"


def test_the_program_says_the_same_with_and_without(tmp_path: Path) -> None:
    home = str(tmp_path / "cache")
    asks = ("progress", "--year", "2025", "-f", "json")
    first, second = run(*asks, XDG_CACHE_HOME=home), run(*asks, XDG_CACHE_HOME=home)
    assert (tmp_path / "cache" / "czplan").is_dir()
    plain = run(*asks, XDG_CACHE_HOME=str(tmp_path / "none"), CZPLAN_NO_CACHE="1")
    assert not (tmp_path / "none").exists()
    assert first == second == plain
