"""The charts, as Altair builds them: the same for the page and for a notebook.

A function takes the rows to draw, or None for the page, which brings its rows itself. Colours
come from a palette: the page's are its style sheet's variables, so that light, dark and print
need no other drawing; a notebook's are plain.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from czplan.extras import need
from czplan.vocabulary import FAMILIES

if TYPE_CHECKING:
    import altair as alt

__all__ = ["PAGE", "PAPER", "goals_bars", "series", "stacked"]

Rows = Sequence[Mapping[str, Any]] | None
Palette = Mapping[str, str]
Drawing: TypeAlias = "alt.Chart | alt.LayerChart"

_NAMES = (*FAMILIES, "ink", "dim", "line", "ground", "path", "figure", "goal")
PAGE: Palette = {name: f"var(--{name})" for name in _NAMES}
"""Colours of the page, by the names that its style sheet gives them."""
PAPER: Palette = {
    "met": "#2e9e4f",
    "on-course": "#2b93b5",
    "behind": "#dd9b12",
    "missed": "#d0443c",
    "open": "#a4abb4",
    "ink": "#1b1f24",
    "dim": "#59626d",
    "line": "#d5d9df",
    "ground": "#ffffff",
    "path": "#6b7280",
    "figure": "#2454b8",
    "goal": "#b3471d",
}
"""The same on white, for a notebook."""

LIMIT = 1.2
"""Where the bars end: a goal met at 300 % is drawn to here and says its number."""


def _alt() -> Any:
    return need("altair", "report")


def _data(rows: Rows) -> Any:
    alt = _alt()
    return alt.NamedData(name="rows") if rows is None else alt.Data(values=[dict(r) for r in rows])


def _width(rows: Rows) -> Any:
    """Return the page's own width, or for a notebook one that suits its column."""
    return "container" if rows is None else 640


def _words(choices: Mapping[str, str]) -> str:
    """Return an expression that gives a code's name for a legend's label."""
    return f"{json.dumps(choices, ensure_ascii=False)}[datum.label]"


def _dressed(chart: Any, palette: Palette) -> Any:
    """Give a chart the page's type sizes and colours; no frame, no ground."""
    text = {"labelColor": palette["ink"], "titleColor": palette["dim"]}
    return (
        chart.properties(autosize=_alt().AutoSizeParams(type="fit-x", contains="padding"))
        .configure(background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            **text, gridColor=palette["line"], domainColor=palette["dim"],
            tickColor=palette["dim"], labelFontSize=12, titleFontSize=12, titleFontWeight="normal",
        )
        .configure_legend(
            **text, labelFontSize=12, orient="top", title=None, symbolStrokeWidth=0,
            labelLimit=240, columnPadding=14,
        )
        .configure_title(color=palette["dim"], fontSize=12, fontWeight="normal", anchor="start")
    )  # fmt: skip


def stacked(
    rows: Rows,
    lang: str,
    palette: Palette,
    *,
    categories: Mapping[str, tuple[str, str]],
    unit: str,
) -> Drawing:
    """Return bars of counts, a bar a group, split by category.

    Rows have `group_zh`, `group_en`, `order`, `code`, `rank`, `name_zh`, `name_en`, `count`,
    `total`. `categories` gives each code its name (in `lang`) and the palette's colour; `unit`
    names what is counted.
    """
    alt = _alt()
    total = "共" if lang == "zh" else "of all"
    chart = (
        alt.Chart(_data(rows), width=_width(rows), height=alt.Step(26))
        .mark_bar(height={"band": 0.72}, stroke=palette["ground"], strokeWidth=1)
        .encode(
            y=alt.Y(f"group_{lang}:N", title=None, axis=alt.Axis(ticks=False, domain=False))
            .sort(field="order", op="min"),
            x=alt.X("count:Q", title=unit, stack="zero", axis=alt.Axis(format="d", tickMinStep=1)),
            order=alt.Order("rank:Q"),
            color=alt.Color(
                "code:N",
                scale=alt.Scale(
                    domain=list(categories), range=[palette[c] for _, c in categories.values()]
                ),
                legend=alt.Legend(
                    labelExpr=_words({code: name for code, (name, _) in categories.items()})
                ),
            ),
            tooltip=[
                alt.Tooltip(f"group_{lang}:N", title="—"),
                alt.Tooltip(f"name_{lang}:N", title="结论" if lang == "zh" else "What"),
                alt.Tooltip("count:Q", title=unit),
                alt.Tooltip("total:Q", title=total),
            ],
        )
    )  # fmt: skip
    dressed: Drawing = _dressed(chart, palette)
    return dressed


def goals_bars(rows: Rows, lang: str, palette: Palette) -> Drawing:
    """Return a bar a goal, its length the part reached, with a mark where it should be by now.

    Rows have `name_zh`, `name_en`, `order`, `share`, `expected` (fractions), `family`,
    `share_text_zh`, `share_text_en`, `expected_text`, `verdict_zh`, `verdict_en`, `stated`,
    `reported`, `goal` (the id).
    """
    alt = _alt()
    zh = lang == "zh"
    tooltip = [
        alt.Tooltip(f"name_{lang}:N", title="目标" if zh else "Goal"),
        alt.Tooltip("stated:N", title="目标原文" if zh else "As stated"),
        alt.Tooltip("reported:N", title="公布数" if zh else "As reported"),
        alt.Tooltip(f"share_text_{lang}:N", title="已达" if zh else "Reached"),
        alt.Tooltip("expected_text:N", title="应达" if zh else "Expected by now"),
        alt.Tooltip(f"verdict_{lang}:N", title="结论" if zh else "Verdict"),
    ]
    base = alt.Chart().encode(
        y=alt.Y(f"name_{lang}:N", title=None, axis=alt.Axis(ticks=False, domain=False)).sort(
            field="order", op="min"
        ),
        tooltip=tooltip,
    )
    title = (
        "已达到目标的比例（竖线：按进度应达）"
        if zh
        else "Part of the goal reached (mark: expected by now)"
    )
    bars = base.mark_bar(height={"band": 0.6}, clip=True, cursor="pointer").encode(
        x=alt.X(
            "shown:Q",
            title=title,
            scale=alt.Scale(domain=[0, LIMIT + 0.2], nice=False),
            axis=alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1]),
        ),
        color=alt.Color(
            "family:N",
            scale=alt.Scale(domain=list(FAMILIES), range=[palette[f] for f in FAMILIES]),
            legend=alt.Legend(
                labelExpr=_words({f: f"{t.sign} {t.name(lang)}" for f, t in FAMILIES.items()})
            ),
        ),
    )
    full = alt.Chart().mark_rule(color=palette["dim"], strokeDash=[2, 2]).encode(x=alt.datum(1))
    mark = base.mark_tick(thickness=3, height={"band": 0.9}, color=palette["ink"]).encode(
        x=alt.X("expected:Q")
    )
    label = base.mark_text(align="left", dx=5, fontSize=12, color=palette["ink"]).encode(
        x=alt.X("place:Q"), text=f"share_text_{lang}:N"
    )
    # the place of a label keeps clear of the expected mark
    chart = alt.layer(
        bars, full, mark, label, data=_data(rows), width=_width(rows), height=alt.Step(26)
    ).transform_calculate(
        shown=f"clamp(datum.share, 0, {LIMIT})",
        place=f"max(clamp(datum.share, 0, {LIMIT}), "
        f"abs(datum.expected - datum.share) < 0.12 ? min(datum.expected, {LIMIT}) : 0)",
    )
    dressed: Drawing = _dressed(chart, palette)
    return dressed


SERIES = ("figure", "path", "goal")


def series(
    rows: Rows, lang: str, palette: Palette, *, unit: str = "", scale: float = 1.0
) -> Drawing:
    """Return an indicator through time: reported figures, the goals, and each goal's path.

    Rows have `what` (figure, path or goal), `t` (the end of the period, in years), `value`,
    `low`, `high` (base units; the ends of a bounded figure), `line` (which path), `period`,
    `stated`, `label_zh`, `label_en`, `goal`. `unit` names the axis, `scale` is how many base
    units it counts as one.
    """
    alt = _alt()
    zh = lang == "zh"
    names = dict(
        zip(
            SERIES,
            ("公布数", "目标路径", "目标") if zh else ("Reported", "Goal's path", "Goal"),
            strict=True,
        )
    )
    colour = alt.Color(
        "what:N",
        scale=alt.Scale(domain=list(SERIES), range=[palette[name] for name in SERIES]),
        legend=alt.Legend(labelExpr=_words(names), symbolType="circle", symbolOpacity=1),
    )
    x = alt.X(
        "t:Q",
        title="年（期末）" if zh else "Year (end of period)",
        scale=alt.Scale(nice=False, zero=False, padding=18),
        axis=alt.Axis(format="d", tickMinStep=1, grid=False),
    )
    y = alt.Y(
        "value:Q",
        title=None,
        scale=alt.Scale(zero=False, nice=True, padding=8),
        axis=alt.Axis(labelExpr="format(datum.value / scale, ',~f')", tickCount=5),
    )
    tooltip = [
        alt.Tooltip("period:N", title="时期" if zh else "Period"),
        alt.Tooltip("stated:N", title="原文" if zh else "As stated"),
        alt.Tooltip(f"label_{lang}:N", title="来源" if zh else "From"),
    ]
    base = alt.Chart(_data(rows), width=_width(rows), height=220)
    path = (
        base.transform_filter("datum.what == 'path'")
        .mark_line(strokeDash=[4, 4], strokeWidth=1.5)
        .encode(x=x, y=y, color=colour, detail="line:N")
    )
    line = (
        base.transform_filter("datum.what == 'figure' && datum.joined")
        .mark_line(strokeWidth=2)
        .encode(x=x, y=y, color=colour)
    )
    bounds = (
        base.transform_filter("datum.what != 'path' && datum.low != datum.high")
        .mark_rule(strokeWidth=5, opacity=0.35)
        .encode(x=x, y=alt.Y("low:Q"), y2="high:Q", color=colour)
    )
    points = (
        base.transform_filter("datum.what == 'figure'")
        .mark_point(filled=True, size=55, opacity=1)
        .encode(x=x, y=y, color=colour, tooltip=tooltip)
    )
    goals = (
        base.transform_filter("datum.what == 'goal'")
        .mark_point(filled=True, size=110, shape="diamond", opacity=1, cursor="pointer")
        .encode(x=x, y=y, color=colour, tooltip=tooltip)
    )
    chart = (
        (path + line + bounds + points + goals)
        .add_params(alt.param(name="scale", value=scale), alt.param(name="unit", value=unit))
        .properties(title=alt.TitleParams(text=alt.ExprRef("unit")))
    )
    dressed: Drawing = _dressed(chart, palette)
    return dressed
