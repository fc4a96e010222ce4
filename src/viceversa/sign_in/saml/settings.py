"""Who asks and who answers, in python3-saml's words."""

from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from onelogin.saml2.constants import OneLogin_Saml2_Constants as Names
from onelogin.saml2.settings import OneLogin_Saml2_Settings

from viceversa.sign_in.models import SignIn
from viceversa.sign_in.saml.addresses import entity_of, reply_address


def asked_at(sign_in: SignIn) -> dict[str, str]:
    """The request as the library wants to see it, built from our own address alone."""
    parts = urlsplit(reply_address(sign_in))
    https = "on" if parts.scheme == "https" else "off"
    return {"https": https, "http_host": parts.netloc, "script_name": parts.path}


def settings_of(sign_in: SignIn) -> OneLogin_Saml2_Settings:
    """Everything strict. The address to sign in at is escaped: it is set into XML as it is."""
    return OneLogin_Saml2_Settings(
        {
            "strict": True,
            "sp": {
                "entityId": entity_of(sign_in),
                "assertionConsumerService": {
                    "url": reply_address(sign_in),
                    "binding": Names.BINDING_HTTP_POST,
                },
                "NameIDFormat": Names.NAMEID_PERSISTENT,
            },
            "idp": {
                "entityId": sign_in.issuer,
                "singleSignOnService": {
                    "url": escape(sign_in.saml.sso_address, {'"': "&quot;"}),
                    "binding": Names.BINDING_HTTP_REDIRECT,
                },
                "x509certMulti": {"signing": sign_in.saml.listed_certificates},
            },
            "security": SECURITY,
        }
    )


SECURITY = {
    "wantAssertionsSigned": True,
    "wantNameId": False,
    "wantAttributeStatement": False,
    "rejectDeprecatedAlgorithm": True,
    "requestedAuthnContext": False,
    "allowSingleLabelDomains": True,
    "metadataValidUntil": "",
    "metadataCacheDuration": "",
}
