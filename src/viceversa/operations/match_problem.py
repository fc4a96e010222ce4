"""Puts people, rules and aim together into one problem of the matching core."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from viceversa.matching import Aim, Match, Problem, Rules, Seats, Waiver
from viceversa.operations.match_columns import spelled
from viceversa.operations.match_errors import InputError
from viceversa.operations.match_people_file import People
from viceversa.operations.match_rules_file import RuleBook
from viceversa.operations.match_scores_file import Scores


def problem_of_people(people: People, book: RuleBook, *, aim: Aim, book_file: str) -> Problem:
    """The problem of a list of people; names in the rules are those of the list."""
    topics = people.spelling["wants"]
    return Problem(
        mentors=tuple(people.mentors),
        mentees=tuple(people.mentees),
        rules=_rules(people, book.rules, book_file),
        weights=book.weights,
        aim=aim,
        locks=tuple(people.locks),
        waivers=tuple(_waiver(people, waiver, book_file) for waiver in book.waivers),
        prior=frozenset(_prior(people, book, book_file)),
        managers=people.managers,
        theme=frozenset(spelled(topics, topic) for topic in book.theme),
    )


def problem_of_scores(scores: Scores, *, aim: Aim) -> Problem:
    """The problem of ready scores: nothing is known but them."""
    mentors, mentees, given = scores
    return Problem(tuple(mentors), tuple(mentees), aim=aim, scores=given)


def _rules(people: People, rules: Rules, file: str) -> Rules:
    named = people.spelling["organisation"]
    rivals = tuple((spelled(named, one), spelled(named, other)) for one, other in rules.rivals)
    seats = tuple(_group(people, seats, file) for seats in rules.seats)
    return replace(rules, rivals=rivals, seats=seats)


def _group(people: People, seats: Seats, file: str) -> Seats:
    """The same group by the names of the list."""
    spelling = people.spelling
    return replace(
        seats,
        organisation=_known(spelling["organisation"], seats.organisation, "belongs to", file),
        unit=_known(spelling["unit"], seats.unit, "belongs to", file),
        topics=frozenset(
            _known(spelling["wants"], topic, "wants or offers", file) for topic in seats.topics
        ),
    )


def _known(named: Mapping[str, str], word: str, verb: str, file: str) -> str:
    found = named.get(" ".join(word.split()).casefold()) if word else ""
    if found is None:
        raise InputError(f"seats: nobody in the list {verb} {word}.", file=file)
    return found


def _prior(people: People, book: RuleBook, file: str) -> Iterator[Match]:
    """Whoever were partners, whichever of the two was the mentor then."""
    for couple in book.prior:
        found = [people.ids.find(said) for said in couple]
        for said, person in zip(couple, found, strict=True):
            if person is None:
                raise InputError(f"prior: “{said}” is not in the list.", file=file)
        for mentor, mentee in (found, found[::-1]):
            if {(mentor, "mentor"), (mentee, "mentee")} <= people.rows.keys():
                yield str(mentor), str(mentee)


def _waiver(people: People, waiver: Waiver, file: str) -> Waiver:
    pair = people.ids.find(waiver.mentor), people.ids.find(waiver.mentee)
    for person, role, said in zip(
        pair, ("mentor", "mentee"), (waiver.mentor, waiver.mentee), strict=True
    ):
        if person is None or (person, role) not in people.rows:
            raise InputError(f"waivers: “{said}” is no {role} in the list.", file=file)
    return replace(waiver, mentor=str(pair[0]), mentee=str(pair[1]))
