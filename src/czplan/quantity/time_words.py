"""Over which time words measure: 五年累计, 两年平均, “十四五”期间, 上半年, 较2020年, 环比.

What the words name, and nothing of the record that they stand in (`record_time`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from czplan import patterns as re
from czplan.period import PLAN_NAME
from czplan.quantity.masks import SIGN, plan_end, since
from czplan.quantity.normal import normalise
from czplan.quantity.numerals import count_of, years_in_digits

_MAY_TELL = re.compile(
    r"[年月季均每隔逢]|世纪|[环同]比|十[一二三四]?五|[基期]期|期初|[原现]|一(?:[天周旬个]|星期)"
)
_TENS = "一二三四五六七八九十百"
COUNT = r"(?:[0-9]{1,2}|[一二两三四五六七八九十]{1,3})"
_YEARS = re.compile(
    rf"(?:(?P<now>今明后?|明后|去今)|(?P<lead>未来|今后|接下来|往后|连续|连|每|(?<!学)前|头|首)?的?"
    rf"(?<![0-9第.,上下去今明〇零一二两三四五六七八九十]))(?!十[一二三四五]五)(?P<n>{COUNT})年"
    r"(?!度|级|龄|代|初|末|底|期|制|份|版|产|报|检|薪|终|轻|以[上下内]|行动|计划(?!投资|完成|投入|新增|实施)|规划|攻坚|义务|一贯|免费|教育|毛入|学|入园|巩固|保教|来?的?(?:最|首次|首破|新[高低]|同期最)|[0-9])"
)
_RANGE = re.compile(r"(?<![0-9])([12][0-9]{3})年?[至到—~-]([12][0-9])?([0-9]{2})年")
_NAMED = re.compile(
    r"(?<![0-9到至前截止由从自按])([12][0-9]{3})年(?:度|全年)?(?![底末初前以起至到—~年-]|的?(?:[水平基价口不可标]|为基))"
)
_BY = re.compile(
    r"(?:到|至|截至|截止)([12][0-9]{3})年(?![初前以起至到—~-])|(?<![0-9由从自])([12][0-9]{3})年[底末]"
)
_OF_A_YEAR = re.compile(
    r"[12][0-9]{3}年(?:度[^,;。、新完实增减达投]{0,14}?(?:项目|计划|批次|任务|工程|资金|预算|债券)"
    r"|[^,;。、新完实减达投]{0,8}?(?:国债|债券|结转|批次|第.{1,2}批))"
)
"""A year that is part of a name: 2022年度棚改项目, 2023年增发国债."""
_PLAN = re.compile(
    r"(?:[“\"]十(?P<quoted>[一二三四五]?)五[”\"]|十(?P<bare>[一二三四五])五(?![”\"]))"
    r"(?!(?:规划)?(?:期?[末初中]|收官|开局|目标|任务|要求|家|个|项|%))(?:规划)?(?:时期|期间|期内)?(?P<still>以来)?"
)
_EVER_SINCE = re.compile(r"(?<![0-9])([12][0-9]{3})年以来(?!的?(?:最|首|新|同期|单))")
_PLAN_END = re.compile(
    r"(?:[“\"]十([一二三四五]?)五[”\"]|十([一二三四五])五)(?:规划|时期)?(?:期?末|收官之?年|期满)"
)
"""“十三五”末: by 2020."""
_MID_CENTURY = re.compile(r"(?:本|二十一|21)?世纪中叶")
_JUBILEE = re.compile(
    rf"(?P<of>建党|中国共产党成立|建国|新中国成立|中华人民共和国成立|建军)(?P<n>[0-9]{{2,3}}|[{_TENS}]{{1,5}})周年"
)
_FOUNDED = {"建党": 1921, "中国共产党成立": 1921, "建军": 1927}
_OLD_REPUBLIC = 1949
_SHORT_YEAR = re.compile(r"(?<![0-9第.])['’‘]?([0-3][0-9])(?=年[末底])")
_BARE_YEAR = re.compile(r"(?<![0-9.,])([12][0-9]{3})(?=全年|[上下]半年)")
_NAMES = re.compile(r"“(?!" + PLAN_NAME + r"”)[^“”]*”|《[^《》]*》")
_MONTH = r"(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])"
_PART = re.compile(
    rf"(?P<half>[上下]|(?<![每个年多]))半年(?!亏损|报)|(?P<now>[本当](?:季度?|月))"
    rf"|(?P<up>前)?(?P<quarter>[一二三四1-4首](?=季度)|[一二三1-3首](?=季(?![稻粮作花茶蔬])))季度?|(?<![0-9.])(?P<from>{_MONTH})(?:月份?)?"
    rf"[-—~至到](?P<till>{_MONTH})月|前(?P<first>{_MONTH})个月|(?:(?P<by>至|到|截至|截止)(?:[12][0-9]{{3}}年)?)?(?<![0-9.])(?P<month>{_MONTH})月"
)
_EARLIER = re.compile(
    r"(?<![与同和跟于较比对自从由以超])(?:(?P<two>(?<![目当以之日年月提空])前年)|(?P<part>上一?个?(?:月|季度?)|[年期][初中](?=[为有是达]?[0-9]))|上一?年|去年)度?"
    r"(?!(?:价格)?[=为]100|同期(?![为是达仅]{0,2}(?:近|约|不到|不足|超过?)?[0-9])|结转|基数|水平|[的]?(?:项目|任务|计划|工程))"
)
"""A time before as the figure's own: 上年增长5.2%, 去年末50家; not 比上年, which is masked."""
_STARTS = re.compile(r"(?:份)?(?:[0-9]{1,2}日)?(?:起|以来|开始)")
_CLOSES = re.compile(r"(?:份)?(?:[底末]|[0-9]{1,2}日|之?前)")
_AGAINST = {
    "shorter": re.compile(
        r"环比|月均(?:实际)?[增提递升上下减降涨]|[较比]上(?:一?个?)?(?:月|季度?|旬|周)"
    ),
    "year": re.compile(r"同比|[较比](?:上一?年|去年|前一?年|上年度)"),
    "base": re.compile(r"[较比](?:基期|规划期?初)|在?基期的?基础上"),
    "start": re.compile(r"[较比](?:期初|原来|原有|现有|目前|现在|现状)"),
}
"""What a change is measured against, but for a year that is named."""
_COUNTED = rf"(?:[0-9][0-9.,]*|[{_TENS}两]+(?=[万千亿个家项场次件批期户人名元条座辆]))"
_EACH_DAY = (
    rf"(?:(?:每隔?(?:{COUNT}|半)?个?|隔{COUNT}?个?|逢[单双])(?:天(?!津|[水门台长河等全][市县区])|[工作]*日(?!照|喀|土县)"
    r"|周(?!边|围|年|口|至县|宁县|村)|旬(?![阳邑])|月(?!湖区)|季度|小时|分钟|学期|星期)"
    rf"|(?<![0-9{_TENS}第前后上下头首这那近])一(?:天|周|旬|星期|学期|小时|个(?:月|季度|星期|学期|小时|工作日))(?={_COUNTED})"
    r"|每(?:半年|双[月周])|(?:每隔?(?:[2-9]|[1-9][0-9]|[二两三四五六七八九十]{1,2})|每?隔一?)年)"
)
_MEAN = re.compile(
    rf"(?:(?<![假作节生各每0-9])(?:[日周旬月季]|小时|季度)均(?!气温|温度|浓度|湿度|水温|降[水雨]|雨量|值(?![守班勤乘机]))|{_EACH_DAY})"
    rf"(?:(?!{_COUNTED}|全年|一年|年累计)[^,，、。;；]){{0,20}}{_COUNTED}(?:(?!全年|一年|年累计)[^0-9])*"
    rf"(?:(?<=[—~至到-]){_COUNTED}[^0-9]*)?$|[0-9][^0-9、。;；]{{0,6}}{_EACH_DAY}(?:$|[,，、。;；)）])"
)
_A_YEAR = re.compile(r"(?<![0-9])[12][0-9]{3}年")
"""Of each day or month, where that stands at the number: 每周一场演出全年达到52场 is a year's."""
_EACH = frozenset({"连续", "连", "每"})
_ADDED_UP = re.compile(r"[来间内期]*(?:累计|合计|共计|总计)")
"""连续三年累计 is of the three together."""
FIRST = frozenset({"前", "头", "首"})
_OR_FEWER = re.compile(rf"(?<![0-9]){COUNT}年?[—~至到-]$")
UNCLEAR = 0
"""How many years 三到五年 are: nobody can tell what is asked by when."""
YEAR = 12
SOME_MONTHS = (YEAR, YEAR - 1)
"""本月, 本季度: a part of a year that isn't said."""


@dataclass(frozen=True, slots=True)
class TimeWords:
    """The time that words name.

    Attributes:
        years: of how many years: 5 of 五年, “十四五”期间 and 2021—2025年.
        ends: the last of them, where it is said; begins: the year before the first.
        named: the years whose own it is: 2024年增长6%, 2024年新增10万人.
        by: the year by whose end it is: 到2023年, 2023年底.
        lead: what stands before the years: 未来, 前.
        part: a part of a year as its first and last month, (1, 12) for the whole; (6, 6) is June.
        earlier: how many years before its record's it is: 1 of 上年增长5%, 2 of 前年; -1 of a part
            of a year (上月末, 年初), 0 where nothing says so.
        mean: it is what each day, month or quarter has: 月均3000元.
        against: year (上年, 同比), base (基期), start (期初, 现有) or shorter (环比, 上月).
    """

    years: int | None = None
    ends: int | None = None
    begins: int | None = None
    named: tuple[int, ...] = ()
    by: int | None = None
    lead: str = ""
    part: tuple[int, int] | None = None
    against: str = ""
    earlier: int = 0
    mean: bool = False


_NOTHING = TimeWords()


@lru_cache(maxsize=1 << 14)
def time_words_of(stated: str) -> TimeWords:
    """Read which time the words name, other than a year to compare with (`Wording.since`)."""
    text = normalise(stated)
    if not _MAY_TELL.search(text):
        return _NOTHING
    text = years_in_digits(_NAMES.sub(SIGN, text))
    text = _SHORT_YEAR.sub(r"20\1", text)
    text = _BARE_YEAR.sub(r"\1年", _JUBILEE.sub(_jubilee, text))
    against = next((name for name, words in _AGAINST.items() if words.search(text)), "")
    text = since(text, share=False)[0]
    years, ends, begins, lead = None, None, None, ""
    found = _YEARS.search(text)
    if found and (found["lead"] not in _EACH or _ADDED_UP.match(text, found.end())):
        years, lead = count_of(found["n"]), found["now"] or found["lead"] or ""
        if years is None or _OR_FEWER.search(text[: found.start()]):
            years = UNCLEAR  # 两三年
    if (found := _RANGE.search(text)) is not None:
        begins = int(found[1]) - 1
        ends = int((found[2] or found[1][:2]) + found[3])
        years = ends - begins
    elif (found := _PLAN.search(text)) is not None:
        last = plan_end("十" + (found["quoted"] or found["bare"] or ""))
        begins = last - 5
        if found["still"]:
            years = None
        elif years is not None and lead in FIRST:
            ends, lead = begins + years, ""
        elif years is None or years == 5:
            years, ends = 5, last
    elif years is None and (found := _EVER_SINCE.search(text)) is not None:
        begins = int(found[1]) - 1
    named: tuple[int, ...] = ()
    by = None
    if begins is None:
        plain = _OF_A_YEAR.sub(SIGN, text)
        if years is None:
            named = tuple(int(each[1]) for each in _NAMED.finditer(plain))
        if (until := _BY.search(plain)) is not None:
            by = int(until[1] or until[2])
        elif (closed := _PLAN_END.search(text)) is not None:
            by = plan_end("十" + (closed[1] or closed[2] or ""))
        elif _MID_CENTURY.search(text) is not None:
            by = 2050
    found = _EARLIER.search(text)
    each = any(word in text for word in "均每隔逢一")
    mean = each and _MEAN.search(_A_YEAR.sub(SIGN, text)) is not None
    earlier = 0 if found is None else -1 if found["part"] else 2 if found["two"] else 1
    return TimeWords(years, ends, begins, named, by, lead, _part(text), against, earlier, mean)


def _jubilee(found: re.Match[str]) -> str:
    """Write 建党100周年 as 2021年."""
    return f"{_FOUNDED.get(found['of'], _OLD_REPUBLIC) + (count_of(found['n']) or 0)}年"


def tells_time(stated: str) -> bool:
    """Tell whether words speak of a time that may not be their record's."""
    text = normalise(stated)
    return time_words_of(stated) != _NOTHING or "均" in text or since(text)[1] is not None


def _part(text: str) -> tuple[int, int] | None:
    """Return the months of a part of a year, or of 全年; None where none is named."""
    if "全年" in text and "全年均" not in text:
        return (1, 12)
    found = _PART.search(text)
    if found is None:
        return None
    if found["now"]:
        return SOME_MONTHS
    if found["half"] is not None:
        return (7, 12) if found["half"] == "下" else (1, 6)
    if found["quarter"]:
        quarter = 1 if found["quarter"] == "首" else count_of(found["quarter"]) or 1
        by = found["up"] or _CLOSES.match(text, found.end())
        return (1 if by else 3 * quarter - 2, 3 * quarter)
    if found["from"]:
        first, last = count_of(found["from"]), count_of(found["till"])
        return None if first is None or last is None or first > last else (first, last)
    if found["first"]:
        return (1, count_of(found["first"]) or 1)
    month = count_of(found["month"]) or 1
    if text.startswith(("日", "度"), found.end()) or _STARTS.match(text, found.end()):
        return None
    by = found["by"] or _CLOSES.match(text, found.end())
    return (1 if by else month, month)
