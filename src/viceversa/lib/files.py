"""Files that must be there after a power cut."""

import os
from pathlib import Path


def sync_directory(path: Path) -> None:
    """Until this returns, a new or renamed file may still be missing from its directory."""
    directory = os.open(path, os.O_RDONLY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
