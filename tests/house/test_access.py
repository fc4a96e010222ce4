"""Every address opens for those whom the table names; for all others the thing is not there."""

import re
from collections.abc import Iterator, Sequence

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from tests.house.access_table import CAST, SIGNED_IN, TABLE
from tests.house.world import NO_CODE, NO_NUMBER, OWNERS, World, make_world
from tests.undone import undone
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/login/?next="
WHATEVER_DIFFERS = re.compile(r'(name="csrfmiddlewaretoken"|name="next") value="[^"]*"')
ADDRESSES = re.compile(r"mailto:([^\"?]+)")
OPEN, NOT_FOUND, SIGN_IN_FIRST = "open", "not found", "sign in first"
WITH_A_PLACE = [name for name, address in TABLE.items() if address.places]
THINGS_IN_A_PROGRAMME = [
    name
    for name in WITH_A_PLACE
    if TABLE[name].places[0] == "programme"
    and TABLE[name].places[1:]
    not in ((), ("about",), ("room", "letter"), ("either role",), ("paper",), ("gathering",))
]
LINKS = {
    f"personal_{purpose}": purpose
    for purpose in ("answer", "meeting", "taps", "plan", "onward", "times", "place", "idea")
}
ABOUT_NO_PROGRAMME = {
    *("home", "account_logout", "desk", "demo_roles", "styleguide", "mailbox", "mailbox_mail"),
    *("sign_in_with", "second_lock", "mfa_index", "mfa_list_webauthn"),
    *("mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
    *("me", "my_reminders", "my_chat", "my_data", "my_erasure", "calendar_feed"),
    *("connections", "token_new", "webhook_new", "webhook", "directory"),
    *("erasure_requests", "erasure_request"),
    *("programme_new", "programme_new_step"),
    "import_progress",  # a piece of a page
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.fixture(scope="module")
def world(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[World]:
    """One world for the whole file: three hundred of them would take two minutes to make."""
    mailbox = override_settings(MAILBOX_PATH=tmp_path_factory.mktemp("mailbox"))
    with mailbox, undone(django_db_blocker):
        yield make_world()


class Visits:
    """The cast at the doors. Whatever a visit does is undone, so that each finds the same world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.sessions = {who: self._signed_in(getattr(world.cast, who)) for who in SIGNED_IN}

    def __call__(self, who: str, name: str, place: Sequence[object]) -> HttpResponse:
        address, url = TABLE[name], reverse(name, args=place)
        client = Client()
        if who in self.sessions:
            client.cookies["sessionid"] = self.sessions[who]
        with transaction.atomic():
            if address.posted is None:
                answer = client.get(url, address.query(self.world))
            else:
                answer = client.post(url, address.posted(self.world))
            transaction.set_rollback(True)
        return answer

    @staticmethod
    def _signed_in(person: Person) -> str:
        client = Client()
        client.force_login(person)
        return client.cookies["sessionid"].value


@pytest.fixture(scope="module")
def visit(world: World) -> Visits:
    return Visits(world)


def outcome(answer: HttpResponse) -> str:
    if answer.status_code == 404:
        return NOT_FOUND
    if answer.headers.get("Location", "").startswith(SIGN_IN):
        return SIGN_IN_FIRST
    return OPEN if answer.status_code < 400 else str(answer.status_code)


def refusal(name: str, who: str) -> str:
    return TABLE[name].visitors if who == "visitor" else TABLE[name].refusal


def elsewhere(place: Sequence[object]) -> list[list[object]]:
    """The same place with one part of it, each in turn, that is not there."""
    nowhere = [NO_NUMBER if isinstance(part, int) else NO_CODE for part in place]
    return [[*place[:i], nowhere[i], *place[i + 1 :]] for i in range(len(place))]


def same(answer: HttpResponse) -> tuple[int, str, str]:
    """What can be told of an answer, less the address that was asked for."""
    body = WHATEVER_DIFFERS.sub("", answer.content.decode())
    return answer.status_code, answer.headers.get("Location", "").partition("?")[0], body


def names_of(resolver: URLResolver) -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield str(each.name)
        else:
            yield from names_of(each)


def test_every_address_stands_in_the_table_and_nothing_else() -> None:
    assert sorted(set(names_of(get_resolver()))) == sorted(TABLE)


@pytest.mark.requirement("001-01", "002-05")
@pytest.mark.parametrize("name", TABLE)
def test_it_opens_for_whom_the_table_names(world: World, visit: Visits, name: str) -> None:
    place = TABLE[name].place(world)
    found = {who: outcome(visit(who, name, place)) for who in sorted(CAST)}
    wanted = {who: OPEN if who in TABLE[name].who else refusal(name, who) for who in sorted(CAST)}
    assert found == wanted


@pytest.mark.parametrize("name", WITH_A_PLACE)
def test_not_yours_is_the_same_as_not_there(world: World, visit: Visits, name: str) -> None:
    place = TABLE[name].place(world)
    for who in sorted(CAST):
        not_there = {same(visit(who, name, nowhere)) for nowhere in elsewhere(place)}
        assert len(not_there) == 1
        if who not in TABLE[name].who:
            assert {same(visit(who, name, place))} == not_there
        elif "visitor" not in TABLE[name].who and "key" not in TABLE[name].places:
            assert {status for status, _, _ in not_there} == {404}


@pytest.mark.parametrize("name", THINGS_IN_A_PROGRAMME)
def test_ones_own_programme_is_no_way_to_things_of_another(
    world: World, visit: Visits, name: str
) -> None:
    """Yrsa leads the other programme. Through its door she reaches nothing of ours."""
    place = [world.cast.other_programme.pk, *TABLE[name].place(world)[1:]]
    assert outcome(visit("yrsa", name, place)) == NOT_FOUND


@pytest.mark.parametrize("name", [name for name, address in TABLE.items() if address.posted])
def test_a_link_never_does_what_only_a_button_may(world: World, name: str) -> None:
    client = Client()
    client.force_login(world.cast.alice)
    answer = client.get(reverse(name, args=TABLE[name].place(world)))
    assert answer.status_code == 405


@pytest.mark.parametrize("name", LINKS)
class TestPersonalLinks:
    def test_a_broken_one_opens_nothing(self, world: World, name: str) -> None:
        good, zed = world.link(LINKS[name]), world.cast.zed.pk
        broken = {
            "cut": good[:-1],
            "altered": f"{zed}{good[len(zed) :]}",
            "nonsense": NO_CODE,
            "of a stranger": world.link(LINKS[name], "zed"),
            "of the coordinator": world.link(LINKS[name], "alice"),
            "for something that is not there": world.link(LINKS[name], object_id=NO_CODE),
            **{p: world.link(p) for p in LINKS.values() if p != LINKS[name]},
        }
        answers = {why: same(Client().get(reverse(name, args=[t]))) for why, t in broken.items()}
        assert {status for status, _, _ in answers.values()} == {404}
        assert len(set(answers.values())) == 1

    def test_it_ends_when_access_is_taken_back(self, world: World, name: str) -> None:
        url = reverse(name, args=[world.link(LINKS[name])])
        assert Client().get(url).status_code == 200
        with transaction.atomic():
            owner = getattr(world.cast, OWNERS.get(LINKS[name], "carol"))
            Person.objects.filter(pk=owner.pk).update(access_version=2)
            assert Client().get(url).status_code in (404, 410)
            transaction.set_rollback(True)

    def test_it_signs_nobody_in(self, world: World, name: str) -> None:
        client = Client()
        assert client.get(reverse(name, args=[world.link(LINKS[name])])).status_code == 200
        assert outcome(client.get(reverse("desk"))) == SIGN_IN_FIRST


OPEN_TO_SOMEBODY = [n for n, address in TABLE.items() if address.who and not address.posted]


@pytest.mark.parametrize("name", OPEN_TO_SOMEBODY)
def test_every_page_is_strict_about_what_it_loads(world: World, visit: Visits, name: str) -> None:
    answer = visit(min(TABLE[name].who), name, TABLE[name].place(world))
    assert outcome(answer) == OPEN
    policy = answer.headers["Content-Security-Policy"]
    assert dict(rule.strip().split(" ", 1) for rule in policy.split(";")) == POLICY
    assert {header: answer.headers.get(header) for header in HEADERS} == HEADERS


@pytest.mark.parametrize("name", ["healthz", "readyz"])
def test_machines_get_no_cookie(world: World, visit: Visits, name: str) -> None:
    answer = visit("visitor", name, [])
    assert (answer.status_code, dict(answer.cookies)) == (200, {})


@pytest.mark.requirement("001-12")
def test_both_contacts_stand_on_every_page_of_a_programme(world: World, visit: Visits) -> None:
    Programme.objects.update(first_contact=world.cast.alice, second_contact=world.cast.yrsa)
    both = {world.cast.alice.email, world.cast.yrsa.email}
    without = set()
    for name, address in TABLE.items():
        if address.posted is None and address.who:
            answer = visit(min(address.who), name, address.place(world))
            if is_page(answer) and not both <= set(ADDRESSES.findall(answer.content.decode())):
                without.add(name)
    assert without == ABOUT_NO_PROGRAMME


def is_page(answer: HttpResponse) -> bool:
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
