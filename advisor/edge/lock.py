"""At most one process at a time changes a file."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Held(Exception):  # noqa: N818 - nothing is wrong with the file: somebody else is at it
    """Another process holds the file; ``path`` is the file's."""

    def __init__(self, path: Path) -> None:
        """Say which file is held."""
        super().__init__(str(path))
        self.path = path


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold a file until the end of the block; raises ``Held`` while another process does.

    The system lets go when a process ends, however it ends. Where no lock can
    be had, as in a folder that may not be written, the block is run without:
    then writing the file is what fails.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only who edits needs it

    real = path.resolve()
    # A lock of another kind, which would outlive its process, is worse than none.
    lock = FileLock(real.with_name(f".{real.name}.lock"), timeout=0, fallback_to_soft=False)
    try:
        # Or the lock would make the folder.
        real.parent.stat()
        lock.acquire()
    except (Timeout, OSError):
        # Where no lock file can be made at all, some systems answer as if it were held.
        if _is_there(Path(lock.lock_file)):
            raise Held(path) from None
        yield
        return
    try:
        yield
    finally:
        # While it is still held: whoever has opened it by now sees that it is gone, and begins
        # anew. Windows does not remove what is open; there, it goes afterwards if nobody has it.
        with contextlib.suppress(OSError):
            Path(lock.lock_file).unlink()
        lock.release()


def _is_there(path: Path) -> bool:
    """Tell whether there is a file; a name that no file can have is none."""
    try:
        return path.exists()
    except OSError:
        return False
