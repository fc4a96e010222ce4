"""A real challenge instead of a "what if": the nudge, the four questions of the card, the starters.

The nudge is a sentence beside the text. It never stands in the way of saving.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


@dataclass(frozen=True)
class Field:
    """One question of the challenge card; none has to be answered."""

    code: str
    label: Promise
    hint: Promise
    is_date: bool = False


FIELDS = (
    Field(
        "last_time",
        gettext_lazy("When did it last happen?"),
        gettext_lazy("A day, a meeting, a message: the latest time is enough."),
    ),
    Field(
        "touches",
        gettext_lazy("Whom does it touch?"),
        gettext_lazy("Roles rather than names: the night shift, those new this year."),
    ),
    Field(
        "tried",
        gettext_lazy("What have you tried?"),
        gettext_lazy("What did not work counts as well. So does nothing yet."),
    ),
    Field(
        "decision",
        gettext_lazy("When is it decided next?"),
        gettext_lazy("The day when it can still be done another way."),
        is_date=True,
    ),
)
STARTERS = (
    gettext_lazy("The last time my message did not get through to the young: what did I miss?"),
    gettext_lazy("The latest decision I took without asking anybody young: what do you say of it?"),
    gettext_lazy("Something I put off this month because I do not know how: where do I begin?"),
)
"""Real things that have happened; each is a whole question, so that one tap is enough."""

OPENING = (
    r"(?:(?:hej|hallå|hello|hi|hallo|so|så|well|nå|nja|also|tja|ok|okay|och|men|and|but|und|aber|"
    r"min fråga(?: är)?|my question(?: is)?|meine frage(?: ist)?|jag undrar|i wonder|"
    r"ich frage mich)\W+)*"
)
WHAT_IF = (
    r"tänk om|tänkom|tänk (?:dig|er|att)|vad (?:händer|skulle (?:hända|ske)|blir det) om|"
    r"vad om|hur (?:vore|skulle) det(?: vara)?,? om|anta(?:g)? (?:att|vi)|"
    r"låt (?:oss )?säga att|säg att (?:vi|jag|man|du|ni|det)|föreställ (?:dig|er)|hypotetiskt|"
    r"i en (?:perfekt|ideal|idealisk) värld|"
    r"wh?at ?if|wath if|what (?:would|might|could|will) happen,? if|"
    r"how (?:would|about) (?:it be )?if|suppose|supposing|imagine|let'?s (?:say|assume|imagine)|"
    r"say (?:that )?we|assuming|hypothetically|in an? (?:ideal|perfect) world|"
    r"was,? wenn|was (?:wäre|würde|passiert|geschähe|geschieht)\b.{0,40}?\bwenn|"
    r"wie wäre es,? wenn|(?:mal )?angenommen|nehmen wir (?:mal )?an|gesetzt den fall|"
    r"stell(?:en)? (?:dir|euch|wir uns|sie sich)(?: mal)? vor|hypothetisch|"
    r"in einer (?:idealen|perfekten) welt"
)
IF_IT_WERE = (
    r"om (?:vi|jag|man|ni|du|det|alla|någon|ingen)\b(?:\W+\w+){0,6}?\W+(?:skulle|vore)|"
    r"if (?:we|i|you|one|they|it|everybody|everyone|nobody|somebody)\b(?:\W+\w+){0,6}?\W+"
    r"(?:were|would|could|stopped|never)|"
    r"wenn (?:wir|ich|man|ihr|du|es|alle|jemand|niemand)\b(?:\W+\w+){0,8}?\W+"
    r"(?:würden?|würdest|wären?|hätten?|könnten?|sollten?)"
)
HYPOTHETICAL = re.compile(rf"\W*{OPENING}(?:{WHAT_IF}|{IF_IT_WERE})\b")


def nudge(text: str) -> str:
    """A gentle question when the text begins with something imagined; else empty."""
    if is_hypothetical(text):
        return _("When did it last happen? Something real is easier to think about together.")
    return ""


def is_hypothetical(text: str) -> bool:
    """Whether the text begins with a "what if", in Swedish, English or German."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return HYPOTHETICAL.match(plain) is not None
