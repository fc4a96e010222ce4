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
        if self._key is None:
            self._key = keyring.make_key(self.pair, self.members)
        before = max(self._authentic_revision(over, place), self._marks.get(place.name, 0))
        self._note(place, before + 1)
        return sealing.seal(text, place, revision=before + 1, key=self._key)

    def open(self, sealed: bytes, place: Place) -> str:
        """Decrypts what was sealed last for the place. CannotOpenError for anything else."""
        revision, mark = revision_of(sealed), self._marks.get(place.name, 0)
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
    def _key(self) -> bytes | None:
        return keyring.find_key(self.pair, self.members)

    @cached_property
    def _marks(self) -> dict[str, int]:
        return keyring.marks_of(self.pair)

    def _authentic_revision(self, sealed: bytes, place: Place) -> int:
        """That of a text that opens. A number that somebody else has put there counts nothing."""
        try:
            if sealed and self._key is not None:
                sealing.open_sealed(sealed, place, key=self._key)
                return revision_of(sealed)
        except CannotOpenError:
            pass
        return 0

    def _note(self, place: Place, revision: int) -> None:
        """Raises the mark when the revision is stored for good. Nothing that is written once has
        one, so that most writes leave the keyring alone."""

        def raise_mark() -> None:
            keyring.raise_mark(self.pair, place.name, revision)

        if revision > 1:
            transaction.on_commit(raise_mark, robust=True)
