"""Verdicts over partitions: equal to the one-machine result, whatever happens to a worker."""

from __future__ import annotations

import errno
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from cli_process import within
from places_set import write_places

import czplan
from bench.partitions import write_set
from czplan.method.question import Question
from czplan.scale import cluster as workers
from czplan.scale.engine import ScaleError, export, places_once
from czplan.scale.partition import PartitionFault, judge_places, load_base
from czplan.scale.row_schema import FIELDS, arrow_schema, empty, spark_schema
from czplan.storage import WriteFault

pytest.importorskip("dask.dataframe")
distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
    ) as made:
        yield made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_places(tmp_path_factory.mktemp("places"))


def rows(frame: Any) -> list[dict[str, Any]]:
    """Return verdict rows in one order, what isn't there as None."""
    plain = pd.DataFrame(frame).sort_values(["place", "id"]).astype(object)
    held = plain.where(plain.notna(), None).to_dict("records")
    return [{**row, "flags": list(row["flags"])} for row in held]


@pytest.mark.parametrize("count", [1, 2, 7])
def test_partitions_answer_as_one_machine_does(
    folder: Path, tmp_path: Path, cluster: Any, count: int
) -> None:
    one = czplan.progress(czplan.load(folder), 2025, reasons=True)
    out = tmp_path / "out"
    written = export(folder, Question(2025), out, scheduler=cluster.scheduler_address,
                     npartitions=count)  # fmt: skip
    assert written == len(one)
    assert (out / "_SUCCESS").exists()
    assert not list(tmp_path.glob(".out*"))
    parts = sorted(out.glob("part-*.parquet"))
    assert len(parts) <= count
    assert rows(pd.concat(map(pd.read_parquet, parts))) == rows(one)


def test_a_column_of_nothing_and_other_forms_of_the_tables(folder: Path, tmp_path: Path) -> None:
    """Parquet, folders `place=…` and CSV say the same; columns may be absent or all null."""
    import dask

    one = rows(czplan.progress(czplan.load(folder), 2025, reasons=True))
    other = write_places(tmp_path / "parquet")
    for table in ("targets", "actuals"):
        frame = pd.read_csv(other / f"{table}.csv", dtype="str")
        frame["note"] = pd.Series([None] * len(frame), dtype="object")
        if table == "targets":
            frame["line"] = frame["line"].astype("Int64")
        frame.to_parquet(other / f"{table}.parquet")
        (other / f"{table}.csv").unlink()
    hive = write_places(tmp_path / "hive")
    for table in ("targets", "actuals"):
        frame = pd.read_csv(hive / f"{table}.csv", dtype="str")
        whose = frame["plan"].str.rsplit("-", n=1).str[0] if table == "targets" else frame["place"]
        for place, part in frame.groupby(whose):
            inside = hive / table / f"place={place}"
            inside.mkdir(parents=True)
            part.drop(columns="place", errors="ignore").to_parquet(inside / "0.parquet")
        (hive / f"{table}.csv").unlink()
    with dask.config.set(scheduler="synchronous"):
        for set_ in (other, hive):
            lazy = czplan.progress(set_, 2025, reasons=True, engine="dask")
            assert not isinstance(lazy, pd.DataFrame)
            assert rows(lazy.compute()) == one


def test_the_work_survives_a_worker(tmp_path: Path, cluster: Any) -> None:
    folder = tmp_path / "many"
    many(folder, 40)
    one = rows(czplan.progress(czplan.load(folder), 2025, reasons=True))
    client = distributed.Client(cluster)
    victim = next(iter(client.run(os.getpid).values()))
    over = threading.Event()

    def kill() -> None:
        while not over.is_set():
            if any(tmp_path.glob(".*/part-*")):  # the first part of the draft
                os.kill(victim, signal.SIGKILL)
                return
            time.sleep(0.002)

    killer = threading.Thread(target=kill)
    killer.start()
    export(folder, Question(2025), tmp_path / "out", scheduler=cluster.scheduler_address,
           npartitions=20)  # fmt: skip
    over.set()
    killer.join()
    assert victim not in client.run(os.getpid).values()
    parts = sorted((tmp_path / "out").glob("part-*.parquet"))
    assert rows(pd.concat(map(pd.read_parquet, parts))) == one
    client.close()


def many(folder: Path, count: int) -> None:
    """Write a set of many places, each with a goal beside the nation's."""
    folder.mkdir()
    places = ["id,name_zh,level,code", "nation,全国,nation,100000"]
    plans, targets = ["id,name_zh,kind,end,source,place"], ["plan,slug,stated,reference,text,line"]
    actuals = ["indicator,period,stated,source,place", "growth,2025,5.0%,s,nation"]
    for number in range(count):
        id = f"p{number}"
        places.append(f"{id},地{number},county,")
        plans.append(f"{id},报告,annual-report,2025,s,{id}")
        targets.append(f"{id},growth,{4 + number % 5}%,,增长{4 + number % 5}%,1")
        targets.append(f"{id},income,快于全国经济增长,growth@nation,快于全国经济增长,1")
        actuals += [f"growth,2025,{4 + number % 3}%,s,{id}", f"income,2025,{number % 9}%,s,{id}"]
    text = {"places": places, "plans": plans, "targets": targets, "actuals": actuals}
    for name, lines in text.items():
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / "sources.yaml").write_text(
        "s: {title: {zh: 文}, publisher: 某府, grade: official, published: 2026-01}\n", "utf-8"
    )
    (folder / "indicators.yaml").write_text(
        "growth: {name: {zh: 增速}, unit: '%', measure: growth, direction: up, basis: real}\n"
        "income: {name: {zh: 收入}, unit: '%', measure: growth, direction: up, basis: real}\n",
        encoding="utf-8",
    )


def test_nothing_is_left_half_written(folder: Path, tmp_path: Path, cluster: Any) -> None:
    address = cluster.scheduler_address
    bad = write_places(tmp_path / "bad")
    text = (bad / "targets.csv").read_text(encoding="utf-8")
    (bad / "targets.csv").write_text(text.replace("5%以上", "5家以上", 1), encoding="utf-8")
    with pytest.raises(PartitionFault, match="unit"):
        export(bad, Question(2025), tmp_path / "out", scheduler=address, npartitions=2)
    assert not (tmp_path / "out").exists()
    assert not list(tmp_path.glob(".out*"))
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("x")
    with pytest.raises(WriteFault):
        export(folder, Question(2025), tmp_path / "full", scheduler=address)
    assert (tmp_path / "full" / "mine.txt").exists()

    def fill() -> None:
        """Let a worker find no room for an answer of a certain name."""
        import pathlib

        real = pathlib.Path.write_bytes

        def write(self: pathlib.Path, data: bytes) -> int:
            if "no-room" in self.parent.name:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return real(self, data)

        pathlib.Path.write_bytes = write  # type: ignore[method-assign, assignment]

    with distributed.Client(address) as client:
        client.run(fill)
    with pytest.raises(WriteFault, match="the disk is full"):
        export(folder, Question(2025), tmp_path / "no-room", scheduler=address, npartitions=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad", "full"]


def test_a_worker_out_of_memory_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed for it or paused, with nothing half written."""
    import dask

    monkeypatch.setattr(workers, "LOOK", 0.5)
    monkeypatch.setattr(workers, "PATIENCE", 3.0)
    folder = tmp_path / "set"
    write_set(folder, 60_000)
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, memory_limit="260MB", dashboard_address=":0"
        ) as small,
        pytest.raises(ScaleError, match="memory"),
    ):
        export(folder, Question(2025), tmp_path / "out", scheduler=small.scheduler_address,
               npartitions=1, reasons=False)  # fmt: skip
    assert [path.name for path in tmp_path.iterdir()] == ["set"]


def test_a_death_is_said_in_words_wherever_in_the_work_it_came() -> None:
    """Reading comes before the work that is awaited, and kills a small worker as well."""
    killed = distributed.KilledWorker("read-csv-0", None, 0)
    with pytest.raises(ScaleError, match="memory"), workers.deaths_in_words():
        raise killed
    with pytest.raises(RuntimeError, match="other"), workers.deaths_in_words():
        raise RuntimeError("other")


def test_workers_that_stand_still_end_the_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    class Client:
        """Has workers that are paused, whose work never ends."""

        cancelled = False

        def compute(self, _: object) -> Client:
            return self

        def result(self, timeout: float) -> None:
            raise distributed.TimeoutError

        def scheduler_info(self, n_workers: int) -> dict[str, Any]:
            return {"workers": {"one": {"status": "paused"}, "two": {"status": "paused"}}}

        def cancel(self) -> None:
            self.cancelled = True

    monkeypatch.setattr(workers, "PATIENCE", 20.0)
    client = Client()
    with pytest.raises(ScaleError, match="paused"):
        workers.computed(None, client)
    assert client.cancelled


def test_a_place_in_two_partitions_is_a_fault() -> None:
    once = pd.DataFrame({"part": [0, 1], "rows": [1, 1], "places": [["a"], ["b"]]})
    places_once(once)
    with pytest.raises(ScaleError, match="b"):
        places_once(pd.DataFrame({"part": [0, 1], "rows": [1, 1], "places": [["a", "b"], ["b"]]}))


def test_the_function_takes_anything_that_holds_the_rows(folder: Path) -> None:
    """Any types, any index, no rows: the judge casts on entry and never reads the index."""
    base = load_base(folder)
    targets = pd.read_csv(folder / "targets.csv")
    actuals = pd.read_csv(folder / "actuals.csv")
    chosen = targets[targets["plan"] == "beta-2025"].set_index("slug", drop=False)
    made = judge_places(chosen, actuals, base, Question(2025))
    assert made[["id", "status", "actual_stated"]].values.tolist() == [
        ["beta-2025/growth", "met", "6.5%"]
    ]
    nothing = judge_places(targets[:0], actuals[:0], base, Question(2025))
    assert list(nothing.columns) == [field.name for field in FIELDS]
    assert nothing.dtypes.equals(empty().dtypes)
    assert made.dtypes.equals(empty().dtypes)


def test_the_schema_is_said_once(folder: Path, tmp_path: Path) -> None:
    import pyarrow.parquet as pq

    path = tmp_path / "one.parquet"
    done = within("export", "parquet", "--year", "2025", "--data", str(folder), "-o", str(path))
    assert done.status == 0, done.err
    assert pq.read_schema(path).equals(arrow_schema())
    assert spark_schema().startswith("`id` string, `plan` string")
    assert arrow_schema().field("id").nullable is False


def test_the_command(folder: Path, tmp_path: Path, cluster: Any) -> None:
    out = tmp_path / "out"
    done = within("export", "parquet", "--engine", "dask", "--scheduler", cluster.scheduler_address,
               "--year", "2025", "--data", str(folder), "-o", str(out))  # fmt: skip
    assert done.status == 0, done.err
    assert (out / "_SUCCESS").exists()
    for wrong in (["csv", "-o", "x"], ["parquet"], ["parquet", "-o", "x", "--place", "alpha"]):
        assert within("export", *wrong, "--engine", "dask", "--data", str(folder)).status == 2
