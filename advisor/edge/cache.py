"""A folder for what can be made again but takes time: the user's own, closed to others.

What lies there is code or becomes objects when it is read, as Python's own
bytecode does. So it is used only where nobody else can write, and not at all
where Python is told not to write bytecode. Everything kept is optional.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from platformdirs import user_cache_path


def own_cache_folder(name: str) -> Path | None:
    """Return a folder of this user's cache, made if need be, or None where there can be none."""
    if sys.dont_write_bytecode:
        return None
    folder = user_cache_path("advisor") / name
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if _is_ours_alone(folder) else None
    except OSError:
        return None


def _is_ours_alone(folder: Path) -> bool:
    """Tell whether nobody else can put code into a folder."""
    if os.name != "posix":
        return True
    status = folder.stat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o022
