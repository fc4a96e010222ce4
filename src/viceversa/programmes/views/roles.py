"""Who does what for a programme."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from viceversa.people.access import PersonRequest, sign_in_required
from viceversa.programmes import actions
from viceversa.programmes.access import (
    assistant_role_of_programme_or_404,
    programme_for_coordinator_or_404,
    role_of_programme_or_404,
)
from viceversa.programmes.forms.roles import RoleForm
from viceversa.programmes.models import Role
from viceversa.programmes.pages import programme_page
from viceversa.programmes.queries import roles_of


@require_http_methods(["GET", "POST"])
@sign_in_required
def programme_roles(request: PersonRequest, code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    asked = _as_contact_of(request.GET.get("contact_of", ""))
    form = RoleForm(request.POST or None, programme=programme, initial=asked)
    if request.method == "POST" and form.is_valid():
        actions.give_role_to(
            programme,
            form.draft(),
            form.cleaned_data["kind"],
            by=request.user,
            partner=form.cleaned_data.get("partner"),
            assists=form.assisted,
        )
        messages.success(request, _("The role is given. She can sign in with that address."))
        return redirect("programme_roles", programme.pk)
    roles = roles_of(programme)
    return programme_page(request, "programmes/roles.html", programme, form=form, roles=roles)


def _as_contact_of(partner_code: str) -> dict[str, str]:
    """What stands in the form of whoever comes to name the contact of a partner."""
    if not partner_code:
        return {}
    return {"kind": Role.Kind.PARTNER_CONTACT, "partner": partner_code}


@require_POST
@sign_in_required
def role_removal(request: PersonRequest, code: str, role_code: str) -> HttpResponse:
    programme = programme_for_coordinator_or_404(request.user, code)
    role = role_of_programme_or_404(programme, role_code)
    try:
        actions.take_role(role, by=request.user)
    except actions.LastCoordinatorError:
        messages.warning(request, _("Somebody must lead the programme: name another one first."))
        return redirect("programme_roles", programme.pk)
    messages.success(request, _("The role is taken away."))
    if role.person == request.user:
        return redirect("desk")
    return redirect("programme_roles", programme.pk)


@require_POST
@sign_in_required
def role_times_link(request: PersonRequest, code: str, role_code: str) -> HttpResponse:
    """Mails an assistant her personal link once more."""
    programme = programme_for_coordinator_or_404(request.user, code)
    role = assistant_role_of_programme_or_404(programme, role_code)
    actions.send_times_link(role, by=request.user)
    messages.success(
        request, _("The link is on its way to %(name)s.") % {"name": role.person.full_name}
    )
    return redirect("programme_roles", programme.pk)
