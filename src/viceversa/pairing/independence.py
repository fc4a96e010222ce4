"""Whether the two of a pair still do not depend on each other, judged by the matching core."""

from collections import defaultdict
from collections.abc import Sequence

from viceversa.matching import DEPENDENCIES, check
from viceversa.pairing.models import Pair
from viceversa.pairing.solving import problem_of
from viceversa.programmes.models import Programme

JOB_RULES = DEPENDENCIES | {
    "different_unit",
    "different_organisation",
    "no_competitor_or_supplier",
}
"""What a change of job can break, where the programme has the rule. A rise in level is none."""


def broken_by_jobs(programme: Programme, pairs: Sequence[Pair]) -> dict[str, list[str]]:
    """The rules that each pair breaks today, by its code; what was knowingly set aside is kept."""
    if not pairs:
        return {}
    codes = {(pair.mentor.person_id, pair.mentee.person_id): pair.pk for pair in pairs}
    broken: defaultdict[str, list[str]] = defaultdict(list)
    for violation in check(problem_of(programme, pairs), list(codes)):
        match = violation.people
        if violation.rule in JOB_RULES and len(match) == 2:
            broken[codes[match[0], match[1]]].append(violation.rule)
    return dict(broken)
