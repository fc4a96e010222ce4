"""Later: the search for pairs, reminders of answers owed, and a look at jobs that have changed."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from viceversa.jobs import job, schedule
from viceversa.pairing import actions, queries
from viceversa.pairing.models import Proposal
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

FRESH_LIST = timedelta(minutes=15)


@job(retries=2)
def solve(*, proposal_id: str) -> None:
    actions.solve_proposal(proposal_id)


@schedule("remind of answers owed", cron="20 8 * * *")
def remind() -> None:
    actions.remind_unanswered()


@schedule("look again at the independence of pairs", cron="40 5 * * *")
def recheck_all() -> None:
    """Every pair, every morning: a job may have been corrected by hand, or in another round."""
    for programme in queries.programmes_with_pairs():
        actions.look_again(programme)


@schedule("look at the jobs in new lists", cron="*/5 * * * *")
def recheck_after_lists() -> None:
    """Soon after a list was brought in. A list that falls between two looks is seen by both."""
    lately = timezone.now() - FRESH_LIST
    for programme in queries.programmes_with_pairs(lists_since=lately):
        actions.look_again(programme)


@transaction.atomic
def order_solution(
    programme: Programme, *, by: Person, lock: actions.Two | None = None
) -> Proposal:
    """Opens a proposal and puts its solving into the queue, or finds the one already ordered."""
    proposal, is_new = actions.open_solution(programme, by=by, lock=lock)
    if is_new:
        solve.later(proposal_id=proposal.pk)
    return proposal
