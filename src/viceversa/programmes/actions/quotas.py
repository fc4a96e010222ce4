"""Seats of units and topics."""

from django.db import transaction

from viceversa.lib.codes import new_code
from viceversa.people.models import Person, Unit
from viceversa.people.trail import record
from viceversa.programmes.models import Programme, Quota


@transaction.atomic
def set_quota(
    programme: Programme,
    *,
    role: str,
    unit: Unit | None,
    topic: str,
    least: int,
    most: int | None,
    by: Person,
) -> Quota:
    """So many pairs for this unit or topic from now on, whatever was set for it before."""
    quota, _ = programme.quotas.update_or_create(
        role=role, unit=unit, topic=topic, defaults={"least": least, "most": most}
    )
    record("set seats of a unit or topic", quota, by=by, least=least, most=most)
    return quota


@transaction.atomic
def remove_quota(quota: Quota, *, by: Person) -> None:
    """The unit or topic has any number of pairs again."""
    record("removed seats of a unit or topic", quota, by=by, programme=quota.programme_id)
    quota.delete()


def copy_quotas(programme: Programme, *, to: Programme) -> None:
    """The next round begins with the same."""
    for quota in programme.quotas.all():
        quota.pk, quota.programme = new_code(), to
        quota.save(force_insert=True)
