"""Every address of the house, room by room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("viceversa.desk.urls")),
    path("", include("viceversa.people.urls")),
    path("", include("viceversa.notices.urls")),
    path("programmes/", include("viceversa.programmes.urls")),
    path("programmes/", include("viceversa.enrolment.urls")),
    path("programmes/", include("viceversa.pairing.urls")),
    path("pairs/", include("viceversa.conversations.urls")),
    path("", include("viceversa.operations.urls")),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
