"""An idea: sealed between the two until both say yes, then the organisation's, with its history."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from viceversa.conversations.sealed_row import SealedRow
from viceversa.lib.models import Coded
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.programmes.models import Programme


class IdeaDraft(SealedRow):
    """An idea that has not left the pair: words, kind and how it would be shown, all sealed."""

    pair = models.ForeignKey(Pair, models.CASCADE, related_name="idea_drafts")
    author = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sealed_idea = models.BinaryField(default=b"")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-written_at",)


class IdeaYes(SealedRow):
    """The yes of one of the two, to the very words that she saw: their digest, sealed."""

    pair_path, author_path = "draft__pair", "person"

    draft = models.ForeignKey(IdeaDraft, models.CASCADE, related_name="yeses")
    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    sealed_seen = models.BinaryField(default=b"")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("draft", "person"), name="one_yes_each_to_an_idea"),
        )


class Idea(Coded):
    """An idea that both let go. It keeps no pair, unless both wanted their names on it: `origin`
    is a keyed digest, by which the program finds the two when there is something to tell them."""

    class Kind(models.TextChoices):
        IMPROVEMENT = "improvement", _("improvement")
        TOOL = "tool", _("tool or process")
        PEOPLE = "people", pgettext_lazy("kind of an idea", "people")
        CUSTOMER = "customer", _("customers")
        SUSTAINABILITY = "sustainability", _("sustainability")

    class Shown(models.TextChoices):
        NAMES = "names", _("with both your names")
        ROUND = "round", _("by the round only")
        ANONYMOUS = "anonymous", _("anonymous")

    class State(models.TextChoices):
        LEAVING = "leaving", _("on its way")
        SHARED = "shared", _("waits for an owner")
        OWNED = "owned", _("waits for an answer")
        ACCEPTED = "accepted", pgettext_lazy("state of an idea", "accepted")
        INPUT = "input", _("input to a decision")
        DECLINED = "declined", pgettext_lazy("state of an idea", "declined")
        REALISED = "realised", _("realised")
        STOPPED = "stopped", _("stopped")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="ideas")
    pair = models.ForeignKey(Pair, models.SET_NULL, null=True, blank=True, related_name="+")
    origin = models.CharField(max_length=64)
    title = models.CharField(_("title"), max_length=120)
    what = models.TextField(_("the idea"), max_length=2000)
    why = models.TextField(_("why"), max_length=2000, blank=True)
    kind = models.CharField(_("kind"), max_length=14, choices=Kind.choices)
    shown = models.CharField(_("shown"), max_length=9, choices=Shown.choices)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.LEAVING)
    arrived_on = models.DateField(null=True, blank=True)
    owner = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="owned_ideas"
    )
    due_on = models.DateField(null=True, blank=True, help_text="by when the owner answers")
    review_on = models.DateField(null=True, blank=True, help_text="when it is asked what became")

    class Meta:
        ordering = ("-arrived_on", "pk")
        indexes = (models.Index(fields=("programme", "state"), name="ideas_of_a_programme"),)


class IdeaStep(Coded):
    """What happened to an idea, on what day, in the words of whoever did it."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=8, choices=Idea.State.choices)
    happened_on = models.DateField()
    note = models.TextField(max_length=2000, blank=True)
    by = models.ForeignKey(Person, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=("idea", "number"), name="steps_are_numbered"),
        )


class IdeaPage(Coded):
    """The page of what was said and done is public while this row is there."""

    programme = models.OneToOneField(Programme, models.CASCADE, related_name="idea_page")
    published_on = models.DateField()


class Likeness(Coded):
    """What a human has said of two ideas that look alike: the same, or not."""

    one = models.ForeignKey(Idea, models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Idea, models.CASCADE, related_name="+")
    is_same = models.BooleanField()
    said_on = models.DateField()
    by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("one", "other"), name="one_word_on_two_ideas"),
        )
