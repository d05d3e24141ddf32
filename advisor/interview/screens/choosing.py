"""A list in the terminal to choose from with arrow keys."""

from __future__ import annotations

from prompt_toolkit.data_structures import Point
from prompt_toolkit.filters import Always
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, ScrollOffsets, Window

from advisor.interview.prompt import Key
from advisor.interview.screens.live import Lines, Terminal, bind_keys, end
from advisor.interview.screens.option_list import OptionList

_POINTED = "reverse"


def choose(
    options: OptionList, keys: tuple[Key, ...], terminal: Terminal, question: Lines, hint: Lines
) -> str:
    """Return the numbers that were chosen, or the letter of a key."""
    return terminal.run(question, _window(options, terminal), hint, _bindings(options, keys))


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


def _bindings(options: OptionList, keys: tuple[Key, ...]) -> KeyBindings:
    bindings = KeyBindings()
    bindings.add(Keys.Up)(lambda _event: options.move(-1))
    bindings.add(Keys.Down)(lambda _event: options.move(1))
    bindings.add(Keys.Home)(lambda _event: options.move_to_end(first=True))
    bindings.add(Keys.End)(lambda _event: options.move_to_end(first=False))
    bindings.add(" ")(lambda _event: options.toggle())
    bindings.add(Keys.ControlD)(end)
    for digit in "0123456789":
        bindings.add(digit)(lambda event: options.digit(event.data))

    # A terminal may send either for Enter.
    @bindings.add(Keys.ControlJ)
    @bindings.add(Keys.Enter)
    def _take(event: KeyPressEvent) -> None:
        event.app.exit(result=options.answer())

    bind_keys(bindings, keys, Always())
    return bindings
