"""A year of the demo as its people live it: by the pages, the letters' links, and the clock."""

import re
from collections.abc import Callable
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.program import CODE, text_of
from tests.year import surveys
from tests.year.account import Account
from tests.year.canaries import OPEN, canary
from tests.year.forms import first_form
from tests.year.house import LINK, Postbox, Visitor, app_code, browser
from tests.year.pair import Two
from tests.year.plants import Moment, plants_at
from tests.year.slips import EXPECTED, slips
from viceversa.conversations.course import is_closing, last_day
from viceversa.conversations.ground_rules import EDITION
from viceversa.conversations.models import Meeting
from viceversa.enrolment.sent_lists import PeopleImport
from viceversa.jobs import run_waiting
from viceversa.jobs.schedules import Clock, discover
from viceversa.operations.demo import chamber, norrvidde
from viceversa.operations.demo.people import addresses
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.programmes.models import Programme

FEED = re.compile(r"/calendar/([^/.]+)\.ics")
State = Meeting.State
OVER = (State.HELD, State.MISSED, State.CANCELLED)
WEEKS_APART = 12
RENEWING = 2  # every second pair goes on


class Year:
    def __init__(self, postbox: Postbox) -> None:
        self.postbox, self.account = postbox, Account()
        self.visitors: dict[str, Visitor] = {}
        self.twos: dict[str, Two] = {}
        self.come: set[tuple[str, Moment]] = set()
        self.read, self.feed = 0, ""
        self.clock = Clock()
        discover()
        self.chamber = Programme.objects.get(name=chamber.NAME)
        self.company = Programme.objects.get(name=norrvidde.NAME)
        self.asa = self.visitor(_named("Åsa Vretemark"))
        self.stranger = self.visitor(_named("Pia Sandeviken"))

    def live(self, day: int) -> None:
        """A day: what is due, what came by mail, and on Mondays what people do."""
        self.clock.fire_due()
        run_waiting()
        self.answer_letters()
        week, weekday = divmod(day, 7)
        if weekday == 0:
            self.live_week(week)
            run_waiting()

    def live_week(self, week: int) -> None:
        once = ONCE.get(week)
        if once:
            once(self)
        for pair in Pair.objects.filter(state=Pair.State.ACTIVE, paused_at=None):
            self.go_on(self.two(pair), week)
        if week % 8 == 4:
            self.slip()

    # --- letters

    def answer_letters(self) -> None:
        """Of every third letter, follows its personal links, and presses the first button behind
        each. Nobody turns her reminders off by it."""
        for letter in self.postbox.taken[self.read :: 3]:
            for path, _token in LINK.findall(text_of(letter)):
                form = first_form(browser().get(path).content.decode())
                if form and "/reminders/" not in path:
                    browser().post(path, form)
        self.read = len(self.postbox.taken)

    # --- pairs

    def go_on(self, two: Two, week: int) -> None:
        """The next step of a pair, once a week."""
        two.look()
        if self.is_first(two.pair.pk, Moment.FORMED):
            self.begin(two)
        elif is_closing(two.pair, timezone.localdate()):
            if self.is_first(f"{two.pair.pk} {last_day(two.pair)}", Moment.CLOSING):
                self.close(two)
        elif two.meeting is None or two.meeting.state in OVER:
            self.go_on_after(two, week)
        else:
            self.go_on_towards(two, two.meeting)

    def go_on_after(self, two: Two, week: int) -> None:
        """What there is to say of the latest meeting, and then the next."""
        last = two.meeting
        if last and last.state == State.HELD and self.is_first(last.pk, Moment.MET):
            self.plant(two, Moment.MET)
        elif (week + two.pair.number) % WEEKS_APART == 0:
            self.plan(two, week)

    def go_on_towards(self, two: Two, meeting: Meeting) -> None:
        place = two.pair.pk, meeting.number
        if meeting.starts_at is None:
            option = meeting.options.order_by("starts_at")[0]
            two.mentee.do("meeting_choice", *place, option=option.pk)
        elif meeting.starts_at < timezone.now():
            two.mentor.do("meeting_outcome", *place, outcome="held")
        elif self.is_first(meeting.pk, Moment.AHEAD):
            two.mentor.do("meeting_agenda", *place)
            self.plant(two, Moment.AHEAD)

    def is_first(self, thing: str, moment: Moment) -> bool:
        """Whether this moment of a pair, a meeting or an end has not come before."""
        before = len(self.come)
        self.come.add((thing, moment))
        return len(self.come) > before

    def begin(self, two: Two) -> None:
        for visitor in two.both:
            visitor.do("ground_rules", two.pair.pk, edition=EDITION)
        self.plant(two, Moment.FORMED)

    def plan(self, two: Two, week: int) -> None:
        """For a Wednesday or a Friday: offered to choose, or booked."""
        day = timezone.localdate() + timedelta(days=9 + two.pair.number % 2 * 2)
        plan = {"minutes": "90", "way": "place", "place": self.openly()}
        mode = ("offer", "book")[week % 2]
        when = {"own_1": f"{day}T14:00", "agreed": f"{day}T14:00"}
        two.mentor.do("meetings", two.pair.pk, mode=mode, **when, **plan)

    def close(self, two: Two) -> None:
        """Once before each end: half of the pairs go on, the others let it pass."""
        self.plant(two, Moment.CLOSING)
        if two.pair.number % RENEWING == 0:
            for visitor in two.both:
                visitor.do("pair_closing", two.pair.pk, renewal="yes", contact="yes")

    def plant(self, two: Two, moment: Moment) -> None:
        """Writes a canary by each way that there is at this moment, and sees that it is kept."""
        for plant in plants_at(moment):
            words = canary()
            plant.deed(two, words)
            assert words in two.opened(plant.field), f"{plant} was not kept"
            self.account.planted.setdefault(plant.field, []).append(words)

    def slip(self) -> None:
        pair = Pair.objects.filter(state=Pair.State.ACTIVE, paused_at=None).first()
        if pair is None:
            return
        two = self.two(pair)
        two.mentee.sign_in()
        for way, status in zip(slips(two, self.stranger), EXPECTED, strict=True):
            self.account.typed.append(canary())
            assert way(self.account.typed[-1]) == status, way

    # --- what happens once

    def bring_in_the_company(self) -> None:
        self.asa.sign_in()
        file = SimpleUploadedFile(norrvidde.LIST, norrvidde.people_list())
        self.asa.do("import_new", self.company.pk, file=file)
        arrived = PeopleImport.objects.get().pk
        self.asa.press("import_columns", self.company.pk, arrived)
        run_waiting()
        self.asa.do("import_application", self.company.pk, arrived)
        run_waiting()

    def pair_the_company(self) -> None:
        self.asa.do("solution", self.company.pk)
        run_waiting()
        self.asa.press("publication", self.company.pk)

    def write_in_clear(self) -> None:
        """What everybody of the programme, the coordinator or the operator may read."""
        self.asa.press("programme_partners", self.chamber.pk, name=self.openly())
        browser().post(f"/programmes/{self.chamber.pk}/say/", {"text": self.openly()})
        assert browser().get(f"/{self.openly()}/").status_code == 404

    def pause_and_end(self) -> None:
        """By either of the two, and by the coordinator for a third pair."""
        meeting = self.chamber.pairs.filter(state=Pair.State.ACTIVE)
        one, other, third = meeting.order_by("number")[4:7]
        until = timezone.localdate() + timedelta(days=28)
        self.two(one).mentee.do("pair_pause", one.pk, until=until)
        self.two(other).mentor.do("pair_ending", other.pk, onward="new")
        self.asa.do("programme_call", self.chamber.pk, third.pk)
        self.asa.do("programme_ending", self.chamber.pk, third.pk)

    def sign_in_by_an_app(self) -> None:
        """One does; another looks at the key of her app and leaves it at that."""
        for name in ("Ida Lövhagen", "Åsa Vretemark"):
            visitor = self.visitor(_named(name))
            visitor.sign_in()
            secret = visitor.get("mfa_activate_totp").partition("<code>")[2].partition("</code>")[0]
            self.account.secrets.append(secret)
        visitor.do("mfa_activate_totp", code=app_code(secret))
        visitor.app_secret = secret

    def give_calendars(self) -> None:
        """An address for a calendar, and a link to book by for an assistant."""
        page = self.asa.post("calendar_feed").content.decode()
        found = FEED.search(page)
        assert found
        self.feed = found[1]
        role = self.chamber.roles.filter(kind="assistant").latest("pk")
        self.asa.do("role_times_link", self.chamber.pk, role.pk)

    def sign_out_everywhere(self) -> None:
        visitor = self.visitor(_named("Samira Nordgren"))
        visitor.do("sign_out_everywhere")

    # --- the end

    def without_mail(self) -> None:
        """A day on which no letter leaves: those that are posted wait, and so do codes."""
        visitor = self.visitor(_named("Samira Nordgren"))
        visitor.client = browser()
        visitor.ask_for_a_code()
        self.clock.fire_due()
        run_waiting()

    def leave_things_half_done(self) -> None:
        """Letters and jobs wait, and so do some who have asked for a code."""
        for pair in Pair.objects.filter(state=Pair.State.ACTIVE)[:4]:
            self.two(pair).mentor.do("feedback", pair.pk, text=self.confide(), asked="on")
            later = {"mode": "offer", "own_1": "2027-03-03T12:00", "minutes": "90", "way": "walk"}
            self.two(pair).mentor.do("meetings", pair.pk, **later)
        for path in list(self.postbox.links())[-10:]:
            self.mangle(path)
        for visitor in list(self.visitors.values())[:3]:
            visitor.sign_in()
            self.account.live_keys.append(visitor.note_key())
        for name in ("Göran Åkerhielm", "Mikael Ryttare", "Lena Fjällbrant"):
            visitor = Visitor(_named(name), self.postbox)
            visitor.ask_for_a_code()
            found = CODE.search(text_of(self.postbox.newest(visitor.person.email)))
            assert found
            self.account.waiting.append((visitor.note_key(), found[1]))
        self.tell()

    def mangle(self, path: str) -> None:
        """As mail programs do, and browsers that send no cookie: each leaves a line in the log."""
        assert browser().get(f"{path[:-1]})/").status_code == 404
        assert browser(checked=True).post(path).status_code in (200, 302, 403)

    def tell(self) -> None:
        links = self.postbox.links()
        self.account.now = timezone.now().isoformat()
        self.account.live_tokens = [self.feed, *list(links.values())[-20:]]
        codes = [found for each in self.postbox.taken for found in CODE.findall(text_of(each))]
        self.account.secrets += [self.feed, *links.values(), *codes, *Visitor.known_keys]

    # --- helpers

    def openly(self) -> str:
        self.account.in_clear.append(canary(OPEN))
        return self.account.in_clear[-1]

    def confide(self) -> str:
        words = canary()
        self.account.planted.setdefault("Feedback.sealed_text", []).append(words)
        return words

    def two(self, pair: Pair) -> Two:
        if pair.pk not in self.twos:
            mentor, mentee = (self.visitor(seat.person) for seat in (pair.mentor, pair.mentee))
            self.twos[pair.pk] = Two(pair, mentor, mentee)
        return self.twos[pair.pk]

    def visitor(self, person: Person) -> Visitor:
        if person.pk not in self.visitors:
            self.visitors[person.pk] = Visitor(person, self.postbox)
        return self.visitors[person.pk]


ONCE: dict[int, Callable[[Year], None]] = {
    0: Year.bring_in_the_company,
    1: Year.pair_the_company,
    2: Year.write_in_clear,
    3: Year.give_calendars,
    5: Year.pause_and_end,
    6: Year.sign_in_by_an_app,
    8: Year.sign_out_everywhere,
    10: surveys.before,
    14: surveys.after,
}
"""By week."""


def _named(name: str) -> Person:
    return Person.objects.get(email=addresses()[name])
