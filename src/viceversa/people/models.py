"""People, the organisations they work for, and who depends on whom."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from viceversa.lib.models import Coded

LOWEST_LEVEL, HIGHEST_LEVEL = 1, 6


class Language(models.TextChoices):
    SWEDISH = "sv", "Svenska"
    ENGLISH = "en", "English"


class Organisation(Coded):
    """An employer. `name_key` is the name folded, so that "ABC ab" and "Abc AB" are one."""

    name = models.CharField(_("name"), max_length=120)
    name_key = models.CharField(max_length=120, unique=True, editable=False)
    sector = models.CharField(_("sector"), max_length=60, blank=True)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class OrganisationTie(Coded):
    """Two organisations whose people are never paired."""

    class Kind(models.TextChoices):
        COMPETITOR = "competitor", _("competitors")
        SUPPLIER = "supplier", _("supplier and customer")

    one = models.ForeignKey(Organisation, models.CASCADE, related_name="ties")
    other = models.ForeignKey(Organisation, models.CASCADE, related_name="ties_from_others")
    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("one", "other"), name="one_tie_per_two_organisations"),
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="tie_of_two"),
        )


class Unit(Coded):
    """A place in an organisation's tree; `path` reads "Production / Assembly"."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="units")
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    name = models.CharField(_("name"), max_length=120)
    path = models.CharField(max_length=400)
    path_key = models.CharField(max_length=400, editable=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("organisation", "path_key"), name="one_unit_per_path"),
        )
        ordering = ("path",)

    def __str__(self) -> str:
        return self.path


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        """Case never decides who somebody is."""
        return self.get(email=(username or "").strip().casefold())


class Person(Coded, AbstractBaseUser):
    """A human. She may be known long before she can sign in (`is_active`), and has no password.

    Neither birth date nor sex nor ethnicity nor photo is asked for, here or anywhere.
    """

    password = None  # type: ignore[assignment]  # sign-in is by a mailed code, a passkey or TOTP

    given_name = models.CharField(_("given name"), max_length=80)
    family_name = models.CharField(_("family name"), max_length=80)
    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    language = models.CharField(
        _("language of pages and letters"),
        max_length=5,
        choices=Language.choices,
        default=Language.SWEDISH,
    )
    time_zone = models.CharField(_("time zone"), max_length=60, blank=True)
    languages = models.JSONField(_("languages you can talk in"), default=list, blank=True)
    place = models.CharField(_("town"), max_length=80, blank=True)
    ways_to_meet = models.JSONField(_("ways to meet"), default=list, blank=True)
    hours = models.JSONField(_("hours that suit"), default=list, blank=True)
    is_active = models.BooleanField(_("may sign in"), default=False)
    is_organiser = models.BooleanField(_("may create programmes"), default=False)
    access_version = models.PositiveIntegerField(
        default=1, help_text=_("Raised to end every session and every mailed link of this person.")
    )
    joined_at = models.DateTimeField(default=timezone.now)
    erased_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When everything that told who it was went.")
    )
    closed_at = models.DateTimeField(
        null=True, blank=True, help_text=_("When the directory of her employer shut her out.")
    )

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["given_name", "family_name"]

    class Meta:
        ordering = ("family_name", "given_name", "email")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(is_active=False) | models.Q(closed_at__isnull=True),
                name="nobody_signs_in_who_is_shut_out",
            ),
        )

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def is_gone(self) -> bool:
        """Erased or shut out: nothing is written to her."""
        return self.erased_at is not None or self.closed_at is not None

    def has_usable_password(self) -> bool:
        return False

    def get_session_auth_hash(self) -> str:
        """Changes with `access_version`, so that raising it signs out everywhere."""
        return salted_hmac(
            "viceversa.people.session", f"{self.pk}:{self.access_version}", algorithm="sha256"
        ).hexdigest()


class Employment(Coded):
    """Where a person works, on what level, and for whom. The manager may be only an address."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="employment")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="employments")
    unit = models.ForeignKey(
        Unit, models.SET_NULL, null=True, blank=True, related_name="employments"
    )
    title = models.CharField(_("title"), max_length=120, blank=True)
    level = models.PositiveSmallIntegerField(
        _("level"),
        null=True,
        blank=True,
        validators=(MinValueValidator(LOWEST_LEVEL), MaxValueValidator(HIGHEST_LEVEL)),
    )
    manager = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="reports"
    )
    manager_address = models.EmailField(_("manager's e-mail"), max_length=254, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(level__isnull=True)
                | models.Q(level__range=(LOWEST_LEVEL, HIGHEST_LEVEL)),
                name="level_from_1_to_6",
            ),
        )


class Dependency(Coded):
    """A tie beside the line: whoever sets the pay of another is never her partner."""

    class Kind(models.TextChoices):
        DOTTED_LINE = "dotted_line", _("dotted line")
        PAY = "pay", _("sets the pay")
        APPRAISAL = "appraisal", _("makes the appraisal")

    person = models.ForeignKey(Person, models.CASCADE, related_name="dependencies")
    superior = models.ForeignKey(Person, models.CASCADE, related_name="dependants")
    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "superior", "kind"), name="one_dependency_per_kind"
            ),
        )


class TrailEntry(Coded):
    """Who did what to which thing, and when: facts, never content. Only ever added to."""

    happened_at = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="trail_entries"
    )
    verb = models.CharField(max_length=60)
    about = models.CharField(max_length=60, help_text=_("Kind and code of the thing."))
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ("-happened_at",)
        indexes = (models.Index(fields=("about", "happened_at"), name="trail_of_a_thing"),)
