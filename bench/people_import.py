"""Ten thousand people from a file: how long it takes, and how long it keeps others from writing.

    python -m bench.people_import [--rows 10000] [--kind csv|xlsx]

Works on a database of its own in a temporary directory. Beside the import, a second connection
writes a row every few milliseconds; the longest it had to wait is the longest write lock.
"""

import argparse

from bench.installation import empty_house


def main() -> None:
    options = _options()
    with empty_house(VICEVERSA_MODE="demo", DJANGO_SETTINGS_MODULE="viceversa.settings"):
        _report(options.rows, options.kind)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--kind", choices=("csv", "xlsx"), default="csv")
    return parser.parse_args()


def _report(rows: int, kind: str) -> None:
    from tests.enrolment.crowd import crowd_file, make_crowd_programme, timed

    programme, coordinator = make_crowd_programme()
    print(f"{rows} rows as {kind}")
    print(f"{'':22}{'seconds':>9}{'longest wait to write, ms':>28}")
    for title, level in (("first time", 2), ("the same again", 2), ("all changed", 3)):
        content = crowd_file(rows, kind=kind, level=level)
        times = timed(programme, coordinator, content, kind=kind)
        print(f"{title:22}{times.whole:9.2f}{times.longest_wait * 1000:28.0f}")


if __name__ == "__main__":
    main()
