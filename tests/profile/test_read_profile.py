"""A profile is read as it was meant, in YAML or JSON, or everything wrong with it is said."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from advisor.model.case import NOT_ASKED, Answer, CutLines, Profile, Row, State, TableAnswer
from advisor.model.diagnostic import Diagnostic, InputError
from advisor.model.knowledge import Knowledge
from advisor.profile.blank import blank_profile
from advisor.profile.read import parse_profile, read_profile
from tests.edge.reading import mistakes_in
from tests.profile.small_base import read, said_of, small
from tests.profile.writing import as_plain
from tests.shipped import shipped_base
from tests.strategies.effort import one_in
from tests.strategies.profiles import profiles
from tests.strategies.scrambled import PROFILES, scrambled, scrambled_files

MISTAKES = mistakes_in(Path(__file__).parent / "mistakes.txt")
DONT_KNOW, DOES_NOT_APPLY = Answer(State.DONT_KNOW), Answer(State.DOES_NOT_APPLY)
SCALE = (Decimal(1), Decimal(5))


def known(value: Any) -> Answer:  # noqa: ANN401 - a value of any kind
    return Answer(State.KNOWN, value)


def unsure(value: Any) -> Answer:  # noqa: ANN401 - as above
    return Answer(State.KNOWN, value, unsure=True)


def answer(question: str, written: str) -> Answer:
    """Return the answer that is read from what was written."""
    place = "company" if question in {"industry", "employees"} else "answers"
    blocks = {"company": "name: Glans", "answers": ""}
    blocks[place] = f"{blocks[place]}, {question}: {written}".removeprefix(", ")
    text = "".join(f"{block}: {{{content}}}\n" for block, content in blocks.items())
    return read(text).answers[question]


def criterion(written: str) -> Row:
    """Return the row that is read from what was written."""
    text = f"company: {{name: Glans}}\ncriteria: [{{name: Price, {written}}}]\n"
    (row,) = read(text).tables["criteria"].rows
    return row


# --- what is wrong ---


@pytest.mark.parametrize(("text", "said"), [pytest.param(t, s, id=n) for n, t, s in MISTAKES])
def test_a_mistake_is_said_in_full(text: str, said: list[str]) -> None:
    assert said_of(text) == [line.replace("f:", "p.yaml:", 1) for line in said]


@pytest.mark.parametrize(
    ("length", "text", "owner"),
    [
        (200, "company: {{name: {0}}}", "1:17: error P007: company '{1}', 'name'"),
        (
            200,
            "company: {{name: G}}\ncriteria: [{{name: {0}}}]",
            "2:19: error P007: profile, 'criteria', 'name'",
        ),
        (
            2000,
            "company: {{name: G}}\nanswers: {{location: {0}}}",
            "2:21: error P007: answers, 'location'",
        ),
    ],
)
def test_a_text_that_is_too_long_is_refused(length: int, text: str, owner: str) -> None:
    fits, too_long = "x" * length, "x" * (length + 1)
    assert said_of(text.format(fits)) == []
    found = f"expected at most {length} characters, found {length + 1}; shorten it"
    owner = owner.format("", "x" * 59 + "…")
    assert said_of(text.format(too_long)) == [f"p.yaml:{owner}: {found}"]


def test_a_table_that_is_too_long_is_refused() -> None:
    rows = [f"{{name: a{number}}}" for number in range(501)]
    text = "company: {name: G}\ncriteria: "
    line = "p.yaml:2:11: error P009: profile, 'criteria': more than 500 rows; "
    assert said_of(f"{text}[{', '.join(rows[:500])}]") == []
    assert said_of(f"{text}[{', '.join(rows)}]") == [f"{line}keep those that matter"]


EVERYTHING_WRONG = """\
company:
  name: Glans
  employees: many
  demand: lost
answers:
  demand: lots
  offers: [wash, waxx]
  load: 120
  mood: "4,5"
  weather: fine
criteria:
  - name: Price
    own: 9
    need: basics
    imporance: 3
  - name: Price
  - own: 8
    need: bassic
  - name: Speed
    scale: [5, 1]
    own: 11
    need: asket
    competitors: 3
  - Quality
competitors: none
cut_lines: median
"""

SAID_OF_EVERYTHING = """\
p.yaml:3:14: error P007: company 'Glans', 'employees': expected a number of 0 or more, found 'many'; write digits, with a decimal point if need be
p.yaml:4:3: error P004: company 'Glans': unknown key 'demand'; it belongs under 'answers'
p.yaml:6:11: error P006: answers, 'demand': 'lots' is not one of the answers; did you mean 'lost'?
p.yaml:7:18: error P006: answers, 'offers': 'waxx' is not one of the answers; did you mean 'wax'?
p.yaml:8:9: error P007: answers, 'load': expected a number from 0 to 100, found 120
p.yaml:9:9: error P007: answers, 'mood': expected a number from 1 to 5, found '4,5'; write 4.5, with a decimal point
p.yaml:10:3: error P004: answers: unknown key 'weather'; 'advisor profile new' lists what may stand here
p.yaml:13:10: error P007: profile, 'criteria', row 'Price', 'own': expected a number from 1 to 5, found 9
p.yaml:14:11: error P006: profile, 'criteria', row 'Price', 'need': 'basics' is not one of the answers; did you mean 'basic'?
p.yaml:15:5: error P004: profile, 'criteria', row 'Price': unknown key 'imporance'; did you mean 'importance'?
p.yaml:17:5: error P010: profile, 'criteria': a row without 'name'; name the criterion
p.yaml:17:10: error P007: profile, 'criteria', 'own': expected a number from 1 to 5, found 8
p.yaml:18:11: error P006: profile, 'criteria', 'need': 'bassic' is not one of the answers; did you mean 'basic'?
p.yaml:20:12: error P007: profile, 'criteria', row 'Speed': a scale runs from 0 or more up to something higher; write it as [1, 5]
p.yaml:22:11: error P006: profile, 'criteria', row 'Speed', 'need': 'asket' is not one of the answers; did you mean 'asked'?
p.yaml:24:5: error P005: profile, 'criteria': expected a row (keys with values), found 'Quality'; begin it with '- name: …', the name of the criterion
p.yaml:25:14: error P005: profile, 'competitors': expected a list of rows, found 'none'; begin each row with '- name: …', or write don't know
p.yaml:26:12: error P006: profile, 'cut_lines': 'median' is not possible here; did you mean 'mean'?
"""  # noqa: E501 - whole lines


def test_every_mistake_is_said_at_once_in_the_order_of_the_places() -> None:
    assert said_of(EVERYTHING_WRONG) == SAID_OF_EVERYTHING.splitlines()


def test_the_same_mistakes_in_json_are_said_in_the_same_words() -> None:
    text = json.dumps(yaml.load(EVERYTHING_WRONG, Loader=yaml.BaseLoader))  # noqa: S506 - our own text
    said = said_of(text, "p.json")
    assert [line.split(": ", 1)[1] for line in said] == [
        line.split(": ", 1)[1] for line in SAID_OF_EVERYTHING.splitlines()
    ]


def test_a_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        read_profile(tmp_path / "p.yaml", small())
    line = "error P001: cannot read the file: no such file or directory; "
    assert str(raised.value) == f"{tmp_path}/p.yaml:1:1: {line}check the path and its permissions"


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p.yaml").write_bytes("company: {name: Kjøp}".encode("cp1252"))
    with pytest.raises(InputError) as raised:
        read_profile(tmp_path / "p.yaml", small())
    line = "error P001: the file is not UTF-8 text; save it with the encoding UTF-8"
    assert str(raised.value) == f"{tmp_path}/p.yaml:1:19: {line}"


# --- answers of every kind ---


@pytest.mark.parametrize(
    ("question", "written", "value"),
    [
        ("industry", "Automatic  car wash", "Automatic car wash"),
        ("industry", "2026", "2026"),
        ("industry", "no", "no"),
        ("location", "'By the road: left'", "By the road: left"),
        ("employees", "3.5", Decimal("3.5")),
        ("employees", "0", Decimal(0)),
        ("demand", "lost", "lost"),
        ("trusted", "no", "no"),
        ("trusted", "unsure", "unsure"),
        ("trusted", "true", "yes"),
        ("trusted", "False", "no"),
        ("offers", "[wash, wax]", frozenset({"wash", "wax"})),
        ("offers", "[wash, wash]", frozenset({"wash"})),
        ("offers", "wash", frozenset({"wash"})),
        ("offers", "[]", frozenset[str]()),
        ("open_late", "yes", "yes"),
        ("open_late", "No", "no"),
        ("open_late", "true", "yes"),
        ("open_late", "FALSE", "no"),
        ("mood", "1", Decimal(1)),
        ("mood", "5.0", Decimal(5)),
        ("mood", "'3.5'", Decimal("3.5")),
        ("load", "0", Decimal(0)),
        ("load", "100", Decimal(100)),
        ("growth", "-100", Decimal(-100)),
        ("growth", "250", Decimal(250)),
        ("turnover", "1.5e6", Decimal(1500000)),
        ("balance", "-500000", Decimal(-500000)),
    ],
)
def test_an_answer_is_read_sure_or_unsure(question: str, written: str, value: object) -> None:
    assert answer(question, written) == known(value)
    assert answer(question, f"{{value: {written}}}") == known(value)
    assert answer(question, f"{{value: {written}, unsure: yes}}") == unsure(value)
    assert answer(question, f"{{unsure: no, value: {written}}}") == known(value)


ANY_QUESTION = ["industry", "employees", "demand", "offers", "open_late", "mood", "turnover"]


@pytest.mark.parametrize("question", ANY_QUESTION)
@pytest.mark.parametrize(
    "written",
    [
        "don't know",
        "Don't  know",
        "don\u2019t know",
        "dont know",
        "dont_know",
        '"don\'t know"',
        "{value: don't know}",
        "{value: don't know, unsure: yes}",
    ],
)
def test_not_knowing_is_an_answer_to_any_question(question: str, written: str) -> None:
    assert answer(question, written) == DONT_KNOW


@pytest.mark.parametrize("question", ANY_QUESTION)
@pytest.mark.parametrize("written", ["does not apply", "Does not apply", "does_not_apply"])
def test_what_does_not_apply_is_an_answer_to_any_question(question: str, written: str) -> None:
    assert answer(question, written) == DOES_NOT_APPLY


@pytest.mark.parametrize("question", ANY_QUESTION)
@pytest.mark.parametrize("nothing", ["", "~", "null", "''", '"  "'])
def test_nothing_written_is_not_asked(question: str, nothing: str) -> None:
    assert answer(question, nothing) == NOT_ASKED


def test_every_question_and_every_table_of_the_base_is_in_a_profile() -> None:
    profile = read("company: {name: Glans}")
    assert profile == Profile(
        company="Glans",
        answers=dict.fromkeys(small().questions, NOT_ASKED),
        tables=dict.fromkeys(small().tables, TableAnswer(State.NOT_ASKED)),
        cut_lines=CutLines.MEAN,
        notes="",
        language="",
        unfinished=frozenset(),
    )
    assert list(profile.answers) == list(small().questions)


@pytest.mark.parametrize("block", ["answers", "criteria", "cut_lines", "notes"])
def test_a_block_with_nothing_in_it_is_as_good_as_none(block: str) -> None:
    assert read(f"company: {{name: Glans}}\n{block}:\n") == read("company: {name: Glans}")


def test_the_notes_and_the_cut_lines_are_kept() -> None:
    profile = read("company: {name: Glans}\ncut_lines: midpoint\nnotes: |\n  One.\n\n  Two.\n")
    assert (profile.cut_lines, profile.notes) == (CutLines.MIDPOINT, "One. Two.")


@pytest.mark.parametrize("language", ["en", "nb", "sv"])
def test_the_language_of_the_company_is_kept(language: str) -> None:
    assert read(f"company: {{name: Glans}}\nlanguage: {language}\n").language == language


@pytest.mark.parametrize(
    ("written", "tables"),
    [("[criteria, competitors]", {"criteria", "competitors"}), ("[]", set()), ("", set())],
)
def test_tables_may_be_unfinished(written: str, tables: set[str]) -> None:
    assert read(f"company: {{name: Glans}}\nunfinished: {written}\n").unfinished == tables


def test_a_question_may_be_called_location() -> None:
    assert read("company: {name: G}\nanswers: {demand: lost}").answers["location"] == NOT_ASKED


# --- tables ---


def test_a_table_has_rows_by_name_whatever_their_order() -> None:
    text = "company: {name: G}\ncriteria: [{name: ' b  c '}, {name: a, since: 3}]\n"
    assert read(text).tables["criteria"] == TableAnswer(
        State.KNOWN, (Row("a", {"since": known(Decimal(3))}), Row("b c", {}))
    )


@pytest.mark.parametrize(
    ("written", "table"),
    [
        ("don't know", TableAnswer(State.DONT_KNOW)),
        ("does not apply", TableAnswer(State.DOES_NOT_APPLY)),
        ("", TableAnswer(State.NOT_ASKED)),
        ("[]", TableAnswer(State.KNOWN)),
    ],
)
def test_a_table_may_have_no_rows(written: str, table: TableAnswer) -> None:
    assert read(f"company: {{name: G}}\ncriteria: {written}\n").tables["criteria"] == table


def test_a_cell_is_an_answer_of_its_own() -> None:
    row = criterion("own: {value: 3.5, unsure: yes}, importance: don't know, need: ")
    assert row == Row("Price", {"own": unsure(Decimal("3.5")), "importance": DONT_KNOW}, SCALE)


@pytest.mark.parametrize(
    ("written", "cell"),
    [
        ("{Rival: 3.5, A   Rival: 4}", known((("A Rival", Decimal(4)), ("Rival", Decimal("3.5"))))),
        ("{Rival: 3, Other: don't know, Third: }", known((("Rival", Decimal(3)),))),
        ("{}", known(())),
        ("{value: {Rival: 3}, unsure: yes}", unsure((("Rival", Decimal(3)),))),
        ("{value: {Rival: 3}}", known((("Rival", Decimal(3)),))),
        ("{value: 3}", known((("value", Decimal(3)),))),
        ("don't know", DONT_KNOW),
    ],
)
def test_rivals_are_marked_by_name(written: str, cell: Answer) -> None:
    assert criterion(f"competitors: {written}").cells["competitors"] == cell


@pytest.mark.parametrize(("low", "high"), [("1", "5"), ("0", "10"), ("0", "0.5"), ("1", "100")])
def test_a_row_is_marked_on_its_own_scale(low: str, high: str) -> None:
    row = criterion(f"scale: [{low}, {high}], own: {high}, importance: {low}")
    assert row.scale == (Decimal(low), Decimal(high))
    assert row.cells["own"] == known(Decimal(high))
    assert row.cells["importance"] == known(Decimal(low))


@pytest.mark.parametrize("nothing", ["", "~"])
def test_a_row_without_a_scale_is_marked_from_1_to_5(nothing: str) -> None:
    assert criterion(f"scale: {nothing}, own: 5").scale == SCALE


def test_any_rival_may_be_marked_while_none_is_listed() -> None:
    for listed in ("", "competitors: []\n", "competitors: don't know\n"):
        text = f"company: {{name: G}}\ncriteria: [{{name: P, competitors: {{X: 3}}}}]\n{listed}"
        assert said_of(text) == []


def test_a_rival_that_is_listed_may_be_marked() -> None:
    text = "company: {name: G}\ncriteria: [{name: P, competitors: {A  B: 3}}]\n"
    assert said_of(f"{text}competitors: [{{name: A B}}]\n") == []


# --- YAML and JSON ---

WHOLE = """\
company: {name: Glans Bilvask, industry: "Car wash", employees: 4}
answers:
  demand: {value: lost, unsure: yes}
  trusted: no
  offers: [wash, wax]
  open_late: yes
  mood: 4.5
  load: don't know
  turnover: does not apply
  growth:
criteria:
  - {name: Price, scale: [0, 10], own: 7, competitors: {Vaskehallen: 6.5}}
  - {name: "Speed: now", importance: 4.2, need: basic}
competitors:
  - {name: Vaskehallen, near: no, known_for: "Cheap & near"}
cut_lines: midpoint
notes: >-
  Queues
  on Saturdays.
"""

WHOLE_JSON = """\
{"company": {"name": "Glans Bilvask", "industry": "Car wash", "employees": 4},
 "answers": {"demand": {"value": "lost", "unsure": true}, "trusted": false,
  "offers": ["wash", "wax"], "open_late": true, "mood": 4.5, "load": "don't know",
  "turnover": "does not apply", "growth": null},
 "criteria": [
  {"name": "Price", "scale": [0, 10], "own": 7, "competitors": {"Vaskehallen": 6.5}},
  {"name": "Speed: now", "importance": 4.2, "need": "basic"}],
 "competitors": [{"name": "Vaskehallen", "near": false, "known_for": "Cheap \\u0026 near"}],
 "cut_lines": "midpoint",
 "notes": "Queues\\non Saturdays."}
"""


def test_yaml_and_json_say_the_same() -> None:
    assert read(WHOLE_JSON, "p.json") == read(WHOLE)
    assert read(WHOLE_JSON, "P.JSON") == read(WHOLE)


def test_json_is_read_as_yaml_too() -> None:
    assert read(WHOLE_JSON.replace("\\u0026", "&"), "p.yaml") == read(WHOLE)


def test_a_file_is_read_by_its_ending(tmp_path: Path) -> None:
    for name, text in (("p.yaml", WHOLE), ("p.json", WHOLE_JSON), ("p.txt", WHOLE)):
        (tmp_path / name).write_text(text, encoding="utf-8-sig")
        assert read_profile(tmp_path / name, small()) == read(WHOLE)


def folded(profile: Profile) -> Profile:
    """Return a profile as reading leaves it: texts on one line, cells not asked left out."""

    def fold(answer: Answer) -> Answer:
        if isinstance(answer.value, str):
            return replace(answer, value=" ".join(answer.value.split()))
        return answer

    def fold_row(row: Row) -> Row:
        cells = {n: fold(c) for n, c in row.cells.items() if c.state is not State.NOT_ASKED}
        return replace(row, cells=cells)

    def fold_table(table: TableAnswer) -> TableAnswer:
        rows = sorted(map(fold_row, table.rows), key=lambda row: row.name)
        return replace(table, rows=tuple(rows))

    return replace(
        profile,
        company=" ".join(profile.company.split()),
        answers={name: fold(answer) for name, answer in profile.answers.items()},
        tables={name: fold_table(table) for name, table in profile.tables.items()},
        notes=" ".join(profile.notes.split()),
    )


@st.composite
def without_listed_rivals(draw: st.DrawFn) -> Profile:
    """Return a profile in which nobody says which rivals there are, so any may be marked."""
    profile = draw(profiles(small()))
    tables = {**profile.tables, "competitors": TableAnswer(State.DONT_KNOW)}
    return folded(replace(profile, tables=tables))


@one_in(3)
@given(profile=without_listed_rivals())
def test_what_was_written_down_is_read_back(profile: Profile) -> None:
    content = as_plain(profile, str)
    assert folded(read(json.dumps(content), "p.json")) == profile
    assert folded(read(yaml.safe_dump(content, allow_unicode=True))) == profile


def test_a_blank_profile_is_read_back_once_it_has_a_name() -> None:
    blank = blank_profile(small())
    assert [line.split(" error ")[1] for line in said_of(blank)] == [
        "P010: company: the key 'name' is missing; what the company is called"
    ]
    assert read(blank.replace("  name:", "  name: Glans", 1)) == read("company: {name: Glans}")


# --- any text at all ---


@pytest.fixture(scope="module")
def shipped() -> Knowledge:
    return shipped_base()


def check(text: str, file: str, knowledge: Knowledge) -> None:
    """A text is a profile of the base, or an error whose every line has its place."""
    said: tuple[Diagnostic, ...] = ()
    try:
        profile = parse_profile(text, file, knowledge)
    except InputError as error:
        said = error.diagnostics
    for diagnostic in said:
        assert diagnostic.location.file == file
        assert diagnostic.code.startswith("P0")
        assert str(diagnostic).isprintable()
    if not said:
        assert set(profile.answers) == set(knowledge.questions)
        assert set(profile.tables) == set(knowledge.tables)


@given(text=st.text(st.characters(codec=None, exclude_categories=()), max_size=100))
def test_any_text_is_a_profile_or_refused(text: str) -> None:
    check(text, "p.yaml", small())
    check(text, "p.json", small())


@given(data=st.binary(max_size=100) | st.text(max_size=40).map(lambda t: t.encode("utf-16")))
def test_any_bytes_are_a_profile_or_refused(
    data: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(data)
    with pytest.raises(InputError):
        read_profile(path, small())


@given(text=scrambled_files(PROFILES))
def test_any_scrambled_profile_is_a_profile_or_refused(text: str, shipped: Knowledge) -> None:
    check(text, "p.yaml", shipped)


@given(seed=st.integers(0, 2**32))
def test_any_scrambled_json_is_a_profile_or_refused(seed: int) -> None:
    check(scrambled(WHOLE_JSON, seed), "p.json", small())


@given(seed=st.integers(0, 2**32))
def test_any_scrambled_small_profile_is_a_profile_or_refused(seed: int) -> None:
    check(scrambled(WHOLE, seed), "p.yaml", small())


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_the_examples_are_profiles_of_the_shipped_base(path: Path, shipped: Knowledge) -> None:
    profile = read_profile(path, shipped)
    assert profile.company
    assert any(answer.state is State.KNOWN for answer in profile.answers.values())
