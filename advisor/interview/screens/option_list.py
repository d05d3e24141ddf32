"""A list to choose from with a few keys: what is pointed at, what is marked, how it looks."""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec import Struct

from advisor.interview.prompt import Prompt
from advisor.interview.screens.paragraphs import hanging, one_line
from advisor.language.messages import _

# Two digits typed within this time are one number.
_QUICKLY = 1.0
_BETWEEN = "; "


class Row(Struct, frozen=True):
    """One line of the list: what stands before the label, and the label or a part of it."""

    lead: str
    label: str
    pointed: bool


class OptionList:
    """The options of a prompt while somebody chooses.

    The pointer begins at what the answer is now. If that is none of the
    options, or there is none yet, nothing is chosen before a key is pressed,
    so that no answer is given or changed unseen. A prompt without keys is a
    menu of the program: there the first option may be taken at once.
    """

    def __init__(self, prompt: Prompt, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin with the answer as it is now."""
        self._labels = [one_line(option.label) for option in prompt.options]
        self._several = prompt.several
        self._clock = clock
        self._digits = ""
        self._pressed = 0.0
        self._default = one_line(prompt.default)
        self._marked, unknown = _found(self._default, self._labels, several=prompt.several)
        self._is_new = not self._default and (prompt.several or bool(prompt.keys))
        self._is_none = False
        self._untouched = unknown or self._is_new
        lost = self._untouched and not prompt.several
        self._at = None if lost else min(self._marked, default=0)

    @property
    def pointed(self) -> int | None:
        """The index of the option that is pointed at."""
        return self._at

    @property
    def unlisted(self) -> str:
        """The answer that Enter gives or keeps, if the list itself cannot show it."""
        return self.shown() if self._untouched or self._is_none else ""

    @property
    def digits(self) -> str:
        """The number that was typed last of all, if a digit was."""
        return self._digits

    def place(self) -> str:
        """Return the number pointed at, if any, and how many there are."""
        return f"({'–' if self._at is None else self._at + 1}/{len(self._labels)})"

    def move(self, steps: int) -> None:
        """Move the pointer down, or up; it stops at the ends."""
        last = len(self._labels) - 1
        if self._at is None:
            self._point(0 if steps > 0 else last)
        else:
            self._point(max(0, min(last, self._at + steps)))

    def move_to_end(self, *, first: bool) -> None:
        """Move the pointer to the first option or the last."""
        self._point(0 if first else len(self._labels) - 1)

    def digit(self, digit: str) -> None:
        """Move the pointer to a number; a second digit typed quickly makes it one of two.

        Where several may be marked, a single 0 says that it is none of them.
        """
        now = self._clock()
        before = self._digits if now - self._pressed < _QUICKLY else ""
        self._pressed = now
        for typed in (before + digit, digit):
            if 1 <= int(typed) <= len(self._labels):
                self._point(int(typed) - 1)
                self._digits = typed
                return
        self._digits = ""
        if self._several and not before and digit == "0":
            self._mark(set(), is_none=True)

    def toggle(self) -> None:
        """Mark what is pointed at, or take its mark away."""
        if self._several and self._at is not None:
            marked = self._marked ^ {self._at}
            # The last mark taken away from a new answer leaves none, as before.
            self._mark(marked, is_none=not marked and not self._is_new)

    def answer(self) -> str:
        """Return the numbers chosen as they would be typed, and nothing if all stays as it is."""
        if self._untouched:
            return ""
        return ",".join(str(index + 1) for index in self._chosen()) or "0"

    def shown(self) -> str:
        """Return the answer in words."""
        if self._untouched:
            return self._default
        return _BETWEEN.join(self._labels[index] for index in self._chosen()) or _("none of them")

    def rows(self, width: int) -> list[Row]:
        """Return the lines of the list, wrapped."""
        return [row for index in range(len(self._labels)) for row in self.rows_of(index, width)]

    def rows_of(self, index: int, width: int) -> list[Row]:
        """Return the lines of one option, wrapped."""
        lead = self._lead(index)
        lines = hanging(lead, self._labels[index], width)
        pointed = index == self._at
        return [Row(line[: len(lead)], line[len(lead) :], pointed) for line in lines]

    def _lead(self, index: int) -> str:
        pointer = ">" if index == self._at else " "
        digits = len(str(len(self._labels)))
        mark = f"[{'x' if index in self._marked else ' '}] " if self._several else ""
        return f"{pointer} {index + 1:>{digits}}. {mark}"

    def _mark(self, marked: set[int], *, is_none: bool) -> None:
        self._marked, self._is_none = marked, is_none
        self._untouched = not marked and not is_none
        self._digits = ""

    def _point(self, index: int) -> None:
        # Where several are marked, looking around changes nothing.
        self._untouched = self._untouched and self._several
        self._at = index
        self._digits = ""

    def _chosen(self) -> list[int]:
        if self._several:
            return sorted(self._marked)
        return [] if self._at is None else [self._at]


def _found(default: str, labels: list[str], *, several: bool) -> tuple[set[int], bool]:
    """Return the options that an answer names, and whether it names anything else."""
    if not several:
        found = {index for index, label in enumerate(labels) if label == default}
        return found, bool(default) and not found
    found = set()
    rest = f"{_BETWEEN}{default}{_BETWEEN}" if default else ""
    # The longest first, since one label may be the end of another.
    for index in sorted(range(len(labels)), key=lambda index: -len(labels[index])):
        name = f"{_BETWEEN}{labels[index]}{_BETWEEN}"
        if name in rest:
            found.add(index)
            rest = rest.replace(name, _BETWEEN)
    return found, bool(rest.strip(_BETWEEN))
