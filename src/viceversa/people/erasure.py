"""What becomes of a person herself when she is erased: a number, under which the trail goes on."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viceversa.people.holdings import Holding, let_go, own
from viceversa.people.models import Dependency, Employment, Person, TrailEntry
from viceversa.people.sessions import SessionStore

NOBODY = "N.N."
"""In the place of a name, in every language."""

EMPTY = {
    "given_name": NOBODY,
    "family_name": "",
    "phone": "",
    "time_zone": "",
    "languages": [],
    "place": "",
    "ways_to_meet": [],
    "hours": [],
    "is_active": False,
    "is_organiser": False,
    "last_login": None,
    "closed_at": None,
}
HOLDINGS = (
    Holding(
        Person,
        own("pk"),
        emptied=EMPTY,
        kept=("id", "email", "language", "joined_at", "access_version", "erased_at"),
        why=_(
            "A number stays, so that those who met keep their own history; in the place of the "
            "address stands one that reaches nobody."
        ),
    ),
    Holding(Employment, own("person"), goes=True),
    Holding(
        Employment,
        lambda person: Q(manager=person.pk) | Q(manager_address__iexact=person.email),
        emptied={"manager": None, "manager_address": ""},
        why=_("Where others work is theirs; for whom is emptied."),
        is_export=False,
    ),
    Holding(Dependency, own("person", "superior"), goes=True),
    Holding(
        TrailEntry,
        own("actor"),
        kept=("actor",),
        why=_("That something was done stays for twelve months, under the number."),
        is_export=False,
    ),
    Holding(EmailAddress, own("user"), goes=True),
    Holding(Authenticator, own("user"), goes=True),
    Holding(SocialAccount, own("user"), goes=True),
)


def begin(person: Person) -> None:
    """From now on she cannot sign in, no link of hers works, and nothing is written to her."""
    person.erased_at = timezone.now()
    Person.objects.filter(pk=person.pk).update(
        erased_at=person.erased_at, is_active=False, access_version=F("access_version") + 1
    )


def erase(person: Person) -> None:
    """Her name last: until now the rooms above have searched for it."""
    for session in Session.objects.iterator():
        if _tells_of(session, person):
            session.delete()
    let_go(HOLDINGS, person)
    nowhere = f"{person.pk.casefold()}@erased.invalid"
    Person.objects.filter(pk=person.pk).update(email=nowhere, joined_at=person.erased_at)


def _tells_of(session: Session, person: Person) -> bool:
    told = str(SessionStore().decode(session.session_data))
    return person.pk in told or person.email in told
