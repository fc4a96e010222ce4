"""What people choose among when they say how they can meet."""

from django.utils.translation import gettext_lazy as _

TALKING_LANGUAGES = (
    ("sv", _("Swedish")),
    ("en", _("English")),
    ("no", _("Norwegian")),
    ("da", _("Danish")),
    ("fi", _("Finnish")),
    ("de", _("German")),
    ("fr", _("French")),
    ("es", _("Spanish")),
    ("pl", _("Polish")),
    ("ar", _("Arabic")),
    ("fa", _("Persian")),
    ("so", _("Somali")),
    ("uk", _("Ukrainian")),
    ("sgn", _("Swedish Sign Language")),
)
WAYS_TO_MEET = (
    ("place", _("in person")),
    ("video", _("by video")),
    ("walk", _("on a walk")),
)
HOURS = (
    ("morning", _("in the morning")),
    ("lunch", _("over lunch")),
    ("afternoon", _("in the afternoon")),
    ("evening", _("in the evening")),
)
