"""Who has asked to be erased, and what was answered by when."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viceversa.lib.models import Coded
from viceversa.people.models import Person


class ErasureRequest(Coded):
    """Somebody asks to be erased, and is answered within a month: erased, or told why not."""

    class State(models.TextChoices):
        OPEN = "open", _("waits for an answer")
        TAKEN_BACK = "taken_back", _("taken back")
        REFUSED = "refused", _("refused")
        ERASED = "erased", _("erased")

    class Ground(models.TextChoices):
        """Article 17(3) of the GDPR, and 12(5) and 12(6)."""

        CLAIMS = "claims", _("needed for legal claims: article 17(3)(e)")
        DUTY = "duty", _("the law says that it must be kept: article 17(3)(b)")
        ARCHIVE = "archive", _("archives in the public interest: article 17(3)(d)")
        IDENTITY = "identity", _("not sure that it is you who asks: article 12(6)")
        UNFOUNDED = "unfounded", _("manifestly unfounded or excessive: article 12(5)")

    person = models.ForeignKey(Person, models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    asked_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ground = models.CharField(_("legal ground"), max_length=9, choices=Ground.choices, blank=True)
    reason = models.TextField(_("why"), max_length=1000, blank=True)

    class Meta:
        ordering = ("due_on", "asked_at")
        constraints = (
            models.UniqueConstraint(
                fields=("person",),
                condition=models.Q(state="open"),
                name="one_open_erasure_request_each",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="refused") | ~models.Q(ground="", reason=""),
                name="a_refusal_has_its_ground",
            ),
        )
