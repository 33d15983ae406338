"""A quotation holds the whole of a number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from cli_process import inside
from hypothesis import given
from hypothesis import strategies as st
from own_set import as_csv, own_set

from czplan.quantity import cuts_number, drop_layout, quotes


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("近8", "整车产量近80万辆", None),
        ("近80", "整车产量近80万辆", None),
        ("80万辆", "整车产量近180万辆", None),
        ("0万辆", "整车产量近80万辆", None),
        ("万辆", "整车产量近80万辆", None),
        ("5%", "增长4.5%左右", None),
        ("增长4", "增长4.5%左右", None),
        ("增长4.5", "增长4.5%左右", None),
        ("五点五", "增长百分之五点五", None),
        ("百分之五点五", "增长百分之五点五", True),
        ("5℃", "零下5℃", None),
        ("分之二", "三分之二", None),
        ("000家", "企业1,000家", None),
        ("企业1", "企业1,000家", None),
        ("亿元", "达到3.5万亿元", None),
        ("3.5万", "达到3.5万亿元", None),
        ("3000万元", "收入5亿3000万元", None),
        ("十五个", "建成三十五个", None),
        ("五个百分点", "提高十五个百分点", None),
        ("提高十", "提高十五个百分点", None),
        ("五%", "增长三点五%", None),
        ("30", "培育30多万家", None),
        ("3.5%", "增速为-3.5%", None),
        ("百五十个", "建成一百五十个", None),
        ("８万辆", "产量１８万辆", None),
        ("近80万辆", "整车产量近80万辆", True),
        ("80万辆", "整车产量近80万辆", True),
        ("5%", "增长4.5%—5%", True),
        ("4.5%", "增长4.5%—5%", True),
        ("8家", "5—8家", True),
        ("5", "增长5个百分点", True),
        ("10", "装机10千瓦", True),
        ("到2025年", "到2025年达到5家", True),
        ("达到5家", "到2025年达到5家", True),
        ("5家", "15家中的5家", True),
        ("3.5", "增长3.5，2024年", True),
        ("一般公共预算", "统一一般公共预算", True),
        ("9月", "1-9月", True),
        ("增长5%", "增长**5%**左右", True),
        ("增长 5%", "增长\n5%左右", True),
        ("近8", "整车产量近<b>80</b>万辆", None),
        ("近9", "整车产量近80万辆", False),
        ("", "整车产量", True),
    ],
)
def test_where_words_stand(words: str, text: str, found: bool | None) -> None:
    assert quotes(words, text) is found


PIECES = st.sampled_from([*"0123456789.,%十百千万亿多一二五点-家 元的*", "增长", "千瓦", "百分点"])
TEXTS = st.lists(PIECES, min_size=1, max_size=12).map("".join)


@given(TEXTS, st.data())
def test_every_part_of_a_text_that_cuts_no_number_is_a_quotation(
    text: str, data: st.DataObject
) -> None:
    whole = drop_layout(text)
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    found = quotes(whole[start:end], text)
    assert found is not False
    if not (cuts_number(whole, start) or cuts_number(whole, end)):
        assert found is True


@given(st.integers(10, 10**9), st.sampled_from(("万辆", "亿元", "%", "家")), st.data())
def test_no_part_of_a_number_is_a_quotation_of_it(
    number: int, unit: str, data: st.DataObject
) -> None:
    digits = str(number)
    cut = data.draw(st.integers(1, len(digits) - 1))
    text = f"产量达到{digits}{unit}"
    assert not quotes(f"达到{digits[:cut]}", text)
    assert not quotes(f"{digits[cut:]}{unit}", text) or digits[cut:] in digits[:cut]


@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_check_refuses_a_quotation_that_cuts_a_number(tmp_path: Path, form: str) -> None:
    own = own_set(tmp_path / "own")
    if form == "csv":
        as_csv(own)
        path = own / "actuals.csv"
        path.write_text(path.read_text("utf-8").replace("2025,87.5万辆", "2025,87.5"), "utf-8")
    else:
        path = own / "actuals.yaml"
        path.write_text(
            re.sub("stated: ([0-9.]+)万辆", r"stated: \1", path.read_text("utf-8")), "utf-8"
        )
    done = inside("check", str(own), "-f", "json")
    assert done.status == 1
    assert "quote-cuts-number" in done.out
    assert inside("progress", "--data", str(own)).status == 2
