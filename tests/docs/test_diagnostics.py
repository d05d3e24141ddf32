"""docs/diagnostics.md explains every code that the program can give, and no other."""

from __future__ import annotations

from tests.docs.codes import codes_in_documentation, codes_in_source
from tests.docs.examples import entries


def test_every_code_in_the_source_is_explained() -> None:
    explained = set(codes_in_documentation())
    missing = {code: files for code, files in codes_in_source().items() if code not in explained}
    assert missing == {}


def test_every_code_that_is_explained_is_in_the_source() -> None:
    assert set(codes_in_documentation()) - codes_in_source().keys() == set()


def test_every_code_is_explained_once() -> None:
    explained = codes_in_documentation()
    assert sorted(set(explained)) == sorted(explained)


def test_nearly_every_code_has_an_example_that_is_run() -> None:
    # What needs a file of a certain size, or none at all, is shown as it was said once.
    shown = {entry.codes[0] for entry in entries() if not entry.example}
    catalogues = {"K041", "K042", "K110", "K111", "K112"}
    assert shown <= {"K001", "K009", "K036", "T001"} | catalogues
