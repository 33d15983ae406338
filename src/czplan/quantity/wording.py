"""What a few words say: `突破100万辆` says more than 1,000,000 辆."""

from __future__ import annotations

from typing import NamedTuple


class WordingError(ValueError):
    """Words that can't be read, or state no goal or no figure that can be judged.

    `code` is `two-numbers` that aren't a range, `bad-number`, `no-number`, `unit` (another than is
    counted in), `no-reference` (of parity), `no-direction`, `change` (of a figure, where the level
    isn't said) or `other-span`, the words are of another time than their record; `detail` what was
    found: the numbers, the unit, or the time if the words say it.
    """

    def __init__(self, code: str, stated: str, detail: str = "") -> None:
        super().__init__(f"{code}: {stated}" + (f" ({detail})" if detail else ""))
        self.code = code
        self.stated = stated
        self.detail = detail


class Wording(NamedTuple):
    """What a few words say.

    Attributes:
        number: the number in the base unit (yuan, ones, per cent), as a size where `change` is
            -1 (下降3% has 3); None where the words carry none.
        upper: the second number of a range.
        unit: the base unit as written, `%` for all percentages; empty where none is written.
        bound: exact, at-least, over, at-most, under, near, about, more or range.
        form: what is said of the number or, without one, of the thing: plain, maintain (稳定在),
            keep (保持在X以上), stable (基本稳定), direction (持续下降), steady (稳定增长),
            composite (稳中提质), parity (同步), multiple (翻一番), coverage (全覆盖), rank or
            vague (前列).
        change: +1 after words of growth, -1 after words of decline, else 0.
        step: u, the unit of the wording (method 5.6), in base units.
        factor: how many times the baseline (翻一番 is 2).
        since: the year after 较 or 比 (较2020年下降18%).
        marks: side words: aspirational, estimate, sustained, each-year, average, cumulative,
            additional, net, basically, attribution, narrowing, faster (快于), points (百分点),
            compared (较上年), within (前N: any rank up to it), cap (控制在), about (of a range),
            added (新增, 新建, 净增), removed (关停, 淘汰), part (三分之一, 三成),
            margin (比上年多), of-rate (增速回落), table (a total in brackets), short (冲刺: not
            there yet), untold (2倍多, 2个百分点以上 without a verb), part-of (完成计划的105%),
            low-more, high-more (一千到两千多: the end of a range is open), object (what changes
            stands between verb and number: 减少贫困人口20万人), each-of (每县1家),
            pace (提速5天: a time that gets shorter).
        toward: where the number is a level, the way that it is come to: -1 for 降至, +1 for 提高到.
    """

    number: float | None = None
    upper: float | None = None
    unit: str = ""
    bound: str = "exact"
    form: str = "plain"
    change: int = 0
    step: float | None = None
    factor: float | None = None
    since: int | None = None
    marks: frozenset[str] = frozenset()
    toward: int = 0

    @property
    def value(self) -> float | None:
        """The number with the sign of its change."""
        if self.number is None:
            return None
        return -self.number if self.change < 0 else self.number

    @property
    def moves_rate(self) -> bool:
        """Whether the number moves a rate of growth by points: 提高0.5个百分点."""
        return self.change != 0 and bool({"points", "of-rate", "margin"} & self.marks)

    @property
    def grown(self) -> Wording:
        """What says so many times the baseline (翻一番) as the growth in per cent that it is."""
        upper = None if self.upper is None else (self.upper + (self.change > 0) - 1) * 100
        size, step = ((self.factor or 1.0) - 1) * 100, (self.step or 0.0) * 100
        said = self._replace(number=size, upper=upper, step=step, unit="%", form="plain")
        return said._replace(change=1)
