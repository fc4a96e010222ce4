"""Those who have applied, looked at as if they took part: to see ahead what could be made of them.

They become what a place would make of them (actions/release.py), and nothing is saved.
"""

from collections.abc import Iterable, Sequence

from viceversa.enrolment.actions.release import resolved
from viceversa.enrolment.employers import employer_name
from viceversa.enrolment.models import Application, Participation
from viceversa.enrolment.queries import applications_of, names_here
from viceversa.lib.text import address_key
from viceversa.people.models import Employment, Organisation, Person, Unit
from viceversa.people.naming import organisation_key, unit_key, unit_names, unit_path
from viceversa.programmes.models import Programme

State, Verdict = Application.State, Application.Verdict


def prospects(programme: Programme) -> list[Participation]:
    """Everybody who has applied, is not declined and does not take part yet, each once: the last
    application counts."""
    taken = {address_key(email) for email in _addresses_of(programme)}
    sent = applications_of(programme).filter(
        state=State.SENT, forgotten_at=None, participation=None
    )
    open_ones = sent.exclude(verdict=Verdict.NO).exclude(answer=Verdict.NO)
    latest = {address_key(each.email) or each.pk: each for each in open_ones}
    found = [each for address, each in latest.items() if address not in taken]
    return list(_Reader(programme, found).seats())


def _addresses_of(programme: Programme) -> Iterable[str]:
    """Of all who take part, or have withdrawn."""
    return programme.participations.order_by().values_list("person__email", flat=True)


class _Reader:
    """Applications made into seats; people, employers and units are found where they are known."""

    def __init__(self, programme: Programme, applications: Sequence[Application]) -> None:
        self.programme, self.applications = programme, applications
        self.names = names_here(programme)
        emails = [each.email for each in applications]
        self.ids = dict(Person.objects.filter(email__in=emails).values_list("email", "pk"))
        self.houses = {"": Organisation(pk="", name="")}
        keys = {organisation_key(self._house_name(each)) for each in applications}
        self.houses |= {h.name_key: h for h in Organisation.objects.filter(name_key__in=keys)}
        known = Unit.objects.filter(organisation__in=[h.pk for h in self.houses.values()])
        self.units = {(unit.organisation_id, unit.path_key): unit for unit in known}

    def seats(self) -> Iterable[Participation]:
        for each in self.applications:
            person = Person(pk=self.ids.get(each.email, each.pk), email=each.email)
            house = self._house(each)
            person.employment = Employment(
                person=person, organisation=house, unit=self._unit(each, house), level=each.level
            )
            yield Participation(
                programme=self.programme,
                person=person,
                role=each.call.role,
                wants=each.wants,
                offers=each.offers,
                knows=resolved(each.knows, self.names)[0],
                not_with=resolved(each.not_with, self.names)[0],
                prefers=resolved(each.prefers, self.names)[0],
            )

    def _house_name(self, application: Application) -> str:
        return employer_name(application.organisation, self.programme)

    def _house(self, application: Application) -> Organisation:
        name = self._house_name(application)
        key = organisation_key(name)
        return self.houses.setdefault(key, Organisation(name=name, name_key=key))

    def _unit(self, application: Application, house: Organisation) -> Unit | None:
        names = unit_names(application.unit)
        if not names:
            return None
        new = Unit(
            organisation_id=house.pk,
            name=names[-1],
            path=unit_path(names),
            path_key=unit_key(names),
        )
        return self.units.setdefault((house.pk, new.path_key), new)
