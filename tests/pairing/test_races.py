"""Two at once, as real processes on a real database: the second finds out, nothing doubles."""

from collections.abc import Iterator

import pytest

from tests.processes import Installation, installation

ROUND = """
import viceversa.urls
from tests.pairing.boards import drafted
from tests.pairing.rounds import make_round
draft = drafted(make_round(4, 5))
"""
NOW = """
from viceversa.notices.models import Letter
from viceversa.pairing.models import Pair, Proposal, Suggestion
from viceversa.people.models import TrailEntry
"""
RUNNER = """
import viceversa.urls
from viceversa.pairing import actions, errors, jobs, moves, queries
from viceversa.pairing.models import Pair, Proposal
from viceversa.people.models import Person
from viceversa.programmes.models import Programme
{before}
at_once()
try:
    print({deed})
except errors.PairingError as error:
    print(type(error).__name__)
"""


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    with installation(tmp_path_factory.mktemp("races")) as made:
        yield made


def race(house: Installation, *runners: tuple[str, str]) -> list[str]:
    """Every (before, deed) in a process of its own, the deeds at once: what they said, sorted."""
    codes = [RUNNER.format(before=before, deed=deed) for before, deed in runners]
    return sorted(house.at_once(*codes))


def test_two_coordinators_publish_at_once(house: Installation) -> None:
    draft = house.python(f"{ROUND}print(draft.proposal.pk, draft.alice.pk)").split()
    before = f"""
proposal = Proposal.objects.select_related("programme").get(pk="{draft[0]}")
by, seen = Person.objects.get(pk="{draft[1]}"), queries.fingerprint(proposal)
"""
    deed = "len(actions.publish_proposal(proposal, by=by, seen=seen))"
    assert race(house, (before, deed), (before, deed)) == ["4", "AlreadyPublished"]
    told = f"TrailEntry.objects.filter(about='proposal:{draft[0]}', verb='published pairs')"
    pairs = f"Pair.objects.filter(proposal='{draft[0]}')"
    letters = f"Letter.objects.filter(recipient__participations__programme__proposals='{draft[0]}')"
    counts = f"{NOW}print({pairs}.count(), {letters}.count(), {told}.count())"
    assert house.python(counts) == "4 8 1"


def test_publishing_while_somebody_moves_a_mentor(house: Installation) -> None:
    """Either the board as it was looked at is published, or nothing."""
    draft = house.python(f"{ROUND}print(draft.proposal.pk, draft.alice.pk)").split()
    before = f"""
proposal = Proposal.objects.select_related("programme").get(pk="{draft[0]}")
by, seen = Person.objects.get(pk="{draft[1]}"), queries.fingerprint(proposal)
table = moves.table_of(proposal)
change = moves.separation(table, next(iter(table.suggestions.values())))
"""
    publish = "len(actions.publish_proposal(proposal, by=by, seen=seen)) and 'published'"
    move = "actions.separate(table, change, by=by, seen=change.fingerprint) or 'moved'"
    said = race(house, (before, publish), (before, move))
    assert said in (["BoardChanged", "moved"], ["BoardChanged", "published"])
    now = f"proposal = Proposal.objects.get(pk='{draft[0]}')\n"
    state = house.python(f"{NOW}{now}print(proposal.state, proposal.pairs.count())")
    assert state == ("published 4" if "published" in said else "draft 0")


@pytest.mark.parametrize(
    ("answers", "said", "state", "letters"),
    [
        (("yes", "yes"), [["active", "proposed"]], ["active"], 2),
        (("yes", "no"), [["AnswerClosed", "declined"], ["declined", "proposed"]], ["declined"], 2),
        (("no", "no"), [["AnswerClosed", "declined"]], ["declined"], 2),
    ],
)
def test_both_members_answer_at_once(
    house: Installation,
    answers: tuple[str, str],
    said: list[list[str]],
    state: list[str],
    letters: int,
) -> None:
    forget = "draft.publish()\nLetter.objects.all().delete()\n"
    pair = house.python(f"{ROUND}{NOW}{forget}print(draft.proposal.pairs.first().pk)")
    before = f'pair = queries._joined(Pair.objects.filter(pk="{pair}")).get()'
    deeds = [
        f"actions.answer_pair(pair, by=pair.{role}.person, answer='{answer}').state"
        for role, answer in zip(("mentor", "mentee"), answers, strict=True)
    ]
    assert race(house, *((before, deed) for deed in deeds)) in said
    now = house.python(f"{NOW}print(Pair.objects.get(pk='{pair}').state, Letter.objects.count())")
    assert now.split() == [*state, str(letters)]


def test_two_clicks_on_solve_order_one_search(house: Installation) -> None:
    programme = house.python(f"{ROUND}print(draft.code)")
    before = f"programme = Programme.objects.get(pk='{programme}')\nby = programme.first_contact"
    deed = "jobs.order_solution(programme, by=by).number"
    assert race(house, (before, deed), (before, deed)) == ["2", "2"]
    queued = "from django_tasks_db.models import DBTaskResult as Row\n"
    jobs = "Row.objects.filter(task_path='viceversa.pairing.jobs.solve').count()"
    proposals = f"Proposal.objects.filter(programme='{programme}').count()"
    assert house.python(f"{NOW}{queued}print({proposals}, {jobs})") == "2 1"
