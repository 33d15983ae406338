"""What stands directly before and behind a number, read outwards from it."""

from __future__ import annotations

from typing import NamedTuple

from czplan import patterns as re
from czplan.quantity.cues import (
    BACK,
    BACK_LAST,
    BACK_UNLESS,
    DENIED,
    FORBIDDING,
    FRONT,
    FRONT_LENGTHS,
    FRONT_LONGEST,
    JOINED,
)
from czplan.quantity.masks import SIGN
from czplan.quantity.normal import is_han
from czplan.quantity.wording import WordingError

JOINTS = frozenset("至到—-~")
"""Signs and words between the ends of a range."""
CLOSED = re.compile(r"$|[,，、;；。.:：)）]")
"""Nothing but a mark follows."""
_DIGITS = frozenset("0123456789")
_COUNTING = _DIGITS | frozenset("一二三四五六七八九十百千万亿")
_OPERATORS = frozenset({SIGN, *"<>=＜＞≤≥"})
_PAUSES = frozenset("，,、。;；:")
_TELLING = frozenset({"change", "rate", "bound", "level", "hold", "rank"})
_STRONG = frozenset({"bound", "reach", "level"})
_MANY = re.compile(
    r"多(?:功能|元[化素]|样|式联|媒体|边|维|极|层|用途|学科|领域|渠道|规合一|能互补|能源|云|语|灾种|业态|肉|部门|主体|民族|目标|晶|端|杆)"
    r"|余[热额压气料粮]"
)
"""多功能 and 余热 are words of their own: 1个多功能基地 is one."""
_FORBIDDEN = re.compile(
    rf"(?:{FORBIDDING.replace(' ', '|')}|不[得能要]?[让使令])(?!返贫(?:动态)?监测)"
    rf"(?:(?!区)[\u3400-\u9fff{SIGN}]){{1,12}}$"
)
_REACHABLE = 16
"""Characters before a bound in which what forbids it is looked for."""
_BACK_LONGEST = max(map(len, BACK))


class Front(NamedTuple):
    """What the words directly before a number say of it.

    `start` is where they begin; `change` is 0 where the number is a level (提高到65%), and
    `toward` the way that it was come to; `rate`: the change is said by a noun (增速); `denied`:
    something denies them, and none of them is a bound that it turns round (不得减少30家).
    """

    start: int
    bound: str = ""
    change: int = 0
    toward: int = 0
    rate: bool = False
    hold: bool = False
    rank: str = ""
    strong: bool = False
    denied: bool = False
    marks: frozenset[str] = frozenset()


def front_of(text: str, end: int) -> Front:
    """Read the words that end at `end`, from there leftwards."""
    while end and text[end - 1] in "$¥:":
        end -= 1
    at = end
    bound = rank = ""
    change = toward = 0
    hold = level = strong = rate = denied = told = turned = False
    marks: set[str] = set()
    while at:
        for length in FRONT_LENGTHS.get(text[at - 1], ()):
            if length <= at and (cue := FRONT.get(text[at - length : at])) is not None:
                break
        else:
            break
        if told and cue.role != "denial":
            break
        if cue.role == "stop" or (cue.role == "margin" and not _compared(text, at - length)):
            break
        if cue.role == "rank" and at != end:
            break  # 年底前达到60%: a rank word stands right before its number
        at -= length
        marks.update(cue.mark.split())
        if cue.role in _STRONG and not change:
            strong = True
        if cue.role == "bound":
            bound = bound or cue.bound
        elif cue.role == "denial":
            denied = bound not in DENIED
            bound, turned = DENIED.get(bound, bound), True
            if told or denied:
                break
        elif cue.role == "level":
            level, toward = True, toward or cue.change
        elif cue.role == "hold":
            hold = hold or not change
        elif cue.role == "rank":
            rank = "第" if text[at] == "第" else "前"
            break
        elif cue.role in {"change", "rate", "margin"}:
            if level:
                toward = toward or cue.change
            else:
                change, rate = cue.change, cue.role == "rate"
                if cue.role == "margin":
                    marks.add("margin")
            told = True
    if not is_han(text[max(end - 7, 0) : end]):
        _whole(text, end)
    if bound in DENIED and not (turned or rank) and _FORBIDDEN.search(text[:at][-_REACHABLE:]):
        bound = DENIED[bound]  # 避免返贫人口超过100人
    return Front(at, bound, change, toward, rate, hold, rank, strong, denied, frozenset(marks))


def _compared(text: str, at: int) -> bool:
    """Tell whether 高, 多 and their like follow a comparison: 比上年多50家."""
    return SIGN in text[:at] or "比" in text[:at] or "较" in text[:at]


def _whole(text: str, end: int) -> None:
    """Refuse a word before a number that something stands in the middle of, or behind: 提·高5%.

    Raises:
        WordingError: `bad-number`.
    """
    window = text[max(end - 7, 0) : end]
    for place in range(1, len(window)):
        mark = window[place]
        if is_han(mark) or mark == SIGN or mark in _DIGITS:
            continue
        if place == len(window) - 1 and (mark in JOINTS or mark in _OPERATORS):
            continue  # 0升—5升, 增长≥5%
        for size in range(1, min(place, FRONT_LONGEST) + 1):
            cue = FRONT.get(window[place - size : place] + window[place + 1 :])
            if cue is not None and cue.role in _TELLING:
                raise WordingError("bad-number", text, window)


def check_behind(text: str, at: int) -> None:
    """Refuse a word after a number that something stands in the middle of, or before: 5%以·上.

    Raises:
        WordingError: `bad-number`.
    """
    if is_han(text[at : at + _BACK_LONGEST]):
        return
    window = text[at : at + _BACK_LONGEST + 1]
    for place, mark in enumerate(window):
        if is_han(mark) or mark == SIGN or (not place and mark in _PAUSES):
            continue
        joined = window[:place] + window[place + 1 :]
        if any(joined[:size] in BACK for size in range(place + 1, len(joined) + 1)):
            raise WordingError("bad-number", text, window)


def back_of(text: str, at: int) -> tuple[str, int]:
    """Return the bound that the words at `at` set, empty for none, and where they end."""
    if _MANY.match(text, at):
        return "", at
    for size in range(min(_BACK_LONGEST, len(text) - at), 0, -1):
        word = text[at : at + size]
        if (bound := BACK.get(word)) is not None:
            if text[at + size : at + size + 1] in tuple(BACK_UNLESS.get(word, "")):
                continue
            return bound, at + size
    last = text[at : at + 1]
    if last == "强" and text[at - 1 : at] in _COUNTING:
        return "", at  # 前100强, 百强
    if last in BACK_LAST and CLOSED.match(text, at + 1):
        return BACK_LAST[last], at + 1
    return "", at


def joined(before: str, behind: str) -> str | None:
    """Return the bound that words before and behind a number say; None where they contradict."""
    return JOINED.get((before, behind)) if before and behind else before or behind or "exact"


def ends_at(text: str, at: int) -> bool:
    """Tell whether a bound stands at `at`, or the text ends there."""
    return at == len(text) or any(text.startswith(word, at) for word in BACK)


def more_at(text: str, at: int) -> bool:
    """Tell whether 多 or 余 at `at` says that the number before it is open."""
    return text[at : at + 1] in {"多", "余"} and not _MANY.match(text, at)
