"""Faults of places, notes and readings: the fourth part of the catalogue."""

from __future__ import annotations

from czplan.faults.fault import WARNING, Rule

__all__ = ["PLACE_RULES"]

PLACE_RULES = (
    Rule(
        "place-circle",
        "地方的上级或后继成环",
        "circle of places",
        "地方经上级（parent）或后继（successor）绕回了自己。",
        "A place comes back to itself through parent or successor.",
        says_zh="地方成环：{circle}",
        says_en="places run in a circle: {circle}",
        remedy_zh="改正其中一个 parent 或 successor",
        remedy_en="mend one parent or successor of them",
    ),
    Rule(
        "place-parent",
        "上级的级别不高",
        "parent of no higher level",
        "上级（parent）的级别必须高于本级：全国、省级、地级、县级。",
        "The place above is of a higher level: nation, province, city, county.",
        says_zh="{id} 是{level}，上级 {parent} 却是{higher}",
        says_en="{id} is a {level}, but {parent} above it is a {higher}",
        remedy_zh="改正 parent 或 level",
        remedy_en="mend parent or level",
    ),
    Rule(
        "place-code",
        "区划代码与级别或上级不符",
        "code against level or parent",
        "GB/T 2260：省级代码后四位为 0，地级后两位为 0，县级后两位不为 0；代码以上级的代码开头；"
        "一个代码只属于一个现存的地方。",
        "By GB/T 2260 a province's code ends in four noughts, a city's in two, a county's in none; "
        "it begins with the code of the place above; and no two places have one code today.",
        says_zh="{id} 的代码不对：{what}",
        says_en="the code of {id} is wrong: {what}",
        remedy_zh="改正 code、level 或 parent；从前的代码写在 codes",
        remedy_en="mend code, level or parent; former codes belong in codes",
    ),
    Rule(
        "place-ends-first",
        "地方先终止后起始",
        "place ends before it begins",
        "地方或其一段历史的 until 早于 from。",
        "The until of a place, or of a part of its history, comes before its from.",
        says_zh="{id} 在 {last} 年终止，早于起始的 {first} 年",
        says_en="{id} ends in {last}, before it begins in {first}",
        remedy_zh="改正 from 或 until",
        remedy_en="mend from or until",
    ),
    Rule(
        "place-history",
        "地方的历史有重叠",
        "overlapping history",
        "names、codes、parent 的各段年份不得重叠，否则某年有两个说法。",
        "The years of names, codes and parent don't overlap; a year would have two answers.",
        says_zh="{id} 的 {field} 从 {year} 年起有两个说法",
        says_en="{field} of {id} says two things from {year} on",
        remedy_zh="改正 from 或 until",
        remedy_en="mend from or until",
    ),
    Rule(
        "place-unsaid",
        "没有写明地方",
        "no place said",
        "数据集有多个地方，dataset.yaml 又没有默认的地方：规划和数据要写明 place，否则无从对上。",
        "The set has a table of places and dataset.yaml names no default: plans and figures say "
        "their place, or they can't meet.",
        severity=WARNING,
        says_zh="{id} 没有 place",
        says_en="{id} has no place",
        remedy_zh="写 place: 地方标识，或在 dataset.yaml 写默认的 place",
        remedy_en="write place: ID, or a default place in dataset.yaml",
    ),
    Rule(
        "note-twice",
        "备注写了两遍",
        "two notes",
        "note 是一段文字，或 {{zh, en}} 两种语言；不能既有又有。",
        "A note is one text, or {{zh, en}}; not both.",
        says_zh="{id} 既有 note，又有分语言的 note",
        says_en="{id} has a note and one by language too",
        remedy_zh="只留一种",
        remedy_en="keep one of them",
    ),
    Rule(
        "unexplained",
        "没有说明",
        "no explanation",
        "accepted（接受的提醒）和 verifiable: false（无法核实）要在同一条记录的 note 里说明缘由。",
        "What accepted takes, and why a goal can't be verified, is explained in the record's note.",
        says_zh="{id} 有 {field}，却没有 note",
        says_en="{id} has {field} but no note",
        remedy_zh="在 note 写明缘由",
        remedy_en="say why in note",
    ),
    Rule(
        "reading-without-words",
        "没有可据以评判的措辞",
        "no words to judge by",
        "reading: also 说以 also 第一条的措辞为准，那一条就要有 stated。",
        "With reading: also the words of the first entry of also are judged, so it has stated.",
        says_zh="{id} 写了 reading: also，also 第一条却没有 stated",
        says_en="{id} has reading: also, but the first entry of also has no stated",
        remedy_zh="在 also 第一条写 stated，或删去 reading",
        remedy_en="give the first entry of also a stated, or delete reading",
    ),
)
