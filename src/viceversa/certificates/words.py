"""What a certificate says, in one language: the same on paper and in the signed file."""

from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import floatformat
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import override

from viceversa.certificates.queries import Part
from viceversa.enrolment.models import Participation


@dataclass(frozen=True)
class Words:
    """A certificate in words. `facts` are terms and values."""

    title: str
    name: str
    line: str
    programme: str
    about: str
    asked: str
    counts: str
    facts: tuple[tuple[str, str], ...]
    issued: str


def words_of(part: Part, language: str, *, counts: bool, today: date) -> Words:
    """The certificate in that language; how many meetings and hours only if that is wanted."""
    with override(language):
        programme = part.programme
        organiser = programme.organisation.name
        said = _counts(part) if counts else ""
        facts = [(_("Organiser"), organiser), (_("Period"), _period(part))]
        if said:
            facts.append((_("Meetings"), said))
        issued = _(
            "Issued on %(day)s by %(organiser)s, at the participant's own request. It rests on "
            "dates in the programme. What was said is known to the two alone and is not judged."
        )
        return Words(
            title=_("Certificate"),
            name=part.person.full_name,
            programme=programme.name,
            counts=said,
            facts=tuple(facts),
            issued=issued % {"day": _day(today), "organiser": organiser},
            **_role_words(part.role),
        )


def _role_words(role: str) -> dict[str, str]:
    if role == Participation.Role.MENTOR:
        return {
            "line": _("has been a mentor in the reverse mentoring programme"),
            "about": _(
                "In reverse mentoring the younger one leads the talk. A mentor, early in working "
                "life, lets a senior leader see how work and leadership look from there."
            ),
            "asked": _asked(),
        }
    return {
        "line": _("has been a mentee in the reverse mentoring programme"),
        "about": _(
            "In reverse mentoring the senior one is coached. A mentee, an experienced leader, "
            "brings real questions and lets a mentor who is early in working life lead the talk."
        ),
        "asked": _asked(),
    }


def _asked() -> str:
    return _(
        "The pair has held at least one meeting, and its time is over or near its end. Nothing is "
        "graded."
    )


def _period(part: Part) -> str:
    return f"{_day(part.first_day)} – {_day(part.last_day)}"


def _day(day: date) -> str:
    return formats.date_format(day, "j F Y")


def _counts(part: Part) -> str:
    hours = floatformat(part.minutes / 60, -1)
    return _("%(count)s (%(hours)s h as booked)") % {"count": part.meetings, "hours": hours}
