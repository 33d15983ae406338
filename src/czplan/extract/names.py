"""The name of what a number counts, cut from the words before or behind it."""

from __future__ import annotations

from typing import NamedTuple

from czplan import patterns as re
from czplan.extract.catalogue import Catalogue, Mentions
from czplan.extract.words import section

_BEFORE = frozenset(section("subjects", "before name"))
_BEHIND = frozenset(section("subjects", "behind name"))
_VERBS = frozenset(section("subjects", "verbs"))
_KEPT = frozenset(section("subjects", "keep verbs"))
_LONGEST_BEFORE = max(map(len, _BEFORE))
_LONGEST_BEHIND = max(map(len, _BEHIND))
_LONGEST_VERB = max(map(len, _VERBS))
_TWO = tuple(
    (key, tuple(parts.split("|")))
    for key, _, parts in (entry.partition("=") for entry in section("subjects", "two in one"))
)
_TRAIL = re.compile(
    r"(?:(?:到|至|截至|比|较|与|在|于|为)?(?:19|20)\d\d年?(?:[-—~至到]+(?:19|20)?\d\d年?)?(?:底|末|初|前|同期|全年"
    r"|度)?(?:相比|时)?的?"
    r"|(?:比|较|与|到|在|由|从)?[“\"]?(?:十[一二三四五六]?|九)五[”\"]?(?:末期|末|期末|时期|期间|初)?(?:相比)?的?"
    r"|\([^()]{0,40}\)"
    r"|(?:实现|喜获|再获|夺取)?“?(?:\d{1,2}|[一二两三四五六七八九十]{1,3})连(?:增|丰|涨|升|冠|快)”?"
    r"|(?:成功|历史性|首次|一举|先后|接连|连续|预计|将)*(?:突破|迈上|跨上|跃上|登上|站上|迈过|跨过|越过|冲破|迈入|跨入|跨越|超过)(?:了)?(?:\d[\d.]*)?[十百千万]*亿(?:元)?级?"
    r"(?:台阶|大关|关口|新台阶|行列)?"
    r"|(?:已|已经)?连续(?:\d{1,2}|[一二两三四五六七八九十]{1,3})(?:多|个)?(?:年|月|季度)?"
    r"|(?:连跨|跨越|连上|迈上|连续迈上|突破|连续突破)?了?(?:\d+|[一二两三四五六七八九十]+)个[十百千万]*亿元?级?(?:台阶|大关|关口)"
    r"|(?:高于|快于|高出|超过|低于|优于|好于|领先|领先于)(?:全国|全省|全区|全市|自治区|省|城镇|GDP|经济)[^,;、]{0,12}"
    r"|(?:扣除|剔除)[^,;、]{2,14}?(?:因素|影响)(?:后|外)?"
    r"|(?:比|较|与)(?:上年|去年|上一年|年初|前年|上届|五年前|前五年|全国|全省|上年同期|去年同期|[^,;、\d]{0,6}?(?:年|末|底|期"
    r"|初))(?:同期|末|底)?(?:相比)?"
    r"|(?:由|从|自)(?:原来|原有|过去|以前|最初|法定|平均|的)*[\d.]+[多余]?(?:个?(?:工作日|小时|月)|[天日年分%])钟?(?:以上|左右)?"
    r"|(?:19|20)\d\d年(?:度)?(?:决算|实际|执行|快报)数"
    r"|(?:比|较)前[两三四五]|(?:比|较)[两三四五六七八九十\d]{1,2}年前|在?(?:(?:19|20)\d\d年|去年|上年)[^,;、\d]{0,6}基础上|(?:比[^,;、]{1,6})?提前(?:[一两二三四五半]|\d+)个?[年月天]?|[由从](?:[生户亩]均?|人均|每[人月年亩生户]+)|(?:(?<!同)(?:比|较)[^,;、]{1,8}|同比分别|分别|同比)改善"
    r"|(?:在全[国省区市])?(?:率先|全部)?(?:实现|保持|达到|做到)?“[一二三四五六七八九十\d]{1,2}个"
    r"|[”\"“—\-·'*#|、和与及])$"
)
_SO_MANY_YEARS = "(?:[一两二三四五六七八九十]{1,3}|[1-9]\\d?)"
_LEAD = re.compile(
    r"^(?:(?:到|至|在|截至|从|自|由)?(?:19|20)\d\d(?:年)?(?:[-—~至到]+(?:19|20)?\d\d年)?(?:底|末|初|前|全年|度"
    r"|间)?(?:以来)?"
    r"|(?:到|在|至)?[“\"]?十[一二三四五六]?五[”\"]?(?:末期|末|期末|时期|期间|以来)(?=[^占])|\([^()]{0,40}\)"
    rf"|提前(?:[一两二三四五半]|\d+)个?多?[年月天](?=[^\W\d])"
    rf"|(?:近|过去|最近)?{_SO_MANY_YEARS}年(?:来|间|里)|(?:近|过去){_SO_MANY_YEARS}年(?!期)"
    rf"|(?:利?用|经过){_SO_MANY_YEARS}(?:到{_SO_MANY_YEARS})?年(?:左右)?的?(?:时间|努力)?"
    r"|[^\W\da-zA-Z_]{0,14}?(?:综合性|预期性|约束性)?(?:指标|目标|任务)(?:是|为)(?!主)|第?[一二三四五六七八九十]是"
    r"|\d{1,2}[.、](?!\d)|\.(?!\d)|[—\-·●•◆■★☆▲△※>*#|]+|[、。”\"'）)]|\d{1,2}(?:[-—~至到]\d{1,2})?月(?:\d{1,2}日)?(?:份|底|末)?前?)"
)
_BEGINS_A_WORD = re.compile(
    "能[源力级耗]|初[中级]|除[险尘害雪]|现[代行场役金状货实有]|并[网购]|还[建贷]|可再|以工|都市"
)
_END_A_WORD = ("人均", *(kind + "能" for kind in "节储智功职效性动核"))
"""Words of which a part may stand before or behind a name: 能源投资, 建筑节能."""
_SUGGESTED = re.compile(r"建议[\d.]+[余多]?件")
"""建议193件: what is counted, where 建议增长7% suggests."""
_OF_YEARS = re.compile(r"[^\W\da-zA-Z第][3-5]年")
_SHARED_TAIL = re.compile("(?:加工|储备|生产|仓储)?能力$|(?:播种|种植)面积$|转化率$")
_OWN_TAIL = re.compile(
    "(?:工业)?(?:总产值|产值|增加值|销售收入|营业收入)$|(?:增加值|产值)?占[^,;。、]{2,14}的?(?:比重|比例)$|(?:施用|使用|贸易|排放|存栏|出栏)量$|产量$"
    "|(?:生活)?(?:污水|垃圾)(?:集中|无害化)?处理率$|公共交通分担率$|(?:自来水|燃气|天然气)?(?:普及|覆盖)率$"
    "|保险(?:参保)?人数$|支出$|(?:资源化|综合)*利用率$|(?:医疗|费用)*报销比例$"
)
_OF_WHOLE = re.compile("(?:增加值|产值|营业收入)?占[^,;。、]{2,14}的?(?:比重|比例)$")
_SIDES = section("subjects", "sides")
_WHOSE = re.compile("(?:城乡|城镇|农村)?(?:职工|居民)")
_MEASURED = re.compile(
    "(?:[值率量额数积度长资入出收]|比重|比例|收入|人口|占比|能力|规模|投资|资产|耗|利润|税)$|占[^占]+$"
)
"""What ends so has a measure of its own: 工业增加值 of 工业增加值、产量."""
_EDGE = ",;:!?。|"
_RIGHT_STOP = re.compile(
    r"[,;:!?。、()“”|]|[与同](?=\d)|(?<![涉惠普])以?及(?=\d)|和(?=[\d新建改扩完实]|[省市县区]\d)|(?<=.)(?<!新)(?:实现(?![^,;。、\d]{2,10}的[^,;。、\d]{0,6}(?:企业|项目|机构|单位|基地|小区))|达到|建成|投入使用|投入|开工|竣工|通过|荣?获得?|实施(?!类|[^,;。、\d]{2,10}的[^,;。、\d]{0,6}(?:企业|项目|机构|单位|基地|小区))|被|列入|入选|纳入|正在|已|全部"
    r"|增长|顺利|相继|落户|签约|启动|进入|完成|成功|提升(?!示范|村|项目|工程|行动)|提高|降至|降到|(?<!元)(?<!规模)(?<!限额)(?<!级)(?<!岁及)以上|,|为|是|打造|加快|尽快|早日|建设成|接入|达标|改造提升|整治(?!示范|村)|搬迁(?!安置|集聚|[户房])|脱贫(?!任务)|退出|参加|享受"
    r"|全?覆盖|开展|推进|(?<!拟)入驻|将(?=[在于全])|要(?=[在实全于])|在(?=[我本][市省区县州])|建设(?!项目|工程|的?示范))"
    # behind a noun of two characters at least, counted with the unit
    r"|(?<=[^\W\d][^\W\d])(?:均?稳?位?居(?=[全前第])|控制在|保持在|今年|争取|年内|年均|涉及|惠及|年度(?=投资)|分别|同比|成为|首次|超额|整体(?=脱贫|退出|摘帽)"
    r"|占(?=[全规总市州县]|GDP)|超(?=[\d十百千万亿])(?!过?[\d.]*[十百千万亿]*(?:美?元)(?:以上)?的)|基本(?!公共|医疗|养老|农田|烟田|药物|建设|生活|民生|保险|菜|型))"
)


_ASIDE = re.compile(r"\([^()\d]{1,4}\)(?=[^\W\d_])")
_LOT = re.compile("(?:好|首批|第[一二三四五]批|新一批)$")
"""What a verb may end in: 推行首批108个事项."""
_ADVERB = re.compile(
    "(?:重点|集中|再|坚决|谋划|规划|统筹|全力|着力|加快|大力|扎实|充分|积极|深入|滚动|同步|有序|成功|科学|妥善|分批|突出|先后)+"
)
_ADVERBS = re.compile(_ADVERB.pattern + "$")
_NAMED_ON = re.compile("(?:[国省市县区州镇]|[^“”,;。、]{1,6}级|科技)“[^“”,;。]{1,14}”(?=[^\\W\\d])")
"""省“千项万亿”重大项目: a quotation that the name goes on behind."""
_BY_WHAT = re.compile("以[^,;。]{2,24}?为[^,;。、]{2,4}的")
"""打造15个以古镇为重点的示范点: how what is counted is."""
_ANOTHER = re.compile("[\\d.]+[余多]?万?(?:人次|[人名户件项](?![以制均])|(?<=万)(?=贫困|农|群众))")
"""2779户9333名贫困人口: another number before the noun."""
_COUNTIES = re.compile(
    r"(?:县(?:\((?:市|市、?区|区)\))?|村)(?=完成|实现|有望|分别|入选|获|脱贫|摘帽|退出|通过|出列|全部|均|达到|被|纳入|[,。;])"
)
"""What counts with one character: 88个县(市、区)完成整合, 963个村出列."""
_ABOVE_WHAT = ("级以上", "规模以上", "限额以上")
"""Words before a known name that make it a part of what the name means."""
_COUNTED_WITHIN = re.compile(
    r"(?<![\dA-Za-z.])\d[\d.]*[多余]?[万亿]*(?:元|美元|人|名|户|个|套|位|家|公里|亩|吨|千瓦|平方米)(?!以[上下])"
)


class Subject(NamedTuple):
    """A name as the text gives it.

    Attributes:
        text: its clean characters, with what it carries over.
        start, end: where its own part stands; equal where it stands nowhere.
        head: what it carries over from the item before it (新增).
    """

    text: str
    start: int
    end: int
    head: str = ""


def left_edge(text: str, lowest: int, at: int) -> int:
    """Return where the words that may name a number begin: behind the last stop before it."""
    index = at - 1
    while index >= lowest:
        char = text[index]
        if char in _EDGE:
            return index + 1
        if char == ")":
            opened = text.rfind("(", lowest, index)
            if opened < 0:
                return index + 1
            index = opened - 1
            continue
        if char == "(":
            return index + 1
        if char == "”":
            opened = text.rfind("“", lowest, index)
            if opened < 0:
                return index + 1
            index = opened - 1
            continue
        index -= 1
    return lowest


def trimmed(text: str, start: int, end: int, names: Mentions) -> tuple[int, int]:
    """Cut the words round a name off both ends of a run; known names are never cut into."""
    while end > start and end not in names.ends:
        for length in range(min(_LONGEST_BEHIND, end - start), 0, -1):
            if text[end - length : end] in _BEHIND and not (
                names.inside(end - length)
                or text.endswith(_END_A_WORD, start, end)
                or _SUGGESTED.match(text, end - length)
            ):
                end -= length
                break
        else:
            match = _TRAIL.search(text[max(start, end - 44) : end])
            if match is None or not match[0]:
                if not _OF_YEARS.match(text, end - 2):
                    break
                end -= 1  # 固定资产投资5年累计完成1.5万亿元
                continue
            if match[0] == "及" and text.startswith("惠", end - 2):
                break
            if match[0] == "”" and _open_quote(text, start, end - 1):
                break
            end -= len(match[0])
    while start < end and start not in names.starts:
        match = _LEAD.match(text[start:end])
        if match is not None and match[0]:
            start += match.end()
            continue
        for length in range(min(_LONGEST_BEFORE, end - start), 0, -1):
            if (
                text[start : start + length] in _BEFORE
                and not names.inside(start + length)
                and text[start + length : start + length + 1] != "级"
                and not (length == 1 and _BEGINS_A_WORD.match(text, start))
                and not _SUGGESTED.match(text, start)
            ):
                start += length
                break
        else:
            own = next((name for name in names.own if text.startswith(name, start)), "")
            if not own or start + len(own) >= end:
                break
            if (
                text[start + len(own)] in "县区港"
                and text[start : start + len(own) + 1] not in names.own
            ):
                break  # 长沙县 is a part of 长沙
            start += len(own)
    begin = names.ends.get(end)
    if begin is not None and begin > start and end - begin > len("总量"):
        # 中央提出今年经济增长: a known name behind a word that may stand before one.
        head = text[start:begin]
        tails = {head[-length:] for length in range(2, _LONGEST_BEFORE + 1)} & _BEFORE
        if any(not tail.endswith("经济") for tail in tails) and not head.endswith(_ABOVE_WHAT):
            start = begin
    return start, max(start, end)


def _open_quote(text: str, start: int, end: int) -> bool:
    """Tell whether a quotation is open at `end`: the mark there closes a part of the name."""
    return text.count("“", start, end) > text.count("”", start, end)


def verb_of(name: str) -> str:
    """Return the run of verbs that a name begins with, empty where there is none."""
    at = 0
    while at < len(name):
        least = 2 if at or (name[0] == "有" and name[1:]) else 1  # none begins 有色, 壮大有机
        for length in range(min(_LONGEST_VERB, len(name) - at), least - 1, -1):
            if name[at : at + length] in _VERBS:
                at += length
                break
        else:
            if (
                at
                and name[at] in "、和与及并的了各"
                and at + 1 < len(name)
                and _starts_verb(name, at + 1)
            ):
                at += 1
                continue
            break
    return name[:at]


def verb_alone(text: str, begin: int, stop: int) -> tuple[int, int]:
    """Return where the verb of 重点打造 or 实施好 stands, whose noun is behind; else the run."""
    adverb = _ADVERB.match(text, begin, stop)
    start = adverb.end() if adverb else begin
    lot = _LOT.search(text, start, stop)
    for end in (stop, lot.start() if lot else stop):
        verb = text[start:end]
        if verb and verb_of(verb) == verb:
            return start, end
    return begin, stop


def verb_front(text: str, edge: int, front: int, verb: str) -> int:
    """Return where a verb before a number begins, with its adverbs: 每年|滚动推进1000个项目."""
    at = text.rfind(verb, edge, front)
    adverb = _ADVERBS.search(text, edge, at) if at >= 0 else None
    return front if at < 0 else adverb.start() if adverb else at


def _starts_verb(name: str, at: int) -> bool:
    return any(name[at : at + length] in _VERBS for length in range(2, _LONGEST_VERB + 1))


def verb_at_end(name: str) -> str:
    """Return the verb that a run ends with: 建成 of 每个县区建成; empty where there is none."""
    lengths = range(min(_LONGEST_VERB, len(name)), 1, -1)
    return next((name[-length:] for length in lengths if name[-length:] in _VERBS), "")


def kept_verb(name: str) -> str:
    """Return the verb that a list carries over: 新增 of 新增规上企业."""
    return next(
        (
            verb
            for verb in sorted(_KEPT, key=len, reverse=True)
            if name.startswith(verb) and not name.startswith("建成区")
        ),
        "",
    )


def split_names(text: str, start: int, end: int, names: Mentions) -> list[tuple[int, int]]:
    """Cut a run at 、, 和, 与, 及 outside of known names."""
    items, begin, at = [], start, start
    covered = [span for span in names if span[0] < end and span[1] > start]
    while at < end:
        span = next((span for span in covered if span[0] <= at < span[1]), None)
        if span is not None:
            at = span[1]
            continue
        char = text[at]
        if char == "(" and text.find(")", at, end) > 0:
            at = text.find(")", at, end)
        if text.startswith("及以", at) and text[at + 2 : at + 3] in {"上", "下"}:
            at += 1
            continue
        if char in "、和与及" or (char == "以" and text[at + 1 : at + 2] == "及"):
            width = 2 if char == "以" else 1
            if at > begin:
                items.append((begin, at))
            begin = at + width
            at += width
            continue
        at += 1
    if begin < end:
        items.append((begin, end))
    return items


def two_in_one(name: str) -> list[str]:
    """Return the two names that one hides (城乡居民收入), or the name alone."""
    for key, parts in _TWO:
        if key in name:
            return [name.replace(key, part, 1) for part in parts]
    return [name]


def right_name(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the noun that stands behind a number: 示范村 of 100个示范村."""
    if text[start : start + 1] == "的":
        start += 1
    opens = start
    if aside := _ASIDE.match(text, start, end):
        start = opens = aside.end()  # 20条(段)幸福河湖
    if other := _ANOTHER.match(text, start, end):
        start = opens = other.end()
    if by := _BY_WHAT.match(text, start, end):
        opens = by.end()
    if text.startswith("“", start):
        opens = text.find("”", start, min(end, start + 16)) + 1  # “长者饭堂”
    elif county := _COUNTIES.match(text, start, end):
        return start, county.end()
    match = _RIGHT_STOP.search(text, max(opens, start), min(end, start + 30))
    if match and match[0] == "“" and (closed := _NAMED_ON.match(text, start, end)):
        match = _RIGHT_STOP.search(text, closed.end(), min(end, closed.end() + 16))
    stop = match.start() if match else min(end, start + 20)
    counted = _COUNTED_WITHIN.search(text, start, stop)
    if counted:  # 为3.7万名下岗职工发放生活费1.4亿元: the verb begins what is counted next
        verbs = (
            at
            for at in range(start + 2, counted.start())
            if _starts_verb(text[start:stop], at - start)
        )
        stop = next(verbs, counted.start())
    stop -= text.endswith("的", start, stop)
    return start, max(start, stop)


def completed(item: str, last: str, catalogue: Catalogue) -> str:
    """Return a list's item with the tail of its last one: 城镇、农村居民人均可支配收入."""
    if last.startswith(("乡居民", "乡常住")) and item in {"城", last}:
        return ("城镇" if item == "城" else "农村") + last[1:]
    shared = _SHARED_TAIL.search(last)
    own_whole = len(item) > len("粮食") + 2 and bool(catalogue.ids(item))
    if shared and not (own_whole or _MEASURED.search(item) or item.endswith(shared[0])):
        return item + shared[0]  # 粮食、肉类加工能力: not the grain itself
    of_whole = _OF_WHOLE.search(last)
    if of_whole and "占" not in item and not _MEASURED.search(item):
        return item + of_whole[0]  # 高新技术产业、新兴产业增加值占工业增加值比重
    if catalogue.names.get(item):
        return item
    for length in range(len(last) - 1, 1, -1):
        whole = item + last[-length:]
        if whole in catalogue.names:
            return whole
    if whose := _WHOSE.match(last) if item.endswith(("职工", "居民")) else None:
        return item + last[whose.end() :]  # 职工和城乡居民医保报销比例
    if item in _SIDES and (other := next(filter(last.startswith, _SIDES), "")):
        return item + last[len(other) :]  # 城市、农村低保标准
    if tail := _tail_shared(item, last):
        return item + tail
    own = _OWN_TAIL.search(last)
    return item + own[0] if own and len(item) > 1 and not _MEASURED.search(item) else item


def _tail_shared(item: str, last: str) -> str:
    """Return what a list's last item goes on with behind the words in which both end.

    国家级、省级“双创”平台: 级; 低风险、一般风险工业类项目审批时限: 风险.
    """
    for length in range(min(len(item), len(last)), 0, -1):
        at = last.find(item[-length:])
        if at > 0 and (length > 1 or (item[-1] == "级" and at < len("国家级"))):
            tail = last[at + length :]
            return "" if tail.startswith(("在", "分别")) else tail
    return ""
