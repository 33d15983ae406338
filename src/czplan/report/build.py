"""Puts the page together: what it shows, in what order, with which charts."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import czplan.report.captions as captions
import czplan.report.charts as charts
import czplan.report.history as history
from czplan.method.headline import headline
from czplan.report.asked import question
from czplan.report.cards import Cards, both, source_cite
from czplan.report.model import Both, Chart, Choice, GoalRow, Headline, Page, Tile
from czplan.report.traditional import variants
from czplan.views.headline_words import sentence
from czplan.vocabulary import CHANGES, FAMILIES, STATUSES

if TYPE_CHECKING:
    from czplan.dataset import Dataset
    from czplan.records import Plan

__all__ = ["build"]

LANGS = ("zh", "en")
Values = Mapping[str, Any]


def build(
    cards: Cards,
    rows: Sequence[Values],
    lang: str,
    version: str,
    wanted: Mapping[str, Any],
) -> Page:
    """Return the page about verdict `rows`, worst first, opening in `lang`.

    `rows` are result rows as mappings of plain values, parts behind their whole; `cards` are
    made of them. `wanted` holds the filters that chose them.
    """
    ds = cards.ds
    table = [cards.row(values) for values in cards.rows]
    drawer = Drawer(cards)
    overview = drawer.overview(table)
    bars = drawer.bars(table)
    ladder = drawer.ladders()
    series = drawer.series()
    fates = drawer.fates()
    made = [drawer.card(values) for values in cards.rows]
    year = cards.rows[0]["year"] if cards.rows else 0
    place = Both(ds.place.zh, ds.place.en)
    return Page(
        lang=lang,
        title=Both(
            f"{place.zh}规划目标进展{f' · {year}' if year else ''}",
            f"{place.en}: how far the plan goals are{f', {year}' if year else ''}".strip(": "),
        ),
        place=place,
        year=year,
        question=question(ds, cards.asked, wanted),
        headline=_headline(table, rows),
        overview=overview,
        rows=table,
        cards=made,
        bars=bars,
        ladder=ladder,
        series=series,
        fates=fates,
        filters=_filters(ds, table),
        statuses=_statuses(),
        sources=[source_cite(ds, identity) for identity in _used(ds, cards)],
        licence=ds.licence,
        version=version,
        charts=drawer.store(),
        traditional=variants(
            " ".join(f"{row.name.zh} {row.stated} {row.plan_name.zh}" for row in table)
        ),
    )


class Drawer:
    """Collects the charts: each specification once, each chart's rows once."""

    def __init__(self, cards: Cards) -> None:
        self.cards = cards
        self.specs: list[dict[str, Any]] = []
        self.places: dict[tuple[str, str], int] = {}
        self.charts: dict[str, dict[str, Any]] = {}

    def store(self) -> dict[str, Any]:
        """Return what the page's script draws from."""
        return {"specs": self.specs, "charts": self.charts}

    def add(
        self,
        key: str,
        form: str,
        drawn: Sequence[Values],
        make: Callable[[str], Any],
        params: Mapping[str, Mapping[str, Any]] | None = None,
    ) -> None:
        """Keep a chart; `make` builds it in a language, without rows, once for each `form`."""
        for lang in LANGS:
            if (form, lang) not in self.places:
                self.places[form, lang] = len(self.specs)
                self.specs.append(make(lang).to_dict())
        places = {lang: self.places[form, lang] for lang in LANGS}
        self.charts[key] = {**places, "rows": list(drawn), "params": params or {}}

    def overview(self, table: Sequence[GoalRow]) -> list[Chart]:
        """Return the verdicts by plan and by theme."""
        out = []
        for by, title, head in (
            ("plan", Both("各规划的结论", "Verdicts by plan"), Both("规划", "Plan")),
            ("theme", Both("各主题的结论", "Verdicts by theme"), Both("主题", "Theme")),
        ):
            drawn = history.family_rows(table, by)
            if not drawn:
                continue
            self.add(f"by-{by}", "families", drawn, lambda lang: charts.stacked(
                None, lang, charts.PAGE, unit="目标数" if lang == "zh" else "goals",
                categories={f: (f"{t.sign} {t.name(lang)}", f) for f, t in FAMILIES.items()},
            ))  # fmt: skip
            out.append(captions.stack(f"by-{by}", title, drawn, head, "half"))
        return out

    def bars(self, table: Sequence[GoalRow]) -> list[Chart]:
        """Return the bars of the goals that have an expected progress."""
        paced = history.goal_rows(table)
        drawn = paced[: history.BARS_SHOWN]
        if not drawn:
            return []
        self.add("pace", "bars", drawn, lambda lang: charts.goals_bars(None, lang, charts.PAGE))
        late = sum(row["share"] < row["expected"] for row in paced)
        some = len(drawn) < len(paced)
        summary = Both(
            f"{len(paced)} 项有进度可比，其中 {late} 项低于应达。"
            + (f"图中为排在最前的 {len(drawn)} 项。" if some else "")
            + "点击条形看该目标。",
            f"{len(paced)} goals have a pace to compare; {late} are short of what was expected. "
            + (f"The first {len(drawn)} are drawn. " if some else "")
            + "A bar opens its goal.",
        )
        return [captions.bars("pace", Both("已达与应达", "Reached and expected"), summary, drawn)]

    def ladders(self) -> list[Chart]:
        """Return each ladder tier by tier."""
        out = []
        for values in self.cards.rows:
            if values["kind"] != "ladder":
                continue
            parts = [self.cards.row(part) for part in self.cards.parts[values["id"]]]
            drawn = history.part_rows(values["id"], parts)
            if not drawn:
                continue
            key = f"ladder:{values['id']}"
            row = self.cards.row(values)
            self.add(key, "bars", drawn, lambda lang: charts.goals_bars(None, lang, charts.PAGE))
            summary = Both(f"{row.sign} {row.verdict.zh}：{values['reason_zh'] or ''}",
                           f"{row.sign} {row.verdict.en}: {values['reason_en'] or ''}")  # fmt: skip
            out.append(captions.bars(key, row.name, summary, drawn, goal=values["id"]))
        return out

    def series(self) -> list[Chart]:
        """Return the most telling indicators through time; the others' charts are in cards."""
        out = []
        for place, (indicator, scope, drawn) in enumerate(history.important(self.cards)):
            key = f"series:{indicator}:{scope}"
            record = self.cards.ds.indicator_records[indicator]
            axes = {lang: history.axis_of(drawn, record.unit, lang) for lang in LANGS}
            self.add(
                key, "series", drawn, lambda lang: charts.series(None, lang, charts.PAGE),
                {lang: {"scale": scale, "unit": unit} for lang, (scale, unit) in axes.items()},
            )  # fmt: skip
            if place < history.SERIES_SHOWN:
                name = Both(record.name.zh, record.name.en)
                out.append(captions.series(key, name, drawn, record.unit))
        return out

    def fates(self) -> list[Chart]:
        """Return what each plan's goals became in the next plan of its kind."""
        from czplan.views import compare

        ds = self.cards.ds
        shown = {values["plan"] for values in self.cards.rows}
        pairs = []
        for old, new in _successions(ds):
            if not shown & {old.id, new.id} or not self.cards.published(new.source):
                continue
            counts = compare.counts(compare.compare(ds, old.id, new.id))
            counts.pop("new", None)
            if sum(counts.values()):
                name = Both(f"{old.name.zh} → {new.name.zh}", f"{old.name.en} → {new.name.en}")
                pairs.append((name, counts))
        drawn = history.change_rows(pairs)
        if not drawn:
            return []
        self.add("fates", "changes", drawn, lambda lang: charts.stacked(
            None, lang, charts.PAGE, unit="目标数" if lang == "zh" else "goals",
            categories={c: (f"{t.sign} {t.name(lang)}", _CHANGE_COLOURS[c])
                        for c, t in CHANGES.items() if c != "new"},
        ))  # fmt: skip
        title = Both("下一份同类规划如何处理", "What the next plan of the kind did with them")
        return [captions.stack("fates", title, drawn, Both("规划", "Plan"), "wide")]

    def card(self, values: Values) -> Any:
        """Return a goal's card with its indicator's chart, where there is one."""
        key = f"series:{values['indicator']}:{values['scope']}"
        card = self.cards.card(values)
        return dataclasses.replace(card, chart=key) if key in self.charts else card


def _successions(ds: Dataset) -> list[tuple[Plan, Plan]]:
    """Return each plan with the next of its kind, for the kinds that follow one another.

    Where several begin in one year, the one with the most goals stands for them.
    """
    goals = Counter(row["plan"] for row in ds.target_rows())
    pairs = []
    for kind in ("five-year-plan", "annual-report"):
        first: dict[int, Plan] = {}
        for plan in ds.plan_records.values():
            year = plan.first
            if plan.kind == kind and year is not None:
                other = first.get(year)
                if other is None or goals[plan.id] > goals[other.id]:
                    first[year] = plan
        line = [first[year] for year in sorted(first)]
        pairs += list(pairwise(line))
    return pairs


_CHANGE_COLOURS = {
    "raised": "met",
    "lowered": "missed",
    "postponed": "behind",
    "reworded": "goal",
    "kept": "on-course",
    "dropped": "open",
    "not_held": "open",
}


def _headline(table: Sequence[GoalRow], rows: Sequence[Values]) -> Headline:
    by_family = Counter(row.family for row in table)
    by_status = Counter(row.status for row in table)
    tiles = [
        Tile(family.code, family.sign, both(family), by_family[family.code],
             by_family[family.code] / len(table) if table else 0.0,
             [(both(status), by_status[status.code]) for status in STATUSES.values()
              if status.family == family.code and by_status[status.code]])
        for family in FAMILIES.values()
    ]  # fmt: skip
    figures = headline(rows, rows[0]["year"] if rows else 0)
    return Headline(
        goals=len(table),
        tiles=tiles,
        rate=Both(*(sentence(figures, "", lang) for lang in LANGS)),
    )


def _filters(ds: Dataset, table: Sequence[GoalRow]) -> dict[str, list[Choice]]:
    plans = Counter(row.plan for row in table)
    themes = Counter(row.theme for row in table)
    kinds = Counter(row.kind for row in table)
    dues = Counter("none" if row.due is None else str(row.due) for row in table)
    families = Counter(row.family for row in table)
    names: dict[str, dict[str, Both]] = {"plan": {}, "theme": {}, "kind": {}}
    for row in table:
        names["plan"][row.plan] = row.plan_name
        names["theme"][row.theme] = row.theme_name
        names["kind"][row.kind] = row.kind_name
    unknown = Both("未写年份", "no year named")
    return {
        "plan": [Choice(p, names["plan"][p], plans[p]) for p in ds.plan_records if p in plans],
        "theme": [Choice(t, names["theme"][t], themes[t]) for t in ds.themes if t in themes],
        "kind": [Choice(k, name, kinds[k]) for k, name in names["kind"].items()],
        "due": [
            Choice(d, unknown if d == "none" else Both(d, d), n) for d, n in sorted(dues.items())
        ],
        "family": [Choice(f, both(t), families[f]) for f, t in FAMILIES.items()],
    }


def _statuses() -> list[tuple[str, str, Both, list[Both]]]:
    return [
        (f.code, f.sign, both(f), [both(s) for s in STATUSES.values() if s.family == f.code])
        for f in FAMILIES.values()
    ]


def _used(ds: Dataset, cards: Cards) -> list[str]:
    """Return the sources of the goals shown and of their indicators' figures, in file order."""
    used = set()
    for values in cards.rows:
        used |= {values["target_source"], values["actual_source"]}
        key = values["indicator"] or values["id"]
        used |= {row["source"] for row in cards.figures.get((key, values["scope"]), ())}
    return [identity for identity in ds.source_records if identity in used]
