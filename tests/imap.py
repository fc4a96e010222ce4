"""A mailbox that speaks as much IMAP as a client of ours needs, with or without TLS."""

import re
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from tests.self_signed import pem, self_signed

USER, PASSWORD = "viceversa", "hemligt"


@dataclass
class Mailbox:
    """Mails by number, and the numbers of those that have been seen."""

    mails: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    port: int = 0
    hangs_up_at: str = ""  # a command at which the server goes away

    def add(self, mail: bytes) -> None:
        self.mails[len(self.mails) + 1] = mail

    @property
    def new(self) -> list[int]:
        return sorted(self.mails.keys() - self.seen)


@contextmanager
def running(mailbox: Mailbox, *, tls: ssl.SSLContext | None = None) -> Iterator[Mailbox]:
    """Serves the mailbox on this machine."""

    class Handler(StreamRequestHandler):
        def setup(self) -> None:
            if tls:
                self.request = tls.wrap_socket(self.request, server_side=True)
            super().setup()

        def handle(self) -> None:
            converse(self, mailbox)

        def finish(self) -> None:
            super().finish()
            self.request.close()

    ThreadingTCPServer.allow_reuse_address = True
    with Server(("127.0.0.1", 0), Handler) as server:
        mailbox.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield mailbox
        finally:
            server.shutdown()
            thread.join()


class Server(ThreadingTCPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that does not trust us hangs up in the midst of a greeting."""


def converse(handler: StreamRequestHandler, mailbox: Mailbox) -> None:
    def say(text: bytes) -> None:
        handler.wfile.write(text + b"\r\n")

    say(b"* OK ready")
    while line := handler.rfile.readline().decode().strip():
        tag, command, *rest = line.split(" ", 2)
        words = " ".join(rest)
        name = f"{command} {words}" if command == "UID" else command
        if mailbox.hangs_up_at and name.startswith(mailbox.hangs_up_at):
            return
        answer, result = reply(name, words, mailbox)
        for each in answer:
            say(each)
        say(f"{tag} {result}".encode())
        if command == "LOGOUT":
            return


def reply(name: str, words: str, mailbox: Mailbox) -> tuple[list[bytes], str]:
    match name.split():
        case ["CAPABILITY", *_]:
            return [b"* CAPABILITY IMAP4rev1"], "OK done"
        case ["LOGIN", *_]:
            good = words == f'{USER} "{PASSWORD}"'
            return [], "OK in" if good else "NO wrong"
        case ["SELECT", *_]:
            return [b"* 3 EXISTS"], "OK [READ-WRITE]" if words == '"INBOX"' else "NO none"
        case ["UID", "SEARCH", *_]:
            return [b"* SEARCH " + " ".join(map(str, mailbox.new)).encode()], "OK done"
        case ["UID", "FETCH", number, what]:
            most = int(re.search(r"<0\.(\d+)>", what)[1])  # type: ignore[index]
            content = mailbox.mails[int(number)][:most]
            head = f"* {number} FETCH (UID {number} BODY[]<0> {{{len(content)}}}\r\n".encode()
            return [head + content + b")"], "OK done"
        case ["UID", "STORE", number, *_]:
            mailbox.seen.add(int(number))
            return [], "OK done"
        case ["LOGOUT", *_]:
            return [b"* BYE"], "OK bye"
    return [], "BAD what?"


def certificate(directory: Path) -> tuple[Path, ssl.SSLContext]:
    """A certificate for this machine that only its own file vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    public, private = directory / "server.pem", directory / "server.key"
    public.write_bytes(self_signed(key, "localhost").public_bytes(Encoding.PEM))
    private.write_bytes(pem(key))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(public, private)
    return public, context
