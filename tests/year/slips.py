"""What is typed and not kept: forms that come back, posts that are refused, and an error."""

from collections.abc import Callable
from unittest.mock import patch

from django.urls import reverse

from tests.conversations.answers_by_mail import Answer, web
from tests.year.house import Visitor, browser
from tests.year.pair import Two
from tests.year.run import INBOUND
from viceversa.conversations.models import Meeting


def slips(two: Two, stranger: Visitor) -> tuple[Callable[[str], int], ...]:
    """Ways to lose what one has typed; each gives the status that answers it."""
    place = two.pair.pk
    path = reverse("feedback", args=[place])
    key = two.mentee.client.cookies["sessionid"].value

    def asked_for_more(words: str) -> int:
        return two.mentee.post("feedback", place, text=f"Bra jobbat! {words}").status_code

    def too_long(words: str) -> int:
        return two.mentee.post("objective", place, about="theme", text=words * 20).status_code

    def refused(words: str) -> int:
        return stranger.post("feedback", place, text=words, asked="on").status_code

    def without_cookie(words: str) -> int:
        careful = browser(key, checked=True)
        return careful.post(path, {"text": words, "asked": "on"}).status_code

    def broken_on_the_way(words: str) -> int:
        with patch("viceversa.conversations.actions.feedback.record", side_effect=RuntimeError):
            shaken = browser(key, raise_request_exception=False)
            return shaken.post(path, {"text": words, "asked": "on"}).status_code

    def answered_by_a_calendar(words: str) -> int:
        uid = Meeting.objects.filter(pair=two.pair).latest("created_at").uid
        mail = web(Answer(uid, two.mentee.person.email, comment=words))
        path, secret = reverse("inbound_mail"), {"Authorization": f"Bearer {INBOUND}"}
        return browser().post(path, mail, "message/rfc822", headers=secret).status_code

    kept_by_nobody = answered_by_a_calendar, asked_for_more, too_long
    return *kept_by_nobody, refused, without_cookie, broken_on_the_way


EXPECTED = (200, 200, 200, 404, 403, 500)
