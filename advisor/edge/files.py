"""Read a text file, write a file whole or not at all."""

from __future__ import annotations

import codecs
import contextlib
import os
import tempfile
from pathlib import Path

from advisor.edge.problems import Problems
from advisor.language.messages import N_, _
from advisor.model.diagnostic import Location

MAX_BYTES = 4_000_000
# What systems say most often when a file cannot be read or written.
REASONS = (
    N_("file exists"),
    N_("file name too long"),
    N_("is a directory"),
    N_("no space left on device"),
    N_("no such file or directory"),
    N_("not a directory"),
    N_("permission denied"),
    N_("read-only file system"),
)


def read_text(path: Path, problems: Problems, name: str | None = None) -> str:
    """Return a file's text, UTF-8 with or without a byte order mark.

    A file that is missing, unreadable, too large or not UTF-8 is refused.
    """
    location = Location(name or str(path))
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = why_not(error)
        raise problems.refuse(
            location,
            1,
            _("cannot read the file: {reason}").format(reason=reason),
            _("check the path and its permissions"),
        ) from error
    if len(data) > MAX_BYTES:
        raise problems.refuse(
            location,
            1,
            _("the file is larger than {megabytes} MB").format(megabytes=MAX_BYTES // 1_000_000),
            _("keep it smaller"),
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
            _("the file is not UTF-8 text"),
            _("save it with the encoding UTF-8"),
        ) from error


def why_not(error: OSError | ValueError) -> str:
    """Return the system's reason in a few words of the current language."""
    said = (getattr(error, "strerror", None) or str(error) or N_("unknown reason")).lower()
    return _(said)


def write_whole(path: Path, text: str) -> None:
    """Write a text file, in UTF-8, whole or not at all; as ``write_whole_bytes`` does."""
    write_whole_bytes(path, text.encode())


def write_whole_bytes(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: beside its place, then renamed.

    What is no file, such as a pipe or ``/dev/null``, is written to as it is.
    Raises ``OSError`` with the file untouched when it cannot be written.
    """
    target = path.resolve()
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    if target.exists() and not os.access(target, os.W_OK):
        raise PermissionError(13, "Permission denied", str(path))
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name[:40]}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
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
