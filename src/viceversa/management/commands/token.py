from typing import Any

from django.core.management.base import CommandError, CommandParser

from viceversa.api.models import Token
from viceversa.management.verb import Verb
from viceversa.operations import tokens
from viceversa.operations.preparing import prepare_tables


class Command(Verb):
    help = "Tokens by which other programs ask: make one, list them, revoke one."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="what", required=True)
        make = verbs.add_parser("make", help="prints the token, this once")
        make.add_argument("name", help="what it is for, such as 'HR system'")
        make.add_argument("--by", required=True, metavar="ADDRESS",
                          help="of the organiser who makes it")  # fmt: skip
        make.add_argument("--may", dest="verbs", nargs="+", required=True, metavar="VERB",
                          choices=Token.Verb.values,
                          help=f"what it opens: {', '.join(Token.Verb.values)}")  # fmt: skip
        make.add_argument("--programme", default="", metavar="CODE",
                          help="the one programme it is for")  # fmt: skip
        make.add_argument("--organisation", default="", metavar="NAME",
                          help="the one partner it is for")  # fmt: skip
        make.add_argument("--days", type=int, default=90, choices=(30, 90, 365),
                          help="how long it holds (90)")  # fmt: skip
        verbs.add_parser("list", help="each with its last day, its last use and its maker")
        revoke = verbs.add_parser("revoke", help="lets it open nothing any more")
        revoke.add_argument("code", help="as the list shows it")

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        prepare_tables()
        try:
            self.stdout.write(getattr(self, what)(options))
        except ValueError as error:
            raise CommandError(str(error)) from error

    def make(self, options: dict[str, Any]) -> str:
        names = ("by", "verbs", "days", "programme", "organisation")
        return tokens.make(options["name"], **{name: options[name] for name in names})

    def list(self, options: dict[str, Any]) -> str:
        return "\n".join(tokens.listed()) or "There is no token."

    def revoke(self, options: dict[str, Any]) -> str:
        tokens.revoke(options["code"])
        return "It opens nothing any more."
