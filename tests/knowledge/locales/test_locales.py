"""A knowledge base in another language: what is translated, what is missing, what is stale."""

from __future__ import annotations

from pathlib import Path

import pytest

from advisor.knowledge.judge import judge
from advisor.knowledge.load import load_knowledge
from advisor.knowledge.locales.catalogue import read_catalogues
from advisor.knowledge.locales.texts import reworded, texts_of
from advisor.knowledge.locales.translate import translated
from advisor.knowledge.locales.write import write_catalogues
from advisor.model.diagnostic import InputError
from advisor.model.knowledge import Knowledge
from tests.knowledge.checks.bases import advice, load

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
ADVICE = advice('id: act, do: "Paint {colour|it} now.", when: {colour: red}')


def entry(context: str, source: str, said: str, *, fuzzy: bool = False) -> str:
    flag = "#, fuzzy\n" if fuzzy else ""
    return f'{flag}msgctxt "{context}"\nmsgid "{source}"\nmsgstr "{said}"\n\n'


def base(folder: Path, *entries: str) -> Knowledge:
    """Return the small base with a Norwegian catalogue of these entries beside it."""
    knowledge = load(folder, ADVICE)
    catalogue = folder / "locales" / "nb" / "rules.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(HEADER + "".join(entries), encoding="utf-8")
    return knowledge


def norwegian(knowledge: Knowledge, folder: Path) -> Knowledge:
    return translated(knowledge, "nb", read_catalogues(folder, "nb"))


def about(folder: Path, *codes: str) -> list[str]:
    """Return what the judge says with these codes, the files named as seen from the folder."""
    found = [each for each in judge(folder).diagnostics if each.code in codes]
    return [str(each).replace(f"{folder}/", "") for each in found]


def test_a_translated_text_takes_the_place_of_the_original(tmp_path: Path) -> None:
    knowledge = base(
        tmp_path,
        entry("advice.act.do", "Paint {colour|it} now.", "Mal {colour|det} nå."),
        entry("questions.colour.options.red", "Red", "Rød"),
    )
    found = norwegian(knowledge, tmp_path)
    assert found.advice["act"].do == "Mal {colour|det} nå."
    assert found.questions["colour"].options == {"red": "Rød", "green": "Green", "blue": "Blue"}
    assert found.advice["act"].why == knowledge.advice["act"].why
    assert (found.language, found.digest) == ("nb", knowledge.digest)


@pytest.mark.parametrize(
    "stale",
    [
        entry("advice.act.do", "Paint it.", "Mal det."),
        entry("advice.act.do", "Paint {colour|it} now.", "Mal.", fuzzy=True),
        entry("advice.act.do", "Paint {colour|it} now.", ""),
    ],
)
def test_what_is_no_longer_or_not_yet_translated_stays_in_the_original(
    stale: str, tmp_path: Path
) -> None:
    knowledge = base(tmp_path, stale)
    assert norwegian(knowledge, tmp_path).advice["act"].do == "Paint {colour|it} now."


def test_what_a_catalogue_lacks_is_said_once_for_each_file(tmp_path: Path) -> None:
    base(tmp_path, entry("topics.topic.label", "Topic", "Emne"))
    assert about(tmp_path, "K110") == [
        "engine.yaml:1:1: warning K110: not translated into nb: "
        "'parameters.certainty.default.note', 'parameters.certainty.unsure.note', "
        "'unit.seconds' and 13 more; "
        "'advisor catalogue nb' adds them to the catalogue",
        "header.yaml:1:1: warning K110: not translated into nb: 'sources.S1.title', "
        "'sources.judgement.title'; 'advisor catalogue nb' adds them to the catalogue",
        "rules.yaml:1:1: warning K110: not translated into nb: 'advice.act.do', "
        "'advice.act.why', 'advice.act.how.1' and 3 more; 'advisor catalogue nb' adds them to "
        "the catalogue",
        "vocabulary.yaml:1:1: warning K110: not translated into nb: 'questions.colour.label', "
        "'questions.colour.ask', 'questions.colour.options.red' and 62 more; "
        "'advisor catalogue nb' adds them to the catalogue",
        "knowledge base:1:1: warning K110: not translated into nb: 'knowledge_base.title'; "
        "'advisor catalogue nb' adds them to the catalogue",
    ]


def test_what_has_changed_since_or_names_nothing_is_said(tmp_path: Path) -> None:
    base(
        tmp_path,
        entry("advice.act.do", "Paint it.", "Mal det."),
        entry("advice.act.doo", "Paint it.", "Mal det."),
        entry("topics.topic.label", "Topic", "Emne", fuzzy=True),
    )
    assert about(tmp_path, "K111", "K112") == [
        "locales/nb/rules.po:5:1: warning K111: 'advice.act.do' was translated into nb from a "
        "text that has changed; translate 'Paint {colour|it} now.' anew",
        "locales/nb/rules.po:9:1: warning K112: 'advice.act.doo' names no text of the knowledge "
        "base; did you mean 'advice.act.do'?",
        "locales/nb/rules.po:14:1: warning K111: 'topics.topic.label' was translated into nb "
        "from a text that has changed; translate 'Topic' anew",
    ]


@pytest.mark.parametrize(
    ("said", "stranger"),
    [("Mal {color|det} nå.", "{color}"), ("Mal {colour nå.", "{"), ("Mal {company}.", "{company}")],
)
def test_a_translation_names_nothing_that_its_original_does_not(
    said: str, stranger: str, tmp_path: Path
) -> None:
    base(tmp_path, entry("advice.act.do", "Paint {colour|it} now.", said))
    assert about(tmp_path, "K042") == [
        f"locales/nb/rules.po:5:1: error K042: 'advice.act.do' in nb has '{stranger}', which the "
        "original has not; use the braces of the original, each with its other half"
    ]


def test_what_is_no_catalogue_is_said_with_its_line(tmp_path: Path) -> None:
    base(tmp_path, 'msgctxt "topics.topic.label"\nmsgid "Topic"\nno line of a catalogue\n')
    assert about(tmp_path, "K041") == [
        "locales/nb/rules.po:6:1: error K041: not a gettext catalogue: unknown or misformatted "
        "keyword; "
        "mend the line; an editor for PO files keeps to the form"
    ]
    with pytest.raises(InputError):
        read_catalogues(tmp_path, "nb")


def test_a_catalogue_that_is_brought_up_to_date_lacks_nothing_but_translations(
    tmp_path: Path,
) -> None:
    knowledge = base(
        tmp_path,
        entry("advice.act.do", "Paint it.", "Mal det."),
        entry("questions.colour.options.red", "Red", "Rød"),
        entry("advice.gone.do", "Gone.", "Borte."),
    )
    count = len(texts_of(knowledge))
    written = write_catalogues(knowledge, tmp_path, "nb")
    assert (written.texts, written.missing, written.stale) == (count, count - 2, 1)
    assert about(tmp_path, "K041", "K042", "K112") == []
    assert about(tmp_path, "K111") == [
        "locales/nb/rules.po:13:1: warning K111: 'advice.act.do' was translated into nb from a "
        "text that has changed; translate 'Paint {colour|it} now.' anew"
    ]
    again = load_knowledge(tmp_path)
    assert norwegian(again, tmp_path).questions["colour"].options["red"] == "Rød"
    before = {path: path.read_text("utf-8") for path in tmp_path.rglob("*.po")}
    write_catalogues(again, tmp_path, "nb")
    assert {path: path.read_text("utf-8") for path in tmp_path.rglob("*.po")} == before


def test_every_text_can_be_replaced_and_nothing_else_changes() -> None:
    knowledge = load_knowledge()
    shouting = reworded(knowledge, lambda text: text.source.upper())
    assert {name: text.source.upper() for name, text in texts_of(knowledge).items()} == {
        name: text.source
        for name, text in texts_of(shouting).items()
        if not name.startswith("unit")
    } | {
        name: text.source.upper()
        for name, text in texts_of(knowledge).items()
        if name.startswith("unit")
    }
    assert reworded(shouting, lambda text: text.source) == shouting
