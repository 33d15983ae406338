"""`czplan check`: a data set's faults, all at once, each with its place and remedy."""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from czplan import sinks
from czplan.cli import options as opt
from czplan.cli.choices import CHECK_FORMATS
from czplan.cli.kit import errors
from czplan.cli.kit.described import described
from czplan.cli.kit.language import current, pick

if TYPE_CHECKING:
    from czplan.faults import Fault


@described(
    "czplan check",
    "czplan check --format json",
    zh="一次列出全部问题，按文件、行、列排序；数目在标准错误。"
    "终端上同类提醒只列第一处和总数（--all 全列），"
    "记录以 accepted 说明过的提醒另计。有错误时退出码为 1（--strict 时提醒也算），"
    "只有提醒或没有问题为 0，文件夹打不开为 2。github 格式供 GitHub Actions 在代码旁显示。",
    en="Lists everything at once, by file, line and column; counts go to standard error. On a "
    "terminal only the first warning of a kind and how many there are (--all: every one); those "
    "that a record explains with `accepted` are counted apart. Exit status 1 for errors (with "
    "--strict for warnings too), 0 for warnings alone or nothing, 2 if the folder can't be opened. "
    "The format github shows faults beside the lines in GitHub Actions.",
)
def check(
    folder: Annotated[
        str | None,
        opt.argument(
            "DIR", "数据集文件夹；默认同 --data", "folder of the data set; default: as for --data"
        ),
    ] = None,
    format: Annotated[
        str,
        opt.option(
            "--format -f FORMAT", "text、json 或 github", "text, json, github", None, CHECK_FORMATS
        ),
    ] = "text",
    all: Annotated[
        bool,
        opt.option(
            "--all",
            "终端上也逐条列出，连已说明的提醒",
            "every one on a terminal too, explained ones as well",
        ),
    ] = False,
    strict: Annotated[
        bool, opt.option("--strict", "有提醒时退出码也为 1", "exit status 1 for warnings too")
    ] = False,
    data: opt.DataOpt = None,
) -> None:
    """List a data set's faults."""
    errors.one_of(format, CHECK_FORMATS, "格式", "format")
    from czplan import dataset
    from czplan.faults import FolderError

    named = folder or data or os.environ.get("CZPLAN_DATA") or None
    try:
        _, faults = dataset.read(named, advice=True)
    except FolderError as error:
        fault = error.faults[0]
        errors.fail(f"{fault.zh}（{fault.remedy_zh}）", f"{fault.en} ({fault.remedy_en})")
    where = dataset.locate(named)
    wrong = sum(fault.is_error for fault in faults)
    explained = sum(fault.accepted for fault in faults)
    warned = len(faults) - wrong - explained
    shown = faults if all or format == "json" else [one for one in faults if not one.accepted]
    if format == "text" and sys.stdout.isatty() and not (all or strict):
        _print_folded(shown)
    else:
        _print(shown, format, where)
    _count(wrong, warned, explained, where)
    if wrong or (strict and warned):
        raise typer.Exit(1)


def _print_folded(faults: list[Fault]) -> None:
    """Print every error, the first warning of each code, then a line a code for the rest."""
    counts = Counter(fault.code for fault in faults if not fault.is_error)
    seen: set[str] = set()
    for fault in faults:
        if fault.is_error or fault.code not in seen:
            typer.echo(_line(fault))
        if not fault.is_error:
            seen.add(fault.code)
    for code, count in counts.items():
        if count > 1:
            typer.echo(
                pick(
                    f"{code}：同类提醒共 {count} 处，逐条见 --all",
                    f"{code}: {count} warnings of this kind in all; --all lists them",
                )
            )


def _print(faults: list[Fault], format: str, where: Path) -> None:
    """Print the faults on standard output."""
    if format == "json":
        rows = [_as_json(fault) for fault in faults]
        typer.echo(sinks.json_text(json.dumps(rows, ensure_ascii=False, indent=2)))
        return
    for fault in faults:
        typer.echo(_github(fault, where) if format == "github" else _line(fault))


def _line(fault: Fault) -> str:
    return sinks.plain(fault.text(current()))


def _as_json(fault: Fault) -> dict[str, object]:
    """Return a fault as an object: the same keys in every language."""
    return {
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
        "code": fault.code,
        "severity": fault.severity,
        "accepted": fault.accepted,
        "message_zh": fault.zh,
        "message_en": fault.en,
        "remedy_zh": fault.remedy_zh,
        "remedy_en": fault.remedy_en,
    }


def _github(fault: Fault, where: Path) -> str:
    """Return a workflow command of GitHub Actions that marks the line."""
    file = os.path.relpath(where / fault.file)
    place = f"file={_escaped(file)},line={fault.line},col={fault.column}"
    lang = current()
    message = sinks.lines(f"{fault.message(lang)} ({fault.remedy(lang)})")
    return f"::{fault.severity} {place},title={_escaped(fault.code)}::{_data(message)}"


def _data(text: str) -> str:
    """Escape a message for a workflow command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped(text: str) -> str:
    """Escape a property of a workflow command."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _count(wrong: int, warned: int, explained: int, where: Path) -> None:
    """Say on standard error how many faults there are."""
    if not wrong and not warned and not explained:
        errors.hint(f"{where}：没有问题", f"{where}: no faults")
        return
    errors.hint(
        f"{where}：{wrong} 处错误，{warned} 处提醒"
        + (f"，{explained} 处已说明" if explained else ""),
        f"{where}: {wrong} error{'' if wrong == 1 else 's'}, "
        f"{warned} warning{'' if warned == 1 else 's'}"
        + (f", {explained} explained" if explained else ""),
    )
