"""`czplan export`: verdicts and the data set's tables as files for other tools."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from czplan.cli import options as opt
from czplan.cli.asking import asked, tell_gone
from czplan.cli.choices import ENGINES
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.language import current
from czplan.cli.kit.output import named_fields
from czplan.cli.opening import opened
from czplan.cli.to_file import put, refuse_terminal
from czplan.export import BINARY, FORMATS, TABLES
from czplan.places import chosen_places

if TYPE_CHECKING:
    import pandas as pd

    from czplan.dataset import Dataset

ENDINGS = {
    "csv": "csv", "tsv": "tsv", "tab": "tsv", "json": "json", "jsonl": "jsonl", "ndjson": "jsonl",
    "xlsx": "xlsx", "parquet": "parquet", "dta": "dta", "sqlite": "sqlite", "sqlite3": "sqlite",
    "db": "sqlite", "md": "markdown", "markdown": "markdown",
}  # fmt: skip
"""The endings of a file's name that say a format."""


FormArg = Annotated[str, opt.argument("FORMAT", *["|".join(FORMATS)] * 2, FORMATS)]
OutOpt = Annotated[
    str | None,
    opt.option(
        "-o --output FILE",
        "写入此文件（datapackage 为文件夹）；默认标准输出",
        "write to this file (a folder for datapackage); default: standard output",
        opt.SCREEN,
    ),
]
TableOpt = Annotated[
    str | None,
    opt.option(
        "--table",
        "改为导出数据集的这张表",
        "this table of the data set instead of the verdicts",
        opt.SCREEN,
        TABLES,
    ),
]
EngineOpt = Annotated[
    str | None,
    opt.option(
        "--engine", "用什么算；dask 按地方分区", "dask: partitions by place", opt.QUESTION, ENGINES
    ),
]
SchedulerOpt = Annotated[
    str | None,
    opt.option(
        "--scheduler ADDRESS",
        "已在运行的 Dask 调度器",
        "a Dask scheduler that is running",
        opt.QUESTION,
    ),
]
EncodingOpt = Annotated[
    str | None,
    opt.option(
        "--encoding NAME",
        "文字编码；默认 utf-8，CSV 文件为 utf-8-sig（带字节序标记）",
        "of text; default utf-8, for a CSV file utf-8-sig (with a byte-order mark)",
        opt.SCREEN,
    ),
]


@described(
    "czplan export csv --year 2025",
    "czplan export json --table sources",
    "czplan export xlsx --year 2025 -o progress.xlsx",
    zh="各格式的行、次序与数值相同。数值以指标的基本单位计（元、人、%），比率为小数。"
    "--table targets 与 actuals 的列可作为数据集再读入。xlsx 第一页供人阅读（语言随 --lang），"
    "其后每表一页；dta（Stata）带双语标签与日期；sqlite 含全部表、键与视图，datasette 可直接打开；"
    "datapackage 是一个文件夹。"
    "CSV 中以 = + - @ 开头的文字前加 '，只有正负号加数字（如 +2.6%）的不加。",
    en="The same rows, order and values in every format. Values are in the indicator's base unit "
    "(yuan, persons, per cent), ratios are fractions. What --table targets and actuals write can "
    "be read as a data set. xlsx opens on a sheet for people, in the language of --lang, and holds "
    "a sheet a table; dta (Stata) has labels in both languages and dates; sqlite holds all tables "
    "with keys and views, for datasette too; datapackage is a folder. In CSV a text that begins "
    "with = + - @ gets a leading ', but never one that is only a signed number, such as +2.6%.",
)
def export(
    form: FormArg,
    *,
    output: OutOpt = None,
    table: TableOpt = None,
    encoding: EncodingOpt = None,
    fields: opt.FieldsOpt = None,
    question: opt.QuestionOpts,
    goals: opt.GoalOpts,
    verdicts: opt.VerdictOpts,
    engine: EngineOpt = None,
    scheduler: SchedulerOpt = None,
    data: opt.DataOpt = None,
) -> None:
    """Write verdicts, or a table of the data set, for other tools."""
    word = form.lower()
    form = errors.one_of({"md": "markdown"}.get(word, word), FORMATS, "格式", "format")
    if table is not None:
        table = errors.one_of(table.lower(), TABLES, "表", "table")
    _possible(form, output, table, encoding, goals, {**verdicts, **question})
    _named_so(form, output)
    wanted = named_fields(fields)
    if wanted is not None and form == "datapackage":
        errors.fail("datapackage 含全部列，请去掉 --fields",
                    "a datapackage holds every column: leave --fields out")  # fmt: skip
    if engine not in (None, "pandas") or scheduler is not None:
        from czplan.cli.commands import export_scale

        asked_for = {**goals, **verdicts, "table": table, "fields": fields, "encoding": encoding}
        export_scale.put(form, output, engine, scheduler, data, question, asked_for)
        return
    ds = opened(data)

    from czplan import export as files

    to_file = output not in (None, "-")
    frame = None
    if table is None:
        from czplan import progress as judge
        from czplan.views.worst_first import worst_first

        answer = asked(ds, **question)
        frame = chosen(worst_first(judge(ds, **answer, reasons=True)), ds, {**goals, **verdicts})
        meant = chosen_places(ds, goals["place"], goals["level"])
        tell_gone(ds, answer["year"], meant, asked=bool(goals["place"]))
    if form == "datapackage":
        assert frame is not None
        from czplan.storage import write_folder

        write_folder(Path(str(output)), files.folder(ds, frame))
        errors.hint(f"已写入 {output}", f"wrote {output}")
        return
    default = "utf-8-sig" if form == "csv" and to_file else "utf-8"
    only = _only(ds, table, goals)
    content = files.content(
        ds, frame, form, table=table, encoding=encoding or default, only=only,
        lang=current(), fields=_known(ds, frame, table, wanted),
    )  # fmt: skip
    put(content, output)


def _named_so(form: str, output: str | None) -> None:
    """Refuse a file whose ending says another format than the one asked for.

    Raises:
        errors.Refusal: it does.
    """
    ending = Path(str(output or "")).suffix.lower().removeprefix(".")
    other = ENDINGS.get(ending, form)
    if other != form and form != "datapackage":
        right = next(end for end, name in ENDINGS.items() if name == form)
        named = str(Path(str(output)).with_suffix(f".{right}"))
        errors.fail(
            f"{output} 的后缀是 {ending}，要的格式却是 {form}：请用 -o {named}，或 export {other}",
            f"{output} ends in {ending} and {form} was asked for: use -o {named}, "
            f"or export {other}",
        )


def _known(
    ds: Dataset, frame: pd.DataFrame | None, table: str | None, wanted: tuple[str, ...] | None
) -> list[str] | None:
    """Return the fields asked for by their right names, None for all.

    Raises:
        errors.Refusal: the table has no such field.
    """
    if wanted is None:
        return None
    from czplan.export import tables

    held = (
        map(str, frame.columns)
        if table is None and frame is not None
        else (column.name for column in tables.table(ds, str(table)).columns)
    )
    offered = tables.fields_of(ds, list(held))
    return list(dict.fromkeys(errors.one_of(name, offered, "列", "field") for name in wanted))


def _possible(
    form: str,
    output: str | None,
    table: str | None,
    encoding: str | None,
    goals: Mapping[str, Any],
    verdicts: Mapping[str, Any],
) -> None:
    """Refuse what the options can't mean together, before anything is read.

    Raises:
        errors.Refusal: they can't.
    """
    if form == "datapackage":
        if table is not None:
            errors.fail("datapackage 含全部表，不能与 --table 同用",
                        "a datapackage holds every table: leave --table out")  # fmt: skip
        if output in (None, "-"):
            errors.fail("datapackage 是一个文件夹：请用 -o 文件夹",
                        "a datapackage is a folder: name it with -o FOLDER")  # fmt: skip
    if encoding is not None and form in BINARY:
        errors.fail(f"{form} 没有文字编码可选，请去掉 --encoding",
                    f"{form} has no encoding to choose: leave --encoding out")  # fmt: skip
    refuse_terminal(form, output)
    if table is None:
        return
    refused = dict(verdicts) if table == "targets" else {**goals, **verdicts}
    for name, value in refused.items():
        if value:
            option = f"--{name.replace('_', '-')}"
            errors.fail(f"{option} 不适用于 --table {table}：该表原样导出",
                        f"{option} means nothing with --table {table}, "
                        "which is written as it is")  # fmt: skip


def chosen(frame: pd.DataFrame, ds: Dataset, wanted: Mapping[str, Any]) -> pd.DataFrame:
    """Return the verdict rows that the filters choose, in the same order."""
    if not any(wanted.values()):
        return frame
    from czplan import filters
    from czplan.export.rows_as_text import frame_rows

    rows = [{**row, "": place} for place, row in enumerate(frame_rows(frame))]
    kept = filters.select(rows, ds, **wanted)
    return frame.iloc[[row[""] for row in kept]].reset_index(drop=True)


def _only(ds: Dataset, table: str | None, goals: Mapping[str, Any]) -> set[str] | None:
    """Return the ids of the targets that the filters choose, None for all."""
    if table != "targets" or not any(goals.values()):
        return None
    from czplan import filters

    return {row["id"] for row in filters.select(ds.target_rows(), ds, **goals)}
