"""All answers there are, to look over and to change."""

from __future__ import annotations

from advisor.interview.keeping import keep
from advisor.interview.place import Place
from advisor.interview.prompt import Prompt, Screen, Style
from advisor.interview.putting import given, label, prompt_for
from advisor.interview.session import Session
from advisor.interview.taking import take
from advisor.language.messages import _
from advisor.profile.typed_words import NotUnderstood


def review(session: Session, screen: Screen) -> None:
    """Show every answer with a number, and ask those again that the owner names."""
    while True:
        places = session.answered()
        if not places:
            screen.say(_("There are no answers yet."), Style.NOTE)
            return
        lines = (
            f"  {number}. {label(place, session)}: {given(place, session)}"
            for number, place in enumerate(places, start=1)
        )
        screen.say("\n".join(lines))
        expects = _("its number, or nothing to go on")
        typed = screen.ask(Prompt(_("Which answer do you want to change?"), expects=expects))
        if not typed:
            return
        if typed.isdecimal() and 1 <= int(typed) <= len(places):
            _change(places[int(typed) - 1], session, screen)
        else:
            said = _("type a number from 1 to {count}").format(count=len(places))
            screen.say(said, Style.TROUBLE)


def _change(place: Place, session: Session, screen: Screen) -> None:
    """Ask one place again, without its keys."""
    while True:
        prompt = prompt_for(place, session)
        typed = screen.ask(
            Prompt(
                prompt.text,
                prompt.options,
                prompt.several,
                prompt.expects,
                prompt.default,
                is_text=prompt.is_text,
            )
        )
        try:
            done = take(place, typed, session)
        except NotUnderstood as mistake:
            screen.say(mistake.message, Style.TROUBLE)
            continue
        keep(session.file, screen)
        if done is not None:
            session.confirm(done)
        return
