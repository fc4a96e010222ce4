from typing import Any

from django.core.management.base import CommandError, CommandParser

from viceversa.conversations.actions.restores import accept_restore
from viceversa.management.verb import Verb
from viceversa.vault import signing_keys
from viceversa.vault.sealing import CannotOpenError


class Command(Verb):
    help = "After a restore: let older texts be read again. And: change the key of certificates."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = {
            "accept-restore": self.accept_restore,
            "new-signing-key": self.new_signing_key,
            "drop-old-signing-keys": self.drop_old_signing_keys,
        }
        parser.add_argument(
            "what",
            choices=verbs,
            help="older texts can be read again; or a new key signs certificates from now on; or "
            "earlier keys are forgotten, and what they have signed holds no more",
        )
        parser.set_defaults(verbs=verbs)

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        self.stdout.write(options["verbs"][what]())

    def accept_restore(self) -> str:
        return f"{accept_restore()} older text(s) can be read again; the trail says so."

    def new_signing_key(self) -> str:
        try:
            made = signing_keys.make()
        except CannotOpenError as error:
            raise CommandError(f"The master keys cannot be used: {error}") from error
        return f"Key {made.name} signs certificates from now on; earlier certificates still hold."

    def drop_old_signing_keys(self) -> str:
        dropped = signing_keys.drop_old()
        return f"{dropped} earlier key(s) are gone: what they have signed does not hold any more."
