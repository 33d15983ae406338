"""The noun that stands behind a number and is what it counts: 新建100所学校, 甲、乙2个贫困县."""

from __future__ import annotations

from czplan import patterns as re
from czplan.extract.names import Subject, right_name, verb_at_end, verb_of
from czplan.extract.numbers import Number
from czplan.extract.words import section

PEOPLE = frozenset({"人", "户", "名"})
"""Units of people."""
HARDLY = frozenset({"", "近", "约", "超", "超过", "逾", "实现", "完成"})
"""Words before a number of people that say nothing of them."""
_SERVED = frozenset("为对给向让使")
_ITEMS = frozenset({"个", "家", "条", "座", "所", "项", "处", "艘"})
_BEFALLS = re.compile(
    "(?:[、和][\\d.]+[万千百]*[人户名])*(?:均|都|全部|已经?|稳定|顺利|成功|实现)*"
    "(?P<what>[^,;:。、()\\d]{2,12}?)(?=[,;:。、()]|$)"
)
"""What is said behind a number of people: 实现脱贫, 纳入农村低保."""
_MEANT = (
    *("目标", "增", "速度", "水平", "预期", "任务", "低位", "高位", "上限", "下限", "要求", "区间"),
)
"""Nouns behind 的 that say what a percentage is, not of what it is: 7%的目标."""
_FUND = re.compile(
    "的?(?P<fund>[^,;:。、\\d]{0,12}?(?:基金|专项债券?|债券|资金|(?:担保|准备|补偿|周转)金|中期票据|额度|专项贷款))(?=[,;。、和]|支持|用于|鼓励|扶持|奖励|推动|$)"
)
_NO_NOUN = re.compile("(?:年度)?(?:目标)?(?:任务|目标)|.{0,2}(?:大关|关口|台阶)")
"""抓好棚改,完成1万套任务, 突破千万人次大关: of what was named before."""
_TASK = re.compile("(?P<what>[^\\W\\d]{2})的?(?:目标)?任务")
"""推进危房改造,完成1.3万户改造任务: of what the clause before named."""
_VILLAGES = re.compile(
    "(?:以上)?(?:行政村|建制村|自然村|村(?![民级集庄容域居务医])|乡镇|街道|社区|县)(?=[^,;。、\\d])"
)
_AND_PARTS = re.compile(
    "[和、与及][\\d.]+%(?:行政村|建制村|自然村|村|乡镇|街道|社区|县)(?P<what>[^,;:。、\\d]{2,20})(?=[,;。]|$)"
)
"""40%乡镇和20%村建立服务平台: what is said of both."""
_SPENT = re.compile("(?:安排|投入|筹集|筹措|设立|拿出|下达|拨付)$")
_PURPOSE = re.compile(
    "(?P<what>(?:用于|支持|改善|资助|补助|建设|完善|加强|推进|推动|实施|开发)[^,;:。、\\d]{2,24})(?=[,;。、])"
)
"""投入2.8亿元改善办学条件: what the money is for."""
_OF_ALL_TOO = re.compile("(?:实现|完成)[\\d.]+%(?!的)[^,;。]{2,50}[、和与]$")
"""实现90%事项网上办、80%事项掌上办: the second is of what stands behind it, too."""
_COUNTERS = frozenset(section("numbers", "counters"))
_THINGS = section("numbers", "things")
_SORTS = re.compile("[\\d一二三四五六七八九十]大?类$")
"""实施十大类684项建设项目: how many sorts there are."""
_ANY_THING = frozenset(
    ["项目", "工程", "重点项目", "重点工程", "重大项目", "重大工程", "子项目", "线路"]
)
"""Nouns that say less than what stands before the number: 污水处理设施改造10个项目."""
_NO_THING = re.compile(
    "总|全|均|分别|共|占|年|居|位|比|以|是|其中|主体|集中|如期|基本|正式|顺利|并|且|已|被|入|通过"
)
_EACH_PART = ("每", "各")
_OF_PARTS = re.compile("[、和与及等至到]|全[市省区州县]|联动|依托")
"""Words that name no one part of the place: 光泽县以及全市178个贫困村."""
_REACHES = frozenset({"覆盖", "惠及", "带动"})
"""Verbs of what lies round whoever does it: 重点县建设覆盖11个县."""
_PLACE_ENDS = frozenset("县区市州旗镇乡村")
WHICH = frozenset(
    {"首批", "剩余", "其余", "其他", "另外", "部分", "上述", "沿边", "大类", "各类", "最后", "方面"}
)
"""Words before a number that say which ones: 首批13个村."""
_AND = re.compile("及|和(?![谐美平睦合顺田县龙静林布])")
"""How what joins the next item begins: 景区25个和度假区1个."""
_DONE_TO = re.compile("[^,;:。、()]{0,20}")
_LEAVES = re.compile("(?:全部|均|都|已|顺利|如期|实现|正式)*(?:脱贫|出列|摘帽|退出)")
"""1520个村出列, 9个县摘帽: what is counted is out of poverty."""
_NAMES_ONE = re.compile("(?:项目|工程|平台|企业|基地|园区|中心|机构|学校|[县镇乡村]|[小社]区)$")
"""What counts by itself: 新建规上企业10家农产品加工企业 is no text that anyone writes."""


_COUNTY = re.compile(
    "(?:[^\\W\\da-zA-Z、和与及]{1,4}[县区市旗][、和])*[^\\W\\da-zA-Z、和与及]{1,4}(?<![贫困脱特色强小大试点示范重十百千])[县区市旗](?:省定|深度|建档立卡)?(?:贫困|脱贫)[村乡镇户].*"
)
"""平川县12个贫困村: whose the villages are."""


def share_of(text: str, number: Number, noun: str) -> bool:
    """Tell whether a bare percentage is of what stands behind it: 19.4%的村达标."""
    near = text[number.front : number.start] in HARDLY
    bare = number.rate and near and (text.startswith("的", number.end) or _parts(text, number))
    return bare and not noun.startswith(_MEANT)


def _parts(text: str, number: Number) -> bool:
    """Tell whether a percentage is of what it stands before: 100%行政村, 将30%公租房."""
    taken = text.endswith(("将", "把"), 0, number.front)
    return taken or _VILLAGES.match(text[number.end : number.end + 8]) is not None


def money_verb(number: Number, glue: str) -> str:
    """Return the verb by which money is given: 省财政|继续安排1亿元专项资金; empty without one."""
    spent = _SPENT.search(glue) if number.unit == "元" else None
    return spent[0] if spent else ""


def is_served(text: str, edge: int, number: Number) -> bool:
    """Tell whether something is done for what stands behind a number: 为近1000家企业办理."""
    near = text[number.front : number.start] in HARDLY
    return near and text[edge : number.front] in _SERVED


def noun_behind(text: str, number: Number, end: int) -> tuple[str, int, int] | None:
    """Return the noun behind a number that counts it, and where it stands; None without one."""
    if fund := _FUND.match(text, number.end, end) if number.unit == "元" else None:
        return fund["fund"], fund.start("fund"), fund.end("fund")  # 设立10亿元发展基金
    if number.unit not in _COUNTERS and not number.rate:
        return None
    begin, stop = right_name(text, number.end, end)
    noun = text[begin:stop]
    of_all = text.startswith(("实现", "完成"), number.front)  # 实现90%政务服务事项掌上办
    of_all = of_all or _OF_ALL_TOO.search(text, max(0, number.front - 60), number.front) is not None
    if (
        _NO_NOUN.fullmatch(noun)
        or ((task := _TASK.fullmatch(noun)) and text.endswith(task["what"] + ",", 0, number.front))
        or (len(noun) < 2 and noun not in {"县", "镇", "村"})
        or (
            number.rate
            and not (of_all or text.startswith("的", number.end) or _parts(text, number))
        )
    ):
        return None
    if number.unit in PEOPLE and text.startswith("实施", stop):
        done = _DONE_TO.match(text, stop, end)
        stop = done.end() if done else stop
        noun = text[begin:stop]  # 5600户特殊困难老年人家庭实施适老化改造
    if _AND.match(noun):
        return None
    if number.rate and (said := _AND_PARTS.match(text, stop, end)):
        noun += said["what"]
    if noun.partition("(")[0] in {"县", "村"} and _LEAVES.match(text, stop):
        noun = "脱贫" + noun[0]
    return noun, begin, stop


def counting_verb(core: str) -> str:
    """Return what the words before a number say is done: 建成 of 高新区建成, 消除.

    What each part is to have is named so: 每个县市至少建成.
    """
    if core.startswith(_EACH_PART):
        return core if verb_at_end(core) else ""
    two = len(core) == len("消除") and core[-1] not in _PLACE_ENDS and core not in WHICH
    return verb_at_end(core) or (core if two else "")


def part_before(core: str) -> str:
    """Return the words before a number that may say of which part of the place it is."""
    verb = verb_at_end(core)
    some = verb not in _REACHES if verb else not _OF_PARTS.search(core)
    return core.rpartition("联动")[2] if some and "依托" not in core else ""


def is_thing(noun: str) -> bool:
    """Tell whether a noun is of what is counted one by one: 省道升级改造项目."""
    return noun.endswith(_THINGS) and not noun.endswith("地区")


def is_apposed(number: Number, core: str, glue: str, noun: str) -> bool:
    """Tell whether the words before a number only say which ones: 甲、乙、丙3个贫困县."""
    return (
        number.unit in _ITEMS
        and glue in {"", "的"}
        and (is_thing(noun) or _SORTS.search(core) is not None)
        and (noun not in _ANY_THING or core.startswith(_EACH_PART))
        and not _NO_THING.match(noun)
        and (not verb_of(noun.removeprefix("脱贫")) or noun.endswith(("项目", "工程")))
        and (_NAMES_ONE.search(core) is None or _COUNTY.fullmatch(core + noun) is not None)
    )


def leads_up(core: str, glue: str, noun: str) -> bool:
    """Tell whether words before a number lead up to the noun behind: 市上确定的10件民生实事."""
    set_out = glue.endswith("的") and is_thing(noun) and not noun[0].isdigit()
    return set_out or core.endswith("等")


def named_behind(text: str, number: Number, end: int, verb: Subject) -> Subject:
    """Return a verb with the noun behind the number: 新建100所学校; the verb alone without one."""
    noun = noun_behind(text, number, end)
    purpose = _PURPOSE.match(text, number.end, end) if number.unit == "元" else None
    if noun is None and purpose:
        noun = (purpose["what"], *purpose.span("what"))
    if noun is None:
        return verb
    return under(verb.text, noun)


def under(verb: str, noun: tuple[str, int, int]) -> Subject:
    """Return the noun behind a number with a verb, said once: 脱贫5万人、128个村退出."""
    said = "" if noun[0].startswith(verb) else verb
    return Subject(said + noun[0], noun[1], noun[2], verb)


def what_befalls(text: str, at: int, end: int) -> Subject | None:
    """Return what is said behind people who are counted; None where a verb says nothing more."""
    what = _BEFALLS.match(text, at, end)
    return None if what is None else Subject(what["what"], what.start("what"), what.end("what"))
