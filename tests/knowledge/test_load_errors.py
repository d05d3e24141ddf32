"""Whatever is wrong with a rules file is said in full: place, code, what is wrong, what to do.

The mistakes that one file can make are in ``mistakes/``, a file for each code: the rules file,
and the lines that ``advisor check`` says about it when it is added to a base that loads.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from advisor.knowledge.load import load_knowledge, read_knowledge
from advisor.model.diagnostic import InputError
from tests.knowledge.small_base import ENGINE, HEADER, VOCABULARY, said_of, write_small

MISTAKES = Path(__file__).parent / "mistakes"


class Mistake(NamedTuple):
    """A rules file, or several, and what is said about them."""

    code: str
    what: str
    files: dict[str, str]
    says: str


@cache
def mistakes() -> list[Mistake]:
    """Return every case; PyYAML's own loader, so that Advisor's is not judged by itself."""
    return [
        Mistake(
            path.stem, case["what"], case.get("files") or {"case.yaml": case["file"]}, case["says"]
        )
        for path in sorted(MISTAKES.glob("*.yaml"))
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize("mistake", [pytest.param(m, id=f"{m.code}: {m.what}") for m in mistakes()])
def test_a_mistake_is_said_in_full(mistake: Mistake, tmp_path: Path) -> None:
    write_small(tmp_path)
    for name, text in mistake.files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    said = said_of(tmp_path)
    assert said == mistake.says.splitlines()
    assert all(f" {mistake.code}: " in line for line in said) or mistake.code == "several"


def test_no_two_mistakes_have_one_name() -> None:
    sentences = [mistake.what for mistake in mistakes()]
    assert len(sentences) == len(set(sentences))


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    line = f"{nowhere}:1:1: error K001: no such folder of rules; check the path"
    assert said_of(nowhere) == [line]


def test_a_folder_without_rules_is_named(tmp_path: Path) -> None:
    for name in (
        "locales/nb.yaml",
        "cases/one.yaml",
        ".hidden/two.yaml",
        ".three.yaml",
        "notes.txt",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("a: b", encoding="utf-8")
    line = f"{tmp_path}:1:1: error K001: the folder has no YAML files; give a folder of rules"
    assert said_of(tmp_path) == [line]


def test_a_file_in_another_encoding_is_named_with_the_place(tmp_path: Path) -> None:
    write_small(tmp_path)
    (tmp_path / "case.yaml").write_bytes("topics:\n  # Kjøp\n".encode("cp1252"))
    place = "case.yaml:2:7"
    line = f"{place}: error K001: the file is not UTF-8 text; save it with the encoding UTF-8"
    assert said_of(tmp_path) == [line]


def test_a_file_that_is_too_large_is_named(tmp_path: Path) -> None:
    write_small(tmp_path, "#" * 4_000_001)
    place = "case.yaml:1:1"
    line = f"{place}: error K001: the file is larger than 4 MB; keep it smaller"
    assert said_of(tmp_path) == [line]


def test_a_folder_called_like_a_file_is_read_as_a_folder(tmp_path: Path) -> None:
    write_small(tmp_path, file="base.yaml")
    (tmp_path / "base.yaml").unlink()
    (tmp_path / "base.yaml").mkdir()
    (tmp_path / "base.yaml" / "base.yml").write_text(HEADER, encoding="utf-8")
    assert said_of(tmp_path) == []


def test_a_parameter_that_the_program_reads_is_missed_at_the_header(tmp_path: Path) -> None:
    write_small(tmp_path)
    renamed = ENGINE.replace("id: certainty.unsure", "id: certainty.other")
    (tmp_path / "engine.yaml").write_text(renamed, encoding="utf-8")
    line = (
        "base.yaml:1:17: error K037: the parameter 'certainty.unsure' is missing, which the "
        "program itself reads; copy it from the shipped rules/parameters/engine.yaml"
    )
    assert said_of(tmp_path) == [line]


def test_a_certainty_lies_from_0_to_1(tmp_path: Path) -> None:
    write_small(tmp_path)
    percent = ENGINE.replace("value: 0.6", "value: 60", 1)
    (tmp_path / "engine.yaml").write_text(percent, encoding="utf-8")
    line = (
        "engine.yaml:6:5: error K037: the parameter 'certainty.unsure' is a certainty and lies "
        "from 0 to 1; correct its value"
    )
    assert said_of(tmp_path) == [line]


def test_a_shipped_base_without_a_header_would_be_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_small(tmp_path)
    (tmp_path / "base.yaml").unlink()
    monkeypatch.setattr("advisor.knowledge.gather.shipped", lambda _: tmp_path)
    line = (
        f"{tmp_path}:1:1: error K036: the knowledge base has no 'knowledge_base' header; give it "
        "an id, a title, a version and a language"
    )
    _, diagnostics = read_knowledge()
    assert [str(diagnostic) for diagnostic in diagnostics] == [line]


def test_a_base_that_extends_an_unknown_one_is_told_the_shipped_one(tmp_path: Path) -> None:
    header = HEADER.replace("language: en", "language: en, extends: marketing_mixx")
    (tmp_path / "base.yaml").write_text(header, encoding="utf-8")
    line = (
        "base.yaml:1:87: error K030: no knowledge base 'marketing_mixx' to lay this over; "
        "the shipped one is 'marketing_mix'"
    )
    assert said_of(tmp_path) == [line]


def many_mistakes() -> Mistake:
    return next(m for m in mistakes() if m.what == "every mistake is said at once, by its place")


def test_the_same_mistakes_are_said_the_same_way_again(tmp_path: Path) -> None:
    write_small(tmp_path, many_mistakes().files["case.yaml"])
    assert said_of(tmp_path) == said_of(tmp_path)


def test_loading_raises_what_reading_returns(tmp_path: Path) -> None:
    many = many_mistakes()
    write_small(tmp_path, many.files["case.yaml"])
    with pytest.raises(InputError) as raised:
        load_knowledge(tmp_path)
    assert str(raised.value).replace(f"{tmp_path}/", "").splitlines() == many.says.splitlines()
    assert list(raised.value.diagnostics) == read_knowledge(tmp_path)[1]


# What each of these breaks is named all over the small base; only the break itself is to be said.
BREAKS = {
    "a source": ("{id: S2-14, in: S2, ", "{id: S2-14, inn: S2, "),
    "a work": ("{id: S2, title: How to deliver value, grade: article}", "{id: S2, grade: blog}"),
    "a question": (
        "    kind: choice\n    options: {served",
        "    kind: choise\n    options: {served",
    ),
    "a parameter": ("value: 85, ", "value: much, "),
    "a column": ("label: Your mark, kind: rating", "kind: rating"),
    "a table": ("    row: criterion\n", ""),
    "a finding": ("domain: {holds: It is enough, fails: It is not}", "domain: enough"),
    "a rule": ("    because: Who waits leaves.\n", ""),
    "advice": ("    horizon: now\n", ""),
    "a measure": ("difference: [peak_load, cold_load], ", "difference: [peak_load], "),
    "the name of a list": ("findings:\n", "finding:\n"),
    "a whole file": ("topics:\n", "topics: [\n"),
    "a list that stands twice": ("measures:\n", "rules: []\nmeasures:\n"),
    "ids for a list": ("topics:\n  - {id: service, ", "topics:\n  service: {"),
    "an id that stands twice": (
        "  - id: strengths\n",
        "  - {id: capacity, label: C, domain: {a: A}, source: S2}\n  - id: strengths\n",
    ),
}

USES = """\
rules:
  - id: uses_it_all
    for_each: criteria
    where:
      own: {at_least: mark.good}
    when:
      peak_demand: lost
      peak_load: {between: [load.low, load.high]}
      load_gap: {at_most: load.low}
      capacity: fails
      any_row: {of: criteria, where: {own: {less_than: mark.good}}}
      known: criteria
    conclude: {criterion_state: let_down, strengths: [fast, cheap]}
    because: "{row} has {row.own}, {peak_load} of {load.high} is used, and {capacity}."
    source: S2-14
    overrides: [{id: queue_means_too_little, because: It knows more.}]
measures:
  - {id: mean_mark, label: Mean, unit: points, mean: {of: criteria.own}, source: S2-14}
  - {id: twice, label: Twice, unit: percent, sum: [load_gap, load_gap], source: S2-14}
sources:
  - {id: S2-15, in: S2-14, grade: article}
advice:
  - id: uses_it_too
    for_each: criteria
    topic: service
    when: {capacity: fails}
    row_order: {lowest: own}
    after: add_capacity
    do: Mend {row}.
    why: It has {row.own}.
    how: [One, Two, Three]
    measure: Share
    impact: 5
    effort: 3
    horizon: now
    source: S2-14
"""


def test_what_is_used_everywhere_is_fine_while_it_is_whole(tmp_path: Path) -> None:
    assert said_of(write_small(tmp_path, USES)) == []


@pytest.mark.parametrize("what", BREAKS)
def test_a_broken_entry_is_said_once_and_not_again_where_it_is_used(
    what: str, tmp_path: Path
) -> None:
    old, new = BREAKS[what]
    assert VOCABULARY.count(old) == 1
    write_small(tmp_path, USES)
    (tmp_path / "vocabulary.yaml").write_text(VOCABULARY.replace(old, new), encoding="utf-8")
    said = said_of(tmp_path)
    assert len(said) == 1, said
    assert said[0].startswith("vocabulary.yaml:")


def test_a_broken_column_is_not_taken_for_a_question_of_that_name(tmp_path: Path) -> None:
    case = """\
questions:
  - {id: size, label: Size, ask: How large?, kind: percent, source: S2}
rules:
  - id: r
    for_each: groups
    where: {size: {at_least: rows.few}}
    conclude: {capacity: fails}
    because: So it is.
    source: S2
"""
    write_small(tmp_path, case)
    broken = VOCABULARY.replace("{id: size, label: Size, ", "{id: size, ")
    (tmp_path / "vocabulary.yaml").write_text(broken, encoding="utf-8")
    line = (
        "vocabulary.yaml:46:9: error K010: column 'size': the key 'label' is missing; the "
        "question in two to five words"
    )
    assert said_of(tmp_path) == [line]


def test_a_misspelt_header_does_not_turn_a_base_into_one_laid_over_the_shipped(
    tmp_path: Path,
) -> None:
    write_small(tmp_path)
    misspelt = HEADER.replace("knowledge_base:", "knowledgebase:")
    (tmp_path / "base.yaml").write_text(misspelt, encoding="utf-8")
    line = (
        "base.yaml:1:1: error K004: rules file: unknown key 'knowledgebase'; "
        "did you mean 'knowledge_base'?"
    )
    assert said_of(tmp_path) == [line]


def test_a_broken_header_does_not_turn_a_base_into_one_laid_over_the_shipped(
    tmp_path: Path,
) -> None:
    write_small(tmp_path)
    broken = HEADER.replace("title: A small base, ", "")
    (tmp_path / "base.yaml").write_text(broken, encoding="utf-8")
    place = "base.yaml:1:17"
    line = f"{place}: error K010: knowledge base 'small': the key 'title' is missing; its title"
    assert said_of(tmp_path) == [line]
