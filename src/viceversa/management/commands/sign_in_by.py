from argparse import BooleanOptionalAction
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from viceversa.management.verb import Verb
from viceversa.operations import sign_in_by
from viceversa.operations.preparing import prepare_tables
from viceversa.people.models import Organisation
from viceversa.sign_in.actions import take_down
from viceversa.sign_in.models import SignIn


class Command(Verb):
    help = "Let an organisation's people sign in by its own provider (OpenID Connect or SAML)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("organisation", help="its name, as it is known here")
        parser.add_argument("--issuer", help="address of the provider, just as it writes it")
        parser.add_argument("--client-id", help="what the provider calls this installation")
        parser.add_argument(
            "--secret-file", type=Path, help="file with the client's secret; /dev/stdin works too"
        )
        parser.add_argument(
            "--saml-metadata", metavar="FILE-or-URL", help="the provider speaks SAML, and is this"
        )
        parser.add_argument(
            "--name-attribute", help="of SAML, that names people for good; empty: the NameID"
        )
        parser.add_argument(
            "--domain", action="append", default=[], help="of its people's addresses; repeatable"
        )
        parser.add_argument(
            "--only-way",
            action=BooleanOptionalAction,
            help="no mailed codes for its people any more",
        )
        parser.add_argument(
            "--inside",
            action=BooleanOptionalAction,
            help="the provider stands on our own network",
        )
        parser.add_argument("--check", action="store_true", help="change nothing; does it answer?")
        parser.add_argument("--take-down", action="store_true", help="mailed codes again")

    def handle(self, *args: Any, organisation: str, **options: Any) -> None:
        prepare_tables()
        try:
            known = sign_in_by.organisation_of(organisation)
            self._do(known, options)
        except (ValueError, OSError) as error:
            raise CommandError(_in_words(error)) from error

    def _do(self, organisation: Organisation, options: dict[str, Any]) -> None:
        if options["take_down"]:
            take_down(_existing(organisation))
            self.stdout.write(f"The people of {organisation.name} sign in by mailed codes again.")
        elif options["check"]:
            self._check(_existing(organisation))
        else:
            sign_in = sign_in_by.set_up_sign_in(organisation, _asked(options))
            self.stdout.write(sign_in_by.what_to_enter(sign_in))
            self._check(sign_in)

    def _check(self, sign_in: SignIn) -> None:
        finding = sign_in_by.sign_in_answers(sign_in)
        if not finding.is_well:
            raise CommandError(f"{finding.words}\n{finding.remedy}")
        self.stdout.write(finding.words)


def _in_words(error: ValueError | OSError) -> str:
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename} cannot be read: {error.strerror}"
    return str(error)


def _asked(options: dict[str, Any]) -> sign_in_by.Asked:
    return sign_in_by.Asked(
        issuer=options["issuer"],
        client_id=options["client_id"],
        secret_file=options["secret_file"],
        saml_metadata=options["saml_metadata"],
        name_attribute=options["name_attribute"],
        domains=tuple(map(sign_in_by.domain_of, options["domain"])),
        is_only_way=options["only_way"],
        is_inside=options["inside"],
    )


def _existing(organisation: Organisation) -> SignIn:
    sign_in = SignIn.objects.filter(organisation=organisation).first()
    if sign_in is None:
        raise ValueError(f"{organisation.name} has no sign-in of its own here.")
    return sign_in
