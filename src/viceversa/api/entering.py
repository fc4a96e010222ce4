"""What comes from another program, by the forms of the pages: an application as a coordinator
enters it, a webhook as an organiser sets it up."""

from datetime import datetime
from http import HTTPStatus
from zoneinfo import ZoneInfo

from django.forms import Form
from django.http import QueryDict
from django.utils import timezone

from viceversa.api.access import Sight
from viceversa.api.actions import webhooks
from viceversa.api.forms import WebhookForm
from viceversa.api.models import Token, Webhook
from viceversa.api.problems import Problem
from viceversa.api.schemas import ApplicationIn, WebhookIn
from viceversa.enrolment import jobs
from viceversa.enrolment.employers import employer_key
from viceversa.enrolment.forms.applications import WholeForm
from viceversa.enrolment.models import Application
from viceversa.enrolment.queries import calls_of
from viceversa.programmes.models import Programme

PLAIN = (
    "language", "given_name", "family_name", "email", "phone", "organisation", "unit", "title",
    "level", "why",
)  # fmt: skip


def enter(sight: Sight, said: ApplicationIn) -> str:
    """Enters it, and gives its code. Raises Problem with what the form says."""
    call = calls_of(sight.programme).get(said.role)
    if call is None:
        raise Problem(HTTPStatus.CONFLICT, "This programme has no call for that role.")
    blank = Application(call=call, language=said.language)
    form = WholeForm(_typed(said, sight.programme), application=blank)
    _require_valid(form)
    _require_own(sight, form.answers.get("organisation", ""))
    came_at = form.cleaned_data["came_at"]
    return jobs.enter(call, form.answers, came_at=came_at, by=sight.token.made_by).pk


def set_up_webhook(token: Token, said: WebhookIn) -> str:
    """Sets it up, and gives its code."""
    form = _webhook_form(token, said)
    return webhooks.set_up(**form.cleaned_data, by=token.made_by).pk


def change_webhook(token: Token, webhook: Webhook, said: WebhookIn) -> Webhook:
    """Changes where it goes and what it is told; one that was switched off is tried again."""
    form = _webhook_form(token, said)
    webhooks.change(webhook, **form.cleaned_data, by=token.made_by)
    return webhook


def _webhook_form(token: Token, said: WebhookIn) -> WebhookForm:
    """As the page would send it. A token for one programme sets up webhooks for that one."""
    typed = QueryDict(mutable=True)
    typed["url"], typed["programme"] = said.url, said.programme or token.programme_id or ""
    typed.setlist("events", list(said.events))
    form = WebhookForm(typed, person=token.made_by)
    _require_valid(form)
    if token.programme_id not in (None, typed["programme"]):
        raise _unfit({"programme": "This token is for another programme."})
    return form


def _require_valid(form: Form) -> None:
    if not form.is_valid():
        raise _unfit({name: " ".join(map(str, each)) for name, each in form.errors.items()})


def _require_own(sight: Sight, employer: str) -> None:
    """Whoever acts for a partner enters its own people."""
    if sight.partner is None:
        return
    if employer_key(employer, sight.programme) != sight.partner.organisation.name_key:
        raise _unfit({"organisation": "This token enters people of its own organisation only."})


def _unfit(errors: dict[str, str]) -> Problem:
    told = {f"body.{name}": words for name, words in errors.items()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return Problem(status, "Something is missing or does not fit.", errors=told)


def _typed(said: ApplicationIn, programme: Programme) -> QueryDict:
    """As the form on the page would send it."""
    typed = QueryDict(mutable=True)
    for name in PLAIN:
        typed[name] = str(getattr(said, name))
    for name in ("wants", "offers"):
        typed.setlist(f"{name}_topic", list(getattr(said, name)))
        typed.setlist(f"{name}_strength", [str(each) for each in getattr(said, name).values()])
    for name in ("knows", "not_with", "prefers"):
        typed[name] = "\n".join(getattr(said, name))
    if said.has_time:
        typed["has_time"] = "on"
    typed["came_at"] = _by_the_clock(said.came_at, programme)
    return typed


def _by_the_clock(moment: datetime | None, programme: Programme) -> str:
    zone = ZoneInfo(programme.time_zone)
    if moment is None:
        moment = timezone.now()
    elif timezone.is_naive(moment):
        moment = moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(zone).strftime("%Y-%m-%dT%H:%M")
    except OverflowError:
        raise _unfit({"came_at": "This is no moment."}) from None
