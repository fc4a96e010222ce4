"""By what provider of its own an organisation signs its people in."""

from functools import cached_property

from allauth.socialaccount.models import SocialAccount
from cryptography.fernet import InvalidToken
from django.db import models
from django.db.models import QuerySet

from viceversa.lib.models import Coded
from viceversa.people.locks import lock
from viceversa.people.models import Organisation, Person

LOCK = "sign-in"


class SignIn(Coded):
    """An organisation's own sign-in, by OpenID Connect; by SAML where there is a `Saml` to it.

    Who signs in by it is told by its code and the issuer's name for her (`SocialAccount.provider`
    and `uid`). So the issuer never changes: another issuer is another sign-in.
    """

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="sign_in")
    issuer = models.CharField(max_length=255)
    client_id = models.CharField(max_length=191)
    locked_secret = models.TextField(blank=True)
    is_only_way = models.BooleanField(default=False)
    is_inside = models.BooleanField(default=False)

    @property
    def secret(self) -> str:
        """Raises ValueError when the secret key is another than when it was set."""
        try:
            return lock(LOCK).decrypt(self.locked_secret.encode()).decode()
        except InvalidToken as error:
            raise ValueError("Its secret was locked by another secret key") from error

    @secret.setter
    def secret(self, secret: str) -> None:
        self.locked_secret = lock(LOCK).encrypt(secret.encode()).decode()

    @cached_property
    def speaks_saml(self) -> bool:
        """If not, nothing of SAML is there for it. Its issuer is then the provider's entity id."""
        return Saml.objects.filter(sign_in=self).exists()

    def signs_in(self, person: Person) -> bool:
        """An organisation's sign-in is for its own people, whoever else it may know."""
        return self.organisation.employments.filter(person=person).exists()

    @property
    def identities(self) -> QuerySet[SocialAccount]:
        """Who has said that she is the one whom the issuer knows by that name."""
        return SocialAccount.objects.filter(provider=self.pk)


class Saml(models.Model):
    """What a provider that speaks SAML has told of itself, and by what it names people: an
    attribute, or where that is empty the persistent name of the subject."""

    sign_in = models.OneToOneField(SignIn, models.CASCADE, primary_key=True, related_name="saml")
    sso_address = models.CharField(max_length=500)
    certificates = models.TextField()
    name_attribute = models.CharField(max_length=255, blank=True)

    @property
    def listed_certificates(self) -> list[str]:
        """Each in base64: whoever has the key of one of them may sign."""
        return self.certificates.splitlines()


class UsedAssertion(models.Model):
    """An assertion has signed somebody in, and does so no second time. Forgotten when it ends."""

    sign_in = models.ForeignKey(SignIn, models.CASCADE, related_name="used_assertions")
    digest = models.CharField(max_length=64)
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sign_in", "digest"], name="an_assertion_is_used_once")
        ]


class SignInDomain(Coded):
    """Whoever types an address of this domain is offered that sign-in: one for each domain."""

    sign_in = models.ForeignKey(SignIn, models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=253, unique=True)
