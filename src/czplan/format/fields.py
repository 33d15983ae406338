"""The fields of every table: one table of fields a file.

YAML reading, CSV reading, JSON Schema and the documentation are made from these tables
(data format version 1, "Fields").
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from czplan.format.types import (
    DATE,
    DUE,
    ID,
    INTEGER,
    KEY_ID,
    LABEL,
    NUMBER,
    PERIOD,
    SCOPE,
    SHA256,
    TARGET_ID,
    TEXT,
    TRUTH,
    UNIT,
    URL,
    YEAR,
    Type,
    one_of,
)
from czplan.vocabulary import (
    BASES,
    BINDINGS,
    CONFIDENCES,
    COUNTS,
    DIRECTIONS,
    FIGURE_STATUSES,
    GRADES,
    MEASURES,
    OUTCOMES,
    PLAN_KINDS,
    REASONS_NOT_GOALS,
    TIERS_COUNTS,
)

__all__ = ["BASELINE", "DECLARED_KINDS", "NAME", "TABLES", "TIER", "Field", "RecordTable"]

DECLARED_KINDS = ("milestone", "each-year", "average-growth")
FORMAT = "1"

MOST_TEXT = 40
"""The most characters that a `text` has (data format, "The one idea")."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record.

    Attributes:
        name: as it is written in the file.
        type: what its characters may be; for a map, what its values may be.
        zh, en: what it means.
        required: it must be filled.
        refers: the table in which the value must be an id; `stock` and the like name indicators.
        parts: the fields of a mapping such as `name: {zh, en}`.
        keys: a map from keys of this type (tiers, milestones).
    """

    name: str
    type: Type
    zh: str
    en: str
    required: bool = False
    refers: str = ""
    parts: tuple[Field, ...] = ()
    keys: Type | None = None


@dataclass(frozen=True, slots=True)
class RecordTable:
    """One file of a data set.

    Attributes:
        name: the file's name without ending.
        zh, en: what one record is.
        keys: types and names of the levels of keys above a record: ids, plan and slug ...
        fields: a record's fields by name, in the order of the documentation.
        listed: one key may carry a list of records.
    """

    name: str
    zh: str
    en: str
    keys: tuple[tuple[str, Type], ...]
    fields: Mapping[str, Field] = field(default_factory=dict)
    listed: bool = False


def _table(
    name: str,
    zh: str,
    en: str,
    keys: tuple[tuple[str, Type], ...],
    *fields: Field,
    listed: bool = False,
) -> RecordTable:
    return RecordTable(name, zh, en, keys, {each.name: each for each in fields}, listed)


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


def _name(required: bool = True) -> Field:
    return Field("name", TEXT, "名称", "the name", required=required, parts=NAME)


_NOTE = Field("note", TEXT, "备注", "a note")
_PLACE = (
    Field("line", INTEGER, "text 起始的行", "the line where text starts"),
    Field("page", TEXT, "text 所在的页", "the page where text stands"),
    Field("section", TEXT, "text 所在的章节", "the section where text stands"),
)

SOURCES = _table(
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
    Field("url", URL, "网址（official、media）", "the address (official and media)"),
    _NOTE,
)
PLANS = _table(
    "plans",
    "规划",
    "plans",
    (("plan", ID),),
    _name(),
    Field("kind", one_of(PLAN_KINDS), "种类", "what it is", required=True),
    Field("start", YEAR, "开始年（默认同 end）", "the first year (default: end)"),
    Field("end", YEAR, "结束年，其目标的默认期限", "the last year, due year of its targets"),
    Field("source", ID, "其目标的默认来源", "the source of its targets", refers="sources"),
    _NOTE,
)
INDICATORS = _table(
    "indicators",
    "指标",
    "indicators",
    (("indicator", ID),),
    _name(),
    Field("theme", TEXT, "主题（默认 other）", "the theme (default: other)", refers="themes"),
    Field("unit", UNIT, "基本单位", "the base unit", required=True),
    Field("measure", one_of(MEASURES), "度量", "what kind of quantity it is", required=True),
    Field("direction", one_of(DIRECTIONS), "方向", "which way is better", required=True),
    Field("basis", one_of(BASES), "价格口径", "the price basis"),
    Field(
        "stock", ID, "新增量所加的存量指标", "the stock that additions add to", refers="indicators"
    ),
    Field("deflator", ID, "价格指数指标", "a price index, for parity", refers="indicators"),
    _NOTE,
)
TARGETS = _table(
    "targets",
    "目标",
    "targets",
    (("plan", ID), ("slug", ID)),
    Field(
        "indicator", ID, "指标（默认同短名）", "its indicator (default: slug)", refers="indicators"
    ),
    _name(required=False),
    Field("theme", TEXT, "主题（默认随指标）", "the theme (default: indicator's)", refers="themes"),
    Field("scope", SCOPE, "承担者（默认 city）", "who must meet it (default: city)"),
    Field(
        "kind",
        one_of(DECLARED_KINDS),
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
    Field("reference", ID, "同步目标的参照指标", "the indicator of a parity", refers="indicators"),
    Field("quality", ID, "稳中提质的提质指标", "the indicator of quality", refers="indicators"),
    Field("baseline", TEXT, "基期", "the baseline", parts=BASELINE),
    Field("tiers_count", one_of(TIERS_COUNTS), "梯队目标口径", "how the tiers count"),
    Field("counts", one_of(COUNTS), "梯队实际数口径", "how the reported figures count"),
    Field("supersedes", TARGET_ID, "所取代的目标", "the target it restates", refers="targets"),
    Field("confidence", one_of(CONFIDENCES), "把握（默认 high）", "how sure the reading is"),
    Field("source", ID, "来源（默认随规划）", "the source (default: the plan's)", refers="sources"),
    Field("text", TEXT, "证明该记录的最短原文", "the shortest phrase of proof", required=True),
    *_PLACE,
    _NOTE,
)
ACTUALS = _table(
    "actuals",
    "实际数据",
    "actuals",
    (("indicator", KEY_ID), ("period", PERIOD)),
    Field("stated", TEXT, "带数字的几个字", "the few words that carry the figure"),
    Field("value", NUMBER, "以指标单位计的数", "a number in the indicator's unit"),
    Field("outcome", one_of(OUTCOMES), "事项的结果", "how a milestone stands"),
    Field("source", ID, "来源", "the source", refers="sources"),
    Field("text", TEXT, "证明该记录的最短原文", "the shortest phrase that proves it"),
    *_PLACE,
    Field("status", one_of(FIGURE_STATUSES), "最终、初步或预计", "final, preliminary or estimate"),
    Field("basis", one_of(BASES), "价格口径", "the price basis"),
    Field("scope", SCOPE, "范围（默认 city）", "the scope (default: city)"),
    Field("restated", TRUTH, "目标提出后口径已变", "the definition changed after the goal was set"),
    _NOTE,
    listed=True,
)
NOT_GOALS = _table(
    "not-goals",
    "非目标",
    "not-goals",
    (("source", ID), ("line", INTEGER)),
    Field("text", TEXT, "原文", "the words"),
    Field("reason", one_of(REASONS_NOT_GOALS), "理由", "why it is no record", required=True),
    listed=True,
)
DATASET = _table(
    "dataset",
    "数据集",
    "dataset",
    (),
    Field("format", TEXT, "数据格式版本：1", "the version of the data format: 1"),
    Field("place", TEXT, "地方", "the place", parts=NAME),
    Field("licence", TEXT, "许可", "the licence"),
    Field(
        "themes", TEXT, "自有主题：标识到名称", "its own themes: id to name", parts=NAME, keys=ID
    ),
)

TABLES: dict[str, RecordTable] = {
    table.name: table
    for table in (DATASET, SOURCES, PLANS, INDICATORS, TARGETS, ACTUALS, NOT_GOALS)
}
"""Every table by its file's name without ending."""
