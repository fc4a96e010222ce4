"""The first meeting of a pair, those in between and the last: written for 60, 90, 120 minutes."""

from django.utils.translation import gettext_lazy as _

from viceversa.conversations.agendas.script import Script, ScriptStep

SINCE_LAST = _("Since last time: what became of what you were to try?")
QUESTION = _("Today's question: the last time it happened")
DEEP_DIVE = _("Deep dive: mentor asks, mentee thinks aloud")
FEEDBACK = _("Feedback in four steps, both ways")
TAKE_AWAY = _("What the mentor takes away")
NEXT_TRY = _("Next thing to try, and the next date")

FIRST = Script(
    "first",
    _("Meet and choose"),
    (
        ScriptStep("f-arrive", _("Arrive: how did you get here today?"), "both", (4, 5, 6)),
        ScriptStep(
            "f-cannot", _("The senior goes first: something I cannot do"), "mentee", (6, 10, 12)
        ),
        ScriptStep("f-rules", _("Ground rules: read, strike, add"), "both", (6, 10, 12)),
        ScriptStep(
            "f-question",
            _("The question on the table: what, who, when last"),
            "mentor",
            (8, 10, 14),
        ),
        ScriptStep(
            "f-deep",
            _("Deep dive into one real challenge"),
            "mentor",
            (24, 36, 50),
            is_deep=True,
        ),
        ScriptStep("f-goal", _("Goal or theme, in own words"), "both", (6, 9, 12)),
        ScriptStep("f-mentor", _("What does the mentor want to take away?"), "mentor", (3, 5, 7)),
        ScriptStep("f-try", _("One thing to try, and the next date"), "mentee", (3, 5, 7)),
    ),
)
BETWEEN = Script(
    "between",
    _("Going deep"),
    (
        ScriptStep("b-tried", SINCE_LAST, "mentee", (9, 13, 16)),
        ScriptStep("b-question", QUESTION, "mentee", (5, 8, 10)),
        ScriptStep("b-deep", DEEP_DIVE, "mentor", (24, 37, 50), is_deep=True),
        ScriptStep("b-show", _("Show me: try it for real"), "mentor", (8, 12, 18)),
        ScriptStep("b-feedback", FEEDBACK, "both", (6, 9, 12)),
        ScriptStep("b-idea", _("An idea worth sharing? Yes, no, later"), "both", (3, 4, 5)),
        ScriptStep("b-mentor", TAKE_AWAY, "mentor", (2, 3, 4)),
        ScriptStep("b-try", NEXT_TRY, "mentee", (3, 4, 5)),
    ),
)
LAST = Script(
    "last",
    _("Harvest"),
    (
        ScriptStep(
            "l-tried",
            _("Since last time: what did you try, and what did others notice?"),
            "mentee",
            (9, 13, 16),
        ),
        ScriptStep("l-brave", _("The brave question"), "mentor", (6, 9, 12)),
        ScriptStep(
            "l-deep",
            _("Deep dive: what is to stay as a habit?"),
            "mentor",
            (24, 37, 50),
            is_deep=True,
        ),
        ScriptStep("l-ideas", _("Ideas: what can be done, who owns it?"), "both", (7, 11, 14)),
        ScriptStep("l-feedback", _("Feedback: what I take with me from you"), "both", (5, 7, 10)),
        ScriptStep("l-mentor", TAKE_AWAY, "mentor", (2, 3, 4)),
        ScriptStep("l-goal", _("Goal or theme: where are we on the scale?"), "both", (3, 5, 7)),
        ScriptStep("l-close", _("Close, prolong or turn the roles?"), "both", (4, 5, 7)),
    ),
)
