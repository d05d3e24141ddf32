"""A list in the terminal to choose from with arrow keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from prompt_toolkit.buffer import Buffer
from prompt_toolkit.data_structures import Point
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, ScrollOffsets, Window

from advisor.interview.screens.live import Lines, Terminal, end
from advisor.interview.screens.option_list import OptionList
from advisor.interview.screens.paragraphs import one_line

_POINTED = "reverse"
_DIGITS = frozenset("0123456789")


def choose(
    options: OptionList, typed: Buffer, terminal: Terminal, question: Lines, hint: Lines
) -> str:
    """Return the words that were typed, cleaned; if there are none, the list has the answer.

    What is typed until then is in the buffer, for the hint to show.
    """
    bindings = _moves(options, typed)
    _bind_words(bindings, options, typed)
    return one_line(terminal.run(question, _window(options, terminal), hint, bindings))


def _window(options: OptionList, terminal: Terminal) -> Window:
    """Return the list, scrolled so that all of the option pointed at is seen."""

    def drawn() -> StyleAndTextTuples:
        found: StyleAndTextTuples = []
        for row in options.rows(terminal.width):
            found += [("", row.lead), (_POINTED if row.pointed else "", row.label), ("", "\n")]
        return found[:-1]

    def pointer() -> Point:
        rows = options.rows(terminal.width)
        return Point(0, next((y for y, row in enumerate(rows) if row.pointed), 0))

    def below() -> int:
        at = options.pointed
        return 0 if at is None else len(options.rows_of(at, terminal.width)) - 1

    control = FormattedTextControl(
        drawn, focusable=True, show_cursor=False, get_cursor_position=pointer
    )
    return Window(control, scroll_offsets=ScrollOffsets(bottom=below), dont_extend_height=True)


def _moves(options: OptionList, typed: Buffer) -> KeyBindings:
    """Return the keys that move; moving takes back what was typed."""
    bindings = KeyBindings()

    def bind(key: Keys, move: Callable[[], None]) -> None:
        @bindings.add(key)
        def _move(_event: KeyPressEvent) -> None:
            typed.reset()
            move()

    bind(Keys.Up, partial(options.move, -1))
    bind(Keys.Down, partial(options.move, 1))
    bind(Keys.Home, partial(options.move_to_end, first=True))
    bind(Keys.End, partial(options.move_to_end, first=False))
    bindings.add(Keys.ControlD)(end)

    # A terminal may send either for Enter.
    @bindings.add(Keys.ControlJ)
    @bindings.add(Keys.Enter)
    def _take(event: KeyPressEvent) -> None:
        event.app.exit(result=typed.text)

    return bindings


def _bind_words(bindings: KeyBindings, options: OptionList, typed: Buffer) -> None:
    """Let words be typed; before the first letter of them, digits and Space are for the list."""
    bindings.add(Keys.Escape)(lambda _event: typed.reset())
    bindings.add(Keys.Backspace)(lambda _event: typed.delete_before_cursor())

    @bindings.add(Keys.Any)
    def _type(event: KeyPressEvent) -> None:
        if not typed.text and event.data == " ":
            options.toggle()
        elif not typed.text and event.data in _DIGITS:
            options.digit(event.data)
        elif event.data.isprintable():
            # Of “1, 3” or “2?” the number belongs to what is typed, however it began.
            number = "" if typed.text or event.data.isalpha() else options.digits
            typed.insert_text(number + event.data)

    @bindings.add(Keys.BracketedPaste)
    def _paste(event: KeyPressEvent) -> None:
        typed.insert_text(one_line(event.data))
