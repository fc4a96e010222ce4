"""What leads to stories from the pages of other rooms."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from viceversa.farewell.queries import rounds_with_stories
from viceversa.lib.signposts import Signpost, signpost
from viceversa.programmes.models import Programme


@signpost("call")
def voices_of_earlier_rounds(programme: Programme) -> Iterator[Signpost]:
    """What pairs let be told, of this round and of those before it."""
    for told in rounds_with_stories(programme):
        words = _("They have done it: stories from %(name)s") % {"name": told.name}
        yield Signpost(words, reverse("told_stories", args=[told.pk]))
