"""Doors for programs. A token opens what its maker may open by the rooms' own doors, never more,
and of that only what it was made for.

No token, a wrong one, one that has expired or was revoked: 401. Not made for this: 403. What lies
beyond its programme or its partner is not there: 404.
"""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from django.db.models import F, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from viceversa.api.models import Delivery, Token, Webhook
from viceversa.api.problems import Problem, unauthorized
from viceversa.enrolment.access import application_for_coordinator_or_404
from viceversa.enrolment.models import Application
from viceversa.enrolment.queries import own_applicants
from viceversa.lib.tokens import token_hash
from viceversa.programmes.access import programme_for_coordinator_or_404
from viceversa.programmes.models import Partner, Programme, Role
from viceversa.programmes.queries import partners_of

Verb = Token.Verb
A_MINUTE = 600  # requests by one token


@dataclass(frozen=True)
class Sight:
    """A programme as a token sees it: all of it, or what one partner sees of it."""

    token: Token
    programme: Programme
    partner: Partner | None


def token_or_401(secret: str) -> Token:
    """The token, while it holds and its maker may still make one. Counts that it was used, and
    refuses it for the rest of a minute in which it was used too often."""
    known = Token.objects.select_related("made_by").filter(token_hash=token_hash(secret))
    token = known.filter(made_by__is_active=True, made_by__is_organiser=True).first()
    if token is None or token.is_over:
        raise unauthorized()
    _count(token, timezone.now())
    return token


def require(token: Token, verb: Token.Verb) -> None:
    """Lets pass what the token was made for."""
    if not token.may(verb):
        detail = f"This token was not made for {verb.value}."
        raise Problem(HTTPStatus.FORBIDDEN, detail)


def programmes_for_token(token: Token) -> QuerySet[Programme]:
    """The programmes that its maker leads, as far as the token reaches."""
    led = Programme.objects.filter(
        roles__person=token.made_by, roles__kind=Role.Kind.COORDINATOR
    ).select_related("organisation")
    if token.programme_id:
        led = led.filter(pk=token.programme_id)
    if token.organisation_id:
        led = led.filter(partners__organisation=token.organisation_id)
    return led.distinct()


def programme_for_token_or_404(token: Token, code: str) -> Sight:
    """One of these programmes."""
    programme = programme_for_coordinator_or_404(token.made_by, code)
    if token.programme_id not in (None, programme.pk):
        raise Http404
    if not token.organisation_id:
        return Sight(token, programme, None)
    for partner in partners_of(programme):
        if partner.organisation_id == token.organisation_id:
            return Sight(token, programme, partner)
    raise Http404


def sight_or_404(token: Token, code: str, verb: Token.Verb) -> Sight:
    """One of these programmes, for what the token was made for."""
    require(token, verb)
    return programme_for_token_or_404(token, code)


def application_for_token_or_404(sight: Sight, application_code: str) -> Application:
    """An application that was sent; for a partner's token one of those who have applied with it and
    wait for their answer."""
    if sight.partner is None:
        person, programme = sight.token.made_by, sight.programme.pk
        return application_for_coordinator_or_404(person, programme, application_code)
    for found in own_applicants(sight.programme, sight.partner):
        if found.pk == application_code:
            return found
    raise Http404


def webhooks_for_token(token: Token) -> QuerySet[Webhook]:
    """Those of its maker, as far as the token reaches."""
    mine = Webhook.objects.filter(made_by=token.made_by)
    return mine.filter(programme=token.programme_id) if token.programme_id else mine


def webhook_for_token_or_404(token: Token, code: str) -> Webhook:
    """One of these."""
    return get_object_or_404(webhooks_for_token(token), pk=code)


def token_for_organiser_or_404(code: str) -> Token:
    """A token of the installation, for an organiser whose door has been passed: whoever sees that
    one has got into wrong hands may end it."""
    return get_object_or_404(Token.objects.select_related("made_by"), pk=code)


def webhook_for_organiser_or_404(code: str) -> Webhook:
    """A webhook of the installation, likewise."""
    return get_object_or_404(Webhook.objects.select_related("made_by", "programme"), pk=code)


def delivery_of_webhook_or_404(webhook: Webhook, code: str) -> Delivery:
    """What was sent, or is to be sent, to a webhook whose door has been passed."""
    return get_object_or_404(webhook.deliveries.all(), pk=code)


def _count(token: Token, now: datetime) -> None:
    """One row is the count for all processes; each step is one conditional UPDATE."""
    minute, seconds = divmod(int(now.timestamp()), 60)
    mine = Token.objects.filter(pk=token.pk)
    more = mine.filter(minute=minute, asked__lt=A_MINUTE)
    if more.update(asked=F("asked") + 1, used_at=now):
        return
    if mine.exclude(minute=minute).update(minute=minute, asked=1, used_at=now):
        return
    wait = {"Retry-After": str(60 - seconds)}
    raise Problem(HTTPStatus.TOO_MANY_REQUESTS, f"At most {A_MINUTE} a minute.", headers=wait)
