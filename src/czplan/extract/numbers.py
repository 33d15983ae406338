"""The numbers of a sentence: each with its own front and back words, read by the one reader.

What holds digits and counts nothing (dates, codes, quoted names, thresholds inside a name,
ordinals, ages, footnotes) is masked first. A number is handed to `czplan.quantity.read` with
its own words and nothing else; what that reader refuses keeps no value.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from czplan import patterns as re
from czplan.extract.forms import (
    BACK_WORDS,
    FUNDS,
    TOWNS,
    counted,
    is_origin,
    range_end,
    rank_origin,
    read_words,
    strong_end,
    timed,
    unit_of,
)
from czplan.extract.masks import ARABIC, DONE, FACTOR, HAN_DIGITS, Spans, covering, masked
from czplan.extract.words import section
from czplan.quantity import Wording
from czplan.quantity.cues import FRONT, Cue

__all__ = ["Number", "Spans", "cut"]


@dataclass(slots=True)
class Number:
    """A number of a sentence.

    Attributes:
        front: where its front words begin (增长 of 增长7%左右).
        start: where its first digit stands.
        end: behind its unit and back words.
        unit: its unit as written, with 个百分点 kept apart from %.
        words: what the reader says; None where it refuses.
        stated: the clean words.
        strong: words of reach or a bound stand before it, or a bound behind it.
        origin: the number is the first of from-to (由53.2%): a baseline.
        rank: it is a place in an order.
        unit_end: behind its unit; bound: the word behind it that bounds it.
        lead: the front words that a group shares, where it has none of its own.
        added: it is what is added to a level (净增50亿元); level: words say that it is a level
            (提高到50%).
    """

    front: int
    start: int
    end: int
    unit: str
    words: Wording | None
    stated: str
    strong: bool = False
    origin: bool = False
    rank: bool = False
    unit_end: int = 0
    bound: str = ""
    added: bool = False
    level: bool = False
    lead: str = ""

    @property
    def points(self) -> bool:
        """Whether it counts percentage points."""
        return self.unit in _POINTS

    @property
    def rate(self) -> bool:
        """Whether it is per cent."""
        return self.unit in {"%", "成"}

    @property
    def change(self) -> int:
        """+1 after words of growth, -1 after words of decline, else 0."""
        return 0 if self.words is None else self.words.change


_FRONT = FRONT | dict.fromkeys(
    ("提升至", "提高至", "降低至", "下降至", "上升至", "增加至", "减少至", "缩短至", "压缩至",
     "压减至",
     "扩大至", "增长至", "缩短到", "压缩到", "压减到", "缩小到", "缩小至", "拓展到", "拓展至"),
    Cue("level"),
)  # fmt: skip
"""The one reader's words before a number, and verbs of change that end in 至 or 到."""
_FRONT_LONGEST = max(map(len, _FRONT))
_NUMBER = re.compile(
    r"(?P<part>[一二两三四五六七八九十]{1,3}分之[一二两三四五六七八九十]{1,3}(?!级)"
    r"|(?<![\d.])\d{1,2}/\d{1,3}(?![\d.%年]))"
    rf"|(?P<arabic>(?:(?<=GDP)|(?<![\d.A-Za-z]))(?<!\d,)[-+]?{ARABIC}(?:[多余](?=[百千万亿]))?(?:"
    rf"{FACTOR}(?!瓦|分之|克|米|升)(?<!百(?=分点)))*)"
    rf"|(?P<share>百分之[{HAN_DIGITS}点半\d.]+|千分之[{HAN_DIGITS}点半\d.]+)"
    rf"|(?P<cn>[{HAN_DIGITS}]{{1,16}}(?:点[{HAN_DIGITS}]{{1,8}})?(?:[多余](?=[百千万亿]){FACTOR}*)?)"
)
_THRESHOLD_BACK = re.compile(
    r"(?:及?以上|及?以下|级以上)的?(?=[^\W\da-zA-Z_])(?!并|且|和|与|及|或|增长|左右|,|的(?:目标|增速|增长|水平|速度)|为|是|实现|达)"
)
_GROWING = re.compile(
    r"的?(?:年均|平均)?(?:增长|增速|增幅|涨幅|增长率|增长速度|速度增长|速度递增)(?:速度|率)?(?=[,。;:、)(和的]|$)|的?(?:降幅|跌幅)"
)
_ORIGIN = ("由", "从", "自")
_TURNS = re.compile(r"(?:[、和与及][\d.]+%?)*(?:分别)?[^,;。\d]{0,6}?(?:到|至|为)")
_TO_NUMBER = re.compile(
    r"(?:[年的]|进一步|大幅)?(?:提高|提升|下降|降低|增加|减少|上升|降|升|扩大|缩小)(?:到|至|为)\d"
)
"""从72下降到63微克: the unit stands at the second alone."""
_UNIT_LATER = re.compile(r"(?:[和与、][\d.]+[万亿]?)+(?:[百千万亿]*[美元吨斤人户亩套]|%|个百分点)")
"""分别达到4895和2608亿元: the unit stands at the last alone."""
_RANKED = re.compile(r"位|名|$|[,，、;；。)）的:]|以内|之内|左右|大|强(?!企业|项目|公司|投资|上市)")
_POINTS = frozenset({"个百分点", "百分点", "个点"})
_UNIT_OK = frozenset({"%", "‰", "个百分点", "百分点", "℃", "个点"})
_NEVER_ALONE = frozenset(section("numbers", "never alone"))
_LIST_SIZE = re.compile(r"(?:以下|下列|如下|抓好|抓实|做好|突出|强化|聚焦)(?:的)?$")
"""Words before the size of a list of tasks, which is no goal (goal definition 7)."""
_WORKS = re.compile("(?!重点|工作|任务)[^,;。:工]{4,20}(?:工程|改造|提升|建设)")
"""抓好9项污水处理改造: works that are counted, no list of tasks."""
_PEOPLE = re.compile(
    r"[多余]?(?:的)?[^\W\da-zA-Z_]{0,4}(?:人|民|员|工|生|户|者|群众|职工|企业|劳动力)"
)
"""What is counted without a counter: 15万老年人."""
_EACH = "每立方米"
"""What stands between a bound and its number: 低于每立方米19微克."""
_ITEMS = frozenset(section("numbers", "items"))
_LANDMARK = re.compile(
    r"(?:的)?(?:大关|关口|台阶)(?![,、](?:初步)?(?:预计|实际)?(?:达到?|实现|完成|为)\d)"
)
"""What a sum without a unit has passed (突破千亿大关), where no exact sum follows."""
_RATIO = re.compile(r"[:比]\d+(?:\.\d+)?")
_ANY = re.compile(rf"[\d{HAN_DIGITS}]")
_LEVEL = re.compile(r"(?:[高升长加到降大]到|达到?|升至|增至|降至|高至|占)(?:了)?(?:超过|近|约)?$")
_MORE = re.compile(
    r"(?:比|较)[^,;。]{1,10}(?:多|少|高|低|增加|减少|多增|少增|多完成|少完成)$|超过?(?:年度|年初|预期)?(?:目标|计划)(?:任务|数)?$"
)
_ADDED = re.compile(r"(?:净增加?了?|增加了?|新增|增|增收|增支|减少)(?:超过|超|近|约)?$")
_STRONG = frozenset({"bound", "reach", "level", "change", "hold"})


def _front(text: str, end: int, lowest: int, names: Spans) -> tuple[int, bool, str]:
    """Return where the front words of a number begin, whether one is strong, and a rank word."""
    at = kept = end
    strong = False
    index = bisect_right(names, (end, 0)) - 1
    while index >= 0 and names[index][0] >= end:
        index -= 1
    guard = names[index] if index >= 0 else (0, 0)
    while at > lowest:
        cue = None
        for length in range(min(_FRONT_LONGEST, at - lowest), 0, -1):
            if at - length < guard[1]:
                continue
            cue = _FRONT.get(text[at - length : at])
            if cue is not None:
                break
        if cue is None or cue.role == "stop":
            break
        at -= length
        if cue.role == "skip":
            continue
        kept = at
        if cue.role in _STRONG:
            strong = True
        if cue.role == "rank":
            return kept, strong, "第" if text[at] == "第" else "前"
        if cue.role == "change":
            break
    return kept, strong, ""


def cut(text: str, start: int, end: int, names: Spans) -> list[Number]:
    """Find the numbers of a sentence.

    Args:
        text: a line's clean text.
        start, end: the sentence in it.
        names: the spans of known names, whose digits and verbs belong to them.
    """
    if end - start < 2:
        return []
    if _ANY.search(text, start, end) is None:
        return []
    masks = masked(text, start, end)
    found: list[Number] = []
    at = start
    while at < end:
        match = _NUMBER.search(text, at, end)
        if match is None:
            break
        at = match.end()
        hit = covering(masks, match.start(), match.end())
        if hit is not None:
            at = max(at, hit[1])
            continue
        if covering(names, match.start(), match.end()) is not None:
            continue
        lowest = found[-1].end if found else start
        number = _number(text, match, lowest, end, names)
        if number is None:
            continue
        if found and found[-1].origin and not number.origin and number.front == number.start:
            joined = text[found[-1].end : number.front] in {"、", "和", "与", "及"}
            number.origin = joined and _TURNS.match(text, number.end, end) is not None
        found.append(number)
        at = max(at, number.end)
    return found


def _number(text: str, match: re.Match[str], lowest: int, end: int, names: Spans) -> Number | None:
    begin, stop = match.span()
    kind = match.lastgroup
    written = match[0]
    if (
        kind == "arabic"
        and written[0] in "-+"
        and begin > lowest
        and not (
            written[0] == "-"
            and re.search(r"(?:增长|下降|为|达|增速|降|至|[(]|涨幅)$", text[lowest:begin])
        )
    ):
        begin += 1
        written = written[1:]
    each = _EACH if text.endswith(_EACH, lowest, begin) else ""
    front, strong, rank = _front(text, begin - len(each), lowest, names)
    if each and front == begin - len(each):
        front, each = begin, ""
    more = text[stop : stop + 1] in {"多", "余"} and stop < end
    unit_at = stop + more
    if kind in {"share", "part"}:
        unit = "‰" if kind == "share" and written[0] != "百" else "%"
        unit_at = stop
        written_unit = ""
    else:
        unit = written_unit = unit_of(text, unit_at, end)
    stop = unit_at + len(written_unit)
    if not more and unit and text[stop : stop + 1] in {"多", "余"}:
        stop += 1
    if text[stop : stop + 1] == "级" and not strong:
        return None
    if rank or (kind == "cn" and front < begin and text[front] in "第前"):
        place = _place(text, begin, stop, unit, front, end, rank)
        if place is not None and text.endswith(("放在", "摆在", "放在了", "摆在了"), lowest, front):
            return None  # 把安全放在第一位
        if place is not None:
            place.origin = rank_origin(text, max(lowest, front - 10), front, place.end, end)
        return place
    landmark = strong and written[-1] in "万亿" and _LANDMARK.match(text, stop) is not None
    if (
        kind == "cn"
        and not landmark
        and not counted(text, written, begin, stop, unit, strong, more)
    ):
        return None
    if not unit and (other := _RATIO.match(text, stop)):
        stop, unit = other.end(), ":1"
    unit_end = stop
    second = (
        range_end(text, stop, end)
        if front == begin or text[max(lowest, begin - 1) : begin] not in _ORIGIN
        else None
    )
    origin = is_origin(text, begin, lowest, stop, end)
    if second is not None and unit and second[1] not in {"", unit} and unit in _POINTS:
        second = None  # 下降0.2个百分点至5.1%: a difference and where it leads
    if second is not None and not origin:
        stop, second_unit = second
        unit = second_unit or unit
        unit_end = stop
    back = BACK_WORDS.match(text, stop, end)
    bound = ""
    if back:
        if (
            unit not in _UNIT_OK
            and _THRESHOLD_BACK.match(text, stop)
            and not strong
            and not (
                unit in _ITEMS
                or (unit.endswith("元") and FUNDS.match(text, stop))
                or (not unit.endswith("元") and DONE.search(text, max(lowest, begin - 6), begin))
            )
        ):
            return None
        if unit == "人" and TOWNS.match(text, stop):
            return None
        bound = back[0]
        stop = back.end()
        again = BACK_WORDS.match(text, stop, end)
        if again:
            stop = again.end()
    growing = _GROWING.match(text, stop, end)
    said = begin - (text[begin - 1 : begin] in {"为", "是"})  # 居民消费价格指数为102.7
    bare_origin = (
        origin
        and not unit
        and text[max(lowest, begin - 1) : begin] in _ORIGIN
        and _TO_NUMBER.match(text[stop:end])
    )
    stated_end = stop
    if growing and unit in {"%", ""}:
        stated_end = growing.end()
    listed = unit in {"项", "件", "个", "条"} and not _WORKS.match(text, unit_end, end)
    if listed and _LIST_SIZE.search(text, max(lowest, begin - 8), begin):
        return None
    if unit == "个" and text.startswith(("季度", "月"), unit_end):
        return None  # 连续6个季度
    if unit in _NEVER_ALONE and not timed(text, unit, begin, lowest, strong):
        return None
    if (
        not unit
        and not bare_origin
        and not (strong and strong_end(text, stop))
        and not ((strong or text[begin - 1] in "、国省区") and _UNIT_LATER.match(text, stop))
        and not bound
        and not (strong_end(text, stop) and covering(names, said - 1, said))
        and not landmark
        and not (kind == "arabic" and written[-1] in "万亿" and _PEOPLE.match(text, stop))
        and not (written[-1] in "万亿" and text[lowest:begin] in {"、", "和", "与", "及"})
    ):
        return None
    if not unit and re.match(r"(?:年|月|日|后|[A-Za-z])", text[stop : stop + 1]):
        return None
    if unit == "条" and text.endswith("稳增长", lowest, begin):
        return None  # 出台稳增长35条: the name of a policy
    if text[front:begin] == "加快" and unit not in _UNIT_OK:
        front, strong = begin, bool(bound)  # 加快3家医共体建设
    if unit in _POINTS and front < begin and text[front] in "高快低慢" and text[front - 1] != "提":
        front += 1 + (text[front + 1] == "出")  # 比全国高2个百分点: how far, not where to
    stated = text[front:stated_end]
    words = read_words(stated.replace(each, "", 1) if each else stated, unit)
    return Number(
        front,
        begin,
        stated_end,
        unit,
        words,
        stated,
        strong or bool(bound),
        origin,
        unit_end=unit_end,
        bound=bound,
        added=_ADDED.search(text, max(lowest, begin - 6), begin) is not None
        or _MORE.search(text, max(lowest, begin - 16), begin) is not None,
        level=_LEVEL.search(text[max(lowest, front - 4) : begin]) is not None,
    )


def _place(
    text: str, begin: int, stop: int, unit: str, front: int, end: int, rank: str
) -> Number | None:
    """Read 第12位 and 前20; None for 第三产业."""
    behind = text[stop : stop + 1] if stop < end else ""
    if unit not in {"位", "名", "位次"}:
        if unit and unit != "%":
            return None
        if unit != "%" and not _RANKED.match(text, stop, end):
            return None
        if behind == "大":
            return None
    if (
        text[front] == "第"
        and unit not in {"位", "名", "位次"}
        and not re.search(
            r"(?:居|列|排|位|升至|跃|全国|全省|全区|之首|名|球|界|区|省|部|类|市)$",
            text[max(0, front - 4) : front],
        )
    ):
        return None
    if (
        text[front] == "前"
        and unit != "%"
        and not re.search(
            r"(?:全[国省区球]|居|列|入|第|进|位|中部|西部|东部|城市|市)$",
            text[max(0, front - 3) : front],
        )
        and unit not in {"位", "名"}
    ):
        return None
    back = BACK_WORDS.match(text, stop, end)
    if back:
        stop = back.end()
    stated = text[front:stop]
    if behind == "强":
        stop += 1  # 前10强
    return Number(
        front,
        begin,
        stop,
        "%" if unit == "%" else "位",
        read_words(stated, "位"),
        stated,
        True,
        rank=True,
        unit_end=stop,
    )
