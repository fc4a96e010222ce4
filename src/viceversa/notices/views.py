"""One's own chat, and the mailbox of the demo."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from viceversa.notices.access import demo_only, mail_or_404
from viceversa.notices.chat import chat_of, tell_in_chat, tell_no_more
from viceversa.notices.forms import ChatForm, RecipientForm
from viceversa.notices.mailbox import Mail, mail_names
from viceversa.people.access import PersonRequest, sign_in_required

ON_A_PAGE = 50


@require_http_methods(["GET", "POST"])
@sign_in_required
def my_chat(request: PersonRequest) -> HttpResponse:
    """Where in Teams or Slack she is told that there is news. The address is not shown again."""
    form = ChatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tell_in_chat(request.user, form.cleaned_data["url"])
        messages.success(request, _("From now on you are told there as well."))
        return redirect("my_chat")
    context = {"section": "me", "form": form, "chat": chat_of(request.user)}
    return render(request, "notices/my_chat.html", context)


@require_POST
@sign_in_required
def my_chat_removal(request: PersonRequest) -> HttpResponse:
    """By letter only from now on."""
    tell_no_more(request.user)
    messages.success(request, _("You are told by letter only."))
    return redirect("my_chat")


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
