"""Read a document: its lines become sentences, its sentences claims, its claims proposals."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from czplan import patterns as re
from czplan.extract.aims import is_given, is_list
from czplan.extract.bare import bare_goals
from czplan.extract.bare_drafts import bare_draft
from czplan.extract.bare_figures import doubled_levels, held_levels
from czplan.extract.catalogue import Catalogue, shipped
from czplan.extract.clean import TextLine, is_table_row, lines
from czplan.extract.document import Document, describe
from czplan.extract.drafts import draft_of
from czplan.extract.framing import Frame, Frames
from czplan.extract.glossary import Glossary
from czplan.extract.grammar import claims
from czplan.extract.list_periods import carry_span
from czplan.extract.meaning import Attribution
from czplan.extract.number_forms import read_words, torn_words
from czplan.extract.numbers import cut
from czplan.extract.proposal import Proposal, proposal_id
from czplan.extract.scope import carry_scope, leave_to_nation
from czplan.extract.seeking import seek
from czplan.extract.settling import ProposalDraft, settled
from czplan.extract.sureness import ends_estimates, lasts
from czplan.extract.values import Value

LONGEST_TEXT = 40
"""The most characters that `text` may have (data format)."""

_SENTENCE = re.compile(r"[^。!?]*[。!?]?[”’)]?")
_HOLDS = re.compile(
    r"[\d〇零一二两三四五六七八九十百千万亿翻]|同步|下达|控制性|年度(?:节能|减排|目标|任务|约束)|持平|正增长|覆盖|清零|稳|持续|快于|高于|低于"
)
_SALUTATION = re.compile(r"(?:尊敬的)?(?:各位代表|同志们|各位委员)[!。,:]")
_FIRST = 30
"""Among how many lines the words with which a report opens stand."""
_SOON = 20
"""Up to which line a paragraph may open a report with them."""
_SIZE_UNITS = frozenset({"吨", "千瓦", "兆瓦", "千伏", "立方米", "吨/日", "立方米/日", "标箱"})
_OUTPUT_UNITS = frozenset({"吨", "立方米", "吨/日", "吨/年", "立方米/日", "标箱", "只", "吨碳"})
_ADDING = (
    "新增",
    "完成",
    "实现",
    "形成",
    "改造",
    "治理",
    "清理",
    "压减",
    "淘汰",
    "节约",
    "储备",
    "供应",
)
_WORK = re.compile(
    "[^,;:。]{1,60}?(?:项目|生产线|装置)(?:的)?(?:建设|建成|竣工|投产|投运|落地|开工|复产|试产|达产|满负荷|顺利|加快|尽快|进展|全面|前期|成功|正式|[,;。、]|$)"
)
"""5000吨铜箔、1.7万吨精细化工等项目建设: how large the works are."""
_SIZES_OF = frozenset({"年产", "日产", "年加工", "年处理", "日处理", "占地", "占地面积"})
"""占地246公顷的公园, 年产10万只坩埚项目投产: how large a thing is."""
_MADE_UNITS = _OUTPUT_UNITS | {"套", "台", "辆", "千瓦", "兆瓦"}
_LISTED_WORK = re.compile(
    "(?:[^,;:。、\\d]{0,12}(?:、[^,;:。、]{1,24}){0,4}?)等(?![^,;:。、]{0,6}(?:方面|民生|实事))(?:\\d+[个项])?[^,;:。、\\d]{0,10}(?:项目|工程)(?:年内|\\d|建设|建成|竣工|投产|开工|落地|$|[,;。、])"
)
"""手套380亿只、汽车配件200万套等重点项目50个: how much each is to make."""
_HERD = re.compile("(?:养|生猪|种猪|肉牛|奶牛)[^,;。、]{0,6}(?:场|基地|项目|技改|小区|工程)")
"""罗牛山10万头生猪异地技改: how large it is."""
_FIRST_OF = re.compile("首[台套座条艘个列架](?:套|最大)?$")
"""国内首台500米刮板输送机: how large it is."""
_WATER_CLASS = re.compile("(?:水[质体]|断面|地表水)[^,;。、\\d]{0,8}$|[优劣]于?$")
"""水质达到3类: a class of which the lower is the better, no count."""
_THING = re.compile(r"级?(?!任务|目标|指标|的|以上|左右|产能|计划|[多余])[^\W\da-zA-Z_]{2}")
_OF_ALL = re.compile(r"[高快低]于全[市州](?:平均|水平|增[速幅])")
_ASKED = re.compile("的?(?:年度|预期|控制|年初)?(?:目标|任务|计划)(?:值|数)?(?:[以之]?内|任务)")
"""上涨2.1%,控制在3%左右的目标内: what was asked for, not what came."""
_PULLS = re.compile("拉动[^,;。、\\d]{0,14}$")
"""拉动GDP增长2个百分点: a contribution."""
_UPON = re.compile("[^,;。、\\d]{0,16}基础上")
"""在实施33项民生工程基础上: what the goals behind build upon."""
_REASON = re.compile("[^,;:。、\\d]{0,10},(?:我[国省市区州县])?正处(?:在|于)")
"""What follows a number that is a reason: 跨上400亿元台阶,正处在."""
_ASIDE = re.compile(
    r"\d[^,;。()]{0,8}\((?:年初|全年|原|去年|当年)?(?:计划|预期目标|目标|预期)(?:为|值|数|任务|增长)*[^()一-鿿]*\d[^()]*\)"
)
"""42万人(计划40万人): what was asked for beside what came."""
_MISSED = re.compile(
    r"(?<![\d.])\d[\d.]*(?:%|万|亿|个百分点|[^\W\d_]){0,6}(?:的)?(?:年度|预期|年初|控制)*(?:目标|任务|计划)(?:任务)?(?:没有|没能|未能|未|不能|难以|无法)(?!下达)"
    r"|(?:不能|未能|没有|没能|难以|无法|未)(?:如期|按期)?(?:完成|实现|达到)(?:[^,;。\d]{0,24}\d[\d.]*[^,;。\d]{0,8}|[^,;。\d]{0,24}\d[\d.]*[^,;。\d]{0,4}[、和]\d[\d.]*[^,;。\d]{0,8})的[^,;。\d]{0,6}(?:目标|任务|计划)"
    r"|提前[^,;:。\d]{1,8}(?:实现|完成|达到)了[^,;:。\d]{0,12}\d[\d.]*[^,;:。\d]{1,5}的(?:预期|预定|规划|计划|奋斗|发展)+目标"
    r"|(?:未|没有?|没能)能?(?:新增(?!长)|发生|出现|达到|实现|完成|形成)(?:[^,;:。\d的]|(?:预期|计划|预定|目标)的){0,12}\d[\d.]*"
)
"""增长5%的目标没有实现; 未新增债务10亿元; 提前实现了11950元的预期目标: nobody's figure."""
_OUTDONE = re.compile(
    "比[^,;。\\d]{0,8}(?:(?:19|20)\\d\\d年)?的?(?:目标|计划|任务)(?:数|值)?(?:[为是])?\\d[\\d.]*[^\\W\\d]{1,4}(?:超过|超出|超|多|高出?)\\d[\\d.]*"
)
"""比计划目标3000亿元超500亿元: what was asked for, and how far it was outdone."""
_FAILING = ("没", "未", "不能", "难以", "无法", "提前")
"""Words of which one stands wherever `_MISSED` matches."""
_SUPPOSED = re.compile(
    "如果|假如|假设|倘若|只[有需要](?:保持|(?:保持)?年均)|[不没](?:能|可|会|应|该|要)?满足于"
)
"""What is supposed, or what nobody is to be content with."""
_STEPS = re.compile(
    r"(?:[、和]\d+[\d.]*[万千百]*亿?元?)+(?:级)?(?:台阶|大关|关口|新台阶|两个|三个|的台阶)"
)
_ONE_AFTER_ANOTHER = re.compile(
    r"(?:连续|先后|接连|相继)(?:突破|跨过|迈过|迈上|跨上|跨越|跃上|站上|登上)了?[\d、和万千百亿元]*$"
)
_PARTED = re.compile(r"\d\s+\d")
"""Digits that the document parts; the clean text has them in one."""
_MOST_SENTENCE = 3000
_MOST_DRAFTS = 20_000
"""How many figures are read of a document; the nation's plans hold a twentieth of that."""


@dataclass(slots=True)
class Reading:
    """What was read: the document and its proposals, in the order of the text.

    `whole` is False where reading stopped, because no report holds so many figures.
    """

    document: Document
    proposals: list[Proposal]
    frames: Frames
    whole: bool = True


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text):
        match = _SENTENCE.match(text, at, at + _MOST_SENTENCE + 1)
        end = match.end() if match else len(text)
        if end <= at:
            end = at + 1
        if end - at > _MOST_SENTENCE:
            cut_at = max(text.rfind(mark, at, at + _MOST_SENTENCE) for mark in ",;、")
            end = cut_at + 1 if cut_at > at else at + _MOST_SENTENCE
        yield at, end
        at = end


def read_document(
    text: str,
    *,
    file: str,
    place: str | None = None,
    year: int | None = None,
    catalogue: Catalogue | None = None,
    sha256: str | None = None,
) -> Reading:
    """Read a document's text into proposals.

    Args:
        text: the document, front matter included.
        file: its name as given.
        place, year: what is to be taken instead of what the document says of itself.
        catalogue: the names to go by; default: the shipped ones.
        sha256: the hash of the document's bytes; default: of its text in UTF-8.
    """
    names_by = catalogue or shipped()
    digest = sha256 or hashlib.sha256(text.encode()).hexdigest()
    rows = list(lines(text))
    document = describe(rows, file, year, place)
    frames = Frames(document)
    if document.kind == "report":
        frames.opening = _opening(rows)
    drafts: list[ProposalDraft] = []
    whole = True
    glossary = Glossary(rows, document)
    for line in rows[document.body - 1 :]:
        if not line.text or is_table_row(line.raw):
            continue
        if glossary.explains(line):
            continue
        if len(drafts) > _MOST_DRAFTS:
            whole = False
            break
        frames.enter_line(line)
        first = True
        for start, end in _sentences(line.text):
            frames.enter_sentence(line, start, end, first=first)
            first = first and _SALUTATION.match(line.text, start, end) is not None
            if len(drafts) <= _MOST_DRAFTS and _HOLDS.search(line.text, start, end):
                drafts += _sentence(line, start, end, frames, document, names_by)
    drafts = settled(drafts)
    taken: set[str] = set()
    proposals = [_proposal(draft, file, digest, taken) for draft in drafts]
    return Reading(document, proposals, frames, whole)


def _opening(rows: list[TextLine]) -> int:
    """Return the number of the line with which a report addresses its hearers; 0 without one.

    What stands before it is title, day and speaker: 向宏伟目标迈进 there is no heading. A paragraph
    that opens with it far down (各位代表!过去的一年,…) addresses hearers who have long listened.
    """
    for line in rows[:_FIRST]:
        said = _SALUTATION.match(line.text)
        if said is not None:
            return line.number if line.number < _SOON or said.end() == len(line.text) else 0
    return 0


def _sentence(
    line: TextLine, start: int, end: int, frames: Frames, document: Document, catalogue: Catalogue
) -> list[ProposalDraft]:
    text = line.text
    names = catalogue.mentions(text, start, end, document.own_names)
    timeline = frames.within(text, start, end)
    numbers = cut(text, start, end, names)
    found = claims(text, start, end, numbers, names, catalogue)
    drafts: list[ProposalDraft] = []
    unmeant = _unmeant(text, start, end)
    for claim, later in itertools.zip_longest(found, found[1:]):
        at = claim.number.start
        if claim.number.origin or any(first <= at < last for first, last in unmeant):
            continue
        frame = _frame_at(timeline, claim.number.front)
        if frame.kind == "none" or _is_size(text, claim):
            continue
        if frame.kind == "goal" and (
            text.startswith(("的基础上", "基础上"), claim.number.end)
            or (
                (
                    claim.number.front == claim.number.start
                    or text.endswith("在", 0, claim.number.front)
                )
                and _UPON.match(text, claim.number.end)
            )
            or _REASON.match(text, claim.number.end)
        ):
            continue
        if claim.number.points and _PULLS.search(text, start, claim.number.front):
            continue
        if frame.kind == "goal" and is_list(text, start, claim.number):
            continue
        if frame.kind == "goal" and is_given(text, start, claim.number):
            continue
        if frame.kind == "figure" and _ASKED.match(text, claim.number.end):
            continue
        draft = draft_of(line, start, claim, frame, frames, document, catalogue, drafts)
        if draft is not None:
            if _is_passed(text, start, claim, later):
                draft.id = ""
            drafts.append(draft)
    if any(frame.kind == "goal" for _, frame in timeline):
        for bare in bare_goals(text, start, end, names, catalogue, found):
            if any(first <= bare.start < last for first, last in unmeant):
                continue
            frame = _frame_at(timeline, bare.start)
            if document.level == "city" and _OF_ALL.search(text, bare.start, bare.end):
                continue  # 5个县增幅高于全市平均水平: not the place's own
            if frame.kind == "goal":
                drafts.append(bare_draft(line, start, bare, frame, frames, document, catalogue))
    held = held_levels(text, start, end, names, catalogue)
    for bare in (*held, *doubled_levels(text, start, end, names, found)):
        frame = _frame_at(timeline, bare.start)
        kinds = {"figure"} if bare.unit == "倍" else {"figure", "goal"}
        if frame.kind in kinds and not any(one <= bare.start < two for one, two in unmeant):
            drafts.append(bare_draft(line, start, bare, frame, frames, document, catalogue))
    if lasts(text, start, end):
        frames.estimated = frames.heading
    elif frames.estimated is not None and ends_estimates(text, start, end, (frames.year or 0) - 1):
        frames.estimated = None
    drafts.sort(key=lambda draft: draft.start)
    if document.level != "nation":
        leave_to_nation(drafts)
    carry_scope(text, start, drafts)
    carry_span(text, drafts)
    return drafts


def _unmeant(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the runs of a sentence whose numbers nobody reports or aims at."""
    found = [match.span() for match in seek(_MISSED, text, start, end, *_FAILING)]
    if text.find("比", start, end) >= 0:
        found += [match.span() for match in seek(_OUTDONE, text, start, end, "目标", "计划")]
    for match in seek(_ASIDE, text, start, end, "("):
        found.append((text.index("(", match.start()), match.end()))
    if supposed := _SUPPOSED.search(text, start, end):
        found.append((supposed.start(), end))
    return found


def _is_passed(text: str, start: int, claim: Attribution, later: Attribution | None) -> bool:
    """Tell whether a number is a step on the way: 迈上3000亿元、4000亿元台阶.

    The last step is the indicator's; of two names (分别突破1000亿元、300亿元大关) each has its own.
    """
    number = claim.number
    if later is None or claim.name is None or later.name != claim.name:
        return False
    if _STEPS.match(text, number.end):
        return True
    return text[number.end : later.number.front] in {"、", "和"} and (
        _ONE_AFTER_ANOTHER.search(text, start, number.end) is not None
    )


def _is_size(text: str, claim: Attribution) -> bool:
    """Tell whether a number is the size or class of a thing: 马钢500万吨薄板带, 水质达到3类."""
    number = claim.number
    if number.unit == "类" and (
        _WATER_CLASS.search(text, 0, number.start) or text.startswith("水质", number.end)
    ):
        return True
    if claim.route == "behind" and number.unit in _OUTPUT_UNITS and number.front == number.start:
        counted = claim.name is not None and claim.name.head.startswith(_ADDING)
        if not (counted or number.bound) and _WORK.match(text, number.end):
            return True
    sized = claim.name is not None and claim.name.text in _SIZES_OF
    if sized and (text.startswith("的", number.end) or _WORK.match(text, number.end)):
        return True
    made = claim.route in {"direct", "list", "behind"} and number.unit in _MADE_UNITS
    if made and not (claim.id or number.bound) and _LISTED_WORK.match(text, number.end):
        return True
    return (
        claim.route in {"direct", "list", "carried", "none"}
        and not claim.id
        and (
            number.unit in _SIZE_UNITS
            or _FIRST_OF.search(text, 0, number.start) is not None
            or (number.unit == "头" and _HERD.match(text, number.end) is not None)
        )
        and number.front == number.start
        and not number.bound
        and _THING.match(text, number.end) is not None
    )


def _frame_at(timeline: list[tuple[int, Frame]], at: int) -> Frame:
    frame = timeline[0][1]
    for place, later in timeline:
        if place <= at:
            frame = later
    return frame


def _proposal(draft: ProposalDraft, file: str, digest: str, taken: set[str]) -> Proposal:
    line = draft.line
    stated = line.cut(draft.start, draft.end)
    column = line.place(draft.start) + 1
    first, last = draft.start, draft.end
    mille = draft.unit == "‰" and draft.name_end <= draft.start
    torn = mille and torn_words(line, draft.name_start, draft.end, LONGEST_TEXT)
    if torn:
        stated, column, last = torn, line.place(draft.name_start) + 1, draft.end + 1
    if draft.name_end > draft.name_start:
        first, last = min(first, draft.name_start), max(last, draft.name_end)
    text = line.cut(first, last)
    shared = draft.shared
    if _PARTED.search(stated) and read_words(stated, draft.unit) is None:
        draft.value = Value(draft.value.operator, None, None)  # 15 4户: nobody knows which
        draft.confidence = min(draft.confidence, 0.5)
        draft.why = (*draft.why, "unread")
    if draft.proof and len(proven := line.cut(first, max(last, draft.proof))) <= LONGEST_TEXT:
        text, shared = proven, True  # 分别提高2个、1.3个百分点: with the unit
    elif len(text) > LONGEST_TEXT:
        text = stated
        shared = True
    elif draft.name_end <= draft.name_start:
        shared = shared or bool(draft.name)
    if len(text) > LONGEST_TEXT:
        text = stated = line.cut(draft.start, min(draft.end, draft.start + LONGEST_TEXT))
    place = proposal_id(digest, line.number, column, stated)
    if place in taken:  # one figure of two names: the second is told from the first by its name
        place = proposal_id(digest, line.number, column, f"{stated}:{draft.name}:{draft.id}")
    taken.add(place)
    return Proposal(
        place, file, digest, line.number, column, draft.kind, text,
        stated, draft.name, draft.id or None, draft.measure, draft.unit, draft.value.operator,
        draft.value.low, draft.value.high, draft.period, draft.begin, draft.due, draft.status,
        draft.scope, draft.reference,
        draft.stretch, shared, round(max(0.05, min(0.99, draft.confidence)), 2), draft.why,
        line.raw,
    )  # fmt: skip
