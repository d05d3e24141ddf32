"""The groupings that spare templates their loops."""

from __future__ import annotations

from decimal import Decimal

from advisor.report.view import view
from tests.report.samples import EMPTY, FULL, advice, changed, finding


def test_a_company_without_a_visible_name_is_called_your_company() -> None:
    assert view(changed(EMPTY, company=" \u200b\x00 "))["company"] == "your company"


def test_every_text_is_on_one_line_and_free_of_controls() -> None:
    shown = view(changed(EMPTY, notes="a\n\tb\x1b\u202ec"))
    assert shown["assessment"]["notes"] == "a bc"


def test_numbers_stay_numbers() -> None:
    assert view(FULL)["advice"][0]["priority"] == Decimal("7.72")


def test_chapters_follow_the_first_topic_of_each_section() -> None:
    shown = [(c["id"], [t["id"] for t in c["topics"]]) for c in view(FULL)["chapters"]]
    assert shown == [
        ("difference", ["value_gap"]),
        ("value", ["warranty"]),
        ("mix", ["service", "price"]),
        ("position", ["positioning"]),
        ("communication", ["tasks"]),
        ("customers", ["trust"]),
        ("sky", ["weather"]),
    ]


def test_a_topic_sorts_its_findings_by_standing() -> None:
    service = view(FULL)["chapters"][2]["topics"][0]
    names = ("well", "between", "badly", "unknown", "undecided", "unjudged", "facts")
    shown = {name: [f["label"] for f in service[name]] for name in names}
    assert shown == {
        "well": ["Answers"],
        "between": ["Help"],
        "badly": ["Follow-up"],
        "unknown": ["Care"],
        "undecided": ["Price tags"],
        "unjudged": ["Opening hours", "Spare parts"],
        "facts": ["Team"],
    }


def test_leading_advice_is_referred_to_and_other_advice_told_in_its_topic() -> None:
    service = view(FULL)["chapters"][2]["topics"][0]
    assert [item["rank"] for item in service["referred"]] == [1]
    assert [item["rank"] for item in service["advice"]] == [2]


def test_a_topic_of_which_nothing_is_known_is_blank_and_names_what_is_missing() -> None:
    price = view(FULL)["chapters"][2]["topics"][1]
    assert (price["blank"], price["missing"]) == (True, ["Price beside the alternative"])


def test_advice_waits_for_numbers_instead_of_keys() -> None:
    assert [item["waits_for"] for item in view(FULL)["advice"]] == [[], [1], [], []]


def test_steps_that_differ_by_the_row_alone_are_told_once() -> None:
    assert [item["steps_as"] for item in view(FULL)["advice"]] == [0, 0, 0, 3]


def test_the_same_steps_under_another_advice_are_told_again() -> None:
    twins = (advice(1, "One", how=("Go.",)), advice(2, "Two", how=("Go.",)))
    assert [i["steps_as"] for i in view(changed(EMPTY, advice=twins))["advice"]] == [0, 0]


def test_criteria_come_weightiest_first_as_cells_by_column() -> None:
    rows = view(FULL)["criteria"]
    assert [(row["name"], row["scale"], row["own"]["text"]) for row in rows] == [
        ("A clean car", "1–5", "4.5"),
        ("A short wait", "1–5", "2"),
    ]


def test_open_questions_are_grouped_by_state_with_what_settles_most_first() -> None:
    shown = {state: [q["id"] for q in asked] for state, asked in view(FULL)["open"].items()}
    assert shown == {"dont_know": ["segments.margin", "mending"], "not_asked": ["price"]}


def test_what_gave_way_to_advice_has_its_number() -> None:
    assert [item["rank"] for item in view(FULL)["gave_way"]] == [2, 0]


def test_sources_stand_under_their_work_best_evidence_first() -> None:
    shown = [(w["id"], w["title"], [p["id"] for p in w["parts"]]) for w in view(FULL)["works"]]
    assert shown == [
        ("S2", "How to deliver value", ["S2-14"]),
        ("", "A lost work", ["X1-1"]),
        ("O5", "Five", []),
        ("O13", "Thirteen", []),
        ("judgement", "Professional judgement", []),
    ]


def test_a_finding_of_an_unlisted_topic_does_no_harm() -> None:
    assert view(changed(EMPTY, findings=(finding("Lost", "x"),)))["chapters"] == []
