"""The console script `viceversa`: our own verbs, and Django's commands."""

import os
import sys
from difflib import get_close_matches
from importlib.util import find_spec
from tempfile import TemporaryDirectory

VERBS = {
    "serve": "the program: pages and worker, until stopped",
    "work": "the worker alone, for installations with several machines",
    "match": "pairs for a list of people, without a database: viceversa match people.csv",
    "demo": "fill an empty database with made-up people",
    "organiser": "let somebody create programmes: viceversa organiser ADDRESS --name 'Anna Berg'",
    "import": "lists of people from a folder: viceversa import DIR --programme CODE --watch",
    "token": "let another program ask: viceversa token make, list, revoke",
    "sign-in-by": "let an organisation sign its people in (OpenID Connect, SAML)",
    "rotate-keys": "a new master key for what pairs write; --drop-old forgets the old ones",
    "keyring": "accept-restore: older texts can be read again; or a new key for certificates",
    "backup": "copy database and keyring, each to its own place, while all is running",
    "restore": "put such a copy into an empty installation",
    "export-person": "everything stored about somebody, as one archive to hand over",
    "erase-person": "erase somebody for good; --dry-run says what goes, what stays and why",
    "sqlite-to-postgres": "everything of a data directory on SQLite, into an empty PostgreSQL",
    "send-test-mail": "a letter through the mail server, and what became of it",
    "migrate": "bring the tables up to date, where serve is not to do it",
    "doctor": "check this installation; says what to do about what is wrong",
    "settings-reference": "every setting, as a page in Markdown",
}
CALLED = {"import": "import_lists"}  # a module cannot have the other name
REFUSED = 2
INTERRUPTED = 130


def main() -> int:
    """Runs one command and gives its exit code. Ctrl+C is no error that needs explaining."""
    try:
        return run()
    except KeyboardInterrupt:
        return INTERRUPTED


def run() -> int:
    """`match` needs no set-up, so it goes first."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "viceversa.settings")
    verb = sys.argv[1] if len(sys.argv) > 1 else "--help"
    if verb == "match":
        from viceversa.operations.match_people import main as match_people

        return match_people(sys.argv[2:])
    if verb in ("--version", "version"):
        return say(f"viceversa {version()}")
    if verb in ("--help", "-h") or sys.argv[1:] == ["help"]:
        return say(overview())
    if not is_known(verb):
        return say(unknown(verb), code=REFUSED)
    if verb == "help" or {"--help", "-h"} & {*sys.argv[2:]}:
        return help_of(verb)
    if problems := problems_before(verb):
        return say("\n".join(problems), code=REFUSED)
    return command(verb)


def help_of(verb: str) -> int:
    """What a command says of itself. The settings make a data directory: this one does not stay."""
    with TemporaryDirectory() as passing:
        os.environ["VICEVERSA_DATA"] = passing
        return command(verb)


def command(verb: str) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["viceversa", command_of(verb), *sys.argv[2:]])
    return 0


def overview() -> str:
    lines = [f"  {verb:20}{what}" for verb, what in VERBS.items()]
    return "\n".join(
        [
            "Usage: viceversa COMMAND",
            "",
            *lines,
            "",
            "viceversa COMMAND --help tells more.",
            "viceversa help --commands lists Django's commands, which work as well.",
        ]
    )


def is_known(verb: str) -> bool:
    """Whether there is such a command, ours or Django's."""
    return verb == "help" or verb in VERBS or command_of(verb) in every_command()


def every_command() -> set[str]:
    """The modules of all commands, looked for on the disk: the settings, by which Django looks for
    them, make a data directory."""
    from django.core.management import find_commands

    from viceversa.apps import INSTALLED

    places = [find_spec(app) for app in ("django.core", *INSTALLED)]
    folders = [path for place in places if place for path in place.submodule_search_locations or ()]
    return {name for folder in folders for name in find_commands(f"{folder}/management")}


def unknown(verb: str) -> str:
    close = get_close_matches(verb, VERBS, n=1)
    meant = f" Did you mean {close[0]}?" if close else ""
    return f"There is no command {verb}.{meant} viceversa --help lists them."


def command_of(verb: str) -> str:
    """The module behind what is typed."""
    return CALLED.get(verb, verb.replace("-", "_"))


def verb_of(command: str) -> str:
    """What is typed for a command, whose module may have another name."""
    typed = {module: verb for verb, module in CALLED.items()}
    return typed.get(command, command.replace("_", "-"))


def problems_before(verb: str) -> list[str]:
    """What keeps this command from starting: settings that cannot be read, or are unsafe, or a
    data directory that cannot be used. The first of them: nothing is made on unsafe settings."""
    from viceversa.config import config, unreadable_settings, unusable_data
    from viceversa.safety import problems

    if unreadable := unreadable_settings():
        return unreadable
    unsafe = problems(config()) if verb in ("serve", "work") else []
    return [f"Not started. {problem}" for problem in unsafe] or unusable_data()


def say(text: str, *, code: int = 0) -> int:
    print(text, file=sys.stderr if code else sys.stdout)
    return code


def version() -> str:
    from viceversa import __version__

    return __version__
