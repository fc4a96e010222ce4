"""What every model of the house has in common."""

from typing import TypeVar

from django.db import models
from django.db.models import QuerySet

from viceversa.lib.codes import LENGTH, new_code

Row = TypeVar("Row", bound=models.Model)


class Coded(models.Model):
    """A row whose key is its public code: random, unguessable, known before the insert."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_code, editable=False)

    class Meta:
        abstract = True


def only(rows: QuerySet[Row]) -> Row | None:
    """The one row that is looked for, or None. `first` would sort, for which Django compares every
    column that is read: with wide joins that takes longer than the database does."""
    return next(iter(rows.order_by()[:1]), None)
