"""A mail server on this machine that counts what it takes, by Message-ID, and can be down."""

import logging
from email import message_from_bytes
from typing import Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from tests.processes import free_port

logging.getLogger("mail.log").setLevel(logging.WARNING)  # else it tells every line it hears


class MailServer:
    """Up while the block lasts, but for the time between `go_down` and `come_up`."""

    def __init__(self) -> None:
        self.port = free_port()
        self.ids: list[str] = []
        self.controller: Controller | None = None

    def __enter__(self) -> Self:
        self.come_up()
        return self

    def __exit__(self, *error: object) -> None:
        self.go_down()

    def come_up(self) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def go_down(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None

    def has(self, letters: int) -> bool:
        """Whether so many have come, the same ones counted again."""
        return len(self.ids) >= letters

    def environment(self, *, a_minute: int) -> dict[str, str]:
        """What the program has to know to send here so many letters a minute."""
        return {
            "DJANGO_SETTINGS_MODULE": "bench.mail_settings",
            "VICEVERSA_SMTP_HOST": "127.0.0.1",
            "VICEVERSA_SMTP_PORT": str(self.port),
            "VICEVERSA_SMTP_SECURITY": "none",
            "VICEVERSA_MAILS_A_MINUTE": str(a_minute),
            "VICEVERSA_LOG_LEVEL": "ERROR",
        }

    async def handle_DATA(  # noqa: N802  # the name that aiosmtpd asks for
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        self.ids.append(str(message_from_bytes(envelope.content or b"")["Message-ID"]))
        return "250 OK"
