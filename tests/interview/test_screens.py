"""Which screen an interview gets, and how wide its text is."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from advisor.interview.prompt import EndOfInput, Prompt
from advisor.interview.screens.opening import can_draw, open_screen, text_width
from advisor.interview.screens.plain import PlainScreen


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


@pytest.fixture
def _on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.mark.parametrize(
    ("environment", "system", "drawn"),
    [
        ({"TERM": "xterm-256color"}, "posix", True),
        ({"TERM": "xterm", "NO_COLOR": ""}, "posix", True),
        ({"TERM": "xterm", "NO_COLOR": "0"}, "posix", False),
        ({"TERM": "dumb"}, "posix", False),
        ({"TERM": ""}, "posix", False),
        ({}, "posix", False),
        ({}, "nt", True),
        ({"NO_COLOR": "1"}, "nt", False),
        ({"TERM": "dumb"}, "nt", False),
    ],
)
def test_a_terminal_is_drawn_on_if_it_can_and_may_be(
    environment: dict[str, str],
    system: str,
    drawn: bool,  # noqa: FBT001 - given by pytest
) -> None:
    assert can_draw(environment, system) is drawn


@pytest.mark.usefixtures("_on_a_terminal")
@pytest.mark.parametrize("plain_stream", ["stdin", "stdout"])
def test_a_pipe_gets_the_plain_screen(monkeypatch: pytest.MonkeyPatch, plain_stream: str) -> None:
    monkeypatch.setattr(sys, plain_stream, io.StringIO())
    assert isinstance(open_screen(plain=False), PlainScreen)


@pytest.mark.usefixtures("_on_a_terminal")
def test_a_terminal_gets_the_plain_screen_if_it_is_asked_for() -> None:
    assert isinstance(open_screen(plain=True), PlainScreen)


@pytest.mark.usefixtures("_on_a_terminal")
def test_a_terminal_gets_the_plain_screen_if_colour_is_not_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert isinstance(open_screen(plain=False), PlainScreen)


def test_without_any_input_there_is_nobody_to_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(EndOfInput):
        open_screen(plain=False).ask(Prompt("Anybody?"))


@pytest.mark.parametrize(("columns", "width"), [("20", 40), ("40", 40), ("61", 61), ("200", 80)])
def test_text_is_as_wide_as_the_terminal_within_reason(
    monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setitem(os.environ, "COLUMNS", columns)
    assert text_width() == width


def test_what_draws_on_terminals_is_not_loaded_before_it_is_needed() -> None:
    script = "import sys, advisor.interview.screens.opening; print('prompt_toolkit' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
