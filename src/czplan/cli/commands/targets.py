"""`czplan targets list`: the goals as rows."""

from __future__ import annotations

from czplan import filters
from czplan.cli import options as opt
from czplan.cli.kit.described import described
from czplan.cli.kit.output import Output, emit
from czplan.cli.opening import opened
from czplan.cli.tell import tell_list
from czplan.dataset import TARGET_COLUMNS as COLUMNS

__all__ = ["COLUMNS", "list_"]


@described("czplan targets list --theme industry --due 2025")
def list_(
    plan: opt.PlanOpt = None,
    theme: opt.ThemeOpt = None,
    kind: opt.KindOpt = None,
    due: opt.DueOpt = None,
    scope: opt.ScopeOpt = None,
    search: opt.SearchOpt = None,
    data: opt.DataOpt = None,
    lang: opt.LangOpt = None,
    format: opt.FormatOpt = None,
    fields: opt.FieldsOpt = None,
    quiet: opt.QuietOpt = False,
    color: opt.ColorOpt = None,
    ascii: opt.AsciiOpt = False,
    no_pager: opt.NoPagerOpt = False,
) -> None:
    """List the goals of the data set."""
    out = Output.of(
        lang,
        format=format,
        fields=fields,
        quiet=quiet,
        color=color,
        ascii=ascii,
        no_pager=no_pager,
    )
    ds = opened(data)
    rows = filters.select(
        ds.target_rows(),
        ds,
        plan=plan,
        theme=theme,
        kind=kind,
        due=due,
        scope=scope,
        search=search,
    )
    tell_list(out, rows, ("个目标", "goal", "goals"), search)

    def table() -> object:
        from czplan.views.lists import targets

        return targets(rows, ds, out)

    emit(rows, COLUMNS, out=out, table=table, ds=ds)
