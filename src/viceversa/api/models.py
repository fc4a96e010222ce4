"""Who may ask by machine, and who is told of what has happened."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viceversa.api.events import BY_NAME
from viceversa.lib.models import Coded
from viceversa.people.models import Organisation, Person
from viceversa.programmes.models import Programme


class Token(Coded):
    """Lets a program see some of what its maker sees: the programmes that she leads, or one of
    them, or only what one partner sees of them. Of the token itself only a fingerprint is kept."""

    class Verb(models.TextChoices):
        READ_PEOPLE = "people:read", _("read who takes part")
        READ_APPLICATIONS = "applications:read", _("read where applications stand")
        WRITE_APPLICATIONS = "applications:write", _("enter applications")
        READ_PAIRS = "pairs:read", _("read where pairs stand")
        READ_MEETINGS = "meetings:read", _("read how often pairs have met, by the week")
        READ_IDEAS = "ideas:read", _("read ideas that have left their pairs")
        WEBHOOKS = "webhooks:write", _("set up webhooks")
        DIRECTORY = "directory:write", _("keep the people of one organisation up to date (SCIM)")

    FOR_PARTNERS = (
        Verb.READ_PEOPLE, Verb.READ_APPLICATIONS, Verb.WRITE_APPLICATIONS, Verb.DIRECTORY
    )  # fmt: skip
    """What a partner sees of its own people on the pages as well; no pair is among it."""

    name = models.CharField(_("what it is for"), max_length=80)
    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+"
    )
    programme = models.ForeignKey(
        Programme, models.CASCADE, null=True, blank=True, related_name="+"
    )
    verbs = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    minute = models.BigIntegerField(default=0, help_text="the minute that is being counted")
    asked = models.PositiveIntegerField(default=0, help_text="how often in that minute")

    class Meta:
        ordering = ("-made_at", "pk")

    def may(self, verb: "Token.Verb") -> bool:
        """Whether it was made for this; a partner's token never for more than a partner sees."""
        return verb in self.verbs and (not self.organisation_id or verb in self.FOR_PARTNERS)

    @property
    def is_over(self) -> bool:
        """Whether it opens nothing any more."""
        return self.revoked_at is not None or self.expires_at <= timezone.now()


class PostKey(Coded):
    """A POST that was done once under the caller's own key, as fingerprints, and what it made."""

    token = models.ForeignKey(Token, models.CASCADE, related_name="+")
    key_hash = models.CharField(max_length=64)
    request_hash = models.CharField(max_length=64)
    made = models.CharField(max_length=12, blank=True, help_text="the code of what it made")
    done_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("token", "key_hash"), name="one_post_per_key"),
        )


class Webhook(Coded):
    """An address that is told what happens in programmes which its maker leads, or in one.

    What it signs with is derived from its code and edition by the key of the installation, so that
    a copy of the database cannot sign.
    """

    url = models.URLField(_("address"), max_length=300)
    events = models.JSONField(default=list)
    made_by = models.ForeignKey(Person, models.CASCADE, related_name="webhooks")
    programme = models.ForeignKey(
        Programme, models.CASCADE, null=True, blank=True, related_name="+"
    )
    edition = models.PositiveIntegerField(default=1, help_text="of its secret")
    made_at = models.DateTimeField(default=timezone.now)
    failing_since = models.DateTimeField(null=True, blank=True)
    disabled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "pk")

    @property
    def event_words(self) -> list[str]:
        """What it is told, in words."""
        return [str(event.words) for event in BY_NAME.values() if event.name in self.events]


class Delivery(Coded):
    """One happening on its way to one webhook: codes only, never what anybody wrote."""

    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=40)
    programme = models.ForeignKey(Programme, models.CASCADE, related_name="+")
    thing = models.CharField(max_length=12, help_text="the code of what it happened to")
    happened_at = models.DateTimeField(default=timezone.now)
    send_after = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    given_up_at = models.DateTimeField(null=True, blank=True)
    last_status = models.PositiveSmallIntegerField(null=True, blank=True)
    last_error = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ("-happened_at", "pk")
        indexes = (
            models.Index(
                fields=("send_after",),
                condition=models.Q(sent_at__isnull=True, given_up_at__isnull=True),
                name="deliveries_waiting",
            ),
        )

    @property
    def state(self) -> str:
        """Where it stands, in a word."""
        if self.sent_at:
            return "sent"
        return "given_up" if self.given_up_at else "waiting"

    @property
    def words(self) -> str:
        """What has happened, in words."""
        return str(BY_NAME[self.event].words)
