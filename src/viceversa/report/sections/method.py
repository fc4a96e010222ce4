"""How the figures were made, and what they cannot say."""

from django.utils.translation import gettext as _

from viceversa.lib.figures import SMALLEST
from viceversa.report.section import Section


def method() -> Section:
    """The same in every report."""
    return Section(
        "method",
        _("How this was made"),
        (
            _("Everything is counted when the report is opened, from what the software keeps: "
              "dates, states and counts. What pairs say to each other is sealed and nowhere in "
              "it."),
            _("No figure tells of fewer than %(least)s people or pairs to anybody but those who "
              "lead, nor can one be had by subtraction; where it could, “at least” or “fewer "
              "than” stands in its place.")
            % {"least": SMALLEST},
            _("Answers to surveys belong to nobody. What is compared before and afterwards is of "
              "the same people, as groups: how many say more, the same or less; the typical "
              "change; and what is plausible in a similar group, with methods for small numbers "
              "(Wilson for shares, Newcombe for their differences, sign changes of all subsets "
              "for the typical change, Hedges' correction and a bootstrap for its size)."),
            _("An interval holds what is true of such groups in 95 of 100 cases. Nothing is tested "
              "for significance: so few people could only fail the test."),
            _("There is no group without the programme that was drawn by lot. What changed may "
              "have changed for other reasons, and those who do not answer may think otherwise. "
              "No gain in money is computed, since it could not be."),
        ),
    )  # fmt: skip
