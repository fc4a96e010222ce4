"""What the person who starts the program reads, and what happens at the very first start."""

from viceversa.config import Config
from viceversa.people.models import Person


def greeting(config: Config) -> list[str]:
    """Lines for the terminal. The first start of a demo loads its people before."""
    lines = [f"Viceversa is on {config.base_url} (Ctrl+C stops it)"]
    if config.is_demo:
        return [*lines, f"Its mail lands on {config.base_url}/mailbox/", *_demo_lines()]
    if not Person.objects.filter(is_organiser=True, is_active=True).exists():
        lines.append(
            "Nobody can create programmes yet. Run: "
            "viceversa organiser ADDRESS --name 'Given Family'"
        )
    return lines


def _demo_lines() -> list[str]:
    from viceversa.operations.demo.people import sign_in_lines  # production never needs it

    if not Person.objects.exists():
        from viceversa.operations.demo.load import load_demo  # nor does a later start

        load_demo()
    return sign_in_lines()
