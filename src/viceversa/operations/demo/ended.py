"""The chamber's round before this one, which ended four weeks ago, and what its people said before
and after: three scales that rise, some that do not, and one that falls."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import count, product
from zoneinfo import ZoneInfo

from viceversa import __version__
from viceversa.impact.instruments import scales_of
from viceversa.impact.models import Survey
from viceversa.lib.dates import local_moment
from viceversa.matching import Desk
from viceversa.notices.models import Letter
from viceversa.operations.demo import ended_course, ended_farewell, goals, surveys
from viceversa.operations.demo.chamber import enrol_all
from viceversa.operations.demo.large import FAMILY_FIRST, FAMILY_LAST, GIVEN
from viceversa.operations.demo.pairs import SEED, active_pair
from viceversa.operations.demo.people import rows
from viceversa.pairing.models import Pair, Proposal
from viceversa.pairing.solving import figures_to_store, pool_of, unmatched_to_store
from viceversa.people.models import Person
from viceversa.programmes.actions import copy_programme, give_role
from viceversa.programmes.models import Programme, Role

NAME = "Omvänt mentorskap, förra omgången"
SEATS = 16
AGO = timedelta(weeks=30)
PUBLISHED_AFTER = timedelta(days=9)
WEEKS = {  # in which a survey closed
    Survey.Wave.BEFORE: timedelta(weeks=1),
    Survey.Wave.HALF_TIME: timedelta(weeks=13),
    Survey.Wave.AFTER: timedelta(weeks=28),
}
NOON = time(12)


def create_ended(following: Programme, *, by: Person, today: date) -> Programme:
    """The round that `following` is a copy of, with people of its own, who have no accounts."""
    starts_on = today - timedelta(days=today.weekday()) - AGO
    programme = copy_programme(following, by=by, name=NAME, starts_on=starts_on)
    programme.copied_from, following.copied_from = None, programme
    for each in (programme, following):
        each.save(update_fields=["copied_from"])
    for role in following.roles.filter(kind__in=(Role.Kind.SPONSOR, Role.Kind.COORDINATOR)):
        if role.person_id != by.pk:
            give_role(programme, role.person, role.kind, by=by)
    goals.set_goals_with_outcomes(programme)
    enrol_all(programme, _applied())
    _ask(programme, Survey.Wave.BEFORE, by=by)
    pairs = _complete(programme, by=by)
    ended_course.live_through(programme, pairs, lead=by)
    _ask(programme, Survey.Wave.HALF_TIME, by=by)
    _ask(programme, Survey.Wave.AFTER, by=by)
    ended_farewell.take_leave(programme, pairs)
    return programme


def _applied() -> Iterator[dict[str, str]]:
    """Wishes like those of this round, of others."""
    names = _names()
    for role in ("mentee", "mentor"):
        for row in [row for row in rows("participants.csv") if row["role"] == role][:SEATS]:
            yield {**row, "name": next(names), "language": "sv"}


def _names() -> Iterator[str]:
    families = product(FAMILY_FIRST, FAMILY_LAST)
    for number, (first, last) in zip(count(), families, strict=False):
        yield f"{GIVEN[number % len(GIVEN)]} {first}{last}"


def _complete(programme: Programme, *, by: Person) -> list[Pair]:
    """The engine's pairs, as they stand after the last day."""
    at = _moment(programme, PUBLISHED_AFTER)
    pool = pool_of(programme)
    desk = Desk(pool.problem)
    solution = desk.solve(seed=SEED)
    proposal = Proposal.objects.create(
        programme=programme,
        number=1,
        state=Proposal.State.PUBLISHED,
        created_at=at,
        created_by=by,
        seed=SEED,
        engine_version=__version__,
        figures=figures_to_store(desk, solution),
        unmatched=unmatched_to_store(solution.unmatched),
        published_at=at,
        published_by=by,
    )
    pairs = []
    for number, matched in enumerate(solution.pairs, start=1):
        suggestion = pool.suggestion(matched, proposal=proposal, is_locked=False, by_hand=False)
        suggestion.save()
        pair = active_pair(number, suggestion, at=at)
        pair.state, pair.ended_at = Pair.State.COMPLETED, _end(programme)
        pair.save()
        pairs.append(pair)
    return pairs


def _ask(programme: Programme, wave: Survey.Wave, *, by: Person) -> None:
    """Both roles, of whom as many answer as the table has lines. It is long ago, so the letters are
    gone."""
    for role in ("mentee", "mentor"):
        lines = [row for row in rows("before_and_after.csv") if row["role"] == role]
        closed_on = programme.starts_on + WEEKS[wave]
        with surveys.told(programme, role, wave, by=by, closed_on=closed_on) as survey:
            if wave == Survey.Wave.HALF_TIME:
                surveys.answer_contentedly(survey, len(lines) - 1)
            else:
                surveys.answer(survey, [_values(row, wave) for row in lines if row[wave]])
        Letter.objects.filter(event=f"survey:{survey.pk}").delete()


def _values(row: dict[str, str], wave: Survey.Wave) -> dict[str, int | str]:
    codes = (item.code for scale in scales_of(row["role"]) for item in scale.items)
    values: dict[str, int | str] = dict(zip(codes, map(int, row[wave]), strict=True))
    if wave == Survey.Wave.BEFORE:
        return values | {"expected": int(row["expected"])}
    told: dict[str, int | str] = {code: int(row[code]) for code in ("result", "recommend")}
    return values | told | {"habit": row["habit"]}


def _moment(programme: Programme, after: timedelta) -> datetime:
    return local_moment(programme.starts_on + after, NOON, zone=ZoneInfo(programme.time_zone))


def _end(programme: Programme) -> datetime:
    assert programme.ends_on  # noqa: S101
    return _moment(programme, programme.ends_on - programme.starts_on)
