"""English words for the same meanings, put into the Chinese ones that the tables hold.

One reader is enough: `over 1.2 trillion yuan` becomes 超1.2万亿元 and is read like it.
"""

from __future__ import annotations

from functools import cache

from czplan import patterns as re
from czplan.quantity.units import UNITS

_WORDS = {
    "超": "over|more than|above|higher than|greater than|larger than|in excess of"
    "|exceed|exceeds|exceeded|exceeding|surpass|surpasses|surpassed|surpassing",
    "不少于": "at least|no less than|not less than|no fewer than|not fewer than"
    "|no lower than|not lower than|no smaller than|not smaller than|no below"
    "|at or above|at or over|a minimum of|upwards of",
    "以上": "or more|and above|or above|or higher|or over",
    "不超过": "at most|no more than|not more than|not exceed|not exceeding|at or below|at or under"
    "|no higher than|not higher than|no greater than|not greater than|no larger than"
    "|not larger than|no above|a maximum of|within|up to|no longer than",
    "以内": "or less|or fewer|or below|or lower",
    "不足": "under|less than|fewer than|smaller than", "低于": "below|lower than",
    "近": "nearly|almost|close to", "约": "about|around|approximately|roughly|some",
    "左右": "or so|or thereabouts", "达到": "reach|reached|reaching",
    "新增": "a further|another|an additional|an extra", "增加": "add|adds|added|adding",
    "减少": "lose|loses|lost|losing", "一半": "half", "三分之一": "a third|one third|one-third",
    "三分之二": "two thirds|two-thirds", "四分之三": "three quarters|three-quarters",
    "两位数": "double-digit|double digit|double digits|two-digit", "个位数": "single-digit",
    "翻一番": "double|doubles|doubled|doubling",
    "翻两番": "quadruple|quadruples|quadrupled|quadrupling",
    "增长两倍": "triple|triples|tripled|tripling",
    "下降一半": "halve|halves|halved|halving",
    "1": "one", "2": "two", "3": "three", "4": "four", "5": "five", "6": "six", "7": "seven",
    "8": "eight", "9": "nine", "10": "ten", "12": "twelve", "20": "twenty", "30": "thirty",
    "40": "forty", "50": "fifty", "60": "sixty", "70": "seventy", "80": "eighty", "90": "ninety",
    "百": "hundred", "千": "thousand", "百万": "million", "十亿": "billion|bn",
    "万亿": "trillion|tn", "人": "persons", "%": "per cent|percent",
    "个百分点": "percentage points|percentage point", "前": "top", "从": "from", "至": "to",
}  # fmt: skip
"""Chinese word to the English ones that say the same."""
_MOVES = {
    ("增长", "提高到"): "grow grows grew grown growing growth rise rises rose risen rising increase"
    " increases increased increasing gain gains gained up",
    ("下降", "降至"): "fall falls fell fallen falling drop drops dropped dropping decline declines"
    " declined declining decrease decreases decreased decreasing reduce reduces reduced reducing"
    " reduction cut cuts cutting lower lowered shrink shrank loss losses down",
}
"""How a verb moves a number by, and to, to the English verbs and nouns."""
_NOUNS = frozenset(
    (
        "growth",
        "increase",
        "increases",
        "gain",
        "gains",
        "up",
        "reduction",
        "loss",
        "losses",
        "down",
    )
)
"""What of these moves by so much alone: growth above 5% is no level, to rise above 5% is one."""
_PER = {"per 100": "/百", "per 1,000": "/千", "per 10,000": "/万", "per 100,000": "/十万",
        "per 1,000,000": "/百万", "per 100,000,000": "/亿", "per": "/",
        "per month": "/月", "per day": "/日"}  # fmt: skip


def _units() -> dict[str, str]:
    names: dict[str, str] = {}
    for unit, (one, many) in UNITS.items():
        for name in (one, many):
            if name and name not in names and name not in UNITS:
                names[name] = unit
    return names


@cache
def _table() -> tuple[dict[str, str], re.Pattern[str]]:
    words = _units()
    for (by, to), verbs in _MOVES.items():
        for verb in verbs.split():
            words |= {verb: by, f"{verb} by": by, f"{verb} of": by, f"{verb} to": to}
            if verb not in _NOUNS:
                words |= (
                    {f"{verb} above": "超"}
                    if by == "增长"
                    else {f"{verb} below": "低于", f"{verb} under": "低于"}
                )
    words |= {english: word for word, all_ in _WORDS.items() for english in all_.split("|")}
    words = {key.lower(): value for key, value in (words | _PER).items()}
    choice = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    pattern = rf"(?<![A-Za-z-])(?:{choice})(?![A-Za-z,]|-[A-Za-z])"
    return words, re.compile(pattern, re.IGNORECASE)


_OBJECT = re.compile(
    rf"\b({'|'.join(' '.join(_MOVES.values()).split())})\s+((?:[a-z]+\s+){{1,4}}?)(by|to)\s+"
    r"(?=(?:[a-z]+\s+){0,2}[0-9]|half\b|an?\s)",
    re.IGNORECASE,
)
"""What moves stands between its verb and the number: reduce emissions by 18%."""
_YEAR = re.compile(
    r"\b(?:in|by|since|for|before|until|no later than|not later than|compared to|compared with)"
    r"\s+([12][0-9]{3})\b",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"\b(?:not(?! only\b| just\b| merely\b| later than\b)|cannot|[a-z]+n['’]t|never"
    r"|no longer(?! than)|fail(?:s|ed|ing)? to|without|avoid(?:s|ing)?|prevent(?:s|ing)?)"
    r"(?: (?:be|to|yet|ever|been|have|allowed|permitted))*(?![\w-])",
    re.IGNORECASE,
)
"""What may deny the words behind it, with the little words between."""
_AUXILIARY = re.compile(
    r"(?:^|[,;:.]|\b(?:will|would|shall|should|must|may|might|can|could|do|does|did|is|are|was|were"
    r"|has|have|had|to|and|but|or))\s*$",
    re.IGNORECASE,
)
_WHICH_ONES = re.compile(r"\b(?:who|that|which)\s*$", re.IGNORECASE)
_BOUND_NEXT = re.compile(
    r"\s+(?:exceed|surpass|over\b|more\b|less\b|fewer\b|below\b|under\b|above\b|higher\b|lower\b"
    r"|greater\b|smaller\b|larger\b|(?:fall|drop|rise|rising|grow|falling|dropping)\b)",
    re.IGNORECASE,
)
"""What a denial is of wherever it stands: firms not exceeding 50, without falling below 5%."""
_TO_SO_MANY = re.compile(
    r"\b(?:(doubl|tripl|quadrupl)|halv)(?:e|es|ed|ing)\b"
    r"(?=[^;.]*\bto (?:(?:at least|over|more than|about|around|nearly|almost|reach) )?[$¥]?"
    r"(?!20[0-9]{2}\b)[0-9])",
    re.IGNORECASE,
)
"""Double the number to 500: the level that it is brought to is said as well, and counts."""
_DENIED_FAR = re.compile(
    r"(不 (?:[\u3400-\u9fff]+ )?)(?:(?!\b(?:only|just|merely|but|and|or|while)\b)[A-Za-z ])+"
    r"(?=[\u3400-\u9fff0-9])"
)
"""Not attract 20 firms: the words between are no part of what is denied."""
_BOUND_OF_TIMES = re.compile(r"([不近约超]|不少于|不超过|不足|低于)\s*(增长两倍|下降一半)")
"""More than triple: a bound stands behind the verb in Chinese."""
_ORDINAL = re.compile(r"([0-9]+)(?:st|nd|rd|th)\b")
_BETWEEN = re.compile(r"\bbetween\s+(.{1,40}?)\s+and\s+(?=[0-9])", re.IGNORECASE)
_A_RUN = re.compile(
    r"\b(half an?|an?)\s+(?=(?:hundred|thousand|million|billion|trillion)\b)", re.IGNORECASE
)
_FEWER = re.compile(
    r"([0-9][0-9.,]*(?:\s+(?:thousand|million|billion))?)\s+((?!or\b|and\b|no\b|not\b)[a-z]+\s+)??"
    r"(new|more|additional|further|extra|fewer|less)\b",
    re.IGNORECASE,
)
"""30 new firms, 5 firms fewer: what there is more, or less, than before."""
_APART = re.compile(r"(?<=[A-Za-z])(?<!PM)\s+(?=[A-Za-z0-9])")
_LATIN = re.compile(r"[A-Za-z]{2}")


def to_chinese(text: str) -> str:
    """Put the English words of the table into Chinese; other text stays as it is."""
    if not _LATIN.search(text):
        return text
    text = _TO_SO_MANY.sub(lambda found: "increase" if found[1] else "reduce", text)
    text = _OBJECT.sub(r"\2\1 \3 ", text)
    text = _YEAR.sub(r"、\1年", text)
    text = _DENIAL.sub(_denied, text)
    text = _ORDINAL.sub(r"第\1位", text)
    text = text.replace("-odd", "多")
    text = _BETWEEN.sub(r"\1—", text)
    text = _A_RUN.sub(lambda found: "0.5 " if found[1][0] in "hH" else "1 ", text)
    text = _FEWER.sub(_changed, text)
    words, pattern = _table()
    text = pattern.sub(lambda match: words[match[0].lower()], text)
    text = _DENIED_FAR.sub(r"\1", text)
    text = _BOUND_OF_TIMES.sub(lambda found: f"{found[2][:2]}{found[1]}{found[2][2:]}", text)
    return _APART.sub("、", text)  # words that no table holds stay apart from numbers


def _denied(found: re.Match[str]) -> str:
    """Return 不 for what denies a bound or a whole sentence.

    Children not in school, those who cannot swim: these only say which ones are counted.
    """
    text, start = found.string, found.start()
    if _BOUND_NEXT.match(text, found.end()):
        return "不"
    bare = found[0].lower().startswith(("not", "without"))
    about = not _AUXILIARY.search(text[:start]) if bare else _WHICH_ONES.search(text[:start])
    return found[0] if about else "不"


def _changed(found: re.Match[str]) -> str:
    fewer = found[3].lower() in {"fewer", "less"}
    return f"{'减少' if fewer else '新增'}{found[1]} {found[2] or ''}"
