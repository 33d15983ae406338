"""Wordings grouped by form: alike only where one stands for all."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from czplan.quantity import WordingError, goal_words
from czplan.quantity.figure_words import Figure, interpret
from czplan.quantity.forms import group
from czplan.quantity.goal_words import Goal, GoalQuery
from czplan.quantity.many import FigureEnds, goal_numbers, read_all

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
        ("超30703亿元", "超12874亿元", True),
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


FRONTS = [
    "",
    "超",
    "近",
    "约",
    "突破",
    "达到",
    "不低于",
    "增长",
    "下降",
    "超过",
    "最多",
    "累计",
    "预计",
]
BACKS = ["", "以上", "左右", "多", "余", "以内", "以下", "、", "（含）", "，居首位"]
FACTORS = ["", "万", "亿", "百", "千", "万亿"]
UNITS = ["元", "家", "%", "个百分点", "件", "倍", "人次"]
SHORT = st.integers(0, 9).map(str) | st.sampled_from(["10", "90", "100", "101", "0.05", "0.95"])


@st.composite
def plain(draw: st.DrawFn) -> str:
    """Draw words around one number: the kind that is read by its form."""
    parts = (st.sampled_from(FRONTS), NUMBER | SHORT, st.sampled_from(FACTORS))
    front, number, factor = (draw(part) for part in parts)
    return front + number + factor + draw(st.sampled_from(UNITS)) + draw(st.sampled_from(BACKS))


def facts(low: float, high: float, step: float | None, item: Figure) -> tuple[object, ...]:
    """Return all that a reading tells, NaN as None."""
    ends = tuple(None if x is None or x != x else x for x in (low, high, step))
    told = (item.low_open, item.high_open, item.sure_low, item.sure_high, item.vague)
    return (*ends, *told, item.bound, item.cumulative, item.estimate, item.falls)


@pytest.mark.parametrize("arrow", [True, False])
@pytest.mark.parametrize("measure", ["stock", "growth"])
@given(
    words=st.lists(plain(), min_size=2, max_size=60),
    unit=st.sampled_from(["元", "家", "%", "件", ""]),
)
def test_many_figures_at_once_are_read_as_one_by_one(
    arrow: bool, measure: str, words: list[str], unit: str
) -> None:
    words = [word for word in words if sound(word, unit, measure)]
    phrases = group(pd.Series(words, dtype="str" if arrow else "object"))
    read = read_all(
        phrases,
        np.zeros(len(words), dtype=np.int64),
        lambda text, _: interpret(text, unit, measure),
        lambda item: item.number,
        lambda _: unit,
    )
    ends = FigureEnds(read)
    columns = zip(ends.low(), ends.high(), read.step(), read.codes.tolist(), strict=True)
    many = [facts(low, high, step, read.readings[code]) for low, high, step, code in columns]
    alone = [interpret(word, unit, measure) for word in words]
    assert many == [facts(x.low, x.high, x.step, x) for x in alone]  # type: ignore[arg-type]


@given(
    words=st.lists(plain(), min_size=2, max_size=60),
    unit=st.sampled_from(["元", "家", "%", "件", ""]),
    measure=st.sampled_from(["stock", "flow", "growth", "additions", "share", "ratio", ""]),
    years=st.sampled_from([None, 1, 5]),
)
def test_many_goals_at_once_are_read_as_one_by_one(
    words: list[str], unit: str, measure: str, years: int | None
) -> None:
    def one(text: str) -> Goal | None:
        try:
            return goal_words.interpret(text, GoalQuery(unit, measure, years=years))
        except WordingError:
            return None

    words = [word for word in words if one(word) is not None]
    read = read_all(
        group(words),
        np.zeros(len(words), dtype=np.int64),
        lambda text, _: goal_words.interpret(text, GoalQuery(unit, measure, years=years)),
        lambda asks: None if asks.number is None else abs(asks.number),
        lambda _: unit,
    )
    numbers = goal_numbers(read)
    for place, word in enumerate(words):
        alone = one(word)
        assert alone is not None
        told = (alone.number, alone.low, alone.high, alone.step)
        names = ("target", "target_low", "target_high", "step")
        many = tuple(float(numbers[name][place]) for name in names)
        assert tuple(None if x != x else x for x in many) == told
        blank = dict.fromkeys(("number", "low", "high", "step"))
        reading = read.readings[int(read.codes[place])]
        assert reading._replace(**blank) == alone._replace(**blank)


def sound(words: str, unit: str, measure: str = "flow") -> bool:
    """Tell whether words can be read as a figure."""
    try:
        interpret(words, unit, measure)
    except WordingError:
        return False
    return True


@given(words=st.lists(WORDING, min_size=2, max_size=30, unique=True), unit=st.sampled_from("元家%"))
def test_one_of_a_group_is_as_sound_as_all(words: list[str], unit: str) -> None:
    groups = group(words)
    for word, code in zip(words, groups.codes.tolist(), strict=True):
        first = groups.codes.tolist().index(code)
        assert sound(word, unit) == sound(words[first], unit)


@pytest.mark.parametrize(
    ("words", "unit", "measure"),
    [
        (["价格指数150", "价格指数103", "价格指数98"], "%", "growth"),
        (["增长1倍以上", "增长7倍以上", "增长3倍以上"], "%", "growth"),
        (["36小时", "24小时"], "小时", "index"),
    ],
)
def test_a_reading_that_turns_on_the_number_is_each_words_own(
    words: list[str], unit: str, measure: str
) -> None:
    read = read_all(
        group(words),
        np.zeros(len(words), dtype=np.int64),
        lambda text, _: interpret(text, unit, measure),
        lambda item: item.number,
        lambda _: unit,
    )
    alone = [interpret(word, unit, measure) for word in words]
    assert FigureEnds(read).low().tolist() == [each.low for each in alone]
    assert FigureEnds(read).high().tolist() == [each.high for each in alone]
