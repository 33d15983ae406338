"""Words of comparisons over many places: how hard a goal sounds, why there is no number."""

from __future__ import annotations

from czplan.vocabulary.terms import Term, Vocabulary

HARDNESS: Vocabulary[Term] = Vocabulary(
    "hardness",
    Term("hard", "硬", "hard", "以上、确保、不低于、突破", "at least, to be ensured, to be passed"),
    Term("plain", "平", "plain", "只有一个数", "a bare number"),
    Term("soft", "软", "soft", "左右、约、区间、只说力争", "about, a range, striven for only"),
)
"""Words of goals in three classes, the hardest first."""

NUMBERLESS: Vocabulary[Term] = Vocabulary(
    "reason without a number",
    Term("no_report", "所藏没有当年的报告", "no report held"),
    Term("not_whole", "报告没有读全", "report not read whole"),
    Term("no_goal", "报告里没有这项目标", "no such goal in it"),
    Term("relative", "与别处相比的目标", "relative to another place"),
    Term("external", "标准在报告之外", "bar set outside the report"),
)
"""Why a place has no number in a year."""
