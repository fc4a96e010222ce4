"""What is said and answered: each field names what it shows, and nothing else is there."""

import re
from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, Field, StringConstraints

from viceversa.api.events import EVENT_NAMES
from viceversa.api.shown import made, shown
from viceversa.enrolment.forms.applications import LONGEST_LINE, MOST_PEOPLE, MOST_TOPICS

Code = Annotated[str, StringConstraints(pattern=r"^[0-9a-z]{1,12}$")]
Line = Annotated[str, StringConstraints(max_length=LONGEST_LINE)]
EventName = Annotated[str, Field(pattern=f"^({'|'.join(map(re.escape, EVENT_NAMES))})$")]
Strength = Annotated[int, Field(ge=1, le=3)]


class ProgrammeOut(Schema):
    id: str = shown("Programme.id")
    name: str = shown("Programme.name")
    organisation: str = shown("Organisation.name")
    scope: str = shown("Programme.scope")
    language: str = shown("Programme.language")
    time_zone: str = shown("Programme.time_zone")
    starts_on: date = shown("Programme.starts_on")
    ends_on: date | None = shown("Programme.ends_on")


class PersonOut(Schema):
    """Somebody who takes part. `id` is that of her part in this programme."""

    id: str = shown("Participation.id")
    role: str = shown("Participation.role")
    state: str = shown("Participation.state")
    given_name: str = shown("Person.given_name")
    family_name: str = shown("Person.family_name")
    email: str = shown("Person.email")
    organisation: str = shown("Employment.organisation")
    unit: str = shown("Employment.unit")


class ApplicationOut(Schema):
    """Where an application stands. A partner's token is given no more than id, role, state and
    name, and that until the applicant has her answer."""

    id: str = shown("Application.id")
    role: str = shown("Call.role")
    state: str = shown("Application.state")
    given_name: str = shown("Application.given_name")
    family_name: str = shown("Application.family_name")
    email: str | None = shown("Application.email")
    organisation: str | None = shown("Application.organisation")
    answer: str | None = shown("Application.answer")
    sent_at: datetime | None = shown("Application.sent_at")
    is_late: bool | None = shown("Application.is_late")
    promised_on: date | None = shown("Application.promised_on")
    answered_at: datetime | None = shown("Application.answered_at")
    participation: str | None = shown("Application.participation")


class ApplicationIn(Schema):
    """What somebody has said elsewhere, entered as from the page for what came by mail."""

    model_config = ConfigDict(extra="forbid")

    role: str = shown("Call.role", pattern="^(mentor|mentee)$")
    language: str = shown("Application.language", pattern="^(sv|en)$")
    has_time: bool = shown("Application.has_time", description="She has read the hours.")
    given_name: str = shown("Application.given_name", min_length=1, max_length=80)
    family_name: str = shown("Application.family_name", min_length=1, max_length=80)
    email: str = shown("Application.email", min_length=3, max_length=254)
    phone: str = shown("Application.phone", max_length=40, default="")
    organisation: str = shown("Application.organisation", max_length=120, default="")
    unit: str = shown("Application.unit", max_length=120, default="")
    title: str = shown("Application.title", max_length=120, default="")
    level: int = shown("Application.level", ge=1, le=6)
    wants: dict[str, Strength] = shown("Application.wants", max_length=MOST_TOPICS)
    offers: dict[str, Strength] = shown("Application.offers", max_length=MOST_TOPICS, default={})
    knows: list[Line] = shown("Application.knows", max_length=MOST_PEOPLE, default=[])
    not_with: list[Line] = shown("Application.not_with", max_length=MOST_PEOPLE, default=[])
    prefers: list[Line] = shown("Application.prefers", max_length=MOST_PEOPLE, default=[])
    why: str = shown("Application.why", min_length=1, max_length=300)
    came_at: datetime | None = shown(
        "Application.sent_at", default=None, description="When it came; now, if it is left out."
    )


class PairOut(Schema):
    """Where a pair stands; `mentor` and `mentee` are ids of people of the programme."""

    id: str = shown("Pair.id")
    number: int = shown("Pair.number")
    state: str = shown("Pair.state")
    mentor: str = shown("Pair.mentor")
    mentee: str = shown("Pair.mentee")
    proposed_at: datetime = shown("Pair.proposed_at")
    active_since: datetime | None = shown("Pair.active_since")
    ended_at: datetime | None = shown("Pair.ended_at")


class MeetingsOut(Schema):
    """How often an active pair has met, and in which weeks (ISO 8601); never about what."""

    pair: str = shown("Meeting.pair")
    held: int = shown("Meeting.state")
    weeks: list[str] = shown("Meeting.starts_at")
    has_next: bool = shown("Meeting.state")
    next_week: str | None = shown("Meeting.starts_at")


class IdeaOut(Schema):
    """An idea that both have let go, with no more of its origin than they have chosen."""

    id: str = shown("Idea.id")
    title: str = shown("Idea.title")
    what: str = shown("Idea.what")
    why: str = shown("Idea.why")
    kind: str = shown("Idea.kind")
    origin: str = shown("Idea.pair")
    state: str = shown("Idea.state")
    arrived_on: date | None = shown("Idea.arrived_on")
    owner: str | None = shown("Idea.owner")
    due_on: date | None = shown("Idea.due_on")
    review_on: date | None = shown("Idea.review_on")


class WebhookOut(Schema):
    id: str = shown("Webhook.id")
    url: str = shown("Webhook.url")
    events: list[str] = shown("Webhook.events")
    programme: str | None = shown("Webhook.programme")
    made_at: datetime = shown("Webhook.made_at")
    failing_since: datetime | None = shown("Webhook.failing_since")
    disabled_at: datetime | None = shown("Webhook.disabled_at")


class WebhookIn(Schema):
    model_config = ConfigDict(extra="forbid")

    url: str = shown("Webhook.url", max_length=300, description="https, a public name")
    events: list[EventName] = shown("Webhook.events", min_length=1, max_length=len(EVENT_NAMES))
    programme: Code | None = shown("Webhook.programme", default=None)


class MadeOut(Schema):
    id: str = made("the code of what was made")


class NewWebhookOut(MadeOut):
    secret: str = made("what deliveries are signed with; told this once")


class ProblemOut(Schema):
    """A refusal, as RFC 9457 has it."""

    title: str = made("the status in words")
    status: int = made("the status")
    detail: str = made("what is wrong")
    errors: dict[str, str] = made("which fields are to blame", default={})


class _Page(Schema):
    next: str | None = made("what `after` is to be for the rest; null at the end")


class Programmes(_Page):
    items: list[ProgrammeOut] = made("so many of them")


class People(_Page):
    items: list[PersonOut] = made("so many of them")


class Applications(_Page):
    items: list[ApplicationOut] = made("so many of them")


class Pairs(_Page):
    items: list[PairOut] = made("so many of them")


class Meetings(_Page):
    items: list[MeetingsOut] = made("so many of them")


class Ideas(_Page):
    items: list[IdeaOut] = made("so many of them")


class Webhooks(_Page):
    items: list[WebhookOut] = made("so many of them")
