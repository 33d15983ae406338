"""The names that a run of words lists, as many as the numbers behind it ask for."""

from __future__ import annotations

from czplan import patterns as re
from czplan.extract.behind import WHICH
from czplan.extract.catalogue import Catalogue, Mentions
from czplan.extract.groups import IN_TURN
from czplan.extract.names import (
    Subject,
    completed,
    kept_verb,
    left_edge,
    split_names,
    trimmed,
    two_in_one,
    verb_of,
)
from czplan.extract.numbers import Number

_SECTOR = re.compile("第?(?P<which>[一二三])(?:次?产业?(?P<what>.*))?")
_HARVEST = ("产量", "总产量", "总产")
_OF_ANOTHER = (
    (
        _HARVEST,
        re.compile("粮食"),
        re.compile("棉|油料|油菜|菜|果|肉|蛋|奶|烟|糖|甘蔗|茶|药|水产|大豆|玉米|薯"),
        "粮食",
    ),
    (
        ("增加值",),
        re.compile("规模以上工业|规上工业|规模工业"),
        re.compile(
            "服务业|建筑业|农业|制造业|战新|其中|第[一二三]产业|[一二三]产|园区|开发区|民营|非公|高新?技术|[支优]?[柱势]产业"
        ),
        "规模以上工业",
    ),
    (
        ("人均",),
        re.compile("生产总值|GDP|经济总量"),
        re.compile("收入|支出|消费|财政|绿地|住房"),
        "生产总值",
    ),
)
"""粮食播种面积194万亩、总产量74万吨: names that lean on the clause before, what it must hold and
must not hold behind that, and what the name lacks."""
_BEATEN = re.compile("(?:增幅|增速|增长)?(?:连续|持续|均|继续|始终|总体|明显)*(?:高于|快于|跑赢)")
_DIGIT = re.compile(r"\d")
_BROKEN = re.compile(r"(?:为|达到?|完成|实现)?\d+\.(?=[万亿%‰元])")
"""A number that lost its decimals; what follows is of the same name."""
_LONGEST_PREDICATE = 18
"""How long what a clause says of its name may be, where the next clause gives the number."""
_SAYS = re.compile(
    r"(?:增速|增幅|总量|规模|排名)?(?:分别|均|也|再|又|一直|始终|首次|历史性|连续|逐季|持续|保持|实现|获得?|获|稳|屡|再|创|居|位居|排|列|跃|跻身|进入"
    r"|突破|迈|跨|翻|较快|力度|步伐|快速|平稳|大幅|高于|快于|领跑|领先|超额|完成|好于|增|止跌|由|扭转|全面|位列|名列|接连|明显|显著|稳步|进一步|不断|达到历史)"
)
"""How what a clause says of the name that it opens with may begin."""
_SAYS_ITSELF = re.compile("保持|达到|实现|位居|稳居")
_REACHES = re.compile("(?:总数)?(?:累计)?(?:达|增至|增加到)")
_ADDING = re.compile(
    "(?:累计)?(?:新增加?|净增|新登记|新认定|新培育|新引进|新设立|新创建|新组建|新注册|新建)"
)
_GROWS = re.compile(
    "(?:实现|保持|继续|不断|持续|稳步|快速|较快|迅速|进一步|逐步|大幅|加快|加速|蓬勃|集聚)*(?:较快|快速)?"
    "(?:增加(?!值)|增长|发展|壮大|提升|提高|扩大|优化|活跃)[^,;。]{0,4}$"
)
_AMONG = re.compile(
    "(?:在[^,;。在]{0,24}中"
    "|(?:在|保持|位?列|稳?位?居|进入|排在)(?:全国|全省|全区|全球)[0-9]{1,4}个[^,;。]{2,12})$"
)
"""空气质量在全国168个重点城市中排名第十六: among whom one ranks is no part of the name."""
_SIZED_NEXT = re.compile("[^,;。]*、(?=(?:计划|预计|概算)?(?:总|年|年度)?投资额?$)")
_ANEW = re.compile(
    '(?!其中|同时|预计|全年|今年|去年|上年|[\\d一二三四五十]+年|[“"]?十.五|[到比与较按]|扣除|剔除|同口径|可比)[^,;。]{4,},'
)
_NEXT_ITEM = re.compile("[、和与及]")
_BESIDE_WHAT = re.compile("[,、;]?[比较][^,;。、\\d]{2,24}[高低快慢]出?$")
"""比规模以上工业增加值增速高17个百分点: of what the clause before named."""
_BAR_FIRST = re.compile(
    "分别(?:控制在|达到|为)(?:国家|省|自治区|年度)[^,;。、和及\\d]{1,10}[和、及](?:控制在)?$"
)
"""A、B分别控制在省定标准和3.5%以内: the number is the second's; the first has another."""
_BESIDE = re.compile("高于|快于|低于|高出|慢于|领先于?|好于|优于")
_BASED = re.compile("(?:在[^,;。在]{0,24}|的|^)基础上$")
_LOW_POINT = re.compile(
    "比(?:去年|上年|前年|同期)的?[^,;。、\\d增减多少提升降]{0,10}$"
    "|[比较](?:上年|去年|前年|年初|(?:19|20)\\d\\d年)(?:同期|底|末)?[多少高低]$"
)
"""增速比去年的最低谷高出11个百分点: what is compared with is no part of the name."""
_TIERS = re.compile("(?:(?:国家|省|自治区|市|州|县|区|镇|乡|村)[、和]?){2,5}[两二三四五]级$")
_MANNER = re.compile(
    "(?:(?:分[两三四五六七八九十多]批次?|高标准|高水平|高质量|全方位|全过程|全链条|全流程|多层次|宽领域|一次性|免费)[、和]?)+"
)
"""How a thing is done, and not what: 高标准、全方位."""
_UPON = re.compile(
    "(?:的?基础上|[^,;。、\\d]{0,3}对(?:全[市省县州区]|[我本][市省县州区]|市区|城区|辖区)?)"
)
"""Words before a number that are no name: 对全市100个老旧小区实施改造."""
_BECAME = frozenset({"发展", "壮大", "扩展", "拓展", "增长", "扩大"})
"""由13.7万户发展到17.6万户: what the first of from-to was of."""
_DONE_FOR = ("对", "使", "剩余", "其余")
"""Words before a number behind which stands what it counts."""
_RAISED = re.compile("认定|培育|培植")
"""认定A、B分别达到1500家、300家: how many there are, of either."""
_OVER_PLAN = re.compile(
    "(?:超(?:过|出|额)?|比)(?:规划|年度|年初|预期|计划)*(?:目标|任务|计划)(?:数|值)?[多超]?$"
)
_SERVED = re.compile(
    "(?:^|(?<=[,;。、:]))[为向给][^,;。、\\d]{2,20}(?P<verb>提供|发放|配备|配置|安排|减免|赠送|发送)$"
)
"""为低收入家庭提供5万套住房: the verb counts, with the noun behind."""
_RAISE = frozenset({"提高", "提升", "降低", "扩大", "增加", "减少", "缩小"})


def lacking(text: str, start: int, name: Subject) -> str:
    """Return what a name leaves to the clause before it."""
    for names, holds, ends, lacks in _OF_ANOTHER:
        if name.text not in names:
            continue
        at = max(start, name.start - 48)
        held = list(holds.finditer(text, at, name.start))
        if held and not ends.search(text, held[-1].end(), name.start):
            return lacks
    return ""


def clause_before(text: str, lowest: int, edge: int, names: Mentions) -> list[Subject]:
    """Return the name that stands alone in the clause before: 人均收入,由7860元增加到1万元."""
    if edge - 1 <= lowest or text[edge - 1] != ",":
        return []
    begin = left_edge(text, lowest, edge - 1)
    one, two = trimmed(text, begin, edge - 1, names)
    among = _AMONG.search(text, one, two)
    two = among.start() if among else two
    beaten = _BEATEN.search(text, one, two)
    if beaten and beaten.start() > one:
        two = beaten.start()  # 居民收入增幅高于经济增速,年均增长11.8%
    last = text[names.ends.get(two, two) : two]  # 实力持续壮大 ends with a word that is no name
    if (beaten or (last and verb_of(last) != last)) and two > one:
        if two in names.ends and text[one : names.ends[two]] in _RAISE:
            one = names.ends[two]  # 提高城镇化率,由44.8%提高到46.4%
        return [Subject(text[one:two], one, two)]
    first = next((span for span in names if span[0] == one), None)
    if first is not None and _BROKEN.match(text, first[1], two):
        return [Subject(text[one : first[1]], one, first[1])]  # 支出235.亿元,增长13.1%
    if two > one and (one in names.starts) and not _DIGIT.search(text, one, two):
        # 财政收入增速居全省第四位,预计完成27亿元: the clause opens with the name.
        known = next(span for span in names if span[0] == one)
        others = [span for span in names if one < span[0] < two]
        if two - known[1] <= _LONGEST_PREDICATE and not others and _SAYS.match(text, known[1], two):
            return [Subject(text[one : known[1]], one, known[1])]
    return []


def opens_anew(text: str, lowest: int, edge: int) -> bool:
    """Tell whether a clause behind a semicolon speaks of something else before its number.

    ;财政收支分别突破十亿和百亿元大关,年均增长10.9%: not of what stood before.
    """
    at = text.rfind(";", lowest, edge)
    return at >= 0 and _ANEW.match(text, at + 1, edge) is not None


def part_of(text: str, start: int, lowest: int, edge: int, names: Mentions) -> Subject | None:
    """Return what the clause before speaks of, where a share follows it without a name.

    民生投入继续增加,占财政支出的比重保持75%以上: of 民生投入.
    """
    if edge - 1 <= lowest or text[edge - 1] != ",":
        return None
    begin = left_edge(text, lowest, edge - 1)
    if begin == lowest > start:
        return None  # what is left of the clause of the number before
    one, two = trimmed(text, begin, edge - 1, names)
    said = _GROWS.search(text, one + 2, two)
    if said is None or _DIGIT.search(text, one, two):
        return None
    return Subject(text[one : said.start()], one, said.start())


def named_run(
    text: str, edge: int, first: Number, names: Mentions, *, alone: bool
) -> tuple[int, int]:
    """Return what names a number in the run before it, without what it is set beside."""
    beside = _BESIDE.search(text, edge, first.front) if first.points else None
    begin, stop = trimmed(text, edge, beside.start() if beside else first.front, names)
    aside = _BAR_FIRST.search(text, edge, first.front) if alone else None
    if aside:
        begin, stop = trimmed(text, edge, aside.start(), names)
        begin, stop = trimmed(text, *split_names(text, begin, stop, names)[-1], names)
    return begin, stop


def named_part(
    text: str, edge: int, begin: int, stop: int, number: Number,
    *, from_to: bool, goes_on: bool, next_item: bool,
) -> tuple[int, int]:  # fmt: skip
    """Return what of a run names what is counted, without words that only set it beside others.

    Args:
        text, edge: the line, and where the run begins.
        begin, stop: the name as cut so far.
        number: behind the run; of a place in an order 在…中 says among whom.
        from_to: the number is the second of from-to, so a verb alone is no name.
        goes_on: a name was said before, so 比…高 needs none.
        next_item: the run follows the noun behind a number: 项目开工建设、甲等90个项目.
    """
    if number.points and goes_on and _BESIDE_WHAT.match(text[edge : number.front]):
        begin = stop
    if next_item and (item := _NEXT_ITEM.search(text, begin, stop)):
        rest = text[item.end() : stop]  # only verbs in 新建、改扩建3所
        own = verb_of(text[begin : item.start()]) and verb_of(rest) != rest
        begin = item.end() if own else begin
    if number.rank and (among := _AMONG.search(text, edge, stop)):
        stop = among.start()
        begin = min(begin, stop)
    if text.startswith("的", edge) and (sized := _SIZED_NEXT.search(text, begin, stop)):
        begin = sized.end()  # 投资3亿元的甲开发、投资2亿元的乙: the second sum is of 乙
    if based := _BASED.search(text, begin, stop):
        stop = based.start()  # 在去年800元的基础上提高到900元: of what the clause named
    if (
        _UPON.fullmatch(text, begin, stop)
        or _MANNER.fullmatch(text, begin, stop)
        or text[begin : stop + 1] == "全面"
        or text[begin:stop] in WHICH
        or (from_to and text[begin:stop] in _BECAME)
    ):
        begin = stop
    if (tiers := _TIERS.search(text, begin, stop)) and tiers.start() > begin:
        stop = tiers.start()  # 打造市、县、镇三级282个示范点
    if low := _LOW_POINT.search(text, begin, stop):
        stop = low.start()
    if text.endswith(_DONE_FOR, begin, stop) and number.unit not in {"", "%"}:
        begin = stop  # 省政府授权省国资委对21户企业, 完成市区剩余的155台锅炉
    if _OVER_PLAN.search(text[edge : number.front]):
        begin = stop  # 超过规划目标78万亩
    if served := _SERVED.search(text, edge, stop):
        begin = served.start("verb")
    return begin, stop


def subjects_of(
    text: str,
    begin: int,
    stop: int,
    group: list[Number],
    names: Mentions,
    catalogue: Catalogue,
    *,
    each: bool,
    in_turn: bool,
) -> list[Subject]:
    """Return the names that a run lists, as many as the group asks for where that can be."""
    core = text[begin:stop]
    whole = [Subject(core, begin, stop)]
    items = split_names(text, begin, stop, names)
    spans = [trimmed(text, *item, names) for item in items]
    parts = [(Subject(text[one:two], one, two)) for one, two in spans if two > one]
    if len(parts) == len(group):
        parts = _in_turn(parts)
        parts = _sectors(parts)  # 二、三产业比重达到82.5% is the share of both
    if len(group) == 1:
        if len(parts) < 2 or core in catalogue.names:
            return whole
        if parts[-1].text in _HARVEST and "粮食" in core:
            return [parts[-1]]  # 粮食生产再获丰收、产量231万吨
        one = group[0]
        if not (each or in_turn or one.rate or one.points or one.rank or one.change):
            return whole  # 城镇新增就业、再就业7520人: the sum of both, of neither alone
        known = [completed(part.text, parts[-1].text, catalogue) for part in parts]
        if each or in_turn or all(name in catalogue.names for name in known):
            return _carried(
                [
                    Subject(name, part.start, part.end)
                    for name, part in zip(known, parts, strict=True)
                ]
            )
        if any(_SAYS_ITSELF.search(part.text) for part in parts[:-1]):
            return [parts[-1]]  # 进口保持全省“第一方阵”、出口增长50%
        if any(char in core for char in "、") and known[-1] in catalogue.names:
            return _carried(
                [
                    Subject(name, part.start, part.end)
                    for name, part in zip(known, parts, strict=True)
                ]
            )
        return whole
    if len(parts) != len(group) or core in catalogue.names:
        wide = [
            Subject(one, part.start, part.end)
            for part in (parts or whole)
            for one in two_in_one(part.text)
        ]
        if len(wide) == len(group):
            return wide
        both = [Subject(one, begin, stop) for one in two_in_one(core)]
        if len(both) == len(group):
            return both
        if len(parts) > len(group) and not in_turn:
            return parts[-len(group) :]
        return parts if len(parts) == len(group) else whole
    named = [
        Subject(completed(part.text, parts[-1].text, catalogue), part.start, part.end)
        for part in parts
    ]
    stands = in_turn and group[0].level and _RAISED.match(core)
    return named if stands else _carried(named)


def _sectors(parts: list[Subject]) -> list[Subject]:
    """Name the sectors of 第一、二、三产业增加值 in full."""
    last = _SECTOR.fullmatch(parts[-1].text) if len(parts) > 1 else None
    found = [_SECTOR.fullmatch(part.text) for part in parts]
    if last is None or not last["what"] or not all(found):
        return parts
    return [
        Subject(
            f"第{one['which']}产业{last['what']}".replace("产业产业", "产业"), part.start, part.end
        )
        for one, part in zip(found, parts, strict=True)
        if one is not None
    ]


def _in_turn(parts: list[Subject]) -> list[Subject]:
    """Give what stands behind 分别 to each of a list: A、B分别占全市的72%、65%."""
    last, _, tail = parts[-1].text.partition(IN_TURN) if parts else ("", "", "")
    if not (tail and last) or len(parts) == 1:
        return parts
    verb = kept_verb(tail) == tail  # A、B分别新增10家、3家
    named = [*(part.text for part in parts[:-1]), last]
    return [
        Subject(tail + name if verb else name + tail, part.start, part.end)
        for name, part in zip(named, parts, strict=True)
    ]


def _carried(parts: list[Subject]) -> list[Subject]:
    """Give the verb of a list's first name to the others: 新增A、B分别10家、20家."""
    verb = kept_verb(parts[0].text)
    if not verb:
        return parts
    return [parts[0]] + [
        part if verb_of(part.text) else Subject(verb + part.text, part.start, part.end, verb)
        for part in parts[1:]
    ]


def outgrows(number: Number, before: Number) -> bool:
    """Tell whether a number is the whole that an addition before it leads to.

    新增高新技术企业85家,达到400家: the second counts all there are.
    """
    if number.unit in {"", "%"} or not _REACHES.match(number.stated):
        return False
    if before.unit != number.unit or before.words is None or number.words is None:
        return False
    return (before.words.number or 0) < (number.words.number or 0)


def without_verb(name: Subject) -> Subject:
    """Return what is counted, without the verb that says it was added: 新增, 净增, 新登记."""
    verb = _ADDING.match(name.text)
    if verb is None or verb.end() >= len(name.text):
        return name
    own = 0 if name.head or name.end - name.start < len(name.text) else verb.end()
    return Subject(name.text[verb.end() :], name.start + own, name.end)


def listed_before(
    text: str, opened: int, edge: int, group: list[Number], names: Mentions, catalogue: Catalogue
) -> list[Subject]:
    """Return the names before an earlier 分别 of the clause: A、B分别为1/3、1/5,分别降2%、3%."""
    at = text.rfind(IN_TURN, opened, edge)
    if at < 0:
        return []
    begin, stop = trimmed(text, left_edge(text, opened, at), at, names)
    found = subjects_of(text, begin, stop, group, names, catalogue, each=False, in_turn=True)
    return found if len(found) == len(group) else []
