"""Wordings grouped by form: alike only where one stands for all."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from czplan.figure import FigureError, interpret
from czplan.reading.phrases import group

WORDS = [
    "超30703亿元",
    "超12874亿元",
    "超12870亿元",
    "近5家",
    "近7家",
    "5%",
    "100%",
    "200%",
    "2021年5家",
    "2022年6家",
    "1.5:1",
    "1.6:1",
    "3至5家",
    "4至6家",
    "一百家",
    "1百家",
    "1,000家",
    "2,000家",
    "5\n家",
]


def together(words: list[str], one: str, other: str) -> bool:
    """Tell whether two words are in one group."""
    codes = group(words).codes
    return bool(codes[words.index(one)] == codes[words.index(other)])


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("超30703亿元", "超12874亿元", False),  # zeros in other places
        ("超12874亿元", "超12870亿元", False),
        ("近5家", "近7家", True),
        ("100%", "200%", False),
        ("2021年5家", "2022年6家", False),
        ("1.5:1", "1.6:1", False),
        ("3至5家", "4至6家", False),
        ("1,000家", "2,000家", False),
    ],
)
def test_what_is_alike(one: str, other: str, alike: bool) -> None:
    assert together(WORDS, one, other) is alike


PART = st.sampled_from(
    [
        *[
            "超",
            "近",
            "约",
            "达到",
            "万",
            "亿",
            "元",
            "家",
            "%",
            "以上",
            "左右",
            "多",
            "年",
            "至",
            "个",
            "—",
            ":",
            ".",
            ",",
            "１",
            "三",
            "增长",
            "下降",
            "<b>",
        ],
        "\n",
    ]
)
NUMBER = st.integers(0, 99_999).map(str) | st.decimals(0, 999, places=1).map(str)
WORDING = st.lists(PART | NUMBER, min_size=1, max_size=5).map("".join)


@given(words=st.lists(WORDING, min_size=1, max_size=30, unique=True))
def test_both_ways_of_grouping_agree(words: list[str]) -> None:
    by_list = group(words).codes.tolist()
    by_index = group(pd.Index(words, dtype="str")).codes.tolist()
    assert [by_list.index(code) for code in by_list] == [by_index.index(code) for code in by_index]
    assert set(by_list) == set(range(len(group(words).alone)))


def sound(words: str, unit: str) -> bool:
    """Tell whether words can be read as a figure."""
    try:
        interpret(words, unit, "flow")
    except FigureError:
        return False
    return True


@given(words=st.lists(WORDING, min_size=2, max_size=30, unique=True), unit=st.sampled_from("元家%"))
def test_one_of_a_group_is_as_sound_as_all(words: list[str], unit: str) -> None:
    groups = group(words)
    for word, code in zip(words, groups.codes.tolist(), strict=True):
        first = groups.codes.tolist().index(code)
        assert sound(word, unit) == sound(words[first], unit)
