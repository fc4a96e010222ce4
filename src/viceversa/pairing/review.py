"""What a coordinator should know before she publishes a draft."""

from functools import cached_property

from django.utils.translation import ngettext

from viceversa.enrolment.quotas import names_of
from viceversa.matching import Violation
from viceversa.pairing import queries, words
from viceversa.pairing.access import Sight
from viceversa.pairing.actions.publication import broken_now
from viceversa.pairing.board import Board
from viceversa.pairing.models import Proposal, Suggestion


class Review(Board):
    """A draft on the last page before it is published."""

    def __init__(self, sight: Sight, proposal: Proposal) -> None:
        super().__init__(sight, proposal)
        self.fingerprint = queries.fingerprint(proposal)

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        return list(queries.suggestions_of(self.proposal))

    @cached_property
    def warnings(self) -> dict[str, str]:
        """What has to be acknowledged, by the name of its field."""
        found = {
            "unmatched": _people_left(len(self.proposal.unmatched)),
            "overridden": _rules_set_aside(len(self.overridden)),
            "poor": _poor_pairs(dict(self.bands)["poor"]),
        }
        return {name: sentence for name, sentence in found.items() if sentence}

    @cached_property
    def overridden(self) -> list[tuple[Suggestion, str]]:
        """Pairs for which a rule was set aside, and which."""
        return [
            (suggestion, " ".join(words.rules(suggestion.overridden_rules)))
            for suggestion in queries.overridden_on(self.proposal)
        ]

    @cached_property
    def broken(self) -> list[tuple[str, str]]:
        """Whom it is about, and which rule speaks against it today. Empty when all is well."""
        violations = broken_now(self.programme, self.suggestions)
        named = {person for violation in violations for person in violation.people}
        names = queries.names_of_people(named) | names_of(self.programme)
        return [
            (self._told(violation, names), " ".join(words.rules([violation.rule])))
            for violation in violations
        ]

    def _told(self, violation: Violation, names: dict[str, str]) -> str:
        """Both of the pair by name, also when the rule is about one of them; or whose seats."""
        for suggestion in self.suggestions:
            pair = (suggestion.mentor.person, suggestion.mentee.person)
            if set(violation.people) & {person.pk for person in pair}:
                return " – ".join(person.full_name for person in pair)
        return " – ".join(names.get(person, "") for person in violation.people)


def _people_left(n: int) -> str:
    said = ngettext(
        "%(n)s person stays without a partner for now.",
        "%(n)s people stay without a partner for now.",
        n,
    )
    return said % {"n": n} if n else ""


def _rules_set_aside(n: int) -> str:
    said = ngettext(
        "A rule is set aside for %(n)s pair.", "A rule is set aside for %(n)s pairs.", n
    )
    return said % {"n": n} if n else ""


def _poor_pairs(n: int) -> str:
    said = ngettext("%(n)s pair is poor.", "%(n)s pairs are poor.", n)
    return said % {"n": n} if n else ""
