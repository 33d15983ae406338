"""`czplan extract`: read documents and propose the records that they may hold."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from czplan.cli import offers
from czplan.cli import options as opt
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.language import pick
from czplan.cli.kit.output import Output, emit
from czplan.filters import whole_number

if TYPE_CHECKING:
    from rich.text import Text

    from czplan.dataset import Dataset
    from czplan.extract import Proposal
    from czplan.extract.files import TextFile
    from czplan.views.screen import Shown

__all__ = ["extract", "report_year", "tell_tables"]

CHOICE = pick("要什么", "What is asked for")
MANY = 12
"""From how many documents on they are read by several processes."""
_ENDINGS = {"csv": "csv", "tsv": "tsv", "json": "json", "jsonl": "jsonl", "md": "markdown"}


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
        list[str],
        typer.Argument(
            metavar="TEXT",
            help=pick("文本文件；- 为标准输入", "text files; -: standard input"),
        ),
    ],
    place: Annotated[
        str | None,
        opt.option("--place NAME", "地方；默认看标题", "default: the title's"),
    ] = None,
    year: Annotated[
        str | None,
        opt.option(
            "--year Y",
            "报告的年份；默认看标题与首段",
            "default: the title's",
        ),
    ] = None,
    goals: Annotated[
        bool, opt.option("--goals", "只要目标", "goals only", CHOICE)
    ] = False,
    figures: Annotated[
        bool,
        opt.option("--figures", "只要数据", "figures only", CHOICE),
    ] = False,
    indicator: Annotated[
        list[str] | None,
        opt.option("--indicator ID", "只要这些指标", "these indicators only", CHOICE),
    ] = None,
    known: Annotated[
        bool,
        opt.option("--known", "也列已有记录的", "those that a record covers, too", CHOICE),
    ] = False,
    rejected: Annotated[
        bool,
        opt.option("--rejected", "也列已否定的", "those that were refused, too", CHOICE),
    ] = False,
    source: Annotated[
        str | None,
        opt.option("--source ID", "记录的来源", "the records' source", None, offers.sources),
    ] = None,
    plan: Annotated[
        str | None,
        opt.option("--plan ID", "属于此规划", "of this plan", None, offers.plans),
    ] = None,
    output: Annotated[
        str | None,
        opt.option(
            "-o --output FILE",
            "写入此文件；默认标准输出",
            "write to this file; default: standard output",
        ),
    ] = None,
    data: opt.DataOpt = None,
    lang: opt.LangOpt = None,
    format: opt.FormatOpt = None,
    fields: opt.FieldsOpt = None,
    quiet: opt.QuietOpt = False,
    color: opt.ColorOpt = None,
    ascii: opt.AsciiOpt = False,
) -> None:  # fmt: skip
    """Propose the records that documents may hold."""
    if output is not None and format is None:
        format = _ENDINGS.get(Path(output).suffix.lstrip(".").lower(), "csv")
    out = Output.of(format=format, fields=fields, quiet=quiet, color=color, ascii=ascii)
    if goals and figures:
        errors.fail(
            None, "--goals 与 --figures 只能选一个", "--goals and --figures exclude each other"
        )
    of_year = report_year(year)
    if texts.count("-") > 1:
        errors.fail(None, "标准输入只能读一次", "standard input can be read only once")
    ds = _data_set(data, source, plan)
    _check_indicators(indicator, ds)
    if output is not None:
        _not_over_an_input(texts, output)
    rows: list[dict[str, Any]] = []
    failed = read = False
    for name, found in _read_all(texts, place, of_year, ds, source):
        if isinstance(found, tuple):
            failed = True
            errors.hint(f"错误：{found[0]}", f"error: {found[1]}")
            continue
        read = True
        kept = [
            one for one in found
            if not (goals and one.kind != "goal") and not (figures and one.kind != "figure")
            and (not indicator or one.indicator in indicator)
        ]  # fmt: skip
        rows += _rows(kept, out, ds, source, plan, known=known, rejected=rejected, name=name)
    if failed and not read and output is not None:
        raise typer.Exit(2)  # nothing was read: what stands in the file stays
    from czplan.extract import COLUMNS

    columns = [*COLUMNS, *(["known"] if known else [])]
    if source is not None or plan is not None:
        columns = ["take", *columns, "source", "plan", "slug"]
    if output is not None:
        _write(rows, columns, out, output)
    else:
        emit(rows, columns, out=out, table=lambda: _table(rows, out))
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
                None,
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


def report_year(text: str | None) -> int | None:
    """Return the year that `--year` gives; a wrong one ends the command."""
    if text is None:
        return None
    if (year := whole_number(text.strip(), 1900, 2200)) is None:
        errors.fail(None, f"年份不对：{text}", f"no such year: {text}")
    return year


def tell_tables(file: TextFile) -> None:
    """Say which rows of tables aren't read: their units stand elsewhere."""
    from czplan.extract.clean import table_rows

    if rows := table_rows(file.text):
        where = f"{rows[0]}–{rows[-1]}" if len(rows) > 1 else str(rows[0])
        errors.hint(
            f"{file.name}：第 {where} 行有表格 {len(rows)} 行，单位在表头，没有读；用 targets add、"
            "actuals add 添上",
            f"{file.name}: {len(rows)} rows of tables (lines {where}) aren't read, their units "
            "stand apart: targets add and actuals add take them",
        )


def _one(
    name: str, place: str | None, year: int | None, catalogue: Any = None, *, tell: bool = False
) -> Any:
    """Read one document; a fault comes back as its message in both languages."""
    from czplan.extract import read
    from czplan.extract.files import TextFault, opened_text

    try:
        file = opened_text(name)
    except TextFault as fault:
        return fault.zh, fault.en
    if tell:
        tell_tables(file)
    return read(
        file.text, file=name, place=place, year=year, catalogue=catalogue, sha256=file.sha256
    )


def _read_all(
    names: list[str], place: str | None, year: int | None, ds: Dataset | None, source: str | None
) -> Iterator[tuple[str, Any]]:
    """Read the documents in order, many of them by several processes, with a bar on a terminal."""
    catalogue = None
    if ds is not None:
        from czplan.evidence.likely import names_of

        catalogue = names_of(ds)
    if len(names) < MANY or catalogue is not None or "-" in names or (os.cpu_count() or 1) < 2:
        results: Iterator[Any] = (
            _one(name, place, year, catalogue, tell=len(names) < MANY) for name in names
        )
        yield from _with_bar(names, results)
        return
    from concurrent.futures import ProcessPoolExecutor
    from functools import partial

    with ProcessPoolExecutor() as pool:
        results = pool.map(partial(_one, place=place, year=year), names, chunksize=4)
        yield from _with_bar(names, results)


def _with_bar(names: list[str], results: Iterator[Any]) -> Iterator[tuple[str, Any]]:
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
    *, known: bool, rejected: bool, name: str,
) -> list[dict[str, Any]]:  # fmt: skip
    """Return the rows of a document's proposals, beside what the data set holds of it."""
    if ds is None:
        return [one.row(out.lang) | {"known": False} for one in found]
    from czplan.editing.proposals import Beside, slugs

    if not found:
        return []
    beside = Beside(ds, found[0].sha256, source)
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


def _write(rows: list[dict[str, Any]], columns: list[str], out: Output, output: str) -> None:
    from czplan.export import rows_as_text
    from czplan.storage import WriteFault, write_file

    form = "tsv" if out.format == "table" else out.format
    chosen = columns
    if out.fields is not None:
        chosen = [errors.one_of(name, columns, "列", "field") for name in out.fields]
    text = "".join(rows_as_text.written(form, rows, chosen))
    mark = "\ufeff" if form == "csv" else ""
    try:
        for zh, en in write_file(Path(output), (mark + text).encode()):
            errors.hint(f"提醒：{zh}", f"warning: {en}")
    except WriteFault as fault:
        errors.fail(None, fault.zh, fault.en)
    errors.hint(f"已写 {output}：{len(rows)} 条", f"{output}: {len(rows)} proposals")


def _table(rows: list[dict[str, Any]], out: Output) -> Shown:

    from czplan.export.rows_as_text import number
    from czplan.quantity import show_number
    from czplan.views.fitting import Column, Row, fit
    from czplan.views.style import cell

    if not rows:
        return cell(out.pick("没有可提议的。", "Nothing to propose."))

    def marked(row: Row) -> Text:
        before, stated, after = str(row["text"]).partition(str(row["stated"]))
        return cell(before) + cell(stated, style="bold") + cell(after)

    def value(row: Row) -> str:
        ends = [row["low"], row["high"]]
        if ends == [None, None]:
            return str(row["operator"])
        shown = [show_number(end) if end is not None else "" for end in ends]
        both = shown[0] if shown[0] == shown[1] else "~".join(shown)
        return f"{row['operator']} {both}{row['unit']}"

    def when(row: Row) -> str:
        if row["class"] == "figure":
            return str(row["period"] or "")
        return str(row["due"] or "")

    kinds = {"goal": out.pick("目标", "goal"), "figure": out.pick("数据", "figure")}
    files = len({row["file"] for row in rows}) > 1
    columns = [
        *([Column("文件", "File", lambda r: Path(r["file"]).name, 3, 8)] if files else []),
        Column("行", "Line", lambda r: f"{r['line']}:{r['column']}", 0, 5, right=True),
        Column("类", "Class", lambda r: kinds[r["class"]], 0, 4),
        Column("原文", "Words", marked, 0, 20),
        Column("数", "Value", value, 0, 10),
        Column("年", "Year", when, 0, 5),
        Column("指标", "Indicator", lambda r: r["indicator"] or r["name"], 1, 10),
        Column("把握", "Confidence", lambda r: number(r["confidence"]), 2, 4, right=True),
    ]
    return fit(rows, columns, out).table


def _tell(rows: list[dict[str, Any]], out: Output) -> None:
    """Say how many of each class there are, to a person."""
    if not (out.for_people and sys.stdout.isatty()):
        return
    goals = sum(row["class"] == "goal" for row in rows)
    sure = sum(row["confidence"] >= 0.9 for row in rows)
    errors.hint(
        f"目标 {goals} 条，数据 {len(rows) - goals} 条；把握 0.9 以上 {sure} 条",
        f"{goals} goals, {len(rows) - goals} figures; {sure} at 0.9 or more",
    )
