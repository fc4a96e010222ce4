"""What is read at the end of a programme. Nothing here opens the vault."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from viceversa.conversations.models import TryOut
from viceversa.conversations.story import Story
from viceversa.enrolment.models import Call, Invitation, Participation
from viceversa.enrolment.queries import calls_of
from viceversa.farewell.models import NextRound, PairStory
from viceversa.lib.text import address_key
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import pairs_of, with_names
from viceversa.people.models import Person
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import rounds_before


@dataclass(frozen=True)
class Result:
    """What came of a pair, in figures that are its own."""

    held: int
    set_out: int
    tried: int


def result_of(story: Story) -> Result:
    tries = [try_out.state for try_out in story.pair.try_outs.all()]
    return Result(story.held, len(tries), tries.count(TryOut.State.TESTED))


def next_round_of(programme: Programme, person: Person) -> NextRound | None:
    """What the person has said about the next round, if anything."""
    return NextRound.objects.filter(programme=programme, person=person).first()


@dataclass(frozen=True)
class Returning:
    """Somebody to ask: what she has said, as what she took part, and by which call of this round
    she can be invited. `is_invited` when she has been already."""

    said: NextRound
    role: str
    call: Call | None
    is_invited: bool


def said_to(programme: Programme) -> QuerySet[NextRound]:
    """What the people of this round, and of the one it is a copy of, have said."""
    rounds = Q(programme=programme)
    if programme.copied_from_id:
        rounds |= Q(programme=programme.copied_from_id)
    return NextRound.objects.filter(rounds).select_related(
        "programme", "person__employment__organisation"
    )


def returning_to(programme: Programme) -> list[Returning]:
    """The same with what can be done for each."""
    said, calls = list(said_to(programme)), calls_of(programme)
    seats = Participation.objects.filter(person__in=[each.person_id for each in said])
    roles = {(seat.programme_id, seat.person_id): seat for seat in seats}
    invited = {
        (call, address_key(email))
        for call, email in Invitation.objects.filter(call__programme=programme).values_list(
            "call__role", "email"
        )
    }
    return [_returning(each, roles, calls, invited) for each in said]


def _returning(
    said: NextRound,
    seats: dict[tuple[str, str], Participation],
    calls: dict[str, Call],
    invited: set[tuple[str, str]],
) -> Returning:
    seat = seats.get((said.programme_id, said.person_id))
    role = seat.role if seat else ""
    call = calls.get(role)
    comes_back = said.again and call is not None and call.programme_id != said.programme_id
    return Returning(
        said=said,
        role=seat.get_role_display() if seat else "",
        call=call if comes_back else None,
        is_invited=(role, address_key(said.person.email)) in invited,
    )


def stories_of(programme: Programme) -> QuerySet[PairStory]:
    """What both in a pair have approved."""
    return PairStory.objects.filter(pair__programme=programme).select_related(
        "pair__programme", "pair__mentor__person", "pair__mentee__person"
    )


def published_stories(programme: Programme) -> QuerySet[PairStory]:
    """Those on the public page."""
    return stories_of(programme).filter(published_on__isnull=False)


def rounds_with_stories(programme: Programme) -> QuerySet[Programme]:
    """This round and those it was copied from, if stories of theirs are public; latest first."""
    public = PairStory.objects.filter(published_on__isnull=False)
    found = Programme.objects.filter(pk__in=[programme.pk, *rounds_before(programme)])
    return found.filter(pk__in=public.values("pair__programme")).order_by("-starts_on", "pk")


def pairs_to_tell_of(programme: Programme) -> QuerySet[Pair]:
    """The pairs that a text can be proposed to."""
    told = (Pair.State.ACTIVE, Pair.State.COMPLETED)
    return with_names(pairs_of(programme).filter(state__in=told))
