"""What can stand in the way of a change; each says enough for a kind sentence on the page."""

from collections.abc import Sequence

from viceversa.matching import Violation


class PairingError(Exception):
    """The thing is not in the state for this."""


class AlreadyPublished(PairingError):  # noqa: N818  # the name says what is so
    """Somebody clicked first. Nothing was sent twice."""


class BoardChanged(PairingError):  # noqa: N818
    """The board is no longer what was looked at, or is no longer a draft."""


class RulesBroken(PairingError):  # noqa: N818
    """Rules speak against it, and they may not be overridden here."""

    def __init__(self, violations: Sequence[Violation]) -> None:
        super().__init__("rules")
        self.violations = violations


class ReasonMissing(PairingError):  # noqa: N818
    """A rule may be overridden, but not without a word about why."""


class AnswerClosed(PairingError):  # noqa: N818
    """The pair is no longer waiting for answers."""


class RecheckClosed(PairingError):  # noqa: N818
    """What was asked about the pair has been decided meanwhile."""
