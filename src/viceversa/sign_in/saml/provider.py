"""django-allauth's part in it: where somebody was on her way to is kept in her session, and who is
known is signed in, by the same rules as with OpenID Connect."""

from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.provider import Provider
from django.http import HttpRequest

from viceversa.sign_in.models import SignIn
from viceversa.sign_in.provider import SignInRequest, SubjectAlone
from viceversa.sign_in.saml.handover import Answer


class SamlProvider(SubjectAlone, Provider):
    id = "saml"

    request: SignInRequest

    def address_for(self, request: HttpRequest, next_url: str | None) -> str:
        """Where the person is sent. The answer must name the question, in this session, once."""
        from viceversa.sign_in.saml.question import question

        name, address = question(self.request.sign_in)
        self.stash_redirect_state(request, "login", next_url, state_id=name)
        return address

    def login_by(self, answer: Answer) -> SocialLogin:
        """Who that is, and where she was on her way to. PermissionDenied when this session did not
        ask that, or too long ago."""
        asked = self.unstash_redirect_state(self.request, answer.question)
        login: SocialLogin = self.sociallogin_from_response(self.request, {"sub": answer.subject})
        login.state = {**asked, "shown": answer.shown}
        return login


def saml_app_of(sign_in: SignIn) -> SocialApp:
    """It has neither client nor secret."""
    return SocialApp(
        provider=SamlProvider.id, provider_id=sign_in.pk, name=sign_in.organisation.name
    )
