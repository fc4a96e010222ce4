"""The pair's page, and what the two agree on."""

from functools import partial

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from viceversa.conversations.access import (
    pair_for_member_or_404,
    readable_pair_for_member_or_404,
)
from viceversa.conversations.actions import accept_ground_rules, set_objective
from viceversa.conversations.forms import (
    GroundRulesForm,
    ObjectiveForm,
    QuestionForm,
    TapsForm,
    about,
)
from viceversa.conversations.ground_rules import EDITION, rules_for
from viceversa.conversations.sealed import draft_of
from viceversa.conversations.steps import Step
from viceversa.conversations.story import Story
from viceversa.conversations.views.frame import done, page, told
from viceversa.conversations.views.kept import open_try_out_lines
from viceversa.conversations.views.over import over_page
from viceversa.conversations.views.suggesting import suggestion_form
from viceversa.conversations.views.words import card_of, drift_tip, past_meetings, said_by_both
from viceversa.people.access import PersonRequest, sign_in_required


@require_safe
@never_cache
@sign_in_required
def pair(request: PersonRequest, code: str) -> HttpResponse:
    story = told(readable_pair_for_member_or_404(request.user, code), request.user)
    if story.pair.is_over:
        return over_page(request, story)
    if story.step == Step.RULES:
        return rules_page(request, story, GroundRulesForm(initial={"edition": EDITION}))
    return page(
        request,
        story,
        "pair",
        card_template=f"conversations/cards/{story.step}.html",
        card=card_of(story),
        card_form=card_form(story),
        rules=rules_for(story.pair.programme),
        objectives=said_by_both(story),
        past=past_meetings(story),
        tries=open_try_out_lines(story),
        tip=drift_tip(story),
    )


def card_form(story: Story) -> Form | None:
    """The form that the card of this step holds, if it does."""
    match story.step:
        case Step.QUESTION:
            return QuestionForm()
        case Step.TAPS:
            return TapsForm()
        case Step.DECLINED if story.open_meeting:
            return suggestion_form(story, story.open_meeting)
    return None


@never_cache
@sign_in_required
def ground_rules(request: PersonRequest, code: str) -> HttpResponse:
    story = told(pair_for_member_or_404(request.user, code), request.user)
    form = GroundRulesForm(request.POST or None, initial={"edition": EDITION})
    if request.method == "POST" and form.is_valid():
        act = partial(accept_ground_rules, story.pair, by=request.user)
        return done(request, story.pair, act, _("Thank you. The ground rules are yours now."))
    return rules_page(request, story, form)


@require_safe
@never_cache
@sign_in_required
def guide(request: PersonRequest, code: str) -> HttpResponse:
    """How to lead the talk, and how to be led: one's own part first, the other's below it."""
    return page(request, told(pair_for_member_or_404(request.user, code), request.user), "guide")


def rules_page(request: HttpRequest, story: Story, form: GroundRulesForm) -> HttpResponse:
    """The ground rules, with the button only for whoever has not accepted them."""
    rules = rules_for(story.pair.programme)
    return page(request, story, "ground_rules", rules=rules, form=form)


@never_cache
@sign_in_required
def objective(request: PersonRequest, code: str) -> HttpResponse:
    story = told(pair_for_member_or_404(request.user, code), request.user)
    before = story.objective_of(request.user)
    form = ObjectiveForm(
        request.POST or None,
        programme=story.pair.programme,
        initial={"about": about(before), "text": draft_of(before)} if before else {},
    )
    if request.method == "POST" and form.is_valid():
        act = partial(set_objective, story.pair, by=request.user, **form.said)
        return done(request, story.pair, act, _("Saved. Only the two of you can read it."))
    return page(request, story, "objective", form=form)
