"""The demo's mailbox: mail is written whole, found, read, and not there in production."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from viceversa.lib.ics import invitation
from viceversa.lib.mail import Mailbox, build_message
from viceversa.notices.mailbox import Mail, MailboxBackend, mail_named, mail_names

pytestmark = pytest.mark.django_db
START = datetime.datetime(2026, 12, 3, 13, tzinfo=datetime.UTC)
LINK = "http://127.0.0.1:8000/answer/abc.def-1.2.xyz_9/"
CALENDAR = invitation(
    method="REQUEST",
    uid="m1@test",
    sequence=2,
    stamped_at=START,
    starts_at=START,
    minutes=60,
    title="Samtal",
    description="",
    location="Tallmo",
    organiser=("V", "v@example.com"),
    attendee=("Bob", "bob@example.com"),
)


@pytest.fixture(autouse=True)
def mailbox(settings: Any, tmp_path: Path) -> Path:
    settings.MAILBOX_PATH = tmp_path / "mailbox"
    return tmp_path / "mailbox"


def send(name: str, *, calendar: bool = False) -> Mail:
    message = build_message(
        to=Mailbox(name, f"{name.casefold()}@example.com"),
        sender=Mailbox("Alice", "v@example.com"),
        subject=f"Träff för {name}",
        text=f"Hej <b>{name}</b>!\n\nSvara:\n{LINK}\n",
        html="<p onclick='x'>Hej</p>",
        message_id=f"<{name}@test>",
        calendar=(CALENDAR, "REQUEST") if calendar else None,
    )
    MailboxBackend().send_messages([message])
    mail = mail_named(mail_names()[0])
    assert mail
    return mail


def test_mails_are_listed_newest_first(client: Client) -> None:
    send("Bob")
    send("Carol")
    page = BeautifulSoup(client.get(reverse("mailbox")).content, "html.parser")
    assert [a.get_text() for a in page.select("tbody a")] == ["Träff för Carol", "Träff för Bob"]


def test_mails_are_found_by_recipient(client: Client) -> None:
    send("Bob")
    send("Carol")
    page = BeautifulSoup(client.get(reverse("mailbox"), {"to": "BOB@"}).content, "html.parser")
    assert [a.get_text() for a in page.select("tbody a")] == ["Träff för Bob"]


def test_an_empty_mailbox_says_what_comes(client: Client) -> None:
    page = client.get(reverse("mailbox"))
    assert page.status_code == 200
    assert BeautifulSoup(page.content, "html.parser").find("table") is None


def test_a_mail_is_shown_with_its_links_and_without_its_markup(client: Client) -> None:
    mail = send("Bob")
    page = BeautifulSoup(
        client.get(reverse("mailbox_mail", args=[mail.name])).content, "html.parser"
    )
    text = page.select_one(".letter-text")
    assert text
    assert "Hej <b>Bob</b>!" in text.get_text()
    assert [a["href"] for a in text.find_all("a")] == [LINK]
    assert page.find(attrs={"onclick": True}) is None


def test_a_calendar_file_is_told_and_downloaded(client: Client) -> None:
    mail = send("Bob", calendar=True)
    page = client.get(reverse("mailbox_mail", args=[mail.name])).content.decode()
    assert "REQUEST" in page
    assert "14.00–15.00" in page
    file = client.get(reverse("mailbox_calendar", args=[mail.name]))
    assert file["Content-Type"] == "text/calendar; charset=utf-8"
    assert file.content.split() == CALENDAR.split()
    assert mail.event
    assert (mail.event.method, mail.event.sequence) == ("REQUEST", 2)


@pytest.mark.parametrize("name", ["mailbox_mail", "mailbox_calendar"])
def test_a_mail_that_is_not_there_is_not_found(client: Client, name: str) -> None:
    assert client.get(reverse(name, args=["nothing"])).status_code == 404


def test_production_has_no_mailbox(client: Client, settings: Any) -> None:
    mail = send("Bob", calendar=True)
    addresses = [
        reverse("mailbox"),
        reverse("mailbox_mail", args=[mail.name]),
        reverse("mailbox_calendar", args=[mail.name]),
    ]
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]
    settings.IS_DEMO = False
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
