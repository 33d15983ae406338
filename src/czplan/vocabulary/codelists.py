"""Words of the data set: grades, measures, themes and the like (data format, version 1)."""

from __future__ import annotations

from czplan.vocabulary.terms import Term, Vocabulary

GRADES: Vocabulary[Term] = Vocabulary(
    "grade",
    Term(
        "official", "官方", "official", "由发布者自己的网站刊载", "read at its publisher's own site"
    ),
    Term("media", "媒体", "media", "由新闻媒体刊载", "read in a news medium"),
    Term(
        "copy",
        "转载",
        "copy",
        "只在非发布者的网站见到；注明发布者；网址若有，是发布者的页面，未经比对",
        "seen only at a host that isn't its publisher; an address, if any, is the publisher's "
        "page, not compared",
    ),
)

PLAN_KINDS: Vocabulary[Term] = Vocabulary(
    "plan kind",
    Term("five-year-plan", "五年规划", "five-year plan"),
    Term("annual-report", "政府工作报告", "annual work report"),
    Term("programme", "行动方案", "programme"),
    Term("strategy", "战略目标", "strategy"),
)

COVERAGES: Vocabulary[Term] = Vocabulary(
    "coverage",
    Term("whole", "全文", "whole", "文件中的目标已全部读过", "every goal of the document was read"),
    Term("part", "部分", "part", "只读了文件的一部分", "only a part of the document was read"),
    Term(
        "restated",
        "转述",
        "restated",
        "只从别的文件的转述得知",
        "known only through what another document says of it",
    ),
)

PLACE_LEVELS: Vocabulary[Term] = Vocabulary(
    "level",
    Term("nation", "全国", "nation"),
    Term("province", "省级", "province"),
    Term("city", "地级", "city"),
    Term("county", "县级", "county"),
)

READERS: Vocabulary[Term] = Vocabulary(
    "reader",
    Term("person", "人工", "person", "由人读出", "read by a person"),
    Term(
        "machine",
        "程序",
        "machine",
        "由程序读出，未经人核对",
        "read by the program, not reviewed by a person",
    ),
    Term(
        "machine+person",
        "程序加人工",
        "machine and person",
        "由程序读出，经人核对",
        "read by the program, reviewed by a person",
    ),
)
"""By whom a record was read (column `read_by`): from its field `extracted`."""

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
    Term("up", "越高越好", "higher is better"),
    Term("down", "越低越好", "lower is better"),
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
    Term(
        "other-figure",
        "不跟踪的数字",
        "other figure",
        "是数字，但数据集不跟踪",
        "a figure that the set doesn't follow",
    ),
    Term("rejected", "未采纳", "rejected", "读取的建议未被采纳", "a proposal that was refused"),
)
