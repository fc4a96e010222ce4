"""The letters of this room, each with an example."""

from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.models import Participation
from viceversa.lib.dates import say_day
from viceversa.notices.samples import Context, Kind, example_person, letter_sample
from viceversa.pairing.letters import card_of
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import answer_by, members
from viceversa.people.models import Employment, Organisation, Person
from viceversa.programmes.letter_samples import example_programme
from viceversa.programmes.models import Programme
from viceversa.programmes.topics import common_topics

BOTH = ("mentor", "mentee")


def example_pair() -> Pair:
    """A pair that does not exist, for the examples of this room and of those above it."""
    programme = example_programme()
    programme.scope = Programme.Scope.CROSS_COMPANY
    mentor = _seat(programme, "mentor", wants={"C1": 3, "D1": 1}, offers={"A1": 3, "A6": 2})
    mentee = _seat(programme, "mentee", wants={"A1": 3, "A4": 2}, offers={"C1": 2, "I2": 1})
    return Pair(pk="example", programme=programme, number=7, mentor=mentor, mentee=mentee)


@letter_sample("pairing/pair_proposed", to=BOTH, when=_("when you publish, if both are asked"))
def pair_proposed(role: str) -> Context:
    return _card(role)


@letter_sample(
    "pairing/pair_decided", to=BOTH, when=_("when you publish, if the organiser decides")
)
def pair_decided(role: str) -> Context:
    return _card(role)


@letter_sample(
    "pairing/answer_missing",
    kind=Kind.REMINDER,
    to=BOTH,
    when=_("three days after the question, and once more a week later"),
)
def answer_missing(role: str) -> Context:
    return _word(role)


@letter_sample("pairing/pair_formed", to=BOTH, when=_("when both have said yes"))
def pair_formed(role: str) -> Context:
    return _word(role)


@letter_sample("pairing/pair_not_formed", to=BOTH, when=_("when the other one has said no"))
def pair_not_formed(role: str) -> Context:
    return _word(role)


@letter_sample(
    "pairing/answer_asked",
    to=("coordinator",),
    when=_("when somebody wants to ask before answering"),
)
def answer_asked(role: str) -> Context:
    return {**_report(), "person": example_person("mentee"), "role": "mentee"}


@letter_sample("pairing/answer_declined", to=("coordinator",), when=_("when somebody has said no"))
def answer_declined(role: str) -> Context:
    return _report()


@letter_sample(
    "pairing/answer_wanted",
    kind=Kind.REMINDER,
    to=("assistant",),
    when=_("ten days after the question, to whoever books for the mentee"),
)
def answer_wanted(role: str) -> Context:
    return {"pair": example_pair(), "of": example_person("mentee")}


@letter_sample(
    "pairing/independence_asked",
    to=BOTH,
    when=_("when a job has changed and the two may depend on each other"),
)
def independence_asked(role: str) -> Context:
    return _word(role)


@letter_sample(
    "pairing/independence_doubted",
    to=("coordinator",),
    when=_("when a job has changed and two may depend on each other"),
)
def independence_doubted(role: str) -> Context:
    return _report()


@letter_sample(
    "pairing/independence_settled", to=BOTH, when=_("when it is settled that they go on")
)
def independence_settled(role: str) -> Context:
    return _word(role)


def _card(role: str) -> Context:
    pair = example_pair()
    topics = {topic.code: topic for topic in common_topics()}
    other = pair.mentee if role == "mentor" else pair.mentor
    card, day = card_of(other, pair.programme, topics), say_day(answer_by(pair))
    return {"pair": pair, "role": role, "card": card, "day": day}


def _word(role: str) -> Context:
    partner = example_person("mentee" if role == "mentor" else "mentor")
    return {"pair": example_pair(), "role": role, "partner": partner.given_name}


def _report() -> dict[str, object]:
    pair = example_pair()
    mentor, mentee = members(pair)
    return {"pair": pair, "mentor": mentor, "mentee": mentee}


def _seat(programme: Programme, role: str, **wishes: dict[str, int]) -> Participation:
    person = example_person(role)
    _employ(person)
    return Participation(programme=programme, person=person, role=role, **wishes)


def _employ(person: Person) -> None:
    Employment(person=person, organisation=Organisation(name="Tallmo Hydraulik AB"))
