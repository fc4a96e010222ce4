"""The page of all settings, written from the settings themselves."""

from viceversa.config import Config, variables_of

HEAD = """# Settings

Every setting is an environment variable. `<VARIABLE>_FILE` names a file that holds the value
instead, as container secrets do. The defaults run the demo on this machine alone.

| variable | default | what it decides |
|---|---|---|
"""


def settings_page() -> str:
    """In Markdown; docs/run-it/settings.md is this text, and a test keeps it so."""
    rows = []
    for name, field in Config.model_fields.items():
        variables = " or ".join(f"`{variable}`" for variable in variables_of(name, field))
        default = field.get_default(call_default_factory=True)
        shown = f"`{default}`" if default not in ("", None, []) else ""
        rows.append(f"| {variables} | {shown} | {field.description} |\n")
    return HEAD + "".join(rows)
