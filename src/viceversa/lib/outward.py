"""A POST to an address that somebody has typed: to the public internet and nowhere else.

The name is resolved once, every address that it has must be a public one, and it is one of these
very addresses that is connected to: what the name means a moment later is not asked. Redirects are
answers like any other. Of what comes back only the status is read.
"""

import re
import socket
import ssl
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from ipaddress import IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import SplitResult, urlsplit

SECONDS = 10.0
LONGEST_STATUS = 1024
HTTPS = 443
NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)+")
AT_HOME = ("local", "localhost", "internal", "lan", "home", "intranet", "corp", "arpa")
GLOBAL_UNICAST = IPv6Network("2000::/3")
# Not everything of this is known to the oldest Python that we run on.
SPECIAL = [
    ip_network(each)
    for each in (
        "192.0.0.0/24",  # protocols
        "192.88.99.0/24",  # relays of 6to4
        "2001::/23",  # protocols, Teredo among them
        "2002::/16",  # 6to4
        "3fff::/20",  # examples
    )
]


class AddressRefusedError(OSError):
    """It leads somewhere else than to the public internet over TLS."""


class NoAnswerError(OSError):
    """Something answered, but not in HTTP, or not in time."""


def resolve(host: str, port: int) -> list[str]:
    """Every address that the name has."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(sockaddr[0]) for *_, sockaddr in found]


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an address, which is no name and is looked up nowhere."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.settimeout(seconds)
    try:
        found.connect((address, port))
    except BaseException:
        found.close()
        raise
    return found


@dataclass(frozen=True)
class Ways:
    """How names are looked up and addresses dialled; tests go other ways."""

    resolve: Callable[[str, int], Sequence[str]] = resolve
    connect: Callable[[str, int, float], socket.socket] = connect
    context: Callable[[], ssl.SSLContext] = ssl.create_default_context


def post(url: str, body: bytes, headers: Mapping[str, str], *, ways: Ways | None = None) -> int:
    """The status of the answer. Raises AddressRefusedError before anything is dialled, or another
    OSError when nobody answers."""
    ways, parts = ways or Ways(), parts_of(url)
    until = time.monotonic() + SECONDS
    host, port = parts.hostname or "", parts.port or HTTPS
    plain = ways.connect(public_address(ways.resolve(host, port)), port, SECONDS)
    with plain, ways.context().wrap_socket(plain, server_hostname=host) as line:
        asked = HTTPConnection(host, port)
        asked.auto_open, asked.sock = 0, line
        target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
        asked.request(
            "POST", target, body, {**headers, "Host": parts.netloc, "Connection": "close"}
        )
        return _status(line, until)


def parts_of(url: str) -> SplitResult:
    """The address in its parts. Raises AddressRefusedError when it can be told by its looks that it
    leads nowhere public."""
    if not url.isascii() or not url.isprintable() or set(url) & set(' \\"<>^`{|}'):
        raise AddressRefusedError("Not an address")
    try:
        parts = urlsplit(url)
        parts.port  # noqa: B018  # raises on nonsense
    except ValueError:
        raise AddressRefusedError("Not an address") from None
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme != "https" or "@" in parts.netloc or not NAME.fullmatch(host):
        raise AddressRefusedError("Not a name reached by TLS")
    if host.rpartition(".")[2] in AT_HOME or _is_number(host):
        raise AddressRefusedError("Not a public name")
    return parts


def is_public(address: str) -> bool:
    """Whether the address lies in the public internet, and carries no other one within it."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and (found.scope_id or found not in GLOBAL_UNICAST):
        return False
    if any(found in network for network in SPECIAL if network.version == found.version):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved)


def _is_number(host: str) -> bool:
    """Whether it is no name but a number in one of its many spellings."""
    last = host.rpartition(".")[2]
    return last.isdigit() or last.startswith("0x")


def public_address(addresses: Sequence[str]) -> str:
    """The one to connect to. Raises AddressRefusedError unless all of a name's are public."""
    if not addresses or not all(map(is_public, addresses)):
        raise AddressRefusedError("Not a public address")
    return addresses[0]


def _status(line: socket.socket, until: float) -> int:
    """Reads the first line of the answer, however slowly it drips, until the time is over."""
    read = b""
    while b"\r\n" not in read and len(read) < LONGEST_STATUS:
        line.settimeout(max(0.01, until - time.monotonic()))
        piece = line.recv(LONGEST_STATUS)
        if not piece or time.monotonic() > until:
            break
        read += piece
    words = read.split(b"\r\n", 1)[0].split(b" ")
    if len(words) < 2 or not words[0].startswith(b"HTTP/1.") or not words[1].isdigit():
        raise NoAnswerError("No answer in HTTP")
    return int(words[1])
