"""Viceversa: software for running reverse-mentoring programmes."""

__version__ = "0.3.0.dev0"
