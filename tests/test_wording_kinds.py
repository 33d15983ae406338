"""The kinds of wording that reports hold, each with what it says and a verdict on either side.

Beside each kind stand wordings of the same kind as reports of places have them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import czplan
from czplan.quantity import WordingError, read
from czplan.quantity.figure_words import FigureError
from czplan.quantity.figure_words import interpret as read_figure
from czplan.quantity.goal_words import GoalError, GoalQuery, interpret

FIRMS, PEOPLE, YUAN = ("家", "stock", "up"), ("人", "stock", "down"), ("元", "flow", "up")
RATE, CAP = ("%", "growth", "up"), ("%", "growth", "down")
SHARE, LOW = ("%", "share", "up"), ("%", "share", "down")

# words, indicator, years | kind, operator, number; figures by year and the family of verdict
GOALS: list[tuple[Any, ...]] = [
    (
        "涨幅3%左右",
        CAP,
        1,
        ("growth", "around", 3),
        [({2025: "2.0%"}, "met"), ({2025: "3.5%"}, "missed")],
    ),
    ("上涨3%", CAP, 1, ("growth", "<=", 3), [({2025: "3.0%"}, "met"), ({2025: "3.1%"}, "missed")]),
    (
        "五年年均增长8%",
        RATE,
        5,
        ("average-growth", ">=", 8),
        [
            (dict.fromkeys(range(2021, 2026), "8.1%"), "met"),
            (dict.fromkeys(range(2021, 2026), "7%"), "missed"),
        ],
    ),
    (
        "各年龄段参保率达到95%以上",
        SHARE,
        5,
        ("share", ">=", 95),
        [({2025: "96%"}, "met"), ({2025: "94%"}, "missed")],
    ),
    (
        "年底前达到60%以上",
        SHARE,
        1,
        ("share", ">=", 60),
        [({2025: "62%"}, "met"), ({2025: "55%"}, "missed")],
    ),
    (
        "减少20万人",
        PEOPLE,
        1,
        ("level", "<=", -200000),
        [({2024: "100万人", 2025: "75万人"}, "met"), ({2024: "100万人", 2025: "90万人"}, "missed")],
    ),
    (
        "增加100家",
        FIRMS,
        5,
        ("level", ">=", 100),
        [({2020: "500家", 2025: "620家"}, "met"), ({2020: "500家", 2025: "550家"}, "missed")],
    ),
    (
        "下降5%以上",
        LOW,
        5,
        ("reduction", "<=", -5),
        [({2020: "15%", 2025: "14%"}, "met"), ({2020: "15%", 2025: "14.9%"}, "missed")],
    ),
    (
        "提高0.5个百分点",
        RATE,
        1,
        ("growth", ">=", 0.5),
        [({2024: "5.0%", 2025: "5.8%"}, "met"), ({2024: "5.0%", 2025: "4%"}, "missed")],
    ),
    (
        "减少三分之一以上",
        ("家", "stock", "down"),
        1,
        ("reduction", "<=", -100 / 3),
        [({2024: "90家", 2025: "55家"}, "met"), ({2024: "90家", 2025: "85家"}, "missed")],
    ),
    (
        "减少到三分之一",
        ("家", "stock", "down"),
        5,
        ("level", "<=", None),
        [({2020: "90家", 2025: "28家"}, "met"), ({2020: "90家", 2025: "50家"}, "missed")],
    ),
    (
        "三分之二以上",
        SHARE,
        1,
        ("share", ">=", 200 / 3),
        [({2025: "70%"}, "met"), ({2025: "60%"}, "missed")],
    ),
    (
        "接近翻番",
        YUAN,
        5,
        ("level", "around", None),
        [
            ({2020: "100亿元", 2025: "199亿元"}, "met"),
            ({2020: "100亿元", 2025: "150亿元"}, "missed"),
        ],
    ),
    (
        "翻一番多",
        YUAN,
        5,
        ("level", ">", None),
        [
            ({2020: "100亿元", 2025: "210亿元"}, "met"),
            ({2020: "100亿元", 2025: "200亿元"}, "missed"),
        ],
    ),
    (
        "增长1倍左右",
        RATE,
        1,
        ("growth", "around", 100),
        [({2025: "120%"}, "met"), ({2025: "90%"}, "missed")],
    ),
    ("<=5.5%", SHARE, 1, ("share", "<=", 5.5), [({2025: "5%"}, "met"), ({2025: "6%"}, "missed")]),
    (
        "控制在百分之七至八",
        CAP,
        1,
        ("growth", "<=", 8),
        [({2025: "7.5%"}, "met"), ({2025: "9%"}, "missed")],
    ),
    (
        "百家以上",
        FIRMS,
        1,
        ("level", ">=", 100),
        [({2025: "120家"}, "met"), ({2025: "90家"}, "missed")],
    ),
    ("零增长", CAP, 1, ("growth", "<=", 0), [({2025: "下降1%"}, "met"), ({2025: "2%"}, "missed")]),
    ("基本消除", LOW, 1, ("coverage", "<=", 5), [({2025: "2%"}, "met"), ({2025: "20%"}, "missed")]),
    (
        "突破7000P",
        ("P", "stock", "up"),
        1,
        ("level", ">", 7000),
        [({2025: "7100P"}, "met"), ({2025: "6500P"}, "missed")],
    ),
    (
        "降低[13.5]",
        CAP,
        5,
        ("reduction", "<=", -13.5),
        [
            (dict.fromkeys(range(2021, 2026), "下降4%"), "met"),
            (dict.fromkeys(range(2021, 2026), "下降1%"), "missed"),
        ],
    ),
]


@pytest.mark.parametrize("case", GOALS, ids=lambda case: case[0])
def test_what_a_goal_asks_and_how_it_is_judged(tmp_path: Path, case: Any) -> None:
    words, (unit, measure, way), years, (kind, operator, number), judged = case
    goal = interpret(words, GoalQuery(unit, measure, way, years=years))
    assert (goal.kind, goal.operator) == (kind, operator)
    assert goal.number == (None if number is None else pytest.approx(number))
    lines = {"indicators": [], "targets": ["p:"], "actuals": []}  # type: dict[str, list[str]]
    for place, (figures, _) in enumerate(judged):
        record = {"name": {"zh": f"i{place}"}, "unit": unit, "measure": measure, "direction": way}
        lines["indicators"].append(f"i{place}: {json.dumps(record, ensure_ascii=False)}")
        goal_ = {"stated": words, "text": words, "line": 1}
        lines["targets"].append(f"  i{place}: {json.dumps(goal_, ensure_ascii=False)}")
        lines["actuals"].append(f"i{place}:")
        for year, said in figures.items():
            lines["actuals"].append(f"  {year}: {json.dumps({'stated': said}, ensure_ascii=False)}")
    source = {
        "title": {"zh": "公报"},
        "publisher": "局",
        "published": "2026-03",
        "grade": "official",
    }
    plan = {
        "name": {"zh": "规划"},
        "kind": "five-year-plan",
        "start": 2026 - years,
        "end": 2025,
        "source": "s",
    }
    lines |= {"sources": [f"s: {json.dumps(source)}"], "plans": [f"p: {json.dumps(plan)}"]}
    for table, text in lines.items():
        (tmp_path / f"{table}.yaml").write_text("\n".join(text) + "\n", "utf-8")
    rows = czplan.progress(czplan.load(tmp_path), year=2025, all=True)
    families = dict(zip(rows["id"], rows["family"], strict=True))
    assert [families[f"p/i{place}"] for place in range(len(judged))] == [fam for _, fam in judged]


# words, indicator | low, high, which ends are certain
FIGURES = [
    ("增长近2倍", RATE, 190, 200, "high"),
    ("增长1倍以上", RATE, 100, 110, "low"),
    ("翻了一番", RATE, 100, 100, "both"),
    ("增速为负2.5%", RATE, -2.5, -2.5, "both"),
    ("下降[43]3.9%", RATE, -3.9, -3.9, "both"),
    ("≈45%", SHARE, 44.5, 45.5, "none"),
    ("5。4亿元", YUAN, 5.4e8, 5.4e8, "both"),
    ("235.亿元", YUAN, 2.35e10, 2.35e10, "both"),
    ("9000（亿元）", YUAN, 9e11, 9e11, "both"),
    ("直逼3000亿元", YUAN, 2.85e11, 3e11, "high"),
    ("100家内", FIRMS, 90, 100, "high"),
    ("100家出头", FIRMS, 100, 200, "both"),
    ("超过一半", SHARE, 50, 51, "low"),
    ("2077.8P", ("P", "stock", "up"), 2077.8, 2077.8, "both"),
    ("0.5吨标煤/万元", ("吨标准煤/万元", "ratio", "down"), 0.5, 0.5, "both"),
    ("300万户籍人口", PEOPLE, 3e6, 3e6, "both"),
    ("每立方米35微克以下", ("微克/立方米", "index", "down"), 34, 35, "high"),
]


@pytest.mark.parametrize("case", FIGURES, ids=lambda case: case[0])
def test_what_a_figure_says(case: Any) -> None:
    words, (unit, measure, _), low, high, sure = case
    figure = read_figure(words, unit, measure)
    assert (figure.low, figure.high) == (
        pytest.approx(low, rel=0.03),
        pytest.approx(high, rel=0.03),
    )
    assert figure.sure == sure


REFUSED = [
    # changes that say no level; somebody else's figures; places from the end; numbers cut or odd
    ("新增100家", FIRMS),
    ("比上年多50家", FIRMS),
    ("回落2个百分点", RATE),
    ("降幅收窄3个百分点", RATE),
    ("高出全国平均水平10个百分点", SHARE),
    ("低于全国0.5个百分点", SHARE),
    ("达到全国平均水平的1.5倍", YUAN),
    ("是“十三五”时期的1.5倍", YUAN),
    ("分别居第4和第6位", ("位", "rank", "down")),
    ("全省倒数第一", ("位", "rank", "down")),
    ("增长l0%", RATE),
    ("1.5e8", YUAN),
    ("1500m2", ("亩", "stock", "up")),
    ("100、万辆", ("辆", "flow", "up")),
    ("100亿吨公里", ("吨", "flow", "up")),
    ("100万人日", PEOPLE),
    ("100元人", YUAN),
    ("增长—3.5%", RATE),
    # as reports of places have them
    ("增幅高出全省平均15.6个百分点", SHARE),
    ("超过省定目标16.3个百分点", SHARE),
    ("增速高于全国2.4个百分点", RATE),
    ("占比低于全国10.6个百分点", SHARE),
    ("达到2016年国家扶贫标准3.9倍", YUAN),
    ("不低于城市低保标准的1.6倍", YUAN),
]


@pytest.mark.parametrize(("words", "of"), REFUSED, ids=lambda each: str(each))
def test_what_is_no_figure(words: str, of: tuple[str, str, str]) -> None:
    with pytest.raises(FigureError):
        read_figure(words, of[0], of[1])


def test_a_total_in_brackets_needs_its_way() -> None:
    with pytest.raises(GoalError):
        interpret("[18]", GoalQuery("%", "growth", "down", years=5))
    assert interpret("[500]", GoalQuery("个", "additions", "up", years=5)).cumulative


def test_a_goal_without_an_indicator_goes_the_way_of_its_verb() -> None:
    assert interpret("压缩至5天").operator == "<="
    assert interpret("提高到11.5年").number == 11.5
    assert interpret("增加到500家").kind == "level"
    assert interpret("压缩至5天", GoalQuery(direction="up")).operator == ">="


# Wordings of reports, beside each kind at least three: words, unit | number, unit, bound, change.
ARCHIVE = [
    ("涨幅3%左右", "%", 3, "%", "about", 1),
    ("居民消费价格涨幅控制在3.5%左右", "%", 3.5, "%", "about", 1),
    ("价格总水平上涨3%左右", "%", 3, "%", "about", 1),
    ("5年年均增长8%", "%", 8, "%", "exact", 1),
    ("年均增长10%以上", "%", 10, "%", "at-least", 1),
    ("三年年均增长12%", "%", 12, "%", "exact", 1),
    ("年底前达到60%以上", "%", 60, "%", "at-least", 0),
    ("6月底前达到100%", "%", 100, "%", "exact", 0),
    ("年底前建成100个", "个", 100, "个", "exact", 0),
    ("减少20万人", "人", 2e5, "人", "exact", -1),
    ("压减到1000多项", "项", 1000, "项", "more", 0),
    ("增加100家", "家", 100, "家", "exact", 1),
    ("压减三分之一以上", "", 100 / 3, "%", "at-least", -1),
    ("压减3/4", "", 75, "%", "exact", -1),
    ("占全国十分之一", "", 10, "%", "exact", 0),
    ("占全省的七成", "", 70, "%", "exact", 0),
    ("占全省1/5", "", 20, "%", "exact", 0),
    ("增长一倍以上", "", 1, "倍", "at-least", 1),
    ("建成区面积增加近一倍", "", 1, "倍", "near", 1),
    ("增长2倍多", "", 2, "倍", "more", 1),
    ("突破600P", "P", 600, "P", "over", 0),
    ("达到2000P", "P", 2000, "P", "exact", 0),
    ("突破百万人次", "人次", 1e6, "人次", "over", 0),
    ("超过百家", "家", 100, "家", "over", 0),
    ("突破千亿大关", "元", 1e11, "", "over", 0),
    ("实现特区内30分钟内", "分钟", 30, "分钟", "at-most", 0),
    ("公共财政预算支出235.亿元", "元", 2.35e10, "元", "exact", 0),
    ("新增融资117.亿元", "元", 1.17e10, "元", "exact", 0),
    ("转移就业7.万人", "人", 7e4, "人", "exact", 0),
    ("不低于人均800元", "元", 800, "元", "at-least", 0),
    ("不低于每生每年300元", "元", 300, "元", "at-least", 0),
    ("确保空气中主要污染物浓度平均下降2%", "%", 2, "%", "exact", -1),
]


@pytest.mark.parametrize("row", ARCHIVE, ids=lambda row: row[0])
def test_words_of_reports(row: tuple[str, str, float, str, str, int]) -> None:
    words = read(row[0], row[1])
    assert (words.number, words.unit) == (pytest.approx(row[2]), row[3])
    assert (words.bound, words.change) == row[4:]


@pytest.mark.parametrize(
    "words", ["翻了近一番", "增加值翻了一番多", "翻两番", "实现倍增", "翻番左右"]
)
def test_doublings_of_reports(words: str) -> None:
    assert read(words).form == "multiple"


@pytest.mark.parametrize(
    "words",
    [
        "三倍增",
        "增速超过规模工业增速一倍以上",
        "翻1.16番",
        "增加值比“九五”时期增长1.3倍",
        "较“十二五”翻一番",
    ],
)
def test_multiples_that_are_refused(words: str) -> None:
    with pytest.raises(WordingError):
        read(words)
