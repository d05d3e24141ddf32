"""A profile's file says what the profile says after every answer, and keeps all else as it was."""

from __future__ import annotations

import codecs
import errno
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace

from advisor.model.case import NOT_ASKED, Answer, Profile, State
from advisor.model.condition import Attribute
from advisor.model.diagnostic import InputError
from advisor.model.knowledge import Knowledge
from advisor.profile.blank import blank_profile
from advisor.profile.file import ProfileFile
from advisor.profile.read import NAMELESS, parse_profile, read_profile
from tests.profile.profile_files import (
    DOES_NOT_APPLY,
    DONT_KNOW,
    add_row,
    cell,
    changed,
    comments_in,
    known,
    opened,
    put,
    question,
    remove_row,
    take_out,
)
from tests.profile.small_base import small
from tests.shipped import shipped_base
from tests.strategies.scrambled import PROFILES

# --- a text that is edited by hand ---

HAND = """\
company:
  name:   Glans      # as registered
answers:
  # How is demand?
  demand:     # one of
  # Are you trusted?
  trusted: unsure    # one of
  mood:   4.50

# By what do customers decide?
criteria:
  - name: Price      # most say so

    own: 3.0
    competitors: {A: 1,  B: 2}  # marks
  # About speed.
  - name: Speed
# The rest.
notes: 'a  b
   c'
"""


@pytest.mark.parametrize(
    ("change", "old", "new"),
    [
        (
            put(question("demand"), known("lost", unsure=True)),
            "  demand:     # one of\n",
            "  demand: {value: lost, unsure: yes}     # one of\n",
        ),
        (
            put(question("trusted"), DONT_KNOW),
            "  trusted: unsure    # one of\n",
            "  trusted: don't know    # one of\n",
        ),
        (
            put(question("load"), known(Decimal("1E+1"))),
            "  mood:   4.50\n",
            "  mood:   4.50\n  load: 10\n",
        ),
        (
            put(question("offers"), known(frozenset({"repair", "wash"}))),
            "  mood:   4.50\n",
            "  mood:   4.50\n  offers: [wash, repair]\n",
        ),
        (
            put(question("employees"), DOES_NOT_APPLY),
            "# as registered\n",
            "# as registered\n  employees: does not apply\n",
        ),
        (take_out(question("mood")), "  mood:   4.50\n", ""),
        (take_out(question("trusted")), "trusted: unsure    #", "trusted:    #"),
        (
            put(cell("criteria", "Price", "competitors"), known((("A", Decimal(4)),))),
            "{A: 1,  B: 2}",
            "{A: 4}",
        ),
        (
            put(cell("criteria", "Speed", "need"), known("basic")),
            "  - name: Speed\n",
            "  - name: Speed\n    need: basic\n",
        ),
        (take_out(cell("criteria", "Price", "own")), "    own: 3.0\n", ""),
        (
            add_row("criteria", "Quality: high"),
            "  - name: Speed\n",
            '  - name: Speed\n  - name: "Quality: high"\n',
        ),
        (remove_row("criteria", "Speed"), "  - name: Speed\n", ""),
        (
            add_row("competitors", "C"),
            "   c'\n",
            "   c'\n\ncompetitors:\n  - name: C\n  - name: A\n  - name: B\n",
        ),
        (
            lambda file: file.set_language("nb"),
            "   c'\n",
            "   c'\n\nlanguage: nb\n",
        ),
        (
            lambda file: file.set_unfinished("criteria", True),  # noqa: FBT003 - what is set
            "   c'\n",
            "   c'\n\nunfinished: [criteria]\n",
        ),
        (lambda file: file.name_company("Yes"), "name:   Glans ", 'name:   "Yes" '),
    ],
)
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_only_what_is_changed_changes(
    change: Callable[[ProfileFile], None], old: str, new: str, line_break: str, tmp_path: Path
) -> None:
    assert HAND.count(old) == 1
    before, after = HAND, HAND.replace(old, new)
    given, expected = (text.replace("\n", line_break) for text in (before, after))
    assert changed(given, tmp_path, change) == expected


def test_the_last_row_that_goes_leaves_a_table_without_rows(tmp_path: Path) -> None:
    text = "company: {name: G}\ncompetitors: # all of them\n  - name: A\n    near: yes\n"
    left = "company: {name: G}\ncompetitors: # all of them\n  []\n"
    assert changed(text, tmp_path, remove_row("competitors", "A")) == left
    again = "company: {name: G}\ncompetitors:\n  - name: B\n"
    assert changed(left, tmp_path, add_row("competitors", "B")) == again


def test_what_is_taken_out_and_answered_again_stands_where_a_comment_asks_for_it(
    tmp_path: Path,
) -> None:
    blank = blank_profile(small())
    lost = put(question("demand"), known("lost"))
    filled = blank.replace("  demand:\n", "  demand: lost\n")
    assert changed(blank, tmp_path, lost) == filled
    assert changed(filled, tmp_path, take_out(question("demand"))) == blank


def test_a_text_that_is_repeated_is_written_out_before_it_is_changed(tmp_path: Path) -> None:
    text = "company: {name: &n Glans}\nanswers: {location: *n, mood: 3} # both\n"
    kept = text.replace("mood: 3", "mood: 4")
    mood = put(question("mood"), known(Decimal(4)))
    assert changed(text, tmp_path, mood) == kept
    out = "company: {name: Glans}\nanswers: {mood: 3} # both\n"
    assert changed(text, tmp_path, take_out(question("location"))) == out


LOST = put(question("demand"), known("lost"))
BEST = put(question("mood"), known(Decimal(5)))
NO_MOOD = take_out(question("mood"))
A = "company: {name: G}\n"


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        (" {demand: , mood: 4, load: 5}", NO_MOOD, " {demand: , load: 5}"),
        (" {mood: 4, load: 5}", NO_MOOD, " {load: 5}"),
        (" {mood: 4,}", NO_MOOD, " {}"),
        (" {}", LOST, " {demand: lost}"),
        (" {mood: 4, }", LOST, " {mood: 4, demand: lost, }"),
        (" {mood}", LOST, " {mood , demand: lost}"),
        (" {mood}", BEST, " {mood: 5}"),
        (' {"mood":4}', BEST, ' {"mood":5}'),
        ("\n  ? mood\n", BEST, "\n  mood: 5\n"),
        ("\n  ? mood\n  : 4\n", BEST, "\n  ? mood\n  : 5\n"),
        ("\n  mood:\n    4\n", BEST, "\n  mood:\n    5\n"),
        ("\n  mood:\n    value: 4 # a guess\n    unsure: yes\n", BEST, "\n  mood: 5\n"),
        ("\n  mood: 4", LOST, "\n  mood: 4\n  demand: lost"),
        ("\n  mood: 4\n  # more\n", LOST, "\n  mood: 4\n  demand: lost\n  # more\n"),
        ("\n  # none yet\n", LOST, "\n  demand: lost\n  # none yet\n"),
        ("\n  mood: 4\n\n\nnotes: a\n", NO_MOOD, "\n\n\nnotes: a\n"),
        (
            "\n  location: >-\n    a\n\n    b\n\nnotes: a\n",
            LOST,
            "\n  location: >-\n    a\n\n    b\n  demand: lost\n\nnotes: a\n",
        ),
    ],
)
def test_answers_may_be_written_in_any_way(
    before: str, change: Callable[[ProfileFile], None], after: str, tmp_path: Path
) -> None:
    assert changed(f"{A}answers:{before}", tmp_path, change) == f"{A}answers:{after}"


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        (" [{name: A}]", add_row("criteria", "B"), " [{name: A}, {name: B}]"),
        (" [{name: A}, {name: B}]", remove_row("criteria", "A"), " [{name: B}]"),
        (" [{name: A}, {name: B}]", remove_row("criteria", "B"), " [{name: A}]"),
        (" don't know", add_row("criteria", "B"), "\n  - name: B"),
        ("\n-   name: A\n", add_row("criteria", "B"), "\n-   name: A\n-   name: B\n"),
        ("\n  -\n    name: A\n", add_row("criteria", "B"), "\n  -\n    name: A\n  - name: B\n"),
        (
            "\r- name: A\r- name: B\r",
            remove_row("criteria", "B"),
            "\r- name: A\r",
        ),
        (
            "\n  - own: 3\n    name: A\n",
            take_out(cell("criteria", "A", "own")),
            "\n  - own:\n    name: A\n",
        ),
    ],
)
def test_rows_may_be_written_in_any_way(
    before: str, change: Callable[[ProfileFile], None], after: str, tmp_path: Path
) -> None:
    assert changed(f"{A}criteria:{before}", tmp_path, change) == f"{A}criteria:{after}"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Ålesund, by the sea", "Ålesund, by the sea"),
        ("Yes", '"Yes"'),
        ("12:30", '"12:30"'),
        ("a: b", '"a: b"'),
        ("a #b", '"a #b"'),
        ("- a", '"- a"'),
        (" {a", '"{a"'),
        ("  a\n b\x85c ", "a b c"),
        ('"a" \\ b', '"\\"a\\" \\\\ b"'),
        ("🙂\ufeff\x07", '"🙂\\ufeff\\u0007"'),
        ("half \ud83d", '"half \ufffd"'),
    ],
)
def test_a_text_is_quoted_where_it_would_be_read_as_something_else(
    text: str, written: str, tmp_path: Path
) -> None:
    change = put(question("location"), known(text))
    assert changed(A, tmp_path, change) == f"{A}\nanswers:\n  location: {written}\n"


@pytest.mark.parametrize(
    ("text", "answer"),
    [("Don’t  know", DONT_KNOW), ("gjelder ikke", DOES_NOT_APPLY), (" ", NOT_ASKED)],
)
def test_a_text_that_cannot_be_told_from_a_state_is_one(
    text: str, answer: Answer, tmp_path: Path
) -> None:
    file = opened(HAND, tmp_path)
    file.put(question("location"), known(text))
    assert file.profile.answers["location"] == answer
    assert parse_profile(file.text(), "p.yaml", small()) == file.profile


@pytest.mark.parametrize("rival", ["unsure", "value", "yes", "\x07" * 200, "x" * 200])
def test_a_rival_may_have_any_name(rival: str, tmp_path: Path) -> None:
    marks = put(cell("criteria", "A", "competitors"), known(((rival, Decimal(3)),)))
    changed(f"{A}criteria: [{{name: A}}]\n", tmp_path, marks, add_row("competitors", "B"))


@pytest.mark.parametrize("number", ["1E+15", "1E-15", "-0.50", "4.0", "123456789012345"])
def test_a_number_is_written_so_that_it_is_read_back(number: str, tmp_path: Path) -> None:
    changed(A, tmp_path, put(question("growth"), known(Decimal(number))))


# --- a new file ---

NEW = """\
company:
  name: Glans
  employees: 4

answers:
  demand: lost
  load: don't know

language: nb

criteria:
  - name: Price
    own: {value: 3.5, unsure: yes}
"""


def fill(file: ProfileFile) -> None:
    file.name_company(" Glans\n")
    file.set_language("nb")
    file.put(question("demand"), known("lost"))
    file.put(question("employees"), known(Decimal(4)))
    file.put(question("load"), DONT_KNOW)
    file.set_unfinished("criteria", True)  # noqa: FBT003 - what is set
    file.add_row("criteria", "Price")
    file.put(cell("criteria", "Price", "own"), known(Decimal("3.5"), unsure=True))
    file.set_unfinished("criteria", False)  # noqa: FBT003 - what is set


def test_a_new_profile_begins_empty_and_grows_in_the_order_of_the_answers(tmp_path: Path) -> None:
    file = ProfileFile(tmp_path / "p.yaml", small())
    assert (file.text(), file.order) == ("company:\n  name:\n\nanswers:\n", ())
    assert file.profile.company == NAMELESS
    fill(file)
    assert file.text() == NEW
    assert not file.path.exists()
    file.save()
    assert read_profile(file.path, small()) == file.profile


def test_a_new_json_profile_is_json(tmp_path: Path) -> None:
    file = ProfileFile(tmp_path / "p.JSON", small())
    fill(file)
    assert json.loads(file.text()) == {
        "company": {"name": "Glans", "employees": 4},
        "answers": {"demand": "lost", "load": "don't know"},
        "language": "nb",
        "criteria": [{"name": "Price", "own": {"value": 3.5, "unsure": True}}],
    }
    assert file.text().startswith('{\n  "company": {\n    "name": "Glans",')
    file.put(question("location"), known("Ålesund 🙂"))
    assert '    "location": "Ålesund 🙂"\n' in file.text()


def test_the_order_is_that_of_the_file(tmp_path: Path) -> None:
    file = opened(HAND, tmp_path)
    assert file.order == (
        question("trusted"),
        question("mood"),
        question("criteria"),
        cell("criteria", "Price", "own"),
        cell("criteria", "Price", "competitors"),
    )
    file.put(question("load"), DONT_KNOW)
    file.put(question("demand"), DONT_KNOW)
    first = (question("demand"), question("trusted"), question("mood"), question("load"))
    assert file.order[:4] == first


def test_a_profile_whose_company_has_no_name_yet_can_be_opened(tmp_path: Path) -> None:
    file = opened("answers: {demand: lost}", tmp_path)
    assert file.profile.company == NAMELESS
    file.name_company("G")
    assert file.text() == "answers: {demand: lost}\n\ncompany:\n  name: G"


@pytest.mark.parametrize(
    "text",
    ["", "company: {name: G}\nanswers: {demand: lots}", "answers: {demand: lots}", "{", "[]"],
)
def test_what_is_wrong_with_a_file_is_said_as_ever(text: str, tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as said:
        read_profile(path, small())
    with pytest.raises(InputError) as found:
        ProfileFile(path, small())
    assert str(found.value) == str(said.value)


def test_a_folder_is_no_profile(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="P001: cannot read the file: is a directory"):
        ProfileFile(tmp_path, small())


def test_the_marks_of_a_rival_go_with_the_rival(tmp_path: Path) -> None:
    file = opened(HAND, tmp_path)
    file.add_row("competitors", "A")
    file.remove_row("competitors", "A")
    assert cell("criteria", "Price", "competitors") in file.order
    file.remove_row("competitors", "B")
    assert cell("criteria", "Price", "competitors") not in file.order


def test_another_language_changes_no_answer(tmp_path: Path) -> None:
    file = opened(HAND, tmp_path)
    before, norwegian = file.profile, replace(small(), language="nb")
    file.turn_to(norwegian)
    assert (file.knowledge, file.profile, file.text()) == (norwegian, before, HAND)


# --- the examples ---


@pytest.fixture(scope="module")
def shipped() -> Knowledge:
    return shipped_base()


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_an_example_is_saved_as_it_was(
    path: Path, mark: bytes, shipped: Knowledge, tmp_path: Path
) -> None:
    data = mark + path.read_bytes()
    copy = tmp_path / path.name
    copy.write_bytes(data)
    file = ProfileFile(copy, shipped)
    assert not file.unsaved
    file.save()
    assert copy.read_bytes() == data


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_every_answer_of_an_example_can_be_given_again(
    path: Path, shipped: Knowledge, tmp_path: Path
) -> None:
    """All is taken out, then put back: the profile is the same again, and so are the comments."""
    copy = tmp_path / path.name
    copy.write_bytes(path.read_bytes())
    file = ProfileFile(copy, shipped)
    whole = file.profile
    cells = [where for where in file.order if where[0].table or where[0].name in whole.answers]
    for where in cells:
        file.take_out(where)
    emptied = parse_profile(file.text(), "p.yaml", shipped)
    assert emptied == file.profile
    assert {where[0].name for where in file.order} == {
        name for name, table in whole.tables.items() if table.state is not State.NOT_ASKED
    }
    for attribute, row in cells:
        file.put((attribute, row), answer_in(whole, attribute, row))
    assert parse_profile(file.text(), "p.yaml", shipped) == file.profile == whole
    assert comments_in(file.text()) == comments_in(path.read_text(encoding="utf-8"))


def answer_in(profile: Profile, attribute: Attribute, row: str) -> Answer:
    """Return the answer that a profile has."""
    if not attribute.table:
        return profile.answers[attribute.name]
    (found,) = (kept for kept in profile.tables[attribute.table].rows if kept.name == row)
    return found.cells[attribute.name]


@pytest.mark.parametrize("path", PROFILES, ids=lambda path: path.stem)
def test_a_blank_profile_is_filled_in_where_its_comments_ask(
    path: Path, shipped: Knowledge, tmp_path: Path
) -> None:
    profile = read_profile(path, shipped)
    blank = blank_profile(shipped)
    copy = tmp_path / "blank.yaml"
    copy.write_text(blank, encoding="utf-8")
    file = ProfileFile(copy, shipped)
    file.name_company(profile.company)
    for name, answer in profile.answers.items():
        file.put(question(name), answer)
    left = [line.partition(":")[0] for line in file.text().splitlines()]
    assert left == [line.partition(":")[0] for line in blank.splitlines()]
    assert file.profile.answers == profile.answers
    assert parse_profile(file.text(), "p.yaml", shipped) == file.profile


# --- a disk that is full ---


def test_a_save_that_fails_leaves_the_old_file_and_can_be_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    file = opened(HAND, tmp_path)
    file.put(question("load"), DONT_KNOW)
    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(OSError, match="No space left on device"):
            file.save()
    assert file.unsaved
    assert file.path.read_bytes() == HAND.encode()
    assert [path.name for path in tmp_path.iterdir()] == ["p.yaml"]
    file.save()
    assert file.path.read_bytes() == file.text().encode()


ON_A_FULL_DISK = """
    import resource, signal, sys
    from pathlib import Path
    from advisor.profile.file import ProfileFile
    from tests.profile.profile_files import DONT_KNOW, question
    from tests.profile.small_base import small

    file = ProfileFile(Path(sys.argv[1]), small())
    file.put(question("load"), DONT_KNOW)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, resource.RLIM_INFINITY))
    try:
        file.save()
    except OSError as error:
        print(error.strerror)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print(Path(sys.argv[1]).stat().st_size, file.unsaved)
    file.save()
    print(file.unsaved)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a system without limits")
def test_a_file_that_may_not_grow_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(HAND, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(ON_A_FULL_DISK), str(path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout.splitlines() == ["File too large", f"{len(HAND)} True", "False"], ran.stderr
    assert read_profile(path, small()).answers["load"] == DONT_KNOW
