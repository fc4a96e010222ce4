"""From the connected programs to the people of each directory."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from viceversa.lib.signposts import Signpost, signpost
from viceversa.people.models import Person
from viceversa.scim.queries import organisations_with_directory


@signpost("connections")
def directories(person: Person) -> Iterator[Signpost]:
    for organisation in organisations_with_directory(person):
        text = _("The directory of %(organisation)s: who is kept by it")
        href = reverse("directory", args=[organisation.pk])
        yield Signpost(text % {"organisation": organisation.name}, href)
