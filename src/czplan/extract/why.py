"""What decided a proposal, as codes with a few words in each language.

A code is a word, or `word:detail` where the detail is the document's own.
"""

from __future__ import annotations

_WORDS = {
    "start": ("按文种", "by the kind of document"),
    "heading": ("标题“{}”", "heading “{}”"),
    "passage": ("段首“{}”", "paragraph begins “{}”"),
    "sentence": ("句首“{}”", "sentence begins “{}”"),
    "year": ("句中“{}”", "the sentence names “{}”"),
    "past-words": ("目标段中说已有之事“{}”", "“{}” tells of the past among goals"),
    "direct": ("名称紧在数前", "the name stands before the number"),
    "list": ("并列，依次对应", "a list, in order"),
    "carried": ("名称承前", "the name is carried over"),
    "pair": ("一个名称几个数", "one name, several numbers"),
    "behind": ("名称在数后", "the name stands behind the number"),
    "none": ("没有名称", "no name"),
    "bare": ("无数字的目标", "a goal without a number"),
    "weak": ("名称含糊", "the name is a vague one"),
    "loose": ("没有“增长”等词", "no word of growth"),
    "index": ("指数减一百", "an index less a hundred"),
    "average": ("年均", "yearly average"),
    "total": ("几年合计", "several years together"),
    "last-year": ("跨年段落，取末年", "a passage of several years: its last"),
    "span": ("几年合计还是末年，文中未明", "the years or the last of them: the words don't say"),
    "unread": ("数不能确定", "the number can't be read"),
    "conflict": ("同一指标同一时期另有不同的数", "another value for the same indicator and period"),
    "stretch": ("第二个更高的数", "the second, higher figure"),
    "foreign": ("不像报告", "doesn't look like a report"),
}


def told(codes: tuple[str, ...], lang: str) -> str:
    """Return codes in words."""
    parts = []
    for code in codes:
        word, _, detail = code.partition(":")
        zh, en = _WORDS[word]
        parts.append((zh if lang == "zh" else en).format(detail))
    return ("；" if lang == "zh" else "; ").join(parts)
