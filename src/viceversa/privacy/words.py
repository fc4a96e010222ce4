"""The field register in words that whoever it is about understands."""

from django.utils.translation import gettext_lazy as _

CLASSES = {
    "P0": _("What the two in a pair write, sealed"),
    "P1": _("What people say of themselves and of whom they want to meet"),
    "P2": _("Answers to surveys"),
    "P3": _("What happens in the programme"),
    "P4": _("Who people are and where they work"),
    "P5": _("Keys and secrets, stored as digests or apart from the database"),
    "P6": _("What shows that everything was done right"),
}

READERS = {
    "coordinator": _("coordinators"),
    "coordinator and matcher": _("coordinators and those who match"),
    "coordinator and own partner contact": _("coordinators and the own partner's contacts"),
    "coordinator and that partner's contacts": _("coordinators and that partner's contacts"),
    "coordinator and sponsor": _("coordinators and sponsors"),
    "coordinator, sponsor; from ten answers, shuffled": _(
        "coordinators and sponsors, from ten answers on and shuffled"
    ),
    "coordinator, whoever is asked, sponsor": _("coordinators, sponsors and whoever is asked"),
    "coordinator, sponsor, everybody it is sent to": _(
        "coordinators, sponsors and everybody it is sent to"
    ),
    "coordinator, sponsor, partner contact": _("coordinators, sponsors and partners' contacts"),
    "coordinator; sponsor in totals": _("coordinators, and by sponsors as totals"),
    "coordinator; sponsor; owner; the two": _("coordinators, sponsors, the owner and the two"),
    "coordinator; sponsor; owner; the two; visitors once published": _(
        "coordinators, sponsors, the owner and the two, and by everybody once it is published"
    ),
    "coordinator; sponsor; owner; visitors once published: only where both wanted names": _(
        "coordinators, sponsors and the owner, and by everybody once it is published, if both "
        "wanted their names on it"
    ),
    "coordinator; sponsor; the two": _("coordinators, sponsors and the two"),
    "everybody": _("everybody"),
    "everybody in the programme": _("everybody in the programme"),
    "nobody": _("nobody but the program itself"),
    "nobody; aggregates only": _("nobody one by one, only as figures of all together"),
    "nobody: the program tells the two by it": _(
        "nobody but the program, which tells the two by it"
    ),
    "operator": _("whoever runs the server"),
    "own organisation and coordinator": _("the own organisation and coordinators"),
    "reviewer": _("the reviewer"),
    "reviewer and, with others' together, coordinator": _(
        "the reviewer, and by coordinators together with those of others"
    ),
    "the author; the two when shared": _("whoever wrote it, and by both when it is shared"),
    "the person": _("the person"),
    "organiser": _("organisers"),
    "the person and coordinator": _("the person and coordinators"),
    "the person and organiser": _("the person and organisers"),
    "the person and coordinator; counted for the own partner contact": _(
        "the person and coordinators, and by the own partner's contacts as a count"
    ),
    "the person and coordinator; reviewer without whose it is": _(
        "the person and coordinators, and by reviewers who do not see whose it is"
    ),
    "the person who tapped": _("whoever tapped"),
    "the person by her link": _("the person by her link"),
    "the person, coordinator, matcher": _("the person, coordinators and those who match"),
    "the person, coordinator, matcher, own partner contact": _(
        "the person, coordinators, those who match and the own partner's contacts"
    ),
    "the person, coordinator, own partner contact": _(
        "the person, coordinators and the own partner's contacts"
    ),
    "the person, own organisation and coordinator": _(
        "the person, the own organisation and coordinators"
    ),
    "the person; both yeses to the two": _("the person, and by both where both say yes"),
    "the recipient": _("whoever gets the letter"),
    "the two": _("the two"),
    "the two and coordinator; visitors once published": _(
        "the two and coordinators, and by everybody once it is published"
    ),
    "the two and coordinator": _("the two and coordinators"),
    "the two and their assistants": _("the two and their assistants"),
    "the two; assistants see times and places, coordinators only held and week": _(
        "the two, by assistants as to time and place, and by coordinators only as to whether it "
        "was held and the week"
    ),
    "the two; the programme as a count": _("the two, and by coordinators and sponsors as a count"),
}

KEPT = {
    "12 months": _("for 12 months"),
    "24 months after the last step": _("for 24 months after the last step"),
    "30 days": _("for 30 days"),
    "30 days after it was brought in": _("for 30 days after it was brought in"),
    "30 days after it was sent": _("for 30 days after it was sent"),
    "30 days after the last visit": _("for 30 days after the last visit"),
    "30 days after the round": _("for 30 days after the round"),
    "no place: 30 days after the answer; else 30 days after the round; kept by consent while "
    "waiting: a year after it": _(
        "for 30 days after the answer where there is no place, else for 30 days after the "
        "round, and on the waiting list with consent for a year after it at most"
    ),
    "not applied: 30 days after the call; else with the application": _(
        "for 30 days after the call where nobody applied, else as long as the application"
    ),
    "not used": _("not at all: nothing is stored there"),
    "one day": _("for one day"),
    "text 30 days after sending, row 12 months": _(
        "for 30 days after it was sent, and for 12 months that it was sent"
    ),
    "a year after it has expired": _("for a year after it has expired"),
    "three days": _("for three days"),
    "until 12 months after the round": _("for 12 months after the round"),
    "until erased": _("until the person is erased"),
    "until it is sent; then only counted in the call": _(
        "until the application is sent, then only as a count"
    ),
    "until it ends": _("until it ends"),
    "until it is removed": _("until it is removed"),
    "until it is told": _("until it is told"),
    "until the directory has taken her in": _(
        "until the directory has taken the person in, or it is taken back"
    ),
    "two years after it was said or until taken back": _(
        "for two years after it was said, or until the person takes it back"
    ),
    "until one of the two withdraws it": _("until one of the two withdraws it"),
    "until removed by the person": _("until the person removes it"),
    "until she sends it or the survey closes": _("until she sends it or the survey closes"),
    "until taken back": _("until the person takes it back"),
    "until the next round opens; at most a year after the round": _(
        "until the next round opens, for a year after the round at most"
    ),
    "until the pair's key is erased": _("until the pair's key is erased"),
    "until the last survey of the round closes; 18 months at most": _(
        "until the last survey of the round closes, 18 months at most"
    ),
    "until the survey closes": _("until the survey closes"),
    "until the survey closes or the last of the round has": _(
        "until the survey closes, or the last of the round"
    ),
    "until the person turns them on or is erased": _(
        "until the person turns them on again or is erased"
    ),
    "while installed": _("as long as the software is installed"),
    "while the invitation is kept": _("as long as the invitation"),
    "while the organisation takes part": _("as long as the organisation takes part"),
    "while the programme is kept": _("as long as the programme is kept"),
    "with the application": _("as long as the application"),
}

THINGS = {
    "Answer": _("Answers, shuffled and of nobody"),
    "AnswerKey": _("Keys of surveys"),
    "Application": _("Applications"),
    "Attendance": _("Answers to calendar invitations"),
    "Break": _("Holidays and breaks"),
    "CalendarFeed": _("Own calendar feeds"),
    "Call": _("Calls for applications"),
    "ChatAddress": _("Where in a chat somebody is told that there is news"),
    "ColumnMapping": _("How an organisation's lists are laid out"),
    "Delivery": _("What webhooks are told: what has happened, as codes"),
    "Dependency": _("Who sets whose pay, appraises whom or has a dotted line to whom"),
    "DirectoryEntry": _("What the directory of her employer says of a person"),
    "Handover": _("That a person is handed over to the directory of her employer"),
    "DirectoryGroup": _("Groups in the directory of an organisation"),
    "DirectoryMember": _("Who belongs to which group in the directory of an organisation"),
    "Draft": _("Answers that have been begun"),
    "EarlierRound": _("Earlier rounds, as numbers"),
    "Employment": _("Place of work, title, level and manager"),
    "Enquiry": _("What is written to the organiser"),
    "ErasureRequest": _("Requests to be erased, and their answers"),
    "Exclusion": _("Two who are not to be paired"),
    "Feedback": _("Feedback in the pair"),
    "GatheringDay": _("Days of gatherings"),
    "GoalMark": _("How far goals have been reached"),
    "GroundRulesAcceptance": _("Accepted ground rules"),
    "HalfTime": _("Half-time in figures"),
    "Idea": _("Ideas that have left a pair"),
    "IdeaDraft": _("Ideas in the pair"),
    "IdeaPage": _("The public page of ideas"),
    "IdeaStep": _("What became of ideas"),
    "IdeaYes": _("Yeses to an idea"),
    "ImportRow": _("Rows of a list that was brought in"),
    "Invitation": _("Invitations to apply"),
    "Letter": _("Letters by mail"),
    "Likeness": _("Ideas that are the same"),
    "Mark": _("How often a sealed text has been changed"),
    "Meeting": _("Meetings"),
    "Namesakes": _("Two who take part and are not the same"),
    "NextRound": _("Who wants to be asked again in the next round"),
    "NominationList": _("Lists of nominees"),
    "Note": _("Notes and journal"),
    "Objective": _("Goals"),
    "Organisation": _("Organisations"),
    "OrganisationTie": _("Competitors, suppliers and customers"),
    "OwnItem": _("The programme's own statements in surveys"),
    "OwnTopic": _("The programme's own topics"),
    "PairedAnswer": _("Answers before and after, of nobody"),
    "Pair": _("Pairs"),
    "PairStory": _("Stories that both in a pair have approved"),
    "PairKey": _("Keys of pairs"),
    "Participation": _("Taking part, with wants and offers"),
    "Partner": _("Partners and their seats"),
    "PeopleImport": _("Lists of people"),
    "Person": _("Name, address and how to be reached"),
    "Phase": _("Phases"),
    "PlannedTelling": _("Planned answers to applications"),
    "PostKey": _("What connected programs have sent once, as fingerprints"),
    "Programme": _("The programme and its settings"),
    "ProgrammeGoal": _("Goals of the programme, and what came of them"),
    "Proposal": _("Drafts of pairs"),
    "Question": _("Questions before a meeting"),
    "Quota": _("Seats of units and topics"),
    "Recheck": _("Pairs that break a rule by a change at work"),
    "Remark": _("Remarks in surveys, shuffled and of nobody"),
    "RemindersOff": _("Reminders that are turned off"),
    "Review": _("Reviews of applications"),
    "Role": _("Roles"),
    "Saml": _("What an organisation's SAML provider has told of itself"),
    "ShutAnswer": _("Answers that are sealed while a survey is open"),
    "SignIn": _("An organisation's own sign-in"),
    "SignInDomain": _("Domains of addresses that lead to it"),
    "SigningKey": _("Keys that sign certificates"),
    "Staying": _("How many are still with their employer, as numbers"),
    "StoryDraft": _("Stories in the pair"),
    "StoryYes": _("Yeses to a story"),
    "Suggestion": _("Pairs of a draft"),
    "Survey": _("Surveys"),
    "Taps": _("Three taps after a meeting"),
    "Thanks": _("The sponsor's thanks"),
    "Thread": _("What joins two answers of one, sealed"),
    "Tick": _("When jobs have run"),
    "Ticket": _("Who is asked in a survey, and whether she has answered"),
    "TimeOption": _("Times that are offered"),
    "Token": _("Tokens of connected programs"),
    "TrailEntry": _("The trail: who changed what"),
    "TryOut": _("Try-outs"),
    "TwoPeople": _("Two people who are not the same"),
    "Unit": _("Units"),
    "UsedAssertion": _("Assertions that have signed somebody in already, until they end"),
    "Webhook": _("Addresses that are told what happens"),
    "Wish": _("Wishes at the end: a new partner, keeping in touch"),
    "WorkerBeat": _("Signs of life of the program"),
    "WrittenTo": _("That applicants were written to today, as fingerprints"),
    "account.EmailAddress": _("Addresses to sign in with"),
    "account.EmailConfirmation": _("Confirmations of addresses"),
    "auth.Group": _("Groups of the framework"),
    "auth.Permission": _("Permissions of the framework"),
    "contenttypes.ContentType": _("Types of the framework"),
    "django_tasks_database.DBTaskResult": _("Jobs in the queue"),
    "mfa.Authenticator": _("Passkeys and code generators"),
    "sessions.Session": _("Sessions"),
    "socialaccount.SocialAccount": _("Accounts at one's organisation by which one signs in"),
    "socialaccount.SocialApp": _("Sign-ins of the framework"),
    "socialaccount.SocialToken": _("Access at other sites"),
}
