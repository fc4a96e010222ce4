"""Every way to sign in that somebody may have set up: an app, its spare codes, and a key."""

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)

from viceversa.people.models import Person

FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT


def set_up_everything(person: Person) -> Authenticator:
    """Gives back the key."""
    TOTP.activate(person, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(person)
    data = {"name": "Key", "credential": dict(_registration())}
    return Authenticator.objects.create(user=person, type="webauthn", data=data)


def _registration() -> RegistrationResponse:
    """What a key says of itself when it is added."""
    public_key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    credential = AttestedCredentialData.create(bytes(16), b"key", public_key)
    said = AuthenticatorAttestationResponse(
        client_data=CollectedClientData.create("webauthn.create", b"x", "https://example.com"),
        attestation_object=AttestationObject.create(
            "none", AuthenticatorData.create(bytes(32), FLAGS, 0, credential), {}
        ),
    )
    return RegistrationResponse(raw_id=b"key", response=said)
