"""Who may open which address: every URL of the house by its name, and the people of the cast.

Whoever is not named is answered as if the thing did not exist; visitors are sent to the sign-in.
What stands here is what a lawyer would ask for, so it is written out, not computed.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.house.world import World

SIGNED_IN = frozenset({"alice", "bob", "carol", "dora", "erik", "fia", "gun", "yrsa", "zed"})
CAST = SIGNED_IN | {"visitor"}
COORDINATOR = frozenset({"alice"})
ORGANISER = frozenset({"alice"})
PARTIES = frozenset({"alice", "erik", "fia"})
BOARD = frozenset({"alice", "dora"})
REVIEWERS = frozenset({"alice", "dora"})
PAIR = frozenset({"bob", "carol"})
ASSISTANT = frozenset({"gun"})
IDEAS = frozenset({"alice", "fia", "dora"})  # leads, sponsors, owns one
KEY_HOLDER = frozenset({"alice"})

Body = Callable[[World], Mapping[str, str]]


@dataclass(frozen=True)
class Address:
    """Who may, where it lies in the tests' world, and how it is asked: GET unless `posted`."""

    who: frozenset[str]
    places: tuple[str, ...] = ()
    query: Body = lambda _: {}
    posted: Body | None = None
    refusal: str = "not found"
    visitors: str = "sign in first"

    def place(self, world: World) -> list[object]:
        """The arguments of the address."""
        return [PLACES[name](world) for name in self.places]


def page(who: frozenset[str], *places: str, **more: Any) -> Address:
    """Something to look at; many of these take a POST as well."""
    return Address(who, places, **more)


def deed(who: frozenset[str], *places: str, body: Body = lambda _: {}, **more: Any) -> Address:
    """Something that is only ever done, by a POST."""
    return Address(who, places, posted=body, **more)


PLACES: dict[str, Callable[[World], object]] = {
    "programme": lambda w: w.cast.programme.pk,
    "partner": lambda w: w.cast.partner.pk,
    "agreement": lambda _: "processor",
    "paper": lambda _: "dpia",
    "tie": lambda w: w.tie.pk,
    "quota": lambda w: w.quota.pk,
    "role": lambda w: w.cast.programme.roles.get(person=w.cast.dora, kind="matcher").pk,
    "assistant role": lambda w: w.cast.programme.roles.get(person=w.cast.gun).pk,
    "break": lambda w: w.holiday.pk,
    "earlier round": lambda w: w.earlier.pk,
    "topic": lambda w: w.topic.pk,
    "seat": lambda w: w.alone.pk,
    "list": lambda w: w.people_import.pk,
    "suggestion": lambda w: w.suggestion.pk,
    "exclusion": lambda w: w.exclusion.pk,
    "pair": lambda w: w.pair.pk,
    "meeting": lambda w: w.meeting.number,
    "key": lambda w: w.key.pk,
    "example": lambda w: w.example.pk,
    "mail": lambda w: w.mail,
    "answer link": lambda w: w.link("answer"),
    "meeting link": lambda w: w.link("meeting"),
    "taps link": lambda w: w.link("taps"),
    "try-out": lambda w: w.try_out.pk,
    "note": lambda w: w.note.pk,
    "tried link": lambda w: w.link("tried"),
    "reminders link": lambda w: w.link("reminders"),
    "room": lambda _: "pairing",
    "letter": lambda _: "pair_formed",
    "plan link": lambda w: w.link("plan"),
    "onward link": lambda w: w.link("onward"),
    "past pair": lambda w: w.past.pk,
    "enquiry": lambda w: w.enquiry.pk,
    "idea draft": lambda w: w.draft.pk,
    "idea": lambda w: w.idea.pk,
    "idea link": lambda w: w.link("idea"),
    "times link": lambda w: w.link("times"),
    "meeting code": lambda w: w.meeting.pk,
    "feed": lambda w: w.feed,
    "about": lambda _: "about",
    "call": lambda w: w.call.pk,
    "role name": lambda _: "mentor",
    "either role": lambda _: "mentor",
    "language": lambda _: "sv",
    "application": lambda w: w.application.pk,
    "twin": lambda w: w.twin.pk,
    "application link": lambda w: w.application_link(w.application),
    "begun link": lambda w: w.application_link(w.begun),
    "whole link": lambda w: w.application_link(w.whole),
    "step": lambda _: "why",
    "place link": lambda w: w.link("place"),
    "invitation": lambda w: w.invitation.pk,
    "names": lambda w: w.names.pk,
    "invitation link": lambda w: w.invitation_link,
    "unfinished link": lambda w: w.unfinished_link,
    "survey": lambda w: w.surveys.planned.pk,
    "closed survey": lambda w: w.surveys.closed.pk,
    "survey item": lambda w: w.surveys.item.pk,
    "survey link": lambda w: w.link("survey"),
    "screen": lambda _: 1,
    "organiser": lambda w: w.cast.house.pk,
    "signing key": lambda w: w.signing_key,
}

TABLE: dict[str, Address] = {
    # --- front door, and one's own
    "home": page(CAST),
    "healthz": page(CAST),
    "readyz": page(CAST),
    "metrics": page(frozenset(), visitors="not found"),
    "set_language": deed(CAST),
    "account_login": page(CAST),
    "account_request_login_code": page(CAST),
    "account_confirm_login_code": page(CAST),
    "account_logout": page(CAST),
    "desk": page(SIGNED_IN),
    "me": page(SIGNED_IN),
    "my_reminders": page(SIGNED_IN),
    "sign_out_everywhere": deed(SIGNED_IN),
    # --- keys and codes; who is not in the midst of signing in is led to its beginning
    "mfa_authenticate": page(CAST),
    "mfa_login_webauthn": page(CAST),
    "mfa_index": page(SIGNED_IN),
    "mfa_reauthenticate": page(KEY_HOLDER, refusal="403"),
    "mfa_reauthenticate_webauthn": page(KEY_HOLDER, refusal="403"),
    "mfa_activate_totp": page(SIGNED_IN),
    "mfa_deactivate_totp": page(KEY_HOLDER),
    "mfa_view_recovery_codes": page(KEY_HOLDER),
    "mfa_generate_recovery_codes": page(SIGNED_IN),
    "mfa_download_recovery_codes": page(KEY_HOLDER),
    "mfa_list_webauthn": page(SIGNED_IN),
    "mfa_add_webauthn": page(SIGNED_IN),
    "mfa_remove_webauthn": page(KEY_HOLDER, "key"),
    "mfa_edit_webauthn": page(KEY_HOLDER, "key"),
    # --- the demo only
    "mailbox": page(CAST),
    "mailbox_mail": page(CAST, "mail"),
    "mailbox_calendar": page(CAST, "mail"),
    "demo_roles": page(CAST),
    "demo_list": page(CAST),
    "look_as": deed(CAST, "example"),
    "styleguide": page(CAST),
    # --- a programme: made by organisers, led by its coordinators
    "programme_new": page(ORGANISER),
    "programme_new_step": page(ORGANISER, "about"),
    "programme_check": page(ORGANISER),
    "programme_copy": page(ORGANISER, "programme"),
    "programme": page(COORDINATOR, "programme"),
    "programme_settings": page(COORDINATOR, "programme"),
    "programme_section": page(COORDINATOR, "programme", "about"),
    "programme_contacts": page(COORDINATOR, "programme"),
    "programme_letters": page(COORDINATOR, "programme"),
    "programme_letter": page(COORDINATOR, "programme", "room", "letter"),
    "programme_partners": page(COORDINATOR, "programme"),
    "programme_partner": page(COORDINATOR, "programme", "partner"),
    "partner_removal": deed(COORDINATOR, "programme", "partner"),
    "programme_quotas": page(COORDINATOR, "programme"),
    "quota_removal": deed(COORDINATOR, "programme", "quota"),
    "programme_ties": deed(COORDINATOR, "programme"),
    "tie_removal": deed(COORDINATOR, "programme", "tie"),
    "programme_roles": page(COORDINATOR, "programme"),
    "role_removal": deed(COORDINATOR, "programme", "role"),
    "role_times_link": deed(COORDINATOR, "programme", "assistant role"),
    "programme_breaks": page(COORDINATOR, "programme"),
    "break_removal": deed(COORDINATOR, "programme", "break"),
    "programme_rounds": page(COORDINATOR, "programme"),
    "earlier_round_removal": deed(COORDINATOR, "programme", "earlier round"),
    "programme_phases": page(COORDINATOR, "programme"),
    "programme_topics": page(COORDINATOR, "programme"),
    "own_topics": deed(COORDINATOR, "programme"),
    "topic_removal": deed(COORDINATOR, "programme", "topic"),
    # --- what others than coordinators see of it
    "programme_own_people": page(frozenset({"erik"}), "programme"),
    "partner_agreement": page(frozenset({"alice", "erik"}), "programme", "partner", "agreement"),
    "partner_agreement_text": page(
        frozenset({"alice", "erik"}), "programme", "partner", "agreement"
    ),
    "partner_body": deed(COORDINATOR, "programme", "partner", body=lambda _: {"members": "10"}),
    "partner_arrangement": deed(COORDINATOR, "programme", "partner"),
    "responsible": page(CAST, "programme"),
    "privacy_pack": page(PARTIES, "programme"),
    "privacy_paper": page(PARTIES, "programme", "paper"),
    "privacy_paper_text": page(PARTIES, "programme", "paper"),
    "programme_own_applicants": page(frozenset({"erik"}), "programme"),
    "application_endorsement": deed(
        frozenset({"erik"}), "programme", "application", body=lambda _: {"endorsement": "yes"}
    ),
    "programme_figures": page(frozenset({"alice", "fia"}), "programme"),
    "half_time": page(PARTIES, "programme"),
    "half_time_thanks": page(frozenset({"fia"}), "programme"),
    "programme_report": page(PARTIES, "programme"),
    "programme_report_pdf": page(frozenset({"alice", "fia"}), "programme"),
    "programme_report_staying": page(COORDINATOR, "programme"),
    # --- surveys: planned by coordinators, results also to sponsors; whoever is asked has a link
    "programme_surveys": page(frozenset({"alice", "fia"}), "programme"),
    "survey_new": page(COORDINATOR, "programme"),
    "survey": page(COORDINATOR, "programme", "survey"),
    "survey_items": deed(COORDINATOR, "programme", "survey"),
    "survey_item_removal": deed(COORDINATOR, "programme", "survey", "survey item"),
    "survey_opening": deed(COORDINATOR, "programme", "survey"),
    "survey_results": page(frozenset({"alice", "fia"}), "programme", "closed survey"),
    "personal_survey": page(CAST, "survey link"),
    "personal_survey_screen": page(CAST, "survey link", "screen"),
    "programme_times": page(ASSISTANT, "programme"),
    "programme_time": page(ASSISTANT, "programme", "meeting code"),
    "programme_time_cancellation": page(ASSISTANT, "programme", "meeting code"),
    # --- its people
    "programme_people": page(BOARD, "programme"),
    "participation": page(BOARD, "programme", "seat"),
    "participation_new": page(COORDINATOR, "programme"),
    "participation_details": page(COORDINATOR, "programme", "seat"),
    "withdrawal": page(COORDINATOR, "programme", "seat"),
    "readmission": deed(COORDINATOR, "programme", "seat"),
    "training": page(COORDINATOR, "programme", "either role"),
    "training_removal": deed(COORDINATOR, "programme", "either role"),
    # --- lists that come in
    "import_new": page(COORDINATOR, "programme"),
    "import_template": page(COORDINATOR, "programme"),
    "people_import": page(COORDINATOR, "programme", "list"),
    "import_columns": page(COORDINATOR, "programme", "list"),
    "import_progress": page(COORDINATOR, "programme", "list"),
    "import_check": deed(COORDINATOR, "programme", "list"),
    "import_stop": deed(COORDINATOR, "programme", "list"),
    "import_application": deed(COORDINATOR, "programme", "list"),
    "import_left_out": page(COORDINATOR, "programme", "list"),
    "import_removal": page(COORDINATOR, "programme", "list"),
    # --- the board: proposed by matchers too, published by coordinators
    "programme_pool": page(COORDINATOR, "programme"),
    "board": page(BOARD, "programme"),
    "solution": deed(BOARD, "programme"),
    "solution_progress": page(BOARD, "programme"),
    "solution_end": deed(BOARD, "programme"),
    "solution_record": page(COORDINATOR, "programme"),
    "board_move": page(BOARD, "programme", query=lambda w: {"mentee": w.alone.pk}),
    "suggestion": page(BOARD, "programme", "suggestion"),
    "suggestion_lock": deed(BOARD, "programme", "suggestion"),
    "suggestion_separation": page(BOARD, "programme", "suggestion"),
    "exclusion_end": deed(BOARD, "programme", "exclusion"),
    "publication": page(COORDINATOR, "programme"),
    "programme_pairs": page(COORDINATOR, "programme"),
    "programme_call": page(COORDINATOR, "programme", "pair"),
    "programme_ending": page(COORDINATOR, "programme", "pair"),
    "programme_independence": page(COORDINATOR, "programme", "pair"),
    "second_best": page(COORDINATOR, "programme", "seat"),
    # --- a pair: the two, and nobody else
    "pair_answer": page(PAIR, "pair"),
    "pair": page(PAIR, "pair"),
    "ground_rules": page(PAIR, "pair"),
    "guide": page(PAIR, "pair"),
    "objective": page(PAIR, "pair"),
    "goal_mark": page(PAIR, "pair"),
    "try_outs": page(PAIR, "pair"),
    "try_out_state": deed(PAIR, "pair", "try-out", body=lambda _: {"state": "tested"}),
    "feedback": page(PAIR, "pair"),
    "notes": page(PAIR, "pair"),
    "note": page(frozenset({"bob"}), "pair", "note"),
    "note_removal": deed(frozenset({"bob"}), "pair", "note"),
    "pair_download": page(PAIR, "pair"),
    "pair_independence": page(PAIR, "pair"),
    "pair_pause": page(PAIR, "pair"),
    "pair_resumption": deed(PAIR, "pair"),
    "pair_roles": page(PAIR, "pair"),
    "pair_closing": page(PAIR, "pair"),
    "pair_ending": page(PAIR, "pair"),
    "pair_onward": deed(PAIR, "past pair", body=lambda _: {"onward": "new"}),
    "pair_contact": deed(PAIR, "past pair", body=lambda _: {"contact": "yes"}),
    "meetings": page(PAIR, "pair"),
    "meeting": page(PAIR, "pair", "meeting"),
    "meeting_choice": deed(PAIR, "pair", "meeting", body=lambda w: {"option": w.option.pk}),
    "meeting_suggestion": page(PAIR, "pair", "meeting"),
    "meeting_stay": deed(PAIR, "pair", "meeting"),
    "meeting_time": page(PAIR, "pair", "meeting"),
    "meeting_cancellation": page(PAIR, "pair", "meeting"),
    "meeting_agenda": page(PAIR, "pair", "meeting"),
    "agenda_change": deed(PAIR, "pair", "meeting"),
    "meeting_cards": page(PAIR, "pair", "meeting"),
    "meeting_question": page(frozenset({"carol"}), "pair", "meeting"),
    "meeting_outcome": deed(PAIR, "pair", "meeting"),
    "meeting_taps": page(PAIR, "pair", "meeting"),
    "meeting_calendar": page(PAIR, "pair", "meeting"),
    # --- ideas: the pair's own until both say yes; then to who lead, sponsor and own them
    "pair_ideas": page(PAIR, "pair"),
    "pair_ideas_download": page(PAIR, "pair"),
    "idea_new": page(PAIR, "pair"),
    "idea_draft": page(PAIR, "pair", "idea draft"),
    "idea_change": page(PAIR, "pair", "idea draft"),
    "idea_yes": deed(PAIR, "pair", "idea draft"),
    "idea_removal": deed(PAIR, "pair", "idea draft"),
    "pair_idea": page(PAIR, "pair", "idea"),
    "programme_ideas": page(COORDINATOR, "programme"),
    "idea_board": page(IDEAS, "programme"),
    "idea": page(IDEAS, "programme", "idea"),
    "idea_owner": deed(COORDINATOR, "programme", "idea"),
    "ideas_alike": page(COORDINATOR, "programme"),
    "ideas_download": page(COORDINATOR, "programme"),
    "idea_page_preview": page(COORDINATOR, "programme"),
    "idea_page_publication": deed(COORDINATOR, "programme"),
    "idea_page": page(CAST, "programme"),
    "personal_idea": page(CAST, "idea link"),
    # --- certificates: one's own, after the end; to check one, everybody
    "certificate": page(PAIR, "past pair"),
    "certificate_issuer": page(CAST, "organiser"),
    "certificate_key": page(CAST, "organiser", "signing key"),
    # --- whoever holds the letter
    "personal_answer": page(CAST, "answer link"),
    "personal_meeting": page(CAST, "meeting link"),
    "personal_meeting_answer": deed(CAST, "meeting link"),
    "personal_meeting_times": page(CAST, "meeting link"),
    "personal_meeting_stay": deed(CAST, "meeting link"),
    "personal_taps": page(CAST, "taps link"),
    "personal_tried": page(CAST, "tried link"),
    "personal_reminders": page(CAST, "reminders link"),
    "personal_plan": page(CAST, "plan link"),
    "personal_onward": page(CAST, "onward link"),
    # --- calls: set up by coordinators, open to all; an application to whoever holds its link
    "programme_calls": page(COORDINATOR, "programme"),
    "call_settings": page(COORDINATOR, "programme", "either role"),
    "call_preview": page(COORDINATOR, "programme", "role name"),
    "call_opening": deed(COORDINATOR, "programme", "role name"),
    "call_closure": deed(COORDINATOR, "programme", "role name"),
    "programme_applications": page(COORDINATOR, "programme"),
    "programme_decisions": page(COORDINATOR, "programme"),
    "decisions_plan": deed(COORDINATOR, "programme"),
    "decisions_plan_removal": deed(COORDINATOR, "programme"),
    "application": page(COORDINATOR, "programme", "application"),
    "application_new": page(COORDINATOR, "programme", "role name"),
    "application_verdict": deed(COORDINATOR, "programme", "application"),
    "application_place": deed(COORDINATOR, "programme", "application"),
    "programme_twins": page(COORDINATOR, "programme"),
    "application_merging": page(COORDINATOR, "programme", "application", "twin"),
    "application_distinction": deed(COORDINATOR, "programme", "application", "twin"),
    "application_parting": deed(COORDINATOR, "programme", "application"),
    # --- read by reviewers without knowing whose they are (tests/enrolment/test_blind.py)
    "programme_reviews": page(REVIEWERS, "programme"),
    "review": page(REVIEWERS, "programme", "application"),
    "review_conflict": deed(REVIEWERS, "programme", "application"),
    # --- who is invited by name
    "call_invitations": page(COORDINATOR, "programme", "role name"),
    "invitation_new": page(COORDINATOR, "programme", "role name"),
    "invitation_removal": page(COORDINATOR, "programme", "role name", "invitation"),
    "nominations_new": page(COORDINATOR, "programme", "role name"),
    "nominations": page(COORDINATOR, "programme", "role name", "names"),
    "nominations_entry": deed(COORDINATOR, "programme", "role name", "names"),
    "nominations_removal": deed(COORDINATOR, "programme", "role name", "names"),
    "own_invitations": page(frozenset({"erik"}), "programme"),
    "personal_invitation": page(CAST, "invitation link"),
    "personal_invitation_application": deed(CAST, "invitation link"),
    "personal_invitation_refusal": deed(CAST, "invitation link"),
    "personal_unfinished": page(CAST, "unfinished link"),
    "call_link": page(CAST, "call", "language"),
    "call_link_sent": page(CAST, "call", "language"),
    "call": page(CAST, "call"),
    "call_in": page(CAST, "call", "language"),
    "call_qr": page(CAST, "call"),
    "call_application": page(CAST, "call", "language"),
    "personal_application": page(CAST, "application link"),
    "personal_application_step": page(CAST, "begun link", "step"),
    "personal_application_check": page(CAST, "whole link"),
    "personal_application_keeping": deed(CAST, "application link", body=lambda _: {"keep": "yes"}),
    "personal_application_withdrawal": page(CAST, "application link"),
    "personal_place": page(CAST, "place link"),
    # --- whoever has something to say to the organiser
    "say": page(CAST, "programme"),
    "said": page(CAST, "programme"),
    "programme_enquiries": page(COORDINATOR, "programme"),
    "enquiry_settlement": deed(COORDINATOR, "programme", "enquiry"),
    "personal_times": page(CAST, "times link"),
    "personal_time": page(CAST, "times link", "meeting code"),
    "personal_time_cancellation": page(CAST, "times link", "meeting code"),
    # --- calendars, and who brings their answers
    "calendar_feed": page(SIGNED_IN),
    "calendar_feed_removal": deed(SIGNED_IN),
    "calendar_file": page(CAST, "feed"),
    "inbound_mail": deed(frozenset(), visitors="not found"),
}
