"""What the organiser calls everybody to: kick-off, training, circle, closing.

Written for one length each, and kept to it: people come from elsewhere, and the room is booked.
"""

from django.utils.translation import gettext_lazy as _

from viceversa.conversations.agendas.script import Script, ScriptStep

KICK_OFF = Script(
    "kick-off",
    _("Kick-off"),
    (
        ScriptStep("eo-coffee", _("Coffee and names"), "both", (10,)),
        ScriptStep("eo-why", _("Why: the sponsor states the purpose"), "organiser", (8,)),
        ScriptStep("eo-turn", _("How the roles turn: an earlier pair tells"), "organiser", (12,)),
        ScriptStep(
            "eo-rules",
            _("Ground rules and confidentiality, also between companies"),
            "organiser",
            (12,),
        ),
        ScriptStep(
            "eo-talk", _("First talk in pairs: one question, twenty minutes"), "both", (20,)
        ),
        ScriptStep("eo-roles", _("By role: mentors apart, mentees apart"), "organiser", (15,)),
        ScriptStep("eo-book", _("Book meeting 1 now, on the phone"), "both", (8,)),
        ScriptStep("eo-help", _("Whom do I call?"), "organiser", (5,)),
    ),
    lengths=(90,),
    shortest=90,
    longest=90,
)
MENTOR_TRAINING = Script(
    "mentor-training",
    _("Mentor training"),
    (
        ScriptStep("et-expect", _("What is expected and not expected"), "organiser", (15,)),
        ScriptStep("et-listen", _("Listen and ask: practise in threes"), "mentor", (25,)),
        ScriptStep("et-upwards", _("Feedback upwards in four steps: practise"), "mentor", (20,)),
        ScriptStep("et-lead", _("Running a meeting with a director"), "organiser", (12,)),
        ScriptStep("et-limits", _("Limits: say no, pause, stop, get support"), "organiser", (12,)),
        ScriptStep("et-ask", _("Questions"), "both", (6,)),
    ),
    lengths=(90,),
    shortest=90,
    longest=90,
)
MENTEE_BRIEFING = Script(
    "mentee-briefing",
    _("Briefing for mentees"),
    (
        ScriptStep("eb-coached", _("You are the one being coached"), "organiser", (8,)),
        ScriptStep("eb-real", _("Bring a real question: choose one now"), "mentee", (10,)),
        ScriptStep("eb-power", _("Power: how yours shows in the room"), "organiser", (10,)),
        ScriptStep(
            "eb-cancel", _("Do not cancel: what two cancelled meetings do"), "organiser", (7,)
        ),
        ScriptStep("eb-after", _("Afterwards: no appraisal, no comeback"), "organiser", (6,)),
        ScriptStep("eb-ask", _("Questions"), "both", (4,)),
    ),
    lengths=(45,),
    shortest=45,
    longest=45,
)
MENTOR_CIRCLE = Script(
    "mentor-circle",
    _("Mid-way mentor circle, mentors only"),
    (
        ScriptStep("ec-round", _("Round: one word"), "mentor", (6,)),
        ScriptStep("ec-works", _("What has worked?"), "mentor", (14,)),
        ScriptStep("ec-hard", _("What is hard? Advice from each other"), "mentor", (22,)),
        ScriptStep("ec-limits", _("Limits and support"), "organiser", (8,)),
        ScriptStep("ec-try", _("One thing to try"), "mentor", (6,)),
        ScriptStep("ec-upwards", _("What should management hear, without names?"), "mentor", (4,)),
    ),
    lengths=(60,),
    shortest=60,
    longest=60,
)
CLOSING_EVENT = Script(
    "closing-event",
    _("Closing event"),
    (
        ScriptStep("ee-again", _("Welcome, the purpose again"), "organiser", (6,)),
        ScriptStep("ee-pairs", _("Pairs apart: what became different?"), "both", (20,)),
        ScriptStep("ee-tell", _("Three pairs tell (agreed beforehand)"), "both", (18,)),
        ScriptStep("ee-ideas", _("Ideas realised, and those waiting"), "organiser", (16,)),
        ScriptStep("ee-answer", _("The sponsor answers: this is what we do"), "organiser", (10,)),
        ScriptStep("ee-survey", _("Final survey on the phone"), "both", (8,)),
        ScriptStep("ee-thanks", _("Thanks, certificates, keep in touch"), "both", (12,)),
    ),
    lengths=(90,),
    shortest=90,
    longest=90,
)
EVENTS = {
    script.code: script
    for script in (KICK_OFF, MENTOR_TRAINING, MENTEE_BRIEFING, MENTOR_CIRCLE, CLOSING_EVENT)
}
