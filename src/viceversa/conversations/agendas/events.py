"""What the organiser calls everybody to: training, kick-off, half-time, circle, closing.

Written for one length each, and kept to it: people come from elsewhere, and the room is booked.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from viceversa.conversations.agendas.fitting import apportion
from viceversa.conversations.agendas.library import Step, said, without_ideas
from viceversa.conversations.agendas.occasions import BEST, CHANGE, GO_ON, RIGHT
from viceversa.conversations.agendas.script import Script, ScriptStep
from viceversa.conversations.agendas.talks import TAKE_AWAY
from viceversa.gatherings.kinds import MINUTES, Kind, kinds_of
from viceversa.programmes.models import Programme

KICK_OFF = Script(
    Kind.KICK_OFF.value,
    Kind.KICK_OFF.label,
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
    lengths=(MINUTES[Kind.KICK_OFF],),
)
MENTOR_TRAINING = Script(
    Kind.TRAINING.value,
    Kind.TRAINING.label,
    (
        ScriptStep("et-expect", _("What is expected and not expected"), "organiser", (15,)),
        ScriptStep("et-listen", _("Listen and ask: practise in threes"), "mentor", (25,)),
        ScriptStep("et-upwards", _("Feedback upwards in four steps: practise"), "mentor", (20,)),
        ScriptStep("et-lead", _("Running a meeting with a director"), "organiser", (12,)),
        ScriptStep("et-limits", _("Limits: say no, pause, stop, get support"), "organiser", (12,)),
        ScriptStep("et-ask", _("Questions"), "both", (6,)),
    ),
    lengths=(MINUTES[Kind.TRAINING],),
)
MENTEE_BRIEFING = Script(
    Kind.BRIEFING.value,
    Kind.BRIEFING.label,
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
    lengths=(MINUTES[Kind.BRIEFING],),
)
CHECK_IN = Script(
    Kind.CHECK_IN.value,
    Kind.CHECK_IN.label,
    (
        ScriptStep("k-best", BEST, "both", (3,)),
        ScriptStep("k-change", CHANGE, "both", (6,), is_deep=True),
        ScriptStep("k-right", RIGHT, "both", (2,)),
        ScriptStep("k-mentor", TAKE_AWAY, "mentor", (2,)),
        ScriptStep("k-on", GO_ON, "both", (2,)),
    ),
    lengths=(MINUTES[Kind.CHECK_IN],),
)
MENTOR_CIRCLE = Script(
    Kind.CIRCLE.value,
    Kind.CIRCLE.label,
    (
        ScriptStep("ec-round", _("Round: one word"), "mentor", (6,)),
        ScriptStep("ec-works", _("What has worked?"), "mentor", (14,)),
        ScriptStep("ec-hard", _("What is hard? Advice from each other"), "mentor", (22,)),
        ScriptStep("ec-limits", _("Limits and support"), "organiser", (8,)),
        ScriptStep("ec-try", _("One thing to try"), "mentor", (6,)),
        ScriptStep("ec-upwards", _("What should management hear, without names?"), "mentor", (4,)),
    ),
    lengths=(MINUTES[Kind.CIRCLE],),
)
CLOSING_EVENT = Script(
    Kind.CLOSING.value,
    Kind.CLOSING.label,
    (
        ScriptStep("ee-again", _("Welcome, the purpose again"), "organiser", (6,)),
        ScriptStep("ee-pairs", _("Pairs apart: what became different?"), "both", (20,)),
        ScriptStep("ee-tell", _("Three pairs tell (agreed beforehand)"), "both", (18,)),
        ScriptStep("ee-ideas", _("Ideas realised, and those waiting"), "organiser", (16,)),
        ScriptStep("ee-answer", _("The sponsor answers: this is what we do"), "organiser", (10,)),
        ScriptStep("ee-survey", _("Final survey on the phone"), "both", (8,)),
        ScriptStep("ee-thanks", _("Thanks, certificates, keep in touch"), "both", (12,)),
    ),
    lengths=(MINUTES[Kind.CLOSING],),
)
EVENTS = {
    script.code: script
    for script in (
        MENTOR_TRAINING, MENTEE_BRIEFING, KICK_OFF, CHECK_IN, MENTOR_CIRCLE, CLOSING_EVENT,
    )
}  # fmt: skip


@dataclass(frozen=True)
class Gathering:
    """An event as its organiser runs it. `minutes` is the whole."""

    code: str
    title: Promise
    minutes: int
    steps: list[Step]


def gatherings_of(programme: Programme) -> list[Gathering]:
    """What the programme calls its people to, in the order of the round."""
    scripts = [EVENTS[kind] for kind in kinds_of(programme)]
    if not programme.takes_ideas:
        scripts = [without_ideas(script) for script in scripts]
    return [minute_by_minute(script) for script in scripts]


def minute_by_minute(script: Script) -> Gathering:
    """The whole length is used, also where a step is left out."""
    length = script.lengths[0]
    shares = apportion([step.minutes[0] for step in script.steps], length)
    steps = [said(step, share) for step, share in zip(script.steps, shares, strict=True)]
    return Gathering(script.code, script.title, length, steps)
