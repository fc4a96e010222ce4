"""Rolling entry: whoever is new is proposed to those who wait; the pairs that are stay as they are.

A search reads only those with room for a pair (solving.pool_of), so that nothing else is needed for
it to leave everybody else alone. What is asked here is whether it would be of any use.
"""

from viceversa.enrolment.models import Participation
from viceversa.matching import ProblemError, solve
from viceversa.pairing import queries
from viceversa.pairing.solving import pool_of
from viceversa.programmes.models import Programme


def arrivals(programme: Programme) -> list[Participation]:
    """Those who have never been in a pair here, and whom a search would give a partner now; who
    came first stands first. Nothing is written."""
    try:
        pool = pool_of(programme)
        pairs = solve(pool.problem).pairs
    except ProblemError:
        return []
    known = {person for match in queries.published_matches(programme) for person in match}
    found = {person for pair in pairs for person in (pair.mentee, pair.mentor)}
    seats = [pool.people[person] for person in found - known]
    return sorted(seats, key=lambda seat: (seat.enrolled_at, seat.pk))
