"""What the directory of an organisation says of its people, beside what the house knows."""

from django.db import models
from django.utils import timezone

from viceversa.lib.models import Coded
from viceversa.people.models import Organisation, Person, Unit


class DirectoryEntry(Coded):
    """A person whom the directory of her organisation keeps up to date, and how it names her.

    Taken out of the directory she is shut out; nothing of hers is erased by that.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    person = models.OneToOneField(Person, models.CASCADE, related_name="directory_entry")
    user_name = models.CharField(max_length=254)
    user_name_key = models.CharField(max_length=254, editable=False)
    external_id = models.CharField(max_length=254, blank=True)
    department = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(null=True, help_text="as the directory says, if it does")
    had_account = models.BooleanField(default=False, help_text="before she was shut out")
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "user_name_key"),
                condition=models.Q(deleted_at__isnull=True),
                name="one_entry_per_user_name",
            ),
        )
        ordering = ("made_at", "pk")


class Handover(Coded):
    """That the directory of this organisation may take in somebody who could sign in before it was
    connected. It ends when the directory has taken her in, or an organiser takes it back."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    person = models.OneToOneField(Person, models.CASCADE, related_name="handover")
    made_at = models.DateTimeField(default=timezone.now)


class DirectoryGroup(Coded):
    """A group of a directory: its name is the place of a unit in the organisation's tree."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    name = models.CharField(max_length=400)
    name_key = models.CharField(max_length=400, editable=False)
    external_id = models.CharField(max_length=254, blank=True)
    unit = models.ForeignKey(Unit, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "name_key"), name="one_directory_group_per_name"
            ),
        )
        ordering = ("made_at", "pk")


class DirectoryMember(Coded):
    """That somebody belongs to a group; of several groups the latest says her unit."""

    group = models.ForeignKey(DirectoryGroup, models.CASCADE, related_name="members")
    entry = models.ForeignKey(DirectoryEntry, models.CASCADE, related_name="memberships")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("group", "entry"), name="in_a_directory_group_once"),
        )
        ordering = ("since", "pk")
