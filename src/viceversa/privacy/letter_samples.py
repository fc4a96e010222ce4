"""The letters of this room, each with an example."""

from django.utils import timezone
from django.utils.translation import gettext_lazy

from viceversa.lib.dates import add_months, say_day
from viceversa.notices.samples import Context, letter_sample
from viceversa.privacy.models import ErasureRequest
from viceversa.programmes.letter_samples import example_programme


@letter_sample(
    "privacy/erasure_received",
    to=("whoever_asks",),
    when=gettext_lazy("when somebody asks to be erased"),
)
def erasure_received(role: str) -> Context:
    return _request()


@letter_sample(
    "privacy/erasure_asked",
    to=("organiser",),
    when=gettext_lazy("when somebody asks to be erased"),
)
def erasure_asked(role: str) -> Context:
    return _request()


@letter_sample(
    "privacy/erasure_refused",
    to=("whoever_asks",),
    when=gettext_lazy("when an organiser has said why somebody is not erased"),
)
def erasure_refused(role: str) -> Context:
    return _request()


@letter_sample(
    "privacy/erased", to=("whoever_asks",), when=gettext_lazy("when somebody has been erased")
)
def erased(role: str) -> Context:
    return {}


@letter_sample(
    "privacy/place_open",
    to=("coordinator",),
    when=gettext_lazy("when somebody who took part has been erased"),
)
def place_open(role: str) -> Context:
    return {"programme": example_programme()}


def _request() -> Context:
    day = add_months(timezone.localdate(), 1)
    return {"request": ErasureRequest(pk="example", due_on=day), "day": say_day(day)}
