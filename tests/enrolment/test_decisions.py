"""Decisions are drafted one by one, told to all at once, and undone until then."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import Cast
from tests.factories import employ, enrol, make_application, make_call, make_person
from viceversa.enrolment.actions import release
from viceversa.enrolment.models import Application, Call, Participation
from viceversa.jobs import run_waiting
from viceversa.notices.models import Letter
from viceversa.people.models import Employment, Person, TrailEntry
from viceversa.programmes.phases import plan_phases


@pytest.fixture
def call(cast: Cast) -> Call:
    """Without a partner's contact, who has a letter of her own (test_seats)."""
    cast.partner.contacts.all().delete()
    return make_call(cast.programme)


def decide(client: Client, application: Application, verdict: str) -> Application:
    place = [application.call.programme_id, application.pk]
    client.post(reverse("application_verdict", args=place), {"verdict": verdict})
    application.refresh_from_db()
    return application


def tell(client: Client, call: Call) -> str:
    place = reverse("programme_decisions", args=[call.programme_id])
    page = client.post(place, follow=True).content.decode()
    run_waiting()
    return page


def standing(*applications: Application) -> list[tuple[str, str]]:
    for each in applications:
        each.refresh_from_db()
    return [(each.verdict, each.answer) for each in applications]


def subjects() -> dict[str, str]:
    return {
        message.to[0].partition("<")[2].rstrip(">") or message.to[0]: message.subject
        for message in mail.outbox
    }


class TestDrafts:
    def test_a_decision_leads_back_to_where_the_next_one_stands(
        self, alice: Client, call: Call
    ) -> None:
        """Of a hundred: whoever is decided on leaves her place to the next who is not."""
        first, second = make_application(call), make_application(call)
        all_here = reverse("programme_applications", args=[call.programme_id])
        page = alice.get(all_here).content.decode()
        assert f'name="here" value="{all_here}#mentor-2"' in page
        place = reverse("application_verdict", args=[call.programme_id, first.pk])
        sent = {"verdict": "place", "here": f"{all_here}#mentor-1"}
        assert alice.post(place, sent)["Location"] == f"{all_here}#mentor-1"
        page = alice.get(all_here).content.decode()
        assert second.full_name in page.partition('id="mentor-1"')[2].partition("</h3>")[0]

    def test_nobody_hears_of_a_draft(self, alice: Client, call: Call) -> None:
        sam = decide(alice, make_application(call), "place")
        assert (sam.verdict, sam.answer) == ("place", "")
        run_waiting()
        assert not mail.outbox
        assert not Person.objects.filter(email=sam.email).exists()

    def test_it_can_be_another_and_taken_back(self, alice: Client, call: Call) -> None:
        sam = make_application(call)
        found = [decide(alice, sam, verdict).verdict for verdict in ("place", "no", "", "wait")]
        assert found == ["place", "no", "", "wait"]

    def test_only_the_three_are_decisions(self, alice: Client, call: Call) -> None:
        assert decide(alice, make_application(call), "maybe").verdict == ""

    def test_what_is_only_begun_is_read_and_decided_by_nobody(
        self, alice: Client, cast: Cast, call: Call
    ) -> None:
        begun = make_application(call, "Hemlig", state="begun", sent_at=None)
        decide(alice, begun, "place")
        assert begun.verdict == ""
        page = alice.get(reverse("programme_applications", args=[cast.programme.pk]))
        assert "Hemlig" not in page.content.decode()
        one = reverse("application", args=[cast.programme.pk, begun.pk])
        assert alice.get(one).status_code == 404

    @pytest.mark.requirement("001-09")
    def test_the_waiting_list_has_an_order_that_can_be_changed(
        self, alice: Client, cast: Cast, call: Call
    ) -> None:
        first, second, third = (
            decide(alice, make_application(call, name), "wait") for name in ("Ett", "Två", "Tre")
        )
        place = reverse("application_place", args=[cast.programme.pk, third.pk])
        alice.post(place)
        order = Application.objects.order_by("rank").values_list("given_name", flat=True)
        assert list(order) == ["Ett", "Tre", "Två"]
        for _ in range(3):
            alice.post(place)
        assert list(order.all()) == ["Tre", "Ett", "Två"]
        assert first.rank != second.rank


class TestTelling:
    @pytest.mark.requirement("001-09", "002-03")
    def test_everybody_is_told_at_once(self, alice: Client, cast: Cast, call: Call) -> None:
        names = {"Plats": "place", "Vänta": "wait", "Nej": "no"}
        made = [decide(alice, make_application(call, n), v) for n, v in names.items()]
        assert "3 applicants are told" in tell(alice, call)
        assert standing(*made) == [("place", "place"), ("wait", "wait"), ("no", "no")]
        assert subjects() == {
            made[0].email: "You have a place",
            made[1].email: "The answer to your application",
            made[2].email: "The answer to your application",
        }

    @pytest.mark.requirement("002-03")
    def test_a_place_makes_a_person_with_work_and_wishes(
        self, alice: Client, cast: Cast, call: Call
    ) -> None:
        known = make_application(call, "Känd", verdict="no")
        sam = make_application(
            call,
            verdict="place",
            offers={"G2": 3},
            knows=["Carol Nummer0", "a.b@example.com", "Ingen Alls"],
            not_with=[known.full_name.upper()],
            prefers=[cast.carol.full_name, "Ingen Annan"],
            language="sv",
        )
        tell(alice, call)
        sam.refresh_from_db()
        seat = sam.participation
        assert seat
        assert (seat.role, seat.wants, seat.offers) == ("mentor", {"A1": 2}, {"G2": 3})
        assert (seat.knows, seat.not_with) == (["a.b@example.com"], [known.email])
        assert seat.prefers == [cast.carol.email]
        assert (seat.person.full_name, seat.person.language) == (sam.full_name, "sv")
        assert not seat.person.is_active
        work = Employment.objects.get(person=seat.person)
        assert (work.organisation, str(work.unit), work.level) == (cast.house, "Production", 2)

    def test_whoever_gets_no_place_never_becomes_a_person(self, alice: Client, call: Call) -> None:
        for verdict in ("wait", "no"):
            make_application(call, verdict=verdict)
        before = Person.objects.count()
        tell(alice, call)
        assert Person.objects.count() == before

    @pytest.mark.requirement("001-09")
    def test_nobody_is_told_before_all_who_were_promised_are_decided(
        self, alice: Client, call: Call
    ) -> None:
        sam, ida = make_application(call, verdict="place"), make_application(call, "Ida")
        assert "Nobody was told anything" in tell(alice, call)
        assert (standing(sam, ida), mail.outbox) == ([("place", ""), ("", "")], [])

    def test_who_was_promised_a_later_day_holds_nobody_up(self, alice: Client, call: Call) -> None:
        assert call.answer_on
        sam = make_application(call, verdict="no")
        make_application(call, promised_on=call.answer_on + timedelta(days=1))
        tell(alice, call)
        assert standing(sam) == [("no", "no")]

    def test_a_second_click_tells_nobody_twice(self, alice: Client, call: Call) -> None:
        make_application(call, verdict="place")
        make_application(call, verdict="no")
        tell(alice, call)
        assert "Nobody was told anything" in tell(alice, call)
        assert len(mail.outbox) == 2
        assert TrailEntry.objects.filter(verb="told the decisions").count() == 1

    def test_a_decision_that_was_told_stays(self, alice: Client, call: Call) -> None:
        sam = make_application(call, verdict="no")
        tell(alice, call)
        assert decide(alice, sam, "place").verdict == "no"

    def test_whoever_waits_may_have_a_place_later(self, alice: Client, call: Call) -> None:
        sam = make_application(call, verdict="wait", rank=1)
        tell(alice, call)
        decide(alice, sam, "place")
        tell(alice, call)
        assert standing(sam) == [("place", "place")]
        assert [message.subject for message in mail.outbox] == [
            "The answer to your application",
            "You have a place",
        ]

    @pytest.mark.parametrize("meanwhile", [{"verdict": "no"}, {"state": "withdrawn"}])
    def test_what_changes_between_look_and_button_stops_all(
        self, cast: Cast, call: Call, monkeypatch: pytest.MonkeyPatch, meanwhile: dict[str, str]
    ) -> None:
        sam, ida = (make_application(call, verdict="place") for _ in "ab")
        seen = release.draft_of(cast.programme)
        Application.objects.filter(pk=ida.pk).update(**meanwhile)
        monkeypatch.setattr(release, "draft_of", lambda _programme, _until: seen)
        with pytest.raises(release.ReleaseError):
            release.release(cast.programme, by=cast.alice)
        assert standing(sam) == [("place", "")]
        assert not Person.objects.filter(email=sam.email).exists()

    def test_one_person_twice_stops_all_and_says_why(self, alice: Client, call: Call) -> None:
        twice = [make_application(call, verdict="place", email="x@example.com") for _ in "ab"]
        page = alice.get(reverse("programme_decisions", args=[call.programme_id]))
        assert "These cannot have a place as it stands" in page.content.decode()
        tell(alice, call)
        assert (standing(*twice), mail.outbox) == ([("place", "")] * 2, [])

    def test_whoever_takes_part_in_the_other_role_stops_it(
        self, alice: Client, cast: Cast, call: Call
    ) -> None:
        sam = make_application(call, verdict="place", email=cast.carol.email)
        tell(alice, call)
        assert standing(sam) == [("place", "")]

    def test_what_is_known_of_somebody_elsewhere_is_not_overwritten(
        self, alice: Client, cast: Cast, call: Call
    ) -> None:
        """Whoever types another's address cannot rename her."""
        zed = cast.zed
        employ(zed, cast.other_programme.organisation, level=4, title="Chef")
        enrol(zed, cast.other_programme, "mentee")
        make_application(call, "Annat", verdict="place", email=zed.email, language="sv")
        tell(alice, call)
        zed.refresh_from_db()
        work = Employment.objects.get(person=zed)
        assert (zed.given_name, zed.language, work.title) == ("Zed", "en", "Chef")
        assert Participation.objects.filter(person=zed, programme=cast.programme).exists()

    def test_letters_do_not_repeat_what_was_written(self, alice: Client, call: Call) -> None:
        for verdict in ("place", "wait", "no"):
            make_application(call, verdict=verdict, why="kanariefrasqx")
        tell(alice, call)
        assert all("kanariefrasqx" not in str(message.message()) for message in mail.outbox)
        assert all("kanariefrasqx" not in letter.text for letter in Letter.objects.all())


class TestPools:
    def test_two_pools_and_the_filters(self, alice: Client, cast: Cast, call: Call) -> None:
        mentees = make_call(cast.programme, "mentee")
        make_application(call, "Ada", organisation="Alfa", verdict="no")
        make_application(call, "Bea", organisation="Beta")
        make_application(mentees, "Cia", organisation="Beta")

        def shown(**query: str) -> list[list[str]]:
            place = reverse("programme_applications", args=[cast.programme.pk])
            pools = alice.get(place, query).context["pools"]
            return [[line.application.given_name for line in pool.lines] for pool in pools]

        assert shown() == [["Bea", "Ada"], ["Cia"]]
        assert shown(role="mentee") == [["Cia"]]
        assert shown(state="no") == [["Ada"], []]
        assert shown(organisation="Beta") == [["Bea"], ["Cia"]]
        assert shown(organisation="nowhere") == [["Bea", "Ada"], ["Cia"]]

    @pytest.mark.requirement("003-08")
    def test_what_people_hesitate_over_is_counted_of_five_at_the_least(
        self, alice: Client, cast: Cast, call: Call
    ) -> None:
        Call.objects.update(doubts={"boss": 3}, closed_at=timezone.now())
        place = reverse("programme_applications", args=[cast.programme.pk])
        for _ in range(4):
            make_application(call)
        assert "What people hesitate over" not in alice.get(place).content.decode()
        make_application(call)
        page = alice.get(place).content.decode()
        assert "What people hesitate over" in page
        assert '<li><span class="voice voice-mentor">Mentor</span>' in page

    def test_without_any_application_the_page_says_where_they_come_from(
        self, alice: Client, cast: Cast, call: Call
    ) -> None:
        place = reverse("programme_applications", args=[cast.programme.pk])
        told = []
        for _ in range(2):
            page = alice.get(place).content.decode()
            told.append(("No applications yet" in page, "Tell the decisions" in page))
            make_application(call)
        assert told == [(True, False), (False, True)]

    @pytest.mark.parametrize("many", [1, 5])
    def test_the_list_asks_as_often_however_many_there_are(
        self, alice: Client, cast: Cast, call: Call, many: int, django_assert_num_queries: Any
    ) -> None:
        for _ in range(many):
            make_application(call)
        with django_assert_num_queries(18):
            alice.get(reverse("programme_applications", args=[cast.programme.pk]))


class TestByMail:
    FIELDS = {
        "has_time": "on",
        "given_name": "Sam",
        "family_name": "Ny",
        "email": "Sam.Ny@Example.com",
        "phone": "",
        "unit": "Lack",
        "title": "planner",
        "level": "2",
        "wants_topic": ["A1"],
        "wants_strength": ["3"],
        "offers_topic": [""],
        "offers_strength": ["2"],
        "knows": "",
        "not_with": "",
        "why": "I see things from the floor.",
        "language": "en",
        "came_at": "2025-01-02T12:00",
    }

    def enter(self, client: Client, call: Call, **more: str) -> Any:
        place = reverse("application_new", args=[call.programme_id, call.role])
        return client.post(place, {**self.FIELDS, **more})

    @pytest.mark.requirement("001-11")
    def test_it_is_the_same_record_with_the_same_receipt(self, alice: Client, call: Call) -> None:
        assert self.enter(alice, call).status_code == 302
        found = Application.objects.get()
        assert (found.state, found.email, found.wants) == ("sent", "sam.ny@example.com", {"A1": 3})
        assert (found.is_late, found.has_time) == (False, True)
        run_waiting()
        assert mail.outbox[0].subject == "Thank you: what happens now, and when you hear"

    def test_no_two_fields_of_the_page_are_called_the_same(self, alice: Client, call: Call) -> None:
        place = reverse("application_new", args=[call.programme_id, call.role])
        labels = [str(field.label) for field in alice.get(place).context["form"]]
        assert len(labels) == len({*labels}) > 10

    def test_the_page_speaks_of_the_applicant_and_lets_no_browser_fill_in_who_enters_it(
        self, alice: Client, call: Call
    ) -> None:
        place = reverse("application_new", args=[call.programme_id, call.role])
        form = alice.get(place).context["form"]
        said = [word for f in form for word in f"{f.label} {f.help_text}".casefold().split()]
        assert {"you", "your"} & set(said) == set()
        filled_in = [field.field.widget.attrs.get("autocomplete") for field in form]
        assert set(filled_in) == {None, "off"}

    @pytest.mark.parametrize("missing", ["has_time", "why", "email", "wants_topic"])
    def test_time_reason_and_address_are_asked_for_as_well(
        self, alice: Client, call: Call, missing: str
    ) -> None:
        assert self.enter(alice, call, **{missing: ""}).status_code == 200
        assert not Application.objects.exists()

    @pytest.mark.parametrize(
        ("came_at", "said"),
        [
            ("0001-01-01T00:00", "Is the year right?"),
            ("0026-01-02T12:00", "Is the year right?"),
            ("2999-01-02T12:00", "This lies in the future."),
            ("9999-12-31T23:59", "This lies in the future."),
        ],
    )
    def test_a_day_that_cannot_be_meant_is_asked_about(
        self, alice: Client, call: Call, came_at: str, said: str
    ) -> None:
        answer = self.enter(alice, call, came_at=came_at)
        assert answer.context["form"].errors == {"came_at": [said]}
        assert not Application.objects.exists()

    @pytest.mark.requirement("001-10")
    def test_late_is_when_it_came_not_when_it_was_entered(self, alice: Client, call: Call) -> None:
        Call.objects.update(opens_on=date(2024, 1, 1), closes_on=date(2024, 10, 31))
        self.enter(alice, call, came_at="2024-10-31T23:59")
        self.enter(alice, call, came_at="2024-11-01T00:01")
        found = Application.objects.order_by("sent_at").values_list("is_late", flat=True)
        assert list(found) == [False, True]


class TestCalls:
    DAYS = {
        "who": "All",
        "opens_on": "2026-11-01",
        "closes_on": "2026-11-30",
        "answer_on": "2026-12-10",
    }

    def test_set_up_opened_closed_and_opened_again(self, alice: Client, cast: Cast) -> None:
        place = [cast.programme.pk, "mentor"]
        alice.post(reverse("call_settings", args=place), self.DAYS)
        call = Call.objects.get()
        public = reverse("call", args=[call.pk])
        seen = [Client().get(public).status_code]
        for name in ("call_opening", "call_closure", "call_opening"):
            alice.post(reverse(name, args=place))
            seen.append(Client().get(public).status_code)
            call.refresh_from_db()
        assert seen == [404, 200, 200, 200]
        assert call.closed_at is None

    def test_who_may_apply_begins_in_the_language_of_the_programme(
        self, alice: Client, cast: Cast
    ) -> None:
        type(cast.programme).objects.filter(pk=cast.programme.pk).update(language="sv")
        page = alice.get(reverse("call_settings", args=[cast.programme.pk, "mentor"]))
        assert "Who may apply?" in page.content.decode()
        assert page.context["form"]["who"].value().startswith("Du är tidigt i yrkeslivet")

    @pytest.mark.parametrize("entry", ["window", "rolling"])
    def test_no_last_day_is_proposed_where_people_join_at_any_time(
        self, alice: Client, cast: Cast, entry: str
    ) -> None:
        programmes = type(cast.programme).objects.filter(pk=cast.programme.pk)
        programmes.update(entry=entry, ends_on=None)
        for span in plan_phases(cast.programme.starts_on, None):
            cast.programme.phases.create(**span._asdict())
        page = alice.get(reverse("call_settings", args=[cast.programme.pk, "mentor"]))
        form = page.context["form"]
        proposed = [form[name].value() is not None for name in ("closes_on", "answer_on")]
        assert proposed == [entry == "window"] * 2
        assert ("people join at any time" in form["closes_on"].help_text) is (entry == "rolling")

    @pytest.mark.parametrize(("silent_from", "proposed"), [(28, 25), (23, 22), (22, 21), (21, 25)])
    def test_no_answer_is_promised_for_a_silent_day_if_another_is_left(
        self, alice: Client, cast: Cast, silent_from: int, proposed: int
    ) -> None:
        first, last = date(2026, 12, 21), date(2026, 12, 25)
        cast.programme.phases.create(kind="select", starts_on=first, ends_on=last)
        cast.programme.breaks.create(
            kind="own", name="Jul", starts_on=date(2026, 12, silent_from), ends_on=date(2027, 1, 6)
        )
        page = alice.get(reverse("call_settings", args=[cast.programme.pk, "mentor"]))
        assert page.context["form"]["answer_on"].value() == date(2026, 12, proposed)

    @pytest.mark.parametrize(
        ("wrong", "day"), [("closes_on", "2026-10-31"), ("answer_on", "2026-11-29")]
    )
    def test_days_are_in_their_order(self, alice: Client, cast: Cast, wrong: str, day: str) -> None:
        place = reverse("call_settings", args=[cast.programme.pk, "mentor"])
        answer = alice.post(place, {**self.DAYS, wrong: day})
        assert list(answer.context["form"].errors) == [wrong]

    @pytest.mark.requirement("001-02")
    @pytest.mark.parametrize("gone", [{"purpose": " "}, {"first_contact": None}])
    def test_without_purpose_or_contact_nothing_opens(
        self, alice: Client, cast: Cast, gone: dict[str, Any]
    ) -> None:
        call = make_call(cast.programme, opened_at=None)
        type(cast.programme).objects.filter(pk=cast.programme.pk).update(**gone)
        alice.post(reverse("call_opening", args=[cast.programme.pk, "mentor"]))
        call.refresh_from_db()
        assert call.opened_at is None


def test_other_people_here_see_no_application(cast: Cast, call: Call) -> None:
    sam = make_application(call)
    for person in (*cast.insiders()[1:], *cast.outsiders(), make_person("Uno")):
        client = Client()
        client.force_login(person)
        for name, place in (("programme_applications", []), ("application", [sam.pk])):
            assert client.get(reverse(name, args=[cast.programme.pk, *place])).status_code == 404


def test_a_long_pool_is_turned_over_and_the_short_one_stands_once(
    alice: Client, cast: Cast, call: Call
) -> None:
    mentees = make_call(cast.programme, "mentee")
    for _ in range(51):
        make_application(call)
    make_application(mentees)
    place = reverse("programme_applications", args=[cast.programme.pk])
    shown = [
        [len(pool.lines) for pool in alice.get(place, {"page": page}).context["pools"]]
        for page in ("1", "2", "nonsense")
    ]
    assert shown == [[50, 1], [1, 0], [50, 1]]
