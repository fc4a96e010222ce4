"""The demo's own pages: whom to look as, and the list to try the import with."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from viceversa.notices.access import demo_only
from viceversa.operations.demo.access import person_to_look_as_or_404
from viceversa.operations.demo.norrvidde import LIST, people_list
from viceversa.operations.demo.roles import choices_by_role, others, role_name_of

LOOKS_AS = "looks_as"


@require_safe
@demo_only
def demo_roles(request: HttpRequest) -> HttpResponse:
    context = {"roles": choices_by_role(), "others": others()}
    return render(request, "operations/demo/roles.html", context)


@require_safe
@demo_only
def demo_list(request: HttpRequest) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{LIST}"'}
    return HttpResponse(people_list(), content_type="text/csv; charset=utf-8", headers=headers)


@require_POST
def look_as(request: HttpRequest, code: str) -> HttpResponse:
    person = person_to_look_as_or_404(code)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[LOOKS_AS] = role_name_of(person)
    return redirect("desk")
