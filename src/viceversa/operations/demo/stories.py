"""What the chamber's pairs let be told: two stories that both approve, and one that waits."""

from datetime import date, timedelta

from viceversa.farewell.models import PairStory, StoryDraft
from viceversa.farewell.words import StoryWords, seal_story
from viceversa.operations.demo.meetings import Pairs
from viceversa.operations.demo.people import rows

APPROVED_BEFORE = timedelta(days=5)


def tell(pairs: Pairs, *, today: date) -> None:
    """Rows with their own dates, without letters."""
    for row in rows("stories.csv"):
        pair = pairs[row["mentee"]]
        words = StoryWords(row["title"], row["text"], row["byline"])
        if row["published"] == "yes":
            day = today - APPROVED_BEFORE
            PairStory.objects.create(pair=pair, approved_on=day, published_on=day, **vars(words))
        else:
            draft = StoryDraft(pair=pair, author_id=pair.mentor.person_id)
            seal_story(draft, words)
            draft.save()
