"""How well bare and thin praise is told from the rest, per language, on a corpus of own writing.

`python -m bench.praise` prints it alone. The lines under "held" were not in sight when the rules
were written. Precision: of the questions asked, how many were due. Recall: of those due, how many
were asked.
"""

import os
from time import perf_counter


def main() -> None:
    """Prints a line for each language of either half, and the time that one text takes."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "viceversa.settings")
    from tests.conversations.corpus import LANGUAGES, corpus, score

    lines = corpus()
    print(f"{'half':8}{'language':>10}{'lines':>8}{'precision':>12}{'recall':>9}{'missed':>9}")
    began = perf_counter()
    for half in ("rules", "held"):
        for language in LANGUAGES:
            some = [line for line in lines if (line.half, line.language) == (half, language)]
            found = score(some)
            print(
                f"{half:8}{language:>10}{len(some):>8}{found.precision:>12.3f}"
                f"{found.recall:>9.3f}{found.missing:>9}"
            )
    print(f"one text takes {1e3 * (perf_counter() - began) / len(lines):.1f} ms")


if __name__ == "__main__":
    main()
