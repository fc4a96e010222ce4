"""A certificate on paper."""

from dataclasses import asdict

from viceversa.certificates.queries import Part
from viceversa.certificates.words import Words
from viceversa.lib.printing import Sheet, pdf


def paper(part: Part, words: Words, language: str) -> bytes:
    """One page, as PDF."""
    return pdf(
        Sheet(
            template="certificates/certificate.typ",
            title=f"{words.title}: {words.name}",
            language=language,
            footer=words.programme,
            data={**asdict(words), "role": part.role},
        )
    )
