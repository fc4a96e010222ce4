"""How django-allauth meets our people: nobody signs up by herself, and codes go by our mail."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened by a role in a programme, never by a form on the web."""
        return False
