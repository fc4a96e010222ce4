"""The Monday list: what to decide, whom to ring, who needs a date, a partner or an answer; each
row one action.

Of a pair it knows how it is doing by its dates, never what it is about.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from viceversa.conversations.health import Health
from viceversa.desk.answers import answer_parts
from viceversa.desk.rows import SHOWN, Part, Row, pair_title, write_to
from viceversa.desk.state import State
from viceversa.enrolment.seats import open_seats, taken
from viceversa.gatherings.kinds import Kind
from viceversa.lib.dates import say_day
from viceversa.pairing.models import Pair
from viceversa.people.models import Person
from viceversa.programmes.models import Partner, Programme, Role
from viceversa.programmes.queries import meets_from, partners_of

TRAINING_ASKED_FOR = timedelta(days=21)  # before the first day of meetings, and after it


def monday_list(state: State) -> tuple[Part, ...]:
    """The parts in which there is something to do."""
    parts = (
        _doubts_part(state),
        _enquiries_part(state),
        _applications_part(state),
        _places_part(state),
        _kick_off_part(state),
        _training_part(state),
        _calls_part(state),
        _dateless_part(state),
        _ideas_part(state),
        _free_part(state),
        _arrivals_part(state),
        *answer_parts(state),
        _seats_part(state),
        _next_round_part(state),
    )
    return tuple(part for part in parts if part.total)


def _doubts_part(state: State) -> Part:
    return _part_of_pairs(
        state,
        state.doubted,
        title=_("Still independent?"),
        line=lambda _pair: _("A job has changed. Nothing is broken before you decide."),
        action=_("Look and decide"),
        href=lambda pair: reverse("programme_independence", args=[pair.programme_id, pair.pk]),
    )


def _enquiries_part(state: State) -> Part:
    href = reverse("programme_enquiries", args=[state.programme.pk])
    line = ngettext(
        "%(n)s waits for an answer.", "%(n)s wait for an answer.", state.unanswered.enquiries
    )
    row = Row(
        title=_("Written to the organiser"),
        line=line % {"n": state.unanswered.enquiries},
        action=_("Read it"),
        href=href,
    )
    return Part(_("Written to you"), (row,), min(state.unanswered.enquiries, 1), href)


def _applications_part(state: State) -> Part:
    """One row however many they are: all are answered together, by the day that was promised."""
    href, waits = reverse("programme_applications", args=[state.programme.pk]), state.unanswered
    title = ngettext("%(n)s application", "%(n)s applications", waits.applications)
    line = ""
    if waits.promised_on:
        promised = say_day(waits.promised_on, today=state.today)
        line = _("Answer promised on %(day)s.") % {"day": promised}
    decided = waits.applications - waits.undecided
    if decided:
        line = f"{line} {_('Decided so far: %(n)s.') % {'n': decided}}".strip()
    row = Row(title % {"n": waits.applications}, line, *_next_with_applications(state))
    return Part(_("Applications without an answer"), (row,), min(waits.applications, 1), href)


def _next_with_applications(state: State) -> tuple[str, str]:
    """The button and where it leads: to decide, or, once that is done, to tell."""
    code = state.programme.pk
    if state.unanswered.undecided:
        return _("Decide"), reverse("programme_applications", args=[code])
    return _("Tell the decisions"), reverse("programme_decisions", args=[code])


def _places_part(state: State) -> Part:
    """Nobody loses a place by silence: somebody asks."""
    href = reverse("programme_people", args=[state.programme.pk]) + "?missing=place"
    many = 0 if state.is_over else state.unanswered.places
    title = ngettext(
        "%(n)s has not said whether to take the place",
        "%(n)s have not said whether to take the place",
        many,
    )
    line = _("Asked more than five days ago. Ring or write; nobody loses a place by itself.")
    row = Row(title % {"n": many}, line, _("See who"), href)
    return Part(_("Places without a yes"), (row,), min(many, 1), href)


def _kick_off_part(state: State) -> Part:
    href = reverse("gathering_day", args=[state.programme.pk, Kind.KICK_OFF.value])
    start = say_day(meets_from(state.programme), today=state.today)
    line = _("Pairs meet from %(day)s. Everybody is called two weeks before the kick-off.")
    row = Row(_("Kick-off: no day yet"), line % {"day": start}, _("Set the day"), href)
    return Part(str(Kind.KICK_OFF.label), (row,), int(state.lacks_kick_off), href)


def _training_part(state: State) -> Part:
    """When the first meetings are near, or have just been."""
    href = reverse("programme_people", args=[state.programme.pk]) + "?missing=training"
    start, many = meets_from(state.programme), state.unanswered.untrained
    is_near = start - TRAINING_ASKED_FOR <= state.today <= start + TRAINING_ASKED_FOR
    title = ngettext("%(n)s is not ticked off", "%(n)s are not ticked off", many) % {"n": many}
    line = _("Mentors go to training, mentees to the briefing, before they meet.")
    row = Row(title, line, _("See who"), href)
    return Part(_("Training and briefing"), (row,), min(many, 1) if is_near else 0, href)


def _calls_part(state: State) -> Part:
    return _part_of_pairs(
        state,
        state.to_call,
        title=_("Pairs that need a call"),
        line=partial(_since_line, state),
        action=_("Ring both"),
        href=lambda pair: reverse("programme_call", args=[pair.programme_id, pair.pk]),
    )


def _dateless_part(state: State) -> Part:
    return _part_of_pairs(
        state,
        state.dateless,
        title=_("Pairs without a next date"),
        line=partial(_since_line, state),
        action=_("Write to both"),
        href=lambda pair: write_to((pair.mentee.person, pair.mentor.person), state.programme),
    )


def _ideas_part(state: State) -> Part:
    """One row for each kind of silence that the two behind an idea may meet."""
    href, ideas = reverse("programme_ideas", args=[state.programme.pk]), state.harvest
    ownerless = ngettext("%(n)s idea has no owner.", "%(n)s ideas have no owner.", ideas.ownerless)
    late = ngettext("%(n)s answer is late.", "%(n)s answers are late.", ideas.late)
    rows = (
        (ideas.ownerless, ownerless, _("Name an owner"), f"{href}?state=shared"),
        (ideas.late, late, _("See which"), f"{href}?state=late"),
    )
    shown = tuple(
        Row(_("Ideas"), line % {"n": many}, action, to) for many, line, action, to in rows if many
    )
    return Part(_("Ideas that wait"), shown, len(shown), href)


def _part_of_pairs(
    state: State,
    pairs: list[Pair],
    *,
    title: str,
    line: Callable[[Pair], str],
    action: str,
    href: Callable[[Pair], str],
) -> Part:
    rows = tuple(
        Row(pair_title(pair), line(pair), action, href(pair), chip=_chip(state, pair))
        for pair in pairs[:SHOWN]
    )
    all_href = reverse("programme_pairs", args=[state.programme.pk]) + "?state=active"
    return Part(title, rows, len(pairs), all_href)


def _since_line(state: State, pair: Pair) -> str:
    facts = state.meetings[pair.pk]
    if facts.has_next:
        return _("There is a next date.")
    if facts.times_offered:
        return _("Times are offered; nobody has chosen yet.")
    since = say_day(facts.quiet_since, today=state.today)
    return _("No date ahead since %(day)s.") % {"day": since}


def _chip(state: State, pair: Pair) -> str:
    """How the pair is doing; a pause is none of what the row asks to do."""
    health = state.meetings[pair.pk].health
    return "" if health == Health.PAUSED else health


def _free_part(state: State) -> Part:
    seats, programme = state.free_again, state.programme
    rows = tuple(
        Row(
            title=seat.person.full_name,
            line=_("Would like a partner, as %(role)s.") % {"role": seat.role_name},
            action=_("Next best"),
            href=reverse("second_best", args=[programme.pk, seat.pk]),
        )
        for seat in seats[:SHOWN]
    )
    board = reverse("board", args=[programme.pk])
    return Part(_("Free for a new partner"), rows, len(seats), board)


def _arrivals_part(state: State) -> Part:
    """Those who came since the last pairs, where people are taken in at all times."""
    board = reverse("board", args=[state.programme.pk])
    rows = tuple(
        Row(
            title=seat.person.full_name,
            line=_("No partner yet, as %(role)s: could be matched with somebody who waits.")
            % {"role": seat.role_name},
            action=_("Find pairs"),
            href=board,
        )
        for seat in state.arrivals[:SHOWN]
    )
    return Part(_("Could be matched now"), rows, len(state.arrivals), board)


def _seats_part(state: State) -> Part:
    """While a seat can still be filled: not once pairs meet in a round that nobody joins later."""
    programme = state.programme
    joinable = programme.entry == Programme.Entry.ROLLING or not state.meeting
    rows = tuple(_seat_rows(programme)) if joinable and not state.is_over else ()
    return Part(
        title=_("Seats open"),
        rows=rows[:SHOWN],
        total=len(rows),
        all_href=reverse("programme_partners", args=[programme.pk]),
    )


def _seat_rows(programme: Programme) -> Iterator[Row]:
    partners = partners_of(programme)
    if not partners:
        return
    found, contacts = taken(programme), _contacts(programme)
    for partner in partners:
        line = open_seats(partner, found)
        if line:
            yield _seat_row(programme, partner, line, contacts.get(partner.pk, []))


def _seat_row(programme: Programme, partner: Partner, line: str, contacts: list[Person]) -> Row:
    roles = reverse("programme_roles", args=[programme.pk]) + f"?contact_of={partner.pk}#give"
    return Row(
        title=partner.organisation.name,
        line=line,
        action=_("Write to the contact") if contacts else _("Name a contact"),
        href=write_to(contacts, programme) if contacts else roles,
    )


def _next_round_part(state: State) -> Part:
    """Once the round is over, until there is a copy of it."""
    programme, copy = state.programme, reverse("programme_copy", args=[state.programme.pk])
    is_due = state.is_over and not Programme.objects.filter(copied_from=programme).exists()
    row = Row(
        title=_("Another round"),
        line=_("The same rules, partners and seats, with new dates. No people come along but you."),
        action=_("Copy to a new round"),
        href=copy,
    )
    return Part(_("The next round"), (row,), int(is_due), copy)


def _contacts(programme: Programme) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    roles = programme.roles.filter(kind=Role.Kind.PARTNER_CONTACT).select_related("person")
    for role in roles:
        found.setdefault(role.partner_id or "", []).append(role.person)
    return found
