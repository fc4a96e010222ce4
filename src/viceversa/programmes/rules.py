"""The typed view of a programme's rules and weights, by the names that the matching core uses.

A person's role, capacity, own "not with" and the partners' seats are no switches: they always hold.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field

Weight = Annotated[int, Field(ge=0, le=100)]


class Stored(BaseModel):
    """Kept as JSON; what is missing there has its default, what is unknown is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        """From the JSON of a programme. Raises ValueError."""
        return cls.model_validate(stored)

    def as_json(self) -> dict[str, Any]:
        return self.model_dump()


class RuleSettings(Stored):
    """The hard rules that a programme may switch; `depth` None means any number of steps."""

    level: bool = True
    different_unit: bool = False
    different_organisation: bool = False
    no_dependency: bool = True
    depth: Literal[1, 2, 3] | None = 2
    no_dotted_line: bool = True
    no_pay_setting: bool = True
    no_appraisal: bool = True
    not_acquainted: bool = True
    prior: bool = True
    common_language: bool = True
    no_competitor_or_supplier: bool = False


class WeightSettings(Stored):
    """How much each thing counts in a pair's score, against the others."""

    wants: Weight = 40
    returns: Weight = 15
    theme: Weight = 10
    sector: Weight = 10
    meeting: Weight = 10
    hours: Weight = 5
    goals: Weight = 10
    prefers: Weight = 5
