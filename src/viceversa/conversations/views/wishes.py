"""What a member may see of wishes: her own, and that both have said yes. For the two only."""

from viceversa.conversations.forms.course import NO, YES
from viceversa.conversations.models import Wish
from viceversa.conversations.story import Story
from viceversa.conversations.wishes import are_two_yeses, is_yes, line_in
from viceversa.people.models import Person


def own_wish(story: Story, about: str) -> str:
    """What she has said herself, for the form; the other's answer is shown to nobody."""
    found = _wish(story, about, story.person)
    if found is None:
        return ""
    return YES if is_yes(found) else NO


def own_contact(story: Story) -> dict[str, str]:
    """The same about keeping in touch, with her line."""
    found = _wish(story, Wish.About.CONTACT, story.person)
    line = line_in(found) if found else ""
    return {"contact": own_wish(story, Wish.About.CONTACT), "line": line}


def keep_in_touch(story: Story) -> bool:
    """Whether both would like to. A single yes looks like none."""
    return are_two_yeses(w for w in story.pair.wishes.all() if w.about == Wish.About.CONTACT)


def partner_contact(story: Story) -> str:
    """How the other wants to be reached, once both would like to; nothing before."""
    found = _wish(story, Wish.About.CONTACT, story.partner)
    if found is None or not keep_in_touch(story):
        return ""
    return line_in(found) or story.partner.email


def _wish(story: Story, about: str, person: Person) -> Wish | None:
    theirs = (w for w in story.pair.wishes.all() if w.person_id == person.pk)
    return next((wish for wish in theirs if wish.about == about), None)
