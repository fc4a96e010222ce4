"""What an applicant types is text, in every field and wherever it is shown, mailed or handed on."""

import re
from email.message import Message
from email.utils import getaddresses
from html import unescape
from typing import Any

import pytest
from django.core import mail
from django.forms import CharField, Form
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.enrolment.applicants import ANSWERS, Applicant
from tests.enrolment.guests import Guest
from tests.factories import make_call
from viceversa.enrolment.access import link_of
from viceversa.enrolment.forms.applications import StepForm, WholeForm
from viceversa.enrolment.models import Application, Call, Invitation
from viceversa.jobs import run_waiting
from viceversa.lib.text import plain_name
from viceversa.programmes.models import Programme

CORPUS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "</textarea><script>x</script>",
    "<!--<script>",
    "&lt;b&gt;&#60;i&#62;",
    "{{ programme.pk }}{% debug %}",
    "{% load i18n %}{{ 7|add:7 }}",
    "%(name)s %s %n {0} {name}",
    "${7*7} #{7*7} <%= 7*7 %>",
    "=1+1",
    "+SUM(A1:A9)",
    "-2+3",
    "@SUM(1)",
    '=HYPERLINK("https://evil.example","x")',
    "\t=cmd|' /C calc'!A0",
    "Sam\r\nBcc: evil@example.com",
    "Sam\nSubject: Evil\n\nbody",
    "Sam%0d%0aBcc:evil@example.com",
    "=?utf-8?q?Bcc=3A_evil?=",
    "Sam, evil@example.com",
    "<evil@example.com>",
    "=> Click: https://evil.example",
    "\ue000reminders:abc\ue001",
    "https://evil.example/ www.evil.example",
    "'; DROP TABLE viceversa_application;--",
    "Åsa Ö‮nrob‬ é",
    "名前 اسم שם 😀",
    "x" * 300,
)
MARK = "\ue000"
"""What stands for a link in a letter; on a page it is a sign as any, and only typed back."""
FIELDS = {
    "name": {"given_name": 80, "family_name": 80},
    "address": {"phone": 40},
    "work": {"unit": 120, "organisation": 120, "title": 120},
    "people": {"knows": 120, "not_with": 120, "prefers": 120},
    "why": {"why": 300},
}
"""Every field that takes text, by its question, and how much of it."""


def text_fields(form: type[Form], **about: Any) -> set[str]:
    return {n for n, field in form(**about).fields.items() if isinstance(field, CharField)}


def test_every_field_that_takes_text_is_tried(cast: Cast) -> None:
    """In a programme of one house the unit is asked for, of several the employer."""
    typed = {name for fields in FIELDS.values() for name in fields}
    asked, entered = set(), set()
    for scope in Programme.Scope.values:
        cast.programme.scope = scope
        of = Application(call=Call(programme=cast.programme, role="mentor"))
        entered |= text_fields(WholeForm, application=of)
        for step in ANSWERS:
            asked |= text_fields(StepForm, application=of, step=step)
    assert asked == entered == typed | {"email"}


WAYS = {"by the pages": "internal", "among several": "cross_company", "by mail": "cross_company"}
"""How the same text comes in, and what is asked there: the unit, or the employer."""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("typed", CORPUS, ids=range(len(CORPUS)))
def test_text_stays_text(cast: Cast, alice: Client, typed: str, way: str) -> None:
    """The same text in every field at once, from the question to the seat and the letters."""
    Programme.objects.filter(pk=cast.programme.pk).update(scope=WAYS[way])
    cast.programme.refresh_from_db()
    call = make_call(cast.programme)
    sent, pages = entered(call, alice, typed) if way == "by mail" else applied(call, typed)
    here = "unit" if WAYS[way] == "internal" else "organisation"
    for name in ("given_name", "family_name", here, "title", "why", "phone"):
        longest = max(fields[name] for fields in FIELDS.values() if name in fields)
        assert getattr(sent, name) == plain_name(typed[:longest])
    Application.objects.update(verdict="place")
    pages += read_by(alice, sent)
    contact = Client()
    contact.force_login(cast.erik)
    own = reverse("programme_own_applicants", args=[cast.programme.pk])
    pages.append(contact.get(own).content.decode())
    if here == "unit":
        assert plain_name(typed[:80]) in unescape(pages[-1])
    alice.post(reverse("programme_decisions", args=[cast.programme.pk]))
    run_waiting()
    sent.refresh_from_db()
    assert sent.participation_id, Application.objects.values()
    seat = reverse("participation", args=[cast.programme.pk, sent.participation_id])
    people = reverse("programme_people", args=[cast.programme.pk])
    pages += [alice.get(place).content.decode() for place in (seat, people)]
    assert [page for page in pages if not is_harmless(page)] == []
    assert plain_name(typed[:80]) in unescape(pages[0])
    run_waiting()
    readers = [assert_mail_is_sound(message.message()) for message in mail.outbox]
    hers = 2 if way == "by mail" else 3  # the way back, the receipt, the place
    assert sorted(readers) == sorted([sent.email] * hers + [cast.erik.email])


def applied(call: Call, typed: str) -> tuple[Application, list[str]]:
    """Question by question: what was sent, and the pages on the way."""
    applicant = Applicant(call)
    applicant.answer_all(**{step: ANSWERS[step] | fields_of(step, typed) for step in FIELDS})
    pages = [applicant.check().content.decode(), applicant.send().content.decode()]
    return applicant.application, pages


def entered(call: Call, alice: Client, typed: str) -> tuple[Application, list[str]]:
    """The same as it came by mail, typed by whoever leads."""
    answers = {name: value for each in ANSWERS.values() for name, value in each.items()}
    for step in FIELDS:
        answers |= fields_of(step, typed)
    place = reverse("application_new", args=[call.programme_id, call.role])
    came = {"language": "en", "came_at": "2025-01-02T12:00"}
    page = alice.post(place, answers | came, follow=True)
    return Application.objects.select_related("call").get(), [page.content.decode()]


def fields_of(step: str, typed: str) -> dict[str, str]:
    return {name: typed[:longest] for name, longest in FIELDS[step].items()}


@pytest.mark.parametrize("typed", CORPUS, ids=range(len(CORPUS)))
def test_an_address_is_an_address_or_refused(cast: Cast, alice: Client, typed: str) -> None:
    """Wherever one is typed: nothing but an address is kept, and a refusal repeats it as text."""
    call = make_call(cast.programme)
    applicant = Applicant(call)
    applicant.begin()
    contact = Client()
    contact.force_login(cast.erik)
    names = {"given_name": "Noa", "family_name": "Ny", "language": "en", "source": "x"}
    several = {"names": f"Noa Ny {typed[:60]}", "language": "en", "role": call.role}
    code = [call.programme_id]
    pages = [
        applicant.answer("address", email=typed[:254]),
        alice.post(reverse("application_new", args=[*code, call.role]), {"email": typed[:254]}),
        alice.post(reverse("invitation_new", args=[*code, call.role]), names | {"email": typed}),
        contact.post(reverse("own_invitations", args=code), names | {"email": typed}),
        contact.post(reverse("own_invitations_new", args=code), several),
    ]
    shown = [page.content.decode().replace(MARK, "") for page in pages]
    assert [page for page in shown if not is_harmless(page)] == []
    kept = {applicant.application.email, *Invitation.objects.values_list("email", flat=True)}
    assert kept <= {"", "evil@example.com"}
    run_waiting()
    for message in mail.outbox:
        assert assert_mail_is_sound(message.message()) in {"evil@example.com", cast.erik.email}


@pytest.mark.parametrize("typed", CORPUS, ids=range(len(CORPUS)))
def test_what_a_call_says_is_text(cast: Cast, alice: Client, typed: str) -> None:
    """On the page that everybody reads, and in the link for another page."""
    Programme.objects.filter(pk=cast.programme.pk).update(name=typed[:100], purpose=typed)
    call = make_call(cast.programme, who=typed, restriction=typed, is_restricted=True)
    places = (
        reverse("call", args=[call.pk]),
        reverse("call_preview", args=[call.programme_id, call.role]),
        reverse("programme_calls", args=[call.programme_id]),
    )
    pages = [alice.get(place).content.decode().replace(MARK, "") for place in places]
    assert [page for page in pages if not is_harmless(page)] == []
    (embedded,) = re.findall(r"<pre [^>]*>(.*)</pre>", pages[-1], flags=re.DOTALL)
    assert is_harmless(unescape(embedded))
    assert unescape(embedded).startswith('<a href="http')


@pytest.mark.parametrize("typed", CORPUS, ids=range(len(CORPUS)))
def test_so_does_what_is_written_of_somebody_invited(cast: Cast, alice: Client, typed: str) -> None:
    """By whoever leads in every field, and by a partner's contact in the names."""
    call = make_call(cast.programme)
    names = {"given_name": typed[:80], "family_name": typed[:80], "language": "en"}
    more = {"organisation": typed[:120], "source": typed[:120], "year": "2025"}
    place = reverse("invitation_new", args=[call.programme_id, call.role])
    answer = alice.post(place, names | more | {"email": "noa@example.com"})
    assert answer.status_code == 302, answer.content.decode()
    contact = Client()
    contact.force_login(cast.erik)
    own = reverse("own_invitations", args=[call.programme_id])
    told = names | {"email": "ida@example.com", "call": call.pk, "role": call.role}
    contact.post(own, told | {"partner": cast.partner.pk})
    while run_waiting():
        pass
    pages = [
        alice.get(reverse("call_invitations", args=[call.programme_id, call.role])),
        contact.get(own),
        *(Guest(each).look() for each in Invitation.objects.all()),
    ]
    assert Invitation.objects.count() == 2
    assert all(plain_name(typed[:80]) in unescape(page.content.decode()) for page in pages[:2])
    assert [page for page in pages if not is_harmless(page.content.decode())] == []
    readers = {assert_mail_is_sound(message.message()) for message in mail.outbox}
    assert {"noa@example.com", "ida@example.com"} <= readers


@pytest.mark.parametrize("typed", CORPUS, ids=range(len(CORPUS)))
def test_what_is_written_to_the_organiser_is_text(cast: Cast, alice: Client, typed: str) -> None:
    """By anybody, with a name that the receipt is addressed to."""
    said = {"text": typed, "name": typed[:120], "address": "kim@example.com"}
    place = reverse("say", args=[cast.programme.pk])
    answer = Client(headers={"accept-language": "en"}).post(place, said, follow=True)
    listed = alice.get(reverse("programme_enquiries", args=[cast.programme.pk]))
    shown = [page.content.decode().replace(MARK, "") for page in (answer, listed)]
    assert [page for page in shown if not is_harmless(page)] == []
    run_waiting()
    readers = [assert_mail_is_sound(message.message()) for message in mail.outbox]
    assert readers.count("kim@example.com") == 1


def read_by(alice: Client, sent: Application) -> list[str]:
    code = sent.call.programme_id
    places = (
        reverse("programme_applications", args=[code]),
        reverse("programme_decisions", args=[code]),
        reverse("application", args=[code, sent.pk]),
        reverse("personal_application", args=[link_of(sent)]),
    )
    return [alice.get(place).content.decode() for place in places]


def is_harmless(page: str) -> bool:
    """No tag, attribute, template or link of hers has become one of ours."""
    tags = (
        "<script>",
        "<img src=x",
        "<svg/onload",
        "<!--<script",
        "<b>",
        "<i>",
        'href="javascript',
    )
    return not any(tag in page for tag in (*tags, "\ue000", 'href="https://evil'))


def assert_mail_is_sound(message: Message) -> str:
    """One recipient, who is given; one subject of ours, no header and no link of hers."""
    assert message["Bcc"] is None
    assert len(message.get_all("To", [])) == len(message.get_all("Subject", [])) == 1
    ((_name, reader),) = getaddresses([str(message["To"])])
    assert "Evil" not in str(message["Subject"])
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            html = payload.decode() if isinstance(payload, bytes) else ""
            assert 'href="https://evil' not in html
            assert "<script" not in html
    return reader
