"""Every kind of programme from its wizard to its report; what makes it that kind shows on the way.

Days are not waited for: see `tests/turning.py`. Each part of a round is a function, in the order in
which they are lived.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.rounds import MENTORS, Lead, Member, Round
from tests.printed import words
from viceversa.conversations.ground_rules import ACT, BETWEEN_COMPANIES
from viceversa.programmes.blueprints import Blueprint, blueprints

pytestmark = [pytest.mark.browser, pytest.mark.slow]
EVENTS = {
    "kick_off": "Kick-off",
    "half_time": "Half-time, together",
    "closing": "Closing, together",
}
AFTER_THE_END = 16
"""Days; a pair closes by itself two weeks after its last day."""


@pytest.mark.parametrize("kind", blueprints().values(), ids=blueprints())
def test_a_round_of_every_blueprint(
    kind: Blueprint, anna: Lead, new_member: Callable[[str], Member]
) -> None:
    live(Round(kind, anna, new_member))


def live(one: Round) -> None:
    for part in (begin, recruit, pair_up, agree, meet, reach_half_time, part_or_go_on, end):
        part(one)


def begin(one: Round) -> None:
    """The time line and the rules are those of its kind."""
    kind, anna = one.kind, one.anna
    anna.makes_a_programme(one.name, kind=kind.id, partners=one.people.partners)
    phases = anna.page.locator(".phases li")
    expect(phases).to_have_count(9 if kind.months else 6)
    expect(phases.last).to_contain_text("–" if kind.months else "från")
    anna.go(f"{anna.programme}settings/rules/")
    shows(anna.page.locator("[name=different_organisation]"), one.is_between)
    expect(anna.page.locator("[name=different_unit]")).to_be_checked(
        checked=kind.rules.different_unit
    )


def recruit(one: Round) -> None:
    """Whoever is called reads what she will be called to; the list brings everybody in."""
    anna = one.anna
    anna.prepares_the_call("mentor")
    shows(anna.page.locator("main ol").get_by_text("Paren träffas"), one.kind.months)
    for event, name in EVENTS.items():
        told = anna.page.locator(".time-parts dt").get_by_text(anna.say(name), exact=True)
        shows(told, event in one.kind.events)
    anna.brings_in("personer.csv", one.people.list_of_all())


def pair_up(one: Round) -> None:
    """As many pairs as there are mentors, also where mentees have several; all say yes."""
    anna = one.anna
    if one.has_matcher:
        one.matcher_proposes()
    else:
        anna.finds_the_best_pairs()
    one.chooses_whom_to_follow()
    anna.publishes()
    expect(anna.page.locator("table.roster tbody tr")).to_have_count(len(MENTORS))
    for member in one.members.values():
        member.says_yes_to_all()


def agree(one: Round) -> None:
    """The ground rules of its kind; goals come first where they have to."""
    for member in one.two:
        member.opens_the_page_of_the_pair()
        member.sees(str((BETWEEN_COMPANIES if one.is_between else ACT).title))
        member.accepts_the_ground_rules()
    mentor, _mentee = one.two
    is_required = one.kind.goal_policy == "require"
    shows(mentor.way("Find a time"), not is_required)
    for member in one.two:
        member.says_what_it_is_about(one.kind.goal_kinds)
    mentor.go(mentor.pair)
    expect(mentor.way("Find a time")).to_be_visible()


def meet(one: Round) -> None:
    """A first meeting, with the agenda that is required or advised, and a second one booked."""
    mentor, mentee = one.two
    mentor.chooses_among(one.kind.activities)
    mentor.books_in(7)
    mentee.asks("Varför tystnade alla när jag frågade?")
    if one.kind.agenda_policy == "require":
        shows(mentor.way("Add the agenda"), False)
    else:
        mentor.adds_the_agenda()
    one.calendar.go_on_to(8)
    mentor.says_that_they_met()
    for member in one.two:
        member.says_how_it_was()
    mentor.books_the_next_in(7)


def reach_half_time(one: Round) -> None:
    mentor, _mentee = one.two
    one.calendar.go_on_to(one.calendar.length // 2 + 3)
    mentor.says_that_they_met()
    one.anna.go(f"{one.anna.programme}pairs/")
    one.anna.press("Half-time in figures")


def part_or_go_on(one: Round) -> None:
    """Two weeks before the end: those of a round take leave, those without an end go on."""
    one.calendar.go_on_to(one.calendar.length - 14)
    for member in one.two:
        member.says_how_to_go_on(renewal="no" if one.kind.months else "yes")
    if one.has_closing:
        one.anna.asks_what_came_of_it("mentor")
        for name in MENTORS:
            one.members[name].answers_the_survey()


def end(one: Round) -> None:
    """What came of it, on the page and on paper; and the next round, where there is one."""
    kind, anna = one.kind, one.anna
    one.calendar.go_on_to(one.calendar.length + AFTER_THE_END)
    for member in one.two:
        member.go(member.pair)
        over = member.say("Your time as a pair is over. Thank you for what you gave it.")
        shows(member.page.get_by_text(over), kind.months)
        shows(member.way("Find a time"), not kind.months)
    if one.has_closing:
        anna.reads_the_answers()
    printed = words(anna.prints_the_report())
    assert one.name in printed
    assert (anna.say("Going on after the pilot") in printed) is kind.pilot
    if kind.months:
        anna.makes_the_next_round(f"{one.name}, igen")
        expect(anna.page.locator(".phases li")).to_have_count(9)


def shows(place: Locator, yes: object) -> None:
    """Whether this stands on the page, once."""
    expect(place).to_have_count(1 if yes else 0)
