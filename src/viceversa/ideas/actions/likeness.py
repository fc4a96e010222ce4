"""A human says whether two ideas that look alike are the same."""

from django.db import transaction
from django.utils import timezone

from viceversa.ideas.models import Idea, Likeness
from viceversa.people.models import Person
from viceversa.people.trail import record


@transaction.atomic
def say_alike(one: Idea, other: Idea, *, is_same: bool, by: Person) -> None:
    """The same, or not; the last word counts. Neither idea is changed by it."""
    first, second = sorted((one, other), key=lambda idea: idea.pk)
    Likeness.objects.update_or_create(
        one=first,
        other=second,
        defaults={"is_same": is_same, "by": by, "said_on": timezone.localdate()},
    )
    verb = "ideas_linked" if is_same else "ideas_told_apart"
    record(verb, first, by=by, other=second.pk)


@transaction.atomic
def unsay_alike(one: Idea, other: Idea, *, by: Person) -> None:
    """The word on the two is taken back; they may be looked at again."""
    first, second = sorted((one, other), key=lambda idea: idea.pk)
    if Likeness.objects.filter(one=first, other=second).delete()[0]:
        record("ideas_unlinked", first, by=by, other=second.pk)
