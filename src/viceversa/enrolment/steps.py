"""The questions of an application in their order, and which is still to be answered."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from viceversa.enrolment.expectations import LEVELS, doubts_of
from viceversa.enrolment.models import Application, Call
from viceversa.enrolment.words import Speaker
from viceversa.programmes.models import Programme

TITLES: dict[str, tuple[Promise, Promise]] = {
    "time": (
        gettext_lazy("What it costs in time"),
        gettext_lazy("From the application to the last survey, training and events included."),
    ),
    "name": (gettext_lazy("What are you called?"), gettext_lazy("As your colleagues call you.")),
    "address": (
        gettext_lazy("How do we reach you?"),
        gettext_lazy("The answer comes by mail. No account, no password."),
    ),
    "work": (
        gettext_lazy("Where do you work?"),
        gettext_lazy("Nobody is paired with somebody she depends on."),
    ),
    "wants": (
        gettext_lazy("What do you want to talk about?"),
        gettext_lazy("Pairs are proposed by what both bring."),
    ),
    "offers": (
        gettext_lazy("What can you contribute with?"),
        gettext_lazy("Something you know, have seen or are good at. You may leave it empty."),
    ),
    "people": (
        gettext_lazy("Whom should you not be paired with?"),
        gettext_lazy("Most leave this empty."),
    ),
    "doubts": (
        gettext_lazy("Do you hesitate?"),
        gettext_lazy("Tick what you wonder about, and the answer stands beneath it. Whoever reads "
        "your application does not see what you ticked."),
    ),
    "why": (
        gettext_lazy("Why do you want to take part?"),
        gettext_lazy("The last question."),
    ),
}  # fmt: skip
STEPS = tuple(TITLES)
FIELDS: dict[str, tuple[str, ...]] = {
    "time": ("has_time",),
    "name": ("given_name", "family_name"),
    "address": ("email", "phone"),
    "work": ("organisation", "unit", "title", "level"),
    "wants": ("wants",),
    "offers": ("offers",),
    "people": ("knows", "not_with", "prefers"),
    "doubts": ("doubts",),
    "why": ("why",),
}
"""What each question fills in: nothing that is sent along can reach any other field."""


def after(step: str) -> str:
    """The next question, "" after the last."""
    return (*STEPS, "")[STEPS.index(step) + 1]


def before(step: str) -> str:
    """The question before, "" before the first."""
    return ("", *STEPS)[STEPS.index(step)]


def first_open(application: Application) -> str:
    """The first question that was not answered yet, "" when all were."""
    return next((step for step in STEPS if step not in application.steps), "")


def is_whole(application: Application) -> bool:
    """Whether it may be sent: every question answered, the time promised, a line on why."""
    said = (application.has_time, application.why, application.email, application.wants)
    return all(said) and not first_open(application)


def summary(application: Application) -> list[tuple[str, Promise, list[tuple[str, str]]]]:
    """Every question with what was answered, for checking."""
    speaker = Speaker(application.call.programme)
    return [
        (step, TITLES[step][0], list(_said(step, application, speaker)))
        for step in STEPS
        if step in application.steps
    ]


def told(application: Application) -> list[tuple[str, str]]:
    """What those who lead the programme read of it."""
    speaker = Speaker(application.call.programme)
    rows = (
        (_("Why"), application.why),
        *work_facts(application),
        (_("Wants to talk about"), speaker.say("wants", application.wants)),
        (_("Can contribute with"), speaker.say("offers", application.offers)),
        (_("Already knows"), "; ".join(application.knows) or _("nobody")),
        (_("Not with"), "; ".join(application.not_with) or _("nobody")),
        (_("Gladly with"), "; ".join(application.prefers) or _("nobody")),
        (_("E-mail"), application.email),
        (_("Phone"), application.phone or _("none given")),
        (_("Language of the letters"), application.get_language_display()),
    )
    return [(term, value) for term, value in rows if value]


def level_words(application: Application) -> str:
    return next((str(words) for level, words in LEVELS if level == application.level), "")


def role_words(call: Call) -> str:
    """The role, explained at its first use."""
    if call.seeks_mentors:
        return _("mentor (early in the career)")
    return _("mentee (senior leader)")


def _said(step: str, application: Application, speaker: Speaker) -> Iterable[tuple[str, str]]:
    call = application.call
    if step == "time":
        yield _("The time"), _("Yes, I will take this time")
    elif step == "name":
        yield _("Name"), application.full_name
    elif step == "address":
        yield _("E-mail"), application.email
        yield _("Phone"), application.phone or _("none given")
    elif step == "work":
        yield from work_facts(application)
    elif step in ("wants", "offers"):
        label = _("Wants to talk about") if step == "wants" else _("Can contribute with")
        yield label, speaker.say(step, getattr(application, step))
    elif step == "people":
        yield _("People you know already"), "; ".join(application.knows) or _("nobody")
        yield _("People you would rather not meet"), "; ".join(application.not_with) or _("nobody")
        yield _("People you would gladly meet"), "; ".join(application.prefers) or _("nobody")
    elif step == "doubts":
        codes = application.doubts
        ticked = [str(doubt.text) for doubt in doubts_of(call.role, codes)]
        yield _("You hesitate over"), " ".join(ticked) or _("nothing")
    else:
        yield _("Why"), application.why


def work_facts(application: Application) -> Iterable[tuple[str, str]]:
    """Where she works, as she said."""
    if application.call.programme.scope == Programme.Scope.INTERNAL:
        yield _("Unit"), application.unit
    else:
        yield _("Employer"), application.organisation
    yield _("Job title"), application.title or _("none given")
    yield _("Place in the organisation"), level_words(application)
