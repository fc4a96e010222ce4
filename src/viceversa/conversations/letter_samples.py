"""The letters of this room, each with an example."""

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from viceversa.conversations.letters import facts, pair_facts
from viceversa.conversations.meetings import place_words
from viceversa.conversations.models import Meeting, TryOut
from viceversa.conversations.pair_letters import course_facts
from viceversa.conversations.queries import home_zone
from viceversa.lib.dates import days_later, local_moment, say_day, say_moment
from viceversa.notices.samples import Context, Kind, example_person, letter_sample
from viceversa.pairing.letter_samples import BOTH, example_pair
from viceversa.pairing.queries import members
from viceversa.programmes.models import Break, Role

THURSDAY = 3


def example_meeting(*, weeks: int = 1) -> Meeting:
    """A meeting that does not exist, on a Thursday so many weeks from this one."""
    pair = example_pair()
    today = timezone.localdate()
    day = today + timedelta(days=THURSDAY - today.weekday(), weeks=weeks)
    return Meeting(
        pk="example",
        pair=pair,
        number=2,
        starts_at=local_moment(day, time(14), zone=home_zone(pair.programme)),
        place=_("at Göran's office"),
    )


@letter_sample(
    "conversations/times_offered",
    to=BOTH,
    when=gettext_lazy("when the other one has offered times"),
)
def times_offered(role: str) -> Context:
    return _facts(role, times=_times())


@letter_sample(
    "conversations/meeting_booked", to=BOTH, when=gettext_lazy("when a meeting is booked")
)
def meeting_booked(role: str) -> Context:
    return _facts(role, mine=role == "mentee", hand="")


@letter_sample("conversations/meeting_moved", to=BOTH, when=gettext_lazy("when a meeting is moved"))
def meeting_moved(role: str) -> Context:
    return _facts(role, mine=role == "mentee", hand="")


@letter_sample(
    "conversations/meeting_cancelled",
    to=BOTH,
    when=gettext_lazy("when the other one has cancelled a meeting"),
)
def meeting_cancelled(role: str) -> Context:
    return _facts(role, successor=example_meeting(), times=_times())


@letter_sample(
    "conversations/new_time", to=BOTH, when=gettext_lazy("when the reader has cancelled a meeting")
)
def new_time(role: str) -> Context:
    return _facts(role, successor=None, hand="")


@letter_sample(
    "conversations/times_suggested",
    to=BOTH,
    when=gettext_lazy("when the other one suggests another time for a booked meeting"),
)
def times_suggested(role: str) -> Context:
    return _facts(role, times=_times())


@letter_sample(
    "conversations/time_kept",
    to=BOTH,
    when=gettext_lazy("when the other one keeps the time that was booked"),
)
def time_kept(role: str) -> Context:
    return _facts(role)


@letter_sample(
    "conversations/meeting_declined",
    to=BOTH,
    when=gettext_lazy("when the other one says no to an invitation"),
)
def meeting_declined(role: str) -> Context:
    return _facts(role)


@letter_sample(
    "conversations/times_to_choose",
    to=("assistant",),
    when=gettext_lazy("when times are offered to the one whom the assistant books for"),
)
def times_to_choose(role: str) -> Context:
    return _errand(role)


@letter_sample(
    "conversations/times_wait",
    kind=Kind.REMINDER,
    to=("assistant",),
    when=gettext_lazy("three days after times were offered, while none is chosen"),
)
def times_wait(role: str) -> Context:
    return _errand(role)


@letter_sample(
    "conversations/break_ahead",
    to=BOTH,
    when=gettext_lazy("three days before a break"),
)
def break_ahead(role: str) -> Context:
    day = say_day(timezone.localdate() + timedelta(days=24))
    return {"name": Break.Kind.SUMMER.label, "day": day, "role": role}


@letter_sample(
    "conversations/question_wanted",
    kind=Kind.REMINDER,
    to=("mentee",),
    when=gettext_lazy("three days before a meeting without a question"),
)
def question_wanted(role: str) -> Context:
    return _facts(role)


@letter_sample(
    "conversations/agenda_ahead",
    kind=Kind.REMINDER,
    to=("mentor",),
    when=gettext_lazy("three days before a meeting, unless agendas are off"),
)
def agenda_ahead(role: str) -> Context:
    return _facts(role)


@letter_sample(
    "conversations/meeting_tomorrow",
    kind=Kind.MEETING,
    to=BOTH,
    when=gettext_lazy("the day before a meeting"),
)
def meeting_tomorrow(role: str) -> Context:
    return _facts(role)


@letter_sample(
    "conversations/three_taps",
    kind=Kind.MEETING,
    to=BOTH,
    when=gettext_lazy("an hour after a meeting"),
)
def three_taps(role: str) -> Context:
    return _facts(role, weeks=-1)


@letter_sample(
    "conversations/try_out_due",
    kind=Kind.REMINDER,
    to=BOTH,
    when=gettext_lazy("on the day by which something was to be tried"),
)
def try_out_due(role: str) -> Context:
    return _pair_facts(role, try_out=TryOut(pk="example"), day=say_day(timezone.localdate()))


@letter_sample(
    "conversations/try_out_settled",
    to=BOTH,
    when=gettext_lazy("when the other one has tried it, or let it go"),
)
def try_out_settled(role: str) -> Context:
    return _pair_facts(role, tested=True)


@letter_sample(
    "conversations/feedback_given",
    to=BOTH,
    when=gettext_lazy("when the other one has written feedback"),
)
def feedback_given(role: str) -> Context:
    return _pair_facts(role)


@letter_sample(
    "conversations/words_erased_soon",
    to=BOTH,
    when=gettext_lazy("two weeks before what the two have written is erased"),
)
def words_erased_soon(role: str) -> Context:
    return _pair_facts(role, day=say_day(timezone.localdate() + timedelta(days=14)))


@letter_sample(
    "conversations/first_date_wanted",
    kind=Kind.REMINDER,
    to=BOTH,
    when=gettext_lazy("ten days after the match without a date to the mentee, then to the mentor"),
)
def first_date_wanted(role: str) -> Context:
    return _course(role, times=_times())


@letter_sample(
    "conversations/next_date_wanted",
    kind=Kind.REMINDER,
    to=BOTH,
    when=gettext_lazy("two weeks after a meeting without a next date, to the one whose turn it is"),
)
def next_date_wanted(role: str) -> Context:
    return _course(role, times=_times())


@letter_sample(
    "conversations/call_wanted",
    to=("coordinator",),
    when=gettext_lazy("when one side has cancelled twice, or a pair has been silent for 45 days"),
)
def call_wanted(role: str) -> Context:
    return _report()


@letter_sample(
    "conversations/not_your_fault",
    to=("mentor",),
    when=gettext_lazy("when the mentee has cancelled twice, or a pair has been silent for 45 days"),
)
def not_your_fault(role: str) -> Context:
    return _course(role)


@letter_sample(
    "conversations/pair_paused",
    to=BOTH,
    when=gettext_lazy("when one of the two pauses the pair"),
)
def pair_paused(role: str) -> Context:
    return _course(role, called_off=example_meeting())


@letter_sample(
    "conversations/pair_resumed",
    to=BOTH,
    when=gettext_lazy("when the pause is over"),
)
def pair_resumed(role: str) -> Context:
    return _course(role)


@letter_sample(
    "conversations/half_way",
    kind=Kind.REMINDER,
    to=BOTH,
    when=gettext_lazy("when half of the time has passed"),
)
def half_way(role: str) -> Context:
    return _course(role)


@letter_sample(
    "conversations/closing_ahead",
    to=BOTH,
    when=gettext_lazy("three weeks before the last day"),
)
def closing_ahead(role: str) -> Context:
    return _course(role)


@letter_sample(
    "conversations/pair_renewed",
    to=BOTH,
    when=gettext_lazy("when both want to go on"),
)
def pair_renewed(role: str) -> Context:
    return _course(role)


@letter_sample(
    "conversations/pair_ended",
    to=BOTH,
    when=gettext_lazy("when one of the two has ended the pair"),
)
def pair_ended(role: str) -> Context:
    return _course(role, called_off=None)


@letter_sample(
    "conversations/pair_completed",
    to=BOTH,
    when=gettext_lazy("two weeks after the last day"),
)
def pair_completed(role: str) -> Context:
    return _course(role, called_off=None, held=3)


def _course(role: str, **more: object) -> Context:
    pair = example_pair()
    pair.programme.ends_on = timezone.localdate() + timedelta(days=21)
    pair.resumes_on = timezone.localdate() + timedelta(days=30)
    return {**course_facts(pair, example_person(role)), **more}


def _report() -> Context:
    pair = example_pair()
    mentor, mentee = members(pair)
    return {"pair": pair, "mentor": mentor, "mentee": mentee}


def _pair_facts(role: str, **more: object) -> Context:
    return {**pair_facts(example_pair(), example_person(role)), **more}


def _errand(role: str) -> Context:
    meeting, assisted = example_meeting(), example_person("mentee")
    return {
        "role": Role(pk="example", person=example_person(role), kind=role, assists=assisted),
        "assisted": assisted.full_name,
        "times": _times(),
        "minutes": meeting.minutes,
        "where": place_words(meeting),
    }


def _facts(role: str, *, weeks: int = 1, **more: object) -> Context:
    return {**facts(example_meeting(weeks=weeks), example_person(role)), **more}


def _times() -> list[str]:
    meeting = example_meeting()
    zone = home_zone(meeting.pair.programme)
    assert meeting.starts_at  # noqa: S101  # as it was just made
    return [
        say_moment(days_later(meeting.starts_at, days, zone=zone), zone=zone) for days in (1, 7, 8)
    ]
