"""Deeds by the pages, as a browser does them: what stands around an action may die as well."""

from collections.abc import Callable

from django.conf import settings
from django.test import Client
from django.urls import reverse

from tests.enrolment.lists import address
from tests.faults import Codes, arriving, pairs
from tests.faults.deeds import Deed
from viceversa.enrolment.access import link_of
from viceversa.enrolment.models import Application
from viceversa.enrolment.sent_lists import PeopleImport
from viceversa.lib.links import sign_link
from viceversa.pairing import queries
from viceversa.pairing.models import Proposal
from viceversa.people.models import Person
from viceversa.programmes.models import Programme


def signed_in(
    prepare: Callable[[], Codes], programme: Callable[[str], Programme]
) -> Callable[[], Codes]:
    """The world, and the session of whoever leads its programme."""

    def prepared() -> Codes:
        codes, browser = prepare(), Client()
        browser.force_login(programme(codes[0]).first_contact)
        return (*codes, browser.cookies[settings.SESSION_COOKIE_NAME].value)

    return prepared


def apply(application: str) -> None:
    found = Application.objects.get(pk=application)
    place = reverse("personal_application_check", args=[link_of(found)])
    Client().post(place, {"late": "yes"}, follow=True)


def accept(code: str) -> None:
    person = pairs.pair_of(code).mentee.person
    token = _link("answer", code, person)
    Client().post(reverse("personal_answer", args=[token]), {"answer": "yes"}, follow=True)


def publish(code: str, session: str) -> None:
    proposal = Proposal.objects.get(pk=code)
    form = {"seen": queries.fingerprint(proposal), "unmatched": "on", "poor": "on"}
    page = reverse("publication", args=[proposal.programme_id])
    _browser(session).post(page, form, follow=True)


def solve(programme: str, session: str) -> None:
    _browser(session).post(reverse("solution", args=[programme]), follow=True)


def bring_in(people_import: str, session: str) -> None:
    found = PeopleImport.objects.get(pk=people_import)
    _browser(session).post(address("import_application", found), follow=True)


def tell(programme: str, session: str) -> None:
    page = reverse("programme_decisions", args=[programme])
    _browser(session).post(page, follow=True)


def _browser(session: str) -> Client:
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = session
    return browser


def _link(purpose: str, code: str, person: Person) -> str:
    return sign_link(purpose, person_id=person.pk, object_id=code, version=person.access_version)


def _of_board(code: str) -> Programme:
    return Proposal.objects.get(pk=code).programme


def _of_list(code: str) -> Programme:
    return PeopleImport.objects.get(pk=code).programme


def _itself(code: str) -> Programme:
    return Programme.objects.get(pk=code)


PAGES = {
    "apply on the page": Deed(arriving.begun, apply),
    "apply late on the page": Deed(lambda: arriving.begun(days_left=-1), apply),
    "accept on the page": Deed(pairs.proposed(mentor_said="yes"), accept),
    "publish on the page": Deed(signed_in(pairs.board(3), _of_board), publish),
    "solve on the page": Deed(signed_in(pairs.unsolved, _itself), solve),
    "import on the page": Deed(signed_in(arriving.ordered_import, _of_list), bring_in),
    "tell decisions on the page": Deed(signed_in(arriving.decided, _itself), tell),
}
