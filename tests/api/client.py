"""A program that asks."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from viceversa.api.actions.tokens import make_token
from viceversa.api.models import Token
from viceversa.people.models import Person

ALL = tuple(Token.Verb.values)
ROOT = "/api/v1"


def secret_for(person: Person, *verbs: str, **more: Any) -> str:
    """The secret of a new token, for everything unless verbs are given."""
    return make_token(name="HR", verbs=verbs or ALL, days=30, by=person, **more)[1]


class Program:
    """Asks with its token, in JSON."""

    def __init__(self, secret: str = "") -> None:
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        self.client = Client()

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self.client.get(ROOT + path, headers={**self.headers, **headers})

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.client.generic(
            method,
            ROOT + path,
            json.dumps(body) if body is not None else "",
            content_type="application/json",
            headers={**self.headers, **headers},
        )

    def items(self, path: str) -> list[dict[str, Any]]:
        answer = self.get(path)
        assert answer.status_code == 200, answer.content
        found: list[dict[str, Any]] = answer.json()["items"]
        return found
