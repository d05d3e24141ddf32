"""A graph as text that draws it: Mermaid, or Graphviz's DOT."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from advisor.explain.graph import Edge, Graph, Kind, Node, Way
from advisor.language.messages import N_, _
from advisor.report.escape import plain

WIDTH = 32
"""After so many characters a label goes on in another line."""

MOST_EDGES, MOST_CHARACTERS = 500, 50_000
"""What Mermaid draws at most, unless whoever runs it has raised the limits."""

WAYS = {Way.OVERRIDES: N_("takes precedence over"), Way.COMES_BEFORE: N_("comes before")}

_MERMAID_SHAPES = {
    Kind.QUESTION: ("([", "])"),
    Kind.TABLE: ("[(", ")]"),
    Kind.COLUMN: ("([", "])"),
    Kind.MEASURE: ("[/", "/]"),
    Kind.FINDING: ("{{", "}}"),
    Kind.RULE: ("(", ")"),
    Kind.ADVICE: ("[", "]"),
}
_DOT_SHAPES = {
    Kind.QUESTION: 'shape=box, style="rounded,filled"',
    Kind.TABLE: "shape=cylinder, style=filled",
    Kind.COLUMN: 'shape=box, style="rounded,filled"',
    Kind.MEASURE: "shape=parallelogram, style=filled",
    Kind.FINDING: "shape=hexagon, style=filled",
    Kind.RULE: "shape=ellipse, style=filled, fontsize=9, height=0.2",
    Kind.ADVICE: "shape=box, style=filled",
}
# Light enough for black text, and told apart without colour by their shapes.
_COLOURS = {
    Kind.QUESTION: "#e8f1fb",
    Kind.TABLE: "#d5e6f7",
    Kind.COLUMN: "#e8f1fb",
    Kind.MEASURE: "#eeeafb",
    Kind.FINDING: "#fdf3d6",
    Kind.RULE: "#f4f4f4",
    Kind.ADVICE: "#e0f3e3",
}
# All that Mermaid could take for anything but text becomes the number of its character: quotes,
# brackets, '#', an underscore at the edge of a word, a full stop after a digit (a list).
_NOT_TEXT = re.compile(r"[^\w ,.…()?!“”’«»–]|(?<![^\W_])_|_(?![^\W_])|(?<=\d)\.")


def as_mermaid(graph: Graph) -> str:
    """Return a flowchart in Mermaid's language, ended by a line break."""
    return "\n".join(_mermaid(graph)) + "\n"


def is_too_large(graph: Graph, mermaid: str) -> bool:
    """Tell whether Mermaid, as it comes, will refuse to draw a graph."""
    return len(graph.edges) > MOST_EDGES or len(mermaid) > MOST_CHARACTERS


def as_dot(graph: Graph, title: str) -> str:
    """Return a directed graph in the language of Graphviz, ended by a line break."""
    return "\n".join(_dot(graph, title)) + "\n"


def _mermaid(graph: Graph) -> Iterator[str]:
    yield "flowchart LR"
    for node in graph.nodes:
        before, after = _MERMAID_SHAPES[node.kind]
        said = _mermaid_text(_label(node))
        yield f'  {_mermaid_id(node)}{before}"{said}"{after}:::{node.kind.value}'
    for edge in graph.edges:
        arrow = "-->" if edge.way is Way.LEADS_TO else "-.->"
        said = _said(edge)
        label = f'|"{_mermaid_text(said)}"|' if said else ""
        yield f"  {_mermaid_id(edge.start)} {arrow}{label} {_mermaid_id(edge.end)}"
    for kind in Kind:
        if any(node.kind is kind for node in graph.nodes):
            yield f"  classDef {kind.value} fill:{_COLOURS[kind]},stroke:#555,color:#111"


def _mermaid_id(node: Node) -> str:
    """Return a name that begins with no word of Mermaid's; ids have no ``__`` by themselves."""
    return f"{node.kind.value}_{node.id.replace('.', '__')}"


def _mermaid_text(text: str) -> str:
    return "<br/>".join(
        _NOT_TEXT.sub(lambda found: f"#{ord(found[0])};", line) for line in _lines(text)
    )


def _dot(graph: Graph, title: str) -> Iterator[str]:
    yield f"digraph {_dot_quoted(title)} {{"
    yield "  rankdir=LR;"
    yield '  node [fontname="Helvetica", fontsize=11];'
    yield '  edge [fontname="Helvetica", fontsize=9];'
    for node in graph.nodes:
        kind = node.kind
        yield (
            f"  {_dot_id(node)} [label={_dot_label(_label(node))}, {_DOT_SHAPES[kind]}, "
            f'fillcolor="{_COLOURS[kind]}", class="{kind.value}"];'
        )
    for edge in graph.edges:
        said = _said(edge)
        attributes = [f"label={_dot_label(said)}"] if said else []
        if edge.way is not Way.LEADS_TO:
            attributes.append("style=dashed, constraint=false")
        about = f" [{', '.join(attributes)}]" if attributes else ""
        yield f"  {_dot_id(edge.start)} -> {_dot_id(edge.end)}{about};"
    yield "}"


def _said(edge: Edge) -> str:
    return edge.rule if edge.way is Way.LEADS_TO else _(WAYS[edge.way])


def _dot_id(node: Node) -> str:
    return f'"{node.kind.value}:{node.id}"'


def _dot_quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _dot_label(text: str) -> str:
    """Return a label; Graphviz reads entities in it, and a backslash as the begin of an escape."""
    lines = (line.replace("&", "&amp;") for line in _lines(text))
    return '"' + "\\n".join(_dot_quoted(line)[1:-1] for line in lines) + '"'


def _label(node: Node) -> str:
    """Return what a node says; Mermaid cannot read a node that says nothing."""
    return node.label if plain(node.label) else node.id


def _lines(text: str) -> list[str]:
    """Return a text in lines; none is empty, and no word is taken apart."""
    return textwrap.wrap(plain(text), WIDTH, break_long_words=False, break_on_hyphens=False) or [""]
