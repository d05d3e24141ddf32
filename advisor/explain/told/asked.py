"""Which piece of advice a command means, and for which rows."""

from __future__ import annotations

from collections.abc import Iterable

from advisor.advice.ranking import Key
from advisor.edge.suggest import did_you_mean, expected_or_near
from advisor.explain.told.run import Run
from advisor.explain.told.told import standing
from advisor.language.messages import _
from advisor.model.case import UNKNOWN_ROW


class UnknownName(Exception):  # noqa: N818 - told as a mistake on the command line
    """The command line names something that is not there; says what was meant."""


class OtherCommand(Exception):  # noqa: N818 - no error, but the answer to another question
    """What was asked is not so; says which command tells about it."""


def advice_and_row(words: str, row: str | None, advice: Iterable[str]) -> tuple[str, str | None]:
    """Return the id and the row that ``id`` or ``id:row`` names; a row given beside it counts.

    Raises ``UnknownName`` where there is no such advice.
    """
    names = list(advice)
    name, colon, behind = words.partition(":")
    name = name.strip()
    if name not in names:
        raise UnknownName(
            _joined(_("there is no advice '{name}'").format(name=name), _near(name, names))
        )
    if row is None and colon:
        row = behind.strip()
    return name, row


def _near(name: str, names: list[str]) -> str:
    return did_you_mean(name, names) or _("'advisor advise --format json' has the id of each")


def keys_that_hold(name: str, row: str | None, run: Run) -> list[Key]:
    """Return the advice, for each row asked for, that holds.

    Raises ``OtherCommand``, which names it, where there is none.
    """
    keys = [key for key in _keys(name, row, run) if key in run.firings]
    if not keys:
        shown = _shown(name, row)
        raise OtherCommand(
            _joined(
                _("the advice '{advice}' does not hold for this company").format(advice=shown),
                _("'advisor explain PROFILE --why-not {advice}' says what it lacks").format(
                    advice=shown
                ),
            )
        )
    return keys


def keys_not_given(name: str, row: str | None, run: Run) -> list[Key]:
    """Return the advice, for each row asked for, that is not given.

    Raises ``OtherCommand``, which names it, where all of it is.
    """
    keys = [key for key in _keys(name, row, run) if standing(key, run) != "stands"]
    if not keys:
        shown = _shown(name, row)
        raise OtherCommand(
            _joined(
                _("the advice '{advice}' holds for this company").format(advice=shown),
                _("'advisor explain PROFILE {advice}' says how it came about").format(advice=shown),
            )
        )
    return keys


def _keys(name: str, row: str | None, run: Run) -> list[Key]:
    table = run.knowledge.advice[name].table
    if not table:
        if row is not None:
            raise UnknownName(
                _joined(
                    _("the advice '{advice}' is about the company, not about rows").format(
                        advice=name
                    ),
                    _("leave the row out"),
                )
            )
        return [(name, "")]
    rows = run.rows(name)
    if not rows:
        raise UnknownName(
            _joined(
                _(
                    "the advice '{advice}' is about the rows of '{table}', and there are none"
                ).format(advice=name, table=table),
                _("fill them in"),
            )
        )
    if row is None or rows == (UNKNOWN_ROW,):
        return [(name, each) for each in rows]
    if row not in rows:
        raise UnknownName(
            _joined(
                _("'{table}' has no row of that name").format(table=table),
                expected_or_near(row, rows),
            )
        )
    return [(name, row)]


def _shown(name: str, row: str | None) -> str:
    return f"{name}:{row}" if row else name


def _joined(message: str, hint: str) -> str:
    return f"{message}; {hint}" if hint else message
