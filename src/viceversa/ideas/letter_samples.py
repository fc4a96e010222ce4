"""The letters of this room, each with an example."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy

from viceversa.conversations.letters import pair_facts
from viceversa.ideas.models import Idea
from viceversa.lib.dates import say_day
from viceversa.notices.samples import Context, Kind, example_person, letter_sample
from viceversa.pairing.letter_samples import BOTH, example_pair

OWNER = ("idea_owner",)


@letter_sample(
    "ideas/yes_wanted",
    to=BOTH,
    when=gettext_lazy("when the other one has written an idea, or changed its words"),
)
def yes_wanted(role: str) -> Context:
    return pair_facts(example_pair(), example_person(role))


@letter_sample(
    "ideas/news",
    to=BOTH,
    when=gettext_lazy("at each step of an idea of theirs, also when the round is over"),
)
def news(role: str) -> Context:
    return {**yes_wanted.context(role), "state": Idea.State.ACCEPTED}


@letter_sample(
    "ideas/arrived",
    to=("coordinator",),
    when=gettext_lazy("when both in a pair have said yes to sharing an idea"),
)
def arrived(role: str) -> Context:
    return _about()


@letter_sample(
    "ideas/answer_wanted",
    to=OWNER,
    when=gettext_lazy("when you name somebody as the owner of an idea"),
)
def answer_wanted(role: str) -> Context:
    return _about()


@letter_sample(
    "ideas/answer_waits",
    kind=Kind.REMINDER,
    to=OWNER,
    when=gettext_lazy("a week after the owner was asked, and each week until she has answered"),
)
def answer_waits(role: str) -> Context:
    return {**_about(), "is_late": False}


@letter_sample(
    "ideas/review_due",
    kind=Kind.REMINDER,
    to=OWNER,
    when=gettext_lazy("on the day on which the owner wanted to look at the idea again"),
)
def review_due(role: str) -> Context:
    return _about()


@letter_sample(
    "ideas/several_wait",
    kind=Kind.REMINDER,
    to=OWNER,
    when=gettext_lazy("in place of the two above where several ideas wait for the same owner"),
)
def several_wait(role: str) -> Context:
    return {**_about(), "answers": 2, "late": 1, "reviews": 1}


def _about() -> Context:
    programme = example_pair().programme
    day = say_day(timezone.localdate() + timedelta(days=14))
    return {"idea": Idea(pk="example", programme=programme), "programme": programme, "day": day}
