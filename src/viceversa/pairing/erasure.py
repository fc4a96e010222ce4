"""What becomes of a person's pairs, and of drafts with her, when she is erased."""

from django.db.models import Q
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from viceversa.notices.erasure import forget_thread
from viceversa.pairing.actions.answers import drop_proposed
from viceversa.pairing.models import Exclusion, Pair, Proposal, Recheck, Suggestion
from viceversa.pairing.queries import partner_of, seat_of
from viceversa.people.holdings import Holding, Whose, deed, let_go, own
from viceversa.people.models import Person, TrailEntry

BOTH_SIDES = ("mentor__person", "mentee__person")
HISTORY = _("The pair is the other's history too: its states and days stay, under the number.")


def of_her_pairs(path: str = "") -> Whose:
    """The rows that belong to a pair of hers; `path` leads to what holds the pair."""
    return own(*(f"{path}pair__{side}" for side in BOTH_SIDES))


def erase(person: Person) -> None:
    """Pairs that wait for answers are not formed. Letters about her pairs are emptied, and what
    somebody wrote of her in the match record too; that a rule was overridden stays."""
    hers = Pair.objects.filter(own(*BOTH_SIDES)(person)).select_related(
        "programme", "mentor__person", "mentee__person"
    )
    for pair in hers:
        if pair.state == Pair.State.PROPOSED:
            drop_proposed(pair, without=person)
        if person.erased_at:
            forget_thread(pair.pk, before=person.erased_at)
    _forget_why(person)
    let_go(HOLDINGS, person)


def without_name(pair: Pair, person: Person) -> Pair:
    """The pair as the other one is told of it from now on: by what she was, not who."""
    to = partner_of(pair, person)
    gone = seat_of(pair, person).person
    with override(to.language):
        is_mentor = pair.mentor.person_id == person.pk
        gone.given_name = gettext("your mentor") if is_mentor else gettext("your mentee")
    gone.family_name = ""
    return pair


def _forget_why(person: Person) -> None:
    for entry in TrailEntry.objects.filter(_says_why(person)):
        entry.facts = {name: told for name, told in entry.facts.items() if name != "why"}
        entry.save(update_fields=["facts"])


def _says_why(person: Person) -> Q:
    pairs = Pair.objects.filter(own(*BOTH_SIDES)(person)).values_list("pk", flat=True)
    return Q(about__in=[f"pair:{code}" for code in pairs], facts__has_key="why")


def _in_drafts(person: Person) -> Q:
    return own(*BOTH_SIDES)(person) & ~Q(proposal__state=Proposal.State.PUBLISHED)


def _in_record(person: Person) -> Q:
    return own(*BOTH_SIDES)(person) & Q(proposal__state=Proposal.State.PUBLISHED)


def _as(side: str) -> Whose:
    return own(f"{side}__person")


HOLDINGS = (
    *(
        Holding(
            Pair,
            _as(side),
            emptied={f"{side}_answer": "", f"{side}_answered_at": None, "override_reason": ""},
            kept=("mentor", "mentee"),
            others=(f"{other}_answer", f"{other}_answered_at"),
            why=HISTORY,
        )
        for side, other in (("mentor", "mentee"), ("mentee", "mentor"))
    ),
    Holding(
        Recheck,
        of_her_pairs(),
        emptied={"reason": ""},
        why=HISTORY,
    ),
    Holding(Suggestion, _in_drafts, goes=True, is_export=False),
    Holding(
        Suggestion,
        _in_record,
        emptied={"note": "", "override_reason": ""},
        why=_("The record of how pairs were made stays, under the number."),
        is_export=False,
    ),
    Holding(Exclusion, own(*BOTH_SIDES), goes=True, is_export=False),
    Holding(
        TrailEntry,
        _says_why,
        struck=("facts",),
        why=_("That a pair went on against a rule stays; the reason given goes."),
        is_export=False,
    ),
    deed(Exclusion, "by"),
    deed(Proposal, "created_by"),
    deed(Proposal, "published_by"),
    deed(Recheck, "decided_by"),
)
