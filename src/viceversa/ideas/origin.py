"""Whose idea it is: known to the program, which has to tell the two, and to no table."""

from django.utils.crypto import constant_time_compare, salted_hmac

from viceversa.pairing.models import Pair

SALT = "viceversa.ideas.origin"


def origin_of(idea_code: str, pair: Pair) -> str:
    """A digest with the key of the installation, which no dump of the database holds."""
    return salted_hmac(SALT, f"{idea_code}:{pair.pk}", algorithm="sha256").hexdigest()


def is_from(idea_code: str, origin: str, pair: Pair) -> bool:
    return constant_time_compare(origin, origin_of(idea_code, pair))


def happening(step_code: str, person_code: str) -> str:
    """How the outbox names a step in a letter to one of the two: not by the idea."""
    return "idea:" + salted_hmac(SALT, f"{step_code}:{person_code}", algorithm="sha256").hexdigest()
