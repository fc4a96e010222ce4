"""Lists as they were sent: of people, with what each row would do; of names to be invited."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from viceversa.enrolment.models import Call
from viceversa.lib.models import Coded
from viceversa.people.models import Organisation, Person
from viceversa.programmes.models import Programme


class PeopleImport(Coded):
    """A list as it was sent, and how far it has come. The file is kept until it is thrown away."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("waiting for its columns")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked")
        APPLYING = "applying", _("being brought in")
        APPLIED = "applied", _("brought in")
        FAILED = "failed", _("stopped by an error")

    class Stage(models.TextChoices):
        READING = "reading", _("Reading the file")
        CHECKING = "checking", _("Checking every row")
        COMPARING = "comparing", _("Comparing with who is here already")
        NOTING = "noting", _("Writing down what was found")
        WRITING = "writing", _("Bringing the people in")

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="imports")
    filename = models.CharField(max_length=200)
    content = models.BinaryField()
    uploaded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    columns = models.JSONField(default=list, blank=True, help_text="[header, [samples]]")
    mapping = models.JSONField(default=dict, blank=True, help_text="field: column header")
    run = models.CharField(max_length=12, blank=True, help_text="whose turn it is to write here")
    stage = models.CharField(max_length=10, choices=Stage.choices, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    counts = models.JSONField(default=dict, blank=True, help_text="outcome: rows")
    digest = models.CharField(max_length=64, blank=True, help_text="of what the dry run found")
    problem = models.JSONField(default=dict, blank=True, help_text="template, values, row, column")
    applied_at = models.DateTimeField(null=True, blank=True)
    arrival = models.CharField(
        max_length=64, blank=True, help_text="which file of a drop folder it was"
    )

    class Meta:
        ordering = ("-uploaded_at",)
        constraints = (
            models.UniqueConstraint(
                fields=("programme", "arrival"),
                condition=~models.Q(arrival=""),
                name="one_list_per_arrival",
            ),
        )


class ImportRow(Coded):
    """What one row of a list would do, found out in the dry run."""

    class Outcome(models.TextChoices):
        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        UNCHANGED = "unchanged", _("unchanged")
        WRONG = "wrong", _("wrong")

    people_import = models.ForeignKey(PeopleImport, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    name = models.CharField(max_length=200, blank=True)
    values = models.JSONField(default=dict, help_text="field: cell, as written")
    problems = models.JSONField(default=list, help_text="[field, template, values]")
    notes = models.JSONField(default=list, help_text="[field, template, values]")
    changes = models.JSONField(default=list, help_text="[field, before, after]")

    class Meta:
        ordering = ("line",)
        constraints = (
            models.UniqueConstraint(fields=("people_import", "line"), name="one_outcome_per_line"),
        )


class ColumnMapping(Coded):
    """Which column meant what the last time this organisation sent a list with these headers."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="column_mappings")
    headers_key = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("organisation", "headers_key"), name="one_mapping_per_headers"
            ),
        )


class NominationList(Coded):
    """A list of names as it was sent. What it would do is found out anew whenever it is shown."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="nomination_lists")
    filename = models.CharField(max_length=200)
    content = models.BinaryField()
    source = models.CharField(_("source of the names"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year of the nomination"), null=True, blank=True)
    uploaded_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)
    added_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-uploaded_at",)
