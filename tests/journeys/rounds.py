"""What those do who lead a round to its end, and the two of a pair who are followed."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.utils import timezone
from playwright.sync_api import Locator, expect

from tests.journeys.people import Coordinator, Participant
from tests.journeys.round_people import MENTORS, People
from tests.program import Program, link_in
from viceversa.programmes.blueprints import Blueprint
from viceversa.programmes.phases import last_day

__all__ = ["MENTORS", "Lead", "Member", "Round"]
LET_PASS = "from tests.turning import let_pass; let_pass(days={days})"
ROLES = ("mentor", "mentee")
PROPOSED_BY_OTHERS = ("committee", "coordinator_and_partner")


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


class Lead(Coordinator):
    """Follows a round to its end."""

    def prepares_the_call(self, role: str) -> None:
        """On the days that are proposed; looks at the page as it will be."""
        self.go(f"{self.programme}calls/{role}/")
        self.press("Save")
        self.go(f"{self.programme}calls/{role}/preview/")

    def names_a_matcher(self, address: str) -> None:
        self.go(f"{self.programme}roles/")
        self.page.locator("[name=kind][value=matcher]").check()
        for field, text in (("given_name", "Mia"), ("family_name", "Prov"), ("email", address)):
            self.page.locator(f"[name={field}]").fill(text)
        self.press("Give the role")

    def asks_what_came_of_it(self, role: str) -> None:
        self.go(f"{self.programme}surveys/new/")
        for field, value in (("role", role), ("wave", "after")):
            self.page.locator(f"[name={field}][value={value}]").check()
        self.page.locator("[name=closes_on]").fill(in_days(7).isoformat())
        self.press("Plan it")
        self.press("Open it now")

    def reads_the_answers(self) -> None:
        self.go(f"{self.programme}surveys/")
        with self.page.expect_navigation():
            self.page.locator("main .lines a").first.click()
        self.sees(str(len(MENTORS)))

    def prints_the_report(self) -> bytes:
        self.go(f"{self.programme}report/")
        link = self.page.locator("main").get_by_role("link", name="Svenska").get_attribute("href")
        answer = self.page.request.get(f"{self.program.address}{link}")
        assert answer.status == 200
        return answer.body()

    def makes_the_next_round(self, name: str) -> None:
        self.go(f"{self.programme}copy/")
        self.page.locator("[name=name]").fill(name)
        self.page.locator("[name=starts_on]").fill(in_days(30).isoformat())
        self.press("Make the new round")
        self.sees(name)


class Member(Participant):
    """One of a pair that is followed to its end."""

    def way(self, text: str) -> Locator:
        """The buttons, and links that look like one, with this text."""
        main = self.page.locator("main")
        return main.locator("a.button, button").filter(has_text=self.say(text))

    def says_yes_to_all(self) -> None:
        """By the link of each letter that proposes somebody: a mentee may have two mentors."""
        self.letter("/answer/")
        for letter in self.program.letters(self.address):
            self.go(link_in(letter, "/answer/"))
            self.press("Yes, gladly")

    def says_what_it_is_about(self, kinds: Sequence[str]) -> None:
        self.go(f"{self.pair}objective/")
        goals = self.page.locator("[name=about][value^=goal-]")
        assert values_of(goals) == {f"goal-{kind}" for kind in kinds}
        self.page.locator("[name=about][value=theme]").check()
        self.press("Save")

    def chooses_among(self, kinds: Sequence[str]) -> None:
        """What a meeting may be is asked where it may be more than a talk."""
        self.go(f"{self.pair}meetings/")
        offered = values_of(self.page.locator("select[name=kind] option"))
        assert offered == (set(kinds) if len(kinds) > 1 else set())

    def books_in(self, days: int) -> None:
        self.books(f"{in_days(days)}T14:00", place="Ankaret")

    def books_the_next_in(self, days: int) -> None:
        """Where and how is as it was the last time."""
        self.go(f"{self.pair}meetings/")
        self.page.get_by_text(self.say("Have you two agreed on a time already?")).click()
        self.page.locator("[name=agreed]").fill(f"{in_days(days)}T14:00")
        self.press("Book this time")

    def adds_the_agenda(self) -> None:
        self.go(self.pair)
        self.press("Add the agenda")

    def says_how_it_was(self) -> None:
        self.taps(useful="4", openly="spoke_openly", next_date="next_later")

    def answers_the_survey(self) -> None:
        self.go(link_in(self.letter("/survey/"), "/survey/"))
        self.press("Begin")
        while not self.way("Send my answers").count():
            self.page.locator("main form [type=radio]").first.check()
            self.press("Next")
        self.press("Send my answers")

    def says_how_to_go_on(self, *, renewal: str) -> None:
        self.go(f"{self.pair}closing/")
        self.page.locator(f"[name=renewal][value={renewal}]").check()
        self.page.locator("[name=contact][value=yes]").check()
        self.press("Save")


def values_of(choices: Locator) -> set[str | None]:
    return {each.get_attribute("value") for each in choices.all()}


class Calendar:
    """The days of a round that began today, and how many of them have gone by."""

    def __init__(self, program: Program, kind: Blueprint) -> None:
        self.program, self.gone = program, 0
        begun = timezone.localdate()
        self.length = (last_day(begun, kind.months or kind.renewal_months or 0) - begun).days

    def go_on_to(self, day: int) -> None:
        """To this day of the round, counted from its first, and what is due on it by the clock."""
        self.program.house.python(LET_PASS.format(days=day - self.gone))
        self.gone = day


class Round:
    """A round of one kind, who leads it, all its people, and the two of them who are followed."""

    two: tuple[Member, Member]  # mentor and mentee

    def __init__(self, kind: Blueprint, anna: Lead, new_member: Callable[[str], Member]) -> None:
        self.kind, self.anna, self.new_member = kind, anna, new_member
        self.name = f"Runda: {kind.name.sv}"
        self.people, self.calendar = People(kind), Calendar(anna.program, kind)
        names = (*MENTORS, *self.people.mentees)
        self.members = {name: new_member(self.people.address(name)) for name in names}

    @property
    def is_between(self) -> bool:
        return self.people.is_between

    @property
    def has_matcher(self) -> bool:
        return self.kind.matcher in PROPOSED_BY_OTHERS

    @property
    def has_closing(self) -> bool:
        return "closing" in self.kind.events

    def matcher_proposes(self) -> None:
        """Somebody else finds the pairs; the coordinator is shown her draft."""
        matcher = self.new_member(self.people.address("Mia"))
        self.anna.names_a_matcher(matcher.address)
        matcher.sign_in()
        matcher.go(f"{self.anna.programme}board/")
        matcher.press("Find the best pairs")
        self.anna.go(f"{self.anna.programme}board/")
        expect(self.anna.page.locator("table.board")).to_be_visible()

    def chooses_whom_to_follow(self) -> None:
        """The first pair of the board."""
        row = self.anna.page.locator("table.board tbody tr").first
        names = (row.locator(f".seat-{role} .seat-name").inner_text() for role in ROLES)
        mentor, mentee = (self.members[name.split()[0]] for name in names)
        self.two = mentor, mentee
