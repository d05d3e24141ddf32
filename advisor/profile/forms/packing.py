"""A workbook as bytes that depend on its content only, not on when it was made."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook

PROPERTIES = "docProps/core.xml"
CHANGED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
LONG_AGO = b"2000-01-01T00:00:00Z"
EARLIEST = (1980, 1, 1, 0, 0, 0)


def packed(workbook: Workbook) -> bytes:
    """Return the file of a workbook; the same each time."""
    saved, same = io.BytesIO(), io.BytesIO()
    workbook.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(same, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == PROPERTIES:
                data = CHANGED.sub(rb"\g<1>" + LONG_AGO, data)
            entry = zipfile.ZipInfo(name, EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            entry.create_system = 3  # whatever the system
            target.writestr(entry, data)
    return same.getvalue()
