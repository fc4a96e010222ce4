"""What is noted in the intake journal of applications (decision 0035)."""

from typing import Any

from django.core import serializers
from django.db import transaction

from viceversa.enrolment.models import Application
from viceversa.vault import intake

SENT, TAKEN_BACK = "sent", "taken back"


def note_sent(application: Application) -> None:
    """Before the change is final: whoever is thanked stands in the journal, and if it fails she is
    not thanked."""
    intake.note({SENT: serializers.serialize("python", [application])[0]})


def note_taken_back(application: Application) -> None:
    """After the change is final: nothing is erased by the journal that was not erased here."""
    transaction.on_commit(lambda: intake.note({TAKEN_BACK: application.pk}))


def all_noted() -> tuple[list[dict[str, Any]], int]:
    """All notes in their order, and how many lines do not open."""
    return intake.noted()


def forget_old_notes() -> None:
    """What no backup has taken over for thirty days."""
    intake.trim()
