"""What is read of ideas. Nothing here opens the vault."""

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Prefetch, Q, QuerySet

from viceversa.conversations.models import TryOut
from viceversa.ideas.models import Idea, IdeaDraft, IdeaPage, IdeaStep
from viceversa.ideas.origin import is_from
from viceversa.lib.counting import count_of
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import pairs_of
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

State = Idea.State
FINAL = (State.DECLINED, State.REALISED, State.STOPPED)


def ideas_of(programme: Programme) -> QuerySet[Idea]:
    """Those that have arrived, with owners, and names where names are shown."""
    arrived = Idea.objects.filter(programme=programme).exclude(state=State.LEAVING)
    return with_people(arrived)


def with_people(ideas: QuerySet[Idea]) -> QuerySet[Idea]:
    steps = IdeaStep.objects.select_related("by")
    return ideas.select_related(
        "programme__first_contact",
        "programme__second_contact",
        "owner",
        "pair__mentor__person",
        "pair__mentee__person",
    ).prefetch_related(Prefetch("steps", steps))


def owned_by(person: Person) -> QuerySet[Idea]:
    """The ideas that the person answers, of every programme."""
    return with_people(Idea.objects.filter(owner=person)).order_by("due_on", "pk")


def programmes_with_ideas_of(person: Person) -> list[Programme]:
    """The programmes that have ideas which the person owns."""
    return list(Programme.objects.filter(ideas__owner=person).distinct())


def others_who_own(idea: Idea) -> list[Person]:
    """Who else owns an idea of the programme, by name."""
    owners = Person.objects.filter(owned_ideas__programme=idea.programme_id)
    others = owners.exclude(pk=idea.owner_id or "").distinct()
    return list(others.order_by("family_name", "given_name", "pk"))


def next_ownerless(idea: Idea) -> Idea | None:
    """Another idea of the programme that waits for an owner, the one that has waited longest."""
    waiting = Idea.objects.filter(programme=idea.programme_id, state=State.SHARED)
    return waiting.exclude(pk=idea.pk).order_by("arrived_on", "pk").first()


def pair_of(idea: Idea) -> Pair | None:
    """The pair that it came from; None when that is known no more."""
    pairs = pairs_of(idea.programme)
    return next((pair for pair in pairs if is_from(idea.pk, idea.origin, pair)), None)


def ideas_of_pair(pair: Pair) -> list[Idea]:
    """What the two have let go, the latest first."""
    mine = [
        code
        for code, origin in pair.programme.ideas.values_list("pk", "origin")
        if is_from(code, origin, pair)
    ]
    return list(with_people(Idea.objects.filter(pk__in=mine)))


def drafts_of(pair: Pair) -> list[IdeaDraft]:
    """What has not left the pair."""
    return list(pair.idea_drafts.prefetch_related("yeses"))


@dataclass(frozen=True)
class Harvest:
    """What comes out of a programme: ideas that wait, and what was set out to be tried."""

    ownerless: int
    late: int
    tried: int
    set_out: int


def harvest_of(programme: Programme, today: date) -> Harvest:
    """All of it in one query."""
    ideas = Idea.objects.filter(programme=OuterRef("pk"))
    try_outs = TryOut.objects.filter(pair__programme=OuterRef("pk"))
    tested = try_outs.filter(state=TryOut.State.TESTED)
    return Harvest(
        *Programme.objects.filter(pk=programme.pk)
        .values_list(
            count_of(ideas.filter(state=State.SHARED), "programme"),
            count_of(ideas.filter(state=State.OWNED, due_on__lt=today), "programme"),
            count_of(tested, "pair__programme"),
            count_of(try_outs, "pair__programme"),
        )
        .get()
    )


def is_late(idea: Idea, today: date) -> bool:
    """Whether the owner's time to answer is over."""
    return idea.state == State.OWNED and idea.due_on is not None and idea.due_on < today


def to_remind(today: date) -> QuerySet[Idea]:
    """Those whose owner has an answer or a review to give."""
    answers = Q(state=State.OWNED)
    reviews = Q(state__in=(State.ACCEPTED, State.INPUT), review_on__lte=today)
    return with_people(Idea.objects.filter(answers | reviews, owner__isnull=False))


def page_of(programme: Programme) -> IdeaPage | None:
    """Whether, and since when, the page of what was said and done is public."""
    return IdeaPage.objects.filter(programme=programme, programme__takes_ideas=True).first()
