"""From a spreadsheet of people to a pair that has met, on the real program with its worker."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone, translation
from playwright.sync_api import expect

from tests.journeys.people import Coordinator, Participant
from tests.program import Program, calendar_of
from viceversa.lib.dates import say_week, week_of

pytestmark = pytest.mark.browser
HEADS = "Roll;Förnamn;Efternamn;E-post;Enhet;Befattning;Nivå;Språk;Vill prata om;Kan bidra med"
PEOPLE = (
    "Mentor;Moa;Åslund;moa;Verkstad;montör;1;svenska;A1:3;E1:2",
    "Mentor;Ida;Hav;ida;Lager;planerare;2;svenska;A1:2;G2:3",
    "Mentor;Nils;Ström;nils;Inköp;trainee;1;svenska;A2:2;E1:3",
    "Adept;Gunnar;Öberg;gunnar;Ledning;fabrikschef;5;svenska;E1:3;A1:2",
    "Adept;Britt;Sjö;britt;Ekonomi;ekonomichef;5;svenska;G2:3;A1:1",
    "Adept;Åke;Äng;ake;Försäljning;säljchef;5;svenska;E1:1;A2:3",
)
QUESTION, SECRET = "Varför tystnade alla när jag frågade om nattskiftet?", "nattskiftet"
PLACE = "Ankaret"
COORDINATORS_PAGES = ("", "people/", "board/", "pairs/", "settings/")
TURN_BACK = """
from datetime import timedelta
from pathlib import Path
from django.utils import timezone
from viceversa.conversations.models import Meeting
meetings = Meeting.objects.filter(pair__programme="{programme}")
print(meetings.update(starts_at=timezone.now() - timedelta(hours=3)))
"""


def the_list_of_hr(language: str) -> bytes:
    """Semicolons, Swedish headings, cp1252: as it comes out of a Swedish Excel."""
    rows = [line.split(";") for line in PEOPLE]
    lines = [";".join([*r[:3], f"{r[3]}.{language}@journey.example", *r[4:]]) for r in rows]
    return "\r\n".join([HEADS, *lines]).encode("cp1252")


def address_of(name: str, language: str) -> str:
    given = next(line.split(";") for line in PEOPLE if f";{name.split()[0]};" in line)
    return f"{given[3]}.{language}@journey.example"


@pytest.mark.requirement("001-06")
@pytest.mark.parametrize("language", ["sv", pytest.param("en", marks=pytest.mark.slow)])
def test_a_coordinator_brings_people_from_a_list_to_a_first_meeting(
    served: Program,
    new_coordinator: Callable[[str], Coordinator],
    new_participant: Callable[[str, str], Participant],
    language: str,
) -> None:
    anna = new_coordinator(language)
    anna.sign_in()
    anna.makes_a_programme(f"Resan {language}")
    anna.brings_in("personallista.csv", the_list_of_hr(language))
    anna.finds_the_best_pairs()
    mentor_name = anna.gives_another_mentor_to("Gunnar Öberg")
    assert anna.mentor_of("Gunnar Öberg") == mentor_name
    anna.publishes()

    gunnar = new_participant(address_of("Gunnar Öberg", language), language)
    mentor = new_participant(address_of(mentor_name, language), language)
    for one in (gunnar, mentor):
        one.says_yes()
    for one in (gunnar, mentor):
        one.opens_the_page_of_the_pair()
        one.accepts_the_ground_rules()
    next_week = timezone.localtime() + timedelta(days=7)
    mentor.books(next_week.strftime("%Y-%m-%dT14:00"), place=PLACE)
    his, hers = (calendar_of(one.letter("METHOD:REQUEST")) for one in (gunnar, mentor))
    assert event_in(his) == event_in(hers)
    gunnar.asks(QUESTION)

    code = anna.programme.strip("/").split("/")[-1]
    assert served.house.python(TURN_BACK.format(programme=code)) == "1"
    mentor.says_that_they_met()
    mentor.taps(useful="4", openly="spoke_openly", next_date="next_asked")
    gunnar.taps(useful="5", openly="spoke_partly", next_date="next_later")

    with translation.override(language):
        week = say_week(week_of(timezone.localdate()))
    anna.go(f"{anna.programme}pairs/")
    expect(anna.page.get_by_role("row", name="Gunnar Öberg")).to_contain_text(week)
    seen = anna.reads(COORDINATORS_PAGES)
    assert "Gunnar Öberg" in seen
    assert [secret for secret in (SECRET, PLACE, "14.00", "14:00") if secret in seen] == []
    assert files_that_hold(PLACE, served) != []
    assert files_that_hold(SECRET, served) == []


def event_in(invitation: str) -> list[str]:
    """What two calendars must agree on."""
    named = ("UID", "SEQUENCE", "DTSTART", "SUMMARY", "LOCATION")
    return [line for line in invitation.splitlines() if line.startswith(named)]


def files_that_hold(secret: str, program: Program) -> list[str]:
    """Files of the data directory (database, mailbox) in which the word stands in clear."""
    files = [path for path in program.house.data.rglob("*") if path.is_file()]
    return [path.name for path in files if secret.encode() in content_of(path)]


def content_of(path: Path) -> bytes:
    """What a file holds; nothing when the running program took it away since it was listed."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
