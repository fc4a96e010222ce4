"""What is asked about people."""

from viceversa.people.models import Person

LEADING = ("coordinator", "reviewer", "matcher", "partner_contact", "sponsor")


def may_strengthen_sign_in(person: Person) -> bool:
    """Whether passkeys and codes from an app are offered: to those who see more than one pair."""
    return person.is_organiser or person.roles.filter(kind__in=LEADING).exists()
