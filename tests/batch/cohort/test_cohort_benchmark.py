"""Where a company stands among others: by published figures, in its own document."""

from __future__ import annotations

from decimal import Decimal

import msgspec

from advisor.batch.cohort.benchmark import benchmark_of
from advisor.batch.cohort.publish import cohort_of
from advisor.batch.record import Record
from advisor.model.benchmark import Benchmark, Beside, ComparedCheck, ComparedGroup, ComparedScore
from advisor.model.cohort import Cohort, Share
from advisor.report.render import render
from advisor.report.serial import to_json
from tests.batch.cohort.registers import knowledge, record, tallied
from tests.report.samples import EMPTY, changed


def register() -> list[Record]:
    """Return a register of bakeries and banks, and a taxi."""
    bad, good = {"room": "badly", "proof": "badly"}, {"room": "well", "proof": "badly"}
    return [
        *[record("Bakery", checks=bad, scores={"price": 30})] * 15,
        *[record("Bakery", checks=good, scores={"price": 80})] * 15,
        *[record("Bank", checks=bad, scores={"price": 20})] * 6,
        *[record("Bank", checks=good, scores={"price": 40})] * 9,
        *[record("Taxi", checks=bad, scores={"price": 90})] * 4,
        *[record("Gym", checks=bad, scores={"price": 90})] * 5,
    ]


def cohort() -> Cohort:
    """Return what the register has in common."""
    return cohort_of(tallied(register()), knowledge(), 5)


PRICE = "Price | what you take"


def test_a_company_is_held_against_its_group() -> None:
    mine = record("BAKERY", checks={"room": "badly"}, scores={"price": 65, "service": 10})
    assert benchmark_of(cohort(), mine) == Benchmark(
        (ComparedGroup("Trade", "Bakery", 30),),
        (ComparedScore("price", PRICE, Decimal(65), (Beside(55, 60, Share(50, 50)),)),),
        (ComparedCheck("room", "Room for the demand", (Share(50, 50),)),),
    )


def test_a_company_of_no_group_that_is_told_of_is_held_against_all() -> None:
    mine = record("Taxi", checks={"room": "badly", "proof": "well"}, scores={"price": 45})
    assert benchmark_of(cohort(), mine) == Benchmark(
        (ComparedGroup("", "all companies", 54),),
        (ComparedScore("price", PRICE, Decimal(45), (Beside(54, 40, Share(61, 61)),)),),
        (ComparedCheck("room", "Room for the demand", (Share(56, 56),)),),
    )


def test_where_nothing_may_be_told_a_company_stands_nowhere() -> None:
    few = cohort_of(tallied([record()] * 4), knowledge(), 5)
    assert benchmark_of(few, record()) is None
    assert benchmark_of(cohort(), record()) is None


SECTION = """\
## Where you stand among others

You are held against companies that were evaluated with yours: those with the same answer as \
you, or all of them where these are too few. In brackets stands how many they are. A dash means \
that nothing may be told without telling of single companies.

- Trade: Bakery \\| Café
- People at work: under 10 people

| Score, of 100 | You | Bakery \\| Café (30) | under 10 people (1,051) |
|---|--:|---|---|
| Service | 65 | 55 on average; 50% reach 60 too | 48 on average |
| Price | 0 | – | 12 on average |

| What fails with you also fails with … | Bakery \\| Café (30) | under 10 people (1,051) |
|---|--:|--:|
| Room for the demand | over 83% | – |
| Proof | 50% | under 1% |

## About this document
"""


def test_the_document_says_where_a_company_stands() -> None:
    benchmark = Benchmark(
        (
            ComparedGroup("Trade", "Bakery | Café", 30),
            ComparedGroup("People at work", "under 10 people", 1051),
        ),
        (
            ComparedScore(
                "s",
                "Service",
                Decimal("64.7"),
                (Beside(55, 60, Share(50, 50)), Beside(48, 0, None)),
            ),
            ComparedScore("p", "Price", Decimal(0), (Beside(None, 0, None), Beside(12, 0, None))),
        ),
        (
            ComparedCheck("r", "Room for the demand", (Share(83, 100), None)),
            ComparedCheck("q", "Proof", (Share(50, 50), Share(0, 1))),
        ),
    )
    document = render(changed(EMPTY, benchmark=benchmark))
    assert SECTION in document
    assert document.replace(SECTION, "## About this document\n") == render(EMPTY)


def test_a_company_held_against_all_is_not_told_of_a_question() -> None:
    benchmark = Benchmark(
        (ComparedGroup("", "all companies", 51),),
        (),
        (ComparedCheck("r", "Room for the demand", (Share(53, 53),)),),
    )
    section = render(changed(EMPTY, benchmark=benchmark)).split("single companies.\n\n")[1]
    assert section.split("\n\n## ")[0] == (
        "| What fails with you also fails with … | all companies (51) |\n"
        "|---|--:|\n"
        "| Room for the demand | 53% |"
    )


def test_an_assessment_that_is_held_against_nobody_says_nothing_of_it() -> None:
    assert msgspec.json.decode(to_json(EMPTY)).get("benchmark") is None
    benchmark = Benchmark((ComparedGroup("", "all companies", 51),), (), ())
    assert msgspec.json.decode(to_json(changed(EMPTY, benchmark=benchmark)))["benchmark"] == {
        "groups": [{"question": "", "words": "all companies", "companies": 51}],
        "scores": [],
        "checks": [],
    }
