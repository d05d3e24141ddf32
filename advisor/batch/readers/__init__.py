"""Whatever people have with companies in it becomes entries, and an entry a profile."""

from advisor.batch.readers.entries import read_entry
from advisor.batch.readers.read import read_inputs

__all__ = ["read_entry", "read_inputs"]
