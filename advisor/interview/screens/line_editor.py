"""A line in the terminal to type an answer on."""

from __future__ import annotations

from prompt_toolkit.application import get_app
from prompt_toolkit.buffer import Buffer
from prompt_toolkit.filters import Condition
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import BufferControl, Dimension, Window
from prompt_toolkit.layout.processors import AfterInput, ConditionalProcessor

from advisor.interview.prompt import Prompt
from advisor.interview.screens.live import DIM, Lines, Terminal, end
from advisor.interview.screens.paragraphs import one_line

LEAD = "> "


def edit(prompt: Prompt, terminal: Terminal, question: Lines, hint: Lines) -> str:
    """Return the line that was typed, cleaned.

    What the answer is now stands there in brackets until something is typed.
    """
    buffer = Buffer(multiline=False, accept_handler=_accept)
    empty = Condition(lambda: not buffer.text)
    now = f"[{one_line(prompt.default)}]" if prompt.default else ""
    control = BufferControl(
        buffer, input_processors=[ConditionalProcessor(AfterInput(now, DIM), empty)]
    )
    window = Window(
        control,
        wrap_lines=True,
        get_line_prefix=_lead,
        height=Dimension(min=1),
        dont_extend_height=True,
    )
    return one_line(terminal.run(question, window, hint, _bindings(buffer, empty)))


def _accept(buffer: Buffer) -> bool:
    get_app().exit(result=buffer.text)
    return True


def _lead(_line: int, wrapped: int) -> str:
    return " " * len(LEAD) if wrapped else LEAD


def _bindings(buffer: Buffer, empty: Condition) -> KeyBindings:
    bindings = KeyBindings()
    bindings.add(Keys.ControlD, filter=empty)(end)

    @bindings.add(Keys.BracketedPaste)
    def _paste(event: KeyPressEvent) -> None:
        buffer.insert_text(one_line(event.data))

    return bindings
