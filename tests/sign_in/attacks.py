"""Ways to be let in without being the one: each is a lie of a provider, a thief or a network."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as ec_key
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.test import Client

from tests.sign_in.conftest import House, come_back, linked, sent_out
from tests.sign_in.provider import KEY, OTHER_KEY, public

Attack = Callable[[House, Client], Any]
HOUR, SUBJECT = 3600, "subject-1"
WEAK_KEY = generate_private_key(65537, 1024)  # noqa: S505  # too weak is what it is for
CURVE_KEY = ec_key(SECP256R1())
PEM = KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
OPEN_SECRET = base64.urlsafe_b64encode(b"a secret that is listed in public").rstrip(b"=").decode()


def let_in(house: House, client: Client, subject: str = SUBJECT, **brought: str) -> Any:
    """The way of whoever is right: out to Nord's provider, and back."""
    back = house.at_nord.let_in(sent_out(client, house.nord), subject)
    return come_back(client, house.nord, {**back, **brought})


def part(what: Any) -> str:
    """One part of a token written by hand."""
    return base64.urlsafe_b64encode(json.dumps(what).encode()).rstrip(b"=").decode()


def signed(by: Callable[[House, dict[str, Any]], Any]) -> Attack:
    def attack(house: House, client: Client) -> Any:
        house.at_nord.signed = lambda claims: by(house, claims)
        return let_in(house, client)

    return attack


def claimed(**change: Any) -> Attack:
    """Other claims, rightly signed; None leaves one out, a function looks at the clock."""

    def attack(house: House, client: Client) -> Any:
        def changed(claims: dict[str, Any]) -> dict[str, Any]:
            told = {name: said() if callable(said) else said for name, said in change.items()}
            return {name: said for name, said in (claims | told).items() if said is not None}

        house.at_nord.claimed = changed
        return let_in(house, client)

    return attack


def listed(keys: Any) -> Attack:
    def attack(house: House, client: Client) -> Any:
        house.at_nord.listed = lambda _: keys
        return let_in(house, client)

    return attack


def said(**change: Any) -> Attack:
    """Another document of discovery, from the first question on."""

    def attack(house: House, client: Client) -> Any:
        house.at_nord.said = lambda said: said | change
        return begin(house, client)

    return attack


def said_instead(what: Any) -> Attack:
    def attack(house: House, client: Client) -> Any:
        house.at_nord.said = lambda _: what
        return begin(house, client)

    return attack


def begin(house: House, client: Client) -> Any:
    """To the provider if it comes to that, and back."""
    page = client.post(f"/accounts/with/{house.nord.pk}/")
    return let_in(house, client) if page.status_code == 200 else page


def answered(what: Callable[[dict[str, Any]], Any]) -> Attack:
    def attack(house: House, client: Client) -> Any:
        house.at_nord.answered = what
        return let_in(house, client)

    return attack


def brought(**change: str) -> Attack:
    return lambda house, client: let_in(house, client, **change)


def token(header: dict[str, Any], claims: dict[str, Any], signature: str = "") -> str:
    return f"{part(header)}.{part(claims)}.{signature}"


def by_public_key(_: House, claims: dict[str, Any]) -> str:
    """HS256, with what everybody knows for a secret; PyJWT would not make it."""
    unsigned = f"{part({'alg': 'HS256', 'typ': 'JWT', 'kid': 'one'})}.{part(claims)}"
    mac = hmac.new(PEM, unsigned.encode(), hashlib.sha256).digest()
    return f"{unsigned}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def by_listed_secret(algorithm: str) -> Attack:
    """The provider lists a secret among its keys, and somebody uses it."""

    def attack(house: House, client: Client) -> Any:
        secret = {"kty": "oct", "kid": "one", "alg": algorithm, "k": OPEN_SECRET}
        house.at_nord.listed = lambda _: {"keys": [secret]}

        def sign(claims: dict[str, Any]) -> str:
            unsigned = f"{part({'alg': algorithm, 'kid': 'one'})}.{part(claims)}"
            key = base64.urlsafe_b64decode(OPEN_SECRET + "=")
            mac = hmac.new(key, unsigned.encode(), hashlib.sha256).digest()
            return f"{unsigned}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"

        house.at_nord.signed = sign
        return let_in(house, client)

    return attack


def by_weak_key(house: House, client: Client) -> Any:
    house.at_nord.key = WEAK_KEY
    house.at_nord.signed = lambda claims: _signed_by_weak(claims)
    return let_in(house, client)


def _signed_by_weak(claims: dict[str, Any]) -> str:
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    unsigned = f"{part({'alg': 'RS256', 'kid': 'one'})}.{part(claims)}"
    made = WEAK_KEY.sign(unsigned.encode(), PKCS1v15(), SHA256())
    return f"{unsigned}.{base64.urlsafe_b64encode(made).rstrip(b'=').decode()}"


def changed_after_signing(house: House, claims: dict[str, Any]) -> str:
    head, _, signature = house.at_nord.sign(claims | {"sub": "somebody"}).split(".")
    return f"{head}.{part(claims)}.{signature}"


# --- a person's browser, or a thief's ----------------------------------------------------------


def code_twice(house: House, client: Client) -> Any:
    back = house.at_nord.let_in(sent_out(client, house.nord), SUBJECT)
    come_back(Client(), house.nord, back)
    come_back(client, house.nord, back)
    client.logout()
    return come_back(client, house.nord, back)


def anothers_code(house: House, client: Client) -> Any:
    """Stolen on its way back to her, and put into the thief's own round."""
    stolen = house.at_nord.let_in(sent_out(Client(), house.nord), SUBJECT)
    own = house.at_nord.let_in(sent_out(client, house.nord), "thief")
    return come_back(client, house.nord, {**own, "code": stolen["code"]})


def anothers_answer(house: House, client: Client) -> Any:
    """Whoever follows a link that somebody else was to follow."""
    back = house.at_nord.let_in(sent_out(Client(), house.nord), SUBJECT)
    return come_back(client, house.nord, back)


def no_state(house: House, client: Client) -> Any:
    back = house.at_nord.let_in(sent_out(client, house.nord), SUBJECT)
    return come_back(client, house.nord, {"code": back["code"]})


def state_twice(house: House, client: Client) -> Any:
    """The state of a round that failed, with a code of a later one."""
    first = house.at_nord.let_in(sent_out(client, house.nord), SUBJECT)
    come_back(client, house.nord, {"state": first["state"], "error": "access_denied"})
    return come_back(client, house.nord, first)


def never_asked(house: House, client: Client) -> Any:
    return come_back(client, house.nord, {"code": "code0", "state": "made-up"})


def late(house: House, client: Client) -> Any:
    back = house.at_nord.let_in(sent_out(client, house.nord), SUBJECT)
    session = client.session
    states = session["socialaccount_states"]
    session["socialaccount_states"] = {
        name: [kept, since - HOUR, by] for name, (kept, since, by) in states.items()
    }
    session.save()
    return come_back(client, house.nord, back)


def without_challenge(house: House, client: Client) -> Any:
    """The thief begins at the provider herself, without PKCE."""
    own = house.at_nord.let_in(sent_out(client, house.nord), "thief")
    address = f"https://nord.example/authorize?state=x&redirect_uri={back_address(house)}"
    stolen = house.at_nord.let_in(address, SUBJECT)
    return come_back(client, house.nord, {**own, "code": stolen["code"]})


def back_address(house: House) -> str:
    return f"http://127.0.0.1:8000/accounts/with/{house.nord.pk}/back/"


def only_an_error(house: House, client: Client) -> Any:
    back = house.at_nord.let_in(sent_out(client, house.nord), SUBJECT)
    return come_back(client, house.nord, {"state": back["state"], "error": "server_error"})


def posted_back(house: House, client: Client) -> Any:
    back = house.at_nord.let_in(sent_out(client, house.nord), SUBJECT)
    return client.post(f"/accounts/with/{house.nord.pk}/back/", back)


def nonce_of_before(house: House, client: Client) -> Any:
    """A token that was right in an earlier round of the same browser."""
    kept: list[dict[str, Any]] = []
    house.at_nord.claimed = lambda claims: kept.append(claims) or {**claims, "sub": "thief"}
    let_in(house, client, "thief")
    house.at_nord.claimed = lambda _: {**kept[0], "sub": SUBJECT}
    return let_in(house, client)


# --- two organisations -------------------------------------------------------------------------


def token_of_syd(house: House, claims: dict[str, Any]) -> str:
    return house.at_syd.sign({**claims, "iss": house.at_syd.issuer})


def answer_of_syd(house: House, client: Client) -> Any:
    """Begun at Syd's provider, brought back to Nord's address."""
    back = house.at_syd.let_in(sent_out(client, house.syd), SUBJECT)
    return come_back(client, house.nord, back)


def code_of_syd(house: House, client: Client) -> Any:
    stolen = house.at_syd.let_in(sent_out(Client(), house.syd), SUBJECT)
    own = house.at_nord.let_in(sent_out(client, house.nord), "thief")
    return come_back(client, house.nord, {**own, "code": stolen["code"]})


def same_subject_at_syd(house: House, client: Client) -> Any:
    """Syd's provider gives somebody the name that Alice has at Nord's."""
    back = house.at_syd.let_in(sent_out(client, house.syd), SUBJECT)
    return come_back(client, house.syd, back)


def syd_says_it_is_nord(house: House, client: Client) -> Any:
    house.at_syd.said = lambda said: {**said, "issuer": house.at_nord.issuer}
    house.at_syd.claimed = lambda claims: {**claims, "iss": house.at_nord.issuer}
    page = client.post(f"/accounts/with/{house.syd.pk}/")
    return same_subject_at_syd(house, client) if page.status_code == 200 else page


def keys_of_syd(house: House, client: Client) -> Any:
    """Syd signs, and Nord's discovery is made to lead to Syd's keys by a redirect."""
    house.at_nord.listed = lambda _: (302, "https://syd.example/keys")
    return let_in(house, client)


def syd_names_alice(house: House, client: Client) -> Any:
    house.at_syd.claimed = lambda claims: {
        **claims,
        "sub": "unknown",
        "email": house.alice.email,
        "email_verified": True,
    }
    return same_subject_at_syd(house, client)


def syd_knows_alice(house: House, client: Client) -> Any:
    """Linked by hand in the table, as only whoever has the database could."""
    linked(house.alice, house.syd, "planted")
    back = house.at_syd.let_in(sent_out(client, house.syd), "planted")
    return come_back(client, house.syd, back)


def issuer_moved(house: House, client: Client) -> Any:
    """Nord changes its provider, and the new one calls somebody else by Alice's name."""
    from viceversa.sign_in.actions import set_up

    house.at_nord.issuer = "https://nord.example/new"
    house.nord = set_up(house.nord.organisation, house.at_nord.wanted("nord.example"))
    return begin(house, client)


GOOD: dict[str, Attack] = {
    "nothing changed": let_in,
    "we alone, in a list": claimed(aud=["viceversa"]),
    "asked for by us": claimed(azp="viceversa"),
    "valid since yesterday": claimed(nbf=lambda: time.time() - 24 * HOUR),
    "a clock that is a little ahead": claimed(iat=lambda: time.time() + 30),
    "a name for the key is not needed": signed(lambda _, c: jwt.encode(c, KEY, algorithm="RS256")),
    "a key that says nothing of its use": listed({"keys": [public(use=None, alg=None)]}),
    "an old key beside it": listed({"keys": [public(), public(OTHER_KEY, "old")]}),
    "a secret beside it": listed({"keys": [public(), {"kty": "oct", "kid": "x", "k": "eA"}]}),
    "another address": claimed(email="married@nord.example", email_verified=False),
    "no address": claimed(email=None),
    "the issuer in the answer": brought(iss="https://nord.example"),
    "more in discovery": said(userinfo_endpoint="https://nord.example/me"),
}
ATTACKS: dict[str, Attack] = {
    # --- the signature
    "no signature, alg none": signed(lambda _, c: token({"alg": "none"}, c)),
    "alg None in other letters": signed(lambda _, c: token({"alg": "nOnE", "kid": "one"}, c)),
    "no signature under RS256": signed(lambda _, c: token({"alg": "RS256", "kid": "one"}, c)),
    "no algorithm": signed(lambda _, c: token({"kid": "one"}, c, "c2ln")),
    "HS256 by the public key": signed(by_public_key),
    "HS256 by the client's secret": signed(
        lambda house, c: jwt.encode(c, house.at_nord.secret * 8, headers={"kid": "one"})
    ),
    "a secret among the public keys": by_listed_secret("HS256"),
    "a secret that says it is RSA": by_listed_secret("RS256"),
    "another's key": signed(
        lambda _, c: jwt.encode(c, OTHER_KEY, algorithm="RS256", headers={"kid": "one"})
    ),
    "another's key by its own name": signed(
        lambda _, c: jwt.encode(c, OTHER_KEY, algorithm="RS256", headers={"kid": "two"})
    ),
    "another's key, sent along": signed(
        lambda _, c: jwt.encode(
            c, OTHER_KEY, algorithm="RS256", headers={"kid": "two", "jwk": public(OTHER_KEY, "two")}
        )
    ),
    "another's key, to be fetched elsewhere": signed(
        lambda _, c: jwt.encode(
            c,
            OTHER_KEY,
            algorithm="RS256",
            headers={"kid": "two", "jku": "https://syd.example/keys"},
        )
    ),
    "a key of another kind": signed(
        lambda _, c: jwt.encode(c, CURVE_KEY, algorithm="ES256", headers={"kid": "one"})
    ),
    "a weak key": by_weak_key,
    "an algorithm that the key is not for": signed(
        lambda house, c: jwt.encode(c, KEY, algorithm="RS512", headers={"kid": "one"})
    ),
    "changed after signing": signed(changed_after_signing),
    "cut short": signed(lambda house, c: house.at_nord.sign(c)[:-8]),
    "an extension we do not know": signed(
        lambda house, c: house.at_nord.sign(c, crit=["exp"], exp=0)
    ),
    "encrypted, or so it looks": signed(lambda house, c: f"{house.at_nord.sign(c)}.x.y"),
    "no token but its claims": signed(lambda _, c: c),
    "no token at all": answered(lambda said: {**said, "id_token": None}),
    "an empty token": answered(lambda said: {**said, "id_token": ""}),
    "only an access token": answered(lambda _: {"access_token": "a", "token_type": "Bearer"}),
    "no key": listed({"keys": []}),
    "no set of keys": listed([public()]),
    "a key for encryption": listed({"keys": [public(use="enc")]}),
    "two keys of one name": listed({"keys": [public(), public(OTHER_KEY)]}),
    # --- the claims
    "another audience": claimed(aud="somebody-else"),
    "no audience": claimed(aud=None),
    "an audience beside us": claimed(aud=["viceversa", "somebody-else"]),
    "asked for by another": claimed(azp="somebody-else"),
    "another issuer": claimed(iss="https://syd.example"),
    "an issuer that begins like it": claimed(iss="https://nord.example.evil.example"),
    "the issuer with a slash": claimed(iss="https://nord.example/"),
    "no issuer": claimed(iss=None),
    "no nonce": claimed(nonce=None),
    "an empty nonce": claimed(nonce=""),
    "another nonce": claimed(nonce="made-up"),
    "a nonce that is no text": claimed(nonce=["x"]),
    "the nonce of before": nonce_of_before,
    "expired": claimed(exp=lambda: time.time() - HOUR, iat=lambda: time.time() - 60),
    "no end": claimed(exp=None),
    "an end that is no time": claimed(exp="never"),
    "not yet valid": claimed(nbf=lambda: time.time() + HOUR),
    "from the future": claimed(iat=lambda: time.time() + HOUR),
    "from long ago": claimed(iat=lambda: time.time() - HOUR),
    "from no time": claimed(iat=None),
    "no subject": claimed(sub=None),
    "an empty subject": claimed(sub=""),
    "a subject that is no text": claimed(sub={"$ne": ""}),
    "a subject in other letters": claimed(sub="SUBJECT-1"),
    "a subject with something unseen": claimed(sub="subject-1\u200b"),
    "a subject with a space": claimed(sub="subject-1 "),
    "a subject without end": claimed(sub="subject-1" * 100),
    "her address, verified": claimed(
        sub="somebody", email="alice@nord.example", email_verified=True
    ),
    "her address, not verified": claimed(
        sub="somebody", email="alice@nord.example", email_verified=False
    ),
    "her address in other letters": claimed(sub="somebody", email="ALICE@nord.example"),
    "a role": claimed(sub="somebody", roles=["organiser"], groups=["admin"]),
    # --- the browser
    "no state": no_state,
    "another state": brought(state="made-up"),
    "a state twice": state_twice,
    "a state that is late": late,
    "never asked": never_asked,
    "another's answer": anothers_answer,
    "another's code": anothers_code,
    "a code twice": code_twice,
    "another code": brought(code="made-up"),
    "no challenge": without_challenge,
    "an issuer in the answer that is not his": brought(iss="https://syd.example"),
    "only an error": only_an_error,
    "posted back": posted_back,
    # --- two organisations
    "Syd's token": signed(token_of_syd),
    "Syd's answer": answer_of_syd,
    "Syd's code": code_of_syd,
    "Syd calls somebody by her name": same_subject_at_syd,
    "Syd says that it is Nord": syd_says_it_is_nord,
    "Syd's keys for Nord's": keys_of_syd,
    "Syd names her address": syd_names_alice,
    "Syd knows her": syd_knows_alice,
    "Nord's next provider calls somebody by her name": issuer_moved,
    # --- what the provider says of itself
    "discovery of another issuer": said(issuer="https://syd.example"),
    "discovery without an issuer": said(issuer=None),
    "keys over http": said(jwks_uri="http://nord.example/keys"),
    "tokens over http": said(token_endpoint="http://nord.example/token"),
    "sign-in over http": said(authorization_endpoint="http://nord.example/authorize"),
    "sign-in by script": said(authorization_endpoint="javascript:alert(1)"),
    "a host behind an at": said(authorization_endpoint="https://nord.example@evil.example/"),
    "no endpoint": said(token_endpoint=None),
    "endpoints that are no text": said(jwks_uri=["https://nord.example/keys"]),
    "discovery that leads elsewhere": said_instead((302, "https://syd.example/")),
    "discovery that fails": said_instead(500),
    "discovery that is a list": said_instead([1]),
    "discovery without end": said_instead(b'{"issuer": "' + b"x" * 300_000 + b'"}'),
    "discovery as deep as a well": said_instead(b"[" * 100_000),
    "an answer without end": answered(lambda said: {**said, "more": "x" * 300_000}),
    "an answer as deep as a well": answered(lambda _: b"[" * 100_000),
    "an answer that is a list": answered(lambda said: [said]),
    "an answer that leads elsewhere": answered(lambda _: (307, "https://syd.example/token")),
    "an answer that fails": answered(lambda _: 500),
}
