"""The letters of this room, each with an example."""

from django.utils.translation import gettext_lazy

from viceversa.api.letters import off_context
from viceversa.api.models import Webhook
from viceversa.notices.samples import Context, letter_sample


@letter_sample(
    "api/webhook_off",
    to=("coordinator",),
    when=gettext_lazy("when a webhook that you set up has had no answer for five days"),
)
def webhook_off(role: str) -> Context:
    return off_context(Webhook(pk="webhook", url="https://hooks.example.com/viceversa"))
