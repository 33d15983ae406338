"""`czplan export parquet --engine dask`: a folder of Parquet files, one a partition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from czplan.cli.asking import plain_year
from czplan.cli.choices import ENGINES
from czplan.cli.kit import errors


def put(
    form: str,
    output: str | None,
    engine: str | None,
    scheduler: str | None,
    data: str | None,
    question: Mapping[str, Any],
    others: Mapping[str, Any],
) -> None:
    """Write the verdicts by partitions.

    Args:
        others: the options that mean nothing here, by name; none may be given.

    Raises:
        errors.Refusal: the line can't mean this, or the engine couldn't answer.
    """
    chosen = errors.one_of((engine or "dask").lower(), ENGINES, "引擎", "engine")
    if chosen != "dask":
        errors.fail("--scheduler 只用于 --engine dask", "--scheduler is for --engine dask")
    if form != "parquet" or output in (None, "-"):
        errors.fail(
            "--engine dask 写 Parquet 文件夹：export parquet --engine dask -o 文件夹",
            "--engine dask writes a folder of Parquet: export parquet --engine dask -o FOLDER",
        )
    for name, value in others.items():
        if value:
            errors.fail(
                f"--{name} 不适用于 --engine dask：写下全部结论，再作筛选",
                f"--{name} means nothing with --engine dask: it writes every verdict; filter those",
            )
    from czplan.api import scale_question
    from czplan.faults import DataError
    from czplan.method.question import QuestionError
    from czplan.scale.engine import export

    year = plain_year(question["year"]) if question["year"] is not None else None
    try:
        folder, asked = scale_question(
            data or None,
            year,
            question["as_of"],
            question["all"],
            question["grade"] or "copy",
            question["method"] or "plan",
        )
        count = export(folder, asked, str(output), scheduler=scheduler)
    except QuestionError as error:
        errors.fail(f"问法不对：{error}", f"the question can't be put: {error}")
    except DataError as error:
        found = error.errors or error.faults
        errors.fail(found[0].text("zh"), found[0].text("en"))
    errors.hint(f"已写入 {output}：{count} 行", f"wrote {output}: {count} rows")
