"""What the two agree on before they meet."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from viceversa.conversations.actions.state import current_story
from viceversa.conversations.errors import StateError
from viceversa.conversations.ground_rules import EDITION
from viceversa.conversations.models import GoalMark, GroundRulesAcceptance, Objective
from viceversa.conversations.sealed import draft_of, seal, seal_data
from viceversa.enrolment.actions.places import confirm_place
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import seat_of
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
    confirm_place(seat_of(pair, by), by=by)
    record("ground_rules_accepted", pair, by=by, edition=EDITION)


@transaction.atomic
def set_objective(pair: Pair, *, by: Person, kind: str, aim: str = "", text: str = "") -> None:
    """Keeps what the member says it is about. The latest counts; the two can read the earlier."""
    story = current_story(pair, by)
    before = story.objective_of(by)
    if before and (before.kind, before.aim, draft_of(before)) == (kind, aim, text):
        return
    objective = Objective(pair=story.pair, author=by, kind=kind, aim=aim)
    seal(objective, text)
    objective.save(force_insert=True)
    record("objective_set", pair, by=by)


@transaction.atomic
def mark_goal(pair: Pair, value: int, *, by: Person) -> None:
    """Keeps how far the member has come, sealed; a later mark of the same wave takes its place."""
    story = current_story(pair, by)
    if story.wave is None:
        raise StateError(_("It is too early to say. You are asked at half-time."))
    same = (m for m in story.pair.goal_marks.all() if m.author_id == by.pk and m.wave == story.wave)
    mark = next(same, None) or GoalMark(pair=story.pair, author=by, wave=story.wave)
    seal_data(mark, {"goal": value}, "sealed_mark")
    mark.marked_at = timezone.now()
    mark.save()
    record("goal_marked", pair, by=by, wave=story.wave.value)
