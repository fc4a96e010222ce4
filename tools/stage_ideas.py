"""Ideas for tools.stage: of a pair, on the board, in the list, by the owner's link, in public."""

from collections.abc import Iterator

from django.urls import reverse

from tools.tour import Stop
from viceversa.ideas.actions import publish_page
from viceversa.ideas.models import Idea, IdeaDraft
from viceversa.ideas.queries import pair_of
from viceversa.lib.links import sign_link
from viceversa.pairing.queries import members
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

SEND = [["click", "main .form .button"]]


def ideas(programme: Programme, lead: Person) -> Iterator[Stop]:
    """Every page of the room, as whoever opens it."""
    publish_page(programme, by=lead)
    yield from of_the_two(programme)
    yield from led(programme, lead)
    yield Stop("idea-page", reverse("idea_page", args=[programme.pk]))


def of_the_two(programme: Programme) -> Iterator[Stop]:
    draft = IdeaDraft.objects.filter(pair__programme=programme).order_by("pair__number")[0]
    mentor, mentee = members(draft.pair)
    place = [draft.pair_id]
    yield Stop("pair-idea-waits", reverse("pair", args=place), mentee.pk)
    yield Stop("pair-ideas", reverse("pair_ideas", args=place), mentee.pk)
    yield Stop("idea-new", reverse("idea_new", args=place), mentor.pk)
    yield Stop("idea-new-refused", reverse("idea_new", args=place), mentor.pk, press=SEND)
    yield Stop("idea-draft", reverse("idea_draft", args=[*place, draft.pk]), mentee.pk)
    yield Stop("idea-draft-mine", reverse("idea_draft", args=[*place, draft.pk]), mentor.pk)
    yield Stop("idea-change", reverse("idea_change", args=[*place, draft.pk]), mentor.pk)
    done = Idea.objects.filter(programme=programme, state="realised", shown="names")[0]
    pair = pair_of(done)
    if pair:
        path = reverse("pair_idea", args=[pair.pk, done.pk])
        yield Stop("pair-idea", path, pair.mentor.person_id)


def led(programme: Programme, lead: Person) -> Iterator[Stop]:
    place = [programme.pk]
    for name in ("programme_ideas", "idea_board", "ideas_alike", "idea_page_preview"):
        yield Stop(name.replace("_", "-"), reverse(name, args=place), lead.pk)
    sponsor = programme.roles.filter(kind="sponsor").order_by("person__email")[0].person_id
    yield Stop("idea-board-as-sponsor", reverse("idea_board", args=place), sponsor)
    fresh = Idea.objects.get(programme=programme, state="shared")
    yield Stop("idea-without-owner", reverse("idea", args=[*place, fresh.pk]), lead.pk)
    wrong = reverse("idea", args=[*place, fresh.pk])
    yield Stop("idea-owner-refused", wrong, lead.pk, press=SEND)
    for state in ("owned", "accepted"):
        idea = Idea.objects.filter(programme=programme, state=state).order_by("due_on", "pk")[0]
        owner = idea.owner
        if owner:
            claim = {"person_id": owner.pk, "object_id": idea.pk, "version": owner.access_version}
            path = reverse("personal_idea", args=[sign_link("idea", **claim)])
            yield Stop(f"idea-link-{state}", path)
            yield Stop(f"idea-{state}", reverse("idea", args=[*place, idea.pk]), owner.pk)
