"""What one pair has written: the key is unwrapped once, and all marks are read at once."""

from functools import cached_property

from django.db import transaction

from viceversa.vault import keyring, sealing
from viceversa.vault.sealing import CannotOpenError, Place, revision_of


class PairVault:
    """The vault of one pair, for as long as one request.

    The two databases cannot commit together. So the mark of a revision is raised only after the
    revision itself stands in the database, and whoever opens it makes up for a mark that a crash
    has prevented: a mark may lag, and is never ahead of what is stored.
    """

    def __init__(self, pair: str, *, mentor: str, mentee: str) -> None:
        self.pair, self.members = pair, (mentor, mentee)

    def seal(self, text: str, place: Place, *, over: bytes) -> bytes:
        """Encrypts the text as the revision after what stands in the place now. To be called in the
        transaction that saves it; CannotOpenError when the pair's key cannot be had."""
        if not transaction.get_connection().in_atomic_block:
            raise transaction.TransactionManagementError("A text is sealed where it is saved")
        key = self._key or self._make_key()
        before = max(_authentic_revision(over, place, key), self._mark(place))
        self._note(place, before + 1)
        return sealing.seal(text, place, revision=before + 1, key=key)

    def open(self, sealed: bytes, place: Place) -> str:
        """Decrypts what was sealed last for the place. CannotOpenError for anything else."""
        revision, mark = revision_of(sealed), self._mark(place)
        if revision < mark:
            raise CannotOpenError("rolled back")
        if not sealed:
            return ""
        if self._key is None:
            raise CannotOpenError("there is no key")
        text = sealing.open_sealed(sealed, place, key=self._key)
        if revision > mark:
            self._note(place, revision)
        return text

    def close(self, place: Place) -> None:
        """Nothing that stood in the place is opened again. To be called where it is deleted."""
        self._note(place, keyring.GONE)

    @cached_property
    def _held(self) -> keyring.Held:
        return keyring.held_for(self.pair, self.members)

    @property
    def _key(self) -> bytes | None:
        if self._held.shut:
            raise CannotOpenError(self._held.shut)
        return self._held.key

    def _make_key(self) -> bytes:
        key = keyring.make_key(self.pair, self.members)
        self._held = keyring.Held(key, self._held.marks)
        return key

    def _mark(self, place: Place) -> int:
        return self._held.marks.get(place.name, 0)

    def _note(self, place: Place, revision: int) -> None:
        """Raises the mark when the revision is stored for good. Nothing that is written once has
        one, so that most writes leave the keyring alone."""

        def raise_mark() -> None:
            keyring.raise_mark(self.pair, place.name, revision)

        if revision > 1:
            transaction.on_commit(raise_mark, robust=True)


def _authentic_revision(sealed: bytes, place: Place, key: bytes) -> int:
    """That of a text that opens. A number that somebody else has put there counts nothing."""
    if not sealed:
        return 0
    try:
        sealing.open_sealed(sealed, place, key=key)
    except CannotOpenError:
        return 0
    return revision_of(sealed)
