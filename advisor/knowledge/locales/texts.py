"""Every text of a knowledge base that a reader may see, each under a name of its own.

One walk serves to list the texts and to replace them, so that what can be
translated and what is translated are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from advisor.language.units import is_our_own
from advisor.model.diagnostic import Location
from advisor.model.knowledge import (
    Advice,
    Finding,
    Knowledge,
    Measure,
    Override,
    Parameter,
    Question,
    Rule,
    Source,
    Table,
    Term,
    Topic,
)

UNIT = "unit"


class Text(Struct, frozen=True):
    """A text as its author wrote it; ``context`` is its name, ``location`` its entry's place."""

    context: str
    source: str
    location: Location


Say = Callable[[Text], str]


def texts_of(knowledge: Knowledge) -> dict[str, Text]:
    """Return every text that is not empty by its context, in the order of the walk."""
    found: dict[str, Text] = {}

    def note(text: Text) -> str:
        found.setdefault(text.context, text)
        return text.source

    reworded(knowledge, note)
    return found


def reworded(knowledge: Knowledge, say: Say) -> Knowledge:
    """Return the knowledge base with what ``say`` returns in the place of each text."""
    words = _Words(say)
    return replace(
        knowledge,
        title=words.text("knowledge_base.title", knowledge.title, Location("")),
        topics={name: words.topic(each) for name, each in knowledge.topics.items()},
        sources={name: words.source(each) for name, each in knowledge.sources.items()},
        parameters={name: words.parameter(each) for name, each in knowledge.parameters.items()},
        questions={
            name: words.question(each, f"questions.{name}")
            for name, each in knowledge.questions.items()
        },
        tables={name: words.table(each) for name, each in knowledge.tables.items()},
        findings={name: words.finding(each) for name, each in knowledge.findings.items()},
        measures={name: words.measure(each) for name, each in knowledge.measures.items()},
        rules={name: words.rule(each) for name, each in knowledge.rules.items()},
        advice={name: words.advice(each) for name, each in knowledge.advice.items()},
        terms={name: words.term(each) for name, each in knowledge.terms.items()},
    )


class _Words(Struct, frozen=True):
    """Rewords one entry of each kind."""

    say: Say

    def text(self, context: str, source: str, location: Location) -> str:
        return self.say(Text(context, source, location)) if source else source

    def each(self, context: str, texts: Mapping[str, str], location: Location) -> dict[str, str]:
        return {
            name: self.text(f"{context}.{name}", text, location) for name, text in texts.items()
        }

    def listed(self, context: str, texts: tuple[str, ...], location: Location) -> tuple[str, ...]:
        return tuple(
            self.text(f"{context}.{number}", text, location)
            for number, text in enumerate(texts, start=1)
        )

    def unit(self, unit: str, location: Location) -> str:
        # The program writes its own units, such as percent, in every language itself.
        return unit if is_our_own(unit) else self.text(f"{UNIT}.{unit}", unit, location)

    def topic(self, topic: Topic) -> Topic:
        return replace(
            topic, label=self.text(f"topics.{topic.id}.label", topic.label, topic.location)
        )

    def source(self, source: Source) -> Source:
        context, at = f"sources.{source.id}", source.location
        return replace(
            source,
            title=self.text(f"{context}.title", source.title, at),
            says=self.text(f"{context}.says", source.says, at),
        )

    def parameter(self, parameter: Parameter) -> Parameter:
        at = parameter.location
        return replace(
            parameter,
            unit=self.unit(parameter.unit, at),
            note=self.text(f"parameters.{parameter.id}.note", parameter.note, at),
        )

    def question(self, question: Question, context: str) -> Question:
        at = question.location
        return replace(
            question,
            label=self.text(f"{context}.label", question.label, at),
            ask=self.text(f"{context}.ask", question.ask, at),
            help=self.text(f"{context}.help", question.help, at),
            example=self.text(f"{context}.example", question.example, at),
            why=self.text(f"{context}.why", question.why, at),
            options=self.options(question, context),
            unit=self.unit(question.unit, at),
        )

    def options(self, question: Question, context: str) -> dict[str, str]:
        """Return an option's words; yes and no are the same everywhere unless declared anew."""
        if question.kind.value == "yes_no":
            context = "yes_no"
        return self.each(f"{context}.options", question.options, question.location)

    def table(self, table: Table) -> Table:
        context, at = f"tables.{table.id}", table.location
        columns = {
            name: self.question(column, f"{context}.columns.{name}")
            for name, column in table.columns.items()
        }
        return replace(
            table,
            label=self.text(f"{context}.label", table.label, at),
            row=self.text(f"{context}.row", table.row, at),
            ask=self.text(f"{context}.ask", table.ask, at),
            help=self.text(f"{context}.help", table.help, at),
            columns=columns,
        )

    def finding(self, finding: Finding) -> Finding:
        context, at = f"findings.{finding.id}", finding.location
        default = finding.default
        if default is not None:
            because = self.text(f"{context}.default.because", default.because, at)
            default = replace(default, because=because)
        return replace(
            finding,
            label=self.text(f"{context}.label", finding.label, at),
            domain=self.each(f"{context}.domain", finding.domain, at),
            default=default,
        )

    def measure(self, measure: Measure) -> Measure:
        return replace(
            measure,
            label=self.text(f"measures.{measure.id}.label", measure.label, measure.location),
            unit=self.unit(measure.unit, measure.location),
        )

    def rule(self, rule: Rule) -> Rule:
        context, at = f"rules.{rule.id}", rule.location
        return replace(
            rule,
            because=self.text(f"{context}.because", rule.because, at),
            overrides=self.overrides(rule.overrides, context, at),
        )

    def advice(self, advice: Advice) -> Advice:
        context, at = f"advice.{advice.id}", advice.location
        return replace(
            advice,
            do=self.text(f"{context}.do", advice.do, at),
            why=self.text(f"{context}.why", advice.why, at),
            how=self.listed(f"{context}.how", advice.how, at),
            measure=self.text(f"{context}.measure", advice.measure, at),
            not_when=self.text(f"{context}.not_when", advice.not_when, at),
            overrides=self.overrides(advice.overrides, context, at),
        )

    def overrides(
        self, overrides: tuple[Override, ...], context: str, at: Location
    ) -> tuple[Override, ...]:
        return tuple(
            replace(each, because=self.text(f"{context}.overrides.{each.id}", each.because, at))
            for each in overrides
        )

    def term(self, term: Term) -> Term:
        context, at = f"terms.{term.id}", term.location
        return replace(
            term,
            term=self.text(f"{context}.term", term.term, at),
            means=self.text(f"{context}.means", term.means, at),
            forms=self.forms(term, context),
        )

    def forms(self, term: Term, context: str) -> tuple[str, ...]:
        """Return the other forms; a language has as many as it needs, parted by commas."""
        said = self.text(f"{context}.forms", ", ".join(term.forms) or "-", term.location)
        return tuple(form.strip() for form in said.split(",") if form.strip() not in {"", "-"})
