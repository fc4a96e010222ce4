"""Servers of others are asked; those of our own network are not, whatever they are called."""

import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
import requests

from viceversa.lib import asking
from viceversa.lib.asking import Outward, OutwardError, judged_address, reason


def names(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[Any]:
    """A name with these addresses; gives what is connected to."""
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 443)) for each in addresses]
    tried: list[Any] = []

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> socket.socket:
        tried.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    return tried


def test_one_private_address_among_others_is_enough_to_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    names(monkeypatch, "8.8.8.8", "10.0.0.1")
    with pytest.raises(OutwardError, match="not a public one"):
        judged_address("provider.example", 443)


def test_what_was_judged_is_what_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    tried = names(monkeypatch, "8.8.8.8", "9.9.9.9")
    with suppress(requests.RequestException):
        Outward().get("https://provider.example/")
    assert tried == [("8.8.8.8", 443)]


@pytest.mark.parametrize(
    "url",
    [
        "https://localhost/", "https://127.0.0.1/", "https://2130706433/", "https://0x7f.1/",
        "https://[::1]/", "https://[::ffff:127.0.0.1]/", "http://127.0.0.1/", "ftp://127.0.0.1/",
        "file:///etc/passwd",
    ],
)  # fmt: skip
def test_nothing_of_ours_is_connected_to(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    def connect(*_: Any, **__: Any) -> socket.socket:
        raise AssertionError("connected")

    monkeypatch.setattr("urllib3.util.connection.create_connection", connect)
    with pytest.raises(requests.RequestException):
        Outward().get(url)


class Pages(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        status, body = {"/": (200, b"hello"), "/away": (302, b""), "/long": (200, b"x" * 300_000)}[
            self.path
        ]
        self.send_response(status)
        self.send_header("Location", "/")
        self.end_headers()
        with suppress(OSError):  # nobody reads so much
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), Pages) as httpd:
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


def inside() -> Outward:
    return Outward(inside=True, plain=True)


def test_ours_are_asked_where_that_is_said(server: str) -> None:
    answer = inside().get(f"{server}/")
    assert (answer.text, answer.headers["content-type"]) == ("hello", "")


@pytest.mark.parametrize(("path", "why"), [("/away", "leads elsewhere"), ("/long", "too long")])
def test_what_leads_away_or_goes_on_is_not_read(server: str, path: str, why: str) -> None:
    with pytest.raises(OutwardError, match=why):
        inside().get(f"{server}{path}")


def test_what_takes_too_long_is_not_read(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "SECONDS", -1)
    with pytest.raises(OutwardError, match="takes too long"):
        inside().get(f"{server}/")


def test_the_reason_is_found_below_what_libraries_say() -> None:
    with pytest.raises(requests.ConnectionError) as refused:
        Outward().get("https://127.0.0.1/")
    assert reason(refused.value) == "the address is not a public one"
    assert reason(requests.ReadTimeout()) == "ReadTimeout"
