"""Migrations as a later version will have them: the first, and one more that can be killed."""
