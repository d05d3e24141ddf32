"""The screen for every kind of terminal: numbered lines, one after the other."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TextIO

from advisor.interview.prompt import EndOfInput, Prompt, Style
from advisor.interview.screens.legend import Legend, answered
from advisor.interview.screens.paragraphs import clean, hanging, wrapped
from advisor.interview.screens.reading import edit_line, kept, read_line
from advisor.language.messages import _

# What an answer needs of the line it is asked for on.
_ROOM = 12


class PlainScreen:
    """A ``Screen`` of lines only: nothing is drawn again, and nothing is said by colour.

    So it serves screen readers, pipes and files, too.
    """

    def __init__(self, out: TextIO, in_: TextIO, width: Callable[[], int]) -> None:
        """Talk through two streams; the width is asked for each time, since it may change."""
        self._out = out
        self._in = in_
        self._width = width
        self._legend = Legend()
        self._after_text = False

    def say(self, text: str, style: Style = Style.TEXT) -> None:
        """Show a paragraph; a blank line before a heading sets it off, an ``!`` marks trouble."""
        if style is Style.HEADING:
            self._set_off()
        if style is Style.TROUBLE:
            self._lines(hanging("! ", text, self._width()))
        else:
            self._lines(wrapped(text, self._width()))

    def ask(self, prompt: Prompt) -> str:
        """Put the question with all that goes with it, and return what was typed."""
        if prompt.text:
            self._set_off()
            self._lines(wrapped(prompt.text, self._width()))
        self._options(prompt)
        if keys := self._legend.unsaid(prompt.keys):
            self._lines(hanging("", f"({keys})", self._width()))
        return answered(self._read(self._label(prompt)), prompt)

    def _options(self, prompt: Prompt) -> None:
        digits = len(str(len(prompt.options)))
        for number, option in enumerate(prompt.options, start=1):
            self._lines(hanging(f" {number:>{digits}}. ", option.label, self._width()))

    def _label(self, prompt: Prompt) -> str:
        """Return what stands before the answer, on its line; hints too long for it are shown."""
        hints = "; ".join(_hints(prompt))
        answer = _("Answer")
        if not hints:
            return f"{answer}: "
        label = f"{answer} ({hints}): "
        if len(label) + _ROOM <= self._width():
            return label
        self._lines(hanging("", f"({hints})", self._width()))
        return f"{answer}: "

    def _read(self, label: str) -> str:
        try:
            typed = self._typed(label)
        except (EndOfInput, KeyboardInterrupt):
            # What is shown next begins on a line of its own.
            self._write("\n")
            raise
        return kept(typed, self.say)

    def _typed(self, label: str) -> str:
        self._after_text = True
        seen = self._in.isatty() and self._out.isatty()
        if seen and self._in is sys.stdin and self._out is sys.stdout:
            return edit_line(label)
        self._write(label)
        typed = read_line(self._in)
        if not seen:
            self._write(f"{typed}\n")
        return typed

    def _set_off(self) -> None:
        if self._after_text:
            self._lines([""])

    def _lines(self, lines: list[str]) -> None:
        self._write("".join(f"{line}\n" for line in lines))
        self._after_text = bool(lines[-1])

    def _write(self, text: str) -> None:
        """Write at once, whatever the stream cannot write replaced."""
        encoding = self._out.encoding or "utf-8"
        self._out.write(text.encode(encoding, "replace").decode(encoding))
        self._out.flush()


def _hints(prompt: Prompt) -> list[str]:
    several = _("numbers with commas between, 0 for none") if prompt.several else ""
    # What a menu of the program begins with is no answer that was given.
    is_menu = prompt.options and not prompt.keys
    given = "" if is_menu else prompt.default
    now = _("now: {answer}").format(answer=given) if given else ""
    return [clean(hint) for hint in (several, prompt.expects, now) if hint]
