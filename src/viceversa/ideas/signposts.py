"""What leads to ideas from the pages of other rooms."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from viceversa.ideas.own import DraftLine, draft_lines
from viceversa.ideas.queries import page_of
from viceversa.lib.signposts import Signpost, signpost
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import partner_name
from viceversa.people.models import Person
from viceversa.programmes.models import Programme


@signpost("pair")
def ideas_that_wait(pair: Pair, person: Person) -> Iterator[Signpost]:
    """Ideas of the two that have one yes: her own is wanted, or the other's."""
    lines = draft_lines(pair, person)
    mine = [line for line in lines if line.partner_said_yes and not line.said_yes]
    others = [line for line in lines if line.said_yes and not line.partner_said_yes]
    if mine:
        words = ngettext("An idea waits for your yes", "%(n)s ideas wait for your yes", len(mine))
        yield Signpost(words % {"n": len(mine)}, _address(pair, mine))
    if others:
        words = ngettext(
            "An idea waits for %(name)s's yes", "%(n)s ideas wait for %(name)s's yes", len(others)
        )
        values = {"n": len(others), "name": partner_name(pair, person)}
        yield Signpost(words % values, _address(pair, others))


@signpost("call")
def said_and_done_before(programme: Programme) -> Iterator[Signpost]:
    """The public page of ideas, while it is published."""
    if page_of(programme):
        href = reverse("idea_page", args=[programme.pk])
        yield Signpost(_("You said, we did: ideas, and what became of them"), href)


def _address(pair: Pair, lines: list[DraftLine]) -> str:
    if len(lines) == 1:
        return reverse("idea_draft", args=[pair.pk, lines[0].draft.pk])
    return reverse("pair_ideas", args=[pair.pk])
