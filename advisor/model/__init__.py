"""The types that pass between the stages: frozen data, no behaviour of its own."""
