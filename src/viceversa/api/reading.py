"""What is read for answers, by the queries of the rooms: a page of rows, each as its schema."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db.models import Model, QuerySet

from viceversa.api import schemas
from viceversa.api.access import Sight
from viceversa.api.models import Webhook
from viceversa.conversations.facts import MeetingFacts, meeting_facts
from viceversa.enrolment.models import Application, Participation
from viceversa.enrolment.queries import Filters, applications_of, own_applicants, participants
from viceversa.ideas.models import Idea
from viceversa.ideas.queries import ideas_of
from viceversa.ideas.telling import origin_words
from viceversa.lib.dates import Week
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import active_pairs, pairs_of, with_doubts
from viceversa.programmes.models import Programme

M = TypeVar("M", bound=Model)
S = TypeVar("S")
Page = tuple[list[S], str | None]


def page_of(rows: QuerySet[M], after: str, limit: int, say: Callable[[M], S]) -> Page[S]:
    """So many rows by their codes, which never change: whoever follows `next` misses none that was
    there when she began."""
    found = list(rows.filter(pk__gt=after).order_by("pk")[: limit + 1])
    return [say(row) for row in found[:limit]], _next(found, limit)


def people(sight: Sight, after: str, limit: int) -> Page[schemas.PersonOut]:
    """Those who take part; for a partner its own, without those who have left."""
    found = participants(sight.programme, Filters())
    if sight.partner:
        own = found.filter(person__employment__organisation=sight.partner.organisation_id)
        found = own.exclude(state=Participation.State.WITHDRAWN)
    return page_of(found, after, limit, person)


def applications(sight: Sight, after: str, limit: int) -> Page[schemas.ApplicationOut]:
    """Those that were sent; for a partner its own applicants, until they have their answers."""
    if sight.partner:
        own = sorted(own_applicants(sight.programme, sight.partner), key=lambda each: each.pk)
        rest = [each for each in own if each.pk > after]
        return [applicant(each) for each in rest[:limit]], _next(rest, limit)
    sent = applications_of(sight.programme).exclude(state=Application.State.BEGUN)
    return page_of(sent, after, limit, application)


def pairs(sight: Sight, after: str, limit: int) -> Page[schemas.PairOut]:
    return page_of(pairs_of(sight.programme), after, limit, pair)


def meetings(sight: Sight, after: str, limit: int) -> Page[schemas.MeetingsOut]:
    """Of the pairs that meet, what the coordinator's list of pairs tells."""
    found, following = page_of(
        with_doubts(active_pairs(sight.programme)), after, limit, lambda row: row
    )
    facts = meeting_facts(sight.programme, found)
    return [met(facts[each.pk]) for each in found], following


def ideas(sight: Sight, after: str, limit: int) -> Page[schemas.IdeaOut]:
    return page_of(ideas_of(sight.programme), after, limit, idea)


def programme(row: Programme) -> schemas.ProgrammeOut:
    return schemas.ProgrammeOut(
        id=row.pk,
        name=row.name,
        organisation=row.organisation.name,
        scope=row.scope,
        language=row.language,
        time_zone=row.time_zone,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )


def person(row: Participation) -> schemas.PersonOut:
    employment = getattr(row.person, "employment", None)
    return schemas.PersonOut(
        id=row.pk,
        role=row.role,
        state=row.state,
        given_name=row.person.given_name,
        family_name=row.person.family_name,
        email=row.person.email,
        organisation=employment.organisation.name if employment else "",
        unit=employment.unit.path if employment and employment.unit else "",
    )


def applicant(row: Application) -> schemas.ApplicationOut:
    """What a partner's contact sees of an applicant of hers."""
    return schemas.ApplicationOut(
        id=row.pk,
        role=row.call.role,
        state=Application.State.SENT,
        given_name=row.given_name,
        family_name=row.family_name,
        **dict.fromkeys(UNSEEN),
    )


def application(row: Application) -> schemas.ApplicationOut:
    return schemas.ApplicationOut(
        id=row.pk,
        role=row.call.role,
        state=row.state,
        given_name=row.given_name,
        family_name=row.family_name,
        email=row.email,
        organisation=row.organisation,
        answer=row.answer,
        sent_at=row.sent_at,
        is_late=row.is_late,
        promised_on=row.promised_on,
        answered_at=row.answered_at,
        participation=row.participation_id,
    )


UNSEEN = (
    "email", "organisation", "answer", "sent_at", "is_late", "promised_on", "answered_at",
    "participation",
)  # fmt: skip


def pair(row: Pair) -> schemas.PairOut:
    return schemas.PairOut(
        id=row.pk,
        number=row.number,
        state=row.state,
        mentor=row.mentor_id,
        mentee=row.mentee_id,
        proposed_at=row.proposed_at,
        active_since=row.active_since,
        ended_at=row.ended_at,
    )


def met(facts: MeetingFacts) -> schemas.MeetingsOut:
    return schemas.MeetingsOut(
        pair=facts.pair_id,
        held=facts.held,
        weeks=[_week(week) for week in facts.held_weeks],
        has_next=facts.has_next,
        next_week=_week(facts.next_week) if facts.next_week else None,
    )


def idea(row: Idea) -> schemas.IdeaOut:
    return schemas.IdeaOut(
        id=row.pk,
        title=row.title,
        what=row.what,
        why=row.why,
        kind=row.kind,
        origin=origin_words(row),
        state=row.state,
        arrived_on=row.arrived_on,
        owner=row.owner.full_name if row.owner else None,
        due_on=row.due_on,
        review_on=row.review_on,
    )


def webhook(row: Webhook) -> schemas.WebhookOut:
    return schemas.WebhookOut(
        id=row.pk,
        url=row.url,
        events=row.events,
        programme=row.programme_id,
        made_at=row.made_at,
        failing_since=row.failing_since,
        disabled_at=row.disabled_at,
    )


def _week(week: Week) -> str:
    return f"{week.year}-W{week.number:02}"


def _next(found: Sequence[Model], limit: int) -> str | None:
    return str(found[limit - 1].pk) if len(found) > limit else None
