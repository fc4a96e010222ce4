"""English templates of everything the core says, as constants: other rooms translate them."""

from collections.abc import Sequence

SHOWN = 3
"""How many people a remedy names before it says "…"."""


def few(people: Sequence[str]) -> str:
    """Some of them, and whether there are more."""
    return ", ".join(people[:SHOWN]) + ("" if len(people) <= SHOWN else ", …")


REASONS = {
    "wants": "The mentor offers what the mentee wants: %(what)s",
    "returns": "The mentee offers what the mentor wants: %(what)s",
    "theme": "They meet in the theme of the programme: %(what)s",
    "sector": "They come from different sectors: %(what)s",
    "places": "They can meet: %(what)s",
    "hours": "They are free at the same time: %(what)s",
    "goals": "They share a goal: %(what)s",
    "mentee_prefers": "The mentee wishes for this mentor",
    "mentor_prefers": "The mentor wishes for this mentee",
    "wants_unknown": "What the mentee wants or the mentor offers is not known",
    "returns_unknown": "What the mentor wants or the mentee offers is not known",
    "theme_unknown": "Whether they meet in the theme is not known",
    "sector_unknown": "A sector is not known",
    "places_unknown": "Where they can meet is not known",
    "hours_unknown": "When they are free is not known",
    "goals_unknown": "A goal is not known",
    "neutral": "Nothing to compare is known about the two",
    "given": "The score was given",
}

RULE_NAMES = {
    "role": "two different people",
    "level": "mentor below mentee in level",
    "different_unit": "different unit",
    "different_organisation": "different organisation",
    "no_dependency": "no reporting line",
    "no_dotted_line": "no dotted line",
    "no_pay_setting": "no pay-setting",
    "no_appraisal": "no appraisal",
    "not_acquainted": "not acquainted",
    "not_with": "not with",
    "prior": "new to each other",
    "no_competitor_or_supplier": "no competitor or supplier",
    "common_language": "a common language",
    "not_these_two": "not these two",
    "score": "a score is given",
    "capacity": "free seats",
    "seats": "seats per partner",
}

RULE_WORDS = {
    "role": "Nobody can be mentor and mentee in one pair.",
    "level": "The mentor's level is not below the mentee's.",
    "different_unit": "Both belong to the same unit.",
    "different_organisation": "Both belong to the same organisation.",
    "no_dependency": "One of them reports to the other.",
    "no_dotted_line": "A dotted line joins them.",
    "no_pay_setting": "One of them sets the other's pay.",
    "no_appraisal": "One of them appraises the other.",
    "not_acquainted": "They know each other already.",
    "not_with": "One of them asked not to be paired with the other.",
    "prior": "They were partners in an earlier round.",
    "no_competitor_or_supplier": "Their organisations compete, or one supplies the other.",
    "common_language": "They have no language in common.",
    "not_these_two": "The coordinator keeps these two apart.",
    "score": "No score is given for them.",
    "capacity": "More pairs than the person has seats.",
    "seats": "The partner has more or fewer pairs than agreed.",
    "lock": "A locked pair would be missing.",
    "twice": "The same pair stands there twice.",
    "unknown": "Somebody who does not take part.",
    "figures": "The figures do not fit the pairs.",
}

REMEDIES = {
    "own_seat": "Give this person a seat: the capacity is 0",
    "seat": (
        "%(sharing)s seats on this side share %(seats)s on the other: "
        "one more seat with one of %(people)s"
    ),
    "partner_seat": "One more seat for %(partners)s",
    "seat_and_partner_seat": "One more seat for %(partners)s, and one more with one of %(people)s",
    "waive": "Set aside “%(rules)s” for this person to open a pair with %(people)s",
    "waive_and_seat": (
        "Set aside “%(rules)s” for this person to open %(people)s, and give one of them a seat more"
    ),
    "waive_and_partner_seat": (
        "Set aside “%(rules)s” for this person to open %(people)s, "
        "and one more seat for %(partners)s"
    ),
    "waive_and_seats": (
        "Set aside “%(rules)s” for this person to open %(people)s, "
        "and give one of them and %(partners)s a seat more"
    ),
    "score": "Give this person a score with one of %(people)s",
    "more_people": "Ask more people to join the other side",
    "not_sought": "Where so many take part, no remedy is looked for",
}

DOUBLED = "or one of the pairs of %(people)s, who have several"

_BUY = "%(points)s points of %(of)s buy that "
WORTHS = {
    "free": "It costs nothing: no other set has a better total",
    "nobody_below": _BUY + "nobody is under %(limit)s (otherwise pairs: %(otherwise)s)",
    "below": _BUY + "fewer pairs are under %(limit)s: %(now)s instead of %(otherwise)s",
    "worst": _BUY + "the worst pair has %(now)s instead of %(otherwise)s",
    "nobody_lowest": _BUY + "nobody has %(limit)s or less (otherwise pairs: %(otherwise)s)",
    "lowest": _BUY + "fewer pairs have %(limit)s or less: %(now)s instead of %(otherwise)s",
    "stable": (
        "%(points)s points of %(of)s (and pairs: %(pairs)s) buy that no two would both rather "
        "have each other (otherwise pairs: %(otherwise)s)"
    ),
}
"""What an aim costs and buys. Of the mere number of pairs only `stable` takes."""

PRICES = {
    "held": "They are a pair in the best answer.",
    "forbidden": "They cannot be a pair: %(rules)s",
    "conflict": "They cannot be a pair beside what is locked or agreed.",
    "tie": "They could be a pair and nothing would be lost; %(people)s would change partners.",
    "cost": "It would cost %(lost)s; %(people)s would change partners.",
}

LOSSES = {
    "matched": "pairs (%(n)s)",
    "left_out": "more people without a pair (%(n)s)",
    "poor": "more poor pairs (%(n)s)",
    "fair": "more merely fair pairs (%(n)s)",
    "total": "points (%(n)s)",
}

DIFFERENCES = {
    "aim": "the aim",
    "rules": "the rules",
    "weights": "the weights",
    "theme": "the theme",
    "waivers": "the waivers",
    "people": "the people, what is known of them, or the locks",
    "pairs": "the pairs",
    "figures": "the figures",
}

WARNINGS = {
    "any_depth": (
        "Reporting lines count at any depth: the head of an organisation "
        "cannot be paired with anybody in it."
    ),
    "pairs_alone": (
        "Among so many, pairs are counted and not people: the second pair of one may come before "
        "the first of another."
    ),
}
