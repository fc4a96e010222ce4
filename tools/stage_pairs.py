"""Pairs for tools.stage: their page at every step, and what the links of letters open."""

from collections.abc import Iterator
from datetime import timedelta

import time_machine
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from tools.stage_calls import PRESS
from tools.tour import Stop
from viceversa.conversations.access import errand_by_link_or_404
from viceversa.conversations.actions import answer_invitation, suggest_times
from viceversa.conversations.errands import TimeLine, time_lines
from viceversa.conversations.models import Meeting, TryOut
from viceversa.conversations.queries import pairs_with_story
from viceversa.conversations.story import story_of
from viceversa.lib.links import sign_link
from viceversa.lib.models import Coded
from viceversa.pairing.models import Pair
from viceversa.pairing.queries import members
from viceversa.people.models import Person
from viceversa.programmes.models import Role


def change_some_minds() -> None:
    """One whose calendar says no, and one who suggests another time, as they seldom do."""
    ahead = Meeting.objects.filter(state="booked", starts_at__gt=timezone.now())
    for meeting, deed in zip(ahead.order_by("-starts_at"), ("no", "other"), strict=False):
        mentee, seen = members(meeting.pair)[1], meeting.sequence
        if deed == "no":
            answer_invitation(meeting, "declined", by=mentee, seen=seen)
        elif meeting.starts_at:
            times = [meeting.starts_at + timedelta(days=days) for days in (1, 7)]
            suggest_times(meeting, times, by=mentee, seen=seen)


def pairs() -> Iterator[Stop]:
    """The pair's page at every step for either role, and every page of a meeting."""
    change_some_minds()
    seen = set()
    for pair in pairs_with_story().order_by("programme__starts_on", "number"):
        for person in members(pair):
            story = story_of(pair, person, timezone.now())
            if (story.role, story.step) not in seen:
                seen.add((story.role, story.step))
                path = reverse("pair", args=[pair.pk])
                yield Stop(f"pair-{story.role}-{story.step}", path, person.pk)
    ahead = Meeting.objects.filter(state="booked", starts_at__gt=timezone.now())
    meeting = next(each for each in ahead if each.agenda)
    mentee = meeting.pair.mentee.person_id
    for name in ("ground_rules", "objective", "meetings"):
        yield Stop(name.replace("_", "-"), reverse(name, args=[meeting.pair_id]), mentee)
    for person in members(meeting.pair):
        role = "mentee" if person.pk == mentee else "mentor"
        yield Stop(f"guide-{role}", reverse("guide", args=[meeting.pair_id]), person.pk)
    for name in (
        "meeting", "meeting_time", "meeting_suggestion", "meeting_cancellation", "meeting_question",
        "meeting_agenda", "meeting_cards",
    ):  # fmt: skip
        path = reverse(name, args=[meeting.pair_id, meeting.number])
        yield Stop(name.replace("_", "-"), path, mentee)
    kept = Pair.objects.filter(feedback__author=F("mentee__person"))[0]
    for name in ("try_outs", "feedback", "notes", "goal_mark"):
        path = reverse(name, args=[kept.pk])
        yield Stop(name.replace("_", "-"), path, kept.mentee.person_id)
    note = kept.notes.filter(author=kept.mentee.person).order_by("pk")[0]
    yield Stop("note", reverse("note", args=[kept.pk, note.pk]), kept.mentee.person_id)
    praise = [["fill", "[name=text]", "Bra jobbat!"], *PRESS]
    path = reverse("feedback", args=[kept.pk])
    yield Stop("feedback-praise", path, kept.mentee.person_id, press=praise)
    held = Meeting.objects.filter(state="held", pair__state=Pair.State.ACTIVE)[0]
    path = reverse("meeting_taps", args=[held.pair_id, held.number])
    yield Stop("meeting-taps", path, held.pair.mentee.person_id)
    asked = Pair.objects.get(state=Pair.State.PROPOSED)
    yield Stop("answer", reverse("pair_answer", args=[asked.pk]), asked.mentee.person_id)


def links() -> Iterator[Stop]:
    """Pages behind the links of letters, as they are opened on a phone."""
    asked = Pair.objects.get(state=Pair.State.PROPOSED)
    booked = Meeting.objects.filter(state="booked", starts_at__gt=timezone.now())[0]
    offered = Meeting.objects.filter(state="proposed").order_by("pk")[0]
    held = Meeting.objects.filter(state="held", pair__state=Pair.State.ACTIVE).order_by("pk")[0]
    for name, pair, thing in (
        ("answer", asked, asked),
        ("meeting", booked.pair, booked),
        ("taps", held.pair, held),
    ):
        for person in members(pair):
            role = "mentor" if person == members(pair)[0] else "mentee"
            yield Stop(f"link-{name}-{role}", link(name, person, thing))
    tried = TryOut.objects.filter(state="open").order_by("pk")[0]
    yield Stop("link-tried", link("tried", tried.author, tried))
    reminded = link("reminders", members(asked)[1], asked.programme)
    yield Stop("link-reminders", reminded)
    yield Stop("link-reminders-off", reminded, press=PRESS)
    yield Stop("link-meeting-times", f"{link('meeting', members(booked.pair)[0], booked)}times/")
    yield from errands()
    choosing = next(m for m in members(offered.pair) if m.pk != offered.planned_by_id)
    yield Stop("link-meeting-choose", link("meeting", choosing, offered))
    person = members(asked)[1]
    with time_machine.travel(timezone.now() - timedelta(days=100)):
        old = [("answer", link("answer", person, asked)), ("taps", link("taps", person, held))]
    for name, path in old:
        yield Stop(f"link-{name}-expired", path, status=410)
    yield Stop("link-answer-broken", reverse("personal_answer", args=["broken"]), status=404)


def errands() -> Iterator[Stop]:
    """What an assistant sees, by her link and signed in: times offered, and one that is booked."""
    seen = set()
    for role in Role.objects.filter(kind=Role.Kind.ASSISTANT).select_related("person"):
        home = link("times", role.person, role)
        for line in time_lines(errand_by_link_or_404(home.split("/")[2]), timezone.now()):
            if line.is_booked not in seen:
                seen.add(line.is_booked)
                yield from errand(role, home, line)


def errand(role: Role, home: str, line: TimeLine) -> Iterator[Stop]:
    if not line.is_booked:
        yield Stop("link-times-offered", home)
        return
    yield Stop("link-times-booked", home)
    yield Stop("link-times-move", f"{home}{line.code}/")
    yield Stop("link-times-cancellation", f"{home}{line.code}/cancellation/")
    own = reverse("programme_time", args=[role.programme_id, line.code])
    yield Stop("programme-time", own, role.person_id)
    yield Stop("programme-time-cancellation", f"{own}cancellation/", role.person_id)


def link(purpose: str, person: Person, thing: Coded) -> str:
    token = sign_link(
        purpose, person_id=person.pk, object_id=thing.pk, version=person.access_version
    )
    return reverse(f"personal_{purpose}", args=[token])
