"""What an owner has before her besides the idea that she looks at by her link."""

from django.urls import reverse

from viceversa.ideas.models import Idea
from viceversa.ideas.queries import to_remind
from viceversa.ideas.telling import IdeaLine, line_of
from viceversa.lib.links import sign_link
from viceversa.people.models import Person
from viceversa.programmes.queries import today_in


def others_that_wait(idea: Idea, owner: Person) -> list[tuple[IdeaLine, str]]:
    """Her other ideas in the programme that want a word of her, each with a link of its own."""
    today = today_in(idea.programme)
    waiting = to_remind(today).filter(owner=owner, programme=idea.programme).exclude(pk=idea.pk)
    ordered = waiting.order_by("due_on", "review_on", "pk")
    return [(line_of(each, today), _link(each, owner)) for each in ordered]


def _link(idea: Idea, owner: Person) -> str:
    token = sign_link("idea", person_id=owner.pk, object_id=idea.pk, version=owner.access_version)
    return reverse("personal_idea", args=[token])
