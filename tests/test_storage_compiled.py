"""Compiled patterns kept for the next process: they find what freshly compiled ones find."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from czplan import patterns
from czplan.storage import compiled

PATTERNS = [
    (r"(?P<year>(?:19|20)\d\d)年|[^,;。\d]{1,4}(?:区|县)", 0),
    (r"[\u3400-\u9fff]+?(?=增长|$)", 0),
    (r"(a)(?P<b>b)?", re.IGNORECASE),
]


@pytest.fixture
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache folder of this test's own; no pattern is kept yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("CZPLAN_NO_CACHE", raising=False)
    monkeypatch.setattr(patterns, "_programs", None)
    monkeypatch.setattr(patterns, "_FEWEST", 1)
    return tmp_path


@settings(max_examples=40)
@given(st.text(alphabet="增长2021年,;。abAB县区x", max_size=12))
def test_a_kept_pattern_finds_the_same(text: str) -> None:
    """Programs that went through a file give the matches, groups and flags of `re`."""
    patterns.recall({})
    try:
        for pattern, flags in PATTERNS:
            patterns.compile(pattern, flags).search("")
        patterns.recall(dict(patterns._programs or {}))
        for pattern, flags in PATTERNS:
            late, usual = patterns.compile(pattern, flags), re.compile(pattern, flags)
            one, other = late.search(text), usual.search(text)
            assert (one and (one.span(), one.groupdict(), one.groups())) == (
                other and (other.span(), other.groupdict(), other.groups())
            )
            assert late.flags == usual.flags
    finally:
        patterns._programs = None


def test_what_is_kept_comes_back_and_what_is_damaged_does_not(fresh: Path) -> None:
    """A file is written whole; one that is cut or altered means that patterns are compiled."""
    compiled.recall_patterns()
    for pattern, flags in PATTERNS:
        patterns.compile(pattern, flags).search("2021年")
    compiled.keep_patterns()
    (path,) = (fresh / "czplan").iterdir()
    compiled.recall_patterns()
    assert set(patterns._programs or ()) == set(PATTERNS)
    whole = path.read_bytes()
    for bad in (b"", whole[:40], whole[:-1], b"\0" * len(whole), whole[:-4] + b"abcd"):
        path.write_bytes(bad)
        compiled.recall_patterns()
        assert patterns._programs == {}
        assert patterns.compile(r"\d年").search("2021年") is not None


def test_an_engine_of_another_make_compiles(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that the engine refuses is none; a pattern that is none still says so."""
    monkeypatch.setattr(patterns, "_programs", None)
    patterns.recall({(r"a+", 0): (32, b"\xff" * 4, 0, {}, (None,))})
    assert patterns.compile(r"a+").fullmatch("aaa") is not None
    with pytest.raises(re.error):
        patterns.compile(r"a(").search("a")


def test_nothing_is_kept_where_that_is_turned_off(
    fresh: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CZPLAN_NO_CACHE: no file is read or written."""
    monkeypatch.setenv("CZPLAN_NO_CACHE", "1")
    compiled.recall_patterns()
    patterns.compile(r"b+").search("b")
    compiled.keep_patterns()
    assert not (fresh / "czplan").exists()
