"""What a printed file is: what two checkers of PDF/UA say, its words, its tags, its fonts."""

from collections.abc import Iterator
from io import BytesIO
from tempfile import NamedTemporaryFile

import page
import pdfua
import pikepdf
from pypdfium2 import PdfDocument


def faults(pdf: bytes) -> list[str]:
    """What both checkers find against PDF/UA-1."""
    conformance = page.validate_pdf_bytes(pdf, profile="ua1")
    found = [f"{each.rule_id} {each.message}" for each in conformance.failures]
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        return found + [str(each) for each in pdfua.validate(file.name).findings]


def words(pdf: bytes) -> str:
    """All that can be read on its pages, on one line."""
    return " ".join(pages(pdf))


def pages(pdf: bytes) -> list[str]:
    """The same page by page."""
    read = [each.get_textpage().get_text_bounded() for each in PdfDocument(pdf)]
    return [" ".join(each.split()) for each in read]


def tags(pdf: bytes) -> list[str]:
    """The elements of its structure, in the order of reading."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [str(each.S).lstrip("/") for each in _elements(opened.Root.StructTreeRoot)]


def fonts(pdf: bytes) -> set[str]:
    """The fonts that are embedded, without the mark that they are subsets."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        return {
            str(each.FontName).partition("+")[2]
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        }


def _elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    if not isinstance(node, pikepdf.Dictionary):
        return
    if "/S" in node:
        yield node
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        yield from _elements(child)
