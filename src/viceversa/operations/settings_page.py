"""The page of all settings and the file to begin with, written from the settings themselves."""

from textwrap import wrap

from pydantic.fields import FieldInfo

from viceversa.config import Config, variables_of

HEAD = """# Settings

Every setting is an environment variable. `<VARIABLE>_FILE` names a file that holds the value
instead, as container secrets do. The defaults run the demo on this machine alone.

| variable | default | what it decides |
|---|---|---|
"""
EXAMPLE = """# Copy this to .env and fill it in. A line that begins with # keeps its default.
"""
WIDTH = 90
NEEDED = {
    "mode": "production",
    "base_url": "https://mentors.example.com",
    "proxies": "1",
    "mail_from": "mentors@example.com",
    "smtp_host": "smtp.example.com",
    "smtp_user": "mentors",
    "smtp_password": "",
}


def settings_page() -> str:
    """In Markdown; docs/run-it/settings.md is this text, and a test keeps it so."""
    rows = []
    for name, field in Config.model_fields.items():
        variables = " or ".join(f"`{variable}`" for variable in variables_of(name, field))
        shown = f"`{_shown(field)}`" if _shown(field) else ""
        rows.append(f"| {variables} | {shown} | {field.description} |\n")
    return HEAD + "".join(rows)


def environment_example() -> str:
    """Every setting as a line to be filled in; deploy/.env.example is this text, and a test keeps
    it so. What production cannot do without comes first."""
    fields = sorted(Config.model_fields.items(), key=lambda each: each[0] not in NEEDED)
    return EXAMPLE + "".join(_example(name, field) for name, field in fields)


def _example(name: str, field: FieldInfo) -> str:
    words = "".join(f"# {line}\n" for line in wrap(str(field.description), WIDTH))
    mark = "" if name in NEEDED else "#"
    return f"\n{words}{mark}{variables_of(name, field)[-1]}={NEEDED.get(name, _shown(field))}\n"


def _shown(field: FieldInfo) -> str:
    default = field.get_default(call_default_factory=True)
    return "" if default in (None, []) else str(default)
