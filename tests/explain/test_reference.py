"""``advisor docs``: everything the base knows, with links that lead somewhere."""

# ruff: noqa: RUF001 - the angle quotation marks are meant as such

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from advisor.cases.read import parse_cases
from advisor.explain.reference.reached import Reached, reached_by
from advisor.explain.reference.write import LIST, reference
from advisor.inference.engine import InferenceEngine
from advisor.knowledge.opening import open_knowledge
from advisor.model.knowledge import Knowledge
from tests.cli.running import BASE, advisor
from tests.knowledge.small_base import loaded, write_small
from tests.shipped import shipped_base

ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
LINK = re.compile(r"(?<!\\)\]\(([^)\s]+)\)")

CASES = """\
cases:
  - name: A kiosk with a queue is told to serve faster
    company: {sells: papers}
    answers: {queue: long}
    expect: {findings: {quick: fails}, advice: [shorten_the_queue]}
  - name: A quiet kiosk is quick
    company: {sells: coffee}
    answers: {queue: none}
    expect: {findings: {quick: holds}}
"""


def kiosk() -> Knowledge:
    return open_knowledge(BASE)


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    knowledge = kiosk()
    cases = parse_cases(CASES, "cases/kiosk.yaml", knowledge)
    return dict(reference(knowledge, reached_by(InferenceEngine(knowledge), cases)))


def assert_links_lead_somewhere(pages: dict[str, str]) -> int:
    anchors = {}
    for name, text in pages.items():
        found = ANCHOR.findall(text)
        assert len(found) == len(set(found)), name
        anchors[name] = set(found)
    links = 0
    for name, text in pages.items():
        for to in LINK.findall(text):
            page, _hash, anchor = to.partition("#")
            assert page in pages, (name, to)
            assert not anchor or anchor in anchors[page], (name, to)
            links += 1
    return links


@pytest.mark.parametrize("language", ["en", "nb", "sv"])
def test_every_link_of_the_shipped_reference_leads_to_an_anchor(language: str) -> None:
    knowledge = shipped_base(language)
    pages = dict(reference(knowledge, Reached()))
    assert assert_links_lead_somewhere(pages) > len(knowledge.rules)
    everything = "\n".join(pages.values())
    for kind, things in (
        ("question", knowledge.questions),
        ("table", knowledge.tables),
        ("measure", knowledge.measures),
        ("finding", knowledge.findings),
        ("rule", knowledge.rules),
        ("advice", knowledge.advice),
        ("parameter", knowledge.parameters),
        ("source", knowledge.sources),
        ("term", knowledge.terms),
    ):
        for name in things:
            assert f'<a id="{kind}-{name.replace(".", "-")}"></a>' in everything


def test_the_links_of_a_base_with_cases_lead_somewhere(pages: dict[str, str]) -> None:
    assert assert_links_lead_somewhere(pages)


def section(page: str, anchor: str) -> str:
    """Return what stands behind an anchor, up to the next."""
    behind = page.split(f'<a id="{anchor}"></a>\n', maxsplit=1)[1]
    return behind.partition("<a id=")[0].strip()


def test_a_rule_tells_its_condition_its_evidence_and_its_cases(pages: dict[str, str]) -> None:
    assert section(pages["topic-service.md"], "rule-no_queue_is_quick") == (
        "#### Rule `no_queue_is_quick`\n"
        "\n"
        "- If:\n"
        "  - [The busiest hour](topic-service.md#question-queue): “Nobody waits”\n"
        "  - [What you sell](general.md#question-sells): not “Newspapers”\n"
        "- Then: [Quick service](topic-service.md#finding-quick): Nobody waits too long.\n"
        "- Because: Nobody waits.\n"
        "- Evidence: professional judgement; strength 0.6 "
        "([`evidence.judgement`](parameters.md#parameter-evidence-judgement))\n"
        "- Reads: [The busiest hour](topic-service.md#question-queue), "
        "[What you sell](general.md#question-sells), "
        "[`evidence.judgement`](parameters.md#parameter-evidence-judgement)\n"
        "- Worked cases: [A quiet kiosk is quick](cases.md#case-2)\n"
        "- Source: [`judgement`](sources.md#source-judgement)"
    )


def test_a_question_tells_its_options_and_what_reads_it(pages: dict[str, str]) -> None:
    assert section(pages["topic-service.md"], "question-queue") == (
        "### The busiest hour\n"
        "\n"
        "Question `queue`: What happens at your busiest times?\n"
        "\n"
        "- `none`: Nobody waits\n"
        "- `long`: Customers wait and leave\n"
        "\n"
        "Think of a normal week.\n"
        "\n"
        "For example: Two people wait and one walks off.\n"
        "\n"
        "- Answer: one of the options\n"
        "- Read by: [`no_queue_is_quick`](topic-service.md#rule-no_queue_is_quick), "
        "[`queue_is_slow`](topic-service.md#rule-queue_is_slow), [Serve the queue of ‹the "
        "company› faster](topic-service.md#advice-shorten_the_queue)\n"
        "- Worked cases: [A kiosk with a queue is told to serve faster](cases.md#case-1), "
        "[A quiet kiosk is quick](cases.md#case-2)\n"
        "- Source: [`judgement`](sources.md#source-judgement)"
    )


def test_advice_tells_how_it_weighs_and_when_it_is_given(pages: dict[str, str]) -> None:
    assert section(pages["topic-service.md"], "advice-shorten_the_queue") == (
        "### Serve the queue of ‹the company› faster\n"
        "\n"
        "Advice `shorten_the_queue`\n"
        "\n"
        "At your busiest times this happens: ‹The busiest hour›. Minutes of waiting: ‹Waiting "
        "time, otherwise “not counted”›.\n"
        "\n"
        "1. Count the customers who leave\n"
        "2. Prepare before the rush\n"
        "3. Open a second till\n"
        "\n"
        "- Given when: [Quick service](topic-service.md#finding-quick): “Customers wait too "
        "long”\n"
        "- Look at: Customers who leave in a week\n"
        "- Impact 5 of 5, effort 2 of 5, start now\n"
        "- Evidence: professional judgement; strength 0.6 "
        "([`evidence.judgement`](parameters.md#parameter-evidence-judgement))\n"
        "- Reads: [The busiest hour](topic-service.md#question-queue), "
        "[Waiting time](topic-service.md#question-waiting), "
        "[Quick service](topic-service.md#finding-quick), "
        "[`evidence.judgement`](parameters.md#parameter-evidence-judgement)\n"
        "- Worked cases: [A kiosk with a queue is told to serve faster](cases.md#case-1)\n"
        "- Source: [`judgement`](sources.md#source-judgement)"
    )


def test_a_case_tells_what_it_expects(pages: dict[str, str]) -> None:
    assert section(pages["cases.md"], "case-1") == (
        "### A kiosk with a queue is told to serve faster\n"
        "\n"
        "- Expects something of: [Quick service](topic-service.md#finding-quick), "
        "[Serve the queue of ‹the company› faster](topic-service.md#advice-shorten_the_queue)"
    )


MEAN = """\
questions:
  - id: mean
    label: "Bad ](x) <script> *label* | `"
    ask: "# What [is](http://evil.example) that?"
    kind: choice
    options: {a: "1. *One* | two", b: "<a id=\\"case-1\\">"}
    source: S2-14
rules:
  - id: meanly
    when: {mean: a}
    conclude: {capacity: fails}
    because: "- a list\\n\\n# and a heading"
    source: S2-14
"""


def test_texts_of_the_base_cannot_break_a_page(tmp_path: Path) -> None:
    pages = dict(reference(loaded(write_small(tmp_path, MEAN)), Reached()))
    assert_links_lead_somewhere(pages)
    html = MarkdownIt("commonmark").render(pages["general.md"])
    assert "<script>" not in html
    assert "evil.example" in html
    assert 'href="http://evil.example"' not in html
    assert "<h1>and a heading</h1>" not in html


def test_the_same_base_makes_the_same_bytes(pages: dict[str, str]) -> None:
    knowledge = kiosk()
    cases = parse_cases(CASES, "cases/kiosk.yaml", knowledge)
    again = reference(knowledge, reached_by(InferenceEngine(knowledge), cases))
    assert dict(again) == pages


@pytest.fixture
def base(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    shutil.copytree(BASE, folder)
    (folder / "cases").mkdir()
    (folder / "cases" / "kiosk.yaml").write_text(CASES, encoding="utf-8")
    return folder


FILES = [
    LIST, "cases.md", "general.md", "glossary.md", "index.md", "names.md", "parameters.md",
    "sources.md", "tables.md", "topic-service.md",
]  # fmt: skip


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_command_writes_the_pages_with_the_cases_beside_the_rules(
    base: Path, tmp_path: Path, pages: dict[str, str]
) -> None:
    folder = tmp_path / "new" / "reference"
    ran = advisor("docs", folder, "--rules", base)
    assert (ran.code, ran.stdout) == (0, "")
    assert ran.stderr == f"9 pages; begin with {folder / 'index.md'}\n"
    assert files_in(folder) == FILES
    written = {name: (folder / name).read_text(encoding="utf-8") for name in pages}
    assert written == pages


def test_cases_may_stand_elsewhere_or_be_none(base: Path, tmp_path: Path) -> None:
    shutil.move(base / "cases", tmp_path / "elsewhere")
    first, second = tmp_path / "first", tmp_path / "second"
    assert advisor("docs", first, "--rules", base).code == 0
    ran = advisor("docs", second, "--rules", base, "--cases", tmp_path / "elsewhere")
    assert ran.code == 0
    assert "case-1" not in (first / "cases.md").read_text(encoding="utf-8")
    assert "case-1" in (second / "cases.md").read_text(encoding="utf-8")


def test_a_reference_is_brought_up_to_date_and_stale_pages_go(base: Path, tmp_path: Path) -> None:
    folder = tmp_path / "reference"
    assert advisor("docs", folder, "--rules", base).code == 0
    (folder / "mine.txt").write_text("mine", encoding="utf-8")
    text = (base / "base.yaml").read_text(encoding="utf-8")
    text = text.replace("id: service,", "id: serving,").replace("topic: service", "topic: serving")
    (base / "base.yaml").write_text(text, encoding="utf-8")
    assert advisor("docs", folder, "--rules", base).code == 0
    expected = [name.replace("service", "serving") for name in FILES]
    assert files_in(folder) == sorted([*expected, "mine.txt"])


def test_a_folder_with_something_else_in_it_is_refused_and_kept(base: Path, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "index.md").write_text("mine", encoding="utf-8")
    ran = advisor("docs", folder, "--rules", base)
    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr == (
        f"{folder}: error: the folder is not empty, and what is in it is not a reference; choose "
        "another, or add --overwrite to write beside it\n"
    )
    assert files_in(folder) == ["index.md"]
    assert (folder / "index.md").read_text(encoding="utf-8") == "mine"
    assert advisor("docs", folder, "--rules", base, "--overwrite").code == 0
    assert files_in(folder) == FILES


def test_a_file_is_no_folder(base: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine", encoding="utf-8")
    ran = advisor("docs", file, "--rules", base)
    assert (ran.code, ran.stderr) == (1, f"{file}: error: this is a file; choose a folder\n")
    assert file.read_text(encoding="utf-8") == "mine"


def test_a_list_that_names_files_elsewhere_removes_none_of_them(base: Path, tmp_path: Path) -> None:
    folder, outside = tmp_path / "reference", tmp_path / "outside.txt"
    outside.write_text("mine", encoding="utf-8")
    folder.mkdir()
    (folder / LIST).write_text("../outside.txt\nindex.md\n..\n", encoding="utf-8")
    assert advisor("docs", folder, "--rules", base).code == 0
    assert outside.read_text(encoding="utf-8") == "mine"


def test_a_template_of_ones_own_takes_the_place_of_the_shipped_one(
    base: Path, tmp_path: Path
) -> None:
    own = tmp_path / "templates" / "reference"
    own.mkdir(parents=True)
    (own / "index.md.j2").write_text("# Ours: {{ base.title }}\n", encoding="utf-8")
    folder = tmp_path / "reference"
    assert advisor("docs", folder, "--rules", base, "--templates", own.parent).code == 0
    assert (folder / "index.md").read_text(encoding="utf-8") == "# Ours: Advice for kiosks\n"


def test_a_mistake_in_a_template_is_told_and_nothing_is_written(base: Path, tmp_path: Path) -> None:
    own = tmp_path / "templates" / "reference"
    own.mkdir(parents=True)
    (own / "index.md.j2").write_text("# {{ base.titel }}\n", encoding="utf-8")
    folder = tmp_path / "reference"
    ran = advisor("docs", folder, "--rules", base, "--templates", own.parent)
    assert ran.code == 1
    assert ran.stderr == (
        f"{own / 'index.md.j2'}:1:1: error T002: there is no 'titel' here; did you mean 'title'?\n"
    )
    assert not folder.exists()
