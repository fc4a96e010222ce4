"""The sponsor's thanks as those who take part will read them."""

from viceversa.half_time.letters import thanks_context
from viceversa.notices.rendering import render
from viceversa.notices.samples import example_person, sample_of
from viceversa.people.models import Person
from viceversa.programmes.letter_book import Example
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import letterhead


def thanks_as_read(programme: Programme, text: str, *, sponsor: Person) -> Example:
    """The letter to a mentor, in the language of the programme."""
    to = example_person("mentor")
    to.language = programme.language
    context = thanks_context(programme, role="mentor", text=text, sponsor=sponsor.full_name)
    kind = sample_of("half_time/thanks").kind
    letter = render(
        "half_time/thanks", to=to, context=context, head=letterhead(programme), kind=kind
    )
    return Example(letter, "mentor", programme.language)
