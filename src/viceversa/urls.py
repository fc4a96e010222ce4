"""Every address of the house, room by room."""

from django.urls import URLPattern, URLResolver, include, path

handler500 = "viceversa.operations.views.broken"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("viceversa.people.urls")),
    path("", include("viceversa.sign_in.urls")),
    path("", include("viceversa.notices.urls")),
    path("programmes/", include("viceversa.programmes.urls")),
    path("", include("viceversa.enrolment.urls")),
    path("", include("viceversa.pairing.urls")),
    path("", include("viceversa.gatherings.urls")),
    path("", include("viceversa.conversations.urls")),
    path("", include("viceversa.ideas.urls")),
    path("", include("viceversa.impact.urls")),
    path("", include("viceversa.certificates.urls")),
    path("", include("viceversa.half_time.urls")),
    path("", include("viceversa.report.urls")),
    path("", include("viceversa.farewell.urls")),
    path("", include("viceversa.privacy.urls")),
    path("", include("viceversa.api.urls")),
    path("", include("viceversa.scim.urls")),
    path("", include("viceversa.operations.urls")),
    # Last: /programmes/<code>/ would else take /programmes/new/ for a code.
    path("", include("viceversa.desk.urls")),
]
