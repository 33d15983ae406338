"""What the page itself says, in both languages."""

from __future__ import annotations

from czplan.report.model import Both

__all__ = ["SCRIPT", "WORDS"]

WORDS: dict[str, Both] = {
    key: Both(zh, en)
    for key, zh, en in (
        ("skip", "跳到目标列表", "Skip to the goals"),
        ("language", "语言", "Language"),
        ("contents", "本页内容", "On this page"),
        ("headline", "总体情况", "Overview"),
        ("goals", "目标列表", "Goals"),
        ("pace", "进度与应达", "Reached, and expected by now"),
        ("series", "数据与目标路径", "Figures against the goals' paths"),
        ("ladder", "梯队", "Ladders"),
        ("fates", "规划目标的去向", "What became of a plan's goals"),
        ("method", "如何评估", "How goals are judged"),
        ("sources", "来源", "Sources"),
        ("cards", "逐项详情", "Every goal in full"),
        ("filter", "筛选目标", "Filter the goals"),
        ("search", "搜索", "Search"),
        ("search_hint", "名称、原文或编号", "name, words or id"),
        ("plan", "规划", "Plan"),
        ("theme", "主题", "Theme"),
        ("kind", "类型", "Kind"),
        ("due", "期限", "Due"),
        ("family", "结论", "Verdict"),
        ("any", "全部", "All"),
        ("reset", "清除筛选", "Clear filters"),
        (
            "goals_caption",
            "目标、期限、公布数、进度与结论；点击名称看详情，点击列名排序",
            "Goals with due year, reported figure, progress and verdict; a name opens the "
            "details, a column's name sorts",
        ),
        ("col_verdict", "结论", "Verdict"),
        ("col_name", "目标（名称与原文）", "Goal (name and words)"),
        ("col_plan", "规划", "Plan"),
        ("col_due", "期限", "Due"),
        ("col_reported", "最近公布数", "Latest figure"),
        ("col_share", "已达比例", "Reached"),
        (
            "bar_legend",
            "条形：从基期到目标已走的部分；没有基期时为实际数与目标数之比（标“完成率”）。竖线：按进度应达的部分。",
            "Bar: part of the way from baseline to goal; without a baseline, figure over goal "
            "(marked “attained”). Mark: the part expected by now.",
        ),
        ("series_note", "菱形为目标，虚线为从基期到目标的路径，圆点为公布数。点击菱形看该目标。",
         "Diamonds are goals, broken lines their paths from the baseline, dots reported "
         "figures. A diamond opens its goal."),
        ("as_table", "以表格查看", "The numbers as a table"),
        ("open_goal", "看该目标", "Open the goal"),
        ("open_source", "原文", "open"),
        ("words", "原文", "In the document's words"),
        ("evidence", "证据", "Evidence"),
        ("no_evidence", "没有可用的公布数。", "No reported figure to go by."),
        ("sum", "计算", "The sum"),
        ("history", "历史", "History"),
        ("parts", "分项", "Parts"),
        ("part", "分项", "Part"),
        ("goal_words", "目标原文", "Goal as stated"),
        ("reported", "公布数原文", "As reported"),
        ("verdict", "结论", "Verdict"),
        ("figures", "历次公布数", "Reported figures"),
        ("period", "时期", "Period"),
        ("read_as", "读作", "Read as"),
        ("source", "来源", "Source"),
        ("goals_stated", "同一指标的历次目标", "Goals stated for the same indicator"),
        ("close", "关闭", "Close"),
        (
            "needs_scripts",
            "目标很多，逐项详情压缩存放，打开它们需要 JavaScript；筛选后目标较少的页面不需要。",
            "There are very many goals, so their details are compressed and open only with "
            "JavaScript; a page of fewer, chosen goals doesn't need it.",
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
    "count": Both("显示 {n} 项，共 {all} 项", "{n} of {all} goals"),
    "more": Both("再显示一些（还有 {n} 项）", "Show more ({n} left)"),
}
"""What the page's script says; `{n}` and `{all}` are numbers."""
