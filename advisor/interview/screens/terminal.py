"""The screen for a real terminal: a list to move in, a line to edit, and some colour."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.input import Input
from prompt_toolkit.output import Output
from prompt_toolkit.output.vt100 import Vt100_Output

from advisor.interview.prompt import Prompt, Style
from advisor.interview.screens.choosing import choose
from advisor.interview.screens.legend import Legend, answered
from advisor.interview.screens.line_editor import LEAD, edit
from advisor.interview.screens.live import BOLD, DIM, Terminal
from advisor.interview.screens.option_list import OptionList
from advisor.interview.screens.paragraphs import hanging, wrapped
from advisor.interview.screens.reading import kept
from advisor.language.messages import _

_LOOK = {Style.TEXT: "", Style.HEADING: "bold underline", Style.NOTE: DIM, Style.TROUBLE: "ansired"}


class RichScreen:
    """A ``Screen`` in which only the question at hand is drawn again.

    What was asked and answered, be it with a key, stays above it as plain
    lines, for reading back.
    """

    def __init__(self, input_: Input, output: Output) -> None:
        """Talk through a terminal, which need not say where its cursor is.

        One that is asked and does not answer would be complained about, and
        the answer of a slow one be taken for something typed.
        """
        if isinstance(output, Vt100_Output):
            output.enable_cpr = False
        self._terminal = Terminal(input_, output)
        self._legend = Legend()
        self._after_text = False
        self._has_chosen = False
        # The list that was left for words or a key, which may be gone on with.
        self._left: tuple[Prompt, OptionList] | None = None

    def say(self, text: str, style: Style = Style.TEXT) -> None:
        """Show a paragraph; a heading is set off by a blank line, and trouble is marked, too."""
        if style is Style.HEADING:
            self._set_off()
        if style is Style.TROUBLE:
            self._print(hanging("! ", text, self._terminal.width), _LOOK[style])
        else:
            self._print(wrapped(text, self._terminal.width), _LOOK[style])

    def ask(self, prompt: Prompt) -> str:
        """Put the question and wait; an answer stays on the screen below its question."""
        if keys := self._legend.unsaid(prompt.keys):
            self._set_off()
            self._print(hanging("", keys, self._terminal.width), DIM)
        options = self._list_for(prompt) if prompt.options else None
        if len(self._question(prompt)) > self._terminal.question_rows:
            # It would not fit above its answer, so it is left to scroll away.
            self._print(self._question(prompt), BOLD)
            prompt = replace(prompt, text="")
        typed, shown = self._choose(prompt, options) if options else self._edit(prompt)
        self._print(self._question(prompt), BOLD)
        self._print(hanging(LEAD, shown, self._terminal.width), "")
        return kept(typed, self.say)

    def _list_for(self, prompt: Prompt) -> OptionList:
        """Return the list of a prompt, as it was left if the prompt is put again after a key."""
        if self._left is None or self._left[0] != prompt:
            self._left = prompt, OptionList(prompt)
        return self._left[1]

    def _choose(self, prompt: Prompt, options: OptionList) -> tuple[str, str]:
        """Return what a list was left with, and how that is shown."""
        typed = Buffer(multiline=False)
        question = partial(self._question, prompt)
        hint = partial(self._list_hint, prompt, options, typed)
        words = choose(options, typed, self._terminal, question, hint)
        if words:
            return answered(words, prompt), words
        self._has_chosen, self._left = True, None
        return options.answer(), options.shown()

    def _edit(self, prompt: Prompt) -> tuple[str, str]:
        """Return what was typed, and how that is shown."""
        self._left = None
        hint = partial(self._line_hint, prompt)
        line = edit(prompt, self._terminal, partial(self._question, prompt), hint)
        return answered(line, prompt), line or prompt.default

    def _question(self, prompt: Prompt) -> list[str]:
        if not prompt.text:
            return []
        blank = [""] if self._after_text else []
        return [*blank, *wrapped(prompt.text, self._terminal.width)]

    def _list_hint(self, prompt: Prompt, options: OptionList, typed: Buffer) -> list[str]:
        """Return what the list cannot show: words typed or an answer not in it, keys, length."""
        width = self._terminal.width
        if typed.text:
            lines = hanging(LEAD, typed.text, width)
        else:
            hints = self._hints(prompt, options)
            lines = [line for hint in hints for line in hanging("", hint, width)]
        shown = len(self._question(prompt)) + len(options.rows(width)) + len(lines)
        return lines if shown <= self._terminal.rows else [options.place(), *lines]

    def _hints(self, prompt: Prompt, options: OptionList) -> list[str]:
        hints = [f"[{options.unlisted}]"] if options.unlisted else []
        if prompt.several:
            hints.append(_("Arrows move, Space marks, 0 for none, Enter goes on"))
        elif not self._has_chosen:
            hints.append(_("Arrows move, Enter chooses"))
        return hints

    def _line_hint(self, prompt: Prompt) -> list[str]:
        return wrapped(prompt.expects, self._terminal.width) if prompt.expects else []

    def _set_off(self) -> None:
        if self._after_text:
            self._print([""], "")

    def _print(self, lines: Sequence[str], look: str) -> None:
        if not lines:
            return
        self._terminal.print(lines, look)
        self._after_text = bool(lines[-1])
