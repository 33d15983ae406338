"""The kinds of wording that reports hold, each with what it says and a verdict on either side.

`wording_kinds.csv` holds them: the kind's number, what the words are (a goal, a goal of parity, a
figure, or a figure that is refused), the words, the report of the archive that has them (empty for
wordings made for the test), the indicator, how the words are read, and what meets and what misses
it. Of a goal that are figures, `yearly=` one of each year, else by year or of 2025; of a figure
they are goals.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

import czplan
from czplan.period import Period
from czplan.quantity import WordingError, read
from czplan.quantity.figure_words import check_period
from czplan.quantity.figure_words import interpret as read_figure
from czplan.quantity.goal_words import GoalQuery, interpret

Row = dict[str, str]
with (Path(__file__).parent / "wording_kinds.csv").open(encoding="utf-8", newline="") as file:
    ROWS: list[Row] = list(csv.DictReader(file))
GOALS = [row for row in ROWS if row["role"] in {"goal", "parity"}]
FIGURES = [row for row in ROWS if row["role"] == "figure"]
REFUSED = [row for row in ROWS if row["role"] == "refused"]


def near(text: str) -> object:
    return pytest.approx(float(text), rel=1e-5)


@pytest.mark.parametrize("row", GOALS, ids=lambda row: f"{row['kind']} {row['words']}")
def test_what_a_goal_asks(row: Row) -> None:
    query = GoalQuery(
        row["unit"], row["measure"], row["direction"], years=int(row["years"]), due=2025
    )
    goal, words = interpret(row["words"], query), read(row["words"], row["unit"])
    assert (goal.kind, goal.operator, goal.direction) == (
        row["as"],
        row["operator"],
        int(row["way"]),
    )
    assert (words.unit, words.bound) == (row["counted"], row["bound"])
    number = goal.number if goal.multiple is None else goal.multiple
    assert number == (near(row["number"]) if row["number"] else None)


@pytest.mark.parametrize("row", FIGURES, ids=lambda row: f"{row['kind']} {row['words']}")
def test_what_a_figure_says(row: Row) -> None:
    figure = read_figure(row["words"], row["unit"], row["measure"])
    assert [figure.low, figure.high] == [near(end) for end in row["number"].split("..")]
    words = read(row["words"], row["unit"])
    assert (figure.sure, words.unit, words.bound) == (row["operator"], row["counted"], row["bound"])


@pytest.mark.parametrize("row", REFUSED, ids=lambda row: f"{row['kind']} {row['words']}")
def test_what_is_no_figure(row: Row) -> None:
    with pytest.raises(WordingError) as refused:
        read_figure(row["words"], row["unit"], row["measure"])
    assert refused.value.code == row["as"]


def said(figures: str, years: int) -> dict[str, str]:
    """The figures of the table, by year."""
    if figures.startswith("yearly="):
        return {str(year): figures.removeprefix("yearly=") for year in range(2026 - years, 2026)}
    parts = (part.partition("=") for part in figures.split())
    return {year: words for year, _, words in parts} if "=" in figures else {"2025": figures}


def probes() -> dict[str, list[str]]:
    """All goals and figures as one data set: `i7-met` is row 7 with what meets it."""
    plans = {3: "p3", 5: "p5", 1: "p1"}
    lines: dict[str, list[str]] = {"sources": [], "indicators": [], "targets": [], "actuals": []}
    goals: dict[str, list[str]] = {plan: [] for plan in plans.values()}
    for place, row in enumerate(ROWS):
        for side in ("met", "missed"):
            if row["role"] == "refused":
                continue
            id, years = f"i{place}-{side}", int(row["years"])
            plan = plans[years]
            of_goal = row["role"] != "figure"
            goal = row["words"] if of_goal else row[side]
            record = {"stated": goal, "text": goal, "line": 1}
            if row["measure"]:
                way = "down" if not of_goal and "控制" in row[side] else row["direction"]
                measured = {"unit": row["unit"], "measure": row["measure"], "direction": way}
                lines["indicators"].append(line(id, {"name": {"zh": id}} | measured))
            else:
                record["name"] = {"zh": id}
            if row["role"] == "parity":
                lines["indicators"].append(line(f"{id}-r", {"name": {"zh": "全省"}} | measured))
                lines["actuals"].append(f"{id}-r: {{2025: {{stated: 2%}}}}")
                record["reference"] = f"{id}-r"
            goals[plan].append("  " + line(id, record))
            figures = said(row[side], years) if of_goal else {"2025": row["words"]}
            lines["actuals"].append(f"{id if row['measure'] else f'{plan}/{id}'}:")
            lines["actuals"] += [f"  {line(year, {'stated': w})}" for year, w in figures.items()]
    lines["targets"] = [each for plan in goals for each in (f"{plan}:", *goals[plan])]
    source = {"title": {"zh": "公报"}, "publisher": "局", "published": "2026", "grade": "official"}
    plan_ = {"name": {"zh": "规划"}, "kind": "five-year-plan", "end": 2025, "source": "s"}
    lines["sources"] = [line("s", source)]
    lines["plans"] = [line(plan, plan_ | {"start": 2026 - years}) for years, plan in plans.items()]
    return lines


def line(key: str, record: object) -> str:
    return f"{key}: {json.dumps(record, ensure_ascii=False)}"


def test_a_verdict_on_either_side(tmp_path: Path) -> None:
    for table, text in probes().items():
        (tmp_path / f"{table}.yaml").write_text("\n".join(text) + "\n", "utf-8")
    rows = czplan.progress(czplan.load(tmp_path), year=2025, all=True)
    found = {
        id.split("/")[1]: ("met" if family == "met" else "missed" if family == "missed" else status)
        for id, family, status in zip(rows["id"], rows["family"], rows["status"], strict=True)
        if "#" not in id  # a year of an each-year goal
    }
    wrong = {id: was for id, was in found.items() if not id.endswith(was)}
    assert not wrong, {ROWS[int(id.split("-")[0][1:])]["words"]: wrong[id] for id in wrong}
    assert len(found) == 2 * (len(GOALS) + len(FIGURES))


def test_each_kind_stands_with_words_of_reports() -> None:
    """Of tables of plans ([18]) the archive holds none; the time that words name is asked of the
    record, too (K19); K20 are made for the test; imports are tested as files."""
    kinds = {f"K{number:02}" for number in range(1, 21)}
    for kind in kinds - {"K17", "K19", "K20"}:
        assert sum(row["kind"] == kind and row["source"] != "" for row in ROWS) >= 3, kind
    assert {row["kind"] for row in ROWS} == kinds


def test_a_total_in_brackets_needs_its_way() -> None:
    with pytest.raises(WordingError):
        interpret("[18]", GoalQuery("%", "growth", "down", years=5))
    assert interpret("[500]", GoalQuery("个", "additions", "up", years=5)).cumulative


@pytest.mark.parametrize(("words", "unit", "measure"), [
    ("提高2个千分点", "%", "share"), ("下降5‰", "%", "share"), ("提高0.5个百分点", "‰", "share"),
    ("下降10%", "‰", "growth"), ("提速2倍", "天", "index"),
])  # fmt: skip
def test_a_change_stays_in_the_unit_that_it_is_said_in(words: str, unit: str, measure: str) -> None:
    with pytest.raises(WordingError):
        interpret(words, GoalQuery(unit, measure, "down", years=1))


def test_a_goal_without_an_indicator_goes_the_way_of_its_verb() -> None:
    assert interpret("压缩至5天").operator == "<="
    assert interpret("提高到11.5年").number == 11.5
    assert interpret("增加到500家").kind == "level"
    assert interpret("压缩至5天", GoalQuery(direction="up")).operator == ">="


# Wordings of reports, beside each kind at least three: words, unit | number, unit, bound, change.
ARCHIVE = [
    ("居民消费价格涨幅控制在3.5%左右", "%", 3.5, "%", "about", 1),
    ("价格总水平上涨3%左右", "%", 3, "%", "about", 1),
    ("5年年均增长8%", "%", 8, "%", "exact", 1),
    ("年均增长10%以上", "%", 10, "%", "at-least", 1),
    ("三年年均增长12%", "%", 12, "%", "exact", 1),
    ("年底前建成100个", "个", 100, "个", "exact", 0),
    ("压减到1000多项", "项", 1000, "项", "more", 0),
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
    "words",
    [
        *("9000「亿元」", "9000『亿元』", "9000“亿元”", "100（含）万辆", "100（上年不足）万辆"),
        *("10×10^8元", "10^8元", "10*8辆", "10**8辆", "100万辆+", "5%+", "100+"),
    ],
)
def test_a_number_is_never_cut_short(words: str) -> None:
    """Something stands between a number and its factor, or makes another number of it."""
    with pytest.raises(WordingError) as caught:
        read(words)
    assert caught.value.code == "bad-number"


@pytest.mark.parametrize(("words", "number"), [("达到**100**万辆", 1e6), ("**5.5**%", 5.5)])
def test_bold_is_layout(words: str, number: float) -> None:
    assert read(words).number == number


@pytest.mark.parametrize(
    "words", ["翻了近一番", "增加值翻了一番多", "翻两番", "实现倍增", "翻番左右"]
)
def test_doublings_of_reports(words: str) -> None:
    assert read(words).form == "multiple"


@pytest.mark.parametrize(
    "words",
    [
        "三倍增",
        "翻一到两番",
        "翻一至两番",
        "增速超过规模工业增速一倍以上",
        "翻1.16番",
        "增加值比“九五”时期增长1.3倍",
        "较“十二五”翻一番",
    ],
)
def test_multiples_that_are_refused(words: str) -> None:
    with pytest.raises(WordingError):
        read(words)


@pytest.mark.parametrize(
    ("words", "unit", "measure", "ends"),
    [
        ("一成半", "%", "share", (15, 15)),
        ("近两成半", "%", "share", (23.75, 25)),
        ("三成半以上", "%", "share", (35, 36)),
        ("新增100亿元", "元", "flow", (1e10, 1e10)),
        ("增长两倍半", "%", "growth", (250, 250)),
        ("增长1倍半以上", "%", "growth", (150, 160)),
        ("缩短到三个工作日", "个工作日", "index", (3, 3)),
        ("比上年净增100家", "家", "additions", (100, 100)),
        ("三千到五千亿元", "元", "flow", (3e11, 5e11)),
        ("三百到五百家", "家", "stock", (300, 500)),
        ("二十到三十万人", "人", "stock", (2e5, 3e5)),
        ("3千到5千亿元", "元", "flow", (3e11, 5e11)),
        ("3000—5千亿元", "元", "flow", (3e11, 5e11)),
        ("九千到一万家", "家", "stock", (9000, 1e4)),
        ("三百到一万家", "家", "stock", (300, 1e4)),
        ("三千万到五亿元", "元", "flow", (3e7, 5e8)),
        ("百、千亿级企业5家", "家", "stock", (5, 5)),
    ],
)
def test_figures_of_reports(words: str, unit: str, measure: str, ends: tuple[float, float]) -> None:
    figure = read_figure(words, unit, measure)
    assert (figure.low, figure.high) == (pytest.approx(ends[0]), pytest.approx(ends[1]))


@pytest.mark.parametrize(
    ("words", "unit", "measure", "code"),
    [
        ("较上年净增100亿元", "元", "flow", "change"),
        ("比2016年新增100亿元", "元", "flow", "change"),
        ("提速0.5个百分点", "%", "growth", "change"),
        ("减速了0.5个百分点", "%", "growth", "change"),
        ("优化2个百分点", "%", "share", "bad-number"),
        ("由三百增加到五百家", "家", "stock", "two-numbers"),
        ("一百、二百家", "家", "stock", "two-numbers"),
        ("改善2个百分点", "%", "share", "bad-number"),
        ("改善44.4%", "%", "growth", "bad-number"),
        ("低于支出增速10.2个百分点", "%", "share", "bad-number"),
        ("为上年的150%", "%", "growth", "bad-number"),
        ("相当于2020年的95%", "%", "growth", "bad-number"),
        ("三亩半", "亩", "stock", "bad-number"),
        *(
            (words, "人", "stock", "unit")
            for words in (
                "50万农村居民用户",
                "3万亿居民存款",
                "3万残疾人证",
                "3万老人床位",
                "10万儿童疫苗",
                "50万老年人活动中心",
            )
        ),
        *(
            (words, "%", "growth", "bad-number")
            for words in (
                "不低于上年8%",
                "不低于去年8%的增速",
                "高于去年8.3%的水平",
                "不得低于2020年8%",
            )
        ),
        *((words, "家", "stock", "bad-number") for words in ("不低于去年50家", "不低于2020年95%")),
        *((words, "家", "stock", "change") for words in ("又获3家", "再获奖项3家", "喜获称号3家")),
    ],
)
def test_figures_that_are_refused(words: str, unit: str, measure: str, code: str) -> None:
    with pytest.raises(WordingError) as refused:
        read_figure(words, unit, measure)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("提高到每人每年4320元", "level"),  # a year's amount, not each year's goal
        ("达到每年4320元以上", "level"),
        ("每年4320元以上", "each-year"),
        ("每人每年不少于4320元", "each-year"),
    ],
)
def test_the_amount_of_a_year(words: str, kind: str) -> None:
    assert interpret(words, GoalQuery("元", "index", "up", years=5)).kind == kind


def test_faster_is_a_change_of_the_rate() -> None:
    assert interpret("提速1个百分点以上", GoalQuery("%", "growth", "up", years=1)).rise


OTHER_SPAN = [
    # words, unit, measure, years of the record
    *((words, "%", "growth", 1) for words in ("年均增长5%", "平均每年增长5%", "较基期增长30%")),
    *((words, "%", "growth", years) for years in (1, 5) for words in (
        "上半年增长6%", "一季度增长5%", "前三季度增长5%左右", "1—9月增长5%", "10月份增长5%",
        "环比增长2%", "较2025年增长5%", "比2026年增长5%", "2016—2020年年均增长6%",
        "“十三五”期间增长30%", "三年比2020年增长20%", "前三年年均增长6%", "上半年保持在6%以上",
    )),
    ("未来五年年均增长6%", "%", "growth", 1),
    *(("2024年增长6%", "%", "growth", years) for years in (1, 5)),
    *(("两三年增长30%", "%", "growth", years) for years in (1, 5)),
    ("年均增长8%", "元", "flow", 1),
    ("上半年增长8%", "元", "flow", 1),
    ("年均增长8%", "家", "stock", 1),
    ("半年增长5%", "%", "growth", 1),
    *((words, "人", "additions", 1) for words in (
        "上半年新增就业5万人", "前三季度新增2万人", "6月底前新增2万人", "本季度新增2万人",
        "今明两年新增20万人", "2024年新增就业10万人", "2024年度新增就业10万人",
    )),
    ("到2023年累计新增10万人", "人", "additions", 5),
    ("2023年底累计新增10万人", "人", "additions", 5),
    ("前三季度新增20家", "家", "stock", 1),
    ("2024年新增20家", "家", "stock", 5),
    *((words, "元", "flow", 1) for words in ("一季度完成投资100亿元", "2024年完成投资10亿元")),
    *((words, "家", "stock", 5) for words in (
        "“十五五”期间达到500家", "到2023年达到500家", "24年末达到500家", "二〇二四年末达到500家",
        "“十三五”末达到500家", "到本世纪中叶达到500家",
    )),
    ("前年增长5%", "%", "growth", 1),
    *((words, "元", "flow", 1) for words in (
        "月均3000元", "日均完成投资1亿元", "每月3000元", "每半年投资1亿元", "隔周3000元",
        "每旬完成50万元", "每双周3000元", "每天到2025年达5—6万元", "3000元每月",
        "日均公共交通收入50万元", "每月合计3000元", "每月共发放3000元", "3000元，每月",
        "日均值守补贴500元",
    )),
    *((words, "家", "additions", 1) for words in ("每季度新增5家", "每半年新增5家")),
    *((words, "家", measure, years) for measure in ("stock", "") for years in (1, 5) for words in (
        "2022年以来累计达100家", "三年累计建成100家", "2023—2025年累计建成100家",
    )),
    *((words, "家", "stock", 1) for words in ("到建党100周年达到100家", "建国七十五周年达到100家")),
]  # fmt: skip


@pytest.mark.parametrize(("words", "unit", "measure", "years"), OTHER_SPAN)
def test_a_goal_of_another_time_is_no_goal_of_that_year(
    words: str, unit: str, measure: str, years: int
) -> None:
    with pytest.raises(WordingError) as refused:
        interpret(words, GoalQuery(unit, measure, "up", years=years, due=2025))
    assert refused.value.code == "other-span"


@pytest.mark.parametrize(
    "words",
    [
        "“十四五”期间高铁投资3000亿元",
        "“十四五”期间完成投资3000亿元",
        "五年实际利用外资3000亿元",
        "五年全社会固定资产投资3000亿元",
        "五年造林投入3000亿元",
        "五年计划投资3000亿元",
    ],
)
def test_what_flows_in_several_years_adds_up(words: str) -> None:
    goal = interpret(words, GoalQuery("元", "flow", "up", years=5, due=2025))
    assert (goal.kind, goal.span) == ("additions", 5)
    with pytest.raises(WordingError):
        check_period(words, "元", "flow", Period.read("2025"))


@pytest.mark.parametrize("words", ["五年达到500亿元", "“十四五”末产值500亿元", "五年收入超500亿元"])
def test_what_a_year_reaches_does_not_add_up(words: str) -> None:
    assert interpret(words, GoalQuery("元", "flow", "up", years=5, due=2025)).kind == "level"


@pytest.mark.parametrize("words", ["连续五年增长5%以上", "连年增长5%以上"])
def test_years_on_end_are_each_years(words: str) -> None:
    query = GoalQuery("%", "growth", "up", years=5, due=2025)
    assert interpret(words, query).kind == "each-year"


DUE_THEN = [
    *((words, "additions", 1) for words in (
        "2025年新增20家", "2025年底前新增20家", "12月底前新增20家", "新建四季公园20家",
        "2025年1月1日起新增20家", "2025年春节前新增20家",
    )),
    *((words, "additions", 5) for words in (
        "到2025年新增20家", "2025年底累计新增20家", "自2021年起新增20家", "2021年以来新增20家",
    )),
    ("今明两年新增20家", "additions", 2),
    ("在2020年基础上新增20家", "stock", 5),
    *((words, "stock", 1) for words in ("6月底前达到500家", "到2025年达到500家")),
    *((words, "stock", 1) for words in ("累计建成500家", "12月均达到500家", "节假日均开放500家")),
    *((words, "stock", 3) for words in ("三年累计建成500家", "2023年以来累计建成500家")),
    ("2025全年完成20家", "flow", 1),
    *((words, "flow", 1) for words in (
        "每周一场演出全年达到52家", "每月10日前完成20家", "“天天有惠”每天一场活动完成20家",
    )),
    *((words, "flow", 1) for words in (
        "截至2025年底完成20家", "2022年度棚改项目完成20家", "2023年增发国债项目完成20家",
        "2022年结转项目2025年完成20家", "按2020年不变价完成20家",
    )),
]  # fmt: skip


@pytest.mark.parametrize(("words", "measure", "years"), DUE_THEN)
def test_a_time_that_is_the_records_own_or_no_time_of_the_goal(
    words: str, measure: str, years: int
) -> None:
    assert interpret(words, GoalQuery("家", measure, "up", years=years, due=2025)).number


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("拆除违建新建公园20个", "个"),
        ("清退低效企业、新增规上企业20家", "家"),
        ("清退低效企业、培育规上企业20家", "家"),
        ("拆除违建建成公园20个", "个"),
        ("取消农业税惠及农民20万人", "人"),
        ("取消农业税，20万人受益", "人"),
    ],
)
def test_a_number_beside_what_is_closed_is_not_closed(words: str, unit: str) -> None:
    with pytest.raises(WordingError) as refused:
        interpret(words, GoalQuery(unit, "stock", "down", years=1))
    assert refused.value.code == "bad-number"


@pytest.mark.parametrize(
    "words",
    ["关停、淘汰企业20家", "取消收费项目20家", "取消证明20家", "退出落后产能，淘汰企业20家"],
)
def test_what_is_closed_is_that_many_fewer(words: str) -> None:
    assert interpret(words, GoalQuery("家", "stock", "down", years=1)).number == -20


FIGURES_OF_TIME = [
    # words, unit, measure, the period that they may stand under, others that they mayn't, and
    # where they belong, as the remedy says
    ("较2020年增长30%", "%", "growth", "2021..2025", "2025 2025-09 2022..2025", "2021..2025"),
    ("“十四五”以来年均增长6%", "%", "growth", "2021..2024", "2025", ""),
    ("年均增长5%", "%", "growth", "2021..2025", "2025 2025-06", ""),
    ("五年累计增长30%", "%", "growth", "2021..2025", "2025 2024..2025", "2021..2025"),
    ("两年平均增长5%", "%", "growth", "2024..2025", "2025 2021..2025", "2024..2025"),
    ("上半年增长6%", "%", "growth", "2025-06", "2025 2025-09 2024..2025", "2025-06"),
    ("1—9月同比增长5%", "%", "growth", "2025-09", "2025 2025-06", "2025-09"),
    ("9月末增长5%", "%", "growth", "2025-09", "2025", "2025-09"),
    ("二季度增长5%", "%", "growth", "", "2025 2025-06", ""),
    ("9月份增长5%", "%", "growth", "", "2025 2025-09", ""),
    ("环比增长2%", "%", "growth", "", "2025 2025-06 2024..2025", ""),
    ("全年增长5%", "%", "growth", "2025", "2025-09 2024..2025", "2025"),
    ("2024年增长6%", "%", "growth", "2024", "2025 2024..2025", "2024"),
    ("到2025年增长6%", "%", "growth", "2025", "", ""),
    ("较2024年增长5%", "%", "growth", "2025", "2024..2025 2024", ""),
    ("比上年增长5%", "%", "growth", "2025", "2021..2025", ""),
    ("同比增长5%", "%", "growth", "2025-09", "2021..2025", ""),
    ("累计增长5%", "%", "growth", "2025-09", "", ""),
    ("连续五年增长8%以上", "%", "growth", "2025", "", ""),
    ("“十四五”期间新增100家", "家", "additions", "2021..2025", "2025 2022..2026", "2021..2025"),
    ("五年新增100家", "家", "additions", "2021..2025", "2025", "2021..2025"),
    ("年均新增20家", "家", "additions", "", "2025 2021..2025", ""),
    ("上半年完成500亿元", "元", "flow", "2025-06", "2025", "2025-06"),
    ("五年累计完成500亿元", "元", "flow", "2021..2025", "2025", "2021..2025"),
    ("五年达到500亿元", "元", "flow", "2025", "", ""),
    ("截至6月底达到500家", "家", "stock", "2025-06", "2025", "2025-06"),
    ("2024年新增6万人", "人", "additions", "2024", "2025 2021..2025", "2024"),
    ("截至2024年底新增6万人", "人", "additions", "2024", "2025", "2024"),
    ("到2023年累计新增6万人", "人", "additions", "2019..2023", "2021..2025", "2019..2023"),
    ("到2025年累计新增6万人", "人", "additions", "2021..2025 2025", "", ""),
    ("2025年上半年新增6万人", "人", "additions", "2025-06", "2025", "2025-06"),
    ("截至2025年9月增长5.2%", "%", "growth", "2025-09", "2025", "2025-09"),
    ("月均增长0.5%", "%", "growth", "", "2025 2025-09", ""),
    *(
        (words, "%", "growth", "2025", "", "")
        for words in (
            "近五年来最高,达5.2%",
            "增速创近三年新高,增长8.2%",
            "10年来首次增长8.2%",
        )
    ),
    ("半年新增6万人", "人", "additions", "2025-06", "2025", "2025-06"),
    ("2024年完成投资10亿元", "元", "flow", "2024", "2025", "2024"),
    ("2022年度棚改项目完成投资10亿元", "元", "flow", "2025", "", ""),
]


@pytest.mark.parametrize(("words", "unit", "measure", "right", "wrong", "said"), FIGURES_OF_TIME)
def test_a_figure_stands_under_the_time_that_it_speaks_of(
    words: str, unit: str, measure: str, right: str, wrong: str, said: str
) -> None:
    for period in right.split():
        check_period(words, unit, measure, Period.read(period))
    for period in wrong.split():
        with pytest.raises(WordingError) as refused:
            check_period(words, unit, measure, Period.read(period))
        assert refused.value.code == "other-span"
        assert not said or refused.value.detail == said


def test_a_rate_since_a_year_is_the_total_of_its_years() -> None:
    assert read_figure("较2020年增长30%", "%", "growth").cumulative
    assert not read_figure("较2020年年均增长6%", "%", "growth").cumulative


SPOKEN = [
    # words, unit | low, high, bound
    ("三四十家", "家", 30, 40, "range"),
    ("五六百人", "人", 500, 600, "range"),
    ("两三万人", "人", 2e4, 3e4, "range"),
    ("一两百家", "家", 100, 200, "range"),
    ("十五六家", "家", 15, 16, "range"),
    ("二十七八亿元", "元", 2.7e9, 2.8e9, "range"),
    ("七八成", "%", 70, 80, "range"),
    ("两万三", "人", 23000, None, "exact"),
    ("一百二", "家", 120, None, "exact"),
    ("一亿二", "元", 1.2e8, None, "exact"),
    ("三千五以上", "元", 3500, None, "at-least"),
    ("20来家", "家", 20, None, "about"),
    ("百来家", "家", 100, None, "about"),
    ("30来亿元", "元", 3e9, None, "about"),
]


@pytest.mark.parametrize(("words", "unit", "low", "high", "bound"), SPOKEN)
def test_numbers_as_they_are_spoken(
    words: str, unit: str, low: float, high: float | None, bound: str
) -> None:
    found = read(words, unit)
    assert (found.number, found.upper, found.bound) == (low, high, bound)


@pytest.mark.parametrize("words", ["三五家", "两万三人", "一二三家", "第三四位", "3万5"])
def test_spoken_numbers_of_several_meanings(words: str) -> None:
    with pytest.raises(WordingError):
        read_figure(words, "家", "stock")


@pytest.mark.parametrize("words", ["零事故", "实现零死亡", "保持零投诉"])
def test_nothing_of_it(words: str) -> None:
    assert interpret(words, GoalQuery("起", "flow", "down", years=1)).number == 0
    assert read_figure(words, "起", "flow").high == 0


def test_an_open_range_is_open() -> None:
    figure = read_figure("一千到两千多家", "家", "stock")
    assert (figure.low, figure.high, figure.high_open) == (1000, 3000, True)
    assert (figure.low_open, figure.sure) == (False, "both")
    assert read_figure("一千多到两千多家", "家", "stock").low_open
    assert interpret("一千到两千多家", GoalQuery("家", "stock", "up")).number == 1000
    with pytest.raises(WordingError):
        interpret("压减到一千到两千多家", GoalQuery("家", "stock", "down"))


UNTOLD = [
    *((words, "growth") for words in ("完成年度计划的105%", "完成预算的102%", "占全国的5%")),
    *((words, "growth") for words in ("2倍多", "1.5倍")),
    *((words, "share") for words in ("2个百分点以上", "70.25个百分点", "不少于2个百分点")),
    *((words, "share") for words in ("提高住院报销比例3%", "提升巩固率3%以上")),
]


@pytest.mark.parametrize(("words", "measure"), UNTOLD)
def test_a_number_of_several_meanings_is_none(words: str, measure: str) -> None:
    with pytest.raises(WordingError):
        interpret(words, GoalQuery("%", measure, "up", years=1))
    with pytest.raises(WordingError):
        read_figure(words, "%", measure)


@pytest.mark.parametrize(
    ("words", "measure", "number"),
    [
        ("达到70.25个百分点", "share", 70.25),
        ("覆盖率为70.25个百分点", "share", 70.25),
        ("控制在2个百分点以内", "share", 2),
        ("完成年度计划的105%", "share", 105),
        ("是上年的2倍", "growth", 100),
        ("增长2倍多", "growth", 200),
        ("好于预期增长6.1%", "growth", 6.1),
        ("提高报销比例超过70%", "share", 70),
        ("实现增长目标6%", "growth", 6),
    ],
)
def test_a_number_that_is_told(words: str, measure: str, number: float) -> None:
    assert interpret(words, GoalQuery("%", measure, "up", years=1)).number == number


@pytest.mark.parametrize(
    ("words", "unit", "number", "bound", "form"),
    [
        ("建成1个多功能法治教育基地", "个", 1, "exact", "plain"),
        ("新建5个多元化平台", "个", 5, "exact", "plain"),
        ("建成3座余热电站", "座", 3, "exact", "plain"),
        ("300余人", "人", 300, "more", "plain"),
        ("20个多", "个", 20, "more", "plain"),
        ("0—6岁残疾儿童康复救助全覆盖", "%", 100, "exact", "coverage"),
        ("3岁以下婴幼儿托位数达3.3个/千人", "个/千人", 3.3, "exact", "plain"),
        ("60岁以上老年人体检率达到70%", "%", 70, "exact", "plain"),
        ("人均预期寿命达到80岁以上", "岁", 80, "at-least", "plain"),
        ("降幅居全省第一", "位", 1, "exact", "rank"),
        ("优化到60%", "%", 60, "exact", "plain"),
        ("建成35千伏变电站20座", "座", 20, "exact", "plain"),
        ("15分钟便民生活圈100个", "个", 100, "exact", "plain"),
        ("24小时自助服务区30个", "个", 30, "exact", "plain"),
        ("12345热线满意率95%", "%", 95, "exact", "plain"),
        ("20.亿元", "元", 2e9, "exact", "plain"),
        ("完善提升100处镇村文化设施", "处", 100, "exact", "plain"),
        ("压缩至24小时以内", "小时", 24, "at-most", "plain"),
        ("控制在15分钟以内", "分钟", 15, "at-most", "plain"),
        ("985高校2所", "所", 2, "exact", "plain"),
        ("3到5年达到500家", "家", 500, "exact", "plain"),
        ("100家以上（含100家）", "家", 100, "at-least", "plain"),
        ("10个亿以上", "元", 1e9, "at-least", "plain"),
        ("90个亿元以上省重点项目", "个", 90, "exact", "plain"),
        ("100㎥", "立方米", 100, "exact", "plain"),
    ],
)
def test_words_that_look_like_hedges_or_figures(
    words: str, unit: str, number: float, bound: str, form: str
) -> None:
    found = read(words, unit)
    assert (found.number, found.bound, found.form) == (number, bound, form)


def test_a_half_of_the_baseline_and_a_doubled_total() -> None:
    kept = interpret("压缩到50%", GoalQuery("家", "stock", "down", years=5))
    then = interpret("不超过2020年的80%", GoalQuery("家", "stock", "down", years=5, due=2025))
    assert (then.multiple, then.operator, then.since) == (0.8, "<=", 2020)
    near = interpret("接近2020年的2倍", GoalQuery("家", "stock", "up", years=5, due=2025))
    assert (near.multiple, near.operator) == (2, "around")
    with pytest.raises(WordingError):  # 80% of that year's, or that year's own
        interpret("低于2020年的80%", GoalQuery("%", "share", "up", years=5, due=2025))
    assert (kept.multiple, kept.operator) == (0.5, "<=")
    for words, low in (("低于2020年20%", -20), ("高于2020年20%", 20), ("低于上年水平两成", -20)):
        goal = interpret(words, GoalQuery("家", "stock", "down" if low < 0 else "up", years=5))
        assert (goal.kind, goal.low) == ("reduction", low), words  # of that year's only with 的
    assert interpret("高于上年1倍", GoalQuery("家", "flow", "up")).multiple == 2
    for words in ("不低于上年95%", "不高于2020年80%", "不少于上年100家"):
        with pytest.raises(WordingError):
            interpret(words, GoalQuery("家", "stock", "up", years=5, due=2025))
    assert interpret("总数倍增", GoalQuery("家", "stock", "up", years=5)).multiple == 2
    parity = GoalQuery("%", "growth", "up", years=1)
    assert interpret("快于城镇居民", parity).kind == "parity"
    assert interpret("领先全省平均水平", parity).faster


@pytest.mark.parametrize(
    "words", ["学前三年毛入园率提高4个百分点", "九年义务教育巩固率提高4个百分点"]
)
def test_years_of_school_are_no_span(words: str) -> None:
    goal = interpret(words, GoalQuery("%", "share", "up", years=1, due=2025))
    assert (goal.rise, goal.span) == (True, None)


@pytest.mark.parametrize(
    "words", ["力争通过3到5年的努力", "力争用1至2年时间", "完成污水零直排区建设"]
)
def test_words_without_a_figure(words: str) -> None:
    assert read(words).number is None


def test_ten_firms_with_sales_over_a_billion_are_two_numbers() -> None:
    with pytest.raises(WordingError) as refused:
        read("10个年销售收入过100亿元", "元")
    assert refused.value.code == "two-numbers"


@pytest.mark.parametrize(
    ("stated", "unit", "measure", "right"),
    [
        ("2024年末达到50家", "家", "stock", "2024"),
        ("2024年为65.2%", "%", "share", "2024"),
        ("2025年9月末达到50家", "家", "stock", "2025-09"),
        ("去年末50家", "家", "stock", "2024"),
        ("上年增长5.2%", "%", "growth", "2024"),
        ("前年50家", "家", "stock", "2023"),
        ("前年增长5.2%", "%", "growth", "2023"),
        ("24年末50家", "家", "stock", "2024"),
        ("二〇二四年末50家", "家", "stock", "2024"),
        ("上年同期50家", "家", "stock", "2024"),
        ("上月末50家", "家", "stock", ""),
        ("年初50家", "家", "stock", ""),
        ("“十五五”期间50家", "家", "stock", "2030"),
        ("2023—2024年50家", "家", "stock", "2024"),
        ("“十三五”末50家", "家", "stock", "2020"),
        ("“十三五”期间50家", "家", "stock", "2020"),
        ("三年累计建成50家", "家", "stock", "2023..2025"),
        ("连续三年累计达50家", "家", "stock", "2023..2025"),
        ("2022年以来累计达50家", "家", "stock", "2022..2025"),
        ("月均3000元", "元", "flow", ""),
        ("日均接待游客10万人次", "人次", "flow", ""),
        ("2024全年完成50亿元", "元", "flow", "2024"),
        ("到建党100周年50家", "家", "stock", "2021"),
        ("截至9月末50家", "家", "stock", "2025-09"),
        ("前三季度60%", "%", "share", "2025-09"),
        ("上半年末60%", "%", "share", "2025-06"),
    ],
)
def test_a_figure_that_names_another_time_is_refused(
    stated: str, unit: str, measure: str, right: str
) -> None:
    with pytest.raises(WordingError) as refused:
        check_period(stated, unit, measure, Period.read("2025"))
    assert (refused.value.code, refused.value.detail) == ("other-span", right)
    if "年末" in stated and "去" not in stated:  # 去年 is another one there
        check_period(stated, unit, measure, Period.read(right))


@pytest.mark.parametrize(
    ("stated", "unit", "measure"),
    [
        ("2025年末达到50家", "家", "stock"),
        ("2025年12月底50家", "家", "stock"),
        ("比2024年增长5.2%", "%", "growth"),
        ("较2020年末的20%提高到65.2%", "%", "share"),
        ("由2020年的50家增加到80家", "家", "stock"),
        ("由2024年末的50家增加到80家", "家", "stock"),
        ("比上年增长5.2%", "%", "growth"),
        ("较去年同期增长5.2%", "%", "growth"),
        ("上年结转项目50个", "个", "stock"),
        ("比前一年增长5.2%", "%", "growth"),
        ("以前年度50个", "个", "stock"),
        ("高于上年同期5.2个百分点", "%", "growth"),
        ("12月末50家", "家", "stock"),
        ("“十四五”末50家", "家", "stock"),
        ("“十四五”期间50家", "家", "stock"),
        ("比年初增加5.2%", "%", "growth"),
        ("二〇二五年末50家", "家", "stock"),
        ("价格指数（上年=100）", "点", "index"),
        ("日均客流增长5.2%", "%", "growth"),
        ("日均处理1200吨", "吨/日", "flow"),
    ],
)
def test_a_comparison_names_no_other_time(stated: str, unit: str, measure: str) -> None:
    check_period(stated, unit, measure, Period.read("2025"))


@pytest.mark.parametrize("words", ["消除黑臭水体100个", "消除100个", "全面整治黑臭水体100个"])
def test_what_is_removed_is_taken_from_the_baseline(words: str) -> None:
    stock = interpret(words, GoalQuery("个", "stock", "down", due=2025))
    assert (stock.operator, stock.number, stock.rise) == ("<=", -100, True)
    added = interpret(words, GoalQuery("个", "additions", "up", due=2025))
    assert (added.operator, added.number, added.rise) == (">=", 100, False)
    with pytest.raises(WordingError):
        read_figure(words, "个", "stock")


def test_no_growth_is_kept_where_the_direction_says_keep() -> None:
    kept = interpret("零增长", GoalQuery("%", "growth", "keep", due=2025))
    assert (kept.operator, kept.number, kept.direction) == ("around", 0, 0)
    for measure in ("flow", "stock", ""):
        amount = interpret("实现零增长", GoalQuery("吨", measure, "keep", due=2025))
        assert (amount.kind, amount.operator, amount.stable) == ("maintain", "around", True)


@pytest.mark.parametrize(
    "words",
    ["50家③", "50③家", "达到50家①。", "高新技术企业②50家", "8.建成企业50家", "3、建成企业50家"],
)
def test_a_mark_of_a_note_is_dropped(words: str) -> None:
    assert read(words, "家").number == 50


@pytest.mark.parametrize("words", ["(2.5%)", "（5.2）亿元", "5.2-", "2.5%-"])
def test_a_minus_of_accounts_is_no_figure(words: str) -> None:
    unit = "元" if "元" in words else "%"
    with pytest.raises(WordingError):
        read_figure(words, unit, "growth" if unit == "%" else "flow")


@pytest.mark.parametrize("words", ["①50家②60家", "50家→60家", "12 3万家", "12 3 4家"])
def test_numbers_side_by_side_are_no_number(words: str) -> None:
    with pytest.raises(WordingError):
        read(words, "家")


@pytest.mark.parametrize(
    "words", ["每县1家", "每个乡镇至少建成1家", "每个县区培育10家以上", "每村1家", "一县一家"]
)
def test_what_each_has_is_no_total(words: str) -> None:
    for measure in ("stock", "additions", "flow"):
        with pytest.raises(WordingError):
            interpret(words, GoalQuery("家", measure, "up", due=2025))
        with pytest.raises(WordingError):
            read_figure(words, "家", measure)


@pytest.mark.parametrize(
    ("words", "unit", "number"),
    [
        ("示范合作社和家庭农场各30家", "家", 30),
        ("“一村一品”示范村镇和中国传统村落各2个", "个", 2),
        ("为企业减负73亿元", "元", 73e8),
        ("为各类市场主体减负1596亿元", "元", 1596e8),
        ("为经营主体减负38亿元", "元", 38e8),
        ("增速为负2.5%", "%", -2.5),
        ("在全国168个城市中排名前20", "位", 20),
        ("列全国337个城市前10", "位", 10),
    ],
)
def test_words_that_hold_others(words: str, unit: str, number: float) -> None:
    assert read(words, unit).number == number


@pytest.mark.parametrize(
    "words", ["7个县市空气质量稳居全省前10位", "涨跌幅3%以内", "5家企业入选湖北民营企业百强"]
)
def test_words_of_two_ways(words: str) -> None:
    with pytest.raises(WordingError):
        read(words, "位")


@pytest.mark.parametrize(
    ("words", "unit", "measure"),
    [
        ("预期目标为6%", "%", "growth"),
        ("预期增长6%", "%", "growth"),
        ("目标为65%", "%", "share"),
        ("计划完成投资300亿元", "元", "flow"),
        ("确保完成300亿元", "元", "flow"),
        ("拟新增50家", "家", "additions"),
    ],
)
def test_what_is_asked_is_no_outcome(words: str, unit: str, measure: str) -> None:
    with pytest.raises(WordingError):
        read_figure(words, unit, measure)
    assert interpret(words, GoalQuery(unit, measure, "up", due=2025)).number


@pytest.mark.parametrize(
    "words", ["居民消费价格指数控制在103左右", "CPI控制在103左右", "物价总指数在103左右"]
)
def test_an_index_of_prices_is_its_change(words: str) -> None:
    goal = interpret(words, GoalQuery("%", "growth", "down", due=2025))
    assert (goal.number, goal.direction) == (3, -1)


@pytest.mark.parametrize(
    ("words", "unit", "bound", "number"),
    [
        ("浓度低于每立方米26微克", "", "under", 26),
        ("不低于每人每月680元", "元", "at-least", 680),
        ("超过每亩30万元", "元", "over", 3e5),
        ("每人每月不低于680元", "元", "at-least", 680),
        ("约占65%", "%", "about", 65),
        ("约占全省65%", "%", "about", 65),
        ("大约占65%", "%", "about", 65),
        ("控制在年初确定的4%目标之内", "%", "at-most", 4),
        ("保持在3000亿元规模以上", "元", "at-least", 3e11),
        ("规模以上工业总产值1400亿元", "元", "exact", 1.4e11),
        ("完成白酒产量40万千升", "千升", "exact", 4e5),
        ("白酒产量50万千升以上", "千升", "at-least", 5e5),
        ("1.2万千升", "千升", "exact", 12000),
        ("￥3000亿", "元", "exact", 3e11),
    ],
)
def test_hedges_at_a_distance(words: str, unit: str, bound: str, number: float) -> None:
    found = read(words, unit)
    assert (found.bound, found.number) == (bound, number)


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("提高5个百分点至65%", "%"),
        ("下降2个百分点到5%", "%"),
        ("增加50家至500家", "家"),
        ("减少3天至5天", "天"),
        ("不低于上年的65%", "%"),
        ("高于去年的50家", "家"),
        ("控制在上年的80%以内", "%"),
    ],
)
def test_a_change_and_its_level_are_no_range(words: str, unit: str) -> None:
    with pytest.raises(WordingError):
        read(words, unit)


@pytest.mark.parametrize(
    "words", ["可达3000亿元", "将达3000亿元", "即将突破3000亿元", "明年3000亿元"]
)
def test_what_is_to_come_is_no_figure(words: str) -> None:
    with pytest.raises(WordingError):
        read_figure(words, "元", "flow")


@pytest.mark.parametrize("words", ["向3000亿元迈进", "向3000亿元目标迈进", "朝着3000亿元目标冲刺"])
def test_what_is_striven_for_is_not_reached(words: str) -> None:
    figure = read_figure(words, "元", "flow")
    assert (figure.bound, figure.high_open) == ("near", True)
    assert interpret(words, GoalQuery("元", "flow", "up", due=2025)).aspirational


@pytest.mark.parametrize("words", ["缩小到2.3倍以内", "控制在2.3倍", "由2.5倍缩小到2.3倍"])
def test_a_ratio_in_times_is_the_ratio(words: str) -> None:
    goal = interpret(words, GoalQuery(":1", "ratio", "down", years=5, due=2025))
    assert (goal.number, goal.multiple, goal.direction) == (2.3, None, -1)
    of_base = interpret("是2020年的0.9倍", GoalQuery(":1", "ratio", "down", years=5, due=2025))
    assert of_base.multiple == 0.9


@pytest.mark.parametrize(
    "words", ["拉动GDP增长2个百分点", "对经济增长贡献率超过60%", "贡献率达30%", "增长“5%”"]
)
def test_a_part_of_growth_is_no_growth(words: str) -> None:
    with pytest.raises(WordingError):
        interpret(words, GoalQuery("%", "growth", "up", due=2025))
    with pytest.raises(WordingError):
        read_figure(words, "%", "growth")


@pytest.mark.parametrize(
    "words",
    ["压减“三公”经费15%", "控制压减一般性支出15%", "减少贫困人口15%", "降低企业用电成本15%"],
)
def test_a_fall_of_what_stands_between_is_a_fall(words: str) -> None:
    goal = interpret(words, GoalQuery(due=2025))
    assert (goal.kind, goal.operator, goal.number) == ("reduction", "<=", -15)
    assert read_figure(words).falls


@pytest.mark.parametrize("words", ["超年计划54亿元", "超省定目标33家", "超省定任务6.75万亩"])
def test_more_than_was_planned_is_no_level(words: str) -> None:
    with pytest.raises(WordingError):
        read(words)


@pytest.mark.parametrize(
    "words", ["位居全国26位", "全国排名26位", "排名进位至26位", "居全国26位", "列全省26位"]
)
def test_a_place_without_its_ordinal(words: str) -> None:
    goal = interpret(words, GoalQuery(due=2025))
    assert (goal.kind, goal.operator, goal.number) == ("rank", "<=", 26)
    with pytest.raises(WordingError):
        read("排名提升26位")


def test_nearly_none_is_of_a_share_to_be_kept_down() -> None:
    assert interpret("基本消除", GoalQuery("%", "share", "down", due=2025)).number == 5
    for query in (GoalQuery("%", "share", "up", due=2025), GoalQuery(due=2025)):
        with pytest.raises(WordingError):
            interpret("基本消除重污染天气", query)


@pytest.mark.parametrize("unit", ["/10万", "1/10万", "人/10万人"])
@pytest.mark.parametrize("words", ["16/10万", "16人/10万", "控制在16/10万以下", "降到16/10万"])
def test_deaths_in_a_hundred_thousand(words: str, unit: str) -> None:
    assert read(words, unit).number == 16
    with pytest.raises(WordingError):
        read(words)


@pytest.mark.parametrize(
    ("words", "unit", "way"),
    [
        ("采取有力措施降低学生近视率1个百分点以上", "%", -1),
        ("市本级减少发文41.5%", "%", -1),
        ("今年再减少农村贫困人口1000万人以上", "人", -1),
        ("整合减少矿山企业69家", "家", -1),
        ("各增加学位5000个", "个", 1),
        ("增加值占规上工业比重30%", "%", 0),
    ],
)
def test_the_verb_before_what_changes(words: str, unit: str, way: int) -> None:
    assert read(words, unit).change == way


@pytest.mark.parametrize(
    ("words", "unit", "measure", "right"),
    [
        ("2014年以来到位额6250亿元", "元", "flow", "2014..2025"),
        ("自2023年以来完成投资300亿元", "元", "flow", "2023..2025"),
        ("2020年以来增长30%", "%", "growth", "2020..2025"),
    ],
)
def test_what_came_about_since_a_year_is_of_all_its_years(
    words: str, unit: str, measure: str, right: str
) -> None:
    with pytest.raises(WordingError) as refused:
        check_period(words, unit, measure, Period.read("2025"))
    assert refused.value.detail == right
    check_period(words, unit, measure, Period.read(right))
    check_period("创2014年以来新高，增长8%", "%", "growth", Period.read("2025"))


@pytest.mark.parametrize(
    "words", ["增长预期7%左右", "把增长目标定在7.5%左右", "基本达到2019年水平"]
)
def test_what_is_expected_of_growth_is_no_figure(words: str) -> None:
    with pytest.raises(WordingError):
        read_figure(words, "%", "growth")


@pytest.mark.parametrize("words", ["连续5年排名山区26县第一", "168城第1", "在26个县中居第1位"])
def test_a_place_among_so_many(words: str) -> None:
    found = read(words, "位")
    assert (found.form, found.number) == ("rank", 1)


@pytest.mark.parametrize("to", ["到", "至", "为", "到了"])
@pytest.mark.parametrize(("verb", "way"), [("提速", -1), ("加速", -1), ("减速", 1)])
def test_a_pace_of_time_that_is_reached(verb: str, to: str, way: int) -> None:
    """提速到5天 is a level, come to from above; of what is no time, from below."""
    for unit in ("天", "个工作日", "小时", "分钟", "秒"):
        words = read(f"审批{verb}{to}5{unit}")
        assert (words.number, words.change, words.toward) == (5, 0, way)
    assert read(f"{verb}{to}100兆").toward == -way


@pytest.mark.parametrize("words", ["提速10%", "优良天数提速10%", "加快5天", "提速2天", "加速2天"])
def test_days_to_be_raised_are_not_made_fewer(words: str) -> None:
    assert interpret(words, GoalQuery("天", "index", "down", years=1)).number in {-10, -5, -2}
    with pytest.raises(WordingError):
        interpret(words, GoalQuery("天", "stock", "up", years=1))


DENYING = (
    *("不得", "不能", "不会", "不可", "不应", "不许", "不准", "没有", "未", "不", "不再", "没"),
    *("避免", "防止", "严禁", "杜绝", "谨防", "严防", "禁止", "未曾", "未能", "不允许"),
)


@pytest.mark.parametrize("no", DENYING)
def test_what_denies_a_bound_turns_it_round(no: str) -> None:
    for words in ("超过", "突破", "高于", "大于", "超出", "多于", "超", "逾"):
        assert read(f"{no}{words}30家").bound == "at-most"
    for words in ("低于", "少于", "小于", "跌破", "跌穿", "失守"):
        assert read(f"{no}{words}30家").bound == "at-least"
    fall = read(f"{no}下降超过3%")
    assert (fall.change, fall.number, fall.bound) == (-1, 3, "at-most")
    assert read(f"{no}降到30家以下").bound == "over"


@pytest.mark.parametrize("no", DENYING)
def test_a_number_that_was_denied_was_not_come_to(no: str) -> None:
    for words in ("减少30家", "新增30家", "增加30家", "实现30家", "新增贫困人口30家", "下降到30家"):
        with pytest.raises(WordingError):
            read(no + words)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "挽回避免损失4.77亿元",
            "淹没4.77亿元",
            "不仅达到4.77亿元",
            "在不增加编制基础上新增4.77亿元",
        ),
        *("不含农户投资4.77亿元", "未来达到4.77亿元", "不断提高到4.77亿元", "差不多4.77亿元"),
    ],
)
def test_what_only_looks_like_a_denial(words: str) -> None:
    assert read(words).number == 4.77e8


@pytest.mark.parametrize("than", ["上年", "上一年度", "去年全年", "上年度", "去年同期", "上年末"])
@pytest.mark.parametrize("joint", ["与", "跟", "和", "同"])
def test_as_much_as_at_a_time_before_is_no_growth(joint: str, than: str) -> None:
    query = GoalQuery("%", "growth", "up", years=1, due=2025)
    for words in (f"{joint}{than}持平", f"{joint}{than}水平基本持平"):
        goal = interpret(words, query)
        assert (goal.kind, goal.operator, goal.number) == ("growth", "around", 0)
    for other in ("目标", "计划", "甲、乙", "上年、前年"):
        with pytest.raises(WordingError):
            interpret(f"{joint}{other}持平", query)


def test_as_much_as_at_the_end_of_a_plan_is_no_growth_since() -> None:
    for words in ("与“十三五”末持平", "与2020年持平"):
        goal = interpret(words, GoalQuery("%", "growth", "up", years=5, due=2025))
        assert (goal.kind, goal.number, goal.span) == ("reduction", 0, 5)
        assert interpret(words, GoalQuery("%", "growth", years=1, due=2021)).kind == "growth"
        assert interpret(words, GoalQuery("元", "flow", "up", years=5, due=2025)).stable


@pytest.mark.parametrize("words", ["负增长0.8%", "跌幅0.8%", "降幅为0.8%"])
def test_a_fall_in_per_cent_of_what_grows_by_thousandths(words: str) -> None:
    assert interpret(words, GoalQuery("‰", "growth", "down", years=1)).number == -8
    assert read_figure(words, "‰", "growth").high == -8


@pytest.mark.parametrize(
    "each",
    [
        *("每四周", "每10天", "每隔两周", "每个工作日", "每两年", "每隔一年", "隔年", "每三个月"),
        *("每5年", "每十年", "每星期", "每两个月", "每半个月", "每隔3年", "每周", "每分钟"),
    ],
)
def test_so_many_in_another_time_are_not_a_years(each: str) -> None:
    for measure in ("flow", "additions"):
        with pytest.raises(WordingError):
            interpret(f"{each}举办30场", GoalQuery("场", measure, "up", years=1))
        with pytest.raises(WordingError):
            check_period(f"{each}举办30场", "场", measure, Period.read("2025"))


@pytest.mark.parametrize("each", ["每周边县", "每旬阳县", "每天水市", "每日照市", "每周口市"])
def test_a_place_is_no_time(each: str) -> None:
    check_period(f"{each}举办30场", "场", "flow", Period.read("2025"))


@pytest.mark.parametrize("words", ["约—5亿元", "达—5%", "超—5%", "近—5%"])
def test_a_dash_behind_a_bound_may_be_a_sign(words: str) -> None:
    with pytest.raises(WordingError):
        read(words)


@pytest.mark.parametrize(
    "words", ["由第5位升至第3位", "由全省第5位前移到第3位", "从第5位跃居第3位"]
)
def test_the_place_that_was_risen_to(words: str) -> None:
    assert read_figure(words, "位", "rank").low == 3


@pytest.mark.parametrize("verb", ["砍掉", "裁掉", "减掉", "核减"])
def test_what_is_cut_is_a_change(verb: str) -> None:
    for words in (f"{verb}30项", f"{verb}审批事项30项"):
        assert interpret(words, GoalQuery("项", "stock", "down", years=1)).number == -30


@pytest.mark.parametrize(
    "words",
    [
        *(
            "地铁20号线一期开通",
            "21世纪海上丝绸之路",
            "改造309省道明光段",
            "升级到2.0版",
            "2、“三网”融合",
        ),
        *("〔4〕“三横四纵”铁路、“四横两纵”高速", "3.“一表同享”", "12345号"),
    ],
)
def test_a_number_that_names_is_no_figure(words: str) -> None:
    assert read(words).number is None


def test_a_place_on_a_list_of_a_hundred() -> None:
    assert read("跃居全国地级市百强榜55位", "位").number == 55
    assert read("进入百强榜", "位").number == 100


@pytest.mark.parametrize(
    "words", ["上下浮动3%", "上下浮动不超过3%", "波动幅度3%以内", "价格起伏3%"]
)
def test_what_moves_either_way_moves_no_way(words: str) -> None:
    with pytest.raises(WordingError):
        read(words)


@pytest.mark.parametrize("no", ["不突破", "不超过", "不高于"])
def test_no_more_than_no_growth(no: str) -> None:
    for way in ("up", "down"):
        goal = interpret(f"{no}零增长", GoalQuery("%", "growth", way, years=1))
        assert (goal.operator, goal.number) == ("<=", 0)


def test_half_as_much_again_and_more_than_so_many() -> None:
    assert read("增加半倍").factor == 1.5
    assert read("何止100家").bound == "over"
    assert read("接近或超过3000家").bound == "about"


@pytest.mark.parametrize(
    "words",
    ["未能实现增长8%", "没能完成增长8%的目标", "未完成计划投资8亿元"],
)
def test_what_was_not_come_to_is_no_figure(words: str) -> None:
    with pytest.raises(WordingError):
        read(words)
    assert read("整治未达到标准的8家企业").number == 8


@pytest.mark.parametrize("verb", ["缩短", "压缩", "压降", "削减", "精简", "延长", "提高"])
def test_the_level_that_is_come_to_from_another(verb: str) -> None:
    said = read(f"由10天{verb}至5天以内", "天")
    assert (said.number, said.bound, said.change) == (5, "at-most", 0)


@pytest.mark.parametrize("no", ["不搞", "非", "并非", "未实现", "没有", "未能达到"])
@pytest.mark.parametrize("words", ["全覆盖", "清零", "同步", "提高", "持平"])
def test_what_is_denied_without_a_number_says_nothing(no: str, words: str) -> None:
    with pytest.raises(WordingError):
        interpret(no + words, GoalQuery("%", "share", "up"))


@pytest.mark.parametrize("words", ["并非增长8%", "无一家上市", "绝非8家"])
def test_a_number_that_is_denied_outright(words: str) -> None:
    with pytest.raises(WordingError):
        read(words)


@pytest.mark.parametrize("words", ["非公企业全覆盖", "未成年人关爱全覆盖", "南非线路增至100条"])
def test_names_with_a_denial_in_them(words: str) -> None:
    assert read(words).number == 100


@pytest.mark.parametrize("verb", ["延后", "推迟", "延迟", "顺延"])
def test_what_comes_later_is_a_change(verb: str) -> None:
    assert read(f"{verb}10天").change == 1


@pytest.mark.parametrize("verb", ["压缩在", "压减在", "缩短在", "压在", "限制在", "限定在"])
def test_what_is_pressed_to_so_much_is_a_level(verb: str) -> None:
    goal = interpret(f"{verb}5天以内", GoalQuery("天", "index", "down", years=1))
    assert (goal.operator, goal.number, goal.rise) == ("<=", 5, False)


@pytest.mark.parametrize("words", ["贡献率30%", "科技进步贡献率达到30%", "对增长的贡献率超过30%"])
def test_what_is_contributed_is_a_share(words: str) -> None:
    assert read_figure(words, "%", "share").number == 30
    with pytest.raises(WordingError):
        interpret(words, GoalQuery("%", "growth", "up", years=1))


@pytest.mark.parametrize("words", ["亩均效益提高10%", "亩均税收增长10%", "每亩效益提高10%"])
def test_a_rise_of_what_each_mu_gives(words: str) -> None:
    goal = interpret(words, GoalQuery("元/亩", "ratio", "up", years=5))
    assert (goal.relative, goal.number) == (True, 10)
    assert interpret("亩均税收增长1倍", GoalQuery("元/亩", "ratio", "up", years=5)).multiple == 2
