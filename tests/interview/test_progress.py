"""How much is left: a rough figure that never goes up without a reason."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.interview.progress import Left, Progress, by_topic, rounded
from tests.shipped import shipped_base


def left(total: int, **topics: int) -> Left:
    """So much left, so many of them on each topic."""
    return Left(topics, total, Decimal(total * 25))


@pytest.mark.parametrize(
    ("count", "shown"), [(0, 0), (9, 9), (10, 10), (11, 15), (15, 15), (52, 55)]
)
def test_larger_numbers_are_rough_and_never_too_low(count: int, shown: int) -> None:
    assert rounded(count) == shown


def test_it_counts_down_and_says_nothing_while_the_figure_is_the_same() -> None:
    progress = Progress()
    progress.start(left(52))
    assert progress.said(left(51), shipped_base(), "Price") == ""
    assert progress.said(left(50), shipped_base(), "Price") == "About 50 questions left."
    assert progress.said(left(1), shipped_base(), "Price") == "About 1 question left."


def test_when_it_goes_up_it_says_by_how_much_why_and_where() -> None:
    progress = Progress()
    progress.start(left(9, price=2, trust=1))
    said = progress.said(left(12, price=2, trust=3, criteria=1), shipped_base(), "What you sell")
    assert said == (
        "About 15 questions left, 6 more than before: since your answer on “What you sell” there "
        "is more to ask about Trust, What customers decide by."
    )


def test_the_topics_with_most_questions_are_named() -> None:
    many = left(20, price=1, product=3, trust=2, service=1, loyalty=4, warranty=1, utility=1)
    assert by_topic(many, shipped_base()) == (
        "About 20 questions left: Loyalty 4, Product 3, Trust 2, Fit for its purpose 1, Fit for "
        "use 1, Price 1. 1 topic more."
    )
    assert by_topic(left(2, price=2), shipped_base()) == "About 2 questions left: Price 2."
    assert by_topic(left(0), shipped_base()) == "There is nothing more to ask."


def test_the_minutes_are_at_least_one() -> None:
    assert left(1).minutes == 1
    assert left(12).minutes == 5
