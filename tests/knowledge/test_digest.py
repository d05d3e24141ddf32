"""The digest of a knowledge base: it changes with what the base says, and with nothing else."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.knowledge.small_base import ENGINE, HEADER, VOCABULARY, loaded, write_small
from tests.strategies.bases import Base
from tests.strategies.effort import one_in

RICH = """\
topics:
  - {id: price, label: Price, section: mix, order: 3}
sources:
  - {id: O1, title: A page, says: So it is., grade: public, url: "https://example.org"}
parameters:
  - {id: a.b, value: 1.5, unit: percent, date: 2026-01-01, source: O1, note: Look again.}
questions:
  - id: mood
    label: Mood
    ask: How is it?
    help: Look around.
    example: Fine.
    kind: scale
    from: 1
    to: 5
    unit: marks
    place: company
    controllable: slowly
    change_cost: 3
    topic: price
    source: O1
  - id: colour
    label: Colour
    ask: Which?
    kind: choice
    options: {red: Red, blue: Blue}
    source: O1
  - {id: size, label: Size, ask: "How big?", kind: percent, group: load.low, source: O1}
tables:
  - id: things
    label: Things
    row: thing
    ask: Which?
    help: Count.
    columns:
      - {id: own, label: Own, kind: rating, help: Look., example: "3"}
      - {id: best_rival, label: Best, kind: number, unit: points, computed: importance_performance}
      - {id: shade, label: Shade, kind: choice, options: {dark: Dark, light: Light}}
    source: O1
measures:
  - id: middle
    label: Middle
    unit: points
    topic: price
    mean: {of: things.own, where: {shade: dark}}
    source: O1
findings:
  - id: verdict
    label: Verdict
    domain: {good: Good, bad: Bad}
    default: {value: good, because: Nothing speaks against it.}
    conflict: undecided
    points: {good: load.high, bad: load.low}
    topic: price
    source: O1
rules:
  - id: rule_one
    for_each: things
    where: {own: {at_least: mark.good}}
    when: {colour: red}
    unless: {peak_demand: lost}
    conclude: {verdict: bad}
    because: So it goes.
    strength: weak
    overrides: [{id: queue_means_too_little, because: It knows more.}]
    source: O1
advice:
  - id: advice_one
    for_each: things
    where: {shade: light}
    topic: price
    do: Do it now.
    why: It helps most.
    how: [First, Then, Last]
    measure: Count it
    impact: 4
    effort: 2
    horizon: year
    row_order: {highest: own}
    after: [add_capacity]
    exclusive: group
    overrides: [{id: add_capacity, because: It is better.}]
    not_when: It rains.
    source: O1
"""

ONE_ORDER = """\
rules:
  - id: r
    when:
      peak_demand: lost
      any: [{open_late: yes}, {capacity: fails}]
      known: [offers, remarks]
      peak_load: {at_least: load.low, at_most: load.high}
    conclude: {strengths: [fast, cheap]}
    because: So it is.
    source: [S2, P1]
"""

OTHER_ORDER = """\
rules:
  - id: r
    source: [P1, S2]
    because: So it is.
    conclude: {strengths: [cheap, fast]}
    when:
      peak_load: {at_most: load.high, at_least: load.low}
      known: [remarks, offers]
      any: [{capacity: fails}, {open_late: yes}]
      peak_demand: lost
"""


def written_over(base: Base, folder: Path, seed: int) -> Path:
    """Write a base with its files, its entries and their keys in an order of chance."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    pieces = [(kind, entry) for kind, entries in base.items() for entry in entries]
    chance.shuffle(pieces)
    files: dict[str, dict[str, list[object]]] = {}
    for kind, entry in pieces:
        keys = list(entry.items())
        chance.shuffle(keys)
        name = f"{'abcde'[chance.randrange(5)]}{chance.choice(['', '/deeper'])}.yaml"
        files.setdefault(name.replace("/", "_/"), {}).setdefault(kind, []).append(dict(keys))
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def small_entries() -> Base:
    entries: Base = {}
    for text in (VOCABULARY, ENGINE, RICH):
        for kind, more in yaml.load(text, Loader=yaml.BaseLoader).items():  # noqa: S506 - our own text
            entries.setdefault(kind, []).extend(more)
    return entries


@one_in(3)
@given(seed=st.integers(0, 2**32))
def test_the_digest_does_not_depend_on_the_order_of_files_entries_and_keys(
    seed: int, small_entries: Base, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("shuffled")
    written_over(small_entries, folder, seed)
    (folder / "header.yaml").write_text(HEADER, encoding="utf-8")
    plain = tmp_path_factory.mktemp("plain")
    assert loaded(folder).digest == loaded(write_small(plain, RICH)).digest


def test_the_digest_does_not_depend_on_the_order_of_the_parts_of_a_condition(
    tmp_path: Path,
) -> None:
    digests = {loaded(write_small(tmp_path, case)).digest for case in (ONE_ORDER, OTHER_ORDER)}
    assert len(digests) == 1


def test_the_digest_is_twelve_hexadecimal_digits(tmp_path: Path) -> None:
    digest = loaded(write_small(tmp_path)).digest
    assert len(digest) == 12
    assert set(digest) <= set("0123456789abcdef")


CHANGES = [
    ("label: Price", "label: Prices"),
    ("section: mix", "section: value"),
    ("order: 3", "order: 4"),
    ("title: A page", "title: The page"),
    ("says: So it is.", "says: So it was."),
    ("grade: public", "grade: judgement"),
    ("example.org", "example.com"),
    ("value: 1.5", "value: 1.6"),
    ("unit: percent", "unit: points"),
    ("2026-01-01", "2026-01-02"),
    ("source: O1, note", "source: [O1, S2], note"),
    ("Look again.", "Look twice."),
    ("label: Mood", "label: Moods"),
    ("How is it?", "How was it?"),
    ("Look around.", "Look up."),
    ("example: Fine.", "example: Bad."),
    ("from: 1", "from: 2"),
    ("to: 5", "to: 6"),
    ("unit: marks", "unit: stars"),
    ("group: load.low", "group: load.high"),
    ("place: company", "place: answers"),
    ("controllable: slowly", "controllable: yes"),
    ("change_cost: 3", "change_cost: 5"),
    ("    topic: price\n    source: O1\n  - id: colour", "    source: O1\n  - id: colour"),
    ("red: Red", "red: Reddish"),
    ("{red: Red, blue: Blue}", "{red: Red, blue: Blue, green: Green}"),
    ("{red: Red, blue: Blue}", "{blue: Blue, red: Red}"),
    ("row: thing", "row: piece"),
    ("ask: Which?\n", "ask: Which ones?\n"),
    ("help: Count.", "help: Count well."),
    ("label: Own", "label: Ours"),
    ("help: Look.", "help: See."),
    ('example: "3"', 'example: "4"'),
    (", computed: importance_performance", ""),
    ("dark: Dark", "dark: Darker"),
    ("{dark: Dark, light: Light}", "{light: Light, dark: Dark}"),
    ("mean: {of", "max: {of"),
    ("where: {shade: dark}", "where: {shade: light}"),
    (", where: {shade: dark}", ""),
    ("good: Good", "good: Better"),
    ("{good: Good, bad: Bad}", "{bad: Bad, good: Good}"),
    ("value: good", "value: bad"),
    ("Nothing speaks against it.", "Why not."),
    ("conflict: undecided", "conflict: first_listed"),
    ("good: load.high", "good: load.low"),
    ("at_least: mark.good", "more_than: mark.good"),
    ("when: {colour: red}", "when: {colour: blue}"),
    ("when: {colour: red}", "when: {colour: {is_not: red}}"),
    ("unless: {peak_demand: lost}", "unless: {peak_demand: queue}"),
    ("    unless: {peak_demand: lost}\n", ""),
    ("conclude: {verdict: bad}", "conclude: {verdict: good}"),
    ("So it goes.", "So it went."),
    ("strength: weak", "strength: strong"),
    ("    strength: weak\n", ""),
    ("It knows more.", "It knows better."),
    ("    overrides: [{id: queue_means_too_little, because: It knows more.}]\n", ""),
    ("Do it now.", "Do it soon."),
    ("It helps most.", "It helps."),
    ("[First, Then, Last]", "[Then, First, Last]"),
    ("Count it", "Weigh it"),
    ("impact: 4", "impact: 5"),
    ("effort: 2", "effort: 1"),
    ("horizon: year", "horizon: now"),
    ("{highest: own}", "{lowest: own}"),
    ("    after: [add_capacity]\n", ""),
    ("exclusive: group", "exclusive: club"),
    ("It is better.", "It is cheaper."),
    ("It rains.", "It snows."),
    ("    not_when: It rains.\n", ""),
    ("id: rule_one", "id: rule_two"),
]


@pytest.mark.parametrize(("old", "new"), CHANGES)
def test_the_digest_changes_with_any_content(old: str, new: str, tmp_path: Path) -> None:
    assert old in RICH
    before = loaded(write_small(tmp_path, RICH)).digest
    after = loaded(write_small(tmp_path, RICH.replace(old, new, 1))).digest
    assert before != after


def test_the_digest_changes_with_the_header(tmp_path: Path) -> None:
    digests = {loaded(write_small(tmp_path)).digest}
    for old, new in (("id: small", "id: s"), ("A small", "The small"), ('"1"', "2"), ("en", "nb")):
        (tmp_path / "base.yaml").write_text(HEADER.replace(old, new, 1), encoding="utf-8")
        digests.add(loaded(tmp_path).digest)
    assert len(digests) == 5
