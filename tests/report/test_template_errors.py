"""A mistake in a template is one line: its file, its line, what is wrong, what was meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.model.diagnostic import InputError
from advisor.report.render import render
from tests.report.samples import FULL, changed

FOLDER = Path("mine")


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(text: str | bytes, name: str = "advice.md.j2") -> None:
    path = FOLDER / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def message(text: str | bytes, name: str = "advice.md.j2") -> str:
    """Return what is said about a template that takes the place of a shipped one."""
    write(text, name)
    with pytest.raises(InputError) as caught:
        render(FULL, FOLDER)
    return str(caught.value)


@pytest.mark.parametrize(
    ("template", "said"),
    [
        (
            "one\n{{ asessment.company }}\n",
            ":2:1: error T002: 'asessment' is undefined; did you mean 'assessment'?",
        ),
        (
            "{% for advice in lead %}\n{{ advcie.do }}\n{% endfor %}\n",
            ":2:1: error T002: 'advcie' is undefined; did you mean 'advice'?",
        ),
        ("{{ qqqq }}\n", ":1:1: error T002: 'qqqq' is undefined"),
        (
            "\n\n{{ assessment.compny }}\n",
            ":3:1: error T002: there is no 'compny' here; did you mean 'company'?",
        ),
        (
            "{{ assessment.items() }}\n",
            ":1:1: error T002: there is no 'items' here; did you mean 'notes'?",
        ),
        ("{{ company.owner }}\n", ":1:1: error T002: 'str object' has no attribute 'owner'"),
        ("{{ lead[7].do }}\n", ":1:1: error T002: list object has no element 7"),
        (
            "one\n{{ company\n",
            ":2:1: error T003: unexpected end of template, expected 'end of print statement'",
        ),
        ("{% fi %}\n", ":1:1: error T003: encountered unknown tag 'fi'"),
        ("{{ company ! }}\n", ":1:1: error T003: unexpected char '!' at 11"),
        (
            "{{ company|uper }}\n",
            ":1:1: error T003: no filter named 'uper'; did you mean 'upper'?",
        ),
        (
            "{% if company is defned %}{% endif %}\n",
            ":1:1: error T003: no test named 'defned'; did you mean 'defined'?",
        ),
        ("{{ company|escape }}\n", ":1:1: error T003: no filter named 'escape'"),
        (
            "{% include 'parts/titel.md.j2' %}\n",
            (
                ":1:1: error T004: there is no template 'parts/titel.md.j2'; "
                "did you mean 'parts/title.md.j2'?"
            ),
        ),
        (
            "{% include '../secret' %}\n",
            ":1:1: error T004: there is no template '../secret'",
        ),
        (
            "{% set x = company.__class__ %}\n{{ x }}\n",
            (
                ":2:1: error T005: '__class__' is out of a template's reach; "
                "templates see plain data only"
            ),
        ),
        (
            "{{ '{0.__class__}'.format(company) }}\n",
            (
                ":1:1: error T005: 'format' is out of a template's reach; "
                "templates see plain data only"
            ),
        ),
        (
            "{{ ('*'|safe).join([company]) }}\n",
            (
                ":1:1: error T005: 'join' is out of a template's reach; "
                "templates see plain data only"
            ),
        ),
        (
            "{{ lead.append(1) }}\n",
            (
                ":1:1: error T005: 'append' is out of a template's reach; "
                "templates see plain data only"
            ),
        ),
        (
            "{{ lead }}\n",
            ":1:1: error T006: a list cannot be printed; print its parts, or join them",
        ),
        (
            "{{ assessment.stamp }}\n",
            ":1:1: error T006: a mapping cannot be printed; print its parts, or join them",
        ),
        ("{{ company|number }}\n", ":1:1: error T006: 'number' is for numbers"),
        ("{{ company|date }}\n", ":1:1: error T006: 'date' is for days written as 2026-11-21"),
        ("{{ '%s' % company }}\n", ":1:1: error T006: '%' is for numbers; join texts with '~'"),
        (
            "{{ company + 1 }}\n",
            ':1:1: error T006: can only concatenate str (not "int") to str',
        ),
        ("{{ 1 / 0 }}\n", ":1:1: error T006: this cannot be worked out (ZeroDivisionError)"),
        (
            "{% include 'advice.md.j2' %}\n",
            ":1:1: error T006: the template includes or calls itself without end",
        ),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line(template: str, said: str) -> None:
    assert message(template) == "mine/advice.md.j2" + said


def test_a_mistake_in_a_part_is_told_with_the_parts_own_line() -> None:
    said = message("\n{{ compny }}\n", "parts/stamp.md.j2")
    assert said == (
        "mine/parts/stamp.md.j2:2:1: error T002: 'compny' is undefined; did you mean 'company'?"
    )


def test_a_mistake_in_a_macro_is_told_where_the_macro_is() -> None:
    write("{% import 'mine.j2' as mine %}\n{{ mine.shout(company) }}\n")
    said = message("{% macro shout(text) %}\n{{ txet }}\n{% endmacro %}\n", "mine.j2")
    assert said == "mine/mine.j2:2:1: error T002: 'txet' is undefined; did you mean 'text'?"


def test_a_syntax_error_in_a_part_is_told_with_the_parts_own_line() -> None:
    said = message("\n{% fi %}\n", "parts/stamp.md.j2")
    assert said == "mine/parts/stamp.md.j2:2:1: error T003: encountered unknown tag 'fi'"


def test_a_template_that_is_not_utf8_is_told_so() -> None:
    assert message(b"one\n\xe5\n") == (
        "mine/advice.md.j2:2:1: error T001: the file is not UTF-8 text; "
        "save it with the encoding UTF-8"
    )


def test_a_folder_of_templates_that_does_not_exist_is_told_so() -> None:
    with pytest.raises(InputError) as caught:
        render(FULL, Path("nowhere"))
    assert str(caught.value) == (
        "nowhere:1:1: error T001: no such folder of templates; check the path"
    )


def test_a_file_in_place_of_a_folder_of_templates_is_told_so() -> None:
    Path("file").touch()
    with pytest.raises(InputError) as caught:
        render(FULL, Path("file"))
    assert str(caught.value) == (
        "file:1:1: error T001: no such folder of templates; check the path"
    )


def test_a_message_never_quotes_what_the_company_typed() -> None:
    write("{{ [1][company|int('x')] }}{{ company|round }}{{ 'x'|batch(company)|list }}")
    with pytest.raises(InputError) as caught:
        render(changed(FULL, company="Secret Ltd"), FOLDER)
    assert "Secret" not in str(caught.value)


def test_a_mended_template_is_read_again() -> None:
    message("{{ compny }}\n")
    write("# {{ company }}\n\n")
    assert render(FULL, FOLDER) == "# Glans\n"
