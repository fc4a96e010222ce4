"""A whole report, as it stands today."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from viceversa.conversations.queries import try_out_counts
from viceversa.enrolment.models import Participation
from viceversa.evidence import FEWEST_ROUNDS
from viceversa.impact.changes import RoleEffect
from viceversa.impact.effect import effect_of
from viceversa.impact.models import Survey
from viceversa.impact.outcomes import outcomes_of
from viceversa.impact.over_rounds import effects_over_rounds
from viceversa.impact.queries import Turnout, surveys_of, turnout
from viceversa.impact.results import Line, line_of
from viceversa.people.models import Person
from viceversa.programmes.models import Partner, Programme
from viceversa.programmes.queries import contacts_of, partners_of, phases_of, today_in
from viceversa.programmes.topics import catalogue
from viceversa.report import queries
from viceversa.report.groups import pairs_of_partner, partners_told
from viceversa.report.queries import pairs_met
from viceversa.report.rounds import rounds_known, rounds_seen
from viceversa.report.section import Section
from viceversa.report.sections.cancellations import cancellations
from viceversa.report.sections.change import change, finding
from viceversa.report.sections.check import Kept, check
from viceversa.report.sections.course import course
from viceversa.report.sections.goals import goals
from viceversa.report.sections.harm import harm
from viceversa.report.sections.hopes import hopes
from viceversa.report.sections.ideas import ideas
from viceversa.report.sections.meetings import each_pair, meetings
from viceversa.report.sections.method import method
from viceversa.report.sections.outcomes import outcomes
from viceversa.report.sections.over_rounds import over_rounds
from viceversa.report.sections.pilot import pilot
from viceversa.report.sections.rounds import rounds
from viceversa.report.sections.staying import staying
from viceversa.report.sections.topics import topics
from viceversa.report.sections.tries import tries
from viceversa.report.sight import Version

ROLES = (Participation.Role.MENTEE, Participation.Role.MENTOR)


@dataclass(frozen=True)
class Report:
    """The findings, and the sections that they are taken from."""

    programme: Programme
    version: Version
    made_on: date
    findings: tuple[str, ...]
    sections: tuple[Section, ...]


def report_of(programme: Programme, version: Version, *, reader: Person) -> Report:
    """For whoever leads, or for sponsors. Which rounds it is compared with depends on whose the
    reader may know."""
    whole = _Whole(programme, version, reader)
    return Report(programme, version, whole.today, whole.findings, whole.sections)


def partners_report(programme: Programme, partners: Iterable[Partner]) -> Report | None:
    """On the people of these partners alone; None where they are too few, or the others are."""
    today, met = today_in(programme), pairs_met(programme)
    told = {partner.pk for partner in partners_told(partners_of(programme), met)}
    own = [
        replace(
            meetings(programme, pairs_of_partner(met, partner), Version.PARTNER),
            code=f"meetings-{partner.pk}",
            title=partner.organisation.name,
        )
        for partner in partners
        if partner.pk in told
    ]
    if not own:
        return None
    findings = tuple(section.sentences[0] for section in own)
    sections = (_course(programme, today), *own, method())
    return Report(programme, Version.PARTNER, today, findings, sections)


class _Whole:
    """Reads all that a report tells, once."""

    def __init__(self, programme: Programme, version: Version, reader: Person) -> None:
        self.programme, self.version = programme, version
        self.known = rounds_known(programme, reader)
        self.today, self.met = today_in(programme), pairs_met(programme)
        self.late = queries.ideas_late(programme, self.today)
        self.seats = queries.seats_of(programme)
        surveys = surveys_of(programme)
        self.closed = [each for each in surveys if each.state == Survey.State.CLOSED]
        self.effects = [effect_of(programme, role) for role in ROLES]
        self.meetings = meetings(programme, self.met, version)
        self.tries = tries(try_out_counts(programme), version)
        self.ideas = (
            ideas(queries.ideas_by_state(programme), self.late) if programme.takes_ideas else None
        )

    @property
    def findings(self) -> tuple[str, ...]:
        """Three at most: how often pairs met, what changed or was tried, what became of ideas."""
        changed = finding(self.effects) or (self.tries.sentences[0] if self.tries else "")
        done = self.ideas.sentences[0] if self.ideas else ""
        found = (self.meetings.sentences[0], changed, done)
        return tuple(filter(None, found))

    @property
    def sections(self) -> tuple[Section, ...]:
        return tuple(section for section in self._all() if section)

    def _all(self) -> Iterator[Section | None]:
        programme, met, version = self.programme, self.met, self.version
        yield _course(programme, self.today)
        yield hopes(programme, list(programme.goals.all()))
        yield self.meetings
        if version.is_exact:
            yield each_pair(met, self.today)
        yield cancellations(met, version)
        yield topics(catalogue(programme), self.seats)
        yield goals(programme, queries.goals_of(programme))
        yield self.tries
        yield from map(change, self.effects)
        yield outcomes({str(role): outcomes_of(programme, role) for role in ROLES})
        yield self.ideas
        yield staying(queries.staying_of(programme), version)
        yield self._harm()
        yield pilot(programme, met, self._turnouts(), self.late, version)
        yield rounds(rounds_seen(programme, self.known), version)
        yield from self._over_rounds()
        if version.is_exact:
            yield check(programme, self._kept())
        yield method()

    def _over_rounds(self) -> Iterator[Section | None]:
        if len(self.known) >= FEWEST_ROUNDS:
            for own in self.effects:
                found = [(each, self._effect(each, own)) for each in self.known]
                yield over_rounds(own.role, effects_over_rounds(own.role, found))

    def _effect(self, round_: Programme, own: RoleEffect) -> RoleEffect:
        return own if round_ == self.programme else effect_of(round_, own.role)

    def _harm(self) -> Section:
        half_time = [each for each in self.closed if each.wave == Survey.Wave.HALF_TIME]
        return harm(
            self.met,
            enquiries=self.programme.enquiries.count(),
            openly=list(_openly(half_time)),
        )

    def _turnouts(self) -> list[Turnout]:
        return [found for each in self.closed if (found := turnout(each))]

    def _kept(self) -> Kept:
        return Kept(
            people=len(self.seats),
            trained=sum(seat.trained_on is not None for seat in self.seats),
            pairs=len(self.met),
            agreed=queries.pairs_agreed(self.programme),
            waves=frozenset(each.wave for each in self.closed),
            contacts=len(contacts_of(self.programme)),
            met=sum(pair.times > 0 for pair in self.met),
        )


def _openly(surveys: Iterable[Survey]) -> Iterator[tuple[str, Line]]:
    for survey in surveys:
        line = line_of(survey, "openly")
        if line:
            yield survey.role, line


def _course(programme: Programme, today: date) -> Section:
    return course(programme, phases_of(programme, today=today), today)
