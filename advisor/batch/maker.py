"""From an entry to a company's line in the overview and its documents, in one process."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Mapping

from msgspec.structs import replace

from advisor.batch.cohort.benchmark import benchmark_of
from advisor.batch.cohort.groups import groups_of
from advisor.batch.entry import Entry, Item, Mistake, Skipped, Trouble, Unusable
from advisor.batch.made_from import made_from
from advisor.batch.outcome import Failed, Made, Outcome, Unchanged
from advisor.batch.readers.entries import read_entry
from advisor.batch.settings import Settings
from advisor.batch.summarise import record_of
from advisor.inference.engine import InferenceEngine
from advisor.inference.matching import matcher_named
from advisor.knowledge.digest import answers_digest
from advisor.language.messages import _, speaking
from advisor.model.assessment import Assessment
from advisor.model.case import CutLines, Profile
from advisor.model.cohort import Cohort
from advisor.model.diagnostic import InputError
from advisor.model.knowledge import Knowledge
from advisor.pipeline import advise
from advisor.report.render import render
from advisor.report.serial import to_json


class Maker:
    """Makes outcomes of items; one for each process, as it has an engine.

    ``earlier`` holds what is known from an earlier run, as answers and what
    the documents were made from; what is in it is not made again. With
    ``cohorts``, one for each language, documents tell where the company stands.
    """

    def __init__(
        self,
        settings: Settings,
        books: Mapping[str, Knowledge],
        *,
        earlier: Container[tuple[str, str]] = (),
        cohorts: Mapping[str, Cohort] = {},
    ) -> None:
        """Make the engine; ``books`` has the knowledge base in each language."""
        self.settings = settings
        self.books = books
        self._earlier = earlier
        self._cohorts = cohorts
        self._date = dt.date.fromisoformat(settings.date)
        self._engine = InferenceEngine(
            self.books[settings.language], matcher_named(settings.matcher)
        )
        self._hashes: dict[str, str] = {}

    def outcome(self, item: Item) -> Outcome:
        """Return what becomes of an item; only a broken template stops everything.

        A template raises ``InputError``: it would be at fault for every company.
        """
        if isinstance(item, Skipped):
            return item
        if isinstance(item, Trouble):
            return Failed(item.mistakes)
        with speaking(self.settings.language):
            try:
                profile = self._profile(item)
                made_of = self._made_from(self._language(profile))
                answers = answers_digest(profile)
                if (answers, made_of) in self._earlier:
                    return Unchanged(profile.company, answers, made_of)
                return self._made(item, profile)
            except Unusable as error:
                return Failed(error.mistakes)
            except InputError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
                return Failed((_broken(error),))

    def assessment(self, profile: Profile) -> Assessment:
        """Return the assessment of a profile, in the language it asks for."""
        knowledge = self.books[self._language(profile)]
        return advise(self._engine, profile, self._date, knowledge)

    def _profile(self, entry: Entry) -> Profile:
        profile = read_entry(entry, self.books)
        if self.settings.cut_lines:
            profile = replace(profile, cut_lines=CutLines(self.settings.cut_lines))
        return profile

    def _language(self, profile: Profile) -> str:
        return profile.language or self.settings.language

    def _made_from(self, language: str) -> str:
        """Return the hash of what documents in a language are made from."""
        if language not in self._hashes:
            cohort = self._cohorts.get(language)
            self._hashes[language] = made_from(self.settings, self.books[language], cohort)
        return self._hashes[language]

    def _made(self, entry: Entry, profile: Profile) -> Made:
        assessment = self.assessment(profile)
        record = record_of(
            assessment,
            place=(entry.source, entry.row),
            groups=groups_of(profile, self.books[self.settings.language]),
            answers=answers_digest(profile),
            made_from=self._made_from(assessment.language),
        )
        cohort = self._cohorts.get(assessment.language)
        if cohort is not None:
            assessment = replace(assessment, benchmark=benchmark_of(cohort, record))
        return Made(record, tuple(self._documents(assessment).items()))

    def _documents(self, assessment: Assessment) -> Mapping[str, str]:
        writers = {
            "md": lambda: render(assessment, self.settings.templates_folder),
            "json": lambda: to_json(assessment),
        }
        return {name: writers[name]() for name in self.settings.formats}


def _broken(error: Exception) -> Mistake:
    """Return what is said where the program itself fails; the error's text may hold answers."""
    reason = _("the program failed on this company ({error})").format(error=type(error).__name__)
    return Mistake("", reason, _("report it; the other companies are not affected"))
