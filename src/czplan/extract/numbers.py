"""The numbers of a sentence: each with its own front and back words, read by the one reader.

What holds digits and counts nothing (dates, codes, quoted names, thresholds inside a name,
ordinals, ages, footnotes) is masked first. A number is handed to `czplan.quantity.read` with
its own words and nothing else; what that reader refuses keeps no value.
"""

from __future__ import annotations

from dataclasses import dataclass

from czplan import patterns as re
from czplan.extract.not_figures import ARABIC, DONE, FACTOR, HAN_DIGITS, Spans, covering, masked
from czplan.extract.number_forms import (
    BACK_WORDS,
    CROWD,
    FUNDS,
    OF_PLACE,
    PEOPLE_BEHIND,
    TOWNS,
    counted,
    front_of,
    is_origin,
    measured_by,
    range_end,
    rank_origin,
    read_words,
    strong_end,
    timed,
    unit_of,
)
from czplan.extract.words import section
from czplan.quantity import Wording

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
        proof: behind the unit, where that stands at a later number alone (2个、1.3个百分点).
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
    proof: int = 0

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
_BESIDE = re.compile("[、和与及](?:[城农]村?镇?|[每年月人均]*)")
"""由每人每月310元和每年1500元提高到: another number that the change begins from."""
_TURNS = re.compile(
    r"(?:[、和与及][\d.]+%?[万亿千百]*[^\W\d、,;。]{0,2})*(?:的?台阶)?,?(?:分别)?[^,;。\d]{0,6}?(?:到|至|为|[迈跃跨登]上)"
)
_TO_NUMBER = re.compile(
    r"(?:[年的]|进一步|大幅)?(?:提高|提升|下降|降低|增加|减少|上升|降|升|扩大|缩小)(?:到|至|为)\d"
)
"""从72下降到63微克: the unit stands at the second alone."""
_UNIT_LATER = re.compile(r"(?:[和与、][\d.]+[万亿]?)+(?:[百千万亿]*[美元吨斤人户亩套]|%|个百分点)")
"""分别达到4895和2608亿元: the unit stands at the last alone."""
_ABOVE = re.compile("(?:[高低快慢优好]于|高出|领先)[^,;。\\d]{0,16}$")
_RANKED = re.compile(r"位|名|$|[,，、;；。)）的:]|以内|之内|左右|大|强(?!企业|项目|公司|投资|上市)")
_PLACES = frozenset({"位", "名", "位次"})
_ORDER = re.compile("(?:居|列|排|位|升至|跃|全国|全省|全区|之首|名|球|界|区|省|部|类|市)$")
_AMONG = re.compile("(?:全[国省区球]|居|列|入|第|进|位|中部|西部|东部|城市|市)$")
"""Words before 第10 and 前10 that show a place in an order."""
_POINTS = frozenset({"个百分点", "百分点", "个点"})
_UNIT_OK = frozenset({"%", "‰", "个百分点", "百分点", "℃", "个点"})
_NEVER_ALONE = frozenset(section("numbers", "never alone"))
_LIST_SIZE = re.compile(r"(?:以下|下列|如下|抓好|抓实|做好|突出|强化|聚焦)(?:的)?$")
"""Words before the size of a list of tasks, which is no goal (goal definition 7)."""
_NO_COUNT = re.compile("季度|月|[^,;。、\\d]{1,10}之一")
_UNIT_THEN = re.compile(
    r"(?:[、和与及](?:全[国省区市])?[\d.]+个?){0,5}?[、和与及](?:全[国省区市])?[\d.]+个(?P<unit>百分点|工作日)"
)
"""提高7个、6个、5个百分点: the unit stands at the last alone."""
_WORKS = re.compile("(?!重点|工作|任务)[^,;。:工]{4,20}(?:工程|改造|提升|建设)")
"""抓好9项污水处理改造: works that are counted, no list of tasks."""
_AND = frozenset("、和与及")
_NO_FIGURE = {"次": ("连续",), "条": ("稳增长",)}
"""连续11次提高; 出台稳增长35条, the name of a policy."""
_INDEX = re.compile("(?:指数|系数|得分|评分)(?:值)?(?:为|达到?|是)*$")
"""What is a number alone: 经济效益综合指数131.6."""
_EACH = "每立方米"  # between a bound and its number: 低于每立方米19微克
_ITEMS = frozenset(section("numbers", "items"))
_LESSENED = ("减亏", "减收", "减支")
"""Words that name by how much a sum has lessened, which is no negative sum."""
_LANDMARK = re.compile(
    r"(?:的)?(?:大关|关口|台阶)(?![,、](?:初步)?(?:预计|实际)?(?:达到?|实现|完成|为)\d)"
)
"""What a sum without a unit has passed (突破千亿大关), where no exact sum follows."""
_BEFORE_MINUS = re.compile(r"(?:增长|下降|为|达|增速|降|至|[(]|涨幅)$")
_RATIO = re.compile(r"[:比]\d+(?:\.\d+)?")
_ANY = re.compile(rf"[\d{HAN_DIGITS}]")
_LEVEL = re.compile(r"(?:[高升长加到降大]到|达到?|升至|增至|降至|高至|占)(?:了)?(?:超过|近|约)?$")
_MORE = re.compile(
    r"(?:比|较)[^,;。]{1,10}(?:多|少|高|低|增加|减少|多增|少增|多完成|少完成)$|超过?(?:年度|年初|预期|规划)?(?:目标|计划)(?:任务|数)?$"
)
_ADDED = re.compile(r"(?:净增加?了?|增加了?|新增|增|增收|增支|减少)(?:超过|超|近|约)?$")


def cut(text: str, start: int, end: int, names: Spans) -> list[Number]:
    """Find the numbers of a sentence.

    Args:
        text: a line's clean text.
        start, end: the sentence in it.
        names: the spans of known names, whose digits and verbs belong to them.
    """
    if end - start < 2 or _ANY.search(text, start, end) is None:
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
        if found and found[-1].origin and not number.origin:
            joined = _BESIDE.fullmatch(text, found[-1].end, number.start) is not None
            number.origin = joined and _TURNS.match(text, number.end, end) is not None
        found.append(number)
        at = max(at, number.end)
    return found


def _number(text: str, match: re.Match[str], lowest: int, end: int, names: Spans) -> Number | None:
    """Return the number that begins at a match; None where its digits count nothing."""
    cut = _Cut(text, match, lowest, end, names)
    front, strong, rank = cut.front()
    begin = cut.begin
    cut.read_unit()
    if text[cut.stop : cut.stop + 1] == "级" and not strong:
        return None
    if rank or (cut.kind == "cn" and front < begin and text[front] in "第前"):
        place = _place(text, begin, cut.stop, cut.unit, front, end)
        first = text.endswith("是", lowest, front) and text.startswith("的", cut.stop)
        first = first or text.endswith(("放在", "摆在", "放在了", "摆在了"), lowest, front)
        if place is not None and first:
            return None  # 把安全放在第一位, 发展是第一位的
        if place is not None:
            place.origin = rank_origin(text, max(lowest, front - 16), front, place.end, end)
        return place
    landmark = strong and cut.written[-1] in "万亿" and _LANDMARK.match(text, cut.stop) is not None
    if not (landmark or cut.kind != "cn") and not counted(
        text, cut.written, begin, cut.stop, cut.unit, strong, cut.more
    ):
        return None
    origin = is_origin(text, begin, lowest, cut.read_ratio(), end)
    cut.read_range(front, origin=origin)
    unit_end, unit = cut.stop, cut.unit
    bound = cut.read_back(strong=strong)
    if bound is None or cut.is_no_figure(unit_end, strong=strong):
        return None
    if not unit:
        known = bool(bound) or landmark
        if not known and not cut.counts_without_unit(strong=strong, origin=origin):
            return None
        if re.match(r"(?:年|月|日|后|[A-Za-z])", text[cut.stop : cut.stop + 1]):
            return None
    if text.startswith(("加快", *_LESSENED), front) and front < begin and unit not in _UNIT_OK:
        front, strong = front + len("减亏"), bool(bound)  # 加快3家医共体建设, 企业减亏3亿元
    if unit in _ITEMS and text[front:begin] == "提升" and text[front - 1 : front] in ",;:。、":
        front, strong = begin, bool(bound)  # 提升20所卫生院能力
    stated_end = cut.stop
    if unit in {"%", ""} and (growing := _GROWING.match(text, cut.stop, end)):
        stated_end = growing.end()
    if (unit in _POINTS or not unit) and text[front] in "高快低慢" and text[front - 1] != "提":
        front += 1 + (text[front + 1] == "出")  # 比全国高2个百分点: how far, not where to
    more = _MORE.search(text, max(lowest, begin - 16), begin) is not None
    if more and unit not in _UNIT_OK and text[front:begin] in {"多", "少", "高", "低"}:
        front = begin  # 比上年少12天
    if not unit and _ABOVE.search(text, lowest, begin):
        front = begin  # 高于工业增速3.6、1.3个百分点
    if unit == "%" and front == begin:
        front = measured_by(text, begin, lowest, stated_end)
    stated = text[front:stated_end]
    said = stated + cut.later
    return Number(
        front,
        begin,
        stated_end,
        unit,
        read_words(said.replace(cut.each, "", 1) if cut.each else said, unit),
        stated,
        strong or bool(bound),
        origin,
        unit_end=unit_end,
        bound=bound,
        added=more or _ADDED.search(text, max(lowest, begin - 6), begin) is not None,
        level=_LEVEL.search(text[max(lowest, front - 4) : begin]) is not None,
        proof=cut.proof,
    )


class _Cut:
    """Digits whose number is being cut out: what has been read of them up to `stop`."""

    def __init__(
        self, text: str, match: re.Match[str], lowest: int, end: int, names: Spans
    ) -> None:
        self.text, self.lowest, self.end, self.names = text, lowest, end, names
        self.begin, self.stop = match.span()
        self.kind, self.written = match.lastgroup, match[0]
        self.unit, self.more, self.each, self.later, self.proof = "", False, "", "", 0
        if self.kind == "arabic" and self.written[0] in "-+" and self.begin > lowest:
            before = text[lowest : self.begin]
            if self.written[0] == "+" or not _BEFORE_MINUS.search(before):
                self.begin += 1
                self.written = self.written[1:]

    def front(self) -> tuple[int, bool, str]:
        """Return where the front words begin, whether one is strong, and a rank word."""
        text, begin = self.text, self.begin
        each = _EACH if text.endswith(_EACH, self.lowest, begin) else ""
        front, strong, rank = front_of(text, begin - len(each), self.lowest, self.names)
        if each and front == begin - len(each):
            return begin, strong, rank
        self.each = each
        return front, strong, rank

    def read_unit(self) -> None:
        """Read the unit, and 多 or 余 round it."""
        text, stop = self.text, self.stop
        self.more = text[stop : stop + 1] in {"多", "余"} and stop < self.end
        if self.kind in {"share", "part"}:
            self.unit = "‰" if self.kind == "share" and self.written[0] != "百" else "%"
        else:
            at = stop + self.more
            self.unit = unit_of(text, at, self.end)
            self.stop = at + len(self.unit)
            if self.unit == "个" and (then := _UNIT_THEN.match(text, self.stop)):
                self.later, self.proof = then["unit"], then.end()
                self.unit += self.later
            if self.unit == "元" and text.startswith("人民币", self.stop):
                self.stop += len("人民币")
            crowd = not self.unit and self.kind == "arabic" and self.written[-1] in "万亿"
            if crowd and CROWD.match(text, at, self.end):
                self.unit = "人"
        if not self.more and self.unit and text[self.stop : self.stop + 1] in {"多", "余"}:
            self.stop += 1

    def read_ratio(self) -> int:
        """Read what makes a number without a unit a ratio (1:2.5); return where it stops."""
        if not self.unit and (other := _RATIO.match(self.text, self.stop)):
            self.stop, self.unit = other.end(), ":1"
        return self.stop

    def read_range(self, front: int, *, origin: bool) -> None:
        """Read the second number of a range."""
        text, begin = self.text, self.begin
        if front != begin and text[max(self.lowest, begin - 1) : begin] in _ORIGIN:
            return
        second = range_end(text, self.stop, self.end)
        if second is None or origin:
            return
        if self.unit in _POINTS and second[1] not in {"", self.unit}:
            return  # 下降0.2个百分点至5.1%: a difference and where it leads
        self.stop, unit = second
        self.unit = unit or self.unit

    def read_back(self, *, strong: bool) -> str | None:
        """Read the words that bound the number from behind; None where they are of a threshold."""
        text, unit, stop = self.text, self.unit, self.stop
        back = BACK_WORDS.match(text, stop, self.end)
        if back is None:
            return ""
        if unit not in _UNIT_OK and not strong and _THRESHOLD_BACK.match(text, stop):
            money = unit.endswith("元")
            done = not money and DONE.search(text, max(self.lowest, self.begin - 6), self.begin)
            if not (unit in _ITEMS or done or (money and FUNDS.match(text, stop))):
                return None
        if unit == "人" and TOWNS.match(text, stop):
            return None
        again = BACK_WORDS.match(text, back.end(), self.end)
        self.stop = (again or back).end()
        return back[0]

    def is_no_figure(self, unit_end: int, *, strong: bool) -> bool:
        """Tell whether a number with its unit is the size of a list of tasks, or a time."""
        text, unit, begin = self.text, self.unit, self.begin
        listed = unit in {"项", "件", "个", "条"} and not _WORKS.match(text, unit_end, self.end)
        if listed and _LIST_SIZE.search(text, max(self.lowest, begin - 8), begin):
            return True
        if unit == "个" and _NO_COUNT.match(text, unit_end):
            return True  # 连续6个季度, 最成功的70个城市之一
        if unit in {"", "人"} and OF_PLACE.match(text[unit_end - (unit == "人") : unit_end + 9]):
            return True  # 全市340万人民, 720万沈阳人民
        if text.endswith(_NO_FIGURE.get(unit, ("\n",)), self.lowest, begin):
            return True
        if unit in _NEVER_ALONE and text[self.lowest : begin] in _AND and self.lowest:
            return not text.endswith(unit, 0, self.lowest)  # 190对和187对
        return unit in _NEVER_ALONE and not timed(text, unit, begin, self.lowest, strong)

    def counts_without_unit(self, *, strong: bool, origin: bool) -> bool:
        """Tell whether a number without a unit counts something."""
        text, begin, stop, lowest = self.text, self.begin, self.stop, self.lowest
        from_to = origin and text[max(lowest, begin - 1) : begin] in _ORIGIN
        said = begin - (text[begin - 1 : begin] in {"为", "是"})  # 居民消费价格指数为102.7
        large = self.written[-1] in "万亿"
        of_list = (
            strong or text[begin - 1] in "、国省区高低快" or _ABOVE.search(text, lowest, begin)
        )
        return bool(
            (from_to and _TO_NUMBER.match(text[stop : self.end]))
            or (strong and strong_end(text, stop))
            or (of_list and _UNIT_LATER.match(text, stop))
            or (strong_end(text, stop) and covering(self.names, said - 1, said))
            or (strong_end(text, stop) and _INDEX.search(text, max(lowest, begin - 10), begin))
            or (self.kind == "arabic" and large and PEOPLE_BEHIND.match(text, stop))
            or (large and text[lowest:begin] in {"、", "和", "与", "及"})
        )


def _place(text: str, begin: int, stop: int, unit: str, front: int, end: int) -> Number | None:
    """Read 第12位 and 前20; None for 第三产业."""
    behind = text[stop : stop + 1] if stop < end else ""
    if unit not in _PLACES:
        if behind == "大" or unit not in {"", "%"}:
            return None
        before = _ORDER if text[front] == "第" else _AMONG
        told = (unit == "%" and before is _AMONG) or before.search(text, max(0, front - 4), front)
        if not told or (not unit and not _RANKED.match(text, stop, end)):
            return None
    back = BACK_WORDS.match(text, stop, end)
    stop = back.end() if back else stop
    stated = text[front:stop]
    if behind == "强":
        stop += 1  # 前10强
    kind, words = "%" if unit == "%" else "位", read_words(stated, "位")
    return Number(front, begin, stop, kind, words, stated, True, rank=True, unit_end=stop)
