"""Addresses of this room. Of django-allauth's pages only those that are needed."""

from allauth.account import views as accounts
from django.urls import URLPattern, URLResolver, include, path

from viceversa.people import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("me/", views.me, name="me"),
    path("me/sign-out-everywhere/", views.sign_out_everywhere, name="sign_out_everywhere"),
    path("i18n/setlang/", views.set_language, name="set_language"),
    path("accounts/login/", accounts.request_login_code, name="account_login"),
    # allauth asks for this name, too: there is one way to sign in.
    path("accounts/login/", accounts.request_login_code, name="account_request_login_code"),
    path("accounts/login/code/", accounts.confirm_login_code, name="account_confirm_login_code"),
    path("accounts/logout/", accounts.logout, name="account_logout"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
]
