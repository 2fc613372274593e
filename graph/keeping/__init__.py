"""Keeping documents of one's own: add, remove, decide; the graph is a function of what is held and decided."""
