"""Marks for rivals are read with their names or in their order."""

from __future__ import annotations

from decimal import Decimal

import pytest

from advisor.model.knowledge import Kind
from advisor.profile.typed import NotUnderstood, read_marks, read_typed
from tests.profile.typing_in import (
    DOES_NOT_APPLY,
    DONT_KNOW,
    RIVALS,
    SCALE,
    asked,
    known,
    said,
)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Vaskehallen: 3,6; Moa Bensin: 4; Moa Vask: 2", [3.6, 4, 2]),
        ("vaskehallen: 3,6, moa b: 4, MOA VASK: 2", [3.6, 4, 2]),
        ("moa v: 2\nvask=3,6\nmoa b: vet ikke", [3.6, None, 2]),
        ("vask: 3,6; moa v: ", [3.6, None, None]),
        ("3,6  4 2", [3.6, 4, 2]),
        ("3,6, 4, 2", [3.6, 4, 2]),
        ("3,6; vet ikke; 2", [3.6, None, 2]),
        ("ingen", [None, None, None]),
    ],
)
def test_marks_stand_with_names_or_in_the_rivals_order(
    text: str, marks: list[float | None]
) -> None:
    expected = {
        rival: Decimal(str(mark)) for rival, mark in zip(RIVALS, marks, strict=True) if mark
    }
    answer = read_marks(text, RIVALS, "nb", SCALE)
    assert answer == known(tuple(sorted(expected.items())))


def test_a_guess_at_one_mark_makes_the_marks_a_guess() -> None:
    assert read_marks("vask: 3; moa v: ca 4", RIVALS, "nb", SCALE) == known(
        (("Moa Vask", Decimal(4)), ("Vaskehallen", Decimal(3))), unsure=True
    )


def test_marks_may_be_unknown_altogether() -> None:
    assert read_marks("vet ikke", RIVALS, "nb", SCALE) == DONT_KNOW
    assert read_marks("n/a", RIVALS, "nb", SCALE) == DOES_NOT_APPLY


def test_any_names_are_taken_where_no_rivals_are_listed() -> None:
    expected = known((("7-Eleven: City", Decimal(4)), ("A;B", Decimal(3))))
    assert read_marks('"A;B": 3; 7-Eleven:  City: 4', (), "en", SCALE) == expected
    assert read_typed('"A;B": 3; 7-Eleven:  City: 4', asked(Kind.RATINGS), "en") == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "expected a mark for each, such as Vaskehallen: 3; Moa Bensin: 4"),
        ("3 4", "expected a mark for each, such as Vaskehallen: 3; Moa Bensin: 4"),
        (": 4", "expected a mark for each, such as Vaskehallen: 3; Moa Bensin: 4"),
        ("3; x; 4", "Moa Bensin: expected a number from 1 to 5"),
        ("vask: 6", "Vaskehallen: expected a number from 1 to 5"),
        ("vask: 3; vaskehallen: 4", "'Vaskehallen' stands twice"),
        ("moa: 3", "'moa' begins the names of several competitors"),
        ("Valskehalen: 3", "no competitor is called 'Valskehalen'; did you mean 'Vaskehallen'?"),
        ("Mars: 3", "no competitor is called 'Mars'"),
    ],
)
def test_marks_that_are_not_understood_say_which(text: str, message: str) -> None:
    with pytest.raises(NotUnderstood) as mistake:
        read_marks(text, RIVALS, "nb", SCALE)
    assert mistake.value.message == message


def test_marks_without_listed_rivals_are_shown_how() -> None:
    assert said("4", asked(Kind.RATINGS)) == (
        "expected a mark for each, such as Name: 3; Other name: 4"
    )
