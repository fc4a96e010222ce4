"""Forms as a browser sends them when somebody changes nothing and presses the first button."""

from bs4 import BeautifulSoup, Tag

NOT_SENT = ("submit", "button", "file", "image", "reset")


def first_form(page: str) -> dict[str, list[str]]:
    """What the first form of the page's main part would send; empty when there is none."""
    form = BeautifulSoup(page, "html.parser").select_one("main form[method=post]")
    return as_sent(form) if form else {}


def as_sent(form: Tag) -> dict[str, list[str]]:
    """Every field with its value; of taps the chosen or else the first, of ticks all."""
    sent: dict[str, list[str]] = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        name, kind = str(field["name"]), str(field.get("type", field.name))
        if kind == "radio":
            _tap(sent, name, field)
        elif kind not in NOT_SENT:
            sent.setdefault(name, []).append(_value(field))
    button = form.select_one("button[name]")
    return {**sent, str(button["name"]): [str(button["value"])]} if button else sent


def _tap(sent: dict[str, list[str]], name: str, field: Tag) -> None:
    if name not in sent or field.has_attr("checked"):
        sent[name] = [str(field["value"])]


def _value(field: Tag) -> str:
    if field.name == "textarea":
        return field.get_text()
    if field.name == "select":
        chosen = field.select_one("option[selected]") or field.select_one("option")
        return str(chosen["value"]) if chosen else ""
    return str(field.get("value", "on" if field.get("type") == "checkbox" else ""))
