"""`czplan review`: go through a document's proposals in a terminal, one at a time."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.commands.adopt import DateOpt, day_of, refuse, told_of
from czplan.cli.commands.carry_out import carry_out, own_set
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.language import current, pick
from czplan.cli.kit.output import Output
from czplan.cli.proposal_choice import ProposalOpts, report_year, tell_tables, wanted

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.editing.decisions import Decided, Decisions
    from czplan.editing.proposed import Decision
    from czplan.extract import Proposal
    from czplan.extract.opening_text import TextFile


@described(
    "czplan init city",
    "echo 2026年主要预期目标是：地区生产总值增长5.5%以上。 > report.md",
    "czplan sources add report.md --id report2026 --data city -y",
    "czplan plans add 2026年政府工作报告 --source report2026 --id wr2026 --data city -y",
    "czplan review report.md --data city",
    zh="y 或回车收，n 不收，空格留待以后，e 改，b 退回，j/k 移动，g 列表，/ 查找，"
    "A 把本屏把握 0.9 以上的全收，q 写入并离开，? 帮助。每按一键即存；终端被关也不丢。"
    "来源按文本的 SHA-256 找到；没有时先 czplan sources add。",
    en="y or Enter takes, n is no record, space leaves it for later, e edits, b goes back, j/k "
    "move, g lists, / finds, A takes all on the screen at 0.9 or more, q writes and leaves, ? "
    "helps. Every key is kept at once: a killed terminal loses nothing. The source is found by "
    "the text's SHA-256; if there is none yet: czplan sources add.",
)
def review(
    text: Annotated[str, opt.argument("TEXT", "文本文件", "a file of text")],
    *,
    source: Annotated[
        str | None,
        opt.option(
            "--source ID",
            "文件的来源编号；默认按 SHA-256 找",
            "its source; default: by SHA-256",
            None,
            offers.sources,
        ),
    ] = None,
    plan: Annotated[
        str | None,
        opt.option(
            "--plan ID",
            "目标所属的规划；默认出自该来源的",
            "the goals' plan; default: the source's",
            None,
            offers.plans,
        ),
    ] = None,
    ask: ProposalOpts,
    date: DateOpt = None,
    data: opt.DataOpt = None,
    color: opt.ColorOpt = None,
    ascii: opt.AsciiOpt = False,
) -> None:
    """Go through a document's proposals."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        errors.fail(
            "review 要在终端里用；否则用 czplan extract … -o 文件，再 czplan adopt",
            "review needs a terminal; elsewhere: czplan extract … -o FILE, then czplan adopt",
        )
    out = Output.of(format="table", color=color, ascii=ascii)
    day = day_of(date)
    writing: opt.WritingOpts = {"dry_run": False, "yes": True, "data": data, "color": color}
    ds = own_set(writing)
    from czplan.extract.clean import table_rows
    from czplan.extract.opening_text import opened_text

    file = opened_text(text)
    tell_tables({file.name: table_rows(file.text)})
    source = _source(ds, source, file.sha256, text)
    plan = _plan(ds, plan, source)
    from czplan.editing.decisions import Decisions

    kept = Decisions(ds.folder, file.sha256)
    proposals, found = _proposals(ds, file, kept, ask)
    proposals = wanted(proposals, ask)
    if not proposals:
        errors.hint("没有待核对的提案", "there is nothing to review")
        return
    from czplan.cli.commands.review_screen import Session

    def refusal(about: list[Proposal], taken: Decided | None = None) -> tuple[str, str]:
        chosen = _decided(ds, proposals, kept, source, plan, about, taken)
        return _refusal(ds, chosen, day, found)

    session = Session(proposals, kept, file.text, out, refusal)
    leaving = session.run()
    if not leaving:
        errors.hint(
            f"决定已存（{kept.path}），尚未写入；再次 review 即接着来",
            f"your decisions are kept ({kept.path}), nothing is written yet: review goes on there",
        )
        raise typer.Exit(130)
    chosen = _decided(ds, proposals, kept, source, plan, proposals)
    if not chosen:
        errors.hint("没有作出决定，没有写入", "nothing was decided, nothing is written")
        return
    remedy = (
        f"决定仍存在 {kept.path}；再次 review 改这几条",
        f"your decisions are still kept in {kept.path}; review again and change",
    )
    from czplan import __version__
    from czplan.editing.adopting import adoption
    from czplan.editing.proposed import Unusable

    try:
        made = adoption(ds, chosen, date=day, version=__version__, among=found)
    except Unusable as bad:
        refuse(bad)
    told = told_of(made)
    carry_out(ds, made.records, writing, ascii=ascii, remedy=remedy, told=told)
    kept.forget(one.proposal.id for one in chosen)
    if left := len(proposals) - len(chosen):
        errors.hint(
            f"还有 {left} 条未核对；再次 review 即接着来",
            f"{left} left to be looked at: review goes on there",
        )


def _refusal(
    ds: Dataset, chosen: list[Decision], day: str, found: list[Proposal]
) -> tuple[str, str]:
    """Return why decisions can't become records, and the id of the first proposal at fault.

    They are tried as `adopt` would write them, so that nothing is found out on leaving only.
    """
    from czplan import __version__
    from czplan.editing.adopting import adoption
    from czplan.editing.change import Refused, plan
    from czplan.editing.proposed import Unusable

    ids = {one.origin: one.proposal.id for one in chosen}
    try:
        made = adoption(ds, chosen, date=day, version=__version__, among=found)
        plan(ds, made.records)
    except Unusable as bad:
        row, zh, en = bad.reasons[0]
        return f"{row}{pick('：', ': ')}{pick(zh, en)}", ids.get(row, "")
    except Refused as refused:
        owner, fault = refused.faults[0]
        row = owner.origin if owner is not None else ""
        text = fault.text(current())
        return (f"{row}: {text.partition(': ')[2]}" if row else text), ids.get(row, "")
    return "", ""


def _decided(
    ds: Dataset,
    proposals: list[Proposal],
    kept: Decisions,
    source: str,
    plan: str | None,
    about: list[Proposal],
    taken: Decided | None = None,
) -> list[Decision]:
    """Return what was decided, as decisions that make records.

    Args:
        ds, proposals, kept, source, plan: the review.
        about: the proposals asked for.
        taken: what to suppose of them instead of what was decided.
    """
    from czplan.editing.proposals import slugs
    from czplan.editing.proposed import Decision

    held = {id.partition("/")[2] for id in ds.target_records if id.startswith(f"{plan}/")}
    slug = slugs(proposals, held)
    chosen = []
    for proposal in about:
        made = taken or kept.get(proposal.id)
        if made.take in ("y", "n"):
            own = {"source": source, "plan": plan or "", "slug": slug[proposal.id]}
            spot = f"{proposal.line}:{proposal.column} {proposal.stated}"
            chosen.append(Decision(proposal, made.take == "y", own | dict(made.said), spot))
    return chosen


def _source(ds: Dataset, source: str | None, sha256: str, text: str) -> str:
    """Return the id of the document in the data set."""
    from czplan.editing.proposed import source_of_text

    if source is not None:
        return errors.known_source(source, ds.source_records)
    found = source_of_text(ds, sha256)
    if found is None:
        errors.fail(
            f"数据集里没有这份文件：先 czplan sources add {text} --data {ds.folder}",
            f"the data set doesn't know this document: czplan sources add {text} "
            f"--data {ds.folder} first",
        )
    return found


def _plan(ds: Dataset, plan: str | None, source: str) -> str | None:
    """Return the plan that the document's goals belong to, None where there is none."""
    if plan is not None:
        return errors.one_of(plan, ds.plan_records, "规划", "plan")
    own = [id for id, one in ds.plan_records.items() if one.source == source]
    if len(own) == 1:
        return own[0]
    errors.hint(
        f"没有指明规划，目标收不了：czplan plans add --source {source}，或 --plan ID",
        f"no plan is named, so goals can't be taken: czplan plans add --source {source}, "
        "or --plan ID",
    )
    return None


def _proposals(
    ds: Dataset, file: TextFile, kept: Decisions, ask: ProposalOpts
) -> tuple[list[Proposal], list[Proposal]]:
    """Return the proposals that the data set doesn't hold yet, and all of the document.

    Decisions about those that it holds go: a run that was killed while it wrote has left them.
    """
    from czplan.editing.proposals import DocumentRecords
    from czplan.evidence.likely import names_of
    from czplan.extract import read

    found = read(
        file.text,
        file=file.name,
        place=ask["place"],
        year=report_year(ask["year"]),
        catalogue=names_of(ds),
        sha256=file.sha256,
    )
    beside, rejected = DocumentRecords(ds, file.sha256, among=found), ask["rejected"]
    settled = [one for one in found if beside.known(one) or beside.refused(one)]
    kept.forget(one.id for one in settled if not (rejected and beside.refused(one)))
    left = [one for one in found if not beside.known(one) and (rejected or not beside.refused(one))]
    return left, found
