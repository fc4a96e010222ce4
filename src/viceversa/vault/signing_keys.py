"""Keys that sign certificates: the private half is wrapped as every key is, the public one is for
whoever checks a certificate. RSA, since that is what every verifier of Open Badges knows."""

from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPublicKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
    load_der_public_key,
)

from viceversa.vault.keyring import alone, newest_master, open_key, wrap
from viceversa.vault.models import SigningKey
from viceversa.vault.sealing import CannotOpenError

BITS, EXPONENT = 3072, 65537


def newest() -> tuple[str, RSAPrivateKey]:
    """The name of the key that signs from now on, and the key; the very first is made here.
    CannotOpenError when it is shut."""
    kept = SigningKey.objects.first() or make()
    key = load_der_private_key(open_key(kept, kept.facts), password=None)
    if not isinstance(key, RSAPrivateKey):
        raise CannotOpenError("not a key that signs")
    return kept.name, key


def make() -> SigningKey:
    """A new key, which signs from now on. What the earlier ones have signed still holds."""
    key = generate_private_key(EXPONENT, BITS)
    private = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    with alone():
        name, master = newest_master()
        made = SigningKey(public=public)
        wrap(made, private, name=name, master=master)
        made.save()
    return made


def public_half(name: str) -> RSAPublicKey | None:
    """What everybody may know of a key, while what it has signed is to hold."""
    kept = SigningKey.objects.filter(pk=name).first()
    key = load_der_public_key(bytes(kept.public)) if kept else None
    return key if isinstance(key, RSAPublicKey) else None


def drop_old() -> int:
    """Forgets all but the newest, so that what they have signed holds no more; says how many."""
    newest = SigningKey.objects.first()
    dropped, _ = SigningKey.objects.exclude(pk=newest.pk if newest else "").delete()
    return dropped
