"""The edge: text of any origin becomes located data, or a list of located mistakes."""
