"""Where the library lies. Viceversa opens it with ctypes; c/kernel.h says what it offers."""

from pathlib import Path

LIBRARY = Path(__file__).parent / "libkernel.so"
