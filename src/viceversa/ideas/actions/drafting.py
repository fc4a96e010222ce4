"""An idea inside the pair: written, changed, agreed on by two yeses, or taken back.

None of this stands in the trail: it would tell whose an anonymous idea is.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from viceversa.conversations.actions.state import hold_readable
from viceversa.conversations.errors import StateError
from viceversa.conversations.sealed import delete
from viceversa.ideas import letters
from viceversa.ideas.actions.arriving import leave
from viceversa.ideas.models import Idea, IdeaDraft, IdeaYes
from viceversa.ideas.words import Words, is_yes_to, seal_words, seal_yes, words_in
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members, partner_of
from viceversa.people.models import Person
from viceversa.programmes.queries import today_in

MOST_DRAFTS = 20


@transaction.atomic
def write_draft(pair: Pair, words: Words, *, by: Person) -> IdeaDraft:
    """Keeps an idea in the pair. Whoever writes it has said yes; the other is asked."""
    hold_readable(pair)
    drafts = list(pair.idea_drafts.filter(author=by))
    same = next((draft for draft in drafts if words_in(_with(draft, pair)) == words), None)
    if same:
        return same
    if len(drafts) >= MOST_DRAFTS:
        raise StateError(_("You have twenty ideas here already. Take one back first."))
    draft = IdeaDraft(pair=pair, author=by)
    seal_words(draft, words)
    draft.save(force_insert=True)
    _after_writing(draft, words, by=by)
    return draft


@transaction.atomic
def change_draft(draft: IdeaDraft, words: Words, *, by: Person) -> None:
    """Other words, by either of the two. The yes of the other was to what stood there before."""
    now = _current(draft)
    if words_in(now) == words:
        return
    seal_words(now, words)
    now.written_at = timezone.now()
    now.save(update_fields=["sealed_idea", "written_at"])
    _after_writing(now, words, by=by)


@transaction.atomic
def say_yes(draft: IdeaDraft, *, by: Person, seen: str) -> Idea | None:
    """A yes to the words that were seen. With the second one the idea leaves the pair, which
    keeps nothing of it: the draft is deleted, and what left is given back."""
    now = _current(draft)
    words = words_in(now)
    if words is None or words.digest != seen:
        raise StateError(_("The words have changed since you saw them. Read them once more."))
    _yes(now, words, by=by)
    if not _both_say_yes(now, words):
        return None
    delete(_yeses(now))
    delete([now])
    return leave(now.pair, words)


@transaction.atomic
def take_yes_back(draft: IdeaDraft, *, by: Person) -> None:
    """Until both have said yes."""
    now = _current(draft)
    delete(yes for yes in _yeses(now) if yes.person_id == by.pk)


@transaction.atomic
def remove_draft(draft: IdeaDraft) -> None:
    """Gone, whoever of the two wrote it: it belongs to both, and leaves only by both."""
    now = _current(draft)
    delete(_yeses(now))
    delete([now])


def has_said_yes(draft: IdeaDraft, person: Person, words: Words) -> bool:
    """Whether the person has said yes to these very words."""
    mine = (yes for yes in _yeses(draft) if yes.person_id == person.pk)
    return any(is_yes_to(yes, words) for yes in mine)


def _after_writing(draft: IdeaDraft, words: Words, *, by: Person) -> None:
    _yes(draft, words, by=by)
    letters.yes_wanted(draft, to=partner_of(draft.pair, by), today=today_in(draft.pair.programme))


def _yes(draft: IdeaDraft, words: Words, *, by: Person) -> None:
    mine = next((yes for yes in _yeses(draft) if yes.person_id == by.pk), None)
    yes = mine or IdeaYes(draft=draft, person=by)
    seal_yes(yes, words)
    yes.save()


def _both_say_yes(draft: IdeaDraft, words: Words) -> bool:
    """The lock on the pair lets only one of the two find both."""
    return all(has_said_yes(draft, member, words) for member in members(draft.pair))


def _yeses(draft: IdeaDraft) -> list[IdeaYes]:
    yeses = list(IdeaYes.objects.filter(draft=draft))
    for yes in yeses:
        yes.draft = draft  # with its pair, whose vault is open
    return yeses


def _current(draft: IdeaDraft) -> IdeaDraft:
    """The draft as it stands in this transaction, its pair held."""
    hold_readable(draft.pair)
    found = IdeaDraft.objects.filter(pk=draft.pk).first()
    if found is None:
        raise StateError(_("This idea has left, or was taken back."))
    return _with(found, draft.pair)


def _with(draft: IdeaDraft, pair: Pair) -> IdeaDraft:
    draft.pair = pair
    return draft
