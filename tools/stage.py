"""Every page of the house on the demo's data, for tools.tour: its address, as whom, in what state.

Runs inside an installation that is loaded with the demo, and prints the stops of the tour as JSON.
What the demo does not show by itself is made first: lists in all their states, a search that goes
on, pairs that have just begun.
"""

import json
from collections.abc import Iterator

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from tests.house.sign_in_methods import set_up_everything

from tools.stage_calls import PRESS, calls
from tools.stage_connections import connections
from tools.stage_course import Course, course
from tools.stage_farewell import farewell
from tools.stage_guests import guests
from tools.stage_half_time import half_time
from tools.stage_ideas import ideas
from tools.stage_pairs import links, pairs
from tools.stage_privacy import privacy
from tools.stage_report import reports
from tools.stage_selection import selection
from tools.stage_sign_ins import sign_ins
from tools.stage_surveys import surveys
from tools.tour import Stop
from viceversa.conversations.actions import accept_ground_rules, set_objective
from viceversa.conversations.models import Meeting
from viceversa.enrolment import actions as lists
from viceversa.enrolment.queries import units_here
from viceversa.enrolment.sent_lists import PeopleImport
from viceversa.operations.demo.norrvidde import people_list
from viceversa.pairing.actions import open_solution, publish_proposal, solve_proposal
from viceversa.pairing.models import Proposal, Suggestion
from viceversa.pairing.queries import fingerprint, members
from viceversa.people.models import Person
from viceversa.programmes.actions import (
    add_topic,
    copy_programme,
    set_quota,
    tie_organisations,
)
from viceversa.programmes.models import Programme, Role
from viceversa.programmes.queries import partners_of

WIZARD = (
    ("kind", [["check", "[name=blueprint][value=chamber]"]]),
    (
        "about",
        [
            ["fill", "[name=name]", "Omvänt mentorskap, våren"],
            ["fill", "[name=organisation]", "Vidablicks handelskammare"],
            ["fill", "[name=purpose]", "Ledare ska höra vad de unga ser."],
        ],
    ),
    ("dates", [["fill", "[name=starts_on]", "2027-01-11"]]),
    ("partners", [["fill", "[name=form-0-name]", "Norrvidde Armatur AB"]]),
    ("rules", []),
    ("policies", []),
    ("contacts", [
        ["fill", "[name=given_name]", "Jonas"],
        ["fill", "[name=family_name]", "Öhrnberg"],
        ["fill", "[name=email]", "jonas@vidablick.example"],
    ]),
)  # fmt: skip


def main() -> None:
    print(json.dumps([vars(stop) for stop in stops()]))


@transaction.atomic
def stops() -> list[Stop]:
    """Sets the scene; every page that is to be looked at."""
    _ended, chamber, norrvidde = Programme.objects.order_by("starts_on")
    lead = Person.objects.get(is_organiser=True)
    made = Scenery(chamber, norrvidde, lead)
    brought = Course(made.young, lead=lead)
    rooms = (
        sign_ins(lead), public(made), own(lead), locks(chamber), wizard(lead),
        led(made), calls(made.norrvidde, lead), selection(made.norrvidde, lead),
        guests(chamber, norrvidde, lead), boards(made), pairs(), links(), course(brought),
        ideas(chamber, lead),
        surveys(chamber, lead), half_time(chamber, made.young, lead), reports(chamber, lead),
        farewell(chamber, brought, lead),
        privacy(lead),
        connections(lead),
    )  # fmt: skip
    return [stop for room in rooms for stop in room]


class Scenery:
    """The demo's two programmes, and four more in states that pass too quickly to be seen."""

    def __init__(self, chamber: Programme, norrvidde: Programme, lead: Person) -> None:
        self.chamber, self.norrvidde, self.lead = chamber, norrvidde, lead
        self.young, self.busy, self.solved, self.short = (
            copy_programme(norrvidde, by=lead, name=name, starts_on=norrvidde.starts_on)
            for name in (
                "Norrvidde, nya par", "Norrvidde, under arbete", "Norrvidde, utkast",
                "Norrvidde, för många platser",
            )
        )  # fmt: skip
        whole = people_list()
        self.unread = self.receive(self.norrvidde, b"\xd0\xcf\x11\xe0", "gammal.xls")
        self.mapped = self.receive(self.norrvidde, whole)
        spoilt = whole.replace(b"Adept;Bengt", b"Chef;Bengt").replace(
            b"moa.lundvall@", b"moa.lundvall"
        )
        self.checked = self.check(self.receive(self.norrvidde, spoilt))
        self.at_work = self.receive(self.norrvidde, whole)
        PeopleImport.objects.filter(pk=self.at_work.pk).update(
            state="checking", stage="comparing", percent=60, run="stage"
        )
        self.applied = self.bring_in(self.young, whole)
        self.bring_in(self.busy, whole)
        open_solution(self.busy, by=lead)
        self.bring_in(self.solved, whole)
        wish(self.solved)
        self.solve(self.solved)
        self.bring_in(self.short, whole)
        seat_some(self.short, by=lead)
        self.solve(self.short)
        tie_some(chamber, by=lead)
        seat_some(chamber, by=lead)
        add_topic(chamber, group="A", sv="Kammarens egna frågor", en="The chamber's own", by=lead)
        self.publish_young()
        # People of a list speak the language of their programme, and the tour shows one of each.
        Person.objects.update(language=lead.language)

    def receive(
        self, programme: Programme, content: bytes, name: str = "norrvidde.csv"
    ) -> PeopleImport:
        return lists.receive_list(programme, filename=name, content=content, by=self.lead)

    def check(self, arrived: PeopleImport) -> PeopleImport:
        lists.check_list(arrived.pk, lists.start_check(arrived))
        return PeopleImport.objects.get(pk=arrived.pk)

    def bring_in(self, programme: Programme, content: bytes) -> PeopleImport:
        checked = self.check(self.receive(programme, content))
        lists.apply_list(checked.pk, lists.start_application(checked))
        return PeopleImport.objects.get(pk=checked.pk)

    def solve(self, programme: Programme) -> Proposal:
        proposal, _ = open_solution(programme, by=self.lead)
        solve_proposal(proposal.pk)
        proposal.refresh_from_db()
        return proposal

    def publish_young(self) -> None:
        """Pairs at their very first steps: before the ground rules, and before the goals."""
        self.young.consent, self.young.goal_policy = "organiser_decides", "require"
        self.young.save(update_fields=["consent", "goal_policy"])
        proposal = self.solve(self.young)
        published = publish_proposal(proposal, by=self.lead, seen=fingerprint(proposal))
        for pair in published[1:3]:
            for person in members(pair):
                accept_ground_rules(pair, by=person)
        set_objective(
            published[2], by=members(published[2])[0], kind="theme", aim="", text="Första linjen"
        )


def tie_some(chamber: Programme, *, by: Person) -> None:
    one, other = partners_of(chamber)[:2]
    tie_organisations(
        chamber, one=one.organisation, other=other.organisation, kind="competitor", by=by
    )


def seat_some(programme: Programme, *, by: Person) -> None:
    """More of one unit than take part, and some of a topic."""
    unit = units_here(programme).filter(path="Produktion")[0]
    set_quota(programme, role="mentor", unit=unit, topic="", least=9, most=12, by=by)
    set_quota(programme, role="mentee", unit=None, topic="A1", least=0, most=8, by=by)


def wish(programme: Programme) -> None:
    """A mentee would gladly meet some of the mentors."""
    mentors = programme.participations.filter(role="mentor").order_by("-person__email")[:3]
    mentee = programme.participations.filter(role="mentee").order_by("person__email")[0]
    mentee.prefers = [seat.person.email for seat in mentors]
    mentee.save(update_fields=["prefers"])


def public(made: Scenery) -> Iterator[Stop]:
    """Without signing in."""
    yield Stop("home", reverse("home"))
    yield Stop("sign-in", reverse("account_login"))
    ask = [["fill", "[name=email]", made.lead.email], *PRESS]
    yield Stop("sign-in-code", reverse("account_login"), press=ask)
    yield Stop("demo-roles", reverse("demo_roles"))
    yield Stop("mailbox", reverse("mailbox"))
    newest = [["click", "main table a, main li a"]]
    yield Stop("mailbox-letter", reverse("mailbox"), press=newest)
    yield Stop("styleguide", reverse("styleguide"))
    yield Stop("not-found", "/nowhere/", status=404)


def own(lead: Person) -> Iterator[Stop]:
    """One's own pages, and every role's desk."""
    for kind in Role.Kind.values:
        role = Role.objects.filter(kind=kind).order_by("person__email").first()
        if role:
            yield Stop(f"desk-{kind}", reverse("desk"), role.person_id)
    yield Stop("me", reverse("me"), lead.pk)
    yield Stop("me-saved", reverse("me"), lead.pk, press=PRESS)
    yield Stop("my-reminders", reverse("my_reminders"), lead.pk)
    yield Stop("calendar-feed", reverse("calendar_feed"), lead.pk)
    made = [["click", "main form button"]]
    yield Stop("calendar-feed-made", reverse("calendar_feed"), lead.pk, press=made)
    yield Stop("sign-in-methods", reverse("mfa_index"), lead.pk)
    yield Stop("authenticator-app", reverse("mfa_activate_totp"), lead.pk)
    yield Stop("keys", reverse("mfa_list_webauthn"), lead.pk)
    yield Stop("key-new", reverse("mfa_add_webauthn"), lead.pk)
    yield Stop("sign-out", reverse("account_logout"), lead.pk)


def locks(chamber: Programme) -> Iterator[Stop]:
    """Keys and codes of somebody who has set up all of them."""
    owner = Person.objects.get(pk=chamber.second_contact_id)
    key = set_up_everything(owner)
    for name in ("mfa_reauthenticate", "mfa_reauthenticate_webauthn"):
        yield Stop(name.replace("mfa_", "").replace("_", "-"), reverse(name), owner.pk)
    codes = RecoveryCodes(Authenticator.objects.get(user=owner, type="recovery_codes"))
    again = [["fill", "[name=code]", codes.generate_codes()[0]], *PRESS]
    methods = reverse("mfa_index")
    path = f"{reverse('mfa_reauthenticate')}?next={methods}"
    yield Stop("sign-in-methods-all", path, owner.pk, press=again, lands=methods)
    for name, address, *places in (
        ("authenticator-app-off", "mfa_deactivate_totp"),
        ("spare-codes", "mfa_view_recovery_codes"),
        ("spare-codes-new", "mfa_generate_recovery_codes"),
        ("keys-one", "mfa_list_webauthn"),
        ("key-name", "mfa_edit_webauthn", key.pk),
        ("key-removal", "mfa_remove_webauthn", key.pk),
    ):
        yield Stop(name, reverse(address, args=places), owner.pk)


def wizard(lead: Person) -> Iterator[Stop]:
    """Page by page, each filled in and sent."""
    yield Stop("wizard-1-kind", reverse("programme_new"), lead.pk)
    pages = [step for step, _ in WIZARD[1:]] + ["check"]
    for number, ((step, filled), following) in enumerate(zip(WIZARD, pages, strict=True), start=2):
        path = reverse("programme_new_step", args=[step])
        lands = reverse("programme_new_step", args=[following])
        name = f"wizard-{number}-{following}"
        yield Stop(name, path, lead.pk, press=[*filled, *PRESS], lands=lands)
    yield Stop(
        "wizard-refused", reverse("programme_new_step", args=["about"]), lead.pk,
        press=[["fill", "[name=purpose]", ""], *PRESS],
    )  # fmt: skip


def led(made: Scenery) -> Iterator[Stop]:
    """What coordinators and the other roles see of a programme."""
    lead, chamber = made.lead.pk, made.chamber
    for name in (
        "programme", "programme_settings", "programme_contacts", "programme_partners",
        "programme_quotas", "programme_roles", "programme_phases", "programme_breaks",
        "programme_topics", "programme_rounds", "programme_copy", "programme_letters",
        "programme_people", "programme_pairs", "programme_gatherings", "participation_new",
        "programme_figures",
    ):  # fmt: skip
        yield Stop(name.replace("_", "-"), reverse(name, args=[chamber.pk]), lead)
    for section in ("about", "dates", "rules", "weights", "policies", "locks"):
        path = reverse("programme_section", args=[chamber.pk, section])
        yield Stop(f"settings-{section}", path, lead)
    for letter, more in (
        ("pairing/pair_proposed", ""), ("conversations/three_taps", "?to=mentor&language=en"),
    ):  # fmt: skip
        path = reverse("programme_letter", args=[chamber.pk, *letter.split("/")])
        yield Stop(f"letter-{letter.split('/')[1].replace('_', '-')}", path + more, lead)
    partner = partners_of(chamber)[0]
    yield Stop("partner", reverse("programme_partner", args=[chamber.pk, partner.pk]), lead)
    for kind in ("joint", "processor"):
        path = reverse("partner_agreement", args=[chamber.pk, partner.pk, kind])
        yield Stop(f"agreement-{kind}", path, lead)
    yield Stop("responsible", reverse("responsible", args=[chamber.pk]))
    yield Stop("privacy-pack", reverse("privacy_pack", args=[chamber.pk]), lead)
    for kind in ("union", "balancing", "dpia", "record"):
        path = reverse("privacy_paper", args=[chamber.pk, kind])
        yield Stop(f"privacy-{kind}", path, lead)
    seat = chamber.participations.filter(state="enrolled").order_by("person__family_name")[0]
    for name in ("participation", "participation_details", "withdrawal"):
        yield Stop(name.replace("_", "-"), reverse(name, args=[chamber.pk, seat.pk]), lead)
    refused = reverse("participation_new", args=[chamber.pk])
    yield Stop("participation-new-refused", refused, lead, press=PRESS)
    yield Stop("programme-empty", reverse("programme", args=[made.norrvidde.pk]), lead)
    yield Stop("people-empty", reverse("programme_people", args=[made.norrvidde.pk]), lead)
    yield Stop("pairs-empty", reverse("programme_pairs", args=[made.norrvidde.pk]), lead)
    yield from imported(made)
    for kind, name in (
        (Role.Kind.PARTNER_CONTACT, "programme_own_people"),
        (Role.Kind.SPONSOR, "programme_figures"),
        (Role.Kind.ASSISTANT, "programme_times"),
        (Role.Kind.MATCHER, "programme_people"),
    ):
        roles = Role.objects.filter(kind=kind, programme=chamber).order_by("person__email")
        path = reverse(name, args=[chamber.pk])
        role = next(filter(books_soon, roles), roles[0])
        yield Stop(f"{name.replace('_', '-')}-as-{kind}", path, role.person_id)


def books_soon(role: Role) -> bool:
    """Whether it is an assistant's, of somebody who has a meeting ahead."""
    booked = Meeting.objects.filter(state="booked", starts_at__gt=timezone.now())
    return any(role.assists in members(meeting.pair) for meeting in booked)


def imported(made: Scenery) -> Iterator[Stop]:
    """Lists: where they are sent, what their columns mean, what they would do and did."""
    lead, place = made.lead.pk, made.norrvidde.pk
    yield Stop("import-new", reverse("import_new", args=[place]), lead)
    yield Stop("import-unreadable", reverse("import_columns", args=[place, made.unread.pk]), lead)
    yield Stop("import-columns", reverse("import_columns", args=[place, made.mapped.pk]), lead)
    yield Stop("import-checked", reverse("people_import", args=[place, made.checked.pk]), lead)
    yield Stop("import-at-work", reverse("people_import", args=[place, made.at_work.pk]), lead)
    yield Stop("import-removal", reverse("import_removal", args=[place, made.mapped.pk]), lead)
    done = reverse("people_import", args=[made.young.pk, made.applied.pk])
    yield Stop("import-applied", done, lead)


def boards(made: Scenery) -> Iterator[Stop]:
    """The board before, during and after a search, and every change by hand."""
    lead, place = made.lead.pk, made.chamber.pk
    matcher = Role.objects.filter(kind="matcher").order_by("person__email")[0].person_id
    suggestion = Suggestion.objects.filter(proposal__programme=place, proposal__state="draft")[0]
    yield Stop("board", reverse("board", args=[place]), lead)
    yield Stop("board-as-matcher", reverse("board", args=[place]), matcher)
    yield Stop("board-full", reverse("board", args=[made.solved.pk]), lead)
    yield Stop("board-empty", reverse("board", args=[made.norrvidde.pk]), lead)
    yield Stop("board-refused", reverse("board", args=[made.short.pk]), lead)
    yield Stop("board-searching", reverse("board", args=[made.busy.pk]), lead)
    move = f"{reverse('board_move', args=[place])}?mentee={suggestion.mentee_id}"
    yield Stop("board-choice", move, lead)
    yield Stop("board-move", f"{move}&mentor={another_mentor(made.chamber, suggestion)}", lead)
    yield Stop("suggestion", reverse("suggestion", args=[place, suggestion.pk]), lead)
    for name, draft in (("separation", made.solved), ("separation-impossible", made.chamber)):
        pair = Suggestion.objects.filter(proposal__programme=draft, proposal__state="draft")[0]
        yield Stop(name, reverse("suggestion_separation", args=[draft.pk, pair.pk]), lead)
    yield Stop("publication", reverse("publication", args=[place]), lead)
    left = reverse("second_best", args=[place, suggestion.mentee_id])
    yield Stop("second-best", left, lead)


def another_mentor(programme: Programme, suggestion: Suggestion) -> str:
    seats = programme.participations.filter(role="mentor", state="enrolled", pairs_as_mentor=None)
    return str(seats.exclude(pk=suggestion.mentor_id).order_by("pk")[0].pk)
