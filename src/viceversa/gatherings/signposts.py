"""What leads to the next gathering from the page of a pair."""

from collections.abc import Iterator

from django.urls import reverse

from viceversa.gatherings.queries import next_days, say_when
from viceversa.lib.signposts import Signpost, signpost
from viceversa.pairing.models import Pair
from viceversa.people.models import Person


@signpost("pair")
def next_gathering(pair: Pair, person: Person) -> Iterator[Signpost]:
    """When it is; where, and how it gets into a calendar, stands on the desk."""
    for day in next_days(person):
        if day.programme_id == pair.programme_id:
            href = reverse("desk") + "#gatherings"
            yield Signpost(f"{day.title}: {say_when(day, person)}", href)
