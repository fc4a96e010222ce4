"""Words that occur nowhere else, and a searcher that finds them however they are wrapped.

All canaries of a kind have one stem: where no form of the stem stands, none of them does.
"""

import base64
import json
import quopri
import re
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from urllib.parse import quote

CONFIDENTIAL, OPEN = "kvxkanariefågelzq", "kvxgråsparvzq"
"""Stems of what the two say, which must stand nowhere, and of what may stand in clear."""

DIGITS = 5
MOST = 64 * 1024 * 1024
COMPRESSED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
ENCODED = re.compile(rb"[0-9A-Za-z_-]{40,}={0,2}|[0-9A-Za-z+/]{40,}={0,2}")
BREAKS = re.compile(rb"=?\r?\n ?")
_numbers = count(1)


def _in_base64(text: str, shift: int) -> bytes:
    """Less the signs that also depend on the neighbours."""
    encoded = base64.b64encode(bytes(shift) + text.encode()).rstrip(b"=")
    return encoded[4 if shift else 0 : -1]


FORMS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "latin-1": lambda text: text.encode("latin-1"),
    "utf-16, little end first": lambda text: text.encode("utf-16-le"),
    "utf-16, big end first": lambda text: text.encode("utf-16-be"),
    "letters and accents apart": lambda text: unicodedata.normalize("NFD", text).encode(),
    "without accents": lambda text: text.replace("å", "a").encode(),
    "capitals": lambda text: text.upper().encode(),
    "hex": lambda text: text.encode().hex().encode(),
    "hex in capitals": lambda text: text.encode().hex().upper().encode(),
    "percent": lambda text: quote(text).encode(),
    "percent in small letters": lambda text: quote(text).replace("%C3%A5", "%c3%a5").encode(),
    "JSON": lambda text: json.dumps(text)[1:-1].encode(),
    "escaped twice": lambda text: json.dumps(json.dumps(text))[3:-3].encode(),
    "Python": lambda text: text.encode("unicode_escape"),
    "HTML": lambda text: text.encode("ascii", "xmlcharrefreplace"),
    "HTML, named": lambda text: text.replace("å", "&aring;").encode(),
    "HTML, hexadecimal": lambda text: text.replace("å", "&#xE5;").encode(),
    "quoted-printable": lambda text: quopri.encodestring(text.encode()),
    **{f"base64, shifted by {n}": partial(_in_base64, shift=n) for n in range(3)},
}


@dataclass(frozen=True)
class Find:
    """A canary that stands somewhere: where, in which form, and what stands round it."""

    place: str
    form: str
    around: bytes


def canary(stem: str = CONFIDENTIAL) -> str:
    """One that has not been used in this process."""
    return f"{stem}{next(_numbers):0{DIGITS}}"


def finds(place: str, content: bytes, stem: str = CONFIDENTIAL) -> Iterator[Find]:
    """Each form of the stem that stands there, once."""
    forms = {name: form(stem) for name, form in FORMS.items()}
    for layer in layers(content):
        for name, wanted in forms.items():
            at = layer.find(wanted)
            if at >= 0:
                yield Find(place, name, layer[max(0, at - 60) : at + 60])


def layers(content: bytes, depth: int = 2) -> Iterator[bytes]:
    """The content itself, without line breaks, and what is compressed in it."""
    yield content
    yield BREAKS.sub(b"", content)
    if depth:
        for inner in _unpacked(content):
            yield from layers(inner, depth - 1)


def _unpacked(content: bytes) -> Iterator[bytes]:
    for found in COMPRESSED.finditer(content):
        yield from _inflated(content[found.start() : found.start() + MOST])
    for found in ENCODED.finditer(content):
        decoded = base64.urlsafe_b64decode(_padded(found[0]))
        if COMPRESSED.match(decoded):
            yield from _inflated(decoded)


def _inflated(packed: bytes) -> Iterator[bytes]:
    try:
        yield zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(packed, MOST)
    except zlib.error:
        return


def _padded(encoded: bytes) -> bytes:
    plain = encoded.rstrip(b"=").translate(bytes.maketrans(b"+/", b"-_"))
    plain = plain[: len(plain) - (len(plain) % 4 == 1)]
    return plain + b"=" * (-len(plain) % 4)
