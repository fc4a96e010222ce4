"""Bare and thin praise is asked for more, everything else is left alone."""

from collections import Counter

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.conversations.corpus import LANGUAGES, Line, corpus, score
from viceversa.conversations.praise import LEAD, QUESTIONS, Part, ask_for_more, parts_in
from viceversa.conversations.praise.slips import is_slip_of

LINES = corpus()
LEAST = 0.97
ALL = list(Part)
WORDS = ("bra", "jobbat", "du", "hast", "kan", "inte", "so", "well", "done", "möte", ",", ".", "?")


def of(half: str, language: str) -> list[Line]:
    return [line for line in LINES if (line.half, line.language) == (half, language)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("half", ["rules", "held"])
def test_questions_come_when_they_should_and_only_then(half: str, language: str) -> None:
    found = score(of(half, language))
    assert found.precision >= LEAST
    assert found.recall >= LEAST


def test_a_full_feedback_never_gets_a_question() -> None:
    full = [line.text for line in LINES if line.label == "full"]
    assert [text for text in full if ask_for_more(text)] == []


def test_the_corpus_is_large_and_of_all_kinds() -> None:
    assert len(LINES) == len({(line.text, line.language) for line in LINES})
    for half in ("rules", "held"):
        for language in LANGUAGES:
            kinds = Counter(line.label for line in of(half, language))
            assert sum(kinds.values()) >= 90
            assert set(kinds) == {
                *("bare", "thin", "nearly", "full", "question", "criticism", "neutral")
            }


@pytest.mark.requirement("000-12")
@pytest.mark.parametrize(
    "text",
    ["Good job!", "Bra jobbat!", "Grymt!", "Toll gemacht!", "goood jobb 👍", "Bra jobat Göran :)"],
)
def test_bare_praise_is_asked_for_all_four(text: str) -> None:
    assert ask_for_more(text) == ALL


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Bra möte i tisdags!", [Part.BEHAVIOUR, Part.EFFECT, Part.NEXT]),
        ("Thanks for listening to me.", [Part.SITUATION, Part.EFFECT, Part.NEXT]),
        ("Gut gemacht in der Sitzung, du hast alle reden lassen.", [Part.EFFECT, Part.NEXT]),
    ],
)
def test_thin_praise_is_asked_for_what_is_missing(text: str, missing: list[Part]) -> None:
    assert ask_for_more(text) == missing


@pytest.mark.requirement("000-12")
@pytest.mark.parametrize(
    "text",
    [
        "Bra jobbat med mötet i tisdags: du lät Ali tala klart, och då vågade fler. "
        "Gör så nästa gång också.",
        "Good job in Tuesday's meeting: you let Ali finish, and then more people dared to speak. "
        "Do it next time too.",
        "Gut gemacht am Dienstag im Treffen: Du hast Ali ausreden lassen, und danach haben sich "
        "mehr getraut. Mach das nächstes Mal wieder so.",
    ],
)
def test_all_four_parts_are_seen_behind_a_good_job(text: str) -> None:
    assert parts_in(text) == set(Part)
    assert ask_for_more(text) == []


@pytest.mark.parametrize(
    "text", ["", " ", "?", "...", "Var det bra?", "Det var inte bra.", "Bra, då ses vi på tisdag."]
)
def test_what_is_no_praise_is_left_alone(text: str) -> None:
    assert ask_for_more(text) == []


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    missing = ask_for_more(text)
    assert missing == [part for part in Part if part in missing]
    assert missing == [] or len(missing) >= 2


@given(st.lists(st.sampled_from(WORDS)))
def test_words_in_any_order_can_be_read(words: list[str]) -> None:
    assert ask_for_more(" ".join(words)) == ask_for_more("  ".join(words))


@pytest.mark.parametrize(
    ("typed", "meant", "slip"),
    [
        ("jobat", "jobbat", True),
        ("gmeacht", "gemacht", True),
        ("godo", "good", True),
        ("gret", "great", True),
        ("greatt", "great", True),
        ("grest", "great", True),
        ("food", "good", False),
        ("braa", "bra", False),
        ("grt", "great", False),
        ("great", "strand", False),
    ],
)
def test_a_slip_of_the_pen_is_one_letter(typed: str, meant: str, slip: bool) -> None:
    assert is_slip_of(typed, meant) is slip


def test_every_part_has_one_friendly_question() -> None:
    with translation.override("sv"):
        assert [str(QUESTIONS[part]) for part in Part] == [
            "När var det? Ett möte, ett mejl eller en dag räcker.",
            "Vad gjordes eller sades, så som en kamera hade sett det?",
            "Vad ledde det till, för dig eller för andra?",
            "Vad vill du se mer av nästa gång?",
        ]
        assert str(LEAD) == "Roligt att höra! Det bär längre om du säger lite mer:"
