"""Table of contents: every table of the house, room by room."""

from viceversa.api.models import (
    Delivery,
    PostKey,
    Token,
    Webhook,
)
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
from viceversa.farewell.models import (
    NextRound,
    PairStory,
    StoryDraft,
    StoryYes,
)
from viceversa.half_time.models import (
    HalfTime,
    Thanks,
)
from viceversa.ideas.models import (
    Idea,
    IdeaDraft,
    IdeaPage,
    IdeaStep,
    IdeaYes,
    Likeness,
)
from viceversa.impact.models import (
    Answer,
    Draft,
    OwnItem,
    PairedAnswer,
    Remark,
    ShutAnswer,
    Survey,
    Thread,
    Ticket,
)
from viceversa.jobs.models import (
    Tick,
    WorkerBeat,
)
from viceversa.notices.models import (
    ChatAddress,
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
from viceversa.privacy.models import ErasureRequest
from viceversa.programmes.models import (
    Break,
    Enquiry,
    OwnTopic,
    Partner,
    Phase,
    Programme,
    Role,
)
from viceversa.report.models import ProgrammeGoal, Staying
from viceversa.scim.models import DirectoryEntry, DirectoryGroup, DirectoryMember
from viceversa.sign_in.models import (
    SignIn,
    SignInDomain,
)
from viceversa.vault.models import (
    AnswerKey,
    Mark,
    PairKey,
    SigningKey,
)

__all__ = [
    "Answer",
    "AnswerKey",
    "Application",
    "Attendance",
    "Break",
    "CalendarFeed",
    "Call",
    "ChatAddress",
    "ColumnMapping",
    "Delivery",
    "Dependency",
    "DirectoryEntry",
    "DirectoryGroup",
    "DirectoryMember",
    "Draft",
    "Employment",
    "Enquiry",
    "ErasureRequest",
    "Exclusion",
    "Feedback",
    "GoalMark",
    "GroundRulesAcceptance",
    "HalfTime",
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
    "NextRound",
    "NominationList",
    "Note",
    "Objective",
    "Organisation",
    "OrganisationTie",
    "OwnItem",
    "OwnTopic",
    "Pair",
    "PairKey",
    "PairStory",
    "PairedAnswer",
    "Participation",
    "Partner",
    "PeopleImport",
    "Person",
    "Phase",
    "PlannedTelling",
    "PostKey",
    "Programme",
    "ProgrammeGoal",
    "Proposal",
    "Question",
    "Recheck",
    "Remark",
    "RemindersOff",
    "Review",
    "Role",
    "ShutAnswer",
    "SignIn",
    "SignInDomain",
    "SigningKey",
    "Staying",
    "StoryDraft",
    "StoryYes",
    "Suggestion",
    "Survey",
    "Taps",
    "Thanks",
    "Thread",
    "Tick",
    "Ticket",
    "TimeOption",
    "Token",
    "TrailEntry",
    "TryOut",
    "TwoPeople",
    "Unit",
    "Webhook",
    "Wish",
    "WorkerBeat",
]
