"""Anybody can write to the organiser, with a name or without; only the coordinator reads it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from viceversa.jobs import run_waiting
from viceversa.notices.models import Letter
from viceversa.people.models import Person, TrailEntry
from viceversa.programmes.models import Enquiry

WORDS = "kanarieord om min chef"


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def write(cast: Cast, client: Client | None = None, **data: str) -> int:
    place = reverse("say", args=[cast.programme.pk])
    writer = client or Client(headers={"accept-language": "en"})
    return writer.post(place, {"text": WORDS, **data}).status_code


def sent(name: str) -> list[str]:
    found = Letter.objects.filter(name=f"programmes/{name}")
    return sorted(letter.recipient.given_name for letter in found)


@pytest.mark.requirement("003-15")
def test_without_signing_in_and_without_a_name(cast: Cast) -> None:
    page = Client().get(reverse("say", args=[cast.programme.pk])).content.decode()
    assert page.count("button-primary") == 1
    assert write(cast) == 302
    enquiry = Enquiry.objects.get()
    assert (enquiry.text, enquiry.name, enquiry.address) == (WORDS, "", "")
    assert sent("enquiry_arrived") == ["Alice"]


def test_who_is_signed_in_is_noted_nowhere(cast: Cast) -> None:
    """The row and the trail are the same whether Bob writes or a stranger."""
    before = TrailEntry.objects.count()
    write(cast, signed_in(cast.bob))
    (row,) = Enquiry.objects.values()
    assert cast.bob.pk not in str(row)
    assert TrailEntry.objects.count() == before


def test_nothing_empty_is_sent(cast: Cast) -> None:
    assert write(cast, text=" ") == 200
    assert not Enquiry.objects.exists()


def test_the_coordinator_hears_of_it_once_a_day_and_not_what_it_says(cast: Cast) -> None:
    for _ in range(3):
        write(cast)
    letter = Letter.objects.get(name="programmes/enquiry_arrived")
    assert WORDS not in letter.text + letter.html


class TestReceipt:
    def test_whoever_leaves_an_address_gets_one(self, cast: Cast) -> None:
        write(cast, name="Kim", address="kim@example.com")
        run_waiting()
        (receipt,) = [m for m in mail.outbox if "kim@example.com" in m.to[0]]
        assert receipt.subject == "We have received your question"
        assert "Alice" in receipt.body
        assert WORDS not in str(receipt.message())
        assert receipt.reply_to == [f"{cast.alice.full_name} <{cast.alice.email}>"]

    def test_nobody_becomes_known_to_us_by_it(self, cast: Cast) -> None:
        before = Person.objects.count()
        write(cast, address="kim@example.com")
        run_waiting()
        assert Person.objects.count() == before

    def test_without_an_address_there_is_none(self, cast: Cast) -> None:
        write(cast, name="Kim")
        run_waiting()
        assert [m.to for m in mail.outbox if cast.alice.email not in m.to[0]] == []

    def test_no_mailbox_is_filled_by_it(self, cast: Cast) -> None:
        for _ in range(6):
            write(cast, address="victim@example.com")
        run_waiting()
        assert len([m for m in mail.outbox if "victim@example.com" in m.to[0]]) == 3
        assert Enquiry.objects.count() == 6

    def test_it_speaks_the_language_of_the_page(self, cast: Cast) -> None:
        client = Client(headers={"accept-language": "sv"})
        write(cast, client, address="kim@example.com")
        assert Enquiry.objects.get().language == "sv"

    def test_a_wrong_address_is_asked_about(self, cast: Cast) -> None:
        assert write(cast, address="kim at example") == 200
        assert not Enquiry.objects.exists()


def test_a_flood_is_stopped_and_the_contacts_are_shown(cast: Cast) -> None:
    Enquiry.objects.bulk_create(
        Enquiry(programme=cast.programme, text="x", language="sv") for _ in range(20)
    )
    client = Client(headers={"accept-language": "en"})
    page = client.post(reverse("say", args=[cast.programme.pk]), {"text": WORDS})
    assert "Ring one of the contacts." in page.content.decode()
    assert WORDS in page.content.decode()  # nothing typed is lost
    assert Enquiry.objects.count() == 20
    Enquiry.objects.update(asked_at=timezone.now() - timedelta(minutes=61))
    assert write(cast) == 302


class TestTheCoordinatorsPage:
    def place(self, cast: Cast) -> str:
        return reverse("programme_enquiries", args=[cast.programme.pk])

    def test_shows_what_was_written_and_takes_it_off_the_list(self, cast: Cast) -> None:
        write(cast, name="<b>Kim</b>")
        page = signed_in(cast.alice).get(self.place(cast)).content.decode()
        assert WORDS in page
        assert "&lt;b&gt;Kim" in page
        enquiry = Enquiry.objects.get()
        for _ in range(2):
            place = reverse("enquiry_settlement", args=[cast.programme.pk, enquiry.pk])
            signed_in(cast.alice).post(place)
        assert Enquiry.objects.get().settled_at is not None
        assert TrailEntry.objects.filter(verb="saw to an enquiry").count() == 1

    def test_monday_list_leads_there(self, cast: Cast) -> None:
        write(cast)
        answer = signed_in(cast.alice).get(reverse("programme", args=[cast.programme.pk]))
        rows = {part.title: part.rows[0].href for part in answer.context["overview"].monday}
        assert rows == {"Written to you": self.place(cast)}

    def test_nobody_else_reads_it(self, cast: Cast) -> None:
        write(cast)
        for person in (cast.bob, cast.carol, cast.dora, cast.erik, cast.fia, cast.yrsa):
            assert signed_in(person).get(self.place(cast)).status_code == 404

    def test_of_another_programme_it_is_not_there(self, cast: Cast) -> None:
        write(cast)
        place = reverse(
            "enquiry_settlement", args=[cast.other_programme.pk, Enquiry.objects.get().pk]
        )
        assert signed_in(cast.yrsa).post(place).status_code == 404
        assert Enquiry.objects.get().settled_at is None


@pytest.mark.parametrize("name", ["programme", "programme_settings"])
def test_the_way_there_stands_at_the_foot_of_each_page(cast: Cast, name: str) -> None:
    page = signed_in(cast.alice).get(reverse(name, args=[cast.programme.pk])).content.decode()
    assert reverse("say", args=[cast.programme.pk]) in page.partition("<footer")[2]
