"""Connected programs for tools.stage: as the demo has them, and each step of making one."""

from collections.abc import Iterator

from django.urls import reverse

from tools.tour import Stop
from viceversa.api.models import Webhook
from viceversa.people.models import Person
from viceversa.scim.queries import organisations_with_directory

SEND = [["click", "main .form .button-primary"]]
TOKEN = [["fill", "[name=name]", "HR"], ["check", "[name=verbs]"], *SEND]
CHOSEN = [["check", "[name=people]"], *SEND]
ADDRESS = "https://hooks.example.com/viceversa"
WEBHOOK = [["fill", "[name=url]", ADDRESS], ["check", "[name=events]"], *SEND]
SLACK = [["fill", "[name=url]", "https://hooks.slack.com/services/T0/B0/x"], *SEND]
AT_HOME = [["fill", "[name=url]", "https://10.0.0.1/"], *SEND]


def connections(lead: Person) -> Iterator[Stop]:
    chat = reverse("my_chat")
    yield Stop("chat", chat, lead.pk)
    yield Stop("chat-refused", chat, lead.pk, press=SEND)
    yield Stop("chat-chosen", chat, lead.pk, press=SLACK)
    yield Stop("connections", reverse("connections"), lead.pk)
    for organisation in organisations_with_directory(lead):
        page = reverse("directory", args=[organisation.pk])
        yield Stop("directory", page, lead.pk)
        yield Stop("directory-refused", page, lead.pk, press=SEND)
        yield Stop("directory-chosen", page, lead.pk, press=CHOSEN)
    for name, address, filled, wrong in (
        ("token", "token_new", TOKEN, SEND),
        ("webhook", "webhook_new", WEBHOOK, AT_HOME),
    ):
        page = reverse(address)
        yield Stop(f"{name}-new", page, lead.pk)
        yield Stop(f"{name}-refused", page, lead.pk, press=wrong)
        yield Stop(f"{name}-made", page, lead.pk, press=filled)
    for webhook in Webhook.objects.all():
        yield Stop("webhook-off", reverse("webhook", args=[webhook.pk]), lead.pk)
