"""Addresses of this room, beneath /programmes/."""

from django.urls import URLPattern, path

from viceversa.programmes.views import (
    agreements,
    breaks,
    enquiries,
    letters,
    roles,
    rounds,
    settings,
    wizard,
)

urlpatterns: list[URLPattern] = [
    path("new/", wizard.programme_new, name="programme_new"),
    path("new/check/", wizard.programme_check, name="programme_check"),
    path("new/<slug:step>/", wizard.programme_new, name="programme_new_step"),
    path("reminders/<str:token>/", letters.personal_reminders, name="personal_reminders"),
    path("<code>/settings/", settings.programme_settings, name="programme_settings"),
    path("<code>/settings/contacts/", settings.programme_contacts, name="programme_contacts"),
    path("<code>/settings/<slug:section>/", settings.programme_section, name="programme_section"),
    path("<code>/letters/", letters.programme_letters, name="programme_letters"),
    path("<code>/letters/<room>/<name>/", letters.programme_letter, name="programme_letter"),
    path("<code>/roles/", roles.programme_roles, name="programme_roles"),
    path("<code>/roles/<role_code>/removal/", roles.role_removal, name="role_removal"),
    path("<code>/roles/<role_code>/times-link/", roles.role_times_link, name="role_times_link"),
    path("<code>/phases/", rounds.programme_phases, name="programme_phases"),
    path("<code>/breaks/", breaks.programme_breaks, name="programme_breaks"),
    path("<code>/breaks/<break_code>/removal/", breaks.break_removal, name="break_removal"),
    path("<code>/topics/", rounds.programme_topics, name="programme_topics"),
    path("<code>/topics/own/", rounds.own_topics, name="own_topics"),
    path("<code>/topics/<topic_code>/removal/", rounds.topic_removal, name="topic_removal"),
    path(
        "<code>/partners/<partner_code>/arrangement/",
        agreements.partner_arrangement,
        name="partner_arrangement",
    ),
    path(
        "<code>/partners/<partner_code>/agreements/<slug:kind>/",
        agreements.partner_agreement,
        name="partner_agreement",
    ),
    path(
        "<code>/partners/<partner_code>/agreements/<slug:kind>/text/",
        agreements.partner_agreement_text,
        name="partner_agreement_text",
    ),
    path("<code>/responsible/", agreements.responsible, name="responsible"),
    path("<code>/say/", enquiries.say, name="say"),
    path("<code>/said/", enquiries.said, name="said"),
    path("<code>/enquiries/", enquiries.programme_enquiries, name="programme_enquiries"),
    path(
        "<code>/enquiries/<enquiry_code>/settlement/",
        enquiries.enquiry_settlement,
        name="enquiry_settlement",
    ),
    path(
        "<code>/rounds/<earlier_code>/removal/",
        rounds.earlier_round_removal,
        name="earlier_round_removal",
    ),
    path("<code>/copy/", rounds.programme_copy, name="programme_copy"),
]
