"""Two reminders to the same person at the same moment, from two processes: one goes."""

from pathlib import Path

from tests.processes import installation

WHO = """
from viceversa.people.models import Person
print(Person.objects.create(given_name="Carol", family_name="Ek", email="carol@example.com").pk)
"""
REMIND = """
import time
from django.db import transaction
from viceversa.notices.actions import post
from viceversa.notices.letterhead import Letterhead
from viceversa.notices.samples import sample_of
from viceversa.people.models import Person

person = Person.objects.get(pk="{person}")
context = sample_of("pairing/answer_missing").context("mentee")
head = Letterhead("programme234", "Round one", ())
at_once()
with transaction.atomic():
    letter = post("pairing/answer_missing", to=person, event="{event}", context=context, head=head)
    time.sleep(0.5)  # the other one looks while this one has not finished
print("posted" if letter else "waits")
"""


def test_one_of_two_reminders_at_once_waits(tmp_path: Path) -> None:
    with installation(tmp_path) as house:
        person = house.python(WHO)
        codes = [REMIND.format(person=person, event=event) for event in ("one", "two")]
        assert sorted(house.at_once(*codes)) == ["posted", "waits"]
