"""The signed file, judged by a library that is not ours and knows only what is public."""

import json
from datetime import timedelta
from hashlib import sha256
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import jwt
import pytest
import time_machine
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from tests.cast import Cast
from tests.certificates.test_views import asked
from tests.factories import make_organisation
from viceversa.pairing.models import Pair

Claims = dict[str, Any]


def fetched(address: str) -> Any:
    """What a verifier gets at an address, without a session."""
    return Client().get(urlsplit(address).path)


def judge_of(token: str) -> OB3Verifier:
    """A verifier with the key that the credential names."""
    kid = jwt.get_unverified_header(token)["kid"]
    key = jwt.PyJWK(fetched(kid).json() | {"alg": "RS256"}).key
    return OB3Verifier(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def claims_of(token: str) -> Claims:
    found: Claims = jwt.decode(token, options={"verify_signature": False})
    return found


@pytest.fixture
def token(cast: Cast, over: Pair) -> str:
    answer = asked(cast.bob, over, signed="1", counts="on")
    assert answer.headers["Content-Type"] == "application/vc+jwt"
    return str(answer.content.decode())


def test_the_judge_accepts_it(cast: Cast, token: str) -> None:
    credential = judge_of(token).verify(token)
    assert credential.issuer.name == "Tallmo Test AB"
    assert credential.achievement.name == f"Certificate: {cast.programme.name}"


def test_the_judge_refuses_one_that_was_altered(token: str) -> None:
    judge = judge_of(token)
    head, body, signature = token.split(".")
    other = jwt.encode(claims_of(token) | {"name": "Nobel Prize"}, "x" * 32).split(".")[1]
    with pytest.raises(OB3VerificationError):
        judge.verify(f"{head}.{other}.{signature}")
    assert judge.verify(f"{head}.{body}.{signature}")


@pytest.mark.parametrize("claim", ["iss", "sub", "jti"])
def test_each_claim_is_what_stands_in_the_credential(token: str, claim: str) -> None:
    claims = claims_of(token)
    says = {
        "iss": claims["issuer"]["id"],
        "sub": claims["credentialSubject"]["id"],
        "jti": claims["id"],
    }
    assert claims[claim] == says[claim]


def test_the_issuer_answers_at_its_own_address_and_so_does_its_key(token: str) -> None:
    issuer = claims_of(token)["issuer"]
    answer = fetched(issuer["id"])
    assert answer.json().items() >= issuer.items()
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    kid = jwt.get_unverified_header(token)["kid"]
    assert kid.startswith(f"{issuer['id']}keys/")
    assert set(fetched(kid).json()) == {"kty", "n", "e"}


def test_the_header_holds_no_key_and_nothing_that_the_standard_forbids(token: str) -> None:
    header = jwt.get_unverified_header(token)
    assert (set(header), header["alg"], header["typ"]) == ({"alg", "kid", "typ"}, "RS256", "JWT")


def test_it_says_whose_it_is_and_her_address_only_as_a_digest(cast: Cast, token: str) -> None:
    name, address = claims_of(token)["credentialSubject"]["identifier"]
    assert name["identityHash"] == cast.bob.full_name
    digest = sha256(f"{cast.bob.email}{address['salt']}".encode()).hexdigest()
    assert address["identityHash"] == f"sha256${digest}"
    assert cast.bob.email not in json.dumps(claims_of(token))


def test_it_tells_nothing_of_the_pair(cast: Cast, over: Pair, token: str) -> None:
    said = json.dumps(claims_of(token), ensure_ascii=False)
    for secret in (cast.carol.given_name, cast.carol.email, over.pk, cast.bob.pk, cast.mentor.pk):
        assert secret not in said


def test_two_of_one_person_have_nothing_in_common_but_what_they_say(
    cast: Cast, over: Pair, token: str
) -> None:
    """Who gathers certificates finds nobody by a number."""
    one, two = claims_of(token), claims_of(asked(cast.bob, over, signed="1").content.decode())
    assert one["sub"] != two["sub"]
    assert one["jti"] != two["jti"]
    salts = [each["credentialSubject"]["identifier"][1]["salt"] for each in (one, two)]
    assert salts[0] != salts[1]


def test_it_says_what_was_done(cast: Cast, token: str) -> None:
    subject = claims_of(token)["credentialSubject"]
    assert subject["activityStartDate"] == "2026-09-03T00:00:00+00:00"
    assert subject["activityEndDate"] == "2026-11-20T00:00:00+00:00"
    assert subject["narrative"] == (
        f"{cast.bob.full_name} has been a mentor in the reverse mentoring programme "
        f"{cast.programme.name}. Organiser: Tallmo Test AB. Period: 3 September 2026 – "
        "20 November 2026. Meetings: 2 (2.5 h as booked)."
    )


def test_it_does_not_expire(token: str) -> None:
    judge = judge_of(token)
    with time_machine.travel(timezone.now() + timedelta(days=3650)):
        assert judge.verify(token)


def test_a_new_key_lets_old_certificates_hold_until_old_keys_are_dropped(
    cast: Cast, over: Pair, token: str
) -> None:
    output = StringIO()
    call_command("keyring", "new-signing-key", stdout=output)
    assert "signs certificates from now on" in output.getvalue()
    assert judge_of(token).verify(token)
    later = asked(cast.bob, over, signed="1").content.decode()
    call_command("keyring", "drop-old-signing-keys", stdout=output)
    assert "1 earlier key(s) are gone" in output.getvalue()
    assert fetched(jwt.get_unverified_header(token)["kid"]).status_code == 404
    assert judge_of(later).verify(later)


def test_who_leads_no_programme_issues_nothing(token: str) -> None:
    other = make_organisation("Ingenstans Prov AB")
    kid = jwt.get_unverified_header(token)["kid"]
    issuer = claims_of(token)["iss"]
    mine = urlsplit(issuer).path.strip("/").split("/")[-1]
    assert fetched(issuer.replace(mine, other.pk)).status_code == 404
    assert fetched(kid.replace(mine, other.pk)).status_code == 404
