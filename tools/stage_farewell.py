"""The end of a programme for tools.stage: what came of it, keeping in touch, stories."""

from collections.abc import Iterator

from django.urls import reverse

from tools.stage_course import Course
from tools.tour import Stop
from viceversa.farewell.actions import say_next_round
from viceversa.farewell.models import StoryDraft
from viceversa.lib.links import sign_link
from viceversa.pairing.queries import members
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

SEND = [["click", "main .form .button"]]


def farewell(chamber: Programme, made: Course, lead: Person) -> Iterator[Stop]:
    """Every page of the room, as whoever opens it."""
    yield from _of_the_two(made)
    yield from _stories(chamber, lead)
    for person in members(made.completed):
        say_next_round(made.programme, by=person, again=True, knows_somebody=False)
    yield Stop("next-round", reverse("next_round", args=[made.programme.pk]), lead.pk)
    yield Stop("next-round-nobody", reverse("next_round", args=[chamber.pk]), lead.pk)


def _of_the_two(made: Course) -> Iterator[Stop]:
    for name, pair in (("closing", made.closing), ("completed", made.completed)):
        mentor = members(pair)[0].pk
        yield Stop(f"farewell-{name}", reverse("farewell", args=[pair.pk]), mentor)
        yield Stop(f"contact-{name}", reverse("pair_contact", args=[pair.pk]), mentor)
    contact = reverse("pair_contact", args=[made.closing.pk])
    yield Stop("contact-refused", contact, members(made.closing)[0].pk, press=SEND)
    person = members(made.completed)[1]
    claim = {"object_id": made.completed.pk, "version": person.access_version}
    token = sign_link("farewell", person_id=person.pk, **claim)
    yield Stop("link-farewell", reverse("personal_farewell", args=[token]))


def _stories(chamber: Programme, lead: Person) -> Iterator[Stop]:
    draft = StoryDraft.objects.filter(pair__programme=chamber)[0]
    mentee, place = draft.pair.mentee.person_id, [draft.pair_id]
    yield Stop("pair-stories", reverse("pair_stories", args=place), mentee)
    yield Stop("story-new", reverse("story_new", args=place), mentee)
    yield Stop("story-new-refused", reverse("story_new", args=place), mentee, press=SEND)
    yield Stop("story-draft", reverse("story_draft", args=[*place, draft.pk]), mentee)
    yield Stop("story-change", reverse("story_change", args=[*place, draft.pk]), mentee)
    for name in ("programme_stories", "story_proposal"):
        yield Stop(name.replace("_", "-"), reverse(name, args=[chamber.pk]), lead.pk)
    yield Stop("told-stories", reverse("told_stories", args=[chamber.pk]))
