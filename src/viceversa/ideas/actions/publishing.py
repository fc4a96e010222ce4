"""The page of what was said and done: public from a coordinator's yes until she takes it back."""

from django.db import transaction
from django.utils import timezone

from viceversa.ideas.models import IdeaPage
from viceversa.people.models import Person
from viceversa.people.trail import record
from viceversa.programmes.models import Programme


@transaction.atomic
def publish_page(programme: Programme, *, by: Person) -> None:
    today = timezone.localdate()
    _, is_new = IdeaPage.objects.get_or_create(
        programme=programme, defaults={"published_on": today}
    )
    if is_new:
        record("idea_page_published", programme, by=by)


@transaction.atomic
def withdraw_page(programme: Programme, *, by: Person) -> None:
    if IdeaPage.objects.filter(programme=programme).delete()[0]:
        record("idea_page_withdrawn", programme, by=by)
