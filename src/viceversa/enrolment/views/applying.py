"""Somebody applies, one question a page, without an account: the address of her pages is her key.

Looking never changes anything, since mail scanners look at every link. A button does.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from viceversa.enrolment import calls, jobs, steps
from viceversa.enrolment.access import application_by_link_or_404
from viceversa.enrolment.actions.applications import (
    ClosedError,
    LateError,
    NotListedError,
    UnfinishedError,
    is_invited,
    withdraw_application,
)
from viceversa.enrolment.actions.next_round import keep_for_next_round
from viceversa.enrolment.forms.applications import StepForm
from viceversa.enrolment.models import Application
from viceversa.enrolment.steps import STEPS, TITLES
from viceversa.enrolment.views.by_link import opened_by
from viceversa.enrolment.views.public import frame

State = Application.State
by_link = opened_by(application_by_link_or_404)


@by_link
def personal_application(
    request: HttpRequest, application: Application, token: str
) -> HttpResponse:
    """Where it stands. What is only begun goes on at its first open question."""
    if application.state == State.BEGUN:
        return redirect(_next(application, token))
    return page(request, application, token, "applied")


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def personal_application_step(
    request: HttpRequest, application: Application, token: str, step: str
) -> HttpResponse:
    """One question. Once it is sent nothing is asked any more."""
    if step not in STEPS:
        raise Http404
    if application.state != State.BEGUN:
        return redirect("personal_application", token)
    form = StepForm(request.POST or None, application=application, step=step)
    if request.method == "POST" and form.is_valid():
        jobs.keep_answer(application, step, form.answers)
        following = steps.after(step)
        if following and steps.first_open(application):
            return redirect("personal_application_step", token, following)
        return redirect(_next(application, token))
    return question(request, application, token, step, form)


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def personal_application_check(
    request: HttpRequest, application: Application, token: str
) -> HttpResponse:
    """All answers once more, in time or late, and the button. “Thank you” is another page, which
    reads what has been kept."""
    if application.state != State.BEGUN:
        return redirect("personal_application", token)
    if steps.first_open(application):
        return redirect(_next(application, token))
    if request.method == "POST":
        return _send(request, application, token)
    now = timezone.now()
    return page(
        request,
        application,
        token,
        "apply_check",
        parts=steps.summary(application),
        before=reverse("personal_application_step", args=[token, STEPS[-1]]),
        is_late=calls.is_late(application.call, now),
        is_open=calls.takes_applications(application.call, now),
        is_invited=is_invited(application),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@by_link
def personal_application_withdrawal(
    request: HttpRequest, application: Application, token: str
) -> HttpResponse:
    """Taking it back: one button, no reason."""
    taken_back = application.state not in (State.SENT, State.MERGED)
    if taken_back or application.answer == Application.Verdict.PLACE:
        return redirect("personal_application", token)
    if request.method == "POST":
        withdraw_application(application)
        return redirect("personal_application", token)
    return page(request, application, token, "application_withdrawal")


@require_POST
@by_link
def personal_application_keeping(
    request: HttpRequest, application: Application, token: str
) -> HttpResponse:
    """Whoever waits lets us keep her application for the next round, or takes that back."""
    keep_for_next_round(application, yes=request.POST.get("keep") == "yes")
    return redirect("personal_application", token)


def question(
    request: HttpRequest, application: Application, token: str, step: str, form: StepForm
) -> HttpResponse:
    title, lead = TITLES[step]
    before = steps.before(step)
    return page(
        request,
        application,
        token,
        "apply_question",
        form=form,
        step=step,
        title=title,
        lead=lead,
        number=STEPS.index(step) + 1,
        of=len(STEPS),
        back=reverse("personal_application_step", args=[token, before]) if before else "",
        may_leave=bool(application.email),
    )


def page(
    request: HttpRequest, application: Application, token: str, template: str, **more: object
) -> HttpResponse:
    call, now = application.call, timezone.now()
    promised = application.promised_on or calls.promised_day(call, now)
    always = {
        "application": application,
        "token": token,
        "last_day": calls.say(call.closes_on, call, now),
        "promised": calls.say(promised, call, now),
    }
    return render(request, f"enrolment/{template}.html", {**frame(call), **always, **more})


def _send(request: HttpRequest, application: Application, token: str) -> HttpResponse:
    try:
        jobs.hand_in(application, seen_late=request.POST.get("late") == "yes")
    except LateError:
        messages.warning(
            request,
            _("The last day has just ended. Read what that means, and send it if you like."),
        )
        return redirect("personal_application_check", token)
    except UnfinishedError:
        messages.warning(request, _("It could not be sent: a question is still open."))
        return redirect("personal_application_check", token)
    except NotListedError:
        return redirect("personal_application_check", token)
    except ClosedError:
        messages.warning(request, _("It could not be sent: the call is closed."))
        return redirect("personal_application_check", token)
    return redirect("personal_application", token)


def _next(application: Application, token: str) -> str:
    step = steps.first_open(application)
    if step:
        return reverse("personal_application_step", args=[token, step])
    return reverse("personal_application_check", args=[token])
