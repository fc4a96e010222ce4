"""The score and its parts."""

from dataclasses import replace

import pytest
from hypothesis import given as cases
from hypothesis import strategies as st

from tests.matching.makers import given, one_to_one
from viceversa.matching import Candidate, Desk, Problem, Reason, Topics, Weights, solve

M, X = Candidate("M"), Candidate("X")
A, B = frozenset({"Vidinge"}), frozenset({"Granby"})
VIDEO = frozenset({"video"})


def scored(mentor: dict[str, object], mentee: dict[str, object], **asked: object) -> float:
    problem = one_to_one(replace(M, **mentor), replace(X, **mentee), **asked)  # type: ignore[arg-type]
    return Desk(problem).score("M", "X")


def topics(**strengths: int) -> tuple[tuple[str, int], ...]:
    return tuple(strengths.items())


@pytest.mark.requirement("003-04")
@pytest.mark.parametrize(
    ("wants", "offers", "score"),
    [
        (topics(A1=2), topics(A1=2), 100),
        (topics(A1=3), topics(A1=1), 33),
        (topics(A1=1), topics(A1=3), 100),
        (topics(A1=2, A2=2), topics(A1=2), 50),
        (topics(A1=1), topics(B1=3), 0),
        (topics(A1=1, A2=1, A3=1, A4=1, A5=1), topics(A1=1, A2=1, A3=1), 100),
    ],
)
def test_wishes_meet_offers_by_strength(
    wants: tuple[tuple[str, int], ...], offers: tuple[tuple[str, int], ...], score: float
) -> None:
    assert scored({"offers": offers}, {"wants": wants}) == score
    assert scored({"wants": wants}, {"offers": offers}) == score


@pytest.mark.requirement("000-06")
@pytest.mark.parametrize(
    ("mentor", "mentee", "score"),
    [
        ({"sector": "care"}, {"sector": "steel"}, 100),
        ({"sector": "care"}, {"sector": "care"}, 0),
        ({"places": A}, {"places": A | B}, 100),
        ({"places": A | VIDEO}, {"places": B | VIDEO}, 75),
        ({"places": A | VIDEO}, {"places": B}, 0),
        ({"hours": frozenset({"mon", "tue"})}, {"hours": frozenset({"mon", "tue"})}, 100),
        ({"hours": frozenset({"mon", "tue"})}, {"hours": frozenset({"mon"})}, 50),
        ({"goals": frozenset({"skill"})}, {"goals": frozenset({"skill", "view"})}, 100),
        ({"goals": frozenset({"skill"})}, {"goals": frozenset({"view"})}, 0),
        ({}, {}, 50),
        ({"sector": "care"}, {}, 50),
    ],
)
def test_each_part_by_itself(
    mentor: dict[str, object], mentee: dict[str, object], score: float
) -> None:
    assert scored(mentor, mentee) == score


@pytest.mark.requirement("002-15")
def test_the_theme_weighs_extra_in_either_direction() -> None:
    theme = frozenset({"A1"})
    both = {"offers": topics(A1=2, B1=2)}
    assert scored(both, {"wants": topics(B1=2)}, theme=theme) == 80
    assert scored(both, {"wants": topics(A1=2)}, theme=theme) == 100
    assert scored({"wants": topics(A1=2)}, {"offers": topics(A1=2)}, theme=theme) == 100


@pytest.mark.requirement("000-06")
def test_weights_shift_the_score_and_zero_silences_a_part() -> None:
    said = {"sector": "care", "places": A}, {"sector": "steel", "places": B}
    assert scored(*said) == 50
    assert scored(*said, weights=Weights(sector=30, meeting=10)) == 75
    assert scored(*said, weights=Weights(sector=0)) == 0


def test_what_one_does_not_say_scores_in_the_middle_where_others_say_it() -> None:
    silent = Candidate("N")
    problem = Problem((replace(M, sector="care"), silent), (replace(X, sector="steel"),))
    assert Desk(problem).reasons("N", "X") == (Reason("sector_unknown", 50),)
    assert Desk(problem).reasons("M", "X") == (Reason("sector", 100, ("care", "steel")),)


def test_a_wish_for_somebody_is_a_small_bonus_and_no_rule() -> None:
    wisher = Candidate("X", sector="steel", prefers=frozenset({"M", "nobody here"}))
    wished = Candidate("M", sector="care", prefers=frozenset({"X"}))
    people = (wished, Candidate("N", sector="care")), (wisher, Candidate("Y", sector="care"))
    desk = Desk(Problem(*people, weights=Weights(sector=15)))
    assert desk.reasons("M", "X") == (
        Reason("sector", 75, ("care", "steel")),
        Reason("mentee_prefers", 13),
        Reason("mentor_prefers", 12),
    )
    assert (desk.score("N", "X"), desk.score("M", "Y")) == (75, 0)
    apart = Problem(*people, apart=frozenset({("M", "X")}))
    assert solve(apart).matches == {("N", "X"), ("M", "Y")}
    only_hers = Problem((Candidate("M"),), (wisher,))
    assert Desk(only_hers).reasons("M", "X") == (Reason("mentee_prefers", 100),)


def test_without_a_wish_for_anybody_scores_are_as_ever() -> None:
    said = {"sector": "care", "places": A}, {"sector": "steel", "places": B}
    assert scored(*said, weights=Weights(prefers=90)) == scored(*said) == 50


@pytest.mark.requirement("003-04")
def test_a_reason_says_what_they_share_and_web_may_translate_it() -> None:
    mentor = replace(M, offers=topics(A1=1, B2=3))
    problem = one_to_one(mentor, replace(X, wants=topics(A1=3, B2=3)))
    (reason,) = Desk(problem).reasons("M", "X")
    assert reason.what == ("B2", "A1")
    assert reason.text() == "The mentor offers what the mentee wants: B2, A1"
    assert reason.template % reason.values == reason.text()


def test_a_given_score_is_its_own_reason() -> None:
    assert solve(given({"A-X": -2.5})).pairs[0].reasons == (Reason("given", -2.5),)


TOPICS = st.dictionaries(st.sampled_from("ABCDEF"), st.integers(1, 3), max_size=5).map(
    lambda found: tuple(found.items())
)
SETS = st.frozensets(st.sampled_from(["u", "v", "video"]))
PEOPLE = st.fixed_dictionaries(
    {
        "wants": TOPICS,
        "offers": TOPICS,
        "sector": st.sampled_from(["", "s", "t"]),
        "places": SETS,
        "hours": SETS,
        "goals": SETS,
    }
)


@cases(st.lists(PEOPLE, min_size=2, max_size=5), st.lists(PEOPLE, min_size=2, max_size=5))
def test_the_parts_add_up_to_a_score_from_0_to_100(
    mentors: list[dict[str, object]], mentees: list[dict[str, object]]
) -> None:
    problem = Problem(
        tuple(Candidate(f"M{n}", **said) for n, said in enumerate(mentors)),  # type: ignore[arg-type]
        tuple(Candidate(f"X{n}", **said) for n, said in enumerate(mentees)),  # type: ignore[arg-type]
        theme=frozenset("A"),
        weights=Weights(wants=37, returns=13.5, theme=7, hours=3.3),
    )
    desk = Desk(problem)
    for mentor, mentee, score in desk.allowed_pairs():
        points = [reason.points for reason in desk.reasons(mentor, mentee)]
        assert sum(points) == score == int(score)
        assert 0 <= score <= 100
        assert all(point > 0 for point in points)


@cases(
    st.lists(st.tuples(PEOPLE, PEOPLE), min_size=1, max_size=4),
    st.frozensets(st.sampled_from("ABC")),
)
def test_topics_are_told_the_best_met_first_and_then_by_name(
    pairs: list[tuple[dict[str, object], dict[str, object]]], theme: frozenset[str]
) -> None:
    mentors = tuple(Candidate(f"M{n}", **a) for n, (a, _) in enumerate(pairs))  # type: ignore[arg-type]
    mentees = tuple(Candidate(f"X{n}", **b) for n, (_, b) in enumerate(pairs))  # type: ignore[arg-type]
    desk = Desk(Problem(mentors, mentees, theme=theme))
    for mentor, mentee in zip(mentors, mentees, strict=True):
        wanted, returned = _met(mentee.wants, mentor.offers), _met(mentor.wants, mentee.offers)
        both = dict.fromkeys([*wanted, *returned])
        expected = {
            "wants": wanted,
            "returns": returned,
            "theme": [topic for topic in both if topic in theme],
        }
        for reason in desk.reasons(mentor.id, mentee.id):
            if reason.code in expected:
                assert list(reason.what) == expected[reason.code]


def _met(wants: Topics, offers: Topics) -> list[str]:
    strength = dict(offers)
    met = [(-min(want, strength[topic]), topic) for topic, want in wants if topic in strength]
    return [topic for _, topic in sorted(met)]
