"""What a provider is asked, and what it is told of us."""

from urllib.parse import urlencode

from onelogin.saml2.authn_request import OneLogin_Saml2_Authn_Request
from onelogin.saml2.errors import OneLogin_Saml2_Error

from viceversa.sign_in.models import SignIn
from viceversa.sign_in.saml.settings import settings_of


def question(sign_in: SignIn) -> tuple[str, str]:
    """The name of a new question, which the answer must give back, and the address that asks it.
    ValueError when the library does not take the provider's own."""
    try:
        asked = OneLogin_Saml2_Authn_Request(
            settings_of(sign_in), set_nameid_policy=not sign_in.saml.name_attribute
        )
    except OneLogin_Saml2_Error as error:
        raise ValueError("its address for sign-in is an unusual one") from error
    address = sign_in.saml.sso_address
    join = "&" if "?" in address else "?"
    return asked.get_id(), f"{address}{join}{urlencode({'SAMLRequest': asked.get_request()})}"


def metadata(sign_in: SignIn) -> bytes:
    """For the provider's own people. It names no end, since it changes with our address only."""
    said = settings_of(sign_in).get_sp_metadata()
    return said if isinstance(said, bytes) else said.encode()
