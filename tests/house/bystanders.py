"""Everybody who stands round a pair, or once did, and whom its words are none of the business."""

from django.utils import timezone

from tests.cast import Cast
from tests.factories import employ, enrol, give_role, make_organisation, make_partner, make_person
from viceversa.conversations.actions import accept_ground_rules
from viceversa.enrolment.models import Participation
from viceversa.pairing.models import Pair, Proposal
from viceversa.people.models import Employment, Person


def bystanders(cast: Cast) -> list[Person | None]:
    """The rest of the cast, and those who could be taken for one of the two."""
    known = [cast.alice, cast.dora, cast.erik, cast.fia, cast.gun, cast.yrsa, cast.zed]
    return [None, *known, *_roles_elsewhere(cast), *_near_the_two(cast), *_other_pairs(cast)]


def _roles_elsewhere(cast: Cast) -> list[Person]:
    """Roles of the same kind for another partner or another programme, and an organiser."""
    rival = make_partner(cast.programme, make_organisation("Rivalens Test AB"))
    made = {
        kind: make_person(name)
        for kind, name in (
            ("matcher", "Maja"),
            ("sponsor", "Sten"),
            ("partner_contact", "Pia"),
            ("reviewer", "Rut"),
        )
    }
    give_role(made["matcher"], cast.other_programme, "matcher")
    give_role(made["reviewer"], cast.programme, "reviewer")
    give_role(made["sponsor"], cast.other_programme, "sponsor")
    give_role(made["partner_contact"], cast.programme, "partner_contact", partner=rival)
    return [*made.values(), make_person("Olle", is_organiser=True)]


def _near_the_two(cast: Cast) -> list[Person]:
    """Bob's manager, his assistant in the other programme, and somebody with nearly his address."""
    boss, helper, double = make_person("Berit"), make_person("Hugo"), make_person("Bob")
    employ(boss, cast.house, level=4)
    Employment.objects.filter(person=cast.bob).update(manager=boss)
    give_role(helper, cast.other_programme, "assistant", assists=cast.bob)
    return [boss, helper, double]


def _other_pairs(cast: Cast) -> list[Person]:
    """Two of another pair, one who was Carol's mentor before, and one who has withdrawn."""
    ida, jon, kim, lo = (make_person(name) for name in ("Ida", "Jon", "Kim", "Lo"))
    mentor = enrol(ida, cast.programme, "mentor")
    mentee = enrol(jon, cast.programme, "mentee")
    before = enrol(kim, cast.programme, "mentor")
    enrol(lo, cast.programme, "mentor", state=Participation.State.WITHDRAWN)
    proposal = Proposal.objects.create(
        programme=cast.programme, number=90, state=Proposal.State.PUBLISHED
    )
    two = _pair(proposal, 90, mentor, mentee)
    for person in (ida, jon):
        accept_ground_rules(two, by=person)
    _pair(proposal, 91, before, cast.mentee, state=Pair.State.ENDED, ended_at=timezone.now())
    return [ida, jon, kim, lo]


def _pair(
    proposal: Proposal, number: int, mentor: Participation, mentee: Participation, **fields: object
) -> Pair:
    known = {"state": Pair.State.ACTIVE, "active_since": timezone.now(), "score": 50}
    return Pair.objects.create(
        programme=proposal.programme,
        proposal=proposal,
        number=number,
        mentor=mentor,
        mentee=mentee,
        **{**known, **fields},
    )
