"""Names and addresses as people write them, brought to one form."""

import re
import unicodedata

from viceversa.lib.wording import WordedError, Wording, gettext_noop

EMPTY = gettext_noop("The e-mail address is missing.")
NO_ADDRESS = gettext_noop("“%(address)s” is not an e-mail address.")
FOREIGN_LETTERS = gettext_noop(
    "“%(address)s” has a letter such as å, ä or ö before the @, where no mail reaches it."
)
LOCAL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
LONGEST_LOCAL = 64
# Controls, surrogates, unassigned; and the format marks that are not seen but change what is.
UNSEEN = {"Cc", "Cf", "Cs", "Cn", "Co"}


class AddressError(WordedError):
    """What was given as an e-mail address cannot be one."""


def normalise_address(raw: str) -> str:
    """The address in the one form in which it is stored and compared. Raises AddressError."""
    address = address_key(raw)
    if not address:
        raise AddressError(Wording(EMPTY))
    local, _, domain = address.rpartition("@")
    if local and not local.isascii():
        raise AddressError(Wording(FOREIGN_LETTERS, {"address": address}))
    if len(local) > LONGEST_LOCAL or not LOCAL.fullmatch(local) or not DOMAIN.fullmatch(domain):
        raise AddressError(Wording(NO_ADDRESS, {"address": address}))
    return address


def address_key(raw: str) -> str:
    """The same form without the judgement: for comparing what may be nonsense."""
    address = _seen(unicodedata.normalize("NFKC", raw)).strip().casefold()
    address = unicodedata.normalize("NFKC", address)
    local, at, domain = address.rpartition("@")
    return f"{local}{at}{_ascii_domain(domain)}" if at else address


def plain_name(raw: str) -> str:
    """A name on one line, without anything that is not seen."""
    spaced = raw
    if not raw.isprintable():
        spaced = "".join(" " if char.isspace() else char for char in raw)
    return " ".join(_seen(unicodedata.normalize("NFC", spaced)).split())


def _seen(text: str) -> str:
    if text.isprintable():  # nearly every text, and ten times as fast to tell
        return text
    return "".join(char for char in text if unicodedata.category(char) not in UNSEEN)


def _ascii_domain(domain: str) -> str:
    try:
        return domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return domain
