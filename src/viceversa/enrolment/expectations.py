"""What is expected of each role and what is not; and what people hesitate over, with an answer.

An answer never promises more than the product and the rules of the programme keep.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Texts = tuple[Promise, ...]
"""Sentences in the language of the page."""

EXPECTED: Mapping[str, Texts] = {
    "mentor": (
        _("You lead the talks: you ask, listen and say what you see."),
        _("You keep to yourself what your mentee tells you."),
        _("If you are employed, you have your manager's word that the hours are working time."),
    ),
    "mentee": (
        _("You bring one real question to each meeting: something you are in the midst of."),
        _("You keep the dates. Two cancelled meetings are the commonest end of a pair."),
        _("You try one small thing in between, and tell how it went."),
        _("You keep to yourself what your mentor tells you, and let nothing come back on her."),
    ),
}
TO_KICK_OFF = _("You come to the training, the kick-off and the meetings you have booked.")
TO_MEETINGS = _("You come to the training and the meetings you have booked.")
NOT_EXPECTED: Mapping[str, Texts] = {
    "mentor": (
        _("You need not be an expert, in leading or in technology."),
        _("You do not speak for everybody of your age or background, only for yourself."),
        _("You write no reports for anybody."),
        _("You need not stay in a pair that does not work. Ending takes one tap and no reason."),
    ),
    "mentee": (
        _("You need no goal before you begin. A theme, or “not yet”, will do."),
        _("You prepare no slides, and fill in no profile."),
        _("You give no advice and do no appraisal: here you are the one who is coached."),
        _("You need not write anything down. What you do write, only your mentor reads."),
    ),
}


@dataclass(frozen=True)
class Doubt:
    """Something people hesitate over, and what is so."""

    code: str
    text: Promise
    answer: Promise


NOT_A_MATCH = Doubt(
    "match",
    _("What if we do not get along?"),
    _(
        "You see whom you are proposed and may say no without a reason. A pair that has "
        "begun can end the same way, and both may have a new partner."
    ),
)
DOUBTS: Mapping[str, tuple[Doubt, ...]] = {
    "mentor": (
        Doubt(
            "enough",
            _("Do I know enough to mentor a director?"),
            _(
                "You know how work looks from where you stand, and that is what is missing at the "
                "top. How to lead the talk you learn in the training, and each meeting has an "
                "agenda and questions ready."
            ),
        ),
        Doubt(
            "comeback",
            _("What if something I say comes back on me?"),
            _(
                "You are never paired with anybody you depend on: no manager of yours, nobody who "
                "sets your pay. Before you meet, both accept ground rules that say so. If it "
                "happens all the same, you have a named person to ring, outside your own line."
            ),
        ),
        Doubt(
            "boss",
            _("What does my manager see?"),
            _(
                "Whether you take part, nothing else. What the two of you write is read by the two "
                "of you, and by no organiser, manager or partner."
            ),
        ),
        Doubt(
            "time",
            _("Will I find the time?"),
            _(
                "The hours you have seen are all there is, and you choose the times together. Ask "
                "your manager before you apply: it is work, and should be in working time."
            ),
        ),
        NOT_A_MATCH,
    ),
    "mentee": (
        Doubt(
            "time",
            _("Will I find the time?"),
            _(
                "The hours you have seen are all there is. Your assistant can book and move for "
                "you, and between the meetings sixty seconds on a phone are enough."
            ),
        ),
        Doubt(
            "exposed",
            _("Must I show what I do not know?"),
            _(
                "Only to one person, who does not depend on you. In the first meeting every mentee "
                "begins with something she cannot do, so you are in good company."
            ),
        ),
        Doubt(
            "secret",
            _("Does what I say stay in the room?"),
            _(
                "Yes. Both accept that before you meet, and between organisations neither prices, "
                "customers nor unpublished figures are talked about. One exception: if you hear of "
                "harassment at your own workplace you may have to act, as any manager."
            ),
        ),
        Doubt(
            "gadgets",
            _("Is it about apps and gadgets?"),
            _(
                "Only if you want it to be. You choose what to talk about: leading, recruiting, "
                "how decisions land, or whatever you are in the midst of."
            ),
        ),
        NOT_A_MATCH,
    ),
}
LEVELS: tuple[tuple[int, Promise], ...] = (
    (1, _("studying, or new at work")),
    (2, _("some years at work")),
    (3, _("leading a team, or a specialist")),
    (4, _("leading a unit")),
    (5, _("a director, or in the management team")),
    (6, _("head of it all")),
)


def expected_of(role: str, events: Iterable[str]) -> Texts:
    """What is expected of the role where everybody is called to these events."""
    comes = TO_KICK_OFF if "kick_off" in events else TO_MEETINGS
    first, *others = EXPECTED[role]
    return (first, comes, *others) if role == "mentor" else (first, *others)


def doubts_of(role: str, codes: list[str]) -> list[Doubt]:
    """Those of the role that are named, in their order."""
    return [doubt for doubt in DOUBTS[role] if doubt.code in codes]
