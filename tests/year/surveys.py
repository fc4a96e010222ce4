"""Surveys of the year: one that closes and leaves its threads, one that is open until the end."""

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone

from tests.program import text_of
from tests.year.canaries import canary
from tests.year.house import LINK, browser
from viceversa.impact import boxes
from viceversa.impact.instruments import screens_of
from viceversa.impact.models import Draft, Survey, Thread
from viceversa.jobs import run_waiting
from viceversa.vault import answer_keys

if TYPE_CHECKING:
    from tests.year.year import Year

Wave = Survey.Wave
LONG = timedelta(days=400)
SHORT = timedelta(days=14)


def before(year: "Year") -> None:
    """Closes by the clock, and is told of nobody: its answers wait for those of later."""
    survey, tokens = _asked(year, Wave.BEFORE, SHORT)
    for token in tokens:
        _answer(survey, token)


def after(year: "Year") -> None:
    """Every third stops midway; the others send. Words are put where only numbers would stand."""
    sent, half = list[str](), list[str]()
    survey, tokens = _asked(year, Wave.AFTER, LONG)
    for number, token in enumerate(tokens):
        if number % 3:
            sent.append(canary())
            _answer(survey, token, words=sent[-1])
        else:
            half.append(canary())
            _stop_midway(token)
            _overwrite_draft(half[-1])
    year.account.planted["ShutAnswer.box"] = sent
    year.account.planted["Draft.box"] = half
    year.account.planted["Thread.box"] = list(_overwrite_threads())
    assert set(sent) == set(_opened(survey))


def _asked(year: "Year", wave: str, time: timedelta) -> tuple[Survey, list[str]]:
    """Plans and opens it; the tokens of the links in its letters."""
    taken = len(year.postbox.taken)
    closes_on = timezone.localdate() + time
    year.asa.do("survey_new", year.chamber.pk, role="mentee", wave=wave, closes_on=closes_on)
    survey = year.chamber.surveys.get(wave=wave)
    year.asa.do("survey_opening", year.chamber.pk, survey.pk)
    run_waiting()
    letters = year.postbox.taken[taken:]
    links = [link for letter in letters for link in LINK.findall(text_of(letter))]
    mine = [token for path, token in links if path == reverse("personal_survey", args=[token])]
    return survey, mine


def _answer(survey: Survey, token: str, words: str = "") -> None:
    for number, screen in enumerate(screens_of(survey), start=1):
        taps = {i.code: i.answered_by.taps[0][0] for i in screen.items if not i.is_words}
        path = reverse("personal_survey_screen", args=[token, number])
        assert browser().post(path, {**taps, "words": words}).status_code == 302


def _stop_midway(token: str) -> None:
    path = reverse("personal_survey_screen", args=[token, 1])
    assert browser().post(path, {}).status_code == 302


def _overwrite_draft(words: str) -> None:
    """Of the one who stopped last."""
    draft = next(each for each in Draft.objects.all() if not boxes.half_said(each.ticket).words)
    boxes.shut_draft(draft, boxes.Said(words=words))
    draft.save()
    assert boxes.half_said(draft.ticket).words == words


def _overwrite_threads() -> Iterator[str]:
    for thread in Thread.objects.select_related("survey"):
        key = answer_keys.key_of(thread.survey.programme_id)
        said = boxes.Said(words=canary())
        boxes.shut(thread, said, key)
        thread.save()
        assert boxes.opened(thread, key).words == said.words
        yield said.words


def _opened(survey: Survey) -> Iterator[str]:
    """What the sent answers say in their own words."""
    key = answer_keys.key_of(survey.pk)
    return (boxes.opened(row, key).words for row in survey.shut_answers.all())
