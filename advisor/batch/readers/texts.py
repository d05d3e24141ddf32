"""Profiles as texts: one in a file, one in a line, or one after the other in a list."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from advisor.batch.entry import Item, TextEntry
from advisor.batch.readers.json_list import entries_of_list
from advisor.batch.readers.trouble import not_utf8, too_large
from advisor.edge.files import MAX_BYTES

ENDINGS = {"yaml": "profile.yaml", "json": "profile.json"}
_BLANK = b" \t\r\n"


def profile_in(stream: BinaryIO, source: str, kind: str) -> Iterator[Item]:
    """Yield the profile that a file holds, or those of a list in JSON."""
    if kind == "json" and _is_list(stream):
        yield from entries_of_list(stream, source)
        return
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield too_large(source)
        return
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError:
        yield not_utf8(source)
        return
    yield TextEntry(source, 0, text, ENDINGS[kind])


def profiles_in_lines(stream: BinaryIO, source: str) -> Iterator[Item]:
    """Yield the profile of each line; empty ones are passed over."""
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            _skip_line(stream)
            yield too_large(source, number)
            continue
        if number == 1:
            line = line.removeprefix(codecs.BOM_UTF8)
        line = line.strip(_BLANK)
        if not line:
            continue
        try:
            yield TextEntry(source, number, line.decode(), ENDINGS["json"])
        except UnicodeDecodeError:
            yield not_utf8(source, number)


def _is_list(stream: BinaryIO) -> bool:
    """Tell whether a text begins with a bracket, and go back to its beginning."""
    first = b""
    stream.seek(0)
    while not first and (block := stream.read(io.DEFAULT_BUFFER_SIZE)):
        first = block.removeprefix(codecs.BOM_UTF8).lstrip(_BLANK)
    stream.seek(0)
    return first.startswith(b"[")


def _skip_line(stream: BinaryIO) -> None:
    while (block := stream.readline(MAX_BYTES)) and not block.endswith(b"\n"):
        pass
