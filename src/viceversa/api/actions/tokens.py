"""Tokens are made and taken back."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from viceversa.api.models import Token
from viceversa.lib.tokens import new_token, token_hash
from viceversa.people.models import Organisation, Person
from viceversa.people.trail import record
from viceversa.programmes.models import Programme

BEGINS = "vv_"  # so that whoever finds one in a file knows what it is


@transaction.atomic
def make_token(
    *,
    name: str,
    verbs: Sequence[str],
    days: int,
    by: Person,
    organisation: Organisation | None = None,
    programme: Programme | None = None,
) -> tuple[Token, str]:
    """A token, and its secret, which is told this once."""
    secret = BEGINS + new_token()
    token = Token.objects.create(
        name=name,
        token_hash=token_hash(secret),
        made_by=by,
        organisation=organisation,
        programme=programme,
        verbs=[verb for verb in Token.Verb.values if verb in verbs],
        expires_at=timezone.now() + timedelta(days=days),
    )
    record("made a token", token, by=by, verbs=token.verbs, days=days)
    return token, secret


@transaction.atomic
def revoke_token(token: Token, *, by: Person | None) -> None:
    """It opens nothing from now on."""
    if Token.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
        record("revoked a token", token, by=by)
