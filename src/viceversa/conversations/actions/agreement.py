"""What the two agree on before they meet."""

from django.db import transaction

from viceversa.conversations.actions.state import current_story
from viceversa.conversations.ground_rules import EDITION
from viceversa.conversations.models import GroundRulesAcceptance, Objective
from viceversa.conversations.sealed import delete, seal
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.people.trail import record


@transaction.atomic
def accept_ground_rules(pair: Pair, *, by: Person) -> None:
    """Stamps the member's acceptance of the edition that now holds. Twice is the same as once."""
    if current_story(pair, by).has_accepted(by):
        return
    GroundRulesAcceptance.objects.update_or_create(
        pair=pair, person=by, defaults={"edition": EDITION}
    )
    record("ground_rules_accepted", pair, by=by, edition=EDITION)


@transaction.atomic
def set_objective(pair: Pair, *, by: Person, kind: str, aim: str = "", text: str = "") -> None:
    """Keeps what the member says it is about; what was said before is replaced, not collected."""
    current_story(pair, by)
    delete(Objective.objects.filter(pair=pair, author=by))
    objective = Objective(pair=pair, author=by, kind=kind, aim=aim)
    seal(objective, text)
    objective.save(force_insert=True)
    record("objective_set", pair, by=by)
