"""A typed address leads to the public internet, or nothing is dialled."""

import itertools
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from tests.self_signed import pem, self_signed
from viceversa.lib import outward
from viceversa.lib.outward import AddressRefusedError, NoAnswerError, Ways, is_public, post

PUBLIC = "93.184.215.14"
NAME = "hooks.example.com"
PRIVATE_4 = (
    "127.0.0.1", "127.1.2.3", f"0.0.0.{0}", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1",
    "172.31.255.254", "192.168.0.1", "192.168.255.255", "169.254.169.254", "169.254.0.1",
    "100.64.0.1", "100.100.100.200", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
)  # fmt: skip
PRIVATE_6 = (
    "::", "::1", "fc00::1", "fd12:3456:789a::1", "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1",
    "2001:db8::1", "100::1", "fd00:ec2::254",
)  # fmt: skip
CARRIERS: tuple[Callable[[int], str], ...] = (
    lambda v4: f"::ffff:{v4 >> 16:x}:{v4 & 0xFFFF:x}",  # mapped
    lambda v4: f"::{v4 >> 16:x}:{v4 & 0xFFFF:x}",  # compatible
    lambda v4: f"::ffff:0:{v4 >> 16:x}:{v4 & 0xFFFF:x}",  # translated
    lambda v4: f"64:ff9b::{v4 >> 16:x}:{v4 & 0xFFFF:x}",  # NAT64
    lambda v4: f"64:ff9b:1::{v4 >> 16:x}:{v4 & 0xFFFF:x}",  # NAT64, local
    lambda v4: f"2002:{v4 >> 16:x}:{v4 & 0xFFFF:x}::1",  # 6to4
    lambda v4: f"2001:0:{v4 >> 16:x}:{v4 & 0xFFFF:x}::1",  # Teredo
)
CARRIED = tuple(
    carry(int(ip_address(each))) for carry in CARRIERS for each in (*PRIVATE_4[:12], PUBLIC)
)
ODD_HOSTS = (
    "localhost", "LOCALHOST", "localhost.", "localhost.localdomain.localhost", "printer.local",
    "printer.LOCAL.", "metadata.google.internal", "metadata", "intranet", "db", "nas.lan",
    "router.home.arpa", "wiki.corp", "x.intranet", "2130706433", "017700000001", "0x7f000001",
    "0x7f.1", "127.1", "127.0.1", "0177.0.0.1", "0x7f.0x0.0x0.0x1", "127.0.0.0x1", "0", "0.0.0.0.",
    "2852039166", "0xa9fea9fe", "169.254.43518", "3232235521", "①②⑦.⓪.⓪.①", "127。0。0。1",
    "[::1]", "[::]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "[fe80::1%25eth0]", "[fd00::1]",
    "[2606:2800:220:1::1]", "93.184.215.14", "exa mple.com", "example.com%00.internal",
    "example.com\\@127.0.0.1", "user@127.0.0.1", "user:word@hooks.example.com", "127.0.0.1:80",
    "hooks.example.com:99999", "hooks.example.com:x", "", ".", "..", "-", "%31%32%37.0.0.1",
)  # fmt: skip
ODD_URLS = (
    *(f"https://{host}/hook" for host in ODD_HOSTS),
    *(f"https://{address}/hook" for address in PRIVATE_4),
    *(f"https://[{address}]/hook" for address in (*PRIVATE_6, *CARRIED[:20])),
    "http://hooks.example.com/", "HTTP://hooks.example.com/", "ftp://hooks.example.com/",
    "file:///etc/passwd", "gopher://hooks.example.com/", "//hooks.example.com/",
    "hooks.example.com", "javascript:alert(1)", "https:hooks.example.com", "https://",
    "https:///hooks.example.com",
    "https://hooks.example.com\r\nHost: localhost", "https://hooks.example.com/\nX: y", "",
)  # fmt: skip


@dataclass
class Net:
    """A resolver that says what it is told to, and a wire on which nobody may dial."""

    answers: Sequence[Sequence[str]]
    dialled: list[tuple[str, int]] = field(default_factory=list)
    asked: int = 0

    def resolve(self, host: str, port: int) -> Sequence[str]:
        self.asked += 1
        return self.answers[min(self.asked, len(self.answers)) - 1]

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        self.dialled.append((address, port))
        raise ConnectionRefusedError

    @property
    def ways(self) -> Ways:
        return Ways(resolve=self.resolve, connect=self.connect)


def dialled_by(url: str, *answers: Sequence[str]) -> list[tuple[str, int]]:
    net = Net(answers or ([PUBLIC],))
    with pytest.raises(OSError):  # refused, or nobody there
        post(url, b"{}", {}, ways=net.ways)
    return net.dialled


def test_a_public_name_is_dialled_at_its_address() -> None:
    """The control: without it, all that follows would hold of a program that never dials."""
    assert dialled_by(f"https://{NAME}/hook") == [(PUBLIC, 443)]
    assert dialled_by(f"https://{NAME}:8443/hook") == [(PUBLIC, 8443)]


def test_there_are_two_hundred_ways_in() -> None:
    ways = {*ODD_URLS, *(f"{NAME} → {each}" for each in (*PRIVATE_4, *PRIVATE_6, *CARRIED))}
    assert len(ways) >= 200


@pytest.mark.parametrize("url", ODD_URLS)
def test_what_is_no_public_name_over_tls_is_not_even_looked_up(url: str) -> None:
    net = Net(([PUBLIC],))
    with pytest.raises(AddressRefusedError):
        post(url, b"{}", {}, ways=net.ways)
    assert (net.asked, net.dialled) == (0, [])


@pytest.mark.parametrize("address", [*PRIVATE_4, *PRIVATE_6, *CARRIED])
def test_a_good_name_with_a_bad_address_is_not_dialled(address: str) -> None:
    for answer in ([address], [PUBLIC, address], [address, PUBLIC]):
        assert dialled_by(f"https://{NAME}/", answer) == []


def test_a_name_that_changes_its_mind_is_asked_once() -> None:
    assert dialled_by(f"https://{NAME}/", [PUBLIC], ["127.0.0.1"]) == [(PUBLIC, 443)]
    assert dialled_by(f"https://{NAME}/", ["127.0.0.1"], [PUBLIC]) == []


def test_a_name_without_an_address_is_not_dialled() -> None:
    assert dialled_by(f"https://{NAME}/", []) == []
    assert dialled_by(f"https://{NAME}/", ["nonsense"]) == []


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(address)


def test_the_ways_of_the_program_are_those_of_the_system() -> None:
    """No seam is left open: what is used when nothing is said looks up and dials for real."""
    assert (Ways().resolve, Ways().connect) == (outward.resolve, outward.connect)
    assert outward.resolve("127.0.0.1", 443) == ["127.0.0.1"]


# --- the same with somebody at the other end ---------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For the name of the tests, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    path.write_bytes(self_signed(key, NAME).public_bytes(Encoding.PEM) + pem(key))
    return path


class Receiver:
    """Listens on this machine, and answers every connection with the next of its answers."""

    def __init__(self, certificate: Path, *answers: bytes) -> None:
        self.certificate, self.heard = certificate, []
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.answers = itertools.cycle(answers)
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.certificate)
        while True:
            try:
                plain, _ = self.listening.accept()
                with context.wrap_socket(plain, server_side=True) as line:
                    self.heard.append(_read(line))
                    line.sendall(next(self.answers))
            except OSError:
                if self.listening.fileno() < 0:
                    return

    def connect(self, address: str, port: int, seconds: float) -> socket.socket:
        assert address == PUBLIC
        return socket.create_connection(self.listening.getsockname(), timeout=5)

    def context(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.certificate))

    @property
    def ways(self) -> Ways:
        return Ways(lambda host, port: [PUBLIC], self.connect, self.context)

    def close(self) -> None:
        self.listening.shutdown(socket.SHUT_RDWR)
        self.listening.close()
        self.thread.join()


def _read(line: ssl.SSLSocket) -> bytes:
    """A whole request."""
    read = line.recv(65536)
    length = int(re.search(rb"Content-Length: (\d+)", read)[1])
    while len(read.partition(b"\r\n\r\n")[2]) < length:
        read += line.recv(65536)
    return read


@pytest.fixture
def receiver(certificate: Path, request: pytest.FixtureRequest) -> Iterator[Receiver]:
    found = Receiver(certificate, getattr(request, "param", b"HTTP/1.1 204 No Content\r\n\r\n"))
    yield found
    found.close()


def test_what_was_sent_arrives(receiver: Receiver) -> None:
    url = f"https://{NAME}/hook?to=us#part"
    assert post(url, b'{"a":1}', {"Content-Type": "application/json"}, ways=receiver.ways) == 204
    head, _, body = receiver.heard[0].partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    assert lines[0] == "POST /hook?to=us HTTP/1.1"
    assert {f"Host: {NAME}", "Content-Length: 7", "Connection: close"} <= set(lines)
    assert sum(line.startswith("Host:") for line in lines) == 1
    assert body == b'{"a":1}'


@pytest.mark.parametrize(
    "receiver", [b"HTTP/1.1 302 Found\r\nLocation: https://127.0.0.1/\r\n\r\n"], indirect=True
)
def test_a_redirect_is_followed_nowhere(receiver: Receiver) -> None:
    assert post(f"https://{NAME}/", b"", {}, ways=receiver.ways) == 302
    assert len(receiver.heard) == 1


@pytest.mark.parametrize(
    "receiver", [b"", b"SSH-2.0-x\r\n", b"HTTP/1.1 abc\r\n\r\n", b"x" * 5000], indirect=True
)
def test_what_is_no_http_is_no_answer(receiver: Receiver) -> None:
    with pytest.raises(NoAnswerError):
        post(f"https://{NAME}/", b"", {}, ways=receiver.ways)


def test_a_certificate_that_nobody_vouches_for_is_refused(receiver: Receiver) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        post(f"https://{NAME}/", b"", {}, ways=Ways(receiver.ways.resolve, receiver.connect))


def test_nor_is_the_name_of_somebody_else_taken(receiver: Receiver) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        post("https://other.example.com/", b"", {}, ways=receiver.ways)


def test_an_answer_that_drips_ends(receiver: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outward, "SECONDS", -1.0)
    ways = Ways(receiver.ways.resolve, receiver.connect, receiver.context)
    with pytest.raises((NoAnswerError, TimeoutError)):
        post(f"https://{NAME}/", b"", {}, ways=ways)
