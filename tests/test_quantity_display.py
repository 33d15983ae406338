"""Numbers for people, in both languages: scale, rounding, units, what isn't there."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from czplan.quantity import read, show_number, unit_name, write

NAN = float("nan")


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        # carried right: the scale is chosen after rounding
        (99_999_999, "元", "1亿元", "100 million yuan"),
        (99_994_999, "元", "9999.5万元", "99.99 million yuan"),
        (999_950_000, "元", "9.9995亿元", "1 billion yuan"),
        (999_949_999, "元", "9.9995亿元", "999.9 million yuan"),
        (999_999_999_999, "元", "1万亿元", "1 trillion yuan"),
        (9999.99996, "家", "1万家", "10,000 firms"),
        (9999, "家", "9999家", "9,999 firms"),
        (999_999, "家", "100万家", "999,999 firms"),
        (-99_999_999, "元", "-1亿元", "-100 million yuan"),
        # half-up, not half-even
        (0.00005, "%", "0.0001%", "0.0001%"),
        (2.50005, "%", "2.5001%", "2.5001%"),
        (-2.50005, "%", "-2.5001%", "-2.5001%"),
        # scales
        (1.2e12, "元", "1.2万亿元", "1.2 trillion yuan"),
        (880758000000, "元", "8807.6亿元", "880.8 billion yuan"),
        (1_550_000_000, "美元", "15.5亿美元", "1.55 billion US dollars"),
        (1_000_000, "辆", "100万辆", "1 million vehicles"),
        (678_000, "辆", "67.8万辆", "678,000 vehicles"),
        (273_000, "吨/年", "27.3万吨/年", "273,000 tonnes per year"),
        (1e16, "元", "10000万亿元", "10,000 trillion yuan"),
        (0, "家", "0家", "0 firms"),
        # no float noise
        (0.1 + 0.2, "%", "0.3%", "0.3%"),
        (1.1 * 3, "", "3.3", "3.3"),
        (-1e-9, "%", "0%", "0%"),
        # forms
        (43, "%", "43%", "43%"),
        (150000, "%", "150000%", "150,000%"),
        (1.76, ":1", "1.76:1", "1.76:1"),
        (12, "位", "第12位", "12th"),
        (1, "位", "第1位", "1st"),
        (2, "位", "第2位", "2nd"),
        (3, "位", "第3位", "3rd"),
        (11, "位", "第11位", "11th"),
        (121, "位", "第121位", "121st"),
        (33, "件/万人", "33件/万人", "33 items per 10,000 people"),
        (36.4, "微克/立方米", "36.4微克/立方米", "36.4 micrograms per cubic metre"),
        (2.3, "吨/月·平方公里", "2.3吨/月·平方公里", "2.3 tonnes per month·square kilometre"),
        (260, "GWh", "260GWh", "260 GWh"),
        (1, "辆", "1辆", "1 vehicle"),
        (-1, "人", "-1人", "-1 person"),
        (30, "个", "30个", "30"),
        (5, "盏", "5盏", "5 盏"),
        (12.5, "", "12.5", "12.5"),
        # nothing
        (None, "家", "—", "—"),
        (NAN, "家", "—", "—"),
        (float("inf"), "家", "∞", "∞"),
        (float("-inf"), "家", "-∞", "-∞"),
    ],
)
def test_both_languages(value: float | None, unit: str, zh: str, en: str) -> None:
    assert show_number(value, unit) == zh
    assert show_number(value, unit, "en") == en


@pytest.mark.parametrize(
    ("options", "value", "unit", "zh", "en"),
    [
        ({"places": 1}, 33.333, "%", "33.3%", "33.3%"),
        ({"places": 0}, 0.5, "%", "1%", "1%"),
        ({"places": 1}, 99_999_999, "元", "1亿元", "100 million yuan"),
        ({"places": 1}, 880758000000, "元", "8807.6亿元", "880.8 billion yuan"),
        ({"exact": True}, 880758000000, "元", "8807.58亿元", "880.758 billion yuan"),
        ({"exact": True}, 99_999_999, "元", "9999.9999万元", "99.999999 million yuan"),
        ({"exact": True}, 0.1 + 0.2, "%", "0.3%", "0.3%"),
        ({"sign": True}, 3, "%", "+3%", "+3%"),
        ({"sign": True}, -3, "%", "-3%", "-3%"),
        ({"sign": True}, 0, "%", "0%", "0%"),
        ({"sign": True}, 0.00001, "%", "0%", "0%"),
        ({"sign": True}, 1_000_000, "辆", "+100万辆", "+1 million vehicles"),
        ({"sign": True}, 3, "位", "+3位", "+3 places"),
        ({"sign": True, "points": True}, -0.3, "%", "-0.3个百分点", "-0.3 percentage points"),
        ({"sign": True}, None, "%", "—", "—"),
    ],
)
def test_options(
    options: dict[str, bool], value: float | None, unit: str, zh: str, en: str
) -> None:
    assert show_number(value, unit, **options) == zh
    assert show_number(value, unit, "en", **options) == en


def test_unit_names() -> None:
    assert unit_name("辆", "zh") == "辆"
    assert unit_name("辆", "en") == "vehicles"
    assert unit_name("辆", "en", many=False) == "vehicle"
    assert unit_name("个", "en") == ""
    assert unit_name("", "en") == ""
    assert unit_name("元/亩", "en") == "yuan per mu"
    assert unit_name("盏", "en") == "盏"


@pytest.mark.parametrize(
    ("call", "zh", "en"),
    [
        (
            {"value": 1_000_000, "unit": "辆", "bound": "over"},
            "超100万辆",
            "over 1 million vehicles",
        ),
        ({"value": 1.2e12, "unit": "元"}, "1.2万亿元", "1.2 trillion yuan"),
        ({"value": 5, "unit": "%", "bound": "at-least"}, "5%以上", "at least 5%"),
        ({"value": 5.5, "unit": "%", "bound": "at-most"}, "不超过5.5%", "at most 5.5%"),
        ({"value": 5, "unit": "%", "bound": "under"}, "不足5%", "under 5%"),
        ({"value": 8e5, "unit": "辆", "bound": "near"}, "近80万辆", "nearly 800,000 vehicles"),
        ({"value": 1e5, "unit": "人", "bound": "about"}, "10万人左右", "about 100,000 people"),
        ({"value": 3e5, "unit": "家", "bound": "more"}, "30万多家", "300,000-odd firms"),
        ({"value": 4.5, "unit": "%", "bound": "range", "upper": 5}, "4.5%—5%", "4.5% to 5%"),
        ({"value": 12, "unit": "位"}, "第12位", "12th"),
        ({"value": 1.76, "unit": ":1"}, "1.76:1", "1.76:1"),
        ({"value": 30, "unit": "个"}, "30个", "30 个"),
        ({"value": 0.1 + 0.2, "unit": "%"}, "0.30000000000000004%", "0.30000000000000004%"),
    ],
)
def test_write(call: dict[str, float | str], zh: str, en: str) -> None:
    assert write(**call) == zh  # type: ignore[arg-type]
    assert write(**call, lang="en") == en  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "call",
    [
        {"value": 5, "bound": "maybe"},
        {"value": NAN},
        {"value": float("inf")},
        {"value": 5, "unit": "亿元"},
        {"value": 5, "bound": "range"},
        {"value": 5, "bound": "range", "upper": 4},
        {"value": 5, "bound": "over", "upper": 6},
        {"value": 9, "unit": "月"},
        {"value": 2025, "unit": "年"},
    ],
)
def test_what_could_not_be_read_back_is_refused(call: dict[str, float | str]) -> None:
    with pytest.raises(ValueError):
        write(**call)  # type: ignore[arg-type]


@given(st.floats(-1e15, 1e15), st.sampled_from(("zh", "en")))
def test_rounding_moves_a_number_by_half_a_digit_at_most(value: float, lang: str) -> None:
    shown = read(show_number(value, "吨", lang), "吨")
    assert shown.number is not None
    exact = abs(Decimal(value))
    digits = 5 if lang == "zh" else 4
    slack = max(Decimal(5).scaleb(exact.adjusted() - digits), Decimal("0.00005"))
    assert abs(Decimal(shown.number) - Decimal(value)) <= slack * Decimal("1.0001")


@given(st.floats(-1e15, 1e15), st.sampled_from(("zh", "en")))
def test_the_count_before_a_scale_word_fits_it(value: float, lang: str) -> None:
    shown = show_number(value, "", lang).lstrip("-").replace(",", "")
    count = float("".join(char for char in shown if char in "0123456789."))
    word = shown.lstrip("0123456789. ")
    if lang == "zh" and word != "万亿":
        assert count < 10000
    if lang == "en" and word != "trillion":
        assert count < (1_000_000 if not word else 1000)
    if word:
        assert count >= 1
