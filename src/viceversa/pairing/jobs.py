"""Later: the search for pairs, and reminders to those who owe an answer."""

from django.db import transaction

from viceversa.jobs import job, schedule
from viceversa.pairing import actions
from viceversa.pairing.models import Proposal
from viceversa.people.models import Person
from viceversa.programmes.models import Programme


@job(retries=2)
def solve(*, proposal_id: str) -> None:
    actions.solve_proposal(proposal_id)


@schedule("remind of answers owed", cron="20 8 * * *")
def remind() -> None:
    actions.remind_unanswered()


@transaction.atomic
def order_solution(
    programme: Programme, *, by: Person, lock: actions.Two | None = None
) -> Proposal:
    """Opens a proposal and puts its solving into the queue, or finds the one already ordered."""
    proposal, is_new = actions.open_solution(programme, by=by, lock=lock)
    if is_new:
        solve.later(proposal_id=proposal.pk)
    return proposal
