"""The course of pairs for tools.stage: paused, doubted, near the end, turned, ended, completed."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tools.tour import Stop
from viceversa.conversations import actions
from viceversa.lib.links import sign_link
from viceversa.pairing.actions import look_again, seek_new_partner
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import active_pairs, members
from viceversa.people.models import Employment, Person
from viceversa.programmes.models import Enquiry, Programme

TEXTS = (
    ("Jag mår inte bra av hur det talas i gruppen. Kan någon ringa mig?", "", ""),
    ("Får min assistent boka åt mig?", "Bengt Ek", "bengt@norrvidde.example"),
)


class Course:
    """Pairs of a young programme, each brought to another point of its course."""

    def __init__(self, programme: Programme, *, lead: Person) -> None:
        self.programme, self.lead = programme, lead
        fresh = list(active_pairs(programme))[3:]
        self.paused, self.doubted, self.closing, self.turned, self.ended, self.completed = fresh[:6]
        for pair in fresh[:6]:
            for person in members(pair):
                actions.accept_ground_rules(pair, by=person)
        self.bring_about()

    def bring_about(self) -> None:
        today = timezone.localdate()
        actions.pause(self.paused, today + timedelta(days=30), by=members(self.paused)[0])
        mentor, mentee = members(self.doubted)
        Employment.objects.filter(person=mentor).update(manager=mentee)
        look_again(self.programme)
        Pair.objects.filter(pk=self.closing.pk).update(ends_on=today + timedelta(days=10))
        Pair.objects.filter(pk=self.turned.pk).update(is_reciprocal=True)
        Pair.objects.filter(pk=self.completed.pk).update(ends_on=today - timedelta(days=20))
        for person in members(self.completed):
            actions.wish_for_contact(self.completed, by=person, yes=True)
        actions.complete_pair(Pair.objects.get(pk=self.completed.pk))
        actions.end_pair(self.ended)
        seek_new_partner(self.ended, by=members(self.ended)[0])
        Enquiry.objects.bulk_create(
            Enquiry(programme=self.programme, text=text, name=name, address=address, language="sv")
            for text, name, address in TEXTS
        )


def course(made: Course) -> Iterator[Stop]:
    """Every page of a pair's course, as one of the two and as the coordinator."""
    for name, pair in vars(made).items():
        if isinstance(pair, Pair):
            path = reverse("pair", args=[pair.pk])
            yield Stop(f"pair-is-{name}", path, members(pair)[1].pk)
    yield Stop(
        "pair-ended-mentor", reverse("pair", args=[made.ended.pk]), members(made.ended)[0].pk
    )
    closing, mentee = made.closing.pk, members(made.closing)[1]
    for name in ("pair_pause", "pair_ending", "pair_closing"):
        yield Stop(name.replace("_", "-"), reverse(name, args=[closing]), mentee.pk)
    seeks = f"{reverse('pair_ending', args=[closing])}?onward=new"
    yield Stop("pair-ending-onward", seeks, mentee.pk)
    turned = reverse("pair_roles", args=[made.turned.pk])
    yield Stop("pair-roles", turned, members(made.turned)[1].pk)
    doubted = reverse("pair_independence", args=[made.doubted.pk])
    yield Stop("pair-independence", doubted, members(made.doubted)[0].pk)
    yield Stop("link-plan", _link("plan", mentee, made.closing))
    yield Stop("link-onward", _link("onward", members(made.ended)[1], made.ended))
    yield Stop("desk-mentee-after", reverse("desk"), members(made.ended)[1].pk)
    met = Pair.objects.filter(state="ended", meetings__state="held")[0]
    for name, pair in (("certificate", met), ("certificate-without-meeting", made.completed)):
        yield Stop(name, reverse("certificate", args=[pair.pk]), members(pair)[0].pk)
    yield from _led(made)


def _led(made: Course) -> Iterator[Stop]:
    place, lead = made.programme.pk, made.lead.pk
    yield Stop("programme-young", reverse("programme", args=[place]), lead)
    yield Stop("programme-pairs-young", reverse("programme_pairs", args=[place]), lead)
    for name in ("programme_call", "programme_ending"):
        path = reverse(name, args=[place, made.closing.pk])
        yield Stop(name.replace("_", "-"), path, lead)
    path = reverse("programme_independence", args=[place, made.doubted.pk])
    yield Stop("programme-independence", path, lead)
    yield Stop("programme-enquiries", reverse("programme_enquiries", args=[place]), lead)
    resting = reverse("participation", args=[place, made.ended.mentee_id])
    yield Stop("participation-resting", resting, lead)
    yield Stop("say", reverse("say", args=[place]))
    yield Stop("said", reverse("said", args=[place]))


def _link(purpose: str, person: Person, pair: Pair) -> str:
    version = person.access_version
    token = sign_link(purpose, person_id=person.pk, object_id=pair.pk, version=version)
    return reverse(f"personal_{purpose}", args=[token])
