"""The mailbox of the demo."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from viceversa.notices.access import demo_only, mail_or_404
from viceversa.notices.forms import RecipientForm
from viceversa.notices.mailbox import Mail, mail_names

ON_A_PAGE = 50


@demo_only
def mailbox(request: HttpRequest) -> HttpResponse:
    form = RecipientForm(request.GET or None)
    to = form.cleaned_data["to"] if form.is_valid() else ""
    page = Paginator(mail_names(to), ON_A_PAGE).get_page(request.GET.get("page"))
    mails: list[Mail] = [mail_or_404(name) for name in page]
    return render(request, "notices/mailbox.html", {"form": form, "page": page, "mails": mails})


@demo_only
def mailbox_mail(request: HttpRequest, name: str) -> HttpResponse:
    return render(request, "notices/mail.html", {"mail": mail_or_404(name)})


@demo_only
def mailbox_calendar(request: HttpRequest, name: str) -> HttpResponse:
    content = mail_or_404(name).calendar
    headers = {"Content-Disposition": 'attachment; filename="invitation.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
