"""Two programs that ask, one that was told until it did not answer any more, and a directory."""

from datetime import timedelta

from django.utils import timezone

from viceversa.api.actions.tokens import make_token
from viceversa.api.actions.webhooks import set_up
from viceversa.api.models import Delivery, Token, Webhook
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import pairs_of
from viceversa.people.models import Person
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import partners_of
from viceversa.scim.access import Directory
from viceversa.scim.actions import take_in
from viceversa.scim.handover import hand_over
from viceversa.scim.queries import to_hand_over
from viceversa.scim.said import SaidPerson

ADDRESS = "https://hooks.example.com/viceversa"
EVENTS = ("pair.accepted", "pair.ended", "idea.shared")
Verb = Token.Verb


def connect(programme: Programme, *, by: Person) -> None:
    """Nobody has the tokens, and the webhook is switched off: the demo calls nobody."""
    house = partners_of(programme)[0].organisation
    reads = [Verb.READ_PEOPLE, Verb.READ_APPLICATIONS]
    make_token(
        name="Personalsystemet", verbs=reads, days=365, by=by, organisation=house,
        programme=programme,
    )  # fmt: skip
    make_token(name="Nationell uppföljning", verbs=[Verb.READ_PAIRS, Verb.READ_MEETINGS],
               days=90, by=by)  # fmt: skip
    webhook = set_up(url=ADDRESS, events=EVENTS, programme=programme, by=by)
    formed = pairs_of(programme).filter(active_since__isnull=False)[:3]
    Delivery.objects.bulk_create(_delivery(webhook, pair, n) for n, pair in enumerate(formed))
    long_ago = timezone.now() - timedelta(days=6)
    Webhook.objects.filter(pk=webhook.pk).update(failing_since=long_ago, disabled_at=timezone.now())


def connect_directory(programme: Programme, *, by: Person) -> None:
    """Of the same house, and nobody has its token either: two of its people are kept by it, one
    waits to be, and the others are left alone."""
    house = partners_of(programme)[0].organisation
    make_token(
        name="Personalkatalogen", verbs=[Verb.DIRECTORY], days=365, by=by, organisation=house
    )
    chosen = list(to_hand_over(house, by))[:3]
    hand_over(house, chosen, by=by)
    for person in chosen[:2]:
        take_in(Directory(house, by), _said(person))


def _said(person: Person) -> SaidPerson:
    """What the house knows already: nothing of hers changes in the demo."""
    return SaidPerson(
        user_name=person.email, external_id="", given_name="", family_name="", email=person.email,
        title="", department="", manager="", is_active=True,
    )  # fmt: skip


def _delivery(webhook: Webhook, pair: Pair, number: int) -> Delivery:
    """The first was taken, the others were not."""
    at = timezone.now() - timedelta(days=8 - number)
    found = Delivery(
        webhook=webhook, event=EVENTS[0], programme_id=pair.programme_id, thing=pair.pk,
        happened_at=at, send_after=at, attempts=1 + 8 * number, last_status=503 if number else 204,
    )  # fmt: skip
    found.sent_at = None if number else at
    return found
