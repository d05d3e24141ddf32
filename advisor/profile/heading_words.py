"""The texts at the heads of columns, and what each of them stands for."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from advisor.language.messages import N_
from advisor.profile.typed_words import fold

NAME, NOTES, LANGUAGE, CUT_LINES, SCALE = "name", "notes", "language", "cut_lines", "scale"
LABELS = {
    NAME: N_("Company"),
    NOTES: N_("Notes"),
    LANGUAGE: N_("Language"),
    CUT_LINES: N_("Cut lines"),
    SCALE: N_("Scale"),
}
# What people call these columns of their own accord, beside the labels in every language.
NAMES = ("name", "navn", "namn")
ALSO = {
    NAME: (
        *("company", "name of company", "company name", "name of the company", "business", "firm"),
        *("bedrift", "bedriften", "bedriftens navn", "bedriftsnavn", "foretak", "foretaksnavn"),
        *("firma", "firmanavn", "firmaets navn", "selskap", "selskapsnavn", "virksomhet"),
        *("företag", "företaget", "företagets namn", "företagsnamn", "firmanamn", "bolag"),
        *("bolagsnamn", "verksamhet"),
    ),
    NOTES: ("note", "comments", "merknader", "notater", "kommentarer", "anteckningar"),
    LANGUAGE: ("lang", "språk", "målform"),
    SCALE: ("skala",),
}


class Heading(Struct, frozen=True):
    """The question, the key of a profile, or the cell of a table that a column holds.

    ``id`` is a question's id, or ``name``, ``language``, ``notes``,
    ``cut_lines``, or a table's id when the whole table is answered in one word.
    With ``table`` it is a column of that table, ``name`` or ``scale``, and
    ``number`` counts the rows laid beside each other; 0 on a further sheet,
    where every row has a line of its own. ``rival`` names the competitor whose
    mark a column holds, where marks are laid beside each other too.
    """

    id: str
    table: str = ""
    number: int = 0
    rival: str = ""


class Words:
    """Texts and what each stands for: ids come first, then labels, then what people say.

    A label that is said of two things stands for neither.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self.ids: dict[str, Heading] = {}
        self._labels: dict[str, Heading | None] = {}
        self._also: dict[str, Heading | None] = {}
        self._shown: set[str] = set()
        self._said: set[tuple[str, Heading]] = set()

    def add_id(self, id_: str, heading: Heading) -> None:
        """Learn an id."""
        self.ids[id_] = heading
        self._shown.add(id_)

    def add_label(self, label: str, heading: Heading) -> None:
        """Learn a label in some language."""
        _put(self._labels, label, heading)
        self._said.add((_folded(label), heading))
        self._shown.add(label)

    def add_also(self, words: Iterable[str], heading: Heading) -> None:
        """Learn what people may say instead."""
        for word in words:
            _put(self._also, word, heading)

    def read(self, text: str) -> Heading | None:
        """Return what a text stands for, or None."""
        wanted = _folded(text)
        for known in (self.ids, self._labels, self._also):
            if wanted in known:
                return known[wanted]
        return None

    def says(self, label: str, heading: Heading) -> bool:
        """Tell whether something is called so in some language, whatever else is."""
        return (_folded(label), heading) in self._said

    def shown(self) -> Iterable[str]:
        """Return the ids and the labels."""
        return self._shown


def _put(words: dict[str, Heading | None], text: str, heading: Heading) -> None:
    wanted = _folded(text)
    if wanted:
        words[wanted] = heading if words.get(wanted, heading) == heading else None


def _folded(text: str) -> str:
    """Return a heading as it is compared."""
    return fold(text).strip(" ?!:;.*")
