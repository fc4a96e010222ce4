"""What is read of participants and lists; joins are settled here."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from viceversa.enrolment.calls import CONFIRM_WITHIN
from viceversa.enrolment.employers import employer_key
from viceversa.enrolment.importing.world import look
from viceversa.enrolment.models import Application, Call, Participation
from viceversa.enrolment.selection import PlannedTelling
from viceversa.enrolment.sent_lists import ImportRow, PeopleImport
from viceversa.lib.counting import count_of
from viceversa.people.models import Organisation, Person, Unit
from viceversa.programmes.models import Enquiry, Partner, Programme

State, Role = Participation.State, Participation.Role

CALL_WITH = ("programme__organisation", "programme__first_contact", "programme__second_contact")
EMPLOYERS = ("person__employment__organisation", "person__employment__unit")
SHOWN = (
    "programme_id",
    "role",
    "state",
    "person__given_name",
    "person__family_name",
    "person__email",
    "person__employment__level",
    "person__employment__organisation__name",
    "person__employment__unit__path",
)
"""What a row of the list shows: wishes and the rest stay where they are."""
UNDECIDED = "undecided"
OF_APPLICANT = ("given_name", "family_name", "organisation", "endorsed_at", "call__role")
"""What a partner's contact sees of those who apply with her employer."""
PLACES = Application.objects.filter(participation=OuterRef("pk"), answer=Application.Verdict.PLACE)
GIVEN_A_PLACE = Q(Exists(PLACES), state=State.ENROLLED, confirmed_at=None)
UNTRAINED = Q(state__in=(State.ENROLLED, State.RESTING), trained_on=None)
MISSING = {"place": GIVEN_A_PLACE, "training": UNTRAINED}
"""What somebody who takes part has not said or done yet."""


@dataclass(frozen=True)
class Filters:
    """Which participants are asked for; what is empty asks for everybody."""

    words: str = ""
    role: str = ""
    organisation: str = ""
    state: str = ""
    missing: str = ""
    with_addresses: bool = False


def participants(programme: Programme, filters: Filters) -> QuerySet[Participation]:
    """Those who fit, by family name, as far as a list shows them.

    Addresses are searched only for whoever may see them.
    """
    found = programme.participations.select_related(*EMPLOYERS).only(*SHOWN)
    for word in filters.words.split():
        found = found.filter(_named(word, with_addresses=filters.with_addresses))
    exact = {
        "role": filters.role,
        "person__employment__organisation": filters.organisation,
        "state": filters.state,
    }
    if filters.missing:
        found = found.filter(MISSING[filters.missing])
    return found.filter(**{key: value for key, value in exact.items() if value}).order_by(
        "person__family_name", "person__given_name", "pk"
    )


def by_training(programme: Programme, role: str) -> tuple[list[Participation], list[Participation]]:
    """Those of a role who have not been to training or briefing, and those who have, by name."""
    everybody = programme.participations.filter(role=role).exclude(state=State.WITHDRAWN)
    names = ("person__family_name", "person__given_name", "pk")
    seats = everybody.select_related(*EMPLOYERS).only(*SHOWN, "trained_on")
    found = list(seats.order_by(*names))
    return [e for e in found if not e.trained_on], [e for e in found if e.trained_on]


def head_count(programme: Programme) -> dict[str, int]:
    """How many mentors and mentees take part, and how many have withdrawn."""
    groups = programme.participations.values_list("role", "state").annotate(Count("pk"))
    counts: Counter[str] = Counter()
    for role, state, people in groups:
        counts["withdrawn" if state == State.WITHDRAWN else f"{role}s"] += people
    return {name: counts[name] for name in ("mentors", "mentees", "withdrawn")}


def programmes_with(person: Person) -> QuerySet[Programme]:
    """Every programme in which the person takes part or has a role, the latest first."""
    own = Q(participations__person=person) | Q(roles__person=person)
    return Programme.objects.filter(own).distinct()


def calls_of(programme: Programme) -> dict[str, Call]:
    """The calls of a programme by role; mentors first."""
    found = {call.role: call for call in programme.calls.select_related(*CALL_WITH)}
    return {role: found[role] for role in Role.values if role in found}


def applications_of(programme: Programme) -> QuerySet[Application]:
    """Everything that was begun or sent, in the order in which it came."""
    found = Application.objects.filter(call__programme=programme)
    with_call = (f"call__{name}" for name in CALL_WITH)
    return found.select_related("call", *with_call).order_by("sent_at", "pk")


def own_applicants(programme: Programme, partner: Partner) -> list[Application]:
    """Those who wrote that they work for the partner, until they are told; by name, and nothing
    else of what they wrote is read."""
    waiting = Application.objects.filter(
        call__programme=programme, state=Application.State.SENT, answer="", forgotten_at=None
    )
    shown = waiting.select_related("call").only(*OF_APPLICANT)
    key = partner.organisation.name_key
    return [
        each
        for each in shown.order_by("family_name", "given_name", "pk")
        if employer_key(each.organisation, programme) == key
    ]


def application_states(programme: Programme) -> Counter[tuple[str, str]]:
    """How many stand how: by role, and begun, withdrawn or, of those sent, the verdict."""
    rows = applications_of(programme).order_by().values_list("call__role", "state", "verdict")
    counts: Counter[tuple[str, str]] = Counter()
    for role, state, verdict, many in rows.annotate(Count("pk")):
        sent = state == Application.State.SENT
        counts[role, (verdict or UNDECIDED) if sent else state] += many
    return counts


@dataclass(frozen=True)
class Unanswered:
    """What waits for an answer: how many have written and applied, how many of these are not
    decided on, the earliest day by which an applicant was promised hers, how many have not said
    whether they take a place, lately and for days, and how many have not been to training or
    briefing."""

    enquiries: int
    applications: int
    undecided: int
    promised_on: date | None
    fresh_places: int
    places: int
    untrained: int


def unanswered(programme: Programme, *, now: datetime) -> Unanswered:
    """All of it in one query."""
    for_days = Q(Exists(PLACES.filter(answered_at__lt=now - CONFIRM_WITHIN)))
    lately, asked = GIVEN_A_PLACE & ~for_days, GIVEN_A_PLACE & for_days
    applied = Application.objects.filter(
        call__programme=OuterRef("pk"), state=Application.State.SENT, answer=""
    )
    return Unanswered(
        *Programme.objects.filter(pk=programme.pk)
        .values_list(
            count_of(
                Enquiry.objects.filter(programme=OuterRef("pk"), settled_at=None), "programme"
            ),
            count_of(applied, "call__programme"),
            count_of(applied.filter(verdict=""), "call__programme"),
            Subquery(applied.order_by("promised_on").values("promised_on")[:1]),
            count_of(Participation.objects.filter(lately, programme=OuterRef("pk")), "programme"),
            count_of(Participation.objects.filter(asked, programme=OuterRef("pk")), "programme"),
            count_of(
                Participation.objects.filter(UNTRAINED, programme=OuterRef("pk")), "programme"
            ),
        )
        .get()
    )


def planned_telling(programme: Programme) -> PlannedTelling | None:
    """When the decisions are told by themselves, if they are."""
    return PlannedTelling.objects.filter(programme=programme).first()


def merged_into(application: Application) -> list[Application]:
    """What is read as one with it; the latest, which is undone first, before the others."""
    return list(application.merged.order_by("-merged_at"))


def free_to_go(seats: Iterable[Participation]) -> set[str]:
    """Which of them have nothing that would be lost: no pair, and nobody who reports to them and
    must therefore never be paired with them."""
    mine = Participation.objects.filter(pk__in=[each.pk for each in seats])
    free = mine.filter(pairs_as_mentor=None, pairs_as_mentee=None)
    free = free.filter(person__reports=None, person__dependants=None)
    return set(free.values_list("pk", flat=True))


def names_here(programme: Programme) -> dict[str, set[str]]:
    """The addresses behind each name, of those who take part and those who have applied."""
    people = Person.objects.filter(participations__programme=programme)
    applied = applications_of(programme).filter(state=Application.State.SENT).exclude(email="")
    fields = ("given_name", "family_name", "email")
    found: dict[str, set[str]] = {}
    for given, family, email in (*people.values_list(*fields), *applied.values_list(*fields)):
        found.setdefault(f"{given} {family}".strip().casefold(), set()).add(email)
    return found


def doubles_of(programme: Programme) -> set[str]:
    """Addresses from which more than one application was sent in this programme."""
    sent = applications_of(programme).filter(state=Application.State.SENT).exclude(email="")
    alike = sent.order_by().values("email").annotate(many=Count("pk")).filter(many__gt=1)
    return set(alike.values_list("email", flat=True))


def organisations_in(programme: Programme) -> QuerySet[Organisation]:
    """The employers of those who take part."""
    return Organisation.objects.filter(
        employments__person__participations__programme=programme
    ).distinct()


def organisations_to_tell_apart(programme: Programme) -> list[tuple[str, str]]:
    """Code and name of the employers of those who take part; none where all are of the one house
    whose own programme it is."""
    found = list(organisations_in(programme).values_list("pk", "name"))
    is_one_house = programme.scope == Programme.Scope.INTERNAL and len(found) < 2
    return [] if is_one_house else found


def organisations_here(programme: Programme) -> QuerySet[Organisation]:
    """The organiser's own, the partners', and every other employer of those who take part."""
    return Organisation.objects.filter(
        Q(programmes=programme)
        | Q(partnerships__programme=programme)
        | Q(employments__person__participations__programme=programme)
    ).distinct()


def units_here(programme: Programme) -> QuerySet[Unit]:
    """All units of these employers, by organisation and branch."""
    units = Unit.objects.filter(organisation__in=organisations_here(programme))
    return units.select_related("organisation").order_by("organisation__name", "path_key")


def may_change_details(participation: Participation) -> bool:
    """Whether name, employer and level are the organiser's to correct (see importing.planning)."""
    person = participation.person
    return look(participation.programme, [person.email], []).ours(person.email) is not None


def imports_of(programme: Programme) -> QuerySet[PeopleImport]:
    """The lists that came so far, the latest first, without the files."""
    return programme.imports.defer("content", "columns").select_related("uploaded_by")


def rows_of(people_import: PeopleImport, outcome: str = "") -> QuerySet[ImportRow]:
    """What was found in a list, row by row, or only the rows with one outcome."""
    rows = people_import.rows.all()
    return rows.filter(outcome=outcome) if outcome else rows


def wrong_rows(people_import: PeopleImport) -> dict[int, list[list[object]]]:
    """The remarks on each wrong row, by its line in the file."""
    return dict(
        people_import.rows.filter(outcome=ImportRow.Outcome.WRONG).values_list("line", "problems")
    )


def content_of(people_import: PeopleImport) -> bytes:
    """The file as it was sent. To be parsed again, never to be served."""
    return bytes(people_import.content)


def _named(word: str, *, with_addresses: bool) -> Q:
    # SQLite folds the case of a to z only; å, ä and ö are tried in both.
    found = Q()
    for form in _forms(word):
        found |= Q(person__given_name__icontains=form) | Q(person__family_name__icontains=form)
    if with_addresses:
        found |= Q(person__email__contains=word.casefold())
    return found


def _forms(word: str) -> Iterable[str]:
    return {word, word.casefold(), word.capitalize()}
