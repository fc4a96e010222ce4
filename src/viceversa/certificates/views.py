"""The page of one's own certificate, and what whoever checks one asks for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from viceversa.certificates import credential
from viceversa.certificates.access import key_or_404, organiser_or_404, part_of_member_or_404
from viceversa.certificates.forms import CertificateForm
from viceversa.certificates.paper import paper
from viceversa.certificates.queries import Part
from viceversa.certificates.words import Words, words_of
from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes.queries import contacts_of, today_in
from viceversa.vault.sealing import CannotOpenError

FOR_EVERYBODY = {"Access-Control-Allow-Origin": "*"}  # who checks in a browser comes from elsewhere


@require_http_methods(["GET", "POST"])
@never_cache
@sign_in_required
def certificate(request: PersonRequest, code: str) -> HttpResponse:
    """What it would say; and, by a button, the file. Nothing is kept of it."""
    part = part_of_member_or_404(request.user, code)
    language = request.user.language
    counts = _words(part, language, counts=True).counts
    form = CertificateForm(request.POST or None, language=language, counts=counts)
    if request.method == "POST" and part.is_enough and form.is_valid():
        try:
            return _file(part, form, is_signed="signed" in request.POST)
        except CannotOpenError:
            messages.warning(request, _("It cannot be signed at the moment. The PDF can be had."))
    context = {
        "code": code,
        "part": part,
        "programme": part.programme,
        "contacts": contacts_of(part.programme),
        "words": _words(part, language, counts=False),
        "form": form,
    }
    return render(request, "certificates/certificate.html", context)


@require_safe
def certificate_issuer(request: HttpRequest, code: str) -> HttpResponse:
    """Who issues certificates."""
    issuer = credential.profile(organiser_or_404(code))
    context = {"@context": credential.CONTEXT}
    return JsonResponse({**context, **issuer}, headers=FOR_EVERYBODY)


@require_safe
def certificate_key(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """A public key that certificates of this organisation are checked with."""
    organiser_or_404(code)
    key = credential.public_key(key_or_404(name))
    return JsonResponse(key, content_type="application/jwk+json", headers=FOR_EVERYBODY)


def _file(part: Part, form: CertificateForm, *, is_signed: bool) -> HttpResponse:
    language, counts = form.cleaned_data["language"], form.cleaned_data["counts"]
    words = _words(part, language, counts=counts)
    if is_signed:
        token = credential.signed(part, words, language, now=timezone.now())
        return _download(token.encode(), "application/vc+jwt", f"certificate-{part.role}.jwt")
    name = f"certificate-{part.role}-{language}.pdf"
    return _download(paper(part, words, language), "application/pdf", name)


def _download(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def _words(part: Part, language: str, *, counts: bool) -> Words:
    return words_of(part, language, counts=counts, today=today_in(part.programme))
