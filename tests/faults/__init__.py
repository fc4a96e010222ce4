"""Faults that are tried: processes that die at every point of a deed, and two deeds at once."""

Codes = tuple[str, ...]
"""A world: the codes of what was made in it."""
