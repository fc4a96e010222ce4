"""A certificate as an Open Badges 3.0 credential: a VC-JWT that anybody can check.

Where the key and the issuer are found stands in the credential itself, as addresses here. It names
whose it is, and holds her mail address only as a salted digest. It cannot be withdrawn by itself:
there is no list of who has one, and whoever checks it asks for nothing that tells whose it is.
"""

import secrets
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid4, uuid5

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from django.conf import settings
from django.urls import reverse
from jwt.algorithms import RSAAlgorithm

from viceversa.certificates.queries import Part
from viceversa.certificates.words import Words
from viceversa.people.models import Organisation, Person
from viceversa.vault import signing_keys

CONTEXT = [
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
]
ALGORITHM = "RS256"


def signed(part: Part, words: Words, language: str, *, now: datetime) -> str:
    """The credential as a compact JWT. CannotOpenError when the key that signs is shut."""
    name, key = signing_keys.newest()
    issuer = part.programme.organisation
    kid = settings.BASE_URL + reverse("certificate_key", args=[issuer.pk, name])
    claims = _with_claims(_credential(part, words, language, now.replace(microsecond=0)))
    return jwt.encode(claims, key, algorithm=ALGORITHM, headers={"kid": kid})


def profile(organisation: Organisation) -> dict[str, Any]:
    """Who issues, as the standard wants it."""
    return {
        "id": settings.BASE_URL + reverse("certificate_issuer", args=[organisation.pk]),
        "type": ["Profile"],
        "name": organisation.name,
    }


def public_key(key: RSAPublicKey) -> dict[str, Any]:
    """The public half as a JWK, with nothing beside the key itself."""
    whole = RSAAlgorithm.to_jwk(key, as_dict=True)
    return {name: whole[name] for name in ("kty", "n", "e")}


def _with_claims(credential: dict[str, Any]) -> dict[str, Any]:
    """The registered claims say again what stands in the credential; each must be the same."""
    return {
        **credential,
        "iss": credential["issuer"]["id"],
        "jti": credential["id"],
        "sub": credential["credentialSubject"]["id"],
        "nbf": int(datetime.fromisoformat(credential["validFrom"]).timestamp()),
    }


def _credential(part: Part, words: Words, language: str, now: datetime) -> dict[str, Any]:
    return {
        "@context": CONTEXT,
        "id": uuid4().urn,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{words.title}: {words.programme}",
        "issuer": profile(part.programme.organisation),
        "validFrom": now.astimezone(UTC).isoformat(),
        "credentialSubject": {
            "id": uuid4().urn,
            "type": ["AchievementSubject"],
            "identifier": _identity(part.person),
            "activityStartDate": _moment(part.first_day),
            "activityEndDate": _moment(part.last_day),
            "narrative": _narrative(words),
            "achievement": _achievement(part, words, language),
        },
    }


def _achievement(part: Part, words: Words, language: str) -> dict[str, Any]:
    place = f"{settings.BASE_URL}/{part.programme.pk}/{part.role}"
    return {
        "id": uuid5(NAMESPACE_URL, place).urn,
        "type": ["Achievement"],
        "achievementType": "Certificate",
        "name": f"{words.title}: {words.programme}",
        "description": words.about,
        "criteria": {"narrative": words.asked},
        "inLanguage": language,
    }


def _narrative(words: Words) -> str:
    facts = (f"{term}: {value}." for term, value in words.facts)
    return " ".join([f"{words.name} {words.line} {words.programme}.", *facts])


def _identity(person: Person) -> list[dict[str, Any]]:
    salt = secrets.token_hex(16)
    digest = sha256(f"{person.email}{salt}".encode()).hexdigest()
    return [
        {
            "type": "IdentityObject",
            "hashed": False,
            "identityHash": person.full_name,
            "identityType": "name",
        },
        {
            "type": "IdentityObject",
            "hashed": True,
            "identityHash": f"sha256${digest}",
            "identityType": "emailAddress",
            "salt": salt,
        },
    ]


def _moment(day: date) -> str:
    return datetime.combine(day, time(), UTC).isoformat()
