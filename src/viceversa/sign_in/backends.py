"""Who is asking, on every request."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from viceversa.people.models import Person
from viceversa.sign_in.queries import people_with_what_they_owe


class PeopleBackend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> Person | None:
        person = people_with_what_they_owe().filter(pk=user_id).first()
        return person if person and self.user_can_authenticate(person) else None
