"""What webhooks are told of: by which verb of the trail it is known, and its name outside."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Event:
    """A happening, the kind of thing that it happens to, and what people call it."""

    name: str
    thing: str
    words: Promise


BY_VERB: Mapping[str, Event] = {
    "sent an application": Event("application.received", "application", _("application received")),
    "took an application back": Event(
        "application.withdrawn", "application", _("application taken back")
    ),
    "told the decisions": Event("decisions.released", "programme", _("decisions told")),
    "published pairs": Event("pairs.published", "proposal", _("pairs published")),
    "became a pair": Event("pair.accepted", "pair", _("pair formed: both said yes")),
    "was not formed": Event("pair.declined", "pair", _("pair not formed")),
    "pair_ended": Event("pair.ended", "pair", _("pair ended")),
    "pair_completed": Event("pair.completed", "pair", _("pair completed")),
    "idea_shared": Event("idea.shared", "idea", _("idea shared: both said yes")),
    "idea_owned": Event("idea.owned", "idea", _("idea has an owner")),
    "idea_answered": Event("idea.decided", "idea", _("idea answered")),
}
BY_NAME = {event.name: event for event in BY_VERB.values()}
EVENT_NAMES = tuple(BY_NAME)
