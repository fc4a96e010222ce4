"""One of everything that has an address of its own, so that every door can be tried."""

from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.utils import timezone

from tests.cast import Cast, make_cast
from tests.factories import (
    employ,
    enrol,
    give_role,
    make_application,
    make_call,
    make_invitation,
    make_organisation,
    make_partner,
    make_person,
    make_programme,
)
from tests.house.sign_in_methods import set_up_everything
from tests.house.surveys import Surveys, make_surveys
from tests.ideas.world import shared, words
from tests.sign_in.saml_provider import SamlProvider
from viceversa.api.actions.tokens import make_token
from viceversa.api.actions.webhooks import set_up
from viceversa.api.models import Delivery, Token
from viceversa.conversations.actions import (
    Plan,
    accept_ground_rules,
    add_agenda,
    add_try_out,
    choose_time,
    new_note,
    offer_times,
    write_note,
)
from viceversa.conversations.actions.feeds import make_feed
from viceversa.conversations.models import Meeting, Note, TimeOption, TryOut
from viceversa.enrolment.access import link_of
from viceversa.enrolment.actions.reviews import declare_conflict
from viceversa.enrolment.models import (
    Application,
    Call,
    Invitation,
    Participation,
)
from viceversa.enrolment.sent_lists import NominationList, PeopleImport
from viceversa.farewell.actions import approve, publish_story, say_next_round, write_story
from viceversa.farewell.models import NextRound, PairStory, StoryDraft
from viceversa.farewell.words import StoryWords
from viceversa.gatherings.models import GatheringDay
from viceversa.half_time.actions import open_half_time
from viceversa.half_time.models import HalfTime
from viceversa.ideas.actions import name_owner, publish_page, write_draft
from viceversa.ideas.models import Idea, IdeaDraft
from viceversa.jobs.models import WorkerBeat
from viceversa.lib.links import sign_link
from viceversa.notices.mailbox import MailboxBackend, mail_names
from viceversa.operations.demo.people import role_by_address
from viceversa.pairing.actions import open_solution, solve_proposal
from viceversa.pairing.models import Exclusion, Pair, Proposal, Recheck, Suggestion
from viceversa.people.models import OrganisationTie, Person
from viceversa.privacy.actions import ask_for_erasure
from viceversa.privacy.models import ErasureRequest
from viceversa.programmes.actions import ContactDraft, add_break, add_earlier_round
from viceversa.programmes.models import Break, EarlierRound, Enquiry, Programme, Quota
from viceversa.report.actions import set_goal
from viceversa.report.models import ProgrammeGoal
from viceversa.scim.handover import hand_over
from viceversa.sign_in.actions import Set
from viceversa.sign_in.actions import set_up as set_up_sign_in
from viceversa.sign_in.models import SignIn
from viceversa.vault import signing_keys

STORY = StoryWords("Told", "We met.", "Bob and Carol")
FAR = date(2099, 1, 1)
OWNERS = {"times": "gun", "idea": "dora"}  # of links that are not Carol's
WANTED = Set("https://nord.example", "viceversa", "secret", ("nord.example",))
NO_CODE, NO_NUMBER = "nosuchcode12", 987654
COLUMNS = [["Name", ["Kim Prov"]], ["Email", ["kim@example.com"]], ["Role", ["mentor"]]]
MAPPING = MappingProxyType({"name": "Name", "email": "Email", "role": "Role"})


@dataclass(frozen=True)
class World:
    """The cast with a pair that meets, a draft on the board, a list on its way in."""

    cast: Cast
    pair: Pair
    meeting: Meeting  # booked
    option: TimeOption  # the time it was booked at
    try_out: TryOut  # of the two
    note: Note  # Bob's own, which he shares
    draft: IdeaDraft  # that Bob wrote and said yes to
    idea: Idea  # of the two, which Dora owns
    past: Pair  # of the same two, in a round before
    enquiry: Enquiry
    suggestion: Suggestion
    exclusion: Exclusion
    alone: Participation
    people_import: PeopleImport
    tie: OrganisationTie
    quota: Quota
    topic: Any
    holiday: Break
    gathering: GatheringDay  # the kick-off
    earlier: EarlierRound
    goal: ProgrammeGoal
    feed: str  # the token of Carol's calendar address
    key: Authenticator  # Alice's
    example: Person  # of the demo, whom everybody may look as
    mail: str  # in the demo's mailbox
    call: Call  # for mentors, open
    application: Application  # that was sent
    twin: Application  # with the same name
    aside: Application  # of somebody whom both reviewers know
    whole: Application  # that is ready to be sent
    begun: Application  # of which the first question is answered
    invitation: Invitation  # to the same call
    names: NominationList  # for it
    surveys: Surveys
    signing_key: str  # the name of that of certificates
    half: HalfTime
    upcoming: Programme  # a copy of the round, with a call
    story_draft: StoryDraft  # that Bob wrote
    story: PairStory  # of the two, public
    returning: NextRound  # of Bob, who wants to be asked again
    asked: ErasureRequest  # of Zed, to be erased
    token: Token  # Alice's
    delivery: Delivery  # to her webhook
    sign_in: SignIn  # of an organisation where none of the cast works
    saml_sign_in: SignIn  # and of another

    def link(self, purpose: str, who: str = "", **changed: Any) -> str:
        """A personal link of this purpose, as a letter carries it."""
        person = getattr(self.cast, who or OWNERS.get(purpose, "carol"))
        targets = {
            "answer": self.pair,
            "plan": self.pair,
            "onward": self.past,
            "farewell": self.past,
            "tried": self.try_out,
            "times": self.cast.programme.roles.get(kind="assistant"),
            "reminders": self.cast.programme,
            "place": self.cast.mentee,
            "idea": self.idea,
            "survey": self.surveys.open,
            "gathering": self.gathering,
        }
        target = targets.get(purpose, self.meeting)
        claim = {"person_id": person.pk, "object_id": target.pk, "version": person.access_version}
        return sign_link(purpose, **{**claim, **changed})

    @property
    def invitation_link(self) -> str:
        return signed("invitation", self.invitation)

    @property
    def unfinished_link(self) -> str:
        return signed("unfinished", self.begun)

    @staticmethod
    def application_link(application: Application) -> str:
        return link_of(application)


def signed(purpose: str, own: Application | Invitation) -> str:
    """A link for somebody who is no person here."""
    return sign_link(purpose, person_id=own.pk, object_id=own.pk, version=own.access_version)


def make_world() -> World:
    cast = make_cast()
    cast.alice.is_organiser = True
    cast.alice.save(update_fields=["is_organiser"])
    give_role(cast.dora, cast.programme, "reviewer")
    pair = _pair(cast)
    meeting, option = _meeting(pair, cast)
    suggestion, alone = _board(cast)
    apart = Exclusion.objects.create(
        programme=cast.programme, mentor=suggestion.mentor, mentee=alone, by=cast.alice
    )
    Recheck.objects.create(pair=pair, rules=["no_dependency"])
    soon = timezone.now() + timedelta(hours=1)  # alive however slow the tests are
    WorkerBeat.objects.create(worker_id="w", started_at=soon, seen_at=soon)
    rival = make_organisation("Rivalens Prov AB")
    make_partner(cast.programme, rival)
    call = make_call(cast.programme)
    return World(
        cast=cast,
        pair=pair,
        meeting=meeting,
        option=option,
        try_out=add_try_out(pair, "Ask first.", by=cast.carol),
        note=_note(pair, cast),
        draft=write_draft(pair, words(title="Only ours"), by=cast.bob),
        idea=_idea(pair, cast),
        past=_past(cast),
        enquiry=Enquiry.objects.create(programme=cast.programme, text="Hm", language="sv"),
        suggestion=suggestion,
        exclusion=apart,
        alone=alone,
        people_import=_list(cast),
        tie=OrganisationTie.objects.create(one=cast.house, other=rival, kind="competitor"),
        quota=cast.programme.quotas.create(role="mentor", topic="E1", most=9),
        topic=cast.programme.own_topics.create(code="A101", group="A", sv="x", en="y"),
        holiday=add_break(cast.programme, name="x", starts_on=FAR, ends_on=FAR, by=cast.alice),
        gathering=cast.programme.gathering_days.create(
            kind="kick-off", starts_at=timezone.now() + timedelta(days=30), place="x"
        ),
        goal=set_goal(cast.programme, text="x", sign="y", by=cast.alice),
        earlier=add_earlier_round(cast.programme, name="x", year=2019, pairs=6, by=cast.alice),
        feed=make_feed(cast.carol),
        key=set_up_everything(cast.alice),
        example=make_person("Visad", email=next(iter(role_by_address()))),
        mail=_mail(),
        call=call,
        application=make_application(call, family_name="Dubbel"),
        twin=make_application(call, family_name="Dubbel"),
        aside=_aside(call, cast),
        whole=make_application(call, state="begun", sent_at=None, promised_on=None),
        begun=make_application(call, state="begun", sent_at=None, steps=["time"], promised_on=None),
        invitation=make_invitation(call),
        names=NominationList.objects.create(call=call, filename="n.csv", content=b"x", source="y"),
        surveys=make_surveys(cast),
        signing_key=signing_keys.make().name,
        half=open_half_time(cast.programme),
        upcoming=_upcoming(cast),
        story_draft=write_story(pair, STORY, by=cast.bob),
        story=_story(pair, cast),
        returning=_returning(cast),
        asked=ask_for_erasure(cast.zed),
        token=_tokens(cast),
        delivery=_delivery(pair, cast),
        sign_in=set_up_sign_in(make_organisation("Nord"), WANTED),
        saml_sign_in=set_up_sign_in(
            make_organisation("Syd"), SamlProvider("https://syd.example").wanted("syd.example")
        ),
    )


def _tokens(cast: Cast) -> Token:
    """One of Alice's; another is for the directory of the house, to which she has handed Bob."""
    make_token(
        name="Directory", verbs=["directory:write"], days=30, by=cast.alice, organisation=cast.house
    )
    hand_over(cast.house, [cast.bob], by=cast.alice)
    return make_token(name="HR", verbs=["people:read"], days=30, by=cast.alice)[0]


def _delivery(pair: Pair, cast: Cast) -> Delivery:
    url, events = "https://hooks.example.com/", ["pair.accepted"]
    webhook = set_up(url=url, events=events, programme=None, by=cast.alice)
    return Delivery.objects.create(
        webhook=webhook, event=events[0], programme=cast.programme, thing=pair.pk
    )


def _pair(cast: Cast) -> Pair:
    proposal = Proposal.objects.create(
        programme=cast.programme, number=1, state=Proposal.State.PUBLISHED
    )
    pair = Pair.objects.create(
        programme=cast.programme,
        proposal=proposal,
        number=1,
        mentor=cast.mentor,
        mentee=cast.mentee,
        state=Pair.State.ACTIVE,
        active_since=timezone.now(),
        score=60,
    )
    for person in (cast.bob, cast.carol):
        accept_ground_rules(pair, by=person)
    return pair


def _note(pair: Pair, cast: Cast) -> Note:
    note = new_note(pair, by=cast.bob)
    note.is_shared = True
    write_note(note, "Ask about the night shift.", by=cast.bob)
    return note


def _idea(pair: Pair, cast: Cast) -> Idea:
    idea = shared(cast, pair)
    dora = ContactDraft(cast.dora.email, cast.dora.given_name, cast.dora.family_name)
    name_owner(idea, dora, by=cast.alice)
    publish_page(cast.programme, by=cast.alice)
    return idea


def _past(cast: Cast) -> Pair:
    """Bob and Carol were a pair in another round, too."""
    before = make_programme(organisation=cast.house)
    proposal = Proposal.objects.create(programme=before, number=1, state=Proposal.State.PUBLISHED)
    return Pair.objects.create(
        programme=before,
        proposal=proposal,
        number=1,
        mentor=enrol(cast.bob, before, "mentor", state="resting"),
        mentee=enrol(cast.carol, before, "mentee", state="resting"),
        state=Pair.State.ENDED,
        active_since=timezone.now(),
        ended_at=timezone.now(),
        score=60,
    )


def _upcoming(cast: Cast) -> Programme:
    made = make_programme(organisation=cast.house, copied_from=cast.programme)
    give_role(cast.alice, made, "coordinator")
    make_call(made)
    return made


def _story(pair: Pair, cast: Cast) -> PairStory:
    draft = write_story(pair, STORY, by=cast.alice)
    for person in (cast.bob, cast.carol):
        approve(draft, by=person, seen=STORY.digest)
    story = PairStory.objects.get()
    publish_story(story, by=cast.alice)
    return story


def _returning(cast: Cast) -> NextRound:
    say_next_round(cast.programme, by=cast.bob, again=True, knows_somebody=False)
    return NextRound.objects.get()


def _meeting(pair: Pair, cast: Cast) -> tuple[Meeting, TimeOption]:
    starts_at = timezone.now().replace(second=0, microsecond=0) + timedelta(days=7)
    offered = offer_times(pair, Plan(), [starts_at, starts_at + timedelta(days=1)], by=cast.bob)
    option = offered.options.all()[0]
    meeting = choose_time(option, by=cast.carol)
    add_agenda(meeting, by=cast.bob)
    return meeting, TimeOption.objects.get_or_create(
        meeting=meeting, starts_at=starts_at, defaults={"offered_by": cast.bob}
    )[0]


def _aside(call: Call, cast: Cast) -> Application:
    known = make_application(call)
    for reviewer in (cast.alice, cast.dora):
        declare_conflict(known, by=reviewer)
    return known


def _board(cast: Cast) -> tuple[Suggestion, Participation]:
    """A draft with one pair, and a mentee for whom there is no mentor left."""
    hal, ines, jo = (make_person(name) for name in ("Hal", "Ines", "Jo"))
    for person, level in ((hal, 2), (ines, 5), (jo, 5)):
        employ(person, cast.house, level=level)
    enrol(hal, cast.programme, "mentor", wants={"A1": 2}, offers={"E1": 3})
    enrol(ines, cast.programme, "mentee", wants={"E1": 3}, offers={"A1": 2})
    alone = enrol(jo, cast.programme, "mentee")
    proposal, _ = open_solution(cast.programme, by=cast.alice)
    solve_proposal(proposal.pk)
    return Suggestion.objects.select_related("mentor").get(proposal=proposal), alone


def _list(cast: Cast) -> PeopleImport:
    return PeopleImport.objects.create(
        programme=cast.programme,
        filename="people.csv",
        content=b"Name;Email;Role\nKim Prov;kim@example.com;mentor\n",
        uploaded_by=cast.alice,
        state=PeopleImport.State.CHECKED,
        columns=COLUMNS,
        mapping=dict(MAPPING),
    )


def _mail() -> str:
    MailboxBackend().send_messages([EmailMessage("Hello", "Hello", to=["kim@example.com"])])
    return mail_names()[0]
