"""What every model of the house has in common."""

from django.db import models

from viceversa.lib.codes import LENGTH, new_code


class Coded(models.Model):
    """A row whose key is its public code: random, unguessable, known before the insert."""

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_code, editable=False)

    class Meta:
        abstract = True
