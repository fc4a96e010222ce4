"""Viceversa: software for running reverse-mentoring programmes."""

__version__ = "0.2.0"
