"""`sources add`, `plans add`, `indicators add`, `targets add`: records without writing YAML."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.commands.carry_out import carry_out, own_set
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.record_options import Fields, with_fields

IdOpt = Annotated[
    str | None,
    opt.option(
        "--id ID", "编号；默认由标题、年份推出", "its id; default: made from title and year"
    ),
]

_WRITES = {
    "zh": "写进 --data（或 CZPLAN_DATA）指明的数据集，原有注释、顺序、版式不动；先显示改动，"
    "有人在终端前才询问（--yes 不问）。check 会判为错误的不写入，退出码 2。",
    "en": "Writes into the set that --data (or CZPLAN_DATA) names; its comments, order and layout "
    "stay. Shows the change, and asks only a person at a terminal (--yes: not even then). What "
    "check would call an error isn't written (exit status 2).",
}


@described(
    "czplan sources add 2027年政府工作报告 --publisher 常州市人民政府 --dry-run",
    zh="给出文件时，标题、日期、文号取自文件开头，SHA-256 由文件算出；没有说的按惯例补，"
    "补了什么会说明。" + _WRITES["zh"],
    en="Given a file, title and date are taken from its first lines and the SHA-256 from its "
    "bytes; what isn't said is filled in by custom, and told. " + _WRITES["en"],
)
@with_fields("sources", leave=("sha256", "file"))
def source(
    document: Annotated[
        str, opt.argument("FILE|TITLE", "文本文件，或标题", "a file of text, or a title")
    ],
    id: IdOpt = None,
    keep: Annotated[
        bool, opt.option("--keep", "把文本存入数据集的 texts/", "keep the text in the set's texts/")
    ] = False,
    *,
    fields: Fields,
    writing: opt.WritingOpts,
) -> None:
    """Add a document."""
    from czplan.editing.document_records import source_of
    from czplan.editing.proposed import source_of_text

    if not document.strip():
        errors.fail("给出文本文件或标题", "say a file of text, or a title")
    ds = own_set(writing)
    made = source_of(ds, document, fields, id=id)
    if keep and made.content is None:
        errors.fail("--keep 要有文件：给出文件而不是标题",
                    "--keep needs a file: name one instead of a title")  # fmt: skip
    held = source_of_text(ds, str(made.record.fields.get("sha256", "")))
    if held is not None and id is None:
        errors.hint(
            f"这份文本已登记为 {held}，略过；确要另立一个来源，用 --id",
            f"left out: the set has this text as {held} already (--id makes a second source of it)",
        )
    else:
        for zh, en in made.assumed:
            errors.hint(zh, en)
        if held not in (None, id):
            errors.hint(
                f"提醒：同一份文本已登记为 {held}", f"warning: the set has this text as {held}, too"
            )
        carry_out(ds, [made.record], writing)
    if keep and made.content is not None and not writing["dry_run"]:
        _keep(ds.folder / "texts", made.file, held or made.record.keys[0], made.content)


def _keep(folder: Path, name: str, id: str, content: bytes) -> None:
    """Keep a document's text, under its source's id where another text has its name.

    No text is written over: a taken id gets a number.
    """
    import itertools

    from czplan.storage import WriteFault, write_file

    place = folder / name
    try:
        folder.mkdir(exist_ok=True)
        names = itertools.count(2)
        other = folder / f"{id}{place.suffix}"
        while place.exists() and place.read_bytes() != content:
            place, other = other, folder / f"{id}-{next(names)}{other.suffix}"
        write_file(place, content)
    except (OSError, WriteFault) as fault:
        errors.fail(f"文本没有存下：{fault}", f"the text wasn't kept: {fault}")
    errors.hint(f"文本存于 {place}", f"kept the text as {place}")


@described(
    "czplan plans add --source wr2025-summary --id wr2025-again --dry-run",
    zh="名称、种类、起止年由 --source 的标题推出，可另行指明。" + _WRITES["zh"],
    en="Name, kind and years are made from the title of --source unless said. " + _WRITES["en"],
)
@with_fields("plans")
def plan(
    title: Annotated[
        str | None, opt.argument("NAME", "中文名称；默认取来源的标题", "its Chinese name")
    ] = None,
    id: IdOpt = None,
    *,
    fields: Fields,
    writing: opt.WritingOpts,
) -> None:
    """Add a plan, report or programme that states goals."""
    from czplan.editing.document_records import plan_of

    ds = own_set(writing)
    if "source" in fields:
        errors.known_source(str(fields["source"]), ds.source_records)
    made = plan_of(ds, title, fields, id=id)
    for zh, en in made.assumed:
        errors.hint(zh, en)
    carry_out(ds, [made.record], writing)


@described(
    "czplan indicators add night-buses --name 夜间公交线路 --name-en 'Night bus lines' "
    "--unit 条 --measure stock --direction up --dry-run",
    zh="编号是通用目录里的（如 gdp-growth）时，没有说的字段取自目录。" + _WRITES["zh"],
    en="Where the id is one of the shared catalogue (such as gdp-growth), fields that aren't said "
    "are taken from there. " + _WRITES["en"],
)
@with_fields("indicators")
def indicator(
    id: Annotated[str, opt.argument("ID", "指标编号", "its id")],
    *,
    fields: Fields,
    writing: opt.WritingOpts,
) -> None:
    """Add something that is measured."""
    from czplan.editing.document_records import indicator_of
    from czplan.reading.shipped_indicators import shipped_indicators

    ds = own_set(writing)
    made = indicator_of(id, fields)
    if not made.record.fields:
        needs = "--name、--name-en、--unit、--measure、--direction"
        near = errors.did_you_mean(id, shipped_indicators())
        errors.fail(
            f"{id} 不在通用目录里，请写明 {needs}{near and '；' + near}",
            f"{id} isn't in the shared catalogue: say {needs.replace('、', ', ')}.{near}",
        )
    for zh, en in made.assumed:
        errors.hint(zh, en)
    carry_out(ds, [made.record], writing)


@described(
    "czplan targets add wr2025/night-buses 新增5条 --name 夜间公交线路 --text 新增5条夜间公交线路 "
    "--line 59 --dry-run",
    zh="以“-”开头的措辞写在 -- 之后。" + _WRITES["zh"],
    en="Words that begin with - stand after --. " + _WRITES["en"],
)
@with_fields("targets", leave=("stated",))
def target(
    id: Annotated[
        str,
        opt.argument("PLAN/SLUG", "目标编号：规划/短名", "the goal's id: plan/slug", offers.plans),
    ],
    stated: Annotated[
        str | None,
        opt.argument(
            "STATED", "原文中带数字的几个字；任务没有", "the words that carry the figure, if any"
        ),
    ] = None,
    *,
    fields: Fields,
    writing: opt.WritingOpts,
) -> None:
    """Add a stated goal."""
    from czplan.editing.addition import NewRecord
    from czplan.editing.document_records import ends_first
    from czplan.reading.shipped_indicators import shipped_indicators

    plan_id, slash, slug = id.partition("/")
    if not slash or not slug:
        errors.fail(f"目标编号写成 规划/短名：{id}", f"write a goal's id as plan/slug: {id}")
    ds = own_set(writing)
    errors.one_of(plan_id, ds.plan_records, "规划", "plan")
    if stated is not None and stated.strip():
        fields["stated"] = stated.strip()
    years = (str(fields.get(name, "")) for name in ("start", "due"))
    if early := ends_first(ds.plan_records[plan_id], *years):
        errors.fail(*early)
    # a slug means the set's own indicators only, the catalogue's are named
    shared = slug in shipped_indicators() and slug not in ds.indicator_records
    if shared and "stated" in fields and not {"indicator", "name", "kind"} & fields.keys():
        fields["indicator"] = slug
        errors.hint(f"指标：{slug}（取自通用目录）", f"indicator: {slug} (the shared catalogue's)")
    record = NewRecord("targets", (plan_id, slug), fields)
    carry_out(ds, [record], writing)
