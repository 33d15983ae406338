"""`czplan extract`: read documents and propose the records that they may hold."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.commands import proposal_file
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output, emit
from czplan.cli.proposal_choice import CHOICE, ProposalOpts, report_year, tell_tables, wanted
from czplan.unable import Unable
from czplan.views.row_numbers import counted

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.extract import Proposal

MANY = 12
"""From how many documents on they are read by several processes."""


@described(
    "echo '2026年政府工作报告：今年地区生产总值增长5%左右。' | czplan extract -",
    zh="逐句读一份或几份报告、规划（UTF-8 文本或 Markdown），提出其中可能的目标与数据："
    "原文、行、列、数值、指标、年份、把握与理由。只是提议，由人决定。不联网。"
    "带 --source 或 --plan 时首列为空的 take，供在表格中标 y 或 n；"
    "已有记录的不列，除非 --known。",
    en="Reads reports and plans (UTF-8 text or Markdown) sentence by sentence and proposes the"
    " goals and figures that they may hold: words, line, column, value, indicator, years,"
    " confidence and why. A person decides. No network. With --source or --plan the first column"
    " is an empty `take`, to be marked y or n in a spreadsheet; what a record covers is left out,"
    " unless --known.",
)
def extract(
    texts: Annotated[
        list[str], opt.argument("TEXT", "文本文件；- 为标准输入", "text files; -: standard input")
    ],
    *,
    ask: ProposalOpts,
    known: Annotated[
        bool, opt.option("--known", "也列已有记录的", "those that a record covers, too", CHOICE)
    ] = False,
    source: Annotated[
        str | None,
        opt.option("--source ID", "记录的来源", "the records' source", None, offers.sources),
    ] = None,
    plan: Annotated[
        str | None, opt.option("--plan ID", "属于此规划", "of this plan", None, offers.plans)
    ] = None,
    output: Annotated[
        str | None,
        opt.option(
            "-o --output FILE",
            "写入此文件（.csv、.xlsx 等）；已有提案表里填过的保留；默认标准输出",
            "write to this file (.csv, .xlsx …), keeping what a person did in the table there",
        ),
    ] = None,
    data: opt.DataOpt = None,
    format: opt.FormatOpt = None,
    fields: opt.FieldsOpt = None,
    quiet: opt.QuietOpt = False,
    color: opt.ColorOpt = None,
    ascii: opt.AsciiOpt = False,
) -> None:
    """Propose the records that documents may hold."""
    if output is not None:
        format = proposal_file.form(output, format)
    out = Output.of(format=format, fields=fields, quiet=quiet, color=color, ascii=ascii)
    if ask["goals"] and ask["figures"]:
        errors.fail("--goals 与 --figures 只能选一个", "--goals and --figures exclude each other")
    of_year = report_year(ask["year"])
    if texts.count("-") > 1:
        errors.fail("标准输入只能读一次", "standard input can be read only once")
    ds = _data_set(data, source, plan)
    _check_indicators(ask["indicator"], ds)
    from czplan.extract import COLUMNS

    columns = [*COLUMNS, *(["known"] if known else [])]
    if source is not None or plan is not None:
        columns = ["take", *columns, "source", "plan", "slug"]
    held = None
    if output is not None:
        _not_over_an_input(texts, output)
        held = proposal_file.standing(Path(output), columns, out)
    rows: list[dict[str, Any]] = []
    recorded: set[str] = set()
    tables: dict[str, list[int]] = {}
    failed = read = False
    for name, found in _read_all(texts, ask["place"], of_year, ds):
        if isinstance(found, Unable):
            failed = True
            errors.hint(f"错误：{found.zh}", f"error: {found.en}")
            continue
        read = True
        tables[name] = found.tables
        kept = wanted(found.proposals, ask)
        shown = _rows(
            kept, out, ds, source, plan,
            known=known, rejected=ask["rejected"], name=name, among=found.proposals,
        )  # fmt: skip
        recorded |= {one.id for one in kept} - {row["id"] for row in shown}
        rows += shown
    tell_tables(tables)
    if failed and not read and output is not None:
        raise typer.Exit(2)  # nothing was read: what stands in the file stays
    if output is not None:
        count = len(rows)
        if held is not None:
            rows, columns = proposal_file.with_marks(held, rows, columns, recorded)
        proposal_file.write(rows, columns, out, output, count)
    else:
        from czplan.views.proposal_card import table

        emit(rows, columns, out=out, table=lambda: table(rows, out))
    _tell(rows, out)
    if failed:
        raise typer.Exit(2)


def _data_set(data: str | None, source: str | None, plan: str | None) -> Dataset | None:
    if data is None and not os.environ.get("CZPLAN_DATA") and source is None and plan is None:
        return None
    from czplan.cli.opening import opened

    ds = opened(data)
    if source is not None:
        errors.known_source(source, ds.source_records)
    if plan is not None:
        errors.one_of(plan, ds.plan_records, "规划", "plan")
    return ds


def _not_over_an_input(texts: list[str], output: str) -> None:
    """Refuse to write over a document that is read, under whatever name it goes."""
    for name in texts:
        try:
            same = name != "-" and os.path.samefile(name, output)
        except (OSError, ValueError):
            same = False  # one of the two isn't there
        if same:
            errors.fail(
                f"-o {output} 就是要读的 {name}，会把它覆盖：换一个文件名",
                f"-o {output} is {name}, which is read, and would overwrite it: name another file",
            )


def _check_indicators(wanted: list[str] | None, ds: Dataset | None) -> None:
    if not wanted:
        return
    from czplan.extract.catalogue import shipped

    known = {**shipped().entries, **(ds.indicator_records if ds is not None else {})}
    for one in wanted:
        errors.one_of(one, known, "指标", "indicator")


class ReadText(NamedTuple):
    """What a document holds: its proposals, and the lines that are rows of tables."""

    proposals: list[Proposal]
    tables: list[int]


def _one(
    name: str, place: str | None, year: int | None, catalogue: Any = None
) -> ReadText | Unable:
    """Read one document."""
    from czplan.extract import read
    from czplan.extract.clean import table_rows
    from czplan.extract.opening_text import TextFault, opened_text

    try:
        file = opened_text(name)
    except TextFault as fault:
        return fault
    proposals = read(
        file.text, file=name, place=place, year=year, catalogue=catalogue, sha256=file.sha256
    )
    return ReadText(proposals, table_rows(file.text))


def _read_all(
    names: list[str], place: str | None, year: int | None, ds: Dataset | None
) -> Iterator[tuple[str, ReadText | Unable]]:
    """Read the documents in order, many of them by several processes, with a bar on a terminal."""
    catalogue = None
    if ds is not None:
        from czplan.evidence.likely import names_of

        catalogue = names_of(ds)
    if len(names) < MANY or catalogue is not None or "-" in names or (os.cpu_count() or 1) < 2:
        yield from _with_bar(names, (_one(name, place, year, catalogue) for name in names))
        return
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    with ProcessPoolExecutor() as pool:
        results = pool.map(partial(_one, place=place, year=year), names, chunksize=4)
        yield from _with_bar(names, results)


def _with_bar(
    names: list[str], results: Iterator[ReadText | Unable]
) -> Iterator[tuple[str, ReadText | Unable]]:
    if len(names) < 3 or not sys.stderr.isatty():
        yield from zip(names, results, strict=True)
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    pairs = zip(names, results, strict=True)
    yield from track(pairs, total=len(names), description="", console=console, transient=True)


def _rows(
    found: list[Proposal], out: Output, ds: Dataset | None, source: str | None, plan: str | None,
    *, known: bool, rejected: bool, name: str, among: list[Proposal],
) -> list[dict[str, Any]]:  # fmt: skip
    """Return the rows of a document's proposals, beside what the data set holds of it."""
    if ds is None:
        return [one.row(out.lang) | {"known": False} for one in found]
    from czplan.editing.proposals import DocumentRecords, slugs

    if not found:
        return []
    beside = DocumentRecords(ds, found[0].sha256, source, among)
    slug = slugs(found)
    rows = []
    left_out = [0, 0]
    for one in found:
        record = beside.known(one)
        if record and not known:
            left_out[0] += 1
            continue
        if not record and not rejected and beside.refused(one):
            left_out[1] += 1
            continue
        row = one.row(out.lang) | {"known": bool(record)}
        if record:
            row["why"] += out.pick(f"；已收录 {record}", f"; known as {record}")
        goal = one.kind == "goal"
        row |= {"take": None, "source": source, "plan": plan if goal else None}
        rows.append(row | {"slug": slug.get(one.id)})
    if any(left_out):
        known_ones, refused = left_out
        errors.hint(
            f"{name}：未列已收录 {known_ones} 条（--known）、已否定 {refused} 条（--rejected）",
            f"{name}: not listed: {known_ones} known (--known), {refused} refused (--rejected)",
        )
    return rows


def _tell(rows: list[dict[str, Any]], out: Output) -> None:
    """Say how many of each class there are, to a person."""
    if not (out.for_people and sys.stdout.isatty()):
        return
    goals = sum(row["class"] == "goal" for row in rows)
    sure = sum(row["confidence"] >= 0.9 for row in rows)
    errors.hint(
        f"目标 {goals} 条，数据 {len(rows) - goals} 条；把握 0.9 以上 {sure} 条",
        f"{counted(goals, 'goal')}, {counted(len(rows) - goals, 'figure')}; {sure} at 0.9 or more",
    )
