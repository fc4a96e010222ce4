"""Every input of the two. Nothing that has to be typed is required to meet."""

from viceversa.conversations.forms.agreement import (
    GoalMarkForm,
    GroundRulesForm,
    ObjectiveForm,
    about,
)
from viceversa.conversations.forms.keeping import (
    FeedbackForm,
    NoteForm,
    TryOutForm,
    TryOutStateForm,
)
from viceversa.conversations.forms.meeting import (
    AgendaChangeForm,
    OutcomeForm,
    QuestionForm,
    TapsForm,
)
from viceversa.conversations.forms.planning import (
    AnswerForm,
    AssistantsMoveForm,
    CancellationForm,
    MoveForm,
    SeenForm,
    SuggestionForm,
    TimesForm,
    usual_plan,
)

__all__ = [
    "AgendaChangeForm",
    "AnswerForm",
    "AssistantsMoveForm",
    "CancellationForm",
    "FeedbackForm",
    "GoalMarkForm",
    "GroundRulesForm",
    "MoveForm",
    "NoteForm",
    "ObjectiveForm",
    "OutcomeForm",
    "QuestionForm",
    "SeenForm",
    "SuggestionForm",
    "TapsForm",
    "TimesForm",
    "TryOutForm",
    "TryOutStateForm",
    "about",
    "usual_plan",
]
