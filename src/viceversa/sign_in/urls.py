"""Addresses of this room, and of django-allauth's pages only those that are needed."""

from allauth.account import views as accounts
from django.urls import URLPattern, URLResolver, include, path

from viceversa.sign_in import views
from viceversa.sign_in.saml import views as saml

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/login/", views.sign_in, name="account_login"),
    # allauth asks for this name, too: there is one page to sign in.
    path("accounts/login/", views.sign_in, name="account_request_login_code"),
    path("accounts/login/code/", accounts.confirm_login_code, name="account_confirm_login_code"),
    path("accounts/logout/", accounts.logout, name="account_logout"),
    path("accounts/with/<str:code>/", views.organisation, name="sign_in_with"),
    path("accounts/with/<str:code>/back/", views.back, name="sign_in_back"),
    path("accounts/with/<str:code>/link/", views.link, name="sign_in_link"),
    path("accounts/with/<str:code>/saml/", saml.answer, name="sign_in_saml_answer"),
    path("accounts/with/<str:code>/saml/back/", saml.back, name="sign_in_saml_back"),
    path("accounts/with/<str:code>/saml/metadata/", saml.metadata, name="sign_in_saml_metadata"),
    path("accounts/second-lock/", views.second_lock, name="second_lock"),
    path("accounts/2fa/", include("allauth.mfa.urls")),
]
