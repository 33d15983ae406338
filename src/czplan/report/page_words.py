"""What the page itself says, in both languages."""

from __future__ import annotations

from czplan.report.model import Both

WORDS: dict[str, Both] = {
    key: Both(zh, en)
    for key, zh, en in (
        ("skip", "跳到目标列表", "Skip to the goals"),
        ("language", "语言", "Language"),
        ("contents", "本页内容", "On this page"),
        ("not_kept", "没做到", "Missed"),
        ("kept", "做到了", "Kept"),
        ("undecided", "数据不足以判定", "Undecided by its figures"),
        ("behind", "未到期，落后", "Not due yet, behind"),
        ("rest", "暂无结论", "No verdict yet"),
        ("none", "没有", "None"),
        ("others_below", "其余见下面的列表", "the others are in the list below"),
        ("as_of", "数据截至", "Data as of"),
        ("data_hash", "数据版本", "Data version"),
        ("wrong", "有误？请写信：", "Something wrong? Write to"),
        ("take", "取走此图", "Take the picture"),
        ("copy_link", "复制链接", "Copy link"),
        ("corrections", "更正记录", "Corrections"),
        ("goals", "目标列表", "Goals"),
        ("series", "图：未完成各项与历年数据", "What was missed, and figures through time"),
        ("places", "各地", "Place by place"),
        ("place", "地方", "Place"),
        ("promises", "写明数字的到期承诺", "Numbered promises due"),
        ("with_figure", "有数据", "With a figure"),
        ("kept_share", "能判断的里做到的", "Kept, of those decided"),
        ("coverage", "读了什么", "What was read"),
        ("was_read", "读到的范围", "Read"),
        ("with_verdict", "有结论", "With a verdict"),
        (
            "coverage_text",
            "每份文件读了多少，决定了这里能有多少目标。只读了部分或只见于转述的文件，"
            "不能说明它没有提到什么。",
            "How much of each document was read decides how many of its goals can stand here. A "
            "document read in part, or known only as restated, says nothing of what it left out.",
        ),
        ("method", "如何评估", "How goals are judged"),
        ("sources", "来源", "Sources"),
        ("cards", "逐项详情", "Every goal in full"),
        ("filter", "筛选目标", "Filter the goals"),
        ("search", "搜索", "Search"),
        ("search_hint", "名称、原文或编号", "name, words or id"),
        ("plan", "规划", "Plan"),
        ("theme", "领域", "Theme"),
        ("kind", "类型", "Kind"),
        ("due", "期限", "Due"),
        ("family", "结论", "Verdict"),
        ("any", "全部", "All"),
        ("reset", "清除筛选", "Clear filters"),
        (
            "goals_caption",
            "目标、期限、公布数、完成程度与结论；点击名称看详情，点击列名排序",
            "Goals with due year, reported figure, how far they are and verdict; a name opens the "
            "details, a column's name sorts",
        ),
        ("col_verdict", "结论", "Verdict"),
        ("col_name", "目标（名称与原文）", "Goal (name and words)"),
        ("col_due", "期限", "Due"),
        ("col_reported", "公布数", "Figure"),
        ("col_share", "完成程度", "How far"),
        ("col_grade", "来源等级", "Grade"),
        (
            "bar_legend",
            "条形：实际数占目标的比例，满格为目标；浅色为区间。增速和占比写差几个百分点。"
            "未到期的：从基期走到目标的部分，竖线为按时间应到之处。",
            "Bars: the figure as a share of the goal, which fills the bar; pale: an interval. "
            "Rates and shares give the gap in points. Not due yet: the part of the way from the "
            "baseline, with a mark where it should be by now.",
        ),
        ("as_table", "以表格查看", "The numbers as a table"),
        ("open_goal", "看该目标", "Open the goal"),
        ("open_source", "原文", "open"),
        ("open_copy", "发布者网页（未核对）", "publisher's page (not compared)"),
        ("open_via", "转述文件", "that document"),
        ("no_address", "无网址", "no address is known"),
        ("source", "来源", "Source"),
        ("close", "关闭", "Close"),
        (
            "needs_scripts",
            "目标很多，逐项详情与列表后半压缩存放，打开需要 JavaScript；筛选后目标较少的不需要。",
            "There are very many goals, so details and, of thousands, the list end are packed, and "
            "open only with JavaScript; a page of fewer, chosen goals doesn't need it.",
        ),
        (
            "chosen",
            "目标取自所列文件中写明的承诺，按文件原话；同一承诺多次提出只计一次。"
            "没有数据的不算未完成，无法核实的不计。",
            "Goals are what the listed documents promise, in their own words; a promise stated "
            "several times counts once. No figure doesn't mean missed; what can't be verified "
            "isn't counted.",
        ),
        ("made_with", "生成工具：", "Made with"),
        ("licence", "数据许可：", "data licence:"),
        (
            "method_text",
            "每个目标按文件原话解读，与公布数比较，在评估年12月31日作出结论。"
            "“以上”含本数，“超过”不含；未四舍五入地比较；没有数据不等于未完成。",
            "Each goal is read as its document words it, compared with what was reported, and "
            "judged on 31 December of the year. 以上 includes the number, 超过 doesn't; figures "
            "aren't rounded before they are compared; no figure doesn't mean not met.",
        ),
    )
}  # fmt: skip

SCRIPT: dict[str, Both] = {
    "close": WORDS["close"],
    "count": Both("显示 {n} 项，共 {all} 项", "Goals shown: {n} of {all}"),
    "more": Both("再显示一些（还有 {n} 项）", "Show more ({n} left)"),
}
"""What the page's script says; `{n}` and `{all}` are numbers."""
