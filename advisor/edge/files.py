"""Read a text file, write one whole or not at all."""

from __future__ import annotations

import codecs
import contextlib
import os
import tempfile
from pathlib import Path

from advisor.edge.problems import Problems
from advisor.model.diagnostic import Location

MAX_BYTES = 4_000_000


def read_text(path: Path, problems: Problems, name: str | None = None) -> str:
    """Return a file's text, UTF-8 with or without a byte order mark.

    A file that is missing, unreadable, too large or not UTF-8 is refused.
    """
    location = Location(name or str(path))
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise problems.refuse(
            location, 1, f"cannot read the file: {reason}", "check the path and its permissions"
        ) from error
    if len(data) > MAX_BYTES:
        raise problems.refuse(
            location,
            1,
            f"the file is larger than {MAX_BYTES // 1_000_000} MB",
            "keep it smaller",
        )
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        raise problems.refuse(
            Location(location.file, line, column),
            1,
            "the file is not UTF-8 text",
            "save it with the encoding UTF-8",
        ) from error


def write_whole(path: Path, text: str) -> None:
    """Write a text file whole or not at all: beside its place, then renamed.

    What is no file, such as a pipe or ``/dev/null``, is written to as it is.
    Raises ``OSError`` with the file untouched when it cannot be written.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        target.write_text(text, encoding="utf-8", newline="\n")
        return
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied", str(path))
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        _keep_mode(target, Path(temporary))
        os.replace(temporary, target)  # noqa: PTH105 - Path.replace is the same call
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108 - as above
        raise


def _keep_mode(target: Path, temporary: Path) -> None:
    """Give the new file the mode of the old one, or that of any new file."""
    if target.exists():
        temporary.chmod(target.stat().st_mode & 0o777)
        return
    umask = os.umask(0)
    os.umask(umask)
    temporary.chmod(0o666 & ~umask)
