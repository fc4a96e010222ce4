"""Keeps the catalogues complete: `python -m tools.messages check` or `update`.

Django's makemessages wants GNU gettext on the machine; this finds the same texts with the
standard library's parser and Django's own template lexer, so that it runs wherever Python does.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.template.base import Lexer, TokenType
from django.utils.text import smart_split, unescape_string_literal
from django.utils.translation import trim_whitespace

PACKAGE = Path(__file__).parent.parent / "src/viceversa"
MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
CONTEXT_MARKS = {"pgettext", "pgettext_lazy"}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|{(\w+)}")


class Message(NamedTuple):
    """One text to translate, as gettext knows it."""

    context: str | None
    singular: str
    plural: str = ""


def all_messages() -> set[Message]:
    """Every text that the package may show."""
    found: set[Message] = set()
    for path in PACKAGE.rglob("*.py"):
        if "migrations" not in path.parts:
            found.update(python_messages(path.read_text(encoding="utf-8")))
    for pattern in ("*.html", "*.txt"):
        for path in (PACKAGE / "templates").rglob(pattern):
            found.update(template_messages(path.read_text(encoding="utf-8")))
    return found


def python_messages(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
            strings = [text for text in texts if isinstance(text, str)]
            if name in CONTEXT_MARKS and len(strings) == 2:
                yield Message(strings[0], strings[1])
            elif name in MARKS and strings:
                yield Message(None, strings[0], strings[1] if "ngettext" in name else "")


def template_messages(source: str) -> Iterator[Message]:
    tokens = iter(Lexer(source).tokenize())
    for token in tokens:
        if token.token_type in (TokenType.BLOCK, TokenType.VAR):
            for text in re.findall(r"""_\("([^"]+)"\)|_\('([^']+)'\)""", token.contents):
                yield Message(None, text[0] or text[1])
        if token.token_type is TokenType.BLOCK:
            bits = list(smart_split(token.contents))
            if bits[0] in ("translate", "trans") and bits[1][0] in "\"'":
                yield Message(context_of(bits), unescape_string_literal(bits[1]).replace("%", "%%"))
            elif bits[0] in ("blocktranslate", "blocktrans"):
                yield block_message(bits, tokens)


def context_of(bits: list[str]) -> str | None:
    return bits[bits.index("context") + 1][1:-1] if "context" in bits else None


def block_message(bits: list[str], tokens: Iterator[object]) -> Message:
    """Reads up to the end of a blocktranslate as Django joins it."""
    parts = ["", ""]
    part = 0
    for token in tokens:
        kind, contents = token.token_type, token.contents  # type: ignore[attr-defined]
        if kind is TokenType.TEXT:
            parts[part] += contents.replace("%", "%%")
        elif kind is TokenType.VAR:
            parts[part] += f"%({contents})s"
        elif contents == "plural":
            part = 1
        elif contents.startswith("endblocktrans"):
            break
    if "trimmed" in bits:
        parts = [trim_whitespace(text) for text in parts]
    return Message(context_of(bits), *parts)


def catalogues() -> list[Path]:
    return sorted((PACKAGE / "locale").glob("*/LC_MESSAGES/django.po"))


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def update(path: Path, messages: set[Message]) -> None:
    """Adds what is new, removes what is gone, keeps what is translated, and compiles."""
    catalogue = polib.pofile(str(path), wrapwidth=100)
    wanted = {(m.context, m.singular): m for m in messages}
    kept = [entry for entry in catalogue if key(entry) in wanted]
    for message in (wanted[k] for k in wanted.keys() - {key(entry) for entry in kept}):
        entry = polib.POEntry(msgctxt=message.context, msgid=message.singular)
        if message.plural:
            entry.msgid_plural, entry.msgstr_plural = message.plural, {0: "", 1: ""}
        kept.append(entry)
    catalogue[:] = sorted(kept, key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    catalogue.save(str(path))
    catalogue.save_as_mofile(str(path.with_suffix(".mo")))


def complaints(path: Path, messages: set[Message]) -> Iterator[str]:
    """What is missing, left over or wrong in one catalogue."""
    entries = {key(entry): entry for entry in polib.pofile(str(path))}
    wanted = {(m.context, m.singular): m for m in messages}
    for absent in wanted.keys() - entries.keys():
        yield f"not in the catalogue: {absent[1]!r}"
    for left_over in entries.keys() - wanted.keys():
        yield f"no longer used: {left_over[1]!r}"
    for entry in entries.values():
        yield from wrong_in(entry, path.parts[-3])


def wrong_in(entry: polib.POEntry, language: str) -> Iterator[str]:
    translations = [entry.msgstr] if not entry.msgid_plural else [*entry.msgstr_plural.values()]
    if entry.fuzzy or not all(translations):
        yield f"not translated: {entry.msgid!r}"
    allowed = placeholders(entry.msgid) | placeholders(entry.msgid_plural)
    for text in translations:
        if not placeholders(text) <= allowed:
            yield f"other placeholders than the original: {text!r}"
        if language == "sv" and re.search(r"\bmentee", PLACEHOLDER.sub("", text), re.IGNORECASE):
            yield f"in Swedish the senior is an adept: {text!r}"


def placeholders(text: str) -> set[str]:
    return {a or b for a, b in PLACEHOLDER.findall(text)}


def main(verb: str) -> int:
    messages = all_messages()
    if verb == "update":
        for path in catalogues():
            update(path, messages)
    found = [
        f"{path.parts[-3]}: {text}" for path in catalogues() for text in complaints(path, messages)
    ]
    print("\n".join(sorted(found)) or f"{len(messages)} texts, complete in every catalogue")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
