"""What an organiser calls people to: which gatherings there are, how long, and for whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.models import Participation
from viceversa.programmes.hours import (
    CIRCLE,
    CLOSING,
    HALF_TIME,
    KICK_OFF,
    TRAINING,
    events_of,
)
from viceversa.programmes.models import Programme

Role = Participation.Role


class Kind(models.TextChoices):
    """In the order of the round."""

    TRAINING = "mentor-training", _("Mentor training")
    BRIEFING = "mentee-briefing", _("Briefing for mentees")
    KICK_OFF = "kick-off", _("Kick-off")
    CHECK_IN = "check-in", _("Fifteen minutes half-way")
    CIRCLE = "mentor-circle", _("Mid-way mentor circle, mentors only")
    CLOSING = "closing-event", _("Closing event")


MINUTES = {
    Kind.TRAINING: TRAINING["mentor"][1],
    Kind.BRIEFING: TRAINING["mentee"][1],
    Kind.KICK_OFF: KICK_OFF,
    Kind.CHECK_IN: HALF_TIME,
    Kind.CIRCLE: CIRCLE,
    Kind.CLOSING: CLOSING,
}
"""As many as a call tells that they take."""
ONLY = {Kind.TRAINING: Role.MENTOR, Kind.BRIEFING: Role.MENTEE, Kind.CIRCLE: Role.MENTOR}
"""Who alone is called; to all others everybody is who takes part."""
PART_OF = {
    Kind.KICK_OFF: "kick_off",
    Kind.CHECK_IN: "half_time",
    Kind.CIRCLE: "half_time",
    Kind.CLOSING: "closing",
}
"""Which event of a programme it belongs to; training and briefing are for every programme."""


def kinds_of(programme: Programme) -> list[Kind]:
    """What this programme calls its people to, in the order of the round."""
    events = events_of(programme)
    return [kind for kind in Kind if PART_OF.get(kind) in (None, *events)]


def roles_called_to(kind: Kind) -> list[Role]:
    return [ONLY[kind]] if kind in ONLY else list(Role)


def kinds_for(role: Role) -> list[Kind]:
    """What whoever takes part in this role is called to."""
    return [kind for kind in Kind if role in roles_called_to(kind)]
