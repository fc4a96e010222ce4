"""The letters of pairing, as the house's test renders them."""

from tests.cast import Cast
from tests.letters import letter_sample
from viceversa.pairing.letters import card_of
from viceversa.pairing.models import Pair, Proposal
from viceversa.programmes.topics import topics_by_code


def _pair(cast: Cast) -> Pair:
    proposal, _ = Proposal.objects.get_or_create(
        programme=cast.programme, number=1, defaults={"state": Proposal.State.PUBLISHED}
    )
    pair, _ = Pair.objects.get_or_create(
        programme=cast.programme,
        proposal=proposal,
        number=1,
        mentor=cast.mentor,
        mentee=cast.mentee,
        defaults={"score": 64},
    )
    return pair


def _card(cast: Cast) -> dict[str, object]:
    card = card_of(cast.mentor, cast.programme, topics_by_code(cast.programme))
    return {"pair": _pair(cast), "role": "mentee", "card": card}


def _word(cast: Cast) -> dict[str, object]:
    return {"pair": _pair(cast), "role": "mentee", "partner": "Bob"}


def _report(cast: Cast) -> dict[str, object]:
    return {"pair": _pair(cast), "mentor": cast.bob, "mentee": cast.carol}


@letter_sample("pairing/pair_proposed")
def pair_proposed(cast: Cast) -> dict[str, object]:
    return _card(cast)


@letter_sample("pairing/pair_decided")
def pair_decided(cast: Cast) -> dict[str, object]:
    return _card(cast)


@letter_sample("pairing/pair_formed")
def pair_formed(cast: Cast) -> dict[str, object]:
    return _word(cast)


@letter_sample("pairing/pair_not_formed")
def pair_not_formed(cast: Cast) -> dict[str, object]:
    return _word(cast)


@letter_sample("pairing/answer_missing")
def answer_missing(cast: Cast) -> dict[str, object]:
    return _word(cast)


@letter_sample("pairing/answer_asked")
def answer_asked(cast: Cast) -> dict[str, object]:
    return {**_report(cast), "person": cast.carol, "role": "mentee"}


@letter_sample("pairing/answer_declined")
def answer_declined(cast: Cast) -> dict[str, object]:
    return _report(cast)
