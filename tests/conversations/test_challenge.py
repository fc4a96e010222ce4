"""What is imagined gets a gentle question; what has happened gets none."""

import pytest
from django.utils import translation

from viceversa.conversations.challenge import FIELDS, STARTERS, is_hypothetical, nudge


@pytest.mark.requirement("002-11")
@pytest.mark.parametrize(
    "text",
    [
        "Tänk om vi slutade med veckobrev?",
        "tänk om alla jobbade hemma",
        "TÄNK OM ingen söker hit nästa år",
        "Hej! Tänk om de unga inte vill bli chefer?",
        "Vad händer om jag frågar de tystaste först?",
        "Vad skulle hända om vi tog bort cheferna?",
        "Om vi skulle slopa måndagsmötet, vad säger de?",
        "Om jag bara skulle låta bli att svara på mejl?",
        "Hur vore det om vi bytte plats en dag",
        "Anta att hälften slutar.",
        "Låt säga att AI tar över offerterna.",
        "Föreställ dig att ingen läser det jag skriver",
        "I en perfekt värld slipper vi det här",
        "Min fråga är: tänk om de tycker att jag är för gammal?",
        "– Tänk om…",
        "What if nobody under thirty applies?",
        "what if",
        "Whatif we dropped the report",
        "So, what if I asked them first?",
        "What would happen if we cancelled Mondays?",
        "Suppose we doubled the pay.",
        "Imagine you were me.",
        "Let's say the young ones leave.",
        "Let’s say the young ones leave.",
        "If we were to start again, where would you begin?",
        "If I stopped sending mails, would anyone notice?",
        "Hypothetically, can a director learn this?",
        "Was wenn keiner mehr kommt?",
        "Was, wenn keiner mehr kommt?",
        "Was wäre, wenn wir die Sitzung streichen?",
        "Was würde eigentlich passieren, wenn ich schweige?",
        "Angenommen, die Hälfte kündigt.",
        "Stell dir vor, du wärst ich.",
        "Stellen wir uns mal vor, es gäbe keine Büros.",
        "Wenn wir die Berichte weglassen würden, merkt es jemand?",
        "In einer idealen Welt bräuchte ich das nicht.",
        "🤔 Tänk om vi bara struntade i det",
    ],
)
def test_what_is_imagined_gets_a_question(text: str) -> None:
    assert is_hypothetical(text)
    with translation.override("en"):
        assert nudge(text).startswith("When did it last happen?")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Senaste gången budskapet inte gick fram: vad missade jag?",
        "I tisdags tystnade alla när jag kom in. Varför?",
        "Jag tänkte om efter mötet med de nyanställda.",
        "Om två veckor ska vi besluta om skiftena. Vad frågar jag dem?",
        "Om mötet i torsdags: hur uppfattades jag?",
        "Vad hände när jag gick?",
        "Två sa upp sig i mars. Tänk om jag hade frågat dem först.",
        "Hur säger jag nej till en grupp som redan börjat?",
        "Säg till när du har läst vår annons.",
        "The last time I asked for questions nobody spoke.",
        "What is it that the new ones do not tell me?",
        "What I did last spring went wrong.",
        "If in doubt I write a mail. It went wrong on Monday.",
        "On Monday I was asked: what if we close? I had no answer.",
        "Supposedly they read my letters. Three did last week.",
        "Was habe ich am Montag falsch gemacht?",
        "Wenn ich in die Werkstatt komme, wird es still. Zuletzt gestern.",
        "Wann hat mir zuletzt jemand widersprochen?",
    ],
)
def test_what_has_happened_gets_none(text: str) -> None:
    assert not is_hypothetical(text)
    assert nudge(text) == ""


@pytest.mark.requirement("002-11")
def test_the_card_asks_four_things_and_has_three_starters() -> None:
    assert [field.code for field in FIELDS] == ["last_time", "touches", "tried", "decision"]
    assert [field.code for field in FIELDS if field.is_date] == ["decision"]
    assert len(STARTERS) == 3
    assert not any(is_hypothetical(str(starter)) for starter in STARTERS)
