"""What is done in this room: lists are brought in, people are enrolled, withdraw and come back."""

from viceversa.enrolment.actions.lists import (
    apply_list,
    check_list,
    choose_columns,
    mark_failed,
    receive_list,
    start_application,
    start_check,
    stop,
    throw_away,
)
from viceversa.enrolment.actions.people import (
    amend,
    enrol,
    readmit,
    rest,
    seek_partner,
    withdraw,
)

__all__ = [
    "amend",
    "apply_list",
    "check_list",
    "choose_columns",
    "enrol",
    "mark_failed",
    "readmit",
    "receive_list",
    "rest",
    "seek_partner",
    "start_application",
    "start_check",
    "stop",
    "throw_away",
    "withdraw",
]
