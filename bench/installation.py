"""A database of a bench's own, in a directory that is gone afterwards."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def empty_house(**environment: str) -> Iterator[None]:
    """Django set up with empty tables, under these further variables of the environment."""
    with tempfile.TemporaryDirectory(prefix="viceversa-bench-") as directory:
        for variable in ("DATABASE_URL", "VICEVERSA_KEYRING_URL"):
            os.environ.pop(variable, None)
        os.environ.update(VICEVERSA_DATA=directory, **environment)
        import django  # only now: the settings read the environment

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield
