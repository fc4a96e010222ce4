"""The letters of this room, each with an example."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from viceversa.notices.samples import Context, example_person, letter_sample
from viceversa.people.models import Organisation
from viceversa.programmes.models import Partner, Programme, Role


def example_programme() -> Programme:
    """A programme that does not exist, for the examples of every room."""
    return Programme(pk="example", name=_("Reverse mentoring, spring round"))


@letter_sample(
    "programmes/role_given",
    to=("coordinator", "reviewer", "matcher", "partner_contact", "sponsor", "assistant"),
    when=gettext_lazy("when the role is given"),
)
def role_given(role: str) -> Context:
    return {"role": _example_role(role)}


@letter_sample(
    "programmes/times_link",
    to=("assistant",),
    when=gettext_lazy("when you send an assistant the link once more"),
)
def times_link(role: str) -> Context:
    return {"role": _example_role(role)}


@letter_sample(
    "programmes/enquiry_arrived",
    to=("coordinator",),
    when=gettext_lazy("when somebody has written to you; once a day at most"),
)
def enquiry_arrived(role: str) -> Context:
    return {"programme": example_programme()}


@letter_sample(
    "programmes/enquiry_received",
    to=("visitor",),
    when=gettext_lazy("when somebody has written and left an address"),
)
def enquiry_received(role: str) -> Context:
    return {"programme": example_programme()}


def _example_role(kind: str) -> Role:
    programme = example_programme()
    house = Organisation(name="Tallmo Hydraulik AB")
    return Role(
        pk="example",
        programme=programme,
        person=example_person(kind),
        kind=kind,
        partner=Partner(programme=programme, organisation=house),
        assists=example_person("mentee"),
    )
