"""Table of contents: every table of the house, room by room."""

from viceversa.conversations.models import (
    Attendance,
    CalendarFeed,
    Feedback,
    GoalMark,
    GroundRulesAcceptance,
    Meeting,
    Note,
    Objective,
    Question,
    Taps,
    TimeOption,
    TryOut,
    Wish,
)
from viceversa.enrolment.models import (
    Application,
    Call,
    Invitation,
    Participation,
)
from viceversa.enrolment.selection import (
    PlannedTelling,
    Review,
    TwoPeople,
)
from viceversa.enrolment.sent_lists import (
    ColumnMapping,
    ImportRow,
    NominationList,
    PeopleImport,
)
from viceversa.ideas.models import (
    Idea,
    IdeaDraft,
    IdeaPage,
    IdeaStep,
    IdeaYes,
    Likeness,
)
from viceversa.jobs.models import (
    Tick,
    WorkerBeat,
)
from viceversa.notices.models import (
    Letter,
    RemindersOff,
)
from viceversa.pairing.models import (
    Exclusion,
    Pair,
    Proposal,
    Recheck,
    Suggestion,
)
from viceversa.people.models import (
    Dependency,
    Employment,
    Organisation,
    OrganisationTie,
    Person,
    TrailEntry,
    Unit,
)
from viceversa.programmes.models import (
    Break,
    Enquiry,
    OwnTopic,
    Partner,
    Phase,
    Programme,
    Role,
)
from viceversa.vault.models import (
    Mark,
    PairKey,
)

__all__ = [
    "Application",
    "Attendance",
    "Break",
    "CalendarFeed",
    "Call",
    "ColumnMapping",
    "Dependency",
    "Employment",
    "Enquiry",
    "Exclusion",
    "Feedback",
    "GoalMark",
    "GroundRulesAcceptance",
    "Idea",
    "IdeaDraft",
    "IdeaPage",
    "IdeaStep",
    "IdeaYes",
    "ImportRow",
    "Invitation",
    "Letter",
    "Likeness",
    "Mark",
    "Meeting",
    "NominationList",
    "Note",
    "Objective",
    "Organisation",
    "OrganisationTie",
    "OwnTopic",
    "Pair",
    "PairKey",
    "Participation",
    "Partner",
    "PeopleImport",
    "Person",
    "Phase",
    "PlannedTelling",
    "Programme",
    "Proposal",
    "Question",
    "Recheck",
    "RemindersOff",
    "Review",
    "Role",
    "Suggestion",
    "Taps",
    "Tick",
    "TimeOption",
    "TrailEntry",
    "TryOut",
    "TwoPeople",
    "Unit",
    "Wish",
    "WorkerBeat",
]
