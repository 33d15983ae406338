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
        ("no lower than 50 firms", "at-least", 50),
        ("not smaller than 50 firms", "at-least", 50),
        ("not greater than 50 firms", "at-most", 50),
        ("not fall under 50 firms", "at-least", 50),
        ("rise above 50 firms", "over", 50),
        ("must not rise above 50 firms", "at-most", 50),
        ("fell below 50 firms", "under", 50),
        ("avoid exceeding 50 firms", "at-most", 50),
        ("firms not exceeding 50", "at-most", 50),
        ("firms without licence exceed 50", "over", 50),
        ("firms not in the register below 50", "under", 50),
        ("firms that cannot export under 50", "under", 50),
        ("without exceeding 50 firms", "at-most", 50),
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


DENIALS = (
    *("not", "cannot", "can't", "won’t", "never", "no longer", "does not", "should not", "without"),
    *("is not to", "shall not be", "must not be allowed to", "do not let the number", "not yet"),
)


@pytest.mark.parametrize("no", DENIALS)
def test_each_english_denial_turns_a_bound_round(no: str) -> None:
    for over in ("exceed", "surpass", "exceeding", "over", "higher than"):
        assert interpret(f"{no} {over} 50 firms", FIRMS).operator == "<="
    for under in ("less than", "fewer than", "fall below", "drop below", "below"):
        assert interpret(f"{no} {under} 50 firms", FIRMS).operator == ">="


@pytest.mark.parametrize("no", [*DENIALS, "failed to", "will not", "did not", "didn't"])
@pytest.mark.parametrize("words", ["reach 50 firms", "attract 50 firms", "double", "triple"])
def test_what_is_denied_in_english_is_no_number(no: str, words: str) -> None:
    with pytest.raises(WordingError):
        interpret(f"{no} {words}", FIRMS)
    with pytest.raises(WordingError):
        read_figure(f"{no} {words}", "家")


@pytest.mark.parametrize(
    "words",
    [
        "villages not yet connected reduced to 10 firms",
        "cities not meeting the standard fall to 10 firms",
        "households without electricity reduced to 10 firms",
    ],
)
def test_a_denial_that_only_says_which_ones_is_no_denial_of_the_number(words: str) -> None:
    assert (read(words, "家").number, read(words, "家").toward) == (10, -1)


@pytest.mark.parametrize("words", ["not only reach 50 firms", "notable, with 50 firms"])
def test_what_only_looks_like_an_english_denial(words: str) -> None:
    assert interpret(words, FIRMS).number == 50


def test_a_year_or_a_span_that_bounds() -> None:
    with pytest.raises(WordingError):
        interpret("no later than 2027", FIRMS)
    assert interpret("50 firms no later than 2027", FIRMS).number == 50
    assert interpret("no longer than 10 days", GoalQuery("天", "stock", "down")).operator == "<="


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("double GDP per capita to 20,000", 20_000),
        ("double the number by 2030, to at least 500", 500),
        ("triple to over 500", 500),
    ],
)
def test_the_level_that_is_doubled_to_counts(words: str, number: float) -> None:
    goal = interpret(words, YUAN)
    assert (goal.number, goal.multiple) == (number, None)


@pytest.mark.parametrize(
    ("words", "operator"),
    [("more than triple", ">"), ("at least triple", ">="), ("more than double", ">")],
)
def test_the_bound_of_a_multiple(words: str, operator: str) -> None:
    assert interpret(words, YUAN).operator == operator


def test_growth_of_two_digits_is_read_like_its_chinese() -> None:
    growth = GoalQuery("%", "growth", "up")
    english, chinese = interpret("double-digit growth", growth), interpret("两位数增长", growth)
    assert (english.kind, english.multiple) == (chinese.kind, None)


@pytest.mark.parametrize(
    ("words", "factor"), [("double", 2), ("doubling", 2), ("triple", 3), ("quadruple", 4)]
)
def test_multiples(words: str, factor: float) -> None:
    assert interpret(words, YUAN).multiple == factor


@pytest.mark.parametrize(
    "words",
    [
        "double the 2020 level",
        "quadruple from 2020",
        "1 in 5",
        "minus 5",
        "dozens of firms",
    ],
)
def test_what_has_no_one_reading_is_refused(words: str) -> None:
    with pytest.raises(WordingError):
        interpret(words, YUAN)
