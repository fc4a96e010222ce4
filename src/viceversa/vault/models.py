"""The keyring: a database of its own, apart from what it opens and from its backups."""

from hashlib import sha256

from django.db import models
from django.utils import timezone

from viceversa.lib.codes import LENGTH, new_code


class PairKey(models.Model):
    """The key of one pair, wrapped by a master key and bound to the two. Empty: it was erased.

    An erased key leaves its row, so that none is made again for the same pair.
    """

    pair = models.CharField(primary_key=True, max_length=LENGTH)
    mentor = models.CharField(max_length=LENGTH)
    mentee = models.CharField(max_length=LENGTH)
    master = models.CharField(max_length=8)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)

    @property
    def facts(self) -> tuple[str, ...]:
        """What the wrapped key is bound to, beside the master's name."""
        return (self.pair, self.mentor, self.mentee)


class AnswerKey(models.Model):
    """The key of what a survey, or the surveys of a programme, gather; by the code of either.

    A destroyed key leaves its row empty, as a pair's does.
    """

    owner = models.CharField(primary_key=True, max_length=LENGTH)
    master = models.CharField(max_length=8, blank=True)
    wrapped = models.BinaryField(blank=True)

    @property
    def facts(self) -> tuple[str, ...]:
        """What the wrapped key is bound to, beside the master's name."""
        return ("answers", self.owner)


class SigningKey(models.Model):
    """A key that certificates are signed with. The public half stands in the open, for whoever
    checks one; the wrapped half is bound to it."""

    name = models.CharField(primary_key=True, max_length=LENGTH, default=new_code)
    public = models.BinaryField()
    master = models.CharField(max_length=8)
    wrapped = models.BinaryField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-made_at", "-name")

    @property
    def facts(self) -> tuple[str, ...]:
        """What the wrapped key is bound to, beside the master's name."""
        return ("signing", self.name, sha256(bytes(self.public)).hexdigest())


class Mark(models.Model):
    """The highest revision that a place has had: what is lower has been rolled back.

    A place that was written once has no mark, since there is nothing to roll it back to.
    """

    pair = models.CharField(max_length=LENGTH)
    place = models.CharField(max_length=100)
    revision = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("pair", "place"), name="one_mark_per_place"),
        )
