"""The end of a programme: who would gladly be asked again, and stories that a pair lets be told."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viceversa.conversations.sealed_row import SealedRow
from viceversa.lib.models import Coded
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.programmes.models import Programme


class NextRound(Coded):
    """What somebody lets the organiser do when the next round begins: a consent, with its day."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="next_round_wishes")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    again = models.BooleanField(default=False, help_text="wants to be asked again")
    knows_somebody = models.BooleanField(default=False, help_text="knows who should be asked")
    said_on = models.DateField()

    class Meta:
        ordering = ("said_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=("programme", "person"), name="one_next_round_each"),
            models.CheckConstraint(
                condition=models.Q(again=True) | models.Q(knows_somebody=True),
                name="a_next_round_is_wanted_somehow",
            ),
        )


class StoryDraft(SealedRow):
    """A text about a pair that has not got the yes of both: sealed, whoever has written it."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="story_drafts")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sealed_story = models.BinaryField(default=b"")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-written_at",)


class StoryYes(SealedRow):
    """One of the two approves the very words that she read: their digest, sealed."""

    pair_path, author_path = "draft__pair", "person"

    draft = models.ForeignKey(StoryDraft, models.CASCADE, related_name="yeses")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sealed_seen = models.BinaryField(default=b"")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("draft", "person"), name="one_yes_each_to_a_story"),
        )


class PairStory(Coded):
    """A text that both have approved, word by word; gone as soon as either withdraws it."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="stories")
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=6000)
    byline = models.CharField(_("whose story it is"), max_length=120)
    approved_on = models.DateField()
    published_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("-approved_on", "pk")
