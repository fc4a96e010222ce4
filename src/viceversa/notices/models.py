"""The outbox: every letter stands here from the moment that caused it."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viceversa.lib.models import Coded
from viceversa.people.models import Person


class Letter(Coded):
    """A letter to one person. It never holds what a pair says, nor a link that works.

    Places for personal links are marked in the text and signed at delivery, so that a copy of
    the database lets nobody in. `event` and `version` name what happened: the same happening
    never writes to the same person twice.
    """

    class Kind(models.TextChoices):
        """News always goes; the others can be turned off, and reminders go once a week at most."""

        NEWS = "news", _("news")
        REMINDER = "reminder", _("reminder")
        MEETING = "meeting", _("reminder of a booked meeting")

    name = models.CharField(
        max_length=60, help_text="room/letter, for instance pairing/pair_proposed"
    )
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.NEWS)
    programme_code = models.CharField(max_length=12, blank=True)
    event = models.CharField(max_length=100)
    version = models.PositiveIntegerField(default=0)
    recipient = models.ForeignKey(Person, models.CASCADE, related_name="letters")
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    sender_name = models.CharField(max_length=120, blank=True)
    reply_to = models.EmailField(blank=True)
    calendar = models.TextField(blank=True)
    calendar_method = models.CharField(max_length=10, blank=True)
    message_id = models.CharField(max_length=120, unique=True)
    thread_id = models.CharField(
        max_length=120, blank=True, help_text="the Message-ID that a conversation hangs on"
    )
    created_at = models.DateTimeField(default=timezone.now)
    send_after = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("event", "recipient", "version"), name="one_letter_per_happening"
            ),
        )
        indexes = (
            models.Index(
                fields=("send_after",),
                condition=models.Q(sent_at__isnull=True),
                name="letters_waiting",
            ),
        )


class RemindersOff(Coded):
    """Somebody wants no reminders from a programme, which this room knows by its code only."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    programme_code = models.CharField(max_length=12)
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "programme_code"), name="reminders_turned_off_once"
            ),
        )


class ChatAddress(Coded):
    """Where in Teams or Slack somebody wants to be told that there is news. Whoever has the address
    can write there, so no page shows it again."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="chat_address")
    url = models.URLField(_("address"), max_length=600)
    since = models.DateTimeField(default=timezone.now)
    wanted_at = models.DateTimeField(null=True, blank=True, help_text="since when there is news")
    told_at = models.DateTimeField(null=True, blank=True)
    failing_since = models.DateTimeField(null=True, blank=True)
