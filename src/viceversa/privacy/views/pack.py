"""The pack on data protection: drafts to read, print and take along, and what is stored."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.people.models import Language
from viceversa.privacy.access import programme_for_party_or_404
from viceversa.privacy.pack import TITLES, paper, shelves
from viceversa.programmes.access import has_role
from viceversa.programmes.models import Programme, Role
from viceversa.programmes.pages import language_asked_for, paper_file, programme_page
from viceversa.programmes.papers import Paper


@require_safe
@sign_in_required
def privacy_pack(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_party_or_404(request.user, code)
    return programme_page(
        request,
        "privacy/pack.html",
        programme,
        titles=TITLES.items(),
        shelves=shelves(),
        **_frame(request, programme),
    )


@require_safe
@sign_in_required
def privacy_paper(request: PersonRequest, code: str, kind: str) -> HttpResponse:
    """One draft, in either language."""
    programme = programme_for_party_or_404(request.user, code)
    return programme_page(
        request,
        "privacy/paper.html",
        programme,
        paper=_paper(request, programme, kind),
        languages=Language.choices,
        **_frame(request, programme),
    )


@require_safe
@sign_in_required
def privacy_paper_text(request: PersonRequest, code: str, kind: str) -> HttpResponse:
    """The same as a file, to be worked on."""
    found = _paper(request, programme_for_party_or_404(request.user, code), kind)
    return paper_file(found, kind)


def _frame(request: PersonRequest, programme: Programme) -> dict[str, Any]:
    """Whoever leads the programme comes from its settings, all others from their desk."""
    leads = has_role(request.user, programme, Role.Kind.COORDINATOR)
    return {"leads": leads, "frame": "programmes/base.html" if leads else "people/base.html"}


def _paper(request: HttpRequest, programme: Programme, kind: str) -> Paper:
    if kind not in TITLES:
        raise Http404
    return paper(programme, kind, language_asked_for(request))
