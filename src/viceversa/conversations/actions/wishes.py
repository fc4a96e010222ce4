"""What needs both: each says privately what she wants, and only two yeses show.

A yes or a no is sealed and stands in no trail. Whoever says the second yes brings it about.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from viceversa.conversations import pair_letters
from viceversa.conversations.actions.state import current_story, hold_readable
from viceversa.conversations.course import is_closing, is_past_half, prolonged_until
from viceversa.conversations.errors import StateError
from viceversa.conversations.models import Wish
from viceversa.conversations.sealed import delete
from viceversa.conversations.story import Story
from viceversa.conversations.wishes import are_two_yeses, line_in, seal_wish
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members
from viceversa.people.models import Person
from viceversa.people.trail import record

About = Wish.About


@transaction.atomic
def wish_for_contact(pair: Pair, *, by: Person, yes: bool, line: str | None = None) -> None:
    """Whether she would like to keep in touch, and how; without a line the one before stands. May
    be said and changed, also when the pair is over, until both have said yes: from then on only
    the line, since a yes taken back would be a no that shows."""
    hold_readable(pair)
    if not yes and are_two_yeses(pair.wishes.filter(about=About.CONTACT)):
        raise StateError(_("Both of you have said yes already. That stays so."))
    _keep(pair, About.CONTACT, by=by, yes=yes, line=line)


@transaction.atomic
def wish_for_renewal(pair: Pair, *, by: Person, yes: bool) -> None:
    """Whether she would like to go on. With both, the pair has a new last day, and both are asked
    again before it: never silently."""
    story = current_story(pair, by)
    if not is_closing(story.pair, story.today):
        raise StateError(_("This is asked when the end is near."))
    _keep(story.pair, About.RENEWAL, by=by, yes=yes)
    _if_both(story, About.RENEWAL, _renew)


@transaction.atomic
def wish_for_both_roles(pair: Pair, *, by: Person, yes: bool) -> None:
    """Whether she would like both to mentor each other from now on."""
    story = current_story(pair, by)
    if not story.pair.is_reciprocal:
        if not is_past_half(story.pair, story.today, held=story.held):
            raise StateError(_("This is asked from half-time on."))
        _keep(story.pair, About.RECIPROCAL, by=by, yes=yes)
        _if_both(story, About.RECIPROCAL, _turn)


def _keep(pair: Pair, about: Wish.About, *, by: Person, yes: bool, line: str | None = None) -> None:
    found = pair.wishes.filter(person=by, about=about).first()
    wish = found or Wish(pair=pair, person=by, about=about)
    seal_wish(wish, yes=yes, line=line_in(wish) if line is None else line)
    wish.said_at = timezone.now()
    wish.save()


def _if_both(story: Story, about: Wish.About, bring_about: Callable[[Pair], None]) -> None:
    """The lock on the pair lets only one of the two find both yeses."""
    wishes = story.pair.wishes.filter(about=about)
    if are_two_yeses(wishes):
        bring_about(story.pair)


def _renew(pair: Pair) -> None:
    pair.ends_on = prolonged_until(pair)
    Pair.objects.filter(pk=pair.pk).update(ends_on=pair.ends_on)
    delete(pair.wishes.filter(about__in=(About.RENEWAL, About.CONTACT)))
    record("pair_renewed", pair, by=None, until=str(pair.ends_on))
    for member in members(pair):
        pair_letters.pair_renewed(pair, to=member)


def _turn(pair: Pair) -> None:
    Pair.objects.filter(pk=pair.pk).update(is_reciprocal=True)
    record("pair_reciprocal", pair, by=None)
