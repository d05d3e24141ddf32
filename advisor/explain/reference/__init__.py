"""A knowledge base as pages to read: everything it declares, each thing linked to the others."""
