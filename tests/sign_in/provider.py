"""A provider in this process: it answers what our session asks, and lies at will."""

import base64
import hashlib
import json
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
import requests
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm

from viceversa.sign_in.actions import Set

KEY = generate_private_key(65537, 2048)
OTHER_KEY = generate_private_key(65537, 2048)
Change = Callable[[dict[str, Any]], Any]


def same(what: dict[str, Any]) -> dict[str, Any]:
    return what


def public(key: RSAPrivateKey = KEY, kid: str = "one", **more: Any) -> dict[str, Any]:
    known = RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    said = {**known, "kid": kid, "use": "sig", "alg": "RS256", **more}
    return {name: value for name, value in said.items() if value is not None}


class Provider:
    """Plays by the book, but for what a test changes: a document of discovery, a key set, an
    answer with a token, the claims, or how they are signed."""

    client_id, secret = "viceversa", "s3cret"

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.key = KEY
        self.said: Change = same
        self.listed: Change = same
        self.answered: Change = same
        self.claimed: Change = same
        self.signed: Callable[[dict[str, Any]], Any] = self.sign
        self.asked: list[str] = []
        self.codes: dict[str, dict[str, str]] = {}

    def wanted(self, *domains: str, **more: Any) -> Set:
        return Set(self.issuer, self.client_id, self.secret, domains, **more)

    def sign(self, claims: dict[str, Any], **header: Any) -> str:
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": "one", **header})

    def let_in(self, address: str, subject: str) -> dict[str, str]:
        """What a person's browser brings back who signs in there as `subject`."""
        asked = dict(parse_qsl(urlsplit(address).query))
        code = f"code{len(self.codes)}"
        self.codes[code] = {**asked, "sub": subject}
        return {"code": code, "state": asked["state"]}

    def __call__(self, request: requests.PreparedRequest) -> requests.Response:
        self.asked.append(str(request.url))
        pages = {
            "/.well-known/openid-configuration": self.discovery,
            "/keys": lambda _: self.listed({"keys": [public(self.key)]}),
            "/token": self.token,
        }
        path = urlsplit(str(request.url)).path
        page = next(page for end, page in pages.items() if path.endswith(end))
        response = answer(page(request), str(request.url))
        response.request = request
        return response

    def discovery(self, _: requests.PreparedRequest) -> Any:
        return self.said(
            {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            }
        )

    def token(self, request: requests.PreparedRequest) -> Any:
        """Each code once, to whoever can show that she asked for it."""
        sent = {name: values[0] for name, values in parse_qs(str(request.body)).items()}
        asked = self.codes.pop(sent.get("code", ""), None)
        basic = base64.b64encode(f"{self.client_id}:{self.secret}".encode()).decode()
        if (
            asked is None
            or request.headers.get("Authorization") != f"Basic {basic}"
            or sent.get("redirect_uri") != asked["redirect_uri"]
            or challenge(sent.get("code_verifier", "")) != asked.get("code_challenge")
        ):
            return {"error": "invalid_grant"}
        claims = self.claimed(self.claims(asked["sub"], asked.get("nonce", "")))
        return self.answered(
            {"access_token": "a", "token_type": "Bearer", "id_token": self.signed(claims)}
        )

    def claims(self, subject: str, nonce: str) -> dict[str, Any]:
        now = int(time.time())
        return {
            "iss": self.issuer,
            "sub": subject,
            "aud": self.client_id,
            "iat": now,
            "exp": now + 300,
            "nonce": nonce,
            "email": f"{subject}@provider.example",
        }


def challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def answer(said: Any, url: str) -> requests.Response:
    """What is said in JSON, or just as it is; a number is a status, a pair leads elsewhere."""
    response = requests.Response()
    response.status_code, response.url = 200, url
    response.headers["content-type"] = "application/json"
    if isinstance(said, int):
        response.status_code = said
    elif isinstance(said, tuple):
        response.status_code, response.headers["location"] = said
    body = said if isinstance(said, bytes) else json.dumps(said).encode()
    response._content, response._content_consumed = body, True
    return response
