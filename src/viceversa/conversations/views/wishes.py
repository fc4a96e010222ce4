"""What a member may see of wishes: her own, and that both have said yes. For the two only."""

from viceversa.conversations.forms.course import NO, YES
from viceversa.conversations.models import Wish
from viceversa.conversations.story import Story
from viceversa.conversations.wishes import is_yes


def own_wish(story: Story, about: str) -> str:
    """What she has said herself, for the form; the other's answer is shown to nobody."""
    mine = (w for w in story.pair.wishes.all() if w.person_id == story.person.pk)
    found = next((wish for wish in mine if wish.about == about), None)
    if found is None:
        return ""
    return YES if is_yes(found) else NO


def keep_in_touch(story: Story) -> bool:
    """Whether both would like to. A single yes looks like none."""
    wishes = [w for w in story.pair.wishes.all() if w.about == Wish.About.CONTACT]
    return len(wishes) > 1 and all(is_yes(wish) for wish in wishes)
