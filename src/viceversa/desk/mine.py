"""What stands on a person's own desk: her pairs, and the programmes in which she has a role."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from viceversa.conversations.queries import pairs_of_member
from viceversa.conversations.story import story_of
from viceversa.enrolment.models import Participation
from viceversa.enrolment.queries import programmes_with
from viceversa.gatherings import access as gatherings_access
from viceversa.gatherings.models import GatheringDay
from viceversa.gatherings.queries import next_days, say_when
from viceversa.ideas.queries import programmes_with_ideas_of
from viceversa.impact.access import token_for
from viceversa.impact.models import Survey, Ticket
from viceversa.impact.queries import waiting_tickets_of
from viceversa.notices.reminders import codes_turned_off
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import partner_of, role_in, seat_of
from viceversa.people.models import Person
from viceversa.programmes.models import Programme, Role
from viceversa.programmes.queries import programmes_of

PAGES = {
    Role.Kind.COORDINATOR: "programme",
    Role.Kind.REVIEWER: "programme_reviews",
    Role.Kind.MATCHER: "board",
    Role.Kind.PARTNER_CONTACT: "programme_own_people",
    Role.Kind.SPONSOR: "programme_figures",
    Role.Kind.ASSISTANT: "programme_times",
}


@dataclass(frozen=True)
class PairLine:
    """One of the person's pairs, with the one thing that comes next."""

    programme: str
    partner: str
    role: str
    line: str
    href: str
    waits_for_answer: bool = False
    is_over: bool = False


@dataclass(frozen=True)
class RoleLine:
    """A role, and the page it opens."""

    name: str
    href: str


@dataclass(frozen=True)
class SurveyLine:
    """A survey that waits for her answer, and her own way to it."""

    survey: Survey
    href: str


@dataclass(frozen=True)
class GatheringLine:
    """What she is called to next, and her own way to take it into her calendar."""

    day: GatheringDay
    when: str
    href: str


@dataclass(frozen=True)
class ProgrammeLine:
    programme: Programme
    roles: tuple[RoleLine, ...]


def pairs(person: Person, *, now: datetime) -> list[PairLine]:
    """Proposals that wait for answers, then the pairs that meet, then those that were."""
    return [_line(pair, person, now) for pair in pairs_of_member(person)]


def programmes(person: Person) -> list[ProgrammeLine]:
    """The programmes of the person's roles, each role with the page it opens."""
    lines = [
        ProgrammeLine(programme, tuple(_role(role) for role in roles if _opens(role, programme)))
        for programme, roles in programmes_of(person)
    ]
    return [line for line in lines if line.roles]


def answers_owed(person: Person) -> list[RoleLine]:
    """The boards of the programmes in which she owns ideas."""
    return [
        RoleLine(programme.name, reverse("idea_board", args=[programme.pk]))
        for programme in programmes_with_ideas_of(person)
    ]


def surveys(person: Person) -> list[SurveyLine]:
    """The surveys that ask her and that she has not answered. Opening one leaves nothing behind."""
    return [_waiting(ticket, person) for ticket in waiting_tickets_of(person)]


def gatherings(person: Person) -> list[GatheringLine]:
    """The next one of each programme in which she takes part."""
    return [
        GatheringLine(
            day=day,
            when=say_when(day, person),
            href=reverse("personal_gathering", args=[gatherings_access.token_for(day, person)]),
        )
        for day in next_days(person)
    ]


def reminders(person: Person) -> list[tuple[Programme, bool]]:
    """The person's programmes, and whether each reminds her."""
    off = codes_turned_off(person)
    return [(each, each.pk not in off) for each in programmes_with(person)]


def _line(pair: Pair, person: Person, now: datetime) -> PairLine:
    if pair.state == Pair.State.PROPOSED:
        return _asked(pair, person)
    return _over(pair, person) if pair.is_over else _meeting(pair, person, now)


def _asked(pair: Pair, person: Person) -> PairLine:
    own = pair.mentor_answer if role_in(pair, person) == "mentor" else pair.mentee_answer
    has_said_yes = own == Pair.Answer.YES
    return PairLine(
        programme=pair.programme.name,
        partner=partner_of(pair, person).full_name,
        role=role_in(pair, person),
        line=_("You have said yes. We wait for the other one.")
        if has_said_yes
        else _("Your answer is wanted."),
        href=reverse("pair_answer", args=[pair.pk]),
        waits_for_answer=not has_said_yes,
    )


def _meeting(pair: Pair, person: Person, now: datetime) -> PairLine:
    story = story_of(pair, person, now)
    return PairLine(
        programme=pair.programme.name,
        partner=story.partner.full_name,
        role=story.role,
        line=story.line,
        href=reverse("pair", args=[pair.pk]),
    )


def _waiting(ticket: Ticket, person: Person) -> SurveyLine:
    return SurveyLine(ticket.survey, reverse("personal_survey", args=[token_for(ticket, person)]))


def _opens(role: Role, programme: Programme) -> bool:
    """A matcher has nothing to do where the programme is set so that others propose."""
    return role.kind != Role.Kind.MATCHER or programme.has_matchers


def _over(pair: Pair, person: Person) -> PairLine:
    is_resting = seat_of(pair, person).state == Participation.State.RESTING
    line = _("How would you like to go on?") if is_resting else str(pair.get_state_display())
    return PairLine(
        programme=pair.programme.name,
        partner=partner_of(pair, person).full_name,
        role=role_in(pair, person),
        line=capfirst(line),
        href=reverse("pair", args=[pair.pk]),
        is_over=True,
    )


def _role(role: Role) -> RoleLine:
    name = str(role.get_kind_display())
    if role.partner:
        name = _("%(role)s for %(name)s") % {"role": name, "name": role.partner.organisation.name}
    elif role.assists:
        name = _("%(role)s of %(name)s") % {"role": name, "name": role.assists.full_name}
    return RoleLine(name, reverse(PAGES[Role.Kind(role.kind)], args=[role.programme_id]))
