"""What is wrong with a list as a whole: somebody twice, and circles in who reports to whom."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from viceversa.enrolment.importing.reading import Row
from viceversa.lib.wording import gettext_noop

SAME_ADDRESS = gettext_noop("Row %(line)s has the same address: %(address)s.")
TWO_ROLES = gettext_noop(
    "Row %(line)s gives the same person the other role. A person has one role in a programme."
)
OWN_MANAGER = gettext_noop("%(name)s stands as the manager of %(name)s.")
CIRCLE = gettext_noop("The reporting line is a circle: %(names)s.")

MOST_NAMED = 6


def mark_doubles(rows: Sequence[Row]) -> None:
    """An address that stands twice is wrong in every row: which one is right we cannot know.

    Addresses are compared as they are kept, so that neither capitals nor the form of a letter
    makes two people of one.
    """
    by_address = defaultdict(list)
    for row in rows:
        if row.email:
            by_address[row.email].append(row)
    for same in by_address.values():
        if len(same) > 1:
            _mark_doubles(same)


def mark_circles(rows: Sequence[Row], above: Mapping[str, str], names: Mapping[str, str]) -> None:
    """Marks everybody in a circle. `above` holds the lines that exist already, as addresses."""
    managers = {**above, **{row.email: str(row.said["manager"]) for row in _reporting(rows)}}
    known = {**names, **{row.email: row.name for row in rows if row.email}}
    circles = {address: circle for circle in circles_in(managers) for address in circle}
    for row in _reporting(rows):
        if row.email in circles:
            _mark_circle(row, circles[row.email], known)


def circles_in(managers: Mapping[str, str]) -> Iterator[list[str]]:
    """Every circle once. Each person has one manager, so each line is walked once only."""
    walked: dict[str, int] = {}
    for walk, start in enumerate(managers):
        line, address = [], start
        while address in managers and address not in walked:
            walked[address] = walk
            line.append(address)
            address = managers[address]
        if walked.get(address) == walk and address in line:
            yield line[line.index(address) :]


def _reporting(rows: Sequence[Row]) -> Iterator[Row]:
    return (row for row in rows if row.email and "manager" in row.said)


def _mark_doubles(same: list[Row]) -> None:
    for row in same:
        other = same[0] if row is not same[0] else same[1]
        row.wrong("email", SAME_ADDRESS, line=other.line, address=row.email)
        different = next((one for one in same if _roles_differ(one, row)), None)
        if different:
            row.wrong("role", TWO_ROLES, line=different.line)


def _roles_differ(one: Row, other: Row) -> bool:
    roles = one.said.get("role"), other.said.get("role")
    return all(roles) and roles[0] != roles[1]


def _mark_circle(row: Row, circle: list[str], known: Mapping[str, str]) -> None:
    if len(circle) == 1:
        row.wrong("manager", OWN_MANAGER, name=row.name)
        return
    start = circle.index(row.email)
    around = [known.get(a, a) for a in (*circle[start:], *circle[:start], row.email)]
    if len(around) > MOST_NAMED:
        around = [*around[: MOST_NAMED - 2], "…", *around[-1:]]
    row.wrong("manager", CIRCLE, names=" → ".join(around))
