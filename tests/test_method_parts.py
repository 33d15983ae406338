"""A large set is judged in parts, by indexes of several kinds: the rows are the same."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

import czplan
from czplan import codes
from czplan.method import deciding, judge

SETS = sorted(path.parent for path in (Path(__file__).parent / "cases").rglob("plans.yaml"))


@pytest.mark.parametrize("folder", SETS, ids=lambda path: path.name)
def test_parts_make_the_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def rows(year: int) -> pd.DataFrame:
        # the columns of the plan method, and three more
        return czplan.progress(ds, year, all=True, method="open-sdg", reasons=True)

    ds = czplan.load(folder)
    years = (2020, 2023, 2025)
    whole = [rows(year) for year in years]
    monkeypatch.setattr(judge, "FEWEST", 2)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    monkeypatch.setattr(deciding, "DENSE", -1000)
    monkeypatch.setattr(codes, "_PIECE", 3)
    for year, expected in zip(years, whole, strict=True):
        pd.testing.assert_frame_equal(rows(year), expected)
