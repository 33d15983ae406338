"""How much a proposal is to be trusted, by how it was made."""

from __future__ import annotations

from czplan.extract.catalogue import Known
from czplan.extract.groups import IN_TURN
from czplan.extract.meaning import Attribution
from czplan.extract.numbers import Number
from czplan.extract.times import Frame
from czplan.extract.values import Value

_BASE = {"direct": 0.95, "list": 0.94, "carried": 0.91, "behind": 0.9, "pair": 0.7, "none": 0.5}


def confidence_of(
    claim: Attribution, number: Number, frame: Frame, entry: Known | None, scope: str, value: Value
) -> float:
    """Return the confidence by how the proposal was made."""
    score = _BASE[claim.route]
    if claim.route == "behind" and claim.name is not None and claim.name.head:
        score = _BASE["direct"]  # 新建100所学校: verb and noun enclose the number
    elif claim.route == "behind" and frame.kind == "figure":
        score = _BASE["list"]  # of what was reported the noun behind is what is counted
    if entry is None:
        score -= 0.04
    if claim.loose:
        score -= 0.12
    if claim.weak:
        # 财政收入 alone may be the total, with the centre's share.
        score -= 0.35 if claim.id.startswith("general-budget") else 0.15
    if frame.layer == "start":
        score -= 0.05
    if frame.end is None:
        score -= 0.3
    if scope != "city":
        score -= 0.1
    named = claim.name.text if claim.name is not None else ""
    vague = entry is None and (len(named) == 1 or IN_TURN in named) and claim.route != "behind"
    if vague or (value.low is None and value.high is None):
        score = min(score, 0.5)
    told = named.endswith(("人数", "人口", "人次", "产值", "收入"))
    if not (number.unit or entry or told) and number.stated.endswith(("万", "亿")):
        score = min(score, 0.7)  # 达103万: of what isn't said
    return score
