"""``advisor graph``: what leads to what, and that it can be drawn whatever labels say."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor.explain.graph import Edge, Graph, Kind, Node, Way, graph_of, ordered
from advisor.explain.graph_part import counts, following_from, leading_to, named
from advisor.explain.graph_text import as_dot, as_mermaid
from advisor.report.escape import plain
from tests.cli.running import BASE, ROOT, advisor
from tests.explain.drawn import read_dot, read_mermaid
from tests.knowledge.small_base import loaded, write_small
from tests.shipped import shipped_base

DOT = shutil.which("dot") or ""
needs_graphviz = pytest.mark.skipif(not DOT, reason="Graphviz is not here")

RULES = """\
rules:
  - id: shaky
    when: {peak_load: {at_least: load.high}, load_gap: {at_least: load.low}}
    conclude: {capacity: fails, strengths: cheap}
    because: There is no room.
    source: S2-14
  - id: quick_row
    for_each: criteria
    where: {own: {at_least: mark.good}}
    conclude: {criterion_state: fine}
    because: It is fine.
    source: S2-14
  - id: fast_anyway
    when: {any_row: {of: criteria, where: {criterion_state: fine}}}
    conclude: {strengths: fast}
    because: One row is enough.
    source: S2-14
    overrides: [{id: queue_means_too_little, because: Rows say more.}]
advice:
  - id: look_first
    when: {strengths: {includes: fast}, peak_demand: {one_of: [queue, lost]}}
    topic: service
    do: Say "so" [now].
    why: It helps.
    how: [Count, Move a shift, Look again]
    measure: Share of customers served
    impact: 5
    effort: 3
    horizon: now
    source: S2-14
    after: [add_capacity]
    overrides: [{id: add_capacity, because: It comes first.}]
"""


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    return graph_of(loaded(write_small(tmp_path_factory.mktemp("base"), RULES)))


def arrows(graph: Graph) -> list[str]:
    return [
        f"{edge.start.id} {edge.rule or '->'} {edge.end.id}"
        for edge in graph.edges
        if edge.way is Way.LEADS_TO
    ]


def test_the_part_that_leads_to_advice_goes_down_to_the_answers(graph: Graph) -> None:
    assert arrows(leading_to(graph, named(graph, "add_capacity"))) == [
        "cold_load -> load_gap",
        "peak_demand -> queue_means_too_little",
        "peak_load -> load_gap",
        "peak_load -> shaky",
        "load_gap -> shaky",
        "capacity -> add_capacity",
        "queue_means_too_little -> capacity",
        "shaky -> capacity",
    ]


def test_a_rule_with_one_premise_and_one_conclusion_is_an_edge_with_its_id(graph: Graph) -> None:
    assert arrows(leading_to(graph, named(graph, "criterion_state"))) == [
        "criteria -> criteria.own",
        "criteria.own quick_row criterion_state",
    ]


def test_what_follows_from_a_table_goes_up_to_the_advice(graph: Graph) -> None:
    part = following_from(graph, named(graph, "criteria.own"))
    assert arrows(part) == [
        "criteria.own quick_row criterion_state",
        "criterion_state -> fast_anyway",
        "strengths -> look_first",
        "fast_anyway -> strengths",
    ]


def test_overrides_and_order_are_shown_and_lead_nowhere(graph: Graph) -> None:
    beside = [
        (edge.start.id, edge.way, edge.end.id)
        for edge in graph.edges
        if edge.way is not Way.LEADS_TO
    ]
    assert beside == [
        ("fast_anyway", Way.OVERRIDES, "queue_means_too_little"),
        ("add_capacity", Way.COMES_BEFORE, "look_first"),
        ("look_first", Way.OVERRIDES, "add_capacity"),
    ]


def test_the_shipped_base_has_a_node_for_everything_it_declares() -> None:
    knowledge = shipped_base()
    graph = graph_of(knowledge)
    there = counts(graph)
    for kind, declared in (
        (Kind.QUESTION, knowledge.questions),
        (Kind.TABLE, knowledge.tables),
        (Kind.MEASURE, knowledge.measures),
        (Kind.FINDING, knowledge.findings),
        (Kind.ADVICE, knowledge.advice),
    ):
        assert there[kind] == len(declared)
    drawn = {e.rule for e in graph.edges} | {n.id for n in graph.nodes if n.kind is Kind.RULE}
    assert knowledge.rules.keys() == drawn - {""}


@pytest.mark.parametrize("language", ["en", "nb", "sv"])
def test_the_shipped_base_can_be_drawn_in_every_language(language: str) -> None:
    graph = graph_of(shipped_base(language))
    by_mermaid, by_dot = read_mermaid(as_mermaid(graph)), read_dot(as_dot(graph, "all"))
    assert len(by_mermaid.labels) == len(by_dot.labels) == len(graph.nodes)
    assert len(by_mermaid.edges) == len(by_dot.edges) == len(graph.edges)
    assert sorted(by_mermaid.labels.values()) == sorted(by_dot.labels.values())


NASTY = st.text("\"'\\[](){}<>#;:|&%`*_-=/1. \n\r\tå“x", max_size=40) | st.sampled_from(
    ["end", "1. one", "- two", "<b>&amp;</b>", "#quot;", "\\N", '"] --> z', "%%{init}%%", "a;b"]
)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Return small graphs with labels that could break out of their quotes."""
    nodes = [
        Node(draw(st.sampled_from(Kind)), f"n{number}", draw(NASTY))
        for number in range(draw(st.integers(1, 5)))
    ]
    one = st.sampled_from(nodes)
    rule = st.sampled_from(["", "end", "some_rule"])
    edges = draw(st.sets(st.builds(Edge, one, one, st.sampled_from(Way), rule), max_size=6))
    return ordered(nodes, edges)


def said(node: Node) -> str:
    return " ".join(plain(node.label).split()) or node.id


@given(graphs())
def test_whatever_a_label_says_it_is_drawn_as_that_text(graph: Graph) -> None:
    by_mermaid, by_dot = read_mermaid(as_mermaid(graph)), read_dot(as_dot(graph, 'a "title" \\'))
    for drawn in (by_mermaid, by_dot):
        assert [" ".join(label.split()) for label in drawn.labels.values()] == [
            said(node) for node in graph.nodes
        ]
        assert len(drawn.edges) == len(graph.edges)


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_in_which_a_graph_is_found_does_not_matter(graph: Graph, chance: Random) -> None:
    nodes, edges = list(graph.nodes), list(graph.edges)
    chance.shuffle(nodes)
    chance.shuffle(edges)
    assert ordered(nodes, edges) == graph


@given(graphs())
def test_a_part_has_all_that_leads_to_it_and_nothing_else(graph: Graph) -> None:
    for node in graph.nodes:
        part = leading_to(graph, [node])
        kept = set(part.nodes)
        assert node in kept
        for edge in graph.edges:
            if edge.way is Way.LEADS_TO and edge.end in kept:
                assert edge in part.edges
        assert all(node in following_from(graph, [other]).nodes for other in kept)


@needs_graphviz
def test_graphviz_draws_the_shipped_base() -> None:
    knowledge = shipped_base()
    text = as_dot(graph_of(knowledge), knowledge.title)
    done = subprocess.run([DOT, "-Tcanon"], input=text.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_command_draws_what_leads_to_advice() -> None:
    ran = advisor("graph", "match_capacity")
    assert (ran.code, ran.stderr) == (0, "")
    assert ran.stdout == (
        "flowchart LR\n"
        '  question_peak_demand(["The busiest hour"]):::question\n'
        '  finding_warranty_capacity{{"Room for the demand"}}:::finding\n'
        '  advice_match_capacity["Bring capacity in line with your<br/>busiest hour before you '
        'attract<br/>a single further customer."]:::advice\n'
        '  question_peak_demand -->|"peak_not_served"| finding_warranty_capacity\n'
        '  question_peak_demand -->|"peak_served"| finding_warranty_capacity\n'
        "  finding_warranty_capacity --> advice_match_capacity\n"
        "  classDef question fill:#e8f1fb,stroke:#555,color:#111\n"
        "  classDef finding fill:#fdf3d6,stroke:#555,color:#111\n"
        "  classDef advice fill:#e0f3e3,stroke:#555,color:#111\n"
    )


def test_the_graph_in_the_documentation_is_the_one_that_is_drawn() -> None:
    page = (ROOT / "docs" / "graph.md").read_text(encoding="utf-8")  # docs/graph.md
    assert f"```mermaid\n{advisor('graph', 'match_capacity').stdout}```\n" in page


def test_the_command_writes_to_a_file_in_the_readers_language(tmp_path: Path) -> None:
    file = tmp_path / "graph.dot"
    ran = advisor("--lang", "nb", "graph", "match_capacity", "--format", "dot", "-o", file)
    assert (ran.code, ran.stdout, ran.stderr) == (0, "", "")
    labels = read_dot(file.read_text(encoding="utf-8")).labels
    assert labels['"question:peak_demand"'] == shipped_base("nb").questions["peak_demand"].label


def test_what_mermaid_would_not_draw_is_said_and_written_all_the_same() -> None:
    ran = advisor("graph")
    assert ran.code == 0
    assert ran.stderr == (
        "note: this is more than Mermaid draws; name a piece of advice, or use --format dot\n"
    )
    assert read_mermaid(ran.stdout).edges


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["peek_demand"], "the knowledge base has no 'peek_demand'; did you mean 'peak_demand'?"),
        (["?"], "the knowledge base has no '?'; 'advisor docs' lists what there is"),
    ],
)
def test_an_unknown_name_is_one_clear_line(words: list[str], message: str) -> None:
    ran = advisor("graph", *words)
    assert (ran.code, ran.stdout) == (2, "")
    assert ran.stderr.splitlines()[-1] == f"Error: Invalid value: {message}"


def test_down_needs_a_name() -> None:
    ran = advisor("graph", "--down", "--rules", BASE)
    assert ran.code == 2
    assert ran.stderr.splitlines()[-1] == (
        "Error: --down needs something to begin with; name a question"
    )
