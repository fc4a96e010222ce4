"""The people of a round of each kind, as a list that HR would send."""

from collections.abc import Sequence
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
    def are_students(self) -> bool:
        return self.kind.id == "students"

    @property
    def partners(self) -> Sequence[str]:
        """Whose people they are; within one house nobody is a partner."""
        if self.kind.scope == "internal":
            return ()
        return (SCHOOL, *COMPANIES[:2]) if self.are_students else COMPANIES

    def address(self, given_name: str) -> str:
        return f"{given_name.lower().translate(PLAIN)}@{self.kind.id}.example"

    def list_of_all(self) -> bytes:
        """As it comes out of a Swedish Excel. Nobody's mentor is of her own house and unit."""
        partners = self.partners or ("",)
        hers, his = (
            (partners[:1], partners[1:]) if self.are_students else (partners, _turned(partners))
        )
        mentors = self._lines("Mentor", MENTORS, hers, UNITS)
        mentees = self._lines("Adept", self.mentees, his, _turned(UNITS))
        return "\r\n".join([HEADS, *mentors, *mentees]).encode("cp1252")

    def _lines(
        self, role: str, names: Sequence[str], houses: Sequence[str], units: Sequence[str]
    ) -> list[str]:
        young = STUDENT if self.are_students else NEW_AT_WORK
        post = young if role == "Mentor" else DIRECTOR
        return [
            f"{role};{name};Prov;{self.address(name)};{house};{unit};{post};{TOPICS}"
            for name, house, unit in zip(names, cycle(houses), cycle(units), strict=False)
        ]


def _turned(places: Sequence[str]) -> Sequence[str]:
    """The same, each a place further."""
    return [*places[1:], *places[:1]]
