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


def append_line(path: Path, line: str) -> None:
    """Adds a line to a file of its owner's alone; safely on the disk when it returns. A line that
    a crash broke off before stays alone."""
    is_new = not path.exists()
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(file, (b"\n" if _is_torn(file) else b"") + f"{line}\n".encode())
        os.fsync(file)
    finally:
        os.close(file)
    if is_new:
        sync_directory(path.parent)


def _is_torn(file: int) -> bool:
    """Whether the last line has no end."""
    size = os.fstat(file).st_size
    return size > 0 and os.pread(file, 1, size - 1) != b"\n"
