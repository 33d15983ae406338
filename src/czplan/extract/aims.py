"""Numbers among goals that nobody aims at: what there is already, and how long a list is."""

from __future__ import annotations

from czplan import patterns as re
from czplan.extract.numbers import Number

_NO_AIM = re.compile(
    "(?:(?:两侧|两旁|两岸|周边|方圆)各|多达|高达|聚焦|仅有|仅为|只有|只占|仅占|只有全[国省区]的"
    "|[原现]有的?|(?<!新)在建的|(?<!新)一批|(?:落实|执行|兑现)[^,;。]{0,24}对|对(?:今年|去年|年初|现有|已)*(?:安排|确定|签约|列入|纳入|落户|谋划)的(?:[^,;。]{0,16}和)?|(?:纳入|列入|入选)全[国省区]|已经?(?:接近|超过|达到?|突破|惠及|启动)|(?:瞄准|聚焦|围绕|紧扣)[^,;。\\d]{0,30}等|瞄准[^,;。]{0,12}前|围绕|聚焦[^,;。、\\d打建培创实达]{2,8}|依托(?:现有)?|针对现有|(?:按照|根据)[^,;。\\d]{0,8}标准)$"
)
"""Words behind which no number is aimed at: 失业人员多达100万人, 瞄准行业前10名, 已超过6000美元."""
_AROUND = re.compile("(?:两侧|两旁|两岸|周边|方圆)$")
_AREA = re.compile("(?:的)?(?:范围|以?之?内|以外|可视|区域|集中|为(?:重点|核心|中心))")
"""两侧500米范围: how far, where 周边50条街巷 are what is done."""
_MAKES_UP = re.compile("(?:^|[,;。、::])[^,;。、\\d]{0,4}占[^,;。、\\d]{1,10}$")
_WHAT_MAKES_UP = re.compile("(?:以上)?的(?!目标|任务|要求|比重|比例|水平|份额|[幅速]度|增[幅速])")
"""占全市工业80%的三大产业: which ones are meant."""
_HAS_BEEN = re.compile(
    "(?<!只)共有(?!产权)[^,;。、\\d]{0,14}$|(?<![而业])已(?:经)?(?:落实|确定|签约|储备|开工|下达|争取|列入|命名|认定|掌握|谋划|梳理)(?:(?!完成|实现|达到|落地|投产|[新改])[^,;。、和\\d]){0,16}$"
)
"""已落实项目570个: what there is already."""
_RULES = re.compile("(?:落实|执行|贯彻|遵守|兑现|用好)好?[^,;。、]{0,36}$")
"""落实工业强市20条: the name of a policy."""
_THEME = re.compile(
    "[^,;。、]{0,4}(?:围绕|瞄准|聚焦|针对|依托|立足)(?:(?!打造|培育|建设|建成|引进|实施|实现|新增|完成|争取|力争|达到|突破|推进|开展|组织|招)[^,;。])*"
)
"""围绕10个门户、70个断点: what the work is about; 围绕循环优化线路6条 counts what is done."""
_AIMED_AT = re.compile("[^。;]{0,40}?的?(?:总体|工作|奋斗|发展|年度|预期)*目标")
"""围绕PM2.5不高于56微克/立方米…的总体目标: it is aimed at all the same."""
_BY = re.compile(
    "[^,;。]{0,30}?为(?:重点|龙头|核心|引领|依托|支撑|主体|抓手|载体|骨干|主线|对象|突破口|契机)"
)
_BY_FRONT = re.compile("[^,;。以]{0,6}以(?!建[成好设]|办好|打造|实现|完成|新增)[^,;。]{0,40}")
"""以50家企业为龙头: by whom it is done."""
_THOSE_WHO_ARE = re.compile("[^,;。\\d]{0,10}(?:毕业生|隐患点|退役军人)")
"""今年有36.9万高校毕业生: how many there are."""
_LIST_UNITS = frozenset({"件", "项", "个"})
_POLICY = re.compile(
    "(?:出台|制定|推出|发布|印发|实施|落实|执行|升级)[^,;。\\d]{0,24}(?<![线路河街巷道沟渠链带网河修])$"
)
_NO_NOUN = re.compile("[,;。、)]|等|系列|和|$")
"""出台稳增长35条等措施, 实施消费10条: names of policies; 实施道路改造20条 counts roads."""
_LISTED = re.compile(
    "(?:[大类]?)(?:(?:具体|主要|约束性|预期性|核心|关键|短板|定量|定性)+指标|(?:标志性|攻坚)战役|专项规划(?![^,;。]{0,24}编制)|重点任务|(?:重点)?(?:为民|民生|惠民|利民|便民|民心|暖心|幸福|市级|省级|关键)*"
    "(?:实事|好事|专项行动|行动(?!计划)|重点行业|重点领域|领域|重点环节|环节|方面|重点区域|关键领域|大事))"
    "|(?:左右|以上)?的?(?:乡镇|村|社区|街道)为(?:单元|单位)"
)
"""The length of a list of tasks or fields (goal definition 7): 办好10件民生实事, 4个重点区域."""


def is_given(text: str, start: int, number: Number) -> bool:
    """Tell whether a number among goals is what there is, or which ones are meant."""
    opened = max(start, *(text.rfind(mark, start, number.start) + 1 for mark in ",;:"))
    return bool(
        _NO_AIM.search(text, start, number.start)
        or (
            (number.unit == "人口" or _AREA.match(text, number.unit_end))
            and _AROUND.search(text, start, number.start)
        )
        or _HAS_BEEN.search(text, start, number.start)
        or (
            _THEME.fullmatch(text, opened, number.start)
            and not number.bound
            and text[number.end : number.end + 1] >= "\u4e00"
            and not _AIMED_AT.match(text, number.end)
        )
        or (_BY.match(text, number.end) and _BY_FRONT.fullmatch(text, opened, number.start))
        or (text.endswith("有", start, number.start) and _THOSE_WHO_ARE.match(text, number.end))
        or (_WHAT_MAKES_UP.match(text, number.end) and _MAKES_UP.search(text, start, number.front))
    )


def is_list(text: str, start: int, number: Number) -> bool:
    """Tell whether a number is the length of a policy or of a list of tasks."""
    if number.unit == "条":
        bare = _NO_NOUN.match(text, number.end) is not None
        words = (_RULES, _POLICY) if bare else (_RULES,)
        return any(one.search(text, start, number.start) is not None for one in words)
    return number.unit in _LIST_UNITS and _LISTED.match(text, number.unit_end) is not None
