"""Words to numbers: real wordings with what they say, row by row (method 2.6, 3, 5.6)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from czplan.quantity import Wording, WordingError, compatible, has_factor, read

WAN, YI = 10**4, 10**8

# words, base unit asked for | number, unit, bound, form, change, u
PLAIN = [
    # bounds of goals (2.6)
    ("增长5%以上", "%", 5, "%", "at-least", "plain", 1, 1),
    ("不低于12%", "", 12, "%", "at-least", "plain", 0, 1),
    ("不少于3家", "", 3, "家", "at-least", "plain", 0, 0.3),
    ("至少20项", "", 20, "项", "at-least", "plain", 0, 2),
    ("达到3万亿元", "元", 3e12, "元", "exact", "plain", 0, 3e11),
    ("达3.45%左右", "%", 3.45, "%", "about", "plain", 0, 0.01),
    ("力争达到50%", "", 50, "%", "exact", "plain", 0, 1),
    ("突破100万辆", "辆", 1e6, "辆", "over", "plain", 0, 1e5),
    ("超过2.5万亿元", "元", 2.5e12, "元", "over", "plain", 0, 1e11),
    ("高于60%", "", 60, "%", "over", "plain", 0, 1),
    ("超1.2万亿元", "元", 1.2e12, "元", "over", "plain", 0, 1e11),
    ("逾200家", "", 200, "家", "over", "plain", 0, 20),
    ("过1万亿元", "", 1e12, "元", "over", "plain", 0, 1e11),
    ("迈过4000亿元大关", "", 4e11, "元", "over", "plain", 0, 4e10),
    ("2.0以内", ":1", 2, "", "at-most", "plain", 0, 0.2),
    ("5.5%以下", "", 5.5, "%", "at-most", "plain", 0, 0.1),
    ("不超过5.5%", "", 5.5, "%", "at-most", "plain", 0, 0.1),
    ("不高于6.1%", "", 6.1, "%", "at-most", "plain", 0, 0.1),
    ("不得高于2.3吨/月·平方公里", "", 2.3, "吨/月·平方公里", "at-most", "plain", 0, 0.1),
    ("不得低于85%", "", 85, "%", "at-least", "plain", 0, 1),
    ("控制在5.5%以内", "", 5.5, "%", "at-most", "plain", 0, 0.1),
    ("控制在500起", "起", 500, "起", "at-most", "plain", 0, 50),
    ("低于3%", "", 3, "%", "under", "plain", 0, 1),
    ("小于10", "", 10, "", "under", "plain", 0, 1),
    ("不到5%", "", 5, "%", "under", "plain", 0, 1),
    ("不足100家", "", 100, "家", "under", "plain", 0, 10),
    ("未达60%", "", 60, "%", "under", "plain", 0, 1),
    ("≥85%", "", 85, "%", "at-least", "plain", 0, 1),
    ("≤35微克/立方米", "", 35, "微克/立方米", "at-most", "plain", 0, 1),
    # bounded figures (3)
    ("近9000亿元", "元", 9e11, "元", "near", "plain", 0, 9e10),
    ("接近60%", "%", 60, "%", "near", "plain", 0, 1),
    ("近80万辆", "辆", 8e5, "辆", "near", "plain", 0, 8e4),
    ("超5400家", "家", 5400, "家", "over", "plain", 0, 100),
    ("7000多家", "家", 7000, "家", "more", "plain", 0, 1000),
    ("30多万家", "家", 3e5, "家", "more", "plain", 0, 1e5),
    ("5万多家", "家", 5e4, "家", "more", "plain", 0, 1e4),
    ("5400多家", "家", 5400, "家", "more", "plain", 0, 100),
    ("十余项", "", 10, "项", "more", "plain", 0, 10),
    ("百余家", "", 100, "家", "more", "plain", 0, 100),
    ("约1000家", "", 1000, "家", "about", "plain", 0, 100),
    ("10万人左右", "人", 1e5, "人", "about", "plain", 0, 1e4),
    ("200个上下", "", 200, "个", "about", "plain", 0, 20),
    ("超7000多家", "", 7000, "家", "over", "plain", 0, 700),
    ("超过80%以上", "", 80, "%", "at-least", "plain", 0, 1),
    ("约5000家以上", "", 5000, "家", "about", "plain", 0, 500),
    # aims
    ("迈上万亿元台阶", "元", 1e12, "元", "exact", "plain", 0, 1e11),
    ("跃上2万亿元", "", 2e12, "元", "exact", "plain", 0, 2e11),
    ("朝着5000亿元规模迈进", "元", 5e11, "元", "exact", "plain", 0, 5e10),
    # changes
    ("下降13.5%以上", "", 13.5, "%", "at-least", "plain", -1, 0.1),
    ("下降约5%", "", 5, "%", "about", "plain", -1, 1),
    ("降幅5%以内", "", 5, "%", "at-most", "plain", -1, 1),
    ("负增长2%", "", 2, "%", "exact", "plain", -1, 1),
    ("增长超6%", "", 6, "%", "over", "plain", 1, 1),
    ("增速达到6%", "", 6, "%", "exact", "plain", 1, 1),
    ("增长目标定为5%以上", "", 5, "%", "at-least", "plain", 1, 1),
    ("保持6%左右的增长", "", 6, "%", "about", "plain", 1, 1),
    ("提高0.5个百分点", "", 0.5, "%", "exact", "plain", 1, 0.1),
    ("提高到65%", "", 65, "%", "exact", "plain", 0, 1),
    ("下降到3%", "", 3, "%", "exact", "plain", 0, 1),
    ("降至2.0以下", "", 2, "", "at-most", "plain", 0, 0.2),
    ("缩小至1.76:1", ":1", 1.76, ":1", "exact", "plain", 0, 0.01),
    ("降幅收窄至-2%以内", "", -2, "%", "at-least", "plain", 0, 1),
    ("降幅收窄至2%以内", "", -2, "%", "at-least", "plain", 0, 1),
    ("-19.0%", "", -19, "%", "exact", "plain", 0, 0.1),
    ("+12.3%", "", 12.3, "%", "exact", "plain", 0, 0.1),
    # kept
    ("稳定在43%左右", "%", 43, "%", "about", "maintain", 0, 1),
    ("稳定在43%", "%", 43, "%", "exact", "maintain", 0, 1),
    ("保持在144.5万亩以上", "亩", 1445000, "亩", "at-least", "keep", 0, 1000),
    ("稳定在36%以上", "%", 36, "%", "at-least", "keep", 0, 1),
    ("经济增长保持在6%左右", "%", 6, "%", "about", "maintain", 1, 1),
    # ranks
    ("第12位", "位", 12, "位", "exact", "rank", 0, 1),
    ("位列第3", "位", 3, "位", "exact", "rank", 0, 1),
    ("保持第一", "位", 1, "位", "exact", "rank", 0, 1),
    ("居全国第二", "位", 2, "位", "exact", "rank", 0, 1),
    ("居全国首位", "位", 1, "位", "exact", "rank", 0, 1),
    ("进入前20", "位", 20, "位", "exact", "rank", 0, 1),
    ("前三", "位", 3, "位", "exact", "rank", 0, 1),
    ("保持全国前10强", "位", 10, "位", "exact", "rank", 0, 1),
    ("进入全国百强", "位", 100, "位", "exact", "rank", 0, 1),
    # coverage
    ("覆盖率100%", "%", 100, "%", "exact", "coverage", 0, 1),
    ("全覆盖", "%", 100, "%", "exact", "coverage", 0, 1),
    ("基本全覆盖", "%", 95, "%", "at-least", "coverage", 0, 1),
    ("基本实现数字化转型", "%", 95, "%", "at-least", "coverage", 0, 1),
    ("基本医疗保险全覆盖", "%", 100, "%", "exact", "coverage", 0, 1),
    ("覆盖率基本达到100%", "%", 95, "%", "at-least", "coverage", 0, 1),
    ("清零", "个", 0, "", "exact", "coverage", 0, 1),
    ("消除问题水体", "个", 0, "", "exact", "coverage", 0, 1),
    ("增长100%", "%", 100, "%", "exact", "plain", 1, 1),
    # numerals
    ("一百万", "", 1e6, "", "exact", "plain", 0, 1e5),
    ("十万辆", "", 1e5, "辆", "exact", "plain", 0, 1e4),
    ("两千亿元", "", 2e11, "元", "exact", "plain", 0, 2e10),
    ("百亿元", "", 1e10, "元", "exact", "plain", 0, 1e9),
    ("突破两万亿元", "", 2e12, "元", "over", "plain", 0, 2e11),
    ("近百家", "", 100, "家", "near", "plain", 0, 10),
    ("四家", "家", 4, "家", "exact", "plain", 0, 0.4),
    ("1,000家", "", 1000, "家", "exact", "plain", 0, 100),
    ("１０００家", "", 1000, "家", "exact", "plain", 0, 100),
    ("３.５％", "", 3.5, "%", "exact", "plain", 0, 0.1),
    ("1万亿元", "", 1e12, "元", "exact", "plain", 0, 1e11),
    ("5亿3000万元", "", 530000000, "元", "exact", "plain", 0, 1e7),
    ("百分之五十以上", "", 50, "%", "at-least", "plain", 0, 1),
    ("1成", "", 10, "%", "exact", "plain", 0, 10),
    ("三成以上", "", 30, "%", "at-least", "plain", 0, 10),
    ("九成五", "", 95, "%", "exact", "plain", 0, 1),
    ("三点五万家", "", 35000, "家", "exact", "plain", 0, 1000),
    ("$15.5亿", "美元", 1.55e9, "美元", "exact", "plain", 0, 1e7),
    ("1亿元多", "", 1e8, "元", "more", "plain", 0, 1e8),
    ("30万吨多", "", 3e5, "吨", "more", "plain", 0, 1e5),
    ("5.0个百分点", "", 5, "%", "exact", "plain", 0, 0.1),
    ("3.450%", "", 3.45, "%", "exact", "plain", 0, 0.001),
    # ratios
    ("2:1", ":1", 2, ":1", "exact", "plain", 0, 0.2),
    ("1.76∶1", ":1", 1.76, ":1", "exact", "plain", 0, 0.01),
    ("1.870：1", ":1", 1.87, ":1", "exact", "plain", 0, 0.01),
    ("1比0.5", ":1", 2, ":1", "exact", "plain", 0, 0.1),
    # units
    ("27.3万吨/年", "吨/年", 273000, "吨/年", "exact", "plain", 0, 1000),
    ("33件/万人", "", 33, "件/万人", "exact", "plain", 0, 1),
    ("15.5亿美元", "美元", 1.55e9, "美元", "exact", "plain", 0, 1e7),
    ("5万人次以上", "人次", 5e4, "人次", "at-least", "plain", 0, 5e3),
    ("10万千瓦", "", 1e5, "千瓦", "exact", "plain", 0, 1e4),
    ("达到年产30GWh", "GWh", 30, "GWh", "exact", "plain", 0, 3),
    ("5车次", "车次", 5, "车次", "exact", "plain", 0, 0.5),
    ("40册/馆", "", 40, "册/馆", "exact", "plain", 0, 4),
    ("100MWhx", "", 100, "MWhx", "exact", "plain", 0, 10),
    ("500盏", "盏", 500, "盏", "exact", "plain", 0, 50),
    ("12年", "年", 12, "年", "exact", "plain", 0, 1),
    ("279天", "天", 279, "天", "exact", "plain", 0, 1),
    # what is no figure beside it
    ("国家专精特新“小巨人”企业100家", "家", 100, "家", "exact", "plain", 0, 10),
    ("到2025年培育3个以上", "个", 3, "个", "at-least", "plain", 0, 0.3),
    ("“532”项目达5个", "个", 5, "个", "exact", "plain", 0, 0.5),
    ("2025年9月达到5家", "家", 5, "家", "exact", "plain", 0, 0.5),
    ("1-9月增长17.0%", "%", 17, "%", "exact", "plain", 1, 0.1),
    ("五年带动8000亿元以上", "元", 8e11, "元", "at-least", "plain", 0, 8e10),
    ("连续5年增长6%", "%", 6, "%", "exact", "plain", 1, 1),
    ("5家千亿级", "家", 5, "家", "exact", "plain", 0, 0.5),
    ("2个两千亿级", "个", 2, "个", "exact", "plain", 0, 0.2),
    ("新增百亿工业企业8家", "家", 8, "家", "exact", "plain", 0, 0.8),
    ("十亿元企业500家", "家", 500, "家", "exact", "plain", 0, 50),
    ("新增亿元以上项目600个", "个", 600, "个", "exact", "plain", 0, 60),
    ("世界500强企业5家", "家", 5, "家", "exact", "plain", 0, 0.5),
    ("PM<sub>2.5</sub>浓度32.9微克/立方米", "", 32.9, "微克/立方米", "exact", "plain", 0, 0.1),
    ("5G基站1万个", "个", 1e4, "个", "exact", "plain", 0, 1000),
    ("GDP 4264.6亿元", "元", 426460000000, "元", "exact", "plain", 0, 1e7),
    ("每万名劳动者中高技能人才达1143人", "人", 1143, "人", "exact", "plain", 0, 1),
    ("万人发明专利拥有量达40.19件", "件", 40.19, "件", "exact", "plain", 0, 0.01),
    ("第三产业增加值增长3%", "%", 3, "%", "exact", "plain", 1, 1),
    ("附近100家", "家", 100, "家", "exact", "plain", 0, 10),
    ("签约30个", "个", 30, "个", "exact", "plain", 0, 3),
    ("目前20家", "家", 20, "家", "exact", "plain", 0, 2),
    # layout and characters
    ("增长**5%左右**", "%", 5, "%", "about", "plain", 1, 1),
    ("突破\n100 万辆", "辆", 1e6, "辆", "over", "plain", 0, 1e5),
    ("約10萬輛", "辆", 1e5, "辆", "about", "plain", 0, 1e4),
    ("達到8000億元", "元", 8e11, "元", "exact", "plain", 0, 8e10),
    ("超過200家", "家", 200, "家", "over", "plain", 0, 20),
    ("30個", "个", 30, "个", "exact", "plain", 0, 3),
    ("十餘項", "项", 10, "项", "more", "plain", 0, 10),
    ("穩定在43%左右", "%", 43, "%", "about", "maintain", 0, 1),
    ("邁上3萬億元臺階", "元", 3e12, "元", "exact", "plain", 0, 3e11),
]


@pytest.mark.parametrize("row", PLAIN, ids=lambda row: row[0])
def test_one_number(row: tuple[str, str, float, str, str, str, int, float]) -> None:
    words = read(row[0], row[1])
    found = (words.number, words.unit, words.bound, words.form, words.change)
    assert found == row[2:7]
    assert words.step == pytest.approx(row[7], rel=1e-12)
    assert words.upper is None


@pytest.mark.parametrize(
    ("stated", "low", "high", "unit", "form", "change"),
    [
        ("4.5%—5%", 4.5, 5, "%", "plain", 0),
        ("4.5—5%", 4.5, 5, "%", "plain", 0),
        ("5到8家", 5, 8, "家", "plain", 0),
        ("5至8家", 5, 8, "家", "plain", 0),
        ("5-8家", 5, 8, "家", "plain", 0),
        ("5~8家", 5, 8, "家", "plain", 0),
        ("5～8家", 5, 8, "家", "plain", 0),
        ("5家—8家", 5, 8, "家", "plain", 0),
        ("5%--8%", 5, 8, "%", "plain", 0),
        ("100—150万元", 100 * WAN, 150 * WAN, "元", "plain", 0),
        ("90万—120万辆", 90 * WAN, 120 * WAN, "辆", "plain", 0),
        ("9000亿—1万亿元", 9000 * YI, 10**12, "元", "plain", 0),
        ("9000—1万亿元", 9000 * YI, 10**12, "元", "plain", 0),
        ("500—1万家", 500, WAN, "家", "plain", 0),
        ("三至五家", 3, 5, "家", "plain", 0),
        ("-2%—-1%", -2, -1, "%", "plain", 0),
        ("1.8:1—1.9:1", 1.8, 1.9, ":1", "plain", 0),
        ("增长5%—6%", 5, 6, "%", "plain", 1),
        ("下降5%—6%", 5, 6, "%", "plain", -1),
        ("降幅收窄至5%—6%", -6, -5, "%", "plain", 0),
        ("保持在5%—6%", 5, 6, "%", "keep", 0),
        ("8—5家", 5, 8, "家", "plain", 0),
        ("第10—15位", 10, 15, "位", "rank", 0),
        ("前10—20", 10, 20, "位", "rank", 0),
    ],
)
def test_ranges(stated: str, low: float, high: float, unit: str, form: str, change: int) -> None:
    words = read(stated)
    assert (words.number, words.upper, words.unit) == (low, high, unit)
    assert (words.bound, words.form, words.change) == ("range", form, change)


@pytest.mark.parametrize(
    ("stated", "named"),
    [
        ("5家以上、产值10亿元", ("5", "10亿")),
        ("从5家到8家", ("5", "8")),
        ("达9550亿元,增速3.5%", ("9550亿", "3.5")),
        ("总投资超10亿元或1亿美元项目60个", ("10亿", "1亿", "60")),
        ("85%、94.1%", ("85", "94.1")),
        ("5%—8家", ("5", "8")),
        ("84.1%、全省第一", ("84.1", "一")),
        ("翻一番，达到100亿元", ("番", "100亿")),
        ("一家上市企业、5家高新技术企业", ("一", "5")),
        ("三十或五家", ("三十或",)),
        ("近三到百家", ("三到",)),
        ("两—千三百亿元", ("两—",)),
        ("2000-300亿元", ("2000", "300亿")),
        ("300—20亿元", ("300", "20亿")),
        ("三-百家", ("三-",)),
        ("两千咘三百亿元", ("咘",)),
        ("33713 14.5%", ("33713 14",)),
        ("9000 100 million", ("9000 100",)),
        ("十・五个百分点", ("十·",)),
        ("5万—8家", ("5万", "8")),
        ("与经济增长同步、增长5%", ("同步", "5%")),
    ],
)
def test_two_numbers_that_are_no_range(stated: str, named: tuple[str, ...]) -> None:
    with pytest.raises(WordingError) as caught:
        read(stated)
    assert caught.value.code == "two-numbers"
    assert caught.value.stated == stated
    for number in named:
        assert number in caught.value.detail


@pytest.mark.parametrize(
    "stated",
    [
        "6.5折", "3万5", "三五家", "第三五位", "1.2千5百家", "十成十", "一百二十三百家",
        "1,00家", "1.2.3%", "12,34万元", "5,8,9家",
        "缩小?.84?", "近7000多家", "突破5%以内", "超5%—6%", "下降-2%", "缩小2倍",
        "翻2倍", "翻九番", "1:0", "快于经济增长1个百分点", "排名上升5个位次",
        "6.5成三", "百成三一", "1" * 60 + "家", "亿万亿元以上1亿亿元",
        "9000左右亿元", "9000以内亿元", "9000，单位亿元", "235的亿元", "235.几亿元",
        "235&nbsp;亿元",
        "9000元（亿）", "9000元亿", "9000元(亿元)", "5人（万人）", "9000万元（亿元）",
        "负的3.2%", "零下#5℃", "minus 3.2%", "百分之五≒点五", "100万元户均", "80_x000D_万辆",
        "1亿两千", "10.8千、瓦时", "10.8千—瓦时", "第-3位", "前-5位", "1:a1.5", "1L:1.5",
        "提高—2.3个百分点", "降低—2.3%", "5\u200f—8%", "100\u202b万辆", "\u20675—8%", "5\u061c万辆",
    ],
)  # fmt: skip
def test_numbers_that_have_no_one_meaning(stated: str) -> None:
    with pytest.raises(WordingError) as caught:
        read(stated)
    assert caught.value.code == "bad-number"
    assert caught.value.detail


@pytest.mark.parametrize(
    ("stated", "form", "bound", "change", "marks"),
    [
        ("与经济增长基本同步", "parity", "exact", 0, {"basically"}),
        ("与经济增长同步", "parity", "exact", 0, set()),
        ("同步增长", "parity", "exact", 0, set()),
        ("快于经济增长", "parity", "over", 0, {"faster"}),
        ("增速高于全国平均水平", "parity", "over", 0, {"faster"}),
        ("不低于经济增长", "parity", "at-least", 0, set()),
        ("同步推进", "plain", "exact", 0, set()),
        ("稳定增长", "steady", "exact", 1, set()),
        ("保持稳定增长", "steady", "exact", 1, set()),
        ("不减少", "steady", "exact", 1, set()),
        ("只增不减", "steady", "exact", 1, set()),
        ("稳中提质", "composite", "exact", 0, set()),
        ("促稳提质", "composite", "exact", 0, set()),
        ("基本稳定", "stable", "exact", 0, set()),
        ("与上年持平", "stable", "exact", 0, set()),
        ("持续下降", "direction", "exact", -1, {"sustained"}),
        ("不断缩小", "direction", "exact", -1, {"sustained"}),
        ("逐年提高", "direction", "exact", 1, {"sustained", "each-year"}),
        ("稳步提高", "direction", "exact", 1, set()),
        ("持续改善", "direction", "exact", 0, {"sustained"}),
        ("大幅提升", "vague", "exact", 0, set()),
        ("显著增强", "vague", "exact", 0, set()),
        ("数百家", "vague", "exact", 0, set()),
        ("上千家", "vague", "exact", 0, set()),
        ("上万亿", "vague", "exact", 0, set()),
        ("几十个", "vague", "exact", 0, set()),
        ("十几家", "vague", "exact", 0, set()),
        ("两位数增长", "vague", "exact", 0, set()),
        ("稳居前列", "vague", "exact", 0, set()),
        ("第一方阵", "vague", "exact", 0, set()),
        ("不增加", "vague", "exact", 0, set()),
        ("成倍增长", "vague", "exact", 0, set()),
    ],
)
def test_words_without_a_number(
    stated: str, form: str, bound: str, change: int, marks: set[str]
) -> None:
    words = read(stated)
    assert words.number is None
    assert words.value is None
    assert (words.form, words.bound, words.change) == (form, bound, change)
    assert words.marks == marks


@pytest.mark.parametrize(
    "stated",
    ["", "到2025年", "2021—2025年", "二〇二五年", "五年", "“532”发展战略", "1+8专项行动", "第五届",
     "形成千亿级产业", "太湖水质首次达Ⅲ类", "一般公共预算收入", "推进万名新农人培育", "LY9项目",
     "农村一二三产业融合", "单项冠军企业", "制造业增加值", "2025年第一季度", "第100家上市企业"],
)  # fmt: skip
def test_no_number_is_supplied(stated: str) -> None:
    assert read(stated) == Wording()


@pytest.mark.parametrize(
    ("stated", "factor", "number", "bound", "since"),
    [
        ("翻一番", 2, None, "exact", None),
        ("翻番", 2, None, "exact", None),
        ("翻两番", 4, None, "exact", None),
        ("力争翻一番以上", 2, None, "at-least", None),
        ("在2025年的基础上再翻一番", 2, None, "exact", 2025),
        ("超过翻一番", 2, None, "over", None),
        ("增长2倍", 3, 2, "exact", None),
        ("增长1.5倍以上", 2.5, 1.5, "at-least", None),
        ("是2020年的2倍", 2, 2, "exact", 2020),
        ("增长到2倍", 2, 2, "exact", None),
        ("比2020年增长1倍", 2, 1, "exact", 2020),
    ],
)
def test_multiples(
    stated: str, factor: float, number: float | None, bound: str, since: int | None
) -> None:
    words = read(stated)
    assert words.form == "multiple"
    assert (words.factor, words.number, words.bound, words.since) == (factor, number, bound, since)


@pytest.mark.parametrize(
    ("stated", "since"),
    [
        ("较2020年下降18%", 2020),
        ("比2020年增长20%", 2020),
        ("比2020年底提高3个百分点", 2020),
        ("较上年增长6%", None),
        ("占比2025年达到50%", None),
        ("收入比2025年缩小至1.8:1", None),
    ],
)
def test_what_a_change_is_counted_from(stated: str, since: int | None) -> None:
    assert read(stated).since == since


@pytest.mark.parametrize(
    ("stated", "marks"),
    [
        ("力争突破100万辆", {"aspirational"}),
        ("努力实现100万辆", {"aspirational"}),
        ("朝着5000亿元规模迈进", {"aspirational", "short"}),
        ("预计增长6%左右", {"estimate"}),
        ("年均增长6%以上", {"average"}),
        ("平均每年新增20家", {"average", "additional", "added"}),
        ("每年新增20家以上", {"additional", "added", "sustained", "each-year"}),
        ("累计超85家", {"cumulative"}),
        ("五年累计降低13.5%", {"cumulative"}),
        ("新增20家", {"additional", "added"}),
        ("净增700家以上", {"additional", "added", "net"}),
        ("制造业增加值2808.1亿元", set()),
        ("带动8000亿元", {"attribution"}),
        ("降幅收窄至-2%以内", {"narrowing"}),
        ("提高3个百分点", {"points"}),
        ("同比增长3%", {"compared"}),
        ("进入前20", {"within"}),
        ("第20位", set()),
        ("控制在3%左右", {"cap"}),
        ("5%—6%左右", {"about"}),
        ("超过5000家", set()),
    ],
)
def test_side_words(stated: str, marks: set[str]) -> None:
    assert read(stated).marks == marks


def test_value_has_the_sign_of_the_change() -> None:
    assert read("下降3%").value == -3
    assert read("下降3%").number == 3
    assert read("增长3%").value == 3
    assert read("降至3%").value == 3


@pytest.mark.parametrize(
    ("written", "base", "yes"),
    [
        ("", "家", True), ("家", "家", True), ("个", "家", False), ("%", "%", True),
        ("个百分点", "%", True), ("位", "名", True), ("名", "位", True), ("名", "人", True),
        ("人", "位", False), ("元", "美元", False), ("千米", "公里", True), ("吨", "吨/年", False),
        ("度", "千瓦时", True), ("GWh", "吉瓦时", True), ("户", "家", True), ("家", "户", True),
        ("座", "个", True), ("个", "座", True), ("户", "人", False), ("户", "个", False),
    ],
)  # fmt: skip
def test_units_that_agree(written: str, base: str, yes: bool) -> None:
    assert compatible(written, base) is yes


@pytest.mark.parametrize(
    ("unit", "yes"),
    [("亿元", True), ("万人", True), ("千瓦", False), ("百分点", False), ("件/万人", False),
     ("元", False), ("", False), ("十万吨", True), ("千米", False)],
)  # fmt: skip
def test_a_base_unit_has_no_factor(unit: str, yes: bool) -> None:
    assert has_factor(unit) is yes


UNITS = {"亿": 8, "万": 4}


@pytest.mark.shared
def test_reported_facts(shared: Path) -> None:
    """Of the wordings collected in the research none is read with another number than noted."""
    rows = csv.DictReader((shared / "research" / "reported_facts.csv").open(encoding="utf-8"))
    read_right = 0
    for row in rows:
        unit, power = row["unit"], 0
        if unit[:1] in UNITS:
            unit, power = unit[1:], UNITS[unit[0]]
        try:
            words = read(row["wording"], unit)
        except WordingError:
            continue
        if words.number is None or not row["value"]:
            continue
        expected = float(row["value"]) * 10**power
        assert words.number == pytest.approx(expected, rel=1e-9), row["wording"]
        read_right += 1
    assert read_right > 320


@pytest.mark.parametrize(
    ("words", "low", "high"), [("增长7-7.5%", 7, 7.5), ("增长8－8.5%", 8, 8.5), ("下降3-5%", 3, 5)]
)
def test_a_hyphen_between_numbers_is_no_sign(words: str, low: float, high: float) -> None:
    found = read(words, "%")
    assert (found.number, found.upper, found.bound) == (low, high, "range")


@pytest.mark.parametrize(
    ("stated", "number", "bound"),
    [
        ("120左右（万辆）", 120 * WAN, "about"),
        ("9000以上（亿元）", 9000 * YI, "at-least"),
        ("100余(万辆)", 100 * WAN, "more"),
        ("9000（单位：亿元）", 9000 * YI, "exact"),
        ("滚动谋划100个亿元以上项目", 100, "exact"),
        ("1 000万辆", 1000 * WAN, "exact"),
        ("1亿两千万元", 120000000, "exact"),
    ],
)
def test_a_hedge_or_label_before_the_factor(stated: str, number: float, bound: str) -> None:
    found = read(stated)
    assert (found.number, found.bound) == (number, bound)


@pytest.mark.parametrize(
    ("stated", "base"),
    [
        *(
            ("120万辆每年", "辆"),
            ("100亿吨海里", "吨"),
            ("100万吨油当量", "吨"),
            ("100万吨碳", "吨"),
        ),
        *(("100万吨位", "吨"), ("100万箱公里", "箱"), ("100万人学时", "人"), ("100万人夜", "人")),
        *(("100万人份", "人"), ("3‱", "%")),
    ],
)
def test_a_unit_is_never_cut_short(stated: str, base: str) -> None:
    assert not compatible(read(stated, base).unit, base)


def test_per_year_has_two_spellings() -> None:
    assert compatible(read("120万辆每年").unit, "辆/年")
    for words in ("6万吨碳纤维项目", "吞吐量100万吨位居全国前列"):
        assert read(words, "吨").unit == "吨"


@pytest.mark.parametrize(
    ("stated", "unit", "number", "form"),
    [
        ("由290.5亿美元增长到467亿美元", "美元", 467e8, "plain"),
        ("由2020年的258亿元增加到543亿元", "元", 543e8, "plain"),
        ("从2020年的50家增加到80家", "家", 80, "plain"),
        ("居168个城市第12位", "位", 12, "rank"),
        ("倍增至500家", "家", 500, "plain"),
        ("8‰", "%", 0.8, "plain"),
        ("0.8%", "‰", 8, "plain"),
        ("60dB", "分贝", 60, "plain"),
        ("9000家之多", "家", 9000, "plain"),
    ],
)
def test_the_number_that_is_meant(stated: str, unit: str, number: float, form: str) -> None:
    words = read(stated, unit)
    assert (words.number, words.form, words.bound) == (pytest.approx(number), form, "exact")


@pytest.mark.parametrize("stated", ["建设互联网+农业示范基地64个", "开展养老+医疗试点64个"])
def test_a_plus_in_a_name_is_no_mark_in_a_word(stated: str) -> None:
    assert read(stated).number == 64


@pytest.mark.parametrize("stated", ["增长6%-6.5%", "6％－6.5％", "6%—6.5%", "6%至6.5%"])
def test_a_range_may_have_its_sign_at_both_ends(stated: str) -> None:
    """As the State Council and half of the provinces write it."""
    words = read(stated)
    assert (words.number, words.upper, words.bound) == (6.0, 6.5, "range")


@pytest.mark.parametrize("stated", ["²5%", "%5", "³5%", "‰5"])
def test_no_number_begins_behind_a_power_or_a_sign_of_parts(stated: str) -> None:
    with pytest.raises(WordingError):
        read(stated, "%")
