"""Lists as tests write them, and the way they go through the pages."""

import csv
import io
from collections.abc import Sequence

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from viceversa import jobs
from viceversa.enrolment.models import Participation
from viceversa.enrolment.sent_lists import PeopleImport
from viceversa.lib.tables import write_xlsx

HEADERS = ("role", "given name", "family name", "email", "level")


def as_csv(*rows: Sequence[str], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def as_xlsx(headers: Sequence[str], *rows: Sequence[str]) -> bytes:
    return write_xlsx(headers, rows, sheet="Lista")


def person(number: int, role: str = "mentor") -> tuple[str, str, str, str, str]:
    level = "2" if role == "mentor" else "5"
    return role, f"Given{number}", f"Family{number}", f"person.{number}@example.com", level


def upload(client: Client, cast: Cast, content: bytes, *, name: str = "list.csv") -> PeopleImport:
    """Sends a file by the page, and gives what was kept."""
    before = set(PeopleImport.objects.values_list("pk", flat=True))
    client.post(
        reverse("import_new", args=[cast.programme.pk]),
        {"file": SimpleUploadedFile(name, content)},
    )
    return PeopleImport.objects.exclude(pk__in=before).get()


def address(name: str, people_import: PeopleImport) -> str:
    return reverse(name, args=[people_import.programme_id, people_import.pk])


def as_guessed(client: Client, people_import: PeopleImport) -> dict[str, str]:
    """The form of the columns as the page offers it."""
    form = client.get(address("import_columns", people_import)).context["form"]
    return {name: field.initial for name, field in form.fields.items()}


def check(client: Client, people_import: PeopleImport) -> PeopleImport:
    """Accepts the guessed columns and waits for the dry run."""
    page = address("import_columns", people_import)
    response = client.post(page, as_guessed(client, people_import))
    assert response.status_code == 302, response.context["form"].errors
    jobs.run_waiting()
    people_import.refresh_from_db()
    return people_import


def bring_in(client: Client, people_import: PeopleImport) -> PeopleImport:
    client.post(address("import_application", people_import))
    jobs.run_waiting()
    people_import.refresh_from_db()
    return people_import


def send(client: Client, cast: Cast, content: bytes, *, name: str = "list.csv") -> PeopleImport:
    """Upload and dry run."""
    return check(client, upload(client, cast, content, name=name))


def state_of_the_house() -> dict[str, list[dict[str, object]]]:
    """Everything that a list could change, for comparing before and after."""
    from viceversa.people.models import Employment, Organisation, Person, Unit

    models = (Organisation, Unit, Person, Employment, Participation)
    return {
        model.__name__: [
            {key: value for key, value in row.items() if key != "last_login"}
            for row in model.objects.order_by("pk").values()
        ]
        for model in models
    }
