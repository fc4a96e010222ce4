"""What becomes of applications, lists and taking part when a person is erased."""

from collections.abc import Iterator

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.actions.forgetting import EMPTY, forget
from viceversa.enrolment.actions.people import withdraw
from viceversa.enrolment.intake import note_taken_back
from viceversa.enrolment.models import Application, Invitation, Participation
from viceversa.enrolment.selection import PlannedTelling, Review
from viceversa.enrolment.sent_lists import ImportRow, NominationList, PeopleImport
from viceversa.lib.tables import TableError, read_table
from viceversa.lib.text import address_key
from viceversa.people.holdings import Holding, Whose, deed, let_go, own
from viceversa.people.models import Person
from viceversa.programmes.erasure import going_on

State = Application.State
NAMED_IN = ("knows", "not_with", "prefers")


def erase(person: Person) -> None:
    """1. she takes part no more where a programme goes on
    2. what she applied with is emptied as it would be by the clock; what was not sent goes
    3. others' lists name her no more; files that do are thrown away"""
    for seat in seats_to_leave(person):
        withdraw(seat, by=None)
    _forget_applications(person)
    for model in (Participation, Application):
        for row, left in _lists_naming(model, person):
            model._default_manager.filter(pk=row.pk).update(**left)
    let_go(HOLDINGS, person)


def seats_to_leave(person: Person) -> QuerySet[Participation]:
    """Where she takes part in a programme that goes on."""
    seats = Participation.objects.filter(person=person, programme__in=going_on())
    return seats.exclude(state=Participation.State.WITHDRAWN)


def _forget_applications(person: Person) -> None:
    hers = Application.objects.filter(_applied(person))
    codes = list(hers.values_list("pk", flat=True))
    kept = Application.objects.filter(pk__in=codes)
    kept.filter(state=State.BEGUN).delete()
    undecided = kept.filter(state=State.SENT).exclude(answer=Application.Verdict.PLACE)
    undecided.update(state=State.WITHDRAWN)
    forget(kept)
    for application in kept:
        note_taken_back(application)


def _applied(person: Person) -> Q:
    """By her address or the place she got; and what was read as one with either."""
    own_ones = Q(email__iexact=person.email) | Q(participation__person=person.pk)
    merged = Q(merged_into__email__iexact=person.email)
    return own_ones | merged | Q(merged_into__participation__person=person.pk)


def _lists_naming(
    model: type[Model], person: Person
) -> Iterator[tuple[Model, dict[str, list[str]]]]:
    """The rows of others that name her, by address or name, with what is left without her."""
    names = {address_key(person.email), person.full_name.casefold()}
    nobody: dict[str, list[str]] = {field: [] for field in NAMED_IN}
    for row in model._default_manager.exclude(**nobody).only(*NAMED_IN):
        before = {field: getattr(row, field) for field in NAMED_IN}
        left = {field: [n for n in said if _key(n) not in names] for field, said in before.items()}
        if left != before:
            yield row, left


def _key(name: str) -> str:
    return address_key(name) if "@" in name else name.casefold()


def _named(model: type[Model]) -> Whose:
    return lambda person: Q(pk__in=[row.pk for row, _left in _lists_naming(model, person)])


def _in_file(model: type[NominationList | PeopleImport], path: str = "pk") -> Whose:
    def whose(person: Person) -> Q:
        sent = [each.pk for each in model._default_manager.all() if _says(each, person)]
        return Q(**{f"{path}__in": sent})

    return whose


def _says(sent: NominationList | PeopleImport, person: Person) -> bool:
    names = [name.casefold() for name in (person.email, person.full_name) if name]
    content = bytes(sent.content)
    try:
        cells = "\n".join("\t".join(row) for row in read_table(content, sent.filename).rows)
    except TableError:
        cells = content.decode("utf-8", "replace")
    return any(name in cells.casefold() for name in names)


HOLDINGS = (
    Holding(
        Participation,
        own("person"),
        emptied={
            "wants": {},
            "offers": {},
            "goals": [],
            "knows": [],
            "not_with": [],
            "prefers": [],
        },
        kept=("id", "person", "programme", "capacity", "enrolled_at"),
        why=_("That somebody took part, in which role and when, counts on in the figures."),
    ),
    Holding(
        Participation,
        _named(Participation),
        struck=NAMED_IN,
        why=_("Whom others know or would like to meet is theirs; she is struck out of it."),
        is_export=False,
    ),
    Holding(
        Application,
        _applied,
        emptied=EMPTY,
        kept=("invitation", "language", "has_time", "wants_reminders"),
        why=_("That somebody applied, and what the answer was, counts on in the figures."),
    ),
    Holding(
        Application,
        _named(Application),
        struck=NAMED_IN,
        why=_("Whom others know or would like to meet is theirs; she is struck out of it."),
        is_export=False,
    ),
    Holding(Review, own("application__participation__person"), goes=True, is_export=False),
    Holding(
        Review,
        own("reviewer"),
        kept=tuple(field.name for field in Review._meta.fields),
        why=_("What she found in others' applications counts for them, under the number."),
        is_export=False,
    ),
    Holding(Invitation, lambda person: Q(email__iexact=person.email), goes=True),
    Holding(ImportRow, _in_file(PeopleImport, "people_import"), goes=True, is_export=False),
    Holding(PeopleImport, _in_file(PeopleImport), goes=True, is_export=False),
    Holding(NominationList, _in_file(NominationList), goes=True, is_export=False),
    deed(Application, "entered_by"),
    deed(Application, "endorsed_by"),
    deed(Invitation, "invited_by"),
    deed(PeopleImport, "uploaded_by"),
    deed(NominationList, "uploaded_by"),
    deed(PlannedTelling, "ordered_by"),
)
