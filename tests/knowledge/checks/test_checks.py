"""All checks together: what they say is in order and the same on every run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from advisor.knowledge.judge import judge
from advisor.model.diagnostic import Severity
from tests.knowledge.checks.bases import ROOT, advice, load, rules

TEXT = rules(
    "id: never, when: {all: [{sunny: yes}, {sunny: no}]}, conclude: {next: good}",
    "id: one, when: {colour: red}, conclude: {state: good}",
    "id: other, when: {known: speed}, conclude: {state: bad}",
    "id: third, when: {any: [{extras: {includes: wax}}, {known: total}]}, conclude: {state: mixed}",
) + advice(
    "id: same, when: {all: [{colour: red}, {state: good}]}",
    'id: again, when: {all: [{state: good}, {colour: red}]}, do: "Do {load} and {weight}."',
)


def test_every_finding_is_a_warning_in_the_order_of_the_files(tmp_path: Path) -> None:
    load(tmp_path, TEXT)
    said = judge(tmp_path).diagnostics
    assert list(said) == sorted(said)
    assert {each.severity for each in said} == {Severity.WARNING}
    assert [each.code for each in said if each.location.file.endswith("rules.yaml")] == [
        "K103",
        "K105",
        "K105",
        "K105",
        "K104",
        "K107",
        "K107",
    ]


def test_what_is_said_does_not_depend_on_how_names_are_hashed(tmp_path: Path) -> None:
    load(tmp_path, TEXT)
    runs = [
        subprocess.run(
            [sys.executable, "-m", "advisor", "check", tmp_path],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        for seed in ("0", "1", "2")
    ]
    assert {run.stderr for run in runs} == {""}
    assert len({run.stdout for run in runs}) == 1
    assert "warning K105" in runs[0].stdout
