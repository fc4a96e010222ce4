"""A list of names that was sent: what it would do now, told in words."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from viceversa.enrolment.importing.nominees import Nominee, Outcome, nominees
from viceversa.enrolment.invited import addresses_on_list
from viceversa.enrolment.sent_lists import NominationList
from viceversa.enrolment.words import Told, told
from viceversa.lib.tables import read_table
from viceversa.lib.wording import WordedError

SHOWN = 200


@dataclass(frozen=True)
class Findings:
    """A list as it stands against the call now: once it has been brought in, everybody of it is
    there, and only the wrong rows are left."""

    arrived: NominationList

    @cached_property
    def _read(self) -> tuple[list[Nominee], str]:
        already = addresses_on_list(self.arrived.call)
        try:
            table = read_table(bytes(self.arrived.content), self.arrived.filename)
            return nominees(table, already=already), ""
        except WordedError as error:
            return [], error.translated(_)

    @property
    def rows(self) -> list[Nominee]:
        return self._read[0]

    @property
    def problem(self) -> str:
        """What is wrong with the list as a whole, "" if nothing is."""
        return self._read[1]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows have which outcome; every outcome is there."""
        found = [each.outcome for each in self.rows]
        return {outcome.value: found.count(outcome) for outcome in Outcome}

    @property
    def new(self) -> list[Nominee]:
        """Who would be invited, as many as a page can show."""
        return [each for each in self.rows if each.outcome == Outcome.NEW][:SHOWN]

    @property
    def wrong(self) -> list[tuple[Nominee, list[Told]]]:
        """The wrong rows, each with why; likewise."""
        rows = [each for each in self.rows if each.outcome == Outcome.WRONG][:SHOWN]
        return [(each, [told(remark, {}) for remark in each.problems]) for each in rows]
