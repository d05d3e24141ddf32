"""An assessment becomes something to read, or to compute with."""
