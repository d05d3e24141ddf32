"""The exception that carries every diagnostic."""

from __future__ import annotations

import pickle

from advisor.model.diagnostic import Diagnostic, InputError, Location


def test_an_input_error_keeps_its_diagnostics_on_the_way_to_another_process() -> None:
    error = InputError([Diagnostic(Location("a.yaml", 2, 3), "K001", "it is broken", "mend it")])
    copy = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert (copy.diagnostics, str(copy)) == (error.diagnostics, str(error))
