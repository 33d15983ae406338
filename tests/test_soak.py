"""A short form of the soak (`make soak`): broken sets, many writers, killed commands."""

from __future__ import annotations

import pytest

from tools import soak


@pytest.mark.slow
@pytest.mark.parametrize(("part", "count"), [("sets", 60), ("writers", 2), ("kills", 12)])
def test_nothing_is_lost(part: str, count: int, capsys: pytest.CaptureFixture[str]) -> None:
    run, _ = soak.PARTS[part]
    assert run(count) == []
    assert capsys.readouterr().out.startswith(part)
