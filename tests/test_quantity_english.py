"""English words of a number: each form of a verb, a bound or a part, as its Chinese one is read."""

from __future__ import annotations

import pytest

from czplan.quantity import WordingError, read
from czplan.quantity.figure_words import interpret as read_figure
from czplan.quantity.goal_words import GoalQuery, interpret

FIRMS = GoalQuery("家", "stock", "up")
SHARE = GoalQuery("%", "share", "up")
YUAN = GoalQuery("元", "stock", "up")


@pytest.mark.parametrize(
    ("words", "bound", "number"),
    [
        ("no fewer than 50 firms", "at-least", 50),
        ("not to fall below fifty firms", "at-least", 50),
        ("at or above 50 firms", "at-least", 50),
        ("50 firms or higher", "at-least", 50),
        ("a minimum of 50 firms", "at-least", 50),
        ("not exceeding 50 firms", "at-most", 50),
        ("not to exceed 50 firms", "at-most", 50),
        ("at or below 50 firms", "at-most", 50),
        ("in excess of 50 firms", "over", 50),
        ("higher than 50 firms", "over", 50),
        ("remain below 50 firms", "under", 50),
        ("50 firms or so", "about", 50),
        ("half a million firms", "exact", 500_000),
        ("a hundred firms", "exact", 100),
        ("50 or more firms", "at-least", 50),
    ],
)
def test_bounds_and_counts(words: str, bound: str, number: float) -> None:
    said = read(words, "家")
    assert (said.bound, said.number, said.change) == (bound, number, 0)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        *((f"{verb} 5.2%", -5.2) for verb in ("fell", "down", "declined by", "a decrease of")),
        *((f"{verb} 5.2%", 5.2) for verb in ("rose", "up", "increased by", "an increase of")),
        ("doubled", 100),
    ],
)
def test_figures_of_growth(words: str, value: float) -> None:
    figure = read_figure(words, "%", "growth")
    assert (figure.low, figure.high) == (pytest.approx(value), pytest.approx(value))


@pytest.mark.parametrize(
    ("words", "query", "operator", "number", "relative", "rise"),
    [
        ("cut by half", YUAN, "<=", -50, True, False),
        ("reduce the costs of firms by at least 18%", YUAN, "<=", -18, True, False),
        ("halve", YUAN, "<=", -50, True, False),
        ("fall by a third", YUAN, "<=", -100 / 3, True, False),
        ("two thirds", SHARE, ">=", 200 / 3, False, False),
        ("rise to 65%", SHARE, ">=", 65, False, False),
        ("an increase of 5 percentage points", SHARE, ">=", 5, False, True),
        ("a further 5 firms", FIRMS, ">=", 5, False, True),
        ("50 new firms", FIRMS, ">=", 50, False, True),
        ("5 firms fewer", FIRMS, "<=", -5, False, True),
        ("add 50 firms", FIRMS, ">=", 50, False, True),
        ("down to 3 firms", FIRMS, ">=", 3, False, False),
    ],
)
def test_changes(
    words: str, query: GoalQuery, operator: str, number: float, relative: bool, rise: bool
) -> None:
    goal = interpret(words, query)
    assert (goal.operator, goal.relative, goal.rise) == (operator, relative, rise)
    assert goal.number == pytest.approx(number)


@pytest.mark.parametrize(("words", "factor"), [("double", 2), ("doubling", 2), ("triple", 3)])
def test_multiples(words: str, factor: float) -> None:
    assert interpret(words, YUAN).multiple == factor


@pytest.mark.parametrize("words", ["double the 2020 level", "1 in 5", "minus 5", "dozens of firms"])
def test_what_has_no_one_reading_is_refused(words: str) -> None:
    with pytest.raises(WordingError):
        interpret(words, YUAN)
