"""What the shell may offer for an option or argument: values of the data set in use.

Placeholders of the right shape: each takes the context and what is typed so far, and returns
(value, help) pairs.
"""

from __future__ import annotations

import typer

Offers = list[tuple[str, str]]


def _none(ctx: typer.Context, incomplete: str) -> Offers:
    return []


languages = formats = fields = colours = plans = themes = kinds = due_years = scopes = _none
statuses = families = years = grades = methods = targets = indicators = sources = shells = _none
