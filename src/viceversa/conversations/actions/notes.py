"""Notes and questions for later: private to one, or shared by the two."""

from django.db import transaction

from viceversa.conversations.actions.state import current_story
from viceversa.conversations.models import Note
from viceversa.conversations.sealed import delete, seal
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.people.trail import record


@transaction.atomic
def write_note(note: Note, text: str, *, by: Person) -> None:
    """Keeps a new note or the new words of an old one, sealed."""
    current_story(note.pair, by)
    seal(note, text)
    note.save()
    record("note_written", note.pair, by=by)


@transaction.atomic
def remove_note(note: Note, *, by: Person) -> None:
    """The note is gone, for the other as well if it was shared."""
    current_story(note.pair, by)
    delete([note])
    record("note_removed", note.pair, by=by)


def new_note(pair: Pair, *, by: Person) -> Note:
    """A note that is not kept yet."""
    return Note(pair=pair, author=by)
