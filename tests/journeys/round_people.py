"""The people of a round of each kind, as a list that HR would send."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import cycle

from viceversa.programmes.blueprints import Blueprint

HEADS = (
    "Roll;Förnamn;Efternamn;E-post;Organisation;Enhet;Befattning;Nivå;Språk;"
    "Vill prata om;Kan bidra med"
)
MENTORS = ("Moa", "Ida", "Nils", "Sara", "Elis")
MENTEES = ("Gunnar", "Britt", "Åke", "Karin", "Lars")
COMPANIES = ("Vidkärr AB", "Brännudden AB", "Tallåsen AB")
SCHOOL = "Tallåsens högskola"
UNITS = ("Verkstad", "Lager", "Inköp")
STUDENT, NEW_AT_WORK, DIRECTOR = "student;1", "planerare;1", "chef;5"
TOPICS = "svenska;A1:3, E1:2;A1:2, E1:3"
PARTNERS = {
    "students": (SCHOOL, *COMPANIES[:2]),
    "cross-mentoring": COMPANIES[:2],
    "partner-and-list": COMPANIES[:1],
}
HOUSES = {
    "students": ((SCHOOL,), COMPANIES[:2]),
    "partner-and-list": (COMPANIES[1:], COMPANIES[:1]),
}
"""Where mentors and where mentees come from, where that is not from all partners alike."""
PLAIN = str.maketrans("åäö", "aao")


@dataclass(frozen=True)
class People:
    """Who takes part in a round of this kind: five a role, and fewer mentees where each of them may
    have more than one mentor."""

    kind: Blueprint

    @property
    def mentees(self) -> Sequence[str]:
        return MENTEES if self.kind.capacity_per_mentee == 1 else MENTEES[:3]

    @property
    def is_between(self) -> bool:
        return self.kind.scope == "cross_company"

    @property
    def partners(self) -> Sequence[str]:
        """Whose people they are; within one house nobody is a partner."""
        if not self.is_between:
            return ()
        return PARTNERS.get(self.kind.id, COMPANIES)

    @property
    def houses(self) -> tuple[Sequence[str], Sequence[str]]:
        """Where mentors work, or study, and where mentees work; within one house it is not said."""
        if not self.is_between:
            return ("",), ("",)
        usual = self.partners, _turned(self.partners)
        return HOUSES.get(self.kind.id, usual)

    def address(self, given_name: str) -> str:
        return f"{given_name.lower().translate(PLAIN)}@{self.kind.id}.example"

    def list_of_all(self) -> bytes:
        """As it comes out of a Swedish Excel. Nobody's mentor is of her own house and unit."""
        hers, his = self.houses
        young = STUDENT if self.kind.id == "students" else NEW_AT_WORK
        mentors = self._lines("Mentor", MENTORS, young, zip(cycle(hers), cycle(UNITS)))
        mentees = self._lines(
            "Adept", self.mentees, DIRECTOR, zip(cycle(his), cycle(_turned(UNITS)))
        )
        return "\r\n".join([HEADS, *mentors, *mentees]).encode("cp1252")

    def _lines(
        self, role: str, names: Sequence[str], post: str, places: Iterable[tuple[str, str]]
    ) -> list[str]:
        return [
            f"{role};{name};Prov;{self.address(name)};{house};{unit};{post};{TOPICS}"
            for name, (house, unit) in zip(names, places, strict=False)
        ]


def _turned(places: Sequence[str]) -> Sequence[str]:
    """The same, each a place further."""
    return [*places[1:], *places[:1]]
