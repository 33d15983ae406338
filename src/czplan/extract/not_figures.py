"""What holds digits and is no figure: dates, codes, quoted names, thresholds inside a name."""

from __future__ import annotations

from collections.abc import Sequence

from czplan import patterns as re
from czplan.extract.words import longest_first, section

Spans = Sequence[tuple[int, int]]

FACTOR = "[十百千万亿]"
ARABIC = r"\d(?:[\d,]{0,18}\d)?(?:\.\d{1,12})?"
HAN_DIGITS = "〇零一二两三四五六七八九十百千万亿"


_MASK = re.compile(
    r"(?P<quote>“[^“”]{1,14}”|‘[^‘’]{1,14}’|《[^《》]{1,60}》|「[^「」]{1,14}」|\"[^\"]{1,14}\""
    r"|<!--.*?-->|https?://\S+)"
    r"|(?P<date>(?<![\d.])(?:19|20)\d\d(?:(?:[-—~至到/、和与]|—{2})(?:(?:19|20)\d\d|\d\d))*(?:年度|年"
    r"|学年)(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"|(?<![\d.])\d{1,2}月(?:\d{1,2}日)?(?:份|底|末)?|(?<![\d.])\d{1,2}(?:[-—~至到]|—{2})\d{1,2}月份?"
    r"|(?<![\d.])\d{1,2}日(?!元|均|产|处理)"
    r"|(?<![\d.])(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|(?<![\d.])\d{1,3}周年"
    r"|(?<![\d.])(?<!\d,)\d{1,3}(?:多|余)?年(?!产|末|均|底)(?:来|间|期|内|行动|规划|计划|前)?"
    r"|\d{1,2}[:时点]\d\d分?(?=[,。;)]|至)"
    r"|[二一][〇零○一二三四五六七八九]{3}年|(?<![\d.])\d{2}后)"
    r"|(?P<code>(?<![A-Za-z])(?!GDP|GNI|CPI|PPI|RMB|R&D|TOP|Top|RD"
    r"|AI)[A-Za-z]{1,12}[-_]?\d{1,9}(?:[.&]\d{1,9})?(?:[-/]\d{1,9})?"
    r"|(?<![\d.])\d{1,9}[A-Z]+(?:级|网络|基站|技术|景区)?(?![A-Za-z])|(?<![\d.%])\d{1,9}(?:\+(?:\d{1,9}"
    r"|[A-Z]|[NnXx]))+|(?<![\d.])\d{1,9}[Xx×]\d{1,9}"
    r"|(?<![\d.])\d{1,4}(?:号线|号(?!召)|届|路(?!公里)|国道|省道|大道|强(?<!前\d强)(?<!前\d\d强)(?<!前\d\d\d强)|次会议|次全会|次党代会|次代表大会|版|期工程|期项目"
    r"|期(?=[)(,、。]))|(?<![\d.])\d{5,}(?=热线)|\d{4,5}(?:热线|平台)|\d{1,9}/7|7[×x*]24"
    r"|“?\d{1,9}·\d{1,9}”?|4050(?=人员|等人员))"
    r"|(?:信心|勇气|斗志|精神|干劲)百倍|百倍的?(?:努力|信心|勇气)|延长(?:30|三十)年|\d人制|[一二三四多]倍体|(?<!\d)\d类(?=新药|创新药|医疗器械|(?:及?以[上下])?(?:标准|重点|地表|黑臭)*(?:水[质体域]|断面|水(?=[,;。、标和])))"
    r"|(?<![\d.])\d{1,3}(?:分钟|小时)(?=[^,;。、\d到达至]{0,12}圈|内(?:上|通达|可))"
    r"|第\d{1,3}(?:[至到]|—{1,2}|-)\d{1,3}(?:篇|章|节|条|页|部分)"
    r"|(?P<per>每(?:新增)?(?:\d{1,9}[十百千万亿]*|[一百千万亿十]+)?(?:人口|劳动者|人|名|户|平方公里|个|元|辆|亩|头|立方米|吨)"
    r"|[百千万亿]+(?:元|人|户|名|吨)(?:地区生产总值|国内生产总值|生产总值|GDP|工业增加值|增加值|产值|综合能耗|就业人员|人口|拥有|有效|劳动者|发明|高价值))"
    r"|(?P<struct>\d{1,9}(?:\.\d{1,9})?(?:[:比]\d{1,9}(?:\.\d{1,9})?){2,})"
    r"|(?P<levels>(?:[\d.,]{1,12}|[一二两三四五六七八九十])?[十百千万亿]+(?:元|美元)?级(?!以上的?城市)|\d{1,9}级(?!以上天)"
    r"|[一二三四五六七八九十]+级)"
    r"|(?P<steps>(?:\d{1,9}|[一二两三四五六七八九十]+)个[十百千万]*亿元?(?:级)?(?:台阶|大关|关口|级台阶))"
    r"|(?P<frac>\d{1,9}/\d{1,9}(?=[^\d%]))"
)


_SO_MANY = re.compile("[一二三四五六七八九十\\d]个[\\d百]")
"""“六个100%”: the name of a scheme."""
_RATES = re.compile("(?:率|比例|水质)[^,;。、\\d“”]{0,10}$")
"""达标率、合格率保持“三个100%”: each of these rates is at 100 %."""
_REASONS = {"date": "date", "quote": "scheme-name", "code": "scheme-name"}
"""Reasons of `not-goals.yaml` by the group of `_MASK` that holds a digit."""


_THRESHOLD = re.compile(
    rf"(?=[超逾过达\d一二两三四五六七八九十百千万亿])(?:超过|超|逾|过|达)?(?:{ARABIC}|[一二两三四五六七八九十]{{1,4}})?{FACTOR}*"
    r"(?:亿元|万元|亿美元|万美元|元|美元|人|吨|公里|蒸吨|岁|千瓦|亩|周岁|头|只|户|平方米|立方米|万人|吨级|升)(?:人民币)?"
    rf"(?:[、和]{ARABIC}{FACTOR}*(?:亿元|万元|元|美元)|(?<=元)[、和][一二两三四五六七八九十]{{0,4}}{FACTOR}+元)*"
    r"(?:及?以上|及?以下|以内|以上规模|级)?(?:的|及以上)?[^\W\da-zA-Z_]{0,6}?"
    rf"(?:{longest_first(section('numbers', 'threshold nouns'))})"
)


DONE = re.compile(
    "(?:完成|新增|改造|建设|新建|实施|培育|引进|推进|带动|帮助|解决|转移|培训|发放|建成|整治|修复)$"
)
"""Behind these a number with 以上 is what is done, not a threshold: 完成10万户以上农村危房改造."""
_COUNTED_ON = re.compile("[^,;。、\\d]{0,6}\\d+[个家座处]")
"""建成200亩以上种植基地92个: the threshold of what is counted behind."""
_TIER = re.compile(
    r"\d[个家户条镇][^,;。、\d完]{0,14}(?:投资|产值|销售收入|主营业务收入|营业收入|税收|生产总值|GDP|财政收入|规模)"
    rf"(?:额|总额)?(?P<tier>(?:超过|超|过|逾)(?:{ARABIC}{FACTOR}*|{FACTOR}+)(?:元|美元))"
)
"""42个工业项目投资过10亿元: the tier of what is counted (goal definition 7)."""


_SHARE_OF = re.compile("占[^,;。]{0,12}$|(?:接近|近|超|约|超过|达到?)$")
"""What shows that 1/5 is a part of a whole: 占全省1/5以上."""


_OF_SUCH = re.compile(
    rf"(?P<tier>(?:超过|超|过|逾|突破)(?:{ARABIC})?{FACTOR}+(?:元|美元))的(?=[区县市州镇乡旗村])"
)
"""超千亿元的区(市)县从2个增至8个: what is counted, by its size."""


_COUNTED_TIER = re.compile(
    rf"(?P<tier>(?:超过|超|过|逾)(?:{ARABIC})?{FACTOR}+(?:元|美元)(?:以上)?)的?(?=\d+[个家户])"
    rf"|\d[个家户](?P<after>(?:超过|超|过|逾)(?:{ARABIC})?{FACTOR}+(?:元|美元)"
    rf"|{ARABIC}{FACTOR}+(?:元|美元)以上)"
)
"""其中超亿元279个, 7个过百亿元: the tier of what is counted."""
_BETWEEN = re.compile(
    rf"(?P<tier>{ARABIC}{FACTOR}*元?(?:[-—~至到]|—{{2}}){ARABIC}{FACTOR}*元)的?(?=(?:[^\W\d_]{{0,6}}?)"
    r"(?:企业|项目|集群|园区|产业链|乡镇)\d+[个家户条])"
    rf"|(?:营收|产值|投资额?|税收|销售收入|主营业务收入|营业收入)(?P<after>{ARABIC}{FACTOR}+元)的?(?=(?:[^\W\d_]{{0,4}}?)"
    r"(?:企业|项目|集群|园区|产业链|乡镇)\d+[个家户条])"
)
"""营收50亿—100亿元企业5家: of which size what is counted is."""
_SCHEME = re.compile("政策|工程|行动|计划|战略")
"""“3个15万元”政策: a name, whatever it holds."""
_AMONG = re.compile(
    "(?:全国|全省|全区|全球|世界|国内|中部|西部|东部)(?P<tier>[0-9]{1,4}(?:多|余)?个)[^,;。、0-9]{2,14}"
    "(?:[中里]|的?(?=前[0-9一二三五十百]|第[0-9一二三四五六七八九十]|排名|排第|平均))"
)
"""在全国168个重点城市中排名第十六: among whom one ranks."""
_AMONG_THESE = re.compile(
    "在(?P<tier>[0-9]{1,4}(?:多|余)?个)[^,;。、0-9]{2,14}(?:城市|地区|县市|县区|市州)中?的?(?=前|第|排|位|居|名)"
)
"""在15个副省级城市中的排名."""
_OTHERS = re.compile("全国|全省|全区|全球|世界|国内|部")
_ONE_OF = re.compile(
    "(?:全国|全省|全区|全球|世界)(?:首批|仅有|唯一|第[一二三四五]批)?(?:的)?(?P<tier>[0-9]{1,4}[个家座项])[^,;。、]{2,24}之一"
    "|(?:全国|全省|全区|全球|世界)(?:首批|仅有|第[一二三四五]批)的?(?P<after>[0-9]{1,4}[个家座项])"
)
"""全国20个典型案例之一: how many others there are."""


def masked(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans that hold digits and count nothing."""
    found: list[tuple[int, int]] = []
    for match in _MASK.finditer(text, start, end):
        if match.lastgroup == "quote":
            inner = match[0]
            scheme = _SCHEME.match(text, match.end()) is not None
            named = _RATES.search(text, start, match.start()) is not None
            if ("%" in inner and (named or not _SO_MANY.search(inner))) or (
                (not scheme)
                and (inner[0] in "“‘" and re.search(r"\d[\d.]*[万亿]+(?:元|人|吨)|个百分点", inner))
            ):
                continue
        if (
            match.lastgroup == "date"
            and re.search(r"\d年$", match[0])
            and len(match[0]) <= 6
            and not re.match("(?:19|20)", match[0])
        ):
            before = text[max(start, match.start() - 12) : match.start()]
            if "年限" in before or "受教育" in before:
                continue
        if match.lastgroup == "frac" and _SHARE_OF.search(text, start, match.start()):
            continue
        found.append(match.span())
    for match in _THRESHOLD.finditer(text, start, end):
        # A threshold only where the kind that it names is counted or named further on.
        digit = re.search(r"[\d十百千万亿]", match[0])
        if digit is None:
            continue
        done = DONE.search(text, max(start, match.start() - 6), match.start())
        if done and "元" not in match[0] and not _COUNTED_ON.match(text, match.end(), end):
            continue
        bounded = re.search("以上|以下|级|超|逾|过", match[0])
        bare = not re.search(r"\d", match[0])
        if bounded or bare:
            found.append((match.start() + digit.start(), match.end()))
    sums = (_TIER, _OF_SUCH, _COUNTED_TIER, _BETWEEN) if text.find("元", start, end) >= 0 else ()
    others = (_AMONG, _ONE_OF) if _OTHERS.search(text, start, end) else ()
    for tier in (*sums, *others, _AMONG_THESE):
        for match in tier.finditer(text, start, end):
            after = match.re.groupindex.get("after")
            found.append(match.span("after" if after and match["after"] else "tier"))
    found.sort()
    return found


def masked_as(text: str) -> dict[int, str]:
    """Return what holds the digits that count nothing, by place: `date`, `scheme-name` or neither.

    The codes are reasons of `not-goals.yaml`; empty where it is another (13.3:41.7:45).
    """
    found = {at: "" for start, end in masked(text, 0, len(text)) for at in range(start, end)}
    for match in _MASK.finditer(text):
        if (reason := _REASONS.get(match.lastgroup or "")) is not None:
            for at in range(*match.span()):
                if at in found and found[at] != "date":
                    found[at] = reason
    return found


def covering(spans: Spans, start: int, end: int) -> tuple[int, int] | None:
    """Return the span that overlaps a run, None where none does."""
    for span in spans:
        if span[0] < end and span[1] > start:
            return span
        if span[0] >= end:
            return None
    return None
