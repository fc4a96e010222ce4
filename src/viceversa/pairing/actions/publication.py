"""Publishing: once, all or nothing, whatever is clicked twice."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from viceversa.lib.bulk import prepare_inserts, write_many
from viceversa.matching import ProblemError, Violation, check
from viceversa.notices.actions import post_all
from viceversa.pairing import letters, queries
from viceversa.pairing.errors import AlreadyPublished, BoardChanged, RulesBroken
from viceversa.pairing.models import Pair, Proposal, Suggestion
from viceversa.pairing.solving import match_of, pool_of
from viceversa.people import trail
from viceversa.people.actions import open_accounts
from viceversa.people.models import Person
from viceversa.programmes.models import Programme


def publish_proposal(proposal: Proposal, *, by: Person, seen: str) -> list[Pair]:
    """Makes pairs of the draft. The letters are written first, for the write lock to be short;
    then in one transaction, all or nothing:

    1. claim the draft; AlreadyPublished when somebody was first
    2. BoardChanged when the board is not the one that was looked at (`seen`, its fingerprint)
    3. judge every pair once more by today's people and rules; RulesBroken names what is wrong
    4. create the pairs, which wait for two answers or are active, as the programme has it
    5. open accounts, post the letters to both
    """
    suggestions = list(queries.suggestions_of(proposal))
    pairs = _pairs(proposal, suggestions)
    rows = prepare_inserts(Pair, pairs)
    written = letters.pairs_published(pairs)
    with transaction.atomic():
        _claim(proposal, by)
        _require_same(proposal, suggestions, seen)
        violations = broken_now(proposal.programme, suggestions)
        if violations:
            raise RulesBroken(violations)
        write_many(rows)
        open_accounts(queries.people_published(proposal))
        post_all(written)
        trail.record("published pairs", proposal, by=by, **_facts(suggestions))
    return pairs


def broken_now(programme: Programme, suggestions: Iterable[Suggestion]) -> list[Violation]:
    """What speaks against these pairs today, other than what was knowingly overridden."""
    suggestions = list(suggestions)
    try:
        problem = pool_of(programme, suggestions).problem
    except ProblemError:
        # A side without anybody left: all of them have withdrawn.
        return [Violation("unknown", match_of(suggestion)) for suggestion in suggestions]
    return check(problem, [match_of(suggestion) for suggestion in suggestions])


def _claim(proposal: Proposal, by: Person) -> None:
    claimed = Proposal.objects.filter(pk=proposal.pk, state=Proposal.State.DRAFT).update(
        state=Proposal.State.PUBLISHED, published_at=timezone.now(), published_by=by
    )
    if claimed:
        return
    proposal.refresh_from_db(fields=["state", "published_at"])
    if proposal.state == Proposal.State.PUBLISHED:
        raise AlreadyPublished
    raise BoardChanged


def _require_same(proposal: Proposal, suggestions: list[Suggestion], seen: str) -> None:
    """The board is still the one that was looked at, and the one the letters speak of."""
    now = set(proposal.suggestions.values_list("pk", flat=True))
    is_same = now == {suggestion.pk for suggestion in suggestions}
    if not is_same or queries.fingerprint(proposal) != seen:
        raise BoardChanged


def _pairs(proposal: Proposal, suggestions: list[Suggestion]) -> list[Pair]:
    programme = proposal.programme
    highest = programme.pairs.aggregate(Max("number"))["number__max"] or 0
    by_name = sorted(suggestions, key=lambda s: (s.mentee.person.family_name, s.mentee_id))
    return [
        Pair(
            programme=programme,
            proposal=proposal,
            number=number,
            mentor=suggestion.mentor,
            mentee=suggestion.mentee,
            score=suggestion.score,
            reasons=suggestion.reasons,
            overridden_rules=suggestion.overridden_rules,
            override_reason=suggestion.override_reason,
            **_first_state(programme),
        )
        for number, suggestion in enumerate(by_name, start=highest + 1)
    ]


def _first_state(programme: Programme) -> dict[str, Any]:
    if programme.consent == Programme.Consent.ORGANISER_DECIDES:
        return {"state": Pair.State.ACTIVE, "active_since": timezone.now()}
    return {"state": Pair.State.PROPOSED}


def _facts(suggestions: list[Suggestion]) -> dict[str, object]:
    overridden = {
        "–".join(match_of(suggestion)): suggestion.overridden_rules
        for suggestion in suggestions
        if suggestion.overridden_rules
    }
    return {"pairs": len(suggestions), "overridden": overridden}
