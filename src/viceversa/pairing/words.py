"""What the core found, said to people: in the reader's language, with names and topics.

Everything is stored as codes and ids, so a board made by a Swede is read in English by the next.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import (
    gettext,
    gettext_lazy,
    ngettext,
    ngettext_lazy,
    pgettext,
    pgettext_lazy,
)
from django.utils.translation import gettext_noop as _

from viceversa.matching import Standing
from viceversa.people.choices import HOURS
from viceversa.programmes.models import Programme
from viceversa.programmes.topics import Topic

Told = tuple[Any, Any]
"""What is said of a loss and of a gain: lazy plurals, which the type checker does not know."""

VIDEO = "video"
SHOWN_TOPICS = 2
SHOWN_PEOPLE = 3

RULES = {
    "role": _("Nobody can be mentor and mentee in one pair."),
    "level": _("The mentor's level is not below the mentee's."),
    "different_unit": _("Both belong to the same unit."),
    "different_organisation": _("Both work for the same organisation."),
    "no_dependency": _("One of them reports to the other, directly or through somebody."),
    "no_dotted_line": _("A dotted line joins them."),
    "no_pay_setting": _("One of them sets the other's pay."),
    "no_appraisal": _("One of them makes the other's appraisal."),
    "not_acquainted": _("They know each other already."),
    "not_with": _("One of them asked not to be paired with the other."),
    "prior": _("They were a pair in an earlier round."),
    "no_competitor_or_supplier": _("Their organisations compete, or one supplies the other."),
    "common_language": _("They have no language in common."),
    "not_these_two": _("They are kept apart, or were proposed to each other once before."),
    "capacity": _("One of them would be in more pairs than there is room for."),
    "seats": _("There would be more or fewer pairs than the seats allow."),
    "lock": _("A locked pair is missing."),
    "unknown": _("One of them no longer takes part."),
}
PRIVATE = frozenset({"not_with", "not_acquainted", "no_pay_setting", "no_appraisal"})
"""Rules that rest on what somebody told the coordinator alone; matchers hear only that it is so."""

PRIVATE_REASONS = frozenset({"mentee_prefers", "mentor_prefers"})
"""Parts of the score of which the same holds."""

RULE_NAMES = {
    "role": _("two different people"),
    "level": _("mentor below mentee in level"),
    "different_unit": _("different unit"),
    "different_organisation": _("different organisation"),
    "no_dependency": _("no reporting line"),
    "no_dotted_line": _("no dotted line"),
    "no_pay_setting": _("no pay-setting"),
    "no_appraisal": _("no appraisal"),
    "not_acquainted": _("do not know each other"),
    "not_with": _("own wish: not with"),
    "prior": _("new to each other"),
    "no_competitor_or_supplier": _("no competitor or supplier"),
    "common_language": _("a common language"),
    "not_these_two": _("kept apart"),
    "capacity": _("room for a pair"),
    "seats": _("seats of the partner"),
}
REASONS = {
    "wants": _("The mentor offers what the mentee wants: %(what)s"),
    "returns": _("The mentee offers what the mentor wants: %(what)s"),
    "theme": _("Meets the theme of the programme: %(what)s"),
    "sector": _("Different sectors: %(what)s"),
    "places": _("They can meet: %(what)s"),
    "hours": _("The same hours suit: %(what)s"),
    "goals": _("The same kind of goal: %(what)s"),
    "mentee_prefers": _("The mentee wishes for this mentor"),
    "mentor_prefers": _("The mentor wishes for this mentee"),
    "wants_unknown": _("What the mentee wants or the mentor offers is not known"),
    "returns_unknown": _("What the mentor wants or the mentee offers is not known"),
    "theme_unknown": _("Whether they meet the theme is not known"),
    "sector_unknown": _("A sector is not known"),
    "places_unknown": _("Where they can meet is not known"),
    "hours_unknown": _("Which hours suit is not known"),
    "goals_unknown": _("The kind of goal is not known"),
    "neutral": _("Nothing that could be compared is known about the two"),
    "given": _("The score was given"),
}
PHRASES = {
    "sector": _("another sector"),
    "goals": _("same kind of goal"),
    "mentee_prefers": _("the mentee wishes for it"),
    "mentor_prefers": _("the mentor wishes for it"),
}
"""What a sentence says of a part of which there is no more to tell."""

ROLES = {"mentor": _("mentors"), "mentee": _("mentees")}
REMEDIES = {
    "own_seat": _("Has no room for a pair: raise the number of pairs at a time."),
    "seat": _(
        "All who could be a partner are taken, however pairs are exchanged: together they have "
        "room for %(seats)s. It helps if one of them (%(people)s) takes one more."
    ),
    "partner_seat": _("One more seat for %(partners)s would help."),
    "seat_and_partner_seat": _(
        "One more seat for %(partners)s, and one more pair with %(people)s, would help."
    ),
    "waive": _("If this were set aside: %(rules)s, a pair with %(people)s would be possible."),
    "waive_and_seat": _(
        "If this were set aside: %(rules)s, and %(people)s took one more, a pair would be possible."
    ),
    "waive_and_seats": _(
        "If this were set aside: %(rules)s, %(people)s took one more, and %(partners)s had "
        "one more seat, a pair would be possible."
    ),
    "waive_and_partner_seat": _(
        "If this were set aside: %(rules)s, a pair with %(people)s would be possible, "
        "with one more seat for %(partners)s."
    ),
    "score": _("A score with %(people)s is missing."),
    "more_people": _("Everybody on the other side has a partner: ask one more to join."),
    "not_sought": _("Where so many take part, no remedy is looked for."),
    "by_hand": _("Left over by a change made by hand: move somebody here, or solve again."),
}
STEPS = {
    "": _("Waiting for its turn"),
    "people": _("Reading the people, their wishes and the rules"),
    "solving": _("Comparing everybody with everybody, and proving the best"),
}
PROBLEMS = {
    "empty": _("There must be mentors and mentees with room for a pair. Bring people in first."),
    "lock": _("A locked pair is not possible any more: %(people)s. Unlock it and try again."),
    "seats": _("A partner has agreed on more pairs than its people can be in. Look at the seats."),
    "seats_few": _(
        "%(group)s: at least %(least)s pairs are lacking, and those who take part, have room and "
        "may be paired make %(most)s at most. Lower the number under Partners and seats, or bring "
        "more people in."
    ),
    "seats_beside": _(
        "%(group)s: at least %(least)s pairs are lacking, and they cannot be had beside the other "
        "seats and the locked pairs. Lower a number under Partners and seats, or unlock a pair."
    ),
    "lock_of_group": _(
        "%(group)s: more pairs are locked than the seats, %(seats)s. Unlock one and try again."
    ),
    "crossing_of_group": _(
        "%(group)s and %(other)s have seats for some of the same people, and for so many people "
        "that cannot be solved. Leave one of the two out under Partners and seats."
    ),
    "many_pairs": _(
        "So many people cannot be paired here at once: everybody is compared with everybody, up to "
        "6,000 people on either side. Divide the programme, by place or language for example, or "
        "let the command viceversa match pair them: it can do 100,000 on either side."
    ),
    "stopped": _("The search was stopped. Nothing has changed."),
    "other": _("The people, the rules and the locked pairs contradict each other: %(people)s."),
    "unseen": _(
        "The people, the rules and the locked pairs contradict each other. Whoever leads the "
        "programme sees where."
    ),
}
QUALITY = {
    "strong": pgettext_lazy("quality of a match", "Strong"),
    "good": pgettext_lazy("quality of a match", "Good"),
    "fair": pgettext_lazy("quality of a match", "Fair"),
    "poor": pgettext_lazy("quality of a match", "Poor"),
}
GOALS = {
    "skill": gettext_lazy("skill"),
    "perspective": gettext_lazy("perspective"),
    "leadership": gettext_lazy("leadership"),
}


_PAIRS = (
    ngettext_lazy("%(n)s pair fewer", "%(n)s pairs fewer", "n"),
    ngettext_lazy("%(n)s pair more", "%(n)s pairs more", "n"),
)
_LEFT_OUT = (
    ngettext_lazy("%(n)s more person without a pair", "%(n)s more people without a pair", "n"),
    ngettext_lazy("%(n)s person fewer without a pair", "%(n)s people fewer without a pair", "n"),
)
_POOR = (
    ngettext_lazy("%(n)s more poor pair", "%(n)s more poor pairs", "n"),
    ngettext_lazy("%(n)s poor pair fewer", "%(n)s poor pairs fewer", "n"),
)
_FAIR = (
    ngettext_lazy("%(n)s more merely fair pair", "%(n)s more merely fair pairs", "n"),
    ngettext_lazy("%(n)s merely fair pair fewer", "%(n)s merely fair pairs fewer", "n"),
)
_POINTS = (
    ngettext_lazy("%(n)s point lost", "%(n)s points lost", "n"),
    ngettext_lazy("%(n)s point better", "%(n)s points better", "n"),
)


def band(score: float, programme: Programme) -> str:
    """The word for a score, by the limits of the programme."""
    if score < programme.poor_below:
        return "poor"
    if score < programme.fair_below:
        return "fair"
    return "good" if score < (programme.fair_below + 100) / 2 else "strong"


def band_word(band: str) -> str:
    return str(QUALITY[band])


class Tell:
    """Says reasons in the active language; made once a page."""

    def __init__(self, topics: Mapping[str, Topic], *, may_see_private: bool) -> None:
        self.topics, self.may_see_private = topics, may_see_private
        self.hours = dict(HOURS)

    def sentence(self, reasons: Iterable[tuple[str, float, list[str]]]) -> str:
        """Why these two, in one breath: only what speaks for them."""
        told = [phrase for code, _points, what in reasons if (phrase := self._phrase(code, what))]
        text = "; ".join(told) or gettext("nothing is known to speak for it, and no rule against")
        return f"{text[0].upper()}{text[1:]}."

    def lines(self, reasons: Iterable[tuple[str, float, list[str]]]) -> list[tuple[str, int]]:
        """Every part of the score with its points, which add up to it."""
        reasons = list(reasons)
        hidden = [points for code, points, _what in reasons if self._hides(code)]
        told = [
            (gettext(REASONS[code]) % {"what": self._what(code, what)}, round(points))
            for code, points, what in reasons
            if not self._hides(code)
        ]
        if hidden:
            told.append((gettext("What the coordinator knows"), round(sum(hidden))))
        return told

    def _hides(self, code: str) -> bool:
        return code in PRIVATE_REASONS and not self.may_see_private

    def _phrase(self, code: str, what: list[str]) -> str:
        if self._hides(code):
            return ""
        match code:
            case "wants":
                words = ngettext(
                    "%(n)s wish met: %(what)s", "%(n)s wishes met: %(what)s", len(what)
                )
                return words % {"n": len(what), "what": self._few(what)} if what else ""
            case "returns":
                words = gettext("gives back: %(what)s")
                return words % {"what": self._few(what)} if what else ""
            case "theme":
                return gettext("meets the theme") if what else ""
            case "places":
                return self._meeting(what)
        return gettext(PHRASES[code]) if code in PHRASES else ""

    def _meeting(self, what: list[str]) -> str:
        if what == [VIDEO]:
            return gettext("can meet by video")
        return gettext("can meet in %(place)s") % {"place": what[0].title()}

    def _few(self, topics: list[str]) -> str:
        named = [self._topic(code) for code in topics[:SHOWN_TOPICS]]
        return ", ".join(named) + (" …" if len(topics) > SHOWN_TOPICS else "")

    def _topic(self, code: str) -> str:
        topic = self.topics.get(code)
        return topic.name if topic else code

    def _what(self, code: str, what: list[str]) -> str:
        return ", ".join(self._named(code, thing) for thing in what)

    def _named(self, code: str, thing: str) -> str:
        match code:
            case "wants" | "returns" | "theme":
                return self._topic(thing)
            case "hours":
                return str(self.hours.get(thing, thing))
            case "goals":
                return str(GOALS.get(thing, thing))
            case "places":
                return pgettext("a way to meet", "video") if thing == VIDEO else thing.title()
        return thing


def rules(codes: Iterable[str], *, may_see_private: bool = True) -> list[str]:
    """What is wrong with a pair, one sentence a rule."""
    hidden = gettext("A rule of the programme keeps them apart; the coordinator knows which.")
    told = [
        hidden if code in PRIVATE and not may_see_private else gettext(RULES[code])
        for code in codes
    ]
    return list(dict.fromkeys(told))


def rule_names(codes: Iterable[str], *, may_see_private: bool = True) -> str:
    """The rules by name, for a list in a sentence."""
    hidden = gettext("a rule that the coordinator knows")
    told = (
        hidden if code in PRIVATE and not may_see_private else gettext(RULE_NAMES[code])
        for code in codes
    )
    return ", ".join(dict.fromkeys(told))


def remedy(found: Mapping[str, Any], names: Mapping[str, str], *, may_see_private: bool) -> str:
    """The smallest thing that would help somebody who is left over."""
    return gettext(REMEDIES[found["code"]]) % {
        "rules": rule_names(found.get("rules", ()), may_see_private=may_see_private),
        "people": listed(found.get("people", ()), names),
        "partners": listed(found.get("partners", ()), names),
        "seats": found.get("seats"),
    }


def listed(ids: Iterable[str], names: Mapping[str, str]) -> str:
    """A few of the people by name, and whether there are more."""
    told = list(dict.fromkeys(names.get(one, "") for one in ids))
    return ", ".join(told[:SHOWN_PEOPLE]) + (" …" if len(told) > SHOWN_PEOPLE else "")


def problem(error: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Why no pairs could be found, and what to do about it; names are of people and of groups."""
    people = " – ".join(names.get(person, person) for person in error.get("people", ()))
    groups = error.get("groups") or []
    if any(group["name"] not in names for group in groups):
        groups = []
    template = PROBLEMS.get(_kind(error, groups), PROBLEMS["other"])
    told = [f"{names[group['name']]} ({gettext(ROLES[group['role']])})" for group in groups]
    return gettext(template) % {
        "people": people,
        "group": told[0] if told else "",
        "other": told[-1] if told else "",
        "least": groups[0]["least"] if groups else "",
        "seats": groups[0]["most"] if groups else "",
        "most": error.get("most"),
    }


def _kind(error: Mapping[str, Any], groups: Sequence[Any]) -> str:
    """The problem and, where it is known, the group that it is about."""
    code = str(error.get("code", ""))
    if not groups:
        return code
    if code == "seats":
        return "seats_beside" if error.get("most") is None else "seats_few"
    return f"{code}_of_group"


WORTHS = {
    "nobody_below": _("That no pair is under %(limit)s costs %(price)s."),
    "below": _(
        "That fewer pairs are under %(limit)s (%(now)s instead of %(otherwise)s) costs %(price)s."
    ),
    "worst": _(
        "That the weakest pair has %(now)s points instead of %(otherwise)s costs %(price)s."
    ),
    "nobody_lowest": _("That no pair has as little as %(limit)s points costs %(price)s."),
    "lowest": _(
        "That fewer pairs have %(limit)s points or less (%(now)s instead of %(otherwise)s) "
        "costs %(price)s."
    ),
    "free": _("It costs nothing: no other set of pairs has a higher sum."),
}


def worth(found: Mapping[str, Any]) -> str:
    """What the aim of the programme costs against the highest sum, and what that buys."""
    names = ("points", "of", "now", "otherwise", "limit")
    told = {name: number_format(round(found[name]), force_grouping=True) for name in names}
    points = round(found["points"])
    price = ngettext("%(points)s point of %(of)s", "%(points)s points of %(of)s", points) % told
    return gettext(WORTHS[found["code"]]) % {**told, "price": price}


def cost(lost: Standing) -> str:
    """What a board lacks against the best that was found, the weightiest first."""
    told = [
        *_more_or_less(lost.matched, _PAIRS),
        *_more_or_less(lost.left_out, _LEFT_OUT),
        *_more_or_less(lost.poor, _POOR),
        *_more_or_less(lost.fair, _FAIR),
        *_more_or_less(round(lost.total), _POINTS),
    ]
    return ", ".join(told)


def _more_or_less(lost: int, said: Told) -> Iterator[str]:
    if lost:
        fewer, more = said
        yield (fewer if lost > 0 else more) % {"n": abs(lost)}
