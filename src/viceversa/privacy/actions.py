"""To be erased: asked for, taken back, refused with its ground, or done."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from viceversa.conversations.erasure import erase_keys_left
from viceversa.lib.dates import add_months
from viceversa.people import erasure as people
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.privacy import letters, strangers
from viceversa.privacy.jobs import overwrite
from viceversa.privacy.models import ErasureRequest
from viceversa.privacy.plan import ERASURE_PLAN, leftovers
from viceversa.privacy.queries import open_places, waiting
from viceversa.programmes.erasure import led_by_her_alone
from viceversa.programmes.models import Programme
from viceversa.vault import ledger

State = ErasureRequest.State
MONTHS_TO_ANSWER = 1  # GDPR, article 12(3)


class LeadsAloneError(Exception):
    """Programmes that go on would be left without anybody who leads them."""

    def __init__(self, programmes: list[Programme]) -> None:
        self.names = ", ".join(programme.name for programme in programmes)
        super().__init__(f"Nobody else leads {self.names}. Let another person lead first.")


class LeftoversError(RuntimeError):
    """Something would have stayed that should go; nothing was erased."""


@transaction.atomic
def ask_for_erasure(person: Person) -> ErasureRequest:
    """Notes the wish, tells her by when she is answered, and the organisers that one waits. Asking
    twice is asking once."""
    due_on = add_months(timezone.localdate(), MONTHS_TO_ANSWER)
    asked = ErasureRequest(person=person, due_on=due_on)
    ErasureRequest.objects.bulk_create([asked], ignore_conflicts=True)
    kept = waiting().get(person=person)
    if kept.pk == asked.pk:
        record("asked to be erased", kept, by=person)
        letters.erasure_asked(kept)
    return kept


@transaction.atomic
def take_back(request: ErasureRequest) -> None:
    """She stays after all."""
    if _close(request, State.TAKEN_BACK, by=request.person):
        record("took back the wish to be erased", request, by=request.person)


@transaction.atomic
def refuse(request: ErasureRequest, *, ground: str, reason: str, by: Person) -> None:
    """Tells her that it is not done, on which legal ground, and where she can complain."""
    if _close(request, State.REFUSED, by=by, ground=ground, reason=reason):
        record("refused to erase somebody", request, by=by, ground=ground)
        letters.erasure_refused(request)


def erase(request: ErasureRequest, *, by: Person) -> None:
    """Does what was asked for. LeadsAloneError when a programme would have nobody left."""
    _require_others_who_lead(request.person)
    with transaction.atomic():
        if _close(request, State.ERASED, by=by):
            erase_person(request.person, by=by)


@transaction.atomic
def erase_person(person: Person, *, by: Person | None) -> None:
    """Erases a person, all of her or nothing; also one who has only applied (see `strangers`).

    1. nobody writes to her or signs in as her from now on
    2. every room lets go, the top of the story first; what is left over rolls all of it back
    3. she is told once more, and soon the file is written anew without what was deleted
    4. the ledger knows of it, last of all, so that a restored backup loses her again
    """
    _require_others_who_lead(person)
    tombstones = _tombstones(person)
    goodbye = letters.Goodbye.to(person)
    places = open_places(person)
    _let_go(person)
    record("erased somebody", person, by=by)
    for programme in places:
        letters.place_open(programme, event=person.pk)
    transaction.on_commit(partial(letters.send_goodbye, goodbye), robust=True)
    overwrite.later()
    for code, kind in tombstones:
        ledger.add(code, kind=kind)


def erase_again() -> int:
    """Erases whom a restored database holds and the ledger names; says how many. To be called
    before the first answer after every start."""
    back = list(Person.objects.filter(pk__in=ledger.erased("person"), erased_at=None))
    back += strangers.back_again(ledger.erased("applicant"))
    for person in back:
        with transaction.atomic():
            _let_go(person)
            record("erased somebody again", person, by=None)
    erase_keys_left()
    if back:
        overwrite.call()
    return len(back)


def _require_others_who_lead(person: Person) -> None:
    if alone := led_by_her_alone(person):
        raise LeadsAloneError(alone)


def _tombstones(person: Person) -> list[tuple[str, ledger.Kind]]:
    """What the ledger knows her by: her key, or those of what somebody sent who is no person."""
    if person._state.adding:
        return [(code, "applicant") for code in strangers.codes_of(person)]
    return [(person.pk, "person")]


def _let_go(person: Person) -> None:
    people.begin(person)
    for room in ERASURE_PLAN:
        room.erase(person)
    if left := leftovers(person):
        raise LeftoversError(", ".join(left))


def _close(request: ErasureRequest, state: State, *, by: Person, **more: str) -> bool:
    """Answers a request that waits; False when somebody was faster."""
    answer = {"state": state, "answered_at": timezone.now(), "answered_by": by, **more}
    closed = waiting().filter(pk=request.pk).update(**answer)
    request.refresh_from_db()
    return bool(closed)
