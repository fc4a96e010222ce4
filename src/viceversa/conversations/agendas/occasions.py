"""Half-time, the closing, and meetings that are more than a talk."""

from django.utils.translation import gettext_lazy as _

from viceversa.conversations.agendas.script import Script, ScriptStep
from viceversa.conversations.agendas.talks import (
    DEEP_DIVE,
    FEEDBACK,
    NEXT_TRY,
    QUESTION,
    SINCE_LAST,
    TAKE_AWAY,
)

BEST = _("What is best so far?")
CHANGE = _("What do we need to change?")
RIGHT = _("Right goal, right roles, right pace?")
GO_ON = _("Go on, pause or end?")

HALF_TIME = Script(
    "half-time",
    _("A meeting at half-time"),
    (
        ScriptStep("h-tried", SINCE_LAST, "mentee", (9, 13, 16)),
        ScriptStep("h-question", QUESTION, "mentee", (6, 10, 12)),
        ScriptStep("h-deep", DEEP_DIVE, "mentor", (24, 37, 50), is_deep=True),
        ScriptStep("h-best", BEST, "both", (4, 5, 9)),
        ScriptStep("h-change", CHANGE, "both", (5, 8, 10)),
        ScriptStep("h-right", RIGHT, "both", (4, 5, 7)),
        ScriptStep("h-mentor", TAKE_AWAY, "mentor", (3, 5, 7)),
        ScriptStep("h-on", GO_ON, "both", (2, 3, 4)),
        ScriptStep("h-try", NEXT_TRY, "mentee", (3, 4, 5)),
    ),
)
CLOSING = Script(
    "closing",
    _("Closing in the pair"),
    (
        ScriptStep(
            "c-tried", _("What was tried last, and your first goal or theme, aloud"), "both", (6,)
        ),
        ScriptStep(
            "c-changed", _("What has changed? One example each"), "both", (24,), is_deep=True
        ),
        ScriptStep("c-feedback", FEEDBACK, "both", (12,)),
        ScriptStep("c-mentor", TAKE_AWAY, "mentor", (4,)),
        ScriptStep("c-onward", _("What do we pass on, what stays here?"), "both", (8,)),
        ScriptStep("c-thanks", _("Thanks, and how we keep in touch"), "both", (6,)),
    ),
    lengths=(60,),
)
VISIT = Script(
    "visit",
    _("A visit to the workplace"),
    (
        ScriptStep("v-tried", SINCE_LAST, "mentee", (10,)),
        ScriptStep("v-expect", _("Before the round: what do we expect to see?"), "both", (10,)),
        ScriptStep(
            "v-round",
            _("Round the workplace: look, ask, talk to those who work there"),
            "mentor",
            (38,),
            is_deep=True,
        ),
        ScriptStep(
            "v-struck", _("At a table again: three things that struck the guest"), "both", (20,)
        ),
        ScriptStep("v-mentor", TAKE_AWAY, "mentor", (6,)),
        ScriptStep("v-try", NEXT_TRY, "mentee", (6,)),
    ),
    lengths=(90,),
)
SHADOWING = Script(
    "shadowing",
    _("Shadowing"),
    (
        ScriptStep("s-tried", SINCE_LAST, "mentee", (12,)),
        ScriptStep("s-look", _("What shall the one who follows look for?"), "both", (12,)),
        ScriptStep(
            "s-work",
            _("Real work: one does it, the other follows and keeps silent"),
            "both",
            (56,),
            is_deep=True,
        ),
        ScriptStep("s-seen", _("What was seen, as a camera would tell it"), "mentor", (20,)),
        ScriptStep("s-mentor", TAKE_AWAY, "mentor", (8,)),
        ScriptStep("s-try", NEXT_TRY, "mentee", (12,)),
    ),
    lengths=(120,),
)
SHOW_ME = Script(
    "show-me",
    _("Show me how"),
    (
        ScriptStep("d-tried", SINCE_LAST, "mentee", (8,)),
        ScriptStep("d-what", _("What can I not do? Open it"), "mentee", (6,)),
        ScriptStep(
            "d-show",
            _("Show me: the mentor shows once, then the mentee does it"),
            "mentor",
            (28,),
            is_deep=True,
        ),
        ScriptStep("d-again", _("Once more, without help"), "mentee", (9,)),
        ScriptStep("d-mentor", TAKE_AWAY, "mentor", (4,)),
        ScriptStep("d-try", NEXT_TRY, "mentee", (5,)),
    ),
    lengths=(60,),
)
GUEST = Script(
    "guest",
    _("Guest at a management meeting"),
    (
        ScriptStep("g-tried", SINCE_LAST, "mentee", (10,)),
        ScriptStep(
            "g-before",
            _("Before: what is on the table, and what shall the mentor listen for?"),
            "mentee",
            (12,),
        ),
        ScriptStep(
            "g-table",
            _("At the meeting: the mentor listens, and is asked for a view"),
            "mentor",
            (38,),
            is_deep=True,
        ),
        ScriptStep(
            "g-after",
            _("Afterwards, the two of you: what was said, and what was not?"),
            "mentor",
            (18,),
        ),
        ScriptStep("g-mentor", TAKE_AWAY, "mentor", (6,)),
        ScriptStep("g-try", NEXT_TRY, "mentee", (6,)),
    ),
    lengths=(90,),
)

DEEP_INSTEAD = (
    ScriptStep(
        "x-show",
        _("Show me instead: the mentor shows, the mentee does it"),
        "mentor",
        (),
        is_deep=True,
    ),
    ScriptStep(
        "x-draft",
        _("The real thing instead: work together on a message, a speech, a decision"),
        "mentor",
        (),
        is_deep=True,
    ),
    ScriptStep(
        "x-round", _("Go and see instead: ask those whom it touches"), "mentor", (), is_deep=True
    ),
)
"""What a pair may do in the place of its deep dive, for the same minutes."""
