"""The overview of a run: every file of it, made from the journal alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, BinaryIO
from urllib.parse import quote

import msgspec

from advisor.batch.cells_out import write_table
from advisor.batch.entry import place_of
from advisor.batch.folder import RUN, SUMMARY, RunFolder
from advisor.batch.journal import Done, Journal, Lost
from advisor.batch.record import Record
from advisor.batch.run_file import RunFile, run_file_text
from advisor.batch.tables import error_table, label_of, summary_table
from advisor.model.cohort import Cohort
from advisor.model.knowledge import Knowledge
from advisor.report.cohort import render_cohort
from advisor.report.index import index_text

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def write_overview(
    folder: RunFolder,
    journal: Journal,
    cohort: Cohort,
    run_file: RunFile,
    knowledge: Knowledge,
) -> None:
    """Write the overview; ``run.json`` comes last, and with it the run is finished."""
    settings = run_file.there.settings
    language, day = knowledge.language, dt.date.fromisoformat(settings.date)
    folder.put_written(SUMMARY, lambda stream: _write_lines(stream, journal))
    folder.put_written(
        "summary.csv",
        lambda stream: write_table(stream, summary_table(journal.lines(), knowledge), language),
    )
    write_errors(folder, journal, knowledge)
    folder.put("cohort.md", render_cohort(cohort, day, settings.templates_folder))
    folder.put_written(
        "index.md", lambda stream: _write_index(stream, journal, run_file, knowledge)
    )
    folder.put(RUN, run_file_text(run_file, folder, journal.lines(), knowledge))


def write_errors(folder: RunFolder, journal: Journal, knowledge: Knowledge) -> None:
    """Write what was wrong, which may be nothing."""
    rows = error_table(journal.lines(), knowledge)
    folder.put_written("errors.csv", lambda stream: write_table(stream, rows, knowledge.language))


def record_line(record: Record) -> bytes:
    """Return a company's line of ``summary.jsonl``, numbers as numbers."""
    return _ENCODER.encode(record) + b"\n"


def _write_lines(stream: BinaryIO, journal: Journal) -> None:
    stream.writelines(
        record_line(line.record) for line in journal.lines() if isinstance(line, Done)
    )


def _write_index(
    stream: BinaryIO, journal: Journal, run_file: RunFile, knowledge: Knowledge
) -> None:
    settings = run_file.there.settings
    pieces = index_text(
        {
            "knowledge": {
                "title": knowledge.title,
                "version": knowledge.version,
                "digest": knowledge.digest,
            },
            "date": settings.date,
            "made": sum(isinstance(line, Done) for line in journal.lines()),
            "failed": sum(isinstance(line, Lost) for line in journal.lines()),
            "companies": _companies(journal),
            "mistakes": _mistakes(journal, knowledge),
        },
        knowledge.language,
        settings.templates_folder,
    )
    stream.writelines(piece.encode() for piece in pieces)


def _companies(journal: Journal) -> Iterator[dict[str, Any]]:
    for line in journal.lines():
        if isinstance(line, Done):
            record = line.record
            yield {
                "name": record.company,
                "links": [
                    {"format": document.rpartition(".")[2], "to": quote(document)}
                    for document in record.documents
                ],
                "headline": record.headline,
                "advice": record.advice,
            }


def _mistakes(journal: Journal, knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    for line in journal.lines():
        if isinstance(line, Lost):
            for mistake in line.mistakes:
                source, row = place_of(line.source, line.row, mistake)
                yield {
                    "source": source,
                    "row": row,
                    "label": label_of(mistake.field, knowledge),
                    "field": mistake.field,
                    "reason": mistake.reason,
                }
