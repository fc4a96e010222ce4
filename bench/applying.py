"""A burst of people who apply, all from one address, at a program served as `viceversa serve` does.

    python -m bench.applying --flows 5000 --minutes 10

On PostgreSQL: `python -m tools.with_postgres make bench-burst`.
"""

import argparse
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPException
from pathlib import Path
from statistics import median, quantiles

from tests.enrolment.killing import OPEN_A_CALL
from tests.enrolment.visitors import RefusedError, Visitor
from tests.program import Program, program

AT_ONCE = 24
MOST = 0.4  # seconds for 95 of 100
TURNS = 20


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory(
        prefix="viceversa-bench-", ignore_cleanup_errors=True
    ) as directory:
        settings = "bench.applying_settings"
        with program(Path(directory), DJANGO_SETTINGS_MODULE=settings) as served:
            served.house.run("migrate", "--verbosity=0")
            call = served.house.python(OPEN_A_CALL).strip()
            served.serve()
            _compare(served.address, call)
            _burst(served, call, flows=options.flows, seconds=options.minutes * 60)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="A burst of applications from one address.")
    parser.add_argument("--flows", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=0.5)
    return parser.parse_args()


def _compare(address: str, call: str) -> None:
    """One request of somebody who applies against one of the bare view, in turns, alone."""
    ratios, ours, bare = [], [], []
    for turn in range(TURNS):
        with closing(Visitor(address)) as visitor, closing(Visitor(address)) as other:
            visitor.apply(call, -turn)
            for _ in visitor.waits:
                other.open("/bare/")
            one, peer = (sum(each.waits) / len(each.waits) for each in (visitor, other))
        ratios.append(one / peer)
        ours.append(one)
        bare.append(peer)
    print(
        f"a request: {median(ours) * 1000:.1f} ms, of a bare view {median(bare) * 1000:.1f} ms, "
        f"ratio {median(ratios):.1f}"
    )


def _burst(served: Program, call: str, *, flows: int, seconds: float) -> None:
    began, waits, failed = time.monotonic(), [], []

    def visit(number: int) -> None:
        time.sleep(max(0.0, began + number * seconds / flows - time.monotonic()))
        with closing(Visitor(served.address)) as visitor:
            try:
                visitor.apply(call, number)
            except (OSError, HTTPException, RefusedError) as error:
                failed.append(repr(error))
            waits.extend(visitor.waits)

    with ThreadPoolExecutor(AT_ONCE) as crowd:
        list(crowd.map(visit, range(flows)))
    took = time.monotonic() - began
    shares = quantiles(waits, n=100)
    print(
        f"{flows} applications in {took:.0f} s: {len(waits)} requests, "
        f"{len(failed)} failed (at most 0)"
    )
    print(
        f"answers to applicants: median {shares[49] * 1000:.0f} ms, 95 of 100 in "
        f"{shares[94] * 1000:.0f} ms (at most {MOST * 1000:.0f})"
    )
    for error in failed[:5]:
        print(error)


if __name__ == "__main__":
    main()
