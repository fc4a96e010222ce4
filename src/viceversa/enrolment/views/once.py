"""People who may take part twice: looked at side by side; one of them stays, or both do."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from viceversa.enrolment import facts
from viceversa.enrolment.access import namesakes_for_coordinator_or_404
from viceversa.enrolment.actions.once import StaysError, keep_both, keep_one
from viceversa.enrolment.forms.merging import KeepOneForm
from viceversa.enrolment.queries import free_to_go
from viceversa.enrolment.twins import namesakes_of
from viceversa.enrolment.views.frames import people_page
from viceversa.enrolment.words import Speaker
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.access import programme_for_coordinator_or_404


@require_safe
@sign_in_required
def programme_namesakes(request: PersonRequest, code: str) -> HttpResponse:
    """All that are offered."""
    programme = programme_for_coordinator_or_404(request.user, code)
    return people_page(request, "namesakes_list", programme, twins=namesakes_of(programme))


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def namesakes(
    request: PersonRequest, code: str, participation_id: str, other_id: str
) -> HttpResponse:
    """Both side by side, and which of them stays."""
    both = namesakes_for_coordinator_or_404(request.user, code, (participation_id, other_id))
    programme = both[0].programme
    form = KeepOneForm(request.POST or None, both=both, may_go=free_to_go(both))
    if request.method == "POST" and form.is_valid():
        keep, other = form.kept
        try:
            keep_one(keep, other, by=request.user)
        except StaysError:
            messages.warning(request, _("Nothing was changed: one of them is not as it was."))
            return redirect("programme_namesakes", code)
        messages.success(
            request,
            _("One of the two takes part no more. To undo it, let her back in on this page."),
        )
        return redirect("participation", code, other.pk)
    speaker = Speaker(programme)
    sides = [(each, facts.all_facts(each, speaker)) for each in both]
    return people_page(request, "namesakes", programme, form=form, sides=sides)


@require_POST
@sign_in_required
def namesakes_distinction(
    request: PersonRequest, code: str, participation_id: str, other_id: str
) -> HttpResponse:
    """Two people after all."""
    codes = (participation_id, other_id)
    keep_both(*namesakes_for_coordinator_or_404(request.user, code, codes), by=request.user)
    messages.success(request, _("Two people. They are not offered again."))
    return redirect("programme_namesakes", code)
