"""What an id in a rules file looks like, and which ids would be taken for something else."""

from __future__ import annotations

from msgspec.structs import replace

from advisor.edge.scalars import Pattern

RESERVED = frozenset(
    [
        "all",
        "any",
        "not",
        "known",
        "unknown",
        "does_not_apply",
        "any_row",
        "every_row",
        "count",
        "company",
        "row",
        "name",
    ]
)
ID = Pattern(
    r"[a-z][a-z0-9_]*", "an id of lower-case letters, digits and '_' (peak_demand)", RESERVED
)
# A table stands in the profile beside the other blocks, a column beside the row's own keys.
TABLE_ID = replace(
    ID, reserved=RESERVED | {"answers", "cut_lines", "notes", "language", "unfinished"}
)
COLUMN_ID = replace(ID, reserved=RESERVED | {"scale"})
WORD = Pattern(r"[a-z][a-z0-9_]*", "a word of lower-case letters, digits and '_' (too_slow)")
PARAMETER_ID = Pattern(
    r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)+", "an id with a dot inside (capacity.high_load)"
)
SOURCE_ID = Pattern(r"[A-Za-z][A-Za-z0-9_.-]*", "an id without spaces (S2-14)")
