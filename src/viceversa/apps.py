"""The one Django app of the house, and those that it is installed with."""

from django.apps import AppConfig

INSTALLED = [
    "viceversa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "template_partials",
]


class ViceversaConfig(AppConfig):
    name = "viceversa"
    label = "viceversa"
    default_auto_field = "django.db.models.BigAutoField"
