"""The commands that the pages for people hold: on lines of their own, and within a sentence."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
INLINE = re.compile(r"`((?:viceversa|make|(?:\S*/)?python3?) [^`]+)`")
COMMAND = re.compile(
    r" {4,}([\w./-]*/)?(viceversa|make|python3?|pip|grep|curl|cp|docker|dask) (?!= )"
)


@dataclass(frozen=True)
class Command:
    """One command as a page has it, less its comment."""

    page: str
    text: str

    @cached_property
    def words(self) -> list[str]:
        return shlex.split(self.text, comments=True)

    @property
    def program(self) -> str:
        return Path(self.words[0]).name

    def __str__(self) -> str:
        return " ".join(self.words)


def commands() -> list[Command]:
    """Each command on a line of its own, indented or in a fence, where it first stands."""
    found = [Command(page, line) for page, text in _pages() for line in _command_lines(text)]
    return list({str(command): command for command in reversed(found)}.values())[::-1]


def mentions() -> list[Command]:
    """Each command that a sentence names, often without all that it takes."""
    found = [Command(page, said) for page, text in _pages() for said in INLINE.findall(text)]
    return list({str(command): command for command in found}.values())


def block_after(page: str, heading: str) -> str:
    """The first indented block beneath a heading, less the indent."""
    text = (ROOT / page).read_text(encoding="utf-8").split(f"\n{heading}\n", 1)[1]
    block = re.search(r"(?:^ {4}.*\n|^\n)+", text[text.index("\n    ") :], re.MULTILINE)
    assert block
    return re.sub(r"^ {4}", "", block[0], flags=re.MULTILINE)


def _pages() -> Iterator[tuple[str, str]]:
    for page in PAGES:
        yield str(page.relative_to(ROOT)), page.read_text(encoding="utf-8")


def _command_lines(text: str) -> Iterator[str]:
    for kind, block in FENCE.findall(text):
        if kind == "sh":
            yield from _whole(block.splitlines())
    for line in _whole(FENCE.sub("", text).splitlines()):
        if COMMAND.match(line):
            yield line.strip()


def _whole(lines: list[str]) -> Iterator[str]:
    """Lines as a shell reads them: one that ends with a backslash, or within quotes, goes on."""
    kept = ""
    for line in filter(str.strip, lines):
        kept += line
        if kept.endswith("\\"):
            kept = kept[:-1]
        elif not kept.lstrip().startswith("curl") or kept.count("'") % 2 == 0:
            yield kept
            kept = ""
