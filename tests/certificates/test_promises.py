"""A certificate is had for the asking and promised nowhere."""

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "src/viceversa"
OWN_PAGES = {
    "templates/certificates/certificate.html",
    "templates/conversations/closing.html",
    "templates/conversations/over.html",
}
PROMISED = re.compile(r"certificate|\bintyg|diploma", re.IGNORECASE)


def texts() -> list[Path]:
    """All that pages, letters and drafts are made of."""
    found = [path for path in PACKAGE.glob("templates/**/*") if path.is_file()]
    return sorted(found + [p for p in PACKAGE.glob("*/data/**/*") if p.is_file()])


@pytest.mark.requirement("004-09")
@pytest.mark.parametrize("path", texts(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_ones_own_page_speaks_of_a_certificate(path: Path) -> None:
    name = str(path.relative_to(PACKAGE))
    assert bool(PROMISED.search(path.read_text(encoding="utf-8"))) == (name in OWN_PAGES)
