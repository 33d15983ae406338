"""Patterns are compiled late, and answer as `re` does: what a match needs is read off a pattern."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import czplan
from czplan import patterns

ALPHABET = "ab年.,-"
CHARACTER = st.sampled_from(
    ["a", "b", "年", r"\.", r"\-", r"\u5e74", ",", r"\d", r"\w", ".", r"\x61"]
)
CLASS = st.sampled_from(
    [
        "[ab]",
        "[^a]",
        "[a-b]",
        r"[\w年]",
        "[]a]",
        "[年,]",
        "[-a]",
        "[^]a]",
        r"[\-b]",
        "[,-.]",
        r"[a\u5e74]",
    ]
)
OFTEN = st.sampled_from(["", "", "", "?", "*", "+", "{2}", "{0,2}", "{1,2}", "{,1}", "??", "+?"])
AROUND = st.sampled_from(["(?:", "(", "(?P<name>", "(?=", "(?!"])
ANCHORS = st.sampled_from(["", "", "^", "$", r"\b", "(?<=a)", "(?<!年)"])


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    sequence = st.lists(inner, min_size=0, max_size=4).map("".join)
    choice = st.lists(sequence, min_size=1, max_size=3).map("|".join)
    group = st.tuples(AROUND, choice).map(lambda made: f"{made[0]}{made[1]})")
    return st.tuples(ANCHORS, group | sequence | choice.map("(?:{})".format), OFTEN).map(
        lambda made: made[0] + (f"(?:{made[1]})" if made[2] else made[1]) + made[2]
    )


PATTERN = st.recursive(
    st.tuples(CHARACTER | CLASS, OFTEN).map("".join), _grown, max_leaves=12
).filter(lambda pattern: pattern.count("?P<") < 2)
TEXT = st.text(ALPHABET, max_size=8)


def _told(match: re.Match[str] | None) -> object:
    return match and (match.span(), match.groups(), match.lastgroup)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(pattern=PATTERN, text=TEXT, first=st.integers(-2, 8), last=st.integers(-2, 9))
def test_a_late_pattern_answers_as_re_does(pattern: str, text: str, first: int, last: int) -> None:
    theirs = re.compile(pattern)
    for name in ("search", "match", "fullmatch"):
        for places in ((), (first,), (first, last)):
            ours = getattr(patterns.compile(pattern), name)
            assert _told(ours(text, *places)) == _told(getattr(theirs, name)(text, *places))
    found = patterns.compile(pattern).finditer(text, first)
    assert [*map(_told, found)] == [*map(_told, theirs.finditer(text, first))]
    assert patterns.compile(pattern).findall(text) == theirs.findall(text)
    assert patterns.compile(pattern).sub("_", text, count=1) == theirs.sub("_", text, count=1)
    assert patterns.compile(pattern).split(text) == theirs.split(text)


@pytest.mark.parametrize(
    ("pattern", "need"),
    [
        ("目标(?:任务)?没有", ("目标", "没有")),
        ("增长|提高[到至]", ["增长", ("提高", ["到", "至"])]),
        (r"(?<=再)(?:[^,]|a{0,3})年?\d", ()),
        (r"近?(?P<years>[两三])年间?", (["两", "三"], "年")),
        (r"\.\u5e74{1,2}(?!x)", (".", "年")),
        (r"([增升]?)(?(1)长|高)[\"①-③]", ['"', "①", "②", "③"]),
        (r"[0-9]\^|[\w年]点", ["^", "点"]),
        (r"(?i)a|b", ()),
        (r"(a)\1", ()),
        ("", ()),
    ],
)
def test_what_a_match_needs(pattern: str, need: patterns.Need) -> None:
    assert patterns.needed(pattern) == need


def test_a_pattern_that_no_text_may_match_is_not_compiled() -> None:
    malformed = patterns.compile("年{2,1}月")
    assert malformed.search("年") is None
    with pytest.raises(re.error):
        malformed.search("年月")


def _late_patterns() -> list[Any]:
    found = {}
    for module in pkgutil.walk_packages(czplan.__path__, "czplan."):
        if not module.name.endswith("__main__"):
            for one in vars(import_module(module.name)).values():
                if isinstance(one, patterns._Late):
                    found[one.pattern] = one
    return list(found.values())


def test_every_pattern_of_the_house_finds_what_re_finds_in_the_quotes_of_the_shipped_data() -> None:
    ds = czplan.load()
    quotes = [str(words) for words in (*ds.targets["stated"][::20], *ds.actuals["stated"][::20])]
    for one in _late_patterns():
        compiled = re.compile(one.pattern, one._flags)
        need = patterns.needed(one.pattern)
        refused = [words for words in quotes if not patterns.may_match(need, words)]
        assert not [words for words in refused if compiled.search(words)], one.pattern
