"""Every figure of the house, one bench after the other: `make bench`."""

import subprocess
import sys

BENCHES = (
    "matching",
    "prices",
    "quotas",
    "hungarian",
    "large",
    "what_if",
    "pages",
    "report",
    "people_import",
    "praise",
    "vault",
    "applying",
)

for bench in BENCHES:
    # Each in a process of its own: pages and imports set up Django, each with its own database.
    print(f"\n{bench}\n{'=' * len(bench)}", flush=True)
    subprocess.run([sys.executable, "-W", "ignore", "-m", f"bench.{bench}"], check=True)  # noqa: S603
