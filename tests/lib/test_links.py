from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from viceversa.lib.links import LinkBroken, LinkClaim, LinkExpired, read_link, sign_link

SIGNED_AT = datetime(2026, 12, 3, 12, 0, tzinfo=UTC)
WEEK = timedelta(days=7)
CLAIM = LinkClaim("p23456789abc", "q23456789abc", 3, SIGNED_AT)


@pytest.fixture
def token():
    with time_machine.travel(SIGNED_AT, tick=False):
        return sign_link("answer", person_id="p23456789abc", object_id="q23456789abc", version=3)


def test_a_link_says_what_was_signed(token):
    with time_machine.travel(SIGNED_AT + WEEK, tick=False):
        assert read_link(token, purpose="answer", max_age=WEEK) == CLAIM


def test_a_link_fits_into_an_address(token):
    assert len(token) <= 80
    assert set(token) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.")


def test_an_expired_link_still_tells_whose_it_was(token):
    too_late = time_machine.travel(SIGNED_AT + WEEK + timedelta(seconds=1), tick=False)
    with too_late, pytest.raises(LinkExpired) as caught:
        read_link(token, purpose="answer", max_age=WEEK)
    assert caught.value.claim == CLAIM


def test_an_old_secret_still_opens_until_it_is_dropped(token, settings):
    settings.SECRET_KEY, old = (
        "a new secret of sufficient length, made for this",
        settings.SECRET_KEY,
    )
    settings.SECRET_KEY_FALLBACKS = [old]
    assert read_link(token, purpose="answer", max_age=WEEK * 1000) == CLAIM
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(LinkBroken):
        read_link(token, purpose="answer", max_age=WEEK * 1000)


@pytest.mark.parametrize("unfit", ["", "a.b", "a/b", "å", "a\n"])
def test_only_plain_identifiers_are_signed(unfit):
    with pytest.raises(ValueError, match="cannot stand in a link"):
        sign_link("answer", person_id=unfit, object_id="q", version=1)


codes = st.text(st.sampled_from("ab2_-"), min_size=1, max_size=3)
links = st.tuples(st.sampled_from(["answer", "book", "signer", ""]), codes, codes, st.integers(0))


def sign(link):
    purpose, person_id, object_id, version = link
    return sign_link(purpose, person_id=person_id, object_id=object_id, version=version)


@given(links, links)
def test_a_link_never_opens_another(one, other):
    claim = read_link(sign(one), purpose=one[0], max_age=WEEK)
    assert (claim.person_id, claim.object_id, claim.version) == one[1:]
    if one[0] != other[0]:
        with pytest.raises(LinkBroken):
            read_link(sign(one), purpose=other[0], max_age=WEEK)
    # The same signature under another claim.
    forged = sign(other).rpartition(".")[0] + "." + sign(one).rpartition(".")[2]
    if one != other:
        with pytest.raises(LinkBroken):
            read_link(forged, purpose=other[0], max_age=WEEK)


@given(st.text())
def test_nonsense_is_broken(token):
    with pytest.raises(LinkBroken):
        read_link(token, purpose="answer", max_age=WEEK)
