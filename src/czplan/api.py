"""The questions that a program puts to a data set."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

import pandas as pd

from czplan.dataset import Dataset, load, locate, uncollected
from czplan.html_tables import progress_html
from czplan.method.judge import Judgement, judge, judge_side_by_side
from czplan.method.question import Question, QuestionError, default_year, last_day
from czplan.method.verdict_rows import frame, together

if TYPE_CHECKING:
    from czplan.method.explain import Step

MOST_REASONS = 5_000
"""Rows up to which reasons are written without being asked for."""

__all__ = [
    "MOST_REASONS",
    "Progress",
    "Question",
    "QuestionError",
    "explained",
    "progress",
    "question",
    "scale_question",
    "summary",
]


class Progress(pd.DataFrame):
    """Verdict rows as a DataFrame.

    Columns: vocabulary RESULT_COLUMNS; `due`, `year` Int64, numbers float64 (NaN for none),
    `flags` lists of str, text str with NA for none. With the method `open-sdg`, also
    `open_sdg_progress`, `open_sdg_score`, `open_sdg_status`.
    """

    @property
    def _constructor(self) -> Any:
        return Progress

    def _repr_html_(self) -> str:
        """Show the verdicts as an HTML table (Jupyter)."""
        return progress_html(self)


def question(
    ds: Dataset,
    year: int | None = None,
    *,
    as_of: str | None = None,
    all: bool = False,
    grade: str = "copy",
    method: str = "plan",
) -> Question:
    """Return the question that the options of the command line ask.

    Raises:
        QuestionError: no such day, grade or method; or no year given and no figure to tell one.
    """
    known = last_day(as_of) if as_of else None
    return Question(
        year if year is not None else default_year(ds, known), known, all, grade, method
    )


@overload
def progress(
    ds: Dataset,
    year: int | None = ...,
    *,
    as_of: str | None = ...,
    all: bool = ...,
    grade: str = ...,
    method: str = ...,
    reasons: bool | None = ...,
    only: Collection[str] | None = ...,
    engine: Literal["pandas"] = ...,
) -> Progress: ...


@overload
def progress(
    ds: Dataset | str | os.PathLike[str],
    year: int | None = ...,
    *,
    as_of: str | None = ...,
    all: bool = ...,
    grade: str = ...,
    method: str = ...,
    reasons: bool | None = ...,
    only: Collection[str] | None = ...,
    engine: Literal["dask"],
) -> Any: ...


def progress(
    ds: Dataset | str | os.PathLike[str],
    year: int | None = None,
    *,
    as_of: str | None = None,
    all: bool = False,
    grade: str = "copy",
    method: str = "plan",
    reasons: bool | None = None,
    only: Collection[str] | None = None,
    engine: str = "pandas",
) -> Any:
    """Judge the goals of a data set.

    Args:
        ds: a data set, from `czplan.load`; with `engine="dask"` a folder will do, and nothing of
            it is read before the answer is computed.
        year: judged on 31 December of this year, with figures of periods that end by then;
            the latest year with a full-year figure where none is given.
        as_of: a day, month or year; only what was published by then counts, goals too.
        all: also goals due before the year, not started, or without a due year.
        grade: the least trusted source that may decide: official, media or copy.
        method: `plan`, or `open-sdg` for three more columns (method 9b).
        reasons: write the sentences `reason_zh` and `reason_en`; by default for up to
            `MOST_REASONS` rows, since a sentence is made for reading.
        only: ids of goals; judge these alone, with all that bears on them.
        engine: `pandas`, or `dask` for a lazy Dask frame over partitions by place (extra `dask`).

    Returns:
        verdict rows, in the order of the data set, parts after their parent; columns as
        `czplan.vocabulary.RESULT_COLUMNS`.

    Raises:
        QuestionError: the question can't be put.
        MissingExtra: the engine isn't installed.
    """
    if engine == "dask":
        from czplan.scale.engine import lazy_progress

        folder, put = scale_question(ds, year, as_of, all, grade, method)
        return lazy_progress(folder, put, reasons=bool(reasons))
    if engine != "pandas":
        raise QuestionError(f"engine: {engine}; one of: pandas, dask")
    if not isinstance(ds, Dataset):
        ds = load(ds)
    asked = question(ds, year, as_of=as_of, all=all, grade=grade, method=method)

    def answer(judgement: Judgement) -> pd.DataFrame:
        written = judgement.state.size <= MOST_REASONS if reasons is None else reasons
        return _rows(judgement, method, reasons=written)

    with uncollected():
        if only is not None:
            return Progress(answer(judge(ds, asked, list(only))))
        return Progress(together(judge_side_by_side(ds, asked, answer)))


def scale_question(
    ds: Dataset | str | os.PathLike[str] | None,
    year: int | None,
    as_of: str | None,
    all: bool,
    grade: str,
    method: str,
) -> tuple[Path, Question]:
    """Return the folder and the question for an engine that reads the folder itself.

    Raises:
        QuestionError: the question can't be put, or there is no figure to tell a year.
    """
    from czplan.scale.engine import years_with_figures

    folder = ds.folder if isinstance(ds, Dataset) else locate(ds)
    judged = year if year is not None else years_with_figures(folder)
    if judged is None:
        raise QuestionError("no figures")
    if method != "plan":
        raise QuestionError(f"method: {method}; this engine judges by plan")
    return folder, Question(judged, last_day(as_of) if as_of else None, all, grade, method)


def _rows(judgement: Judgement, method: str, *, reasons: bool) -> pd.DataFrame:
    """Return the verdict rows of a judgement, with the columns that a method adds."""
    result = frame(judgement, with_reasons=reasons)
    if method == "open-sdg":
        from czplan.method.open_sdg import columns

        for name, values in columns(judgement).items():
            result[name] = values
    return result


def explained(
    ds: Dataset, year: int | None, only: Collection[str], goal: str, **asked: Any
) -> tuple[Progress, dict[str, tuple[list[Step], list[Step]]]]:
    """Judge some goals once, for one card: the verdict rows, and the sum behind one of them.

    Args:
        ds: a data set; year: the year judged.
        only: ids of the goals to judge; goal: the one whose sum is laid out.
        asked: the rest of the question, as for `progress`.

    Returns:
        the verdict rows, with reasons; by id, the steps in Chinese and in English.

    Raises:
        QuestionError: the question can't be put.
    """
    put = question(ds, year, **asked)
    with uncollected():
        judgement = judge(ds, put, list(only))
        rows = _rows(judgement, put.method, reasons=True)
        from czplan.method.explain import laid

        return Progress(rows), laid(judgement, rows, {goal})


def summary(
    ds: Dataset,
    year: int | None = None,
    *,
    as_of: str | None = None,
    grade: str = "copy",
    method: str = "plan",
) -> dict[str, Any] | list[dict[str, Any]]:
    """Say what the headline of a year says (method M11), as data.

    Args:
        ds: a data set, from `czplan.load`.
        year, as_of, grade, method: the question, as for `progress`.

    Returns:
        the figures by the keys `czplan.method.headline.HEADLINE_KEYS`; a list of them, one a place,
        where the goals are those of several places.

    Raises:
        QuestionError: the question can't be put.
    """
    from czplan.export.rows_as_text import frame_rows
    from czplan.method.headline import headlines

    asked = question(ds, year, as_of=as_of, grade=grade, method=method)
    verdicts = progress(ds, asked.year, as_of=as_of, grade=grade, method=method, reasons=False)
    made = headlines(frame_rows(verdicts), ds, asked.year, as_of=as_of)
    return made if len(made) > 1 else made[0]
