"""The letters of this room. Words stand in templates/programmes/letters/, one file a letter."""

from viceversa.notices.actions import post
from viceversa.programmes.models import Role
from viceversa.programmes.queries import letterhead


def role_given(role: Role) -> None:
    """To whoever has a new role: what it is, and how she signs in."""
    post(
        "programmes/role_given",
        to=role.person,
        event=f"role-given:{role.pk}",
        context={"role": role},
        head=letterhead(role.programme),
    )
