"""The columns of a verdict row: type, unit and meaning of each, in both languages.

One table (method 5.5, 5.6) from which the JSON Schema of the rows, the data package's field
descriptors, the explanations in a workbook and the metadata of a Parquet file are made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

from czplan import vocabulary

ColumnType = Literal["string", "integer", "number", "boolean", "array"]


class FileColumn(NamedTuple):
    """One column: its name in files, its type, its names and meaning for people.

    `unit` is empty, or one of `base` (the indicator's base unit: yuan, persons, percent),
    `fraction` (1 is all of it) and `year`. `values` is the closed vocabulary of a string
    column, None where any text may stand. `required` columns are never empty.
    """

    name: str
    type: ColumnType
    zh: str
    en: str
    about_zh: str = ""
    about_en: str = ""
    unit: str = ""
    values: tuple[str, ...] | None = None
    required: bool = False

    def title(self, lang: str) -> str:
        """Return the column's name for people in `lang` (`zh` or `en`)."""
        return self.zh if lang == "zh" else self.en

    def about(self, lang: str) -> str:
        """Return the column's meaning in `lang`; its name where that says it all."""
        return (self.about_zh or self.zh) if lang == "zh" else (self.about_en or self.en)


def text(name: str, zh: str, en: str, about_zh: str = "", about_en: str = "") -> FileColumn:
    return FileColumn(name, "string", zh, en, about_zh, about_en)


def word(
    name: str,
    zh: str,
    en: str,
    values: Iterable[str],
    about_zh: str = "",
    about_en: str = "",
    *,
    required: bool = False,
) -> FileColumn:
    return FileColumn(
        name, "string", zh, en, about_zh, about_en, values=tuple(values), required=required
    )


def number(
    name: str, zh: str, en: str, unit: str, about_zh: str = "", about_en: str = ""
) -> FileColumn:
    return FileColumn(name, "number", zh, en, about_zh, about_en, unit=unit)


_LOW = (
    "下限；与上限相等即为确数，空为无下限",
    "lower end; equal to the upper end if exact, empty if unbounded",
)
_HIGH = (
    "上限；与下限相等即为确数，空为无上限",
    "upper end; equal to the lower end if exact, empty if unbounded",
)

_FIELDS = (
    FileColumn(
        "id", "string", "目标编号", "Goal",
        "规划编号/目标代号；分项为 规划/目标#分项",
        "plan/slug; a part of a ladder, composite or each-year goal is plan/slug#part",
        required=True,
    ),
    FileColumn("plan", "string", "规划", "Plan", "规划、报告或方案的编号",
           "id of the plan, report or programme that states the goal", required=True),
    text("indicator", "指标", "Indicator", "指标编号；无指标的目标为空",
         "id of the indicator; empty for a goal that no indicator measures"),
    FileColumn("name_zh", "string", "名称（中文）", "Name (Chinese)", required=True),
    FileColumn("name_en", "string", "名称（英文）", "Name (English)",
           "英文名；没有时为中文名", "English name; the Chinese one where there is none",
           required=True),
    FileColumn("theme", "string", "领域", "Theme", "领域代码；数据集可自定领域",
           "code of the theme; a data set may add its own", required=True),
    FileColumn("scope", "string", "范围", "Scope",
           "city 为全市；另有 district:、company:、project: 等",
           "city, or district:…, company:…, project:…, province, nation", required=True),
    word("kind", "类型", "Kind", vocabulary.KINDS, "目标的类型，决定算法",
         "kind of goal, which chooses the arithmetic (method 5.5a)", required=True),
    word("binding", "约束力", "Binding", vocabulary.BINDINGS, "约束性或预期性；不影响计算",
         "binding or anticipated, as the document says; never changes the arithmetic"),
    text("stated", "目标原文", "Goal as stated", "文件中表述目标数的原话",
         "the document's own words that carry the figure"),
    FileColumn("due", "integer", "期限", "Due", "到期年份；空为未写明年份",
           "year in which the goal is due; empty where the text names none", unit="year"),
    FileColumn("year", "integer", "评估年", "Year judged", "按该年12月31日评估",
           "the year judged, on its 31 December", unit="year", required=True),
    text("unit", "单位", "Unit", "基本单位：元、人、家、% 等",
         "base unit: yuan, persons, firms, per cent and so on"),
    word("operator", "检验", "Test", vocabulary.OPERATORS, "实际数与目标数比较的方式",
         "how the figure is compared with the goal"),
    number("target_low", "目标下限", "Goal, low", "base", *_LOW),
    number("target_high", "目标上限", "Goal, high", "base", *_HIGH),
    number("baseline_low", "基期数下限", "Baseline, low", "base", *_LOW),
    number("baseline_high", "基期数上限", "Baseline, high", "base", *_HIGH),
    text("baseline_period", "基期", "Baseline period", "基期数所属时期",
         "period of the baseline figure"),
    text("actual_stated", "实际数原文", "Figure as reported", "文件中报告实际数的原话",
         "the report's own words that carry the figure"),
    text("actual_period", "实际数时期", "Period of the figure",
         "年 2025；年内累计 2025-09；多年 2021..2025",
         "2025 a year, 2025-09 up to that month, 2021..2025 several years together"),
    number("actual_low", "实际数下限", "Figure, low", "base", *_LOW),
    number("actual_high", "实际数上限", "Figure, high", "base", *_HIGH),
    word("actual_sure", "确定的一端", "Sure ends", vocabulary.SURE,
         "实际数的哪一端由语义确定", "which ends of the figure its words make sure"),
    word("actual_status", "数据性质", "Status of the figure", vocabulary.FIGURE_STATUSES,
         "最终、初步或预计", "final, preliminary or estimate"),
    number("attainment_low", "完成率下限", "Attainment, low", "fraction",
           "实际数与目标数之比", "figure over goal (goal over figure where it is to fall)"),
    number("attainment_high", "完成率上限", "Attainment, high", "fraction",
           "实际数与目标数之比", "figure over goal (goal over figure where it is to fall)"),
    number("progress_low", "进度下限", "Progress, low", "fraction",
           "从基期到目标已走的部分，不截断",
           "part of the way from baseline to goal; never clipped"),
    number("progress_high", "进度上限", "Progress, high", "fraction",
           "从基期到目标已走的部分，不截断",
           "part of the way from baseline to goal; never clipped"),
    number("expected", "应达进度", "Expected by now", "fraction",
           "按数据所属时点应走的部分", "part of the way due at the time of the figure"),
    number("schedule_ratio_low", "进度比下限", "Schedule ratio, low", "fraction",
           "进度与应达进度之比", "progress over what was expected"),
    number("schedule_ratio_high", "进度比上限", "Schedule ratio, high", "fraction",
           "进度与应达进度之比", "progress over what was expected"),
    number("gap_low", "差距下限", "Gap, low", "base",
           "实际数减目标数，好于目标为正", "figure less goal; positive is better than the goal"),
    number("gap_high", "差距上限", "Gap, high", "base",
           "实际数减目标数，好于目标为正", "figure less goal; positive is better than the goal"),
    number("cagr_ratio", "年均增速比", "CAGR ratio", "fraction",
           "实际年均增速与所需年均增速之比", "observed over required compound growth"),
    number("required_rate", "每年尚需变化", "Needed a year", "base",
           "剩余各年每年尚需的变化", "change still needed in each remaining year"),
    word("status", "结论", "Verdict", vocabulary.STATUSES, "评估结论（方法 5.1 至 5.3）",
         "the verdict (method 5.1 to 5.3)", required=True),
    word("family", "结论类别", "Family", vocabulary.FAMILIES, "结论所属的五类之一",
         "which of the five families the verdict is in (method 5.4)", required=True),
    text("rule", "依据条款", "Rule", "作出结论的方法条款，如 4.2",
         "section of the method that decided, such as 4.2"),
    FileColumn("flags", "array", "标记", "Flags", "须留意之处；CSV 中以分号连接",
           "what to bear in mind; joined by ; in CSV", required=True),
    text("reason_zh", "理由（中文）", "Reason (Chinese)", "可据以复核结论的一句话",
         "one sentence to check the verdict with, in Chinese"),
    text("reason_en", "理由（英文）", "Reason (English)", "可据以复核结论的一句话（英文）",
         "one sentence to check the verdict with, in English"),
    text("target_source", "目标来源", "Source of the goal", "来源编号", "id of the source"),
    text("actual_source", "数据来源", "Source of the figure", "来源编号", "id of the source"),
    word("grade", "来源等级", "Grade", vocabulary.GRADES, "决定结论的数据的来源等级",
         "how far the source of the deciding figure is trusted"),
    word("confidence", "记录可信度", "Confidence", vocabulary.CONFIDENCES,
         "对目标与所依数据的读法有多大把握，取较低的",
         "how sure the readings of goal and deciding figure are, the less sure of the two"),
    text("promise", "承诺", "Promise", "最早提出同一目标的目标编号",
         "id of the goal that first asked for the same by the same year"),
    text("place", "地方", "Place", "地方编号；只有一个地方的数据集为空",
         "id of the place; empty in a set about one place"),
    word("read_by", "读取者", "Read by", vocabulary.READERS,
         "目标和数据由谁读出；程序读出而未经核对的优先",
         "who read goal and figure; a machine that nobody reviewed comes first", required=True),
)  # fmt: skip

RESULT_FIELDS: Mapping[str, FileColumn] = {column.name: column for column in _FIELDS}
"""The columns of `vocabulary.RESULT_COLUMNS`, in that order."""

OPEN_SDG_FIELDS: Mapping[str, FileColumn] = {
    column.name: column
    for column in (
        number("open_sdg_progress", "Open SDG 进度", "Open SDG progress", "fraction",
               "实际与所需年均增速之比（Open SDG 法）",
               "observed over required compound growth, by the Open SDG method"),
        FileColumn("open_sdg_score", "number", "Open SDG 得分", "Open SDG score",
               "-5 至 5", "from -5 to 5"),
        word("open_sdg_status", "Open SDG 结论", "Open SDG verdict",
             vocabulary.OPEN_SDG_STATUSES,
             "按 Open SDG 法的结论", "the verdict by the Open SDG method"),
    )
}  # fmt: skip
"""What `--method open-sdg` adds to a row (method 9b)."""


def columns_of(names: Iterable[str]) -> tuple[FileColumn, ...]:
    """Return the columns of these names; one the table doesn't know is read as text."""
    return tuple(
        RESULT_FIELDS.get(name)
        or OPEN_SDG_FIELDS.get(name)
        or FileColumn(name, "string", name, name)
        for name in names
    )
