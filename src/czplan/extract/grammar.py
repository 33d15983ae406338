"""Which number says what: groups of numbers against lists of names, within one sentence.

A number belongs to the name before it if nothing but words of the glue lists stands between;
where no name stands there, to the name that the clause before spoke of; k names and k numbers
are joined in order.
"""

from __future__ import annotations

from czplan import patterns as re
from czplan.extract.behind import (
    HARDLY,
    PEOPLE,
    counting_verb,
    is_apposed,
    is_served,
    is_thing,
    leads_up,
    money_verb,
    named_behind,
    noun_behind,
    part_before,
    share_of,
    under,
    what_befalls,
)
from czplan.extract.catalogue import Catalogue, Mentions
from czplan.extract.groups import IN_TURN, grouped, share
from czplan.extract.meaning import Attribution, go_on, is_of_projects, is_other, resolve
from czplan.extract.names import (
    Subject,
    kept_verb,
    left_edge,
    two_in_one,
    verb_alone,
    verb_of,
)
from czplan.extract.numbers import Number
from czplan.extract.sentence import Sentence
from czplan.extract.subjects import (
    clause_before,
    lacking,
    listed_before,
    named_part,
    named_run,
    opens_anew,
    outgrows,
    part_of,
    subjects_of,
    without_verb,
)
from czplan.extract.words import longest_first, section

_REACHED = frozenset({"实现", "完成", "突破", "有", "共有", "共", "稳定", "保持"})
_TOTALS = frozenset({"总量", "总额", "规模", "总规模", "总数", "总值"})
_JOINS = frozenset("、和与及")
_EACH = re.compile(longest_first(section("subjects", "each")))
_COUNTERS = frozenset(section("numbers", "counters"))
_MORE = frozenset({"新增", "净增", "新增加"})
_WHOLE = re.compile("总(?:里程|投资|面积|长)")
_OF_EITHER = re.compile("分别|双双|(?<![年平人])均")
_BOTH = re.compile("分别|双双|^均")
_OWN_VERB = re.compile("[、和与及](?:完成|实现|达到?|总投资)")
"""实施项目100个、完成投资400亿元: the second item has a verb of its own."""


def claims(
    text: str, start: int, end: int, numbers: list[Number], names: Mentions, catalogue: Catalogue
) -> list[Attribution]:
    """Attribute the numbers of a sentence; in the order of the text."""
    sentence = Sentence(text, start, end, names, catalogue)
    found, lowest = sentence.found, start
    aside: list[Subject] | None = None
    for group in grouped(text, numbers):
        opened = text.rfind("(", start, group[0].front) > text.rfind(")", start, group[0].front)
        if opened is (aside is None):  # 投资45亿元(按老口径为65亿元),增长3%
            sentence.last, aside = aside or sentence.last, sentence.last if opened else None
        if not group[0].origin and sentence.origin and text[lowest : group[0].front].count(",") > 1:
            sentence.origin = []
        made = _Group(sentence, group, lowest).attributed()
        found += made
        sentence.origin = [one.name for one in made if one.name] if group[0].origin else []
        lowest = group[-1].end
        if ends := [one.name.end for one in made if one.route == "behind" and one.name]:
            lowest = sentence.noun_end = max(lowest, *ends)
    return found


class _Group:
    """The numbers of one list, with the words before them: names, glue, whose they are."""

    def __init__(self, sentence: Sentence, numbers: list[Number], lowest: int) -> None:
        text, names, first = sentence.text, sentence.names, numbers[0]
        self.sentence, self.numbers, self.first, self.lowest = sentence, numbers, first, lowest
        self.alone = len(numbers) == 1
        self.edge = edge = left_edge(text, lowest, first.front)
        self.run = text[edge : first.front]
        self.shared = not self.alone and share(text, numbers)
        begin, stop = named_run(text, edge, first, names, alone=self.alone)
        self.total = text[begin:stop] in _TOTALS
        last = sentence.last
        before = sentence.found[-1].number.unit if sentence.found else ""
        grown = first.unit in {"元", "美元"} and before == "%" and edge == lowest
        again = grown or (before == first.unit and before in _COUNTERS)
        if self.total and (edge > lowest or again or (last and kept_verb(last[-1].text))):
            begin = stop  # 总量达到1272亿元: of what the clause before named
        begin, stop = named_part(
            text, edge, begin, stop, first, from_to=bool(sentence.origin),
            goes_on=bool(sentence.last), next_item=sentence.noun_end == edge == lowest,
        )  # fmt: skip
        begin, stop = verb_alone(text, begin, stop)
        opens = sentence.noun_end == edge == lowest and verb_of(text[edge:stop]) != ""
        if said := opens and text[stop : first.front] in _JOINS:
            begin = stop  # 4个县脱贫摘帽、109个村出列: what the clause says of the counties
        self.begin, self.stop = begin, stop
        self.core = text[begin:stop]
        self.glue = text[stop : first.front]
        self.in_turn = IN_TURN in self.glue or IN_TURN in text[first.front : first.start]
        self.each = _EACH.search(self.glue) is not None
        self.joined = said or (edge == lowest and self.run[:1] in _JOINS)
        self.verb = verb_of(self.core)
        self.owner = "" if said else text[edge:begin]
        self.made: list[Attribution] = []

    def attributed(self) -> list[Attribution]:
        """Attribute the numbers; the sentence remembers what they were said of."""
        if self._counts_a_noun() or self._follows_a_verb():
            return self.made
        if not self.core:
            if not (self._counts_what_follows() or self._tells_what_happens()):
                self._carry(self._carried())
        elif not self._is_of_a_whole():
            self._join(self._named())
        return self.made

    def _claim(
        self, number: Number, name: Subject | None, route: str, *, outside: bool = False
    ) -> None:
        sentence, catalogue = self.sentence, self.sentence.catalogue
        one = Attribution(number, name, route=route, shared=outside or self.shared)
        one.owner, one.glue = self.owner, self.glue
        self.made.append(one)
        if name is None:
            return
        carried, found = route == "carried", sentence.found
        if carried and (self.total or (found and outgrows(number, found[-1].number))):
            name = one.name = without_verb(name)
        if not carried and (lacks := lacking(sentence.text, sentence.start, name)):
            name = one.name = Subject(lacks + name.text, name.start, name.end, lacks)
        one.id, one.weak, one.loose = resolve(name.text, number, catalogue, head=name.head)
        if not one.id and name.text.endswith("新增") and (number.level or not carried):
            meant = ("" if carried else "新增") + name.text[:-2]  # 高新技术企业新增17家, 达到120家
            one.id, one.weak, one.loose = resolve(meant, number, catalogue)
        if is_of_projects(sentence.text, sentence.start, number):
            sentence.others.add(name.start)
        if one.id and (is_other(one, catalogue) or name.start in sentence.others):
            one.id = ""
        elif not one.id and number.added and self.glue.endswith("净增"):
            one.id, one.weak, one.loose = resolve("净增" + name.text, number, catalogue)
        elif not one.id and carried:
            go_on(one, name, sentence.text, self.lowest, sentence.grown, catalogue)
        if one.id and catalogue.entries[one.id].measure == "growth":
            sentence.grown[name.text] = one.id

    def _counts_a_noun(self) -> bool:
        """Attribute 4个省级试点镇和18个重点镇, 巴万高速等112个重点项目 to the noun behind."""
        first, sentence = self.first, self.sentence
        noun = noun_behind(sentence.text, first, sentence.end)
        bare = self.alone and not first.change and first.front == first.start
        if not (noun and bare) or self.core == self.verb:
            return False
        before = self.edge == self.lowest and self.edge > 0
        joins = sentence.text[first.front - 1] if first.front else ""
        follows = bool(self.core) and joins in _JOINS and (before or is_thing(noun[0]))
        apposed = is_apposed(first, self.core, self.glue, noun[0])
        spent = money_verb(first, self.glue)
        if not (follows or apposed or spent or leads_up(self.core, self.glue, noun[0])):
            return False
        verb = spent or (counting_verb(self.core) if apposed and not self.verb else self.verb)
        head = verb or (sentence.verb if follows and sentence.behind else "")
        name = under(head, noun)
        self._claim(first, name, "behind")
        self.made[0].part = part_before(self.core) if apposed else ""
        sentence.last, sentence.verb, sentence.behind = [name], head, True
        return True

    def _follows_a_verb(self) -> bool:
        """Attribute 新建100所学校: the noun stands behind."""
        sentence, core = self.sentence, self.core
        if not core or core != self.verb or sentence.catalogue.names.get(core):
            return False
        near = ";" not in sentence.text[self.lowest : self.edge]
        alike = sentence.found[-1:] and sentence.found[-1].number.unit == self.first.unit
        more = core in _MORE and self.alone and sentence.last and alike and near
        if more and noun_behind(sentence.text, self.first, sentence.end) is None:
            # 总库容3.8亿立方米,新增3376万立方米
            whole = without_verb(sentence.last[-1])
            name = Subject(core + whole.text, whole.start, whole.end, core)
            self._claim(self.first, name, "carried", outside=True)
            return True
        for number in self.numbers:
            verb = Subject(core, self.begin, self.stop)
            self._claim(number, named_behind(sentence.text, number, sentence.end, verb), "behind")
        if self.alone and self.made[0].name is not None:
            sentence.last = [self.made[0].name]
            sentence.spoken.append(self.made[0].name)
        sentence.verb, sentence.behind = core, True
        return True

    def _counts_what_follows(self) -> bool:
        """Attribute numbers without a name before them to the noun behind, if that is counted."""
        first, sentence, text = self.first, self.sentence, self.sentence.text
        noun = noun_behind(text, first, sentence.end)
        before = text[first.front : first.start].removesuffix("了")
        if not noun or first.origin or first.change:
            return False
        amount = not (first.rate or first.points or first.rank)
        free = not before and (self.joined or not sentence.last or amount)
        served = is_served(text, self.edge, first) or share_of(text, first, noun[0])
        if not (free or served or before in _REACHED):
            return False
        if (self.edge > self.lowest and self.run) or first.front < first.start:
            sentence.verb = ""  # 新建学校10所,完成22所学校扩建和20所改造
        head = sentence.verb if self.joined and sentence.behind else ""
        for number in self.numbers:
            self._claim(number, under(head, noun), "behind", outside=number is not first)
        sentence.last = [one.name for one in self.made[:1] if one.name]
        return True

    def _tells_what_happens(self) -> bool:
        """Attribute people that the clause before didn't count to what befalls them.

        人均增收1157元,3.76万户、9.12万人实现脱贫: the households are of 脱贫.
        """
        first, sentence = self.first, self.sentence
        near = sentence.text[first.front : first.start] in HARDLY
        held = sentence.found[-1] if sentence.found else None
        noun = held.name if held and held.route == "behind" else None
        new = noun is not None and not noun.head
        bare = near and first.unit in PEOPLE and (new or not self.joined)
        own = noun is not None and noun.start < first.front
        if not bare or (held and held.number.unit in PEOPLE and not own):
            return False  # 3万户、9万人脱贫, but 3万人入保、9万人脱贫
        name = what_befalls(sentence.text, self.numbers[-1].end, sentence.end)
        if name is None:
            return False
        for number in self.numbers:
            self._claim(number, name, "behind", outside=number is not self.numbers[-1])
        sentence.last = [name]
        return True

    def _carried(self) -> list[Subject]:
        """Return what numbers without a name are said of: what was named before."""
        sentence, first, count = self.sentence, self.first, len(self.numbers)
        text, names = sentence.text, sentence.names
        subjects = sentence.origin or sentence.last
        if first.points and sentence.part is not None and not sentence.origin:
            return [sentence.part]  # 占财政支出的82%,比2010年提高2个百分点
        if not sentence.origin:
            spends = ";" in text[self.lowest : self.edge] and money_verb(first, self.run)
            if spends or opens_anew(text, self.lowest, self.edge):
                sentence.last, sentence.spoken = [], []
            subjects = clause_before(text, self.lowest, self.edge, names) or sentence.last
            if subjects is not sentence.last:
                own = (subjects[0].start, subjects[0].end)
                sentence.last = subjects = self._subjects(*own) if count > 1 else subjects
                sentence.spoken += subjects
        if count > 1 and len(subjects) != count and (self.in_turn or len(subjects) == 1):
            opened = max(sentence.start, text.rfind(";", sentence.start, first.front) + 1)
            spoken = [one for one in sentence.spoken if one.start >= opened]
            before = (text, opened, self.edge, self.numbers, names, sentence.catalogue)
            named = listed_before(*before) if self.in_turn else []
            if self.in_turn and not spoken:
                sentence.last = subjects = []
            distinct = list(dict.fromkeys(named or spoken))
            subjects = distinct[-count:] if len(distinct) >= count else subjects
        both = self.alone and len(subjects) == 1 and first.change
        if both and _BOTH.search(self.glue + self.run):
            # 城镇居民收入2.2万元,农民纯收入0.7万元,分别增长12%: of both.
            pair = list(dict.fromkeys(sentence.spoken))[-2:]
            subjects = pair if len(pair) == 2 and pair[-1] == subjects[0] else subjects
            self.each = True
        return subjects

    def _carry(self, subjects: list[Subject]) -> None:
        """Say numbers without a name of what was named before."""
        count, names = len(self.numbers), subjects
        if len(subjects) == 1 and count == 2:
            only, both = subjects[0], two_in_one(subjects[0].text)
            names = [Subject(part, only.start, only.end) for part in both]
        if not subjects:
            for number in self.numbers:
                self._claim(number, None, "none")
        elif len(names) != count and self.alone and self.each:
            for name in subjects:
                self._claim(self.first, name, "carried", outside=True)
        else:
            names = names if len(names) == count else [subjects[-1]] * count
            for number, name in zip(self.numbers, names, strict=True):
                self._claim(number, name, "carried", outside=not self.alone)

    def _is_of_a_whole(self) -> bool:
        """Attribute 占GDP比重2%: a share of what was named before."""
        sentence, text, core = self.sentence, self.sentence.text, self.core
        part, against = core[0] == "占", self.run.lstrip("、")[:1] == "与" and "之比" in self.run
        opened = (text, sentence.start, self.lowest, self.edge, sentence.names)
        whole = part_of(*opened) if part else None
        if not whole and not ((part or against) and sentence.last):
            return False
        count = len(self.numbers)
        spoken = list(dict.fromkeys(sentence.spoken))[-count:]
        # 收入、利润分别达5亿元、6亿元,占全省的比重分别为1%、2%: of each.
        turns = count > 1 and (self.in_turn or IN_TURN in self.run)
        each = turns and not whole and len(spoken) == count
        bases = spoken if each else [whole or sentence.last[-1]] * count
        between = "与" if against and core[0] != "与" else ""
        for number, base in zip(self.numbers, bases, strict=True):
            sentence.part = Subject(base.text + between + core, self.begin, self.stop)
            self._claim(number, sentence.part, "carried", outside=True)
        return True

    def _named(self) -> list[Subject]:
        """Return what the words before the numbers name."""
        first, sentence, core = self.first, self.sentence, self.core
        catalogue = sentence.catalogue
        subjects = self._subjects(self.begin, self.stop)
        if core == "投资" and sentence.last and sentence.noun_end == self.edge == self.lowest:
            # 543个重点项目完成投资910亿元; of two lots 分别完成投资 gives each its own
            told = [one.name for one in sentence.found[-len(self.numbers) :] if one.name]
            owners = told if IN_TURN in self.run and len(told) > 1 else sentence.last[-1:]
            subjects = [Subject(one.text + core, self.begin, self.stop, one.text) for one in owners]
        counted = first.unit in _COUNTERS
        goes_on = self.joined and not self.verb and sentence.verb and not _WHOLE.match(core)
        amount = not (first.rate or first.points or first.rank or _OWN_VERB.match(self.run))
        verbless = counted or core not in catalogue.names
        if goes_on and not sentence.behind and amount and verbless and not self._is_done():
            verb = sentence.verb
            subjects = [Subject(verb + one.text, one.start, one.end, verb) for one in subjects]
        elif not self.joined:
            sentence.verb = kept_verb(core)
            sentence.behind = False
        if self.alone and len(subjects) == 1 and "城乡" in subjects[0].text:
            two = two_in_one(subjects[0].text) if _OF_EITHER.search(self.glue) else ()
            if len(two) == 2 and all(resolve(one, first, catalogue)[0] for one in two):
                # 城乡居民收入均增长8%: of either.
                subjects = [Subject(one, subjects[0].start, subjects[0].end) for one in two]
        return subjects

    def _is_done(self) -> bool:
        """Tell whether the name is of what is done in a year already: 失业人员再就业1万人."""
        catalogue, core = self.sentence.catalogue, self.core
        id_ = resolve(core, self.first, catalogue)[0]
        if not id_ or resolve(self.sentence.verb + core, self.first, catalogue)[0]:
            return False
        return catalogue.entries[id_].measure in {"flow", "additions"}

    def _join(self, subjects: list[Subject]) -> None:
        """Join the names before the numbers with these, in order."""
        if len(subjects) == len(self.numbers):
            route = "direct" if self.alone else "list"
            for number, name in zip(self.numbers, subjects, strict=True):
                self._claim(number, name, route, outside=not self.alone)
            subjects = [one.name for one in self.made if one.name is not None]
        elif self.alone:
            for name in subjects:
                self._claim(self.first, name, "list", outside=True)
        else:
            whole = Subject(self.core, self.begin, self.stop)
            name = subjects[-1] if len(subjects) == 1 else whole
            for number in self.numbers:
                self._claim(number, name, "pair", outside=True)
        self.sentence.last = subjects
        self.sentence.part = None
        self.sentence.spoken += subjects

    def _subjects(self, begin: int, stop: int) -> list[Subject]:
        one = self.sentence
        return subjects_of(
            one.text, begin, stop, self.numbers, one.names, one.catalogue,
            each=self.each, in_turn=self.in_turn,
        )  # fmt: skip
