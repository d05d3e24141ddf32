"""Read drawn graphs back, strictly: whatever is not in these few forms is a mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass

ID = r"[a-z]+_[a-z0-9_]+"
TEXT = r"(?:[^\W_]|[_ ,.…()?!“”’«»–]|#[0-9]+;|<br/>)+"
MERMAID_NODE = re.compile(
    rf"""  (?P<id>{ID})(?P<open>\(\[|\[\(|\[/|{{{{|\(|\[)"(?P<label>{TEXT})"
    (?P<close>\]\)|\)\]|/\]|}}}}|\)|\]):::(?P<kind>[a-z]+)""".replace("\n    ", "")
)
MERMAID_EDGE = re.compile(rf'  (?P<start>{ID}) (?:-->|-\.->)(?:\|"{TEXT}"\|)? (?P<end>{ID})')
MERMAID_CLASS = re.compile(r"  classDef (?P<kind>[a-z]+) fill:#[0-9a-f]{6},stroke:#555,color:#111")
PAIRS = {"([": "])", "[(": ")]", "[/": "/]", "{{": "}}", "(": ")", "[": "]"}

STRING = r'"(?:[^"\\]|\\.)*"'
DOT_NODE = re.compile(rf"  (?P<id>{STRING}) \[label=(?P<label>{STRING}), [^\n]+\];")
DOT_EDGE = re.compile(
    rf"  (?P<start>{STRING}) -> (?P<end>{STRING})(?: \[label={STRING}(?:, [a-z=, ]+)?\])?;"
)


@dataclass(frozen=True)
class Drawn:
    """The labels of the nodes by their names, and the edges."""

    labels: dict[str, str]
    edges: list[tuple[str, str]]


def read_mermaid(text: str) -> Drawn:
    """Return what a flowchart draws."""
    first, *lines = text.splitlines()
    assert first == "flowchart LR"
    assert text.endswith("\n")
    labels: dict[str, str] = {}
    edges: list[tuple[str, str]] = []
    kinds, styled = set(), set()
    for line in lines:
        if node := MERMAID_NODE.fullmatch(line):
            assert PAIRS[node["open"]] == node["close"], line
            assert node["id"] not in labels, line
            kinds.add(node["kind"])
            labels[node["id"]] = _mermaid_words(node["label"])
        elif edge := MERMAID_EDGE.fullmatch(line):
            edges.append((edge["start"], edge["end"]))
        else:
            style = MERMAID_CLASS.fullmatch(line)
            assert style, line
            styled.add(style["kind"])
    assert kinds == styled
    return _whole(labels, edges)


def read_dot(text: str) -> Drawn:
    """Return what a graph in the language of Graphviz draws."""
    first, *lines = text.splitlines()
    assert re.fullmatch(rf"digraph {STRING} {{", first)
    assert lines[:3] == [
        "  rankdir=LR;",
        '  node [fontname="Helvetica", fontsize=11];',
        '  edge [fontname="Helvetica", fontsize=9];',
    ]
    assert lines[-1] == "}"
    labels: dict[str, str] = {}
    edges: list[tuple[str, str]] = []
    for line in lines[3:-1]:
        if node := DOT_NODE.fullmatch(line):
            assert node["id"] not in labels, line
            labels[node["id"]] = _dot_words(node["label"])
        else:
            edge = DOT_EDGE.fullmatch(line)
            assert edge, line
            edges.append((edge["start"], edge["end"]))
    return _whole(labels, edges)


def _whole(labels: dict[str, str], edges: list[tuple[str, str]]) -> Drawn:
    assert {end for edge in edges for end in edge} <= labels.keys()
    return Drawn(labels, edges)


def _mermaid_words(label: str) -> str:
    text = label.replace("<br/>", " ")
    return re.sub("#([0-9]+);", lambda found: chr(int(found[1])), text)


def _dot_words(label: str) -> str:
    told = {"n": " ", '"': '"', "\\": "\\"}
    text = re.sub(r"\\(.)", lambda found: told[found[1]], label[1:-1])
    assert not re.search("&(?!amp;)", text)
    return text.replace("&amp;", "&")
