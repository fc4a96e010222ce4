"""What an organisation's provider speaks."""

from viceversa.sign_in.provider import OrganisationProvider, SignInRequest, app_of
from viceversa.sign_in.saml.provider import SamlProvider, saml_app_of

OwnProvider = OrganisationProvider | SamlProvider


def provider_of(request: SignInRequest) -> OwnProvider:
    """The one by which the organisation that was asked for signs its people in."""
    if request.sign_in.speaks_saml:
        return SamlProvider(request, app=saml_app_of(request.sign_in))
    return OrganisationProvider(request, app=app_of(request.sign_in))
