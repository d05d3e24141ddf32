"""All answers there are, to look over and to change."""

from __future__ import annotations

from msgspec.structs import replace

from advisor.interview.actions import Action, action_of, keys_for
from advisor.interview.keeping import keep
from advisor.interview.place import Place, RowName
from advisor.interview.prompt import Prompt, Screen, Style
from advisor.interview.putting import given, guess_said, help_for, label, prompt_for
from advisor.interview.session import Session
from advisor.interview.taking import take, take_state
from advisor.language.messages import _
from advisor.model.case import State
from advisor.profile.typed_words import NotUnderstood

# What can be done while an answer is changed: everything but going elsewhere.
IN_REVIEW = frozenset({Action.HELP, Action.DONT_KNOW, Action.NOT_APPLY, Action.UNSURE, Action.BACK})
STATES = {Action.DONT_KNOW: State.DONT_KNOW, Action.NOT_APPLY: State.DOES_NOT_APPLY}


def review(session: Session, screen: Screen) -> None:
    """Show every answer with a number, and ask those again that the owner names."""
    places = session.answered()
    if not places:
        screen.say(_("There are no answers yet."), Style.NOTE)
        return
    screen.say("\n".join(_line(n, place, session) for n, place in enumerate(places, start=1)))
    while True:
        expects = _("its number, or nothing to go on")
        typed = screen.ask(Prompt(_("Which answer do you want to change?"), expects=expects))
        if not typed:
            return
        if typed.isdecimal() and 1 <= int(typed) <= len(places):
            number = int(typed)
            places[number - 1] = _change(places[number - 1], session, screen)
            screen.say(_line(number, places[number - 1], session))
        else:
            said = _("type a number from 1 to {count}").format(count=len(places))
            screen.say(said, Style.TROUBLE)


def _line(number: int, place: Place, session: Session) -> str:
    """Return an answer with its number; of a row, its name stands for it."""
    if isinstance(place, RowName) and place.row:
        return f"  {number}. {label(place, session)}"
    return f"  {number}. {label(place, session)}: {given(place, session) or '–'}"


def _change(place: Place, session: Session, screen: Screen) -> Place:
    """Ask one place again; return where its answer is now."""
    language, unsure = session.knowledge.language, False
    while True:
        prompt = prompt_for(place, session)
        allowed = {key.letter for key in keys_for(language, IN_REVIEW)}
        prompt = replace(prompt, keys=tuple(key for key in prompt.keys if key.letter in allowed))
        typed = screen.ask(prompt)
        action = action_of(typed, language)
        if action is not None and typed.casefold() in {key.letter for key in prompt.keys}:
            if action is Action.BACK:
                return place
            if action is Action.HELP:
                for paragraph in help_for(place, session):
                    screen.say(paragraph)
                continue
            if action is Action.UNSURE:
                unsure = not unsure
                screen.say(guess_said(unsure=unsure), Style.NOTE)
                continue
            done: Place | None = take_state(place, STATES[action], session)
        else:
            try:
                done = take(place, typed, session, unsure=unsure)
            except NotUnderstood as mistake:
                screen.say(mistake.message, Style.TROUBLE)
                continue
        keep(session.file, screen)
        if done is not None:
            session.confirm(done)
        return done or place
