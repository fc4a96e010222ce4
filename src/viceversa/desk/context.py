"""What every page knows of the house."""

from django.conf import settings
from django.http import HttpRequest


def house(request: HttpRequest) -> dict[str, object]:
    return {"is_demo": settings.IS_DEMO}
