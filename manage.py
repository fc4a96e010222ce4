#!/usr/bin/env python
"""Django's commands from a checkout; installed, the same is `viceversa COMMAND`."""

from viceversa.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
