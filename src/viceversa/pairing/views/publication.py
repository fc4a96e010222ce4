"""Publishing a draft: what will happen, and then that it has happened."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from viceversa.pairing import actions, queries
from viceversa.pairing.access import Sight, deciding_sight_or_404
from viceversa.pairing.errors import AlreadyPublished, BoardChanged, RulesBroken
from viceversa.pairing.forms import PublicationForm
from viceversa.pairing.models import Proposal
from viceversa.pairing.review import Review
from viceversa.pairing.views.shared import frame
from viceversa.people.access import PersonRequest, sign_in_required


@require_http_methods(["GET", "HEAD", "POST"])
@sign_in_required
def publication(request: PersonRequest, code: str) -> HttpResponse:
    """Everything to know before publishing, on one page; a POST publishes, once."""
    sight = deciding_sight_or_404(request.user, code)
    proposal = queries.open_proposal(sight.programme)
    if proposal is None or proposal.state != Proposal.State.DRAFT:
        return _too_late(request, sight)
    review = Review(sight, proposal)
    form = PublicationForm(
        request.POST or None, warnings=review.warnings, initial={"seen": review.fingerprint}
    )
    if form.is_valid() and _publish(request, sight, proposal, form):
        return redirect("programme_pairs", code)
    return render(
        request, "pairing/publication.html", frame(sight, "board", review=review, form=form)
    )


def _publish(
    request: PersonRequest, sight: Sight, proposal: Proposal, form: PublicationForm
) -> bool:
    """Publishes; says on the form why not. True when it is published, by whomever."""
    try:
        pairs = actions.publish_proposal(proposal, by=request.user, seen=form.cleaned_data["seen"])
    except AlreadyPublished:
        _too_late(request, sight)
    except BoardChanged:
        form.add_error(None, _("The board has changed since you opened this page. Look again."))
        return False
    except RulesBroken:
        form.add_error(None, _("Something has changed: the pairs named below break a rule now."))
        return False
    else:
        n = len(pairs)
        told = ngettext("%(n)s pair is published.", "%(n)s pairs are published.", n) % {"n": n}
        messages.success(request, f"{told} {_('The letters are on their way.')}")
    return True


def _too_late(request: PersonRequest, sight: Sight) -> HttpResponse:
    """A second click, or the other coordinator's: nothing is sent twice."""
    if queries.is_published(sight.programme):
        messages.info(request, _("The pairs are published already. Nothing was sent twice."))
        return redirect("programme_pairs", sight.programme.pk)
    return redirect("board", sight.programme.pk)
