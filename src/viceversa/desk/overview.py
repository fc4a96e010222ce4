"""The coordinator's desk: the one thing to do now, the counts, and the Monday list."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from viceversa.conversations.facts import meeting_facts
from viceversa.conversations.queries import meetings_held
from viceversa.desk.monday import monday_list
from viceversa.desk.rows import Part
from viceversa.desk.state import State
from viceversa.enrolment.calls import Stage, say, stage_of
from viceversa.enrolment.models import Participation
from viceversa.enrolment.queries import calls_of, unanswered
from viceversa.gatherings.kinds import Kind, kinds_of
from viceversa.gatherings.queries import days_of
from viceversa.ideas.queries import harvest_of
from viceversa.pairing.arrivals import arrivals
from viceversa.pairing.models import Pair, Proposal
from viceversa.pairing.queries import FORMED, enrolled_counts, open_proposal, with_doubts
from viceversa.programmes.models import Programme
from viceversa.programmes.queries import meets_from

KICK_OFF, KICK_OFF_ASKED_FOR = Kind.KICK_OFF, timedelta(weeks=6)


@dataclass(frozen=True)
class Now:
    """The one thing to do, and where."""

    text: str
    label: str
    href: str


@dataclass(frozen=True)
class Overview:
    now: Now
    facts: tuple[tuple[str, object], ...]
    monday: tuple[Part, ...]


def overview(programme: Programme, *, today: date) -> Overview:
    """The desk of one programme, in a fixed number of queries."""
    draft, pairs = open_proposal(programme), tuple(with_doubts(programme.pairs.order_by("number")))
    enrolled = enrolled_counts(programme)
    is_rolling = programme.entry == Programme.Entry.ROLLING
    state = State(
        programme=programme,
        enrolled=enrolled,
        called="" if all(enrolled.values()) else _called(programme),
        draft=draft,
        pairs=pairs,
        meetings=meeting_facts(programme, pairs),
        unanswered=unanswered(programme, now=timezone.now()),
        arrivals=tuple(arrivals(programme)) if is_rolling and pairs and not draft else (),
        harvest=harvest_of(programme, today),
        lacks_kick_off=_lacks_kick_off(programme, today),
        today=today,
    )
    _read_people(state)
    monday = monday_list(state)
    return Overview(now=what_now(state, monday), facts=_facts(state), monday=monday)


def _called(programme: Programme) -> str:
    """How far the call that has come furthest is; empty where nobody is called."""
    now = timezone.now()
    found = {stage_of(call, now): call for call in calls_of(programme).values()}
    if Stage.OPEN in found or Stage.LATE in found:
        return _("A call is open: people may apply.")
    if ahead := found.get(Stage.AHEAD):
        day = say(ahead.opens_on, ahead, now)
        return _("A call is public: people may apply from %(day)s.") % {"day": day}
    return _("A call is prepared, and not public yet.") if Stage.DRAFT in found else ""


def _lacks_kick_off(programme: Programme, today: date) -> bool:
    """In the weeks before pairs meet; afterwards it is too late to call."""
    start = meets_from(programme)
    if not start - KICK_OFF_ASKED_FOR <= today < start or KICK_OFF not in kinds_of(programme):
        return False
    day = days_of(programme).get(KICK_OFF)
    return day is None or not day.place


def _read_people(state: State) -> None:
    """Of the pairs that may be on the list; most need nothing, and are only counted."""
    named = state.to_name
    codes = {code for pair in named for code in (pair.mentor_id, pair.mentee_id)}
    read = Participation.objects.filter(pk__in=codes).select_related("person")
    seats = {seat.pk: seat for seat in read}
    for pair in named:
        pair.mentor, pair.mentee = seats[pair.mentor_id], seats[pair.mentee_id]


def what_now(state: State, monday: tuple[Part, ...]) -> Now:
    """The first of the steps of a round that is not done."""
    return _before_the_pairs(state) or _with_the_pairs(state, monday)


def _before_the_pairs(state: State) -> Now | None:
    code = state.programme.pk
    mentors, mentees = state.enrolled["mentor"], state.enrolled["mentee"]
    board = reverse("board", args=[code])
    if state.is_over:
        report = reverse("programme_report", args=[code])
        return Now(_("The round is over."), _("See what came of it"), report)
    if state.unanswered.applications and not state.draft and not state.pairs:
        return _with_the_applications(state)
    if state.called:
        return Now(state.called, _("See the calls"), reverse("programme_calls", args=[code]))
    if not mentors or not mentees:
        missing = _no_people(mentors, mentees)
        return Now(missing, _("Bring in people"), reverse("import_new", args=[code]))
    if state.draft and state.draft.state == Proposal.State.SOLVING:
        return Now(_("The best pairs are being found."), _("Watch"), board)
    if state.draft:
        return Now(_("A draft of the pairs waits for you."), _("Look through the draft"), board)
    return None if state.pairs else _first_pairs(state)


def _with_the_applications(state: State) -> Now:
    """To be decided on one by one, and then to be told together."""
    undecided, drafted = state.unanswered.undecided, state.unanswered.applications
    if undecided:
        text = ngettext(
            "%(n)s application waits for your decision.",
            "%(n)s applications wait for your decision.",
            undecided,
        )
        href = reverse("programme_applications", args=[state.programme.pk])
        return Now(text % {"n": undecided}, _("Decide"), href)
    text = ngettext(
        "%(n)s application is decided on, and not told yet.",
        "%(n)s applications are decided on, and not told yet.",
        drafted,
    )
    href = reverse("programme_decisions", args=[state.programme.pk])
    return Now(text % {"n": drafted}, _("Tell the decisions"), href)


def _first_pairs(state: State) -> Now:
    """Found when those with a place have had time to say whether they take it."""
    code, many = state.programme.pk, state.unanswered.fresh_places
    if not many:
        board = reverse("board", args=[code])
        return Now(_("The people are here. Now find the best pairs."), _("Find pairs"), board)
    text = ngettext(
        "%(n)s person has a place, and time to say yes to it.",
        "%(n)s people have a place, and time to say yes to it.",
        many,
    )
    people = reverse("programme_people", args=[code])
    return Now(text % {"n": many}, _("See who"), f"{people}?missing=place")


def _with_the_pairs(state: State, monday: tuple[Part, ...]) -> Now:
    there, waiting, dateless = "#monday", len(state.waiting), len(state.dateless)
    if waiting:
        text = ngettext(
            "%(n)s pair waits for an answer.", "%(n)s pairs wait for an answer.", waiting
        )
        return Now(text % {"n": waiting}, _("See whose"), there)
    calls = len(state.to_call) + len(state.doubted)
    if calls:
        text = ngettext("%(n)s pair needs you.", "%(n)s pairs need you.", calls)
        return Now(text % {"n": calls}, _("See which"), there)
    if dateless:
        text = ngettext("%(n)s pair has no next date.", "%(n)s pairs have no next date.", dateless)
        return Now(text % {"n": dateless}, _("See which"), there)
    if monday:
        return Now(_("No pair needs you today. Something else does."), _("See what"), there)
    pairs = reverse("programme_pairs", args=[state.programme.pk])
    return Now(_("Nothing needs you today."), _("All pairs"), pairs)


def _no_people(mentors: int, mentees: int) -> str:
    if mentors or mentees:
        return _("There are no mentees yet.") if mentors else _("There are no mentors yet.")
    return _("Nobody is in the programme yet.")


def _facts_at_the_end(state: State) -> tuple[tuple[str, object], ...]:
    """What was: of pairs that meet, and of what waits, there is nothing left to count."""
    return (
        (_("Mentors"), state.enrolled["mentor"]),
        (_("Mentees"), state.enrolled["mentee"]),
        (_("Pairs formed"), state.count(*FORMED)),
        (_("Meetings held"), meetings_held(state.programme)),
    )


def _facts(state: State) -> tuple[tuple[str, object], ...]:
    if state.is_over:
        return _facts_at_the_end(state)
    held, harvest = sum(facts.held for facts in state.meetings.values()), state.harvest
    facts: tuple[tuple[str, object], ...] = (
        (_("Mentors"), state.enrolled["mentor"]),
        (_("Mentees"), state.enrolled["mentee"]),
        (_("Pairs that meet"), state.count(Pair.State.ACTIVE)),
        (_("Pairs waiting for an answer"), state.count(Pair.State.PROPOSED)),
        (_("Meetings held by these pairs"), held),
    )
    if not harvest.set_out:
        return facts
    tried = _("%(part)s of %(whole)s") % {"part": harvest.tried, "whole": harvest.set_out}
    return (*facts, (_("Things tried, of those set out to try"), tried))
