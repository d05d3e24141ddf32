"""The part of the terminal that is drawn again while somebody answers, and then wiped away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.input import Input
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent, merge_key_bindings
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import Dimension, FormattedTextControl, HSplit, Layout, Window
from prompt_toolkit.output import Output
from prompt_toolkit.renderer import print_formatted_text
from prompt_toolkit.styles import Style

from advisor.interview.prompt import EndOfInput

BOLD = "bold"
DIM = "dim"
WIDEST = 80
# Above the answer, a question takes no more than leaves these rows to it.
_ANSWER_ROWS = 5
# Looks are named where they are used.
_NO_STYLE_SHEET = Style([])

Lines = Callable[[], Sequence[str]]


class Terminal:
    """Where keys come from and where text goes."""

    def __init__(self, input_: Input, output: Output) -> None:
        """Prepare what is the same for every question, since making it takes time."""
        self._output = output
        self._app: Application[str] = Application(
            include_default_pygments_style=False,
            erase_when_done=True,
            input=input_,
            output=output,
        )

    @property
    def width(self) -> int:
        """The columns that text is wrapped to."""
        return min(WIDEST, self._output.get_size().columns)

    @property
    def rows(self) -> int:
        """The rows of the terminal as it is now."""
        return self._output.get_size().rows

    @property
    def question_rows(self) -> int:
        """The rows there are for a question, so that the answer below has some, too."""
        return max(1, self.rows - _ANSWER_ROWS)

    def run(self, question: Lines, body: Window, hint: Lines, bindings: KeyBindings) -> str:
        """Show a question, what takes the answer, and a hint; return what the body exits with.

        Nothing of it is left on the screen. Raises ``EndOfInput`` and ``KeyboardInterrupt``.
        """
        parts = [self._window(question, BOLD), body, self._window(hint, DIM)]
        self._app.layout = Layout(HSplit(parts), focused_element=body)
        # The last one bound to a key gets it.
        self._app.key_bindings = merge_key_bindings([_ends(), bindings])
        try:
            return self._app.run()
        except EOFError:
            raise EndOfInput from None

    def print(self, lines: Sequence[str], look: str) -> None:
        """Write lines that stay."""
        text = _text([*lines, ""], look)
        print_formatted_text(self._output, text, _NO_STYLE_SHEET)

    def _window(self, lines: Lines, look: str) -> Window:
        def height() -> Dimension:
            return Dimension.exact(min(len(lines()), self.question_rows))

        return Window(FormattedTextControl(lambda: _text(lines(), look)), height=height)


def end(event: KeyPressEvent) -> None:
    """End the input: what Ctrl-D is for."""
    event.app.exit(exception=EOFError())


def _text(lines: Sequence[str], look: str) -> FormattedText:
    return FormattedText([(look, "\n".join(lines))])


def _ends() -> KeyBindings:
    bindings = KeyBindings()

    @bindings.add(Keys.ControlC)
    @bindings.add(Keys.SIGINT)
    def _interrupt(event: KeyPressEvent) -> None:
        event.app.exit(exception=KeyboardInterrupt())

    @bindings.add(Keys.Escape)
    def _nothing(_event: KeyPressEvent) -> None:
        """Take the key where nothing else does, so that it stays out of an answer."""

    return bindings
