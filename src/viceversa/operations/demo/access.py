"""Doors of the demo. With real people none of them exists."""

from django.conf import settings
from django.http import Http404

from viceversa.operations.demo.people import role_by_address
from viceversa.people.models import Person


def person_to_look_as_or_404(code: str) -> Person:
    """Somebody with an account whom the demo made up itself. Whoever else has been brought in, to
    try things out, may be a real person, and is nobody's to look as."""
    person = Person.objects.filter(pk=code, is_active=True).first()
    if not settings.IS_DEMO or person is None or person.email not in role_by_address():
        raise Http404
    return person
