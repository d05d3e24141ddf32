"""The conversation itself: put the question, take the answer, keep it, go on."""

from __future__ import annotations

import datetime as dt
import enum
import time
from collections.abc import Callable
from decimal import Decimal

from msgspec import Struct

from advisor.advice.ranking import Key
from advisor.advice.settled_lead import settled_lead
from advisor.inference.prior import Prior
from advisor.interview.actions import LABELS, Action, action_of
from advisor.interview.advice_now import assessment_now
from advisor.interview.keeping import GaveUp, keep
from advisor.interview.menu import choose
from advisor.interview.next_question import topic_of
from advisor.interview.place import CompanyName, Place, RowName
from advisor.interview.progress import MINUTE, Progress, left, roughly, topic_label
from advisor.interview.prompt import EndOfInput, Screen, Style
from advisor.interview.putting import guess_said, label, prompt_for
from advisor.interview.review import review
from advisor.interview.session import Session
from advisor.interview.taking import take, take_state
from advisor.interview.telling import told
from advisor.language.messages import LANGUAGES, _, ngettext, speaking
from advisor.language.numbers import number_text
from advisor.model.case import State
from advisor.model.knowledge import Knowledge
from advisor.profile.typed_words import NotUnderstood

NAMES = {"en": "English", "nb": "norsk", "sv": "svenska"}
STATES = {Action.DONT_KNOW: State.DONT_KNOW, Action.NOT_APPLY: State.DOES_NOT_APPLY}


class Outcome(enum.Enum):
    """How a conversation ends, or why it begins anew."""

    FINISHED = enum.auto()
    STOPPED = enum.auto()
    INTERRUPTED = enum.auto()
    LOST = enum.auto()
    TURNED = enum.auto()


class Limits(Struct, frozen=True):
    """How long the owner has; ``offers`` tells whether there is somebody to ask aside."""

    minutes: Decimal | None = None
    questions: int | None = None
    offers: bool = True


class Conversation:
    """One sitting with one owner."""

    def __init__(
        self,
        session: Session,
        screen: Screen,
        limits: Limits,
        in_language: Callable[[str], Knowledge],
        today: dt.date,
    ) -> None:
        """Take what it is held with; ``in_language`` opens the knowledge base in a language."""
        self.session = session
        self.screen = screen
        self.limits = limits
        self.in_language = in_language
        self.today = today
        self._began = time.monotonic()
        self._progress = Progress()
        self._prior = Prior.of(session.knowledge)
        self._heading = ""
        self._settled: tuple[Key, ...] | None = None
        self._answered = ""
        self._unsure: Place | None = None

    def run(self) -> Outcome:
        """Talk until nothing is left to ask, or the owner, or the time, puts an end to it."""
        greeted = False
        while True:
            with speaking(self.session.knowledge.language):
                try:
                    if not greeted:
                        self._greet()
                        greeted = True
                    outcome = self._talk()
                except KeyboardInterrupt:
                    return Outcome.INTERRUPTED
                except GaveUp:
                    return Outcome.LOST
                except EndOfInput:
                    # Where answers come from a file, its end is the end of the questions.
                    return Outcome.STOPPED if self.limits.offers else Outcome.FINISHED
            if outcome is not Outcome.TURNED:
                return outcome

    def _greet(self) -> None:
        session, now = self.session, left(self.session)
        count = sum(place != CompanyName() for place in session.answered())
        if count:
            said = ngettext(
                "Going on with {file}: {count} answer is there.",
                "Going on with {file}: {count} answers are there.",
                count,
            )
            self.screen.say(said.format(file=session.file.path, count=count))
            # Whoever went on last time knows it, and wants to go on.
            self._settled = settled_lead(self._prior, session.ahead.trace)
        self._progress.start(now)
        if not now.total:
            return
        said = _(
            "About {questions}, about {minutes} min in all. Each answer is kept in {file} at "
            "once, so you can stop at any time."
        )
        words = roughly(now.total)
        said = said.format(questions=words, minutes=now.minutes, file=session.file.path)
        self.screen.say(said)
        if self.limits.minutes is not None:
            said = _("It ends after {minutes} min with the best advice for that time.")
            minutes = number_text(self.limits.minutes, session.knowledge.language)
            self.screen.say(said.format(minutes=minutes))
        if self.limits.questions is not None:
            said = ngettext(
                "It ends after {count} question with the best advice for that.",
                "It ends after {count} questions with the best advice for that.",
                self.limits.questions,
            )
            self.screen.say(said.format(count=self.limits.questions))

    def _talk(self) -> Outcome:
        while True:
            place = self.session.place(self._seconds(), self._questions())
            outcome = self._end() if place is None else self._visit(place)
            if outcome is not None:
                return outcome

    def _seconds(self) -> Decimal | None:
        """Return the seconds that are left."""
        if self.limits.minutes is None:
            return None
        return self.limits.minutes * MINUTE - Decimal(time.monotonic() - self._began)

    def _questions(self) -> int | None:
        """Return the number of questions that are left."""
        if self.limits.questions is None:
            return None
        return max(0, self.limits.questions - self.session.asked)

    def _end(self) -> Outcome | None:
        """Say why it ends; None if something was changed first, so that more may be asked."""
        now = left(self.session)
        if self.session.put_off:
            count = len(self.session.put_off)
            said = ngettext(
                "{count} question is left for another time.",
                "{count} questions are left for another time.",
                count,
            )
            self.screen.say(said.format(count=count), Style.NOTE)
        if now.total:
            said = _("That is all for this time; about {questions} could still be asked.")
            self.screen.say(said.format(questions=roughly(now.total)), Style.NOTE)
        elif not self.session.put_off:
            self.screen.say(_("That is all: no other answer would change the advice."), Style.NOTE)
            if not self.session.asked and self.limits.offers:
                options = [_("Write the advice"), _("Review and change answers")]
                if choose(self.screen, _("What now?"), options) == 1:
                    review(self.session, self.screen)
                    return None
        return Outcome.FINISHED

    def _visit(self, place: Place) -> Outcome | None:
        """Stay at a place until it is done with, or until one goes somewhere else."""
        self._announce(place)
        while True:
            prompt = prompt_for(place, self.session)
            typed = self.screen.ask(prompt)
            action = action_of(typed, self.session.knowledge.language)
            if action is not None and any(key.letter == typed.casefold() for key in prompt.keys):
                if action is Action.UNSURE:
                    self._unsure = place if self._unsure != place else None
                    said = guess_said(unsure=self._unsure is not None)
                    self.screen.say(said, Style.NOTE)
                    continue
                stays, outcome = self._act(action, place)
                if stays:
                    continue
                return outcome
            try:
                done = take(place, typed, self.session, unsure=self._unsure == place)
            except NotUnderstood as mistake:
                self.screen.say(mistake.message, Style.TROUBLE)
                continue
            return self._done(place, done)

    def _announce(self, place: Place) -> None:
        """Say what comes next is about, where that is something new, and how much is left."""
        if isinstance(place, CompanyName):
            return
        knowledge = self.session.knowledge
        topic = place.table if isinstance(place, RowName) else topic_of(place.cell, knowledge)
        if topic == self._heading:
            return
        self._heading = topic
        self.screen.say(topic_label(topic, knowledge), Style.HEADING)
        said = self._progress.said(left(self.session), knowledge, self._answered)
        if said:
            self.screen.say(said, Style.NOTE)
        if isinstance(place, RowName):
            table = knowledge.tables[place.table]
            self.screen.say(table.ask)
            if table.help:
                self.screen.say(table.help, Style.NOTE)

    def _done(self, place: Place, done: Place | None) -> Outcome | None:
        """Keep what was answered, and see whether that is enough."""
        if done is None:
            self.screen.say(_("Left for later."), Style.NOTE)
            return None
        self.session.asked += not isinstance(place, CompanyName)
        self._answered = label(place, self.session)
        self._unsure = None
        keep(self.session.file, self.screen)
        self.session.went_on(done)
        return self._enough()

    def _enough(self) -> Outcome | None:
        """Say when no answer to come can change the leading advice, and offer to stop there."""
        if self.session.in_table:
            return None
        ahead = self.session.ahead
        lead = settled_lead(self._prior, ahead.trace) if ahead.candidates else None
        if lead is None or lead == self._settled:
            return None
        self._settled = lead
        knowledge = self.session.knowledge
        assessment = assessment_now(knowledge, self.session.file.profile, self.today)
        first = [advice for advice in assessment.advice if advice.lead]
        said = _(
            "What to begin with is settled: none of the questions left ({questions}) can change "
            "it, only what comes after it."
        )
        self.screen.say(said.format(questions=roughly(left(self.session).total)))
        self.screen.say("\n".join(f"  {advice.rank}. {advice.do}" for advice in first))
        if not self.limits.offers:
            return None
        options = [_("Go on"), _("Stop here and write the advice")]
        chosen = choose(self.screen, _("Go on, or stop here?"), options)
        return Outcome.FINISHED if chosen == 1 else None

    def _act(self, action: Action, place: Place) -> tuple[bool, Outcome | None]:
        """Do what a key is for; tell whether one stays at the place, and how it ends if not."""
        if action in STATES:
            words = f"{label(place, self.session)}: {_(LABELS[action])}"
            done = take_state(place, STATES[action], self.session)
            self.screen.say(words, Style.NOTE)
            return False, self._done(place, done)
        if action is Action.BACK:
            if self.session.go_back():
                self._heading = ""
                return False, None
            self.screen.say(_("This is the first question."), Style.NOTE)
        elif action is Action.LATER:
            self.session.leave(place)
            return False, self._done(place, None)
        elif action is Action.SAVE:
            keep(self.session.file, self.screen)
            return False, Outcome.STOPPED
        elif action is Action.LANGUAGE:
            return False, self._turn()
        elif action is Action.REVIEW:
            review(self.session, self.screen)
            self._heading = ""
            return False, None
        else:
            for paragraph in told(action, place, self.session, self._prior, self.today):
                self.screen.say(paragraph)
        return True, None

    def _turn(self) -> Outcome | None:
        """Go on in another language."""
        now = LANGUAGES.index(self.session.knowledge.language)
        names = [NAMES[language] for language in LANGUAGES]
        language = LANGUAGES[choose(self.screen, _("Which language?"), names, now)]
        if language == self.session.knowledge.language:
            return None
        knowledge = self.in_language(language)
        self.session.file.turn_to(knowledge)
        self.session.file.set_language(language)
        keep(self.session.file, self.screen)
        self._prior = Prior.of(knowledge)
        self._heading = ""
        return Outcome.TURNED
