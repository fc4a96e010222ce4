"""Addresses of this room."""

from django.urls import URLPattern, path

from viceversa.enrolment.views import (
    applications,
    applying,
    calls,
    decisions,
    endorsing,
    invitations,
    invited,
    lists,
    merging,
    once,
    own_invitations,
    partners,
    people,
    places,
    public,
    quotas,
    recognising,
    reviews,
    training,
)

IN_PROGRAMME = "programmes/<str:code>/"
ONE_LIST = IN_PROGRAMME + "imports/<str:import_id>/"
ONE_PERSON = IN_PROGRAMME + "people/<str:participation_id>/"
CALLS = IN_PROGRAMME + "calls/"
APPLICATIONS = IN_PROGRAMME + "applications/"
ONE_APPLICATION = APPLICATIONS + "<str:application_code>/"
PARTNERS = IN_PROGRAMME + "partners/"
ONE_PARTNER = PARTNERS + "<str:partner_code>/"
BOTH = IN_PROGRAMME + "people/twice/<str:participation_id>/<str:other_id>/"
TIES = IN_PROGRAMME + "ties/"
QUOTAS = IN_PROGRAMME + "quotas/"
OWN_APPLICANTS = IN_PROGRAMME + "own-applicants/"
REVIEWS = IN_PROGRAMME + "reviews/"
PUBLIC = "calls/<str:code>/"
OWN = "applications/<str:token>/"
LIST_OF_CALL = CALLS + "<str:role>/invitations/"
NAMES = CALLS + "<str:role>/names/"
ONE_NAMES = NAMES + "<str:list_code>/"
INVITED = "invitations/<str:token>/"

urlpatterns: list[URLPattern] = [
    path(IN_PROGRAMME + "people/", people.programme_people, name="programme_people"),
    path(IN_PROGRAMME + "people/new/", people.participation_new, name="participation_new"),
    path(IN_PROGRAMME + "people/twice/", once.programme_namesakes, name="programme_namesakes"),
    path(BOTH, once.namesakes, name="namesakes"),
    path(BOTH + "distinction/", once.namesakes_distinction, name="namesakes_distinction"),
    path(ONE_PERSON, people.participation, name="participation"),
    path(ONE_PERSON + "details/", people.participation_details, name="participation_details"),
    path(ONE_PERSON + "withdrawal/", people.withdrawal, name="withdrawal"),
    path(ONE_PERSON + "readmission/", people.readmission, name="readmission"),
    path(IN_PROGRAMME + "training/<str:role>/", training.training, name="training"),
    path(
        IN_PROGRAMME + "training/<str:role>/removal/",
        training.training_removal,
        name="training_removal",
    ),
    path(IN_PROGRAMME + "imports/", lists.import_new, name="import_new"),
    path(IN_PROGRAMME + "imports/template/", lists.import_template, name="import_template"),
    path(ONE_LIST, lists.people_import, name="people_import"),
    path(ONE_LIST + "columns/", lists.import_columns, name="import_columns"),
    path(ONE_LIST + "progress/", lists.import_progress, name="import_progress"),
    path(ONE_LIST + "check/", lists.import_check, name="import_check"),
    path(ONE_LIST + "stop/", lists.import_stop, name="import_stop"),
    path(ONE_LIST + "application/", lists.import_application, name="import_application"),
    path(ONE_LIST + "left-out/", lists.import_left_out, name="import_left_out"),
    path(ONE_LIST + "removal/", lists.import_removal, name="import_removal"),
    # Partners, their seats and ties
    path(PARTNERS, partners.programme_partners, name="programme_partners"),
    path(ONE_PARTNER, partners.programme_partner, name="programme_partner"),
    path(ONE_PARTNER + "removal/", partners.partner_removal, name="partner_removal"),
    path(ONE_PARTNER + "body/", partners.partner_body, name="partner_body"),
    path(QUOTAS, quotas.programme_quotas, name="programme_quotas"),
    path(QUOTAS + "<str:quota_code>/removal/", quotas.quota_removal, name="quota_removal"),
    path(TIES, partners.programme_ties, name="programme_ties"),
    path(TIES + "<str:tie_code>/removal/", partners.tie_removal, name="tie_removal"),
    path(OWN_APPLICANTS, endorsing.own_applicants_page, name="programme_own_applicants"),
    path(
        OWN_APPLICANTS + "<str:application_code>/endorsement/",
        endorsing.endorsement,
        name="application_endorsement",
    ),
    # Calls and applications, for those who lead
    path(CALLS, calls.programme_calls, name="programme_calls"),
    path(CALLS + "<str:role>/", calls.call_settings, name="call_settings"),
    path(CALLS + "<str:role>/preview/", calls.call_preview, name="call_preview"),
    path(CALLS + "<str:role>/opening/", calls.call_opening, name="call_opening"),
    path(CALLS + "<str:role>/closure/", calls.call_closure, name="call_closure"),
    # Who is invited by name: by those who lead, and by partners' contacts
    path(LIST_OF_CALL, invitations.call_invitations, name="call_invitations"),
    path(LIST_OF_CALL + "new/", invitations.invitation_new, name="invitation_new"),
    path(
        LIST_OF_CALL + "<str:invitation_code>/removal/",
        invitations.invitation_removal,
        name="invitation_removal",
    ),
    path(NAMES, invitations.nominations_new, name="nominations_new"),
    path(ONE_NAMES, invitations.nominations, name="nominations"),
    path(ONE_NAMES + "entry/", invitations.nominations_entry, name="nominations_entry"),
    path(ONE_NAMES + "removal/", invitations.nominations_removal, name="nominations_removal"),
    path(
        IN_PROGRAMME + "own-people/invitations/",
        own_invitations.own_invitations,
        name="own_invitations",
    ),
    path(
        IN_PROGRAMME + "own-people/invitations/new/",
        own_invitations.own_invitations_new,
        name="own_invitations_new",
    ),
    path(APPLICATIONS, applications.programme_applications, name="programme_applications"),
    path(APPLICATIONS + "decisions/", decisions.programme_decisions, name="programme_decisions"),
    path(APPLICATIONS + "decisions/plan/", decisions.decisions_plan, name="decisions_plan"),
    path(
        APPLICATIONS + "decisions/plan/removal/",
        decisions.decisions_plan_removal,
        name="decisions_plan_removal",
    ),
    path(APPLICATIONS + "twins/", merging.programme_twins, name="programme_twins"),
    path(APPLICATIONS + "new/<str:role>/", applications.application_new, name="application_new"),
    path(ONE_APPLICATION, applications.application, name="application"),
    path(
        ONE_APPLICATION + "verdict/", applications.application_verdict, name="application_verdict"
    ),
    path(ONE_APPLICATION + "parting/", merging.application_parting, name="application_parting"),
    path(
        ONE_APPLICATION + "merging/<str:other_code>/",
        merging.application_merging,
        name="application_merging",
    ),
    path(
        ONE_APPLICATION + "merging/<str:other_code>/distinction/",
        merging.application_distinction,
        name="application_distinction",
    ),
    path(
        ONE_APPLICATION + "recognition/<str:participation_id>/",
        recognising.application_recognition,
        name="application_recognition",
    ),
    path(
        ONE_APPLICATION + "recognition/",
        recognising.application_recognition_removal,
        name="application_recognition_removal",
    ),
    path(ONE_APPLICATION + "place/", applications.application_place, name="application_place"),
    # For those who read them without knowing whose they are
    path(REVIEWS, reviews.programme_reviews, name="programme_reviews"),
    path(REVIEWS + "<str:application_code>/", reviews.review, name="review"),
    path(
        REVIEWS + "<str:application_code>/conflict/",
        reviews.review_conflict,
        name="review_conflict",
    ),
    path(
        REVIEWS + "<str:application_code>/conflict/removal/",
        reviews.review_conflict_removal,
        name="review_conflict_removal",
    ),
    # The public page, the application, and the place
    path("places/<str:token>/", places.personal_place, name="personal_place"),
    path(PUBLIC, public.call, name="call"),
    path(PUBLIC + "qr.svg", public.call_qr, name="call_qr"),
    path(PUBLIC + "<str:language>/", public.call_in, name="call_in"),
    path(PUBLIC + "<str:language>/application/", public.call_application, name="call_application"),
    path(PUBLIC + "<str:language>/link/", invited.call_link, name="call_link"),
    path(PUBLIC + "<str:language>/link/sent/", invited.call_link_sent, name="call_link_sent"),
    path(INVITED, invited.personal_invitation, name="personal_invitation"),
    path(
        INVITED + "application/",
        invited.personal_invitation_application,
        name="personal_invitation_application",
    ),
    path(
        INVITED + "refusal/",
        invited.personal_invitation_refusal,
        name="personal_invitation_refusal",
    ),
    path("unfinished/<str:token>/", invited.personal_unfinished, name="personal_unfinished"),
    path(OWN, applying.personal_application, name="personal_application"),
    path(OWN + "check/", applying.personal_application_check, name="personal_application_check"),
    path(
        OWN + "withdrawal/",
        applying.personal_application_withdrawal,
        name="personal_application_withdrawal",
    ),
    path(
        OWN + "keeping/",
        applying.personal_application_keeping,
        name="personal_application_keeping",
    ),
    path(OWN + "<str:step>/", applying.personal_application_step, name="personal_application_step"),
]
