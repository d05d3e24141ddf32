"""A comparison in words: one after the other what changed, and what brought it about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from advisor.explain.compare.words import (
    ALL_CAUSED,
    CAUSES,
    KINDS,
    PRESENCES,
    REASONS,
    from_to,
    part_said,
)
from advisor.explain.told.owner import answer
from advisor.language.messages import _, ngettext
from advisor.language.numbers import fixed_text, number_text
from advisor.model.comparison import (
    AdviceCaused,
    AnswerChange,
    Caused,
    Comparison,
    EntryChange,
    FindingCaused,
    LeftOut,
    MeasureCaused,
    ScoreCaused,
)
from advisor.model.difference import AdviceChange, AdviceSide, FindingChange


class Line(Struct, frozen=True):
    """A line of the text, with what it is."""

    kind: Literal["title", "words", "heading", "item", "under"]
    text: str


class Said:
    """Puts one comparison into words, in the current language."""

    def __init__(self, comparison: Comparison) -> None:
        """Take the comparison."""
        self.of = comparison
        self.language = comparison.language
        changes: tuple[AdviceCaused | FindingCaused | ScoreCaused | MeasureCaused, ...] = (
            *comparison.advice,
            *comparison.findings,
            *comparison.scores,
            *comparison.measures,
        )
        self.causes = {change.caused.cause for change in changes}
        self.one_cause = len(self.causes) == 1 and self.causes <= {"answers", "knowledge"}
        self.answers: Mapping[str, AnswerChange] = {a.key: a for a in comparison.answers}
        self.entries: Mapping[str, EntryChange] = {e.key: e for e in comparison.entries}
        self._told: set[str] = set()

    def lines(self) -> Iterator[Line]:
        """Yield the whole text."""
        of = self.of
        yield Line("title", _("What has changed for {company}").format(company=of.company))
        yield Line("words", self._bases())
        yield Line("words", self._sum())
        if of.left_out:
            yield Line("heading", _("Answers that one of the two cannot use"))
            yield from (Line("item", self._left_out(left)) for left in of.left_out)
        yield from self._advice()
        yield from self._findings()
        yield from self._numbers()
        yield from self._different()

    def _bases(self) -> str:
        old, new = self.of.old_base, self.of.new_base
        if old == new:
            said = _("Under one knowledge base: {title}, version {version} ({digest}).")
            return said.format(title=new.title, version=new.version, digest=new.digest)
        said = _(
            "Under two knowledge bases: {old_title}, version {old_version} ({old_digest}), and now "
            "{title}, version {version} ({digest})."
        )
        return said.format(
            old_title=old.title,
            old_version=old.version,
            old_digest=old.digest,
            title=new.title,
            version=new.version,
            digest=new.digest,
        )

    def _sum(self) -> str:
        of = self.of
        answers = ngettext("{count} answer differs", "{count} answers differ", len(of.answers))
        pieces = [answers.format(count=len(of.answers))]
        if of.old_base != of.new_base:
            entries = ngettext(
                "{count} entry of the rules differs",
                "{count} entries of the rules differ",
                len(of.entries),
            )
            pieces.append(entries.format(count=len(of.entries)))
        if not self.causes:
            pieces.append(_("nothing comes out otherwise"))
        elif self.one_cause:
            (cause,) = self.causes
            pieces.append(_(ALL_CAUSED[cause]))
        return "; ".join(pieces) + "."

    def _left_out(self, left: LeftOut) -> str:
        said = {
            ("old", "old"): _("{what}, of the old profile, under the old rules: {reason}"),
            ("old", "new"): _("{what}, of the old profile, under the new rules: {reason}"),
            ("new", "old"): _("{what}, of the new profile, under the old rules: {reason}"),
            ("new", "new"): _("{what}, of the new profile, under the new rules: {reason}"),
        }[left.profile, left.base]
        what = f"{left.id} ({left.row})" if left.row else left.id
        return said.format(what=what, reason=_(REASONS[left.reason]))

    def _advice(self) -> Iterator[Line]:
        for presence, heading in (
            ("comes", _("New advice")),
            ("goes", _("Advice that no longer holds")),
            ("stays", _("Advice that holds as before, with another weight or place")),
        ):
            found = [each for each in self.of.advice if each.change.presence == presence]
            if found:
                yield Line("heading", heading)
            for each in found:
                yield Line("item", self._advice_said(each))
                yield from self._why(each.caused)
                if not (each.caused.answers or each.caused.entries):
                    yield Line("under", _("by its place among the other advice"))

    def _advice_said(self, each: AdviceCaused) -> str:
        change = each.change
        pieces = [change.do, *self._sides(change)]
        return f"{' · '.join(pieces)}{self._cause(each.caused)}"

    def _cause(self, caused: Caused) -> str:
        """Return what brought a change about, where that is not the same for all."""
        return "" if self.one_cause else f" ({_(CAUSES[caused.cause])})"

    def _sides(self, change: AdviceChange) -> Iterator[str]:
        """Yield what is said of the place and the weight of a piece of advice."""
        before, after = change.before, change.after
        if before is None or after is None:
            side: AdviceSide | None = after or before
            if side is not None:
                yield _("place {place}").format(place=side.rank)
                if side.lead:
                    yield _("among the first") if after else _("was among the first")
            return
        if before.rank != after.rank:
            yield _("place {before} → {after}").format(before=before.rank, after=after.rank)
        if before.lead != after.lead:
            yield _("now among the first") if after.lead else _("no longer among the first")
        if before.certainty != after.certainty:
            yield _("certainty {before} → {after}").format(
                before=fixed_text(before.certainty, self.language),
                after=fixed_text(after.certainty, self.language),
            )
        if before.priority != after.priority:
            yield _("priority {before} → {after}").format(
                before=fixed_text(before.priority, self.language),
                after=fixed_text(after.priority, self.language),
            )

    def _findings(self) -> Iterator[Line]:
        if self.of.findings:
            yield Line("heading", _("Findings"))
        for each in self.of.findings:
            yield Line("item", f"{self._finding(each.change)}{self._cause(each.caused)}")
            yield from self._why(each.caused)

    def _finding(self, change: FindingChange) -> str:
        name = f"{change.row}: {change.label}" if change.row else change.label
        if change.value or change.before is None or change.after is None:
            before, after = (side.text if side else "" for side in (change.before, change.after))
            return answer(name, from_to(before, after))
        certainties = (
            fixed_text(side.certainty, self.language) for side in (change.before, change.after)
        )
        return _("{finding}: certainty {change}").format(finding=name, change=from_to(*certainties))

    def _numbers(self) -> Iterator[Line]:
        if self.of.scores:
            yield Line("heading", _("Scores"))
        for score in self.of.scores:
            points = (
                "" if number is None else number_text(number, self.language)
                for number in (score.change.before, score.change.after)
            )
            said = answer(score.change.label, from_to(*points))
            yield Line("item", f"{said}{self._cause(score.caused)}")
            yield from self._why(score.caused)
        if self.of.measures:
            yield Line("heading", _("Numbers worked out"))
        for measure in self.of.measures:
            change = measure.change
            said = answer(change.label, from_to(change.before, change.after))
            yield Line("item", f"{said}{self._cause(measure.caused)}")
            yield from self._why(measure.caused)

    def _why(self, caused: Caused) -> Iterator[Line]:
        """Yield what leads to a change: in full where it is named first, then by its name."""
        names = []
        for key in (*caused.answers, *caused.entries):
            if key in self._told:
                names.append(self._name(key))
            else:
                self._told.add(key)
                yield Line("under", self._in_full(key))
        if names:
            yield Line("under", _("as above: {names}").format(names="; ".join(names)))

    def _name(self, key: str) -> str:
        if key in self.answers:
            return self.answers[key].label
        entry = self.entries[key]
        return f"{_(KINDS[entry.kind])} {entry.id}"

    def _in_full(self, key: str) -> str:
        if key in self.answers:
            return self._answer(self.answers[key])
        return self._entry(self.entries[key])

    def _answer(self, change: AnswerChange) -> str:
        return answer(change.label, from_to(change.before, change.after))

    def _entry(self, change: EntryChange) -> str:
        name = self._name(change.key)
        if change.presence != "changed":
            return f"{name}: {_(PRESENCES[change.presence])}"
        parts = [part_said(part) for part in change.parts]
        return f"{name}: {'; '.join(parts)}" if parts else f"{name}: {_(PRESENCES['changed'])}"

    def _different(self) -> Iterator[Line]:
        """Yield what differs and leads to nothing that is told above."""
        answers = [a for a in self.of.answers if a.key not in self._told]
        entries = [e for e in self.of.entries if e.key not in self._told]
        if answers or entries:
            yield Line("heading", _("What differs and has changed nothing of this"))
        yield from (Line("item", self._answer(change)) for change in answers)
        yield from (Line("item", self._entry(change)) for change in entries)
