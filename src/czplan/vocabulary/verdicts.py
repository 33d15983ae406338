"""Words of a verdict: families, statuses, kinds, operators, flags (method 5.1 to 5.6)."""

from __future__ import annotations

from czplan.vocabulary.terms import Family, Kind, Status, Term, Vocabulary

FAMILIES: Vocabulary[Family] = Vocabulary(
    "family",
    Family("met", "完成", "Met", colour="green", sign="●", ascii="+"),
    Family("on-course", "顺利", "On course", colour="cyan", sign="▲", ascii="^"),
    Family("behind", "落后", "Behind", colour="yellow", sign="▼", ascii="v"),
    Family("missed", "未完成", "Missed", colour="red", sign="■", ascii="x"),
    Family("open", "暂无结论", "No verdict yet", colour="white", sign="○", ascii="?"),
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
    Kind("reduction", "累计增减", "Total change", section="4.6"),
    Kind("parity", "同步", "Parity", section="4.7"),
    Kind("rank", "位次", "Rank", section="4.8"),
    Kind("ladder", "梯队", "Ladder", section="4.9"),
    Kind("direction", "趋势", "Direction", section="4.10"),
    Kind("composite", "复合", "Composite", section="4.10"),
    Kind("milestone", "任务", "Task", section="4.11"),
    Kind("each-year", "逐年", "Each year", section="4.13"),
)

DECLARABLE = ("milestone", "each-year", "average-growth")
"""The kinds that a record may declare, because its words don't say them."""

YEARLY = frozenset(
    (
        "growth",
        "average-growth",
        "additions",
        "parity",
        "direction",
        "composite",
        "each-year",
        "maintain",
        "reduction",
    )
)
"""Kinds that each plan asks for its own years: the same number later is no delay (method 4.14)."""

OPERATORS: Vocabulary[Term] = Vocabulary(
    "operator",
    Term(">=", "不低于", "at least"),
    Term(">", "超过", "more than"),
    Term("<=", "不高于", "at most"),
    Term("<", "低于", "less than"),
    Term("around", "左右", "about"),
    Term("parity", "同步", "in step with"),
    Term("direction", "趋势", "in the right direction"),
    Term("event", "任务", "done"),
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
    Term("implied", "由措辞推断", "implied by the report's own wording"),
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
    Term("evidence_coded", "依据任务记录", "judged from coded evidence"),
    Term("contested", "换用另一报道则结论不同", "the verdict turns on which report is taken"),
    Term("proxy", "相近指标，非原指标", "a neighbouring measure, not the goal's own"),
    Term("lagged", "所报为上一统计年度数", "the figure is of the statistical year before"),
    Term("unverifiable", "无从核实", "nothing that could be verified"),
    Term("raised", "后来的文件提高了目标", "a later document asks for more"),
    Term("lowered", "后来的文件降低了目标", "a later document asks for less"),
    Term("postponed", "同一目标推迟年份", "put off to a later year"),
    Term(
        "deflator_sensitive",
        "名义比名义与实际比实际结论不同",
        "nominal and real rates give different verdicts",
    ),
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
        "后者全文读过，没有对应目标",
        "no goal of the later plan, which was read whole, answers it",
        "red",
        "×",
        "x",
    ),
    Family(
        "new",
        "新提",
        "new",
        "前者全文读过，没有对应目标",
        "no goal of the earlier plan, which was read whole, asked it",
        "cyan",
        "*",
        "*",
    ),
    Family(
        "not_held",
        "所藏未见",
        "not in what we hold",
        "另一份未读全文，不知有无",
        "the other document wasn't read whole: nobody knows",
        "white",
        "?",
        "?",
    ),
)
"""What a later statement did to an earlier goal; in the order in which they are listed."""

TURNS: Vocabulary[Term] = Vocabulary(
    "change of the knowledge",
    Term("verdict-turned", "结论转变", "verdict turned"),
    Term("verdict-refined", "结论同类而更细", "verdict refined"),
    Term("goal-added", "新增目标", "goal added"),
    Term("goal-changed", "目标改动", "goal changed"),
    Term("goal-renamed", "目标改了编号", "goal renamed"),
    Term("goal-removed", "目标撤下", "goal removed"),
    Term("figure-added", "新增数据", "figure added"),
    Term("figure-changed", "数据改动", "figure changed"),
    Term("figure-removed", "数据撤下", "figure removed"),
)
"""What can differ between two states of a data set, in the order in which it is listed."""
