"""The letter of this room, with an example."""

from django.utils.translation import gettext_lazy

from viceversa.notices.samples import Context, example_person, letter_sample
from viceversa.programmes.letter_samples import example_programme
from viceversa.scim.letters import shut_out_context


@letter_sample(
    "scim/shut_out",
    to=("coordinator",),
    when=gettext_lazy("when the directory of an employer ends the access of somebody"),
)
def shut_out(role: str) -> Context:
    return shut_out_context(example_person("mentor"), example_programme())
