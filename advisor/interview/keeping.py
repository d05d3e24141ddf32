"""Every answer on disk before the next question, or the owner is told."""

from __future__ import annotations

from pathlib import Path

from advisor.edge.files import why_not
from advisor.interview.menu import choose
from advisor.interview.prompt import EndOfInput, Prompt, Screen, Style
from advisor.language.messages import _
from advisor.profile.file import ProfileFile

ELSEWHERE, STOP = 1, 2


class GaveUp(Exception):  # noqa: N818 - the owner's choice
    """The answers could not be kept anywhere; they have been shown."""


def keep(file: ProfileFile, screen: Screen) -> None:
    """Save the file; where that fails, show all answers and ask what to do.

    Raises ``GaveUp`` when the owner stops there, or when nobody answers.
    """
    while file.unsaved:
        try:
            file.save()
        except OSError as error:
            _show(file, screen, error)
            try:
                _try_elsewhere(file, screen)
            except EndOfInput:
                raise GaveUp from None


def _show(file: ProfileFile, screen: Screen, error: OSError) -> None:
    said = _("{file}: cannot write the file: {reason}. These are your answers so far:")
    screen.say(said.format(file=file.path, reason=why_not(error)), Style.TROUBLE)
    screen.say("\n".join(f"  {line}" for line in file.text().splitlines()))


def _try_elsewhere(file: ProfileFile, screen: Screen) -> None:
    """Ask for another place to try, or the same again."""
    options = [
        _("Try again"),
        _("Keep them in another file"),
        _("Stop; I have copied the answers"),
    ]
    chosen = choose(screen, _("What now?"), options)
    if chosen == STOP:
        raise GaveUp
    if chosen != ELSEWHERE:
        return
    path = screen.ask(
        Prompt(_("Which file?"), expects=_("a path, such as my-answers.yaml"), is_text=True)
    )
    if not path:
        return
    elsewhere = Path(path).expanduser()
    if elsewhere.exists():
        screen.say(_("{file} exists already; choose another name.").format(file=elsewhere))
        return
    file.path = elsewhere
