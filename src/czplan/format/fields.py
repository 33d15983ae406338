"""The fields of every table: one table of fields a file.

YAML reading, CSV reading, JSON Schema and the documentation are made from these tables
(data format version 1, "Fields").
"""

from __future__ import annotations

from czplan.format.field import Field, RecordTable, table
from czplan.format.types import (
    DATE,
    DUE,
    FAULT_CODE,
    FRACTION,
    ID,
    INTEGER,
    KEY_ID,
    LABEL,
    NUMBER,
    PERIOD,
    PLACE_CODE,
    REFERENCE,
    SCOPE,
    SHA256,
    TARGET_ID,
    TEXT,
    TRUTH,
    UNIT,
    URL,
    YEAR,
    one_of,
)
from czplan.vocabulary import (
    BASES,
    BINDINGS,
    CONFIDENCES,
    COUNTS,
    COVERAGES,
    DECLARABLE,
    DIRECTIONS,
    FIGURE_STATUSES,
    GRADES,
    MEASURES,
    OUTCOMES,
    PLACE_LEVELS,
    PLAN_KINDS,
    REASONS_NOT_GOALS,
    TIERS_COUNTS,
)

FORMAT = "1"

MOST_TEXT = 40
"""The most characters that a `text` has (data format, "The one idea")."""

NAME = (
    Field("zh", LABEL, "中文名称", "the Chinese name", required=True),
    Field("en", LABEL, "英文名称", "the English name"),
)
BASELINE = (
    Field("period", PERIOD, "基期", "the baseline's period", required=True),
    Field("stated", TEXT, "基期数的措辞", "the words of the baseline's figure"),
    Field("source", ID, "基期数的来源", "the baseline's source", refers="sources"),
)
TIER = (
    Field("stated", TEXT, "这一级的措辞", "the words of the tier", required=True),
    Field("text", TEXT, "证明这一级的原文", "the phrase that proves the tier"),
    Field("line", INTEGER, "原文起始行", "the line where it starts"),
)


_SPOT = (
    Field("line", INTEGER, "text 起始的行", "the line where text starts"),
    Field("page", TEXT, "text 所在的页", "the page where text stands"),
    Field("section", TEXT, "text 所在的章节", "the section where text stands"),
)
ALSO = (
    Field("source", ID, "来源", "the source", required=True, refers="sources"),
    Field("text", TEXT, "证明该记录的最短原文", "the shortest phrase of proof", required=True),
    *_SPOT,
    Field("stated", TEXT, "带数字的几个字", "the few words that carry the figure"),
)
EXTRACTED = (
    Field("by", TEXT, "由什么读出", "what read it", required=True),
    Field("confidence", FRACTION, "把握", "how sure the reading is", required=True),
    Field("reviewed", DATE, "核对日期", "the day on which a person reviewed it"),
)
VIA = (
    Field("title", TEXT, "文件标题", "the document's title", required=True),
    Field("publisher", TEXT, "发布者", "the publisher"),
    Field("published", DATE, "发布日期", "when it was published"),
    Field("url", URL, "网址", "the address"),
)
_SPAN = (
    Field("from", YEAR, "起始年", "the first year"),
    Field("until", YEAR, "终止年", "the last year"),
)


def _name(required: bool = True) -> Field:
    return Field("name", TEXT, "名称", "the name", required=required, parts=NAME)


_NOTE = Field("note", TEXT, "备注", "a note", parts=NAME, plain=True)
_ACCEPTED = Field(
    "accepted",
    FAULT_CODE,
    "已说明的提醒（须有 note）",
    "warnings that the note explains",
    listed=True,
)
_READ = (
    Field(
        "also",
        TEXT,
        "说法相同的其他文件",
        "further documents that say the same",
        parts=ALSO,
        listed=True,
    ),
    Field(
        "reading",
        one_of(("also",)),
        "以 also 第一条的措辞为准",
        "the words of the first of also are judged",
    ),
    Field(
        "extracted",
        TEXT,
        "由程序读出",
        "how the program read it",
        parts=EXTRACTED,
        whole=True,
    ),
)

PLACES = table(
    "places",
    "地方",
    "places",
    (("place", ID),),
    _name(),
    Field("level", one_of(PLACE_LEVELS), "级别", "the level", required=True),
    Field(
        "parent",
        ID,
        "上级；变更过的写列表",
        "the place above it; a list where it changed",
        parts=(Field("id", ID, "上级", "the place", required=True, refers="places"), *_SPAN),
        listed=True,
        plain=True,
        refers="places",
    ),
    Field("code", PLACE_CODE, "现行区划代码", "its code of today"),
    Field("names", TEXT, "曾用名", "former names", parts=(*NAME, *_SPAN), listed=True),
    Field(
        "codes",
        TEXT,
        "曾用代码",
        "former codes",
        parts=(Field("code", PLACE_CODE, "区划代码", "the code", required=True), *_SPAN),
        listed=True,
    ),
    *_SPAN,
    Field("successor", ID, "后继的地方", "the place that followed it", refers="places"),
    _NOTE,
    _ACCEPTED,
)
SOURCES = table(
    "sources",
    "来源",
    "sources",
    (("source", ID),),
    Field("title", TEXT, "文件标题", "the document's title", required=True, parts=NAME),
    Field("publisher", LABEL, "发布者", "the publisher", required=True),
    Field("grade", one_of(GRADES), "可信等级", "how far it can be trusted", required=True),
    Field("published", DATE, "发布日期", "when it was published"),
    Field("sha256", SHA256, "所读文本的 SHA-256", "the SHA-256 of the text that was read"),
    Field("file", LABEL, "文本的文件名（供人参考）", "the text's file name, a hint for people"),
    Field("url", URL, "网址；copy 的是发布者的页面", "the address; of a copy its publisher's page"),
    Field("via", TEXT, "转述它的文件", "the document in which we saw what it said", parts=VIA),
    _NOTE,
    _ACCEPTED,
)
PLANS = table(
    "plans",
    "规划",
    "plans",
    (("plan", ID),),
    _name(),
    Field("kind", one_of(PLAN_KINDS), "种类", "what it is", required=True),
    Field("start", YEAR, "开始年（默认同 end）", "the first year (default: end)"),
    Field("end", YEAR, "结束年，其目标的默认期限", "the last year, due year of its targets"),
    Field("source", ID, "其目标的默认来源", "the source of its targets", refers="sources"),
    Field("coverage", one_of(COVERAGES), "读了多少", "how much of it was read"),
    Field("place", ID, "地方（默认随数据集）", "the place (default: the set's)", refers="places"),
    _NOTE,
    _ACCEPTED,
)
INDICATORS = table(
    "indicators",
    "指标",
    "indicators",
    (("indicator", ID),),
    _name(),
    Field("theme", TEXT, "领域（默认 other）", "the theme (default: other)", refers="themes"),
    Field("unit", UNIT, "基本单位", "the base unit", required=True),
    Field("measure", one_of(MEASURES), "度量", "what kind of quantity it is", required=True),
    Field("direction", one_of(DIRECTIONS), "方向", "which way is better", required=True),
    Field("basis", one_of(BASES), "价格口径", "the price basis"),
    Field(
        "stock", ID, "新增量所加的存量指标", "the stock that additions add to", refers="indicators"
    ),
    Field("deflator", ID, "价格指数指标", "a price index, for parity", refers="indicators"),
    Field("aliases", TEXT, "别名", "other names of it", listed=True),
    _NOTE,
    _ACCEPTED,
)
TARGETS = table(
    "targets",
    "目标",
    "targets",
    (("plan", ID), ("slug", ID)),
    Field(
        "indicator", ID, "指标（默认同短名）", "its indicator (default: slug)", refers="indicators"
    ),
    _name(required=False),
    Field("theme", TEXT, "领域（默认随指标）", "the theme (default: indicator's)", refers="themes"),
    Field("scope", SCOPE, "承担者（默认 city）", "who must meet it (default: city)"),
    Field(
        "kind",
        one_of(DECLARABLE),
        "种类，仅在措辞看不出时写",
        "the kind, only where the words don't say it",
    ),
    Field("binding", one_of(BINDINGS), "约束性或预期性", "binding or anticipated"),
    Field("stated", TEXT, "带数字的几个字", "the few words that carry the figure"),
    Field(
        "tiers",
        TEXT,
        "梯队：指标到措辞",
        "a ladder: indicator to words",
        parts=TIER,
        keys=ID,
        refers="indicators",
    ),
    Field(
        "milestones",
        TEXT,
        "官方年度时序：年份到措辞",
        "official yearly steps: year to words",
        keys=YEAR,
    ),
    Field("start", YEAR, "开始年（默认随规划）", "the first year (default: the plan's)"),
    Field("due", DUE, "期限年（默认随规划）", "the due year (default: the plan's end)"),
    Field("direction", one_of(DIRECTIONS), "方向（默认随指标）", "which way is better"),
    Field(
        "reference",
        REFERENCE,
        "同步目标的参照指标",
        "the indicator of a parity",
        refers="indicators",
    ),
    Field("quality", ID, "稳中提质的提质指标", "the indicator of quality", refers="indicators"),
    Field("baseline", TEXT, "基期", "the baseline", parts=BASELINE),
    Field("tiers_count", one_of(TIERS_COUNTS), "梯队目标口径", "how the tiers count"),
    Field("counts", one_of(COUNTS), "梯队实际数口径", "how the reported figures count"),
    Field("supersedes", TARGET_ID, "所取代的目标", "the target it restates", refers="targets"),
    Field("confidence", one_of(CONFIDENCES), "把握（默认 high）", "how sure the reading is"),
    Field("source", ID, "来源（默认随规划）", "the source (default: the plan's)", refers="sources"),
    Field("text", TEXT, "证明该记录的最短原文", "the shortest phrase of proof", required=True),
    *_SPOT,
    _NOTE,
    Field(
        "verifiable",
        TRUTH,
        "能否核实；false 须有 note",
        "whether it can be verified; false needs a note",
    ),
    *_READ,
    _ACCEPTED,
)
ACTUALS = table(
    "actuals",
    "实际数据",
    "actuals",
    (("indicator", KEY_ID), ("period", PERIOD)),
    Field("stated", TEXT, "带数字的几个字", "the few words that carry the figure"),
    Field("value", NUMBER, "以指标单位计的数", "a number in the indicator's unit"),
    Field("outcome", one_of(OUTCOMES), "任务的结果", "how a task stands"),
    Field("source", ID, "来源", "the source", refers="sources"),
    Field("text", TEXT, "证明该记录的最短原文", "the shortest phrase that proves it"),
    *_SPOT,
    Field("status", one_of(FIGURE_STATUSES), "最终、初步或预计", "final, preliminary or estimate"),
    Field("basis", one_of(BASES), "价格口径", "the price basis"),
    Field("scope", SCOPE, "范围（默认 city）", "the scope (default: city)"),
    Field("restated", TRUTH, "目标提出后口径已变", "the definition changed after the goal was set"),
    _NOTE,
    Field("place", ID, "地方（默认随数据集）", "the place (default: the set's)", refers="places"),
    Field("of", YEAR, "统计年份（与时期不同时）", "the statistical year, if another"),
    Field("proxy", TRUTH, "相近或未证实的口径", "a neighbouring measure or unproven identity"),
    Field("confidence", one_of(CONFIDENCES), "把握（默认 high）", "how sure the reading is"),
    *_READ,
    _ACCEPTED,
    listed=True,
)
NOT_GOALS = table(
    "not-goals",
    "非目标",
    "not-goals",
    (("source", ID), ("line", INTEGER)),
    Field("text", TEXT, "原文", "the words"),
    Field("reason", one_of(REASONS_NOT_GOALS), "理由", "why it is no record", required=True),
    listed=True,
)
DATASET = table(
    "dataset",
    "数据集",
    "dataset",
    (),
    Field("format", TEXT, "数据格式版本：1", "the version of the data format: 1"),
    Field("place", TEXT, "地方", "the place", parts=NAME),
    Field("licence", TEXT, "许可", "the licence", parts=NAME, plain=True),
    Field("contact", TEXT, "勘误联系方式", "where to write about mistakes"),
    Field("site", URL, "发布网址", "the address where it is published"),
    Field(
        "themes", TEXT, "自有领域：标识到名称", "its own themes: id to name", parts=NAME, keys=ID
    ),
)

TABLES: dict[str, RecordTable] = {
    each.name: each
    for each in (DATASET, PLACES, SOURCES, PLANS, INDICATORS, TARGETS, ACTUALS, NOT_GOALS)
}
"""Every table by its file's name without ending."""

DEFAULTS: dict[str, dict[str, str]] = {
    "indicators": {"theme": "other"},
    "targets": {"theme": "other", "scope": "city", "tiers_count": "nested", "counts": "nested"},
    "actuals": {"status": "final", "scope": "city"},
}
"""What an absent field means, by table, where `INHERITED` has nothing for it."""

INHERITED: dict[str, tuple[str, tuple[str, ...]]] = {
    "start": ("plan", ("start", "end")),
    "due": ("plan", ("end",)),
    "source": ("plan", ("source",)),
    "place": ("plan", ("place",)),
    "theme": ("indicator", ("theme",)),
    "name_zh": ("indicator", ("name_zh",)),
    "name_en": ("indicator", ("name_en", "name_zh")),
}
"""What a target without a field of its own takes: from its plan or its indicator, the first of
these fields that is filled. One without a name takes both of the indicator's."""
