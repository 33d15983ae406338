"""Figures put into the text of `actuals.yaml`: only lines that are added change.

The places come from the parser's own marks; everything else of the file, comments, order, blank
lines and quotes, stays as the curator left it. What was made is read again and compared with
what was wanted, so that a file too odd to be edited is refused and never damaged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from czplan.editing.addition import Addition, Unfit
from czplan.editing.notation import block, fits, flow, scalar
from czplan.editing.yaml_lines import Edits, end_of, key_column
from czplan.format.types import digits

__all__ = ["Unfit", "added", "by_hand", "held", "lines", "structure"]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STEP = 2


def structure(text: str) -> Any:
    """Return what a YAML text says, as dicts, lists and texts; a blank says nothing (None).

    Raises:
        yaml.YAMLError: it is no YAML.
    """
    return _said(yaml.compose(text, Loader=_LOADER))


def _said(node: yaml.Node | None) -> Any:
    if isinstance(node, yaml.MappingNode):
        return {_key(key): _said(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_said(item) for item in node.value]
    return (node.value.strip() or None) if isinstance(node, yaml.ScalarNode) else None


def _key(node: yaml.Node) -> str:
    """Return what a key says: ２０２５ is 2025."""
    return digits(node.value.strip())


def added(text: str, additions: Sequence[Addition]) -> str:
    """Return the text of `actuals.yaml` with figures added, each as a further report.

    A new period stands where the order of the texts puts it among its indicator's; a new
    indicator at the end; a second report of a period makes it a list.

    Raises:
        Unfit: the result wouldn't say the old and the new, and nothing else.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    work = text.replace("\r\n", "\n")
    if work and not work.endswith("\n"):
        work += "\n"
    wanted = _wanted(structure(work), additions)
    made = _edit(work, _grouped(additions))
    try:
        fine = structure(made) == wanted
    except yaml.YAMLError:
        fine = False
    if not fine:
        raise Unfit
    return made.replace("\n", newline)


def by_hand(additions: Sequence[Addition]) -> str:
    """Return what a person would have to write."""
    return _appended("", _grouped(additions), 0, spaced=False)


def held(text: str) -> dict[tuple[str, str], list[Mapping[str, str]]]:
    """Return the records of a file by indicator and period."""
    found: dict[tuple[str, str], list[Mapping[str, str]]] = {}
    for indicator, periods in (structure(text) or {}).items():
        for period, reports in (periods or {}).items():
            listed = reports if isinstance(reports, list) else [reports or {}]
            found[indicator, period] = [
                {name: value for name, value in one.items() if value is not None} for one in listed
            ]
    return found


def lines(text: str, additions: Sequence[Addition]) -> list[tuple[int, int]]:
    """Return the first and last line, from 1, of each addition in the text that was made.

    An addition is among the last reports of its period, in the order of asking.
    """
    places: dict[tuple[str, str], list[tuple[int, int]]] = {}
    root = yaml.compose(text, Loader=_LOADER)
    for key, periods in root.value if isinstance(root, yaml.MappingNode) else ():
        for period, node in periods.value if isinstance(periods, yaml.MappingNode) else ():
            items = node.value if isinstance(node, yaml.SequenceNode) else [node]
            # a fault of a key stands at the key
            first = key if period is periods.value[0][0] else period
            firsts = [first, *items[1:]]
            spans = [
                (_line(text, a.start_mark.index), _line(text, end_of(text, b)))
                for a, b in zip(firsts, items, strict=True)
            ]
            places[_key(key), _key(period)] = spans
    found: list[tuple[int, int]] = []
    for each in reversed(additions):
        found.append(places[each.indicator, each.period].pop())
    return found[::-1]


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


_Groups = dict[str, dict[str, list[dict[str, str]]]]


def _grouped(additions: Sequence[Addition]) -> _Groups:
    """Return the records by indicator and period, periods in order."""
    groups: _Groups = {}
    for each in additions:
        periods = groups.setdefault(each.indicator, {})
        periods.setdefault(each.period, []).append(each.ordered())
    return {key: dict(sorted(periods.items())) for key, periods in groups.items()}


def _wanted(old: Any, additions: Sequence[Addition]) -> Any:
    """Return what the file must say afterwards."""
    if not isinstance(old, dict | None):
        raise Unfit
    whole = dict(old or {})
    for each in additions:
        periods = whole[each.indicator] = dict(whole.get(each.indicator) or {})
        reports = periods.get(each.period)
        record = {name: value.strip() for name, value in each.ordered().items()}
        if reports is None:
            periods[each.period] = record
        else:
            before = reports if isinstance(reports, list) else [reports]
            periods[each.period] = [*before, record]
    return whole


def _edit(text: str, groups: _Groups) -> str:
    """Return the text with the groups' records in their places."""
    edits = Edits(text)
    root = yaml.compose(text, Loader=_LOADER)
    if root is None or isinstance(root, yaml.ScalarNode):
        return _appended(text, groups, 0, spaced=True)
    if not isinstance(root, yaml.MappingNode):
        raise Unfit
    new = dict(groups)
    if root.flow_style:
        for key, value in root.value:
            periods = new.pop(_key(key), None)
            if periods is not None and isinstance(value, yaml.MappingNode):
                _into_flow_periods(edits, value, periods)
        _into_flow(edits, root, {key: _flow_periods(periods) for key, periods in new.items()})
        return edits.applied()
    for key, value in root.value:
        periods = new.pop(_key(key), None)
        if periods is not None:
            _into_indicator(edits, key, value, periods)
    column = key_column(text, root)
    return _appended(edits.applied(), new, column, spaced=_is_spaced(text, root))


def _is_spaced(text: str, root: yaml.MappingNode) -> bool:
    """Tell whether blank lines stand between the indicators."""
    if len(root.value) < 2:
        return True
    return "\n\n" in text[end_of(text, root.value[-2][1]) : root.value[-1][0].start_mark.index]


def _appended(text: str, groups: _Groups, column: int, *, spaced: bool) -> str:
    """Return the text with new indicators at its end."""
    for key, periods in groups.items():
        gap = "\n" if spaced and text.strip() and not text.endswith("\n\n") else ""
        lines = [f"{' ' * column}{scalar(key)}:"]
        for period, records in periods.items():
            lines += _period_lines(column + _STEP, period, records)
        text += gap + "\n".join(lines) + "\n"
    return text


def _into_indicator(
    edits: Edits, key: yaml.Node, value: yaml.Node, periods: dict[str, list[dict[str, str]]]
) -> None:
    """Put periods below an indicator that is there."""
    text = edits.text
    if isinstance(value, yaml.ScalarNode):
        column = _column(text, key) + _STEP
        lines = [line for one in periods.items() for line in _period_lines(column, *one)]
        edits.lines_after(key.end_mark.index, lines)
        return
    if not isinstance(value, yaml.MappingNode):
        raise Unfit
    if value.flow_style:
        _into_flow_periods(edits, value, periods)
        return
    column = key_column(text, value)
    left = dict(periods)
    entries = [(_key(name), name, node) for name, node in value.value]
    known = [name for name, _, _ in entries]
    lead = [name for name in left if name not in known and all(name < one for one in known)]
    for name in lead:
        edits.lines_after(key.end_mark.index, _period_lines(column, name, left.pop(name)))
    for at, (name, key_node, node) in enumerate(entries):
        if name in left:
            _further_reports(edits, column, key_node, node, left.pop(name))
        for period in [one for one in left if one not in known]:
            if period > name and not any(period > later for later in known[at + 1 :]):
                lines = _period_lines(column, period, left.pop(period))
                edits.lines_after(end_of(text, node), lines)


def _further_reports(
    edits: Edits, column: int, key: yaml.Node, node: yaml.Node, records: list[dict[str, str]]
) -> None:
    """Add reports to a period that has one or several."""
    text = edits.text
    if isinstance(node, yaml.SequenceNode) and node.flow_style:
        edits.insert_in_flow(node, [flow(record) for record in records])
        return
    if isinstance(node, yaml.SequenceNode):
        column = _column(text, node)
    elif isinstance(node, yaml.MappingNode) and node.flow_style:
        column += _STEP
        edits.replace(key.end_mark.index, node.start_mark.index, ":\n" + " " * column + "- ")
    elif isinstance(node, yaml.MappingNode):
        column = key_column(text, node)
        edits.itemise(node.start_mark.index, end_of(text, node), column)
    else:
        raise Unfit
    lines = [line for record in records for line in _item_lines(column, record)]
    edits.lines_after(end_of(text, node), lines)


def _into_flow_periods(
    edits: Edits, node: yaml.MappingNode, periods: dict[str, list[dict[str, str]]]
) -> None:
    """Put periods into an indicator that is written in braces."""
    left = dict(periods)
    for key, value in node.value:
        records = left.pop(_key(key), None)
        if records is None:
            continue
        items = [flow(record) for record in records]
        if isinstance(value, yaml.SequenceNode):
            edits.insert_in_flow(value, items)
        else:
            edits.replace(value.start_mark.index, value.start_mark.index, "[")
            end = end_of(edits.text, value)
            edits.replace(end, end, ", " + ", ".join(items) + "]")
    if left:
        _into_flow(edits, node, {name: _flow_reports(records) for name, records in left.items()})


def _into_flow(edits: Edits, node: yaml.MappingNode, entries: dict[str, str]) -> None:
    """Put entries at the end of a mapping that is written in braces."""
    edits.insert_in_flow(node, [f"{scalar(key)}: {value}" for key, value in entries.items()])


def _flow_reports(records: list[dict[str, str]]) -> str:
    """Return one report in braces, several in brackets."""
    if len(records) == 1:
        return flow(records[0])
    return "[" + ", ".join(map(flow, records)) + "]"


def _flow_periods(periods: dict[str, list[dict[str, str]]]) -> str:
    """Return an indicator's periods in braces."""
    inner = (f"{scalar(name)}: {_flow_reports(records)}" for name, records in periods.items())
    return "{" + ", ".join(inner) + "}"


def _period_lines(column: int, period: str, records: list[dict[str, str]]) -> list[str]:
    """Return the lines of a new period."""
    lead = " " * column
    if len(records) > 1:
        lines = [f"{lead}{scalar(period)}:"]
        return lines + [one for each in records for one in _item_lines(column + _STEP, each)]
    line = f"{lead}{scalar(period)}: {flow(records[0])}"
    if fits(line):
        return [line]
    inner = " " * (column + _STEP)
    return [f"{lead}{scalar(period)}:", *(inner + one for one in block(records[0]))]


def _item_lines(column: int, record: dict[str, str]) -> list[str]:
    """Return the lines of a report in a list, its dash at `column`."""
    line = f"{' ' * column}- {flow(record)}"
    if fits(line):
        return [line]
    inner = " " * (column + _STEP)
    first, *rest = block(record)
    return [f"{' ' * column}- {first}", *(inner + one for one in rest)]


def _column(text: str, node: yaml.Node) -> int:
    """Return the column, from 0, at which a node starts."""
    at: int = node.start_mark.index
    return at - (text.rfind("\n", 0, at) + 1)
