"""Data is never markup, whatever a template does with it on the way."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from advisor.model.diagnostic import InputError
from advisor.report.render import render
from advisor.report.view import view
from tests.report.samples import EMPTY, FULL, changed, ground

HOSTILE = changed(EMPTY, company="*a* <b>")


def printed(template: str, folder: Path, **values: object) -> str:
    """Return what a template prints for a company called ``*a* <b>``."""
    (folder / "advice.md.j2").write_text(template, encoding="utf-8")
    return render(changed(HOSTILE, **values), folder)


@pytest.mark.parametrize(
    ("template", "markdown"),
    [
        ("{{ company }}", r"\*a\* \<b>"),
        ("**{{ company }}**", r"**\*a\* \<b>**"),
        ("{{ '**' ~ company ~ '**' }}", r"\*\*\*a\* \<b>\*\*"),
        ("{{ '**'|safe ~ company ~ '**'|safe }}", r"**\*a\* \<b>**"),
        ("{{ '**'|safe + company }}", r"**\*a\* \<b>"),
        ("{{ company + '**'|safe }}", r"\*a\* \<b>**"),
        ("{{ [company, '_'|safe]|join(' & ') }}", r"\*a\* \<b> & _"),
        ("{{ [company, company]|join('_'|safe) }}", r"\*a\* \<b>_\*a\* \<b>"),
        ("{{ [company, '!']|join }}", r"\*a\* \<b>!"),
        (
            "{% macro m(x) %}*{{ x }}*{% endmacro %}{{ m(company) ~ company }}",
            r"*\*a\* \<b>*\*a\* \<b>",
        ),
        ("{% set x %}*{{ company }}*{% endset %}{{ x }}", r"*\*a\* \<b>*"),
        ("{% autoescape false %}{{ company }}{% endautoescape %}", r"\*a\* \<b>"),
        ("{% filter upper %}{{ company }}{% endfilter %}", r"\*A\* \<B>"),
        ("{{ company|upper }}", r"\*A\* \<B>"),
        ("{{ ('**'|safe ~ company)|sentence }}", r"**\*a\* \<b>."),
        ("{{ company|code }}", "`*a* <b>`"),
        ("{{ company|safe }}", "*a* <b>"),
        ("{{ '*' }}", r"\*"),
        ("{{ '<i>' ~ '*' }}", r"\<i>\*"),
        ("x{{ ', ' }}y", "x, y"),
        ("{{ none }}x", "x"),
        ("{{ 12 }} {{ 1.5 }} {{ true }}", "12 1.5 True"),
    ],
)  # fmt: skip
def test_whatever_is_printed_is_escaped_once(template: str, markdown: str, tmp_path: Path) -> None:
    assert printed(template, tmp_path) == f"{markdown}\n"


@pytest.mark.parametrize(
    ("template", "language", "text"),
    [
        ("{{ 1234.5|number }}", "en", "1,234.5"),
        ("{{ 1234.5|number }}", "nb", "1\N{NO-BREAK SPACE}234,5"),
        ("{{ 2.25|number(1) }} {{ 2|number }}", "sv", "2,2 2"),
        ("{{ 1.5|signed }} {{ -1.5|signed }} {{ 0|signed }}", "en", "+1.5 −1.5 0"),
        ("{{ 62.5|percent }}", "en", "62.5%"),
        ("{{ 62.5|percent }}", "sv", "62,5\N{NO-BREAK SPACE}%"),
        ("{{ '2026-11-21'|date }}", "en", "November 21, 2026"),
        ("on {{ '2026-11-21'|date }}", "nb", "on 21.\N{NO-BREAK SPACE}november 2026"),
        ("{{ ['a', 'b', 'c']|listed }}", "en", "a, b, and c"),
        ("{{ ['a', 'b']|listed }}", "nb", "a og b"),
        ("{{ []|listed }}x", "en", "x"),
        ("{{ plural(1, 'ox', 'oxen') }}, {{ plural(2, 'ox', 'oxen') }}", "en", "1 ox, 2 oxen"),
        ("{{ 'Do it.'|headline }} {{ 'Wait...'|headline }}", "en", "Do it Wait..."),
        ("{{ '.'|headline }} **{{ 'a .'|headline }}**", "en", ". **a**"),
        ("{{ 'Done'|sentence }} {{ 'Done!'|sentence }}", "en", "Done. Done!"),
        ("{{ 'So “it is.”'|sentence }}", "en", "So “it is.”"),
        ("x{{ ''|sentence }}", "en", "x"),
        ("{{ 1234.5|number }}", "xx-nonsense", "1,234.5"),
    ],
)  # fmt: skip
def test_numbers_dates_and_lists_follow_the_language(
    template: str, language: str, text: str, tmp_path: Path
) -> None:
    assert printed(template, tmp_path, language=language) == f"{text}\n"


@pytest.mark.parametrize(
    ("form", "markdown"),
    [
        ("%s", r"\*a\* \<b>"),
        ("[%s, '']|join", r"\*a\* \<b>"),
        ("_('%%(name)s', name=%s)", r"\*a\* \<b>"),
        ("[{'label': %s, 'text': 'x', 'unsure': false}]|quoted", r"“\*a\* \<b>: x”"),
        ("[{'label': 'x', 'text': %s, 'unsure': false}]|quoted", r"“x: \*a\* \<b>”"),
    ],
)
def test_a_text_is_escaped_though_a_template_called_the_same_text_safe(
    form: str, markdown: str, tmp_path: Path
) -> None:
    safe, text = (form % name for name in ("company|safe", "company"))
    assert printed("{{ " + safe + " }}", tmp_path) != f"{markdown}\n"
    assert printed("{{ " + text + " }}", tmp_path) == f"{markdown}\n"


@pytest.mark.parametrize(
    ("grounds", "markdown"),
    [
        ("[]", ""),
        ("assessment.about", "“\\*Why\\*? \\_x\\_”; “Age: 12” (unsure)"),
    ],
)
def test_grounds_are_quoted_with_their_labels(grounds: str, markdown: str, tmp_path: Path) -> None:
    about = (ground("*Why*?", "_x_"), ground("Age", "12", unsure=True))
    assert printed("{{ " + grounds + "|quoted }}", tmp_path, about=about) == f"{markdown}\n"


@pytest.mark.parametrize(
    "reached",
    ["m.__name__", "m._body_stream", "m.__dict__", "m.mine._func", "m.mine.__call__"],
)
def test_what_is_behind_an_imported_template_is_out_of_reach(reached: str, tmp_path: Path) -> None:
    (tmp_path / "mine.j2").write_text("{% macro mine() %}x{% endmacro %}{% set format = 1 %}")
    with pytest.raises(InputError, match="is out of a template's reach"):
        printed("{% import 'mine.j2' as m %}{{ m.mine() }}{{ " + reached + " }}", tmp_path)


@pytest.mark.parametrize("reached", ["loop._iterable", "loop.__init__", "loop.cycle.__func__"])
def test_what_is_behind_a_loop_is_out_of_reach(reached: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is out of a template's reach"):
        printed("{% for x in [1] %}{{ loop.index }}{{ " + reached + " }}{% endfor %}", tmp_path)


def test_a_part_laid_over_after_a_first_document_is_used_in_the_next(tmp_path: Path) -> None:
    template = "{% include 'parts/title.md.j2' %}"
    assert printed(template, tmp_path) == "# Marketing advice for \\*a\\* \\<b>\n"
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "title.md.j2").write_text("# Mine")
    assert printed(template, tmp_path) == "# Mine\n"


def test_a_document_does_not_depend_on_those_before_it() -> None:
    first = render(FULL)
    render(changed(FULL, company="Another", language="nb"))
    assert render(FULL) == first


def test_a_decimal_is_printed_as_the_language_writes_it(tmp_path: Path) -> None:
    (tmp_path / "advice.md.j2").write_text("{{ advice[0].priority }} {{ '' ~ advice[0].priority }}")
    assert render(changed(FULL, language="nb"), tmp_path) == "7,72 7,72\n"


@pytest.mark.parametrize("name", ["lipsum", "cycler", "dict", "self.environment"])
def test_what_jinja_adds_is_not_there(name: str, tmp_path: Path) -> None:
    template = "{{ " + name + " is defined }}"
    assert printed(template, tmp_path) == "False\n"


def test_templates_are_given_plain_data_only() -> None:
    kinds: set[type] = set()

    def walk(value: object) -> None:
        kinds.add(type(value))
        if isinstance(value, dict):
            for key, item in value.items():
                assert type(key) is str
                walk(item)
        if isinstance(value, list):
            for item in value:
                walk(item)

    walk(view(FULL))
    assert kinds == {dict, list, str, int, bool, Decimal, type(None)}
