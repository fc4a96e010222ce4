"""The directory of an organisation, as it asks and says."""

import json
from typing import Any

from django.http import HttpResponse
from django.test import Client

from viceversa.api.actions.tokens import make_token
from viceversa.api.models import Token
from viceversa.people.models import Organisation, Person
from viceversa.scim.models import DirectoryEntry
from viceversa.scim.resources import ENTERPRISE

ROOT = "/scim/v2"
PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp"
USER = "urn:ietf:params:scim:schemas:core:2.0:User"
GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group"


def secret_of(by: Person, organisation: Organisation | None, **more: Any) -> str:
    verbs = more.pop("verbs", [Token.Verb.DIRECTORY])
    return make_token(name="Entra", verbs=verbs, days=30, by=by, organisation=organisation, **more)[
        1
    ]


def directory_of(by: Person, organisation: Organisation) -> "Directory":
    return Directory(secret_of(by, organisation))


def user(known_as: str, **said: Any) -> dict[str, Any]:
    """A user as directories send one, with the address name@example.com."""
    plain: dict[str, Any] = {
        "schemas": [USER, ENTERPRISE],
        "userName": f"{known_as}@example.com",
        "externalId": f"ext-{known_as}",
        "name": {"givenName": known_as.capitalize(), "familyName": "Prov"},
        "emails": [{"value": f"{known_as}@example.com", "type": "work", "primary": True}],
        "active": True,
    }
    return {**plain, **said}


class Directory:
    """Asks with its token."""

    def __init__(self, secret: str = "") -> None:
        self.secret = secret
        self.headers = {"Authorization": f"Bearer {secret}"} if secret else {}
        self.client = Client()

    def get(self, path: str, **more: Any) -> HttpResponse:
        return self.client.get(
            ROOT + path, more.pop("query", None), headers={**self.headers, **more}
        )

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return self.client.generic(
            method,
            ROOT + path,
            json.dumps(body) if body is not None else "",
            content_type="application/scim+json",
            headers={**self.headers, **headers},
        )

    def made(self, known_as: str, **said: Any) -> str:
        """The id of a new user."""
        answer = self.send("POST", "/Users", user(known_as, **said))
        assert answer.status_code == 201, answer.content
        return str(answer.json()["id"])

    def group(self, name: str, *members: str) -> str:
        body = {"schemas": [GROUP], "displayName": name, "members": [{"value": m} for m in members]}
        answer = self.send("POST", "/Groups", body)
        assert answer.status_code == 201, answer.content
        return str(answer.json()["id"])

    def patch(self, path: str, *operations: dict[str, Any], **headers: str) -> HttpResponse:
        body = {"schemas": [PATCH_OP], "Operations": list(operations)}
        return self.send("PATCH", path, body, **headers)


def person(code: str) -> Person:
    """Whom this id of a user is."""
    return DirectoryEntry.objects.get(pk=code).person
