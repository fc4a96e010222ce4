"""What happens to letters by the clock."""

from datetime import timedelta

from django.utils import timezone

from viceversa.jobs import schedule
from viceversa.notices.chat import tell_waiting
from viceversa.notices.delivery import deliver_waiting, given_up
from viceversa.notices.models import Letter

KEEP_WORDS = timedelta(days=30)


@schedule("letters leave", cron="* * * * *")
def letters_leave() -> None:
    """Finds what is due by now: put off, timed, held back by the limit, or left by a crash."""
    deliver_waiting.call()


@schedule("chats are told", cron="* * * * *")
def chats_are_told() -> None:
    """Finds those who were told less than an hour ago when there was more, and the rest."""
    tell_waiting.call()


@schedule("forget what old letters said", cron="50 3 * * *")
def forget_words() -> None:
    """Empties letters that were sent, or given up, long ago. That there was one stays known."""
    long_ago = timezone.now() - KEEP_WORDS
    sent = Letter.objects.filter(sent_at__lt=long_ago)
    old = sent | given_up().filter(send_after__lt=long_ago)
    old.exclude(text="").update(subject="", text="", html="", calendar="")
