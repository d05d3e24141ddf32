"""Leave garbage where it is while one document is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Suspend the cyclic garbage collector, and let it pass over what was made meanwhile.

    A single document makes many objects and drops few; looking for cycles
    among them took a tenth of the time of a whole run, and going through them
    all once more at the end of the process another tenth.
    """
    was_enabled = gc.isenabled()
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if was_enabled:
            gc.enable()
