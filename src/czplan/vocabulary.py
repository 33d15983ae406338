"""The closed vocabularies of the project, one table each.

Every word that a data set, a verdict or a screen may use stands here once, with its
Chinese and its English name. Help texts, JSON Schema, documentation, checks and colours
are made from these tables; nothing else spells them out. Sources: data-format version 1
(themes, measures, kinds of plan ...), the method's sections 5.1 to 5.5 (statuses, families,
kinds, flags).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

__all__ = [
    "BASES",
    "BINDINGS",
    "CHANGES",
    "CONFIDENCES",
    "COUNTS",
    "DIRECTIONS",
    "FAMILIES",
    "FIGURE_STATUSES",
    "FLAGS",
    "GRADES",
    "KINDS",
    "LANGUAGES",
    "MEASURES",
    "METHODS",
    "OPEN_SDG_STATUSES",
    "OPERATORS",
    "OUTCOMES",
    "PLAN_KINDS",
    "REASONS_NOT_GOALS",
    "RESULT_COLUMNS",
    "RULES",
    "STATUSES",
    "SURE",
    "THEMES",
    "TIERS_COUNTS",
    "Family",
    "Kind",
    "Status",
    "Term",
    "Vocabulary",
]

LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a vocabulary: its code in files, and its name in each language."""

    code: str
    zh: str
    en: str
    note_zh: str = ""
    note_en: str = ""

    def name(self, lang: str) -> str:
        """Return the name in `lang` (`zh` or `en`)."""
        return self.zh if lang == "zh" else self.en

    def note(self, lang: str) -> str:
        """Return the explanation in `lang`, empty where the name says it all."""
        return self.note_zh if lang == "zh" else self.note_en


@dataclass(frozen=True, slots=True)
class Family(Term):
    """A family of statuses: carries the colour and the sign (method 5.4)."""

    colour: str = "white"
    sign: str = "·"
    ascii: str = "."


@dataclass(frozen=True, slots=True)
class Status(Term):
    """A verdict (method 5.1 to 5.3): its family, and the phase in which it can occur."""

    family: str = "open"
    phase: str = "none"  # none | final | running | any


@dataclass(frozen=True, slots=True)
class Kind(Term):
    """A kind of target (method 5.5a) with the section whose arithmetic judges it."""

    section: str = ""


T = TypeVar("T", bound=Term)


class Vocabulary(Mapping[str, T], Generic[T]):
    """An ordered, closed table from code to term."""

    def __init__(self, name: str, *terms: T) -> None:
        self.name = name
        self._terms = {term.code: term for term in terms}
        self._rank = {code: rank for rank, code in enumerate(self._terms)}

    def __getitem__(self, code: str) -> T:
        return self._terms[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __len__(self) -> int:
        return len(self._terms)

    def __repr__(self) -> str:
        return f"Vocabulary({self.name}: {', '.join(self._terms)})"

    def rank(self, code: str) -> int:
        """Return the place of `code` in the table, counted from 0."""
        return self._rank[code]

    @property
    def codes(self) -> tuple[str, ...]:
        """All codes, in the table's order."""
        return tuple(self._terms)


GRADES: Vocabulary[Term] = Vocabulary(
    "grade",
    Term(
        "official", "官方", "official", "由发布者本人的网站刊载", "read at its publisher's own site"
    ),
    Term("media", "媒体", "media", "由新闻媒体刊载", "read in a news medium"),
    Term(
        "copy",
        "转载",
        "copy",
        "只在非发布者的网站见到；注明发布者，不给网址",
        "seen only at a host that isn't its publisher; no address is given",
    ),
)

PLAN_KINDS: Vocabulary[Term] = Vocabulary(
    "plan kind",
    Term("five-year-plan", "五年规划", "five-year plan"),
    Term("annual-report", "政府工作报告", "annual work report"),
    Term("programme", "行动方案", "programme"),
    Term("strategy", "战略目标", "strategy"),
)

MEASURES: Vocabulary[Term] = Vocabulary(
    "measure",
    Term("stock", "存量", "stock", "某一时点的数量", "an amount at a moment"),
    Term("flow", "流量", "flow", "一段时期的数量", "an amount over a span of time"),
    Term("growth", "增速", "growth", "比上年的变化率", "the rate of change on the year before"),
    Term("additions", "新增量", "additions", "一段时期增加的数量", "what is added over a span"),
    Term("share", "占比", "share", "部分占整体的百分比", "a part as per cent of a whole"),
    Term("ratio", "比率", "ratio", "两个量之比", "one amount to another"),
    Term("rank", "位次", "rank", "在排名中的位置，越小越好", "a place in a ranking"),
    Term("index", "指数", "index", "指数、浓度、得分等", "an index, concentration or score"),
)

DIRECTIONS: Vocabulary[Term] = Vocabulary(
    "direction",
    Term("up", "越高越好", "up"),
    Term("down", "越低越好", "down"),
    Term("keep", "保持", "keep"),
)

BASES: Vocabulary[Term] = Vocabulary(
    "basis",
    Term("nominal", "名义（现价）", "nominal"),
    Term("real", "实际（不变价）", "real"),
)

FIGURE_STATUSES: Vocabulary[Term] = Vocabulary(
    "figure status",
    Term("final", "最终", "final"),
    Term("preliminary", "初步", "preliminary"),
    Term("estimate", "预计", "estimate"),
)

OUTCOMES: Vocabulary[Term] = Vocabulary(
    "outcome",
    Term("done", "已完成", "done"),
    Term("partly", "部分完成", "partly done"),
    Term("under-way", "推进中", "under way"),
    Term("halted", "停滞", "halted"),
    Term("not-done", "未完成", "not done"),
    Term("withdrawn", "已取消", "withdrawn"),
)

BINDINGS: Vocabulary[Term] = Vocabulary(
    "binding",
    Term("binding", "约束性", "binding"),
    Term("expected", "预期性", "anticipated"),
)

CONFIDENCES: Vocabulary[Term] = Vocabulary(
    "confidence",
    Term("high", "高", "high"),
    Term("medium", "中", "medium"),
    Term("low", "低", "low"),
)

TIERS_COUNTS: Vocabulary[Term] = Vocabulary(
    "tiers_count",
    Term("nested", "含上级（级以上）", "nested"),
    Term("disjoint", "不含上级", "disjoint"),
)

COUNTS: Vocabulary[Term] = Vocabulary(
    "counts",
    Term("nested", "含上级（级以上）", "nested"),
    Term("disjoint", "不含上级", "disjoint"),
    Term("unknown", "口径不明", "unknown"),
)

METHODS: Vocabulary[Term] = Vocabulary(
    "method",
    Term("plan", "规划目标法", "plan"),
    Term("open-sdg", "Open SDG 法", "Open SDG"),
)

OPEN_SDG_STATUSES: Vocabulary[Term] = Vocabulary(
    "open_sdg_status",
    Term("substantial_progress", "进展显著", "Substantial progress"),
    Term("moderate_progress", "进展中等", "Moderate progress"),
    Term("limited_progress", "进展有限", "Limited progress"),
    Term("deterioration", "恶化", "Deterioration"),
    Term("target_achieved", "已达目标", "Target achieved"),
    Term("not_available", "无法计算", "Not available"),
)

THEMES: Vocabulary[Term] = Vocabulary(
    "theme",
    Term("economy", "经济总量", "Economy"),
    Term("industry", "产业", "Industry"),
    Term("innovation", "科技创新", "Innovation"),
    Term("enterprise", "企业培育", "Enterprise"),
    Term("investment", "投资与消费", "Investment and demand"),
    Term("opening-up", "开放", "Opening-up"),
    Term("fiscal", "财政", "Public finance"),
    Term("livelihood", "民生", "Livelihood"),
    Term("environment", "生态环境", "Environment"),
    Term("rural", "农业农村", "Rural"),
    Term("transport", "交通", "Transport"),
    Term("culture", "文化旅游", "Culture and tourism"),
    Term("governance", "治理", "Governance"),
    Term("safety", "安全", "Safety"),
    Term("other", "其他", "Other"),
)

REASONS_NOT_GOALS: Vocabulary[Term] = Vocabulary(
    "reason",
    Term("date", "日期或时限", "date or period"),
    Term("scheme-name", "名称中的数字", "number in a scheme's name"),
    Term("contact", "联系方式", "contact details"),
    Term("ordinal", "序号", "ordinal or list number"),
    Term("past-event", "不构成指标的往事", "past event without a figure of use"),
    Term("activity", "没有终点的工作", "activity without an end state"),
    Term("repeat", "重复", "repeated elsewhere in the document"),
    Term("heading", "标题", "heading or slogan"),
    Term("other-article", "其他文章", "another article on the page"),
)

CHANGES: Vocabulary[Family] = Vocabulary(
    "change of a goal",
    Family("raised", "提高", "raised", "要求更高", "asks for more", "green", "↑", "+"),
    Family("lowered", "降低", "lowered", "要求更低", "asks for less", "red", "↓", "-"),
    Family(
        "postponed",
        "推迟",
        "postponed",
        "数不变，年份推后",
        "the same figure, later",
        "yellow",
        "→",
        ">",
    ),
    Family(
        "reworded",
        "改述",
        "reworded",
        "两种说法无法比大小",
        "the two can't be compared",
        "magenta",
        "~",
        "~",
    ),
    Family("kept", "保持", "kept", "要求相同", "asks for the same", "white", "=", "="),
    Family(
        "dropped",
        "未再提",
        "dropped",
        "后者没有对应目标",
        "no goal of the later plan answers it",
        "red",
        "×",
        "x",
    ),
    Family(
        "new",
        "新提",
        "new",
        "前者没有对应目标",
        "no goal of the earlier plan asked it",
        "cyan",
        "*",
        "*",
    ),
)
"""What a later statement did to an earlier goal; in the order in which they are listed."""

FAMILIES: Vocabulary[Family] = Vocabulary(
    "family",
    Family("met", "完成", "Met", colour="green", sign="●", ascii="+"),
    Family("on-course", "顺利", "On course", colour="cyan", sign="▲", ascii="^"),
    Family("behind", "落后", "Behind", colour="yellow", sign="▼", ascii="v"),
    Family("missed", "未达", "Missed", colour="red", sign="■", ascii="x"),
    Family("open", "未定", "Open", colour="white", sign="○", ascii="?"),
)

STATUSES: Vocabulary[Status] = Vocabulary(
    "status",
    Status("withdrawn", "已取消", "Withdrawn", family="open", phase="none"),
    Status("not_assessable", "无法评估", "Not assessable", family="open", phase="none"),
    Status("not_started", "未到评估期", "Not started", family="open", phase="none"),
    Status("due_no_data", "到期待数据", "Due, data pending", family="open", phase="none"),
    Status("no_data", "暂无数据", "No data yet", family="open", phase="none"),
    Status("met", "完成", "Met", family="met", phase="final"),
    Status(
        "met_late",
        "逾期完成/时点不明",
        "Met late or timing unknown",
        family="open",
        phase="final",
    ),
    Status(
        "met_tolerance",
        "基本达到(容差内)",
        "Within stated tolerance",
        family="met",
        phase="final",
    ),
    Status("indeterminate", "无法判定", "Indeterminate", family="open", phase="any"),
    Status("nearly_met", "接近完成(未达标)", "Nearly met (missed)", family="missed", phase="final"),
    Status("partly_met", "部分完成", "Partly met", family="missed", phase="final"),
    Status("not_met", "未完成", "Not met", family="missed", phase="final"),
    Status("met_early", "提前完成", "Met early", family="met", phase="running"),
    Status("on_track", "符合进度", "On track", family="on-course", phase="running"),
    Status("ahead", "快于预期", "Ahead", family="on-course", phase="running"),
    Status("slow", "进度偏慢", "Slow", family="behind", phase="running"),
    Status("lagging", "明显滞后", "Lagging", family="behind", phase="running"),
    Status("regressing", "倒退", "Regressing", family="behind", phase="running"),
    Status(
        "in_progress",
        "进行中(进度不可算)",
        "In progress, pace unknown",
        family="open",
        phase="running",
    ),
)

KINDS: Vocabulary[Kind] = Vocabulary(
    "kind",
    Kind("level", "水平", "Level", section="4.1"),
    Kind("growth", "年度增速", "Annual growth", section="4.2"),
    Kind("average-growth", "年均增速", "Average growth", section="4.12"),
    Kind("additions", "累计新增", "Additions", section="4.3"),
    Kind("share", "占比", "Share", section="4.4"),
    Kind("coverage", "覆盖", "Coverage", section="4.4"),
    Kind("maintain", "保持", "Maintain", section="4.5"),
    Kind("reduction", "累计下降", "Reduction", section="4.6"),
    Kind("parity", "同步", "Parity", section="4.7"),
    Kind("rank", "位次", "Rank", section="4.8"),
    Kind("ladder", "梯队", "Ladder", section="4.9"),
    Kind("direction", "趋势", "Direction", section="4.10"),
    Kind("composite", "复合", "Composite", section="4.10"),
    Kind("milestone", "事项", "Milestone", section="4.11"),
    Kind("each-year", "逐年", "Each year", section="4.13"),
)

OPERATORS: Vocabulary[Term] = Vocabulary(
    "operator",
    Term(">=", "不低于", "at least"),
    Term(">", "超过", "more than"),
    Term("<=", "不高于", "at most"),
    Term("<", "低于", "less than"),
    Term("around", "左右", "about"),
    Term("parity", "同步", "in step with"),
    Term("direction", "趋势", "in the right direction"),
    Term("event", "事项", "done"),
)

SURE: Vocabulary[Term] = Vocabulary(
    "sure ends",
    Term("both", "两端确定", "both"),
    Term("low", "下限确定", "low"),
    Term("high", "上限确定", "high"),
    Term("none", "均不确定", "none"),
)

FLAGS: Vocabulary[Term] = Vocabulary(
    "flag",
    Term("aspirational", "力争类措辞", "worded as an aspiration"),
    Term("approximate", "目标带“约”或“左右”", "the goal says about"),
    Term("exceeded", "超额5%以上", "exceeded by 5% or more"),
    Term("provisional", "预计或初步数", "preliminary figure or estimate"),
    Term("stale", "数据早于两年", "figure older than two years"),
    Term("range", "区间数据取较保守的等级", "bounded figure: the more conservative class"),
    Term("bounded", "数据为区间", "the figure has bounds, not a point"),
    Term("implied", "由措辞推断未达到", "short by the report's own wording"),
    Term("no_baseline", "无基期数", "no baseline"),
    Term("baseline_past_target", "基期已达目标", "baseline already past the target"),
    Term("fell_back", "曾达标后回落", "reached once, fell back"),
    Term("path_sensitive", "换用复合路径则等级不同", "class depends on the path chosen"),
    Term("early", "期初，比率不稳", "early in the period: the ratio is noisy"),
    Term("official_milestone", "按官方年度时序", "judged by an official milestone"),
    Term("equals_strict_target", "恰等于须超过之数", "equals a figure to be exceeded"),
    Term("ratio_of_rates", "完成率为两增速之比", "attainment is a ratio of two rates"),
    Term("ordinal", "位次之差", "places, not amounts"),
    Term("strict_broken", "有年份中断", "broken in at least one year"),
    Term("tiers_met", "达标梯级数", "tiers met"),
    Term("years_ok", "达标年数", "years that hold"),
    Term("missing_years", "缺部分年份", "some years are missing"),
    Term("too_few_changes", "变化次数不足", "too few changes to judge"),
    Term("no_elapsed_time", "尚无经过时间", "no time has passed"),
    Term("ytd", "年内累计数", "year-to-date figure"),
    Term("mixed_price_basis", "价格口径不一", "nominal against real"),
    Term("basis_unstated", "价格口径未说明", "price basis not stated"),
    Term("basis_changed", "统计口径已变", "definition changed since the goal was set"),
    Term("deflated_estimate", "用价格指数折算", "deflated with a price index"),
    Term("attribution_unverifiable", "带动关系无法核实", "attribution can't be verified"),
    Term("conflict", "不同来源数字冲突", "reports contradict each other"),
    Term("undated", "来源无日期", "source without a date"),
    Term("due_inherited", "期限随规划", "due year taken from the plan"),
    Term("part_year_ignored", "不足一年的数未采用", "part-year figure left aside"),
    Term("invalid_period", "期限无效", "the period is not valid"),
    Term("evidence_coded", "依据事项记录", "judged from coded evidence"),
)

RESULT_COLUMNS = (
    "id",
    "plan",
    "indicator",
    "name_zh",
    "name_en",
    "theme",
    "scope",
    "kind",
    "binding",
    "stated",
    "due",
    "year",
    "unit",
    "operator",
    "target_low",
    "target_high",
    "baseline_low",
    "baseline_high",
    "baseline_period",
    "actual_stated",
    "actual_period",
    "actual_low",
    "actual_high",
    "actual_sure",
    "actual_status",
    "attainment_low",
    "attainment_high",
    "progress_low",
    "progress_high",
    "expected",
    "schedule_ratio_low",
    "schedule_ratio_high",
    "gap_low",
    "gap_high",
    "cagr_ratio",
    "required_rate",
    "status",
    "family",
    "rule",
    "flags",
    "reason_zh",
    "reason_en",
    "target_source",
    "actual_source",
    "grade",
    "confidence",
)
"""Columns of one verdict row, in the contract's order (method 5.5)."""

RULES: Vocabulary[Term] = Vocabulary(
    "rule",
    Term(
        "4.1",
        "水平目标",
        "Level by year",
        "线性时序为官方惯例；0.95与0.60：加拿大统计局、欧盟统计局",
        "linear schedule: Chinese official practice; 0.95 and 0.60: Statistics Canada, Eurostat",
    ),
    Term(
        "4.2",
        "年度增速",
        "Annual growth",
        "“以上”含本数：民法典第1259条；“左右”容差0.3个百分点：2014年财政部长解读",
        "以上 includes the number: Civil Code art. 1259; 左右: 0.3 points, finance minister, 2014",
    ),
    Term(
        "4.3",
        "累计新增",
        "Cumulative additions",
        "按月线性；已知年份之和是确定的下限",
        "linear in months; the sum of the known years is a certain lower bound",
    ),
    Term(
        "4.4",
        "占比与覆盖",
        "Shares and coverage",
        "从基期算起的进度为准；距0或100一个百分点以内：联合国、巴斯克统计局",
        "progress from the baseline decides; within one point of 0 or 100: UN, Eustat",
    ),
    Term(
        "4.5",
        "保持在某值左右",
        "Keep around a value",
        "按末位数字的两级区间，本方法的约定",
        "two zones by the last digit written: a convention of this method",
    ),
    Term(
        "4.6",
        "比率与下降",
        "Ratios and reductions",
        "累计下降按几何法：国家统计局节能目标算法",
        "falls over a period compound: the statistics bureau's energy method",
    ),
    Term(
        "4.7",
        "同步",
        "Parity",
        "“基本同步”容差0.3个百分点：国家统计局2016至2023年的用法",
        "基本同步 tolerates 0.3 points: the statistics bureau's usage, 2016 to 2023",
    ),
    Term(
        "4.8",
        "位次",
        "Rank",
        "位次不可平滑，到期须在名次以内",
        "places are ordinal; the place itself must be reached",
    ),
    Term(
        "4.9",
        "梯队",
        "Ladder",
        "多个目标以最差者为准：德国联邦统计局",
        "of several goals the worst rules: Destatis",
    ),
    Term(
        "4.10",
        "只有方向",
        "Direction only",
        "均值与末次变化的两两矩阵：德国联邦统计局",
        "two-by-two matrix of mean and last change: Destatis",
    ),
    Term(
        "4.11",
        "事项",
        "Milestones",
        "看结果不看意图：PolitiFact、比较承诺研究",
        "outcomes, not intentions: PolitiFact, comparative pledge research",
    ),
    Term(
        "4.12",
        "年均增速",
        "Average growth",
        "对数进度，到期看累计指数",
        "logarithmic progress; the index of all years decides",
    ),
    Term(
        "4.13",
        "逐年保持",
        "Hold every year",
        "每年一个结论，断一年不可补：德国联邦统计局",
        "each year its own verdict; a broken year stays broken: Destatis",
    ),
)
"""Rules of the method by section, with the authority each follows (result column `rule`)."""
