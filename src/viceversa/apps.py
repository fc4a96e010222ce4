"""The one Django app of the house."""

from django.apps import AppConfig


class ViceversaConfig(AppConfig):
    name = "viceversa"
    label = "viceversa"
    default_auto_field = "django.db.models.BigAutoField"
