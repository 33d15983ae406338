"""A list of firms and their revenues, and how many of them stand on each step of a ladder.

The list is a CSV or XLSX file with a column of names and a column of revenue; its header may be
Chinese or English, and the revenue in 元, 万元 or 亿元. Rows that can't be read are reported
with their place and left out; nothing is put in their stead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from czplan import patterns as re
from czplan.ladder.yuan import UnknownUnit, amount, header_unit
from czplan.unable import Unable

NEAR = Decimal("0.8")
"""A firm stands just under a step from this share of the step's threshold."""

SHOWN = 80
"""Characters of a row left out that are told."""

_NAMES = [
    "企业名称", "公司名称", "单位名称", "企业", "公司", "单位", "名称", "全称", "name",
    "company", "firm", "enterprise", "companyname", "firmname",
]  # fmt: skip
_REVENUES = [
    "营业总收入", "营业收入", "主营业务收入", "营收", "销售收入", "开票销售", "应税销售收入",
    "销售额", "产值", "收入", "revenue", "sales", "turnover", "income", "operatingrevenue",
]  # fmt: skip
_TOTALS = {"合计", "总计", "小计", "total", "sum", "subtotal"}
_WIDE = str.maketrans("０１２３４５６７８９．，（）－：", "0123456789.,()-:")


class CompaniesError(Unable, ValueError):
    """A list that can't be used at all: no such columns, not a table, a missing extra."""


@dataclass(frozen=True, slots=True)
class Company:
    """A firm: its name, its revenue in yuan, and the row of the list on which it stands."""

    name: str
    revenue: Decimal
    row: int


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was left out: its number in the list, what stands there, and why."""

    row: int
    words: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Companies:
    """A list as it was read.

    Attributes:
        firms: the firms, largest revenue first.
        bad: the rows left out, in order.
        unit: how many yuan the unit of the revenue column is; None where its header names none,
            and then plain numbers are yuan.
        column: the header of the revenue column.
        others: headers of further columns that could be it.
    """

    firms: tuple[Company, ...]
    bad: tuple[BadRow, ...]
    unit: int | None
    column: str
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rung:
    """A step of a ladder: its key, and the revenue in yuan from which a firm stands on it."""

    key: str
    threshold: Decimal


@dataclass(frozen=True, slots=True)
class StepCount:
    """How a list of firms fills one step.

    Attributes:
        step: the step.
        nested: firms at or above its threshold.
        between: firms at or above it and below the next step's.
        under: the firms just under it, nearest first.
    """

    step: Rung
    nested: int
    between: int
    under: tuple[Company, ...]


def count_steps(firms: Sequence[Company], steps: Iterable[Rung]) -> list[StepCount]:
    """Count firms on each step, highest step first; 以上 includes the threshold itself."""
    ordered = sorted(steps, key=lambda step: step.threshold, reverse=True)
    found: list[StepCount] = []
    above = 0
    for step in ordered:
        nested = sum(firm.revenue >= step.threshold for firm in firms)
        near = [f for f in firms if step.threshold * NEAR <= f.revenue < step.threshold]
        near.sort(key=lambda firm: (-firm.revenue, firm.row))
        found.append(StepCount(step, nested, nested - above, tuple(near)))
        above = nested
    return found


def read_companies(path: Path) -> Companies:
    """Read a list of firms from a CSV or XLSX file.

    Raises:
        CompaniesError: the file can't be read, or is no table with a column of names and one of
            revenue.
    """
    from czplan.sheets import SheetFault, read_cells

    try:
        return _read(read_cells(path).rows)
    except SheetFault as fault:
        raise CompaniesError(fault.zh, fault.en) from fault


def _text(cell: str) -> str:
    return cell.strip()


def _key(cell: str) -> str:
    return re.sub(r"[\s_-]", "", _text(cell).translate(_WIDE)).lower()


@dataclass(frozen=True, slots=True)
class _Header:
    """Where the names and the revenues stand, and what the revenue column says of itself."""

    name: int
    revenue: int
    unit: int | None
    column: str
    others: tuple[str, ...]


def _columns(keys: list[str], known: Sequence[str]) -> list[int]:
    """Return the columns whose header is the first of `known` found, or holds it."""
    for word in known:
        if found := [at for at, key in enumerate(keys) if re.sub(r"[(/\[【].*", "", key) == word]:
            return found
    for word in known:
        if found := [at for at, key in enumerate(keys) if len(word) > 1 and word in key]:
            return found
    return []


def _read(rows: Iterable[tuple[int, Sequence[str]]]) -> Companies:
    from czplan.sheets import SheetFault, check_cell

    header: _Header | None = None
    firms: list[Company] = []
    bad: list[BadRow] = []
    seen: dict[str, int] = {}
    for number, cells in rows:
        if not any(_text(cell) for cell in cells):
            continue
        if header is None:
            header = _header(cells)
            if header is None and number >= 20:
                break
            continue
        name = _text(cells[header.name]) if header.name < len(cells) else ""
        cell = cells[header.revenue] if header.revenue < len(cells) else ""
        found: Company | BadRow
        try:
            check_cell(number, header.name, name)
            check_cell(number, header.revenue, cell)
            found = _firm(number, name, cell, header.unit, seen)
        except SheetFault as fault:
            found = BadRow(number, name, fault.zh, fault.en)
        if isinstance(found, Company):
            seen[name] = number
            firms.append(found)
        else:
            bad.append(found)
    if header is None:
        raise CompaniesError(
            "找不到表头：需要一列企业名称和一列营业收入（元、万元或亿元）",
            "no header found: one column of names and one of revenue are needed"
            " (such as `name` and `revenue (10,000 yuan)`)",
        )
    firms.sort(key=lambda firm: (-firm.revenue, firm.row))
    return Companies(tuple(firms), tuple(bad), header.unit, header.column, header.others)


def _header(cells: Sequence[str]) -> _Header | None:
    keys = [_key(cell) for cell in cells]
    revenues = _columns(keys, _REVENUES)
    if not revenues:
        return None
    first, *more = revenues
    names = _columns(["" if at == first else key for at, key in enumerate(keys)], _NAMES)
    if not names:
        return None
    column = _text(cells[first])
    try:
        unit = header_unit(column)
    except UnknownUnit as unknown:
        if unknown.foreign:
            raise CompaniesError(
                f"收入一栏须为人民币：{column}", f"the revenue column must be in yuan: {column}"
            ) from unknown
        raise CompaniesError(
            f"收入一栏的单位读不出：{column}（写作 元、万元 或 亿元）",
            f"the unit of the revenue column can't be read: {column}"
            " (write yuan, 10,000 yuan or 100 million yuan)",
        ) from unknown
    return _Header(names[0], first, unit, column, tuple(_text(cells[at]) for at in more))


def _firm(
    number: int, name: str, cell: str, unit: int | None, seen: dict[str, int]
) -> Company | BadRow:
    words = _text(cell)
    shown = f"{name}, {words}".strip(", ")
    if len(shown) > SHOWN:
        shown = shown[: SHOWN - 1] + "…"
    if not name:
        return BadRow(number, shown, "没有企业名称", "no name")
    if name.lower() in _TOTALS:
        return BadRow(number, shown, "是合计行，不是企业", "a total, no firm")
    if name in seen:
        return BadRow(number, shown, f"与第 {seen[name]} 行同名", f"same name as row {seen[name]}")
    if not words:
        return BadRow(number, shown, "没有营业收入", "no revenue")
    revenue = amount(words, unit or 1)
    if revenue is None:
        return BadRow(number, shown, "营业收入不是数", "the revenue is no number")
    if revenue < 0:
        return BadRow(number, shown, "营业收入为负", "the revenue is negative")
    return Company(name, revenue, number)
