"""Every figure of the house, one bench after the other, and then in one table: `make bench`."""

import re
import subprocess
import sys

BENCHES = (
    "matching",
    "prices",
    "quotas",
    "large_quotas",
    "hungarian",
    "large",
    "what_if",
    "hard",
    "pages",
    "report",
    "people_import",
    "praise",
    "vault",
    "applying",
    "killing",
    "publishing",
    "outage",
    "readers",
    "copies",
    "memory",
)

FIGURE = re.compile(r"([\d.]+)((?: [^\W\d]+){0,3}) \((at most|at least) ([\d.]+)\)")
"""What a bench asks of itself, as its lines say it: `ratio 0.26 (at most 0.4)`."""


def main() -> None:
    """Runs them all, and tells of each figure that has a bound whether it keeps it."""
    rows = [row for bench in BENCHES for line in _lines(bench) for row in _rows(bench, line)]
    print("\n| bench | what | figure | asked | |\n|---|---|---|---|---|")
    for row in rows:
        print(f"| {' | '.join(row)} |")
    sys.exit(any(row[-1] for row in rows))


def _lines(bench: str) -> list[str]:
    """What it prints, told while it comes. Each in a process of its own: pages and imports set up
    Django, each with its own database."""
    print(f"\n{bench}\n{'=' * len(bench)}", flush=True)
    command = [sys.executable, "-W", "ignore", "-m", f"bench.{bench}"]
    lines = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603
        for line in process.stdout or ():
            print(line, end="", flush=True)
            lines.append(line.strip())
    if process.returncode:
        sys.exit(process.returncode)
    return lines


def _rows(bench: str, line: str) -> list[tuple[str, ...]]:
    what = line.partition(":")[0]
    return [
        (bench, what, f"{figure}{unit}", f"{bound} {asked}", _missed(figure, bound, asked))
        for figure, unit, bound, asked in FIGURE.findall(line)
    ]


def _missed(figure: str, bound: str, asked: str) -> str:
    kept = float(figure) <= float(asked) if bound == "at most" else float(figure) >= float(asked)
    return "" if kept else "missed"


if __name__ == "__main__":
    main()
