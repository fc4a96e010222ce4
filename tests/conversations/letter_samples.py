"""Samples of this room's letters."""

from types import SimpleNamespace

from tests.cast import Cast
from tests.letters import letter_sample


def facts(**more: object) -> dict[str, object]:
    return {
        "pair": SimpleNamespace(pk="pair2345abcd"),
        "meeting": SimpleNamespace(pk="meet2345abcd", number=1, agenda=[["f-arrive", 5]]),
        "role": "mentee",
        "partner": "Bob",
        "when": "3/12 14:00",
        "clock": "14:00",
        "minutes": 90,
        "where": "Lilla kontoret",
        **more,
    }


@letter_sample("conversations/times_offered")
def times_offered(cast: Cast) -> dict[str, object]:
    return facts(times=["3/12 14:00", "4/12 9:00"])


@letter_sample("conversations/meeting_booked")
def meeting_booked(cast: Cast) -> dict[str, object]:
    return facts(mine=False)


@letter_sample("conversations/meeting_moved")
def meeting_moved(cast: Cast) -> dict[str, object]:
    return facts(mine=True)


@letter_sample("conversations/meeting_cancelled")
def meeting_cancelled(cast: Cast) -> dict[str, object]:
    return facts(successor=SimpleNamespace(pk="next2345abcd"), times=["5/12 9:00"])


@letter_sample("conversations/new_time")
def new_time(cast: Cast) -> dict[str, object]:
    return facts(successor=None)


@letter_sample("conversations/question_wanted")
def question_wanted(cast: Cast) -> dict[str, object]:
    return facts()


@letter_sample("conversations/agenda_ahead")
def agenda_ahead(cast: Cast) -> dict[str, object]:
    return facts()


@letter_sample("conversations/meeting_tomorrow")
def meeting_tomorrow(cast: Cast) -> dict[str, object]:
    return facts()


@letter_sample("conversations/three_taps")
def three_taps(cast: Cast) -> dict[str, object]:
    return facts()


@letter_sample("conversations/words_erased_soon")
def words_erased_soon(cast: Cast) -> dict[str, object]:
    return facts(day="Thursday 3 December")


@letter_sample("conversations/try_out_due")
def try_out_due(cast: Cast) -> dict[str, object]:
    return facts(try_out=SimpleNamespace(pk="tryo2345abcd"))


@letter_sample("conversations/try_out_settled")
def try_out_settled(cast: Cast) -> dict[str, object]:
    return facts(tested=True)


@letter_sample("conversations/feedback_given")
def feedback_given(cast: Cast) -> dict[str, object]:
    return facts()
