"""What is done with programmes. Every change stands in the trail."""

from viceversa.programmes.actions.breaks import add_break, remove_break
from viceversa.programmes.actions.earlier import add_earlier_round, remove_earlier_round
from viceversa.programmes.actions.partners import (
    SEATS,
    PartnerDraft,
    add_partner,
    make_seats_for_body,
    remove_partner,
    set_arrangement,
    tie_organisations,
    untie_organisations,
)
from viceversa.programmes.actions.programmes import (
    add_topic,
    change_contacts,
    change_dates,
    change_settings,
    copy_programme,
    create_programme,
    move_phases,
    remove_topic,
)
from viceversa.programmes.actions.quotas import remove_quota, set_quota
from viceversa.programmes.actions.roles import (
    ContactDraft,
    LastCoordinatorError,
    give_role,
    give_role_to,
    send_times_link,
    take_role,
)

__all__ = [
    "SEATS",
    "ContactDraft",
    "LastCoordinatorError",
    "PartnerDraft",
    "add_break",
    "add_earlier_round",
    "add_partner",
    "add_topic",
    "change_contacts",
    "change_dates",
    "change_settings",
    "copy_programme",
    "create_programme",
    "give_role",
    "give_role_to",
    "make_seats_for_body",
    "move_phases",
    "remove_break",
    "remove_earlier_round",
    "remove_partner",
    "remove_quota",
    "remove_topic",
    "send_times_link",
    "set_arrangement",
    "set_quota",
    "take_role",
    "tie_organisations",
    "untie_organisations",
]
