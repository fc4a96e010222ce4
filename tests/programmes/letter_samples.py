"""The letters of programmes, as the house's test renders them."""

from tests.cast import Cast
from tests.letters import letter_sample


@letter_sample("programmes/role_given")
def role_given(cast: Cast) -> dict[str, object]:
    return {"role": cast.programme.roles.get(person=cast.erik)}
