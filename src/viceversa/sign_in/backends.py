"""Who is asking, on every request."""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from viceversa.people.models import Person
from viceversa.sign_in.queries import person_with_what_she_owes


class PeopleBackend(AuthenticationBackend):
    def get_user(self, user_id: Any) -> Person | None:
        person = person_with_what_she_owes(user_id)
        return person if person and self.user_can_authenticate(person) else None
