"""Two programs that ask, and one that was told until it did not answer any more."""

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


def _delivery(webhook: Webhook, pair: Pair, number: int) -> Delivery:
    """The first was taken, the others were not."""
    at = timezone.now() - timedelta(days=8 - number)
    found = Delivery(
        webhook=webhook, event=EVENTS[0], programme_id=pair.programme_id, thing=pair.pk,
        happened_at=at, send_after=at, attempts=1 + 8 * number, last_status=503 if number else 204,
    )  # fmt: skip
    found.sent_at = None if number else at
    return found
