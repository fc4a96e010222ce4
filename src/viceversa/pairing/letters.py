"""The letters of this room. Words stand in templates/pairing/letters/, one file a letter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils import translation

from viceversa.enrolment.models import Participation
from viceversa.lib.dates import say_day
from viceversa.notices.actions import post, written
from viceversa.notices.letterhead import Letterhead
from viceversa.notices.models import Letter
from viceversa.pairing import queries
from viceversa.pairing.models import Pair, Recheck
from viceversa.people.models import Language, Person
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import assistant_roles_of, coordinators_of, letterhead
from viceversa.programmes.topics import Topic, topics_by_code

SHOWN_TOPICS = 3


@dataclass(frozen=True)
class Card:
    """What somebody is told about a partner before both have said yes: a first name, what she is
    curious about and can share. No title, no years, no employer's tree."""

    first_name: str
    organisation: str
    wants: list[Topic]
    offers: list[Topic]


def card_of(seat: Participation, programme: Programme, topics: Mapping[str, Topic]) -> Card:
    """The card of one side. The employer is named only between organisations."""
    employment = getattr(seat.person, "employment", None)
    is_between = programme.scope == Programme.Scope.CROSS_COMPANY
    return Card(
        first_name=seat.person.given_name,
        organisation=employment.organisation.name if employment and is_between else "",
        wants=_strongest(seat.wants, topics),
        offers=_strongest(seat.offers, topics),
    )


def pairs_published(pairs: Sequence[Pair]) -> list[Letter]:
    """To both of every new pair: meet your partner, and answer; or that it is decided.

    They are written here and posted by the caller, since there may be a thousand of them.
    """
    if not pairs:
        return []
    programme = pairs[0].programme
    topics, head = topics_by_code(programme), letterhead(programme)
    days = {language: _answer_by(pairs[0], language) for language in Language.values}
    return [
        _published(pair, own, card_of(other, programme, topics), head, days[own.person.language])
        for pair in pairs
        for own, other in ((pair.mentor, pair.mentee), (pair.mentee, pair.mentor))
    ]


def answer_missing(pair: Pair, *, to: Person, version: int) -> None:
    """A kind reminder; `version` counts them."""
    _to_member("answer_missing", pair, to, version=version)


def answer_wanted(pair: Pair, *, of: Person) -> None:
    """To those who book for somebody: an answer of hers is missing, neither to what nor to whom."""
    for role in assistant_roles_of(pair.programme, of):
        post(
            "pairing/answer_wanted",
            to=role.person,
            event=f"pair.answer_wanted:{pair.pk}",
            context={"pair": pair, "of": of},
            head=letterhead(pair.programme),
        )


def pair_formed(pair: Pair) -> None:
    """To both: you are a pair, this is where it begins."""
    for person in queries.members(pair):
        _to_member("pair_formed", pair, person)


def pair_not_formed(pair: Pair, *, to: Person) -> None:
    """To the one who is left: neither who nor why."""
    _to_member("pair_not_formed", pair, to)


def answer_asked(pair: Pair, *, by: Person) -> None:
    """To the coordinator: somebody would like a call before answering."""
    _to_coordinators(
        "answer_asked",
        pair,
        event=f"pair.asked:{pair.pk}:{by.pk}",
        context={"person": by, "role": queries.role_in(pair, by)},
    )


def answer_declined(pair: Pair) -> None:
    """To the coordinator: a pair was not formed; the next best is at hand."""
    _to_coordinators("answer_declined", pair, event=f"pair.not_formed:{pair.pk}", context={})


def independence_asked(recheck: Recheck) -> None:
    """To both, alike: whose job has changed, and which rule it is about, is not said. And to the
    coordinator, who decides."""
    for person in queries.members(recheck.pair):
        _about_recheck("independence_asked", recheck, person)
    event = f"pair.may_depend:{recheck.pk}"
    _to_coordinators("independence_doubted", recheck.pair, event=event, context={})


def independence_settled(recheck: Recheck) -> None:
    """To both: they go on as before."""
    for person in queries.members(recheck.pair):
        _about_recheck("independence_settled", recheck, person)


def _about_recheck(name: str, recheck: Recheck, to: Person) -> None:
    _to_member(name, recheck.pair, to, event=f"pair.{name}:{recheck.pk}")


def _answer_by(pair: Pair, language: str) -> str:
    with translation.override(language):
        return say_day(queries.answer_by(pair))


def _published(
    pair: Pair, own: Participation, card: Card, head: Letterhead, last_day: str
) -> Letter:
    is_decided = pair.state == Pair.State.ACTIVE
    return written(
        "pairing/pair_decided" if is_decided else "pairing/pair_proposed",
        to=own.person,
        event=f"pair.published:{pair.pk}",
        context={"pair": pair, "role": own.role, "card": card, "day": last_day},
        head=head,
        thread=pair.pk,
    )


def _to_member(name: str, pair: Pair, to: Person, *, event: str = "", version: int = 0) -> None:
    post(
        f"pairing/{name}",
        to=to,
        event=event or f"pair.{name}:{pair.pk}",
        version=version,
        context={
            "pair": pair,
            "role": queries.role_in(pair, to),
            "partner": queries.partner_of(pair, to).given_name,
        },
        head=letterhead(pair.programme),
        thread=pair.pk,
    )


def _to_coordinators(name: str, pair: Pair, *, event: str, context: Mapping[str, object]) -> None:
    contact = pair.programme.first_contact
    for person in [contact] if contact else coordinators_of(pair.programme):
        mentor, mentee = queries.members(pair)
        post(
            f"pairing/{name}",
            to=person,
            event=event,
            context={"pair": pair, "mentor": mentor, "mentee": mentee, **context},
            head=letterhead(pair.programme),
            thread=pair.pk,
        )


def _strongest(wishes: Mapping[str, int], topics: Mapping[str, Topic]) -> list[Topic]:
    codes = sorted(wishes, key=lambda code: (-wishes[code], code))
    return [topics[code] for code in codes if code in topics][:SHOWN_TOPICS]
